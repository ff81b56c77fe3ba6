"""7.5: page numbers, their place, look and order; 8: those of landscape pages."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from service import gbt9704 as gbt
from service.check.elements import Kind
from service.check.faces import is_face
from service.check.measures import leading_spaces, main_values, millimetres, trailing_spaces
from service.check.register import Deviation, Subject, at_section, rule
from service.ooxml.read.facts import Block, Frame, Paragraph, Section, Story, Table

_MILLIMETRE = 57
_DASH_BOTTOM = gbt.PAGE_HEIGHT - 15251  # the dash lies at 269 mm: 7 mm under the type area
_NATURAL = 1.3  # height of an automatic line against its size, about
_GOOD = re.compile(r"[—―][ \u3000\xa0]?#[ \u3000\xa0]?[—―]")


class _Number(NamedTuple):
    """The line that prints the page number, and what holds it: flow, frame, box or cell."""

    paragraph: Paragraph
    holder: str
    place: Frame | None = None
    align: int | str | None = None


def _numbers(blocks: tuple[Block, ...], holder: str = "flow") -> Iterator[_Number]:
    for block in blocks:
        if isinstance(block, Table):
            for row in block.rows:
                for cell in row.cells:
                    yield from _numbers(cell.blocks, "cell")
            continue
        for box in block.boxes:
            for found in _numbers(box.blocks, "box"):
                yield found._replace(align=box.x)
        if any(run.field == "PAGE" for run in block.runs):
            frame = block.values.frame
            yield _Number(block, holder if frame is None else "frame", frame, None if frame is None else frame.x)


def _number(story: Story | None) -> _Number | None:
    return None if story is None else next(_numbers(story.blocks), None)


def _counted(subject: Subject) -> list[Section]:
    """The sections that show more than 版记, which may stand unnumbered behind an empty page (7.5)."""
    imprint = subject.found.imprint
    filled = {
        block.section
        for index, block in enumerate(subject.found.blocks)
        if (isinstance(block, Table) or not block.blank) and (imprint is None or index != imprint.index)
    }
    return [section for section in subject.found.document.sections if section.number - 1 in filled]


def _shown(section: Section, subject: Subject) -> dict[str, _Number | None]:
    """The number on odd and even pages and on a first page of its own."""
    kinds = ["default"]
    if subject.found.document.even_and_odd:
        kinds.append("even")
    if section.title_page and subject.found.kind is not Kind.LETTER:
        kinds.append("first")
    return {kind: _number(section.footers.get(kind)) or _number(section.headers.get(kind)) for kind in kinds}


_PAGES = {"default": "单页", "even": "双页", "first": "首页"}


# ---- place ----------------------------------------------------------------------------------------------------
@rule("PN-01", "7.5", "error")
def number_side(subject: Subject) -> Iterator[Deviation]:
    """Odd numbers 1 字 from the right, even ones 1 字 from the left."""
    for section in _counted(subject):
        if section.landscape:
            continue
        shown = _shown(section, subject)
        missing = [_PAGES[kind] for kind, number in shown.items() if number is None]
        if missing:
            sentence = f"{'、'.join(missing)}没有页码。请插入页码：单页居右空一字，双页居左空一字"
            yield Deviation(at_section(section), "有页码", f"{'、'.join(missing)}没有页码", sentence, section.place)
            continue
        odd = shown["default"]
        if odd is not None and "even" not in shown and not _outside(odd):
            sentence = "单页码应居右、双页码应居左。请在页眉页脚选项中勾选“奇偶页不同”，双页页脚另设页码，居左空一字"
            yield Deviation(at_section(section), "奇偶页不同", "奇偶页相同", sentence, odd.paragraph.place)
            continue
        for kind, side in (("default", "right"), ("even", "left")):
            yield from _side(shown.get(kind), kind, side, section)


def _side(number: _Number | None, kind: str, side: str, section: Section) -> Iterator[Deviation]:
    gap = None if number is None else _gap(number, side)
    if number is None or gap is None or abs(gap - gbt.NUMBER_SIDE) <= _MILLIMETRE:
        return
    word, edge = ("居右", "右") if side == "right" else ("居左", "左")
    sentence = f"{_PAGES[kind]}码应{word}空一字。请设为{edge}对齐，缩进1字（14磅）"
    found = f"空{gap / gbt.NUMBER_SIDE:.1f}字" if gap < _AWAY else "没有" + word
    yield Deviation(at_section(section), f"{word}空一字", found, sentence, number.paragraph.place)


_AWAY = 9999.0  # twips: not on this side at all


def _outside(number: _Number) -> bool:
    """Whether Word itself changes the side: aligned to the outer edge."""
    return number.align == "outside"


def _gap(number: _Number, side: str) -> float | None:
    """Room between number and outer edge of the type area in twips; nothing where the file does not tell."""
    if number.holder in ("box", "cell"):
        return None
    if number.holder == "frame":  # beside the text's edge, or placed from the page: the page tells
        return None if number.align in ("outside", side, None) or isinstance(number.align, int) else _AWAY
    paragraph = number.paragraph
    values, text = paragraph.values, paragraph.text
    em = main_values(paragraph).half_points * 10
    on_right = values.align in ("right", "end")
    if values.align == "center" or on_right != (side == "right"):
        return None if "\t" in text and values.align != "center" else _AWAY  # tabs may bring it there
    if on_right:
        return (values.right_characters * em or values.right) + trailing_spaces(text) * em
    first = values.first_characters * em or values.first
    return (values.left_characters * em or values.left) + first + leading_spaces(text) * em


# ---- look -----------------------------------------------------------------------------------------------------
@rule("PN-02", "7.5", "error")
def number_look(subject: Subject) -> Iterator[Deviation]:
    """14 pt 宋体 digits between two dashes."""
    seen = set()
    for section in _counted(subject):
        for number in _shown(section, subject).values():
            if number is None or number.paragraph.place in seen:
                continue
            seen.add(number.paragraph.place)
            yield from _look(number.paragraph, section)


def _look(paragraph: Paragraph, section: Section) -> Iterator[Deviation]:
    pieces = ["#" if run.field == "PAGE" else "" if run.field else run.text for run in paragraph.runs]
    text = re.sub("#+", "#", "".join(pieces)).strip(" \t\u3000\xa0")
    where, place = at_section(section) + "的页码", paragraph.place
    if not _GOOD.fullmatch(text) or section.number_format != "decimal":
        shown = text.replace("#", "1") if section.number_format == "decimal" else "数字格式不是1, 2, 3"
        sentence = "页码用半角阿拉伯数字，左右各放一条一字线。请改为“— 1 —”的样式"
        yield Deviation(where, "— 1 —", shown, sentence, place)
    values = next(run.values for run in paragraph.runs if run.field == "PAGE")
    face = values.ascii or values.east
    if values.half_points != gbt.SMALL_POINTS * 2 or (face is not None and not is_face(face, "宋体")):
        sentence = "页码一般用4号半角宋体阿拉伯数字。请把页码改为四号（14磅）宋体"
        yield Deviation(where, "四号（14磅）宋体", f"{values.points:g}磅{face or ''}", sentence, place)


@rule("PN-03", "7.5", "error")
def number_drop(subject: Subject) -> Iterator[Deviation]:
    """The dash 7 mm under the type area."""
    seen = set()
    for section in _counted(subject):
        if section.landscape or abs(section.height - gbt.PAGE_HEIGHT) > _MILLIMETRE:
            continue
        for kind, number in _shown(section, subject).items():
            story = section.footers.get(kind)
            key = (section.footer, None if number is None else number.paragraph.place)
            if number is None or story is None or key in seen:
                continue
            seen.add(key)
            bottom, loose = _dash(number, story, section)
            if bottom is not None and abs(bottom - _DASH_BOTTOM) > _MILLIMETRE + loose:
                drop = gbt.PAGE_HEIGHT - bottom - (gbt.PAGE_HEIGHT - gbt.BOTTOM)
                wanted = millimetres(gbt.FOOTER_DISTANCE)
                sentence = f"页码的一字线上距版心下边缘应为7 mm。请把页脚距边界改为{wanted}，页码行距改为固定值14磅"
                yield Deviation(at_section(section), "7 mm", f"约{drop / 56.7:.1f} mm", sentence, section.place)


def _dash(number: _Number, story: Story, section: Section) -> tuple[float | None, float]:
    """The dash from the bottom of the page in twips, and how unsure that is."""
    if number.holder not in ("flow", "frame"):
        return None, 0
    below, loose, passed = 0.0, 0.0, False
    for block in story.blocks:
        if isinstance(block, Table):
            return None, 0
        if passed and block.values.frame is None:
            height, unsure = _height(block)
            below, loose = below + height + block.values.before + block.values.after, loose + unsure
        passed = passed or block is number.paragraph
    line, unsure = _height(number.paragraph)
    if number.holder == "frame":  # it begins where the line it is tied to begins
        top = number.place.y if number.place is not None and isinstance(number.place.y, int) else 0
        return section.footer + below - top - 0.42 * line, loose + unsure + 2 * _MILLIMETRE
    return section.footer + below + number.paragraph.values.after + 0.58 * line, loose + unsure


def _height(paragraph: Paragraph) -> tuple[float, float]:
    values = paragraph.values
    if values.line_rule == "exact":
        return float(values.line), 0.0
    natural = main_values(paragraph).half_points * 10 * _NATURAL * max(1.0, values.line / 240)
    return natural, natural * 0.25


# ---- order ----------------------------------------------------------------------------------------------------
@rule("PN-04", "7.5", "error")
def continuous(subject: Subject) -> Iterator[Deviation]:
    """One count through all sections."""
    for section in subject.found.document.sections[1:]:
        if section.number_start is not None:
            sentence = "页码应连续编排。请在“设置页码格式”中选“续前节”"
            found = f"从{section.number_start}重新开始"
            yield Deviation(at_section(section), "续前节", found, sentence, section.place)


@rule("PN-05", "8", "warning")
def landscape_number(subject: Subject) -> Iterator[Deviation]:
    """A number on landscape pages: turned at the left margin, or plain at the foot."""
    for section in _counted(subject):
        if section.landscape and any(number is None for number in _shown(section, subject).values()):
            sentence = "横排页面也要有页码，位置与其他页一致：在左侧转向排，或按本单位习惯排在页脚。请补上页码"
            yield Deviation(at_section(section), "有页码", "没有页码", sentence, section.place)

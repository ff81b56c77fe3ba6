"""7.4: the 版记, its rules, words and place."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from service import gbt9704 as gbt
from service.check import patterns
from service.check.elements import Imprint, Kind, Role
from service.check.faces import is_face
from service.check.measures import (
    first_indent,
    leading_spaces,
    left_indent,
    main_values,
    millimetres,
    points,
    right_indent,
    trailing_spaces,
)
from service.check.register import Deviation, Subject, at, quoted, rule
from service.ooxml.read.facts import Border, Paragraph, Table

_MILLIMETRE = 57
_OUTER, _INNER = (7, 9), (5, 7)  # eighths of a point: 0.35 mm, 0.25 mm
_SIDE = 0.6  # 字: cells have margins of their own


class _Rules(NamedTuple):
    first: Border | None
    middle: list[Border]
    last: Border | None
    upright: bool


def where_of(imprint: Imprint) -> str:
    """Where a 版记 stands, by its first words."""
    return f"版记{quoted(imprint.paragraphs[0].printed)}" if imprint.paragraphs else "版记"


def _filled(imprint: Imprint) -> list[Paragraph]:
    return [paragraph for paragraph in imprint.paragraphs if paragraph.printed.strip()]


def _table_rules(table: Table) -> _Rules:
    rows = [row for row in table.rows if row.cells]
    first = _visible(rows[0].cells[0].borders.get("top"))
    last = _visible(rows[-1].cells[0].borders.get("bottom"))
    middle = [
        border
        for above, below in pairwise(rows)
        if (border := _visible(above.cells[0].borders.get("bottom")) or _visible(below.cells[0].borders.get("top")))
    ]
    edges = [cell.borders.get(side) for row in rows for cell in row.cells for side in ("left", "right")]
    return _Rules(first, middle, last, any(_visible(edge) for edge in edges))


def _visible(border: Border | None) -> Border | None:
    return border if border is not None and border.visible and border.eighths else None


def _typed_rules(paragraphs: tuple[Paragraph, ...]) -> _Rules:
    edges = [
        (place, side, border)
        for place, paragraph in enumerate(paragraphs)
        for side in ("top", "between", "bottom")
        if (border := _visible(paragraph.values.borders.get(side)))
    ]
    first = next((border for place, side, border in edges if not place and side == "top"), None)
    last = next((border for place, side, border in edges if place == len(paragraphs) - 1 and side == "bottom"), None)
    return _Rules(first, [border for _, _, border in edges if border is not first and border is not last], last, False)


@rule("IM-01", "7.4.1", "error")
def rules(subject: Subject) -> Iterator[Deviation]:
    """Rules as wide as the type area: first and last 0.35 mm, those between 0.25 mm, the last at its lower edge."""
    imprint = subject.found.imprint
    if imprint is None or subject.found.kind is Kind.LETTER:  # 10.1: a letter's 版记 has no rules
        return
    drawn = isinstance(imprint.holder, Paragraph) and any(box.kind == "line" for box in imprint.holder.boxes)
    found = _typed_rules(imprint.paragraphs) if imprint.table is None else _table_rules(imprint.table)
    where, place = where_of(imprint), imprint.holder.place
    drawn = drawn or any(box.kind == "line" for paragraph in imprint.paragraphs for box in paragraph.boxes)
    if (found.first is None or found.last is None) and not drawn and not _lines_near(subject, imprint):
        missing = "首条" if found.first is None else "末条"
        sentence = f"版记的{missing}分隔线没有画出。请给版记的上、下边加与版心等宽的分隔线"
        yield Deviation(where, "首条、末条分隔线", f"没有{missing}分隔线", sentence, place)
    yield from _weights(found, where, imprint)
    yield from _width(subject, imprint, where)
    yield from _bottom(subject, imprint, where)


def _lines_near(subject: Subject, imprint: Imprint) -> bool:
    """Whether lines are drawn around the 版记 as shapes of their own."""
    near = subject.found.blocks[max(0, imprint.index - 3) :]
    return any(box.kind == "line" for block in near if isinstance(block, Paragraph) for box in block.boxes)


def _weights(found: _Rules, where: str, imprint: Imprint) -> Iterator[Deviation]:
    for border, (least, most), name, wanted in (
        (found.first, _OUTER, "首条", "0.35 mm（1磅）"),
        (found.last, _OUTER, "末条", "0.35 mm（1磅）"),
        *((middle, _INNER, "中间", "0.25 mm（0.75磅）") for middle in found.middle),
    ):
        if border is not None and not least <= border.eighths <= most:
            sentence = f"版记{name}分隔线推荐高度为{wanted}。请改线的粗细"
            shown = f"{border.eighths / 8:g}磅"
            yield Deviation(where, wanted, shown, sentence, imprint.holder.place, "warning")
    if found.upright:
        sentence = "版记只有横的分隔线。请去掉竖线"
        yield Deviation(where, "没有竖线", "有竖线", sentence, imprint.holder.place, "warning")


def _width(subject: Subject, imprint: Imprint, where: str) -> Iterator[Deviation]:
    table = imprint.table
    if table is None:
        return
    section = subject.section(imprint.holder)
    wanted = gbt.TYPE_WIDTH if not section.landscape else section.type_width
    if table.full_width and all(
        abs(table.full_width - spare - wanted) > _MILLIMETRE for spare in (0, 2 * table.margin)
    ):
        sentence = f"版记的分隔线应与版心等宽（{millimetres(wanted)}）。请改表格宽度"
        yield Deviation(where, millimetres(wanted), millimetres(table.full_width), sentence, table.place)


def _bottom(subject: Subject, imprint: Imprint, where: str) -> Iterator[Deviation]:
    """Where the last rule lies, if the file places the 版记 from the page."""
    low: float | None = None
    box, table = imprint.box, imprint.table
    section = subject.section(imprint.holder)
    if box is not None and isinstance(box.y, int) and box.vertical in ("page", "margin"):
        low = box.y + box.height + (section.top if box.vertical == "margin" else 0)
    elif box is None and table is not None and table.floating is not None:
        frame, heights = table.floating, [row.height or 0 for row in table.rows]
        if isinstance(frame.y, int) and frame.vertical in ("page", "margin") and all(heights):
            low = frame.y + sum(heights) + (section.top if frame.vertical == "margin" else 0)
    if low is not None and abs(low - gbt.IMPRINT_BOTTOM) > 1.5 * _MILLIMETRE and not section.landscape:
        sentence = "版记最后一条分隔线应与版心下边缘重合。请改文本框（表格）的垂直位置"
        found = f"距纸上边{millimetres(round(low))}"
        yield Deviation(where, f"距纸上边{millimetres(gbt.IMPRINT_BOTTOM)}", found, sentence, imprint.holder.place)


# ---- words ----------------------------------------------------------------------------------------------------
@rule("IM-02", "7.4.2–7.4.3", "error")
def words(subject: Subject) -> Iterator[Deviation]:
    """14 pt 仿宋; 抄送 closed by a full stop; organ, date and 印发; all 1 字 in from both sides."""
    imprint = subject.found.imprint
    if imprint is None:
        return
    for paragraph in _filled(imprint):
        values, text = main_values(paragraph), paragraph.printed.strip()
        if values.half_points != gbt.SMALL_POINTS * 2 or (values.east and not is_face(values.east, "仿宋")):
            found = f"{points(values.half_points)}{values.east or ''}"
            sentence = "版记一般用4号仿宋体字。请改字体字号"
            yield Deviation(at(paragraph), "四号（14磅）仿宋", found, sentence, paragraph.place)
        if patterns.COPIES.match(text):
            yield from _copies(paragraph, text)
        elif patterns.PRINTED.search(text):
            yield from _printed(paragraph, text)
        yield from _sides(paragraph, text, imprint)


def _copies(paragraph: Paragraph, text: str) -> Iterator[Deviation]:
    if not text.endswith("。"):
        sentence = "最后一个抄送机关名称后标句号。请在末尾加“。”"
        yield Deviation(at(paragraph), "以“。”结束", quoted(text[-6:]), sentence, paragraph.place)
    if ":" in text[:5]:
        sentence = "“抄送”后用全角冒号。请改为“：”"
        yield Deviation(at(paragraph), "抄送：", text[:4], sentence, paragraph.place)


def _printed(paragraph: Paragraph, text: str) -> Iterator[Deviation]:
    match = patterns.LOOSE_DATE.search(text)
    if match is not None and not patterns.OPEN_DATE.fullmatch(match[0]):
        sentence = (
            "印发日期用阿拉伯数字将年、月、日标全，月、日不编虚位，后加“印发”二字。请照“2026年3月5日印发”的样式改正"
        )
        yield Deviation(at(paragraph), "2026年3月5日印发", match[0], sentence, paragraph.place)
    elif not text.endswith("印发"):
        sentence = "印发日期后加“印发”二字"
        yield Deviation(at(paragraph), "印发", quoted(text[-4:]), sentence, paragraph.place)


def _sides(paragraph: Paragraph, text: str, imprint: Imprint) -> Iterator[Deviation]:
    margin = 0.0 if imprint.table is None else imprint.table.margin / gbt.SMALL_CHARACTER
    right = paragraph.values.align in ("right", "end")
    if right:
        gap = right_indent(paragraph) + trailing_spaces(paragraph.text)
    else:
        gap = left_indent(paragraph) + first_indent(paragraph) + leading_spaces(paragraph.text)
    if paragraph.values.align not in ("center", "distribute") and not (1 - _SIDE <= gap + margin <= 1 + _SIDE):
        side = "右" if right else "左"
        sentence = f"版记的抄送机关、印发机关和印发日期左右各空一字。请改缩进为{side}空1字"
        yield Deviation(at(paragraph), f"{side}空1字", f"{side}空{gap:.1f}字", sentence, paragraph.place)


# ---- place ----------------------------------------------------------------------------------------------------
@rule("IM-03", "7.4.1", "warning")
def last_of_all(subject: Subject) -> Iterator[Deviation]:
    """版记 at the foot of the last page, nothing after it."""
    imprint = subject.found.imprint
    if imprint is None:
        return
    typed = {id(paragraph) for paragraph in imprint.paragraphs}
    after = [
        block
        for block in subject.found.blocks[imprint.index + 1 :]
        if (isinstance(block, Table) or block.printed.strip()) and id(block) not in typed
    ]
    if after:
        sentence = "版记应在公文最后一面的最下端。请把后面的内容移到版记之前"
        yield Deviation(where_of(imprint), "版记在最后", "版记之后还有内容", sentence, imprint.holder.place)


@rule("IM-04", "7.4", "warning")
def imprint_present(subject: Subject) -> Iterator[Deviation]:
    """A document with a red head has a 版记."""
    found = subject.found
    if found.head.present and found.imprint is None and found.kind in (Kind.ISSUED, Kind.MINUTES, Kind.ORDER):
        sentence = "有红头的公文应有版记（抄送机关、印发机关和印发日期）。请在最后一面加上版记"
        first = next(iter(found.head.marks), None) or (found.head.number.paragraph if found.head.number else None)
        yield Deviation("全文", "有版记", "没有版记", sentence, None if first is None else first.place)


@rule("IM-05", "7.4.3", "warning")
def printed_after_signed(subject: Subject) -> Iterator[Deviation]:
    """The day of printing a real one, and not before the day of the document."""
    imprint = subject.found.imprint
    lines = subject.found.of(Role.DATE)
    if imprint is None:
        return
    signed = _day(lines[-1].text) if lines else None
    for paragraph in _filled(imprint):
        text = paragraph.printed.strip()
        match = patterns.FULL_DATE.search(text)
        if not patterns.PRINTED.search(text) or match is None:
            continue
        printed = _day(text)
        if printed is None:
            yield Deviation(at(paragraph), "真实的日期", match[0], "没有这一天。请核对印发日期", paragraph.place)
        elif signed is not None and printed < signed:
            sentence = "印发日期早于成文日期。请核对两个日期"
            yield Deviation(at(paragraph), f"不早于{lines[-1].text}", match[0], sentence, paragraph.place)


def _day(text: str) -> date | None:
    match = patterns.FULL_DATE.search(text)
    try:
        return date(*map(int, match.groups())) if match else None
    except ValueError:
        return None

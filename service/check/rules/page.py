"""Chapter 5: paper, margins, type area, lines and characters, colour."""

from collections import Counter
from collections.abc import Iterator

from service import gbt9704 as gbt
from service.check.elements import Line, Recognised, Role
from service.check.measures import (
    character,
    is_black,
    is_red,
    known_height,
    line_height,
    main_values,
    millimetres,
)
from service.check.register import Deviation, Subject, at, at_section, quoted, rule
from service.ooxml.read.facts import Section, paragraphs_of, tables_of

_MILLIMETRE = 57  # the tolerance of the page's measures, in twips
_TEXT = (Role.BODY, Role.HEADING)


def _portrait(subject: Subject) -> list[Section]:
    return [section for section in subject.found.document.sections if not section.landscape]


@rule("PG-01", "5.1", "error")
def paper(subject: Subject) -> Iterator[Deviation]:
    """A4 paper; a landscape page only for tables."""
    tables = {table.section for table in tables_of(subject.found.blocks)}
    for section in subject.found.document.sections:
        sides = sorted((section.width, section.height))
        if abs(sides[0] - gbt.PAGE_WIDTH) > _MILLIMETRE or abs(sides[1] - gbt.PAGE_HEIGHT) > _MILLIMETRE:
            found = f"{millimetres(section.width)} × {millimetres(section.height)}"
            sentence = "纸张不是A4。请在“页面布局—纸张大小”中选择A4（210 mm × 297 mm）"
            yield Deviation(at_section(section), "A4，210 mm × 297 mm", found, sentence, section.place)
        elif section.landscape and section.number - 1 not in tables:
            sentence = "只有横排表格才用横向页面。请把这一节的纸张方向改为纵向"
            yield Deviation(at_section(section), "纵向", "横向", sentence, section.place)


@rule("PG-02", "5.2.1", "error")
def top_margin(subject: Subject) -> Iterator[Deviation]:
    """天头 37 mm."""
    for section in _portrait(subject):
        if abs(section.top - subject.profile.top) > _MILLIMETRE:
            wanted = millimetres(subject.profile.top)
            sentence = f"天头（上白边）应为{wanted}±1 mm。请在“页面设置—页边距”中把上边距改为{wanted}"
            yield Deviation(at_section(section), wanted, millimetres(section.top), sentence, section.place)


@rule("PG-03", "5.2.1", "error")
def left_margin(subject: Subject) -> Iterator[Deviation]:
    """订口 28 mm."""
    for section in _portrait(subject):
        found = section.left + section.gutter
        if abs(found - gbt.LEFT) > _MILLIMETRE:
            sentence = "订口（左白边）应为28 mm±1 mm。请在“页面设置—页边距”中把左边距改为28 mm，装订线改为0"
            yield Deviation(at_section(section), "28 mm", millimetres(found), sentence, section.place)


@rule("PG-04", "5.2.1", "error")
def type_area(subject: Subject) -> Iterator[Deviation]:
    """版心 156 mm × 225 mm."""
    wanted = (gbt.TYPE_WIDTH, subject.profile.type_height)
    for section in _portrait(subject):
        found = (section.type_width, section.type_height)
        # a margin that is off has been said; here it is the size of the area
        if any(abs(one - other) > _MILLIMETRE for one, other in zip(wanted, found, strict=True)):
            expected = " × ".join(map(millimetres, wanted))
            shown = " × ".join(map(millimetres, found))
            bottom = millimetres(subject.profile.bottom)
            sentence = f"版心应为{expected}。请把右边距改为26 mm、下边距改为{bottom}，并核对上、左边距"
            yield Deviation(at_section(section), expected, shown, sentence, section.place)


# ---- lines and characters -------------------------------------------------------------------------------------
def _text_of(found: Recognised, section: Section) -> list[Line]:
    return [
        line
        for line in found.lines
        if line.role in _TEXT and line.paragraph.section == section.number - 1 and line.paragraph.runs_with_text
    ]


def _lines_per_page(pitch: float, section: Section) -> int:
    return int((section.type_height + 0.5) / pitch) if pitch else 0


@rule("PG-05", "5.2.3", "warning")
def lines_per_page(subject: Subject) -> Iterator[Deviation]:
    """22 lines a page: every paragraph of the text on the pitch of the profile."""
    wanted = f"每面22行（固定值{subject.profile.line / 20:g}磅）"
    for section in _portrait(subject):
        for line in _text_of(subject.found, section):
            paragraph = line.paragraph
            pitch = line_height(paragraph.values, main_values(paragraph), section)
            if _on_pitch(pitch, subject, section) and known_height(paragraph, section):
                if not paragraph.values.before and not paragraph.values.after:
                    continue
                yield _spaced(line)
                continue
            found = f"{pitch / 20:g}磅" if known_height(paragraph, section) else "行距没有固定"
            sentence = f"每面应排22行，撑满版心。请把行距改为固定值{subject.profile.line / 20:g}磅，段前、段后为0"
            yield Deviation(at(line), wanted, found, sentence, paragraph.place)


def _on_pitch(pitch: float, subject: Subject, section: Section) -> bool:
    """22 lines that fill the type area; the house pitch of 28 pt leaves some of it empty."""
    if subject.profile is gbt.PITCH_28:
        return abs(pitch - gbt.PITCH_28.line) <= 5
    left = section.type_height - gbt.LINES_PER_PAGE * pitch
    return _lines_per_page(pitch, section) == gbt.LINES_PER_PAGE and left <= gbt.LINE / 2


def _spaced(line: Line) -> Deviation:
    values = line.paragraph.values
    found = f"段前{values.before / 20:g}磅、段后{values.after / 20:g}磅"
    return Deviation(
        at(line), "段前、段后为0", found, "段前、段后有空距，行会偏离版心的22行。请都改为0", line.paragraph.place
    )


@rule("PG-06", "5.2.3", "warning")
def characters_per_line(subject: Subject) -> Iterator[Deviation]:
    """28 characters a line, one more or less."""
    for section in _portrait(subject):
        for line in _text_of(subject.found, section):
            values = main_values(line.paragraph)
            if values.half_points != gbt.BODY_POINTS * 2:
                continue  # the size has been said (FT-01)
            count = int((section.type_width + 3) / character(values, section))
            twice = section.grid == "linesAndChars" and section.character_space < 0 and values.tracking < 0
            if abs(count - gbt.CHARACTERS_PER_LINE) > 1 and abs(section.type_width - gbt.TYPE_WIDTH) <= _MILLIMETRE:
                sentence = "每行应排28个字。请把字符间距改为紧缩0.25磅，字符缩放改为100%"
                yield Deviation(at(line), "每行28字", f"每行{count}字", sentence, line.paragraph.place)
            elif twice:
                sentence = "文档网格已压缩字距，字符间距又紧缩了一次，字排不满一行。请把字符间距改为标准"
                yield Deviation(at(line), "只压缩一次", "网格和字符间距都压缩", sentence, line.paragraph.place)


@rule("PG-07", "5.2.3", "warning")
def character_grid(subject: Subject) -> Iterator[Deviation]:
    """No grid of characters that forces another number of them into a line."""
    for section in _portrait(subject):
        if section.grid == "snapToChars":
            yield _grid(section, "文字对齐字符网格")
        elif section.grid == "linesAndChars" and abs(section.type_width - gbt.TYPE_WIDTH) <= _MILLIMETRE:
            count = int((section.type_width + 3) / (gbt.BODY_POINTS * 20 + section.character_space / 4096 * 20))
            if abs(count - gbt.CHARACTERS_PER_LINE) > 1:
                yield _grid(section, f"每行{count}字")


def _grid(section: Section, found: str) -> Deviation:
    sentence = "文档网格使每行排不下28个字。请在“页面设置—文档网格”中选“只指定行网格”"
    return Deviation(at_section(section), "只指定行网格，每行28字", found, sentence, section.place)


@rule("PG-08", "5.2.4", "error")
def black_text(subject: Subject) -> Iterator[Deviation]:
    """Black type, but for the red elements of the head."""
    red = {id(paragraph) for paragraph in subject.found.head.marks}
    for paragraph in subject.found.all_paragraphs:
        if id(paragraph) in red:
            continue
        for run in paragraph.runs_with_text:
            colour = run.values.colour
            # red type without a head is HD-08
            if not is_black(colour) and not (is_red(colour) and not subject.found.head.present):
                sentence = f"文字应为黑色。请把{quoted(run.text)}的颜色改为“自动”或黑色"
                yield Deviation(at(paragraph), "黑色", f"颜色{colour}", sentence, paragraph.place)
                break


@rule("PG-09", "5.2.1", "warning")
def equal_margins(subject: Subject) -> Iterator[Deviation]:
    """The same margins in all portrait sections."""
    sections = _portrait(subject)
    margins = [(section.top, section.bottom, section.left, section.right) for section in sections]
    if not margins:
        return
    usual = Counter(margins).most_common(1)[0][0]
    for section, found in zip(sections, margins, strict=True):
        if any(abs(one - other) > 1 for one, other in zip(found, usual, strict=True)):
            shown = "、".join(map(millimetres, found))
            sentence = "各节的页边距不一致，版心会前后移动。请把这一节的上、下、左、右边距改得与其他节相同"
            yield Deviation(at_section(section), "、".join(map(millimetres, usual)), shown, sentence, section.place)


@rule("PG-12", "5.2", "warning")
def no_header(subject: Subject) -> Iterator[Deviation]:
    """No words or line in the page header: the standard has no such element."""
    seen = set()
    for section in subject.found.document.sections:
        for story in section.headers.values():
            lines = [paragraph for paragraph in paragraphs_of(story.blocks) if paragraph.text.strip()]
            numbered = any(run.field for paragraph in lines for run in paragraph.runs)
            if lines and not numbered and story.part not in seen:
                seen.add(story.part)
                sentence = "公文没有页眉。请双击页眉，删去其中的文字和横线"
                found = quoted(lines[0].text)
                yield Deviation(at_section(section) + "的页眉", "没有页眉", found, sentence, lines[0].place)


@rule("PG-11", "5.2.3", "warning")
def one_column(subject: Subject) -> Iterator[Deviation]:
    """Text in one column."""
    for section in subject.found.document.sections:
        if section.columns > 1:
            sentence = "公文不分栏。请在“页面布局—分栏”中选“一栏”"
            yield Deviation(at_section(section), "一栏", f"{section.columns}栏", sentence, section.place)

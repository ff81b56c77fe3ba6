"""8: tables and landscape pages; 10.3: lists and figures of minutes."""

import re
from collections.abc import Iterator

from service import gbt9704 as gbt
from service import titles
from service.check import patterns
from service.check.elements import Kind, Line, Role
from service.check.faces import is_face
from service.check.measures import first_indent, has_hanzi, leading_spaces, left_indent, main_values, millimetres
from service.check.recognise_text import split_runs
from service.check.register import Deviation, Subject, at, at_section, at_table, rule
from service.ooxml.read.facts import Section, Table

_MILLIMETRE = 57
_MANY_ROWS = 8  # a table of more rows may well cross a page


def _landscape_margins(subject: Subject) -> tuple[tuple[str, int], ...]:
    """The margins of the turned sheet: its top is the binding edge."""
    return (
        ("上", int(gbt.LEFT)),
        ("右", subject.profile.top),
        ("下", int(gbt.RIGHT)),
        ("左", subject.profile.bottom),
    )


@rule("TB-01", "8", "error")
def landscape_page(subject: Subject) -> Iterator[Deviation]:
    """Landscape pages with the margins of the turned sheet; no table wider than the type area."""
    for section in subject.found.document.sections:
        if section.landscape:
            yield from _margins(section, subject)
    for table in _tables(subject):
        section = subject.section(table)
        spare = 2 * table.margin + _MILLIMETRE
        if table.full_width > section.type_width + spare and section.type_width > 0:
            wanted = millimetres(section.type_width)
            sentence = f"表格比版心宽，会伸到页边外。请把表格宽度改为{wanted}以内"
            yield Deviation(at_table(table), wanted, millimetres(table.full_width), sentence, table.place)


def _margins(section: Section, subject: Subject) -> Iterator[Deviation]:
    found = (section.top + section.gutter, section.right, section.bottom, section.left)
    wanted = _landscape_margins(subject)
    if any(abs(one - other) > _MILLIMETRE for one, (_, other) in zip(found, wanted, strict=True)):
        expected = "、".join(f"{side}{millimetres(value)}" for side, value in wanted)
        shown = "、".join(f"{side}{millimetres(value)}" for (side, _), value in zip(wanted, found, strict=True))
        sentence = f"横排页面的页边距应与竖排页面是同一个版心：{expected}。请在“页面设置”中改正"
        yield Deviation(at_section(section), expected, shown, sentence, section.place)


def _tables(subject: Subject) -> list[Table]:
    """The tables of the body that carry data: not the head's, not the 版记."""
    imprint, head = subject.found.imprint, subject.found.head
    return [
        block
        for index, block in enumerate(subject.found.blocks)
        if isinstance(block, Table)
        and block.floating is None
        and index > head.last
        and (imprint is None or block is not imprint.holder)
    ]


def _ruled(table: Table) -> bool:
    return any(border.visible for row in table.rows[:2] for cell in row.cells for border in cell.borders.values())


@rule("TB-02", "8", "warning")
def rows(subject: Subject) -> Iterator[Deviation]:
    """The head row repeated on each page, rows not split."""
    for table in _tables(subject):
        if len(table.rows) <= _MANY_ROWS or not _ruled(table) or len(table.rows[0].cells) < 2:
            continue
        if not table.rows[0].header:
            sentence = "表格跨页时各页都要有表头。请选中表头行，在“布局”中点“重复标题行”"
            yield Deviation(at_table(table, 1), "重复标题行", "没有设置", sentence, table.place)
        split = [place for place, row in enumerate(table.rows, 1) if not row.whole]
        if split:
            sentence = "表格的行跨页断开不便阅读。请在“表格属性—行”中取消“允许跨页断行”"
            found = f"{len(split)}行允许跨页断行"
            yield Deviation(at_table(table, split[0]), "行不跨页断开", found, sentence, table.place)


# ---- minutes --------------------------------------------------------------------------------------------------
_COUNTS = {
    "应到": re.compile(r"应到(?:会)?\D{0,4}?(\d+)\s*[人名]"),
    "实到": re.compile(r"实到(?:会)?\D{0,4}?(\d+)\s*[人名]"),
    "请假": re.compile(r"请假\D{0,2}?(\d+)\s*[人名]"),
    "缺席": re.compile(r"缺席\D{0,2}?(\d+)\s*[人名]"),
}


@rule("MI-01", "10.3", "error")
def attendance(subject: Subject) -> Iterator[Deviation]:
    """出席, 请假, 列席 in 黑体, names wrapping after the colon; the counts add up."""
    if subject.found.kind is not Kind.MINUTES:
        return
    for line in subject.found.of(Role.ATTENDANCE):
        yield from _entry(line, subject)
    yield from _sum(subject)


def _entry(line: Line, subject: Subject) -> Iterator[Deviation]:
    match = patterns.ATTENDANCE.match(line.text)
    if match is None or match[1].replace(" ", "") not in ("出席", "请假", "列席", "缺席", "补学"):
        return
    paragraph, label = line.paragraph, match[0]
    face = next((run.values.east for run in split_runs(paragraph, len(label))[0] if has_hanzi(run.text)), None)
    if face is not None and not is_face(face, "黑体"):
        sentence = f"“{label}”用3号黑体字。请改字体"
        yield Deviation(at(line), "黑体", face, sentence, paragraph.place)
    left = left_indent(paragraph)
    start = left + first_indent(paragraph) + leading_spaces(paragraph.text)
    names_at = 2 + titles.width(label)
    room = subject.section(line).type_width / max(1, main_values(paragraph).half_points * 10 - 5)
    wraps = start + titles.width(line.text) > room + 0.7
    if abs(start - 2) > 0.3 or (wraps and abs(left - names_at) > 0.3):
        sentence = "出席、请假、列席名单左空二字，回行时与冒号后的首字对齐。请设悬挂缩进"
        found = f"左空{start:.1f}字，回行左空{left:.1f}字"
        yield Deviation(at(line), f"左空2字，回行左空{names_at:g}字", found, sentence, paragraph.place)


def _sum(subject: Subject) -> Iterator[Deviation]:
    """应到 = 实到 + 请假 + 缺席, where one paragraph gives the figures."""
    for line in subject.found.of(Role.BODY, Role.HEADING, Role.ATTENDANCE):
        counts = {name: int(match[1]) for name, found in _COUNTS.items() if (match := found.search(line.text))}
        if "应到" not in counts or "实到" not in counts:
            continue
        away = counts.get("请假", 0) + counts.get("缺席", 0)
        wrong = counts["实到"] > counts["应到"] or (
            ("请假" in counts or "缺席" in counts) and counts["应到"] != counts["实到"] + away
        )
        if wrong:
            shown = "、".join(f"{name}{count}人" for name, count in counts.items())
            sentence = "应到人数应等于实到、请假、缺席人数之和。请核对"
            yield Deviation(at(line), "应到＝实到＋请假＋缺席", shown, sentence, line.paragraph.place)

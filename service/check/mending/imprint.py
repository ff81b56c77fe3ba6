"""The 版记: its rules, width, place, face and indents (7.4)."""

from service import gbt9704 as gbt
from service.check import patterns
from service.check.elements import Imprint
from service.check.faces import is_face
from service.check.measures import leading_spaces, main_values, trailing_spaces
from service.check.mending.bench import Bench
from service.check.register import at
from service.check.rules.imprint import where_of
from service.ooxml.editing import setting, tables
from service.ooxml.editing.drawings import shift
from service.ooxml.editing.opened import Node
from service.ooxml.editing.order import made
from service.ooxml.read.facts import Paragraph, Table

_SIZE = gbt.SMALL_POINTS * 2


def mend(bench: Bench) -> None:
    imprint = bench.subject.found.imprint
    if imprint is None:
        return
    if bench.of("IM-01"):
        _rules(bench, imprint)
        _place(bench, imprint)
    blamed = {finding.place for finding in bench.of("IM-02")}
    for paragraph in imprint.paragraphs:
        element = bench.element(paragraph)
        if element is not None and paragraph.place in blamed:
            _look(bench, paragraph, element)
            _sides(bench, imprint, paragraph, element)


def _rules(bench: Bench, imprint: Imprint) -> None:
    said = {finding.sentence for finding in bench.of("IM-01")}
    changed = False
    if imprint.table is not None and (element := bench.element(imprint.table)) is not None:
        if any("分隔线没有画出" in one or "推荐高度" in one or "竖线" in one for one in said):
            upright = any("竖线" in one for one in said)
            changed = tables.rule_rows(element, gbt.IMPRINT_OUTER_EIGHTHS, gbt.IMPRINT_INNER_EIGHTHS, upright=upright)
        if any("与版心等宽" in one for one in said):
            section = bench.section_of(imprint.holder)
            width = section.type_width if section.landscape else int(gbt.TYPE_WIDTH)
            changed = tables.set_width(element, width) or changed
    elif imprint.table is None and imprint.box is None:
        changed = _typed(bench, imprint)
    if changed:
        bench.say("IM-01", where_of(imprint), "分隔线改为与版心等宽，首条、末条0.35 mm，中间0.25 mm")


def _typed(bench: Bench, imprint: Imprint) -> bool:
    """Rules of a 版记 in plain paragraphs are their borders."""
    changed = False
    last = len(imprint.paragraphs) - 1
    for place, paragraph in enumerate(imprint.paragraphs):
        element = bench.element(paragraph)
        if element is None:
            continue
        eighths = gbt.IMPRINT_OUTER_EIGHTHS if place == last else gbt.IMPRINT_INNER_EIGHTHS
        changed = setting.set_paragraph_border(element, "bottom", eighths, 1, "auto") or changed
        if not place:
            changed = setting.set_paragraph_border(element, "top", gbt.IMPRINT_OUTER_EIGHTHS, 1, "auto") or changed
    return changed


def _place(bench: Bench, imprint: Imprint) -> None:
    """The last rule on the lower edge of the type area."""
    box, holder = imprint.box, bench.element(imprint.holder)
    off = 0
    if box is None or holder is None or isinstance(imprint.holder, Table):
        return
    if isinstance(box.y, int) and box.vertical in ("page", "margin"):
        section = bench.section_of(imprint.holder)
        off = box.y + box.height + (section.top if box.vertical == "margin" else 0) - int(gbt.IMPRINT_BOTTOM)
    if any("下边缘重合" in finding.sentence for finding in bench.of("IM-01")) and shift(holder, off):
        bench.say("IM-01", where_of(imprint), "版记移到版心下边缘")


def _look(bench: Bench, paragraph: Paragraph, element: Node) -> None:
    values = main_values(paragraph)
    wrong = bool(values.east) and not is_face(values.east, "仿宋")
    face = bench.face("仿宋", paragraph.text) if wrong else None
    size = _SIZE if values.half_points != _SIZE else None
    if (face or size) and made(setting.set_run(run, face=face, half_points=size) for run in setting.runs_in(element)):
        bench.say("IM-02", at(paragraph), "改为四号仿宋")


def _sides(bench: Bench, imprint: Imprint, paragraph: Paragraph, element: Node) -> None:
    """1 字 in from both sides; 抄送 wraps behind its colon."""
    blamed = [finding for finding in bench.of("IM-02") if finding.place == paragraph.place]
    if not any("左右各空一字" in finding.sentence for finding in blamed):
        return
    margin = 0.0 if imprint.table is None else imprint.table.margin / gbt.SMALL_CHARACTER
    gap, unit = max(0.0, 1 - margin), float(gbt.SMALL_CHARACTER)
    if paragraph.values.align in ("right", "end"):
        changed = setting.set_indent(element, unit, right=max(0.0, gap - trailing_spaces(paragraph.text)))
    else:
        spaces = leading_spaces(paragraph.text)
        lines = gap + 3 if patterns.COPIES.match(paragraph.printed.strip()) else gap
        changed = setting.set_indent(element, unit, left=lines, right=gap, first=gap - spaces - lines)
    if changed:
        bench.say("IM-02", at(paragraph), "左右各空一字")

"""The 版头: mark, 发文字号, 签发人, red rule (7.2)."""

from service import gbt9704 as gbt
from service.check import patterns
from service.check.faces import is_face
from service.check.measures import has_hanzi, is_red, main_values
from service.check.mending.bench import Bench
from service.check.register import at
from service.check.rules.head import mark_top
from service.ooxml.editing import setting
from service.ooxml.editing.drawings import shift
from service.ooxml.editing.opened import Node
from service.ooxml.editing.order import made
from service.ooxml.editing.words import split_at
from service.ooxml.read.facts import Paragraph


def mend(bench: Bench) -> None:
    if not bench.subject.found.head.present:
        return
    if bench.of("HD-02"):
        _look(bench)
    elif bench.of("HD-01"):
        _place(bench)
    if bench.of("HD-03", "HD-05"):
        _number(bench)
    if bench.of("HD-06"):
        _signers(bench)


def _look(bench: Bench) -> None:
    head = bench.subject.found.head
    for mark in head.marks:
        element, values = bench.element(mark), main_values(mark)
        if element is None:
            continue
        red, right = is_red(values.colour), values.east is None or is_face(values.east, "小标宋")
        face = None if right else bench.face("小标宋", mark.text)
        changed = made(
            setting.set_run(run, face=face, colour=None if red else gbt.RED) for run in setting.runs_in(element)
        )
        if head.mark_in_flow and mark.values.align not in ("center", "distribute"):
            changed = setting.set_align(element, "center") or changed
        if changed:
            bench.say("HD-02", at(mark), "发文机关标志改为红色小标宋体，居中")


def _place(bench: Bench) -> None:
    """The ink of the mark 35 mm under the top of the type area."""
    mark = bench.subject.found.head.marks[0]
    element, top = bench.element(mark), mark_top(bench.subject)[0]
    if element is None or top is None:
        return
    off = round(top - gbt.MARK_TOP)
    if _moved(bench, mark, element, off):
        bench.say("HD-01", at(mark), "发文机关标志上边缘至版心上边缘改为35 mm")


def _moved(bench: Bench, mark: Paragraph, element: Node, off: int) -> bool:
    frame, head = mark.values.frame, bench.subject.found.head
    if frame is not None:
        return isinstance(frame.y, int) and setting.set_frame_top(element, frame.y - off)
    if not head.mark_in_flow:
        holder = bench.element(bench.subject.found.blocks[head.mark_index])
        return holder is not None and shift(holder, off)
    if mark.values.line_rule != "exact":
        line = round(main_values(mark).half_points * 10 * gbt.MARK_LINE)
        return setting.set_spacing(element, mark.values.before, line)
    before = mark.values.before - off
    return before >= 0 and setting.set_spacing(element, before)


# ---- number and rule ------------------------------------------------------------------------------------------
def _number(bench: Bench) -> None:
    head = bench.subject.found.head
    for finding in bench.of("HD-03", "HD-05"):
        paragraph = bench.at_place(finding)
        element = None if paragraph is None else bench.element(paragraph)
        if paragraph is None or element is None:
            continue
        if finding.rule == "HD-03":
            if finding.expected == "居中" and setting.set_align(element, "center"):
                setting.set_indent(element, gbt.CHARACTER)
                bench.say("HD-03", at(paragraph), "发文字号改为居中")
        elif finding.expected == "红色分隔线" or (head.rule is not None and head.rule.border is not None):
            _red_rule(bench, paragraph, element, finding.expected)


def _red_rule(bench: Bench, paragraph: Paragraph, element: Node, expected: str) -> None:
    head = bench.subject.found.head
    if head.rule is not None and head.rule.edge == "table":
        return
    edge = "bottom" if head.rule is None else head.rule.edge
    changed = expected == "156 mm" and setting.set_indent(element, gbt.CHARACTER)
    space = int(gbt.RULE_GAP_POINTS) if edge == "bottom" and paragraph.text.strip() else 0
    if setting.set_paragraph_border(element, edge, gbt.RULE_EIGHTHS, space, gbt.RED) or changed:
        bench.say("HD-05", at(paragraph), "红色分隔线改为与版心等宽，在发文字号之下4 mm")


def _signers(bench: Bench) -> None:
    """Names of 签发人 in 楷体."""
    for line in bench.subject.found.head.signers:
        paragraph = line.paragraph
        element, text = bench.element(paragraph), paragraph.text
        blamed = any(finding.place == paragraph.place and finding.expected == "楷体" for finding in bench.of("HD-06"))
        if element is None or not blamed:
            continue
        ends = [match.end() for match in (patterns.LOOSE_NUMBER.search(text), patterns.SIGNERS.search(text)) if match]
        lead = max(ends, default=0) - (len(text) - len(text.lstrip(" \t\n\f\u3000\xa0")))
        names = split_at(element, lead)[1]
        face = bench.face("楷体", text)
        if has_hanzi(text) and made(setting.set_run(run, face=face) for run in names):
            bench.say("HD-06", at(line), f"签发人姓名改为{face}")

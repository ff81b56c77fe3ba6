"""Faces, sizes, colours and tracking (5.2.2–5.2.4, 7.3.1, 7.3.3)."""

from collections.abc import Iterable
from dataclasses import replace

from service import gbt9704 as gbt
from service.check import patterns
from service.check.elements import Kind, Line, Role
from service.check.faces import gb2312_only, in_gb2312, is_face
from service.check.measures import character, has_hanzi, is_black, is_red, main_values, points
from service.check.mending.bench import Bench
from service.check.recognise_text import HEADING_FACES, split_runs
from service.check.register import at
from service.ooxml.editing.opened import Node
from service.ooxml.editing.order import made
from service.ooxml.editing.setting import no_borders, runs_in, set_border_colour, set_plain, set_run
from service.ooxml.editing.words import split_at
from service.ooxml.read.facts import Paragraph, Run

_BODY, _TITLE = gbt.BODY_POINTS * 2, gbt.TITLE_POINTS * 2
# what each element is set in: rule, face, size
_LOOKS = {
    Role.BODY: ("FT-01", "仿宋", _BODY),
    Role.ADDRESSEE: ("FT-01", "仿宋", _BODY),
    Role.ATTACHMENT_NOTE: ("FT-01", "仿宋", _BODY),
    Role.SIGNATURE: ("FT-01", "仿宋", _BODY),
    Role.DATE: ("FT-01", "仿宋", _BODY),
    Role.NOTE: ("FT-01", "仿宋", _BODY),
    Role.TITLE: ("FT-02", "小标宋", _TITLE),
    Role.ATTACHMENT_TITLE: ("FT-02", "小标宋", _TITLE),
    Role.ATTACHMENT_LABEL: ("AT-05", "黑体", _BODY),
    Role.SECRECY: ("HD-07", "黑体", _BODY),
    Role.URGENCY: ("HD-07", "黑体", _BODY),
}


def mend(bench: Bench) -> None:
    plain = {finding.place for finding in bench.of("FT-03")}
    for line in bench.subject.found.lines:
        _line(bench, line, line.paragraph.place in plain)
    if bench.subject.found.kind is Kind.MINUTES:
        _attendance(bench)
    _nameless(bench)
    _colours(bench)
    _rare(bench)
    _tracking(bench)


def _line(bench: Bench, line: Line, blamed: bool) -> None:
    element = bench.element(line.paragraph)
    if element is None or not line.paragraph.runs_with_text:
        return
    runs = line.paragraph.runs_with_text
    leads = line.role is Role.HEADING and not line.alone
    if line.role is Role.HEADING and line.alone:
        _set(bench, line, runs, runs_in(element), ("FT-03", HEADING_FACES[line.level - 1], _BODY))
    elif leads or (line.role is Role.BODY and 1 <= line.level <= 2):
        _run_in(bench, line, element, leads or blamed)
    elif line.role in _LOOKS:
        _set(bench, line, runs, runs_in(element), _LOOKS[line.role])
    bold = line.role in (Role.TITLE, Role.ATTACHMENT_TITLE) and any(run.values.bold for run in runs)
    if bold and made(set_plain(run) for run in runs_in(element)):
        bench.say("FT-02", at(line), "标题不加粗")
    _unruled(bench, line, element)


def _unruled(bench: Bench, line: Line, element: Node) -> None:
    """No rule at a title: Word's own style draws one."""
    borders = line.paragraph.values.borders
    edges = [edge for edge, border in borders.items() if border.visible and not is_red(border.colour)]
    if line.role in (Role.TITLE, Role.ATTACHMENT_TITLE) and edges and no_borders(element, edges):
        bench.say("FT-02", at(line), "去掉标题的框线")


def _run_in(bench: Bench, line: Line, element: Node, heads: bool) -> None:
    """A heading sentence and the text behind it, each with its face."""
    before, after = split_runs(line.paragraph, len(line.lead))
    heading = HEADING_FACES[line.level - 1]
    set_off = any(is_face(run.values.east, heading) for run in before)
    looks = ("FT-03", heading, _BODY) if heads else _LOOKS[Role.BODY]
    wrong = (not heads and set_off) or not _off(before, looks) or not before
    if wrong and not _off(after, _LOOKS[Role.BODY]):
        return
    first, rest = split_at(element, len(line.lead) - len(line.paragraph.numbering.strip()))
    if not (not heads and set_off):
        _set(bench, line, before, first, looks)
    _set(bench, line, after, rest, _LOOKS[Role.BODY])


def _attendance(bench: Bench) -> None:
    """出席, 请假, 列席 in 黑体, the names as the text (10.3)."""
    blamed = {finding.place for finding in bench.of("MI-01") if finding.expected == "黑体"}
    for line in bench.subject.found.of(Role.ATTENDANCE):
        match, element = patterns.ATTENDANCE.match(line.text), bench.element(line.paragraph)
        if match is None or element is None or line.paragraph.place not in blamed:
            continue
        before, after = split_runs(line.paragraph, match.end())
        first, rest = split_at(element, match.end() - len(line.paragraph.numbering.strip()))
        _set(bench, line, before, first, ("MI-01", "黑体", _BODY))
        _set(bench, line, after, rest, ("MI-01", "仿宋", _BODY))


def _off(runs: list[Run], look: tuple[str, str, int]) -> tuple[bool, bool] | None:
    """Whether face and size are wrong; nothing where both are right."""
    _, category, half_points = look
    typed = [run for run in runs if run.field != "EQUATION"]
    face = any(has_hanzi(run.text) and not is_face(run.values.east, category) for run in typed)
    size = any(run.values.half_points != half_points for run in typed)
    return (face, size) if face or size else None


def _set(bench: Bench, line: Line, runs: list[Run], elements: Iterable[Node], look: tuple[str, str, int]) -> None:
    off = _off(runs, look)
    if off is None:
        return
    rule, category, half_points = look
    face = bench.face(category, "".join(run.text for run in runs)) if off[0] else None
    size = half_points if off[1] else None
    if made(set_run(run, face=face, half_points=size) for run in elements):
        said = [*(["字体改为" + face] if face else []), *(["字号改为" + points(half_points)] if size else [])]
        bench.say(rule, at(line), "，".join(said))


# ---- any paragraph, in tables and boxes too -------------------------------------------------------------------
def _nameless(bench: Bench) -> None:
    """A face for hanzi where none is named; those of titles and text have theirs already."""
    typed = {line.paragraph.place for line in bench.subject.found.lines if line.role in _LOOKS}
    typed |= {line.paragraph.place for line in bench.subject.found.of(Role.HEADING)}
    for paragraph in bench.subject.found.all_paragraphs:
        element = bench.element(paragraph)
        nameless = any(run.values.east is None and has_hanzi(run.text) for run in paragraph.runs_with_text)
        if element is None or not nameless or paragraph.place in typed:
            continue
        face = bench.face("仿宋", paragraph.text)
        if made(set_run(run, face=face) for run in runs_in(element)):
            bench.say("FT-06", at(paragraph), f"指定中文字体{face}")


def _colours(bench: Bench) -> None:
    for finding in bench.of("PG-08", "HD-08"):
        paragraph = bench.at_place(finding)
        element = None if paragraph is None else bench.element(paragraph)
        if paragraph is None or element is None:
            continue
        coloured = any(not is_black(run.values.colour) for run in paragraph.runs_with_text)
        changed = coloured and made(set_run(run, colour="auto") for run in runs_in(element))
        ruled = finding.rule == "HD-08" and set_border_colour(element, "auto")
        if changed or ruled:
            bench.say(finding.rule, at(paragraph), "颜色改为黑色")


def _rare(bench: Bench) -> None:
    """Another edition of the face for hanzi it does not have."""
    for finding in bench.of("FT-05"):
        paragraph = bench.at_place(finding)
        element = None if paragraph is None else bench.element(paragraph)
        if paragraph is None or element is None:
            continue
        lacking = [
            run.values.east
            for run in paragraph.runs_with_text
            if gb2312_only(run.values.east) and not in_gb2312(run.text)
        ]
        category = next((one for one in ("楷体", "小标宋", "仿宋") if is_face(lacking[0], one)), "仿宋")
        face = {"楷体": "楷体", "小标宋": "方正小标宋_GBK", "仿宋": "仿宋"}[category]
        if made(set_run(run, face=face) for run in runs_in(element)):
            bench.say("FT-05", at(paragraph), f"字体改为{face}，生僻字不再缺字")


def _tracking(bench: Bench) -> None:
    """28 characters a line, in all of the text or nowhere; where the text is set anew, it is set so."""
    if not bench.of("PG-06", "FT-01", "FT-06"):
        return
    for line in bench.subject.found.of(Role.BODY, Role.HEADING):
        paragraph = line.paragraph
        section = bench.section_of(paragraph)
        element = bench.element(paragraph)
        if section.landscape or element is None or not _loose(bench, paragraph):
            continue
        gridded = section.grid == "linesAndChars" and section.character_space < 0
        wanted = 0 if gridded else int(gbt.TRACKING)
        if made(set_run(run, tracking=wanted) for run in runs_in(element)):
            said = "字符间距改为标准" if gridded else "字符间距改为紧缩0.25磅，每行28字"
            bench.say("PG-06", at(line), said)


def _loose(bench: Bench, paragraph: Paragraph) -> bool:
    """Whether not exactly 28 characters of the text's size make a line, or they are pressed twice."""
    section, values = bench.section_of(paragraph), replace(main_values(paragraph), half_points=_BODY)
    count = int((gbt.TYPE_WIDTH + 3) / character(values, section))
    twice = section.grid == "linesAndChars" and section.character_space < 0 and values.tracking < 0
    return bool(paragraph.runs_with_text) and (count != gbt.CHARACTERS_PER_LINE or twice)

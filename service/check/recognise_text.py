"""Headings of four levels, on their own line or running into text, and what is text (7.3.3)."""

from dataclasses import replace

from service.check import patterns
from service.check.elements import Line, Role
from service.check.faces import is_face
from service.check.measures import main_face
from service.ooxml.read.facts import Paragraph, Run

HEADING_FACES = ("黑体", "楷体", "仿宋", "仿宋")
_LONGEST_ALONE = 60  # 字 of a heading on its own line
_LONGEST_LEAD = 60


def text_line(paragraph: Paragraph, index: int) -> Line:
    """The role of a line of text."""
    text = paragraph.printed.strip(" \t\n\f\u3000\xa0")
    for level, pattern in enumerate(patterns.LEVELS, 1):
        if (match := pattern.match(text)) and (number := patterns.numeral(match[1].translate(_PLAIN))):
            return _numbered(Line(Role.BODY, paragraph, index, level, number), text, match.end())
    if patterns.ATTENDANCE.match(text):
        return Line(Role.ATTENDANCE, paragraph, index)
    if paragraph.values.align in ("center", "right", "end") or _only_field(paragraph):
        return Line(Role.CAPTION if paragraph.values.align == "center" else Role.OTHER, paragraph, index)
    return Line(Role.BODY, paragraph, index)


_PLAIN = {0xFF10 + digit: 0x30 + digit for digit in range(10)}


def _only_field(paragraph: Paragraph) -> bool:
    return bool(paragraph.runs) and all(run.field or not run.text.strip() for run in paragraph.runs)


def _numbered(line: Line, text: str, start: int) -> Line:
    """A line that begins with a number of this level: a heading by itself, one that runs into text, or text."""
    core = text[start:].strip()
    end = patterns.SENTENCE_END.search(core)
    if end is None and len(core) <= _LONGEST_ALONE and core[-1:] not in "：:，,":
        return replace(line, role=Role.HEADING, alone=True)
    first = core if end is None else core[: end.end()]
    lead = text[: text.find(first, start) + len(first)] if first else text
    whole = end is not None and end.end() == len(core)
    if line.level <= 2 and len(first) <= _LONGEST_LEAD and _looks_like_heading(line.paragraph, lead, line.level, whole):
        return replace(line, role=Role.HEADING, alone=whole, lead=lead)
    return replace(line, lead=lead)


def _looks_like_heading(paragraph: Paragraph, lead: str, level: int, whole: bool) -> bool:
    """Whether the first sentence is set off from the text: by its face, or by being bold."""
    before, after = split_runs(paragraph, len(lead))
    face = main_face(before)
    if is_face(face, HEADING_FACES[level - 1]) or is_face(face, "黑体") or is_face(face, "楷体"):
        return True
    if whole or not after:
        return bool(before) and all(run.values.bold for run in before)
    return face != main_face(after) or any(run.values.bold for run in before) != any(run.values.bold for run in after)


def split_runs(paragraph: Paragraph, length: int) -> tuple[list[Run], list[Run]]:
    """The runs of the first `length` printed characters and of the rest, spaces in front not counted."""
    room = length - len(paragraph.numbering.strip())
    before: list[Run] = []
    after: list[Run] = []
    begun = False
    for run in paragraph.runs:
        text = run.text if begun else run.text.lstrip(" \t\n\f\u3000\xa0")
        if run.values.hidden or not text:
            continue
        begun = True
        if room > 0:
            before.append(Run(text[:room], run.values, run.field))
        if room < len(text):
            after.append(Run(text[max(room, 0) :], run.values, run.field))
        room -= len(text)
    return before, [run for run in after if run.text.strip()]

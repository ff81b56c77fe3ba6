"""Pitch, indents and alignment of every line by what it is (5.2.3, 7.3.1–7.3.4, 10.3)."""

import re

from service import gbt9704 as gbt
from service import titles
from service.check import patterns
from service.check.elements import Kind, Line, Role
from service.check.measures import (
    first_indent,
    known_height,
    leading_spaces,
    left_indent,
    line_height,
    main_values,
    right_indent,
)
from service.check.mending.bench import Bench
from service.check.register import at
from service.ooxml.editing.opened import Node
from service.ooxml.editing.setting import set_align, set_indent, set_spacing
from service.ooxml.read.facts import Paragraph

_TOLERANCE = 0.3  # 字
_MOST_SPACES = 8  # 字 of typed spaces an indent can make good
_ON_PITCH = (
    Role.TITLE,
    Role.SUBTITLE,
    Role.ADDRESSEE,
    Role.HEADING,
    Role.BODY,
    Role.ATTACHMENT_NOTE,
    Role.SIGNATURE,
    Role.DATE,
    Role.NOTE,
    Role.ATTENDANCE,
    Role.ATTACHMENT_LABEL,
    Role.ATTACHMENT_TITLE,
    Role.BLANK,
)
_TITLES = (Role.TITLE, Role.ATTACHMENT_TITLE)
_HIDDEN = 100  # twips: a line this low is not meant to show


def mend(bench: Bench) -> None:
    blamed = {finding.place for finding in bench.of("PG-05")}
    for line in bench.subject.found.lines:
        element = bench.element(line.paragraph)
        if element is None or line.paragraph.values.frame is not None:
            continue
        if line.role in _ON_PITCH:
            _pitch(bench, line, element, line.paragraph.place in blamed)
        if line.role in _TITLES or line.role in (Role.ATTACHMENT_LABEL, Role.SECRECY, Role.URGENCY, Role.COPY_NUMBER):
            _align(bench, line, element)
        else:
            _indent(bench, line, element)


# ---- pitch ----------------------------------------------------------------------------------------------------
def _pitch(bench: Bench, line: Line, element: Node, blamed: bool) -> None:
    paragraph, section = line.paragraph, bench.section_of(line.paragraph)
    values, wanted = paragraph.values, bench.subject.profile.line
    if any(not box.anchored and box.kind != "line" for box in paragraph.boxes):
        return  # an exact pitch would cut a picture that stands in the line
    if line.role is Role.BLANK and (_needed(line) or line.index <= bench.subject.found.head.last):
        return
    pitch = line_height(values, main_values(paragraph), section)
    off = blamed or not known_height(paragraph, section)
    off = off or (line.role is not Role.BLANK and abs(pitch - wanted) > gbt.LINE / 10)
    spaced = (values.before or values.after) and line.role in (Role.BODY, Role.HEADING)
    if (off or spaced) and set_spacing(element, 0, wanted):
        bench.say("PG-05", at(line), f"行距改为固定值{wanted / 20:g}磅，段前、段后为0")


def _needed(line: Line) -> bool:
    """Whether an empty line holds something: the end of a page or section, or no room at all."""
    paragraph = line.paragraph
    low = paragraph.values.line_rule == "exact" and paragraph.values.line <= _HIDDEN
    return paragraph.ends_section or "\f" in paragraph.text or low


# ---- indents --------------------------------------------------------------------------------------------------
def _align(bench: Bench, line: Line, element: Node) -> None:
    paragraph = line.paragraph
    values, title = paragraph.values, line.role in _TITLES
    spaces = leading_spaces(paragraph.text.lstrip("\f"))
    indents = (left_indent(paragraph), first_indent(paragraph), right_indent(paragraph))
    good = ("center",) if title else ("left", "both", "start", "distribute")
    flush = all(abs(one) <= _TOLERANCE for one in indents) if title else abs(indents[0] + indents[1]) <= _TOLERANCE
    if (values.align in good and flush) or (spaces and not title):
        return
    changed = values.align not in good and set_align(element, good[0])
    if (not flush and set_indent(element, _unit(paragraph))) or changed:
        rule = {Role.TITLE: "FT-02", Role.ATTACHMENT_TITLE: "FT-02", Role.ATTACHMENT_LABEL: "AT-05"}
        bench.say(rule.get(line.role, "HD-07"), at(line), "改为居中，不缩进" if title else "改为顶格")


def _indent(bench: Bench, line: Line, element: Node) -> None:
    """The indents an element has, in 字: the lines, the first line against them."""
    paragraph = line.paragraph
    wanted = _wanted(bench, line)
    if wanted is None:
        return
    rule, lines, start, strict = wanted
    spaces = leading_spaces(paragraph.text.lstrip("\f"))
    left, first = left_indent(paragraph), first_indent(paragraph)
    off = abs(left + first + spaces - start) > _TOLERANCE
    off = off or (strict and max(abs(left - lines), abs(right_indent(paragraph))) > _TOLERANCE)
    if not off or spaces > _MOST_SPACES:
        return
    if set_indent(element, _unit(paragraph), left=lines, first=start - lines - spaces):
        hanging = f"，回行左空{lines:g}字" if lines else "，回行顶格"
        bench.say(rule, at(line), ("左空" + f"{start:g}字" if start else "顶格") + hanging)


def _wanted(bench: Bench, line: Line) -> tuple[str, float, float, bool] | None:
    """Rule, indent of the lines, start of the first one, and whether the other lines matter."""
    paragraph, aligned = line.paragraph, line.paragraph.values.align in ("center", "right", "end")
    if line.role in (Role.BODY, Role.HEADING, Role.NOTE) and not aligned:
        return "BD-03", 0, 2, not line.alone
    if line.role is Role.ADDRESSEE:
        return "BD-01", 0, 0, True
    if line.role is Role.ATTACHMENT_NOTE:
        return _note(bench, line)
    if line.role is Role.ATTENDANCE and bench.subject.found.kind is Kind.MINUTES:
        match = patterns.ATTENDANCE.match(line.text)
        label = titles.width(match[0]) if match else 0
        return "MI-01", 2 + label, 2, _wraps(bench, paragraph)
    return None


_NUMBERED = re.compile(r"(?:附\s*件\s*[:：]?)?\s*([\d１-９]{1,2})\s*[.．、:：]")


def _note(bench: Bench, line: Line) -> tuple[str, float, float, bool]:
    """附件说明: 2 字, the following names under the first (7.3.4)."""
    first = bench.subject.found.of(Role.ATTACHMENT_NOTE)[0]
    match = _NUMBERED.match(line.text)
    name = 5 + (titles.width(f"{int(match[1])}.") if match else 0)
    rule = "AT-01" if line.index == first.index else "AT-03"
    return rule, name, 2 if line.index == first.index else 5, _wraps(bench, line.paragraph)


def _wraps(bench: Bench, paragraph: Paragraph) -> bool:
    start = left_indent(paragraph) + first_indent(paragraph) + leading_spaces(paragraph.text)
    room = bench.section_of(paragraph).type_width / max(1, main_values(paragraph).half_points * 10 - 5)
    return start + titles.width(paragraph.printed.strip()) > room + 0.7


def _unit(paragraph: Paragraph) -> float:
    """A 字 of the text in twips."""
    values = main_values(paragraph)
    return max(20.0, values.half_points * 10 + values.tracking)

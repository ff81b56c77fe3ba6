"""Punctuation, number forms and padded dates: the only characters a repair changes, and only where it is asked to."""

import re

from service.check import patterns
from service.check.elements import Line, Role
from service.check.measures import has_hanzi
from service.check.mending.bench import Bench
from service.check.register import at
from service.check.rules.text import _ADDRESS, _FULL, _HALF, _NUMBER
from service.ooxml.editing.words import Edit, replace
from service.ooxml.read.facts import Paragraph
from service.wording import heading_number

_HIDDEN = "\ue000"  # stands for what is not looked at: an address of the net
_DATE = re.compile(r"\d{4}年\d{1,2}月(?:\d{1,2}日)?|(?<!\d)\d{1,2}月\d{1,2}日")
_PADDING = re.compile(r"(?<!\d)0(?=\d[月日])")
_HEAD_NUMBER = re.compile(r"[\[\]（()）【】［］〔〕〔]\s*(\d{4})年?\s*[\]）)】］〕]\s*第?\s*(\d+)\s*号")


def mend(bench: Bench) -> None:
    numbered = {line.paragraph.place: line for line in bench.subject.found.lines if line.level}
    head = bench.subject.found.head.number
    for paragraph in bench.subject.found.all_paragraphs:
        if not paragraph.text.strip():
            continue
        edits: list[tuple[str, Edit]] = []
        start = 0
        if paragraph.place in numbered:
            start = _number_end(numbered[paragraph.place])
            edits += [("BD-05", edit) for edit in _heading(numbered[paragraph.place])]
        edits += [("BD-07", edit) for edit in _numbers(paragraph.text)]
        if head is not None and head.paragraph.place == paragraph.place and bench.of("HD-03"):
            edits += [("HD-03", edit) for edit in _head_number(paragraph.text)]
        edits += [("BD-08", edit) for edit in _dates(paragraph.text)]
        edits += [("BD-06", edit) for edit in _half(paragraph.text, start)]
        _apply(bench, paragraph, edits)


def _apply(bench: Bench, paragraph: Paragraph, edits: list[tuple[str, Edit]]) -> None:
    """Makes those edits that do not touch an earlier one of the list; says each."""
    chosen: list[tuple[str, Edit]] = []
    for rule, edit in edits:
        if all(edit[1] <= other[0] or edit[0] >= other[1] for _, other in chosen):
            chosen.append((rule, edit))
    element = bench.element(paragraph)
    if element is None or not chosen:
        return
    rules = {edit: rule for rule, edit in chosen}
    for edit in replace(element, paragraph.text, [edit for _, edit in sorted(chosen, key=lambda one: one[1])]):
        old = paragraph.text[edit[0] : edit[1]]
        said = f"“{old}”改为“{edit[2]}”" if edit[2] else f"删去“{old}”"
        bench.say(rules[edit], at(paragraph), said)


# ---- headings -------------------------------------------------------------------------------------------------
def _number_end(line: Line) -> int:
    """Where the number of a heading ends in its paragraph, spaces in front included."""
    text = line.paragraph.text
    match = None if line.paragraph.numbering else patterns.LEVELS[line.level - 1].match(text.lstrip())
    return 0 if match is None else len(text) - len(text.lstrip()) + match.end()


def _heading(line: Line) -> list[Edit]:
    """The marks of a heading's number, and the one behind a heading on its own line (BD-05)."""
    text = line.paragraph.text
    found: list[Edit] = []
    start = len(text) - len(text.lstrip())
    match = None if line.paragraph.numbering else patterns.LEVELS[line.level - 1].match(text[start:])
    if match is not None and line.role in (Role.HEADING, Role.BODY) and line.number < 100:
        wanted, sign = ("、", "", ".．", "")[line.level - 1], match[2]
        if (sign not in wanted if sign else bool(wanted)) or any(bracket in match[0] for bracket in "()"):
            found.append((start, start + match.end(), heading_number(line.level, line.number)))
    end = len(text.rstrip())
    if line.role is Role.HEADING and line.alone and end and text[end - 1] in "。；，":
        found.append((end - 1, end, ""))
    return found


# ---- numbers and dates ----------------------------------------------------------------------------------------
def _numbers(text: str) -> list[Edit]:
    """〔2026〕3号 where another bracket, 第 or a padded number stands (BD-07)."""
    return [(*match.span(), _good_number(match[0])) for match in _NUMBER.finditer(text)]


def _good_number(text: str) -> str:
    digits = re.findall(r"\d+", text)
    return f"〔{digits[0]}〕{int(digits[1])}号"


def _head_number(text: str) -> list[Edit]:
    return [(*match.span(), _good_number(match[0])) for match in _HEAD_NUMBER.finditer(text)]


def _dates(text: str) -> list[Edit]:
    """Months and days without their leading zero (BD-08, SG-01, IM-02)."""
    found: list[Edit] = []
    for date in _DATE.finditer(text):
        good = _PADDING.sub("", date[0])
        if good != date[0]:
            found.append((*date.span(), good))
    return found


# ---- half-width marks -----------------------------------------------------------------------------------------
def _half(text: str, start: int) -> list[Edit]:
    """Half-width marks between hanzi, behind the number of a heading (BD-06)."""
    if not has_hanzi(text):
        return []
    signs = [*_ADDRESS.sub(lambda match: _HIDDEN * len(match[0]), text)]
    found: list[Edit] = []
    begin = start or len(text) - len(text.lstrip())
    while (match := _HALF.search("".join(signs[begin:]))) is not None:
        first, last = begin + match.start(), begin + match.end() - 1
        for place, good in _pair(match[0], first, last):
            signs[place] = good
            found.append((place, place + 1, good))
    return found


def _pair(found: str, first: int, last: int) -> list[tuple[int, str]]:
    """The mark, or both marks of a pair, with what they should be."""
    if found[0] in "\"'":
        pair = "“”" if found[0] == '"' else "‘’"
        return [(first, pair[0]), (last, pair[1])]
    if found[0] == "(":
        return [(first, "（"), (last, "）")]
    return [(first, "。" if found == "." else found.translate(_FULL))]

"""Measures of a paragraph in the standard's own units: 字 and 行 (3.1, 3.2)."""

import re
from collections import Counter
from functools import lru_cache

from service import gbt9704 as gbt
from service import titles
from service.ooxml.read.facts import Paragraph, ParagraphValues, Run, RunValues, Section

_HANZI = re.compile("[\u3400-\u9fff\U00020000-\U0003ffff]")
_SPACES = " \t\u3000\xa0"


def hanzi(text: str) -> str:
    """The hanzi of a text."""
    return "".join(_HANZI.findall(text))


def has_hanzi(text: str) -> bool:
    return _HANZI.search(text) is not None


def main_values(paragraph: Paragraph) -> RunValues:
    """How most characters of a paragraph are set; an empty one has only its mark."""
    runs = paragraph.runs_with_text
    if not runs:
        return paragraph.mark
    if len(runs) == 1:
        return runs[0].values
    weights: Counter[RunValues] = Counter()
    for run in runs:
        weights[run.values] += len(run.text)
    return weights.most_common(1)[0][0]


def main_face(runs: list[Run]) -> str | None:
    """The face most hanzi of these runs have."""
    weights: Counter[str | None] = Counter()
    for run in runs:
        weights[run.values.east] += len(hanzi(run.text)) or 0
    return weights.most_common(1)[0][0] if weights else None


def character(values: RunValues, section: Section | None = None) -> float:
    """The width of a hanzi in twips: size, tracking, and what the grid adds."""
    width = values.half_points * 10 * values.scale / 100 + values.tracking
    if section is not None and section.grid == "linesAndChars" and values.snap:
        width += section.character_space / 4096 * 20
    return max(width, 20.0)


def first_indent(paragraph: Paragraph) -> float:
    """How far the first line is set in against the others, in 字; negative: the others hang."""
    values = paragraph.values
    return values.first_characters or values.first / character(main_values(paragraph))


def left_indent(paragraph: Paragraph) -> float:
    """Left indent of all lines in 字. Word counts the room of a hanging line to it."""
    values = paragraph.values
    if values.left_characters:
        return values.left_characters - min(0.0, values.first_characters)
    return values.left / character(main_values(paragraph))


def right_indent(paragraph: Paragraph) -> float:
    values = paragraph.values
    return values.right_characters or values.right / character(main_values(paragraph))


def leading_spaces(text: str) -> float:
    """Width in 字 of the spaces a line begins with; a tab counts as two."""
    stripped = text.lstrip(_SPACES)
    head = text[: len(text) - len(stripped)]
    return titles.width(head.replace("\t", "")) + 2 * head.count("\t") if head else 0.0


def trailing_spaces(text: str) -> float:
    stripped = text.rstrip(_SPACES)
    return titles.width(text[len(stripped) :])


def right_gap(paragraph: Paragraph, section: Section) -> float:
    """Room in 字 between the end of a one-line paragraph and the right edge of the type area."""
    unit = character(main_values(paragraph), section)
    line = section.type_width / unit
    left, right = left_indent(paragraph), right_indent(paragraph)
    width = titles.width(paragraph.text.rstrip(_SPACES).replace("\t", ""))
    align = paragraph.values.align
    if align in ("right", "end"):
        return right + trailing_spaces(paragraph.text)
    if align == "center":
        room = line - left - right
        return right + (room - titles.width(paragraph.text.strip(_SPACES)) - first_indent(paragraph)) / 2
    return line - left - first_indent(paragraph) - width


# ---- lines ----------------------------------------------------------------------------------------------------
_NATURAL = 1.3  # height of a single line against its size, about: no file says it


def line_height(values: ParagraphValues, run: RunValues, section: Section) -> float:
    """The pitch of a paragraph's lines in twips; of an automatic one without a grid it is a guess."""
    if values.line_rule == "exact":
        return float(values.line)
    natural = run.half_points * 10 * _NATURAL
    if section.grid and section.pitch and values.snap:
        cells = max(1, -int(-(natural - 20) // section.pitch))
        single = float(cells * section.pitch)
    else:
        single = natural
    return max(single, float(values.line)) if values.line_rule == "atLeast" else single * values.line / 240


def known_height(paragraph: Paragraph, section: Section) -> bool:
    """Whether the file itself says how high a line of this paragraph is."""
    values = paragraph.values
    return values.line_rule == "exact" or bool(section.grid and section.pitch and values.snap)


def height(paragraph: Paragraph, section: Section, lines: int = 1) -> float:
    """Height of a paragraph of so many lines, with the room above and below it."""
    values = paragraph.values
    return values.before + values.after + lines * line_height(values, main_values(paragraph), section)


@lru_cache(maxsize=64)
def millimetres(twips: float) -> str:
    """A length as a reader knows it: 37 mm, 34.6 mm."""
    return f"{twips * 25.4 / 1440:.1f}".removesuffix(".0") + " mm"


def points(half_points: int) -> str:
    """A size as a reader knows it: 三号（16磅）."""
    named = {44: "二号", 36: "小二号", 32: "三号", 30: "小三号", 28: "四号", 24: "小四号", 21: "五号", 52: "一号"}
    size = f"{half_points / 2:g}磅"
    return f"{named[half_points]}（{size}）" if half_points in named else size


def is_red(colour: str) -> bool:
    """Whether a colour is the red of red heads, in any of its shades."""
    try:
        value = int(colour, 16)
    except ValueError:
        return False
    red, green, blue = value >> 16, value >> 8 & 255, value & 255
    return len(colour) == 6 and red >= 0xB0 and green <= 0x50 and blue <= 0x50


_NEARLY_BLACK = 0x26  # Word's own "text" shades print black


def is_black(colour: str) -> bool:
    if colour in ("AUTO", ""):
        return True
    try:
        value = int(colour, 16)
    except ValueError:
        return True
    return max(value >> 16, value >> 8 & 255, value & 255) <= _NEARLY_BLACK


MILLIMETRE = 1440 / 25.4
HALF_LINE = gbt.LINE / 2

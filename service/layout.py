"""Geometry that depends on the document: mark size, signature indents, 版记 height, column widths. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import NamedTuple

from service import gbt9704 as gbt


def ems(text: str) -> float:
    """Printed width in 字: ½ for ASCII, 1 for hanzi and all other signs (Latin takes the hanzi's face)."""
    return len(text) - len(text.encode("ascii", "ignore")) / 2


def body_width(text: str) -> int:
    """Printed width of 16 pt body text in twips, tracking included."""
    narrow = len(text.encode("ascii", "ignore"))
    return (len(text) - narrow) * gbt.CHARACTER + narrow * gbt.HALF_CHARACTER


# ---- 版头 -----------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class RedHead:
    """Geometry of mark and red rule: half-points of the face, then twips."""

    half_points: int
    before: int  # room above the mark
    line: int  # of the mark, each row of it
    room: int  # from the labels to the first typed line: what pre-printed paper fills
    under_rule: int  # height of the first blank line under the rule: it brings the text back onto its pitch


def mark_ems(text: str) -> float:
    """Printed width of a mark in 字: the letters of 小标宋 are as wide as they need, up to ¾."""
    narrow = text.encode("ascii", "ignore").decode()
    return len(text) - len(narrow) / 2 + sum(map(str.isalpha, narrow)) / 4


def mark_points(text: str, rows: int = 1) -> int:
    """The largest size at which a mark stays on its line, and a stack of `rows` names leaves text on page 1."""
    wide = gbt.TYPE_WIDTH / 20 / (mark_ems(text) + 0.6)
    high = gbt.MARK_ROOM / 20 / gbt.MARK_LINE / rows
    return min(gbt.MARK_POINTS, int(wide), int(high))


def red_head(
    points: int,
    profile: gbt.Profile,
    *,
    above: int,
    typed: int,
    rows: int = 1,
    preprinted: bool = False,
    printed_rule: int | None = None,
) -> RedHead:
    """A mark of `points` whose ink starts 35 mm under the type area's top (7.2.4), two lines over what is typed.

    `above` counts the lines of labels above the mark, `typed` those from the number to the red rule, `rows` the
    stacked organs of a joint mark. On pre-printed paper no rule is drawn; `printed_rule` is the place of the paper's,
    in twips from the page's top; without it the paper is taken to look like our own head.
    """
    line = round(points * gbt.MARK_LINE * 20)
    before = gbt.MARK_TOP - profile.top - above * profile.line - round(gbt.MARK_INSET * points * 20)
    room = before + rows * line + gbt.LINES_BELOW_MARK * profile.line
    if preprinted and printed_rule is not None:
        room = printed_rule - profile.top - (above + typed) * profile.line - _RULE_HEIGHT
    used = room + (above + typed) * profile.line + _RULE_HEIGHT
    under_rule = -used % profile.line
    if under_rule < profile.line // 2:  # half a line to one and a half: the nearest to a whole one
        under_rule += profile.line
    return RedHead(points * 2, before, line, room, under_rule + (_RULE_HEIGHT if preprinted else 0))


_RULE_HEIGHT = gbt.RULE_GAP_POINTS * 20 + gbt.RULE_EIGHTHS * 20 // 8


# ---- signature ------------------------------------------------------------------------------------------------
def sealed_indents(organ: str, day: str) -> tuple[int, int]:
    """Right indents (organ, date): date 4 字 in, organ centred over it, never outside the type area (7.3.5.1)."""
    organ_width, date_width = min(body_width(organ), gbt.TYPE_WIDTH), body_width(day)  # a longer one takes two lines
    right = gbt.SEALED_DATE_RIGHT + (date_width - organ_width + 1) // 2
    if right >= 0:
        return right, int(gbt.SEALED_DATE_RIGHT)
    return 0, max(0, (organ_width - date_width) // 2)


def unsealed_indents(organ: str, day: str) -> tuple[int, int]:
    """Right indents (organ, date): organ 2 字 in, date starting 2 字 right of it; a longer date 2 字 in (7.3.5.2)."""
    organ_width, date_width = min(body_width(organ), gbt.TYPE_WIDTH - gbt.UNSEALED_RIGHT), body_width(day)
    if date_width > organ_width:
        return 2 * gbt.UNSEALED_RIGHT + date_width - organ_width, int(gbt.UNSEALED_RIGHT)
    return int(gbt.UNSEALED_RIGHT), organ_width - date_width


# ---- 版记 -----------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class ImprintBox:
    """Geometry of the text box that holds the 版记: twips, and EMU where DrawingML asks for them."""

    copy_height: int  # of the 抄送 row
    issuer_width: int  # of the two cells of the 印发 row, and its height
    issued_width: int
    issue_height: int
    height: int  # of box and of the paragraph that keeps its room free
    height_emu: int
    top_emu: int  # from the top edge of the page


def imprint_box(copies: str, issuer: str, issued: str) -> ImprintBox:
    """The 版记 whose last rule lies on the lower edge of the type area (7.4.1); `copies` is the 抄送 text or empty."""
    room = gbt.TYPE_WIDTH / gbt.SMALL_CHARACTER - 5  # 1 字 in from both sides, 3 for 抄送：
    copy_lines = _lines(copies, room) if copies else 0
    issued_width = round((ems(issued) + 2) * gbt.SMALL_CHARACTER)  # 1 字 from the right, 1 from the issuer
    issuer_width = gbt.TYPE_WIDTH - issued_width
    issue_lines = _lines(issuer, issuer_width / gbt.SMALL_CHARACTER - 1)
    rows = copy_lines + issue_lines
    height = rows * gbt.IMPRINT_LINE + 40 + gbt.HIDDEN_LINE
    top = gbt.IMPRINT_BOTTOM - height + gbt.HIDDEN_LINE + 10  # the middle of the last rule is the target
    return ImprintBox(
        copy_height=copy_lines * gbt.IMPRINT_LINE,
        issuer_width=issuer_width,
        issued_width=issued_width,
        issue_height=issue_lines * gbt.IMPRINT_LINE,
        height=height,
        height_emu=height * 635,
        top_emu=top * 635,
    )


# what stays on one line: a hanzi or a Latin word, with the brackets before and the punctuation after it
_WORD = re.compile(r"[（《“‘]*(?:[!-~]+|.)[，。、；：！？）》”’]*")


def _lines(text: str, room: float) -> int:
    """How many lines of `room` 字 a text takes."""
    if ems(text) < room:
        return 1
    lines, used = 1, 0.0
    for width in map(ems, _WORD.findall(text)):
        if used and used + width > room:
            lines, used = lines + 1, 0.0
        full, used = divmod(used + width, room)
        lines += int(full)
    return lines


# ---- tables ---------------------------------------------------------------------------------------------------
def column_widths(heads: Sequence[str], columns: Sequence[Sequence[str]], total: int) -> list[int]:
    """Widths in twips that fill `total` exactly; `columns` holds the cell texts column by column.

    No head and no short cell wraps where there is room; crowded heads take two lines. Beyond that a column is as wide
    as the text it carries, so that the cells of a row come out about equally high, but no wider than its longest line.
    Raises ValueError when the heads do not even fit on two lines (see `heads_fit`).
    """
    measured = [_measure(head, cells) for head, cells in zip(heads, columns, strict=True)]
    least = [column.least for column in measured]
    if sum(least) > total:
        least = _crowded(heads)
    if sum(least) > total:
        raise ValueError("columns wider than the table")
    widths = list(least)
    free = set(range(len(measured)))
    while free:  # each round gives the rest out in proportion, then settles the columns that hit a bound
        rest = total - sum(width for index, width in enumerate(widths) if index not in free)
        carried = sum(measured[index].carried for index in free)
        shares = {index: int(rest * measured[index].carried / carried) for index in free}
        low = {index for index in free if shares[index] < least[index]}
        high = {index for index in free if shares[index] > max(least[index], measured[index].most)}
        for index in low or high or free:
            widths[index] = least[index] if low else max(least[index], measured[index].most) if high else shares[index]
        free -= low or high or free
    return _filled(widths, [column.carried for column in measured], total)


def _filled(widths: list[int], weights: list[float], total: int) -> list[int]:
    """Widths with what is left of `total` given out by weight, the last twips to the heaviest."""
    rest, whole = total - sum(widths), sum(weights)
    widths = [width + int(rest * weight / whole) for width, weight in zip(widths, weights, strict=True)]
    widths[weights.index(max(weights))] += total - sum(widths)
    return widths


def heads_fit(heads: Sequence[str], total: int) -> bool:
    """Whether columns of these heads fit into `total` twips at all."""
    return sum(_crowded(heads)) <= total


def tall_rows(columns: Sequence[Sequence[str]], widths: Sequence[int], height: int) -> set[int]:
    """The places of rows that may not fit under the head row of a page whose type area is `height` twips high."""
    most = (height - 2 * gbt.ROW_HEIGHT - 2 * gbt.CELL_MARGIN) // gbt.CELL_LINE
    return {
        place
        for cells, width in zip(columns, widths, strict=True)
        for place, cell in enumerate(cells)
        if len(cell) >= most and cell.count("\n") + ceil(len(cell) / _characters(width)) > most
    }


def _characters(width: int) -> int:
    """How many characters a line of a cell holds."""
    return (width - _CELL_ROOM) // gbt.SMALL_CHARACTER


_CELL_ROOM = 2 * gbt.CELL_MARGIN + 8  # the borders take a little of the cell


def _crowded(heads: Sequence[str]) -> list[int]:
    """The narrowest columns: each head on two lines, two 字 at least."""
    return [max(2, -int(-ems(head) // 2)) * gbt.SMALL_CHARACTER + _CELL_ROOM for head in heads]


class _Column(NamedTuple):
    least: int
    most: int
    carried: float  # 字 a cell holds on average


def _measure(head: str, cells: Sequence[str]) -> _Column:
    filled = list(filter(None, cells))
    longest = 0.0
    for line in "\n".join(filled).split("\n"):
        if len(line) > longest:  # a line has no more 字 than characters
            longest = max(longest, ems(line))
    least = int(max(ems(head), min(longest, 4.0), 2.0) * gbt.SMALL_CHARACTER) + _CELL_ROOM
    most = max(least, int(longest * gbt.SMALL_CHARACTER) + _CELL_ROOM)
    return _Column(least, most, max(2.0, ems("".join(filled)) / max(1, len(filled))))

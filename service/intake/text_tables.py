"""Tables in plain text: rows of tabs, of bars, of blanks, or a cell a line, as they come out of Word and Excel."""

import re
from collections.abc import Iterator, Sequence

from service.intake.account import Account
from service.intake.columns import field_of
from service.intake.dates import period
from service.intake.lines import Grid, Line, Piece

Rows = list[tuple[int, list[str]]]
"""Line numbers and cells."""

_GAP = re.compile(r"[ ]{2,}|[ ]*\u3000+[ ]*|\t+")
_RULE = re.compile(r"[|\s:+\-—─]+$")
_LEAST_HEADERS, _MOST_HEADERS = 4, 12
_MOST_CELLS = 64
_LONGEST_CELL = 60


def tables(raw: Sequence[str], lines: Sequence[Line], account: Account) -> list[Piece]:
    """The lines with each table among them as one piece."""
    found: list[Piece] = []
    place = 0
    count = 0
    while place < len(lines):
        rows, after = _table(raw, lines, place, account)
        if rows:
            count += 1
            grid_rows, numbers = [cells for _, cells in rows], [number for number, _ in rows]
            line = lines[place]
            last = lines[after - 1].number
            name = f"第{line.number}行的表格" if last == line.number else f"第{line.number}—{last}行的表格"
            found.append(Grid(line.number, name, grid_rows, numbers, line.after_blank, last))
            place = after
        else:
            found.append(lines[place])
            place += 1
    return found


def _table(raw: Sequence[str], lines: Sequence[Line], place: int, account: Account) -> tuple[Rows, int]:
    """The rows of a table that begins at a line, and the line after it; no rows when none begins there."""
    text = raw[lines[place].number - 1]
    if "\t" in lines[place].text and 1 < text.count("\t") < _MOST_CELLS:
        return _tabbed(raw, lines, place)
    if 2 < text.count("|") < _MOST_CELLS:
        return _barred(lines, place, account)
    if len(lines[place].text) <= _LONGEST_CELL and field_of(lines[place].text):
        return _cell_a_line(raw, lines, place)
    if len(lines[place].text) < 400:
        return _spaced(lines, place, account)
    return [], place


def _tabbed(raw: Sequence[str], lines: Sequence[Line], place: int) -> tuple[Rows, int]:
    """Cells parted by tabs; a cell of several lines goes on until its row is full."""
    rows: Rows = []
    width = len(_cells(raw[lines[place].number - 1]))
    while place < len(lines):
        line = lines[place]
        cells = _cells(raw[line.number - 1])
        open_row = rows[-1][1] if rows else None
        if (
            open_row is not None
            and len(open_row) < width
            and len(open_row) + len(cells) - 1 <= width
            and not line.after_blank
        ):
            open_row[-1] += "\n" + cells[0]
            open_row += cells[1:]
        elif len(cells) > 1 or (open_row is not None and _is_continuation(lines, raw, place, width)):
            rows.append((line.number, cells))
        else:
            break
        place += 1
    return [(number, cells + [""] * (width - len(cells))) for number, cells in rows], place


def _is_continuation(lines: Sequence[Line], raw: Sequence[str], place: int, width: int) -> bool:
    """Whether a line without tabs is the only cell of a row of its own: 暂无安排, or a merged heading between rows."""
    following = raw[lines[place + 1].number - 1] if place + 1 < len(lines) else ""
    return following.count("\t") + 1 == width and not lines[place].after_blank


def _cells(text: str) -> list[str]:
    return [cell.strip().strip('"') for cell in text.rstrip("\r\n").split("\t")]


def _barred(lines: Sequence[Line], place: int, account: Account) -> tuple[Rows, int]:
    rows: Rows = []
    while place < len(lines) and 2 < lines[place].text.count("|") < _MOST_CELLS:
        text = lines[place].text
        account.mark(lines[place], text if _RULE.match(text) else "|" * text.count("|"))
        if not _RULE.match(text):
            rows.append((lines[place].number, [cell.strip() for cell in text.strip("|").split("|")]))
        place += 1
    return rows, place


# ---- a cell a line --------------------------------------------------------------------------------------------
def _cell_a_line(raw: Sequence[str], lines: Sequence[Line], place: int) -> tuple[Rows, int]:
    """Header words one below the other, then the cells; blank lines are empty cells."""
    heads: list[Line] = []
    while len(heads) < _MOST_HEADERS and place + len(heads) < len(lines) and field_of(lines[place + len(heads)].text):
        heads.append(lines[place + len(heads)])
    if len(heads) < _LEAST_HEADERS or len({field_of(head.text) for head in heads}) < len(heads):
        return [], place
    rows: Rows = [(heads[0].number, [head.text for head in heads])]
    start = heads[-1].number  # in raw lines: the line after the last head
    end = _end_of_cells(raw, start)
    cells = [(number + 1, raw[number].strip()) for number in range(start, end)]
    rows += _by_index(cells, len(heads)) if field_of(heads[0].text) == "index" else _by_count(cells, len(heads))
    after = place
    while after < len(lines) and lines[after].number <= end:
        after += 1
    return rows, after


def _end_of_cells(raw: Sequence[str], start: int) -> int:
    """Where the cells end: at a label of the next attachment, or at the end of the text."""
    for place in range(start, len(raw)):
        if raw[place].startswith("附件") and len(raw[place].strip()) < 6:
            return place
    return len(raw)


def _by_index(cells: Sequence[tuple[int, str]], width: int) -> Rows:
    """Rows that each begin with the next number."""
    rows: Rows = []
    for number, text in cells:
        if text == str(len(rows) + 1) and (not rows or len(rows[-1][1]) >= 3):
            rows.append((number, [text]))
        elif rows:
            rows[-1][1].append(text)
        elif text:
            rows.append((number, [text]))
    return [(number, _fitted(list(_merged(row)), width)) for number, row in rows]


def _merged(cells: Sequence[str]) -> Iterator[str]:
    """Numbered lines that follow one another are one cell."""
    held: list[str] = []
    for cell in cells:
        if held and cell.startswith(f"{len(held) + 1}."):
            held.append(cell)
            continue
        if held:
            yield "\n".join(held)
            held = []
        if cell.startswith("1.") and len(cell) > 2:
            held = [cell]
        else:
            yield cell
    if held:
        yield "\n".join(held)


def _fitted(cells: list[str], width: int) -> list[str]:
    """As many cells as there are columns: blank ones at the end go, what is over stays for a remark."""
    while len(cells) > width and not cells[-1]:
        cells.pop()
    return cells + [""] * (width - len(cells))


def _by_count(cells: Sequence[tuple[int, str]], width: int) -> Rows:
    rows: Rows = []
    for place in range(0, len(cells), width):
        chunk = cells[place : place + width]
        if any(text for _, text in chunk):
            rows.append((chunk[0][0], _fitted([text for _, text in chunk], width)))
    return rows


# ---- blanks ---------------------------------------------------------------------------------------------------
def _spaced(lines: Sequence[Line], place: int, account: Account) -> tuple[Rows, int]:
    """Cells parted by wide blanks, under header words or beginning with a number and a period."""
    first = _GAP.split(lines[place].text)
    headed = sum(field_of(cell) is not None for cell in first) >= 3
    if not headed and len(words := lines[place].text.split()) <= 12 and sum(map(bool, map(field_of, words))) >= 3:
        first, headed = words, True
    if not headed and not _is_row(first):
        return [], place
    rows: Rows = [(lines[place].number, first)]
    account.gather("spaced-columns", lines[place])
    place += 1
    while place < len(lines) and len(lines[place].text) < 2000:
        cells = _GAP.split(lines[place].text)
        words = lines[place].text.split()
        if len(cells) < len(first) == len(words):
            cells = words
        if len(cells) < 3 or not (_is_row(cells) or len(cells) == len(first)):
            break
        rows.append((lines[place].number, cells))
        account.gather("spaced-columns", lines[place])
        place += 1
    return rows, place


def _is_row(cells: Sequence[str]) -> bool:
    """Whether cells read as a session: three and more, a period first or right after a number."""
    if len(cells) < 3:
        return False
    if cells[0].rstrip(".．、").isdecimal():
        return period(cells[1], 2026) is not None
    return period(cells[0], 2026) is not None

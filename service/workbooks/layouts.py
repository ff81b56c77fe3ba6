"""Finds its way in a sheet that people have worked on: where the header is, which column is which."""

from collections.abc import Sequence
from dataclasses import dataclass

from service.workbooks.account import Account
from service.workbooks.cells import Grid
from service.workbooks.columns import HEADER_ROW, Column
from service.workbooks.places import address
from service.workbooks.values import Value, plain
from service.workbooks.words import bare

_DEEPEST_HEADER = 30
_SHOWN = 12  # labels that a sentence names


@dataclass(frozen=True)
class Head:
    """The header of a sheet: its row, and the place of each known column in a row."""

    row: int
    places: dict[str, int]  # label → index in a row

    def cell(self, row: Sequence[Value], label: str) -> Value:
        place = self.places.get(label)
        return row[place] if place is not None and place < len(row) else None


def aliases(labels: Sequence[str]) -> dict[str, str]:
    """How a label may be typed: as it is, or by its last word alone where no other ends so."""
    known = {bare(label): label for label in labels}
    ends = [bare(label.rpartition("·")[2]) for label in labels]
    for label, end in zip(labels, ends, strict=True):
        if ends.count(end) == 1:
            known.setdefault(end, label)
    return known


def head_of(grid: Grid, columns: Sequence[Column]) -> Head | None:
    """The header: of the first rows the one with most of the labels; None where no row has half of what is required."""
    known = aliases([column.label for column in columns])
    required = [column.label for column in columns if column.required]
    best: Head | None = None
    for number, row in grid.rows.items():
        if number > _DEEPEST_HEADER:
            break
        places: dict[str, int] = {}
        for place, value in enumerate(row):
            label = known.get(bare(plain(value))) if isinstance(value, str) else None
            if label is not None:
                places.setdefault(label, place)
        if best is None or len(places) > len(best.places):
            best = Head(number, places)
    if best is None or len(best.places) < min(2, len(columns)):
        return None
    held = sum(label in best.places for label in required)
    return best if 2 * held >= len(required) else None


def told(labels: Sequence[str]) -> str:
    shown = "、".join(labels[:_SHOWN])
    return shown + (f"等{len(labels)}栏" if len(labels) > _SHOWN else "") if labels else "（空）"


def found_labels(grid: Grid, row: int | None = None) -> list[str]:
    """What stands in a row: by default in that of our header, else in the fullest of the first ones."""
    if row is None and HEADER_ROW in grid.rows:
        row = HEADER_ROW
    elif row is None:
        first = [number for number in grid.rows if number <= _DEEPEST_HEADER]
        row = max(first, key=lambda number: sum(value is not None for value in grid.rows[number]), default=0)
    return [plain(value)[:20].replace("\n", " ") for value in grid.rows.get(row, []) if value is not None]


def check_head(grid: Grid, columns: Sequence[Column], head: Head | None, account: Account) -> bool:
    """Whether a sheet can be read; if not, the fault with what was expected and what is there."""
    expected = [column.label for column in columns]
    if head is None:
        if any(number > 1 for number in grid.rows):
            sentence = f"“{grid.title}”没有找到表头。应有：{told(expected)}；现有：{told(found_labels(grid))}"
            account.fault(address(grid.title, 1, 1), "sheet-layout", sentence)
        return False
    missing = [column.label for column in columns if column.required and column.label not in head.places]
    if missing and any(number > head.row for number in grid.rows):
        sentence = f"“{grid.title}”的表头缺少：{told(missing)}；现有：{told(found_labels(grid, head.row))}"
        account.fault(address(grid.title, 1, head.row), "sheet-layout", sentence)
    return True


def remark_strangers(grid: Grid, head: Head, account: Account) -> None:
    """Tell of columns that hold something and are none of ours."""
    taken = set(head.places.values())
    header = grid.rows[head.row]
    told_of: set[int] = set()
    for number, row in grid.rows.items():
        if number <= head.row:
            continue
        for place, value in enumerate(row):
            if value is None or place in taken or place in told_of or not plain(value).strip():
                continue
            told_of.add(place)
            label = plain(header[place]).strip() if place < len(header) else ""
            if label:
                sentence = f"表中没有“{label[:20]}”这一栏，这一列没有读取"
                account.remark(address(grid.title, place + 1, head.row), "unknown-column", sentence)
            else:
                sentence = "这一列没有表头，没有读取"
                account.remark(address(grid.title, place + 1, number), "unknown-column", sentence)
    if grid.too_wide:
        sentence = "64列以外的内容没有读取"
        account.remark(address(grid.title, 65, grid.too_wide), "too-wide", sentence)

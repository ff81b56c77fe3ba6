"""The sheet of label–value rows, read by its labels."""

from service.workbooks.account import Account, Moved
from service.workbooks.cells import Grid
from service.workbooks.columns import FIRST_ROW, LABEL, VALUE, Column
from service.workbooks.filling import Cell, Page, pointer_of
from service.workbooks.layouts import Head, aliases, check_head, head_of
from service.workbooks.leaves import Leaf
from service.workbooks.outline import Facts, Group
from service.workbooks.places import address
from service.workbooks.taking import put, raw, take
from service.workbooks.values import Value, plain
from service.workbooks.words import bare

_COLUMNS = (Column("leaf", LABEL, True), Column("leaf", VALUE, True))


class FactsReader:
    """Goes down the rows: a group's title opens the group, a label fills its value."""

    def __init__(self, sheet: Facts, account: Account) -> None:
        self._sheet, self._account = sheet, account
        self._group: Group | None = None
        self._last: Leaf | None = None
        self._values: dict[tuple[str, ...], Cell] = {}
        self._met: set[tuple[str, ...]] = set()
        self._groups = {bare(group.title): group for group in sheet.groups}
        self._labels = {
            group.title: {
                known: next(leaf for leaf in group.leaves if leaf.label == label)
                for known, label in aliases([leaf.label for leaf in group.leaves]).items()
            }
            for group in sheet.groups
        }

    def read(self, grid: Grid) -> None:
        head = head_of(grid, _COLUMNS)
        if check_head(grid, _COLUMNS, head, self._account) and head is not None and len(head.places) == 2:
            self._moved = Moved(self._sheet.title, columns={head.places[VALUE] + 1: 2})
            self._account.moved[grid.title] = self._moved
            self._account.places[""] = address(grid.title, head.places[VALUE] + 1, head.row)
            for number, row in grid.rows.items():
                if number > head.row:
                    self._row(grid, number, plain(head.cell(row, LABEL)).strip(), head.cell(row, VALUE), head)
            self._finish(grid)
        self._page()

    def _row(self, grid: Grid, number: int, label: str, value: Value, head: Head) -> None:
        place = address(grid.title, head.places[VALUE] + 1, number)
        group = self._groups.get(bare(label)) if label else None
        if group is not None and group is not self._group and not self._awaited(label):
            self._group, self._last = group, None
            return
        leaf = self._leaf(label) if label else self._last
        empty = not plain(value).strip()
        if leaf is None or (not label and not leaf.many):
            if not empty:
                shown = f"没有“{label[:20]}”这一项" if label else "这一行没有项目名称"
                self._account.remark(place, "unknown-label", f"{shown}，填写的内容没有读取")
            return
        self._last = leaf
        if label or not empty:
            self._take(leaf, value, place, number)

    def _awaited(self, label: str) -> bool:
        """Whether the open group has a value of that very label that was not met yet."""
        leaves = () if self._group is None else self._group.leaves
        return any(bare(leaf.label) == bare(label) and leaf.steps not in self._met for leaf in leaves)

    def _leaf(self, label: str) -> Leaf | None:
        """The value that a label means: of the group it stands in, else the only one of that label."""
        wanted = bare(label)
        if self._group is not None and wanted in self._labels[self._group.title]:
            return self._labels[self._group.title][wanted]
        found = [labels[wanted] for labels in self._labels.values() if wanted in labels]
        return found[0] if len(found) == 1 else None

    def _take(self, leaf: Leaf, value: Value, place: str, number: int) -> None:
        account = self._account
        for end in range(1, len(leaf.steps)):
            account.places.setdefault(pointer_of(leaf.steps[:end]), place)
        account.places.setdefault(pointer_of(leaf.steps), place)
        self._met.add(leaf.steps)
        self._moved.rows[number] = self._row_of(leaf)
        taken = take(value, leaf, place, account)
        if taken is None:
            return
        before = self._values.get(leaf.steps)
        if before is not None and not leaf.many:
            account.remark(place, "twice", f"“{leaf.label}”填了两处，只用了前一处")
            return
        self._values[leaf.steps] = raw(value) if before is None else f"{before}\n{plain(value)}"
        account.counts[self._sheet.title] = account.counts.get(self._sheet.title, 0) + 1
        put(account.payload, leaf, taken)

    def _row_of(self, leaf: Leaf) -> int:
        row = FIRST_ROW
        for group in self._sheet.groups:
            row += 1
            for other in group.leaves:
                if other.steps == leaf.steps:
                    return row
                row += 1
        return row

    def _finish(self, grid: Grid) -> None:
        if not self._account.counts.get(self._sheet.title):
            self._account.remark(address(grid.title, 1, 1), "empty-sheet", f"“{grid.title}”没有填写")

    def _page(self) -> None:
        page = Page(self._sheet)
        for group in self._sheet.groups:
            page.groups.append(len(page.rows))
            page.rows.append([group.title, None])
            page.rows += [[leaf.label, self._values.get(leaf.steps)] for leaf in group.leaves]
        self._account.pages.append(page)

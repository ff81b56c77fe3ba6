"""The sheets of rows, read by their headers: entries of lists, people, running texts."""

import unicodedata
from collections.abc import Iterator, Sequence
from typing import Any

from service.workbooks.account import Account, Moved
from service.workbooks.cells import Grid
from service.workbooks.columns import FIRST_ROW, Column, columns_of
from service.workbooks.entries import cleaned, split
from service.workbooks.filling import Page, pointer_of
from service.workbooks.layouts import check_head, head_of, remark_strangers
from service.workbooks.leaves import Leaf
from service.workbooks.outline import EACH, Member, Owner, Part, Steps, Table, Texts
from service.workbooks.places import address, letters
from service.workbooks.sections import Outlined, TextRow
from service.workbooks.taking import put, raw, take
from service.workbooks.values import Value, plain
from service.workbooks.words import CONTINUED, SAME, bare

Holder = tuple[str, dict[str, Any]]
"""A record of the payload and its pointer."""
Owners = dict[Steps, dict[tuple[str, ...], Holder]]
"""By the way to a list: its entries by their keys."""


class RowsReader:
    """Reads one sheet of rows into the payload."""

    def __init__(self, sheet: Table | Texts, account: Account, owners: Owners) -> None:
        self._sheet, self._account, self._owners = sheet, account, owners
        self._columns = columns_of(sheet)
        self._roles = {column.role: column for column in self._columns if column.role != "leaf"}
        self._keys = [column for column in self._columns if column.role == "key"]
        self._page = Page(sheet)
        self._known_keys: tuple[str, ...] = ()
        self._members = {bare(member.title): member for member in sheet.members} if isinstance(sheet, Table) else {}
        self._parts = {bare(part.title): part for part in sheet.parts} if isinstance(sheet, Texts) else {}
        self._part: Part | None = next(iter(self._parts.values())) if len(self._parts) == 1 else None
        self._texts: dict[str, Outlined] = {}
        self._last: tuple[dict[str, Any], Member] | None = None

    def read(self, grid: Grid | None) -> None:
        """Take the rows of a sheet; None where the workbook has no such sheet."""
        head = None if grid is None else head_of(grid, self._columns)
        if grid is not None and check_head(grid, self._columns, head, self._account) and head is not None:
            self._grid, self._head = grid, head
            columns = {head.places[column.label] + 1: place for place, column in self._placed()}
            self._moved = Moved(self._sheet.title, columns=columns)
            self._account.moved[grid.title] = self._moved
            self._point_lists()
            remark_strangers(grid, head, self._account)
            for number, row in grid.rows.items():
                if number > head.row and not self._blank(row) and not self._header_again(row, number):
                    self._row(number, row)
            self._account.counts[self._sheet.title] = len(self._page.rows)
        self._account.pages.append(self._page)

    def _placed(self) -> Iterator[tuple[int, Column]]:
        for place, column in enumerate(self._columns, 1):
            if column.label in self._head.places:
                yield place, column

    def _point_lists(self) -> None:
        """Places for what is missing as a whole: the sheet's header."""
        place = address(self._grid.title, 1, self._head.row)
        parts: Sequence[Member | Part] = self._sheet.members if isinstance(self._sheet, Table) else self._sheet.parts
        for pointer, _ in self._holders():
            for part in parts:
                self._account.places.setdefault(pointer + pointer_of(part.steps), place)

    def _holders(self) -> list[Holder]:
        path = self._sheet.owner.path
        return list(self._owners.get(path, {}).values()) if path else [("", self._account.payload)]

    def _blank(self, row: Sequence[Value]) -> bool:
        """Whether a row says nothing: empty, or only told where it would belong."""
        idle = ("key", "own", "word", "part")
        single = isinstance(self._sheet, Table) and self._sheet.members[0].single
        for column in self._columns:
            if column.role in idle and not (single and column.role == "key"):
                continue
            if plain(self._head.cell(row, column.label)).strip():
                return False
        return True

    def _header_again(self, row: Sequence[Value], number: int) -> bool:
        header = self._grid.rows[self._head.row]
        for label in self._head.places:
            if bare(plain(self._head.cell(row, label))) != bare(plain(self._head.cell(header, label))):
                return False
        self._account.remark(address(self._grid.title, 1, number), "header-again", "这一行重复了表头，没有读取")
        return True

    def _cell(self, row: Sequence[Value], column: Column | None) -> str:
        return "" if column is None else cleaned(plain(self._head.cell(row, column.label)))

    def _place(self, column: Column | None, number: int) -> str:
        label = "" if column is None else column.label
        return address(self._grid.title, self._head.places.get(label, 0) + 1, number)

    def _row(self, number: int, row: list[Value]) -> None:
        self._page.rows.append([raw(self._head.cell(row, column.label)) for column in self._columns])
        self._moved.rows[number] = FIRST_ROW + len(self._page.rows) - 1
        first = next(column for _, column in self._placed())
        if self._cell(row, self._columns[0]) == CONTINUED and first is self._columns[0] and self._last is not None:
            self._continue(row, number)
            return
        holder = self._holder(row, number)
        if holder is None:
            return
        if isinstance(self._sheet, Texts):
            self._text(holder, number, row)
            return
        member = self._member(row, number, self._sheet)
        if member is not None:
            self._entry(holder, member, number, row)

    # ---- whose row it is --------------------------------------------------------------------------------------
    def _holder(self, row: list[Value], number: int) -> Holder | None:
        owner: Owner = self._sheet.owner
        if not owner.path:
            return "", self._account.payload
        keys = []
        for place, column in enumerate(self._keys):
            text = _key(self._cell(row, column))
            if text in SAME and place < len(self._known_keys):
                text = self._known_keys[place]
            if not text:
                sentence = f"请填写{column.label}（与上一行相同也要填，或填“同上”）"
                self._account.fault(self._place(column, number), "no-key", sentence)
                return None
            keys.append(text)
        self._known_keys = tuple(keys)
        found = self._owners.get(owner.path, {}).get(self._known_keys)
        if found is None:
            column = self._keys[-1]
            sentence = f"没有“{keys[-1][:40]}”，{column.label}要与前面的表一致，请核对"
            self._account.fault(self._place(column, number), "unknown-key", sentence)
        return found

    def _member(self, row: list[Value], number: int, sheet: Table) -> Member | None:
        if not sheet.shared:
            return sheet.members[0]
        column = self._roles["word"]
        word = self._cell(row, column)
        member = self._members.get(bare(word))
        if member is None:
            told = "、".join(member.title for member in sheet.members)
            shown = f"没有“{word[:20]}”这一类，" if word else ""
            self._account.fault(self._place(column, number), "choice", f"{shown}请填写{column.label}：{told}")
        return member

    # ---- entries ----------------------------------------------------------------------------------------------
    def _entry(self, holder: Holder, member: Member, number: int, row: list[Value]) -> None:
        pointer, record = holder
        for step in member.steps[:-1]:
            record = record.setdefault(step, {})
        here, name = pointer + pointer_of(member.steps), member.steps[-1]
        entry: dict[str, Any] = {}
        names = self._fill(entry, member, row, number)
        self._last = (entry, member)
        if member.single:
            record.setdefault(name, entry)
            self._point(here, member, number)
            return
        entries = record.setdefault(name, [])
        several: list[str | None] = [*names] or [None]
        for one in several:
            place = f"{here}/{len(entries)}"
            filled = entry if one is None else _with_name(entry, member, one)
            entries.append(filled)
            self._point(place, member, number)
            self._register(member, filled, place, row, len(entries))

    def _fill(self, entry: dict[str, Any], member: Member, row: list[Value], number: int) -> list[str]:
        """Put a row's values into an entry; returns the names where it speaks of several people."""
        own = {leaf.label: leaf for leaf in member.leaves}
        names: list[str] = []
        for column in self._columns:
            if column.leaf is None:
                continue
            value = self._head.cell(row, column.label)
            leaf = own.get(column.label)
            if leaf is None:
                if plain(value).strip():
                    sentence = f"“{member.title}”不填“{column.label}”，没有读取"
                    self._account.remark(self._place(column, number), "not-for-this", sentence)
                continue
            found = take(value, leaf, self._place(column, number), self._account)
            if leaf.form == "name" and found is not None:
                names, found = self._names(plain(value), leaf, member, row)
            if found is not None:
                put(entry, leaf, found)
        return names

    def _names(self, text: str, leaf: Leaf, member: Member, row: list[Value]) -> tuple[list[str], str | None]:
        """Several names in a cell are several people, unless a post or unit says that it is one."""
        names = split(text, names=True)
        beside = [other for other in member.leaves if other.steps[:-1] == leaf.steps[:-1] and other is not leaf]
        alone = not any(plain(self._head.cell(row, other.label)).strip() for other in beside)
        if len(names) > 1 and alone:
            return names, None
        return [], names[0] if len(names) == 1 else cleaned(text)

    def _continue(self, row: list[Value], number: int) -> None:
        assert self._last is not None
        entry, member = self._last
        for leaf in member.leaves:
            column = next(column for column in self._columns if column.label == leaf.label)
            found = take(self._head.cell(row, leaf.label), leaf, self._place(column, number), self._account)
            if leaf.many and found is not None:
                put(entry, leaf, found)

    def _point(self, pointer: str, member: Member, number: int) -> None:
        places = self._account.places
        prefix = f"{self._grid.title}!"
        first = min(
            (self._head.places[leaf.label] for leaf in member.leaves if leaf.label in self._head.places), default=0
        )
        places[pointer] = f"{prefix}{letters(first + 1)}{number}"
        for leaf in member.leaves:
            column = self._head.places.get(leaf.label)
            if column is None:
                continue
            place = f"{prefix}{letters(column + 1)}{number}"
            for end in range(1, len(leaf.steps)):
                places.setdefault(pointer + pointer_of(leaf.steps[:end]), place)
            places[pointer + pointer_of(leaf.steps)] = place

    def _register(self, member: Member, entry: dict[str, Any], place: str, row: list[Value], count: int) -> None:
        """Let other sheets refer to this entry."""
        path = (*self._sheet.owner.path, *member.steps, EACH)
        own = self._roles.get("own")
        key = _key(self._cell(row, own)) or str(count) if own else _key(str(entry.get("id", "")))
        keys = (*(self._known_keys if self._keys else ()), key)
        self._owners.setdefault(path, {}).setdefault(keys, (place, entry))

    # ---- running text -----------------------------------------------------------------------------------------
    def _text(self, holder: Holder, number: int, row: list[Value]) -> None:
        part = self._part_of(row, number)
        if part is None:
            return
        pointer, record = holder
        here = pointer + pointer_of(part.steps)
        for step in part.steps[:-1]:
            record = record.setdefault(step, {})
        names = ("level", "heading", "run_in", "text")
        columns = {name: self._roles.get(name) for name in names}  # type: ignore[call-overload]
        places = {name: self._place(column, number) for name, column in columns.items()}
        cells = TextRow(**{name: self._cell(row, column) for name, column in columns.items()}, places=places)
        entries = record.setdefault(part.steps[-1], [])
        if part.sections:
            self._texts.setdefault(here, Outlined(entries, here, self._account)).take(cells)
            return
        if cells.heading or cells.run_in:
            sentence = f"“{part.title}”没有小标题，请写在正文一栏"
            self._account.fault(places["heading"], "no-heading-here", sentence)
        if cells.text:
            self._account.places[f"{here}/{len(entries)}"] = places["text"]
            entries.append(cells.text)

    def _part_of(self, row: list[Value], number: int) -> Part | None:
        column = self._roles.get("part")
        word = self._cell(row, column)
        if column is not None and word and word not in SAME:
            self._part = self._parts.get(bare(word))
        if self._part is None:
            told = "、".join(part.title for part in self._parts.values())
            self._account.fault(self._place(column, number), "choice", f"请填写部分：{told}")
        return self._part


def _key(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip()


def _with_name(entry: dict[str, Any], member: Member, name: str) -> dict[str, Any]:
    """A copy of an entry for one of several people."""
    leaf = next(leaf for leaf in member.leaves if leaf.form == "name")
    copy = {key: dict(value) if isinstance(value, dict) else value for key, value in entry.items()}
    put(copy, leaf, name)
    return copy

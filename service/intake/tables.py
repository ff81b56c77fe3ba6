"""A table of a draft → rows of a schedule, cell by cell; what has no place in a row is told."""

import re
from collections.abc import Sequence
from typing import Any

from service.documents.tables import Row
from service.intake.account import Account
from service.intake.columns import field_of, guessed, header_row
from service.intake.dates import period
from service.intake.lines import Grid
from service.intake.numbers import Number, number
from service.intake.people import persons

Payload = dict[str, Any]

# The headings the house writes, in its order; the first ones always stand.
HEADINGS = {
    "index": "序号", "period": "时间", "topic": "学习专题", "contents": "学习内容", "form": "学习形式", "place": "地点",
    "chair": "主持人", "leads": "领学人", "speakers": "重点发言人", "departments": "责任科室", "note": "备注",
}  # fmt: skip
_SOMETIMES = ("place", "chair", "leads")
_REQUIRED = tuple(name for name, field in Row.model_fields.items() if field.is_required() and name != "id")
_NOTHING = "暂无安排"
_TITLES = {"period": "时间", "topic": "学习专题", "form": "学习形式"}


def schedule_rows(grids: Sequence[Grid], year: int | None, account: Account) -> Payload:
    """`rows`, and `columns` where the draft's own differ from those the house would choose."""
    read: Payload = {"rows": []}
    fields: list[str | None] = []
    for grid in grids:
        head = header_row(grid.rows)
        if head is not None:
            fields = _fields(grid, head, account)
            if "columns" not in read:
                read["columns"] = [(name, cell) for name, cell in zip(fields, grid.rows[head], strict=False) if name]
        elif not fields:
            fields = guessed(grid.rows)
            named = "、".join(HEADINGS[name] for name in fields if name)
            account.remark(grid, "no-header", f"表格没有表头，各栏按“{named}”处理，请核对")
        _Rows(grid, fields, year, account, rows=read["rows"], headed="columns" in read).take(
            0 if head is None else head + 1
        )
    columns = read.pop("columns", [])
    if not _usual(columns, read["rows"]):
        read["columns"] = _chosen(columns)
    return read


def _fields(grid: Grid, head: int, account: Account) -> list[str | None]:
    """The field of each column by its header, else by its cells."""
    for place in range(head):
        _row_skipped(grid, place, "above-header", "表头上面的一行", account)
    known: list[str | None] = []
    for cell in grid.rows[head]:
        name = field_of(cell)
        known.append(None if name in known else name)
    if "topic" not in known and "contents" in known:
        known[known.index("contents")] = "topic"
        account.remark(grid, "contents-as-topic", "表格没有“学习专题”一栏，“学习内容”按学习专题处理，请核对")
    fields = guessed(grid.rows[head + 1 :], known)
    for place, cell in enumerate(grid.rows[head]):
        _column_told(grid, head, place, cell, known=known[place], name=fields[place], account=account)
    for name in _REQUIRED:
        if name not in fields:
            account.remark(grid, "missing-column", f"表格没有“{_TITLES.get(name, name)}”一栏，各场次都要补填")
    return fields


def _column_told(
    grid: Grid, head: int, place: int, cell: str, *, known: str | None, name: str | None, account: Account
) -> None:
    """Tell of a column whose header is not known, or known twice."""
    at = f"{grid.row_place(head)}第{place + 1}列"
    if known is None and name is not None:
        account.remark(grid, "column-guessed", f"“{cell[:40]}”一栏按“{HEADINGS[name]}”处理，请核对", at)
    elif name is None and any(place < len(row) and row[place] for row in grid.rows[head:]):
        account.remark(grid, "unknown-column", f"“{cell[:40]}”没有对应的栏目，这一栏的内容没有收入，请核对", at)
    elif name is not None:
        account.mark(grid, cell)


def _usual(columns: Sequence[tuple[str, str]], rows: Sequence[Payload]) -> bool:
    """Whether the house, left alone, prints these columns under these headings."""
    if not columns:
        return True
    used = {name for name in _SOMETIMES if any(row.get(name) for row in rows)}
    chosen = [(name, title) for name, title in HEADINGS.items() if name not in _SOMETIMES or name in used]
    return chosen == list(columns)


def _chosen(columns: Sequence[tuple[str, str]]) -> list[Payload]:
    """The draft's columns, with those added that every row needs."""
    chosen = [
        {"field": name} | ({"title": re.sub(r"\s+", "", title)} if title != HEADINGS[name] else {})
        for name, title in columns
    ]
    names = [name for name, _ in columns]
    chosen += [{"field": name} for name in _REQUIRED if name not in names]
    return chosen


def _row_skipped(grid: Grid, place: int, code: str, what: str, account: Account) -> None:
    text = " ".join(dict.fromkeys(cell for cell in grid.rows[place] if cell))
    if text:
        account.remark(
            grid, code, f"{what}没有收入：“{text[:60]}{'…' if len(text) > 60 else ''}”", grid.row_place(place)
        )


def _entry(line: str, place: int) -> Number | None:
    """The number of an entry: the house's own before any other reading."""
    mark = f"{place}."
    return Number("arabic", 3.0, place, mark, line[len(mark) :], True) if line.startswith(mark) else number(line)


class _Rows:
    """Reads the rows of one table into the schedule's."""

    def __init__(
        self,
        grid: Grid,
        fields: Sequence[str | None],
        year: int | None,
        account: Account,
        *,
        rows: list[Payload],
        headed: bool,
    ) -> None:
        self._grid, self._fields, self._year, self._account, self._rows = grid, fields, year, account, rows
        self._split = False
        self._headed = headed

    def take(self, first: int) -> None:
        for place in range(first, len(self._grid.rows)):
            cells = self._grid.rows[place]
            filled = [cell for cell in cells if cell]
            if not filled:
                continue
            if header_row([cells]) is not None or set(filled) == {_NOTHING}:
                for cell in filled:
                    self._account.mark(self._grid, cell)
            elif len(set(filled)) == 1 and len(self._fields) > 2:
                _row_skipped(self._grid, place, "not-a-session", "这一行只有一格文字，不是一场学习，", self._account)
            else:
                self._rows.append(self._row(place, cells))

    def _row(self, place: int, cells: Sequence[str]) -> Payload:
        row: Payload = {"id": f"R{len(self._rows) + 1:02d}"}
        for column, cell in enumerate(cells):
            name = self._fields[column] if column < len(self._fields) else None
            if cell and name is not None:
                self._cell(row, name, cell, place, column)
            elif cell and (column >= len(self._fields) or not self._headed):
                self._tell(place, column, "extra-cell", f"这一格超出表头的栏数，没有收入：“{cell[:60]}”，请核对")
        for name in _REQUIRED:
            unfilled = name not in row and (name != "period" or self._year is not None)
            if unfilled and (name in self._fields or self._fields.count(None) == len(self._fields)):
                column = self._fields.index(name) if name in self._fields else 0
                self._tell(place, column, "empty-cell", f"“{_TITLES.get(name, name)}”是空的，请补填")
        return row

    def _tell(self, place: int, column: int, code: str, message: str) -> None:
        self._account.remark(self._grid, code, message, self._grid.cell_place(place, column))

    def _cell(self, row: Payload, name: str, cell: str, place: int, column: int) -> None:
        match name:
            case "index":
                self._index(cell, place, column)
            case "period":
                if (found := self._period(cell, place, column)) is not None:
                    row["period"] = found
            case "contents":
                row["contents"] = self._contents(cell, place, column)
            case "leads" | "speakers":
                row[name] = self._persons(cell, place, column)
            case "departments":
                row[name] = self._departments(cell, place, column)
            case "topic" | "note":
                row[name] = cell
            case _:
                row[name] = self._one_line(cell, place, column, "")

    def _index(self, cell: str, place: int, column: int) -> None:
        self._account.mark(self._grid, cell)
        if cell.strip(" .．、") != str(len(self._rows) + 1):
            self._tell(place, column, "broken-sequence", f"序号“{cell[:20]}”与前面不连续，已重新编号，请核对是否漏行")

    def _period(self, cell: str, place: int, column: int) -> Payload | None:
        year = self._year
        if year is None:
            self._account.mark(self._grid, cell)
            self._tell(
                place, column, "period-without-year", f"不知道是哪一年，时间“{cell[:200]}”没有收入，请先写明年度"
            )
            return None
        found = period(cell, year)
        text = self._one_line(cell, place, column, "")
        if found is None:
            self._tell(place, column, "period-unclear", f"“{text[:40]}”不能换成日期，起止日期先按全年填写，请改正")
            return {"from": f"{year}-01-01", "to": f"{year}-12-31", "wording": text}
        first, last, plain = found
        read = {"from": first.isoformat(), "to": last.isoformat()}
        if plain:
            self._account.mark(self._grid, cell)
        else:
            self._tell(
                place,
                column,
                "period-guessed",
                f"“{text[:40]}”按{first.isoformat()}至{last.isoformat()}处理，文字照原样",
            )
            read["wording"] = text
        return read

    def _contents(self, cell: str, place: int, column: int) -> list[str]:
        """Numbered entries without their numbers; anything else is one entry as it stands."""
        entries: list[str] = []
        marks: list[str] = []
        for line in cell.split("\n"):
            found = _entry(line, len(entries) + 1)
            if found is not None and found.rest and found.value == len(entries) + 1:
                entries.append(found.rest)
                marks.append(found.mark)
            elif entries:
                entries[-1] += "\n" + line
            else:
                return [cell]
        if len(entries) < 2:
            return [cell]
        for mark in marks:
            self._account.mark(self._grid, mark)
        if any(mark != f"{count}." for count, mark in enumerate(marks, 1)):
            self._tell(place, column, "number-form", "学习内容的编号换成“1.”“2.”")
        return entries

    def _persons(self, cell: str, place: int, column: int) -> list[Payload]:
        found = persons(cell)
        self._account.mark(self._grid, "".join(re.findall("[、，,；;/]", cell)) if len(found) > 1 else "")
        if "\n" in cell:
            self._tell(place, column, "line-feed", "各行姓名之间改用“、”分开")
        elif len(found) == 1 and re.search("[、，,；;/ 　]", cell):
            self._tell(place, column, "names-unparted", "几个人的姓名没有分开，按原样作为一项，请核对")
        if any("post" in person for person in found):
            self._tell(place, column, "post-guessed", "姓名前面的文字按单位和职务处理，请核对")
        return list(found)

    def _departments(self, cell: str, place: int, column: int) -> list[str]:
        entries = [entry for entry in self._one_line(cell, place, column, "、").split("、") if entry.strip()]
        self._account.mark(self._grid, "、" * cell.count("、"))
        if len(entries) > 1 and not self._split:
            self._split = True
            self._account.remark(self._grid, "split-list", "一格里用“、”分开的责任科室，各算一个")
        return entries

    def _one_line(self, cell: str, place: int, column: int, joint: str) -> str:
        """A cell's text on one line."""
        if "\n" not in cell and "\t" not in cell:
            return cell
        self._tell(place, column, "line-feed", "格内的换行没有保留")
        return joint.join(part.strip() for part in re.split(r"[\n\t]", cell) if part.strip())

"""The table of planned sessions as a template sees it: columns, widths, cells (8)."""

from typing import Literal, TypedDict

from service import gbt9704 as gbt
from service import layout, wording
from service.documents.records import Row, Table

Orientation = Literal["portrait", "landscape"]


class ColumnHead(TypedDict):
    title: str
    width: int


class Cell(TypedDict):
    text: str
    align: Literal["left", "center"]
    width: int


class TableRow(TypedDict):
    cells: list[Cell]


class ScheduleTable(TypedDict):
    columns: list[ColumnHead]
    rows: list[TableRow]
    empty: bool
    span: int
    width: int


_COLUMNS: dict[str, tuple[str, Literal["left", "center"]]] = {
    "index": ("序号", "center"),
    "period": ("时间", "center"),
    "topic": ("学习专题", "left"),
    "contents": ("学习内容", "left"),
    "form": ("学习形式", "center"),
    "place": ("地点", "center"),
    "chair": ("主持人", "center"),
    "leads": ("领学人", "center"),
    "speakers": ("重点发言人", "center"),
    "departments": ("责任科室", "center"),
    "note": ("备注", "center"),
}
_ALWAYS = ("index", "period", "topic", "contents", "form", "speakers", "departments", "note")
_MOST_PORTRAIT_COLUMNS = 6


def orientation(table: Table) -> Orientation:
    """The pages of a schedule: as asked for, else landscape when it has more columns than a portrait page holds (8)."""
    if table.orientation != "auto":
        return table.orientation
    return "landscape" if len(_columns(table)) > _MOST_PORTRAIT_COLUMNS else "portrait"


def _columns(table: Table) -> list[tuple[str, str]]:
    """(field, heading) of each column; without a choice the usual ones and those that hold something."""
    if table.columns is not None:
        return [(column.field, column.title or _COLUMNS[column.field][0]) for column in table.columns]
    used = {name for row in table.rows for name in ("place", "chair", "leads") if getattr(row, name)}
    return [(name, heading) for name, (heading, _) in _COLUMNS.items() if name in _ALWAYS or name in used]


def schedule_table(table: Table, year: int) -> ScheduleTable:
    """The table of planned sessions, with widths that fill the page it stands on."""
    columns = _columns(table)
    total = int(gbt.TYPE_HEIGHT if orientation(table) == "landscape" else gbt.TYPE_WIDTH)
    texts = [[_cell_text(row, name, number, year) for number, row in enumerate(table.rows, 1)] for name, _ in columns]
    widths = layout.column_widths([heading for _, heading in columns], texts, total)
    aligns = [_COLUMNS[name][1] for name, _ in columns]
    rows = [
        TableRow(
            cells=[
                Cell(text=text, align=align, width=width)
                for text, align, width in zip(row, aligns, widths, strict=True)
            ]
        )
        for row in zip(*texts, strict=True)
    ]
    heads = [ColumnHead(title=heading, width=width) for (_, heading), width in zip(columns, widths, strict=True)]
    return ScheduleTable(columns=heads, rows=rows, empty=not rows, span=len(columns), width=total)


def _cell_text(row: Row, name: str, number: int, year: int) -> str:
    if name == "index":
        return str(number)
    if name == "period":
        return row.period.wording or wording.period(row.period.from_, row.period.to, year)
    if name == "contents":
        numbered = len(row.contents) > 1  # a line that wraps must not look like the next entry
        return "\n".join(f"{place}.{content}" if numbered else content for place, content in enumerate(row.contents, 1))
    if name in ("leads", "speakers"):
        return wording.persons([person.listed for person in getattr(row, name)])
    if name == "departments":
        return "、".join(row.departments)
    text: str | None = getattr(row, name)
    return text or ""

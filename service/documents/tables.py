"""Schedules: the record of planned sessions in rows, and the table a template sees (8)."""

from collections.abc import Sequence
from functools import cached_property
from operator import attrgetter
from typing import Annotated, Literal, TypedDict

from service import gbt9704 as gbt
from service import layout, wording
from service.documents.records import CheckedRecord, Found, Person, Record, described, many, repeated, title_faults
from service.documents.text import Day, Heading, Line, Text

MOST_ROWS = 2000

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

Orientation = Literal["portrait", "landscape"]


# ---- record ---------------------------------------------------------------------------------------------------
class Period(CheckedRecord, title="起止时间"):
    from_: Day = described("起", "as:period", example="2026-03-01", alias="from")
    to: Day = described("止", "as:period", example="2026-03-31")
    wording: Line | None = described(
        "时间写法", "once", None, help="不填时按起止日期写成“3月”“第一季度”等", example="3月中旬"
    )

    def faults(self) -> list[Found]:
        return [("/to", "period-order", "结束日期早于开始日期，请改正")] if self.to < self.from_ else []


class Row(Record, title="计划场次"):
    id: Line = described("场次编号", "figures", example="R03")
    period: Period = described("时间", "as:period")
    topic: Text = described("学习专题", "once", example="学习贯彻党的创新理论")
    themes: list[Line] = many("所属专题", "figures", example=["T1"])
    contents: list[Text] = many("学习内容", "once", most=50, example=["年度重点学习材料"])
    form: Line = described("学习形式", "once", example="集体学习研讨")
    place: Line | None = described("地点", "once", None, example="机关三楼会议室")
    chair: Line | None = described("主持人", "once", None, example="甲某")
    leads: list[Person] = many("领学人", "often", most=20)
    speakers: list[Person] = many("重点发言人", "often", most=20)
    departments: list[Line] = many("责任科室", "once", most=20, example=["机关党办"])
    note: Text | None = described("备注", "once", None, example="邀请专家辅导")


ColumnField = Literal[
    "index", "period", "topic", "contents", "form", "place", "chair", "leads", "speakers", "departments", "note"
]


class Column(Record, title="栏目"):
    field: ColumnField = described("栏目", "layout", example="topic")
    title: Line | None = described("栏目名称", "once", None, help="不填时用通用名称", example="学习专题")


class Table(CheckedRecord, title="安排表"):
    """The rows of a schedule and how they are set."""

    orientation: Literal["auto", "landscape", "portrait"] = described("纸张方向", "layout", "auto")
    columns: list[Column] | None = described("栏目", "layout", None, help="不填时自动选用", min_length=1, max_length=11)
    rows: list[Row] = many("场次", "once", most=MOST_ROWS)

    def faults(self) -> list[Found]:
        ids = repeated((row.id for row in self.rows), "/rows/{}/id", "场次编号")
        return [*super().faults(), *ids, *self._repeated_columns(), *self._hidden_fields(), *self._too_wide()]

    @cached_property
    def headings(self) -> list[tuple[str, str]]:
        """(field, heading) of each column; without a choice the usual ones and those that hold something."""
        if self.columns is not None:
            return [(column.field, column.title or _COLUMNS[column.field][0]) for column in self.columns]
        used = {name for name in ("place", "chair", "leads") if any(map(attrgetter(name), self.rows))}
        return [(name, heading) for name, (heading, _) in _COLUMNS.items() if name in _ALWAYS or name in used]

    def pages(self) -> Orientation:
        """The pages of the table: as asked for, else landscape when it has more columns than portrait holds (8)."""
        if self.orientation != "auto":
            return self.orientation
        return "landscape" if len(self.headings) > _MOST_PORTRAIT_COLUMNS else "portrait"

    def width(self, profile: gbt.Profile) -> int:
        """The width of the type area it fills, in twips."""
        return profile.type_height if self.pages() == "landscape" else int(gbt.TYPE_WIDTH)

    def _too_wide(self) -> list[Found]:
        if layout.heads_fit([heading for _, heading in self.headings], self.width(gbt.STANDARD)):
            return []
        return [("/columns", "columns-too-wide", "栏目过多或栏目名称过长，页面排不下；请减少栏目、缩短名称或改为横排")]

    def _repeated_columns(self) -> list[Found]:
        fields = [column.field for column in self.columns or ()]
        return [
            (f"/columns/{index}/field", "repeated-column", "这一栏已经选过，请删去")
            for index, field in enumerate(fields)
            if field in fields[:index]
        ]

    def _hidden_fields(self) -> list[Found]:
        """Cells that no chosen column would print."""
        if self.columns is None:
            return []
        shown = {column.field for column in self.columns}
        fields = [name for name in _COLUMNS if name != "index" and name not in shown]
        return [
            (f"/rows/{index}/{name}", "no-column", "所选栏目中没有这一项，会印不出来；请增加栏目或删去内容")
            for index, row in enumerate(self.rows)
            for name in fields
            if getattr(row, name)
        ]


class BoundSchedule(Table, title="计划安排表"):
    """The schedule inside a plan: attachment 1, with organ and year of the plan."""

    title: Heading | None = described("附件标题", "often", None, help="不填时按机关、年度自动写出")

    def faults(self) -> list[Found]:
        return [*super().faults(), *(title_faults(self.title, (), "/title") if self.title else [])]


# ---- context --------------------------------------------------------------------------------------------------
class ColumnHead(TypedDict):
    title: Annotated[str, "栏目名称"]
    width: Annotated[int, "列宽"]


class Cell(TypedDict):
    text: Annotated[str, "单元格文字"]
    align: Annotated[Literal["left", "center"], "对齐方式"]
    width: Annotated[int, "列宽"]


class TableRow(TypedDict):
    cells: Annotated[list[Cell], "这一行的各格"]
    whole: Annotated[bool, "这一行是否不跨页"]  # a row is not split over pages, unless it is higher than one


class ScheduleTable(TypedDict):
    columns: Annotated[list[ColumnHead], "各栏"]
    rows: Annotated[list[TableRow], "各行"]
    empty: Annotated[bool, "是否没有安排"]
    span: Annotated[int, "栏数"]
    width: Annotated[int, "表格宽度"]


def schedule_table(table: Table, year: int, profile: gbt.Profile) -> ScheduleTable:
    """The table of planned sessions, with widths that fill the page it stands on."""
    columns, total = table.headings, table.width(profile)
    texts = [_column_texts(table.rows, name, year) for name, _ in columns]
    widths = layout.column_widths([heading for _, heading in columns], texts, total)
    height = int(gbt.TYPE_WIDTH) if table.pages() == "landscape" else profile.type_height
    tall = layout.tall_rows(texts, widths, height)
    cells = [
        _cells(column, _COLUMNS[name][1], width)
        for (name, _), column, width in zip(columns, texts, widths, strict=True)
    ]
    rows = [TableRow(cells=list(row), whole=place not in tall) for place, row in enumerate(zip(*cells, strict=True))]
    heads = [ColumnHead(title=heading, width=width) for (_, heading), width in zip(columns, widths, strict=True)]
    return ScheduleTable(columns=heads, rows=rows, empty=not rows, span=len(columns), width=total)


def _cells(texts: Sequence[str], align: Literal["left", "center"], width: int) -> list[Cell]:
    """The cells of one column."""
    return [{"text": text, "align": align, "width": width} for text in texts]


def _column_texts(rows: Sequence[Row], name: str, year: int) -> list[str]:
    """The texts of one column, from the first row to the last."""
    match name:
        case "index":
            return [str(number) for number in range(1, len(rows) + 1)]
        case "period":
            return [row.period.wording or wording.period(row.period.from_, row.period.to, year) for row in rows]
        case "contents":
            return [_listed(row.contents) for row in rows]
        case "leads" | "speakers":
            return [wording.persons([person.listed for person in getattr(row, name)]) for row in rows]
        case "departments":
            return ["、".join(row.departments) for row in rows]
    return [getattr(row, name) or "" for row in rows]


def _listed(contents: Sequence[str]) -> str:
    """Contents one below the other; numbered, for a line that wraps must not look like the next entry."""
    if len(contents) < 2:
        return "".join(contents)
    return "\n".join([f"{place}.{content}" for place, content in enumerate(contents, 1)])

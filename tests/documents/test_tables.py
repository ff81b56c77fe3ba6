"""The table of planned sessions: which columns, which way the page lies, what its cells say (8)."""

from typing import Any

import pytest

from service import gbt9704 as gbt
from service.documents.tables import Table, schedule_table
from tests.documents.smallest import Payload, people, places, row, schedule

USUAL = ["序号", "时间", "学习专题", "学习内容", "学习形式", "重点发言人", "责任科室", "备注"]


def table(*rows: Payload, **changes: Any) -> Table:
    return Table.model_validate({"rows": list(rows)} | changes)


def heads(*rows: Payload, **changes: Any) -> list[str]:
    return [column["title"] for column in schedule_table(table(*rows, **changes), 2026, gbt.STANDARD)["columns"]]


def columns(*fields: str) -> list[Payload]:
    return [{"field": field} for field in fields]


def cells(row: Payload) -> dict[str, str]:
    """The cells of a row by the heads of their columns."""
    shown = schedule_table(table(row), 2026, gbt.STANDARD)
    titles = [column["title"] for column in shown["columns"]]
    return dict(zip(titles, (cell["text"] for cell in shown["rows"][0]["cells"]), strict=True))


# ---- columns --------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("fields", "added"),
    [
        pytest.param({}, [], id="usual"),
        pytest.param({"place": "三楼"}, ["地点"], id="place"),
        pytest.param({"chair": "甲某"}, ["主持人"], id="chair"),
        pytest.param({"leads": people("甲某")}, ["领学人"], id="leads"),
        pytest.param(
            {"place": "三楼", "chair": "甲某", "leads": people("甲某")}, ["地点", "主持人", "领学人"], id="all"
        ),
    ],
)
def test_a_column_appears_where_some_row_fills_it(fields: Payload, added: list[str]) -> None:
    shown = heads(row("R1"), row("R2", **fields))
    assert [head for head in shown if head not in added] == USUAL
    assert [head for head in shown if head not in USUAL] == added


def test_chosen_columns_keep_their_order_and_titles() -> None:
    chosen = [{"field": "topic", "title": "主题"}, {"field": "period"}, {"field": "form"}]
    assert heads(row(), columns=chosen) == ["主题", "时间", "学习形式"]


ESSENTIAL = columns("period", "topic", "form")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("contents", ["党章"]),
        ("place", "三楼"),
        ("chair", "甲某"),
        ("leads", people("甲某")),
        ("speakers", people("甲某")),
        ("departments", ["机关党办"]),
        ("note", "邀请专家"),
    ],
)
def test_chosen_columns_that_would_hide_a_cell_are_refused(field: str, value: object) -> None:
    payload = schedule(row("R1"), row("R2", **{field: value}), columns=ESSENTIAL)
    assert places("schedule", payload) == [(f"/rows/1/{field}", "no-column")]
    assert heads(row("R2", **{field: value}), columns=[*ESSENTIAL, *columns(field)])


@pytest.mark.parametrize("hidden", ["period", "topic", "form"])
def test_what_every_row_has_cannot_be_left_out(hidden: str) -> None:
    chosen = [column for column in ESSENTIAL if column["field"] != hidden]
    assert places("schedule", schedule(row(), columns=chosen)) == [(f"/rows/0/{hidden}", "no-column")]


@pytest.mark.parametrize(
    ("changes", "pointer", "code"),
    [
        pytest.param({"columns": columns("topic", "topic")}, "/columns/1/field", "repeated-column", id="chosen-twice"),
        pytest.param({"columns": []}, "/columns", "missing", id="no-column-at-all"),
        pytest.param({"columns": columns("title")}, "/columns/0/field", "choice", id="no-such-column"),
        pytest.param(
            {"columns": [{"field": "topic", "title": "题" * 100}]}, "/columns", "columns-too-wide", id="head-too-wide"
        ),
        pytest.param(
            {
                "columns": [
                    {"field": field, "title": "很长的栏目名称"}
                    for field in ("period", "topic", "form", "chair", "place", "note", "leads", "index")
                ],
                "orientation": "portrait",
            },
            "/columns",
            "columns-too-wide",
            id="heads-too-wide-together",
        ),
    ],
)
def test_refused_columns(changes: Payload, pointer: str, code: str) -> None:
    assert places("schedule", schedule(**changes)) == [(pointer, code)]


# ---- pages ----------------------------------------------------------------------------------------------------
SIX = columns("index", "period", "topic", "form", "chair", "note")


@pytest.mark.parametrize(
    ("changes", "pages", "width"),
    [
        pytest.param({}, "landscape", gbt.TYPE_HEIGHT, id="eight-usual-columns"),
        pytest.param({"columns": SIX}, "portrait", gbt.TYPE_WIDTH, id="six-columns"),
        pytest.param({"columns": [*SIX, *columns("place")]}, "landscape", gbt.TYPE_HEIGHT, id="seven-columns"),
        pytest.param({"orientation": "portrait"}, "portrait", gbt.TYPE_WIDTH, id="portrait-asked-for"),
        pytest.param(
            {"columns": SIX, "orientation": "landscape"}, "landscape", gbt.TYPE_HEIGHT, id="landscape-asked-for"
        ),
    ],
)
def test_pages(changes: Payload, pages: str, width: int) -> None:
    planned = table(**changes)
    shown = schedule_table(planned, 2026, gbt.STANDARD)
    assert (planned.pages(), shown["width"]) == (pages, width)
    assert sum(column["width"] for column in shown["columns"]) == width


FULL = row(
    topic="学习贯彻党的创新理论" * 20,
    contents=["年度重点学习材料" * 10, "党章"],
    place="机关三楼会议室",
    chair="党组书记甲某",
    leads=[{"name": "乙某某某", "post": "副局长"}],
    speakers=[{"name": "丙某某某", "post": "副局长"}],
    departments=["机关党办", "组织人事科"],
    note="邀请专家辅导",
)


@pytest.mark.parametrize("orientation", ["auto", "portrait"])
def test_a_row_with_everything_fits_the_page(orientation: str) -> None:
    shown = schedule_table(table(FULL, orientation=orientation), 2026, gbt.STANDARD)
    assert len(shown["columns"]) == 11
    assert sum(column["width"] for column in shown["columns"]) == shown["width"]


# ---- cells ----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("fields", "head", "text"),
    [
        pytest.param({}, "序号", "1", id="index"),
        pytest.param({"period": {"from": "2026-03-01", "to": "2026-03-31"}}, "时间", "3月", id="period"),
        pytest.param(
            {"period": {"from": "2026-03-01", "to": "2026-03-31", "wording": "3月中旬"}},
            "时间",
            "3月中旬",
            id="wording",
        ),
        pytest.param({"period": {"from": "2027-01-01", "to": "2027-01-31"}}, "时间", "2027年1月", id="another-year"),
        pytest.param({"contents": ["党章"]}, "学习内容", "党章", id="one-content-is-not-numbered"),
        pytest.param({"contents": ["党章", "党规"]}, "学习内容", "1.党章\n2.党规", id="contents-are-numbered"),
        pytest.param({"speakers": people("甲某", "乙某")}, "重点发言人", "甲某、乙某", id="speakers"),
        pytest.param({"departments": ["机关党办", "办公室"]}, "责任科室", "机关党办、办公室", id="departments"),
        pytest.param({}, "备注", "", id="nothing"),
    ],
)
def test_cell(fields: Payload, head: str, text: str) -> None:
    assert cells(row(**fields))[head] == text


def test_rows_are_numbered_in_their_order() -> None:
    shown = schedule_table(table(row("R9"), row("R1")), 2026, gbt.STANDARD)
    assert [line["cells"][0]["text"] for line in shown["rows"]] == ["1", "2"]
    assert [line["cells"][2]["text"] for line in shown["rows"]] == ["专题R9", "专题R1"]


def test_every_cell_is_as_wide_as_its_column() -> None:
    shown = schedule_table(table(FULL, row("R2")), 2026, gbt.STANDARD)
    for line in shown["rows"]:
        assert [cell["width"] for cell in line["cells"]] == [column["width"] for column in shown["columns"]]


def test_an_empty_table_keeps_its_heads_and_says_so() -> None:
    shown = schedule_table(table(), 2026, gbt.STANDARD)
    assert [column["title"] for column in shown["columns"]] == USUAL
    assert (shown["rows"], shown["empty"], shown["span"]) == ([], True, 8)

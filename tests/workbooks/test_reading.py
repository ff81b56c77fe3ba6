"""Forms are read by their labels, whatever people do to the rest."""

from datetime import date, datetime, time
from typing import Any

import pytest

from service.documents import KINDS
from service.documents.validation import validate
from service.errors import NotFound, Rejected
from service.workbooks import form, located, read
from tests.workbooks.sheets import Book, column, edited, filled, label_row, rewritten, sample


def _set(sheet: str, label: str, row: int, value: Any) -> Any:
    def change(book: Book) -> None:
        book[sheet].cell(row, column(book[sheet], label)).value = value

    return change


def _set_fact(label: str, value: Any, kind: str = "work_plan") -> Any:
    def change(book: Book) -> None:
        book["基本信息"].cell(label_row(book["基本信息"], label), 2).value = value

    return lambda: filled(kind, change)


@pytest.mark.parametrize(
    "written",
    [
        "2026-3-5", "2026-03-05", "2026.3.5", "2026/3/5", "2026年3月5日", "２０２６年３月５日", "2026 年 3 月 5 日", " 2026-3-5 ",
        "2026-3-5\n", "20260305", date(2026, 3, 5), datetime(2026, 3, 5), 46086, "2026-03-05 00:00:00",
    ],
)  # fmt: skip
def test_a_day_is_read_however_it_is_written(written: Any) -> None:
    found = read(_set_fact("成文日期", written)())
    assert found.payload["signature"]["date"] == "2026-03-05"


@pytest.mark.parametrize("written", ["3月初", "2026-3", "待定"])
def test_what_is_no_day_stays_and_is_refused_at_its_cell(written: str) -> None:
    found = read(_set_fact("成文日期", written)())
    assert found.payload["signature"]["date"] == written
    with pytest.raises(Rejected) as refused:
        validate(KINDS["work_plan"], found.payload)
    assert [fault.pointer.split("!")[0] for fault in located(found, refused.value.faults)] == ["基本信息"]


@pytest.mark.parametrize("written", [2026, 2026.0, "2026", "２０２６", "2026年", " 2026 "])
def test_a_number_is_read_however_it_is_written(written: Any) -> None:
    assert read(_set_fact("年度", written)()).payload["year"] == 2026


@pytest.mark.parametrize("written", ["14:30", "14：30", "14时30分", "14点30", time(14, 30), 0.6041666666, " 14:30"])
def test_a_time_is_read_however_it_is_written(written: Any) -> None:
    found = read(_set_fact("开始时间", written, "minutes")())
    assert found.payload["session"]["starts"] == "14:30"


@pytest.mark.parametrize(
    "written", ["甲某、乙某", "甲某,乙某", "甲某，乙某", "甲某；乙某", "甲某\n乙某", " 甲某 、 乙某、", "甲某;乙某\n"]
)
def test_names_are_parted_at_any_mark(written: str) -> None:
    found = read(filled("work_plan", _set("计划安排表", "重点发言人", 4, written)))
    assert found.payload["schedule"]["rows"][0]["speakers"] == [{"name": "甲某"}, {"name": "乙某"}]


@pytest.mark.parametrize(
    ("written", "person"),
    [
        ("酉某/教授/X市委党校", {"name": "酉某", "post": "教授", "unit": "X市委党校"}),
        ("酉某/教授", {"name": "酉某", "post": "教授"}),
        ("酉某//X市委党校", {"name": "酉某", "unit": "X市委党校"}),
        ("酉某///p-03", {"name": "酉某", "id": "p-03"}),
        ("X市委党校教授酉某", {"name": "X市委党校教授酉某"}),
        ("酉某（教授、博导）", {"name": "酉某（教授、博导）"}),
    ],
)
def test_a_person_in_one_cell(written: str, person: dict[str, str]) -> None:
    found = read(filled("work_plan", _set("计划安排表", "领学人", 4, written)))
    assert found.payload["schedule"]["rows"][0]["leads"] == [person]


def test_several_people_in_one_cell_of_the_list() -> None:
    def change(book: Book) -> None:
        sheet = book["人员名单"]
        sheet.delete_rows(4, 200)
        for place, (word, names, reason) in enumerate(
            [("出席", "甲某、乙某\n丙某", None), ("请假", "丁某，戊某", "公务出差")], 4
        ):
            sheet.cell(place, 1).value, sheet.cell(place, 2).value = word, names
            sheet.cell(place, column(sheet, "请假事由")).value = reason

    session = read(filled("minutes", change)).payload["session"]
    assert [person["name"] for person in session["present"]] == ["甲某", "乙某", "丙某"]
    assert session["on_leave"] == [{"person": {"name": name}, "reason": "公务出差"} for name in ("丁某", "戊某")]


@pytest.mark.parametrize("written", ["横排", " 横排 ", "landscape", "横 排"])
def test_a_choice_is_read_by_its_word(written: str) -> None:
    assert read(_set_fact("纸张方向", written)()).payload["schedule"]["orientation"] == "landscape"


def test_a_wrong_choice_is_refused_at_its_cell() -> None:
    found = read(_set_fact("纸张方向", "斜排")())
    with pytest.raises(Rejected) as refused:
        validate(KINDS["work_plan"], found.payload)
    assert [fault.code for fault in located(found, refused.value.faults)] == ["choice"]


def _moved_columns(book: Book) -> None:
    sheet = book["计划安排表"]
    sheet.move_range("B3:B60", cols=20)  # the days begin in another column
    sheet.insert_cols(1, 2)


def _blank_rows(book: Book) -> None:
    for name in ("正文", "计划安排表", "专题"):
        book[name].insert_rows(6, 3)
        book[name].insert_rows(4)
    book["基本信息"].insert_rows(8, 2)


def _title_above(book: Book) -> None:
    book["专题"].insert_rows(1, 3)
    book["专题"].merge_cells("A1:B2")
    book["专题"]["A1"] = "某局学习专题一览"


def _other_order(book: Book) -> None:
    book.move_sheet("计划安排表", -4)
    book.create_sheet("Sheet1")


def _labels_as_people_write_them(book: Book) -> None:
    sheet = book["计划安排表"]
    sheet.cell(3, column(sheet, "时间·起")).value = " 起 "
    sheet.cell(3, column(sheet, "学习专题")).value = "学 习 专 题（必填）"
    sheet.cell(3, column(sheet, "备注")).value = "备注："
    book["基本信息"].cell(label_row(book["基本信息"], "机关"), 1).value = "* 机关："


def _renamed(book: Book) -> None:
    book["计划安排表"].title = "2026年安排"


@pytest.mark.parametrize(
    "change", [_moved_columns, _blank_rows, _title_above, _other_order, _labels_as_people_write_them, _renamed]
)
def test_a_changed_layout_changes_nothing(change: Any) -> None:
    found = read(filled("work_plan", change))
    assert found.payload == sample("work_plan")
    assert found.faults == ()


def test_a_merged_key_holds_for_all_its_rows() -> None:
    def change(book: Book) -> None:
        sheet = book["人员名单"]
        rows = [row for row in range(4, sheet.max_row + 1) if sheet.cell(row, 1).value == "S01"]
        sheet.merge_cells(start_row=rows[0], end_row=rows[-1], start_column=1, end_column=1)

    found = read(filled("annual_summary", change))
    assert found.faults == ()
    assert len(found.payload["sessions"][0]["present"]) == len(sample("annual_summary")["sessions"][0]["present"])


def test_a_row_that_names_no_session_is_a_fault() -> None:
    found = read(filled("annual_summary", _set("人员名单", "场次编号", 5, None)))
    assert [(fault.pointer, fault.code) for fault in found.faults] == [("人员名单!A5", "no-key")]


def test_a_row_of_an_unknown_session_is_a_fault() -> None:
    found = read(filled("annual_summary", _set("发言", "场次编号", 4, "S99")))
    assert [(fault.pointer, fault.code) for fault in found.faults] == [("发言!A4", "unknown-key")]


def test_the_same_as_above_may_be_said() -> None:
    found = read(filled("annual_summary", _set("人员名单", "场次编号", 5, "同上")))
    assert found.faults == ()


def test_a_person_of_no_category_is_a_fault() -> None:
    found = read(filled("minutes", _set("人员名单", "类别", 4, None)))
    assert [(fault.pointer, fault.code) for fault in found.faults] == [("人员名单!A4", "choice")]


def test_a_line_feed_in_a_line_is_joined_and_told() -> None:
    found = read(_set_fact("机关", "中共X市\n某局党组")())
    assert found.payload["organ"] == "中共X市某局党组"
    assert [remark.code for remark in found.remarks] == ["line-joined"]


def test_an_unknown_column_is_told() -> None:
    def change(book: Book) -> None:
        book["专题"]["D3"], book["专题"]["D5"] = "负责人", "甲某"

    remarks = read(filled("work_plan", change)).remarks
    assert [(remark.place, remark.code) for remark in remarks] == [("专题!D3", "unknown-column")]


def test_an_unknown_label_is_told() -> None:
    def change(book: Book) -> None:
        book["基本信息"]["A90"], book["基本信息"]["B90"] = "联系电话", "123"

    remarks = read(filled("work_plan", change)).remarks
    assert [(remark.place, remark.code) for remark in remarks] == [("基本信息!B90", "unknown-label")]


def test_an_unknown_sheet_is_told() -> None:
    def change(book: Book) -> None:
        book.create_sheet("Sheet1")["A1"] = "草稿"

    assert [remark.code for remark in read(filled("work_plan", change)).remarks] == ["unknown-sheet"]


@pytest.mark.parametrize(
    ("level", "code"), [("三级", "level-jump"), ("六阶", "choice"), ("二级结尾", "level-jump"), (None, "no-level")]
)
def test_a_level_that_cannot_be_is_a_fault(level: str | None, code: str) -> None:
    def change(book: Book) -> None:
        sheet = book["正文"]
        sheet.cell(5, column(sheet, "层级")).value = level

    faults = read(filled("work_plan", change)).faults
    assert faults[0].code == code
    assert faults[0].pointer == "正文!B5"


def test_a_typed_number_before_a_heading_is_told() -> None:
    found = read(filled("work_plan", _set("正文", "小标题", 5, "一、总体要求")))
    assert [remark.code for remark in found.remarks] == ["number-typed"]
    assert found.payload["sections"][0]["heading"] == "一、总体要求"


@pytest.mark.parametrize("written", ["一级", "1级", "１", "一", "一、", "（一级）", "一级标题"])
def test_a_level_is_read_however_it_is_written(written: str) -> None:
    found = read(filled("work_plan", _set("正文", "层级", 5, written)))
    assert found.payload == sample("work_plan")


# ---- places ---------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("pointer", "place"),
    [
        ("/organ", "基本信息!B5"),
        ("/schedule/rows/1/period/from", "计划安排表!B5"),
        ("/schedule/rows/1/speakers/1/name", "计划安排表!L5"),
        ("/sections/0/heading", "正文!C5"),
        ("/sections/0/paragraphs/1", "正文!E7"),
        ("/themes/2/title", "专题!B6"),
        ("/promises", "目标任务!A3"),
        ("/unknown", "基本信息!B3"),
    ],
)
def test_places_of_faults(pointer: str, place: str) -> None:
    from service.errors import Fault

    assert located(read(form("work_plan", sample("work_plan"))), [Fault(pointer, "x", "x")])[0].pointer == place


def test_places_follow_moved_rows_and_columns() -> None:
    def change(book: Book) -> None:
        book["专题"].insert_rows(5, 2)
        book["专题"].insert_cols(1)

    assert read(filled("work_plan", change)).places["/themes/1/title"] == "专题!C7"


def test_the_rows_read_are_counted() -> None:
    counts = read(form("work_plan", sample("work_plan"))).counts
    assert counts["计划安排表"] == len(sample("work_plan")["schedule"]["rows"])


# ---- formulas -------------------------------------------------------------------------------------------------
def test_a_formula_without_a_value_is_a_fault() -> None:
    faults = read(filled("work_plan", _set("专题", "专题名称", 4, "=A4&B5"))).faults
    assert [(fault.pointer, fault.code) for fault in faults] == [("专题!B4", "formula-without-value")]


def _with_cell(cell: str) -> bytes:
    content = edited(form("work_plan", sample("work_plan")), _set("专题", "专题名称", 4, "=A4"))
    return rewritten(
        content, "xl/worksheets/sheet4.xml", r'<c r="B4"([^>]*?)(?: t="\w+")?><f>A4</f><v ?/?>(</v>)?</c>', cell
    )


def test_a_formula_with_a_value_is_its_value() -> None:
    found = read(_with_cell(r'<c r="B4" t="str"><f>A4</f><v>学习专题</v></c>'))
    assert found.payload["themes"][0]["title"] == "学习专题"
    assert found.faults == ()


def test_a_broken_reference_is_a_fault() -> None:
    faults = read(_with_cell(r'<c r="B4" t="e"><f>#REF!</f><v>#REF!</v></c>')).faults
    assert [(fault.pointer, fault.code) for fault in faults] == [("专题!B4", "cell-error")]


@pytest.mark.parametrize("sign", ["=1+1", "+1", "-1", "@甲", "=cmd|'/C calc'!A0"])
def test_no_text_becomes_a_formula(sign: str) -> None:
    from io import BytesIO

    import openpyxl

    content = form("work_plan", sample("work_plan") | {"title": sign})
    sheet = openpyxl.load_workbook(BytesIO(content))["基本信息"]
    cell = sheet.cell(label_row(sheet, "标题"), 2)
    assert (cell.value, cell.data_type, cell.quotePrefix) == (sign, "s", True)
    assert read(content).payload["title"] == sign


# ---- not our form ---------------------------------------------------------------------------------------------
def test_the_form_of_another_kind_is_refused() -> None:
    with pytest.raises(Rejected) as refused:
        read(form("minutes"), "work_plan")
    assert [(fault.code, "会议纪要" in fault.message) for fault in refused.value.faults] == [("sheet-layout", True)]


def test_any_other_workbook_is_refused() -> None:
    def change(book: Book) -> None:
        for name in book.sheetnames[1:]:
            del book[name]
        book[book.sheetnames[0]].title = "Sheet1"

    content = filled("work_plan", change)
    for kind in (None, "work_plan"):
        with pytest.raises(Rejected) as refused:
            read(content, kind)
        assert [fault.code for fault in refused.value.faults] == ["sheet-layout"]
        assert "Sheet1" in refused.value.faults[0].message


def test_a_form_without_its_instructions_is_read_as_the_kind_asked_for() -> None:
    def change(book: Book) -> None:
        del book["填写说明"]

    content = filled("work_plan", change)
    assert read(content, "work_plan").payload == sample("work_plan")
    with pytest.raises(Rejected):
        read(content)


def test_a_wrong_header_is_a_fault_with_what_was_expected_and_found() -> None:
    def change(book: Book) -> None:
        book["专题"]["A3"], book["专题"]["B3"] = "代号", "名头"

    faults = read(filled("work_plan", change)).faults
    assert [fault.code for fault in faults] == ["sheet-layout"]
    assert "专题编号" in faults[0].message
    assert "代号" in faults[0].message


def test_a_missing_column_is_a_fault() -> None:
    faults = read(filled("work_plan", lambda book: book["计划安排表"].delete_cols(5))).faults
    assert [(fault.pointer, fault.code) for fault in faults] == [("计划安排表!A3", "sheet-layout")]


def test_an_unknown_kind_is_not_found() -> None:
    with pytest.raises(NotFound):
        form("letter")

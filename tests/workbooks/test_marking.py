"""A form goes back to its clerk: filled as it came, faults in red with a note, listed with links on the first sheet."""

from io import BytesIO
from typing import Any

import openpyxl
import pytest

from service.documents import KINDS
from service.documents.validation import validate
from service.errors import Fault, Rejected
from service.ooxml.gate import admit
from service.workbooks import form, marked, read
from tests.workbooks.sheets import Book, column, edited, filled, label_row, sample, sample_form

_RED = "00FBD5D5"


def _book(content: bytes) -> Any:
    return openpyxl.load_workbook(BytesIO(content))


def _red(content: bytes) -> set[str]:
    book = _book(content)
    return {
        f"{sheet.title}!{cell.coordinate}"
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.fill.start_color.rgb == _RED
    }


def _faults(content: bytes, kind: str) -> tuple[Fault, ...]:
    with pytest.raises(Rejected) as refused:
        validate(KINDS[kind], read(content, kind).payload)
    return refused.value.faults


def _four_mistakes(book: Book) -> None:
    sheet = book["计划安排表"]
    sheet.cell(5, column(sheet, "时间·止")).value = "2026-02-30"
    sheet.cell(6, column(sheet, "学习形式")).value = None
    book["基本信息"].cell(label_row(book["基本信息"], "年度"), 2).value = "去年"
    book["专题"]["B4"] = "=A4"


def test_all_faults_are_red_noted_and_listed() -> None:
    content = filled("work_plan", _four_mistakes)
    returned = marked(content, _faults(content, "work_plan"))
    assert _red(returned) == {"计划安排表!C5", "计划安排表!H6", "基本信息!B6", "专题!B4"}
    book = _book(returned)
    assert book.sheetnames[:2] == ["需要修改", "基本信息"]
    assert "2026-02-30" in book["计划安排表"]["C5"].comment.text
    first = book["需要修改"]
    links = {row[1].hyperlink.location for row in first.iter_rows(min_row=4) if row[1].hyperlink}
    assert links == {"'计划安排表'!C5", "'计划安排表'!H6", "'基本信息'!B6", "'专题'!B4"}
    assert first["A1"].value == "需要修改：4处"  # the formula is said once, not also as missing


def test_what_was_typed_is_still_there() -> None:
    content = filled("work_plan", _four_mistakes)
    book = _book(marked(content, _faults(content, "work_plan")))
    assert book["计划安排表"]["C5"].value == "2026-02-30"
    assert book["基本信息"]["B6"].value == "去年"
    assert book["计划安排表"]["A20"].value == _book(content)["计划安排表"]["A20"].value


def test_a_row_that_could_not_be_placed_is_still_there() -> None:
    def change(book: Book) -> None:
        book["正文"].cell(5, column(book["正文"], "层级")).value = "四级"
        book["正文"].cell(8, column(book["正文"], "层级")).value = "六阶"

    content = filled("work_plan", change)
    texts = [row[4].value for row in _book(marked(content, ()))["正文"].iter_rows(min_row=4)]
    assert texts == [*[row[4].value for row in _book(content)["正文"].iter_rows(min_row=4)]]


def test_faults_follow_moved_rows_and_columns() -> None:
    def change(book: Book) -> None:
        sheet = book["计划安排表"]
        sheet.cell(5, column(sheet, "时间·止")).value = "2026-02-30"
        sheet.insert_rows(4, 3)
        sheet.insert_cols(1, 2)

    content = filled("work_plan", change)
    assert _red(marked(content, _faults(content, "work_plan"))) == {"计划安排表!C5"}


def test_the_form_that_comes_back_passes_the_gate_and_is_read_again() -> None:
    content = filled("work_plan", _four_mistakes)
    returned = marked(content, _faults(content, "work_plan"))
    assert len(admit(returned, "xlsx")) > 5

    def mend(book: Book) -> None:
        sheet = book["计划安排表"]
        rows = sample("work_plan")["schedule"]["rows"]
        sheet["C5"], sheet["H6"] = rows[1]["period"]["to"], rows[2]["form"]
        book["基本信息"]["B6"] = 2026
        book["专题"]["B4"] = sample("work_plan")["themes"][0]["title"]

    found = read(edited(returned, mend), "work_plan")
    assert (found.payload, found.faults, found.remarks) == (sample("work_plan"), (), ())
    validate(KINDS["work_plan"], found.payload)


@pytest.mark.parametrize("kind", KINDS)
def test_a_blank_form_goes_back_with_every_missing_field(kind: str) -> None:
    content = form(kind)
    returned = marked(content, _faults(content, kind))
    assert _red(returned)
    assert read(returned, kind).payload == {}


@pytest.mark.parametrize("kind", KINDS)
def test_a_payload_goes_back_as_a_form(kind: str) -> None:
    payload = sample(kind) | {"organ": "某局\x07" + "长" * 300, "year": "去年", "odd": 1}
    with pytest.raises(Rejected) as refused:
        validate(KINDS[kind], payload)
    returned = marked(payload, refused.value.faults, kind)
    assert "基本信息!B5" in _red(returned)
    assert read(returned, kind).payload["organ"] == payload["organ"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"sections": "正文"}, {"sections": [3, None, {"paragraphs": 7, "sections": {}}]}, {"schedule": []}, {"themes": {"id": 1}},
        {"schedule": {"rows": [[], "x", {"period": 3, "speakers": ["甲某", {"name": 3}]}]}}, {"year": 10**40}, {"letterhead": 1.5},
        {"attachments": [{"title": None, "sections": "x"}]}, {"opening": [{"a": 1}]}, {"title": "\ud800\ufffe"}, {"year": True},
    ],
)  # fmt: skip
def test_a_payload_of_any_shape_goes_back(wrong: dict[str, Any]) -> None:
    payload = sample("work_plan") | wrong
    with pytest.raises(Rejected) as refused:
        validate(KINDS["work_plan"], payload)
    assert _red(marked(payload, refused.value.faults, "work_plan"))


def test_remarks_are_listed() -> None:
    def change(book: Book) -> None:
        book.create_sheet("Sheet1")["A1"] = "草稿"

    first = _book(marked(filled("work_plan", change), ()))["需要修改"]
    texts = [str(cell.value) for row in first.iter_rows() for cell in row if cell.value]
    assert any("Sheet1" in text for text in texts)
    assert texts[0] == "没有需要修改的地方"


def test_the_same_faults_make_the_same_bytes() -> None:
    content = sample_form("minutes")
    fault = [Fault("/session/topic", "too-long", "“学习主题”太长")]
    assert marked(content, fault) == marked(content, fault)
    assert _red(marked(content, fault)) == _red(marked(sample("minutes"), fault, "minutes"))

"""Workbooks nobody should open are refused before they cost anything; one that only tells untruths is read whole."""

import re
import time
from contextlib import suppress
from typing import Any

import pytest

from service.errors import ChengwenError, Rejected
from service.ooxml.package import Writer, ordered
from service.ooxml.package import read as parts_of
from service.workbooks import read
from tests.ooxml.hostile import ole2
from tests.ooxml.hostile_files import WORKBOOKS
from tests.workbooks.sheets import Book, filled, rewritten, sample, sample_form

pytestmark = pytest.mark.filterwarnings("ignore::UserWarning:openpyxl")
_SCHEDULE = "xl/worksheets/sheet6.xml"


@pytest.mark.parametrize("name", WORKBOOKS)
def test_a_hostile_workbook_is_refused(name: str) -> None:
    make, code = WORKBOOKS[name]
    content = make()
    with pytest.raises(ChengwenError) as refused:
        read(content, "work_plan")
    assert refused.value.slug == code


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty-file"),
        ("机关,年度".encode(), "not-an-xlsx"),
        (ole2("Workbook"), "not-an-xlsx"),
        (ole2("EncryptedPackage"), "encrypted-file"),
        (sample_form("work_plan")[:4000], "damaged-package"),
    ],
)
def test_what_is_no_workbook_is_refused(content: bytes, code: str) -> None:
    with pytest.raises(ChengwenError) as refused:
        read(content)
    assert refused.value.slug == code


@pytest.mark.parametrize("said", ["A1", "A1:B2", "A1:XFD1048576", "Z9:A1", "oops"])
def test_a_wrong_dimension_loses_nothing(said: str) -> None:
    content = rewritten(sample_form("work_plan"), _SCHEDULE, r'<dimension ref="[^"]*"', f'<dimension ref="{said}"')
    assert read(content).payload == sample("work_plan")


@pytest.mark.parametrize(
    ("part", "pattern", "replacement"),
    [
        (_SCHEDULE, r'<c r="A4"', '<c r="4A"'),
        (_SCHEDULE, r'<c r="A4"([^>]*?) t="s">.*?</c>', r'<c r="A4"\g<1> t="s"><v>999999</v></c>'),
        (_SCHEDULE, r'<c r="A4"([^>]*?) t="s">.*?</c>', r'<c r="A4"\g<1> t="s"><v>x</v></c>'),
        (_SCHEDULE, r'<c r="A4"([^>]*?) t="s">.*?</c>', r'<c r="A4"\g<1> t="n"><v>1e999</v></c>'),
        (_SCHEDULE, r'<c r="A4"([^>]*?) t="s">.*?</c>', r'<c r="A4"\g<1> t="d"><v>never</v></c>'),
        (_SCHEDULE, r'<row r="4"', '<row r="x"'),
        ("xl/workbook.xml", r'<sheet ([^>]*)r:id="[^"]*"', r'<sheet \g<1>r:id="rId999"'),
        ("xl/styles.xml", "(?s)<cellXfs.*</cellXfs>", ""),
    ],
)
def test_a_broken_part_never_ends_in_a_crash(part: str, pattern: str, replacement: str) -> None:
    content = rewritten(sample_form("work_plan"), part, pattern, replacement)
    with suppress(Rejected):
        read(content, "work_plan")


def test_too_many_styles_are_refused() -> None:
    xf = "<xf/>" * 250_000
    content = rewritten(sample_form("schedule"), "xl/styles.xml", "</cellXfs>", xf + "</cellXfs>")
    with pytest.raises(Rejected) as refused:
        read(content)
    assert refused.value.slug == "package-too-complex"


def test_many_merged_areas_are_refused() -> None:
    merges = '<mergeCells><mergeCell ref="A3:A20000"/>' + '<mergeCell ref="A3:A20000"/>' * 1_000 + "</mergeCells>"
    rows = "".join(f'<row r="{row}"><c r="B{row}"><v>1</v></c></row>' for row in range(30, 9_000))
    content = rewritten(
        sample_form("schedule"), "xl/worksheets/sheet3.xml", "</sheetData>", rows + "</sheetData>" + merges
    )
    with pytest.raises(Rejected) as refused:
        read(content)
    assert refused.value.slug == "package-too-complex"


def test_a_workbook_of_another_program_is_read() -> None:
    """Texts inside their cells and prefixed names, as other programs write them."""
    parts = parts_of(sample_form("work_plan"))
    strings = re.findall(r"(?s)<si><t[^>]*>(.*?)</t></si>", parts["xl/sharedStrings.xml"].decode())
    name = "xl/worksheets/sheet4.xml"
    sheet, count = re.subn(
        r'<c r="(\w+)"([^>]*?) t="s"><v>(\d+)</v></c>',
        lambda hit: f'<c r="{hit[1]}"{hit[2]} t="inlineStr"><is><t>{strings[int(hit[3])]}</t></is></c>',
        parts[name].decode(),
    )
    assert count > 10
    sheet = re.sub(r"<(/?)(worksheet|sheetData|row|c|is|t)\b", r"<\1x:\2", sheet).replace("xmlns=", "xmlns:x=", 1)
    sheet = re.sub(r"(?s)<sheetPr>.*?(?=<x:sheetData)|(?<=</x:sheetData>).*?(?=</x:worksheet>)", "", sheet)
    assert read(Writer(()).write(ordered(parts | {name: sheet.encode()}))).payload == sample("work_plan")


def test_columns_far_to_the_right_are_told() -> None:
    def change(book: Book) -> None:
        book["专题"].cell(5, 90).value = "甲"

    assert "too-wide" in [remark.code for remark in read(filled("work_plan", change)).remarks]


def year() -> dict[str, Any]:
    """A year of 40 sessions with 30 people each."""
    payload = sample("annual_summary")
    session = payload["sessions"][0]
    people = [{"name": f"甲{number}", "post": "党组成员、副局长"} for number in range(28)]
    away = [{"person": {"name": f"乙{number}"}, "reason": "公务出差"} for number in range(2)]
    payload["sessions"] = [
        session | {"id": f"S{number:02d}", "number": number, "present": people, "on_leave": away, "planned": ["R01"]}
        for number in range(1, 41)
    ]
    return payload


def test_a_whole_year_is_read() -> None:
    from service.workbooks import form

    content = form("annual_summary", year())
    begun = time.perf_counter()
    found = read(content, "annual_summary")
    spent = time.perf_counter() - begun
    assert found.payload == year()
    assert found.counts["人员名单"] == 1200
    assert spent < 3  # 0.25 s on a quiet machine

"""A form has a cell for every value of its record, in Chinese, within what the gate lets back in."""

from collections.abc import Iterator
from io import BytesIO
from types import SimpleNamespace
from typing import Any

import openpyxl
import pytest

from service.documents import KINDS, years
from service.ooxml.gate_zip import LIMITS
from service.workbooks import form, marked, read
from service.workbooks.columns import columns_of
from service.workbooks.fields import fields_of
from service.workbooks.leaves import Leaf
from service.workbooks.outline import Facts, Outline
from service.workbooks.outline import outline_of as outline
from service.workbooks.words import bare
from tests.fifth_kind.study_record import KIND as FIFTH

YEAR = SimpleNamespace(name=years.NAME, title=years.TITLE, purpose=years.PURPOSE, record=years.Year)
ALL = [*KINDS.values(), YEAR, FIFTH]


def outline_of(kind: Any) -> Outline:
    return outline(kind.name, kind.title, kind.purpose, kind.record)


def _leaves(kind: Any) -> Iterator[Leaf]:
    for sheet in outline_of(kind).sheets:
        if isinstance(sheet, Facts):
            yield from (leaf for group in sheet.groups for leaf in group.leaves)
        else:
            yield from (column.leaf for column in columns_of(sheet) if column.leaf is not None)


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.name)
def test_every_choice_has_a_chinese_word(kind: Any) -> None:
    words = [word for leaf in _leaves(kind) for part in (leaf, *leaf.parts) for _, word in part.choices]
    assert [word for word in words if word.isascii()] == []


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.name)
def test_no_two_labels_of_a_sheet_read_alike(kind: Any) -> None:
    for sheet in outline_of(kind).sheets:
        if isinstance(sheet, Facts):
            alike = [[bare(leaf.label) for leaf in group.leaves] for group in sheet.groups]
        else:
            alike = [[bare(column.label) for column in columns_of(sheet)]]
        assert all(len(labels) == len(set(labels)) for labels in alike)


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.name)
def test_every_required_field_of_the_record_is_marked(kind: Any) -> None:
    facts = outline_of(kind).facts
    starred = {leaf.steps for group in facts.groups for leaf in group.leaves if leaf.required}
    plain = {(one.name,) for one in fields_of(kind.record) if one.required and one.record is None and not one.text_list}
    assert plain <= starred


@pytest.mark.parametrize("kind", [*KINDS, years.NAME])
def test_a_returned_form_has_no_more_sheets_than_the_gate_admits(kind: str) -> None:
    book = openpyxl.load_workbook(BytesIO(marked({}, (), kind)))
    assert len(book.sheetnames) <= LIMITS.sheets


@pytest.mark.parametrize("kind", KINDS)
def test_every_sheet_can_be_printed_and_keeps_its_header_in_sight(kind: str) -> None:
    book = openpyxl.load_workbook(BytesIO(form(kind)))
    for sheet in book.worksheets[1:]:
        assert (sheet.freeze_panes, sheet.print_title_rows) == ("A4", "$3:$3")
        assert (sheet.page_setup.paperSize, sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (9, 1, 0)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage


def test_a_drop_down_list_stands_where_a_choice_is() -> None:
    book = openpyxl.load_workbook(BytesIO(form("minutes")))
    lists = {rule.formula1: str(rule.sqref) for rule in book["人员名单"].data_validations.dataValidation}
    assert lists['"出席,请假,缺席,列席"'].startswith("A4:")


def test_a_fifth_kind_has_a_form(monkeypatch: pytest.MonkeyPatch) -> None:
    import json

    monkeypatch.setitem(KINDS, FIFTH.name, FIFTH)
    payload = json.loads(FIFTH.sample.read_text(encoding="utf-8"))
    assert read(form(FIFTH.name, payload), FIFTH.name).payload == payload

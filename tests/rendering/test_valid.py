"""Every variant is a valid document: two independent validators find nothing, and Word finds what it navigates by."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import ooxml_integrity
import pytest
from docx import Document
from openxml_audit import OpenXmlValidator

from tests.documents_read import parts
from tests.rendering.invented import Payload
from tests.rendering.matrix import Job, document
from tests.rendering.variants import VARIANTS

USUAL = ("plan-sample", "schedule-sample", "minutes-sample", "summary-sample", "head-every-label", "head-joint-two", "attachments-turning", "note-sealed", "schedule-empty")  # fmt: skip
EVERY_VARIANT = pytest.mark.parametrize(
    "name", [name if name in USUAL else pytest.param(name, marks=pytest.mark.long) for name in VARIANTS]
)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@cache
def content(name: str) -> bytes:
    return document(Job(VARIANTS[name]))


@pytest.fixture
def file(name: str, tmp_path: Path) -> Path:
    path = tmp_path / f"{name}.docx"
    path.write_bytes(content(name))
    return path


def _planned(payload: Payload) -> Iterator[Payload]:
    """The tables a payload asks for, the summary's statistics among them."""
    tables = [payload.get("schedule"), *(attachment.get("schedule") for attachment in payload.get("attachments", ()))]
    yield from (table for table in tables if table is not None)
    yield from (payload for field in ("rows", "narrative") if field in payload)


@EVERY_VARIANT
def test_openxml_audit_finds_nothing(name: str, file: Path) -> None:
    assert [str(error) for error in OpenXmlValidator().validate(file).errors] == []


@EVERY_VARIANT
def test_ooxml_integrity_finds_nothing(name: str, file: Path) -> None:
    """What it only remarks on are the footers of a page form that a document does not have."""
    found = [finding for finding in ooxml_integrity.check(str(file)) if finding.severity != ooxml_integrity.INFO]
    assert [str(finding) for finding in found] == []


@EVERY_VARIANT
def test_word_finds_what_it_navigates_by(name: str, file: Path) -> None:
    """Outline levels of the headings, the repeated first row of each table, the language, the title of the file."""
    opened = Document(str(file))
    levels = [
        opened.styles[f"Heading {level}"].element.pPr.find(f"{W}outlineLvl").get(f"{W}val") for level in range(1, 5)
    ]
    assert levels == ["0", "1", "2", "3"]
    headed = [table for table in opened.tables if table.cell(0, 0).paragraphs[0].style.style_id == "GwCellHead"]
    assert all(table.rows[0]._tr.trPr.find(f"{W}tblHeader") is not None for table in headed)
    assert headed or not list(_planned(VARIANTS[name].payload))
    assert 'w:eastAsia="zh-CN"' in parts(content(name))["word/styles.xml"].decode()
    assert opened.core_properties.title

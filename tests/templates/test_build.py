"""The official templates: what the builder writes is what is committed, valid as it stands, and complete."""

import pytest
from docx import Document
from openxml_audit import OpenXmlValidator

from service import gbt9704 as gbt
from service.documents import KINDS
from service.documents.kinds import Kind
from service.ooxml.package import read
from templates.build import TEMPLATES, build

EVERY_KIND = pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)


def test_every_kind_has_a_template_and_the_reverse() -> None:
    assert set(TEMPLATES) == set(KINDS)


@EVERY_KIND
def test_the_committed_file_is_what_the_builder_writes(kind: Kind) -> None:
    assert read(kind.template.read_bytes()) == read(build(kind.name)), "run: python -m templates.build"


@EVERY_KIND
def test_an_unfilled_template_is_a_valid_document(kind: Kind) -> None:
    assert [str(error) for error in OpenXmlValidator().validate(kind.template).errors] == []


@EVERY_KIND
def test_an_unfilled_template_opens_in_python_docx(kind: Kind) -> None:
    document = Document(str(kind.template))
    words = "".join(paragraph.text for paragraph in document.paragraphs)
    assert "{{ title }}" in words
    assert document.settings.odd_and_even_pages_header_footer


@EVERY_KIND
def test_every_section_is_a4_with_the_margins_of_the_standard(kind: Kind) -> None:
    for section in Document(str(kind.template)).sections:
        edges = [
            length.twips
            for length in (section.top_margin, section.right_margin, section.bottom_margin, section.left_margin)
        ]
        turned = section.page_width > section.page_height
        upright = [gbt.TOP, gbt.RIGHT, gbt.BOTTOM, gbt.LEFT]
        assert edges == ([gbt.LEFT, gbt.TOP, gbt.RIGHT, gbt.BOTTOM] if turned else upright)


def test_headings_have_outline_levels_and_names_word_knows() -> None:
    styles = Document(str(KINDS["work_plan"].template)).styles
    assert [styles[f"Heading {level}"].style_id for level in (1, 2, 3, 4)] == [
        "Heading1",
        "Heading2",
        "Heading3",
        "Heading4",
    ]


@EVERY_KIND
def test_the_header_row_of_every_table_repeats(kind: Kind) -> None:
    for table in Document(str(kind.template)).tables:
        if table.rows[0].cells[0].text and "letterhead" not in table.rows[0].cells[0].text:
            assert table.rows[0]._tr.trPr.find("{*}tblHeader") is not None

"""Grids: what docxtpl mends after filling is done where data can call for it, and only there."""

import re
from pathlib import Path

import pytest
from docx import Document

from service.documents import KINDS
from service.documents.kinds import Kind
from service.errors import TemplateRejected
from service.ooxml import package
from service.ooxml.grids import can_change, mended
from service.ooxml.language import jinja_source
from tests.ooxml.corpus import CONSTRUCTS, Build, drawing, lines, made, table


def changes(build: Build, path: Path) -> bool:
    made(build, str(path))
    return can_change(jinja_source(package.read(path.read_bytes())["word/document.xml"]))


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_the_official_templates_need_no_mending(kind: Kind) -> None:
    assert not can_change(jinja_source(package.read(kind.template.read_bytes())["word/document.xml"]))


CAN = [
    "cell for",
    "cell for, fewer",
    "colspan",
    "hm",
    "hm over a span",
    "row for over nothing",
    "vm",
    "a table in a table",
    "a picture in a loop",
]
CANNOT = [
    "a table",
    "row for",
    "row for, tags in merged cells",
    "row comment",
    "paragraph for",
]


@pytest.mark.parametrize("name", CAN)
def test_data_can_change_the_grid_of(name: str, tmp_path: Path) -> None:
    assert changes(CONSTRUCTS[name], tmp_path / "t.docx")


@pytest.mark.parametrize("name", CANNOT)
def test_no_data_can_change_the_grid_of(name: str, tmp_path: Path) -> None:
    assert not changes(CONSTRUCTS[name], tmp_path / "t.docx")


def test_a_grid_set_by_a_tag_is_right_already(tmp_path: Path) -> None:
    build = table(("{%tc for c in columns %}", "{{tblGrid columns}}{{ c.title }}", "{%tc endfor %}"))
    assert not changes(build, tmp_path / "t.docx")


def test_a_picture_that_is_there_or_not_keeps_its_id(tmp_path: Path) -> None:
    def build(document: Document) -> None:
        lines("{%p if on %}")(document)
        drawing(document, 7)
        lines("{%p endif %}")(document)

    assert not changes(build, tmp_path / "t.docx")


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


@pytest.mark.parametrize(
    ("cells", "widths"),
    [(1, ["1200"]), (2, ["600", "600"]), (3, ["400", "400", "400"]), (4, ["300", "300", "300", "300"])],
)
def test_a_grid_that_is_mended_keeps_its_width(cells: int, widths: list[str]) -> None:
    grid = '<w:tblGrid><w:gridCol w:w="400"/><w:gridCol w:w="400"/><w:gridCol w:w="400"/></w:tblGrid>'
    document = f"<w:document {W}><w:tbl>{grid}<w:tr>{'<w:tc/>' * cells}</w:tr></w:tbl></w:document>"
    assert re.findall(r'gridCol w:w="(\d+)"', mended(document)) == widths


def test_a_broken_document_is_refused() -> None:
    with pytest.raises(TemplateRejected, match="malformed"):
        mended(f"<w:document {W}><w:p></w:document>")

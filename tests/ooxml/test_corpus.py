"""The corpus: each construct comes out as docxtpl's own, but for a table of differences we mean."""

import io
from pathlib import Path
from typing import Any

import pytest
from docx.document import Document as Docx
from docxtpl import DocxTemplate
from lxml import etree

from service.errors import TemplateRejected
from service.ooxml.fill import Template
from tests.documents_read import parts, text
from tests.ooxml.corpus import CONSTRUCTS, DATA, Build, drawing, lines, made, notes

PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"


def theirs(path: Path, context: dict[str, Any]) -> dict[str, bytes]:
    template, buffer = DocxTemplate(path), io.BytesIO()
    template.render(context, autoescape=True)
    template.save(buffer)
    return parts(buffer.getvalue())


def ours(path: Path, context: dict[str, Any]) -> dict[str, bytes]:
    return parts(Template(path).render(context))


def canonical(xml: bytes) -> bytes:
    """The words of a part as C14N has them: the order of attributes and where prefixes are declared mean nothing."""
    return etree.tostring(etree.fromstring(xml), method="c14n", exclusive=True, with_comments=False)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "template.docx"


@pytest.mark.parametrize("build", CONSTRUCTS.values(), ids=CONSTRUCTS)
def test_every_part_is_docxtpls(build: Build, path: Path) -> None:
    made(build, str(path))
    our_parts, their_parts = ours(path, DATA), theirs(path, DATA)
    filled = [name for name in our_parts if name.startswith("word/") and name.endswith(".xml")]
    assert "word/document.xml" in filled
    for name in filled:
        assert canonical(our_parts[name]).decode() == canonical(their_parts[name]).decode()


def test_the_corpus_is_large() -> None:
    assert len(CONSTRUCTS) >= 60


# ---- differences we mean --------------------------------------------------------------------------------------
REFUSED: dict[str, tuple[Build, str]] = {
    "a missing name, which docxtpl leaves blank": (lines("{{ nothing }}"), "missing-name"),
    "text beside a paragraph tag, which docxtpl drops": (
        lines("{%p if on %}请勿丢失", "x", "{%p endif %}"),
        "not-alone",
    ),
    "a second paragraph tag, which docxtpl drops": (lines("{%p if on %}{%p endif %}"), "not-alone"),
    "a row tag outside of a table": (lines("{%tr if on %}", "{%tr endif %}"), "no-holder"),
    "unescaped text": (lines("{{ b|safe }}"), "forbidden"),
    "escaping switched off": (lines("{% autoescape false %}{{ b }}{% endautoescape %}"), "forbidden"),
    "functions of Jinja": (lines("{{ range(3) }}"), "forbidden"),
    "a function printed": (lines("{{ a.upper }}"), "failed"),
    "a named block": (lines("{% block x %}{% endblock %}"), "forbidden"),
    "another file": (lines("{% include 'x' %}"), "forbidden"),
}


@pytest.mark.parametrize(("build", "code"), REFUSED.values(), ids=REFUSED)
def test_what_docxtpl_would_lose_or_let_through_is_refused(build: Build, code: str, path: Path) -> None:
    made(build, str(path))
    with pytest.raises(TemplateRejected) as rejected:
        Template(path).render(DATA)
    assert {fault.code for fault in rejected.value.faults} == {code}


def test_a_tab_stays_in_its_run_where_docxtpl_makes_three(path: Path) -> None:
    made(lines("{{ a }}"), str(path))
    data = {"a": "甲\t乙"}
    assert text(Template(path).render(data)) == "甲\t乙\n"
    assert theirs(path, data)["word/document.xml"].count(b"<w:r>") == 3
    assert ours(path, data)["word/document.xml"].count(b"<w:r>") == 1


def test_braces_in_data_stay_where_docxtpl_rewrites_them(path: Path) -> None:
    made(lines("{{ a }}"), str(path))
    assert b"{_{" in ours(path, {"a": "{_{"})["word/document.xml"]
    assert b"{_{" not in theirs(path, {"a": "{_{"})["word/document.xml"]


def test_endnotes_are_filled_where_docxtpl_leaves_the_tag(path: Path) -> None:
    made(notes("endnote", "尾{{ b }}"), str(path))
    assert "尾R&amp;D".encode() in ours(path, DATA)["word/endnotes.xml"]
    assert b"{{ b }}" in theirs(path, DATA)["word/endnotes.xml"]


def test_the_file_s_properties_are_the_document_s_where_docxtpl_fills_tags(path: Path) -> None:
    made(lambda document: setattr(document.core_properties, "title", "{{ a }}"), str(path))
    filled = ours(path, {**DATA, "properties": {"title": "题"}})
    assert "题".encode() in filled["docProps/core.xml"]
    assert b"{{" not in filled["docProps/core.xml"]


def test_a_picture_keeps_its_id_where_nothing_repeats_it(path: Path) -> None:
    made(lambda document: drawing(document, 7), str(path))
    ids = [
        etree.fromstring(filler(path, DATA)["word/document.xml"]).find(f".//{PICTURE}").get("id")
        for filler in (ours, theirs)
    ]
    assert ids == ["7", "1001"]


def test_a_line_feed_typed_into_the_template_is_white_space_where_docxtpl_makes_it_a_break(path: Path) -> None:
    def build(document: Docx) -> None:
        document.add_paragraph("甲乙")
        for words in document.element.body.iter("{*}t"):
            words.text = "甲\n乙"

    made(build, str(path))
    assert b"<w:br/>" not in ours(path, DATA)["word/document.xml"]
    assert b"<w:br/>" in theirs(path, DATA)["word/document.xml"]

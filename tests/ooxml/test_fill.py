"""Filling: values stand literally, missing names are all told, sections end where they should."""

import io
import zipfile
from pathlib import Path

import pytest
from docx import Document
from docxtpl import DocxTemplate
from lxml import etree

from service.errors import TemplateRejected
from service.ooxml.fill import Template, end_with_last_section
from tests.documents_read import parts, text
from tests.ooxml.conftest import MakeTemplate


def p(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


VALUES = ["R&D", "<3个月", "</w:t>", "]]>", "{{ 7*7 }}", "&amp;", "\"'", "a\tb", "一\n二", "👩\u200d👧", "  x  "]


@pytest.mark.parametrize("value", VALUES)
def test_a_value_stands_literally(value: str, make_template: MakeTemplate) -> None:
    filled = Template(make_template(p("甲{{ a }}乙"))).render({"a": value})
    assert text(filled) == f"甲{value}乙\n"


@pytest.mark.parametrize("value", [value for value in VALUES if "{{" not in value])
def test_docxtpl_fills_the_same(value: str, tmp_path: Path) -> None:
    template = tmp_path / "template.docx"
    document = Document()
    for line in ("{%p for a in b %}", "{{ a }}", "{%p endfor %}"):
        document.add_paragraph(line)
    document.save(str(template))
    theirs, buffer = DocxTemplate(template), io.BytesIO()
    theirs.render({"b": [value, "x"]}, autoescape=True)
    theirs.save(buffer)
    assert text(Template(template).render({"b": [value, "x"]})) == text(buffer.getvalue())


def test_every_missing_name_is_told(make_template: MakeTemplate) -> None:
    body = (
        p("{{ a }}{{ b.c.d }}")
        + p("{%p if e %}")
        + p("x")
        + p("{%p endif %}")
        + p("{%p for f in g %}")
        + p("x")
        + p("{%p endfor %}")
    )
    with pytest.raises(TemplateRejected) as rejected:
        Template(make_template(body)).render({"b": {}})
    assert [fault.pointer for fault in rejected.value.faults] == ["a", "c.d", "e", "g"]


def test_a_template_can_be_filled_again(make_template: MakeTemplate) -> None:
    template = Template(make_template(p("{{ a }}")))
    assert [text(template.render({"a": value})) for value in ("一", "二", "一")] == ["一\n", "二\n", "一\n"]


def test_footers_are_filled_too(make_template: MakeTemplate) -> None:
    footer = f'<w:ftr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">{p("{{ a }}")}</w:ftr>'
    assert "页脚" in text(Template(make_template(p("x"), footer1=footer)).render({"a": "页脚"}))


def test_properties_bear_title_organ_and_date(make_template: MakeTemplate) -> None:
    properties = {"title": "R&D<" + "长" * 300, "organ": "某局", "date": "2026-03-05"}
    core = parts(Template(make_template(p("x"))).render({"properties": properties}))["docProps/core.xml"]
    values = [element.text for element in etree.fromstring(core)]
    assert values[:3] == [("R&D<" + "长" * 300)[:255], "某局", "某局"]
    assert "2026-03-05T00:00:00Z" in values


def test_nothing_tells_when_or_where_it_was_made(make_template: MakeTemplate) -> None:
    filled = Template(make_template(p("{{ a }}"))).render({"a": "x"})
    assert {member.date_time[0] for member in zipfile.ZipFile(io.BytesIO(filled)).infolist()} == {1980}
    assert b"dcterms:created" not in parts(filled)["docProps/core.xml"]


HIDDEN = '<w:p><w:pPr><w:pStyle w:val="h"/>{}</w:pPr></w:p>'
TURNED, UPRIGHT = '<w:sectPr><w:pgSz w:orient="landscape"/></w:sectPr>', "<w:sectPr><w:pgSz/></w:sectPr>"


def ended(document: str) -> str:
    return b"".join(end_with_last_section(document.encode())).decode()


def test_a_break_with_nothing_behind_it_becomes_the_last_section() -> None:
    document = "<w:tbl/>" + HIDDEN.format(TURNED) + UPRIGHT + "</w:body>"
    assert ended(document) == "<w:tbl/>" + HIDDEN.format("") + TURNED + "</w:body>"


def test_a_break_with_text_behind_it_stays() -> None:
    document = HIDDEN.format(TURNED) + p("x") + UPRIGHT + "</w:body>"
    assert ended(document) == document


def test_a_document_without_a_section_stays() -> None:
    assert ended(p("x")) == p("x")

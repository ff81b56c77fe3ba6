"""The proof: each way a template could lose a text or break a file is found when it is loaded."""

from typing import Literal, TypedDict

import pytest

from service.errors import TemplateRejected
from service.ooxml.fill import Template
from tests.ooxml.conftest import MakeTemplate


class Entry(TypedDict):
    name: str
    side: Literal["left", "right"]


class Extra(TypedDict):
    note: str


class Fields(TypedDict):
    title: str
    width: int
    shown: bool
    entries: list[Entry]
    extra: Extra | None


def p(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


ENTRIES = p("{%p for entry in entries %}") + p("{{ entry.name }}") + p("{%p endfor %}")
EXTRA = p("{%p if extra %}") + p("{{ extra.note }}") + p("{%p endif %}")
WHOLE = p("{{ title }}") + ENTRIES + EXTRA


def test_a_whole_template_is_proven(make_template: MakeTemplate) -> None:
    assert Template(make_template(WHOLE), Fields).proven


def test_without_fields_a_template_is_unproven(make_template: MakeTemplate) -> None:
    assert not Template(make_template(p("{{ anything }}"))).proven


FAULTY = {
    "not-printed": (ENTRIES + EXTRA, "title"),
    "a field of a list that is not printed": (p("{{ title }}") + EXTRA, "entries[].name"),
    "an unknown name": (WHOLE + p("{{ titel }}"), "word/document.xml#titel"),
    "an unknown field": (
        WHOLE + p("{%p for e in entries %}") + p("{{ e.nom }}") + p("{%p endfor %}"),
        "word/document.xml#entries[].nom",
    ),
    "an optional part used without a test": (p("{{ title }}{{ extra.note }}") + ENTRIES, "word/document.xml#extra"),
    "an optional part used in the else branch": (
        p("{{ title }}")
        + ENTRIES
        + p("{%p if extra %}")
        + p("x")
        + p("{%p else %}")
        + p("{{ extra.note }}")
        + p("{%p endif %}"),
        "word/document.xml#extra",
    ),
    "a text set as an attribute": (WHOLE + p("{{ind.right title}}x", "<w:ind/>"), "word/document.xml#title"),
    "a list printed": (WHOLE + p("{{ entries }}"), "word/document.xml#entries"),
    "a loop over a text": (WHOLE + p("{%p for x in title %}") + p("x") + p("{%p endfor %}"), "word/document.xml"),
    "a branch that cuts a paragraph in two": (
        WHOLE + "<w:p><w:r><w:t>{% if shown %}</w:t></w:r></w:p><w:p><w:r><w:t>{% endif %}</w:t></w:r></w:p>",
        "word/document.xml",
    ),
    "a filter": (WHOLE + p("{{ title|upper }}"), "word/document.xml"),
    "a call": (WHOLE + p("{{ title.upper() }}"), "word/document.xml"),
    "a macro": (WHOLE + p("{% macro m() %}x{% endmacro %}"), "word/document.xml"),
    "a set": (WHOLE + p("{% set x = 1 %}"), "word/document.xml"),
    "a computed condition": (WHOLE + p("{% if title == width %}x{% endif %}"), "word/document.xml"),
}


@pytest.mark.parametrize(("body", "place"), FAULTY.values(), ids=FAULTY)
def test_a_faulty_template_is_refused_at_its_place(body: str, place: str, make_template: MakeTemplate) -> None:
    with pytest.raises(TemplateRejected) as rejected:
        Template(make_template(body), Fields)
    assert place in {fault.pointer for fault in rejected.value.faults}


def test_text_outside_a_text_element_is_refused(make_template: MakeTemplate) -> None:
    stray = p("{%p if shown %}") + "<w:p>{{ title }}</w:p>" + p("{%p endif %}")
    with pytest.raises(TemplateRejected) as rejected:
        Template(make_template(ENTRIES + EXTRA + stray), Fields)
    assert "misplaced" in {fault.code for fault in rejected.value.faults}


def test_all_faults_are_told_at_once(make_template: MakeTemplate) -> None:
    with pytest.raises(TemplateRejected) as rejected:
        Template(make_template(p("{{ one }}{{ two }}")), Fields)
    assert len(rejected.value.faults) == 5  # two unknown names, three texts not printed

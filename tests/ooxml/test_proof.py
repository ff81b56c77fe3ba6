"""The proof: each way a template could lose a text or break a file is found when it is loaded."""

from typing import Literal, TypedDict

import pytest

from service.errors import TemplateRejected
from service.ooxml.fill import Template
from service.ooxml.presence import check_document
from tests.documents_read import text
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
    "a loop over a text": (
        WHOLE + p("{%p for x in title %}") + p("x") + p("{%p endfor %}"),
        "word/document.xml#title",
    ),
    "a branch that begins between paragraphs and ends in one": (
        WHOLE + p("{%p if shown %}") + p("甲") + p("乙{% endif %}"),
        "word/document.xml:1",
    ),
    "a text only counted": (ENTRIES + EXTRA + p("{{ title|length }}"), "title"),
    "a text only tested": (ENTRIES + EXTRA + p("{% if title %}x{% endif %}"), "title"),
    "a text whose words a filter changes beyond knowing": (
        ENTRIES + EXTRA + p("{{ title|replace('a', 'b') }}"),
        "title",
    ),
    "the first entry alone": (p("{{ title }}{{ entries[0].name }}") + EXTRA, "entries[].name"),
    "the first entry alone, by filter": (p("{{ title }}{{ (entries|first).name }}") + EXTRA, "entries[].name"),
    "a macro that prints and is never called": (
        ENTRIES + EXTRA + p("{% macro m() %}{{ title }}{% endmacro %}"),
        "title",
    ),
    "a macro called with too little": (
        WHOLE + p("{% macro m(x) %}{{ x }}{% endmacro %}{{ m() }}"),
        "word/document.xml",
    ),
    "a macro that is not whole": (WHOLE + p("{% macro m() %}") + p("甲{% endmacro %}"), "word/document.xml:1"),
    "a filter over markup": (WHOLE + p("{% filter upper %}{{ title }}{% endfilter %}"), "word/document.xml:1"),
    "a text made markup": (WHOLE + p("{{ title|safe }}"), "safe"),
    "a text in a field code": (
        WHOLE + "<w:p><w:r><w:instrText>{{ title }}</w:instrText></w:r></w:p>",
        "word/document.xml#title",
    ),
}


@pytest.mark.parametrize(("body", "place"), FAULTY.values(), ids=FAULTY)
def test_a_faulty_template_is_refused_at_its_place(body: str, place: str, make_template: MakeTemplate) -> None:
    with pytest.raises(TemplateRejected) as rejected:
        Template(make_template(body), Fields)
    assert place in {fault.pointer for fault in rejected.value.faults}


LEAVE, COME = "</w:t></w:r></w:p>", "<w:p><w:r><w:t>"
PROVEN = {
    "a filter": ENTRIES + EXTRA + p("{{ title|upper }}"),
    "filters in a row": ENTRIES + EXTRA + p("{{ title|trim|default('无')|e }}"),
    "a join": p("{{ title }}{{ entries|join('、', attribute='name') }}") + EXTRA,
    "a mapped join": p("{{ title }}{{ entries|map(attribute='name')|join('、') }}") + EXTRA,
    "texts put together": ENTRIES + EXTRA + p("{{ '题：' ~ title ~ width }}"),
    "one of two texts": p("{{ title }}") + ENTRIES + p("{{ extra.note if extra else '无' }}"),
    "a name of its own": ENTRIES + EXTRA + p("{% set x = title %}{{ x }}"),
    "a kept block": ENTRIES + EXTRA + p("{% set x %}【{{ title }}】{% endset %}{{ x }}"),
    "a macro": ENTRIES + EXTRA + p("{% macro m(x) %}【{{ x }}】{% endmacro %}{{ m(title) }}"),
    "a macro of paragraphs": p("{%p macro m(x, y='') %}")
    + p("{{ x }}{{ y }}")
    + p("{%p endmacro %}")
    + p("{{p m('题', y=title) }}")
    + ENTRIES
    + EXTRA,
    "a call block": ENTRIES
    + EXTRA
    + p("{% macro m() %}【{{ caller() }}】{% endmacro %}{% call m() %}{{ title }}{% endcall %}"),
    "with": ENTRIES + EXTRA + p("{% with x = title %}{{ x }}{% endwith %}"),
    "a method": WHOLE + p("{{ title.upper() }}"),
    "a comparison": WHOLE + p("{% if title == width %}x{% endif %}"),
    "an else branch after a negation": p("{{ title }}")
    + ENTRIES
    + p("{% if not extra %}无{% else %}{{ extra.note }}{% endif %}"),
    "a test for none": p("{{ title }}") + ENTRIES + p("{% if extra is not none %}{{ extra.note }}{% endif %}"),
    "a chosen loop": p("{{ title }}")
    + p("{%p for e in entries if e.side == 'left' %}")
    + p("{{ e.name }}{{ loop.index }}")
    + p("{%p else %}")
    + p("无")
    + p("{%p endfor %}")
    + EXTRA,
    "a branch from one paragraph into the next": WHOLE
    + f"<w:p><w:r><w:t>甲{{% if shown %}}{LEAVE}{COME}{{% endif %}}乙{LEAVE}",
    "a loop from one paragraph into the next": p("{{ title }}")
    + EXTRA
    + f"<w:p><w:r><w:t>{{% for e in entries %}}{{{{ e.name }}}}{LEAVE}{COME}{{% endfor %}}{LEAVE}",
    "a text left out on purpose": ENTRIES + EXTRA + p("{# 不印 title #}"),
    "a list left out on purpose": p("{{ title }}{# 不印 entries、x #}") + EXTRA,
}


@pytest.mark.parametrize("body", PROVEN.values(), ids=PROVEN)
def test_more_of_the_language_is_proven_too(body: str, make_template: MakeTemplate) -> None:
    template = Template(make_template(body), Fields)
    assert template.proven
    for context in CONTEXTS:
        shown = {**context, "title": "", "entries": []} if "不印" in body else context
        check_document(_filled(template, context), shown, Fields, frozenset({"title"}))


EMPTY: Fields = {"title": "〖题b〗", "width": 1, "shown": False, "entries": [], "extra": None}
FULL: Fields = {
    "title": "〖R&D〗",
    "width": 2,
    "shown": True,
    "entries": [{"name": "〖一〗", "side": "left"}, {"name": "〖二〗", "side": "left"}],
    "extra": {"note": "〖注〗"},
}
CONTEXTS = (EMPTY, FULL)


def _filled(template: Template, context: Fields) -> dict[str, str]:
    return {name: content.decode().split("?>")[-1] for name, content in template.render_parts(context)}


# ---- doubts: looked through document by document ----------------------------------------------------------------
DOUBTFUL = ENTRIES + EXTRA + p("{{ title|replace('甲', '乙') }}")
BROKEN = WHOLE + p("{%p if shown %}") + p("甲") + p("乙{% endif %}")


def test_a_doubtful_template_is_used_only_where_doubts_are_allowed(make_template: MakeTemplate) -> None:
    path = make_template(DOUBTFUL)
    with pytest.raises(TemplateRejected, match="not-proven"):
        Template(path, Fields)
    assert not Template(path, Fields, doubts_allowed=True).proven


def test_its_document_is_refused_where_a_text_is_changed(make_template: MakeTemplate) -> None:
    template = Template(make_template(DOUBTFUL), Fields, doubts_allowed=True)
    assert "丙" in text(template.render({**FULL, "title": "丙"}))
    with pytest.raises(TemplateRejected, match="not-shown"):
        template.render({**FULL, "title": "甲"})


def test_its_document_is_refused_where_it_would_be_broken(make_template: MakeTemplate) -> None:
    template = Template(make_template(BROKEN), Fields, doubts_allowed=True)
    assert text(template.render(FULL))
    with pytest.raises(TemplateRejected, match="malformed"):
        template.render(EMPTY)


def test_what_is_wrong_is_refused_even_where_doubts_are_allowed(make_template: MakeTemplate) -> None:
    with pytest.raises(TemplateRejected, match="not-printed"):
        Template(make_template(ENTRIES + EXTRA), Fields, doubts_allowed=True)


def test_text_outside_a_text_element_is_refused(make_template: MakeTemplate) -> None:
    stray = p("{%p if shown %}") + "<w:p>{{ title }}</w:p>" + p("{%p endif %}")
    with pytest.raises(TemplateRejected) as rejected:
        Template(make_template(ENTRIES + EXTRA + stray), Fields)
    assert "misplaced" in {fault.code for fault in rejected.value.faults}


def test_all_faults_are_told_at_once(make_template: MakeTemplate) -> None:
    with pytest.raises(TemplateRejected) as rejected:
        Template(make_template(p("{{ one }}{{ two }}")), Fields)
    assert len(rejected.value.faults) == 5  # two unknown names, three texts not printed

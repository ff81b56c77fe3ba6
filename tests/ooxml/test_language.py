"""The template language: what becomes of setters, wherever Word has split them, and which are refused."""

import pytest

from service.errors import TemplateRejected
from service.ooxml.language import costs, has_tags, is_filled, jinja_source, omitted
from tests.ooxml.conftest import DECLARED


def source(body: str) -> str:
    return jinja_source(f"<w:document {DECLARED}>{body}</w:document>".encode())


def p(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


SETTERS = {
    "an attribute of the paragraph": (
        p("{{ind.right a.b}}x", '<w:ind w:left="1" w:right="2"/>'),
        '<w:ind w:left="1" w:right="{{ a.b }}"/>',
    ),
    "an attribute that was not there": (p("{{ind.hanging a}}x", "<w:ind/>"), '<w:ind w:hanging="{{ a }}"/>'),
    "an element kept only when true": (
        p("{{keepNext a.kept}}x", '<w:pStyle w:val="s"/><w:keepNext/><w:jc w:val="left"/>'),
        '<w:pStyle w:val="s"/>{% if a.kept %}<w:keepNext/>{% endif %}<w:jc w:val="left"/>',
    ),
    "the first element kept only when true": (
        p("{{keepNext a}}x", "<w:keepNext/>"),
        "<w:pPr>{% if a %}<w:keepNext/>{% endif %}</w:pPr>",
    ),
    "the run before the paragraph": (
        '<w:p><w:pPr><w:spacing w:val="1"/></w:pPr><w:r><w:rPr><w:spacing w:val="2"/></w:rPr><w:t>{{spacing.val a}}x</w:t></w:r></w:p>',
        '<w:rPr><w:spacing w:val="{{ a }}"/></w:rPr>',
    ),
    "the text of an element": (
        "<w:p><w:r><w:offset>12</w:offset></w:r><w:r><w:t>{{offset a.top}}</w:t></w:r></w:p>",
        "<w:offset>{{ a.top }}</w:offset>",
    ),
    "the cell around the paragraph": (
        f'<w:tbl><w:tblPr/><w:tr><w:tc><w:tcPr><w:tcW w:w="5"/></w:tcPr>{p("{{tcW.w a}}x")}</w:tc></w:tr></w:tbl>',
        '<w:tcW w:w="{{ a }}"/>',
    ),
    "the row around the paragraph": (
        f'<w:tbl><w:tblPr/><w:tr><w:trPr><w:trHeight w:val="5"/></w:trPr><w:tc>{p("{{trHeight.val a}}x")}</w:tc></w:tr></w:tbl>',
        '<w:trHeight w:val="{{ a }}"/>',
    ),
    "the grid of the table": (
        f'<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="5"/></w:tblGrid><w:tr><w:tc>{p("{{tblGrid t.columns}}x")}</w:tc></w:tr></w:tbl>',
        '<w:tblGrid>{% for column in t.columns %}<w:gridCol w:w="{{ column.width }}"/>{% endfor %}</w:tblGrid>',
    ),
}


@pytest.mark.parametrize(("body", "expected"), SETTERS.values(), ids=SETTERS)
def test_a_setter_sets(body: str, expected: str) -> None:
    assert expected in source(body)


SPLITS = ["{", "{{", "{{in", "{{ind.", "{{ind.right", "{{ind.right a", "{{ind.right a.b}"]


@pytest.mark.parametrize("before", SPLITS)
def test_a_setter_split_over_runs_is_still_one(before: str) -> None:
    rest = "{{ind.right a.b}}x"[len(before) :]
    runs = f"<w:r><w:t>{before}</w:t></w:r><w:proofErr/><w:r><w:t>{rest}</w:t></w:r>"
    made = source(f'<w:p><w:pPr><w:ind w:right="2"/></w:pPr>{runs}</w:p>')
    assert 'w:right="{{ a.b }}"' in made
    assert made.count("<w:t") == 1


def test_setters_leave_no_empty_run_behind() -> None:
    assert "<w:r>" not in source(p("{{ind.right a}}", "<w:ind/>"))


def test_text_beside_a_setter_stays() -> None:
    assert '<w:t xml:space="preserve">甲{{ b }}乙</w:t>' in source(p("甲{{ind.right a}}{{ b }}乙", "<w:ind/>"))


def test_every_setter_without_a_target_is_named_at_once() -> None:
    with pytest.raises(TemplateRejected) as rejected:
        source(p("{{ind.right a}}{{sz.val b}}"))
    assert {fault.pointer for fault in rejected.value.faults} == {"{{ind.right a}}", "{{sz.val b}}"}


def test_paragraph_and_row_tags_are_docxtpls() -> None:
    assert source(p("{%p if a %}") + p("x") + p("{%p endif %}")).count("<w:p>") == 1


@pytest.mark.parametrize(("part", "expected"), [(b"{{", True), (b"{%", True), (b"{#", True), (b"{ {", False)])
def test_has_tags(part: bytes, expected: bool) -> None:
    assert has_tags(part) is expected


# ---- what a template may cost, and what it must not lose -------------------------------------------------------
COSTS = {
    "tags": (p("{{ a }}") * 500, p("{{ a }}") * 501),
    "tags over runs": (
        "<w:p>" + "<w:r><w:t>{</w:t></w:r>" * 1000 + "</w:p>",
        "<w:p>" + "<w:r><w:t>{</w:t></w:r>" * 1002 + "</w:p>",
    ),
    "a paragraph": (p("x" * 63_000), p("x" * 64_001)),
    "a part": (p("x" * 1_000) * 1_500, p("x" * 1_000) * 2_000),
}


@pytest.mark.parametrize(("allowed", "refused"), COSTS.values(), ids=COSTS)
def test_what_a_part_costs_is_bounded(allowed: str, refused: str) -> None:
    assert costs("x", allowed.encode()) == []
    with pytest.raises(TemplateRejected) as rejected:
        source(refused)
    assert rejected.value.slug == "template-too-expensive"


ALONE = {
    "text before": "甲{%p if a %}",
    "text behind": "{%p if a %}甲",
    "a tag behind": "{%p if a %}{{ a }}",
    "a second paragraph tag": "{%p if a %}{%p endif %}",
    "text beside a comment": "{#p x #}甲",
    "a row tag outside of a table": "{%tr if a %}",
    "a cell tag outside of a table": "{%tc if a %}",
}


@pytest.mark.parametrize("text", ALONE.values(), ids=ALONE)
def test_what_docxtpl_would_drop_is_refused(text: str) -> None:
    with pytest.raises(TemplateRejected) as rejected:
        source(p(text) + p("{%p endif %}"))
    assert {fault.code for fault in rejected.value.faults} <= {"not-alone", "no-holder"}


def test_a_section_break_in_the_paragraph_of_a_tag_would_be_lost() -> None:
    with pytest.raises(TemplateRejected, match="分节符"):
        source(p("{%p if a %}", "<w:sectPr/>"))


def test_a_text_box_beside_a_paragraph_tag_would_be_lost() -> None:
    box = f"<w:r><w:pict><w:txbxContent>{p('框')}</w:txbxContent></w:pict></w:r>"
    with pytest.raises(TemplateRejected, match="not-alone"):
        source(f"<w:p>{box}<w:r><w:t>{{%p if a %}}</w:t></w:r></w:p>")


def test_comments_and_instructions_of_xml_hold_no_tags() -> None:
    assert "secret" not in source(f"<!-- {{{{ secret }}}} --><?x {{{{ secret }}}}?>{p('x')}")


def test_braces_that_are_no_tag_are_written_as_docxtpl_does() -> None:
    assert "{% raw %}{{{% endraw %} a {% raw %}}}{% endraw %}" in source(p("{_{ a }_}"))


@pytest.mark.parametrize(
    ("text", "paths"),
    [
        ("{# 不印 a.b[]、c #}", {"a.b[]", "c"}),
        ("{#p 不印：a, b #}", {"a", "b"}),
        ("{# 说明 a #}", set()),
        ("{{ 不印 }}", set()),
    ],
)
def test_a_comment_names_what_is_left_out(text: str, paths: set[str]) -> None:
    assert omitted(p(text).encode()) == paths


def test_only_parts_of_word_are_filled() -> None:
    assert is_filled("word/header1.xml", b"<w:t>{</w:t><w:t>{ a }}")
    assert not is_filled("word/header1.xml", b"<w:t>{ a }")
    assert not is_filled("customXml/item1.xml", b"{{ a }}")
    assert not is_filled("docProps/app.xml", b"{{ a }}")

"""The linter: each slip of an author is told at its place, with what to write instead; all of them at once."""

import io
from pathlib import Path
from typing import TypedDict

import pytest
from docx import Document
from docx.document import Document as Docx

from service.documents import KINDS
from service.documents.kinds import Kind
from service.errors import Fault
from service.ooxml import policy
from service.ooxml.lint import lint
from tests.ooxml.corpus import Build, box, lines, notes, runs, table


class Entry(TypedDict):
    """One entry."""

    name: str
    count: int


class Extra(TypedDict):
    note: str


class Fields(TypedDict):
    title: str
    shown: bool
    entries: list[Entry]
    extra: Extra | None


WHOLE = (
    "{{ title }}",
    "{%p for entry in entries %}",
    "{{ entry.name }}",
    "{%p endfor %}",
    "{% if extra %}{{ extra.note }}{% endif %}",
)


def docx(*builds: Build) -> bytes:
    document, file = Document(), io.BytesIO()
    for build in builds:
        build(document)
    document.save(file)
    return file.getvalue()


def told(*builds: Build, rules: policy.Policy = policy.UPLOADED) -> list[Fault]:
    return lint(docx(lines(*WHOLE), *builds), Fields, rules)


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
@pytest.mark.parametrize("rules", [policy.BUILT_IN, policy.UPLOADED], ids=lambda rules: rules.name)
def test_nothing_is_said_of_the_official_templates(kind: Kind, rules: policy.Policy) -> None:
    assert lint(kind.template, kind.fields, rules) == []


GOOD: dict[str, Build] = {
    "split runs": runs("{", "{ ti", "tle", " }", "}"),
    "a split statement": runs("{% i", "f shown %}是{% en", "dif %}"),
    "rows": table(("{%tr for e in entries %}", ""), ("{{ e.name }}", "{{ loop.index }}"), ("{%tr endfor %}", "")),
    "cells": table(("{%tc for e in entries %}", "{{ e.name }}", "{%tc endfor %}")),
    "row marks": table(
        ("{%tr for e in entries %}", ""), ("{% vm %}{{ title }}", "{% cellbg 'FF0000' %}x"), ("{%tr endfor %}", "")
    ),
    "a text box": box("{{ title }}"),
    "filters": lines("{{ title|default('无') }}{{ entries|length }}{{ entries|map(attribute='name')|join('、') }}"),
    "the first of a list": lines("{{ entries[0].name }}{{ (entries|first).name }}"),
    "another name": lines("{% set x = title %}{{ x }}"),
    "an else branch": lines("{% if not extra %}无{% else %}{{ extra.note }}{% endif %}"),
    "a branch over two paragraphs": lines("甲{% if shown %}乙", "丙{% endif %}丁"),
    "the entry before": lines(
        "{% for e in entries %}{% if loop.previtem %}{{ loop.previtem.name }}{% endif %}{% endfor %}"
    ),
    "comments": lines("{# 说明：｛｛ “随意” ｝ #}"),
    "wide marks in a fixed text": lines("{{ title|default('（无），') }}"),
}


@pytest.mark.parametrize("build", GOOD.values(), ids=GOOD)
def test_nothing_is_said_of(build: Build) -> None:
    assert told(build) == []


SLIPS: dict[str, tuple[Build, str, str, str]] = {
    # slip: template, code, place, what the sentence says
    "a misspelt name": (
        lines("{{ titel }}"),
        "unknown-name",
        "正文第6段“{{ titel }}”",
        "{{ titel }}：内容里没有“titel”，是不是“title”？",
    ),
    "a misspelt name below": (
        lines("{% for e in entries %}{{ e.nmae }}{% endfor %}"),
        "unknown-name",
        "正文第6段",
        "是不是“name”",
    ),
    "a name outside of its loop": (lines("{{ entry.name }}"), "unknown-name", "正文第6段", "没有“entry”"),
    "a split tag": (runs("{", "{ ti", "tel }}"), "unknown-name", "正文第6段“{{ titel }}”", "“title”"),
    "in a cell": (table(("x", "y"), ("x", "{{ titel }}")), "unknown-name", "正文表格1第2行第2格“{{ titel }}”", "title"),
    "in a footnote": (notes("footnote", "{{ titel }}"), "unknown-name", "脚注第1段“{{ titel }}”", "title"),
    "in a text box": (box("{{ titel }}"), "unknown-name", "正文第7段“{{ titel }}”", "title"),
    "wide braces": (lines("｛｛ title ｝｝"), "wide-marks", "正文第6段", "请改成半角：{{ title }}"),
    "one wide brace": (lines("{｛ title }}"), "wide-marks", "正文第6段", "请改成半角：{{ title }}"),
    "a wide percent sign": (lines("{％ if shown ％}"), "wide-marks", "正文第6段", "请改成半角：{% if shown %}"),
    "wide brackets": (lines("{{ title|default（'无'） }}"), "wide-marks", "正文第6段", "{{ title|default('无') }}"),
    "a wide dot": (lines("{% if extra %}{{ extra．note }}{% endif %}"), "wide-marks", "正文第6段", "{{ extra.note }}"),
    "curly quotes": (
        lines("{{ title|default(“无”) }}"),
        "smart-quotes",
        "正文第6段",
        '请改成半角引号：{{ title|default("无") }}',
    ),
    "single curly quotes": (
        lines("{% if title == ‘x’ %}y{% endif %}"),
        "smart-quotes",
        "正文第6段",
        "{% if title == 'x' %}",
    ),
    "curly quotes in a fixed text": (lines("{{ title|default('“无”') }}"), "smart-quotes", "正文第6段", "写在标签外面"),
    "a tag not closed": (lines("{{ title"), "unclosed-tag", "正文第6段“{{ title”", "配上 }}"),
    "a tag half closed": (lines("{{ title }"), "unclosed-tag", "正文第6段", "配上 }}"),
    "a tag not opened": (lines("title }}"), "unclosed-tag", "正文第6段", "配上 {{"),
    "a block not closed": (lines("{% if shown %}是"), "unclosed-block", "正文第6段“{% if shown %}是”", "{% endif %}"),
    "a row block not closed": (
        table(("{%tr for e in entries %}",), ("{{ e.name }}",)),
        "unclosed-block",
        "正文表格1第1行第1格",
        "{%tr endfor %}",
    ),
    "a block closed as another": (
        lines("{% if shown %}是{% endfor %}{% endif %}"),
        "crossed-blocks",
        "正文第6段",
        "要先写 {% endif %}",
    ),
    "a block closed twice": (
        lines("{% if shown %}是{% endif %}{% endif %}"),
        "crossed-blocks",
        "正文第6段",
        "前面没有",
    ),
    "an else alone": (lines("{% else %}"), "crossed-blocks", "正文第6段", "{% if … %}"),
    "a block opened in a paragraph tag": (
        lines("{%p if shown %}", "是", "否{% endif %}"),
        "crossed-elements",
        "正文第8段",
        "段落标签",
    ),
    "a block from outside into a table": (
        lambda document: [lines("{%p if shown %}")(document), table(("{%p endif %}", "x"))(document)],
        "crossed-elements",
        "正文表格1第1行第1格",
        "不在同一层",
    ),
    "text beside a paragraph tag": (
        lines("{%p if shown %}附注", "是", "{%p endif %}"),
        "not-alone",
        "正文第6段",
        "“附注”会丢失",
    ),
    "text beside a row tag": (
        table(("{%tr for e in entries %}", "附注"), ("{{ e.name }}", ""), ("{%tr endfor %}", "")),
        "not-alone",
        "正文表格1第1行第1格",
        "同一行的“附注”会丢失",
    ),
    "a row tag outside of a table": (
        lines("{%tr if shown %}", "{%tr endif %}"),
        "no-holder",
        "正文第6段",
        "只能写在表格里",
    ),
    "an unknown word": (lines("{% iff shown %}x{% endif %}"), "unknown-word", "正文第6段", "是不是 if？"),
    "a syntax error": (lines("{{ title | }}"), "syntax", "正文第6段", "写法不对"),
    "a list printed": (lines("{{ entries }}"), "not-a-value", "正文第6段", "name、count"),
    "a truth printed": (lines("{{ shown }}"), "not-a-value", "正文第6段", "条件"),
    "a text looped over": (lines("{% for x in title %}x{% endfor %}"), "not-a-list", "正文第6段", "不是列表"),
    "an optional part not tested": (lines("{{ extra.note }}"), "not-tested", "正文第6段", "{% if extra %}"),
    "an optional part in the else branch": (
        lines("{% if extra %}x{% else %}{{ extra.note }}{% endif %}"),
        "not-tested",
        "正文第6段",
        "extra",
    ),
    "a method of the entry before": (
        lines("{% for e in entries %}{% if loop.previtem %}{{ loop.previtem.name.upper }}{% endif %}{% endfor %}"),
        "unknown-name",
        "正文第6段",
        "upper",
    ),
    "a filter not allowed": (lines("{{ title|safe }}"), "forbidden", "正文第6段", "|safe"),
    "a macro": (lines("{% macro m() %}x{% endmacro %}"), "forbidden", "正文第6段", "{% macro %}"),
    "a call": (lines("{{ title.upper() }}"), "forbidden", "正文第6段", "函数调用"),
    "an include": (lines("{% include 'x' %}"), "forbidden", "正文第6段", "不能使用"),
    "an eating tag": (lines("{%- if shown %}x{% endif %}"), "eating-tag", "正文第6段", "{%-"),
    "four loops": (lines("{% for e in entries %}" * 4 + "{% endfor %}" * 4), "forbidden", "正文第6段", "3层"),
    "a setter without its element": (lines("{{tblW.w shown}}x"), "no-target", "正文第6段", "没有 tblW"),
}


@pytest.mark.parametrize(("build", "code", "place", "sentence"), SLIPS.values(), ids=SLIPS)
def test_a_slip_is_told_at_its_place(build: Build, code: str, place: str, sentence: str) -> None:
    faults = told(build)
    matching = [
        fault
        for fault in faults
        if fault.code == code and fault.pointer.startswith(place) and sentence in fault.message
    ]
    assert matching, faults


def test_a_tag_in_an_attribute_is_told() -> None:
    def picture(document: Docx) -> None:
        from tests.ooxml.corpus import drawing

        drawing(document, 1)
        for element in document.element.body.iter("{*}docPr"):
            element.set("descr", "{{ title }}")

    assert [(fault.code, fault.pointer) for fault in told(picture)] == [("misplaced", "正文 docPr 的属性")]


def test_texts_not_printed_are_told_with_what_to_write() -> None:
    faults = lint(docx(lines("{{ title }}")), Fields)
    assert [fault.code for fault in faults] == ["not-printed", "not-printed"]
    assert "{% for x in entries %} 里写上 {{ x.name }}" in faults[0].message
    assert "{# 不印 extra.note #}" in faults[1].message


def test_what_is_left_out_on_purpose_is_no_fault() -> None:
    assert lint(docx(lines("{{ title }}{# 不印 entries、extra #}")), Fields) == []


def test_what_follows_from_a_slip_is_not_told_beside_it() -> None:
    faults = lint(docx(lines("{{ titel }}", *WHOLE[1:])), Fields)
    assert [fault.code for fault in faults] == ["unknown-name"]


def test_all_slips_are_told_at_once() -> None:
    faults = told(
        lines(
            "{{ titel }}",
            "｛｛ title ｝｝",
            "{{ title|safe }}",
            "{%p if shown %}x",
            "x",
            "{%p endif %}",
            "{{ extra.note }}",
        )
    )
    assert {fault.code for fault in faults} == {"unknown-name", "wide-marks", "forbidden", "not-alone", "not-tested"}


def test_a_macro_is_part_of_the_whole_language() -> None:
    macro = lines(
        "{% macro m(x) %}{{ x }}{% endmacro %}{{ m(title) }}{% call m(title) %}{% endcall %}{{ title|replace('a', 'b') }}"
    )
    assert told(macro, rules=policy.BUILT_IN) == []


def test_a_file_that_is_no_template_is_told_as_such() -> None:
    assert [fault.code for fault in lint(b"%PDF-1.7", Fields)] == ["not-a-docx"]


def test_a_template_by_path_is_read(tmp_path: Path) -> None:
    file = tmp_path / "x.docx"
    file.write_bytes(docx(lines(*WHOLE)))
    assert lint(file, Fields) == []

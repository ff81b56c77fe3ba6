"""The corpus: one small template per construct of docxtpl, made with python-docx, and what each is filled with."""

from collections.abc import Callable
from typing import Any

from docx import Document
from docx.document import Document as Docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.table import Table
from markupsafe import Markup

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
Build = Callable[[Docx], object]
Construct = tuple[Build, dict[str, Any]]


def lines(*texts: str) -> Build:
    """Paragraphs of one run each."""
    return lambda document: [document.add_paragraph(text) for text in texts]


def runs(*texts: str) -> Build:
    """One paragraph, each piece in a run of its own, every second one bold."""

    def build(document: Docx) -> None:
        paragraph = document.add_paragraph()
        for place, text in enumerate(texts):
            paragraph.add_run(text).bold = bool(place % 2)

    return build


def table(*rows: tuple[str, ...]) -> Build:
    """A table of these rows."""
    return lambda document: _table(document, rows)


def _table(document: Docx, rows: tuple[tuple[str, ...], ...]) -> Table:
    made = document.add_table(len(rows), max(map(len, rows)))
    for row, texts in zip(made.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=False):
            cell.text = text
    return made


def _row_loop_with_spanning_tags(document: Docx) -> None:
    made = _table(
        document, (("甲", "乙"), ("{%tr for r in rows %}", ""), ("{{ r.a }}", "{{ r.b }}"), ("{%tr endfor %}", ""))
    )
    for row in (1, 3):
        made.cell(row, 0).merge(made.cell(row, 1))


def _merged_with_span(document: Docx) -> None:
    made = _table(document, (("{%tc for r in rows %}", "{% hm %}合", "", "{%tc endfor %}"), ("一", "二", "三", "四")))
    made.cell(0, 1).merge(made.cell(0, 2))


def _nested_table(document: Docx) -> None:
    outer = _table(document, (("外", "{{ a }}"),))
    inner = outer.cell(0, 1).add_table(1, 3)
    inner.cell(0, 0).text = "{%tc for r in rows %}"
    inner.cell(0, 1).text = "{{ r.a }}"
    inner.cell(0, 2).text = "{%tc endfor %}"


def _footers_and_headers(document: Docx) -> None:
    section = document.sections[0]
    section.different_first_page_header_footer = True
    document.settings.odd_and_even_pages_header_footer = True
    section.header.paragraphs[0].text = "眉{{ a }}"
    section.footer.paragraphs[0].text = "脚{% if on %}{{ a }}{% endif %}"
    section.first_page_header.paragraphs[0].text = "首{{ b }}"
    section.even_page_footer.paragraphs[0].text = "偶{{ a }}{{ b }}"
    document.add_paragraph("正文")


def _split_header(document: Docx) -> None:
    paragraph = document.sections[0].header.paragraphs[0]
    for piece in ("{", "{ a ", "}", "}"):
        paragraph.add_run(piece)


def _table_in_header(document: Docx) -> None:
    made = document.sections[0].header.add_table(3, 1, document.sections[0].page_width)
    for row, text in zip(made.rows, ("{%tr for r in rows %}", "{{ r.a }}", "{%tr endfor %}"), strict=True):
        row.cells[0].text = text


NOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}s+xml"


def notes(name: str, text: str) -> Build:
    """A part of footnotes or endnotes that holds one note."""

    def build(document: Docx) -> None:
        document.add_paragraph("正文{{ a }}")
        inner = f'<w:{name} w:id="2"><w:p><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p></w:{name}>'
        xml = f'<?xml version="1.0" encoding="UTF-8"?><w:{name}s xmlns:w="{W}">{inner}</w:{name}s>'
        package = document.part.package
        part = Part(PackURI(f"/word/{name}s.xml"), NOTES.format(name), xml.encode(), package)
        document.part.relate_to(part, getattr(RELATIONSHIP_TYPE, f"{name}s".upper()))

    return build


_BOX = (
    '<w:r xmlns:w="{w}" xmlns:v="urn:schemas-microsoft-com:vml"><w:pict><v:shape><v:textbox><w:txbxContent>'
    "{inner}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
)


def box(*texts: str) -> Build:
    """A text box anchored in a paragraph of its own."""

    def build(document: Docx) -> None:
        inner = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in texts)
        document.add_paragraph("框外")._p.append(parse_xml(_BOX.format(w=W, inner=inner)))

    return build


_DRAWING = (
    '<w:drawing xmlns:w="{w}" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
    '<wp:inline><wp:extent cx="1" cy="1"/><wp:docPr id="{id}" name="图"/></wp:inline></w:drawing>'
)


def drawing(document: Docx, identifier: int) -> None:
    """A paragraph with an empty drawing."""
    document.add_paragraph().add_run()._r.append(parse_xml(_DRAWING.format(w=W, id=identifier)))


def _drawing_in_loop(document: Docx) -> None:
    document.add_paragraph("{%p for r in rows %}")
    drawing(document, 7)
    document.add_paragraph("{%p endfor %}")


def _sections(document: Docx) -> None:
    document.add_paragraph("{{ a }}")
    document.add_section()
    document.add_paragraph("{{ b }}")


ROWS = [
    {"a": "一", "b": "甲", "c": ["子", "丑"]},
    {"a": "二<", "b": "乙&", "c": []},
    {"a": "三", "b": "甲", "c": ["寅"]},
]
DATA: dict[str, Any] = {
    "a": "值",
    "b": "R&D <3个月",
    "on": True,
    "off": False,
    "n": 3,
    "words": ["甲", "乙&", "丙"],
    "rows": ROWS,
    "empty": [],
    "lines": "甲\n乙&\n",
    "color": "FFDD00",
    "map": {"k": "v", "x": {"y": "z"}},
    "rich": Markup('<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">粗</w:t></w:r>'),
}

CONSTRUCTS: dict[str, Build] = {
    # values
    "a value": lines("{{ a }}"),
    "a value beside text": lines("前{{ a }}后 {{ b }}。"),
    "a value without spaces": lines("{{a}}{{b}}"),
    "markup characters": lines("{{ b }}", "{{ b|e }}"),
    "a value of a value": lines("{{ map.x.y }}{{ map['k'] }}{{ rows[1].a }}"),
    "a number and a truth": lines("{{ n }}{{ on }}{{ n + 1 }}{{ n * 2 }}{{ n / 2 }}{{ n // 2 }}{{ n % 2 }}"),
    "texts put together": lines("{{ a ~ b ~ n }}"),
    "one of two": lines("{{ a if on else b }}{{ a if off else b }}{{ a if off }}"),
    "or and and": lines("{{ '' or b }}{{ on and a }}"),
    "line feeds in a value": lines("{{ lines }}", "{{ lines|e }}{% for w in [lines] %}{{ w }}{% endfor %}"),
    # runs
    "a tag split over runs": runs("前{", "{ ", "a", " }", "}后"),
    "a statement split over runs": runs("{", "% if ", "on %", "}是{", "% end", "if %}"),
    "a tag in a run of its own": runs("前", "{{ a }}", "后"),
    "a value between runs": runs("前{{r rich }}后", "粗体"),
    "a condition around runs": runs("前{%r if on %}", "中", "{%r endif %}后"),
    # statements
    "if": lines("{% if on %}是{% endif %}{% if off %}否{% endif %}"),
    "if, elif, else": lines("{% if off %}甲{% elif n == 3 %}乙{{ a }}{% else %}丙{% endif %}"),
    "comparisons": lines("{% if n > 2 and n <= 3 and a != b and 'k' in map and not off %}是{% endif %}"),
    "tests": lines("{% if n is odd and a is string and a is defined and x is not defined %}是{% endif %}"),
    "for": lines("{% for w in words %}{{ w }}、{% endfor %}"),
    "for, if, else": lines("{% for r in rows if r.b == '甲' %}{{ r.a }}{% else %}无{% endfor %}"),
    "for over nothing": lines("{% for r in empty %}{{ r }}{% else %}无{% endfor %}"),
    "for over pairs": lines("{% for k, v in map|items %}{{ k }}{% endfor %}"),
    "the places of a loop": lines(
        "{% for w in words %}{{ loop.index }}{{ w }}{% if not loop.last %}、{% endif %}{% endfor %}"
    ),
    "loops in loops": lines("{% for r in rows %}{{ r.a }}{% for x in r.c %}{{ x }}{% endfor %};{% endfor %}"),
    "a recursive loop": lines(
        "{% for r in [[1, [2]]] recursive %}{% if r is iterable %}{{ loop(r) }}{% else %}{{ r }}{% endif %}{% endfor %}"
    ),
    "set": lines("{% set x = a %}{{ x }}"),
    "a kept block": lines("{% set x %}【{{ b }}】{% endset %}{{ x }}{{ x }}"),
    "with": lines("{% with x = b %}{{ x }}{% endwith %}"),
    "raw": lines("{% raw %}{{ a }}{% endraw %}"),
    "comments": lines("前{# 说明 #}后"),
    "braces that are none": lines("{_{ a }_} {_% if %_}"),
    "a branch from one paragraph into another": lines(
        "甲{% if on %}乙", "丙{% endif %}丁", "戊{% if off %}己", "庚{% endif %}辛"
    ),
    # paragraphs
    "paragraph if": lines(
        "{%p if on %}", "{{ a }}", "{%p else %}", "否", "{%p endif %}", "{%p if off %}", "x", "{%p endif %}"
    ),
    "paragraph for": lines("{%p for w in words %}", "{{ loop.index }}. {{ w }}", "{%p endfor %}", "后"),
    "paragraph loops in loops": lines(
        "{%p for r in rows %}", "{{ r.a }}", "{%p for x in r.c %}", "{{ x }}", "{%p endfor %}", "{%p endfor %}"
    ),
    "paragraph comment": lines("{#p 说明 #}", "{{ a }}"),
    "paragraph value": lines("{{p rich_paragraph }}"),
    "paragraph set": lines("{%p set x = a %}", "{{ x }}"),
    # white space
    "merged with the paragraph before": lines("甲", "{%- if on %}乙{% endif %}"),
    "merged with the paragraph after": lines("{% if on -%}", "甲", "{%- endif %}乙"),
    # filters
    "filters": lines("{{ 'ab'|upper }}{{ b|lower }}{{ a|default('x') }}{{ zz|default('无') }}{{ ' x '|trim }}"),
    "filters of lists": lines(
        "{{ words|join('、') }}{{ words|length }}{{ words|first }}{{ rows|map(attribute='a')|join('<') }}"
    ),
    "filters that choose": lines(
        "{{ rows|selectattr('b', 'equalto', '甲')|map(attribute='a')|join }}{{ [3, 1, 2]|sort|reverse|join }}"
    ),
    "groups": lines("{% for k, g in rows|groupby('b') %}{{ k }}{{ g|length }}{% endfor %}"),
    "batches": lines("{% for b in words|batch(2, '空') %}{{ b|join('+') }};{% endfor %}"),
    "replacing": lines("{{ b|replace('R', '<') }}{{ 'x'|center(5) }}{{ 3.14159|round(2) }}"),
    "a filter block": lines("{% filter upper %}ab{{ 'cd' }}{% endfilter %}"),
    "methods": lines("{{ 'ab'.upper() }}{{ 'a b'.split()|join('-') }}{% if a.startswith('值') %}是{% endif %}"),
    # macros
    "a macro": lines("{% macro m(x, y='') %}【{{ x }}{{ y }}】{% endmacro %}{{ m(b) }}{{ m(a, y=n) }}"),
    "a macro of paragraphs": lines("{%p macro m(x) %}", "【{{ x }}】", "{%p endmacro %}", "{{p m(b) }}", "{{p m(a) }}"),
    "a call block": lines("{% macro m() %}【{{ caller() }}】{% endmacro %}{% call m() %}{{ b }}{% endcall %}"),
    # tables
    "a table": table(("{{ a }}", "{{ b }}"), ("x", "{% if on %}y{% endif %}")),
    "row for": table(("甲", "乙"), ("{%tr for r in rows %}", ""), ("{{ r.a }}", "{{ r.b }}"), ("{%tr endfor %}", "")),
    "row for, tags in merged cells": _row_loop_with_spanning_tags,
    "row for over nothing": table(("{%tr for r in empty %}", ""), ("{{ r.a }}", "{{ r.b }}"), ("{%tr endfor %}", "")),
    "row if": table(
        ("{%tr if off %}", ""), ("x", "y"), ("{%tr else %}", ""), ("{{ a }}", "{{ b }}"), ("{%tr endif %}", "")
    ),
    "row comment": table(("{#tr 说明 #}", ""), ("x", "y")),
    "cell for": table(
        ("{%tc for w in words %}", "{{ w }}", "{%tc endfor %}"), ("{%tc for w in words %}", "x", "{%tc endfor %}")
    ),
    "cell for, fewer": table(("首", "{%tc for r in empty %}", "{{ w }}", "{%tc endfor %}")),
    "cell for, more": table(("首", "{%tc for r in rows %}", "{{ r.a }}", "{%tc endfor %}", "尾")),
    "cells in rows": table(("{%tr for r in rows %}",), ("{% for x in r.c %}{{ x }}{% endfor %}",), ("{%tr endfor %}",)),
    "colspan": table(("{% colspan n %}{{ a }}",), ("x",)),
    "cellbg": table(
        ("{% cellbg color %}{{ a }}", "x"),
    ),
    "cellbg in a row loop": table(
        ("{%tr for r in rows %}", ""), ("{% cellbg color %}{{ r.a }}", "x"), ("{%tr endfor %}", "")
    ),
    "vm": table(("{%tr for r in rows %}", ""), ("{% vm %}{{ a }}", "{{ r.a }}"), ("{%tr endfor %}", "")),
    "hm": table(("{%tc for r in rows %}", "{% hm %}合", "{%tc endfor %}"), ("一", "二", "三")),
    "hm over a span": _merged_with_span,
    "a table in a table": _nested_table,
    # other parts and places
    "headers and footers": _footers_and_headers,
    "a header whose tag is split": _split_header,
    "a table in a header": _table_in_header,
    "a footnote": notes("footnote", "注{{ b }}"),
    "a text box": box("{{ a }}", "{% if on %}框{% endif %}"),
    "paragraph tags in a text box": box("{%p for w in words %}", "{{ w }}", "{%p endfor %}"),
    "a picture in a loop": _drawing_in_loop,
    "sections": _sections,
    "smart quotes": lines("{{ a|default(“无”) }}{% if a == ‘值’ %}是{% endif %}"),
}
DATA["rich_paragraph"] = Markup(f"<w:p>{DATA['rich']}</w:p>")


def made(build: Build, path: str) -> None:
    """Write a template."""
    document = Document()
    build(document)
    document.save(path)

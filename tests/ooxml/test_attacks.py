"""Attacks: what a template from outside may try is refused in time, and who serves others does not feel it."""

import errno
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any, TypedDict

import pytest

from service.errors import TemplateRejected
from service.ooxml import policy, trial
from service.ooxml.package import Writer
from tests.ooxml.conftest import DECLARED

CANARY = "canary-5f1c9a"
LONGEST = 16.0
ROOT_RELATIONS = (
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
    b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    b'Target="word/document.xml"/></Relationships>'
)
TYPES = (
    b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    b'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    b'<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" '
    b'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)


class Row(TypedDict):
    name: str


class Fields(TypedDict):
    title: str
    rows: list[Row]
    more: list[Row]


CONTEXT: dict[str, Any] = {
    "title": "题",
    "rows": [{"name": f"行{n}"} for n in range(20)],
    "more": [{"name": f"另{n}"} for n in range(20)],
}


def p(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def docx(body: str) -> bytes:
    document = f"<w:document {DECLARED}><w:body>{body}<w:sectPr/></w:body></w:document>"
    parts = {"[Content_Types].xml": TYPES, "_rels/.rels": ROOT_RELATIONS, "word/document.xml": document.encode()}
    return Writer(parts.items()).write(())


HONEST = p("{{ title }}") + "".join(
    p(f"{{%p for row in {name} %}}") + p("{{ loop.index }}{{ row.name }}") + p("{%p endfor %}")
    for name in ("rows", "more")
)


def test_an_honest_template_is_accepted() -> None:
    assert trial.accept(docx(HONEST), Fields, [CONTEXT]) == []


REJECTED = {
    # code that would run
    "globals of a class": "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "subclasses": "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "globals of undefined": "{{ x.__init__.__globals__ }}",
    "joiner": "{{ joiner.__init__.__globals__['os'].environ }}",
    "namespace": "{{ namespace.__init__.__globals__ }}",
    "self": "{{ self.__init__.__globals__ }}",
    "item instead of attribute": "{{ title['__class__'] }}",
    "attr": "{{ title|attr('__class__') }}",
    "attr, put together": "{{ title|attr('__cla' ~ 'ss__') }}",
    "map, attr": "{{ rows|map('attr', '__class__')|list }}",
    "map, hidden attribute": "{{ rows|map(attribute='__class__')|list }}",
    "map, hidden attribute below": "{{ rows|map(attribute='name.__class__')|list }}",
    "sort by hidden attribute": "{{ rows|sort(attribute='__class__') }}",
    "config": "{{ config }}{{ request.application }}",
    "environment": "{{ environ }}",
    # what leaks
    "format": "{{ '{0.__class__}'.format(title) }}",
    "format_map": "{{ '{a.__class__}'.format_map({'a': title}) }}",
    "format by filter": "{{ '%s'|format(title) }}",
    "format by attr": "{{ (title|attr('format'))() }}",
    "xmlattr": "{{ {'a': title}|xmlattr }}",
    "pprint": "{{ rows|pprint }}",
    # what changes data
    "append": "{{ rows.append(9) }}",
    "clear": "{{ rows.clear() }}",
    "pop": "{% if rows.pop() %}{% endif %}",
    "do": "{% do rows.append(1) %}",
    # what grows
    "a text times a number": "{{ 'a' * 10000000000 }}",
    "a list times a number": "{{ [0] * 1000000000 }}",
    "a power": "{{ 9 ** 9 ** 9 }}",
    "center": "{{ 'a'|center(10000000000) }}",
    "a width": "{{ '%9999999999d' % 1 }}",
    "a width by filter": "{{ '%9999999999d'|format(1) }}",
    "replace": "{{ title|replace('', 'aaaaaaaaaaaaaaaaaaaaaaaa')|replace('a', 'aaaaaaaaaaaaaaaaaaaaaaaa') }}",
    "joins of joins": "{{ title|join('aaaaaaaaaaaaaa')|join('aaaaaaaaaaaaaaa')|join('aaaaaaaaaaaaa') }}",
    "doubling": "{% set x = 'aaaaaaaa' %}" + "{% set x = x ~ x %}" * 40 + "{{ x }}",
    "doubling in a namespace": "{% set n = namespace(x='a') %}" + "{% set n.x = n.x ~ n.x %}" * 40,
    "indent": "{{ title|indent(999999999) }}",
    "wordwrap": "{{ title|wordwrap(1, wrapstring='aaaaaaaaaaaaaaaaaaa') }}",
    "batch": "{{ rows|batch(1000000000, 'x')|list }}",
    "slice": "{{ rows|slice(1000000000)|list }}",
    "sum of texts": "{{ rows|sum(start='') }}",
    "tojson": "{{ rows|tojson(indent=99999999) }}",
    "lipsum": "{{ lipsum(n=100000) }}",
    "a macro": "{% macro m() %}x{% endmacro %}",
    "fan-out of macros": "{% macro a() %}xxxxxxxx{% endmacro %}"
    + "".join(
        f"{{% macro {b}() %}}{{{{ {a}() }}}}{{{{ {a}() }}}}{{% endmacro %}}"
        for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + "{{ i() }}",
    "a macro that calls itself": "{% macro m() %}{{ m() }}{{ m() }}{% endmacro %}{{ m() }}",
    # loops
    "a long range": "{% for i in range(1000000000) %}x{% endfor %}",
    "ranges in ranges": "{% for i in range(99999) %}{% for j in range(99999) %}x{% endfor %}{% endfor %}",
    "a list in itself": "{% for a in rows %}{% for b in rows %}x{% endfor %}{% endfor %}",
    "four loops": "{% for a in rows %}" * 4 + "x" + "{% endfor %}" * 4,
    "three lists across": "{% for a in rows %}{% for b in more %}{% for c in [1, 2] %}x{% endfor %}{% endfor %}{% endfor %}",
    "25 loops": "{% for a in rows %}" * 25 + "x" + "{% endfor %}" * 25,
    "a recursive loop": "{% for a in rows recursive %}{{ loop(rows) }}{% endfor %}",
    "a loop over letters": "{% for a in title %}x{% endfor %}",
    # ways around escaping, and other files
    "safe": "{{ title|safe }}",
    "escaping off": "{% autoescape false %}{{ title }}{% endautoescape %}",
    "include": "{% include '/etc/passwd' %}",
    "import": "{% import 'os' as os %}",
    "from": "{% from 'os' import path %}",
    "extends": "{% extends 'x' %}",
    "a block": "{% block x %}{% endblock %}",
    "a call block": "{% call x() %}{% endcall %}",
    "a filter block": "{% filter upper %}x{% endfilter %}",
    "an assign block": "{% set x %}x{% endset %}",
    "an eating tag": "{%- if title %}x{% endif %}",
    "an eating end": "{% if title -%}x{% endif %}",
    "an eating value": "{{- title }}",
    "debug": "{% debug %}",
    "3,000 brackets": "{{ " + "(" * 3000 + "title" + ")" * 3000 + " }}",
    "3,000 attributes": "{{ title" + ".a" * 3000 + " }}",
    "3,000 sums": "{{ title" + " ~ title" * 3000 + " }}",
    # broken
    "an unknown name": "{{ titel }}",
    "a syntax error": "{{ title | }}",
    "an unclosed block": "{% if title %}x",
    "crossed blocks": "{% if title %}{% for a in rows %}{% endif %}{% endfor %}",
}
EXPENSIVE = {
    "32 KB of braces": p("{{" * 16384),
    "32 KB of braces over runs": "<w:p>" + "<w:r><w:t>{</w:t></w:r>" * 16384 + "</w:p>",
    "16,000 colspans": f"<w:tbl><w:tr><w:tc><w:tcPr/>{p('{% colspan 2 %}' * 16000)}</w:tc></w:tr></w:tbl>",
    "501 tags": p("{{ title }}") * 501,
    "a long paragraph": p("长" * 30_000),
    "a long part": p("长" * 10_000) * 70,
}


@pytest.mark.parametrize("body", [p(attack) for attack in REJECTED.values()], ids=REJECTED)
def test_an_attack_is_refused_in_time(body: str, monkeypatch: pytest.MonkeyPatch) -> None:
    faults = refused(HONEST + body, "template-rejected", monkeypatch)
    assert faults


@pytest.mark.parametrize("body", EXPENSIVE.values(), ids=EXPENSIVE)
def test_what_is_too_expensive_is_refused_before_it_starts(body: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert refused(HONEST + body, "template-too-expensive", monkeypatch)


# ---- the limits themselves, with a policy that lets the attack through --------------------------------------------
FAN_OUT = "{% macro m0() %}x{% endmacro %}" + "".join(
    f"{{% macro m{n + 1}() %}}{{{{ m{n}() }}}}{{{{ m{n}() }}}}{{% endmacro %}}" for n in range(40)
)
UNBOUNDED = {
    "time": FAN_OUT + "{% if m40() %}x{% endif %}",
    "memory": "{% set x = 'aaaaaaaa' %}" + "{% set x = x ~ x %}" * 40 + "{{ x }}",
    "nested loops": "{% for a in rows %}" * 9 + "x" + "{% endfor %}" * 9,
}


@pytest.mark.parametrize("body", UNBOUNDED.values(), ids=UNBOUNDED)
def test_what_a_policy_lets_through_ends_at_the_limits(body: str) -> None:
    before = time.monotonic()
    with pytest.raises(TemplateRejected) as caught:
        trial.accept(docx(HONEST + p(body)), Fields, [CONTEXT], policy.BUILT_IN)
    assert time.monotonic() - before <= LONGEST
    assert caught.value.slug == "template-too-expensive"
    assert trial.accept(docx(HONEST), Fields, [CONTEXT]) == []


def test_the_process_has_no_network_and_bounded_files() -> None:
    code = """
import socket
from service.ooxml import policy, trial
trial._confine()
try:
    socket.create_connection(("127.0.0.1", 9), 1)
except OSError as error:
    print(error)
try:
    with open("large", "wb") as file:
        file.write(bytes(trial.LARGEST_FILE + 1))
except OSError as error:
    print(error.errno)
"""
    root = Path(trial.__file__).parents[2]
    with tempfile.TemporaryDirectory() as folder:
        environment = {"PYTHONPATH": str(root)}
        made = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, cwd=folder, env=environment, check=True
        )
    assert made.stdout.splitlines() == ["no network here", str(errno.EFBIG)]


@pytest.mark.parametrize(
    "value", [object(), (1,), {"a": {1}}, Path("x"), [b"x"]], ids=["object", "tuple", "set", "path", "bytes"]
)
def test_only_plain_data_reaches_a_template(value: object) -> None:
    with pytest.raises(TemplateRejected, match="not-plain"):
        trial.accept(docx(HONEST), Fields, [{**CONTEXT, "more": value}])


def test_an_uploaded_file_passes_the_gate_first() -> None:
    with pytest.raises(TemplateRejected) as caught:
        trial.accept(b"PK\3\4 and no more", Fields, [CONTEXT])
    assert caught.value.slug == "damaged-package"


def refused(body: str, slug: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """The answer as one text: it came in time and tells no secret."""
    monkeypatch.setenv("CHENGWEN_CANARY", CANARY)
    before = time.monotonic()
    with pytest.raises(TemplateRejected) as caught:
        trial.accept(docx(body), Fields, [CONTEXT])
    assert time.monotonic() - before <= LONGEST
    assert caught.value.slug == slug
    told = str(caught.value)
    assert CANARY not in told
    assert "Traceback" not in told
    return told

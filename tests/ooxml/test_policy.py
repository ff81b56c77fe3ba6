"""The two policies: one row for each word of the language, and which of them allows it."""

import jinja2
import pytest
from jinja2 import nodes
from jinja2.filters import FILTERS
from jinja2.tests import TESTS

from service.ooxml.policy import BUILT_IN, UPLOADED, Policy, check, plain_faults

ENVIRONMENT = jinja2.Environment(autoescape=True, extensions=["jinja2.ext.do", "jinja2.ext.loopcontrols"])


def faults(source: str, rules: Policy) -> list[str]:
    return [fault.code for fault in check(ENVIRONMENT.parse(source), source, rules)]


BOTH = {
    "a value": "{{ a }}",
    "a value of a value": "{{ a.b.c }}{{ a['b'] }}{{ a[0].b }}",
    "if": "{% if a and not b or c == 'x' %}{% elif d > 1 %}{% else %}{% endif %}",
    "for": "{% for x in a %}{{ loop.index }}{% if not loop.last %}、{% endif %}{% else %}{% endfor %}",
    "a chosen loop": "{% for x in a if x.b %}{% endfor %}",
    "three loops": "{% for x in a %}{% for y in x.b %}{% for z in y.c %}{% endfor %}{% endfor %}{% endfor %}",
    "rows by columns": "{% for x in a %}{% for y in b %}{% endfor %}{% endfor %}",
    "another name": "{% set x = a.b %}",
    "texts put together": "{{ a ~ '、' ~ b }}",
    "one of two": "{{ a if b else c }}",
    "places of a loop": "{{ loop.index0 + 1 }}{{ loop.length * 2 }}{{ loop.index % 2 }}",
    "one of several": "{% if a in ('x', 'y') %}{% endif %}",
    "defaults": "{{ a|default('无') }}",
    "lists": "{{ a|length }}{{ a|join('、') }}{{ a|map(attribute='b')|join('、') }}{{ a|first }}{{ a|sort(attribute='b') }}",
    "tests": "{% if a is defined and a is not none and loop.index is odd %}{% endif %}",
}
BUILT_IN_ONLY = {
    "macro": "{% macro m() %}{% endmacro %}",
    "call": "{% macro m() %}{% endmacro %}{{ m() }}",
    "call block": "{% macro m() %}{{ caller() }}{% endmacro %}{% call m() %}{% endcall %}",
    "filter block": "{% filter upper %}{% endfilter %}",
    "assign block": "{% set x %}{% endset %}",
    "with": "{% with x = a %}{% endwith %}",
    "recursive": "{% for x in a recursive %}{{ loop(x.b) }}{% endfor %}",
    "four loops": "{% for x in a %}{% for y in x %}{% for z in y %}{% for w in z %}" + "{% endfor %}" * 4,
    "three lists across": "{% for x in a %}{% for y in b %}{% for z in c %}" + "{% endfor %}" * 3,
    "a list in itself": "{% for x in a %}{% for y in a %}{% endfor %}{% endfor %}",
    "eating": "{%- if a -%}{% endif %}",
    "a method": "{{ a.upper() }}",
    "a computed name": "{% set x = a ~ b %}",
    "a product": "{{ a * 2 }}",
    "a large product": "{{ loop.index * 100000 }}",
    "a division": "{{ a / 2 }}",
    "a slice": "{{ a[1:] }}",
    "a computed item": "{{ a[b] }}",
    "a dictionary": "{{ {'a': 1} }}",
    "a long text": "{{ '" + "长" * 65 + "' }}",
    "a large number": "{{ 10000000000 }}",
    "a long sum": "{{ a" + " ~ a" * 60 + " }}",
    "two joins": "{{ a|join('x')|join('x') }}",
    "a sum from a text": "{{ a|sum(start='') }}",
    "a filter with stars": "{{ a|default(*b) }}",
}
NEITHER = {
    "include": "{% include 'x' %}",
    "import": "{% import 'x' as x %}",
    "from": "{% from 'x' import y %}",
    "extends": "{% extends 'x' %}",
    "block": "{% block x %}{% endblock %}",
    "power": "{{ a ** 2 }}",
    "autoescape": "{% autoescape false %}{% endautoescape %}",
    "safe": "{{ a|safe }}",
    "attr": "{{ a|attr('b') }}",
    "random": "{{ a|random }}",
    "urlize": "{{ a|urlize }}",
    "xmlattr": "{{ a|xmlattr }}",
    "pprint": "{{ a|pprint }}",
    "map of attr": "{{ a|map('attr', 'b') }}",
    "map of a name": "{{ a|map(b) }}",
    "select by a name": "{{ a|select(b)|list }}",
    "a hidden attribute": "{{ a.__class__ }}{{ a._b }}",
    "a hidden item": "{{ a['__class__'] }}",
    "a hidden attribute by filter": "{{ a|map(attribute='b.__class__') }}",
    "a hidden name": "{{ _ }}",
    "self": "{{ self }}",
    "range": "{{ range(3) }}",
    "namespace": "{{ namespace() }}",
    "lipsum": "{{ lipsum() }}",
    "append": "{{ a.append(1) }}",
    "format": "{{ a.format(b) }}",
    "do": "{% do a %}",
    "break": "{% for x in a %}{% break %}{% endfor %}",
    "sameas": "{% if a is sameas b %}{% endif %}",
    "callable": "{% if a is callable %}{% endif %}",
}


@pytest.mark.parametrize("source", BOTH.values(), ids=BOTH)
def test_both_allow(source: str) -> None:
    assert faults(source, BUILT_IN) == []
    assert faults(source, UPLOADED) == []


@pytest.mark.parametrize("source", BUILT_IN_ONLY.values(), ids=BUILT_IN_ONLY)
def test_only_our_own_templates_may(source: str) -> None:
    assert faults(source, BUILT_IN) == []
    assert faults(source, UPLOADED) != []


@pytest.mark.parametrize("source", NEITHER.values(), ids=NEITHER)
def test_no_template_may(source: str) -> None:
    assert faults(source, BUILT_IN) != []
    assert faults(source, UPLOADED) != []


ALL_NODES = {
    kind
    for kind in vars(nodes).values()
    if isinstance(kind, type) and issubclass(kind, nodes.Node) and kind.__module__ == nodes.__name__
}
NEVER = {
    "Include",
    "Import",
    "FromImport",
    "Extends",
    "Block",
    "Pow",
    "EvalContextModifier",
    "ScopedEvalContextModifier",
}


def test_the_policies_are_lists_of_what_is_allowed() -> None:
    assert UPLOADED.nodes < BUILT_IN.nodes < ALL_NODES
    assert not NEVER & {kind.__name__ for kind in BUILT_IN.nodes}
    assert UPLOADED.filters < BUILT_IN.filters < set(FILTERS)
    assert UPLOADED.tests < BUILT_IN.tests < set(TESTS)
    assert not UPLOADED.methods


@pytest.mark.parametrize("name", sorted(set(FILTERS) - UPLOADED.filters))
def test_a_filter_that_is_not_listed_is_refused(name: str) -> None:
    assert "forbidden" in faults(f"{{{{ a|{name} }}}}", UPLOADED)


def test_plain_data_is_let_through() -> None:
    assert plain_faults({"a": "x", "b": 1, "c": True, "d": None, "e": [{"f": ["g"]}]}) == []


@pytest.mark.parametrize(
    "value",
    [object(), print, {"_a": 1}, {1: 2}, ("x",), ENVIRONMENT],
    ids=["object", "function", "hidden", "number", "tuple", "environment"],
)
def test_anything_else_is_not(value: object) -> None:
    assert plain_faults({"a": {"b": [value]}})[0].pointer.startswith("a.b[]")

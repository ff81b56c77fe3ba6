"""Compiled filling: every part is what Jinja makes of it, byte for byte, or is left to Jinja."""

import json
from collections.abc import Callable
from typing import Any, TypedDict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.documents import KINDS
from service.documents.kinds import Kind
from service.documents.validation import validate
from service.errors import TemplateRejected
from service.ooxml import compiled, fill
from service.ooxml.fill import MAIN_PART, Template
from tests.documents_read import parts, text
from tests.ooxml.conftest import MakeTemplate

OPENING = "<?xml?>"
EVERY_KIND = pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)


def by_jinja(source: str, context: dict[str, Any]) -> bytes:
    return (OPENING + fill._ENVIRONMENT.from_string(source).render(context)).encode()


def by_function(source: str, context: dict[str, Any]) -> bytes:
    part = compiled.compiled(fill._ENVIRONMENT.parse(source), OPENING)
    assert part is not None
    return b"".join(part.blocks(context))


def plain_parts(template: Template, context: dict[str, Any]) -> dict[str, bytes]:
    return {name: b"".join(blocks) for name, blocks in template._plain_blocks(context)}


# ---- the official templates -----------------------------------------------------------------------------------
@pytest.fixture(params=[compiled.escape_text, compiled.escape_by_public_function], ids=["private", "public"])
def escape(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], str]:
    """Both ways to escape a text: MarkupSafe's own, and what stands in for it."""
    monkeypatch.setattr(compiled, "escape_text", request.param)
    return request.param  # type: ignore[no-any-return]


def test_the_two_ways_to_escape_are_two() -> None:
    assert compiled.escape_text is not compiled.escape_by_public_function


def sample(kind: Kind) -> dict[str, Any]:
    return dict(kind.context(validate(kind, json.loads(kind.sample.read_bytes()))))


@EVERY_KIND
def test_an_official_template_is_filled_as_jinja_fills_it(
    kind: Kind, escape: Callable[[str], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    template, context = Template(kind.template, kind.fields), sample(kind)
    expected = plain_parts(template, context)
    monkeypatch.setattr(template, "_plain_blocks", None)  # the function does it alone
    assert dict(template.render_parts(context)) == expected
    filled = parts(template.render(context))
    assert {name: filled[name] for name in expected} == expected


_LEGAL = st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\n\t&<>\"'𠮷\u200d"), max_size=20)


@EVERY_KIND
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_any_texts_are_filled_in_as_jinja_fills_them_in(kind: Kind, data: st.DataObject) -> None:
    def with_any_texts(value: Any, key: str = "") -> Any:
        if isinstance(value, dict):
            return {key: with_any_texts(entry, key) for key, entry in value.items()}
        if isinstance(value, list):
            return [with_any_texts(entry) for entry in value[:4]]
        return data.draw(_LEGAL) if isinstance(value, str) and key not in ("date",) else value

    template, context = TEMPLATES[kind.name], with_any_texts(sample(kind))
    assert dict(template.render_parts(context)) == plain_parts(template, context)


TEMPLATES = {kind.name: Template(kind.template, kind.fields) for kind in KINDS.values()}


# ---- what the function understands ----------------------------------------------------------------------------
SOURCES = {
    "text": "一{{ a }}二",
    "nothing": "",
    "text in an attribute": '<w:x w:val="{{ a }}"/>{{ a }}',
    "two attributes and a choice": '<w:x w:a="{{ n }}" w:b="{{ a }}">{% if yes %}<w:y/>{% endif %}<w:z/></w:x>',
    "a choice at each end": "{% if yes %}甲{% else %}乙{% endif %}丙{% if no %}丁{% endif %}{% if no %}戊{% endif %}",
    "numbers": '<w:x w:val="{{ n }}"/>{{ n }}{{ zero }}<w:y w:val="{{ zero }}"/><w:y w:val="{{ one }}"/>',
    "truth where numbers stand": '<w:x w:val="{{ one }}"/>{% for x in mixed %}<w:x w:val="{{ x }}"/>{% endfor %}',
    "elif": "{% if a == 'x' %}1{% elif a == '一' %}{{ a }}{% elif yes %}3{% else %}4{% endif %}",
    "and, or, not": "{% if (yes and not no) or a %}{{ a }}{% endif %}{% if no or yes and no %}{{ a }}{% endif %}",
    "loops": "{% for e in list %}{{ e.name }}{% for f in e.inner %}{{ f }}{{ e.name }}{% endfor %}{% endfor %}",
    "a variable that hides a name": "{{ a }}{% for a in words %}{{ a }}{% endfor %}{{ a }}",
    "a loop over its own name": "{% for words in words %}{{ words }}{% endfor %}{{ words[0] and '' }}",
    "empty bodies": "{% for e in list %}{% endfor %}{% if yes %}{% endif %}{% if no %}{% else %}{% endif %}",
    "one value compared often": "{% for e in list %}{% if e.name == 'a' %}1{% else %}{% if e.name == 'b' %}2{% else %}"
    "{% if e.name != 'c' %}{{ e.name }}{% endif %}{% endif %}{% endif %}{% endfor %}",
    "names of a dict's methods": "{{ items.keys }}{% for x in items.values %}{{ x }}{% endfor %}",
    "a keyword of Python": "{{ class }}{{ lambda.def }}",
    "line feeds of its own": "<w:p>\n\t{{ a }}{{ lines }}\n</w:p>",
}
CONTEXT: dict[str, Any] = {
    "a": "一",
    "n": 12,
    "zero": 0,
    "one": 1,
    "yes": True,
    "no": False,
    "mixed": [1, True, 0, False, 2, None, 2.5, "1"],
    "words": ["&", "a\nb", "c\td"],
    "lines": "一\n二\t三",
    "list": [{"name": name, "inner": ["<", name]} for name in "abcd"],
    "items": {"keys": "k", "values": ["v", 3]},
    "class": "K",
    "lambda": {"def": "d"},
}


@pytest.mark.parametrize("source", [source for source in SOURCES.values() if "words[0]" not in source])
def test_the_function_makes_what_jinja_makes(source: str) -> None:
    for _ in range(2):  # what is remembered is found the second time
        assert by_function(source, CONTEXT) == by_jinja(source, CONTEXT)


NOT_PLAIN = {
    "a filter": "{{ a|upper }}",
    "a call": "{{ a.upper() }}",
    "an index": SOURCES["a loop over its own name"],
    "a macro": "{% macro m() %}x{% endmacro %}{{ m() }}",
    "a set": "{% set x = 1 %}",
    "the loop itself": "{% for x in words %}{{ loop.index }}{% endfor %}",
    "a loop with a condition": "{% for x in words if x %}{{ x }}{% endfor %}",
    "a loop's else": "{% for x in words %}{{ x }}{% else %}无{% endfor %}",
    "two variables": "{% for x, y in words %}{{ x }}{% endfor %}",
    "a computed comparison": "{% if a == n %}x{% endif %}",
    "greater": "{% if n > 3 %}x{% endif %}",
    "arithmetic": "{{ n + 1 }}",
    "itself": "{{ self }}",
}


@pytest.mark.parametrize("source", NOT_PLAIN.values(), ids=NOT_PLAIN)
def test_what_is_not_plain_is_left_to_jinja(source: str) -> None:
    assert compiled.compiled(fill._ENVIRONMENT.parse(source), OPENING) is None


# ---- contexts that are not what it expects ----------------------------------------------------------------------
class Entry(TypedDict):
    name: str
    size: int


class Fields(TypedDict):
    title: str
    entries: list[Entry]


def p(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


LOOP = p("{%p for e in entries %}") + p("{{ e.name }}{{ e.size }}") + p("{%p endfor %}")


def test_every_missing_name_is_told_by_a_proven_template(make_template: MakeTemplate) -> None:
    template = Template(make_template(p("{{ title }}") + LOOP), Fields)
    for fill_it in (template.render, template.render_parts):
        with pytest.raises(TemplateRejected) as rejected:
            fill_it({"entries": [{"size": 1}]})
        assert [fault.pointer for fault in rejected.value.faults] == ["title", "name"]


def test_a_missing_name_that_no_path_meets_is_no_fault(make_template: MakeTemplate) -> None:
    template = Template(make_template(p("{{ title }}") + LOOP), Fields)
    assert text(template.render({"title": "题", "entries": []})) == "题\n"


def test_a_big_part_comes_in_blocks_and_whole(make_template: MakeTemplate) -> None:
    template = Template(make_template(p("{{ title }}") + LOOP), Fields)
    context = {"title": "题", "entries": [{"name": f"<{n}>\n", "size": n} for n in range(5000)]}
    blocks = list(dict(template._blocks(context))[MAIN_PART])
    assert len(blocks) > 2
    assert b"".join(blocks) == plain_parts(template, context)[MAIN_PART] == parts(template.render(context))[MAIN_PART]


@pytest.mark.parametrize("behind", ["", "{{ title }}"])
def test_a_big_part_ends_with_its_last_section(behind: str, make_template: MakeTemplate) -> None:
    broken = "<w:p><w:pPr><w:sectPr><w:cols/></w:sectPr></w:pPr></w:p>" + (p(behind) if behind else "")
    template = Template(make_template(p("{{ title }}") + LOOP + broken), Fields)
    context = {"title": "题", "entries": [{"name": "一", "size": n} for n in range(5000)]}
    main = dict(template.render_parts(context))[MAIN_PART]
    assert main == plain_parts(template, context)[MAIN_PART]
    assert main.count(b"<w:sectPr") == (2 if behind else 1)


def test_what_is_remembered_stays_small() -> None:
    remembered = compiled._Remembered(b"<", b">")
    for value in [*range(1000), "x" * 100]:
        assert remembered[value] == f"<{value}>".encode()
    assert len(remembered) <= compiled._MOST_REMEMBERED

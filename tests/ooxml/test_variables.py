"""Variables: everything a template may use is listed, and what one template uses is found."""

from typing import Annotated, TypedDict

import pytest

from service.documents import KINDS
from service.documents.kinds import Kind
from service.ooxml import shapes
from service.ooxml.variables import Variable, of, used
from tests.ooxml.corpus import lines
from tests.ooxml.test_lint import Fields, docx

assert of(Fields) == [
    Variable("title", "文字", ""),
    Variable("shown", "是否", ""),
    Variable("entries", "列表", "One entry."),
    Variable("entries[].name", "文字", ""),
    Variable("entries[].count", "数", ""),
    Variable("extra", "一组（可能没有）", ""),
    Variable("extra.note", "文字", ""),
]


def test_the_variables_a_template_uses_are_found() -> None:
    template = docx(lines("{{ title }}{% for e in entries %}{{ e.name }}{% endfor %}"))
    assert used(template, Fields) == {"title", "entries", "entries[].name"}


def test_an_annotation_describes_a_variable() -> None:
    class Described(TypedDict):
        title: Annotated[str, "标题"]
        names: Annotated[list[str], "名单"]

    assert of(Described) == [
        Variable("title", "文字", "标题"),
        Variable("names", "列表", "名单"),
        Variable("names[]", "文字", "名单"),
    ]


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_every_text_of_a_kind_is_a_variable(kind: Kind) -> None:
    names = {variable.name for variable in of(kind.fields)}
    assert {text.path for text in shapes.of(kind.fields).texts()} <= names
    assert {"properties.title", "title"} <= names

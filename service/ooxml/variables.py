"""Variables: everything a template of a kind may use, and what one template does use."""

from collections.abc import Iterator
from typing import NamedTuple

from service.ooxml import gate, policy
from service.ooxml.reading import Reader
from service.ooxml.shapes import CHOICE, FRAGMENT, LIST, NUMBER, RECORD, TEXT, TRUTH, Shape
from service.ooxml.shapes import of as shape_of
from service.ooxml.tags import tags_of

_TYPES = {
    TEXT: "文字",
    NUMBER: "数",
    TRUTH: "是否",
    CHOICE: "选项",
    LIST: "列表",
    RECORD: "一组",
    FRAGMENT: "成段内容",
}


class Variable(NamedTuple):
    """One name: its path as it is written in a template ([] for an entry of a list), what it is, what it says."""

    name: str
    type: str
    description: str


def of(fields: "type | Shape") -> list[Variable]:
    """Every variable below a context, in its own order."""
    return [
        Variable(shape.path, _type(shape), shape.note)
        for _, member in shape_of(fields).members
        for shape in _below(member)
    ]


def used(content: bytes, fields: "type | Shape") -> frozenset[str]:
    """The names of the variables that a template uses."""
    reader = Reader(shape_of(fields), policy.BUILT_IN)
    reader.read(tags_of(gate.admit(content, "docx")))
    return frozenset(reader.judge.named)


def _below(shape: Shape) -> Iterator[Shape]:
    yield shape
    for _, member in shape.members:
        yield from _below(member)
    if shape.entry is not None:
        yield from _below(shape.entry) if not shape.entry.members else _entries(shape.entry)


def _entries(entry: Shape) -> Iterator[Shape]:
    for _, member in entry.members:
        yield from _below(member)


def _type(shape: Shape) -> str:
    return _TYPES.get(shape.kind, "值") + ("（可能没有）" if shape.optional else "")

"""Probes: contexts in which every text can be told apart, one part missing each time, to find a text that some lose."""

from collections.abc import Iterator, Mapping
from itertools import count
from typing import Any

from service.errors import Fault
from service.ooxml.shapes import LIST, RECORD, TEXT, Shape

_OUTSIDE = ("properties",)  # written into the file's own properties


def probes(context: Mapping[str, Any], root: Shape) -> Iterator[tuple[str, dict[str, Any]]]:
    """(what is missing, context): all texts marked and nothing missing, then without each part that may be missing."""
    marked = _marked(dict(context), root, (f"〖{number}〗" for number in count(1)))
    yield "", marked
    for path in _paths(root):
        lacking = _without(marked, path)
        if lacking != marked:
            yield ".".join(path), lacking


def lost(path: str, note: str, missing: str) -> Fault:
    """The fault of a text that a probe did not show."""
    named = f"{path}（{note}）" if note else path
    when = f"在没有 {missing} 的文件里" if missing else "在有的文件里"
    return Fault("整个模板", "not-shown", f"{named}{when}印不出来，文字会丢失；请检查它所在的条件和循环")


def _marked(value: Any, shape: Shape, marks: Iterator[str]) -> Any:
    """The same with a mark of its own in place of each text that is there."""
    if shape.kind == RECORD and isinstance(value, dict):
        return {name: _member(value, name, shape, marks) for name in value}
    if shape.kind == LIST and shape.entry is not None and isinstance(value, list):
        return [_marked(entry, shape.entry, marks) for entry in value]
    return next(marks) if shape.kind == TEXT and value else value


def _member(value: dict[str, Any], name: str, shape: Shape, marks: Iterator[str]) -> Any:
    member = shape.member(name)
    return value[name] if member is None or name in _OUTSIDE else _marked(value[name], member, marks)


def _paths(shape: Shape, before: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Where a text or list may be empty, an optional part none; entries of a list are meant all at once."""
    inner = shape.entry if shape.kind == LIST else shape
    for name, member in inner.members if inner is not None else ():
        if name in _OUTSIDE and not before:
            continue
        if member.kind in (TEXT, LIST) or member.optional:
            yield (*before, name)
        yield from _paths(member, (*before, name))


def _without(value: Any, path: tuple[str, ...]) -> Any:
    if isinstance(value, list):
        return [_without(entry, path) for entry in value]
    if not isinstance(value, dict) or path[0] not in value:
        return value
    held = value[path[0]]
    if len(path) > 1:
        return {**value, path[0]: _without(held, path[1:])}
    return {**value, path[0]: "" if isinstance(held, str) else [] if isinstance(held, list) else None}

"""Presence: a filled document looked through, where the proof of its template leaves a doubt.

Each part must be well-formed by a strict parser, and every text of the context must stand in it.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from lxml import etree

from service.errors import Fault, TemplateRejected
from service.ooxml.shapes import LIST, RECORD, TEXT, Shape, of

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, recover=False)
_MARKS = {f"{_W}br": "\n", f"{_W}tab": "\t"}
_OUTSIDE = {"properties"}  # written into the file's own properties
_SPACE = re.compile(r"\s+")
_LONGEST_QUOTE = 40


def check_document(
    parts: Mapping[str, str],
    context: Mapping[str, Any],
    fields: "type | Shape",
    rewritten: frozenset[str] = frozenset(),
) -> None:
    """Raises TemplateRejected with every broken part and every text of the context that no part shows."""
    faults = [
        Fault(path, "not-shown", f"“{text[:_LONGEST_QUOTE]}”没有印在文件上，请检查模板中的 {path}")
        for path, text in absent(parts, context, of(fields), rewritten)
    ]
    if faults:
        raise TemplateRejected("template-rejected", dict.fromkeys(faults))


def absent(
    parts: Mapping[str, str], context: Mapping[str, Any], root: Shape, rewritten: frozenset[str] = frozenset()
) -> list[tuple[str, str]]:
    """(path, text) of what the context holds and no part shows; raises TemplateRejected where a part is broken."""
    words = "\n".join(_words(part) for part in check_whole(parts))
    return [*_absent(words, dict(context), root, rewritten)]


def check_whole(parts: Mapping[str, str]) -> list[etree._Element]:
    """The parts parsed; raises TemplateRejected with every one that is broken."""
    found: list[etree._Element] = []
    faults: list[Fault] = []
    for name, content in parts.items():
        try:
            found.append(etree.fromstring(content.encode(), _PARSER))
        except etree.XMLSyntaxError as error:
            sentence = f"按这份内容填写后文件会损坏（{error.msg}），请检查条件和循环标签是否成对、放在同一层"
            faults.append(Fault(name, "malformed", sentence))
    if faults:
        raise TemplateRejected("template-rejected", faults)
    return found


def _words(root: etree._Element) -> str:
    """The words of a part as a reader would copy them out."""
    words = []
    for element in root.iter(f"{_W}t", f"{_W}p", *_MARKS):
        if element.tag == f"{_W}t":
            words.append(element.text or "")
        elif element.tag == f"{_W}p":
            words.append("\n")
        elif (parent := element.getparent()) is not None and parent.tag != f"{_W}tabs":
            words.append(_MARKS[element.tag])
    return "".join(words)


def _absent(words: str, context: object, root: Shape, rewritten: frozenset[str]) -> Iterator[tuple[str, str]]:
    loose = _loose(words) if rewritten else ""
    for path, text in _texts(context, root):
        there = _loose(text) in loose if path in rewritten else text in words
        if text.strip() and not there:
            yield path, text


def _texts(value: object, shape: Shape) -> Iterator[tuple[str, str]]:
    """The texts of a context with their paths; what only chooses or counts is left out."""
    if shape.kind == RECORD and isinstance(value, dict):
        for name, member in shape.members:
            if member.path not in _OUTSIDE:
                yield from _texts(value.get(name), member)
    elif shape.kind == LIST and shape.entry is not None and isinstance(value, list):
        for entry in value:
            yield from _texts(entry, shape.entry)
    elif shape.kind == TEXT and isinstance(value, str):
        yield shape.path, value


def _loose(text: str) -> str:
    """A text without what filters change: letter case and white space."""
    return _SPACE.sub("", text).casefold()

"""Fragments: whether a stretch of XML leaves the nesting of elements as it found it."""

import re

from lxml import etree

_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, recover=False)
_ELEMENT = re.compile(r"<(/?)([\w:.-]+)(?:[^<>\"']|\"[^\"]*\"|'[^']*')*?(/?)>")


def is_sound(text: str, namespaces: str, *, closes_first: bool = False) -> bool:
    """Whether a text is a balanced fragment, or a whole part.

    `closes_first`: it may also close elements that stand open around it, if it opens them again in the same order,
    as `</w:t></w:r></w:p><w:p><w:r><w:t>` does: left out, printed once or many times, what stands around it holds.
    """
    before = after = ""
    if closes_first:
        surroundings = _surroundings(text)
        if surroundings is None:
            return False
        before = "".join(f"<{name}>" for name in surroundings)
        after = "".join(f"</{name}>" for name in reversed(surroundings))
    try:
        etree.fromstring(f"<x {namespaces}>{before}{text}{after}</x>".encode(), _PARSER)
    except etree.XMLSyntaxError:
        return False
    return True


def _surroundings(text: str) -> list[str] | None:
    """The elements, outermost first, that a text closes and opens again; None where it does not."""
    closed: list[str] = []
    opened: list[str] = []
    for element in _ELEMENT.finditer(text):
        if element[1]:
            if not opened:
                closed.insert(0, element[2])
            elif opened.pop() != element[2]:
                return None
        elif not element[3]:
            opened.append(element[2])
    return closed if closed == opened else None

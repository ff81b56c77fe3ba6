"""Word comments: each over a whole paragraph of the body."""

from collections.abc import Iterable

from lxml import etree

from service.ooxml.editing.opened import Node, Opened
from service.ooxml.read.facts import Place
from service.ooxml.read.markup import W, number

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def add_comments(opened: Opened, author: str, comments: Iterable[tuple[Node, list[str]]]) -> None:
    """Comments of these lines over these paragraphs; those the file has already stay."""
    made = list(comments)
    if not made:
        return
    name = opened.related("comments")
    if not name:
        empty = etree.tostring(etree.Element(W + "comments", nsmap={"w": W[1:-1]}))
        name, _ = opened.add_part("comments", empty)
    root = opened.root(name)
    first = max((number(one.get(W + "id"), -1) for one in root), default=-1) + 1
    first = max(first, _used(opened) + 1)
    for identifier, (paragraph, lines) in enumerate(made, first):
        _write(root, identifier, author, lines)
        _mark(paragraph, str(identifier))
    opened.touch(name)
    opened.touch(opened.main)


def _used(opened: Opened) -> int:
    """The highest id a comment mark of the body has, whose comment may be missing."""
    marks = opened.root(opened.main).iter(W + "commentRangeStart", W + "commentReference")
    return max((number(mark.get(W + "id"), -1) for mark in marks), default=-1)


def _write(root: Node, identifier: int, author: str, lines: list[str]) -> None:
    comment = etree.SubElement(root, W + "comment")
    for attribute, value in (("id", str(identifier)), ("author", author), ("initials", author)):
        comment.set(W + attribute, value)
    for place, line in enumerate(lines):
        paragraph = etree.SubElement(comment, W + "p")
        if not place:
            etree.SubElement(etree.SubElement(paragraph, W + "r"), W + "annotationRef")
        text = etree.SubElement(etree.SubElement(paragraph, W + "r"), W + "t")
        text.text = line
        text.set(_SPACE, "preserve")


def _mark(paragraph: Node, identifier: str) -> None:
    start, end = etree.Element(W + "commentRangeStart"), etree.Element(W + "commentRangeEnd")
    run = etree.Element(W + "r")
    reference = etree.SubElement(run, W + "commentReference")
    for mark in (start, end, reference):
        mark.set(W + "id", identifier)
    paragraph.insert(1 if paragraph.find(W + "pPr") is not None else 0, start)
    paragraph.append(end)
    paragraph.append(run)


# ---- where a comment can stand --------------------------------------------------------------------------------
def paragraph_at(opened: Opened, place: Place | None) -> Node | None:
    """The paragraph of the body that bears what is said of a place; the first one where there is no place."""
    element = None if place is None or place.part != opened.main else opened.at(place)
    body = opened.root(opened.main).find(W + "body")
    if body is None:
        return None
    plain = [one for one in body.iter(W + "p") if outermost(one) is one]
    if element is None:
        return next(iter(plain), None)
    if element.tag == W + "sectPr":
        holder = next(element.iterancestors(W + "p"), None)
        return holder if holder is not None else next(reversed(plain), None)
    if element.tag == W + "tbl":
        element = next(element.iter(W + "p"), None)
    return next(iter(plain), None) if element is None else outermost(element)


def outermost(paragraph: Node) -> Node:
    """The paragraph itself, or the one that holds the text box it stands in: Word comments none in a box."""
    boxed = list(paragraph.iterancestors(W + "txbxContent"))
    return paragraph if not boxed else next(boxed[-1].iterancestors(W + "p"), paragraph)

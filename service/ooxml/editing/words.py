"""The characters of a paragraph where they stand in the file: split between runs, or replaced one by one."""

from collections.abc import Iterable
from copy import deepcopy

from service.ooxml.editing.opened import Node
from service.ooxml.editing.setting import runs_in
from service.ooxml.read.markup import W, local

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_SPACES = " \t\n\f\u3000\xa0"
_ONE = {"tab": "\t", "ptab": "\t", "cr": "\n", "noBreakHyphen": "\u2011"}


def _pieces(run: Node) -> list[tuple[str, Node | None]]:
    """The characters a run prints, each with the w:t that holds it."""
    found: list[tuple[str, Node | None]] = []
    for child in run:
        name = local(child)
        if name == "t":
            found += [(sign, child) for sign in child.text or ""]
        elif name in _ONE:
            found.append((_ONE[name], None))
        elif name == "br":
            found.append(({"page": "\f", "column": "\v"}.get(child.get(W + "type") or "", "\n"), None))
    return found


def split_at(paragraph: Node, length: int) -> tuple[list[Node], list[Node]]:
    """The runs of the first `length` characters behind the spaces in front, and the rest; one between is cut in two."""
    before: list[Node] = []
    after: list[Node] = []
    begun = False
    for run in list(runs_in(paragraph)):
        text = "".join(sign for sign, _ in _pieces(run))
        shown = text if begun else text.lstrip(_SPACES)
        if not shown:
            (after if length <= 0 else before).append(run)
            continue
        begun = True
        if length <= 0:
            after.append(run)
        elif length >= len(shown):
            before.append(run)
        elif (rest := _cut(run, len(text) - len(shown) + length)) is not None:
            before.append(run)
            after.append(rest)
        else:
            (before if 2 * length > len(shown) else after).append(run)
        length -= len(shown)
    return before, after


def _cut(run: Node, place: int) -> Node | None:
    """Cuts a run that is nothing but one text in two; the second half."""
    texts = [child for child in run if local(child) != "rPr"]
    if len(texts) != 1 or local(texts[0]) != "t":
        return None
    rest = deepcopy(run)
    rest.tail = None
    other = rest.find(W + "t")
    text = texts[0].text or ""
    if other is None:
        return None
    for element, words in ((texts[0], text[:place]), (other, text[place:])):
        element.text = words
        element.set(_SPACE, "preserve")
    run.addnext(rest)
    return rest


Edit = tuple[int, int, str]
"""First and last character (exclusive) and what stands there instead."""


def replace(paragraph: Node, text: str, edits: Iterable[Edit]) -> list[Edit]:
    """Replaces characters of a paragraph that reads like this; the edits that were made."""
    signs = [piece for run in runs_in(paragraph) for piece in _pieces(run)]
    if "".join(sign for sign, _ in signs) != text:
        return []  # fields, symbols or hidden words: where a character stands is not known
    made = []
    words: list[str] = [sign for sign, _ in signs]
    for start, end, new in edits:
        if start >= end or any(signs[place][1] is None for place in range(start, end)):
            continue
        if new != text[start:end]:
            _spread(words, start, end, new)
            made.append((start, end, new))
    holders: dict[Node, list[str]] = {}
    for word, (_, holder) in zip(words, signs, strict=True):
        if holder is not None:
            holders.setdefault(holder, []).append(word)
    for holder, pieces in holders.items():
        if made and holder.text != "".join(pieces):
            holder.text = "".join(pieces)
            holder.set(_SPACE, "preserve")
    return made


def _spread(words: list[str], start: int, end: int, new: str) -> None:
    """One new character for each old one; what is left over goes to the last."""
    count = end - start
    for place in range(count):
        words[start + place] = new[place : place + 1] if place < count - 1 else new[place:]

"""Properties of sections and of the whole document, and parts that print page numbers."""

import posixpath

from lxml import etree

from service.ooxml.editing.opened import Node, Opened
from service.ooxml.editing.order import held, stated, without
from service.ooxml.editing.setting import set_align, set_indent, set_run, set_spacing
from service.ooxml.read.facts import Place
from service.ooxml.read.markup import R, W

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def section_at(opened: Opened, place: Place) -> Node | None:
    """The properties of a section, made where the document has none."""
    found = opened.at(place)
    body = opened.root(opened.main).find(W + "body") if opened.has(opened.main) else None
    if found is None and body is not None:
        made = body.find(W + "sectPr")
        found = etree.SubElement(body, W + "sectPr") if made is None else made
    return found


def set_lengths(section: Node, name: str, **values: int | str | None) -> bool:
    """Attributes of one of a section's elements: pgSz, pgMar, docGrid."""
    given = {key: None if value is None else str(value) for key, value in values.items()}
    return stated(held(section, name), given)


def one_column(section: Node) -> bool:
    columns = section.find(W + "cols")
    if columns is None:
        return False
    inner = without(columns, "col")
    return stated(columns, {"num": None, "equalWidth": None, "sep": None}) or inner


def count_on(section: Node) -> bool:
    """Numbers that go on from the section before, in plain digits."""
    numbers = section.find(W + "pgNumType")
    return numbers is not None and stated(numbers, {"start": None, "fmt": None})


def switch_on(opened: Opened, name: str) -> None:
    """A switch of the document's settings."""
    part = opened.related("settings")
    if not part:
        empty = etree.tostring(etree.Element(W + "settings", nsmap={"w": W[1:-1]}))
        part, _ = opened.add_part("settings", empty)
    stated(held(opened.root(part), name), {"val": None})
    opened.touch(part)


# ---- headers and footers --------------------------------------------------------------------------------------
def reference(section: Node, kind: str, which: str) -> str:
    """The relation id of a header or footer (headerReference, even)."""
    for one in section.findall(W + kind):
        if (one.get(W + "type") or "default") == which:
            return one.get(R + "id") or ""
    return ""


def refer(section: Node, kind: str, which: str, identifier: str) -> None:
    for one in section.findall(W + kind):
        if (one.get(W + "type") or "default") == which:
            one.set(R + "id", identifier)
            return
    element = etree.Element(W + kind)
    element.set(W + "type", which)
    element.set(R + "id", identifier)
    section.insert(sum(1 for one in section if one.tag in (W + "headerReference", W + "footerReference")), element)


def new_footer(opened: Opened) -> str:
    """A footer with one empty paragraph; its relation id."""
    root = etree.Element(W + "ftr", nsmap={"w": W[1:-1], "r": R[1:-1]})
    etree.SubElement(root, W + "p")
    return opened.add_part("footer", etree.tostring(root))[1]


def copied_footer(opened: Opened, part: str) -> str:
    """The same footer once more, with what it refers to; its relation id."""
    name, identifier = opened.add_part("footer", opened.written()[part])
    folder, file = posixpath.split(part)
    related = posixpath.join(folder, "_rels", f"{file}.rels")
    if related in opened.parts:
        opened.parts[posixpath.join(posixpath.dirname(name), "_rels", f"{posixpath.basename(name)}.rels")] = (
            opened.parts[related]
        )
    return identifier


def add_number(opened: Opened, part: str, look: tuple[str, int], side: str, room: tuple[int, int, int]) -> None:
    """A page number in the last paragraph of a footer that is empty, else in one of its own."""
    root = opened.root(part)
    paragraphs = root.findall(W + "p")
    last = paragraphs[-1] if paragraphs else None
    if last is None or any(True for _ in last.iter(W + "r")):
        last = etree.SubElement(root, W + "p")
    field = etree.SubElement(last, W + "fldSimple")
    field.set(W + "instr", " PAGE ")
    _text(etree.SubElement(field, W + "r"), "1")
    between_dashes(last)
    for run in last.iter(W + "r"):
        set_run(run, face=look[0], half_points=look[1])
    place_number(last, side, room)
    opened.touch(part)


def place_number(paragraph: Node, side: str, room: tuple[int, int, int]) -> bool:
    """On the outer side: room beside it, above it, and its pitch."""
    beside, above, line = room
    changed = set_align(paragraph, side)
    values = {"left": 1.0} if side == "left" else {"right": 1.0}
    changed = set_indent(paragraph, beside, **values) or changed
    return set_spacing(paragraph, above, line) or changed


_MARKS = frozenset("-－—―–~· \t\u3000\xa0")


def between_dashes(paragraph: Node) -> bool:
    """— 1 —, where nothing but such marks stands beside the number."""
    children = [child for child in paragraph if child.tag != W + "pPr"]
    fields = [place for place, child in enumerate(children) if any(True for _ in child.iter(*_FIELD))]
    if not fields:
        return False
    beside = [*children[: fields[0]], *children[fields[-1] + 1 :]]
    printing = [child for child in beside if any(True for _ in child.iter(W + "r"))]
    if not all(child.tag == W + "r" and _only_marks(child) for child in printing):
        return False
    template = next(children[fields[0]].iter(W + "r"), None)
    for child in printing:
        paragraph.remove(child)
    for text, after in (("— ", False), (" —", True)):
        run = etree.Element(W + "r")
        look = None if template is None else template.find(W + "rPr")
        if look is not None:
            run.append(etree.fromstring(etree.tostring(look, with_tail=False)))
        _text(run, text)
        (children[fields[-1]].addnext if after else children[fields[0]].addprevious)(run)
    return True


_FIELD = (W + "fldChar", W + "fldSimple", W + "instrText")


def _only_marks(run: Node) -> bool:
    inner = [child for child in run if child.tag != W + "rPr"]
    return all(child.tag == W + "t" and set(child.text or "") <= _MARKS for child in inner)


def _text(run: Node, words: str) -> None:
    text = etree.SubElement(run, W + "t")
    text.text = words
    text.set(_SPACE, "preserve")

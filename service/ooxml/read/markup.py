"""The words of WordprocessingML a reader needs: names, lengths, switches, and parts as trees."""

import posixpath
from collections.abc import Mapping
from typing import NamedTuple

from lxml import etree

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W = f"{{{_W}}}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
WPS = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
V = "{urn:schemas-microsoft-com:vml}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
VAL = W + "val"

# a file saved as "Strict Open XML" says the same in other namespaces
_STRICT = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": _W.encode(),
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": R[1:-1].encode(),
    b"http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing": WP[1:-1].encode(),
    b"http://purl.oclc.org/ooxml/drawingml/main": A[1:-1].encode(),
    b"http://purl.oclc.org/ooxml/officeDocument/math": M[1:-1].encode(),
}
_PARSER = etree.XMLParser(
    resolve_entities=False, no_network=True, huge_tree=True, remove_comments=True, remove_pis=True
)
_UNITS = {"pt": 20.0, "in": 1440.0, "cm": 1440 / 2.54, "mm": 1440 / 25.4, "pc": 240.0, "pi": 240.0}


class Relation(NamedTuple):
    kind: str  # last word of its type: styles, footer, …
    target: str  # name of the part


def tree(part: bytes | None) -> etree._Element | None:
    """A part as a tree; nothing for a part that is missing or no XML."""
    if not part:
        return None
    if b"purl.oclc.org" in part:
        for strict, plain in _STRICT.items():
            part = part.replace(strict, plain)
    try:
        return etree.fromstring(part, _PARSER)
    except etree.XMLSyntaxError:
        return None


def relations(parts: Mapping[str, bytes], name: str) -> dict[str, Relation]:
    """What a part refers to, by relation id; the package itself has the name ""."""
    folder, file = posixpath.split(name)
    root = tree(parts.get(posixpath.join(folder, "_rels", f"{file}.rels")))
    found: dict[str, Relation] = {}
    for relation in () if root is None else root:
        target = relation.get("Target") or ""
        path = target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        found[relation.get("Id") or ""] = Relation((relation.get("Type") or "").rsplit("/", 1)[-1], path)
    return found


def number(value: str | None, default: int = 0) -> int:
    """A whole number; what is none counts as the default."""
    if value is None:
        return default
    try:
        return int(value)
    except ValueError:
        try:
            return round(float(value))
        except (ValueError, OverflowError):
            return default


def twips(value: str | None, default: int = 0) -> int:
    """A length: twips, or a number with a unit ("12pt")."""
    if value is not None and value[-2:] in _UNITS:
        try:
            return round(float(value[:-2]) * _UNITS[value[-2:]])
        except (ValueError, OverflowError):
            return default
    return number(value, default)


def emu(value: str | None) -> int:
    """A length in English Metric Units as twips."""
    return round(number(value) / 635)


def switch(value: str | None) -> bool:
    """A switch that is present: on, unless it says off."""
    return value not in ("0", "false", "off")


_LOCAL: dict[str, str] = {}


def local(element: etree._Element) -> str:
    """The name of an element without its namespace."""
    tag = element.tag
    name = _LOCAL.get(tag)
    if name is None:
        name = tag.rpartition("}")[2] if isinstance(tag, str) else ""
        if len(_LOCAL) < _MOST_NAMES:
            _LOCAL[tag] = name
    return name


_MOST_NAMES = 2000  # WordprocessingML has fewer; a file may bring more


def child(element: etree._Element, tag: str) -> etree._Element | None:
    """The first child of this tag; quicker than find, which reads its argument as a path."""
    return next(element.iterchildren(tag), None)

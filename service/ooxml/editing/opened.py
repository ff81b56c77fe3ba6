"""An opened .docx: its parts as trees that can be changed, and the package written again."""

import posixpath
from collections.abc import Mapping

from lxml import etree

from service.ooxml import package
from service.ooxml.read.document import main_part
from service.ooxml.read.facts import Place
from service.ooxml.read.markup import WP, A, M, R, W, relations

Node = etree._Element
_TYPES = "[Content_Types].xml"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_CONTENT_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
_OFFICE = R[1:-1]
# a file saved as "Strict Open XML" is read, and written again, in the namespaces of its own
_PURL = "http://purl.oclc.org/ooxml"
STRICT = {
    f"{_PURL}/{strict}".encode(): plain[1:-1].encode()
    for strict, plain in (
        ("wordprocessingml/main", W),
        ("officeDocument/relationships", R),
        ("drawingml/wordprocessingDrawing", WP),
        ("drawingml/main", A),
        ("officeDocument/math", M),
    )
}
_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"


class Opened:
    """The parts of a document; `touch` says that a part was changed, the others keep their bytes."""

    def __init__(self, parts: Mapping[str, bytes]) -> None:
        self.parts = dict(parts)
        self.main = main_part(parts)
        self._roots: dict[str, Node] = {}
        self._strict: set[str] = set()
        self._places: dict[tuple[str, str], list[Node]] = {}
        self._touched: dict[str, None] = {}
        self.changed = False

    def root(self, part: str) -> Node:
        """The tree of a part; raises KeyError or XMLSyntaxError where there is none."""
        if part not in self._roots:
            content = self.parts[part]
            if b"purl.oclc.org" in content:
                self._strict.add(part)
                for strict, plain in STRICT.items():
                    content = content.replace(strict, plain)
            self._roots[part] = etree.fromstring(content, _PARSER)
        return self._roots[part]

    def has(self, part: str) -> bool:
        return bool(part) and bool(self.parts.get(part))

    def at(self, place: Place) -> Node | None:
        """The element of a place, counted before anything was changed."""
        key = (place.part, place.tag)
        if key not in self._places:
            self._places[key] = list(self.root(place.part).iter(W + place.tag)) if self.has(place.part) else []
        found = self._places[key]
        return found[place.index] if place.index < len(found) else None

    def touch(self, part: str) -> None:
        self._touched[part] = None
        self.changed = True

    def written(self) -> dict[str, bytes]:
        """All parts, those that were changed written anew."""
        for part in self._touched:
            if part not in self._roots:
                continue
            content = etree.tostring(self._roots[part], xml_declaration=True, encoding="UTF-8", standalone=True)
            if part in self._strict:
                for strict, plain in STRICT.items():
                    content = content.replace(b'"' + plain + b'"', b'"' + strict + b'"')
            self.parts[part] = content
        self._touched.clear()
        return self.parts

    # ---- parts of the package -----------------------------------------------------------------------------------
    def related(self, kind: str) -> str:
        """The part of this kind the body refers to, or nothing."""
        targets = [one.target for one in relations(self.written(), self.main).values() if one.kind == kind]
        return next((target for target in targets if target in self.parts), "")

    def target(self, identifier: str) -> str:
        """The part a relation id of the body leads to."""
        found = relations(self.written(), self.main).get(identifier)
        return "" if found is None else found.target

    def add_part(self, kind: str, content: bytes) -> tuple[str, str]:
        """Adds a part the body refers to; its name and its relation id."""
        folder = posixpath.dirname(self.main)
        number = 1
        while (name := posixpath.join(folder, f"{kind}Chengwen{number}.xml")) in self.parts:
            number += 1
        self.parts[name] = content
        self._typed(name, f"{_WORD_TYPE}.{kind}+xml")
        return name, self._relate(kind, posixpath.basename(name))

    def _typed(self, name: str, media_type: str) -> None:
        if not self.has(_TYPES):
            return
        override = etree.SubElement(self.root(_TYPES), f"{{{_CONTENT_TYPES}}}Override")
        override.set("PartName", f"/{name}")
        override.set("ContentType", media_type)
        self.touch(_TYPES)

    def _relate(self, kind: str, target: str) -> str:
        folder, file = posixpath.split(self.main)
        name = posixpath.join(folder, "_rels", f"{file}.rels")
        if not self.has(name):
            self.parts[name] = f'<Relationships xmlns="{_RELATIONSHIPS}"/>'.encode()
        root = self.root(name)
        taken = {one.get("Id") for one in root}
        number = 1
        while (identifier := f"rIdChengwen{number}") in taken:
            number += 1
        relation = etree.SubElement(root, f"{{{_RELATIONSHIPS}}}Relationship")
        strict = any(_PURL in (one.get("Type") or "") for one in root)
        base = f"{_PURL}/officeDocument/relationships" if strict else _OFFICE
        for attribute, value in (("Id", identifier), ("Type", f"{base}/{kind}"), ("Target", target)):
            relation.set(attribute, value)
        self.touch(name)
        return identifier


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """A package of these parts, with the same bytes every time."""
    return package.Writer(()).write(package.ordered(parts))

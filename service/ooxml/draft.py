"""A Word draft as its author sees it: paragraphs and tables in order, numbers restored, changes taken as accepted.

What has no place among paragraphs and tables (text boxes, notes, pictures, comments) is told as `Aside`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from lxml import etree

from service.ooxml.draft_numbers import Numbering
from service.ooxml.draft_styles import Styles, child, local, toggle, value

AsideKind = Literal[
    "tracked", "text-box", "footnote", "endnote", "comment", "picture", "object", "equation", "hidden", "symbol",
    "page-head", "nested-table",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Aside:
    """Something beside the text: what it is, the paragraph it belongs to (0: none), its own text."""

    kind: AsideKind
    paragraph: int
    text: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """`number` counts the paragraphs that hold text, from 1; a blank one has the number of the next."""

    number: int
    text: str
    outline: int | None  # 1…9
    titled: bool


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells by grid column; None goes on from the cell above."""

    number: int
    place: int  # tables before it, and itself
    rows: list[list[str | None]]


@dataclass
class Draft:
    blocks: list[Paragraph | Table] = field(default_factory=list)
    asides: list[Aside] = field(default_factory=list)


_TRANSPARENT = frozenset(
    (
        "hyperlink",
        "smartTag",
        "sdt",
        "sdtContent",
        "fldSimple",
        "dir",
        "bdo",
        "customXml",
        "Choice",
        "rubyBase",
        "r",
        "ins",
        "moveTo",
    )
)
_BREAKS = {"tab": "\t", "ptab": "\t", "cr": "\n", "noBreakHyphen": "\u2011"}
_NOTES = {"footnoteReference": "footnote", "endnoteReference": "endnote"}
_MATH = ("oMath", "oMathPara")


def read(parts: Mapping[str, bytes]) -> Draft:
    """The draft in the parts of an admitted package."""
    return _Reader(parts).read()


def parse(content: bytes) -> etree._Element:
    """The root of one part; the gate has refused declarations before."""
    return etree.fromstring(
        content, etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    )


class _Reader:
    def __init__(self, parts: Mapping[str, bytes]) -> None:
        self._parts = parts
        main = main_part(parts)
        folder = main.rpartition("/")[0]
        self._folder = folder + "/" if folder else ""
        self._main = parse(parts[main])
        self._styles = Styles(self._part("styles.xml"))
        self._numbering = Numbering(self._part("numbering.xml"), self._styles)
        self._draft = Draft()
        self._count = 0
        self._tables = 0
        self._carried = ""  # text of a paragraph whose mark was deleted: it flows into the next
        self._notes = {name: self._texts(f"{name}s.xml") for name in ("footnote", "endnote")}

    def _part(self, name: str) -> etree._Element | None:
        content = self._parts.get(self._folder + name)
        return None if content is None else parse(content)

    def _texts(self, name: str) -> dict[str, str]:
        """The texts of notes by their ids."""
        root = self._part(name)
        if root is None:
            return {}
        return {
            value(note, "id"): plain(note)
            for note in root
            if isinstance(note.tag, str) and value(note, "type") in ("", "normal")
        }

    def read(self) -> Draft:
        body = child(self._main, "body")
        if body is not None:
            for block in blocks(body):
                self._block(block)
        self._beside()
        return self._draft

    def _beside(self) -> None:
        """Comments, page heads and feet: whole parts beside the text."""
        comments = self._part("comments.xml")
        for comment in comments if comments is not None else ():
            if isinstance(comment.tag, str):
                self._aside("comment", plain(comment), 0)
        seen = set()
        for name, content in self._parts.items():
            if name.startswith((f"{self._folder}header", f"{self._folder}footer")) and name.endswith(".xml"):
                text = plain(parse(content))
                if text and text not in seen and any(character.isalpha() for character in text):
                    seen.add(text)
                    self._aside("page-head", text, 0)

    def _aside(self, kind: AsideKind, text: str = "", paragraph: int | None = None) -> None:
        self._draft.asides.append(Aside(kind, self._count + 1 if paragraph is None else paragraph, text))

    # ---- blocks ---------------------------------------------------------------------------------------------------
    def _block(self, block: etree._Element) -> None:
        if local(block) == "tbl":
            self._tables += 1
            place = self._tables
            self._draft.blocks.append(Table(self._count, place, self._rows(block)))
            return
        text, merged = self._paragraph(block)
        if merged:
            self._carried += text
            return
        text, self._carried = self._carried + text, ""
        properties = child(block, "pPr")
        style = self._styles.of(properties)
        paragraph = Paragraph(self._count + 1, text, self._styles.outline(properties), self._styles.is_title(style))
        if text.strip():
            self._count += 1
        self._draft.blocks.append(paragraph)

    def _paragraph(self, paragraph: etree._Element) -> tuple[str, bool]:
        """The text with its restored number, and whether it flows into the next paragraph."""
        properties = child(paragraph, "pPr")
        marks = child(properties, "rPr")
        text = "".join(self._inline(paragraph))
        merged = child(marks, "del") is not None or child(marks, "moveFrom") is not None
        if merged or child(marks, "ins") is not None:
            self._tell_tracked()
        numbered = text.strip() or local(paragraph.getparent()) == "tc"  # an empty numbered cell shows its number
        return (self._numbering.text(properties) if numbered else "") + text, merged

    def _tell_tracked(self) -> None:
        told = self._draft.asides[-1:]
        if not (told and told[0].kind == "tracked" and told[0].paragraph == self._count + 1):
            self._aside("tracked")

    def _inline(self, element: etree._Element) -> Iterator[str]:
        """The visible text below an element, in order."""
        for part in element:
            name = local(part)
            if name == "t":
                yield part.text or ""
            elif name in _BREAKS:
                yield _BREAKS[name]
            elif name == "br":
                yield "" if value(part, "type") in ("page", "column") else "\n"
            elif name in ("ins", "moveTo", "del", "moveFrom"):
                self._tell_tracked()
                if name in ("ins", "moveTo"):
                    yield from self._inline(part)
            elif name == "r" and toggle(child(child(part, "rPr"), "vanish")):
                if hidden := plain(part):
                    self._aside("hidden", hidden)
            elif name in _TRANSPARENT or name in ("AlternateContent", "ruby"):
                yield from self._inline(part)
            else:
                self._special(part, name)

    def _special(self, part: etree._Element, name: str) -> None:
        if name in ("drawing", "pict", "object"):
            boxes = [plain(box) for box in part.iter("{*}txbxContent") if not _in_fallback(box)]
            for text in boxes:
                if text:
                    self._aside("text-box", text)
            if not boxes:
                self._aside("object" if name == "object" else "picture")
        elif name in _NOTES:
            kind = "footnote" if name == "footnoteReference" else "endnote"
            self._aside("footnote" if kind == "footnote" else "endnote", self._notes[kind].get(value(part, "id"), ""))
        elif name in _MATH:
            self._aside("equation", "".join(text.text or "" for text in part.iter("{*}t")))
        elif name == "sym":
            self._aside("symbol", value(part, "char"))

    # ---- tables ---------------------------------------------------------------------------------------------------
    def _rows(self, table: etree._Element) -> list[list[str | None]]:
        rows = []
        for row in _within(table, "tr"):
            properties = child(row, "trPr")
            if child(properties, "del") is not None:
                self._tell_tracked()
                continue
            if child(properties, "ins") is not None:
                self._tell_tracked()
            before = value(child(properties, "gridBefore"), "val")
            cells: list[str | None] = [""] * (min(int(before), 63) if before.isdecimal() else 0)
            for cell in _within(row, "tc"):
                cells += self._cell(cell)
            rows.append(cells)
        return rows

    def _cell(self, cell: etree._Element) -> list[str | None]:
        """The text of a cell, and an empty one for each further grid column it spans."""
        properties = child(cell, "tcPr")
        span = value(child(properties, "gridSpan"), "val")
        merge = child(properties, "vMerge")
        lines: list[str] = []
        for block in blocks(cell):
            if local(block) == "p":
                lines.append(self._paragraph(block)[0].strip())
            else:
                self._aside("nested-table", plain(block))
        goes_on = merge is not None and value(merge, "val") in ("", "continue")
        text = "\n".join(line for line in lines if line)
        return [None if goes_on and not text else text] + [""] * (min(int(span), 64) - 1 if span.isdecimal() else 0)


def blocks(parent: etree._Element) -> Iterator[etree._Element]:
    """Paragraphs and tables directly below, also inside content controls and moved text."""
    for part in parent:
        name = local(part)
        if name in ("p", "tbl"):
            yield part
        elif name in ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo"):
            yield from blocks(part)


def _within(parent: etree._Element, name: str) -> Iterator[etree._Element]:
    """Rows of a table or cells of a row, also inside content controls."""
    for part in parent:
        if local(part) == name:
            yield part
        elif local(part) in ("sdt", "sdtContent", "customXml", "ins"):
            yield from _within(part, name)


def _in_fallback(element: etree._Element) -> bool:
    return any(local(above) == "Fallback" for above in element.iterancestors())


def plain(element: etree._Element) -> str:
    """All words below an element: paragraphs parted by line feeds, copies for older programs left out."""
    lines: list[str] = []
    for paragraph in element.iter("{*}p") if local(element) != "r" else (element,):
        words = [text.text or "" for text in paragraph.iter("{*}t") if not _in_fallback(text)]
        lines.append("".join(words).strip())
    return "\n".join(line for line in lines if line)


def main_part(parts: Mapping[str, bytes]) -> str:
    """The part that the root relationships name as the document."""
    for relationship in parse(parts["_rels/.rels"]):
        if (relationship.get("Type") or "").endswith("/officeDocument"):
            name = (relationship.get("Target") or "").lstrip("/")
            if name in parts:
                return name
    return "word/document.xml"

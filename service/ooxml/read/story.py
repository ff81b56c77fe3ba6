"""The blocks of one part in the order of the file: paragraphs and tables, wherever they are wrapped."""

from collections.abc import Iterator

from lxml import etree

from service.ooxml.read import facts
from service.ooxml.read.facts import Block, Borders, Cell, Paragraph, Place, Row, RunValues, Table
from service.ooxml.read.inlines import Inlines, chosen_branch
from service.ooxml.read.markup import VAL, W, child, local, number, switch, twips
from service.ooxml.read.numbering import Numbering
from service.ooxml.read.properties import borders, frame, merged, paragraph_properties
from service.ooxml.read.styles import Styles, paragraph_values

_PARAGRAPH_PROPERTIES, _RUN_PROPERTIES = W + "pPr", W + "rPr"
_PARAGRAPH_STYLE, _SECTION = W + "pStyle", W + "sectPr"
_WRAPPERS = frozenset({"sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag", "body"})


class StoryReader:
    """Reads one part; the body, which has pitches of sections, counts its paragraphs and tables."""

    def __init__(
        self, part: str, root: etree._Element, styles: Styles, numbering: Numbering, pitches: list[int] | None = None
    ) -> None:
        self._part, self._styles, self._numbering, self._pitches = part, styles, numbering, pitches or []
        self._places = {element: place for tag in ("p", "tbl") for place, element in enumerate(root.iter(W + tag))}
        self._body = pitches is not None
        self._section = 0
        self._paragraphs = self._tables = 0
        self._style: str | None = None  # of the paragraph being read
        self._table_style = ""
        self._depth = 0  # of boxes: their paragraphs count as well
        self._held: list[facts.Run] = []  # words of a paragraph whose mark was deleted
        self._values: dict[tuple[object, ...], facts.ParagraphValues] = {}

    def blocks(self, container: etree._Element) -> tuple[Block, ...]:
        """The blocks of a body, cell, text box, header or footer."""
        style, table_style = self._style, self._table_style
        found = tuple(self._blocks(container))
        self._style, self._table_style = style, table_style
        return found

    def _blocks(self, container: etree._Element) -> Iterator[Block]:
        for element in container:
            name = local(element)
            if name == "p":
                if (paragraph := self._paragraph(element)) is not None:
                    yield paragraph
            elif name == "tbl":
                yield self._table(element)
            elif name in _WRAPPERS:
                yield from self._blocks(element)
            elif name == "AlternateContent" and (chosen := chosen_branch(element)) is not None:
                yield from self._blocks(chosen)

    # ---- paragraphs -------------------------------------------------------------------------------------------
    def run_values(self, element: etree._Element | None) -> RunValues:
        return self._styles.run(self._style, self._table_style, element)

    def _paragraph(self, element: etree._Element) -> Paragraph | None:
        properties = child(element, _PARAGRAPH_PROPERTIES)
        named = None if properties is None else child(properties, _PARAGRAPH_STYLE)
        self._style = style = None if named is None else named.get(VAL)
        mark = None if properties is None else child(properties, _RUN_PROPERTIES)
        section, ends = self._section, False
        ordinal = 0
        if self._body:
            self._paragraphs += 1
            ordinal = self._paragraphs
        inlines = Inlines(self)
        inlines.read(element)
        self._style = style
        if mark is not None and child(mark, W + "del") is not None:
            self._held += inlines.runs
            return None
        runs = (*self._held, *inlines.runs) if self._held else tuple(inlines.runs)
        self._held = []
        if self._body and properties is not None and child(properties, _SECTION) is not None:
            self._section, ends = self._section + 1, True
        values, numbering = self._paragraph_values(properties, style, section)
        return Paragraph(
            Place(self._part, "p", self._places[element]),
            ordinal,
            section,
            self._styles.name(style),
            values,
            self.run_values(mark),
            runs,
            tuple(inlines.boxes),
            numbering,
            "".join(run.text for run in runs if not run.values.hidden),
            ends,
        )

    def _paragraph_values(
        self, element: etree._Element | None, style: str | None, section: int
    ) -> tuple[facts.ParagraphValues, str]:
        pitch = self._pitches[min(section, len(self._pitches) - 1)] if self._pitches else 0
        key = (style, self._table_style, pitch, None if element is None else etree.tostring(element, with_tail=False))
        if key in self._values:
            return self._values[key], ""
        stated = paragraph_properties(element)
        base = self._styles.paragraph(style, self._table_style)[0]
        identifier, depth = self._styles.numbering(style)
        own = "numId" in stated
        identifier, depth = stated.get("numId", identifier), stated.get("ilvl", depth) or 0
        level = self._numbering.level(identifier, depth)
        numbering = ""
        if level is not None and identifier:
            numbering = self._numbering.next(identifier, depth)
            # a list's indents lie over the style's where the paragraph itself joins the list, else under them
            base = merged(base, level.properties) if own else merged(level.properties, base)
        values = paragraph_values(merged(base, stated), pitch)
        if not numbering:
            self._values[key] = values
        return values, numbering

    # ---- tables -----------------------------------------------------------------------------------------------
    def _table(self, element: etree._Element) -> Table:
        properties = child(element, W + "tblPr")
        properties = etree.Element(W + "tblPr") if properties is None else properties
        found = _by_name(properties)
        style = _value(found.get("tblStyle"))
        self._table_style = style or ""
        if self._body:
            self._tables += 1
        ordinal = self._tables
        edges: Borders = {**self._styles.table_borders(style), **borders(found.get("tblBorders"))}
        width, floating = found.get("tblW"), found.get("tblpPr")
        absolute = width is not None and width.get(W + "type", "dxa") == "dxa"
        margin = properties.find(f"{W}tblCellMar/{W}left")
        margin = self._styles.table_margin(style) if margin is None else margin
        section = self._section
        table_rows = list(_rows(element))
        rows = []
        for place, row in enumerate(table_rows):
            rows.append(self._row(row, edges, place == 0, place == len(table_rows) - 1))
            self._table_style = style or ""
        return Table(
            Place(self._part, "tbl", self._places[element]),
            ordinal,
            section,
            twips(width.get(W + "w")) if absolute and width is not None else None,
            twips(_attribute(found.get("tblInd"), "w")),
            0 if margin is None else twips(margin.get(W + "w")),
            _value(found.get("jc")) or "left",
            None if floating is None else frame(floating, "tblp", "vertAnchor", "horzAnchor"),
            tuple(twips(column.get(W + "w")) for column in element.iterfind(f"{W}tblGrid/{W}gridCol")),
            tuple(rows),
        )

    def _row(self, element: etree._Element, edges: Borders, first: bool, last: bool) -> Row:
        properties = child(element, W + "trPr")
        found = _by_name(properties)
        height = found.get("trHeight")
        elements = list(_cells(element))
        cells = tuple(
            self._cell(cell, edges, (first, last, place == 0, place == len(elements) - 1))
            for place, cell in enumerate(elements)
        )
        return Row(
            "tblHeader" in found and switch(found["tblHeader"].get(VAL)),
            "cantSplit" in found and switch(found["cantSplit"].get(VAL)),
            None if height is None else twips(height.get(VAL)),
            "" if height is None else height.get(W + "hRule") or "atLeast",
            cells,
        )

    def _cell(self, element: etree._Element, edges: Borders, outer: tuple[bool, bool, bool, bool]) -> Cell:
        properties = child(element, W + "tcPr")
        found = _by_name(properties)
        table_style = self._table_style
        inherited, own = _inherited(edges, outer), borders(found.get("tcBorders"))
        blocks = self.blocks(element)
        self._table_style = table_style
        return Cell(
            twips(_attribute(found.get("tcW"), "w")) or None,
            number(_value(found.get("gridSpan")), 1),
            {**inherited, **own} if own else inherited,
            blocks,
        )


def _inherited(edges: Borders, outer: tuple[bool, bool, bool, bool]) -> Borders:
    """What a cell at these outer edges (top, bottom, left, right) has from its table."""
    found = {}
    for side, is_outer in zip(("top", "bottom", "left", "right"), outer, strict=True):
        name = side if is_outer else "insideH" if side in ("top", "bottom") else "insideV"
        if name in edges:
            found[side] = edges[name]
    return found


def _by_name(properties: etree._Element | None) -> dict[str, etree._Element]:
    return {} if properties is None else {local(one): one for one in properties}


def _value(element: etree._Element | None) -> str | None:
    return None if element is None else element.get(VAL)


def _attribute(element: etree._Element | None, name: str) -> str | None:
    return None if element is None else element.get(W + name)


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    """The rows of a table, wrapped ones included, deleted ones left out."""
    for inner in table:
        if inner.tag == W + "tr":
            if inner.find(f"{W}trPr/{W}del") is None:
                yield inner
        elif local(inner) in _WRAPPERS:
            yield from _rows(inner)


def _cells(row: etree._Element) -> Iterator[etree._Element]:
    for inner in row:
        if inner.tag == W + "tc":
            yield inner
        elif local(inner) in _WRAPPERS:
            yield from _cells(inner)

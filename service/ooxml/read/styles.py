"""The cascade: defaults, table style, paragraph style and its ancestors, numbering, character style, direct."""

from collections.abc import Callable
from typing import NamedTuple

from lxml import etree

from service.ooxml.read.facts import Border, Borders, ParagraphValues, RunValues
from service.ooxml.read.markup import VAL, W, local
from service.ooxml.read.properties import Properties, borders, merged, paragraph_properties, run_properties

_TOGGLES = ("bold", "italic", "hidden")
_DEEPEST = 60  # ancestors of a style; more is a circle


class _Style(NamedTuple):
    kind: str
    name: str
    base: str
    paragraph: Properties
    run: Properties
    borders: dict[str, Border]
    margin: etree._Element | None


class Styles:
    """The styles of a document, each resolved once."""

    def __init__(self, root: etree._Element | None, faces: Callable[[str], str | None]) -> None:
        self._faces = faces
        self._styles: dict[str, _Style] = {}
        self._defaults: dict[str, str] = {}
        self._paragraph_default: Properties = {}
        self._run_default: Properties = {}
        for element in () if root is None else root:
            if local(element) == "style":
                self._add(element)
            elif local(element) == "docDefaults":
                self._paragraph_default = paragraph_properties(element.find(f"{W}pPrDefault/{W}pPr"))
                self._run_default = run_properties(element.find(f"{W}rPrDefault/{W}rPr"), faces)
        self._chains: dict[tuple[str, str], list[_Style]] = {}
        self._bases: dict[tuple[str, str], tuple[Properties, Properties]] = {}
        self._runs: dict[tuple[str, str, bytes], RunValues] = {}
        self._lists: dict[str | None, tuple[int | None, int | None]] = {}

    def _add(self, element: etree._Element) -> None:
        identifier, kind = element.get(W + "styleId") or "", element.get(W + "type") or "paragraph"
        name, base = element.find(W + "name"), element.find(W + "basedOn")
        self._styles[identifier] = _Style(
            kind,
            identifier if name is None else name.get(VAL) or identifier,
            "" if base is None else base.get(VAL) or "",
            paragraph_properties(element.find(W + "pPr")),
            run_properties(element.find(W + "rPr"), self._faces),
            borders(element.find(f"{W}tblPr/{W}tblBorders")),
            element.find(f"{W}tblPr/{W}tblCellMar/{W}left"),
        )
        if element.get(W + "default") in ("1", "true", "on"):
            self._defaults.setdefault(kind, identifier)

    def chain(self, identifier: str | None, kind: str) -> list[_Style]:
        """The style and its ancestors, the eldest first; an unknown one is the default of its kind."""
        first = identifier if identifier in self._styles else self._defaults.get(kind)
        if first is None:
            return []
        key = (first, kind)
        if key not in self._chains:
            found: list[_Style] = []
            style = self._styles.get(first)
            while style is not None and style not in found and len(found) < _DEEPEST:
                found.append(style)
                style = self._styles.get(style.base)
            self._chains[key] = found[::-1]
        return self._chains[key]

    def name(self, identifier: str | None) -> str:
        chain = self.chain(identifier, "paragraph")
        return chain[-1].name if chain else ""

    def numbering(self, identifier: str | None) -> tuple[int | None, int | None]:
        """The list (numId, level) a paragraph style belongs to."""
        if identifier not in self._lists:
            stated: Properties = {}
            for style in self.chain(identifier, "paragraph"):
                stated = merged(stated, style.paragraph)
            self._lists[identifier] = stated.get("numId"), stated.get("ilvl")
        return self._lists[identifier]

    def paragraph(self, identifier: str | None, table: str) -> tuple[Properties, Properties]:
        """What a paragraph and its runs have before anything direct."""
        key = (identifier or "", table)
        if key not in self._bases:
            paragraph, run = self._paragraph_default, self._run_default
            for style in self.chain(table, "table") if table else ():
                paragraph, run = merged(paragraph, style.paragraph), merged(run, style.run)
            over: Properties = {}
            for style in self.chain(identifier, "paragraph"):
                paragraph, over = merged(paragraph, style.paragraph), merged(over, style.run)
            self._bases[key] = (paragraph, _toggled(run, over))
        return self._bases[key]

    def run(self, identifier: str | None, table: str, element: etree._Element | None) -> RunValues:
        """How a run of this paragraph style with these direct properties is set."""
        direct = b"" if element is None or not len(element) else etree.tostring(element, with_tail=False)
        key = (identifier or "", table, direct)
        if key not in self._runs:
            values = self.paragraph(identifier, table)[1]
            stated = run_properties(element, self._faces)
            character: Properties = {}
            for style in self.chain(stated.pop("style", None), "character"):
                character = merged(character, style.run)
            self._runs[key] = _run_values(merged(_toggled(values, character), stated))
        return self._runs[key]

    def table_borders(self, identifier: str | None) -> Borders:
        found: dict[str, Border] = {}
        for style in self.chain(identifier, "table"):
            found |= style.borders
        return found

    def table_margin(self, identifier: str | None) -> etree._Element | None:
        margins = [style.margin for style in self.chain(identifier, "table") if style.margin is not None]
        return margins[-1] if margins else None


def _toggled(below: Properties, above: Properties) -> Properties:
    """A run's levels of style: bold over bold is plain again (ECMA-376 17.7.3)."""
    result = merged(below, above)
    for name in _TOGGLES:
        if below.get(name) and above.get(name):
            result = {**result, name: False}
    return result


def _run_values(values: Properties) -> RunValues:
    return RunValues(
        ascii=values.get("ascii"),
        hansi=values.get("hansi"),
        east=values.get("east"),
        half_points=values.get("half_points", 20),
        bold=values.get("bold", False),
        italic=values.get("italic", False),
        underline=values.get("underline", False),
        colour=values.get("colour", "AUTO"),
        tracking=values.get("tracking", 0),
        hidden=values.get("hidden", False),
        scale=values.get("scale", 100),
        snap=values.get("snap", True),
    )


def paragraph_values(values: Properties, pitch: int) -> ParagraphValues:
    """The values of a paragraph in a section of this grid pitch (0: no grid)."""
    first = -values["hanging"] if values.get("hanging") else values.get("firstLine", 0)
    hanging = values.get("hangingChars", 0)
    characters = -hanging / 100 if hanging else values.get("firstLineChars", 0) / 100
    return ParagraphValues(
        align=values.get("align", "left"),
        before=_room(values, "before", pitch),
        after=_room(values, "after", pitch),
        line=values.get("line", 240),
        line_rule=values.get("lineRule", "auto"),
        left=values.get("left", 0),
        right=values.get("right", 0),
        first=first,
        left_characters=values.get("leftChars", 0) / 100,
        right_characters=values.get("rightChars", 0) / 100,
        first_characters=characters,
        keep_next=values.get("keepNext", False),
        page_break_before=values.get("pageBreakBefore", False),
        snap=values.get("snapToGrid", True),
        outline=values.get("outline"),
        borders=values.get("borders", {}),
        tabs=tuple(sorted(values.get("tabs", {}).items())),
        frame=values.get("frame"),
    )


def _room(values: Properties, side: str, pitch: int) -> int:
    """Room above or below: automatic, in lines, or in twips."""
    if values.get(f"{side}Autospacing"):
        return 280
    lines: int = values.get(f"{side}Lines", 0)
    if lines:
        return round(lines * (pitch or 240) / 100)
    return int(values.get(side, 0))

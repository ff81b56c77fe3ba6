"""Properties as one level of the cascade states them, and what remains when a level lies over another."""

from collections.abc import Callable
from typing import Any

from lxml import etree

from service.ooxml.read.facts import Border, Frame
from service.ooxml.read.markup import VAL, W, local, number, switch, twips

Properties = dict[str, Any]
"""Stated properties by name; a name that is missing is left to the level below."""

_FIRST = ("firstLine", "firstLineChars")
_HANGING = ("hanging", "hangingChars")
_SWITCHES = {"keepNext", "keepLines", "pageBreakBefore", "snapToGrid", "bidi", "contextualSpacing"}
_SIDES = {"start": "left", "end": "right", "startChars": "leftChars", "endChars": "rightChars"}


def merged(below: Properties, above: Properties) -> Properties:
    """Both levels; what the upper one states wins, edge by edge for borders; a hanging line ends an indented one."""
    if not above:
        return below
    result = {**below, **above}
    for stated, other in ((_FIRST, _HANGING), (_HANGING, _FIRST)):
        if any(name in above for name in stated):
            for name in other:
                if name not in above:
                    result.pop(name, None)
    if "borders" in above and "borders" in below:
        result["borders"] = {**below["borders"], **above["borders"]}
    if "tabs" in above and "tabs" in below:
        result["tabs"] = {**below["tabs"], **above["tabs"]}
    return result


# ---- paragraphs -----------------------------------------------------------------------------------------------
def paragraph_properties(element: etree._Element | None) -> Properties:
    """What a w:pPr states."""
    stated: Properties = {}
    for child in () if element is None else element:
        name = local(child)
        if name in _SWITCHES:
            stated[name] = switch(child.get(VAL))
        elif reader := _PARAGRAPH.get(name):
            reader(child, stated)
    return stated


def _spacing(element: etree._Element, stated: Properties) -> None:
    for name in ("before", "after", "line"):
        if (value := element.get(W + name)) is not None:
            stated[name] = twips(value)
    for name in ("beforeLines", "afterLines"):
        if (value := element.get(W + name)) is not None:
            stated[name] = number(value)
    for name in ("beforeAutospacing", "afterAutospacing"):
        if (value := element.get(W + name)) is not None:
            stated[name] = switch(value)
    if "line" in stated and element.get(W + "line") is not None:
        stated["lineRule"] = element.get(W + "lineRule") or "auto"


def _indent(element: etree._Element, stated: Properties) -> None:
    for attribute, value in element.attrib.items():
        name = str(attribute).rpartition("}")[2]
        name = _SIDES.get(name, name)
        stated[name] = number(str(value)) if name.endswith("Chars") else twips(str(value))


def _alignment(element: etree._Element, stated: Properties) -> None:
    stated["align"] = {"start": "left", "end": "right"}.get(element.get(VAL) or "", element.get(VAL) or "left")


def _outline(element: etree._Element, stated: Properties) -> None:
    stated["outline"] = number(element.get(VAL), 9)


def _borders(element: etree._Element, stated: Properties) -> None:
    stated["borders"] = borders(element)


def _tabs(element: etree._Element, stated: Properties) -> None:
    stated["tabs"] = {twips(tab.get(W + "pos")): tab.get(VAL) or "left" for tab in element}


def _frame(element: etree._Element, stated: Properties) -> None:
    if element.get(W + "dropCap") in (None, "none"):
        stated["frame"] = frame(element, "", "vAnchor", "hAnchor")


def _numbered(element: etree._Element, stated: Properties) -> None:
    for child in element:
        if local(child) in ("numId", "ilvl"):
            stated[local(child)] = number(child.get(VAL))


_PARAGRAPH: dict[str, Callable[[etree._Element, Properties], None]] = {
    "spacing": _spacing,
    "ind": _indent,
    "jc": _alignment,
    "outlineLvl": _outline,
    "pBdr": _borders,
    "tabs": _tabs,
    "framePr": _frame,
    "numPr": _numbered,
}


def borders(element: etree._Element | None) -> dict[str, Border]:
    """The edges a border element states, by name; a table's start and end are left and right."""
    found = {}
    for edge in () if element is None else element:
        colour = edge.get(W + "color") or "auto"
        found[{"start": "left", "end": "right"}.get(local(edge), local(edge))] = Border(
            edge.get(VAL) or "none", number(edge.get(W + "sz")), colour.upper(), number(edge.get(W + "space"))
        )
    return found


def frame(element: etree._Element, prefix: str, vertical: str, horizontal: str) -> Frame:
    """Where a frame (w:framePr) or a floating table (w:tblpPr) stands."""

    def along(axis: str) -> int | str | None:
        aligned = element.get(f"{W}{prefix}{axis.upper() if prefix else axis}{'Spec' if prefix else 'Align'}")
        given = element.get(f"{W}{prefix}{axis.upper() if prefix else axis}")
        return aligned or (None if given is None else twips(given))

    width = element.get(W + "w")
    return Frame(
        along("x"),
        along("y"),
        element.get(W + horizontal) or "text",
        element.get(W + vertical) or "text",
        None if width is None else twips(width),
    )


# ---- runs -----------------------------------------------------------------------------------------------------
_RUN_SWITCHES = {"b": "bold", "i": "italic", "vanish": "hidden", "snapToGrid": "snap"}
_FACES = {"ascii": "ascii", "hAnsi": "hansi", "eastAsia": "east"}


def run_properties(element: etree._Element | None, theme: Callable[[str], str | None]) -> Properties:
    """What a w:rPr states; theme faces by their real names: in one element they win over a name beside them."""
    stated: Properties = {}
    for child in () if element is None else element:
        name, value = local(child), child.get(VAL)
        if name in _RUN_SWITCHES:
            stated[_RUN_SWITCHES[name]] = switch(value)
        elif name == "rFonts":
            _faces(child, theme, stated)
        elif reader := _RUN.get(name):
            stated[reader[0]] = reader[1](value or "")
    return stated


def _faces(element: etree._Element, theme: Callable[[str], str | None], stated: Properties) -> None:
    for attribute, face in _FACES.items():
        themed, named = element.get(f"{W}{attribute}Theme"), element.get(W + attribute)
        if (given := theme(themed) if themed else named) is not None:
            stated[face] = given


def _half_points(value: str) -> int:
    return twips(value) // 10 if value.endswith("t") else number(value, 20)


_RUN: dict[str, tuple[str, Callable[[str], Any]]] = {
    "sz": ("half_points", _half_points),
    "color": ("colour", lambda value: value.upper() or "AUTO"),
    "u": ("underline", lambda value: value not in ("", "none")),
    "spacing": ("tracking", twips),
    "w": ("scale", lambda value: number(value.rstrip("%"), 100)),
    "rStyle": ("style", str),
}

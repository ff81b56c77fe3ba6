"""Shapes beside the text: DrawingML and VML lines, text boxes and pictures, with where they stand."""

from collections.abc import Callable

from lxml import etree

from service.ooxml.read.facts import Block, Box
from service.ooxml.read.markup import WP, WPS, A, V, W, emu, local, number, twips

ReadBlocks = Callable[[etree._Element], tuple[Block, ...]]

_EIGHTHS_A_TWIP = 8 / 20


def drawing_boxes(drawing: etree._Element, read: ReadBlocks) -> list[Box]:
    """The box of a w:drawing: one anchored or inline object."""
    return [_drawn(holder, read) for holder in drawing if local(holder) in ("anchor", "inline")]


def _drawn(holder: etree._Element, read: ReadBlocks) -> Box:
    extent = holder.find(WP + "extent")
    horizontal, x = _along(holder.find(WP + "positionH"))
    vertical, y = _along(holder.find(WP + "positionV"))
    contents = [content for content in holder.iter(W + "txbxContent") if not _nested(content, holder)]
    colour, eighths = _outline(holder)
    geometry = holder.find(f".//{A}prstGeom")
    preset = "" if geometry is None else geometry.get("prst") or ""
    kind = "text" if contents else "line" if preset in ("line", "straightConnector1") else "other"
    if kind == "other" and holder.find(f".//{A}blip") is not None:
        kind = "picture"
    width, height = (0, 0) if extent is None else (emu(extent.get("cx")), emu(extent.get("cy")))
    kind = "line" if kind == "other" and _is_thin(width, height) else kind
    blocks = tuple(block for content in contents for block in read(content))
    anchored = local(holder) == "anchor"
    return Box(kind, width, height, x, y, horizontal, vertical, anchored, colour, eighths, blocks)


_THICKEST, _SHORTEST = 40, 3000  # twips: a drawn line, whatever shape it is made of


def _is_thin(width: int, height: int) -> bool:
    return height <= _THICKEST and width >= _SHORTEST


def _nested(content: etree._Element, holder: etree._Element) -> bool:
    """Whether this text stands in the text of another box: that one reads it."""
    for ancestor in content.iterancestors():
        if ancestor is holder:
            return False
        if ancestor.tag == W + "txbxContent":
            return True
    return False


def _along(position: etree._Element | None) -> tuple[str, int | str | None]:
    if position is None:
        return "", None
    offset, aligned = position.find(WP + "posOffset"), position.find(WP + "align")
    relative = position.get("relativeFrom") or ""
    if aligned is not None:
        return relative, aligned.text or ""
    return relative, None if offset is None else emu(offset.text)


def _outline(holder: etree._Element) -> tuple[str, int]:
    line = holder.find(f".//{WPS}spPr/{A}ln")
    if line is None or line.find(A + "noFill") is not None:
        return "", 0
    colour = line.find(f"{A}solidFill/{A}srgbClr")
    eighths = round(emu(line.get("w") or "9525") * _EIGHTHS_A_TWIP)
    return ("" if colour is None else (colour.get("val") or "").upper()), eighths


def vml_boxes(picture: etree._Element, read: ReadBlocks) -> list[Box]:
    """The boxes of a w:pict or w:object."""
    return [
        _vml(shape, read)
        for shape in picture.iter(V + "shape", V + "rect", V + "line", V + "roundrect")
        if not any(ancestor.tag == W + "txbxContent" for ancestor in _up_to(shape, picture))
    ]


def _up_to(element: etree._Element, last: etree._Element) -> list[etree._Element]:
    found = []
    for ancestor in element.iterancestors():
        if ancestor is last:
            break
        found.append(ancestor)
    return found


def _vml(shape: etree._Element, read: ReadBlocks) -> Box:
    style = {
        key.strip(): value.strip()
        for key, _, value in (entry.partition(":") for entry in (shape.get("style") or "").split(";"))
    }
    line = local(shape) == "line"
    width, height = twips(style.get("width")), twips(style.get("height"))
    if line:
        (left, top), (right, bottom) = _point(shape.get("from")), _point(shape.get("to"))
        width, height = abs(right - left), abs(bottom - top)
    content = shape.find(f"{V}textbox/{W}txbxContent")
    line = line or (content is None and _is_thin(width, height))
    kind = "line" if line else "text" if content is not None else "picture" if len(shape) else "other"
    colour = (shape.get("strokecolor") or "").split(" ")[0].lstrip("#").upper()
    weight = round(twips(shape.get("strokeweight") or "0.75pt") * _EIGHTHS_A_TWIP)
    return Box(
        kind,
        width,
        height,
        _placed(style, "left"),
        _placed(style, "top"),
        style.get("mso-position-horizontal-relative", "text"),
        style.get("mso-position-vertical-relative", "text"),
        style.get("position") == "absolute",
        {"RED": "FF0000", "BLACK": "000000"}.get(colour, colour),
        weight if shape.get("stroked") not in ("f", "false") else 0,
        () if content is None else read(content),
    )


def _point(value: str | None) -> tuple[int, int]:
    first, _, second = (value or "").partition(",")
    return _length(first), _length(second)


def _length(value: str) -> int:
    value = value.strip()
    return twips(value) if value[-2:].isalpha() else number(value) * 20


def _placed(style: dict[str, str], side: str) -> int | str | None:
    aligned = style.get("mso-position-horizontal" if side == "left" else "mso-position-vertical", "absolute")
    if aligned != "absolute":
        return aligned
    value = style.get(f"margin-{side}", style.get(side))
    return None if value is None else _length(value)

"""Looks: an official template, typed with the standard's numbers, set to another profile once, when it is loaded."""

from collections.abc import Mapping
from dataclasses import astuple, dataclass

from lxml import etree

from service import gbt9704 as gbt

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, recover=False)
_STYLES = "word/styles.xml"


@dataclass(frozen=True)
class Look:
    """What a house chooses of the layout: numbers, faces, and whether a landscape page's number is turned."""

    profile: gbt.Profile = gbt.STANDARD
    fonts: gbt.Fonts = gbt.GB2312_FONTS
    plain_landscape_number: bool = False


STANDARD = Look()


def apply(parts: Mapping[str, bytes], look: Look) -> dict[str, bytes]:
    """The parts of a template with every number and face of the standard replaced by the look's."""
    if look == STANDARD:
        return dict(parts)
    return {name: _applied(name, part, look) if _is_set(name) else part for name, part in parts.items()}


def _is_set(name: str) -> bool:
    """Whether a part holds paragraphs, sections or their styles."""
    return name == _STYLES or name.startswith(("word/document", "word/header", "word/footer"))


def _applied(name: str, part: bytes, look: Look) -> bytes:
    root = etree.fromstring(part, _PARSER)
    _set_pitch(root, look.profile)
    _set_sections(root, look.profile)
    _set_faces(root, look.fonts)
    if name == _STYLES:
        _set_number(root, look.profile)
    if look.plain_landscape_number and root.tag == f"{W}ftr":
        _set_upright(root)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _set_pitch(root: etree._Element, profile: gbt.Profile) -> None:
    for spacing in root.iter(f"{W}spacing"):
        if spacing.get(f"{W}line") == str(gbt.LINE):
            spacing.set(f"{W}line", str(profile.line))


def _set_sections(root: etree._Element, profile: gbt.Profile) -> None:
    """Margins, which a landscape page has at its sides, and the grid."""
    edges = {str(gbt.TOP): profile.top, str(gbt.BOTTOM): profile.bottom}
    for margins in root.iter(f"{W}pgMar"):
        for side in ("top", "bottom", "left", "right"):
            value = margins.get(f"{W}{side}", "0")
            margins.set(f"{W}{side}", str(edges.get(value, value)))
    for grid in list(root.iter(f"{W}docGrid")):
        if profile.grid:
            grid.set(f"{W}linePitch", str(profile.line))
        else:
            grid.getparent().remove(grid)  # type: ignore[union-attr]


def _set_number(styles: etree._Element, profile: gbt.Profile) -> None:
    """The room above a portrait page's number: footer and page bottom differ by it."""
    for spacing in styles.iter(f"{W}spacing"):
        if (spacing.get(f"{W}before"), spacing.get(f"{W}line")) == (str(gbt.NUMBER_BEFORE), str(gbt.NUMBER_LINE)):
            spacing.set(f"{W}before", str(profile.number_before))


def _set_faces(root: etree._Element, fonts: gbt.Fonts) -> None:
    faces = dict(zip(astuple(gbt.GB2312_FONTS), astuple(fonts), strict=True))
    for element in root.iter(f"{W}rFonts"):
        for attribute, face in element.items():
            element.set(attribute, faces.get(face, face))


def _set_upright(footer: etree._Element) -> None:
    """The number of a landscape page at its foot: out of its turned cell, into the paragraph that fills the footer."""
    for direction in list(footer.iter(f"{W}textDirection")):
        table = next(direction.iterancestors(f"{W}tbl"))
        number = next(direction.iterancestors(f"{W}tc")).find(f"{W}p")
        filler = table.getnext()
        if number is None or filler is None:
            continue
        own, room = number.find(f"{W}pPr/{W}spacing"), filler.find(f"{W}pPr/{W}spacing")
        own.getparent().replace(own, room)  # type: ignore[union-attr,arg-type]
        footer.replace(filler, number)
        footer.remove(table)

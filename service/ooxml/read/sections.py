"""The sections of a document with the headers and footers each inherits."""

from collections.abc import Callable, Mapping

from lxml import etree

from service.ooxml.read.facts import Place, Section, Story
from service.ooxml.read.markup import VAL, R, W, local, number, switch, twips

_A4 = (11906, 16838)
ReadStory = Callable[[str], Story | None]


def section_elements(root: etree._Element) -> list[etree._Element]:
    """The section properties in force, in order; those a tracked change replaced are left out."""
    return [
        element
        for element in root.iter(W + "sectPr")
        if (parent := element.getparent()) is not None and local(parent) in ("pPr", "body", "sdtContent")
    ]


def pitch(element: etree._Element) -> int:
    """The pitch of a section's grid; 0 where it has none."""
    grid = element.find(W + "docGrid")
    if grid is None or grid.get(W + "type") in (None, "default"):
        return 0
    return twips(grid.get(W + "linePitch"))


def read_sections(part: str, root: etree._Element, read: ReadStory) -> tuple[Section, ...]:
    """All sections; a document without any has the one Word would give it."""
    places = {element: place for place, element in enumerate(root.iter(W + "sectPr"))}
    sections: list[Section] = []
    for element in section_elements(root) or [etree.SubElement(root, W + "sectPr")]:
        before = sections[-1] if sections else None
        headers = _stories(element, "headerReference", {} if before is None else before.headers, read)
        footers = _stories(element, "footerReference", {} if before is None else before.footers, read)
        place = Place(part, "sectPr", places.get(element, len(places)))
        sections.append(_section(element, place, len(sections) + 1, headers, footers))
    return tuple(sections)


def _signed(value: int) -> int:
    """LibreOffice writes a negative grid space as a number of 32 bits without sign."""
    return value - (1 << 32) if value >= 1 << 31 else value


def _stories(element: etree._Element, tag: str, inherited: Mapping[str, Story], read: ReadStory) -> Mapping[str, Story]:
    found = dict(inherited)
    for reference in element.findall(W + tag):
        story = read(reference.get(R + "id") or "")
        if story is not None:
            found[reference.get(W + "type") or "default"] = story
    return found


def _section(
    element: etree._Element,
    place: Place,
    ordinal: int,
    headers: Mapping[str, Story],
    footers: Mapping[str, Story],
) -> Section:
    found = {local(child): child for child in element}

    def length(tag: str, name: str, default: int = 0) -> int:
        return default if tag not in found else twips(found[tag].get(W + name), default)

    def word(tag: str, name: str, default: str = "") -> str:
        return default if tag not in found else found[tag].get(W + name) or default

    start = word("pgNumType", "start")
    grid = word("docGrid", "type")
    return Section(
        place=place,
        number=ordinal,
        start=word("type", "val", "nextPage"),
        width=length("pgSz", "w", _A4[0]),
        height=length("pgSz", "h", _A4[1]),
        top=abs(length("pgMar", "top", 1440)),
        bottom=abs(length("pgMar", "bottom", 1440)),
        left=length("pgMar", "left", 1800),
        right=length("pgMar", "right", 1800),
        gutter=length("pgMar", "gutter"),
        header=length("pgMar", "header", 720),
        footer=length("pgMar", "footer", 720),
        grid="" if grid == "default" else grid,
        pitch=pitch(element),
        character_space=_signed(number(word("docGrid", "charSpace"))),
        columns=max(1, length("cols", "num", 1)),
        title_page="titlePg" in found and switch(found["titlePg"].get(VAL)),
        number_start=number(start) if start else None,
        number_format=word("pgNumType", "fmt", "decimal"),
        headers=headers,
        footers=footers,
    )

"""From the parts of a .docx to its facts, in one pass over each part that is printed."""

from collections.abc import Mapping

from lxml import etree

from service.ooxml.read.facts import Document, Story
from service.ooxml.read.markup import VAL, Relation, W, relations, switch, tree
from service.ooxml.read.numbering import Numbering
from service.ooxml.read.sections import pitch, read_sections, section_elements
from service.ooxml.read.story import StoryReader
from service.ooxml.read.styles import Styles
from service.ooxml.read.theme import theme_faces

_MAIN = "word/document.xml"


def main_part(parts: Mapping[str, bytes]) -> str:
    """The name of the part that holds the body."""
    named = [relation.target for relation in relations(parts, "").values() if relation.kind == "officeDocument"]
    return next((name for name in named if name in parts), _MAIN)


def read(parts: Mapping[str, bytes]) -> Document:
    """The facts of an admitted .docx; a part that is missing counts as empty."""
    name = main_part(parts)
    root = tree(parts.get(name))
    if root is None:
        root = etree.Element(W + "document")
    related = relations(parts, name)
    settings = _related_tree(parts, related, "settings")
    faces = theme_faces(_related_tree(parts, related, "theme"), settings)
    styles = Styles(_related_tree(parts, related, "styles"), faces)
    numbering = Numbering(_related_tree(parts, related, "numbering"))
    stories: dict[str, Story | None] = {}

    def story(identifier: str) -> Story | None:
        if identifier not in stories:
            part = related[identifier].target if identifier in related else ""
            element = tree(parts.get(part))
            stories[identifier] = (
                None if element is None else Story(part, StoryReader(part, element, styles, numbering).blocks(element))
            )
        return stories[identifier]

    pitches = [pitch(element) for element in section_elements(root)]
    body = root.find(W + "body")
    reader = StoryReader(name, root, styles, numbering, pitches)
    blocks = () if body is None else reader.blocks(body)
    sections = read_sections(name, root, story)
    return Document(blocks, sections, _on(settings, "evenAndOddHeaders"), _on(settings, "mirrorMargins"))


def _related_tree(parts: Mapping[str, bytes], related: Mapping[str, Relation], kind: str) -> etree._Element | None:
    targets = [relation.target for relation in related.values() if relation.kind == kind]
    return tree(next((parts[target] for target in targets if target in parts), None))


def _on(settings: etree._Element | None, name: str) -> bool:
    element = None if settings is None else settings.find(W + name)
    return element is not None and switch(element.get(VAL))

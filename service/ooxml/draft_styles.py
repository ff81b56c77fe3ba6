"""Paragraph styles of a Word draft, as far as they tell headings, titles and automatic numbers."""

from functools import lru_cache

from lxml import etree

_DEEPEST_CHAIN = 12


@lru_cache(maxsize=2048)
def _bare(tag: str) -> str:
    return tag.rpartition("}")[2]


def local(element: etree._Element | None) -> str:
    """An element's name without its namespace: strict and transitional files differ in nothing else."""
    if element is None or not isinstance(element.tag, str):
        return ""
    return _bare(element.tag)


def child(element: etree._Element | None, name: str) -> etree._Element | None:
    """The first child of that name."""
    if element is None:
        return None
    for part in element:
        tag = part.tag
        if isinstance(tag, str) and _bare(tag) == name:
            return part
    return None


def value(element: etree._Element | None, name: str = "val") -> str:
    """An attribute, whatever its namespace; empty where there is none."""
    if element is None:
        return ""
    for key, text in element.attrib.items():
        if _bare(str(key)) == name:
            return str(text)
    return ""


def toggle(element: etree._Element | None) -> bool:
    """Whether a property that is on or off is on."""
    return element is not None and value(element) not in ("0", "false", "off")


class Styles:
    """Outline level, numbering and name of paragraph styles, found along what they are based on."""

    def __init__(self, root: etree._Element | None) -> None:
        self._styles = {
            value(style, "styleId"): style for style in (root if root is not None else ()) if local(style) == "style"
        }
        self._default = next(
            (
                name
                for name, style in self._styles.items()
                if value(style, "type") == "paragraph" and value(style, "default") in ("1", "true")
            ),
            "",
        )
        self._outlines: dict[str, int | None] = {}

    def of(self, properties: etree._Element | None) -> str:
        """The style of a paragraph with these properties."""
        return value(child(properties, "pStyle")) or self._default

    def chain(self, style: str) -> list[str]:
        """A style and what it is based on."""
        found: list[str] = []
        while style in self._styles and style not in found and len(found) < _DEEPEST_CHAIN:
            found.append(style)
            style = value(child(self._styles[style], "basedOn"))
        return found

    def properties(self, style: str) -> etree._Element | None:
        return child(self._styles.get(style), "pPr")

    def outline(self, properties: etree._Element | None) -> int | None:
        """The outline level of a paragraph, 1…9; None for plain text."""
        level = value(child(properties, "outlineLvl"))
        if level:
            return _outline(level)
        style = self.of(properties)
        if style not in self._outlines:
            levels = (value(child(self.properties(name), "outlineLvl")) for name in self.chain(style))
            self._outlines[style] = _outline(next(filter(None, levels), ""))
        return self._outlines[style]

    def is_title(self, style: str) -> bool:
        name = value(child(self._styles.get(style), "name")).lower()
        return name in ("title", "公文标题", "标题")


def _outline(level: str) -> int | None:
    return int(level) + 1 if level.isdecimal() and int(level) < 9 else None

"""Tags: every tag of a template where its author sees it, however Word has split it over runs."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from service.errors import Fault
from service.ooxml.language import has_tags, own_texts

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, recover=False)
_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_PREFIX = re.compile(r"(p|tr|tc|r)\s")
_PARTS = {
    "document": "正文",
    "header": "页眉",
    "footer": "页脚",
    "footnotes": "脚注",
    "endnotes": "尾注",
    "comments": "批注",
}
_LONGEST_QUOTE = 30
_BRACES = frozenset("{}｛｝")

# What an input method makes of braces, percent signs and the marks between them.
_WIDE = str.maketrans("｛｝％＃（），．｜＝＜＞！＋－＊［］：　＂＇＿", "{}%#(),.|=<>!+-*[]: \"'_")
_WIDE_TAG = re.compile(r"[{｛][{｛%％#＃][^{}｛｝]{0,200}?[}｝%％#＃][}｝]")
_QUOTES = str.maketrans("“”‘’", "\"\"''")
_STRING = re.compile(r"\"[^\"]*\"|'[^']*'")
_HALF = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}")


@dataclass(frozen=True)
class Tag:
    """A tag as it is typed, and where it stands."""

    part: str
    place: str  # as the author sees it
    typed: str
    holder: etree._Element  # the paragraph
    prefix: str  # p, tr, tc, r or none

    @property
    def code(self) -> str:
        """What stands between the braces, with quotes as the language writes them."""
        inner = self.typed[2:-2].strip("-")
        return inner[len(self.prefix) :].strip().translate(_QUOTES)

    @property
    def word(self) -> str:
        """The first word of a statement."""
        found = re.match(r"\w+", self.code)
        return found[0] if found and self.typed.startswith("{%") else ""

    def fault(self, code: str, sentence: str) -> Fault:
        """A fault at the place of the tag."""
        return Fault(self.place, code, f"标签 {self.typed.strip()}：{sentence}")


def tags_of(parts: Mapping[str, bytes]) -> list[Tag]:
    """All tags of all parts in reading order."""
    return [
        tag
        for name, root in roots(parts)
        for paragraph, place in paragraphs(name, root)
        for tag in _tags(name, paragraph, place)
    ]


def roots(parts: Mapping[str, bytes]) -> Iterator[tuple[str, etree._Element]]:
    """The parts of Word that may hold tags, the body first, parsed; headers too that hold only look-alikes."""
    names = [name for name in parts if re.fullmatch(r"word/\w+\.xml", name)]
    for name in sorted(names, key=lambda name: (name != "word/document.xml", name)):
        if name == "word/document.xml" or has_tags(parts[name]) or "｛".encode() in parts[name]:
            yield name, etree.fromstring(parts[name], _PARSER)


def paragraphs(name: str, root: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """Paragraphs that hold a brace, with their places: 第几段, or 第几个表格第几行第几格, and how they begin."""
    stem = re.sub(r"\d*\.xml$", "", name.rsplit("/", maxsplit=1)[-1])
    where = _PARTS.get(stem, stem)
    tables = {table: number for number, table in enumerate(_outer_tables(root), 1)}
    count = 0
    for paragraph in root.iter(f"{_W}p"):
        table = next((above for above in paragraph.iterancestors(f"{_W}tbl") if above in tables), None)
        if table is None:
            count += 1
            place = f"{where}第{count}段"
        else:
            place = f"{where}表格{tables[table]}"
        words = joined(paragraph)
        if not _BRACES.isdisjoint(words):
            yield paragraph, f"{place}{_cell(paragraph)}{_quoted(words)}"


def joined(paragraph: etree._Element) -> str:
    """The words of a paragraph, whatever runs they stand in."""
    return "".join(text.text or "" for text in own_texts(paragraph))


def malformed(name: str, paragraph: etree._Element, place: str) -> Iterator[Fault]:
    """What looks like a tag and is none: wide braces and marks, curly quotes, braces that are not closed."""
    words = joined(paragraph)
    for wide in _WIDE_TAG.finditer(words):
        if wide[0].translate(_WIDE) != wide[0] and not _TAG.fullmatch(wide[0]):
            yield Fault(place, "wide-marks", f"“{wide[0]}”用了全角符号，不会被填写；请改成半角：{_halved(wide[0])}")
    for tag in _tags(name, paragraph, place):
        if not tag.typed.startswith("{#"):
            yield from _wide(tag)
    rest = _WIDE_TAG.sub("", _TAG.sub("", words))
    for half in _HALF.finditer(rest):
        around = rest[max(0, half.start() - 4) : half.end() + 16]
        closing = {"{{": "}}", "{%": "%}", "{#": "#}", "}}": "{{", "%}": "{%", "#}": "{#"}[half[0]]
        yield Fault(place, "unclosed-tag", f"“{around}”里的 {half[0]} 没有在同一段里配上 {closing}，请补全")


def _wide(tag: Tag) -> Iterator[Fault]:
    """Full-width marks and curly quotes in a tag; in a fixed text only the quotes are wrong."""
    outside = _STRING.sub("", tag.typed)
    curly = [quote for quote in "“”‘’" if quote in tag.typed]
    if curly and not any(quote in outside for quote in curly):
        yield tag.fault("smart-quotes", "固定文字里不能有中文引号，请把带引号的文字写在标签外面")
        return
    plain = _STRING.sub("", tag.typed.translate(_QUOTES))
    if plain.translate(_WIDE) != plain:
        yield tag.fault("wide-marks", f"用了全角符号，请改成半角：{_halved(tag.typed)}")
    elif curly:
        yield tag.fault("smart-quotes", f"用了中文引号，请改成半角引号：{_halved(tag.typed)}")


def _halved(typed: str) -> str:
    """A tag in half-width marks; what stands in quotes stays."""
    straight = typed.translate(_QUOTES)
    pieces, end = [], 0
    for string in _STRING.finditer(straight):
        pieces += [straight[end : string.start()].translate(_WIDE), string[0]]
        end = string.end()
    return "".join((*pieces, straight[end:].translate(_WIDE)))


def misplaced(name: str, root: etree._Element) -> Iterator[Fault]:
    """Tags in attributes, such as the description of a picture, where no text of a document belongs."""
    for element in root.iter():
        for value in element.attrib.values():
            if _TAG.search(str(value)):
                where = etree.QName(element).localname
                yield Fault(
                    f"{_PARTS.get(name.rsplit('/', maxsplit=1)[-1][:-4], name)} {where} 的属性",
                    "misplaced",
                    f"标签 {str(value)[:60]} 写在了属性里（如图片的替代文字），请移到正文文字中",
                )


def _tags(name: str, paragraph: etree._Element, place: str) -> Iterator[Tag]:
    for found in _TAG.finditer(joined(paragraph)):
        prefix = _PREFIX.match(found[0], 2)
        yield Tag(name, place, found[0], paragraph, prefix[1] if prefix else "")


def _outer_tables(root: etree._Element) -> list[etree._Element]:
    return [table for table in root.iter(f"{_W}tbl") if next(table.iterancestors(f"{_W}tbl"), None) is None]


def _cell(paragraph: etree._Element) -> str:
    """Row and cell of a paragraph in the outermost table around it."""
    cell = list(paragraph.iterancestors(f"{_W}tc"))[-1:]
    row = list(paragraph.iterancestors(f"{_W}tr"))[-1:]
    if not cell or not row:
        return ""
    rows = list(row[0].itersiblings(f"{_W}tr", preceding=True))
    cells = list(cell[0].itersiblings(f"{_W}tc", preceding=True))
    return f"第{len(rows) + 1}行第{len(cells) + 1}格"


def _quoted(words: str) -> str:
    words = words.strip()
    return f"“{words[:_LONGEST_QUOTE]}{'…' if len(words) > _LONGEST_QUOTE else ''}”" if words else ""

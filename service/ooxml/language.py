"""The template language: a Word part with docxtpl tags becomes Jinja source.

Everything docxtpl understands, by docxtpl's own translation, and one form more, for what depends on the document.
It is typed as text, so that the unfilled template stays a valid .docx and keeps a default to look at:

    {{spacing.before head.before}}   sets an attribute of the nearest element of that name
    {{posOffset imprint.top}}        sets the text of an element that holds text
    {{keepNext block.kept}}          keeps an empty element only where the value is true
    {{tblGrid table.columns}}        makes the table's grid from the `width` of each column

Nearest: in the run that carries the tag, else its paragraph, else the properties of its cell, row and table.

A comment names what a template leaves out on purpose, so that it is no fault: {# 不印 note, attachments #}
"""

import re
from collections.abc import Iterator
from difflib import get_close_matches
from itertools import pairwise

from docxtpl import DocxTemplate
from lxml import etree

from service.errors import Fault, TemplateRejected

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, recover=False, remove_comments=True, remove_pis=True)
_SETTER = re.compile(
    r"\{\{\s*(?P<element>[A-Za-z]{2,})(?:\.(?P<attribute>[A-Za-z]+))?\s+(?P<value>[A-Za-z_][\w.]*)\s*\}\}"
)
_OPEN, _CLOSE = "\ue000", "\ue001"  # private-use marks that survive docxtpl's patches
_DECLARATION = re.compile(r"^<\?xml.*?\?>\s*", re.DOTALL)


_MARKUP = re.compile(rb"<[^>]*>")
_TAG_START = re.compile(rb"\{[{%#]")
_PARAGRAPH_START = re.compile(rb"<w:p[ >]")
_ALONE = re.compile(r"\{[{%#](p|tr|tc)\s[^}]*\}\}?")
_OMITTED = re.compile(r"\{#\w*\s*不印[：:]?\s*([^#]*)#\}")
_BRACES = {"{_{": "{{", "}_}": "}}", "{_%": "{%", "%_}": "%}"}
_HOLDER = {"p": "一段", "tr": "一行", "tc": "一格"}

# docxtpl's patches grow with the square of these. The largest official part has 256 tags, 45 KB, 2 KB a paragraph.
MOST_TAGS = 500
LARGEST_PART = 2_000_000
LONGEST_PARAGRAPH = 64_000


def has_tags(part: bytes) -> bool:
    """Whether a part holds anything to fill, wherever Word has split it."""
    return b"{" in part and (_TAG_START.search(part) or _TAG_START.search(_MARKUP.sub(b"", part))) is not None


def is_filled(name: str, part: bytes) -> bool:
    """Whether a part is one that tags are filled in; others are left as they are, whatever stands in them."""
    return name == "word/document.xml" or (name.startswith("word/") and name.endswith(".xml") and has_tags(part))


def omitted(part: bytes) -> frozenset[str]:
    """The paths that a part's comments name as left out on purpose."""
    comments = _OMITTED.findall(_MARKUP.sub(b"", part).decode()) if "不印".encode() in part else []
    return frozenset(path for comment in comments for path in re.findall(r"[\w.\[\]]+", comment))


def costs(name: str, part: bytes) -> list[Fault]:
    """What makes a part too expensive to translate; found before anything that grows with its square begins."""
    counts = (len(_TAG_START.findall(part)), len(_TAG_START.findall(_MARKUP.sub(b"", part))))
    starts = [found.start() for found in _PARAGRAPH_START.finditer(part)]
    longest = max((end - start for start, end in pairwise([*starts, len(part)])), default=0)
    told = [
        (max(counts), MOST_TAGS, "标签有{}个，最多{}个，请减少"),
        (len(part), LARGEST_PART, "内容有{}字节，最多{}字节，请精简"),
        (longest, LONGEST_PARAGRAPH, "有一段长{}字节，最多{}字节，请分段"),
    ]
    return [Fault(name, "too-expensive", words.format(found, most)) for found, most, words in told if found > most]


def jinja_source(part: bytes, name: str = "") -> str:
    """The Jinja source of a Word part, without its XML declaration; raises TemplateRejected with all that is wrong."""
    if too_much := costs(name, part):
        raise TemplateRejected("template-too-expensive", too_much)
    root = etree.fromstring(part, _PARSER)
    setters = _Setters()
    paragraphs = list(root.iter(f"{{{W}}}p"))
    for paragraph in paragraphs:
        setters.take_from(paragraph)
    faults = [*setters.faults, *(fault for paragraph in paragraphs for fault in not_alone(paragraph))]
    if faults:
        raise TemplateRejected("template-rejected", faults)
    patched: str = DocxTemplate(None).patch_xml(etree.tostring(root, encoding="unicode"))
    return setters.written(_literal_braces(_DECLARATION.sub("", patched)))


def _literal_braces(source: str) -> str:
    """docxtpl's way to write braces that are no tag: taken where the template is loaded, never in data."""
    for typed, braces in _BRACES.items():
        source = source.replace(typed, f"{{% raw %}}{braces}{{% endraw %}}")
    return source


def not_alone(paragraph: etree._Element) -> list[Fault]:
    """Paragraph, row and cell tags beside anything else: docxtpl would drop what stands beside them."""
    joined = "".join(text.text or "" for text in own_texts(paragraph))
    faults = []
    for tag in _ALONE.finditer(joined):
        holder = paragraph if tag[1] == "p" else _nearest(paragraph, tag[1])
        if holder is None:
            faults.append(Fault(tag[0], "no-holder", f"标签 {tag[0]} 只能写在表格里"))
            continue
        rest = "".join(text.text or "" for text in holder.iter(f"{{{W}}}t")).replace(tag[0], "", 1).strip()
        drawn = next(holder.iter(f"{{{W}}}drawing", f"{{{W}}}pict", f"{{{W}}}sectPr"), None)
        if rest or drawn is not None:
            lost, one = f"“{rest[:20]}”" if rest else "图片或分节符", _HOLDER[tag[1]]
            place = f"同一{one[1:]}"
            sentence = f"标签 {tag[0]} 在填写时连{place}一起去掉，{place}的{lost}会丢失；请让标签单独占{one}"
            faults.append(Fault(tag[0], "not-alone", sentence))
    return faults


def own_texts(paragraph: etree._Element) -> list[etree._Element]:
    """The text elements of a paragraph, without those of text boxes anchored in it."""
    return [text for text in paragraph.iter(f"{{{W}}}t") if _nearest(text, "p") is paragraph]


# of elements that a setter may give an attribute they did not have
_ATTRIBUTES = {
    "spacing": ("before", "after", "line", "lineRule"),
    "ind": ("left", "right", "hanging", "firstLine"),
    "trHeight": ("val", "hRule"),
}


def _unusable(target: etree._Element | None, element: str, attribute: str | None) -> str:
    """Why a setter sets nothing: its element is gone with the formatting, or has no attribute of that name."""
    if target is None:
        return f"这里没有 {element} 可以设置；格式可能被清除了，请从通用模板复制这一段，或核对标签的写法"
    names = [*(etree.QName(name).localname for name in target.attrib), *_ATTRIBUTES.get(element, ())]
    if attribute is None or attribute in names:
        return ""
    near = get_close_matches(attribute, names, 1)
    return f"{element} 没有 {attribute} 可以设置" + (f"，是不是 {near[0]}？" if near else "，请核对标签的写法")


class _Setters:
    """Takes setter tags out of paragraphs and marks their targets; writes their Jinja after docxtpl's patches."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []
        self._code: list[str] = []

    def take_from(self, paragraph: etree._Element) -> None:
        texts = own_texts(paragraph)
        joined = "".join(text.text or "" for text in texts)
        for tag in reversed(list(_SETTER.finditer(joined))):
            run = _nearest(_text_at(texts, tag.start()), "r")
            target = next(_targets(run, paragraph, tag["element"]), None)
            if (wrong := _unusable(target, tag["element"], tag["attribute"])) or target is None:
                self.faults.append(Fault(tag[0], "no-target", f"标签 {tag[0]}：{wrong}"))
                continue
            _cut(texts, tag.start(), tag.end())
            self._mark(target, tag["attribute"], tag["value"])
        if joined and _SETTER.search(joined):
            _drop_empty_runs(texts)

    def _mark(self, target: etree._Element, attribute: str | None, value: str) -> None:
        if attribute is not None:
            qualified = next((name for name in target.attrib if etree.QName(name).localname == attribute), None)
            target.set(qualified or f"{{{W}}}{attribute}", self._token(f"{{{{ {value} }}}}"))
        elif etree.QName(target).localname == "tblGrid":
            for column in list(target):
                target.remove(column)
            columns = f'{{% for column in {value} %}}<w:gridCol w:w="{{{{ column.width }}}}"/>{{% endfor %}}'
            target.text = self._token(columns)
        elif target.text:
            target.text = self._token(f"{{{{ {value} }}}}")
        else:
            _text_before(target, self._token(f"{{% if {value} %}}"))
            target.tail = self._token("{% endif %}") + (target.tail or "")

    def _token(self, code: str) -> str:
        self._code.append(code)
        return f"{_OPEN}{len(self._code) - 1}{_CLOSE}"

    def written(self, source: str) -> str:
        """The source with every mark replaced by its Jinja."""
        return re.sub(f"{_OPEN}(\\d+){_CLOSE}", lambda mark: self._code[int(mark[1])], source)


def _nearest(element: etree._Element, name: str) -> etree._Element | None:
    return next(element.iterancestors(f"{{{W}}}{name}"), None)


def _targets(run: etree._Element | None, paragraph: etree._Element, name: str) -> Iterator[etree._Element]:
    """Elements of that local name, nearest first."""
    scopes = [run, paragraph] if run is not None else [paragraph]
    for scope in scopes:
        yield from scope.iter(f"{{*}}{name}")
    for holder, properties in (("tc", "tcPr"), ("tr", "trPr"), ("tbl", "tblPr")):
        around = _nearest(paragraph, holder)
        inside = None if around is None else around.find(f"{{{W}}}{properties}")
        if inside is not None:
            yield from inside.iter(f"{{*}}{name}")
    table = _nearest(paragraph, "tbl")
    if table is not None and name == "tblGrid":
        yield from table.iterchildren(f"{{{W}}}tblGrid")


def _text_at(texts: list[etree._Element], position: int) -> etree._Element:
    for text in texts:
        position -= len(text.text or "")
        if position < 0:
            return text
    raise IndexError(position)


def _cut(texts: list[etree._Element], start: int, end: int) -> None:
    """Remove characters start…end of the joined text, wherever Word has split it over runs."""
    offset = 0
    for text in texts:
        content = text.text or ""
        left, right = max(0, start - offset), max(0, end - offset)
        text.text = content[:left] + content[right:]
        offset += len(content)


def _drop_empty_runs(texts: list[etree._Element]) -> None:
    for text in texts:
        run = text.getparent()
        if not text.text and run is not None and run.getparent() is not None:
            run.remove(text)
            if all(etree.QName(child).localname == "rPr" for child in run):
                run.getparent().remove(run)  # type: ignore[union-attr]


def _text_before(element: etree._Element, text: str) -> None:
    previous, parent = element.getprevious(), element.getparent()
    if previous is not None:
        previous.tail = (previous.tail or "") + text
    elif parent is not None:
        parent.text = (parent.text or "") + text

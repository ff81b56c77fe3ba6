"""What a document from outside may hold, steps 10 to 12 of the gate: its relationships, nothing active, few sheets."""

import posixpath
import re
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal
from urllib.parse import unquote

from service.errors import Fault
from service.ooxml.gate_fields import WORD, Fields
from service.ooxml.gate_xml import Attributes, Stopped, Wanted, named, of_local_name
from service.ooxml.gate_zip import Limits, clipped

Kind = Literal["docx", "xlsx"]
CONTENT_TYPES = "[content_types].xml"
MAIN_RELATIONSHIP = "/officedocument"

_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_SHEET = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
)
_DRAWING = ("http://schemas.openxmlformats.org/drawingml/2006/main", "http://purl.oclc.org/ooxml/drawingml/main")
_VML, _OFFICE = "urn:schemas-microsoft-com:vml", "urn:schemas-microsoft-com:office:office"

# A link leads only where it is clicked; a fragment alone, which LibreOffice writes as external, leads nowhere outside.
_HARMLESS_LINK = re.compile(r"https?://|mailto:|#", re.IGNORECASE)
_LINKS = {f"{space} hyperlink" for space in (*WORD, *_SHEET)} | {
    f"{space} {name}" for space in _DRAWING for name in ("hlinkClick", "hlinkHover", "hlinkMouseOver")
}
_NORMAL = "请在“开发工具—文档模板”中改回 Normal 后另存，再上传"
_EMBED = "请改为嵌入的图片或删除后另存，再上传"
_UNLINK = "请取消超链接后另存，再上传"
_MOST_FAULTS = 1_000
_PICTURES = {f"{space} blip" for space in _DRAWING} | {f"{_VML} {local}" for local in ("imagedata", "fill", "stroke")}
_ACTIVE_NAMES = {
    "vbaproject": "宏",
    "vbadata": "宏",
    "macrosheets/": "宏",
    "macroenabled": "宏",
    "activex": "ActiveX 控件",
    "embeddings/": "嵌入的对象",
    "oleobject": "嵌入的对象",
}
_ACTIVE_RELATIONSHIPS = {
    "vbaproject": "宏",
    "wordvbadata": "宏",
    "control": "ActiveX 控件",
    "activexcontrolbinary": "ActiveX 控件",
    "oleobject": "嵌入的对象",
    "package": "嵌入的对象",
    "afchunk": "嵌入的其他文档（altChunk）",
    "subdocument": "主控文档的子文档",
    "attachedtemplate": "附加的模板",
}
_ACTIVE_ELEMENTS = {
    **{f"{space} altChunk": "嵌入的其他文档（altChunk）" for space in WORD},
    **{f"{space} subDoc": "主控文档的子文档" for space in WORD},
    **{f"{space} attachedTemplate": "附加的模板" for space in WORD},
    **{f"{space} control": "ActiveX 控件" for space in WORD},
    f"{_OFFICE} OLEObject": "嵌入的对象",
    **{f"{space} {name}": "与其他程序的动态链接" for space in _SHEET for name in ("ddeLink", "oleLink")},
    **{f"{space} oleObject": "嵌入的对象" for space in _SHEET},
}


@dataclass
class Findings:
    """What the parts of one package say of it, and what is wrong with them."""

    parts: Collection[str]  # every part's name, in small letters
    limits: Limits
    faults: dict[Fault, None] = field(default_factory=dict)  # in the order found, each once
    types: dict[str, str] = field(default_factory=dict)  # part or ".extension" → content type
    main: str = ""
    relationships: int = 0
    sheets: int = 0
    outside: dict[str, set[str]] = field(default_factory=dict)  # part → ids of its links out of the package

    def add(self, place: str, slug: str, sentence: str) -> None:
        """One thing wrong with a part."""
        if len(self.faults) < _MOST_FAULTS:
            self.faults[Fault(clipped(place), slug, sentence)] = None

    def active(self, place: str, what: str, advice: str = "请删除后另存，再上传") -> None:
        """One thing in a part that may act by itself."""
        self.add(place, "active-content", f"{clipped(place)} 里有：{what}。{advice}")

    def check_name(self, name: str, text: str) -> None:
        """Active content that a part's name or content type tells of."""
        for mark, what in _ACTIVE_NAMES.items():
            if mark in text.lower():
                self.active(name, what)
                return

    def type_of(self, name: str) -> str:
        """A part's content type, in small letters; empty where none is declared."""
        name = name.lower()
        return self.types.get(name) or self.types.get("." + name.rpartition(".")[2], "")

    def wanted(self, name: str, kind: Kind) -> Wanted:
        """What is to be heard of the part of that name."""
        lowered = name.lower()
        if lowered == CONTENT_TYPES:
            return Wanted({f"{_TYPES} Default": self._default, f"{_TYPES} Override": self._override})
        if lowered.endswith(".rels"):
            return Wanted({f"{_RELATIONSHIPS} Relationship": lambda found: self._relationship(name, found)})
        return _content(self, name, kind)

    def _count_relationship(self) -> None:
        self.relationships += 1
        if self.relationships > self.limits.relationships:
            raise Stopped("package-too-complex", f"文件的链接和关系超过 {self.limits.relationships} 个")

    def _default(self, attributes: Attributes) -> None:
        self._count_relationship()
        found = named(attributes)
        extension, content_type = "." + found.get("Extension", "").lower(), found.get("ContentType", "").lower()
        if any(part.endswith(extension) for part in self.parts):  # some writers declare what they do not use
            self.types[extension] = content_type
            self.check_name("[Content_Types].xml", content_type)

    def _override(self, attributes: Attributes) -> None:
        self._count_relationship()
        found = named(attributes)
        name, content_type = self._existing(found.get("PartName", "")), found.get("ContentType", "").lower()
        if name:
            self.types[name.lower()] = content_type
            self.check_name(name, content_type)

    def _existing(self, path: str) -> str:
        """The part of that path, as it is written or with its %-signs read; empty where there is none."""
        names = (posixpath.normpath("/" + written).lstrip("/") for written in (path, unquote(path)))
        return next((name for name in names if name.lower() in self.parts), "")

    def _relationship(self, place: str, attributes: Attributes) -> None:
        """Step 10: an internal target exists, an external one is a harmless link."""
        self._count_relationship()
        found = named(attributes)
        target, kind = found.get("Target", ""), "/" + found.get("Type", "").lower().rpartition("/")[2]
        what = _ACTIVE_RELATIONSHIPS.get(kind[1:])
        if what is not None:
            self.active(place, what, *([_NORMAL] if kind == "/attachedtemplate" else []))
        elif found.get("TargetMode", "").lower() == "external":
            self.outside.setdefault(_source(place).lower(), set()).add(found.get("Id", ""))
            self._check_outside(place, kind, target)
        elif not target.startswith("#"):
            resolved = self._existing(_resolved(_source(place), target))
            if place.lower() == "_rels/.rels" and kind == MAIN_RELATIONSHIP and not self.main:
                self.main = resolved  # where that part is missing, the file is no document at all
            elif kind == MAIN_RELATIONSHIP:
                self.add(place, "damaged-package", "文件里有两个正文。请用办公软件打开核对后另存，再上传")
            elif not resolved:
                sentence = f"{clipped(place)} 指向没有的部件：{clipped(target)}。请用办公软件打开核对后另存，再上传"
                self.add(place, "damaged-package", sentence)

    def _check_outside(self, place: str, kind: str, target: str) -> None:
        shown = clipped(target)
        if kind == "/image":
            self.active(place, f"链接在文件以外的图片（{shown}）", _EMBED)
        elif kind != "/hyperlink":
            self.active(place, f"指向文件以外的引用（{shown}）")
        elif not _HARMLESS_LINK.match(target):
            self.active(place, f"指向本机或内部位置的超链接（{shown}）", _UNLINK)


def _source(place: str) -> str:
    """The part whose relationships stand in the part of that name: word/_rels/document.xml.rels → word/document.xml."""
    folder, _, file = place.rpartition("/")
    return posixpath.join(posixpath.dirname(folder), file[: -len(".rels")])


def _resolved(source: str, target: str) -> str:
    """The path an internal target leads to."""
    return posixpath.join("/", posixpath.dirname(source), target.partition("#")[0])


def _content(findings: Findings, name: str, kind: Kind) -> Wanted:
    """What is to be heard of a part that is neither content types nor relationships."""
    started: dict[str, Callable[[Attributes], None]] = {
        element: _active_element(findings, name, what) for element, what in _ACTIVE_ELEMENTS.items()
    }
    started |= dict.fromkeys(_PICTURES, lambda found: _check_picture(findings, name, found))
    others = _outside_users(findings, name) if name.lower() in findings.outside else None
    if kind == "xlsx":
        return Wanted(started | _sheet(findings), others=others)
    fields = Fields(lambda what: findings.active(name, what))
    started |= {f"{space} fldChar": fields.mark for space in WORD}
    started |= {f"{space} fldSimple": fields.simple for space in WORD}
    texts = {f"{space} {local}": fields.text for space in WORD for local in ("instrText", "delInstrText")}
    return Wanted(started, texts, others)


def _active_element(findings: Findings, name: str, what: str) -> Callable[[Attributes], None]:
    return lambda _: findings.active(name, what)


def _check_picture(findings: Findings, name: str, attributes: Attributes) -> None:
    """A linked picture: told by its own attribute, whatever its relationship calls itself."""
    if of_local_name(attributes, "link", "href", "src"):
        findings.active(name, "链接在文件以外的图片", _EMBED)


def _outside_users(findings: Findings, name: str) -> Callable[[str, Attributes], None]:
    """Hears of each element that uses a link's relationship and is no link: a picture could load through it."""
    ids = findings.outside[name.lower()]

    def check(element: str, attributes: Attributes) -> None:
        if not ids.isdisjoint(attributes) and element not in _LINKS:
            for attribute, value in zip(attributes[::2], attributes[1::2], strict=True):
                if value in ids and ("relationships " in attribute or attribute.endswith(" relid")):
                    findings.active(name, "指向文件以外的引用")

    return check


def _sheet(findings: Findings) -> dict[str, Callable[[Attributes], None]]:
    """Step 12: the sheets of a workbook, and how far its cells reach; readers fill up to the farthest one."""
    limits = findings.limits

    def sheet(_: Attributes) -> None:
        findings.sheets += 1
        if findings.sheets > limits.sheets:
            raise Stopped("package-too-complex", f"工作表超过 {limits.sheets} 张")

    def check(corner: str) -> None:
        letters = corner.rstrip("0123456789")
        row = corner[len(letters) :]
        if len(row) > 7 or int(row or 0) > limits.rows or _column(letters[:8]) > limits.columns:
            sentence = f"单元格 {clipped(corner)} 太远，上限 {limits.rows} 行、{limits.columns} 列"
            raise Stopped("package-too-complex", sentence)

    def cell(attributes: Attributes) -> None:
        check(attributes[1] if attributes[:1] == ["r"] else named(attributes).get("r", ""))

    def merge(attributes: Attributes) -> None:
        for corner in named(attributes).get("ref", "").split(":"):
            check(corner)

    heard = {"sheet": sheet, "row": cell, "c": cell, "mergeCell": merge}
    return {f"{space} {local}": hear for space in _SHEET for local, hear in heard.items()}


@lru_cache(maxsize=2_048)
def _column(letters: str) -> int:
    """A → 1, Z → 26, AA → 27."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number

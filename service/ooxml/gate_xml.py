"""XML from outside, step 9 of the gate: read once by expat, without a tree, before any parser that builds one.

The bounds are for the whole package, and count all that costs a tree memory: elements, and comments, instructions and
CDATA as such; attributes, and namespace declarations as such.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

from service.ooxml.gate_zip import Limits

Attributes = list[str]  # name, value, name, value …
_ENCODINGS = {"utf-8", "utf8", "utf-16", "us-ascii", "ascii"}  # the standard's, which all parsers read alike
_MOST_EQUAL_SIGNS = 20_000  # in one piece without a tag: an element of 500,000 attributes would take 100 MiB


class Stopped(Exception):
    """The part may not be read on; `slug` and `sentence` say why."""

    def __init__(self, slug: str, sentence: str) -> None:
        self.slug, self.sentence = slug, sentence
        super().__init__(sentence)


def named(attributes: Attributes) -> dict[str, str]:
    """Attributes by name, "namespace local" or plain: one of another namespace does not hide the one that counts."""
    return dict(zip(attributes[::2], attributes[1::2], strict=True))


def of_local_name(attributes: Attributes, *names: str) -> list[str]:
    """The values of all attributes of these local names, whatever their namespace."""
    found = zip(attributes[::2], attributes[1::2], strict=True)
    return [value for name, value in found if name.rpartition(" ")[2] in names and value]


@dataclass(slots=True)
class Spent:
    """What all parts read so far have used of the limits."""

    limits: Limits
    elements: int = 0
    attributes: int = 0


@dataclass(frozen=True)
class Wanted:
    """What the reader of a part wants to hear of: elements by name ("namespace local"), and the text of some."""

    started: Mapping[str, Callable[[Attributes], None]] = field(default_factory=dict)
    texts: Mapping[str, Callable[[str], None]] = field(default_factory=dict)
    others: Callable[[str, Attributes], None] | None = None  # every element, where a part needs it


def scan(pieces: Iterable[bytes], spent: Spent, wanted: Wanted) -> None:
    """Reads one part; raises Stopped where it is not sound, forbidden or too much."""
    reader = _Reader(spent, wanted)
    try:
        for piece in pieces:
            reader.feed(piece)
        reader.parser.Parse(b"", True)
    except expat.ExpatError as error:
        where = f"第 {error.lineno} 行第 {error.offset + 1} 列"
        raise Stopped("damaged-package", f"XML 写法不对（{where}）") from error
    except (ValueError, LookupError) as error:  # an encoding Python does not have
        raise Stopped("damaged-package", "XML 的编码不能识别") from error


class _Reader:
    """Expat with its handlers, and the counts that stop it."""

    def __init__(self, spent: Spent, wanted: Wanted) -> None:
        self._spent, self._limits = spent, spent.limits
        self._started, self._texts, self._others = wanted.started, wanted.texts, wanted.others
        self._depth = self._tags = self._stretch = self._equal_signs = 0
        self._text: list[str] = []
        # No interning: its dictionary would keep every name of a part full of invented ones.
        self.parser = parser = expat.ParserCreate(namespace_separator=" ", intern=None)
        parser.ordered_attributes = parser.buffer_text = True
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        parser.CommentHandler = parser.ProcessingInstructionHandler = self._count_node
        parser.StartCdataSectionHandler = self._count_node
        parser.StartNamespaceDeclHandler = self._count_namespace
        parser.StartDoctypeDeclHandler = self._refuse_doctype
        parser.XmlDeclHandler = self._check_encoding

    def feed(self, piece: bytes) -> None:
        """Parse on; a long stretch without a tag is one giant text, attribute or comment."""
        before = self._tags
        self.parser.Parse(piece, False)
        if self._tags != before:
            self._stretch = self._equal_signs = 0
            return
        self._stretch += len(piece)
        self._equal_signs += piece.count(b"=")
        if self._stretch > self._limits.stretch or self._equal_signs > _MOST_EQUAL_SIGNS:
            raise Stopped("package-too-complex", f"有一段文字或属性过长，超过 {self._limits.stretch >> 20} MiB")

    def _start(self, name: str, attributes: Attributes) -> None:
        spent, limits = self._spent, self._limits
        self._tags += 1
        self._depth += 1
        spent.elements += 1
        spent.attributes += len(attributes) >> 1
        if self._depth > limits.depth:
            raise Stopped("package-too-complex", f"内容嵌套超过 {limits.depth} 层")
        if spent.elements > limits.elements or spent.attributes > limits.attributes:
            self._refuse_many()
        if (hear := self._started.get(name)) is not None:
            hear(attributes)
        elif name in self._texts:
            self._text = []
            self.parser.CharacterDataHandler = self._text.append
        if self._others is not None:
            self._others(name, attributes)

    def _end(self, name: str) -> None:
        self._depth -= 1
        if name in self._texts:
            self.parser.CharacterDataHandler = None
            self._texts[name]("".join(self._text))

    def _count_node(self, *_: object) -> None:
        self._spent.elements += 1
        if self._spent.elements > self._limits.elements:
            self._refuse_many()

    def _count_namespace(self, *_: object) -> None:
        self._spent.attributes += 1
        if self._spent.attributes > self._limits.attributes:
            self._refuse_many()

    def _refuse_many(self) -> None:
        raise Stopped("package-too-complex", f"文件的内容过多，超过 {self._limits.elements} 个元素")

    def _refuse_doctype(self, *_: object) -> None:
        raise Stopped("forbidden-xml", "含有 DOCTYPE 声明，Word 不会写出这样的文件")

    def _check_encoding(self, version: str, encoding: str | None, standalone: int) -> None:
        if encoding is not None and encoding.lower() not in _ENCODINGS:
            raise Stopped("damaged-package", "XML 的编码不是 UTF-8 或 UTF-16")

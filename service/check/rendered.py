"""The pages of a rendered document: characters, lines and rules, measured in millimetres from the page's corner."""

import ctypes
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Any, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

_MM = 25.4 / 72
_NUMBER = re.compile(r"—(\d+)—")
_RULE_THICKEST = 1.5  # mm: what is higher is no rule
_RULE_SHORTEST = 20.0  # mm
_RED_LEAST, _RED_MOST = 176, 80  # of 255: red of a red, its other colours


class Character(NamedTuple):
    """One visible character: its ink, its baseline, face, size in points."""

    text: str
    left: float
    right: float
    top: float
    base: float
    face: str
    size: float
    red: bool


class Rule(NamedTuple):
    """A horizontal rule: its middle, its ends, whether it is red."""

    y: float
    left: float
    right: float
    red: bool

    @property
    def length(self) -> float:
        return self.right - self.left


@dataclass(frozen=True)
class Line:
    """The characters of one baseline from left to right."""

    base: float
    characters: tuple[Character, ...]

    @cached_property
    def text(self) -> str:
        return "".join(character.text for character in self.characters)

    @property
    def left(self) -> float:
        return self.characters[0].left

    @property
    def right(self) -> float:
        return max(character.right for character in self.characters)

    @property
    def size(self) -> float:
        return Counter(character.size for character in self.characters).most_common(1)[0][0]

    @property
    def number(self) -> int | None:
        """The page number, on a line that is nothing else."""
        match = _NUMBER.fullmatch(self.text)
        return int(match[1]) if match else None


@dataclass(frozen=True)
class Page:
    """One page; `text` is in the order of the file, spaces left out."""

    width: float
    height: float
    lines: tuple[Line, ...]
    rules: tuple[Rule, ...]
    text: str

    @property
    def landscape(self) -> bool:
        return self.width > self.height

    @property
    def body(self) -> list[Line]:
        return [line for line in self.lines if line.number is None]

    @property
    def number(self) -> Line | None:
        return next((line for line in self.lines if line.number is not None), None)


@dataclass(frozen=True)
class RenderedPages:
    """All pages of a document."""

    pages: tuple[Page, ...]

    @cached_property
    def text(self) -> str:
        return "".join(page.text for page in self.pages)

    @cached_property
    def faces(self) -> frozenset[str]:
        """The faces of hanzi on all pages."""
        return frozenset(
            character.face
            for page in self.pages
            for line in page.lines
            for character in line.characters
            if character.text >= "\u3400"
        )

    def mark_top(self) -> float | None:
        """Where the ink of the red mark starts on page 1; nothing without one."""
        first = self.pages[0].lines if self.pages else ()
        tops = [sign.top for line in first for sign in line.characters if sign.red and sign.text >= "\u3400"]
        return min(tops, default=None)

    def with_text(self, text: str) -> int | None:
        """The last page that shows these words; nothing where they are broken over pages or missing."""
        wanted = "".join(text.split())
        return next((place for place in range(len(self.pages) - 1, -1, -1) if wanted in self.pages[place].text), None)


def read_pages(pdf: bytes) -> RenderedPages:
    """The pages of a PDF, measured."""
    with pypdfium2.PdfDocument(pdf) as document:
        return RenderedPages(tuple(_page(page) for page in document))


def _page(page: Any) -> Page:
    width, height = page.get_size()
    signs = list(_characters(page, height))
    lines = []
    for _, members in groupby(
        sorted(signs, key=lambda sign: (round(sign.base, 1), sign.left)), lambda s: round(s.base, 1)
    ):
        found = tuple(members)
        lines.append(Line(found[0].base, found))
    text = "".join(sign.text for sign in signs)
    rules = tuple(sorted(_rules(page, height)))
    return Page(width * _MM, height * _MM, tuple(lines), rules, text)


def _characters(page: Any, height: float) -> Iterator[Character]:
    found = page.get_textpage()
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    x, y = ctypes.c_double(), ctypes.c_double()
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    faces: dict[bytes, str] = {}
    buffer, flags = ctypes.create_string_buffer(256), ctypes.c_int()
    for index in range(pdfium.FPDFText_CountChars(found)):
        code = pdfium.FPDFText_GetUnicode(found, index)
        if code <= 0x20 or code in (0xA0, 0x3000, 0xFFFE, 0xFFFF) or pdfium.FPDFText_IsGenerated(found, index):
            continue
        pdfium.FPDFText_GetCharBox(found, index, left, right, bottom, top)
        pdfium.FPDFText_GetCharOrigin(found, index, x, y)
        pdfium.FPDFText_GetFillColor(found, index, red, green, blue, alpha)
        pdfium.FPDFText_GetFontInfo(found, index, buffer, 256, flags)
        name = faces.setdefault(buffer.value, buffer.value.decode("utf-8", "replace").partition("+")[2])
        yield Character(
            chr(code),
            left.value * _MM,
            right.value * _MM,
            (height - top.value) * _MM,
            (height - y.value) * _MM,
            name or buffer.value.decode("utf-8", "replace"),
            round(pdfium.FPDFText_GetFontSize(found, index), 1),
            red.value >= _RED_LEAST and max(green.value, blue.value) <= _RED_MOST,
        )


def _rules(page: Any, height: float) -> list[Rule]:
    """Paths wider than high; touching pieces of one height are one rule."""
    pieces = []
    colours = [ctypes.c_uint() for _ in range(4)]
    for shape in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH]):
        left, bottom, right, top = (value * _MM for value in shape.get_bounds())
        if top - bottom > _RULE_THICKEST or right - left < 1:
            continue
        pdfium.FPDFPageObj_GetStrokeColor(shape, *colours)
        red, green, blue = (colour.value for colour in colours[:3])
        is_red = red >= _RED_LEAST and max(green, blue) <= _RED_MOST
        pieces.append(Rule(height * _MM - (top + bottom) / 2, left, right, is_red))
    joined: list[Rule] = []
    for piece in sorted(pieces, key=lambda piece: (round(piece.y, 1), piece.left)):
        last = joined[-1] if joined else None
        if last is not None and abs(last.y - piece.y) < 0.2 and piece.left <= last.right + 0.5:
            joined[-1] = last._replace(right=max(last.right, piece.right))
        else:
            joined.append(piece)
    return [rule for rule in joined if rule.length >= _RULE_SHORTEST]

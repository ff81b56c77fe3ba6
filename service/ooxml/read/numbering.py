"""Automatic numbers as they are printed: 一、 （一） 1. from word/numbering.xml and the paragraphs counted so far."""

from collections.abc import Callable
from typing import NamedTuple

from lxml import etree

from service.ooxml.read.markup import VAL, W, number, switch
from service.ooxml.read.properties import Properties, paragraph_properties

_DIGITS = "〇一二三四五六七八九"
_LEVELS = 9
_LONGEST = 4000  # a Roman numeral or letter beyond is no number of a heading
_ROMAN = (
    *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL")),
    *((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)


class Level(NamedTuple):
    start: int
    form: str
    text: str
    suffix: str
    restart: int | None  # the level whose number starts this one again; None: any above
    plain: bool  # all numbers of the text in Arabic digits
    properties: Properties


class Numbering:
    """The lists of a document and how far each has counted."""

    def __init__(self, root: etree._Element | None) -> None:
        self._abstract: dict[int, dict[int, Level]] = {}
        self._lists: dict[int, tuple[int, dict[int, Level]]] = {}
        self._starts: dict[tuple[int, int], int] = {}
        self._counts: dict[int, list[int | None]] = {}
        self._begun: set[int] = set()
        if root is not None:
            self._read(root)

    def _read(self, root: etree._Element) -> None:
        for element in root.findall(W + "abstractNum"):
            levels = {number(level.get(W + "ilvl")): _level(level) for level in element.findall(W + "lvl")}
            self._abstract[number(element.get(W + "abstractNumId"))] = levels
        for element in root.findall(W + "num"):
            identifier, base = number(element.get(W + "numId")), element.find(W + "abstractNumId")
            abstract = -1 if base is None else number(base.get(VAL), -1)
            levels = dict(self._abstract.get(abstract, {}))
            for override in element.findall(W + "lvlOverride"):
                depth = number(override.get(W + "ilvl"))
                own, start = override.find(W + "lvl"), override.find(W + "startOverride")
                if own is not None:
                    levels[depth] = _level(own)
                if start is not None:
                    self._starts[identifier, depth] = number(start.get(VAL), 1)
            self._lists[identifier] = (abstract, levels)

    def level(self, identifier: int | None, depth: int) -> Level | None:
        """The level of a list; nothing for 0, which ends a list."""
        if not identifier or identifier not in self._lists:
            return None
        return self._lists[identifier][1].get(depth)

    def next(self, identifier: int, depth: int) -> str:
        """The number of the next paragraph of this list and level, with what follows it."""
        level = self.level(identifier, depth)
        if level is None or not 0 <= depth < _LEVELS:
            return ""
        abstract, levels = self._lists[identifier]
        counts = self._counts.setdefault(abstract, [None] * _LEVELS)
        if identifier not in self._begun:
            self._begun.add(identifier)
            for over in range(_LEVELS):
                if (identifier, over) in self._starts:
                    counts[over] = None
        start = self._starts.get((identifier, depth), level.start)
        before = counts[depth]
        counts[depth] = start if before is None else before + 1
        for deeper in range(depth + 1, _LEVELS):
            under = levels.get(deeper)
            if under is None or under.restart is None or (under.restart and depth < under.restart):
                counts[deeper] = None
        suffix = {"tab": "\t", "space": " "}.get(level.suffix, "")
        return _printed(level, levels, counts) + suffix if level.form != "bullet" else level.text + suffix


def _level(element: etree._Element) -> Level:
    found = {name: element.find(W + name) for name in ("start", "numFmt", "lvlText", "suff", "lvlRestart", "isLgl")}
    values = {name: None if child is None else child.get(VAL) for name, child in found.items()}
    legal = found["isLgl"]
    return Level(
        number(values["start"], 1) if found["start"] is not None else 0,
        values["numFmt"] or "decimal",
        values["lvlText"] or "",
        values["suff"] or "tab",
        None if found["lvlRestart"] is None else number(values["lvlRestart"]),
        legal is not None and switch(legal.get(VAL)),
        {
            name: value
            for name, value in paragraph_properties(element.find(W + "pPr")).items()
            if name not in ("numId", "ilvl")
        },
    )


def _printed(level: Level, levels: dict[int, Level], counts: list[int | None]) -> str:
    text = level.text
    for depth in range(_LEVELS):
        if f"%{depth + 1}" in text:
            form = levels[depth].form if depth in levels and not level.plain else "decimal"
            count = counts[depth]
            text = text.replace(
                f"%{depth + 1}",
                numeral(levels[depth].start if count is None else count, form) if depth in levels else "",
            )
    return text


def numeral(value: int, form: str) -> str:
    """A number in one of the forms of w:numFmt; an unknown form counts in Arabic digits."""
    writer = _FORMS.get(form)
    return str(value) if writer is None else writer(value)


def _hanzi(value: int) -> str:
    if not 0 < value < 100:
        return _digit_by_digit(value)
    tens, ones = divmod(value, 10)
    return ("" if not tens else "十" if tens == 1 else _DIGITS[tens] + "十") + (_DIGITS[ones] if ones else "")


def _roman(value: int) -> str:
    if not 0 < value < _LONGEST:
        return str(value)
    text = ""
    for worth, sign in _ROMAN:
        count, value = divmod(value, worth)
        text += sign * count
    return text


def _letter(value: int) -> str:
    return chr(97 + (value - 1) % 26) * ((value - 1) // 26 + 1) if 0 < value < _LONGEST else str(value)


def _digit_by_digit(value: int) -> str:
    return "".join(_DIGITS[int(digit)] for digit in str(abs(value)))


_FORMS: dict[str, Callable[[int], str]] = {
    **dict.fromkeys(("chineseCounting", "chineseCountingThousand", "japaneseCounting", "koreanCounting"), _hanzi),
    **dict.fromkeys(("taiwaneseCounting", "taiwaneseCountingThousand"), _hanzi),
    **dict.fromkeys(("ideographDigital", "taiwaneseDigital", "koreanDigital2"), _digit_by_digit),
    **dict.fromkeys(
        ("decimalEnclosedCircle", "decimalEnclosedCircleChinese"),
        lambda value: chr(0x245F + value) if 1 <= value <= 20 else str(value),
    ),
    "decimalFullWidth": lambda value: "".join(chr(0xFF10 + int(digit)) for digit in str(abs(value))),
    "decimalZero": lambda value: f"{value:02}",
    "lowerLetter": _letter,
    "lowerRoman": lambda value: _roman(value).lower(),
    "none": lambda value: "",
    "upperLetter": lambda value: _letter(value).upper(),
    "upperRoman": _roman,
}

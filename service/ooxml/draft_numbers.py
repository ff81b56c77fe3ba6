"""The numbers that Word writes by itself before paragraphs, restored as text."""

import re
from dataclasses import dataclass

from lxml import etree

from service.ooxml.draft_styles import Styles, child, local, value

_DIGITS = "〇一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_HAN_FORMATS = (
    "chineseCounting", "chineseCountingThousand", "taiwaneseCounting", "taiwaneseCountingThousand", "japaneseCounting",
    "ideographDigital", "taiwaneseDigital", "japaneseDigitalTenThousand",
)  # fmt: skip
_LEVELS = 9
_SLOT = re.compile("%([1-9])")


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    form: str
    text: str
    suffix: str
    plain: bool  # isLgl: all numbers in Arabic digits
    style: str


class Numbering:
    """Counts paragraphs by list and level, in the order they are asked for."""

    def __init__(self, root: etree._Element | None, styles: Styles) -> None:
        self._styles = styles
        self._abstract: dict[str, dict[int, _Level]] = {}
        self._lists: dict[str, tuple[str, dict[int, _Level], dict[int, int]]] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._of_style: dict[str, tuple[str, int]] = {}
        self._restarted: set[tuple[str, int]] = set()
        for part in root if root is not None else ():
            if local(part) == "abstractNum":
                self._abstract[value(part, "abstractNumId")] = _levels(part)
            elif local(part) == "num":
                self._add_list(part)

    def _add_list(self, part: etree._Element) -> None:
        abstract = value(child(part, "abstractNumId"))
        levels = dict(self._abstract.get(abstract, {}))
        starts: dict[int, int] = {}
        for override in part:
            if local(override) != "lvlOverride":
                continue
            place = _integer(value(override, "ilvl"), 0)
            own = child(override, "lvl")
            if own is not None:
                levels[place] = _level(own)
            start = value(child(override, "startOverride"))
            if start:
                starts[place] = _integer(start, 1)
        self._lists[value(part, "numId")] = (abstract, levels, starts)

    def text(self, properties: etree._Element | None) -> str:
        """The number of the next paragraph that has these properties; empty when it bears none."""
        name, place = self._place(properties)
        if name not in self._lists or not 0 <= place < _LEVELS:
            return ""
        abstract, levels, starts = self._lists[name]
        level = levels.get(place)
        if level is None:
            return ""
        self._count(name, abstract, levels, starts, place)
        if level.form in ("bullet", "none") and "%" not in level.text:
            return ""
        counts = self._counts[abstract]

        def written(slot: re.Match[str]) -> str:
            at = int(slot[1]) - 1
            part = levels.get(at)
            number = counts[at] if counts[at] is not None else part.start if part else 1
            return _written(number or 0, "decimal" if level.plain or part is None else part.form)

        return _SLOT.sub(written, level.text)

    def _count(self, name: str, abstract: str, levels: dict[int, _Level], starts: dict[int, int], place: int) -> None:
        counts = self._counts.setdefault(abstract, [None] * _LEVELS)
        start = levels[place].start
        if place in starts and (name, place) not in self._restarted:
            self._restarted.add((name, place))
            counts[place] = starts[place]
        else:
            before = counts[place]
            counts[place] = start if before is None else before + 1
        for below in range(place + 1, _LEVELS):
            counts[below] = None

    def _place(self, properties: etree._Element | None) -> tuple[str, int]:
        """List and level of a paragraph: its own, else that of its style."""
        own = child(properties, "numPr")
        name, level = value(child(own, "numId")), value(child(own, "ilvl"))
        if name:
            return name, _integer(level, 0)
        style = self._styles.of(properties)
        if style not in self._of_style:
            self._of_style[style] = self._place_of_style(style)
        return self._of_style[style]

    def _place_of_style(self, first: str) -> tuple[str, int]:
        level = ""
        for style in self._styles.chain(first):
            linked = child(self._styles.properties(style), "numPr")
            name = value(child(linked, "numId"))
            if name:
                level = level or value(child(linked, "ilvl"))
                return name, _integer(level, 0) if level else self._level_of_style(name, style)
        return "", 0

    def _level_of_style(self, name: str, style: str) -> int:
        levels = self._lists.get(name, ("", {}, {}))[1]
        return next((place for place, level in levels.items() if level.style == style), 0)


def _levels(abstract: etree._Element) -> dict[int, _Level]:
    return {_integer(value(part, "ilvl"), 0): _level(part) for part in abstract if local(part) == "lvl"}


def _level(part: etree._Element) -> _Level:
    return _Level(
        start=_integer(value(child(part, "start")), 1),
        form=value(child(part, "numFmt")) or "decimal",
        text=value(child(part, "lvlText")),
        suffix=value(child(part, "suff")),
        plain=child(part, "isLgl") is not None,
        style=value(child(part, "pStyle")),
    )


def _integer(digits: str, otherwise: int) -> int:
    return int(digits) if digits.isdecimal() and len(digits) < 10 else otherwise


def _written(number: int, form: str) -> str:
    if form in _HAN_FORMATS or form == "chineseLegalSimplified":
        return _han(number, _LEGAL if form == "chineseLegalSimplified" else _DIGITS)
    if form.startswith("decimalEnclosedCircle") and 1 <= number <= 20:
        return chr(0x2460 + number - 1)
    if form == "decimalZero":
        return f"{number:02d}"
    if form in ("upperLetter", "lowerLetter") and number > 0:
        letter = chr(ord("A") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter[:8] if form == "upperLetter" else letter[:8].lower()
    if form in ("upperRoman", "lowerRoman") and 0 < number < 4000:
        return _roman(number) if form == "upperRoman" else _roman(number).lower()
    return str(number)


def _han(number: int, digits: str) -> str:
    if not 1 <= number <= 99:
        return str(number)
    tens, ones = divmod(number, 10)
    ten = "拾" if digits is _LEGAL else "十"
    return ("" if not tens else ten if tens == 1 else digits[tens] + ten) + (digits[ones] if ones else "")


def _roman(number: int) -> str:
    text = ""
    for worth, sign in zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ("M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"),
        strict=True,
    ):
        count, number = divmod(number, worth)
        text += sign * count
    return text

"""Numbers before headings in all the ways they are typed: 一、（一）(一) 1. 1、（1）① 第一、"""

import re
from typing import NamedTuple

_HAN = "[一二三四五六七八九十]{1,3}"
_DIGITS = r"\d{1,2}"
_STARTS = frozenset("一二三四五六七八九十第（(、）)㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩") | {
    chr(code) for code in (*range(0x2460, 0x249C), *range(0x30, 0x3A), *range(0xFF10, 0xFF1A))
}


class Number(NamedTuple):
    """A number at the head of a line: its family, rank (its level in the standard), value, what it is, what follows."""

    family: str
    rank: float
    value: int | None
    mark: str
    rest: str
    standard: bool  # written as GB/T 9704 writes it
    doubtful: bool = False  # digits follow the dot: 1.5万 or 1.5名专家


# family → the level it has in the standard (7.3.3), or a place between two levels
RANKS = {"part": 0.0, "han": 1.0, "han-bracket": 2.0, "arabic": 3.0, "arabic-half": 3.5, "bracket": 4.0, "circle": 5.0}
STANDARD = ("han", "han-bracket", "arabic", "bracket")
_LEAST_GAP = 0.1  # 第一、 stands just below whatever it stands in

_PATTERNS = (
    ("part", re.compile(rf"第({_HAN})部分[、，：:]?[ 　]*")),
    ("ordinal", re.compile(rf"第({_HAN})、[ 　]*")),
    ("han", re.compile(rf"({_HAN})(?:[、､]|[.．][ 　]*|[ 　]+(?=[^ 　，。；]{{2,20}}$))[ 　]*")),
    ("han-bracket", re.compile(rf"[（(][ 　]*({_HAN})[ 　]*[）)][、．.]?[ 　]*")),
    ("han-bracket", re.compile(r"([㈠-㈩])[、．.]?[ 　]*")),
    ("arabic", re.compile(rf"({_DIGITS})[ 　]?(?:[.．、])[ 　]*")),
    ("arabic", re.compile(r"([⒈-⒛])[ 　]*")),
    ("arabic-half", re.compile(rf"({_DIGITS})[)）][、．.]?[ 　]*")),
    ("bracket", re.compile(rf"[（(][ 　]*({_DIGITS})[ 　]*[）)][、．.]?[ 　]*")),
    ("bracket", re.compile(r"([⑴-⒇])[、．.]?[ 　]*")),
    ("circle", re.compile(r"([①-⑳])[、．.]?[ 　]*")),
)
_STANDARD_MARK = re.compile(rf"{_HAN}、|（{_HAN}）|[1-9][0-9]?\.|（[1-9][0-9]?）")
_LOST = (
    ("han-bracket", re.compile(rf"({_HAN})[）)][、．.]?[ 　]*")),
    ("han-bracket", re.compile(r"()[）)][ 　]*(?=[^、，。；]{2,30}$)")),
    ("han", re.compile(r"()、[ 　]*(?=[^、，。；]{2,30}$)")),
)
_NOT_NUMBERS = re.compile(
    rf"{_HAN}、{_HAN}[季月批期级类届次年个]|{_DIGITS}、{_DIGITS}[季月日号届期级类次个年]|{_DIGITS}[.．]{_DIGITS}[.．、日]"
)
_SINGLES = "㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩"
_VALUES = {"一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_YEAR = re.compile(r"[12]\d{3}[年—-]")


def number(text: str) -> Number | None:
    """The number a line begins with, if it begins with one."""
    if not text or text[0] not in _STARTS or _NOT_NUMBERS.match(text):
        return None
    for family, pattern in _PATTERNS:
        found = pattern.match(text)
        if found:
            value = value_of(found[1])
            if value is None:
                return None
            mark, rest = found[0], text[found.end() :]
            standard = bool(_STANDARD_MARK.fullmatch(mark)) and family in STANDARD
            doubtful = family == "arabic" and rest[:1].isdigit() and mark[-1:] in ".．" and not _YEAR.match(rest)
            return Number(family, RANKS.get(family, 0.0), value, mark, rest, standard, doubtful)
    return None


def lost_number(text: str) -> Number | None:
    """What is left of a number whose first character is missing: 、总体要求, 一）学习内容."""
    if not text or text[0] not in _STARTS:
        return None
    for family, pattern in _LOST:
        found = pattern.match(text)
        if found:
            value = value_of(found[1]) if found[1] else None
            return Number(family, RANKS[family], value, found[0], text[found.end() :], False)
    return None


def value_of(digits: str) -> int | None:
    """The value of hanzi, digits or a single enclosed number."""
    if digits.isdecimal():
        return int(digits)
    if len(digits) == 1 and (digits in _SINGLES or "①" <= digits <= "⒛"):
        return _SINGLES.index(digits) + 1 if digits in _SINGLES else (ord(digits) - 0x2460) % 20 + 1
    tens, ten, ones = digits.rpartition("十")
    if not ten:
        return _VALUES.get(digits)
    if len(tens) > 1 or len(ones) > 1:
        return None
    high, low = (_VALUES.get(tens, 0) if tens else 1), (_VALUES.get(ones, 0) if ones else 0)
    return high * 10 + low if high and (low or not ones) else None


def rank_below(rank: float) -> float:
    """The rank of a family that has no level of its own, such as 第一、, inside what it stands in."""
    return rank + _LEAST_GAP

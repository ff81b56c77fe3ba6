"""Days and periods as they are typed in drafts, read back into dates."""

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple

from service import wording

_HAN_DIGITS = {character: str(value) for value, character in enumerate("〇一二三四五六七八九")} | {
    "○": "0",
    "零": "0",
    "O": "0",
}
_BLANK = "[ 　\t]*"
_OPEN_YEAR = r"([0-9０-９〇○零O一二三四五六七八九]{4}|XXXX|××××)"
_FULL = re.compile(
    rf"{_OPEN_YEAR}{_BLANK}年{_BLANK}([0-9０-９]{{1,2}}|[一二三四五六七八九十]{{1,2}}){_BLANK}月"
    rf"{_BLANK}([0-9０-９]{{1,2}}|[一二三四五六七八九十]{{1,3}}){_BLANK}日"
)
_PLAIN = re.compile(rf"([0-9]{{4}}){_BLANK}[-./．]{_BLANK}([0-9]{{1,2}}){_BLANK}[-./．]{_BLANK}([0-9]{{1,2}})")
_OPEN = re.compile(rf"{_OPEN_YEAR}{_BLANK}年(?:[ 　\t]*|[X×x]+)月(?:[ 　\t]*|[X×x]+)日")
_YEAR = re.compile(r"((?:19|20|21)\d{2}|[二][〇○零O][〇○零一二三四五六七八九]{2})[ 　]*(?=年)")


class Dated(NamedTuple):
    """A day, or an open one with its year; `plain` when the document will print it just as it is typed."""

    day: date | None
    year: int | None
    plain: bool


def dated(text: str) -> Dated | None:
    """The day a text wholly is: 2026年3月5日, 二〇二六年三月五日, 2026 年 3 月 5 日, 2026-3-5, 2026年　月　日."""
    if len(text) > 40:
        return None
    text = text.strip()
    if found := _OPEN.fullmatch(text):
        year = year_of(found[1])
        return Dated(None, year, year is not None and text == wording.open_date(year))
    found = _FULL.fullmatch(text) or _PLAIN.fullmatch(text)
    if not found:
        return None
    day = _day(year_of(found[1]), _small(found[2]), _small(found[3]))
    return None if day is None else Dated(day, day.year, text == wording.full_date(day))


def year_of(digits: str) -> int | None:
    """A year in digits or hanzi."""
    plain = "".join(_HAN_DIGITS.get(character, character) for character in digits)
    return int(plain) if plain.isdecimal() and len(plain) == 4 else None


def first_year(text: str) -> int | None:
    """The first year that a text names."""
    found = _YEAR.search(text[:400])
    return year_of(found[1]) if found else None


def _small(digits: str) -> int:
    if digits.isdecimal():
        return int(digits)
    tens, ten, ones = digits.rpartition("十")
    values = "〇一二三四五六七八九"
    return (values.find(tens) if tens else 1) * 10 * bool(ten) + (values.find(ones) if ones else 0)


def _day(year: int | None, month: int, day: int) -> date | None:
    try:
        return date(year or 0, month, day)
    except ValueError:
        return None


# ---- periods of a schedule ------------------------------------------------------------------------------------
_SPANS = {"全年": (1, 12), "上半年": (1, 6), "下半年": (7, 12), "年初": (1, 1), "年中": (6, 7), "年底": (12, 12)}
_FEASTS = {
    "元旦": (1, 1),
    "三八": (3, 8),
    "五一": (5, 1),
    "五四": (5, 4),
    "七一": (7, 1),
    "八一": (8, 1),
    "国庆": (10, 1),
}
_AROUND = {"前": (-10, -1), "前夕": (-10, -1), "前后": (-10, 10), "期间": (0, 6)}
_FEAST = re.compile(f"[“]?({'|'.join(_FEASTS)})[”]?节?({'|'.join(sorted(_AROUND, key=len, reverse=True))})")
_QUARTER = re.compile(r"(?:第)?([一二三四1234])季度")
_TO = "[—–―~～至到-]+"
_PARTS = {
    "上旬": (1, 10),
    "中旬": (11, 20),
    "下旬": (21, 31),
    "月初": (1, 10),
    "月中": (11, 20),
    "月底": (21, 31),
    "月末": (21, 31),
}
_NUM = r"(\d{1,2}|[一二三四五六七八九十]{1,2})"
_MONTHS = re.compile(rf"{_NUM}月?份?{_TO}{_NUM}月份?")
_POINT = re.compile(rf"(?:{_NUM}月(?:份)?)?(?:{_NUM}[日号]|([上中下]旬|(?<=月)[初中底末])?)")


def period(text: str, year: int) -> tuple[date, date, bool] | None:
    """First and last day of a period in the year, and whether the house writes it just so; None when not understood."""
    bare = re.sub(r"[ 　\n\t]", "", text)
    found = _span(bare, year)
    if found is None:
        return None
    first, last = found
    return first, last, wording.period(first, last, year) == text


def _span(text: str, year: int) -> tuple[date, date] | None:
    if led := re.match(r"(\d{4})年(?=.)", text):
        year, text = int(led[1]), text[led.end() :]
    if not 1949 <= year <= 2199:
        return None
    if text in _SPANS:
        return _months(year, *_SPANS[text])
    if found := _QUARTER.fullmatch(text):
        quarter = "一二三四".find(found[1]) + 1 or int(found[1])
        return _months(year, 3 * quarter - 2, 3 * quarter)
    if (found := _MONTHS.fullmatch(text)) and 1 <= _small(found[1]) <= _small(found[2]) <= 12:
        return _months(year, _small(found[1]), _small(found[2]))
    return _feast(text, year) or _between(re.split(_TO, text), year)


def _feast(text: str, year: int) -> tuple[date, date] | None:
    """Days around a fixed feast: “七一”前后, 国庆节前."""
    found = _FEAST.fullmatch(text)
    if not found:
        return None
    day = date(year, *_FEASTS[found[1]])
    first, last = _AROUND[found[2]]
    return day + timedelta(first), day + timedelta(last)


def _between(ends: list[str], year: int) -> tuple[date, date] | None:
    """From one end to the other; the second may name a year of its own."""
    begun = _point(ends[0], year, 0)
    if begun is None or len(ends) != 2:
        return begun if len(ends) == 1 else None
    if led := re.match(r"(\d{4})年(?=.)", ends[1]):
        year, ends[1] = int(led[1]), ends[1][led.end() :]
    ended = _point(ends[1], year, begun[1].month)
    return (begun[0], ended[1]) if ended and begun[0] <= ended[1] else None


def _months(year: int, first: int, last: int) -> tuple[date, date]:
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])


def _point(text: str, year: int, month: int) -> tuple[date, date] | None:
    """What one end of a period covers: a month, a third of it, or a day; `month` stands where none is named."""
    found = _POINT.fullmatch(text)
    if not found or not text:
        return None
    month = _small(found[1]) if found[1] else month
    if not 1 <= month <= 12 or not 1949 <= year <= 2199:
        return None
    length = monthrange(year, month)[1]
    if found[2]:
        day = _day(year, month, _small(found[2]))
        return None if day is None else (day, day)
    if found[3]:
        first, last = _PARTS[found[3] if len(found[3]) > 1 else "月" + found[3]]
        return date(year, month, first), date(year, month, min(last, length))
    return date(year, month, 1), date(year, month, length)

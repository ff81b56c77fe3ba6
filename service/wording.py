"""Official wording of dates, numerals, ordinals and lists: one function per rule, text out."""

from calendar import monthrange
from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise

_DIGITS = "〇一二三四五六七八九"
_CLOSING = tuple("。！？；….!?;")
_OPEN = "　"  # U+3000: the room a pen fills in later


def hanzi_number(number: int) -> str:
    """Hanzi of 1…99, the ordinals of headings: 1 → 一, 10 → 十, 21 → 二十一."""
    tens, ones = divmod(number, 10)
    if not 1 <= number <= 99:
        raise ValueError(f"no ordinal for {number}")
    head = "" if not tens else "十" if tens == 1 else _DIGITS[tens] + "十"
    return head + (_DIGITS[ones] if ones else "")


@lru_cache(maxsize=512)
def heading_number(level: int, number: int) -> str:
    """The number before a heading of level 1…4 (7.3.3; GB/T 15834): 一、 （一） 1. （1）."""
    if level == 1:
        return hanzi_number(number) + "、"
    if level == 2:
        return f"（{hanzi_number(number)}）"
    return f"{number}." if level == 3 else f"（{number}）"


def full_date(day: date) -> str:
    """Arabic, full year, not padded (7.3.5.4): 2026年3月5日."""
    return f"{day.year}年{day.month}月{day.day}日"


def open_date(year: int) -> str:
    """A date still to be filled in by hand: 2026年　月　日."""
    return f"{year}年{_OPEN}月{_OPEN}日"


def document_number(code: str, year: int, sequence: int | None) -> str:
    """发文字号 with U+3014/3015 and no padding (7.2.5): 某局党组发〔2026〕3号; the sequence may be open."""
    return f"{code}〔{year}〕{_OPEN if sequence is None else sequence}号"


def clock(time: str) -> str:
    """A time of day "09:30" as 9时30分, "14:00" as 14时."""
    hour, minute = (int(part) for part in time.split(":"))
    return f"{hour}时{minute}分" if minute else f"{hour}时"


def date_span(first: date, last: date) -> str:
    """The days of an event that took place: 2026年3月5日, 2026年3月5日至6日, 2026年3月31日至4月1日."""
    return time_span(first, last, None, None)


def time_span(first: date, last: date, starts: str | None, ends: str | None) -> str:
    """Days and hours of an event: 2026年3月5日9时至11时30分, 2026年3月5日14时至6日11时."""
    start, end = (clock(time) if time else "" for time in (starts, ends))
    if first == last:
        return full_date(first) + start + (f"至{end}" if end else "")
    return f"{full_date(first)}{start}至{_later(first, last)}{end}"


def _later(first: date, last: date) -> str:
    """The last day of a span as it follows the first: only what differs."""
    if first.year != last.year:
        return full_date(last)
    return f"{last.day}日" if first.month == last.month else f"{last.month}月{last.day}日"


def period(first: date, last: date, year: int) -> str:
    """The period of a schedule row: 3月, 第一季度, 上半年, 全年, 3—4月, 3月5日, 3月5日至12日; another year is named."""
    prefix = "" if first.year == last.year == year else f"{first.year}年"
    if first.day == 1 and first.year == last.year and last.day == monthrange(last.year, last.month)[1]:
        return prefix + _months(first.month, last.month)
    if first.year != last.year:
        return date_span(first, last)
    return date_span(first, last).removeprefix(f"{year}年") if not prefix else date_span(first, last)


_NAMED_MONTHS = {(1, 12): "全年", (1, 6): "上半年", (7, 12): "下半年"}


def _months(first: int, last: int) -> str:
    if first == last:
        return f"{first}月"
    if (first, last) in _NAMED_MONTHS:
        return _NAMED_MONTHS[first, last]
    if last - first == 2 and first % 3 == 1:
        return quarter(first // 3 + 1)
    return f"{first}—{last}月"


def quarter(number: int) -> str:
    """The name of a quarter: 第一季度 … 第四季度."""
    return f"第{_DIGITS[number]}季度"


def person(unit: str, post: str, name: str) -> str:
    """Unit, post and name as they stand in a list of names: 办公室主任甲某."""
    return unit + post + name


def persons(people: Sequence[tuple[str, str, str]]) -> str:
    """A list of (unit, post, name).

    、 stands between bare names of one unit, ， where posts stand, for they may hold 、 too; ； where a unit ends.
    """
    if not people:
        return ""
    text = person(*people[0])
    for (unit_before, post_before, _), (unit, post, name) in pairwise(people):
        if unit != unit_before:
            text += "，" + unit if unit else "；"  # after ， the unit before would be read on
        else:
            text += "，" if post or post_before else "、"
        text += post + name
    return text


def sentence(text: str) -> str:
    """A text closed by a full stop unless it closes itself: 。 may stand inside a last ” or ）."""
    return text if text.rstrip("”’） \t\n\u3000")[-1:] in _CLOSING else text + "。"


def percent(share: Fraction | None) -> str:
    """One decimal, half up, trailing .0 dropped; 100% only when exact; a share of nothing is —."""
    if share is None:
        return "—"
    tenths = (2000 * share.numerator + share.denominator) // (2 * share.denominator)
    if share < 1:
        tenths = min(tenths, 999)
    return f"{tenths // 10}.{tenths % 10}".removesuffix(".0") + "%"

"""Consistency of numbers: 第 N 次, 期号 and 发文字号 without gaps, doubles, or another order than their days."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from service import wording
from service.documents.records import Letterhead, Signature
from service.documents.years import Year
from service.year.findings import Finding


class _Numbered(NamedTuple):
    """A number somebody gave, its place and the day of what bears it."""

    number: int
    pointer: str
    day: date | None


def session_numbers(year: Year) -> Iterator[Finding]:
    """第 N 次 begins at 1 and runs without gaps in the order of the days."""
    given = [
        _Numbered(session.number, f"/sessions/{index}/number", session.held_on)
        for index, session in enumerate(year.sessions)
    ]
    yield from _series(given, "session-number", lambda number: f"第{number}次")


def issues(year: Year) -> Iterator[Finding]:
    """期号 of the minutes run without gaps; they may go on from the year before."""
    given = [
        _Numbered(session.minutes.issue, f"/sessions/{index}/minutes/issue", session.held_on)
        for index, session in enumerate(year.sessions)
        if session.minutes is not None and session.minutes.issue is not None
    ]
    yield from _series(given, "issue", lambda number: f"第{number}期", first=None)


def document_numbers(year: Year) -> Iterator[Finding]:
    """发文字号: none used twice, and a later number has no earlier day."""
    given: dict[tuple[str, int], list[_Numbered]] = {}
    for pointer, letterhead, day in _letterheads(year):
        number = letterhead.number
        if number is not None and number.sequence is not None:
            place = f"{pointer}/letterhead/number/sequence"
            given.setdefault((number.code, number.year), []).append(_Numbered(number.sequence, place, day))
            if day is not None and day.year != number.year:
                sentence = f"发文字号的年份是{number.year}，成文日期是{wording.full_date(day)}，请核对"
                yield Finding("number-year", "warning", f"{pointer}/letterhead/number/year", sentence)
    for (code, in_year), series in given.items():
        shown = f"{code}〔{in_year}〕{{}}号"
        yield from _doubles(series, "document-number", shown.format)
        yield from _order(series, "document-number", shown.format)


def _letterheads(year: Year) -> Iterator[tuple[str, Letterhead, date | None]]:
    def signed(signature: Signature | None) -> date | None:
        return None if signature is None else signature.date

    default = year.defaults
    plan = year.plan
    if plan.letterhead is not None:
        yield "/plan", plan.letterhead, signed(plan.signature or default.signature)
    for index, session in enumerate(year.sessions):
        minutes = session.minutes
        if minutes is not None and minutes.letterhead is not None:
            day = signed(minutes.signature) or session.ends_on or session.held_on
            yield f"/sessions/{index}/minutes", minutes.letterhead, day
    if default.letterhead is not None:  # what several papers take from the defaults bears one number more than once
        takers = 1 + (plan.letterhead is None)
        yield from [("/defaults", default.letterhead, None)] * takers


def _series(
    given: Sequence[_Numbered], code: str, shown: Callable[[int], str], first: int | None = 1
) -> Iterator[Finding]:
    yield from _doubles(given, code, shown)
    ordered = sorted({entry.number: entry for entry in reversed(given)}.values())
    before = first - 1 if first is not None else ordered[0].number - 1 if ordered else 0
    for entry in ordered:
        if entry.number > before + 1:
            missing = (
                shown(before + 1) if entry.number == before + 2 else f"{shown(before + 1)}至{shown(entry.number - 1)}"
            )
            yield Finding(f"{code}-gap", "warning", entry.pointer, f"{shown(entry.number)}之前缺{missing}，请核对")
        before = entry.number
    yield from _order(given, code, shown)


def _doubles(given: Sequence[_Numbered], code: str, shown: Callable[[int], str]) -> Iterator[Finding]:
    seen: set[int] = set()
    for entry in given:
        if entry.number in seen:
            yield Finding(f"{code}-twice", "error", entry.pointer, f"{shown(entry.number)}用了不止一次，请改正")
        seen.add(entry.number)


def _order(given: Sequence[_Numbered], code: str, shown: Callable[[int], str]) -> Iterator[Finding]:
    dated = sorted((entry for entry in given if entry.day is not None), key=lambda entry: entry.number)
    for before, entry in pairwise(dated):
        if before.day is not None and entry.day is not None and entry.day < before.day and entry.number > before.number:
            sentence = (
                f"{shown(entry.number)}的日期{wording.full_date(entry.day)}早于"
                f"{shown(before.number)}的{wording.full_date(before.day)}，请核对"
            )
            yield Finding(f"{code}-order", "warning", entry.pointer, sentence)

"""One cell ↔ one value of a payload: dates, clocks, numbers, choices and texts, however a clerk typed them.

What cannot be understood goes on as it stands: the record refuses it, and says why at its place.
"""

import re
import unicodedata
from datetime import date, datetime, time, timedelta
from typing import Any

from service.workbooks.entries import cleaned, joined, kept, packed, split, unpacked
from service.workbooks.leaves import Leaf
from service.workbooks.words import NO, YES, bare, truth

Value = str | int | float | bool | date | time | timedelta | None
"""What a cell holds."""

_DAY = re.compile(r"(\d{4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*[日号]?(?:\s+0{1,2}:00(?::00)?)?")
_COMPACT_DAY = re.compile(r"((?:19|20|21)\d\d)(\d\d)(\d\d)")
_CLOCK = re.compile(r"(\d{1,2})\s*[:时点]\s*(?:(\d{1,2})\s*分?)?(?::00)?")
_NUMBER = re.compile(r"[第共约]?\s*(-?\d{1,15})(?:\.0*)?\s*[年期次人名号场篇份届毫米个]*")
_FIRST_DAY = date(1899, 12, 30)  # of the serial numbers of a spreadsheet
_SERIALS = range(18_000, 110_000)  # 1949 to 2201


def plain(value: Value) -> str:
    """A cell's value as text: a whole number without a fraction, a day as 2026-03-05."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value.replace("\r\n", "\n").replace("\r", "\n") if "\r" in value else value
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    return str(value) if isinstance(value, int) else _moment(value)


def _moment(value: date | time | timedelta) -> str:
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
    if isinstance(value, time):
        return value.strftime("%H:%M")
    return _clock_of(value) if isinstance(value, timedelta) else value.isoformat()


def _clock_of(span: timedelta) -> str:
    minutes = round(span.total_seconds() / 60)
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def taken(value: Value, leaf: Leaf) -> Any:
    """The payload's value of a cell; None for an empty one."""
    text = plain(value)
    if not text or text.isspace():
        return None
    if leaf.many:
        return _entries(text, leaf) or None
    reader = _READERS.get(leaf.form)
    if reader is not None:
        return reader(value, _narrow(text))
    text = cleaned(text)
    if leaf.form == "choice":
        return choice(leaf, text)
    if leaf.form in ("truth", "presence"):
        known = truth(text)
        return text if known is None else known
    return one_line(text) if leaf.form == "line" else text


def _narrow(text: str) -> str:
    """Full-width digits and marks as they are typed on the other half of the keyboard."""
    return unicodedata.normalize("NFKC", text).strip()


def one_line(text: str) -> str:
    """A line that was broken to fit its cell: joined again, between Latin letters with a space."""
    if "\n" not in text and "\t" not in text:
        return text
    parts = [part.strip(" 　\t") for part in re.split(r"[\n\t]+", text)]
    line = parts[0]
    for part in parts[1:]:
        latin = line[-1:].isascii() and part[:1].isascii() and line[-1:].isalnum() and part[:1].isalnum()
        line += (" " if latin else "") + part
    return line


def choice(leaf: Leaf, text: str) -> str:
    """The value that a word of a drop-down list stands for; another word stays what it is."""
    wanted = bare(text)
    for value, word in leaf.choices:
        if text in (value, word) or wanted in (bare(word), bare(value)):
            return value
    return text


def _day(value: Value, text: str) -> str:
    if isinstance(value, date):
        return plain(value)
    if isinstance(value, (int, float)) and not isinstance(value, bool) and int(value) in _SERIALS:
        return (_FIRST_DAY + timedelta(days=int(value))).isoformat()
    found = _DAY.fullmatch(text) or _COMPACT_DAY.fullmatch(text)
    return f"{found[1]}-{int(found[2]):02d}-{int(found[3]):02d}" if found else cleaned(plain(value))


def _clock(value: Value, text: str) -> str:
    if isinstance(value, (time, timedelta)):
        return plain(value)
    if isinstance(value, datetime):
        return value.strftime("%H:%M")
    if isinstance(value, float) and 0 < value < 1:
        return _clock_of(timedelta(days=value))
    found = _CLOCK.fullmatch(text)
    return f"{int(found[1]):02d}:{int(found[2] or 0):02d}" if found else cleaned(plain(value))


def _number(value: Value, text: str) -> int | float | str:
    if isinstance(value, bool):
        return cleaned(plain(value))
    if isinstance(value, int) or (isinstance(value, float) and value.is_integer() and abs(value) < 1e15):
        return int(value)
    if isinstance(value, float):
        return value
    found = _NUMBER.fullmatch(text)
    return int(found[1]) if found else cleaned(plain(value))


_READERS = {"day": _day, "clock": _clock, "number": _number}


def _entries(text: str, leaf: Leaf) -> list[Any]:
    if leaf.form == "packed":
        return [unpacked(entry, leaf.parts, choice) for entry in split(text, names=True)]
    return split(text, names=leaf.form == "names")


# ---- the other way --------------------------------------------------------------------------------------------
def shown(value: Any, leaf: Leaf) -> str | int | None:
    """What a cell shows for a payload's value, so that `taken` gives it back; anything at all is shown somehow."""
    if value is None:
        return None
    if leaf.many:
        entries = value if isinstance(value, list) else [value]
        texts = [packed(entry, leaf.parts) if leaf.form == "packed" else str(entry) for entry in entries]
        return joined(texts, names=leaf.form in ("names", "packed"))
    if leaf.form == "presence" or isinstance(value, bool):
        return NO if value is False else YES
    if leaf.form == "name":
        return joined([str(value)], names=True)
    if isinstance(value, int) and leaf.form == "number" and abs(value) < 10**15:
        return value
    return dict(leaf.choices).get(str(value), str(value)) if leaf.choices else kept(str(value))

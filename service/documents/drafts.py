"""What of a document is still open, what of it is secret, and what in its text deserves a second look."""

from collections.abc import Iterator
from functools import cache
from itertools import islice

from pydantic import BaseModel

from service.documents.faces import is_shown, uncovered
from service.documents.issued import Issued
from service.documents.records import Common
from service.errors import Fault
from service.payloads import MOST_FAULTS, pointer_step

# U+061C, U+202A–202E and U+2066–2069 reorder what is read; the others are not seen at all
_RANGES = [(0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x2064), (0x2066, 0x2069)]
_SINGLE = (0x00AD, 0x061C, 0x180E, 0xFEFF)
_UNSEEN = {chr(code) for code in (*_SINGLE, *(code for first, last in _RANGES for code in range(first, last + 1)))}


def open_matters(record: Common) -> list[Fault]:
    """Number and dates that are given after approval: while one is open the document is a draft."""
    if not isinstance(record, Issued):
        return []
    matters = []
    number = None if record.letterhead is None else record.letterhead.number
    if number is not None and number.sequence is None:
        matters.append(Fault("/letterhead/number/sequence", "open-number", "发文字号还没有顺序号"))
    if record.signature is not None and record.signature.date is None:
        matters.append(Fault("/signature/date", "open-date", "成文日期还没有填写"))
    if record.imprint is not None and record.imprint.issued_on is None:
        matters.append(Fault("/imprint/issued_on", "open-date", "印发日期还没有填写"))
    return matters


def secret_places(record: Common) -> list[str]:
    """Pointers of all 密级 in a record, also of minutes that lie inside a year's summary."""
    letterheads = [("/letterhead", getattr(record, "letterhead", None))]
    letterheads += [
        (f"/sessions/{index}/minutes/letterhead", session.minutes.letterhead)
        for index, session in enumerate(getattr(record, "sessions", ()))
        if session.minutes is not None
    ]
    return [f"{pointer}/secrecy" for pointer, letterhead in letterheads if letterhead and letterhead.secrecy]


def cautions(record: Common) -> list[Fault]:
    """Characters that print but deserve a look: invisible or reordering ones, and those the chosen faces lack."""
    fonts = record.layout.fonts
    if record._shown:
        return []
    found = (fault for text in _doubtful(record, "") for fault in _text_cautions(*text, fonts))
    return list(islice(found, MOST_FAULTS))


def _text_cautions(pointer: str, text: str, printed: bool, fonts: str) -> Iterator[Fault]:
    lacked = uncovered(text, fonts)
    unseen = [f"U+{ord(character):04X}" for character in lacked if character in _UNSEEN]
    lacking = "".join(character for character in lacked if character not in _UNSEEN)
    if unseen:
        yield Fault(pointer, "unseen-character", f"含有看不见的字符 {'、'.join(unseen)}，请确认")
    if lacking and printed:
        helps = fonts == "gb2312" and not uncovered(lacking, "system")
        advice = "可在版式中选用系统字体（fonts: system），或" if helps else ""
        sentence = f"所用字体没有“{lacking}”，会用其他字体代替；{advice}请在文件中核对"
        yield Fault(pointer, "uncovered-character", sentence)


def _doubtful(value: object, pointer: str, printed: bool = True) -> Iterator[tuple[str, str, bool]]:
    """The texts of a record that some face cannot show: place, text, and whether it stands in the document."""
    if isinstance(value, str):
        if not is_shown(value):
            yield pointer, value, printed
    elif isinstance(value, BaseModel):
        for name, step, shown in _fields(type(value)):
            yield from _doubtful(getattr(value, name), pointer + step, printed and shown)
    elif isinstance(value, list):
        for index, entry in enumerate(value):
            yield from _doubtful(entry, pointer + pointer_step(index), printed)


@cache
def _fields(record: type[BaseModel]) -> list[tuple[str, str, bool]]:
    """Name, step of a pointer, and whether it stands in the document, of each field of a record."""
    fields = []
    for name, field in record.model_fields.items():
        extra = field.json_schema_extra
        shown = isinstance(extra, dict) and extra["printed"] not in ("figures", "layout")
        fields.append((name, pointer_step(field.alias or name), shown))
    return fields

"""What of a document is still open, what of it is secret, and what in its text deserves a second look."""

from collections.abc import Iterator

from pydantic import BaseModel

from service.documents.issued import Issued
from service.documents.records import Common
from service.errors import Fault
from service.payloads import pointer_step

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
    """Characters that print but that a reader would not expect: invisible or reordering ones."""
    whole = record.model_dump_json()
    if not any(character in whole for character in _UNSEEN):  # the walk that knows the places costs twenty times this
        return []
    found = []
    for pointer, value in _walk(record, ""):
        unseen = sorted(
            {f"U+{ord(character):04X}" for character in _UNSEEN if isinstance(value, str) and character in value}
        )
        if unseen:
            found.append(Fault(pointer, "unseen-character", f"含有看不见的字符 {'、'.join(unseen)}，请确认"))
    return found


def _walk(value: object, pointer: str) -> Iterator[tuple[str, object]]:
    yield pointer, value
    if isinstance(value, BaseModel):
        for name, field in type(value).model_fields.items():
            yield from _walk(getattr(value, name), pointer + pointer_step(field.alias or name))
    elif isinstance(value, list):
        for index, entry in enumerate(value):
            yield from _walk(entry, pointer + pointer_step(index))

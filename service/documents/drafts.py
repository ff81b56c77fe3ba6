"""What of a document is still open, what of it is secret, and what in its text deserves a second look."""

from collections.abc import Iterator
from itertools import islice

from pydantic import BaseModel

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


# GB 2312 as its faces have it: with the dash and the middle dot that the codec maps elsewhere
_CODECS = {"gb2312": ("gb2312", "—·"), "system": ("gbk", "")}


def cautions(record: Common) -> list[Fault]:
    """Characters that print but deserve a look: invisible or reordering ones, and those the chosen faces lack."""
    whole = record.model_dump_json()
    fonts = record.layout.fonts
    if not _uncovered(whole, fonts):  # the walk that knows the places costs twenty times this
        return []
    found = (fault for text in _texts(record, "") for fault in _text_cautions(*text, fonts))
    return list(islice(found, MOST_FAULTS))


def _text_cautions(pointer: str, text: str, printed: bool, fonts: str) -> Iterator[Fault]:
    uncovered = _uncovered(text, fonts)
    unseen = [f"U+{ord(character):04X}" for character in uncovered if character in _UNSEEN]
    lacking = "".join(character for character in uncovered if character not in _UNSEEN)
    if unseen:
        yield Fault(pointer, "unseen-character", f"含有看不见的字符 {'、'.join(unseen)}，请确认")
    if lacking and printed:
        helps = fonts == "gb2312" and not _uncovered(lacking, "system")
        advice = "可在版式中选用系统字体（fonts: system），或" if helps else ""
        sentence = f"所用字体没有“{lacking}”，会用其他字体代替；{advice}请在文件中核对"
        yield Fault(pointer, "uncovered-character", sentence)


def _uncovered(text: str, fonts: str) -> list[str]:
    """The characters no chosen face has, each once, in their order."""
    codec, besides = _CODECS[fonts]
    for character in besides:
        text = text.replace(character, "")
    try:
        text.encode(codec)
    except UnicodeEncodeError:
        return [character for character in dict.fromkeys(text) if not _encodes(character, codec)]
    return []


def _encodes(character: str, codec: str) -> bool:
    return bool(character.encode(codec, "ignore"))


def _texts(value: object, pointer: str, printed: bool = True) -> Iterator[tuple[str, str, bool]]:
    """The texts of a record: place, text, and whether it stands in the document."""
    if isinstance(value, str):
        yield pointer, value, printed
    elif isinstance(value, BaseModel):
        for name, field in type(value).model_fields.items():
            extra = field.json_schema_extra
            shown = isinstance(extra, dict) and extra["printed"] not in ("figures", "layout")
            yield from _texts(getattr(value, name), pointer + pointer_step(field.alias or name), printed and shown)
    elif isinstance(value, list):
        for index, entry in enumerate(value):
            yield from _texts(entry, pointer + pointer_step(index), printed)

"""Several entries in one cell: written one below the other, read back however they are separated.

A text that would be read as something else (a name with 、 in it, blanks at an end) stands between 【原样】 and 【完】.
"""

import re
from collections.abc import Callable, Sequence

from service.workbooks.leaves import Leaf

Choose = Callable[[Leaf, str], str]

OPEN, CLOSE = "【原样】", "【完】"
_NAMES = "、，,；;\n"
_LINES = "\n"
_BRACKETS = {"（": "）", "(": ")", "《": "》", "“": "”", "〔": "〕", "「": "」", "【": "】", "[": "]"}
_BLANK = " 　\t\n\r\xa0\u2007\u202f"  # what stands around a text by accident
_ESCAPED = re.compile(r"\\(?:([/\\])|([0-9a-f]{1,4});)")
_BETWEEN = re.compile(r"(?<!\\)(?:\\\\)*(/)")


def cleaned(text: str) -> str:
    """A text without the blanks around it; one that is kept as it is, exactly as it was."""
    text = text.strip(_BLANK)
    if text.startswith(OPEN) and text.endswith(CLOSE):
        inner = text[len(OPEN) : -len(CLOSE)]
        if _closing(inner + CLOSE, 0) == len(inner):
            return inner.replace(CLOSE * 2, CLOSE)
    return text


def kept(text: str) -> str:
    """A text as a cell holds it, so that `cleaned` gives it back."""
    return text if cleaned(text) == text else _quoted(text)


def _quoted(text: str) -> str:
    return OPEN + text.replace(CLOSE, CLOSE * 2) + CLOSE


def _closing(text: str, start: int) -> int:
    """Where a kept text ends: at the first 【完】 that is not doubled; -1 where it never does."""
    place = text.find(CLOSE, start)
    while place >= 0 and text.startswith(CLOSE, place + len(CLOSE)):
        place = text.find(CLOSE, place + 2 * len(CLOSE))
    return place


def split(text: str, names: bool) -> list[str]:
    """The entries of a cell: lines, and for names also what 、，； separate outside of brackets."""
    return [entry for raw in _raw(text, _NAMES if names else _LINES) if (entry := cleaned(raw))]


def _raw(text: str, marks: str) -> list[str]:
    found: list[str] = []
    start = place = 0
    closers: list[str] = []
    while place < len(text):
        character = text[place]
        if not text[start:place].strip(_BLANK) and text.startswith(OPEN, place):
            end = _closing(text, place + len(OPEN))
            place = end + len(CLOSE) if end >= 0 else place + 1
            continue
        if character in marks and (character == "\n" or not closers):
            found.append(text[start:place])
            start, closers = place + 1, []
        elif character in _BRACKETS and _BRACKETS[character] in text[place:]:
            closers.append(_BRACKETS[character])
        elif closers and character == closers[-1]:
            closers.pop()
        place += 1
    return [*found, text[start:]]


def joined(entries: Sequence[str], names: bool) -> str:
    """Entries as one cell holds them, so that `split` gives them back."""
    mark = "、" if names else "\n"
    text = mark.join(entry if split(entry, names) == [entry] else _quoted(entry) for entry in entries)
    return text if split(text, names) == list(entries) else "\n".join(map(_quoted, entries))


# ---- small records --------------------------------------------------------------------------------------------
def packed(entry: object, parts: Sequence[Leaf]) -> str:
    """A small record as one text: 姓名/职务/单位, what is missing at the end left out."""
    if not isinstance(entry, dict):
        return str(entry)
    texts = [_shown(entry.get(part.steps[0]), part) for part in parts]
    while texts and not texts[-1]:
        texts.pop()
    return "/".join(texts)


def _shown(value: object, part: Leaf) -> str:
    words = dict(part.choices)
    text = re.sub(r"([/\\])", r"\\\1", "" if value is None else words.get(str(value), str(value)))
    start, end = len(text) - len(text.lstrip(_BLANK)), len(text.rstrip(_BLANK))
    return _coded(text[:start]) + text[start:end] + _coded(text[max(start, end) :])


def _coded(blanks: str) -> str:
    return "".join(f"\\{ord(blank):x};" for blank in blanks)


def unpacked(text: str, parts: Sequence[Leaf], choose: Choose) -> dict[str, str]:
    """The small record of such a text; `choose` finds the choice that a word means."""
    pieces: list[str] = []
    start = 0
    for found in _BETWEEN.finditer(text):
        if len(pieces) < len(parts) - 1:
            pieces.append(text[start : found.start(1)])
            start = found.end()
    pieces.append(text[start:])
    record = {}
    for part, piece in zip(parts, pieces, strict=False):
        value = _ESCAPED.sub(lambda hit: hit[1] or chr(int(hit[2], 16)), piece.strip(_BLANK))
        if value:
            record[part.steps[0]] = choose(part, value) if part.choices else value
    return record

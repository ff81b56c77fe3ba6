"""What the faces can show: the characters of a text that they lack, and texts that need no second look."""

import re

# GB 2312 as its faces have it: with the dash and the middle dot that the codec maps elsewhere
_CODECS = {"gb2312": ("gb2312", "—·"), "system": ("gbk", "")}


def uncovered(text: str, fonts: str) -> list[str]:
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


def _shared_signs() -> str:
    """The hanzi and signs all faces have."""
    cells = bytes(byte for row in range(0xA1, 0xF8) for cell in range(0xA1, 0xFF) for byte in (row, cell))
    return cells.decode("gb2312", "ignore").encode("gbk", "ignore").decode("gbk") + "—·"


_SIGNS = re.escape(_shared_signs())
_PLAIN = re.compile(rf"(?![ \u3000])[{_SIGNS} -^`-~]+")  # without _, a sign of template languages
_SHOWN = re.compile(rf"[{_SIGNS} -~\t\n]*")

is_plain = _PLAIN.fullmatch  # as it is: a call around it would cost as much as the match
"""Whether a text is one line that begins with no blank, of nothing but characters that all faces have."""

is_shown = _SHOWN.fullmatch
"""Whether a text has nothing but characters that all faces have, and breaks."""

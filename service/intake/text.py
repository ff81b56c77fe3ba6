"""Plain text → lines: its encoding found, its folded paragraphs joined, its tables taken out of the lines."""

import re
from collections.abc import Sequence

from service.errors import Fault, Unusable
from service.intake.account import Account
from service.intake.lines import Line, Piece
from service.intake.numbers import number
from service.intake.outline import ends_sentence
from service.intake.parts import LABEL, NOTE
from service.intake.text_tables import tables

_MAGIC = {
    b"PK\3\4": "压缩包或 Office 文件", b"\xd0\xcf\x11\xe0": "旧格式的 Office 文件", b"%PDF-": "PDF 文件",
    b"{\\rtf": "RTF 文件", b"\x89PNG": "图片", b"\xff\xd8\xff": "图片",
    b"GIF8": "图片", b"Rar!": "压缩包", b"7z\xbc\xaf": "压缩包",
}  # fmt: skip
_CONTROL = re.compile("[\x00-\x08\x0e-\x1b\x7f]")
_BLANKS = " \t\u3000\xa0"
_FOLDED = 18  # a line shorter than this was not folded
_MOST_FOLDED = 120


def decode(content: bytes) -> str:
    """The text of a file in UTF-8 or GB18030; raises Unusable with what to do."""
    if not content.strip():
        raise Unusable("empty-file", [Fault("", "empty-file", "文件是空的，请重新选择文件")])
    for magic, what in _MAGIC.items():
        if content.startswith(magic):
            raise _binary(f"这是{what}，不是文本，改文件名不会改变格式")
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise _not_text("文件是 UTF-16（记事本里叫 Unicode）编码，请另存为 UTF-8 编码后再上传")
    head = content[:65536]
    if head.count(0) or len(_CONTROL.findall(head.decode("latin-1"))) > 8 + len(head) // 100:
        raise _binary("文件里有很多不是文字的内容，不是文本")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = _gb18030(content)
    if not text.strip():
        raise Unusable("empty-file", [Fault("", "empty-file", "文件里没有文字，请重新选择文件")])
    return text


def _gb18030(content: bytes) -> str:
    for place, line in enumerate(content.splitlines(), 1):
        if _is_utf8(line):
            sentence = f"文件里混有两种编码（第{place}行是 UTF-8，其他行有的不是），请统一另存为 UTF-8 编码后再上传"
            raise _not_text(sentence)
    try:
        return content.decode("gb18030")
    except UnicodeDecodeError as error:
        place = content[: error.start].count(b"\n") + 1
        sentence = f"第{place}行既不是 UTF-8 也不是 GB18030 编码，请用记事本另存为 UTF-8 编码后再上传"
        raise _not_text(sentence) from error


def _is_utf8(line: bytes) -> bool:
    """Whether a line can only have been written in UTF-8: four hanzi and more, all of them common."""
    if len(line) < 12 or line.isascii():
        return False
    try:
        wide = [character for character in line.decode("utf-8") if character > "\x7f"]
    except UnicodeDecodeError:
        return False
    return len(wide) >= 4 and all(
        "一" <= character <= "龥" or character in "、。，；：！？（）“”《》　" for character in wide
    )


def _binary(sentence: str) -> Unusable:
    advice = f"{sentence}。请把文字另存为 .txt，或另存为 .docx 后再上传"
    return Unusable("unsupported-media-type", [Fault("", "unsupported-media-type", advice)])


def _not_text(sentence: str) -> Unusable:
    return Unusable("not-utf8", [Fault("", "not-utf8", sentence)])


# ---- lines ----------------------------------------------------------------------------------------------------
def pieces(text: str, account: Account) -> list[Piece]:
    """Lines and tables of a text, in order."""
    raw = text.splitlines()
    return _unfolded(tables(raw, _lines(raw), account), account)


def _lines(raw: Sequence[str]) -> list[Line]:
    """The lines that are not blank."""
    lines = []
    after_blank = False
    for place, whole in enumerate(raw, 1):
        bare = whole.strip()
        if not bare:
            after_blank = True
            continue
        indent = sum(2 if blank == "\u3000" else 1 for blank in whole[: len(whole) - len(whole.lstrip(_BLANKS))][:40])
        lines.append(Line(place, bare, indent=indent, after_blank=after_blank))
        after_blank = False
    return lines


def _unfolded(found: Sequence[Piece], account: Account) -> list[Piece]:
    """Paragraphs that were folded at a fixed width joined again: only where an indent shows where paragraphs begin."""
    joined: list[Piece] = []
    parts: list[str] = []
    last = ""
    for piece in found:
        before = joined[-1] if joined else None
        if isinstance(piece, Line) and isinstance(before, Line) and _continues(before, last, piece):
            parts.append(piece.text)
            last = piece.text
            account.gather("wrapped", piece)
            continue
        _join(joined, parts)
        joined.append(piece)
        last = piece.text if isinstance(piece, Line) else ""
        parts = [last]
    _join(joined, parts)
    return joined


def _join(joined: list[Piece], parts: Sequence[str]) -> None:
    before = joined[-1] if joined else None
    if isinstance(before, Line) and len(parts) > 1:
        joined[-1] = Line(before.number, "".join(parts), indent=before.indent, after_blank=before.after_blank)


def _continues(first: Line, last: str, line: Line) -> bool:
    """Whether a line is the rest of the one before: that one indented and full, this one neither."""
    if line.after_blank or line.indent or first.indent < 2 or not _FOLDED <= len(last) <= _MOST_FOLDED:
        return False
    if ends_sentence(last) and last[-1] not in "，、；：":
        return False
    return number(line.text) is None and not LABEL.match(line.text) and not NOTE.match(line.text)

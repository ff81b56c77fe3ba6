"""版头 above the title and 版记 at the very end of a draft: what the records hold of them; the rest is told."""

import re
from collections.abc import Sequence
from typing import Any

from service import wording
from service.intake.account import Account
from service.intake.dates import dated
from service.intake.lines import Line, Piece

_NUMBER = re.compile(
    r"(?P<code>[^〔\[［（(\d]{1,40})[〔\[［（(](?P<year>[12]\d{3})[〕\]］）)]第?(?P<sequence>\d{1,5}|[ 　_X×]*)号"
    r"(?:[ \t　]+(?P<label>签发人[:：])?[ \t　]*(?P<signers>.+))?$"
)
_SIGNERS = re.compile(r"签发人[:：][ \t　]*(.+)$")
_SECRECY = re.compile(r"(秘密|机密|绝密)(?:[ 　]*★[ 　]*(\S+))?$")
_COPIES = re.compile(r"抄[ 　]*送[ 　]*[:：][ 　]*(.+?)[。.]?$")
_ISSUED = re.compile(r"(?:(.*?\S)[ \t　]+)?(\d{4}[ 　]*年.{3,20}日)[ 　]*印发$")
_SUFFIX = "文件"

Payload = dict[str, Any]


def letterhead(pieces: Sequence[Piece], account: Account) -> Payload | None:
    """The 版头 that the lines before the title make; those that belong to none are told."""
    mark = next((piece for piece in pieces if _organs(piece)), None)
    read: Payload = {}
    if mark is not None:
        read["organs"] = _organs(mark)
        account.mark(mark, _SUFFIX)
    for piece in pieces:
        if piece is not mark and (mark is None or not isinstance(piece, Line) or not _taken(piece, read, account)):
            account.skip(piece, "before-title", "标题之前的内容不属于正文")
    return read or None


def _organs(piece: Piece) -> list[str]:
    """The organs of a mark: a line that ends in 文件, or a table of organs beside 文件."""
    if isinstance(piece, Line):
        return [piece.text.removesuffix(_SUFFIX)] if _is_mark(piece.text) else []
    cells = list(dict.fromkeys(text for row in piece.rows for cell in row for text in cell.split("\n") if text))
    return [cell for cell in cells if cell != _SUFFIX] if _SUFFIX in cells and len(piece.rows) <= 12 else []


def _is_mark(text: str) -> bool:
    return text.endswith(_SUFFIX) and len(_SUFFIX) < len(text) <= 40 and not text.startswith("附件")


def _taken(line: Line, read: Payload, account: Account) -> bool:
    """Take one line of a 版头."""
    text = line.text
    if re.fullmatch(r"[0-9]{6}", text) and "copy_number" not in read:
        read["copy_number"] = text
    elif text in ("特急", "加急") and "urgency" not in read:
        read["urgency"] = text
    elif (found := _SECRECY.match(text)) and "secrecy" not in read:
        read["secrecy"] = {"level": found[1]} | ({"period": found[2]} if found[2] else {})
        account.mark(line, "★" if found[2] else "")
    elif (found := _NUMBER.match(text)) and "number" not in read:
        _numbered(line, found, read, account)
    elif (found := _SIGNERS.match(text)) and "number" not in read:
        _signed(line, found[1], read, account)
    else:
        return False
    return True


def _numbered(line: Line, found: re.Match[str], read: Payload, account: Account) -> None:
    sequence = int(found["sequence"]) if found["sequence"].strip(" 　_X×") else None
    code, year = found["code"].strip(), int(found["year"])
    read["number"] = {"code": code, "year": year} | ({} if sequence is None else {"sequence": sequence})
    if not line.text.startswith(wording.document_number(code, year, sequence)):
        account.remark(line, "number-form", "发文字号改用“〔〕”，不加“第”和补位的“0”")
    account.mark(line, line.text[len(found["code"]) : found.end("sequence") + 1])
    if found["signers"]:
        _signed(line, found["signers"], read, account)


def _signed(line: Line, names: str, read: Payload, account: Account) -> None:
    """Names after 签发人, two a line; an organ before a name cannot be told from it."""
    account.mark(line, "签发人：")
    signers = [{"name": name} for name in re.split(r"[ \t　、]+", names.strip())]
    if any(len(signer["name"]) > 4 for signer in signers):
        account.remark(line, "signer-guessed", "签发人姓名前面好像有机关名称，没有分开，请核对")
    read["signers"] = read.get("signers", []) + signers


def imprint(lines: Sequence[Line], account: Account) -> Payload | None:
    """The 版记 that the lines after everything else make; those that belong to none are told."""
    read: Payload = {}
    issuers = [line for line in lines if not _COPIES.match(line.text) and not _ISSUED.match(line.text)]
    copies = next((line for line in lines if _COPIES.match(line.text)), None)
    last, issued = next(((line, found) for line in lines if (found := _ISSUED.match(line.text))), (None, None))
    if issued is None:
        for line in lines:
            account.skip(line, "after-signature", "署名和日期之后的内容不属于附注")
        return None
    read["issuer"] = issued[1] or (issuers.pop().text if issuers else None)
    day = dated(issued[2])
    if day is not None and day.day is not None:
        read["issued_on"] = day.day.isoformat()
    for line in lines:
        found = _COPIES.match(line.text)
        if found and line is copies:
            read["copies_to"] = [entry.strip() for entry in found[1].split("，")]
            account.mark(line, "抄送：" + "，" * found[1].count("，") + line.text[found.end(1) :])
        elif line is last:
            account.mark(line, issued[2] + "印发")
        elif line not in issuers:
            account.skip(line, "after-signature", "版记里重复的一行")
    for line in issuers:
        account.skip(line, "after-signature", "署名和日期之后的内容不属于附注")
    return read if read["issuer"] else None


def is_imprint(text: str) -> bool:
    """Whether a text belongs to a 版记."""
    return bool(_COPIES.match(text) or _ISSUED.match(text))


def imprint_lines(pieces: list[Piece]) -> tuple[list[Piece], list[Line]]:
    """The pieces without the 版记 at their end, and the lines of the 版记."""
    last = len(pieces)
    found = False
    while last > 0 and len(pieces) - last < 6:
        piece = pieces[last - 1]
        if not isinstance(piece, Line):
            break
        if _COPIES.match(piece.text) or _ISSUED.match(piece.text):
            found, start = True, last - 1
            if _COPIES.match(piece.text):
                return pieces[:start], [line for line in pieces[start:] if isinstance(line, Line)]
        last -= 1
    if not found:
        return pieces, []
    issued = next(place for place in range(len(pieces) - 1, -1, -1) if _issued(pieces[place]))
    alone = _ISSUED.match(pieces[issued].text) if isinstance(pieces[issued], Line) else None  # type: ignore[union-attr]
    start = issued if alone and alone[1] else max(0, issued - 1)
    return pieces[:start], [line for line in pieces[start:] if isinstance(line, Line)]


def _issued(piece: Piece) -> bool:
    return isinstance(piece, Line) and _ISSUED.match(piece.text) is not None

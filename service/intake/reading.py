"""One file → kind, payload, remarks: the format is told by its first bytes and its name, the kind by its title."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from service.documents import KINDS
from service.errors import Fault, NotFound, Unusable
from service.intake.account import Account, Mark, Remark
from service.intake.lines import Grid, Line, Piece
from service.intake.minutes import minutes
from service.intake.plan import plan
from service.intake.schedule import schedule
from service.intake.summary import summary
from service.intake.text import decode
from service.intake.text import pieces as pieces_of_text
from service.intake.word import pieces as pieces_of_word

_OLD = {
    "doc": ("not-a-docx", "这是旧格式的 Word 文件（.doc）。请用 Word 或 WPS 打开，另存为 .docx 后再上传"),
    "wps": ("not-a-docx", "这是 WPS 文字文件（.wps）。请用 WPS 打开，另存为 .docx 后再上传"),
    "xls": ("not-an-xlsx", "这是旧格式的 Excel 文件（.xls）。请用 Excel 或 WPS 打开，另存为 .xlsx 后再上传"),
    "et": ("not-an-xlsx", "这是 WPS 表格文件（.et）。请用 WPS 打开，另存为 .xlsx 后再上传"),
}
_READERS: dict[str, Callable[[list[Piece], Account], dict[str, Any]]] = {
    "work_plan": plan,
    "schedule": schedule,
    "minutes": minutes,
    "annual_summary": summary,
}
_OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@dataclass(frozen=True)
class Intake:
    """What was read: the kind, the payload as far as the draft gives it, and what to know about it.

    `marks` are the numbers, labels and separators that were recognised and dropped; the document writes them anew.
    """

    kind: str
    payload: dict[str, Any]
    remarks: tuple[Remark, ...]
    marks: tuple[Mark, ...] = ()


def read(content: bytes, filename: str, kind: str | None = None) -> Intake:
    """The payload of a draft (.txt, .docx); raises Unusable or Rejected with what to mend."""
    if kind is not None and kind not in _READERS:
        known = "、".join(KINDS)
        raise NotFound("kind-not-found", [Fault("", "kind-not-found", f"可以使用的文件种类：{known}")])
    account = Account()
    pieces = _pieces(content, filename, account)
    chosen = kind or _kind(pieces)
    payload = _READERS[chosen](pieces, account)
    return Intake(chosen, payload, account.remarks, tuple(account.marks))


def _pieces(content: bytes, filename: str, account: Account) -> list[Piece]:
    ending = filename.rpartition(".")[2].lower() if "." in filename else ""
    if not content:
        raise Unusable("empty-file", [Fault("", "empty-file", "文件是空的，请重新选择文件")])
    if ending in _OLD and content.startswith(_OLE2):
        slug, sentence = _OLD[ending]
        raise Unusable(slug, [Fault("", slug, sentence)])
    if ending == "docx" or (content.startswith(b"PK\3\4") and ending not in ("txt", "text", "md")):
        return pieces_of_word(content, account)
    return pieces_of_text(decode(content), account)


def _kind(pieces: Sequence[Piece]) -> str:
    """The kind that the words before the first long line speak of; a plan where nothing speaks."""
    head = ""
    for piece in pieces[:20]:
        if isinstance(piece, Grid) or len(piece.text) > 60:
            break
        head += piece.text + "\n"
    if "纪要" in head:
        return "minutes"
    first = pieces[0] if pieces else None
    labelled = isinstance(first, Line) and first.text.startswith("附件")
    tabled = any(isinstance(piece, Grid) for piece in pieces)
    if labelled or ("安排表" in head and tabled and len(pieces) < 12):
        return "schedule"
    return "annual_summary" if "总结" in head.split("\n\n")[0] and "计划" not in head else "work_plan"

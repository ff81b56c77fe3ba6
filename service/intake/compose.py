"""The parts that all documents with text share → their fields in the payload."""

from collections.abc import Callable
from typing import Any

from service.intake.account import Account
from service.intake.letterhead import imprint, letterhead
from service.intake.lines import Grid, Line
from service.intake.naming import joined_title, organ_of
from service.intake.parts import Frame

Payload = dict[str, Any]


def issued(frame: Frame, imprinted: list[Line], composed: Callable[[str, int], str], account: Account) -> Payload:
    """Organ, year, title, addressee, 版头, signature, 附注 and 版记, as far as the draft has them."""
    organ, year = organ_of(frame, composed, account)
    read: Payload = {}
    if organ is not None:
        read["organ"] = organ
    if year is not None:
        read["year"] = year
    _title(frame, read, composed, account)
    parts = {
        "addressee": _addressee(frame, account),
        "letterhead": letterhead(frame.before, account),
        "signature": _signature(frame, account),
        "note": frame.note,
        "imprint": imprint([*frame.after, *imprinted], account) if frame.after or imprinted else None,
    }
    return read | {name: part for name, part in parts.items() if part}


def _title(frame: Frame, read: Payload, composed: Callable[[str, int], str], account: Account) -> None:
    if not frame.title:
        account.remark(None, "no-title", "没有找到标题，将自动写出，请核对")
        return
    organ, year = read.get("organ"), read.get("year")
    title = joined_title(
        [part for line in frame.title for part in line.text.split("\n")], organ, frame.title[0], account
    )
    if organ and year and title == composed(organ, year):
        for line in frame.title:
            account.mark(line, line.text)
        account.remark(frame.title[0], "title-composed", "标题与自动写出的标题相同，不另填写")
    else:
        read["title"] = title


def _addressee(frame: Frame, account: Account) -> list[str]:
    if frame.addressee is None:
        return []
    text = frame.addressee.text
    account.mark(frame.addressee, text[-1])
    if text[-1] == ":":
        account.remark(frame.addressee, "half-width", "主送机关后面的冒号改用全角")
    names = text[:-1].split("、")
    if len(names) > 1:
        account.mark(frame.addressee, "、" * (len(names) - 1))
        account.remark(frame.addressee, "split-list", "主送机关里用“、”分开的，各算一个")
    return [name.strip() for name in names if name.strip()]


def _signature(frame: Frame, account: Account) -> Payload | None:
    if not frame.organs:
        if frame.date_line is not None:
            account.skip(frame.date_line, "date-without-organ", "日期前没有署名")
        return None
    signature: Payload = {"organs": frame.organs}
    if frame.date is None:
        account.remark(None, "open-date", "没有找到成文日期，文件按稿处理")
    elif frame.date.day is not None:
        signature["date"] = frame.date.day.isoformat()
    if frame.date_line is not None and frame.date is not None:
        text = frame.date_line.text
        named = frame.organs[-1] if text.startswith(frame.organs[-1]) else ""
        account.mark(frame.date_line, text[len(named) :])
        if not frame.date.plain:
            account.remark(frame.date_line, "date-form", f"日期写法“{frame.date_line.text[:30]}”改为规范写法，请核对")
    return signature


def body_lines(frame: Frame, account: Account) -> list[Line]:
    """The lines of a body; tables in it have no place there."""
    lines = []
    for piece in frame.body:
        if isinstance(piece, Grid):
            account.skip(piece, "table-not-taken", "正文里的表格没有栏目可放")
        else:
            lines.append(piece)
    return lines

"""Attachments of a draft → those of a payload: schedules from tables, sections from numbered text."""

from collections.abc import Sequence
from typing import Any

from service.documents.schedule import composed_title
from service.intake.account import Account
from service.intake.lines import Grid, Line
from service.intake.naming import check_organ, joined_title
from service.intake.numbers import number
from service.intake.outline import Outline
from service.intake.parts import Attached, Frame
from service.intake.tables import schedule_rows

Payload = dict[str, Any]
_TABLE_WORDS = ("安排表", "计划表", "一览表", "配档表", "安排")


def attachments(frame: Frame, organ: str | None, year: int | None, account: Account) -> list[Payload]:
    """Title, and schedule or sections, of each attachment in order."""
    read: list[Payload] = []
    for place, attached in enumerate(frame.attached):
        name = frame.names[place] if place < len(frame.names) else None
        if name is not None and attached.titles:  # the document takes the name from the title
            account.mark(frame.name_lines[place], name)
        read.append(_attachment(attached, name, organ, year, account))
    for place in range(len(frame.attached), len(frame.names)):
        name, line = frame.names[place], frame.name_lines[place]
        account.remark(line, "no-table", f"附件“{name[:40]}”后面没有内容，先放一张空表，请补充")
        check_organ(name, organ, line, account)
        read.append({"title": name, "schedule": {"rows": []}})
    return read


def _attachment(attached: Attached, name: str | None, organ: str | None, year: int | None, account: Account) -> Payload:
    title = _title(attached, name, organ, account)
    grids = [piece for piece in attached.pieces if isinstance(piece, Grid)]
    lines = [piece for piece in attached.pieces if isinstance(piece, Line)]
    if not grids and any(number(line.text) or line.outline for line in lines):
        sections = _sections(lines, account)
        if sections:
            return {"title": title, "sections": sections}
        lines = []
    for line in lines:
        account.skip(line, "beside-table", "附件里表格以外的文字没有栏目可放")
    if not grids:
        account.remark(attached.label, "no-table", f"附件“{title[:40]}”没有表格，先放一张空表，请补充")
    return {"title": title, "schedule": schedule_rows(grids, year, account)}


def _title(attached: Attached, name: str | None, organ: str | None, account: Account) -> str:
    """The title, which the list of names should give too."""
    if not attached.titles:
        account.remark(attached.label, "no-title", "附件没有标题，请核对")
        return name or "附件"
    whole = "".join(attached.titles)
    at = attached.title_lines[0]
    if name is None:
        account.remark(at, "name-differs", f"附件说明里没有“{whole[:40]}”，将自动写上")
    elif name != whole:
        account.remark(at, "name-differs", f"附件说明写的是“{name[:60]}”，附件标题是“{whole[:60]}”，以附件标题为准")
    check_organ(whole, organ, at, account)
    return joined_title(attached.titles, organ, at, account)


def _sections(lines: Sequence[Line], account: Account) -> list[Payload]:
    outline = Outline(account, whole=False).take(lines)
    for line in outline.opening_lines:
        account.skip(line, "no-place", "附件里第一个编号之前的文字没有栏目可放")
    return outline.sections


def bound_schedule(
    read: list[Payload], organ: str | None, year: int | None, at: Line | Grid | None, account: Account
) -> Payload | None:
    """The schedule of a plan: its first attachment, where that is a table."""
    if not read or "schedule" not in read[0]:
        return None
    first = read.pop(0)
    title = first["title"]
    if organ and year and title == composed_title(organ, year):
        if at is not None:
            account.mark(at, title)
        return dict(first["schedule"])
    account.remark(at, "schedule-bound", f"附件1“{title[:40]}”按计划安排表处理，请核对")
    return {"title": title, **first["schedule"]}

"""A draft of a 工作计划 → its payload."""

from typing import Any

from service.intake.account import Account
from service.intake.attachments import attachments, bound_schedule
from service.intake.columns import header_row
from service.intake.compose import body_lines, issued
from service.intake.frame import take_apart
from service.intake.letterhead import imprint_lines
from service.intake.lines import Grid, Line, Piece
from service.intake.outline import Outline
from service.intake.parts import Frame
from service.intake.tables import schedule_rows


def composed(organ: str, year: int) -> str:
    """The title the house writes when none is given."""
    return f"{organ}{year}年度理论学习工作计划"


def plan(pieces: list[Piece], account: Account) -> dict[str, Any]:
    """The payload of a plan; what its record cannot hold is told."""
    pieces, imprinted = imprint_lines(pieces)
    frame = take_apart(pieces, account)
    read = issued(frame, imprinted, composed, account)
    organ, year = read.get("organ"), read.get("year")
    attached = attachments(frame, organ, year, account)
    schedule = bound_schedule(attached, organ, year, _first_attachment(frame), account)
    if schedule is None or not schedule["rows"]:
        moved = _from_body(frame, year, account)
        schedule = schedule if moved is None else {**(schedule or {}), **moved}
    outline = Outline(account).take(body_lines(frame, account))
    for name, found in (("opening", outline.opening), ("sections", outline.sections)):
        if not found:
            what = "开头（第一个标题之前的段落）" if name == "opening" else "编号的小标题"
            account.remark(None, f"no-{name}", f"没有找到{what}，请补充")
    parts = {
        "opening": outline.opening,
        "sections": outline.sections,
        "closing": outline.closing,
        "schedule": schedule,
        "attachments": attached,
    }
    return read | {name: part for name, part in parts.items() if part is not None and part != []}


def _first_attachment(frame: Frame) -> Line | Grid | None:
    """Where the first attachment is: its table, else its label, else its name."""
    if not frame.attached:
        return frame.name_lines[0] if frame.name_lines else None
    first = frame.attached[0]
    return next((piece for piece in first.pieces if isinstance(piece, Grid)), first.label)


def _from_body(frame: Frame, year: int | None, account: Account) -> dict[str, Any] | None:
    """A schedule that stands in the text instead of an attachment."""
    grids = [piece for piece in frame.body if isinstance(piece, Grid) and header_row(piece.rows) is not None]
    if not grids:
        return None
    frame.body = [piece for piece in frame.body if not isinstance(piece, Grid) or piece not in grids]
    account.remark(grids[0], "table-moved", "正文里的安排表放到了附件1，请核对")
    return schedule_rows(grids, year, account)

"""A draft of a 年度总结 → title, narrative, signature; its numbers come from plan and sessions, not from the draft."""

import re
from typing import Any

from service.intake.account import Account
from service.intake.attachments import attachments
from service.intake.compose import body_lines, issued
from service.intake.frame import take_apart
from service.intake.letterhead import imprint_lines
from service.intake.lines import Piece
from service.intake.outline import Outline

_PARTS = (
    ("problems", re.compile("问题|不足|差距|短板")),
    ("next_steps", re.compile("下一步|打算|今后|明年|改进|安排")),
    ("practices", re.compile("做法|成效|工作|情况|开展|亮点|特色")),
)
_FIGURES = re.compile("基本情况|总体情况|概况")


def composed(organ: str, year: int) -> str:
    """The title the house writes when none is given."""
    return f"{organ}{year}年度理论学习情况总结"


def summary(pieces: list[Piece], account: Account) -> dict[str, Any]:
    """The payload of a summary without what only data can give: members, plan, sessions, products."""
    pieces, imprinted = imprint_lines(pieces)
    frame = take_apart(pieces, account)
    read = issued(frame, imprinted, composed, account)
    lines = body_lines(frame, account)
    outline = Outline(account).take(lines)
    narrative: dict[str, Any] = {"opening": outline.opening, "closing": outline.closing}
    if "year" in read:
        narrative["period"] = {"from": f"{read['year']}-01-01", "to": f"{read['year']}-12-31"}
        account.remark(None, "period-guessed", "起止日期按全年填写，请核对")
    for section in outline.sections:
        _place(section, narrative, account)
    if attached := attachments(frame, read.get("organ"), read.get("year"), account):
        read["attachments"] = attached
    account.remark(None, "needs-data", "学习成员、年度计划、已开展场次和学习成果要另行填写，总结中的数字由它们算出")
    return read | {"narrative": {name: part for name, part in narrative.items() if part}}


def _place(section: dict[str, Any], narrative: dict[str, Any], account: Account) -> None:
    """Put a part of the text under the heading that the document writes by itself."""
    heading = section.get("heading", "")
    name = next((name for name, words in _PARTS if words.search(heading)), "practices")
    own = [{"paragraphs": [text]} for text in section.get("paragraphs", []) + section.get("closing", [])]
    if _FIGURES.search(heading):
        account.remark(
            None, "figures-kept", f"“{heading[:40]}”里的数字改由数据算出，原来的段落放在“主要做法和成效”，请核对"
        )
        name = "practices"
    if own:
        account.remark(None, "paragraphs-numbered", f"“{heading[:40]}”下没有编号的段落，各成一项，会自动编号，请核对")
    account.remark(None, "heading-replaced", f"一级标题“{heading[:200]}”由系统自动写出，不另保留")
    narrative[name] = narrative.get(name, []) + own + section.get("sections", [])

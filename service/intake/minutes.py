"""A draft of a 会议纪要 → what its lines name plainly: number, day, place, people, speeches, decisions."""

import re
from typing import Any

from service.intake.account import Account
from service.intake.dates import dated
from service.intake.frame import take_apart
from service.intake.letterhead import imprint, imprint_lines
from service.intake.lines import Grid, Line, Piece
from service.intake.naming import joined_title, organ_before_year
from service.intake.outline import Outline
from service.intake.people import persons

Payload = dict[str, Any]

_LEAD = re.compile(
    r"(\d{4}年\d{1,2}月\d{1,2}日)(?:(\d{1,2})时(?:(\d{1,2})分)?(?:至(\d{1,2})时(?:(\d{1,2})分)?)?)?，(.+?)在(.+?)开展\d{4}年"
    r"第(\d+)次(.+?)。会议由(.+?)主持，(.+?)记录。应到(\d+)人，实到(\d+)人。$"
)
_ROLLS = {"出席": "present", "请假": "on_leave", "缺席": "absent", "列席": "observers", "补学": "makeups"}
_ROLL = re.compile(r"(出席|请假|缺席|列席|补学)(?:人员|名单)?[:：](.+?)[。.]?$")
_AWAY = re.compile(r"(.+?)(?:（(.+?)）)?$")
_ISSUE = re.compile(r"第(\d{1,4})期$")
_TOPIC = re.compile(r"学习主题[:：](.+?)。?$")
_DETAILS = re.compile(r"(?:责任人：([^；。]{1,200}?))?；?(?:完成时限：(\d{4}年\d{1,2}月\d{1,2}日))?。$")
_SPEECH = re.compile(r"(.{2,40}?)作(重点|交流)发言。$")
_LED = re.compile(r"由(.{1,40}?)领学。$")


def minutes(pieces: list[Piece], account: Account) -> Payload:
    """The payload of minutes as far as the draft is written as the house writes them; the rest is told."""
    pieces, imprinted = imprint_lines(pieces)
    rolls = [piece for piece in pieces if isinstance(piece, Line) and _ROLL.match(piece.text)]
    frame = take_apart([piece for piece in pieces if piece not in rolls], account)
    session: Payload = {"id": "S01"}
    read: Payload = {}
    for piece in frame.before:
        _above(piece, read, account)
    lines = [piece for piece in frame.body if isinstance(piece, Line)]
    others: list[Piece] = [piece for piece in frame.body if isinstance(piece, Grid)]
    for piece in [*others, *frame.name_lines, *frame.after]:
        account.skip(piece, "not-in-minutes", "这部分内容纪要里没有栏目可放")
    for attached in frame.attached:
        parts: list[Piece] = [attached.label, *attached.title_lines, *attached.pieces]
        for part in parts:
            account.skip(part, "not-in-minutes", "纪要的附件请另行填写")
    rest = [line for line in lines if not _plain(line, session, read, account)]
    for line in rolls:
        _roll(line, session, account)
    _titled(frame.title, read, account)
    _text(Outline(account).take(rest), session, account)
    if imprinted and (found := imprint(imprinted, account)):
        read["imprint"] = found
    if frame.note:
        read["note"] = frame.note
    account.remark(None, "minutes-partly", "纪要草稿只能认出写明的内容，会议情况请逐项核对、补齐")
    return read | {"session": session}


def _above(piece: Piece, read: Payload, account: Account) -> None:
    found = _ISSUE.match(piece.text) if isinstance(piece, Line) else None
    if found:
        read["issue"] = int(found[1])
        account.mark(piece, found[0])
    else:
        account.skip(piece, "before-title", "标题之前的内容由系统自动写出")


def _titled(title: list[Line], read: Payload, account: Account) -> None:
    whole = "".join(line.text for line in title).replace("\n", "")
    organ = read.get("organ") or organ_before_year(whole)
    if organ:
        read["organ"] = organ
    else:
        account.remark(None, "no-organ", "没有找到机关名称，请补填")
    if title:
        read["title"] = joined_title(
            [part for line in title for part in line.text.split("\n")], organ, title[0], account
        )


def _plain(line: Line, session: Payload, read: Payload, account: Account) -> bool:
    """Take the sentence that minutes open with, and the topic."""
    if found := _TOPIC.match(line.text):
        session["topic"] = found[1]
        account.mark(line, line.text)
        return True
    found = _LEAD.match(line.text) if len(line.text) < 1000 else None
    day = dated(found[1]) if found else None
    if not found or not day or not day.day:
        return False
    read["organ"] = found[6]
    session.update(held_on=day.day.isoformat(), place=found[7], number=int(found[8]), form=found[9], chair=found[10])
    session.update(recorder=found[11], expected=int(found[12]))
    for name, hour, minute in (("starts", found[2], found[3]), ("ends", found[4], found[5])):
        if hour:
            session[name] = f"{int(hour):02d}:{int(minute or 0):02d}"
    account.mark(line, line.text)
    return True


def _roll(line: Line, session: Payload, account: Account) -> None:
    found = _ROLL.match(line.text)
    assert found is not None
    name = _ROLLS[found[1]]
    account.mark(line, line.text)
    if name in ("present", "observers"):
        session[name] = persons(found[2])
    else:
        entries = [_AWAY.match(entry) for entry in re.split(r"，(?![^（]*）)", found[2])]
        take = _makeup if name == "makeups" else _away
        session[name] = [take(entry[1], entry[2]) for entry in entries if entry]
    account.remark(line, "people-guessed", f"“{found[1]}”名单按姓名、职务分开，请核对")


def _away(person: str, reason: str | None) -> Payload:
    return {"person": persons(person)[0]} | ({"reason": reason} if reason else {})


def _makeup(person: str, day: str | None) -> Payload:
    on = dated(day) if day else None
    return {"person": person} | ({"on": on.day.isoformat()} if on and on.day else {})


# ---- text -----------------------------------------------------------------------------------------------------
def _text(outline: Outline, session: Payload, account: Account) -> None:
    """The four parts of minutes by their headings; other text becomes conclusions."""
    conclusions = list(outline.opening)
    for section in outline.sections:
        heading = section.get("heading", "")
        below = section.get("sections", [])
        own = section.get("paragraphs", [])
        if "发言" in heading and below:
            session["speeches"] = [speech for one in below for speech in _speeches(one, conclusions)]
        elif "议定" in heading and below:
            session["decisions"] = [_decision(_whole(one)) for one in below]
        elif re.search("学习内容|议题|议程", heading) and below:
            session["agenda"] = [_agenda(one) for one in below]
        else:
            own = own + [text for one in below for text in _texts(one)]
        conclusions += own
        account.remark(None, "heading-replaced", f"一级标题“{heading[:200]}”由系统自动写出，不另保留")
    conclusions += outline.closing
    if conclusions:
        session["conclusions"] = conclusions


def _speeches(section: Payload, conclusions: list[str]) -> list[Payload]:
    found = _SPEECH.match(section.get("heading", ""))
    if not found:
        conclusions += _texts(section)
        return []
    points = [*section.get("paragraphs", []), *(text for one in section.get("sections", []) for text in _texts(one))]
    return [{"person": found[1], "role": "key" if found[2] == "重点" else "free", "points": points}]


def _agenda(section: Payload) -> Payload:
    texts = _texts(section)
    topic, contents = texts[0], texts[1:]
    led = _LED.match(contents[0]) if contents else None
    point = {"topic": topic} | ({"leader": led[1]} if led else {})
    contents = contents[1:] if led else contents
    return point | ({"contents": contents} if contents else {})


def _decision(text: str) -> Payload:
    """A decision; who is responsible and by when, where it ends with them."""
    found = _DETAILS.search(text)
    if not found:
        return {"matter": text}
    day = dated(found[2]) if found[2] else None
    decision: Payload = {"matter": text[: found.start()]}
    if found[1]:
        decision["responsible"] = found[1].split("、")
    return decision | ({"due": day.day.isoformat()} if day and day.day else {})


def _whole(section: Payload) -> str:
    return "".join(_texts(section))


def _texts(section: Payload) -> list[str]:
    """All texts of a section, in order."""
    below = [text for one in section.get("sections", []) for text in _texts(one)]
    own = [section["heading"]] if "heading" in section else []
    return [*own, *section.get("paragraphs", []), *below, *section.get("closing", [])]

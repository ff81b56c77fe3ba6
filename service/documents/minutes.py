"""会议纪要: the minutes of one held session, under a red 纪要 mark (10.3)."""

from functools import cached_property
from typing import Annotated, TypedDict

from service import wording
from service.documents import contexts
from service.documents.contexts import Block, TextContext, heading_block, paragraphs, text_block
from service.documents.heads import RedMark, head, head_faults, labels_above, red_mark
from service.documents.issued import Issued
from service.documents.kinds import Kind
from service.documents.records import Found, Letterhead, described
from service.documents.sessions import AgendaPoint, Decision, Issue, Session, Speech

SUFFIX = "会议纪要"
_TYPED_LINES = 2  # above the red rule: the issue, then organ and date


class Minutes(Issued):
    """The minutes of one session. The signature, when given, fills the line of organ and date above the red rule."""

    issue: Issue | None = described("期号", "as:number", None, help="版头写了发文字号的，不填期号", example=3)
    session: Session = described("会议情况", "once")

    def composed_title(self) -> str:
        session = self.session
        return f"{self.organ}{session.held_on.year}年第{session.number}次理论学习会议纪要"

    def faults(self) -> list[Found]:
        signers = [] if self.letterhead is None else self.letterhead.signers
        refused = [("/letterhead/signers", "no-signers", "纪要不写签发人，请删去")] if signers else []
        numbered = self.letterhead is not None and self.letterhead.number is not None
        if numbered == (self.issue is not None):
            refused.append(("/issue", "issue-or-number", "期号和版头的发文字号要填写其中一项，也只填一项"))
        return [*super().faults(), *refused]

    @cached_property
    def shown_letterhead(self) -> Letterhead:
        """The letterhead, by default that of the organ."""
        return self.letterhead or Letterhead(organs=[self.organ])

    @property
    def mark(self) -> str:
        suffix = self.shown_letterhead.suffix
        return "".join(self.shown_letterhead.organs) + (SUFFIX if suffix is None else suffix)

    def red_mark(self) -> RedMark:
        return red_mark(self.mark, 1, labels_above(self.shown_letterhead), _TYPED_LINES, self.layout)

    def _head_faults(self) -> list[Found]:
        return head_faults(self.red_mark(), "/organ" if self.letterhead is None else "/letterhead/organs")


class MinutesHead(RedMark):
    """The head of minutes down to the red rule: mark, issue, organ and date."""

    copy_number: Annotated[str, "份号"]
    blank_first: Annotated[bool, "没有份号而有密级时，第一行空着"]
    secrecy: Annotated[str, "密级和保密期限"]
    urgency: Annotated[str, "紧急程度"]
    mark: Annotated[str, "纪要标志"]
    issue: Annotated[str, "期号或发文字号"]
    organ: Annotated[str, "发文机关"]
    date: Annotated[str, "日期"]


class Attendance(TypedDict):
    label: Annotated[str, "出席：、请假：、缺席：、列席：、补学："]
    names: Annotated[str, "名单，带句号"]


class MinutesContext(TextContext):
    """What the template of minutes sees."""

    head: Annotated[MinutesHead, "纪要的版头"]
    attendance: Annotated[list[Attendance], "出席、请假、缺席、列席、补学名单"]


def context(minutes: Minutes) -> MinutesContext:
    """What the template of minutes sees."""
    session = minutes.session
    shared = contexts.text_context(
        minutes,
        year=session.held_on.year,
        body=_body(minutes),
        attachments=contexts.own_attachments(minutes.attachments),
    )
    return MinutesContext(**shared, head=_head(minutes), attendance=_attendance(session))


def _head(minutes: Minutes) -> MinutesHead:
    letterhead = minutes.shown_letterhead
    shown = head(letterhead, SUFFIX, minutes.layout)
    signature = minutes.signature
    year = minutes.session.held_on.year
    day = minutes.session.ends_on or minutes.session.held_on if signature is None else signature.date
    return MinutesHead(
        **minutes.red_mark(),
        copy_number=shown["copy_number"],
        blank_first=shown["blank_first"],
        secrecy=shown["secrecy"],
        urgency=shown["urgency"],
        mark=minutes.mark,
        issue=shown["number"] or f"第{minutes.issue}期",
        organ=minutes.organ if signature is None else "、".join(signature.organs),
        date=wording.open_date(year) if day is None else wording.full_date(day),
    )


# ---- text -----------------------------------------------------------------------------------------------------
def _body(minutes: Minutes) -> list[Block]:
    session = minutes.session
    parts: list[tuple[str, list[Block]]] = [
        (
            "学习内容",
            [block for number, point in enumerate(session.agenda, 1) for block in _agenda(session, number, point)],
        ),
        (
            "研讨发言",
            [block for number, speech in enumerate(session.speeches, 1) for block in _speech(session, number, speech)],
        ),
        ("会议要求", paragraphs(session.conclusions)),
        ("议定事项", [_decision(session, number, decision) for number, decision in enumerate(session.decisions, 1)]),
    ]
    blocks = paragraphs([_lead_in(minutes), f"学习主题：{wording.sentence(session.topic)}"])
    for number, (heading, part) in enumerate((part for part in parts if part[1]), 1):
        blocks += [heading_block(1, wording.heading_number(1, number) + heading), *part]
    return blocks


def _lead_in(minutes: Minutes) -> str:
    """When, where and how many: the sentence minutes open with."""
    session = minutes.session
    when = wording.time_span(session.held_on, session.ends_on or session.held_on, session.starts, session.ends)
    return (
        f"{when}，{minutes.organ}在{session.place}开展{session.held_on.year}年第{session.number}次{session.form}。"
        f"会议由{session.came.name(session.chair)}主持，{session.recorder}记录。"
        f"应到{session.due}人，实到{len(session.present)}人。"
    )


def _agenda(session: Session, number: int, point: AgendaPoint) -> list[Block]:
    led = [] if point.leader is None else [f"由{session.here.name(point.leader)}领学。"]
    heading = heading_block(2, wording.heading_number(2, number) + point.topic)
    return [heading, *paragraphs(led + point.contents)]


def _speech(session: Session, number: int, speech: Speech) -> list[Block]:
    role = "重点发言" if speech.role == "key" else "交流发言"
    lead = f"{wording.heading_number(2, number)}{session.here.name(speech.person)}作{role}。"
    first: Block = {"style": "run_in2", "lead": lead, "text": speech.points[0], "kept": False}
    return [first, *paragraphs(speech.points[1:])]


def _decision(session: Session, number: int, decision: Decision) -> Block:
    text = wording.sentence(wording.heading_number(2, number) + decision.matter)
    details = []
    if decision.responsible:
        details.append("责任人：" + "、".join(map(session.everybody.name, decision.responsible)))
    if decision.due is not None:
        details.append("完成时限：" + wording.full_date(decision.due))
    return text_block(text + "；".join(details) + "。" if details else text)


def _attendance(session: Session) -> list[Attendance]:
    """出席, 请假, 缺席, 列席 and 补学, each on a new line (10.3)."""
    lists = [
        ("出席", wording.persons([person.listed for person in session.present])),
        ("请假", "，".join(_away(entry.person.listed, entry.reason) for entry in session.on_leave)),
        ("缺席", "，".join(_away(entry.person.listed, entry.reason) for entry in session.absent)),
        ("列席", wording.persons([person.listed for person in session.observers])),
        (
            "补学",
            "，".join(_away(("", "", session.missed.name(m.person)), wording.full_date(m.on)) for m in session.makeups),
        ),
    ]
    return [Attendance(label=label + "：", names=names + "。") for label, names in lists if names]


def _away(listed: tuple[str, str, str], reason: str | None) -> str:
    return wording.person(*listed) + ("" if reason is None else f"（{reason}）")


KIND = Kind("minutes", "会议纪要", "一次学习会议的议题、发言、议定事项和出席情况", Minutes, context, MinutesContext)

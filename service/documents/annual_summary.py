"""年度总结: the year looked back on; every number in it is computed from plan and sessions."""

from collections.abc import Sequence
from functools import cached_property
from typing import Literal

from service import figures, study, wording
from service.documents import contexts, summary_tables, summary_text
from service.documents.contexts import Block, heading_block, section_blocks, text_block
from service.documents.issued import Issued
from service.documents.kinds import Kind
from service.documents.records import Found, Member, Promise, Section, Theme, described, many, too_deep
from service.documents.rosters import Roster
from service.documents.schedule import Schedule
from service.documents.sessions import Narrative, Product, Session, Unheld
from service.documents.summary_tables import SummaryContext
from service.documents.text import Year
from service.documents.year_faults import Parts, period_faults, year_faults


class AnnualSummary(Issued):
    """One year of study: its plan, the sessions held, what came of it, and the narrative around the figures."""

    year: Year = described("年度", "layout", help="写入自动标题，空着的日期也用它", example=2026)
    members: list[Member] = many("学习成员", "often", least=1, most=200)
    planned: Schedule = described("年度计划", "figures")
    themes: list[Theme] = many("专题", "often", most=99)
    promises: list[Promise] = many("目标任务", "often", most=50)
    sessions: list[Session] = many("已开展场次", "figures", most=400, help="列入场次一览表，发言和要求写在纪要里")
    unheld: list[Unheld] = many("未开展场次", "once", most=400)
    products: list[Product] = many("学习成果", "once", most=2000)
    narrative: Narrative = described("文字总结", "once")
    data_sources: bool = described("数据来源附表", "layout", False, help="附每个数字来自哪些场次")
    outsiders: Literal["refused", "uncounted"] = described(
        "名单外人员",
        "layout",
        "refused",
        help="出席、请假、缺席中的非成员：refused 退回核对；uncounted 不计入应到和实到",
    )

    def composed_title(self) -> str:
        return f"{self.organ}{summary_text.span_title(self.span)}理论学习情况总结"

    @cached_property
    def roster(self) -> Roster:
        return Roster(self.members)

    @property
    def span(self) -> study.Span:
        """The days it looks back on."""
        return study.Span(self.narrative.period.from_, self.narrative.period.to)

    @property
    def parts(self) -> Parts:
        return Parts(
            self.year,
            self.members,
            self.planned.rows,
            self.themes,
            self.sessions,
            self.unheld,
            self.products,
            rows_at="/planned/rows",
            themes_at="/themes",
        )

    def faults(self) -> list[Found]:
        deep = [
            fault
            for part in ("practices", "problems", "next_steps")
            for fault in too_deep(getattr(self.narrative, part), f"/narrative/{part}", 2)
        ]
        own = [*year_faults(self.parts), *period_faults(self.narrative.period, self.parts)]
        return [*super().faults(), *deep, *self._other_plan(), *own, *self._outsiders()]

    def _other_plan(self) -> list[Found]:
        faults = []
        if self.planned.year != self.year:
            faults.append(("/planned/year", "other-year", f"应是{self.year}年的计划，请核对年度"))
        if self.planned.organ != self.organ:
            faults.append(("/planned/organ", "other-organ", f"与总结的机关“{self.organ[:40]}”不同，请核对"))
        return faults

    def _outsiders(self) -> list[Found]:
        if self.outsiders == "uncounted":
            return []
        return [
            (f"/sessions/{index}{pointer}", code, sentence)
            for index, session in enumerate(self.sessions)
            for pointer, code, sentence in self.roster.outsiders(session)
        ]


# ---- figures --------------------------------------------------------------------------------------------------
def compute(summary: AnnualSummary) -> figures.Figures:
    """The figures of the span the summary looks back on."""
    roster = summary.roster
    return figures.compute(
        study.Study(
            span=summary.span,
            offices=[study.Office(roster.key(member), member.from_, member.until) for member in summary.members],
            planned=[
                study.Planned(row.id, row.period.from_, row.period.to, tuple(row.themes))
                for row in summary.planned.rows
            ],
            held=[_held(session, roster) for session in summary.sessions],
            made=[_made(product, roster) for product in summary.products],
            themes=[theme.id for theme in summary.themes],
            aims=[study.Aim(promise.measure, promise.at_least, promise.per) for promise in summary.promises],
        )
    )


def _held(session: Session, roster: Roster) -> study.Held:
    day = session.held_on
    spoken: dict[str, list[str]] = {"key": [], "free": []}
    for speech in session.speeches:
        person = session.here.find(speech.person)
        member = None if person is None else roster.find(person)
        spoken[speech.role].append(speech.person if member is None else roster.key(member))
    makers = [person for makeup in session.makeups if (person := session.missed.find(makeup.person)) is not None]
    return study.Held(
        id=session.id,
        on=day,
        until=session.ends_on or day,
        form=session.form,
        planned=tuple(session.planned),
        themes=tuple(session.themes),
        contents=len(session.agenda),
        present=roster.keys(session.present, day),
        on_leave=roster.keys((leave.person for leave in session.on_leave), day),
        absent=roster.keys((absence.person for absence in session.absent), day),
        made_up=roster.keys(makers, day),
        key_speakers=tuple(spoken["key"]),
        free_speakers=tuple(spoken["free"]),
        minutes=session.minutes is not None,
    )


_PRINTED_FORMS = ("article", "report", "survey", "note")


def _made(product: Product, roster: Roster) -> study.Made:
    members = [(author, roster.find(author)) for author in product.authors]
    return study.Made(
        id=product.id,
        form=product.form,
        on=product.date,
        authors=tuple(author.name if member is None else roster.key(member) for author, member in members),
        published=product.published_in is not None and product.form in _PRINTED_FORMS,
    )


# ---- context --------------------------------------------------------------------------------------------------
def context(summary: AnnualSummary) -> SummaryContext:
    """What the summary's template sees: 基本情况, the statistics, the narrative, and the tables as attachments."""
    year = compute(summary)
    tables = summary_tables.tables(summary, year)
    own = contexts.own_attachments(summary.attachments)
    shared = contexts.issued_context(
        summary,
        year=summary.year,
        body=_body(summary.narrative),
        attachments=[*own, *((title, None, ()) for title, _ in tables)],
    )
    if tables:
        for part, (_, table) in zip(shared["attachments"][len(own) :], tables, strict=True):
            part["table"] = table
        shared["landscape_end"], shared["table_end"] = False, True
    return SummaryContext(
        **shared,
        opening=_opening(summary, year),
        statistics_title=f"{summary_text.span_title(year.span)}理论学习情况统计表",
        statistics=summary_tables.statistics(year),
    )


def _opening(summary: AnnualSummary, year: figures.Figures) -> list[Block]:
    return [
        *map(text_block, summary.narrative.opening),
        heading_block(1, wording.heading_number(1, 1) + "基本情况"),
        *map(text_block, summary_text.sentences(summary, year)),
    ]


def _body(narrative: Narrative) -> list[Block]:
    parts: list[tuple[str, Sequence[Section]]] = [
        ("主要做法和成效", narrative.practices),
        ("存在的问题", narrative.problems),
        ("下一步打算", narrative.next_steps),
    ]
    blocks: list[Block] = []
    for number, (heading, sections) in enumerate((part for part in parts if part[1]), 2):
        blocks += [heading_block(1, wording.heading_number(1, number) + heading), *section_blocks(sections, 2)]
    return [*blocks, *map(text_block, narrative.closing)]


KIND = Kind(
    "annual_summary", "年度总结", "全年学习情况，数字由计划和场次自动算出", AnnualSummary, context, SummaryContext
)

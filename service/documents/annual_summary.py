"""年度总结: the year looked back on; every number in it is computed from plan and sessions."""

from collections.abc import Sequence
from datetime import date
from typing import TypedDict

from service import figures, wording
from service.documents import contexts
from service.documents.contexts import Block, IssuedContext, heading_block, section_blocks, text_block
from service.documents.issued import Issued
from service.documents.kinds import Kind
from service.documents.records import (
    Found,
    Member,
    Promise,
    Section,
    Theme,
    described,
    many,
    repeated,
    too_deep,
)
from service.documents.rolls import Listed
from service.documents.schedule import Schedule
from service.documents.sessions import Narrative, Product, Session, Unheld
from service.documents.text import Year


class AnnualSummary(Issued):
    """One year of study: its plan, the sessions held, what came of it, and the narrative around the figures."""

    year: Year = described("年度", "layout", help="写入自动标题，空着的日期也用它", example=2026)
    members: list[Member] = many("学习成员", "figures", least=1, most=200)
    planned: Schedule = described("年度计划", "figures")
    themes: list[Theme] = many("专题", "figures", most=99)
    promises: list[Promise] = many("目标任务", "figures", most=50)
    sessions: list[Session] = many("已开展场次", "figures", most=400)
    unheld: list[Unheld] = many("未开展场次", "once", most=400)
    products: list[Product] = many("学习成果", "figures", most=2000)
    narrative: Narrative = described("文字总结", "once")

    def composed_title(self) -> str:
        return f"{self.organ}{self.year}年度理论学习情况总结"

    def faults(self) -> list[Found]:
        deep = [
            fault
            for part in ("practices", "problems", "next_steps")
            for fault in too_deep(getattr(self.narrative, part), f"/narrative/{part}", 2)
        ]
        own = [*self._twice(), *self._wrong_year(), *self._unknown_rows(), *self._unknown_references()]
        return [*super().faults(), *deep, *own]

    def _twice(self) -> list[Found]:
        """What would be counted twice."""
        listed = Listed()
        found = [listed.fault(member, "学习成员") for member in self.members]
        return [
            *((f"/members/{index}", *fault) for index, fault in enumerate(found) if fault),
            *repeated((session.id for session in self.sessions), "/sessions/{}/id", "场次编号"),
            *repeated((unheld.row for unheld in self.unheld), "/unheld/{}/row", "未开展场次"),
            *repeated((product.id for product in self.products), "/products/{}/id", "成果编号"),
        ]

    def _unknown_references(self) -> list[Found]:
        """Themes and sessions referred to but not listed."""
        themes = {theme.id for theme in self.themes}
        sessions = {session.id for session in self.sessions}
        named = [("/planned/rows", index, row.themes) for index, row in enumerate(self.planned.rows)]
        named += [("/sessions", index, session.themes) for index, session in enumerate(self.sessions)]
        faults = [
            (f"{pointer}/{index}/themes/{place}", "unknown-theme", f"专题编号“{theme[:40]}”不在专题列表中，请核对")
            for pointer, index, used in named
            for place, theme in enumerate(used)
            if theme not in themes
        ]
        return faults + [
            (f"/products/{index}/session", "unknown-session", f"没有编号为“{product.session[:40]}”的场次，请核对")
            for index, product in enumerate(self.products)
            if product.session is not None and product.session not in sessions
        ]

    def _wrong_year(self) -> list[Found]:
        plan = self.planned.year
        faults = [] if plan == self.year else [("/planned/year", "other-year", f"应是{self.year}年的计划，请核对年度")]
        return faults + [
            (f"/sessions/{index}/held_on", "other-year", f"这一场不在{self.year}年，请核对日期或年度")
            for index, session in enumerate(self.sessions)
            if session.held_on.year != self.year
        ]

    def _unknown_rows(self) -> list[Found]:
        """References to rows the plan does not have, and rows both held and unheld."""
        rows = {row.id for row in self.planned.rows}
        held = {row for session in self.sessions for row in session.planned}
        faults = [
            (f"/sessions/{index}/planned/{place}", "unknown-row", f"年度计划中没有场次“{row[:40]}”，请核对编号")
            for index, session in enumerate(self.sessions)
            for place, row in enumerate(session.planned)
            if row not in rows
        ]
        for index, unheld in enumerate(self.unheld):
            if unheld.row not in rows:
                faults.append(
                    (f"/unheld/{index}/row", "unknown-row", f"年度计划中没有场次“{unheld.row[:40]}”，请核对编号")
                )
            elif unheld.row in held:
                faults.append((f"/unheld/{index}/row", "held-and-unheld", "这一场已有开展记录，不能又列为未开展"))
        return faults


class StatisticsRow(TypedDict):
    name: str
    planned: str
    held: str
    seminars: str
    due: str
    present: str
    attendance: str


class SummaryContext(IssuedContext):
    """What the summary's template sees: `opening` stands before the statistics table, `body` after it."""

    opening: list[Block]
    statistics_title: str
    statistics: list[StatisticsRow]


def context(summary: AnnualSummary) -> SummaryContext:
    """What the summary's template sees."""
    year = compute(summary)
    shared = contexts.issued_context(
        summary,
        year=summary.year,
        body=_body(summary.narrative),
        attachments=contexts.own_attachments(summary.attachments),
    )
    return SummaryContext(
        **shared,
        opening=_opening(summary, year),
        statistics_title=f"{summary.year}年度理论学习情况统计表",
        statistics=_statistics(year),
    )


def compute(summary: AnnualSummary) -> figures.Figures:
    """The figures of the year the summary looks back on."""
    return figures.compute(
        [figures.Planned(row.id, row.period.from_, row.period.to) for row in summary.planned.rows],
        [
            figures.Held(
                id=session.id,
                on=session.held_on,
                form=session.form,
                planned=tuple(session.planned),
                due=session.due,
                present=len(session.present),
                key_speeches=sum(speech.role == "key" for speech in session.speeches),
                free_speeches=sum(speech.role == "free" for speech in session.speeches),
            )
            for session in summary.sessions
        ],
        [
            figures.Made(product.id, product.form, tuple(author.name for author in product.authors))
            for product in summary.products
        ],
    )


# ---- 基本情况 -------------------------------------------------------------------------------------------------
def _opening(summary: AnnualSummary, year: figures.Figures) -> list[Block]:
    texts = [
        _sessions_sentence(summary, year),
        _attendance_sentence(year),
        _unheld_sentence(summary, year),
        _products_sentence(year),
    ]
    return [
        *map(text_block, summary.narrative.opening),
        heading_block(1, wording.heading_number(1, 1) + "基本情况"),
        *(text_block(text) for text in texts if text),
    ]


def _sessions_sentence(summary: AnnualSummary, year: figures.Figures) -> str:
    span = summary.narrative.period
    text = f"{_span(span.from_, span.to)}，{_in_office(summary)}"
    if not year.year.held.value:
        return (
            f"{text}计划开展学习{year.year.planned.value}场，均未开展。"
            if year.year.planned.value
            else f"{text}没有开展学习。"
        )
    text += f"共开展{_forms(year)}。"
    if year.year.planned.value:
        text += (
            f"年初计划{year.year.planned.value}场，已开展{year.planned_held.value}场，"
            f"计划完成率{wording.percent(year.completion.value)}"
        )
        text += f"；另增加计划外学习{year.unplanned.value}场。" if year.unplanned.value else "。"
    counts = "、".join(
        f"{wording.quarter(number)}{quarter.held.value}场" for number, quarter in enumerate(year.quarters, 1)
    )
    return f"{text}分季度看，{counts}。"


def _span(first: date, last: date) -> str:
    return f"{wording.full_date(first)}至{wording.full_date(last)}"


def _forms(year: figures.Figures) -> str:
    """All sessions, with the collective ones and the seminars; one number where they are the same sessions."""
    held, collective, seminars = year.year.held, year.collective, year.year.seminars
    if held.sources == collective.sources == seminars.sources:
        return f"集体学习研讨{held.value}场"
    counts = [("集体学习", collective.value), ("专题研讨", seminars.value)]
    if collective.sources == seminars.sources:
        counts = [("集体学习研讨", collective.value)]
    named = "、".join(f"{form}{count}场" for form, count in counts if count)
    return f"学习{held.value}场" + (f"，其中{named}" if named else "")


def _in_office(summary: AnnualSummary) -> str:
    """How many members there are at the end of the period, and how many left in it."""
    span = summary.narrative.period
    present = sum(member.in_office(span.to) for member in summary.members)
    left = sum(member.until is not None and span.from_ <= member.until < span.to for member in summary.members)
    return f"{summary.organ}有学习成员{present}人" + (f"（年内离任{left}人），" if left else "，")


def _attendance_sentence(year: figures.Figures) -> str:
    total = year.year
    if not total.due.value:
        return ""
    text = f"各场学习应到{total.due.value}人次，实到{total.present.value}人次，"
    text += f"参学率{wording.percent(total.attendance.value)}"
    text += f"，请假和缺席{year.on_leave_or_absent.value}人次。" if year.on_leave_or_absent.value else "，全员参加。"
    if year.speeches.value:
        text += f"学习中发言{year.speeches.value}人次"
        text += f"，其中重点发言{year.key_speeches.value}人次。" if year.key_speeches.value else "。"
    return text


def _unheld_sentence(summary: AnnualSummary, year: figures.Figures) -> str:
    """Planned sessions that did not take place, with their reasons."""
    missing = year.year.planned.value - year.planned_held.value
    if not missing:
        return "年初计划的各场学习均已开展。" if year.year.planned.value else ""
    text = f"计划内未开展{missing}场" if year.year.held.value else "未开展的场次"
    if not summary.unheld:
        return f"{text}。" if year.year.held.value else ""
    reasons = {unheld.row: f"（{unheld.reason}）" for unheld in summary.unheld}
    rows = [row for row in summary.planned.rows if row.id not in year.planned_held.sources]
    return f"{text}：{'；'.join(contexts.one_line(row.topic) + reasons.get(row.id, '') for row in rows)}。"


_PRODUCTS = (
    ("article", "理论文章{}篇"),
    ("report", "学习报告{}篇"),
    ("survey", "调研报告{}篇"),
    ("lecture", "宣讲{}场"),
    ("bulletin", "简报{}期"),
    ("note", "心得体会{}篇"),
)


def _products_sentence(year: figures.Figures) -> str:
    counts = [form.format(year.products[name].value) for name, form in _PRODUCTS if name in year.products]
    return f"全年形成学习成果：{'、'.join(counts)}。" if counts else ""


def _statistics(year: figures.Figures) -> list[StatisticsRow]:
    named = [(wording.quarter(number), quarter) for number, quarter in enumerate(year.quarters, 1)]
    return [
        StatisticsRow(
            name=name,
            planned=str(part.planned.value),
            held=str(part.held.value),
            seminars=str(part.seminars.value),
            due=str(part.due.value),
            present=str(part.present.value),
            attendance=wording.percent(part.attendance.value),
        )
        for name, part in [*named, ("全年", year.year)]
    ]


# ---- narrative ------------------------------------------------------------------------------------------------
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

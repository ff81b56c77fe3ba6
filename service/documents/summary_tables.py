"""The tables of a summary: the statistics by quarter, and as attachments what its figures were counted from."""

from collections.abc import Sequence
from datetime import date
from typing import Literal, Protocol, TypedDict

from service import gbt9704 as gbt
from service import layout, wording
from service.documents import summary_sources
from service.documents.contexts import Block, IssuedContext, one_line
from service.documents.records import Layout, Member
from service.documents.sessions import Product, Session
from service.documents.summary_text import PRODUCTS, Summary, aim_count, aim_words, span_title
from service.documents.tables import Cell, ColumnHead, ScheduleTable, TableRow
from service.figures import Attended, Figures


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


class Tabled(Summary, Protocol):
    """What of a summary its tables show."""

    sessions: list[Session]
    products: list[Product]
    layout: Layout
    data_sources: bool


def statistics(year: Figures) -> list[StatisticsRow]:
    """The figures of each quarter and their sum."""
    named = [(wording.quarter(number), quarter) for number, quarter in year.quarters.items()]
    whole = [("全年" if year.span.whole else "合计", year.total)]
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
        for name, part in named + (whole if len(named) > 1 else [])
    ]


# ---- attachments ----------------------------------------------------------------------------------------------
Align = Literal["left", "center"]
Columns = Sequence[tuple[str, Align]]
Texts = Sequence[tuple[str, ...]]
_NONE = "—"  # stands where there is nothing to count or to name
_OPTIONAL = ("职务", "纪要", "目标任务", "发表载体")
_WHOLE = ("日期",)  # columns whose cells do not wrap: a date stays on one line (T7)


def tables(summary: Tabled, year: Figures) -> list[tuple[str, ScheduleTable]]:
    """Title and table of each attachment that has something to show."""
    shown = [
        ("学习场次一览表", _SESSIONS, _sessions(summary, year)),
        ("学习成员参学情况表", _MEMBERS, _members(summary, year)),
        ("学习专题完成情况表", _THEMES, _themes(summary, year)),
        ("学习目标任务完成情况表", _AIMS, _aims(summary, year)),
        ("学习成果一览表", _PRODUCTS, _products(summary)),
    ]
    if summary.data_sources:
        shown.append(("数据来源表", _SOURCES, summary_sources.rows(summary, year)))
    when = span_title(year.span)
    return [
        (when + title, _table(*_filled(columns, rows), summary.layout.numbers))
        for title, columns, rows in shown
        if rows
    ]


def _filled(columns: Columns, rows: Texts) -> tuple[Columns, Texts]:
    """A table without those columns that need not be there and hold nothing."""
    kept = [
        place
        for place, (head, _) in enumerate(columns)
        if head not in _OPTIONAL or any(row[place] not in ("", _NONE) for row in rows)
    ]
    return [columns[place] for place in kept], [tuple(row[place] for place in kept) for row in rows]


def _table(columns: Columns, rows: Texts, profile: gbt.Profile) -> ScheduleTable:
    """An upright table as wide as the text, its columns as wide as what they carry."""
    heads, total = [head for head, _ in columns], int(gbt.TYPE_WIDTH)
    texts = [list(column) for column in zip(*rows, strict=True)]
    whole = [max(column, key=layout.ems) if head in _WHOLE else head for head, column in zip(heads, texts, strict=True)]
    widths = layout.column_widths(whole, texts, total)
    tall = layout.tall_rows(texts, widths, profile.type_height)
    return ScheduleTable(
        columns=[ColumnHead(title=head, width=width) for head, width in zip(heads, widths, strict=True)],
        rows=[
            TableRow(
                cells=[
                    Cell(text=text, align=align, width=width)
                    for text, (_, align), width in zip(row, columns, widths, strict=True)
                ],
                whole=place not in tall,
            )
            for place, row in enumerate(rows)
        ],
        empty=False,
        span=len(columns),
        width=total,
    )


_SESSIONS: Columns = [
    ("次数", "center"), ("时间", "center"), ("学习主题", "left"), ("学习形式", "center"),
    ("应到", "center"), ("实到", "center"), ("计划执行", "center"), ("纪要", "center"),
]  # fmt: skip


def _sessions(summary: Tabled, year: Figures) -> Texts:
    """Sessions in the order of their days; `counts` are of members alone, as in the figures."""
    listed = sorted(summary.sessions, key=lambda session: (session.held_on, session.number, session.id))
    due = _per_session(year)
    return [
        (
            f"第{session.number}次",
            _day(session.held_on, session.ends_on, year.span.year),
            one_line(session.topic),
            session.form,
            str(due[session.id][0]),
            str(due[session.id][1]),
            _execution(session, year),
            _issue(session),
        )
        for session in listed
        if session.id in due
    ]


def _per_session(year: Figures) -> dict[str, tuple[int, int]]:
    """应到 and 实到 of each session."""
    counts = dict.fromkeys(year.total.held.sources, (0, 0))
    for member in year.members:
        for session in member.due.sources:
            due, present = counts[session]
            counts[session] = (due + 1, present + (session in member.present.sources))
    return counts


def _day(first: date, last: date | None, year: int) -> str:
    return wording.date_span(first, last or first).removeprefix(f"{year}年")


def _execution(session: Session, year: Figures) -> str:
    """How a session stands to the plan; the rows of it lie in the span, or in other months."""
    plan = year.plan
    if not session.planned:
        return "计划外"
    if session.id in plan.elsewhere.sources:
        return "其他时段计划"
    words = ["合并"] if len(session.planned) > 1 else []
    moved = any(row in plan.moved.sources for row in session.planned)
    return "、".join([*words, "调整时间" if moved else "按期"])


def _issue(session: Session) -> str:
    """The issue or number of a session's minutes."""
    if session.minutes is None:
        return _NONE
    if session.minutes.issue is not None:
        return f"第{session.minutes.issue}期"
    number = None if session.minutes.letterhead is None else session.minutes.letterhead.number
    return "有" if number is None else wording.document_number(number.code, number.year, number.sequence)


_MEMBERS: Columns = [
    ("序号", "center"), ("姓名", "center"), ("职务", "left"), ("应到", "center"), ("实到", "center"),
    ("请假", "center"), ("缺席", "center"), ("补学", "center"), ("发言", "center"), ("出勤率", "center"),
]  # fmt: skip


def _members(summary: Tabled, year: Figures) -> Texts:
    """All members, also those not in office in the span: who is named in a payload is named here."""
    attended = {member.key: member for member in year.members}
    return [
        (str(number), member.name, _post(member), *_attended(attended.get(summary.roster.key(member))))
        for number, member in enumerate(summary.members, 1)
    ]


def _post(member: Member) -> str:
    return (member.unit or "") + (member.post or "")


def _attended(member: Attended | None) -> tuple[str, ...]:
    if member is None:
        return (_NONE,) * 7
    counts = (member.due, member.present, member.on_leave, member.absent, member.made_up, member.speeches)
    return (*(str(count.value) for count in counts), wording.percent(member.attendance.value))


_THEMES: Columns = [
    ("序号", "center"), ("学习专题", "left"), ("计划场次", "center"), ("学习场次", "center"), ("完成情况", "center"),
]  # fmt: skip


def _themes(summary: Tabled, year: Figures) -> Texts:
    counted = {theme.id: theme for theme in year.coverage.themes}
    rows = []
    for number, theme in enumerate(summary.themes, 1):
        figures = counted.get(theme.id)
        counts = (_NONE, _NONE, "其他时段") if figures is None else (
            str(figures.planned.value), str(figures.studied.value), "已学习" if figures.studied.value else "未学习"
        )  # fmt: skip
        rows.append((str(number), one_line(theme.title), *counts))
    return rows


_AIMS: Columns = [
    ("序号", "center"), ("目标任务", "left"), ("要求", "left"), ("实际", "center"), ("完成情况", "center"),
]  # fmt: skip
_STATES = {"kept": "已完成", "missed": "未完成", "open": "正在推进"}


def _aims(summary: Tabled, year: Figures) -> Texts:
    """The plan's promises, in its own words where it gave them."""
    return [
        (str(number), promise.sentence or _NONE, aim_words(kept), aim_count(kept), _STATES[kept.state])
        for number, (promise, kept) in enumerate(zip(summary.promises, year.aims, strict=True), 1)
    ]


_PRODUCTS: Columns = [
    ("序号", "center"), ("形式", "center"), ("名称", "left"), ("作者", "center"), ("日期", "center"),
    ("发表载体", "center"),
]  # fmt: skip


def _products(summary: Tabled) -> Texts:
    return [
        (
            str(number),
            PRODUCTS[product.form][0],
            one_line(product.title),
            wording.persons([author.listed for author in product.authors]),
            wording.full_date(product.date),
            product.published_in or "",
        )
        for number, product in enumerate(summary_sources.in_order(summary.products), 1)
    ]


_SOURCES: Columns = [("数据", "left"), ("数值", "center"), ("来源", "left")]

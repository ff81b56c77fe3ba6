"""What the parts of one year owe each other, in whichever record they lie: plan, members, sessions, products."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from service.documents.records import Found, Member, Theme, repeated
from service.documents.rolls import Listed
from service.documents.sessions import Product, Session, Span, Unheld
from service.documents.tables import Row


class Parts(NamedTuple):
    """The parts of a year; `rows_at` and `themes_at` are pointers into the record that holds them."""

    year: int
    members: Sequence[Member]
    rows: Sequence[Row]
    themes: Sequence[Theme]
    sessions: Sequence[Session]
    unheld: Sequence[Unheld]
    products: Sequence[Product]
    rows_at: str
    themes_at: str


def year_faults(parts: Parts) -> list[Found]:
    """All that is wrong between the parts of a year."""
    return [
        *_members(parts.members),
        *_twice(parts),
        *_wrong_year(parts),
        *_unknown_rows(parts),
        *_unknown_references(parts),
    ]


def _members(members: Sequence[Member]) -> list[Found]:
    listed = Listed()
    faults = [
        (f"/members/{index}", *fault)
        for index, member in enumerate(members)
        if (fault := listed.fault(member, "学习成员"))
    ]
    return faults + [
        (f"/members/{index}/until", "period-order", "任职结束日期早于开始日期，请改正")
        for index, member in enumerate(members)
        if member.from_ is not None and member.until is not None and member.until < member.from_
    ]


def _twice(parts: Parts) -> list[Found]:
    """What would be counted twice."""
    faults = [
        *repeated((theme.id for theme in parts.themes), parts.themes_at + "/{}/id", "专题编号"),
        *repeated((session.id for session in parts.sessions), "/sessions/{}/id", "场次编号"),
        *repeated((unheld.row for unheld in parts.unheld), "/unheld/{}/row", "未开展场次"),
        *repeated((product.id for product in parts.products), "/products/{}/id", "成果编号"),
    ]
    seen: dict[tuple[date, int], str] = {}
    for index, session in enumerate(parts.sessions):
        first = seen.setdefault((session.held_on, session.number), session.id)
        if first != session.id:
            sentence = f"与编号“{first[:40]}”的场次日期、次数都相同，同一场只列一次"
            faults.append((f"/sessions/{index}/number", "repeated-session", sentence))
    return faults


def _wrong_year(parts: Parts) -> list[Found]:
    """Sessions, rows and products that lie in another year; a planned period may begin before or end after it."""
    year = parts.year
    faults: list[Found] = [
        (f"/sessions/{index}/held_on", "other-year", f"这一场不在{year}年，请核对日期或年度")
        for index, session in enumerate(parts.sessions)
        if session.held_on.year != year
    ]
    faults += [
        (f"{parts.rows_at}/{index}/period", "other-year", f"这一场的计划时间不在{year}年，请核对日期或年度")
        for index, row in enumerate(parts.rows)
        if not row.period.from_.year <= year <= row.period.to.year
    ]
    return faults + [
        (f"/products/{index}/date", "other-year", f"这项成果的日期不在{year}年，请核对日期或年度")
        for index, product in enumerate(parts.products)
        if product.date.year != year
    ]


def _unknown_rows(parts: Parts) -> list[Found]:
    """References to rows the plan does not have, and rows both held and unheld."""
    rows = {row.id for row in parts.rows}
    held = {row for session in parts.sessions for row in session.planned}
    named = [
        (f"/sessions/{index}/planned/{place}", row)
        for index, session in enumerate(parts.sessions)
        for place, row in enumerate(session.planned)
    ]
    named += [(f"/unheld/{index}/row", unheld.row) for index, unheld in enumerate(parts.unheld)]
    faults = [
        (pointer, "unknown-row", f"年度计划中没有场次“{row[:40]}”，请核对编号")
        for pointer, row in named
        if row not in rows
    ]
    faults += [
        (f"/sessions/{index}/planned/{place}", "listed-twice", f"计划场次“{row[:40]}”已写过，请只保留一处")
        for index, session in enumerate(parts.sessions)
        for place, row in enumerate(session.planned)
        if row in session.planned[:place]
    ]
    return faults + [
        (f"/unheld/{index}/row", "held-and-unheld", "这一场已有开展记录，不能又列为未开展")
        for index, unheld in enumerate(parts.unheld)
        if unheld.row in held and unheld.row in rows
    ]


def _unknown_references(parts: Parts) -> list[Found]:
    """Themes and sessions referred to but not listed."""
    themes = {theme.id for theme in parts.themes}
    sessions = {session.id for session in parts.sessions}
    named: list[tuple[str, Iterable[str]]] = [
        (f"{parts.rows_at}/{index}", row.themes) for index, row in enumerate(parts.rows)
    ]
    named += [(f"/sessions/{index}", session.themes) for index, session in enumerate(parts.sessions)]
    faults = [
        (f"{pointer}/themes/{place}", "unknown-theme", f"专题编号“{theme[:40]}”不在专题列表中，请核对")
        for pointer, used in named
        for place, theme in enumerate(used)
        if theme not in themes
    ]
    return faults + [
        (f"/products/{index}/session", "unknown-session", f"没有编号为“{product.session[:40]}”的场次，请核对")
        for index, product in enumerate(parts.products)
        if product.session is not None and product.session not in sessions
    ]


def period_faults(period: Span, parts: Parts) -> list[Found]:
    """What a summary of that period cannot look back on: nothing of it may be lost, nor counted under other dates."""
    if period.from_.year != parts.year or period.to.year != parts.year:
        return [("/narrative/period", "other-year", f"总结的起止日期应在{parts.year}年内，请核对")]
    begins = {row.id: max(row.period.from_, date(parts.year, 1, 1)) for row in parts.rows}
    dated = [(f"/sessions/{index}/held_on", session.held_on) for index, session in enumerate(parts.sessions)]
    dated += [(f"/products/{index}/date", product.date) for index, product in enumerate(parts.products)]
    dated += [
        (f"/unheld/{index}/row", begins[unheld.row])
        for index, unheld in enumerate(parts.unheld)
        if unheld.row in begins
    ]
    return [
        (pointer, "outside-period", "不在总结的起止日期内，不会计入；请核对日期，或调整总结的起止日期")
        for pointer, day in dated
        if day.year == parts.year and not period.from_ <= day <= period.to
    ]

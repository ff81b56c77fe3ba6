"""What a page shows of a year on a given day: the plan's progress, attendance, promises kept or at risk."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from fractions import Fraction
from typing import Any, Literal

from service import wording
from service.documents.annual_summary import AnnualSummary, compute
from service.documents.contexts import one_line
from service.documents.rosters import Roster
from service.documents.sessions import Session
from service.documents.summary_text import aim_count, aim_words
from service.documents.tables import Row
from service.documents.years import Year
from service.figures import Figures, Kept
from service.generate import ANY_HOUSE, House
from service.study import is_seminar
from service.year import consistency, derive
from service.year.matching import match

RowState = Literal["on_time", "moved", "excused", "overdue", "current", "coming"]
Mark = Literal["present", "made_up", "on_leave", "absent", "unlisted", "not_due"]
PromiseState = Literal["kept", "on_track", "at_risk", "missed"]


@dataclass(frozen=True)
class RowProgress:
    """One planned row: when, what, and how it stands; `merged` rows share their session."""

    id: str
    period: str
    topic: str
    state: RowState
    merged: bool
    sessions: tuple[str, ...]


@dataclass(frozen=True)
class SessionHead:
    """One session held, as a column of the attendance."""

    id: str
    number: int
    day: str
    topic: str
    due: int
    present: int
    planned: bool


@dataclass(frozen=True)
class MemberLine:
    """One member's marks, one for each session in order."""

    name: str
    marks: tuple[Mark, ...]
    due: int
    present: int
    rate: str
    share: float | None  # of the same, for a drawing


@dataclass(frozen=True)
class PromiseLine:
    """One promise: what, how far, and whether it will be kept."""

    words: str
    sentence: str | None
    at_least: int
    count: str
    state: PromiseState


@dataclass(frozen=True)
class Progress:
    """A year on a day."""

    organ: str
    year: int
    as_of: str
    planned: int
    held: int
    unplanned: int
    completion: str
    attendance: str
    rows: tuple[RowProgress, ...]
    sessions: tuple[SessionHead, ...]
    members: tuple[MemberLine, ...]
    promises: tuple[PromiseLine, ...]

    def as_dict(self) -> dict[str, Any]:
        """Plain data, for a page or another system."""
        return asdict(self)


def progress(year: Year, as_of: date, house: House = ANY_HOUSE) -> Progress:
    """A year as it stood at the end of a day; a day outside the year is its first or last."""
    as_of = min(max(as_of, date(year.year, 1, 1)), date(year.year, 12, 31))
    rows = match(year).rows
    summary = consistency.summary_of(derive.annual_summary(year, rows, as_of), house)
    figures = compute(summary)
    sessions = sorted(summary.sessions, key=lambda session: (session.held_on, session.number))
    return Progress(
        organ=year.organ,
        year=year.year,
        as_of=as_of.isoformat(),
        planned=len(year.rows),
        held=figures.total.held.value,
        unplanned=figures.plan.unplanned.value,
        completion=wording.percent(_completion(year, summary)),
        attendance=wording.percent(figures.total.attendance.value),
        rows=tuple(_row(row, year, sessions, as_of) for row in year.rows),
        sessions=tuple(_head(session, summary.roster) for session in sessions),
        members=tuple(_members(summary, figures, sessions)),
        promises=tuple(_promises(year, summary, figures, as_of)),
    )


def _completion(year: Year, summary: AnnualSummary) -> Fraction | None:
    """Of the whole plan, not of the part whose time has come."""
    done = {row for session in summary.sessions for row in session.planned}
    return Fraction(len(done), len(year.rows)) if year.rows else None


# ---- plan -----------------------------------------------------------------------------------------------------
def _row(row: Row, year: Year, sessions: Sequence[Session], as_of: date) -> RowProgress:
    holding = [session for session in sessions if row.id in session.planned]
    return RowProgress(
        id=row.id,
        period=row.period.wording or wording.period(row.period.from_, row.period.to, year.year),
        topic=one_line(row.topic),
        state=_state(row, holding, {unheld.row for unheld in year.unheld}, as_of),
        merged=any(len(session.planned) > 1 for session in holding),
        sessions=tuple(session.id for session in holding),
    )


def _state(row: Row, holding: Sequence[Session], excused: set[str], as_of: date) -> RowState:
    if holding:
        in_time = any(
            row.period.from_ <= (session.ends_on or session.held_on) and session.held_on <= row.period.to
            for session in holding
        )
        return "on_time" if in_time else "moved"
    if row.period.to <= as_of:
        return "excused" if row.id in excused else "overdue"
    return "current" if row.period.from_ <= as_of else "coming"


# ---- attendance -----------------------------------------------------------------------------------------------
def _head(session: Session, roster: Roster) -> SessionHead:
    day = session.held_on
    present = roster.keys(session.present, day)
    return SessionHead(
        id=session.id,
        number=session.number,
        day=day.isoformat(),
        topic=one_line(session.topic),
        due=len(present) + len(roster.keys(session.away, day)),
        present=len(present),
        planned=bool(session.planned),
    )


def _members(summary: AnnualSummary, figures: Figures, sessions: Sequence[Session]) -> list[MemberLine]:
    attended = {member.key: member for member in figures.members}
    lines = []
    for member in summary.members:
        key = summary.roster.key(member)
        counted = attended.get(key)
        share = None if counted is None else counted.attendance.value
        lines.append(
            MemberLine(
                name=member.name if key == member.name else f"{member.name}（{key}）",
                marks=tuple(_mark(summary.roster, key, session) for session in sessions),
                due=0 if counted is None else counted.due.value,
                present=0 if counted is None else counted.present.value,
                rate=wording.percent(share),
                share=None if share is None else float(share),
            )
        )
    return lines


def _mark(roster: Roster, key: str, session: Session) -> Mark:
    day = session.held_on
    if key not in {roster.key(member) for member in roster.in_office(day)}:
        return "not_due"
    makers = [person for makeup in session.makeups if (person := session.missed.find(makeup.person)) is not None]
    lists: list[tuple[Mark, tuple[str, ...]]] = [
        ("present", roster.keys(session.present, day)),
        ("made_up", roster.keys(makers, day)),
        ("on_leave", roster.keys((leave.person for leave in session.on_leave), day)),
        ("absent", roster.keys((absence.person for absence in session.absent), day)),
    ]
    return next((mark for mark, keys in lists if key in keys), "not_due" if session.expected else "unlisted")


# ---- promises -------------------------------------------------------------------------------------------------
def _promises(year: Year, summary: AnnualSummary, figures: Figures, as_of: date) -> list[PromiseLine]:
    done = {row for session in summary.sessions for row in session.planned}
    excused = {unheld.row for unheld in year.unheld}
    ahead = [row for row in year.rows if row.id not in done | excused and row.period.to > as_of]
    return [
        PromiseLine(
            words=aim_words(kept),
            sentence=promise.sentence,
            at_least=promise.at_least,
            count=aim_count(kept),
            state=_promise_state(kept, ahead, as_of),
        )
        for promise, kept in zip(summary.promises, figures.aims, strict=True)
    ]


def _promise_state(kept: Kept, ahead: Sequence[Row], as_of: date) -> PromiseState:
    """Missed when its time is over; at risk when what is still planned cannot make up for what lacks.

    Of sessions and seminars the rows ahead count, in a quarter those that end in it. Products are not planned by
    row: what lacks in the last quarter is at risk.
    """
    aim = kept.aim
    if kept.state == "missed" and (as_of.month, as_of.day) == (12, 31):
        return "missed"
    if kept.kept:
        return _later_quarters(kept, ahead, as_of)
    if aim.measure not in ("sessions", "seminars"):
        return "at_risk" if as_of.month > 9 else "on_track"
    quarter = (as_of.month - 1) // 3 + 1
    if aim.per == "quarter" and any(int(part) < quarter for part in kept.short):
        return "missed"
    fitting = [row for row in ahead if aim.measure == "sessions" or is_seminar(row.form)]
    if aim.per == "quarter":
        fitting = [row for row in fitting if row.period.from_.month <= quarter * 3]
        return "on_track" if len(fitting) >= aim.at_least else "at_risk"
    return "on_track" if kept.least.value + len(fitting) >= aim.at_least else "at_risk"


def _later_quarters(kept: Kept, ahead: Sequence[Row], as_of: date) -> PromiseState:
    """A promise for each quarter is kept so far; it is kept for good when the last has begun, else the plan tells."""
    aim, quarter = kept.aim, (as_of.month - 1) // 3 + 1
    if aim.per != "quarter" or quarter == 4:
        return "kept"
    if aim.measure not in ("sessions", "seminars"):
        return "on_track"
    fitting = [row for row in ahead if aim.measure == "sessions" or is_seminar(row.form)]
    for later in range(quarter + 1, 5):
        if sum((row.period.from_.month - 1) // 3 + 1 == later for row in fitting) < aim.at_least:
            return "at_risk"
    return "on_track"

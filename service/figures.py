"""The year's figures from plan and sessions, each with the entries it was counted from. Pure.

Formulae (domain practice): 参学率 = Σ实到人次 / Σ应到人次, never the mean of rates; 计划完成率 = planned sessions
held / planned sessions, extra sessions apart; a session is 集体学习 when its form says so, and 研讨 likewise.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction


@dataclass(frozen=True)
class Held:
    """One session that took place."""

    id: str
    on: date
    form: str
    planned: tuple[str, ...]
    due: int
    present: int
    key_speeches: int
    free_speeches: int

    @property
    def quarter(self) -> int:
        return (self.on.month - 1) // 3 + 1


@dataclass(frozen=True)
class Planned:
    """One row of the plan's schedule; it counts in the quarter its period begins in."""

    id: str
    first: date
    last: date

    @property
    def quarter(self) -> int:
        return (self.first.month - 1) // 3 + 1


@dataclass(frozen=True)
class Made:
    """One product of the year's study."""

    id: str
    form: str
    authors: tuple[str, ...]


@dataclass(frozen=True)
class Count:
    """A number and the ids it was counted from."""

    value: int
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Share:
    """An exact share and the ids it was computed from; None when there is nothing to divide by."""

    value: Fraction | None
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Quarter:
    """The figures of one quarter, or of the whole year."""

    planned: Count
    held: Count
    seminars: Count
    due: Count
    present: Count
    attendance: Share


@dataclass(frozen=True)
class Figures:
    """All figures of one year."""

    year: Quarter
    quarters: tuple[Quarter, Quarter, Quarter, Quarter]
    collective: Count  # 集体学习
    planned_held: Count  # planned rows that were held
    completion: Share  # 计划完成率
    unplanned: Count  # sessions beyond the plan
    speeches: Count  # 发言人次
    key_speeches: Count
    on_leave_or_absent: Count
    products: dict[str, Count]  # by form


COLLECTIVE, SEMINAR = "集体学习", "研讨"


def compute(planned: Sequence[Planned], held: Sequence[Held], made: Sequence[Made]) -> Figures:
    """All figures of a year from its planned rows, held sessions and products."""
    done = {row for session in held for row in session.planned}
    planned_held = tuple(row.id for row in planned if row.id in done)
    quarters = [
        _quarter(
            [row for row in planned if row.quarter == number],
            [session for session in held if session.quarter == number],
        )
        for number in (1, 2, 3, 4)
    ]
    year = _quarter(planned, held)
    return Figures(
        year=year,
        quarters=(quarters[0], quarters[1], quarters[2], quarters[3]),
        collective=_count(held, lambda session: COLLECTIVE in session.form),
        planned_held=Count(len(planned_held), planned_held),
        completion=_share(len(planned_held), len(planned), tuple(row.id for row in planned)),
        unplanned=_count(held, lambda session: not session.planned),
        speeches=_total(held, lambda session: session.key_speeches + session.free_speeches),
        key_speeches=_total(held, lambda session: session.key_speeches),
        on_leave_or_absent=_total(held, lambda session: session.due - session.present),
        products={
            form: _ids(product.id for product in made if product.form == form)
            for form in sorted({m.form for m in made})
        },
    )


def _quarter(planned: Sequence[Planned], held: Sequence[Held]) -> Quarter:
    due, present = _total(held, lambda session: session.due), _total(held, lambda session: session.present)
    return Quarter(
        planned=_ids(row.id for row in planned),
        held=_ids(session.id for session in held),
        seminars=_count(held, lambda session: SEMINAR in session.form),
        due=due,
        present=present,
        attendance=_share(present.value, due.value, due.sources),
    )


def _ids(ids: Iterable[str]) -> Count:
    sources = tuple(ids)
    return Count(len(sources), sources)


def _count(held: Sequence[Held], counts: Callable[[Held], bool]) -> Count:
    return _ids(session.id for session in held if counts(session))


def _total(held: Sequence[Held], amount: Callable[[Held], int]) -> Count:
    return Count(sum(map(amount, held)), tuple(session.id for session in held if amount(session)))


def _share(part: int, whole: int, sources: tuple[str, ...]) -> Share:
    return Share(Fraction(part, whole) if whole else None, sources)

"""What a year's figures are counted from: plan, sessions, members, products and promises as plain values. Pure."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date


def quarter(day: date) -> int:
    return (day.month - 1) // 3 + 1


@dataclass(frozen=True)
class Span:
    """The days a summary looks back on, within one year."""

    first: date
    last: date

    @property
    def year(self) -> int:
        return self.first.year

    @property
    def quarters(self) -> range:
        """The quarters it touches, from 1 to 4."""
        return range(quarter(self.first), quarter(self.last) + 1)

    @property
    def whole(self) -> bool:
        """Whether it is the year from its first day to its last."""
        return (self.first.month, self.first.day, self.last.month, self.last.day) == (1, 1, 12, 31)

    @property
    def closing(self) -> bool:
        """Whether the year is over, or in the month in which summaries are written."""
        return self.last.month == 12

    def holds(self, day: date) -> bool:
        return self.first <= day <= self.last

    def quarter_is_over(self, number: int) -> bool:
        """Whether a quarter has run out when the span ends."""
        return self.last.month > number * 3 or self.last == date(self.year, number * 3, 31 if number in (1, 4) else 30)


@dataclass(frozen=True)
class Office:
    """One member and the time in office; `key` is the name, or the id among namesakes."""

    key: str
    first: date | None = None
    last: date | None = None

    def holds(self, day: date) -> bool:
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)

    def touches(self, span: Span) -> bool:
        return (self.first is None or self.first <= span.last) and (self.last is None or span.first <= self.last)


@dataclass(frozen=True)
class Held:
    """One session that took place. Persons are keys; only members stand in the three lists of attendance."""

    id: str
    on: date
    until: date
    form: str
    planned: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    contents: int = 0
    present: tuple[str, ...] = ()
    on_leave: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    made_up: tuple[str, ...] = ()
    key_speakers: tuple[str, ...] = ()
    free_speakers: tuple[str, ...] = ()
    minutes: bool = False

    @property
    def due(self) -> int:
        """应到 = 出席 + 请假 + 缺席; 列席 stands outside."""
        return len(self.present) + len(self.on_leave) + len(self.absent)

    @property
    def who(self) -> tuple[str, ...]:
        """Whose it is, where every member promised some."""
        return self.present

    @property
    def speakers(self) -> tuple[str, ...]:
        return self.key_speakers + self.free_speakers


@dataclass(frozen=True)
class Planned:
    """One row of the plan's schedule."""

    id: str
    first: date
    last: date
    themes: tuple[str, ...] = ()

    def begins(self, year: int) -> date:
        """The day it begins in a year: what began before begins on 1 January."""
        return max(self.first, date(year, 1, 1))

    def holds(self, session: Held) -> bool:
        """Whether a session took place in its period, at least in part."""
        return self.first <= session.until and session.on <= self.last


@dataclass(frozen=True)
class Made:
    """One product of the year's study."""

    id: str
    form: str
    on: date
    authors: tuple[str, ...]
    published: bool = False

    @property
    def who(self) -> tuple[str, ...]:
        """Whose it is, where every member promised some."""
        return self.authors


@dataclass(frozen=True)
class Aim:
    """What the plan promised: at least so many of a measure in a year, in each quarter or by each member."""

    measure: str
    at_least: int
    per: str


@dataclass(frozen=True)
class Study:
    """Everything that is counted."""

    span: Span
    offices: Sequence[Office] = ()
    planned: Sequence[Planned] = ()
    held: Sequence[Held] = ()
    made: Sequence[Made] = ()
    themes: Sequence[str] = ()
    aims: Sequence[Aim] = ()


# ---- forms ----------------------------------------------------------------------------------------------------
_REMARK = re.compile(r"[（(][^（()）]*[）)]")
_PARTS = re.compile(r"[、，,；;/／+＋和与及暨]")
_COLLECTIVE = re.compile(r"(?:集体|集中)(?:学习|研讨|研学)")
_SEMINAR = re.compile(r"研讨(?:会|班|交流|发言)?$")
_DENIED = re.compile(r"[不未非无免]|没有")


def is_collective(form: str) -> bool:
    """Whether a form says 集体学习: 集体学习研讨, 集体学习（扩大）; not 个人自学（不集体学习）."""
    return _says(form, _COLLECTIVE.match)


def is_seminar(form: str) -> bool:
    """Whether a form says 研讨: 集体学习研讨, 专题研讨, 读书班和交流研讨; not 自学（不集体研讨）."""
    return _says(form, _SEMINAR.search)


def _says(form: str, found: Callable[[str], object]) -> bool:
    """Whether one part of a form says so: what a bracket remarks is no form, and a denied one neither."""
    parts = _PARTS.split(_REMARK.sub("", form))
    return any(found(part.strip()) and not _DENIED.search(part) for part in parts)

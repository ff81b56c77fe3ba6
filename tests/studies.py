"""The smallest sessions, rows and products that figures are counted from, to be changed in one place by each test."""

from dataclasses import replace
from datetime import date

from service.figures import Figures, compute
from service.study import Held, Made, Planned, Span, Study

YEAR_2026 = Span(date(2026, 1, 1), date(2026, 12, 31))


def planned(id: str, month: int = 3, **changes: object) -> Planned:
    return replace(Planned(id, date(2026, month, 1), date(2026, month, 28)), **changes)


def held(id: str, month: int = 3, **changes: object) -> Held:
    day = date(2026, month, 5)
    session = Held(id, day, changes.pop("until", day), "集体学习研讨", present=("甲", "乙"))  # type: ignore[arg-type]
    return replace(session, **changes)


def made(id: str, form: str = "article", month: int = 6, *authors: str, published: bool = False) -> Made:
    return Made(id, form, date(2026, month, 1), authors or ("甲",), published)


def study(*sessions: Held, span: Span = YEAR_2026, **parts: object) -> Figures:
    return compute(Study(span=span, held=sessions, **parts))  # type: ignore[arg-type]

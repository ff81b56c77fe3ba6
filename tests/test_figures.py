"""The figures of a year: small years computed by hand, and what must hold for every year."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.figures import Count, Figures, Held, Made, Planned, Quarter, compute


def planned(id: str, month: int = 3) -> Planned:
    return Planned(id, date(2026, month, 1), date(2026, month, 28))


def held(id: str, month: int = 3, **changes: object) -> Held:
    session = Held(id, date(2026, month, 5), "集体学习研讨", (), due=4, present=4, key_speeches=0, free_speeches=0)
    return replace(session, **changes)


def sessions(*held: Held) -> Figures:
    return compute([], held, [])


# ---- by hand --------------------------------------------------------------------------------------------------
YEAR = compute(
    [planned("R1", 1), planned("R2", 3), planned("R3", 6), planned("R4", 12)],
    [
        held("S1", 1, planned=("R1",), due=10, present=9, key_speeches=2, free_speeches=1),
        held("S2", 5, planned=("R2", "R3"), due=8, present=8, key_speeches=1, form="专题研讨"),
        held("S3", 7, planned=(), due=2, present=1, free_speeches=4, form="集体学习"),
    ],
    [Made("P1", "article", ("甲某",)), Made("P2", "survey", ("乙某",)), Made("P3", "article", ("甲某", "乙某"))],
)


@pytest.mark.parametrize(
    ("counted", "value", "sources"),
    [
        pytest.param(YEAR.year.planned, 4, ("R1", "R2", "R3", "R4"), id="planned"),
        pytest.param(YEAR.year.held, 3, ("S1", "S2", "S3"), id="held"),
        pytest.param(YEAR.year.seminars, 2, ("S1", "S2"), id="seminars-by-form"),
        pytest.param(YEAR.collective, 2, ("S1", "S3"), id="collective-by-form"),
        pytest.param(YEAR.planned_held, 3, ("R1", "R2", "R3"), id="one-session-covers-two-rows"),
        pytest.param(YEAR.unplanned, 1, ("S3",), id="unplanned"),
        pytest.param(YEAR.year.due, 20, ("S1", "S2", "S3"), id="due"),
        pytest.param(YEAR.year.present, 18, ("S1", "S2", "S3"), id="present"),
        pytest.param(YEAR.on_leave_or_absent, 2, ("S1", "S3"), id="away-only-where-someone-was"),
        pytest.param(YEAR.speeches, 8, ("S1", "S2", "S3"), id="speeches"),
        pytest.param(YEAR.key_speeches, 3, ("S1", "S2"), id="key-speeches"),
        pytest.param(YEAR.quarters[1].planned, 1, ("R3",), id="planned-in-the-quarter-it-begins"),
        pytest.param(YEAR.quarters[1].held, 1, ("S2",), id="held-in-its-quarter"),
        pytest.param(YEAR.quarters[3].held, 0, (), id="nothing-in-a-quarter"),
        pytest.param(YEAR.products["article"], 2, ("P1", "P3"), id="articles"),
        pytest.param(YEAR.products["survey"], 1, ("P2",), id="surveys"),
    ],
)
def test_count_and_its_sources(counted: Count, value: int, sources: tuple[str, ...]) -> None:
    assert counted == Count(value, sources)


def test_shares_are_exact_and_name_what_they_were_computed_from() -> None:
    assert YEAR.completion.value == Fraction(3, 4)
    assert YEAR.completion.sources == ("R1", "R2", "R3", "R4")
    assert YEAR.year.attendance.value == Fraction(18, 20)
    assert YEAR.year.attendance.sources == ("S1", "S2", "S3")


def test_attendance_is_the_share_of_all_and_not_the_mean_of_rates() -> None:
    year = sessions(held("S1", due=1, present=1), held("S2", due=9, present=3))
    mean_of_rates = (Fraction(1, 1) + Fraction(3, 9)) / 2
    assert year.year.attendance.value == Fraction(4, 10) != mean_of_rates


def test_forms_of_products_that_nobody_made_are_not_counted() -> None:
    assert set(YEAR.products) == {"article", "survey"}


@pytest.mark.parametrize(
    ("year", "completion", "attendance"),
    [
        pytest.param(compute([], [], []), None, None, id="empty-year"),
        pytest.param(compute([planned("R1")], [], []), 0, None, id="nothing-held"),
        pytest.param(compute([], [held("S1")], []), None, 1, id="nothing-planned"),
        pytest.param(sessions(held("S1", due=0, present=0)), None, None, id="nobody-due"),
    ],
)
def test_a_share_of_nothing_is_none(year: Figures, completion: int | None, attendance: int | None) -> None:
    assert year.completion.value == completion
    assert year.year.attendance.value == attendance


def test_a_row_held_twice_counts_once() -> None:
    year = compute([planned("R1")], [held("S1", planned=("R1",)), held("S2", planned=("R1",))], [])
    assert year.planned_held == Count(1, ("R1",))
    assert year.completion.value == 1
    assert year.unplanned.value == 0


@pytest.mark.parametrize(("month", "quarter"), [(1, 1), (3, 1), (4, 2), (6, 2), (7, 3), (9, 3), (10, 4), (12, 4)])
def test_quarter_of_a_month(month: int, quarter: int) -> None:
    assert held("S1", month).quarter == planned("R1", month).quarter == quarter


def test_a_period_counts_in_the_quarter_it_begins_in() -> None:
    assert Planned("R1", date(2026, 3, 31), date(2026, 12, 31)).quarter == 1


# ---- every year -----------------------------------------------------------------------------------------------
months = st.integers(1, 12)
rows = st.lists(months, max_size=8).map(lambda found: [planned(f"R{n}", month) for n, month in enumerate(found)])


@st.composite
def years(draw: st.DrawFn) -> tuple[list[Planned], list[Held]]:
    plan = draw(rows)
    ids = st.sampled_from([row.id for row in plan]) if plan else st.nothing()
    found = []
    for number in range(draw(st.integers(0, 8))):
        due = draw(st.integers(0, 12))
        covered = tuple(draw(st.lists(ids, max_size=3, unique=True))) if plan else ()
        form = draw(st.sampled_from(["集体学习研讨", "集体学习", "专题研讨", "专题调研"]))
        present, speeches = draw(st.integers(0, due)), draw(st.integers(0, 5))
        found.append(
            held(
                f"S{number}", draw(months), form=form, planned=covered, due=due, present=present, key_speeches=speeches
            )
        )
    return plan, found


@given(years())
def test_quarters_sum_to_the_year(year: tuple[list[Planned], list[Held]]) -> None:
    figures = compute(*year, [])
    for name in ("planned", "held", "seminars", "due", "present"):
        parts: list[Count] = [getattr(quarter, name) for quarter in figures.quarters]
        assert sum(part.value for part in parts) == getattr(figures.year, name).value
        assert sorted(id for part in parts for id in part.sources) == sorted(getattr(figures.year, name).sources)


@given(years())
def test_no_share_leaves_0_to_1(year: tuple[list[Planned], list[Held]]) -> None:
    figures = compute(*year, [])
    quarters: list[Quarter] = [figures.year, *figures.quarters]
    for share in [figures.completion, *(quarter.attendance for quarter in quarters)]:
        assert share.value is None or 0 <= share.value <= 1


@given(years())
def test_what_was_held_is_planned_or_unplanned(year: tuple[list[Planned], list[Held]]) -> None:
    figures = compute(*year, [])
    with_plan = {session.id for session in year[1] if session.planned}
    assert with_plan.isdisjoint(figures.unplanned.sources)
    assert len(with_plan) + figures.unplanned.value == figures.year.held.value
    assert figures.on_leave_or_absent.value == figures.year.due.value - figures.year.present.value

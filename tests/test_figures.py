"""The figures of a year: small years and spans computed by hand, promises kept and missed."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from service.figures import Count, Figures, Kept
from service.study import Aim, Held, Office, Planned, Span
from tests.studies import YEAR_2026, held, made, planned, study

# ---- by hand --------------------------------------------------------------------------------------------------
HELD = (
    held("S1", 1, planned=("R1",), on_leave=("丙",), made_up=("丙",), key_speakers=("甲", "客"), free_speakers=("乙",),
         contents=2, themes=("T1",), minutes=True),
    held("S2", 5, planned=("R2", "R3"), form="专题研讨", key_speakers=("甲",), themes=("T1", "T2"), contents=1),
    held("S3", 7, form="集体学习", present=("甲",), absent=("乙",), free_speakers=("甲",) * 4),
)  # fmt: skip
YEAR = study(
    *HELD,
    offices=[Office("甲"), Office("乙"), Office("丙", last=date(2026, 3, 31)), Office("丁", first=date(2027, 1, 1))],
    planned=[
        planned("R1", 1, themes=("T1",)),
        planned("R2", 3, themes=("T2",)),
        planned("R3", 5),
        planned("R4", 12, themes=("T3",)),
    ],
    made=[made("P1", published=True), made("P2", "survey"), made("P3", "article", 8, "甲", "乙")],
    themes=["T1", "T2", "T3"],
)
MEMBERS = {member.key: member for member in YEAR.members}


@pytest.mark.parametrize(
    ("counted", "value", "sources"),
    [
        pytest.param(YEAR.total.planned, 4, ("R1", "R2", "R3", "R4"), id="planned"),
        pytest.param(YEAR.total.held, 3, ("S1", "S2", "S3"), id="held"),
        pytest.param(YEAR.total.seminars, 2, ("S1", "S2"), id="seminars-by-form"),
        pytest.param(YEAR.collective, 2, ("S1", "S3"), id="collective-by-form"),
        pytest.param(YEAR.plan.held, 3, ("R1", "R2", "R3"), id="one-session-holds-two-rows"),
        pytest.param(YEAR.plan.on_time, 2, ("R1", "R3"), id="in-their-period"),
        pytest.param(YEAR.plan.moved, 1, ("R2",), id="out-of-its-period"),
        pytest.param(YEAR.plan.merged, 2, ("R2", "R3"), id="merged"),
        pytest.param(YEAR.plan.unheld, 1, ("R4",), id="unheld"),
        pytest.param(YEAR.plan.unplanned, 1, ("S3",), id="unplanned"),
        pytest.param(YEAR.plan.elsewhere, 0, (), id="none-of-other-months"),
        pytest.param(YEAR.total.due, 7, ("S1", "S2", "S3"), id="due"),
        pytest.param(YEAR.total.present, 5, ("S1", "S2", "S3"), id="present"),
        pytest.param(YEAR.on_leave, 1, ("S1",), id="on-leave"),
        pytest.param(YEAR.absent, 1, ("S3",), id="absent"),
        pytest.param(YEAR.made_up, 1, ("S1",), id="made-up"),
        pytest.param(YEAR.speeches, 8, ("S1", "S2", "S3"), id="speeches-of-guests-too"),
        pytest.param(YEAR.key_speeches, 3, ("S1", "S2"), id="key-speeches"),
        pytest.param(YEAR.contents, 3, ("S1", "S2"), id="contents"),
        pytest.param(YEAR.minuted, 1, ("S1",), id="minutes"),
        pytest.param(YEAR.quarters[2].planned, 1, ("R3",), id="planned-in-the-quarter-it-begins"),
        pytest.param(YEAR.quarters[2].held, 1, ("S2",), id="held-in-its-quarter"),
        pytest.param(YEAR.quarters[4].held, 0, (), id="nothing-in-a-quarter"),
        pytest.param(YEAR.products["article"], 2, ("P1", "P3"), id="articles"),
        pytest.param(YEAR.products["survey"], 1, ("P2",), id="surveys"),
        pytest.param(YEAR.published, 1, ("P1",), id="published"),
        pytest.param(YEAR.coverage.covered, 2, ("T1", "T2"), id="themes"),
        pytest.param(YEAR.coverage.themes[0].studied, 2, ("S1", "S2"), id="sessions-of-a-theme"),
        pytest.param(YEAR.coverage.themes[2].planned, 1, ("R4",), id="rows-of-a-theme"),
        pytest.param(MEMBERS["甲"].due, 3, ("S1", "S2", "S3"), id="a-member's-due"),
        pytest.param(MEMBERS["乙"].present, 2, ("S1", "S2"), id="a-member's-present"),
        pytest.param(MEMBERS["乙"].absent, 1, ("S3",), id="a-member's-absent"),
        pytest.param(MEMBERS["丙"].on_leave, 1, ("S1",), id="a-member's-leave"),
        pytest.param(MEMBERS["丙"].made_up, 1, ("S1",), id="a-member's-make-up"),
        pytest.param(MEMBERS["甲"].speeches, 6, ("S1", "S2", "S3"), id="a-member's-speeches"),
    ],
)
def test_count_and_its_sources(counted: Count, value: int, sources: tuple[str, ...]) -> None:
    assert counted == Count(value, sources)


def test_shares_are_exact_and_name_what_they_were_computed_from() -> None:
    assert YEAR.plan.completion.value == Fraction(3, 4)
    assert YEAR.plan.completion.sources == ("R1", "R2", "R3", "R4")
    assert YEAR.total.attendance.value == Fraction(5, 7)
    assert YEAR.total.attendance.sources == ("S1", "S2", "S3")
    assert YEAR.coverage.share.value == Fraction(2, 3)
    assert YEAR.minutes_share.value == Fraction(1, 3)
    assert MEMBERS["丙"].attendance.value == 0, "补学 is never added"


def test_forms_add_up_to_all_sessions() -> None:
    assert {form: count.value for form, count in YEAR.forms.items()} == {
        "集体学习研讨": 1,
        "专题研讨": 1,
        "集体学习": 1,
    }


def test_members_who_were_never_in_office_have_no_figures() -> None:
    assert set(MEMBERS) == {"甲", "乙", "丙"}


def test_attendance_is_the_share_of_all_and_not_the_mean_of_rates() -> None:
    year = study(held("S1", present=("甲",)), held("S2", present=("甲",), absent=("乙", "丙")))
    mean_of_rates = (Fraction(1, 1) + Fraction(1, 3)) / 2
    assert year.total.attendance.value == Fraction(2, 4) != mean_of_rates


@pytest.mark.parametrize(
    ("year", "completion", "attendance"),
    [
        pytest.param(study(), None, None, id="empty-year"),
        pytest.param(study(planned=[planned("R1")]), 0, None, id="nothing-held"),
        pytest.param(study(held("S1")), None, 1, id="nothing-planned"),
        pytest.param(study(held("S1", present=())), None, None, id="nobody-due"),
    ],
)
def test_a_share_of_nothing_is_none(year: Figures, completion: int | None, attendance: int | None) -> None:
    assert year.plan.completion.value == completion
    assert year.total.attendance.value == attendance
    assert year.coverage.share.value is None


def test_a_row_held_twice_counts_once() -> None:
    year = study(held("S1", planned=("R1",)), held("S2", planned=("R1",)), planned=[planned("R1")])
    assert year.plan.held == Count(1, ("R1",))
    assert year.plan.completion.value == 1
    assert year.plan.unplanned.value == 0


# ---- time -----------------------------------------------------------------------------------------------------
def test_a_row_counts_in_the_quarter_it_begins_in_and_never_before_the_year() -> None:
    rows = [
        Planned("late", date(2026, 3, 31), date(2026, 12, 31)),
        Planned("old", date(2025, 11, 1), date(2026, 4, 30)),
    ]
    assert study(planned=rows).quarters[1].planned.sources == ("late", "old")


FIRST_HALF = Span(date(2026, 1, 1), date(2026, 6, 30))


def test_a_span_counts_only_what_lies_in_it() -> None:
    year = study(
        held("S1", 2, planned=("R1",)),
        held("S2", 8, planned=("R2",)),
        held("S3", 6, planned=("R3",)),
        span=FIRST_HALF,
        planned=[planned("R1", 2), planned("R2", 6), planned("R3", 9)],
        made=[made("P1", month=6), made("P2", month=7)],
    )
    assert year.total.held.sources == ("S1", "S3")
    assert year.total.planned.sources == ("R1", "R2")
    assert (year.plan.held.sources, year.plan.unheld.sources) == (("R1",), ("R2",))
    assert year.plan.elsewhere.sources == ("S3",)
    assert year.products["article"].sources == ("P1",)
    assert list(year.quarters) == [1, 2]


def test_a_session_of_several_days_is_on_time_when_one_of_them_is() -> None:
    year = study(held("S1", 2, until=date(2026, 3, 1), planned=("R1",)), planned=[planned("R1", 3)])
    assert year.plan.on_time.sources == ("R1",)


def test_a_theme_of_later_months_is_not_planned_for_the_span() -> None:
    rows = [planned("R1", 2, themes=("T1",)), planned("R2", 9, themes=("T2",))]
    year = study(span=FIRST_HALF, planned=rows, themes=["T1", "T2", "T3"])
    assert [theme.id for theme in year.coverage.themes] == ["T1", "T3"]


def test_a_session_without_themes_studies_those_of_its_rows() -> None:
    year = study(held("S1", planned=("R1",)), planned=[planned("R1", themes=("T1",))], themes=["T1"])
    assert year.coverage.covered.sources == ("T1",)


# ---- promises -------------------------------------------------------------------------------------------------
def kept(aim: Aim, *sessions: Held, span: Span = YEAR_2026, **parts: object) -> Kept:
    return study(*sessions, span=span, aims=[aim], **parts).aims[0]


FOUR = tuple(held(f"S{month}", month) for month in (2, 5, 8, 11))
EACH_QUARTER = Aim("seminars", 1, "quarter")


@pytest.mark.parametrize(
    ("aim", "sessions", "state", "least", "short"),
    [
        pytest.param(Aim("seminars", 4, "year"), FOUR, "kept", 4, (), id="four-a-year"),
        pytest.param(Aim("seminars", 5, "year"), FOUR, "missed", 4, (), id="five-a-year"),
        pytest.param(EACH_QUARTER, FOUR, "kept", 1, (), id="one-a-quarter"),
        pytest.param(EACH_QUARTER, FOUR[:2], "missed", 0, ("3", "4"), id="quarters-without"),
        pytest.param(Aim("sessions", 4, "member"), FOUR, "missed", 3, ("乙",), id="a-member-short"),
        pytest.param(Aim("articles", 1, "year"), (), "kept", 1, (), id="an-article"),
        pytest.param(Aim("articles", 1, "member"), (), "missed", 0, ("乙",), id="an-article-each"),
        pytest.param(Aim("lectures", 1, "year"), (), "missed", 0, (), id="no-lecture"),
    ],
)
def test_promise(aim: Aim, sessions: tuple[Held, ...], state: str, least: int, short: tuple[str, ...]) -> None:
    if sessions:
        sessions = (replace(sessions[0], present=("甲",)), *sessions[1:])
    found = kept(aim, *sessions, offices=[Office("甲"), Office("乙")], made=[made("P1")])
    assert (found.state, found.least.value, found.short) == (state, least, short)


@pytest.mark.parametrize(
    ("aim", "last", "state"),
    [
        pytest.param(Aim("seminars", 4, "year"), date(2026, 6, 30), "open", id="there-is-time"),
        pytest.param(Aim("seminars", 4, "year"), date(2026, 12, 20), "missed", id="december-closes-the-year"),
        pytest.param(EACH_QUARTER, date(2026, 5, 31), "open", id="the-quarter-still-runs"),
        pytest.param(EACH_QUARTER, date(2026, 6, 30), "missed", id="the-quarter-is-over"),
        pytest.param(EACH_QUARTER, date(2026, 3, 31), "kept", id="so-far"),
    ],
)
def test_a_promise_is_open_while_there_is_time(aim: Aim, last: date, state: str) -> None:
    assert kept(aim, held("S1", 2), span=Span(date(2026, 1, 1), last)).state == state

"""A year on a day: how the plan stands, who came, which promises will be kept."""

import json
from datetime import date

import pytest

from service.year.progress import Progress, progress
from service.year.reading import read
from tests.year.invented import Payload, leave, messy, people, perfect, row, session, year


def on(payload: Payload, day: str) -> Progress:
    return progress(read(payload), date.fromisoformat(day))


def states(payload: Payload, day: str) -> list[str]:
    return [line.state for line in on(payload, day).rows]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2026-01-15", ["current", "coming", "coming", "coming", "coming", "coming"]),
        ("2026-02-10", ["overdue", "coming", "coming", "coming", "coming", "coming"]),
        ("2026-02-12", ["moved", "coming", "coming", "coming", "coming", "coming"]),
        ("2026-06-16", ["moved", "moved", "on_time", "coming", "coming", "coming"]),
        ("2026-12-31", ["moved", "moved", "on_time", "on_time", "excused", "overdue"]),
    ],
)
def test_rows(day: str, expected: list[str]) -> None:
    assert states(messy(), day) == expected


def test_counts_go_with_the_days() -> None:
    half, whole = on(perfect(), "2026-06-30"), on(perfect(), "2026-12-31")
    assert (half.planned, half.held, half.completion, half.attendance) == (4, 2, "50%", "100%")
    assert (whole.planned, whole.held, whole.completion) == (4, 4, "100%")
    assert on(messy(), "2026-12-31").unplanned == 1


@pytest.mark.parametrize(("day", "as_of"), [("2025-05-05", "2026-01-01"), ("2031-05-05", "2026-12-31")])
def test_a_day_outside_the_year_is_its_first_or_last(day: str, as_of: str) -> None:
    assert on(perfect(), day).as_of == as_of


def test_marks_of_members() -> None:
    shown = on(messy(), "2026-12-31")
    assert {line.name: line.marks for line in shown.members} == {
        "甲某": ("present", "present", "present", "present"),
        "乙某": ("made_up", "present", "present", "not_due"),
        "丙某": ("present", "present", "present", "present"),
        "丁某": ("not_due", "absent", "present", "present"),
    }
    assert [(head.due, head.present) for head in shown.sessions] == [(3, 2), (4, 3), (4, 4), (3, 3)]
    assert [line.rate for line in shown.members] == ["100%", "66.7%", "100%", "66.7%"]


def test_a_member_in_no_list_and_one_on_leave() -> None:
    payload = year(sessions=[session("S1", "2026-03-05", 1, present=people("甲某", "乙某"), on_leave=[leave("丙某")])])
    assert [line.marks[0] for line in on(payload, "2026-12-31").members] == [
        "present",
        "present",
        "on_leave",
        "unlisted",
    ]


def promised(measure: str, at_least: int, per: str, payload: Payload, day: str) -> str:
    payload["plan"]["promises"] = [{"measure": measure, "at_least": at_least, "per": per}]
    return on(payload, day).promises[0].state


@pytest.mark.parametrize(
    ("measure", "at_least", "per", "day", "state"),
    [
        pytest.param("seminars", 4, "year", "2026-06-30", "on_track", id="the-plan-holds-enough"),
        pytest.param("seminars", 5, "year", "2026-06-30", "at_risk", id="the-plan-holds-too-few"),
        pytest.param("seminars", 4, "year", "2026-12-31", "kept", id="kept"),
        pytest.param("seminars", 5, "year", "2026-12-31", "missed", id="missed"),
        pytest.param("seminars", 1, "quarter", "2026-06-30", "on_track", id="quarters-ahead-are-planned"),
        pytest.param("seminars", 1, "quarter", "2026-04-30", "on_track", id="this-quarter-is-planned"),
        pytest.param("seminars", 2, "quarter", "2026-04-30", "missed", id="a-quarter-is-lost"),
        pytest.param("seminars", 2, "quarter", "2026-02-28", "at_risk", id="this-quarter-has-too-few"),
        pytest.param("seminars", 1, "quarter", "2026-11-30", "kept", id="the-last-quarter-is-done"),
        pytest.param("articles", 2, "year", "2026-06-30", "on_track", id="articles-have-time"),
        pytest.param("articles", 2, "year", "2026-10-31", "at_risk", id="articles-are-late"),
        pytest.param("articles", 1, "year", "2026-10-31", "kept", id="an-article"),
    ],
)
def test_promises(measure: str, at_least: int, per: str, day: str, state: str) -> None:
    assert promised(measure, at_least, per, perfect(), day) == state


def test_a_quarter_without_a_row_ahead_is_at_risk() -> None:
    payload = perfect()
    payload["plan"]["schedule"]["rows"].pop()
    payload["sessions"].pop()
    assert promised("seminars", 1, "quarter", payload, "2026-08-31") == "at_risk"


def test_it_is_plain_data() -> None:
    plain = on(messy(), "2026-12-31").as_dict()
    assert json.loads(json.dumps(plain))["members"][1]["share"] == pytest.approx(2 / 3)


def test_rows_without_a_schedule() -> None:
    payload = year(row("R1", 3))
    del payload["plan"]["schedule"]
    shown = on(payload, "2026-12-31")
    assert (shown.rows, shown.completion, shown.attendance) == ((), "—", "—")

"""The record of a year: what it refuses, and that its schema and its sample are there."""

import json
from typing import Any

import pytest

from service.documents import years
from service.documents.years import Year
from service.errors import Rejected
from service.year.reading import read
from tests.year.invented import NAMES, Payload, leave, narrative, people, perfect, plan, row, session, year

HELD = session("S1", "2026-03-05", 1)


def refused(payload: Payload) -> list[tuple[str, str]]:
    with pytest.raises(Rejected) as caught:
        read(payload)
    return [(fault.pointer, fault.code) for fault in caught.value.faults]


REFUSED: dict[str, tuple[Payload, str, str]] = {
    "plan-of-another-year": (year(plan_changes={"year": 2025}), "/plan/year", "other-year"),
    "row-of-another-year": (
        year(row("R1", 3, period={"from": "2025-03-01", "to": "2025-03-31"})),
        "/plan/schedule/rows/0/period",
        "other-year",
    ),
    "session-of-another-year": (year(sessions=[session("S1", "2025-03-05", 1)]), "/sessions/0/held_on", "other-year"),
    "period-of-another-year": (
        year(narrative=narrative(period={"from": "2025-01-01", "to": "2026-01-01"})),
        "/narrative/period",
        "other-year",
    ),
    "unknown-row": (year(sessions=[HELD | {"planned": ["R9"]}]), "/sessions/0/planned/0", "unknown-row"),
    "unknown-theme": (year(sessions=[HELD | {"themes": ["T9"]}]), "/sessions/0/themes/0", "unknown-theme"),
    "repeated-theme": (
        year(plan_changes={"themes": [{"id": "T1", "title": "甲"}, {"id": "T1", "title": "乙"}]}),
        "/plan/themes/1/id",
        "repeated-id",
    ),
    "session-twice": (year(sessions=[HELD, HELD | {"id": "S2"}]), "/sessions/1/number", "repeated-session"),
    "held-and-unheld": (
        year(row("R1", 3), sessions=[HELD | {"planned": ["R1"]}], unheld=[{"row": "R1", "reason": "防汛"}]),
        "/unheld/0/row",
        "held-and-unheld",
    ),
    "present-and-on-leave": (
        year(sessions=[HELD | {"on_leave": [leave("甲某")]}]),
        "/sessions/0/on_leave/0/person",
        "listed-twice",
    ),
    "ends-before-it-begins": (
        year(sessions=[HELD | {"starts": "11:00", "ends": "09:00"}]),
        "/sessions/0/ends",
        "period-order",
    ),
    "expected-otherwise": (year(sessions=[HELD | {"expected": 9}]), "/sessions/0/expected", "attendance"),
    "left-before-coming": (
        year(members=[*people(*NAMES), {"name": "戊某", "from": "2026-05-01", "until": "2026-01-01"}]),
        "/members/4/until",
        "period-order",
    ),
    "minutes-without-issue-or-number": (
        year(sessions=[HELD | {"minutes": {}}]),
        "/sessions/0/minutes/issue",
        "issue-or-number",
    ),
    "minutes-with-issue-and-number": (
        year(
            sessions=[
                HELD | {"minutes": {"issue": 1, "letterhead": {"organs": ["甲"], "number": {"code": "纪", "year": 2026}}}}
            ]
        ),
        "/sessions/0/minutes/issue",
        "issue-or-number",
    ),
    "too-deep": (
        year(narrative=narrative(problems=[{"heading": "一", "sections": [{"heading": "二", "sections": [
            {"heading": "三", "sections": [{"heading": "四", "paragraphs": ["五"]}]}]}]}])),
        "/narrative/problems/0/sections/0/sections/0/sections",
        "too-deep",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("payload", "pointer", "code"), REFUSED.values(), ids=REFUSED)
def test_refused(payload: Payload, pointer: str, code: str) -> None:
    assert refused(payload) == [(pointer, code)]


def test_all_faults_are_told_at_once() -> None:
    payload = year(sessions=[HELD | {"planned": ["R9"]}], plan_changes={"year": 2025})
    assert len(refused(payload | {"unknown": 1})) == 1, "a record of unknown fields is not looked into further"
    assert len(refused(payload)) == 2


@pytest.mark.parametrize("place", ["plan", "defaults", "minutes"])
def test_a_secret_head_is_refused(place: str) -> None:
    head = {"organs": ["甲"], "secrecy": {"level": "秘密"}}
    payload: Any = year(sessions=[HELD | {"minutes": {"issue": 1}}], defaults={})
    holder = {"plan": payload["plan"], "defaults": payload["defaults"], "minutes": payload["sessions"][0]["minutes"]}
    holder[place]["letterhead"] = head
    pointer = {"plan": "/plan", "defaults": "/defaults", "minutes": "/sessions/0/minutes"}[place]
    assert refused(payload) == [(f"{pointer}/letterhead/secrecy", "secrecy-refused")]


def test_a_year_without_a_schedule_is_a_year() -> None:
    payload = year()
    del payload["plan"]["schedule"]
    assert read(payload).rows == []


def test_a_plan_is_held_against_its_own_record() -> None:
    assert refused(year() | {"plan": plan(opening=[])}) == [("/plan/opening", "missing")]


def test_schema_names_every_field_in_chinese() -> None:
    schema = years.schema()
    assert schema["title"] == "全年材料"
    assert set(schema["properties"]) == {field.alias or name for name, field in Year.model_fields.items()}
    named = [field["title"] for field in schema["properties"].values() if "$ref" not in field]
    assert all("一" <= title[0] <= "鿿" for title in named)


def test_the_sample_is_a_year_of_twelve_sessions() -> None:
    sample = read(json.loads(years.SAMPLE.read_text("utf-8")))
    assert len(sample.sessions) == 12
    assert all(held.minutes is not None for held in sample.sessions)


def test_the_invented_perfect_year_is_accepted() -> None:
    assert read(json.dumps(perfect()).encode()).organ

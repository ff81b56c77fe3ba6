"""A session added to a year, and next year's form from this one."""

import json
from copy import deepcopy

import pytest

from service.documents import years
from service.errors import Rejected
from service.year.consistency import check
from service.year.edits import Change, add, renew
from service.year.reading import read
from tests.year.invented import ORGAN, Payload, messy, perfect, row, session, year

NEW = session("S9", "2026-12-08", 5)


def test_a_session_is_appended_and_nothing_else_touched() -> None:
    before = perfect()
    added = add(before, NEW)
    assert not added.replaced
    assert added.changes == (Change("/sessions/4", None, NEW),)
    assert added.payload["sessions"] == [*before["sessions"], NEW]
    assert {**added.payload, "sessions": before["sessions"]} == before == perfect()


def test_a_session_is_replaced_by_its_id() -> None:
    before = perfect()
    session = deepcopy(before["sessions"][1]) | {"place": "一楼会议室", "expected": 4}
    session["present"] = [{"name": name} for name in ("甲某", "乙某", "丙某", "丁某")]
    added = add(before, session)
    assert added.replaced
    assert added.changes == (
        Change("/sessions/1/place", "三楼会议室", "一楼会议室"),
        Change("/sessions/1/expected", None, 4),
    )
    assert len(added.payload["sessions"]) == 4


def test_minutes_bring_their_session() -> None:
    minutes = {"organ": ORGAN, "issue": 5, "session": NEW, "signature": {"organs": [ORGAN], "date": "2026-12-09"}}
    held = add(perfect(), minutes).payload["sessions"][-1]
    assert held == {**NEW, "minutes": {"issue": 5, "signature": {"organs": [ORGAN], "date": "2026-12-09"}}}


def test_a_session_that_says_nothing_of_minutes_keeps_those_it_had() -> None:
    session = {name: value for name, value in perfect()["sessions"][0].items() if name != "minutes"}
    assert add(perfect(), session | {"place": "一楼"}).payload["sessions"][0]["minutes"] == {"issue": 1}


@pytest.mark.parametrize(
    ("entry", "pointer"),
    [
        ({"number": 1}, "/id"),
        (NEW | {"planned": ["R9"]}, "/sessions/4/planned/0"),
        (NEW | {"id": "S8", "held_on": "2025-01-01"}, "/sessions/4/held_on"),
    ],
)
def test_what_makes_no_year_is_refused(entry: Payload, pointer: str) -> None:
    with pytest.raises(Rejected) as refused:
        add(perfect(), entry)
    assert refused.value.faults[0].pointer == pointer


# ---- next year ------------------------------------------------------------------------------------------------
def test_next_year_is_a_year_with_nothing_held() -> None:
    new = renew(messy()).payload
    assert read(new).sessions == []
    assert (new["year"], new["plan"]["year"], new["organ"]) == (2027, 2027, ORGAN)
    assert [member["name"] for member in new["members"]] == ["甲某", "丙某", "丁某"], "who left is gone"
    assert [r["period"]["from"] for r in new["plan"]["schedule"]["rows"]][:2] == ["2027-01-01", "2027-03-01"]
    assert "products" not in new
    assert "unheld" not in new


@pytest.mark.parametrize(
    ("first", "last", "rolled"),
    [
        ("2026-02-01", "2026-02-28", ("2027-02-01", "2027-02-28")),
        ("2027-02-01", "2027-02-28", ("2028-02-01", "2028-02-29")),
        ("2028-02-29", "2028-02-29", ("2029-02-28", "2029-02-28")),
        ("2026-12-16", "2027-01-15", ("2027-12-16", "2028-01-15")),
    ],
)
def test_periods_go_on_by_a_year(first: str, last: str, rolled: tuple[str, str]) -> None:
    base = int(first[:4])
    payload = json.loads(json.dumps(year()).replace("2026", str(base)))
    payload["plan"]["schedule"]["rows"] = [row("R1", 1, period={"from": first, "to": last})]
    period = renew(payload).payload["plan"]["schedule"]["rows"][0]["period"]
    assert (period["from"], period["to"]) == rolled


def test_numbers_and_dates_are_open_again() -> None:
    head = {"organs": [ORGAN], "number": {"code": "党组发", "year": 2026, "sequence": 3}}
    signed = {"organs": [ORGAN], "date": "2026-01-12"}
    payload = year(
        plan_changes={"letterhead": head, "signature": signed, "title": "某计划"}, defaults={"signature": signed}
    )
    new = renew(payload).payload
    assert new["plan"]["letterhead"]["number"] == {"code": "党组发", "year": 2027}
    assert new["plan"]["signature"] == new["defaults"]["signature"] == {"organs": [ORGAN]}
    assert "title" not in new["plan"]


def test_remarks_tell_what_to_look_at() -> None:
    day = {"from": "2026-10-01", "to": "2026-10-01"}
    payload = year(
        row("R1", 3),
        row("R2", 10, period=day),
        plan_changes={"opening": ["2026年，制定本计划。"]},
        unheld=[{"row": "R1", "reason": "防汛"}],
    )
    assert [(remark.pointer, remark.code) for remark in renew(payload).remarks] == [
        ("/plan/opening/0", "old-year"),
        ("/plan/schedule/rows/0", "carried-over"),
    ]
    worked = {"from": "2025-10-03", "to": "2025-10-03"}
    before = json.loads(json.dumps(year(row("R1", 10, period=worked))).replace('"year": 2026', '"year": 2025'))
    before["narrative"]["period"] = {"from": "2025-01-01", "to": "2025-12-31"}
    assert [remark.code for remark in renew(before).remarks] == ["day-off"]


def test_what_is_to_be_written_stops_the_bundle() -> None:
    new = read(renew(json.loads(years.SAMPLE.read_text("utf-8"))).payload)
    assert {finding.code for finding in check(new) if finding.level == "error"} == {"to-write"}

"""A held session: who was there, who may be referred to, and when (gbt9704.md 5.3)."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.documents.sessions import Session
from tests.documents.smallest import Payload, faults, minutes, people, places, session


def leave(name: str, **person: str) -> Payload:
    return {"person": {"name": name} | person, "reason": "公务出差"}


def absence(name: str) -> Payload:
    return {"person": {"name": name}}


def read(**changes: Any) -> Session:
    return Session.model_validate(session(**changes))


NAMESAKES = [{"name": "甲某", "id": "p1"}, {"name": "甲某", "id": "p2"}]

# ---- accepted -------------------------------------------------------------------------------------------------
ACCEPTED = {
    "expected-as-counted": {"expected": 4, "on_leave": [leave("丙某")], "absent": [absence("丁某")]},
    "observers-do-not-count": {"expected": 2, "observers": people("丙某", "丁某")},
    "chair-by-id": {"present": [{"name": "甲某", "id": "p1"}], "chair": "p1"},
    "namesakes-with-ids": {"present": NAMESAKES, "chair": "p1"},
    "namesakes-in-two-lists": {"present": [NAMESAKES[0]], "on_leave": [leave("甲某", id="p2")]},
    "speaker-from-outside": {"observers": people("丙某"), "speeches": [{"person": "丙某", "points": ["谈体会"]}]},
    "leader-from-outside": {"observers": people("丙某"), "agenda": [{"topic": "党章", "leader": "丙某"}]},
    "made-up-after-leave": {"on_leave": [leave("丙某")], "makeups": [{"person": "丙某", "on": "2026-03-09"}]},
    "made-up-after-absence": {"absent": [absence("丙某")], "makeups": [{"person": "丙某", "on": "2026-03-09"}]},
    "department-responsible": {"decisions": [{"matter": "修订办法", "responsible": ["机关党办", "甲某"]}]},
    "hours": {"starts": "09:00", "ends": "09:01"},
    "start-without-end": {"starts": "09:00"},
    "overnight": {"ends_on": "2026-03-06", "starts": "14:00", "ends": "11:00"},
}


@pytest.mark.parametrize("changes", ACCEPTED.values(), ids=ACCEPTED)
def test_accepted(changes: Payload) -> None:
    assert read(**changes).present


# ---- refused --------------------------------------------------------------------------------------------------
REFUSED = {
    "nobody-present": ({"present": []}, "/present", "missing"),
    "expected-more-than-counted": ({"expected": 3}, "/expected", "attendance"),
    "expected-less-than-counted": ({"expected": 1}, "/expected", "attendance"),
    "twice-present": ({"present": people("甲某", "甲某")}, "/present/1", "listed-twice"),
    "twice-present-under-two-posts": (
        {"present": [{"name": "甲某", "post": "局长"}, {"name": "甲某", "post": "书记"}]},
        "/present/1",
        "listed-twice",
    ),
    "one-of-two-namesakes-without-id": (
        {"present": [{"name": "甲某"}, {"name": "甲某", "id": "p1"}]},
        "/present/1",
        "listed-twice",
    ),
    "same-id-twice": ({"present": [NAMESAKES[0]] * 2, "chair": "p1"}, "/present/1", "listed-twice"),
    "one-id-for-two-names": (
        {"present": [{"name": "甲某", "id": "p1"}, {"name": "乙某", "id": "p1"}], "chair": "甲某"},
        "/present/1",
        "repeated-id",
    ),
    "present-and-on-leave": ({"on_leave": [leave("乙某")]}, "/on_leave/0/person", "listed-twice"),
    "present-and-absent": ({"absent": [absence("乙某")]}, "/absent/0/person", "listed-twice"),
    "present-and-observing": ({"observers": people("乙某")}, "/observers/0", "listed-twice"),
    "on-leave-and-absent": (
        {"on_leave": [leave("丙某")], "absent": [absence("丙某")]},
        "/absent/0/person",
        "listed-twice",
    ),
    "leave-without-reason": (
        {"on_leave": [{"person": {"name": "丙某"}}]},
        "/on_leave/0/reason",
        "missing",
    ),
    "chair-not-there": ({"chair": "丙某"}, "/chair", "unknown-person"),
    "chair-on-leave": ({"chair": "丙某", "on_leave": [leave("丙某")]}, "/chair", "unknown-person"),
    "chair-observing": ({"chair": "丙某", "observers": people("丙某")}, "/chair", "unknown-person"),
    "chair-among-namesakes": ({"present": NAMESAKES}, "/chair", "ambiguous-person"),
    "speaker-not-there": ({"speeches": [{"person": "丙某", "points": ["x"]}]}, "/speeches/0/person", "unknown-person"),
    "speaker-on-leave": (
        {"speeches": [{"person": "丙某", "points": ["x"]}], "on_leave": [leave("丙某")]},
        "/speeches/0/person",
        "unknown-person",
    ),
    "speaker-among-namesakes": (
        {"present": NAMESAKES, "chair": "p1", "speeches": [{"person": "甲某", "points": ["x"]}]},
        "/speeches/0/person",
        "ambiguous-person",
    ),
    "speaker-without-points": ({"speeches": [{"person": "甲某", "points": []}]}, "/speeches/0/points", "missing"),
    "leader-not-there": ({"agenda": [{"topic": "党章", "leader": "丙某"}]}, "/agenda/0/leader", "unknown-person"),
    "made-up-though-present": (
        {"makeups": [{"person": "乙某", "on": "2026-03-09"}]},
        "/makeups/0/person",
        "unknown-person",
    ),
    "made-up-twice": (
        {
            "on_leave": [leave("丙某", id="p3")],
            "makeups": [{"person": who, "on": "2026-03-09"} for who in ("丙某", "p3")],
        },
        "/makeups/1/person",
        "listed-twice",
    ),
    "responsible-among-namesakes": (
        {"present": NAMESAKES, "chair": "p1", "decisions": [{"matter": "修订", "responsible": ["机关党办", "甲某"]}]},
        "/decisions/0/responsible/1",
        "ambiguous-person",
    ),
    "ends-the-day-before": ({"ends_on": "2026-03-04"}, "/ends_on", "period-order"),
    "ends-as-it-starts": ({"starts": "09:00", "ends": "09:00"}, "/ends", "period-order"),
    "ends-before-it-starts": ({"starts": "09:00", "ends": "08:59", "ends_on": "2026-03-05"}, "/ends", "period-order"),
    "end-without-start": ({"ends": "09:00"}, "/starts", "no-start"),
    "hundredth-speech": ({"speeches": [{"person": "甲某", "points": ["x"]}] * 100}, "/speeches", "too-many"),
    "hundredth-decision": ({"decisions": [{"matter": "修订"}] * 100}, "/decisions", "too-many"),
}


@pytest.mark.parametrize(("changes", "pointer", "code"), REFUSED.values(), ids=REFUSED)
def test_refused(changes: Payload, pointer: str, code: str) -> None:
    assert places("minutes", minutes(**changes)) == [(f"/session{pointer}", code)]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        pytest.param(
            {"expected": 3}, "“会议情况”的“应到人数”：应到3人，与出席、请假、缺席合计2人不符，请核对", id="attendance"
        ),
        pytest.param(
            {"on_leave": [leave("乙某")]},
            "“会议情况”的“请假”第1项的“人员”：“乙某”已列在“出席”中，请只保留一处；确是重名的，请各填编号",
            id="listed-twice",
        ),
        pytest.param(
            {"chair": "丙某"}, "“会议情况”的“主持人”：“丙某”不在出席人员中，请核对姓名或补入名单", id="unknown"
        ),
        pytest.param(
            {"present": NAMESAKES},
            "“会议情况”的“主持人”：“甲某”可以指2人，请改填编号，编号不要与姓名相同",
            id="ambiguous",
        ),
    ],
)
def test_sentence(changes: Payload, sentence: str) -> None:
    assert [fault.message for fault in faults("minutes", minutes(**changes))] == [sentence]


def test_all_contradictions_are_listed_at_once() -> None:
    changes = {"chair": "丙某", "expected": 9, "ends": "09:00", "observers": people("乙某")}
    assert {code for _, code in places("minutes", minutes(**changes))} == {
        "unknown-person",
        "attendance",
        "no-start",
        "listed-twice",
    }


# ---- counted and named ----------------------------------------------------------------------------------------
@given(st.integers(1, 8), st.integers(0, 8), st.integers(0, 8), st.integers(0, 8))
def test_due_is_present_and_on_leave_and_absent(present: int, on_leave: int, absent: int, observers: int) -> None:
    held = read(
        chair="出0",
        present=people(*(f"出{n}" for n in range(present))),
        on_leave=[leave(f"假{n}") for n in range(on_leave)],
        absent=[absence(f"缺{n}") for n in range(absent)],
        observers=people(*(f"列{n}" for n in range(observers))),
    )
    assert held.due == present + on_leave + absent
    assert len(held.away) == on_leave + absent


@pytest.mark.parametrize(
    ("reference", "name"),
    [
        pytest.param("p2", "乙某", id="id-of-the-present"),
        pytest.param("p3", "丙某", id="id-of-the-absent"),
        pytest.param("p4", "丁某", id="id-of-an-observer"),
        pytest.param("甲某", "甲某", id="name"),
        pytest.param("机关党办", "机关党办", id="anything-else"),
    ],
)
def test_name_behind_a_reference(reference: str, name: str) -> None:
    held = read(
        present=[{"name": "甲某"}, {"name": "乙某", "id": "p2"}],
        on_leave=[leave("丙某", id="p3")],
        observers=[{"name": "丁某", "id": "p4"}],
    )
    assert held.everybody.name(reference) == name

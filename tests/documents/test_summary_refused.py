"""What a summary refuses: nothing may be counted twice, under another date, or for strangers."""

import pytest

from service.documents.annual_summary import compute
from tests.documents.smallest import Payload, annual_summary, context, people, places, record, row, session
from tests.documents.summaries import JANUARY, ROWS, THEMES, held, product, sentences, spanning

# ---- refused --------------------------------------------------------------------------------------------------
FLOOD = {"row": "R1", "reason": "防汛"}

REFUSED = {
    "session-of-another-year": ({"sessions": [session(held_on="2025-12-31")]}, "/sessions/0/held_on", "other-year"),
    "row-of-another-year": (
        {"planned": annual_summary(row("R1", period={"from": "2025-03-01", "to": "2025-03-31"}))["planned"]},
        "/planned/rows/0/period",
        "other-year",
    ),
    "product-of-another-year": (
        {"products": [product("P1", "note") | {"date": "2025-06-30"}]},
        "/products/0/date",
        "other-year",
    ),
    "period-of-another-year": (
        {"narrative": spanning("2025-01-01", "2025-12-31")["narrative"]},
        "/narrative/period",
        "other-year",
    ),
    "period-over-two-years": (
        {"narrative": spanning("2025-07-01", "2026-06-30")["narrative"]},
        "/narrative/period",
        "other-year",
    ),
    "session-outside-the-period": (
        {"sessions": [session(held_on="2026-12-28")]},
        "/sessions/0/held_on",
        "outside-period",
    ),
    "product-outside-the-period": (
        {"products": [product("P1", "note") | {"date": "2026-12-28"}]},
        "/products/0/date",
        "outside-period",
    ),
    "reason-outside-the-period": (
        spanning("2026-04-01", "2026-06-30", ROWS[0], unheld=[{"row": "R1", "reason": "防汛"}]),
        "/unheld/0/row",
        "outside-period",
    ),
    "plan-of-another-organ": (
        {"planned": annual_summary()["planned"] | {"organ": "另一局党组"}},
        "/planned/organ",
        "other-organ",
    ),
    "member-who-left-before-coming": (
        {"members": [*people("甲某", "乙某"), {"name": "丙某", "from": "2026-06-01", "until": "2026-05-31"}]},
        "/members/2/until",
        "period-order",
    ),
    "stranger-present": (
        {"sessions": [session(present=people("甲某", "客某"))]},
        "/sessions/0/present/1",
        "unknown-member",
    ),
    "stranger-on-leave": (
        {"sessions": [session(on_leave=[{"person": {"name": "客某"}, "reason": "出差"}])]},
        "/sessions/0/on_leave/0/person",
        "unknown-member",
    ),
    "member-not-yet-in-office": (
        {"members": [{"name": "甲某"}, {"name": "乙某", "from": "2026-07-01"}], "sessions": [session()]},
        "/sessions/0/present/1",
        "not-in-office",
    ),
    "one-of-two-namesakes": (
        {
            "members": [*people("甲某"), {"name": "乙某", "id": "1"}, {"name": "乙某", "id": "2"}],
            "sessions": [session()],
        },
        "/sessions/0/present/1",
        "ambiguous-person",
    ),
    "session-under-two-ids": (
        {"sessions": [session("S1"), session("S2")]},
        "/sessions/1/number",
        "repeated-session",
    ),
    "row-named-twice": ({"sessions": [session(planned=["R1", "R1"])]}, "/sessions/0/planned/1", "listed-twice"),
    "theme-listed-twice": ({"themes": [THEMES[0]] * 2}, "/themes/1/id", "repeated-id"),
    "plan-of-another-year": ({"planned": annual_summary()["planned"] | {"year": 2025}}, "/planned/year", "other-year"),
    "row-nobody-planned": ({"sessions": [session(planned=["R9"])]}, "/sessions/0/planned/0", "unknown-row"),
    "reason-for-a-row-nobody-planned": ({"unheld": [FLOOD | {"row": "R9"}]}, "/unheld/0/row", "unknown-row"),
    "held-and-unheld": ({"sessions": [JANUARY], "unheld": [FLOOD]}, "/unheld/0/row", "held-and-unheld"),
    "two-reasons-for-a-row": ({"unheld": [FLOOD, FLOOD]}, "/unheld/1/row", "repeated-id"),
    "session-counted-twice": ({"sessions": [JANUARY, session("S1", 2, number=2)]}, "/sessions/1/id", "repeated-id"),
    "product-counted-twice": ({"products": [product("P1", "note")] * 2}, "/products/1/id", "repeated-id"),
    "member-counted-twice": (
        {"members": [{"name": "甲某", "post": "局长"}, {"name": "甲某"}]},
        "/members/1",
        "listed-twice",
    ),
    "theme-nobody-named": ({"sessions": [session(themes=["T9"])]}, "/sessions/0/themes/0", "unknown-theme"),
    "product-of-a-session-nobody-held": (
        {"products": [product("P1", "note") | {"session": "S9"}]},
        "/products/0/session",
        "unknown-session",
    ),
}


@pytest.mark.parametrize(("changes", "pointer", "code"), REFUSED.values(), ids=REFUSED)
def test_refused(changes: Payload, pointer: str, code: str) -> None:
    assert places("annual_summary", annual_summary(ROWS[0]) | changes) == [(pointer, code)]


def test_namesakes_with_ids_are_two_members() -> None:
    members = [{"name": "甲某", "id": "p1"}, {"name": "甲某", "id": "p2"}]
    assert "有学习成员2人，" in held(members=members)[0]


def test_namesakes_are_counted_by_their_ids() -> None:
    both = [{"name": "乙某", "id": "1"}, {"name": "乙某", "id": "2"}]
    payload = annual_summary(members=[{"name": "甲某"}, *both], sessions=[session(present=[{"name": "甲某"}, both[1]])])
    assert {m.key: m.present.value for m in compute(record("annual_summary", payload)).members} == {
        "甲某": 1, "1": 0, "2": 1
    }  # fmt: skip


def test_strangers_may_be_left_uncounted() -> None:
    payload = annual_summary(sessions=[session(present=people("甲某", "客某"))], outsiders="uncounted")
    assert "该场学习应到1人次，实到1人次" in sentences(payload)[1]


def test_a_period_that_began_last_year_counts_from_january() -> None:
    rows = [row("R1", period={"from": "2025-11-15", "to": "2026-02-15"})]
    assert context("annual_summary", annual_summary(*rows))["statistics"][0]["planned"] == "1"

"""Every rule of consistency on a bad sample, and on the good one beside it."""

import json

import pytest

from service.documents import years
from service.year.consistency import check
from service.year.reading import read
from tests.year.invented import (
    NAMES,
    ORGAN,
    Payload,
    forty,
    leave,
    messy,
    narrative,
    nothing_held,
    people,
    perfect,
    row,
    session,
    year,
)


def found(payload: Payload) -> list[tuple[str, str]]:
    return [(finding.code, finding.pointer) for finding in check(read(payload))]


def levels(payload: Payload) -> set[str]:
    return {finding.level for finding in check(read(payload))}


def held(**changes: object) -> Payload:
    return session("S1", "2026-03-05", 1, **changes)


def two(first: Payload | None = None, second: Payload | None = None) -> list[Payload]:
    return [held() | (first or {}), session("S2", "2026-04-09", 2) | (second or {})]


def minutes(**changes: object) -> Payload:
    return {"minutes": {"issue": 1} | changes}


def numbered(sequence: int, day: str, in_year: int = 2026) -> Payload:
    head = {"organs": [ORGAN], "number": {"code": "纪", "year": in_year, "sequence": sequence}}
    return {"minutes": {"letterhead": head, "signature": {"organs": [ORGAN], "date": day}}}


def saying(text: str, **changes: object) -> Payload:
    """Two sessions of eight people, six present; and a narrative that says this of it."""
    sessions = two({"on_leave": [leave("丁某")], "present": people(*NAMES[:3])}, {"on_leave": [leave("丁某")], "present": people(*NAMES[:3])})  # fmt: skip
    return year(sessions=sessions, narrative=narrative(text), **changes)


SAID = "/narrative/practices/0/paragraphs/0"

RULES = {  # rule: bad sample, findings, good sample
    "stranger": (
        year(sessions=[held(present=people(*NAMES, "客某"))]),
        [("unknown-member", "/sessions/0/present/4")],
        year(sessions=[held(observers=people("客某"))]),
    ),
    "not-in-office": (
        year(members=[*people(*NAMES[:3]), {"name": "丁某", "from": "2026-07-01"}], sessions=[held()]),
        [("not-in-office", "/sessions/0/present/3")],
        year(members=[*people(*NAMES[:3]), {"name": "丁某", "from": "2026-03-05"}], sessions=[held()]),
    ),
    "member-in-no-list": (
        year(sessions=[held(present=people(*NAMES[:3]))]),
        [("attendance", "/sessions/0/present")],
        year(sessions=[held(present=people(*NAMES[:3]), expected=3)]),
    ),
    "two-posts": (
        year(members=[{"name": "甲某", "post": "局长"}, *people(*NAMES[1:])],
             sessions=[held(present=[{"name": "甲某", "post": "书记"}, *people(*NAMES[1:])])]),
        [("two-posts", "/sessions/0/present/0/post")],
        year(members=[{"name": "甲某", "post": "局长"}, *people(*NAMES[1:])],
             sessions=[held(present=[{"name": "甲某", "post": "局长"}, *people(*NAMES[1:])])]),
    ),
    "session-number-gap": (
        year(sessions=two({}, {"number": 4})),
        [("session-number-gap", "/sessions/1/number")],
        year(sessions=two()),
    ),
    "session-number-twice": (
        year(sessions=two({}, {"number": 1})),
        [("session-number-twice", "/sessions/1/number")],
        year(sessions=two()),
    ),
    "session-number-order": (
        year(sessions=two({"number": 2}, {"number": 1})),
        [("session-number-order", "/sessions/0/number")],
        year(sessions=two()),
    ),
    "issue-gap": (
        year(sessions=two(minutes(issue=7), minutes(issue=9))),
        [("issue-gap", "/sessions/1/minutes/issue")],
        year(sessions=two(minutes(issue=7), minutes(issue=8))),
    ),
    "issue-twice": (
        year(sessions=two(minutes(), minutes())),
        [("issue-twice", "/sessions/1/minutes/issue")],
        year(sessions=two(minutes(), minutes(issue=2))),
    ),
    "document-number-twice": (
        year(sessions=two(numbered(3, "2026-03-06"), numbered(3, "2026-04-10"))),
        [("document-number-twice", "/sessions/1/minutes/letterhead/number/sequence")],
        year(sessions=two(numbered(3, "2026-03-06"), numbered(4, "2026-04-10"))),
    ),
    "document-number-order": (
        year(sessions=two(numbered(4, "2026-03-06"), numbered(3, "2026-04-10"))),
        [("document-number-order", "/sessions/0/minutes/letterhead/number/sequence")],
        year(sessions=two(numbered(3, "2026-03-06"), numbered(4, "2026-04-10"))),
    ),
    "document-number-of-the-defaults": (
        year(defaults={"letterhead": {"organs": [ORGAN], "number": {"code": "发", "year": 2026, "sequence": 1}}}),
        [("document-number-twice", "/defaults/letterhead/number/sequence")],
        year(defaults={"letterhead": {"organs": [ORGAN], "number": {"code": "发", "year": 2026}}}),
    ),
    "number-of-another-year": (
        year(sessions=[held(**numbered(3, "2026-03-06", 2025))]),
        [("number-year", "/sessions/0/minutes/letterhead/number/year")],
        year(sessions=[held(**numbered(3, "2026-03-06"))]),
    ),
    "holiday": (
        year(sessions=[held(held_on="2026-10-02")]),
        [("day-off", "/sessions/0/held_on")],
        year(sessions=[held(held_on="2026-10-10")]),  # a Saturday that is worked by decree
    ),
    "weekend": (
        year(sessions=[held(held_on="2026-03-07")]),
        [("day-off", "/sessions/0/held_on")],
        year(sessions=[held(held_on="2026-03-06")]),
    ),
    "weekday": (
        year(sessions=[held(conclusions=["3月12日（星期五）前报送。"])]),
        [("weekday", "/sessions/0/conclusions/0")],
        year(sessions=[held(conclusions=["3月12日（星期四）前报送。"])]),
    ),
    "no-such-date": (
        year(sessions=[held(conclusions=["2026年2月30日（周一）前报送。"])]),
        [("no-such-date", "/sessions/0/conclusions/0")],
        year(sessions=[held(conclusions=["2026年3月30日（周一）前报送。"])]),
    ),
    "outside-the-period": (
        year(sessions=two(), narrative=narrative(period={"from": "2026-01-01", "to": "2026-03-31"})),
        [("outside-period", "/sessions/1/held_on")],
        year(sessions=two(), narrative=narrative(period={"from": "2026-01-01", "to": "2026-06-30"})),
    ),
    "minutes-before-the-session": (
        year(sessions=[held(**minutes(signature={"organs": [ORGAN], "date": "2026-03-04"}))]),
        [("date-order", "/sessions/0/minutes/signature/date")],
        year(sessions=[held(**minutes(signature={"organs": [ORGAN], "date": "2026-03-05"}))]),
    ),
    "made-up-before-the-session": (
        year(sessions=[held(present=people(*NAMES[:3]), on_leave=[leave("丁某")], makeups=[{"person": "丁某", "on": "2026-03-01"}])]),
        [("date-order", "/sessions/0/makeups/0/on")],
        year(sessions=[held(present=people(*NAMES[:3]), on_leave=[leave("丁某")], makeups=[{"person": "丁某", "on": "2026-03-09"}])]),
    ),
    "no-reason": (
        year(row("R1", 3)),
        [("no-reason", "/plan/schedule/rows/0")],
        year(row("R1", 3), unheld=[{"row": "R1", "reason": "防汛"}]),
    ),
    "no-reason-while-there-is-time": (
        year(row("R1", 3), narrative=narrative(period={"from": "2026-01-01", "to": "2026-12-10"})),
        [("no-reason", "/plan/schedule/rows/0")],
        year(row("R1", 9), narrative=narrative(period={"from": "2026-01-01", "to": "2026-06-30"})),
    ),
    "plan-of-another-organ": (
        year(plan_changes={"organ": "中共Z县另一局党组"}),
        [("other-organ", "/plan/organ")],
        year(),
    ),
    "organ-written-two-ways": (
        year(defaults={"signature": {"organs": ["中共Z县某局党委"], "date": "2026-12-31"}}),
        [("other-organ", "/defaults/signature/organs/0")],
        year(defaults={"signature": {"organs": [ORGAN, "W县文化馆"], "date": "2026-12-31"}}),
    ),
    "attachment-name": (
        year(row("R1", 3), plan_changes={"closing": ["具体场次见附件：全年安排表。"]}, unheld=[{"row": "R1", "reason": "x"}]),
        [("attachment-name", "/plan/closing/0")],
        year(row("R1", 3), plan_changes={"closing": [f"具体场次见附件：{ORGAN}2026年度理论学习计划安排表。"]},
             unheld=[{"row": "R1", "reason": "x"}]),
    ),
    "attachment-that-is-not-there": (
        year(row("R1", 3), plan_changes={"closing": ["书目见附件2《学习书目》。"]}, unheld=[{"row": "R1", "reason": "x"}]),
        [("attachment-name", "/plan/closing/0")],
        year(row("R1", 3), plan_changes={"closing": ["具体场次见附件。"]}, unheld=[{"row": "R1", "reason": "x"}]),
    ),
    "still-to-write": (
        year(narrative=narrative("（待填写）")),
        [("to-write", SAID)],
        year(narrative=narrative("已填写。")),
    ),
    "other-number-of-sessions": (
        saying("全年共开展学习3场。"),
        [("other-number", SAID)],
        saying("全年共开展学习2场，其中上半年开展学习1场。"),
    ),
    "other-number-in-hanzi": (saying("全年组织集体学习十二次。"), [("other-number", SAID)], saying("全年组织集体学习两次。")),
    "other-rate": (saying("参学率达到80%。"), [("other-number", SAID)], saying("参学率达75.0%，个人参学率60%。")),
    "other-attendance": (saying("应到9人次。"), [("other-number", SAID)], saying("应到8人次，实到6人次。")),
    "other-products": (saying("共形成理论文章3篇。"), [("other-number", SAID)], saying("印发调研报告3篇。")),
    "other-themes": (saying("归并为六个专题。"), [("other-number", SAID)], saying("归并为两个专题。")),
}  # fmt: skip


@pytest.mark.parametrize(("bad", "findings", "good"), RULES.values(), ids=RULES)
def test_rule(bad: Payload, findings: list[tuple[str, str]], good: Payload) -> None:
    assert found(bad) == findings
    assert found(good) == []


@pytest.mark.parametrize(
    "text",
    [
        "第二季度共开展学习1场。",
        "上半年参学率80%。",
        "3月5日的学习应到4人次，实到3人次。",
        "第1次学习应到4人次。",
        "其中共形成理论文章1篇。",
        "个人参学率60%。",
    ],
)
def test_numbers_of_a_part_of_the_year_are_not_held_against_the_whole(text: str) -> None:
    assert found(saying(text)) == []


def test_the_next_sentence_is_of_the_whole_again() -> None:
    assert found(saying("上半年安排较紧。全年共开展学习9场。")) == [("other-number", SAID)]


@pytest.mark.parametrize(
    ("organs", "findings"),
    [
        pytest.param([ORGAN], [], id="the-organ"),
        pytest.param([ORGAN, "中共W县某局党组"], [], id="joint"),
        pytest.param([f"{ORGAN}办公室"], [], id="its-office"),
        pytest.param(["Z县文化馆"], [], id="another"),
        pytest.param(["Z县某局党组"], [("other-organ", "/defaults/signature/organs/0")], id="shortened"),
    ],
)
def test_organs(organs: list[str], findings: list[tuple[str, str]]) -> None:
    assert found(year(defaults={"signature": {"organs": organs, "date": "2026-12-31"}})) == findings


def test_a_tie_is_an_error_and_a_guess_a_remark() -> None:
    guess = year(row("R1", 3), sessions=[held()])
    assert (found(guess), levels(guess)) == ([("guessed-row", "/sessions/0/planned")], {"remark"})


def test_a_year_that_is_not_decreed_yet_knows_weekends_only() -> None:
    payload = json.loads(json.dumps(year(sessions=[held(held_on="2026-10-03")])).replace("2026", "2031"))
    assert found(payload) == []
    sunday = json.loads(json.dumps(year(sessions=[held(held_on="2026-10-05")])).replace("2026", "2031"))
    assert found(sunday) == [("day-off", "/sessions/0/held_on")]


def test_the_sample_and_the_perfect_year_have_no_findings() -> None:
    assert found(json.loads(years.SAMPLE.read_text("utf-8"))) == []
    assert found(perfect()) == []


@pytest.mark.parametrize("payload", [messy(), nothing_held(), forty()], ids=["messy", "nothing-held", "forty"])
def test_other_invented_years_have_no_errors(payload: Payload) -> None:
    assert "error" not in levels(payload)


def test_every_message_is_a_sentence_that_says_what_to_do() -> None:
    for bad, _, _ in RULES.values():
        for finding in check(read(bad)):
            assert finding.message
            assert not finding.message.endswith("。")
            assert finding.as_dict().keys() == {"code", "level", "pointer", "message"}

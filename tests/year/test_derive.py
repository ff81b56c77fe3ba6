"""The payloads of a year's papers: what each takes from the year and from its defaults."""

from datetime import date
from typing import Any

from service.generate import generate
from service.year import derive
from service.year.matching import match
from service.year.reading import read
from tests.year.invented import ORGAN, Payload, narrative, people, perfect, row, session, year

SIGNED = {"organs": [ORGAN], "date": "2026-12-31"}
HEAD = {
    "organs": [ORGAN],
    "suffix": "文件",
    "number": {"code": "某党组发", "year": 2026},
    "signers": [{"name": "甲某"}],
}
DEFAULTS = {"letterhead": HEAD, "signature": SIGNED, "layout": {"fonts": "system"}, "imprint": {"issuer": "某局办公室"}}


def papers(payload: Payload) -> list[derive.Paper]:
    record = read(payload)
    return derive.papers(record, derive.annual_summary(record, match(record).rows))


def with_minutes(**changes: Any) -> Payload:
    return session("S1", "2026-03-05", 1, minutes={"issue": 7} | changes)


def test_papers_stand_in_the_order_of_the_year() -> None:
    late, early = (
        session("S2", "2026-09-01", 2, minutes={"issue": 2}),
        session("S1", "2026-03-05", 1, minutes={"issue": 1}),
    )
    without = session("S3", "2026-10-13", 3)
    made = papers(year(sessions=[late, without, early]))
    assert [paper.kind for paper in made] == ["work_plan", "minutes", "minutes", "annual_summary"]
    assert [paper.payload["issue"] for paper in made[1:3]] == [1, 2]


def test_every_paper_takes_the_defaults_it_may_bear() -> None:
    plan, minutes, summary = (paper.payload for paper in papers(year(sessions=[with_minutes()], defaults=DEFAULTS)))
    assert plan["letterhead"] == summary["letterhead"] == HEAD
    assert plan["signature"] == summary["signature"] == SIGNED
    assert minutes["letterhead"] == {"organs": [ORGAN]}, "an issue, so no number; never 签发人 or 文件"
    assert "signature" not in minutes, "organ and day above the red rule are those of the session"
    assert all(payload["layout"] == {"fonts": "system"} for payload in (plan, minutes, summary))
    assert all(payload["imprint"] == {"issuer": "某局办公室"} for payload in (plan, minutes, summary))


def test_what_a_paper_says_itself_wins() -> None:
    own = {"organs": [ORGAN, "W县某局党组"]}
    payload = year(sessions=[with_minutes(letterhead=own)], defaults=DEFAULTS, plan_changes={"letterhead": own})
    plan, minutes, _ = (paper.payload for paper in papers(payload))
    assert plan["letterhead"] == minutes["letterhead"] == own


def test_the_summary_has_the_rows_that_were_guessed() -> None:
    summary = papers(year(row("R1", 3), sessions=[session("S1", "2026-03-05", 1)]))[-1].payload
    assert summary["sessions"][0]["planned"] == ["R1"]


def test_a_half_year_has_what_lies_in_it() -> None:
    payload = year(
        row("R1", 3),
        row("R2", 9),
        sessions=[session("S1", "2026-03-05", 1, planned=["R1"]), session("S2", "2026-09-08", 2)],
        unheld=[{"row": "R2", "reason": "防汛"}],
        products=[
            {
                "id": "P1",
                "form": "note",
                "title": "札记",
                "authors": people("甲某"),
                "date": "2026-06-01",
                "session": "S2",
            },
            {"id": "P2", "form": "note", "title": "体会", "authors": people("甲某"), "date": "2026-09-10"},
        ],
        narrative=narrative(period={"from": "2026-01-01", "to": "2026-06-30"}),
    )
    summary = papers(payload)[-1].payload
    assert [held["id"] for held in summary["sessions"]] == ["S1"]
    assert summary["unheld"] == []
    assert [product["id"] for product in summary["products"]] == ["P1"]
    assert "session" not in summary["products"][0], "the session lies outside"
    assert generate("annual_summary", summary).title == f"{ORGAN}2026年上半年理论学习情况总结"


def test_a_day_makes_a_summary_so_far() -> None:
    record = read(perfect())
    summary = derive.annual_summary(record, match(record).rows, date(2026, 5, 31))
    assert summary["narrative"]["period"] == {"from": "2026-01-01", "to": "2026-05-31"}
    assert [held["id"] for held in summary["sessions"]] == ["S1", "S2"]


def test_deriving_changes_nothing_in_the_year() -> None:
    record = read(perfect())
    before = record.model_dump_json()
    papers(perfect())
    derive.annual_summary(record, match(record).rows)
    assert record.model_dump_json() == before


def test_every_paper_of_the_perfect_year_is_made() -> None:
    for paper in papers(perfect()):
        assert generate(paper.kind, paper.payload).content


def test_places_lead_back_into_the_year() -> None:
    plan, minutes, summary = papers(year(sessions=[with_minutes(signature=SIGNED)]))
    assert plan.place("/organ") == "/plan/organ"
    assert minutes.place("/session/present/0") == "/sessions/0/present/0"
    assert minutes.place("/issue") == "/sessions/0/minutes/issue"
    assert minutes.place("/signature/date") == "/sessions/0/minutes/signature/date"
    assert minutes.place("/letterhead/organs") == "/defaults/letterhead/organs"
    assert summary.place("/planned/rows/0/id") == "/plan/schedule/rows/0/id"
    assert summary.place("/narrative/opening/0") == "/narrative/opening/0"
    assert summary.place("") == ""

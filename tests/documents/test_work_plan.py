"""The plan with its schedule bound in as attachment 1."""

import pytest

from tests.documents.smallest import SECTION, Payload, context, places, row, work_plan

BOOKS = {"title": "学习书目", "sections": [{"heading": "甲"}]}


@pytest.mark.parametrize(
    ("changes", "titles"),
    [
        pytest.param({}, [], id="no-schedule"),
        pytest.param({"schedule": {"rows": []}}, ["某局党组2026年度理论学习计划安排表"], id="composed"),
        pytest.param({"schedule": {"rows": [], "title": "安排表"}}, ["安排表"], id="given"),
        pytest.param(
            {"schedule": {"rows": [], "title": "安排表"}, "attachments": [BOOKS]}, ["安排表", "学习书目"], id="first"
        ),
    ],
)
def test_the_schedule_is_the_first_attachment(changes: Payload, titles: list[str]) -> None:
    shown = context("work_plan", work_plan(**changes))["attachments"]
    assert [part["title"].replace("\n", "") for part in shown] == titles


def test_the_schedule_inherits_the_year() -> None:
    rows = [row(period={"from": "2027-01-01", "to": "2027-01-31"})]
    shown = context("work_plan", work_plan(year=2027, schedule={"rows": rows}))["attachments"][0]
    assert shown["table"]["rows"][0]["cells"][1]["text"] == "1月"


def test_opening_sections_and_closing_stand_in_their_order() -> None:
    body = context("work_plan", work_plan(closing=["特此通知。"]))["body"]
    assert [block["lead"] + block["text"] for block in body] == [
        "制定本计划。",
        "一、总体要求",
        "围绕年度任务开展学习。",
        "特此通知。",
    ]


def test_themes_of_rows_must_be_named() -> None:
    payload = work_plan(themes=[{"id": "T1", "title": "理论"}], schedule={"rows": [row(themes=["T1", "T2"])]})
    assert places("work_plan", payload) == [("/schedule/rows/0/themes/1", "unknown-theme")]


def test_an_open_date_bears_the_year_of_the_plan() -> None:
    shown = context("work_plan", work_plan(year=2027, signature={"organs": ["某局"]}, imprint={"issuer": "办公室"}))
    assert shown["signature"]["date"]["text"] == "2027年\u3000月\u3000日"
    assert shown["imprint"]["issued"] == "2027年\u3000月\u3000日印发"


def test_brackets_and_marks_that_would_stand_twice_are_refused() -> None:
    changes = {"note": "（此件公开发布）", "addressee": ["各科室："]}
    assert places("work_plan", work_plan(note=changes["note"])) == [("/note", "bracketed-note")]
    assert places("work_plan", work_plan(addressee=changes["addressee"])) == [("/addressee/0", "end-mark")]


TITLES = {
    "a-fixed-line-too-wide": ({"title": "长" * 21 + "\n计划"}, "/title"),
    "too-many-lines": ({"title": "长" * 101}, "/title"),
    "composed-of-a-long-organ": ({"organ": "局" * 100}, "/organ"),
    "of-an-attachment": ({"attachments": [{"title": "长" * 101, "sections": [SECTION]}]}, "/attachments/0/title"),
    "of-the-schedule": ({"schedule": {"title": "长" * 101}}, "/schedule/title"),
}


@pytest.mark.parametrize(("changes", "pointer"), TITLES.values(), ids=TITLES)
def test_a_title_that_no_break_can_fit_is_refused_at_its_field(changes: Payload, pointer: str) -> None:
    assert set(places("work_plan", work_plan(**changes))) == {(pointer, "title-too-long")}


def test_an_unknown_profile_is_refused_at_its_field() -> None:
    assert places("work_plan", work_plan(layout={"profile": "a3"})) == [("/layout/profile", "choice")]

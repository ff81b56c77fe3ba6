"""The year looked back on: whole years sentence by sentence, and that every number in them is a figure."""

import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.documents.annual_summary import compute
from tests.documents.smallest import SECTION, Payload, annual_summary, context, people, record, row, session
from tests.documents.summaries import (
    JANUARY,
    MEMBERS,
    MIXED,
    ONE,
    ROWS,
    SPAN,
    held,
    product,
    sentences,
    spanning,
)

# ---- whole years ----------------------------------------------------------------------------------------------
YEARS = {
    "nothing-planned-nothing-held": (annual_summary(), [f"{MEMBERS}没有开展学习。"]),
    "one-row-not-held": (
        annual_summary(ROWS[0]),
        [f"{MEMBERS}计划开展学习1场，未开展。", "计划内未开展1场：专题R1。"],
    ),
    "nothing-held": (
        annual_summary(*ROWS),
        [f"{MEMBERS}计划开展学习3场，均未开展。", "计划内未开展3场：专题R1；专题R2；专题R3。"],
    ),
    "nothing-held-and-why": (
        annual_summary(*ROWS, unheld=[{"row": "R2", "reason": "防汛值守"}]),
        [f"{MEMBERS}计划开展学习3场，均未开展。", "计划内未开展3场：专题R1；专题R2（防汛值守）；专题R3。"],
    ),
    "one-session-without-a-plan": (
        annual_summary(sessions=(session(),)),
        [
            f"{MEMBERS}共开展集体学习研讨1场。分季度看，第一季度1场、第二季度0场、第三季度0场、第四季度0场。",
            ONE,
        ],
    ),
    "all-as-planned": (
        annual_summary(ROWS[0], sessions=(JANUARY,)),
        [
            f"{MEMBERS}共开展集体学习研讨1场。年初计划1场，已开展1场，计划完成率100%。"
            "分季度看，第一季度1场、第二季度0场、第三季度0场、第四季度0场。",
            ONE,
            "年初计划的学习已开展。",
        ],
    ),
    "something-missed-something-added": (
        MIXED,
        [
            f"{SPAN}某局党组有学习成员3人，共开展学习3场，其中集体学习研讨1场、专题调研1场、专题研讨1场。"
            "年初计划3场，已开展2场（其中调整时间开展1场），计划完成率66.7%；另增加计划外学习1场。"
            "分季度看，第一季度1场、第二季度1场、第三季度1场、第四季度0场。",
            "各场学习应到8人次，实到6人次，参学率75%，请假1人次、缺席1人次、已补学1人次。每场都参加的成员2人。"
            "学习中发言2人次，其中重点发言1人次。整理会议纪要1份。",
            "计划内未开展1场：专题R3（师资未落实）。",
            "年内形成学习成果：理论文章2篇、心得体会1篇，其中公开发表1篇。",
        ],
    ),
}


@pytest.mark.parametrize(("payload", "texts"), YEARS.values(), ids=YEARS)
def test_year(payload: Payload, texts: list[str]) -> None:
    assert sentences(payload) == texts


# ---- every year -----------------------------------------------------------------------------------------------
MANY = people("甲某", "乙某", "假0", "假1", "假2")


@st.composite
def years(draw: st.DrawFn) -> Payload:
    rows = [row(f"计划{n}", draw(st.integers(1, 12)), topic="某专题") for n in range(draw(st.integers(0, 4)))]
    ids = [planned["id"] for planned in rows]
    sessions = []
    for number in range(draw(st.integers(0, 4))):
        covered = draw(st.lists(st.sampled_from(ids), unique=True, max_size=2)) if ids else []
        form = draw(st.sampled_from(["集体学习研讨", "集体学习", "专题研讨", "专题调研"]))
        away = [{"person": {"name": f"假{n}"}} for n in range(draw(st.integers(0, 3)))]
        month = draw(st.integers(1, 12))
        sessions.append(session(f"S{number}", month, form=form, planned=covered, absent=away, number=number + 1))
    return annual_summary(*rows, sessions=tuple(sessions), members=MANY)


@settings(deadline=None)
@given(years())
def test_every_number_in_the_text_is_a_figure(payload: Payload) -> None:
    figures = compute(record("annual_summary", payload))
    total, held, planned = figures.total, figures.total.held.value, figures.total.planned.value
    missing = planned - figures.plan.held.value
    expected = {
        "共开展": held,
        "学习应到": held and total.due.value,
        "实到": held and total.present.value,
        "年初计划": held and planned,
        "，已开展": held and figures.plan.held.value,
        "计划外学习": planned and figures.plan.unplanned.value,
        "缺席": figures.absent.value,
        "计划开展学习": 0 if held else planned,
    }
    text = "".join(sentences(payload))
    for words, number in expected.items():
        found = re.findall(words + "[^0-9，。]*([0-9]+)[场人]", text)
        assert found == ([str(number)] if number else ["0"] * len(found)), (words, text)
    assert sum(map(int, re.findall("(?:计划内未开展|尚待开展)([0-9]+)场", text))) == missing
    quarters = re.findall("第.季度([0-9]+)场", text)
    assert quarters == ([str(quarter.held.value) for quarter in figures.quarters.values()] if held else [])


@settings(deadline=None)
@given(years())
def test_every_year_reads_as_whole_sentences(payload: Payload) -> None:
    for said in sentences(payload):
        assert said.endswith("。")
        assert not re.search("。。|，，|，。|；。|：。|None|其中。|其中，|（）|、、", said)


# ---- parts of a year ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("published", "text"),
    [
        pytest.param([True], "理论文章1篇，已公开发表。", id="the-only-one"),
        pytest.param([True, True], "理论文章2篇，均已公开发表。", id="all-of-them"),
        pytest.param([True, False], "理论文章2篇，其中公开发表1篇。", id="some-of-them"),
        pytest.param([False], "理论文章1篇。", id="not-published"),
    ],
)
def test_published(published: list[bool], text: str) -> None:
    places = [{"published_in": "某刊"} if out else {} for out in published]
    products = [product(f"P{n}", "article") | place for n, place in enumerate(places)]
    assert held(products=products)[-1] == f"年内形成学习成果：{text}"


@pytest.mark.parametrize(
    ("first", "last", "title"),
    [
        ("2026-01-01", "2026-12-31", "某局党组2026年度理论学习情况总结"),
        ("2026-01-01", "2026-12-05", "某局党组2026年度理论学习情况总结"),
        ("2026-01-01", "2026-06-30", "某局党组2026年上半年理论学习情况总结"),
        ("2026-07-01", "2026-09-30", "某局党组2026年第三季度理论学习情况总结"),
        ("2026-01-01", "2026-09-30", "某局党组2026年1—9月理论学习情况总结"),
        ("2026-01-01", "2026-09-15", "某局党组2026年1月1日至9月15日理论学习情况总结"),
    ],
)
def test_the_title_names_the_span(first: str, last: str, title: str) -> None:
    assert record("annual_summary", spanning(first, last)).full_title == title


def test_a_half_year_speaks_of_nothing_else() -> None:
    rows = [row("R1", 1), row("R2", 6, period={"from": "2026-06-15", "to": "2026-07-15"}), row("R3", 9)]
    payload = spanning("2026-01-01", "2026-06-30", *rows, sessions=[JANUARY], products=[product("P1", "note")])
    shown = context("annual_summary", payload)
    assert sentences(payload) == [
        "2026年1月1日至2026年6月30日，某局党组有学习成员2人，共开展集体学习研讨1场。这一期间计划2场，已开展1场，"
        "计划完成率50%。分季度看，第一季度1场、第二季度0场。",
        ONE,
        "计划时间未满、尚待开展1场：专题R2。",
        "其间形成学习成果：心得体会1篇。",
    ]
    assert [line["name"] for line in shown["statistics"]] == ["第一季度", "第二季度", "合计"]
    assert shown["statistics_title"] == "2026年上半年理论学习情况统计表"


def test_only_a_whole_year_is_called_one() -> None:
    whole = spanning("2026-01-01", "2026-12-31", products=[product("P1", "note")])
    assert sentences(whole)[-1] == "全年形成学习成果：心得体会1篇。"
    assert context("annual_summary", whole)["statistics"][-1]["name"] == "全年"
    assert "全年" not in str(context("annual_summary", MIXED)["statistics"])


def test_one_quarter_has_no_sum() -> None:
    shown = context("annual_summary", spanning("2026-07-01", "2026-09-30"))
    assert [line["name"] for line in shown["statistics"]] == ["第三季度"]


def test_a_session_for_rows_of_other_months_is_told() -> None:
    payload = spanning("2026-04-01", "2026-06-30", ROWS[0], ROWS[2], sessions=[session("S1", 4, planned=["R1"])])
    assert "这一期间计划1场，已开展0场，计划完成率0%；另开展其他时段计划的学习1场。" in sentences(payload)[0]


# ---- narrative ------------------------------------------------------------------------------------------------
def body(**parts: Any) -> list[str]:
    narrative = annual_summary()["narrative"] | parts
    return [
        block["lead"] + block["text"]
        for block in context("annual_summary", annual_summary(narrative=narrative))["body"]
    ]


def test_parts_are_numbered_after_the_figures() -> None:
    shown = body(problems=[SECTION], next_steps=[SECTION], closing=["特此报告。"])
    text = SECTION["paragraphs"][0]
    heading = "（一）总体要求"
    expected = [["二、主要做法和成效"], ["三、存在的问题"], ["四、下一步打算"]]
    assert shown == [line for part in expected for line in [*part, heading, text]] + ["特此报告。"]


def test_a_part_that_is_missing_leaves_no_gap_in_the_numbers() -> None:
    assert "三、下一步打算" in body(next_steps=[SECTION])

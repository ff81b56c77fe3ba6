"""The year looked back on: what its sentences say, and that every number in them is a figure."""

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.documents.annual_summary import compute
from tests.documents.smallest import SECTION, Payload, annual_summary, context, people, places, record, row, session

ROWS = [row("R1", 1), row("R2", 3), row("R3", 6)]


def sentences(payload: Payload) -> list[str]:
    """What stands under 一、基本情况."""
    blocks = context("annual_summary", payload)["opening"]
    heading = next(place for place, block in enumerate(blocks) if block["style"] == "heading1")
    assert blocks[heading]["lead"] == "一、基本情况"
    return [block["text"] for block in blocks[heading + 1 :]]


def held(*sessions: Payload, rows: list[Payload] = ROWS, **changes: Any) -> list[str]:
    return sentences(annual_summary(*rows, sessions=sessions, **changes))


def product(id: str, form: str) -> Payload:
    return {"id": id, "form": form, "title": "思考", "authors": people("甲某"), "date": "2026-06-30"}


SPAN = "2026年1月1日至2026年12月25日，"
MEMBERS = SPAN + "某局党组有学习成员2人，"
FULL = "各场学习应到2人次，实到2人次，参学率100%，全员参加。"
JANUARY = session("S1", 1, planned=["R1"])


# ---- whole years ----------------------------------------------------------------------------------------------
YEARS = {
    "nothing-planned-nothing-held": (annual_summary(), [f"{MEMBERS}没有开展学习。"]),
    "nothing-held": (annual_summary(*ROWS), [f"{MEMBERS}计划开展学习3场，均未开展。"]),
    "nothing-held-and-why": (
        annual_summary(*ROWS, unheld=[{"row": "R2", "reason": "防汛值守"}]),
        [f"{MEMBERS}计划开展学习3场，均未开展。", "未开展的场次：专题R1；专题R2（防汛值守）；专题R3。"],
    ),
    "one-session-without-a-plan": (
        annual_summary(sessions=(session(),)),
        [
            f"{MEMBERS}共开展集体学习研讨1场。分季度看，第一季度1场、第二季度0场、第三季度0场、第四季度0场。",
            FULL,
        ],
    ),
    "all-as-planned": (
        annual_summary(ROWS[0], sessions=(JANUARY,)),
        [
            f"{MEMBERS}共开展集体学习研讨1场。年初计划1场，已开展1场，计划完成率100%。"
            "分季度看，第一季度1场、第二季度0场、第三季度0场、第四季度0场。",
            FULL,
            "年初计划的各场学习均已开展。",
        ],
    ),
    "something-missed-something-added": (
        annual_summary(
            *ROWS,
            sessions=(
                JANUARY,
                session(
                    "S2",
                    5,
                    planned=["R2"],
                    form="专题调研",
                    on_leave=[{"person": {"name": "丙某"}, "reason": "出差"}],
                    speeches=[
                        {"person": "甲某", "role": "key", "points": ["x"]},
                        {"person": "乙某", "points": ["x"]},
                    ],
                ),
                session("S3", 9, form="专题研讨"),
            ),
            unheld=[{"row": "R3", "reason": "师资未落实"}],
            products=[product("P1", "note"), product("P2", "article"), product("P3", "article")],
        ),
        [
            f"{MEMBERS}共开展学习3场，其中集体学习1场、专题研讨2场。年初计划3场，已开展2场，计划完成率66.7%；"
            "另增加计划外学习1场。分季度看，第一季度1场、第二季度1场、第三季度1场、第四季度0场。",
            "各场学习应到7人次，实到6人次，参学率85.7%，请假和缺席1人次。学习中发言2人次，其中重点发言1人次。",
            "计划内未开展1场：专题R3（师资未落实）。",
            "全年形成学习成果：理论文章2篇、心得体会1篇。",
        ],
    ),
}


@pytest.mark.parametrize(("payload", "texts"), YEARS.values(), ids=YEARS)
def test_year(payload: Payload, texts: list[str]) -> None:
    assert sentences(payload) == texts


# ---- single sentences -----------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("forms", "text"),
    [
        pytest.param(["集体学习研讨"], "共开展集体学习研讨1场。", id="all-of-one-kind"),
        pytest.param(["集体学习研讨", "专题调研"], "共开展学习2场，其中集体学习研讨1场。", id="some"),
        pytest.param(["集体学习", "集体学习研讨"], "共开展学习2场，其中集体学习2场、专题研讨1场。", id="both"),
        pytest.param(["集体学习"], "共开展学习1场，其中集体学习1场。", id="no-seminar"),
        pytest.param(["专题调研", "个人自学"], "共开展学习2场。", id="neither"),
    ],
)
def test_forms(forms: list[str], text: str) -> None:
    sessions = [session(f"S{number}", form=form) for number, form in enumerate(forms)]
    assert f"学习成员2人，{text}" in held(*sessions)[0]


@pytest.mark.parametrize(
    ("members", "text"),
    [
        pytest.param(people("甲某", "乙某"), "有学习成员2人，", id="all-year"),
        pytest.param([{"name": "甲某"}, {"name": "乙某", "until": "2026-06-30"}], "1人（年内离任1人），", id="left"),
        pytest.param([{"name": "甲某", "from": "2026-07-01"}], "有学习成员1人，", id="came"),
        pytest.param([{"name": "甲某"}, {"name": "乙某", "from": "2026-12-28"}], "有学习成员1人，", id="comes-later"),
        pytest.param([{"name": "甲某"}, {"name": "乙某", "until": "2025-12-31"}], "有学习成员1人，", id="left-before"),
        pytest.param([{"name": "甲某", "until": "2026-12-25"}], "有学习成员1人，", id="until-the-last-day"),
    ],
)
def test_members(members: list[Payload], text: str) -> None:
    assert text in held(members=members)[0]


@pytest.mark.parametrize(
    ("speeches", "text"),
    [
        pytest.param([], "全员参加。", id="none"),
        pytest.param(["free"], "学习中发言1人次。", id="no-key-speech"),
        pytest.param(["key", "key"], "学习中发言2人次，其中重点发言2人次。", id="key-speeches"),
    ],
)
def test_speeches(speeches: list[str], text: str) -> None:
    said = [{"person": "甲某", "role": role, "points": ["x"]} for role in speeches]
    assert held(session(speeches=said))[1].endswith(text)


@pytest.mark.parametrize(
    ("reasons", "text"),
    [
        pytest.param({}, "计划内未开展2场。", id="none"),
        pytest.param({"R3": "防汛"}, "计划内未开展2场：专题R2；专题R3（防汛）。", id="some"),
        pytest.param(
            {"R3": "防汛", "R2": "检查"},
            "计划内未开展2场：专题R2（检查）；专题R3（防汛）。",
            id="all-in-the-plan's-order",
        ),
    ],
)
def test_reasons(reasons: dict[str, str], text: str) -> None:
    unheld = [{"row": name, "reason": reason} for name, reason in reasons.items()]
    assert text in held(JANUARY, unheld=unheld)


def test_a_topic_in_running_text_has_no_fixed_breaks() -> None:
    rows = [row("R1", topic="学习党章\n和党规")]
    assert (
        held(session(), rows=rows, unheld=[{"row": "R1", "reason": "防汛"}])[2]
        == "计划内未开展1场：学习党章和党规（防汛）。"
    )


def test_products_stand_in_a_fixed_order() -> None:
    forms = ["note", "bulletin", "lecture", "survey", "report", "article"]
    products = [product(form, form) for form in forms]
    assert held(products=products)[-1] == (
        "全年形成学习成果：理论文章1篇、学习报告1篇、调研报告1篇、宣讲1场、简报1期、心得体会1篇。"
    )


# ---- the table ------------------------------------------------------------------------------------------------
def test_statistics() -> None:
    shown = context("annual_summary", YEARS["something-missed-something-added"][0])
    rows = ["|".join(line.values()) for line in shown["statistics"]]
    assert shown["statistics_title"] == "2026年度理论学习情况统计表"
    assert rows == [
        "第一季度|2|1|1|2|2|100%",
        "第二季度|1|1|0|3|2|66.7%",
        "第三季度|0|1|1|2|2|100%",
        "第四季度|0|0|0|0|0|—",
        "全年|3|3|2|7|6|85.7%",
    ]


# ---- every year -----------------------------------------------------------------------------------------------
@st.composite
def years(draw: st.DrawFn) -> Payload:
    rows = [row(f"计划{n}", draw(st.integers(1, 12)), topic="某专题") for n in range(draw(st.integers(0, 4)))]
    ids = [planned["id"] for planned in rows]
    sessions = []
    for number in range(draw(st.integers(0, 4))):
        covered = draw(st.lists(st.sampled_from(ids), unique=True, max_size=2)) if ids else []
        form = draw(st.sampled_from(["集体学习研讨", "集体学习", "专题研讨", "专题调研"]))
        away = [{"person": {"name": f"假{n}"}} for n in range(draw(st.integers(0, 3)))]
        sessions.append(session(f"S{number}", draw(st.integers(1, 12)), form=form, planned=covered, absent=away))
    return annual_summary(*rows, sessions=tuple(sessions))


@given(years())
def test_every_number_in_the_text_is_a_figure(payload: Payload) -> None:
    figures = compute(record("annual_summary", payload))
    year, held, planned = figures.year, figures.year.held.value, figures.year.planned.value
    expected = {
        "共开展": held,
        "各场学习应到": held and year.due.value,
        "实到": held and year.present.value,
        "年初计划": held and planned,
        "，已开展": held and figures.planned_held.value,
        "计划外学习": planned and figures.unplanned.value,
        "请假和缺席": figures.on_leave_or_absent.value,
        "计划内未开展": held and planned - figures.planned_held.value,
        "计划开展学习": 0 if held else planned,
    }
    text = "".join(sentences(payload))
    for words, number in expected.items():
        found = re.findall(words + "[^0-9，。]*([0-9]+)[场人]", text)
        assert found == ([str(number)] if number else ["0"] * len(found)), (words, text)
    quarters = re.findall("第.季度([0-9]+)场", text)
    assert quarters == ([str(quarter.held.value) for quarter in figures.quarters] if held else [])


@given(years())
def test_every_year_reads_as_whole_sentences(payload: Payload) -> None:
    for text in sentences(payload):
        assert text.endswith("。")
        assert not re.search("。。|，，|，。|；。|：。|None|其中。|其中，", text)


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


# ---- refused --------------------------------------------------------------------------------------------------
FLOOD = {"row": "R1", "reason": "防汛"}

REFUSED = {
    "session-of-another-year": ({"sessions": [session(held_on="2025-12-31")]}, "/sessions/0/held_on", "other-year"),
    "plan-of-another-year": ({"planned": annual_summary()["planned"] | {"year": 2025}}, "/planned/year", "other-year"),
    "row-nobody-planned": ({"sessions": [session(planned=["R9"])]}, "/sessions/0/planned/0", "unknown-row"),
    "reason-for-a-row-nobody-planned": ({"unheld": [FLOOD | {"row": "R9"}]}, "/unheld/0/row", "unknown-row"),
    "held-and-unheld": ({"sessions": [JANUARY], "unheld": [FLOOD]}, "/unheld/0/row", "held-and-unheld"),
    "two-reasons-for-a-row": ({"unheld": [FLOOD, FLOOD]}, "/unheld/1/row", "repeated-id"),
    "session-counted-twice": ({"sessions": [JANUARY, JANUARY]}, "/sessions/1/id", "repeated-id"),
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

"""Single sentences of 基本情况: forms, members, speeches, reasons, products, themes and promises."""

import pytest

from tests.documents.smallest import Payload, people, row, session
from tests.documents.summaries import JANUARY, THEMES, held, product, promise


# ---- single sentences -----------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("forms", "text"),
    [
        pytest.param(["集体学习研讨"], "共开展集体学习研讨1场。", id="one"),
        pytest.param(["集体学习研讨"] * 2, "共开展集体学习研讨2场。", id="all-of-one-form"),
        pytest.param(["专题调研", "集体学习"], "共开展学习2场，其中专题调研1场、集体学习1场。", id="each-in-one-form"),
        pytest.param(
            ["集体学习", "集体学习研讨", "集体学习"],
            "共开展学习3场，其中集体学习2场、集体学习研讨1场。",
            id="none-in-two-forms",
        ),
    ],
)
def test_forms(forms: list[str], text: str) -> None:
    sessions = [session(f"S{number}", number + 1, form=form) for number, form in enumerate(forms)]
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
        pytest.param([], "全员参加。", id="no-speech"),
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
        pytest.param({}, "计划内未开展2场：专题R2；专题R3。", id="none"),
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
        "年内形成学习成果：理论文章1篇、学习报告1篇、调研报告1篇、宣讲1场、简报1期、心得体会1篇。"
    )


# ---- themes and promises --------------------------------------------------------------------------------------

LEARNED = [session("S1", 1, themes=["T1"]), session("S2", 5, themes=["T2"])]


@pytest.mark.parametrize(
    ("themes", "sessions", "text"),
    [
        pytest.param(THEMES, LEARNED, "计划学习的2个专题均已学习。", id="all"),
        pytest.param(THEMES[:1], LEARNED[:1], "计划学习的1个专题已学习。", id="the-only-one"),
        pytest.param(
            THEMES, LEARNED[:1], "计划学习的2个专题已学习1个，专题覆盖率50%，未学习的专题：党章党规。", id="some"
        ),
        pytest.param(THEMES, [], "计划学习的2个专题均未学习。", id="none-studied"),
        pytest.param(THEMES[:1], [], "计划学习的1个专题未学习。", id="the-only-one-not"),
    ],
)
def test_themes(themes: list[Payload], sessions: list[Payload], text: str) -> None:
    assert text in held(*sessions, themes=themes)


@pytest.mark.parametrize(
    ("promises", "text"),
    [
        pytest.param([promise("seminars", 1)], "年初确定的目标任务1项，已完成。", id="one-kept"),
        pytest.param([promise("seminars", 1), promise("sessions", 1)], "年初确定的目标任务2项，均已完成。", id="kept"),
        pytest.param(
            [promise("articles", 1)],
            "年初确定的目标任务1项，未完成1项：全年形成理论文章不少于1篇（实际0篇）。",
            id="one-missed",
        ),
        pytest.param(
            [promise("seminars", 1), promise("seminars", 1, "quarter"), promise("articles", 2, "member")],
            "年初确定的目标任务3项，已完成1项，未完成2项：每季度开展研讨不少于1场（第二季度、第三季度、第四季度不足）；"
            "每名成员形成理论文章不少于2篇（2人不足）。",
            id="some-missed",
        ),
    ],
)
def test_promises(promises: list[Payload], text: str) -> None:
    assert text in held(JANUARY, promises=promises)

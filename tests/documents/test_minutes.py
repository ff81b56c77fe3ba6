"""Minutes of a session: the whole text of a small one, then each wording that depends on what was sent."""

from typing import Any

import pytest

from service.documents.contexts import Block
from tests.documents.smallest import Payload, context, minutes, people, places

WHOLE = minutes(
    starts="09:00",
    ends="11:30",
    present=[{"name": "甲某", "post": "局长"}, {"name": "乙某", "id": "p2"}],
    on_leave=[{"person": {"name": "丙某"}, "reason": "公务出差"}],
    absent=[{"person": {"name": "丁某"}}],
    observers=[{"name": "戊某", "post": "教授", "unit": "市委党校"}],
    makeups=[{"person": "丙某", "on": "2026-03-09"}],
    agenda=[{"topic": "传达会议精神", "leader": "p2", "contents": ["学习报告。", "讨论清单。"]}],
    speeches=[
        {"person": "甲某", "role": "key", "points": ["要学深。", "要学透。"]},
        {"person": "戊某", "points": ["谈体会。"]},
    ],
    conclusions=["会议要求，抓好落实。"],
    decisions=[
        {"matter": "修订考勤办法（试行）", "responsible": ["p2", "机关党办"], "due": "2026-04-30"},
        {"matter": "继续学习。"},
    ],
)

GOLDEN = """
text|2026年3月5日9时至11时30分，某局党组在三楼会议室开展2026年第1次集体学习研讨。会议由甲某主持，辛某记录。应到4人，实到2人。
text|学习主题：学习党章。
heading1|一、学习内容
heading2|（一）传达会议精神
text|由乙某领学。
text|学习报告。
text|讨论清单。
heading1|二、研讨发言
run_in2|（一）甲某作重点发言。|要学深。
text|要学透。
run_in2|（二）戊某作交流发言。|谈体会。
heading1|三、会议要求
text|会议要求，抓好落实。
heading1|四、议定事项
text|（一）修订考勤办法（试行）。责任人：乙某、机关党办；完成时限：2026年4月30日。
text|（二）继续学习。
""".strip()


def lines(payload: Payload) -> list[str]:
    """The text, a block a line: style, heading and text, as many as there are."""
    blocks: list[Block] = context("minutes", payload)["body"]
    return ["|".join(filter(None, (block["style"], block["lead"], block["text"]))) for block in blocks]


def lead_in(**changes: Any) -> str:
    return lines(minutes(**changes))[0]


def attendance(**changes: Any) -> str:
    return "\n".join(line["label"] + line["names"] for line in context("minutes", minutes(**changes))["attendance"])


def head(**changes: Any) -> Any:
    """The head of minutes with changes to the document."""
    return context("minutes", minutes() | changes)["head"]


# ---- text -----------------------------------------------------------------------------------------------------
def test_the_whole_text() -> None:
    assert "\n".join(lines(WHOLE)) == GOLDEN


def test_the_smallest_text_has_no_headings() -> None:
    assert [line.partition("|")[0] for line in lines(minutes())] == ["text", "text"]


@pytest.mark.parametrize(
    ("part", "heading"),
    [
        pytest.param({"agenda": [{"topic": "党章"}]}, "一、学习内容", id="agenda"),
        pytest.param({"speeches": [{"person": "甲某", "points": ["x"]}]}, "一、研讨发言", id="speeches"),
        pytest.param({"conclusions": ["要求。"]}, "一、会议要求", id="conclusions"),
        pytest.param({"decisions": [{"matter": "修订。"}]}, "一、议定事项", id="decisions"),
    ],
)
def test_parts_that_are_there_are_numbered_from_one(part: Payload, heading: str) -> None:
    assert lines(minutes(**part))[2] == f"heading1|{heading}"


@pytest.mark.parametrize(
    ("changes", "when"),
    [
        pytest.param({}, "2026年3月5日，", id="day"),
        pytest.param({"starts": "14:30"}, "2026年3月5日14时30分，", id="start"),
        pytest.param({"ends_on": "2026-03-06"}, "2026年3月5日至6日，", id="two-days"),
        pytest.param(
            {"ends_on": "2026-03-06", "starts": "14:00", "ends": "11:00"},
            "2026年3月5日14时至6日11时，",
            id="from-the-afternoon-to-the-next-morning",
        ),
    ],
)
def test_when(changes: Payload, when: str) -> None:
    assert lead_in(**changes).startswith(f"text|{when}某局党组在三楼会议室")


def test_the_chair_is_named_and_not_numbered() -> None:
    assert "会议由甲某主持" in lead_in(present=[{"name": "甲某", "id": "p1"}], chair="p1")


@pytest.mark.parametrize(
    ("decision", "text"),
    [
        pytest.param({"matter": "修订办法"}, "（一）修订办法。", id="closed"),
        pytest.param(
            {"matter": "修订办法。", "responsible": ["甲某"]}, "（一）修订办法。责任人：甲某。", id="responsible"
        ),
        pytest.param(
            {"matter": "修订办法", "due": "2026-04-30"}, "（一）修订办法。完成时限：2026年4月30日。", id="due"
        ),
    ],
)
def test_decision(decision: Payload, text: str) -> None:
    assert lines(minutes(decisions=[decision]))[-1] == f"text|{text}"


# ---- attendance -----------------------------------------------------------------------------------------------
def test_attendance() -> None:
    shown = context("minutes", WHOLE)["attendance"]
    assert "\n".join(line["label"] + line["names"] for line in shown) == (
        "出席：局长甲某，乙某。\n"
        "请假：丙某（公务出差）。\n"
        "缺席：丁某。\n"
        "列席：市委党校教授戊某。\n"
        "补学：丙某（2026年3月9日）。"
    )


def test_lists_without_names_are_left_out() -> None:
    assert attendance() == "出席：甲某、乙某。"


def test_reasons_stand_behind_the_names() -> None:
    absent = [{"person": {"name": "丁某"}, "reason": "未请假"}, {"person": {"name": "戊某", "post": "科长"}}]
    assert attendance(absent=absent) == "出席：甲某、乙某。\n缺席：丁某（未请假），科长戊某。"


# ---- head -----------------------------------------------------------------------------------------------------
NUMBER = {"code": "纪要", "year": 2026, "sequence": 7}


@pytest.mark.parametrize(
    ("changes", "mark", "issue"),
    [
        pytest.param({}, "某局党组会议纪要", "第3期", id="default"),
        pytest.param({"letterhead": {"organs": ["某局"]}}, "某局会议纪要", "第3期", id="organ-of-its-own"),
        pytest.param(
            {"letterhead": {"organs": ["某局"], "suffix": "专题会议纪要"}}, "某局专题会议纪要", "第3期", id="suffix"
        ),
        pytest.param(
            {"issue": None, "letterhead": {"organs": ["某局"], "number": NUMBER}},
            "某局会议纪要",
            "纪要〔2026〕7号",
            id="number-instead-of-issue",
        ),
    ],
)
def test_mark_and_issue(changes: Payload, mark: str, issue: str) -> None:
    assert (head(**changes)["mark"], head(**changes)["issue"]) == (mark, issue)


@pytest.mark.parametrize(
    ("signature", "organ", "day"),
    [
        pytest.param(None, "某局党组", "2026年3月5日", id="day-of-the-session"),
        pytest.param({"organs": ["办公室"], "date": "2026-03-09"}, "办公室", "2026年3月9日", id="day-of-the-signature"),
        pytest.param({"organs": ["办公室", "党办"]}, "办公室、党办", "2026年\u3000月\u3000日", id="open-day"),
    ],
)
def test_organ_and_date_above_the_rule(signature: Payload | None, organ: str, day: str) -> None:
    shown = head(signature=signature)
    assert (shown["organ"], shown["date"]) == (organ, day)


def test_a_session_of_several_days_is_dated_on_the_last() -> None:
    assert context("minutes", minutes(ends_on="2026-03-06"))["head"]["date"] == "2026年3月6日"


@pytest.mark.parametrize(
    ("title", "shown"),
    [(None, "某局党组2026年第1次理论学习会议纪要"), ("会议纪要", "会议纪要")],
    ids=["composed", "given"],
)
def test_title(title: str | None, shown: str) -> None:
    assert context("minutes", minutes() | {"title": title})["properties"]["title"] == shown


def test_long_lists_of_people_are_listed_whole() -> None:
    names = [f"甲{number}" for number in range(200)]
    assert attendance(present=people(*names), chair="甲0") == "出席：" + "、".join(names) + "。"


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"issue": None}, id="neither"),
        pytest.param({"letterhead": {"organs": ["某局"], "number": NUMBER}}, id="both"),
    ],
)
def test_minutes_bear_an_issue_or_a_number(changes: Payload) -> None:
    assert places("minutes", minutes() | changes) == [("/issue", "issue-or-number")]


def test_a_reference_leads_to_the_same_person_for_the_check_and_in_print() -> None:
    """An id that is another person's name is one reference to two people, whoever of them was asked for."""
    people = [{"name": "甲某"}, {"name": "乙某", "id": "丙某"}, {"name": "丙某"}]
    speech = {"person": "丙某", "points": ["发言。"]}
    fault = ("/session/speeches/0/person", "ambiguous-person")
    assert places("minutes", minutes(present=people, speeches=[speech])) == [fault]


def test_an_id_is_looked_up_only_among_those_who_may_be_meant() -> None:
    changes = {
        "present": [{"name": "甲某"}, {"name": "乙某", "id": "戊某"}],
        "on_leave": [{"person": {"name": "戊某"}, "reason": "出差"}],
        "makeups": [{"person": "戊某", "on": "2026-03-20"}],
    }
    assert "补学：戊某（2026年3月20日）" in attendance(**changes)


@pytest.mark.parametrize(
    ("changes", "pointer"),
    [
        pytest.param({"form": "集体学习。"}, "/session/form", id="form"),
        pytest.param({"place": "三楼，"}, "/session/place", id="place"),
        pytest.param({"recorder": "辛某。"}, "/session/recorder", id="recorder"),
        pytest.param(
            {"on_leave": [{"person": {"name": "戊某"}, "reason": "出差。"}]}, "/session/on_leave/0/reason", id="reason"
        ),
    ],
)
def test_what_stands_inside_a_sentence_ends_without_a_mark(changes: Payload, pointer: str) -> None:
    assert places("minutes", minutes(**changes)) == [(pointer, "end-mark")]

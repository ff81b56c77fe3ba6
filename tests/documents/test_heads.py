"""The 版头: what stands on which line, how large the mark is, where the signers stand (7.2)."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service import gbt9704 as gbt
from service import layout
from service.documents.heads import Head, head, labels_above
from service.documents.records import DocumentNumber, Layout, Letterhead, Secrecy, Signer
from tests.documents.smallest import minutes, places, record, work_plan

SECRET = Secrecy(level="机密", period="1年")
NUMBER = DocumentNumber(code="某局党组发", year=2026, sequence=3)


def letterhead(*organs: str, **fields: Any) -> Letterhead:
    return Letterhead(organs=list(organs) or ["X市某局"], **fields)


def signed(*names: str, **fields: Any) -> Head:
    return head(letterhead(signers=[Signer(name=name) for name in names], **fields), "文件", Layout())


# ---- above the mark -------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("fields", "lines", "blank_first"),
    [
        pytest.param({}, 0, False, id="nothing"),
        pytest.param({"copy_number": "000001"}, 1, False, id="copy-number"),
        pytest.param({"urgency": "特急"}, 1, False, id="urgency"),
        pytest.param({"secrecy": SECRET}, 2, True, id="secrecy-stands-on-line-2"),
        pytest.param({"copy_number": "000001", "secrecy": SECRET}, 2, False, id="copy-number-and-secrecy"),
        pytest.param({"secrecy": SECRET, "urgency": "特急"}, 3, True, id="secrecy-and-urgency"),
        pytest.param({"copy_number": "000001", "secrecy": SECRET, "urgency": "特急"}, 3, False, id="all"),
    ],
)
def test_lines_above_the_mark(fields: dict[str, Any], lines: int, blank_first: bool) -> None:
    assert labels_above(letterhead(**fields)) == lines
    assert head(letterhead(**fields), "文件", Layout())["blank_first"] is blank_first


@pytest.mark.parametrize(
    ("secrecy", "text"),
    [
        (None, ""),
        (Secrecy(level="秘密"), "秘密"),
        (SECRET, "机密★1年"),
        (Secrecy(level="绝密", period="长期"), "绝密★长期"),
    ],
)
def test_secrecy(secrecy: Secrecy | None, text: str) -> None:
    assert head(letterhead(secrecy=secrecy), "文件", Layout())["secrecy"] == text


@pytest.mark.parametrize(("urgency", "text"), [(None, ""), ("特急", "特急"), ("加急", "加急")])
def test_urgency(urgency: str | None, text: str) -> None:
    assert head(letterhead(urgency=urgency), "文件", Layout())["urgency"] == text


# ---- the mark -------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("fields", "mark"),
    [
        pytest.param({}, "X市某局文件", id="default-suffix"),
        pytest.param({"suffix": "简报"}, "X市某局简报", id="suffix-of-its-own"),
    ],
)
def test_mark(fields: dict[str, str], mark: str) -> None:
    assert head(letterhead(**fields), "文件", Layout())["mark"] == mark


def test_a_joint_mark_stacks_its_organs_beside_the_suffix() -> None:
    joint = head(letterhead("X市某局", "X市某某委员会"), "文件", Layout())
    assert (joint["joint"], joint["mark"]) == (True, "")
    assert (joint["organs"], joint["suffix"]) == (["X市某局", "X市某某委员会"], "文件")
    expected = layout.mark_points("X市某某委员会文件", 2)
    assert joint["half_points"] == 2 * expected


@given(st.lists(st.integers(1, 40).map("局".__mul__), min_size=2, max_size=12))
def test_a_joint_mark_fits_the_type_area(organs: list[str]) -> None:
    joint = head(letterhead(*organs), "文件", Layout())
    assert joint["organs_width"] + joint["suffix_width"] <= gbt.TYPE_WIDTH


# ---- number and signers ---------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("number", "text"),
    [
        pytest.param(None, "", id="none"),
        pytest.param(NUMBER, "某局党组发〔2026〕3号", id="given"),
        pytest.param(DocumentNumber(code="某局党组发", year=2026), "某局党组发〔2026〕\u3000号", id="open"),
    ],
)
def test_number(number: DocumentNumber | None, text: str) -> None:
    assert head(letterhead(number=number), "文件", Layout())["number"] == text


@pytest.mark.parametrize(
    ("names", "lines", "last"),
    [
        pytest.param([], [], "", id="nobody"),
        pytest.param(["甲某"], [], "甲某", id="one"),
        pytest.param(["甲某", "乙某"], [], "甲某　乙某", id="two-on-a-line"),
        pytest.param(["甲某", "乙某", "丙某"], ["甲某　乙某"], "丙某", id="third-on-a-new-line"),
        pytest.param(["甲", "乙", "丙", "丁", "戊"], ["甲　乙", "丙　丁"], "戊", id="five"),
    ],
)
def test_signers_stand_two_a_line(names: list[str], lines: list[str], last: str) -> None:
    upward = signed(*names)
    assert [line["names"] for line in upward["signer_lines"]] == lines
    assert upward["last_signers"]["names"] == last
    assert upward["upward"] is bool(names)


def test_only_the_first_line_of_signers_is_labelled_and_names_stand_in_one_column() -> None:
    upward = signed("甲某", "乙某", "丙某")
    lines = [*upward["signer_lines"], upward["last_signers"]]
    assert [line["label"] for line in lines] == ["签发人：", ""]
    assert {line["names_position"] for line in lines} == {gbt.TYPE_WIDTH - gbt.CHARACTER - 5 * 315}
    assert lines[0]["names_position"] - lines[0]["label_position"] == 4 * 315


def test_signers_of_joint_documents_follow_their_organs() -> None:
    joint = head(letterhead(signers=[Signer(name="甲某", organ="某局")]), "文件", Layout())
    assert joint["last_signers"]["names"] == "某局甲某"


@given(st.lists(st.integers(1, 11).map("甲".__mul__), min_size=1, max_size=12))
def test_signers_never_reach_into_the_number(names: list[str]) -> None:
    upward = signed(*names, number=NUMBER)
    first = (upward["signer_lines"] or [upward["last_signers"]])[0]
    assert first["label_position"] >= gbt.CHARACTER + layout.body_width(upward["number"])


@pytest.mark.parametrize("names", [0, 1, 2, 3, 12])
def test_more_signers_take_more_lines_of_the_head(names: int) -> None:
    points = layout.mark_points("X市某局文件")
    expected = layout.red_head(points, gbt.STANDARD, above=0, typed=max(1, -(-names // 2)))
    upward = signed(*["甲某"] * names)
    assert (upward["before"], upward["line"], upward["under_rule"]) == (
        expected.before,
        expected.line,
        expected.under_rule,
    )


# ---- pre-printed paper, and what does not fit ------------------------------------------------------------------
PREPRINTED = {"head": "preprinted"}


def test_pre_printed_paper_gets_no_mark_and_no_rule() -> None:
    red = head(letterhead(), "文件", Layout(**PREPRINTED))
    assert (red["preprinted"], red["red_rule"]) == (True, False)


TOO_MUCH = {
    "long-name": ({"organs": ["局" * 26]}, {}, "/letterhead/organs", "mark-too-long"),
    "long-joint-name": ({"organs": ["局" * 26, "某局"]}, {}, "/letterhead/organs", "mark-too-long"),
    "rule-too-high": ({}, PREPRINTED | {"preprinted_mm": 60, "profile": "pitch_28"}, None, None),
    "no-room-for-labels": (
        {"copy_number": "000001", "urgency": "特急"},
        PREPRINTED | {"preprinted_mm": 60},
        "/layout/preprinted_mm",
        "no-room",
    ),
}


@pytest.mark.parametrize(("fields", "chosen", "pointer", "code"), TOO_MUCH.values(), ids=TOO_MUCH)
def test_a_head_that_does_not_fit_is_refused(
    fields: dict[str, Any], chosen: dict[str, Any], pointer: str | None, code: str | None
) -> None:
    payload = work_plan(letterhead={"organs": ["某局"]} | fields, layout=chosen)
    if pointer is None:
        record("work_plan", payload)
    else:
        assert places("work_plan", payload) == [(pointer, code)]


@pytest.mark.parametrize("longest", [25])
def test_the_longest_mark(longest: int) -> None:
    record("work_plan", work_plan(letterhead={"organs": ["局" * longest]}))


def test_minutes_name_the_organ_their_mark_is_made_of() -> None:
    assert places("minutes", minutes() | {"organ": "局" * 24, "title": "会议纪要"}) == [("/organ", "mark-too-long")]

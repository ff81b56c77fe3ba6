"""What the kinds share of a context: numbered text, attachments, the parts around them."""

from typing import Any

import pytest

from service.documents.contexts import attachment_note, one_line, section_blocks, title_lines
from service.documents.records import Section
from tests.documents.smallest import Payload, context, row, work_plan


def blocks(*sections: Payload, level: int = 1) -> list[str]:
    """The blocks of sections, one a line: style, lead and text, as many as there are."""
    found = section_blocks([Section.model_validate(section) for section in sections], level)
    return ["|".join(filter(None, (block["style"], block["lead"], block["text"]))) for block in found]


def plan(**changes: Any) -> Any:
    return context("work_plan", work_plan(**changes))


# ---- text -----------------------------------------------------------------------------------------------------
TEXTS = {
    "heading-and-text": ([{"heading": "甲", "paragraphs": ["文。"]}], ["heading1|一、甲", "text|文。"]),
    "heading-alone": ([{"heading": "甲"}], ["heading1|一、甲"]),
    "number-in-the-text": ([{"paragraphs": ["文。", "又。"]}], ["text|一、文。", "text|又。"]),
    "run-in": (
        [{"heading": "甲。", "run_in": True, "paragraphs": ["文。", "又。"]}],
        ["run_in1|一、甲。|文。", "text|又。"],
    ),
    "closing-after-the-subsections": (
        [{"heading": "甲", "paragraphs": ["文。"], "sections": [{"heading": "乙"}], "closing": ["终。"]}],
        ["heading1|一、甲", "text|文。", "heading2|（一）乙", "text|终。"],
    ),
    "four-levels": (
        [
            {
                "heading": "甲",
                "sections": [{"heading": "乙", "sections": [{"heading": "丙", "sections": [{"heading": "丁"}]}]}],
            }
        ],
        ["heading1|一、甲", "heading2|（一）乙", "heading3|1.丙", "heading4|（1）丁"],
    ),
    "numbers-start-anew-below": (
        [
            {"heading": "甲", "sections": [{"heading": "乙"}, {"heading": "丙"}]},
            {"heading": "丁", "sections": [{"heading": "戊"}]},
        ],
        ["heading1|一、甲", "heading2|（一）乙", "heading2|（二）丙", "heading1|二、丁", "heading2|（一）戊"],
    ),
}


@pytest.mark.parametrize(("sections", "lines"), TEXTS.values(), ids=TEXTS)
def test_text(sections: list[Payload], lines: list[str]) -> None:
    assert blocks(*sections) == lines


@pytest.mark.parametrize(
    ("level", "line"),
    [
        pytest.param(1, "run_in1|一、甲。|文。", id="heiti"),
        pytest.param(2, "run_in2|（一）甲。|文。", id="kaiti"),
        pytest.param(3, "text|1.甲。文。", id="face-of-the-text"),
        pytest.param(4, "text|（1）甲。文。", id="face-of-the-text-too"),
    ],
)
def test_run_in(level: int, line: str) -> None:
    assert blocks({"heading": "甲。", "run_in": True, "paragraphs": ["文。"]}, level=level) == [line]


def test_99_sections_are_numbered() -> None:
    assert blocks(*[{"heading": "甲"}] * 99)[-1] == "heading1|九十九、甲"


@pytest.mark.parametrize(
    ("signature", "kept"), [(None, False), ({"organs": ["某局"]}, True)], ids=["unsigned", "signed"]
)
def test_only_the_last_paragraph_is_kept_with_a_signature(signature: Payload | None, kept: bool) -> None:
    body = plan(signature=signature, closing=["特此通知。"])["body"]
    assert [block["kept"] for block in body] == [False] * (len(body) - 1) + [kept]


# ---- titles ---------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("title", "lines"),
    [
        pytest.param("工作计划", "工作计划", id="short"),
        pytest.param("甲局\n工作计划", "甲局\n工作计划", id="fixed-break"),
        pytest.param(
            "示例局党组理论学习中心组2021年度学习工作计划", "示例局党组理论学习中心组\n2021年度学习工作计划", id="long"
        ),
    ],
)
def test_title_lines(title: str, lines: str) -> None:
    assert title_lines(title, "示例局党组") == lines


def test_a_title_in_running_text_is_one_line() -> None:
    assert one_line("甲局\n工作\n计划") == "甲局工作计划"


# ---- attachments ----------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("names", "note"),
    [
        pytest.param([], None, id="none"),
        pytest.param(["甲"], {"single": "甲", "first": "", "others": []}, id="one"),
        pytest.param(
            ["甲", "乙"], {"single": "", "first": "1.甲", "others": [{"text": "2.乙", "hanging": 310}]}, id="several"
        ),
    ],
)
def test_attachment_note(names: list[str], note: object) -> None:
    assert attachment_note(names) == note


def test_a_number_of_two_digits_hangs_further_so_that_names_stand_in_one_column() -> None:
    note = attachment_note(["甲"] * 11)
    assert note is not None
    assert [name["hanging"] for name in note["others"]] == [310] * 8 + [465] * 2


TEXT = {"title": "学习\n书目", "sections": [{"heading": "甲"}]}
PORTRAIT = {"title": "窄表", "schedule": {"rows": [row()], "orientation": "portrait"}}
LANDSCAPE = {"title": "宽表", "schedule": {"rows": [row()], "orientation": "landscape"}}


@pytest.mark.parametrize(
    ("attachments", "labels"),
    [
        pytest.param([], [], id="none"),
        pytest.param([TEXT], ["附件"], id="one"),
        pytest.param([TEXT, PORTRAIT], ["附件1", "附件2"], id="several"),
    ],
)
def test_labels(attachments: list[Payload], labels: list[str]) -> None:
    assert [part["label"] for part in plan(attachments=attachments)["attachments"]] == labels


def test_note_and_title_of_an_attachment_agree() -> None:
    shown = plan(attachments=[TEXT])
    assert shown["attachment_note"]["single"] == "学习书目"
    assert shown["attachments"][0]["title"] == "学习\n书目"
    assert [block["lead"] for block in shown["attachments"][0]["body"]] == ["一、甲"]


@pytest.mark.parametrize(
    ("attachments", "follows", "landscape_end", "table_end"),
    [
        pytest.param([], [], False, False, id="none"),
        pytest.param([TEXT], ["portrait"], False, False, id="text"),
        pytest.param([PORTRAIT], ["portrait"], False, True, id="portrait-table-last"),
        pytest.param([LANDSCAPE], ["portrait"], True, False, id="landscape-table-last"),
        pytest.param([LANDSCAPE, TEXT], ["portrait", "landscape"], False, False, id="text-after-landscape"),
        pytest.param([LANDSCAPE, LANDSCAPE], ["portrait", "landscape"], True, False, id="landscape-after-landscape"),
    ],
)
def test_page_turns(attachments: list[Payload], follows: list[str], landscape_end: bool, table_end: bool) -> None:
    shown = plan(attachments=attachments)
    assert [part["follows"] for part in shown["attachments"]] == follows
    assert (shown["landscape_end"], shown["table_end"]) == (landscape_end, table_end)


# ---- around the text ------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("addressee", "text"),
    [([], ""), (["各科室"], "各科室："), (["各科室", "各单位"], "各科室、各单位：")],
    ids=["none", "one", "two"],
)
def test_addressee(addressee: list[str], text: str) -> None:
    assert plan(addressee=addressee)["addressee"] == text


@pytest.mark.parametrize(
    ("note", "text"), [(None, ""), ("此件公开发布", "（此件公开发布）")], ids=["none", "in-brackets"]
)
def test_note(note: str | None, text: str) -> None:
    assert plan(note=note)["note"] == text


@pytest.mark.parametrize(
    ("changes", "properties"),
    [
        pytest.param({}, ("某局党组2026年度理论学习工作计划", ""), id="composed-title-open-date"),
        pytest.param({"title": "甲局\n计划"}, ("甲局计划", ""), id="title-without-breaks"),
        pytest.param(
            {"title": "计划", "signature": {"organs": ["某局"], "date": "2026-03-05"}},
            ("计划", "2026-03-05"),
            id="dated",
        ),
    ],
)
def test_properties(changes: Payload, properties: tuple[str, str]) -> None:
    shown = plan(**changes)["properties"]
    assert (shown["title"], shown["date"], shown["organ"]) == (*properties, "某局党组")


def test_what_is_not_sent_is_not_shown() -> None:
    shown = plan()
    assert [shown[part] for part in ("letterhead", "signature", "imprint", "attachment_note")] == [None] * 4

"""The records that kinds share: every field described, and what single fields cannot see."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any, get_args

import pytest
from pydantic import BaseModel

from service.documents import KINDS
from service.documents.records import Member, Printed, repeated
from tests.documents.smallest import (
    Payload,
    annual_summary,
    faults,
    minutes,
    places,
    record,
    row,
    schedule,
    work_plan,
)

EVERY_KIND = pytest.mark.parametrize("kind", KINDS)


# ---- every record ---------------------------------------------------------------------------------------------
def _within(annotation: Any) -> Iterator[type[BaseModel]]:
    """The records an annotation speaks of."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in get_args(annotation):
        yield from _within(argument)


def _records() -> list[type[BaseModel]]:
    """All records a payload may hold, in the order they are met."""
    found = [kind.record for kind in KINDS.values()]
    for known in found:
        inner = (part for field in known.model_fields.values() for part in _within(field.annotation))
        found += [part for part in dict.fromkeys(inner) if part not in found]
    return found


RECORDS = [pytest.param(found, id=found.__name__) for found in _records()]

FIELDS = [
    pytest.param(field, id=f"{record.__name__}.{name}")
    for record in _records()
    for name, field in record.model_fields.items()
]


@pytest.mark.parametrize("field", FIELDS)
def test_every_field_has_a_chinese_title_and_says_how_it_is_printed(field: Any) -> None:
    assert re.fullmatch("[\u4e00-\u9fff]+", field.title)
    assert field.json_schema_extra["printed"] in get_args(Printed)
    assert not field.description or not field.description.endswith("。")


@pytest.mark.parametrize("record", RECORDS)
def test_every_record_is_strict_closed_and_frozen(record: type[BaseModel]) -> None:
    config = record.model_config
    assert (config.get("strict"), config.get("extra"), config.get("frozen")) == (True, "forbid", True)


@EVERY_KIND
def test_the_schema_shows_a_title_for_every_property(kind: str) -> None:
    schema = KINDS[kind].schema()
    defined = {f"#/$defs/{name}": part for name, part in schema["$defs"].items()}
    for part in [schema, *defined.values()]:
        for shown in part.get("properties", {}).values():
            title = shown.get("title") or defined[shown["$ref"]]["title"]
            assert re.search("[\u4e00-\u9fff]", title)


# ---- one fault ------------------------------------------------------------------------------------------------
REFUSED = {
    "period-upside-down": (
        "schedule",
        schedule(row(period={"from": "2026-03-02", "to": "2026-03-01"})),
        "/rows/0/period/to",
        "period-order",
        "“场次”第1项的“时间”的“止”：结束日期早于开始日期，请改正",
    ),
    "repeated-row": (
        "schedule",
        schedule(row("R1"), row("R1")),
        "/rows/1/id",
        "repeated-id",
        "“场次”第2项的“场次编号”：场次编号“R1”重复，请改成不同的编号",
    ),
    "heading-without-text": (
        "work_plan",
        work_plan(sections=[{}]),
        "/sections/0",
        "no-text",
        "“正文”第1项：既没有小标题也没有段落，请填写或删去",
    ),
    "run-in-without-heading": (
        "work_plan",
        work_plan(sections=[{"run_in": True, "paragraphs": ["甲"]}]),
        "/sections/0/run_in",
        "no-heading",
        None,
    ),
    "run-in-without-text": (
        "work_plan",
        work_plan(sections=[{"heading": "甲。", "run_in": True}]),
        "/sections/0/paragraphs",
        "no-text",
        None,
    ),
    "attachment-without-content": (
        "work_plan",
        work_plan(attachments=[{"title": "书目"}]),
        "/attachments/0",
        "attachment-content",
        None,
    ),
    "attachment-with-two-contents": (
        "work_plan",
        work_plan(attachments=[{"title": "书目", "schedule": {"rows": []}, "sections": [{"heading": "甲"}]}]),
        "/attachments/0",
        "attachment-content",
        None,
    ),
    "too-many-copies": (
        "work_plan",
        work_plan(imprint={"issuer": "办公室", "copies_to": ["局" * 101] * 4}),
        "/imprint/copies_to",
        "too-long",
        "“版记”的“抄送机关”：抄送机关合计超过400个字，版记放不下，请精简",
    ),
    "signers-of-minutes": (
        "minutes",
        minutes() | {"letterhead": {"organs": ["某局"], "signers": [{"name": "甲某"}]}},
        "/letterhead/signers",
        "no-signers",
        None,
    ),
    "theme-nobody-named": (
        "work_plan",
        work_plan(schedule={"rows": [row(themes=["T9"])]}),
        "/schedule/rows/0/themes/0",
        "unknown-theme",
        None,
    ),
}


@pytest.mark.parametrize(("kind", "payload", "pointer", "code", "sentence"), REFUSED.values(), ids=REFUSED)
def test_refused(kind: str, payload: Payload, pointer: str, code: str, sentence: str | None) -> None:
    (fault,) = faults(kind, payload)
    assert (fault.pointer, fault.code) == (pointer, code)
    assert sentence is None or fault.message == sentence


@pytest.mark.parametrize(
    ("ids", "again"),
    [
        pytest.param([], [], id="none"),
        pytest.param(["a", "b"], [], id="different"),
        pytest.param(["a", "b", "a", "a"], ["/x/2", "/x/3"], id="three-times"),
    ],
)
def test_repeated(ids: list[str], again: list[str]) -> None:
    assert [pointer for pointer, _, _ in repeated(ids, "/x/{}", "编号")] == again


# ---- levels ---------------------------------------------------------------------------------------------------
def nested(levels: int) -> Payload:
    section: Payload = {"heading": "甲"}
    for _ in range(levels - 1):
        section = {"heading": "甲", "sections": [section]}
    return section


@pytest.mark.parametrize("levels", [5, 6, 100, 400])
def test_more_than_four_levels_are_refused(levels: int) -> None:
    (fault,) = faults("work_plan", work_plan(sections=[nested(levels)]))
    assert fault.code == "too-deep"
    assert len(fault.message) < 150


def test_four_levels_are_accepted() -> None:
    assert record("work_plan", work_plan(sections=[nested(4)])).sections


def test_levels_of_a_summary_start_below_its_own_headings() -> None:
    narrative = annual_summary()["narrative"] | {"practices": [nested(4)]}
    pointer = "/narrative/practices/0/sections/0/sections/0/sections"
    assert places("annual_summary", annual_summary(narrative=narrative)) == [(pointer, "too-deep")]


def test_levels_of_an_attachment_start_anew() -> None:
    attachments = [{"title": "书目", "sections": [nested(4)]}]
    assert record("work_plan", work_plan(attachments=attachments)).attachments


# ---- members --------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("day", "in_office"),
    [
        pytest.param(date(2026, 2, 28), False, id="day-before"),
        pytest.param(date(2026, 3, 1), True, id="first-day"),
        pytest.param(date(2026, 6, 30), True, id="last-day"),
        pytest.param(date(2026, 7, 1), False, id="day-after"),
    ],
)
def test_in_office(day: date, in_office: bool) -> None:
    member = Member.model_validate({"name": "甲某", "from": "2026-03-01", "until": "2026-06-30"})
    assert member.in_office(day) is in_office
    assert Member(name="甲某").in_office(day)

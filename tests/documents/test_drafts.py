"""What of a document is still open, and which characters a reader would not see."""

import json
from collections.abc import Iterator
from functools import reduce
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.documents import KINDS
from service.documents.drafts import cautions, open_matters, secret_places
from service.errors import Rejected
from service.payloads import pointer_step
from tests.documents.smallest import (
    SMALLEST,
    Payload,
    annual_summary,
    minutes,
    record,
    row,
    schedule,
    session,
    work_plan,
)

NUMBER = {"code": "某局党组发", "year": 2026}
OPEN = {
    "letterhead": {"organs": ["某局"], "number": NUMBER},
    "signature": {"organs": ["某局"]},
    "imprint": {"issuer": "办公室"},
}
CLOSED = {
    "letterhead": {"organs": ["某局"], "number": NUMBER | {"sequence": 3}},
    "signature": {"organs": ["某局"], "date": "2026-03-05"},
    "imprint": {"issuer": "办公室", "issued_on": "2026-03-06"},
}


def unnumbered(kind: str) -> Payload:
    """The smallest payload; minutes give up their issue for a number."""
    return {field: value for field, value in SMALLEST[kind].items() if field != "issue"}


def still_open(kind: str, payload: Payload) -> list[tuple[str, str, str]]:
    return [(matter.pointer, matter.code, matter.message) for matter in open_matters(record(kind, payload))]


# ---- open -----------------------------------------------------------------------------------------------------
MATTERS = {
    "letterhead": ("/letterhead/number/sequence", "open-number", "发文字号还没有顺序号"),
    "signature": ("/signature/date", "open-date", "成文日期还没有填写"),
    "imprint": ("/imprint/issued_on", "open-date", "印发日期还没有填写"),
}


@pytest.mark.parametrize("part", MATTERS)
def test_each_open_matter_is_named(part: str) -> None:
    assert still_open("work_plan", work_plan(**CLOSED | {part: OPEN[part]})) == [MATTERS[part]]


@pytest.mark.parametrize("kind", ["work_plan", "minutes", "annual_summary"])
def test_all_open_matters_are_named_at_once(kind: str) -> None:
    assert still_open(kind, unnumbered(kind) | OPEN) == list(MATTERS.values())


@pytest.mark.parametrize("kind", ["work_plan", "minutes", "annual_summary"])
def test_a_document_with_number_and_dates_is_final(kind: str) -> None:
    assert still_open(kind, unnumbered(kind) | CLOSED) == []


@pytest.mark.parametrize("kind", SMALLEST)
def test_what_is_not_there_is_not_open(kind: str) -> None:
    assert still_open(kind, SMALLEST[kind]) == []


def test_a_letterhead_without_a_number_is_not_open() -> None:
    assert still_open("work_plan", work_plan(letterhead={"organs": ["某局"]})) == []


# ---- cautions -------------------------------------------------------------------------------------------------
UNSEEN = {
    "soft-hyphen": "\u00ad",
    "arabic-letter-mark": "\u061c",
    "zero-width-space": "\u200b",
    "zero-width-joiner": "\u200d",
    "left-to-right-mark": "\u200e",
    "right-to-left-mark": "\u200f",
    "right-to-left-embedding": "\u202b",
    "right-to-left-override": "\u202e",
    "word-joiner": "\u2060",
    "left-to-right-isolate": "\u2066",
    "pop-isolate": "\u2069",
    "byte-order-mark": "\ufeff",
}


@pytest.mark.parametrize("character", UNSEEN.values(), ids=UNSEEN)
def test_unseen_character(character: str) -> None:
    (caution,) = cautions(record("schedule", schedule(row(topic=f"学{character}习"))))
    assert (caution.pointer, caution.code) == ("/rows/0/topic", "unseen-character")
    assert caution.message == f"含有看不见的字符 U+{ord(character):04X}，请确认"


def test_each_kind_of_unseen_character_is_named_once() -> None:
    (caution,) = cautions(record("schedule", schedule(organ="局\u202e\u200b\u202e")))
    assert caution.message == "含有看不见的字符 U+202E、U+200B，请确认"


PLACES = {
    "alias": (
        "schedule",
        schedule(row(period={"from": "2026-03-01", "to": "2026-03-02", "wording": "3月\u200b"})),
        "/rows/0/period/wording",
    ),
    "list-of-texts": ("work_plan", work_plan(opening=["甲", "乙\u200b"]), "/opening/1"),
    "session": ("minutes", minutes(place="三楼\u200b"), "/session/place"),
    "nested-section": (
        "work_plan",
        work_plan(sections=[{"heading": "甲", "sections": [{"heading": "乙\u200b"}]}]),
        "/sections/0/sections/0/heading",
    ),
    "counted-only": ("annual_summary", annual_summary(sessions=(session(topic="学\u200b"),)), "/sessions/0/topic"),
}


@pytest.mark.parametrize(("kind", "payload", "pointer"), PLACES.values(), ids=PLACES)
def test_unseen_characters_are_found_everywhere(kind: str, payload: Any, pointer: str) -> None:
    assert [caution.pointer for caution in cautions(record(kind, payload))] == [pointer]


def places_of(value: Any, pointer: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The places of all texts of a payload."""
    if isinstance(value, str):
        yield pointer
    elif isinstance(value, dict | list):
        for step, entry in value.items() if isinstance(value, dict) else enumerate(value):
            yield from places_of(entry, (*pointer, step))


@pytest.mark.parametrize("kind", KINDS)
def test_no_text_of_a_payload_escapes_the_look(kind: str) -> None:
    sample = KINDS[kind].sample.read_bytes()
    looked_at = 0
    for *steps, last in places_of(json.loads(sample)):
        payload = json.loads(sample)
        owner = reduce(lambda inner, step: inner[step], steps, payload)
        owner[last] = f"{owner[last][:1]}\u200b{owner[last][1:]}"
        try:
            found = cautions(record(kind, payload))
        except Rejected:  # a date, a choice, a reference
            continue
        assert found[0].pointer == "".join(map(pointer_step, [*steps, last]))
        looked_at += 1
    assert looked_at > 20


@given(st.text("学习 \t\u3000。，“”—…·《》〔〕★ABC123", min_size=1).filter(str.strip))
def test_ordinary_text_needs_no_caution(text: str) -> None:
    assert cautions(record("schedule", schedule(row(topic=text)))) == []


LACKING = {
    "rare-name": ("gb2312", "甲喆", "喆", True),
    "several": ("gb2312", "翀和赟和翀", "翀赟", True),
    "zero-as-hanzi": ("gb2312", "二〇二六", "〇", True),
    "beyond-the-system-too": ("gb2312", "𠮷喆", "𠮷喆", False),
    "system-has-rare-names": ("system", "甲喆翀赟〇", "", False),
    "system-lacks-extensions": ("system", "𠮷", "𠮷", False),
}


@pytest.mark.parametrize(("fonts", "name", "lacking", "helps"), LACKING.values(), ids=LACKING)
def test_characters_the_chosen_faces_lack_are_named(fonts: str, name: str, lacking: str, helps: bool) -> None:
    found = cautions(record("schedule", schedule(row(chair=name), layout={"fonts": fonts})))
    assert [(caution.pointer, caution.code) for caution in found] == [("/rows/0/chair", "uncovered-character")] * bool(
        lacking
    )
    assert all(f"“{lacking}”" in caution.message for caution in found)
    assert all(("fonts: system" in caution.message) is helps for caution in found)


def test_what_is_only_counted_needs_no_face() -> None:
    assert cautions(record("schedule", schedule(row("喆", topic="学习党章")))) == []


# ---- secrecy --------------------------------------------------------------------------------------------------
def test_minutes_inside_a_summary_cannot_hide_a_secrecy_mark() -> None:
    kind = KINDS["annual_summary"]
    payload = json.loads(kind.sample.read_bytes())
    head = {"organs": ["中共X市某局党组"], "secrecy": {"level": "秘密"}}
    payload["sessions"][1]["minutes"] = {"issue": 2, "letterhead": head}
    assert secret_places(kind.record.model_validate(payload)) == ["/sessions/1/minutes/letterhead/secrecy"]

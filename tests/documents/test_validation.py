"""Every fault of a payload at once, each with its pointer, its code and a Chinese sentence that names its place."""

import json
import re
import time
from collections.abc import Callable, Iterator
from copy import deepcopy
from typing import Any

import pytest

from service.documents import KINDS
from service.documents.validation import place
from service.errors import Rejected
from tests.documents.smallest import (
    SMALLEST,
    Payload,
    faults,
    minutes,
    places,
    record,
    refusal,
    row,
    schedule,
    work_plan,
)

EVERY_KIND = pytest.mark.parametrize("kind", KINDS)


@EVERY_KIND
def test_the_smallest_payload_is_accepted(kind: str) -> None:
    assert record(kind, SMALLEST[kind]).organ == "某局党组"


# ---- one fault ------------------------------------------------------------------------------------------------
LETTERHEAD = {"organs": ["某局"]}

ONE_FAULT = {
    "list-at-the-top": ("schedule", [], "", "type", "内容应是一组字段（花括号）"),
    "null-at-the-top": ("schedule", None, "", "type", "内容应是一组字段（花括号）"),
    "missing": ("schedule", {"organ": "某局"}, "/year", "missing", "“年度”必须填写"),
    "unknown-field": (
        "schedule",
        schedule(title2="x"),
        "/title2",
        "extra-forbidden",
        "“title2”没有这个字段，请核对字段名或删去",
    ),
    "null-for-a-text": ("schedule", schedule(organ=None), "/organ", "type", "“机关”应是文字（加引号）"),
    "null-for-a-number": ("schedule", schedule(year=None), "/year", "type", "“年度”应是整数（不加引号）"),
    "null-for-a-list": ("schedule", schedule() | {"rows": None}, "/rows", "type", "“场次”应是列表（方括号）"),
    "number-as-text": ("schedule", schedule(year="2026"), "/year", "type", "“年度”应是整数（不加引号）"),
    "true-as-number": ("schedule", schedule(year=True), "/year", "type", "“年度”应是整数（不加引号）"),
    "fraction": ("schedule", schedule(year=2026.0), "/year", "type", "“年度”应是整数（不加引号）"),
    "number-as-flag": (
        "work_plan",
        work_plan(sections=[{"heading": "甲", "run_in": 1, "paragraphs": ["乙"]}]),
        "/sections/0/run_in",
        "type",
        "“正文”第1项的“标题与正文接排”应是 true 或 false（不加引号）",
    ),
    "object-for-a-list": ("schedule", schedule() | {"rows": {}}, "/rows", "type", "“场次”应是列表（方括号）"),
    "text-for-an-object": (
        "minutes",
        minutes() | {"session": "x"},
        "/session",
        "type",
        "“会议情况”应是一组字段（花括号）",
    ),
    "year-too-early": ("schedule", schedule(year=1948), "/year", "range", "“年度”不能小于1949"),
    "year-beyond-any-integer": ("schedule", schedule(year=10**30), "/year", "range", "“年度”不能大于2199"),
    "no-such-choice": (
        "schedule",
        schedule(orientation="横"),
        "/orientation",
        "choice",
        "“纸张方向”只能填写：auto、landscape、portrait",
    ),
    "time-form": (
        "minutes",
        minutes(starts="9:00"),
        "/session/starts",
        "form",
        "“会议情况”的“开始时间”写法不对，请参照示例：09:00",
    ),
    "copy-number-form": (
        "work_plan",
        work_plan(letterhead=LETTERHEAD | {"copy_number": "1"}),
        "/letterhead/copy_number",
        "form",
        "“版头”的“份号”写法不对，请参照示例：000001",
    ),
    "nothing-in-a-list": ("work_plan", work_plan(opening=[]), "/opening", "missing", "“开头”至少要有1项"),
    "too-many": ("work_plan", work_plan(closing=["结"] * 51), "/closing", "too-many", "“结尾”最多50项，请减少"),
    "blank": ("schedule", schedule(organ="　"), "/organ", "blank", "“机关”不能为空，请填写"),
    "nul": (
        "schedule",
        schedule(row(topic="学习党\x00章")),
        "/rows/0/topic",
        "illegal-character",
        "“场次”第1项的“学习专题”第4个字是无法打印的字符 U+0000，请删去后重新提交",
    ),
    "lone-surrogate": ("minutes", minutes(starts="\ud800"), "/session/starts", "illegal-character", None),
    "lone-surrogate-in-a-name": ("schedule", schedule() | {"\ud800": 1}, "", "illegal-character", None),
    "number-for-a-name": ("schedule", schedule() | {1: 1}, "/1", "extra-forbidden", None),
    "alias": (
        "schedule",
        schedule(row(period={"from": "2026-02-30", "to": "2026-03-01"})),
        "/rows/0/period/from",
        "no-such-date",
        "“场次”第1项的“时间”的“起”2026-02-30这一天不存在，请改正",
    ),
    "name-that-is-not-the-alias": (
        "schedule",
        schedule(row(period={"from": "2026-03-01", "to": "2026-03-02", "from_": "2026-03-01"})),
        "/rows/0/period/from_",
        "extra-forbidden",
        None,
    ),
}


@pytest.mark.parametrize(("kind", "payload", "pointer", "code", "sentence"), ONE_FAULT.values(), ids=ONE_FAULT)
def test_one_fault(kind: str, payload: object, pointer: str, code: str, sentence: str | None) -> None:
    (fault,) = faults(kind, payload)
    assert (fault.pointer, fault.code) == (pointer, code)
    assert sentence is None or fault.message == sentence
    _reads_as_chinese(fault.message)


# ---- many faults ----------------------------------------------------------------------------------------------
def test_all_faults_are_listed_at_once() -> None:
    payload = schedule(row(topic=1, form=None), row("R2", period={"from": "x", "to": "2026-01-01"}), organ="", x=1)
    assert sorted(places("schedule", payload)) == [
        ("/organ", "blank"),
        ("/rows/0/form", "type"),
        ("/rows/0/topic", "type"),
        ("/rows/1/period/from", "date-form"),
        ("/x", "extra-forbidden"),
    ]


@pytest.mark.parametrize(
    ("payload", "slug"),
    [
        pytest.param(schedule(row(topic="\x00"), organ="\x01"), "illegal-character", id="one-code"),
        pytest.param(schedule(organ="{_{"), "illegal-sequence", id="reserved-sequence"),
        pytest.param(schedule(row(topic="字" * 5001)), "too-long", id="5001-characters"),
        pytest.param(schedule(organ="\x00", reference="{_{"), "validation", id="two-codes"),
        pytest.param(schedule(organ=""), "validation", id="code-without-a-headline-of-its-own"),
    ],
)
def test_one_code_becomes_the_headline(payload: Payload, slug: str) -> None:
    assert refusal("schedule", payload).slug == slug


def test_2000_rows_are_accepted_and_2001_are_not() -> None:
    rows = [row(f"R{number}") for number in range(2001)]
    assert len(record("schedule", schedule(*rows[:2000])).rows) == 2000
    error = refusal("schedule", schedule(*rows))
    assert error.slug == "too-many-rows"
    assert [(fault.pointer, fault.message) for fault in error.faults] == [("/rows", "“场次”最多2000项，请减少")]


def test_a_million_rows_are_refused_at_once() -> None:
    payload = schedule() | {"rows": [row()] * 10**6}
    started = time.perf_counter()
    assert refusal("schedule", payload).slug == "too-many-rows"
    assert time.perf_counter() - started < 3


@pytest.mark.parametrize(
    "payload",
    [
        pytest.param(schedule(*[row(f"R{n}", topic="", form="") for n in range(1000)]), id="two-faults-a-row"),
        pytest.param(schedule(*[row("R")] * 1500), id="all-from-one-record"),
        pytest.param(schedule() | {f"k{number}": 1 for number in range(5000)}, id="unknown-fields"),
    ],
)
def test_no_more_than_1000_faults(payload: Payload) -> None:
    assert len(faults("schedule", payload)) == 1000


def test_a_long_unknown_name_is_not_echoed_whole() -> None:
    (fault,) = faults("schedule", schedule() | {"长" * 10_000: 1})
    assert len(fault.pointer) < 100
    assert len(fault.message) < 100


def test_a_place_below_several_sections_is_in_chinese() -> None:
    steps = ["sections", 0, "sections", 1, "paragraphs", 2]
    assert place(KINDS["work_plan"].record, steps) == "“正文”第1项的“下级标题”第2项的“段落”第3项"


# ---- broken fixtures: no sentence in another language ---------------------------------------------------------
WRONG = [None, True, 0, -1, 10**20, 1.5, "", "\x00", "x" * 5001, [], [[]], {}, {"x": {}}, [None] * 3000]

Place = tuple[Any, ...]


def _places(value: Any, path: Place = ()) -> Iterator[Place]:
    """A place of every shape: of a list only the first entries, which stand for the others."""
    if path:
        yield path
    if isinstance(value, dict):
        for key, entry in value.items():
            yield from _places(entry, (*path, key))
    elif isinstance(value, list):
        for index, entry in enumerate(value[:2]):
            yield from _places(entry, (*path, index))


def _changed(payload: Payload, path: Place, change: Callable[[Any, Any], None]) -> Payload:
    changed = deepcopy(payload)
    holder: Any = changed
    for step in path[:-1]:
        holder = holder[step]
    change(holder, path[-1])
    return changed


def _broken(payload: Payload) -> Iterator[Payload]:
    """The payload with each value in turn replaced, each key deleted, and keys added everywhere."""
    for path in _places(payload):
        for wrong in WRONG:
            yield _changed(payload, path, lambda holder, step, wrong=wrong: holder.__setitem__(step, wrong))
        yield _changed(payload, path, lambda holder, step: holder.__delitem__(step))
        yield _changed(payload, path, lambda holder, step: isinstance(holder, dict) and holder.update(未知=1))


def _slim(value: Any) -> Any:
    """A fixture whose lists hold two entries, so that a broken copy is judged quickly."""
    if isinstance(value, dict):
        return {key: _slim(entry) for key, entry in value.items()}
    return [_slim(entry) for entry in value[:2]] if isinstance(value, list) else value


ALLOWED_LATIN = re.compile(r"“[^”]*”|U\+[0-9A-F]{4}|true 或 false|只能填写：[a-z0-9_、]+")


def _reads_as_chinese(sentence: str) -> None:
    """No English but names of fields and values; a sentence that is whole."""
    assert not re.search("[A-Za-z]", ALLOWED_LATIN.sub("", sentence)), sentence
    assert re.search("[\u4e00-\u9fff]", sentence)
    assert "{" not in sentence
    assert sentence.encode()


@EVERY_KIND
def test_every_fault_of_a_broken_fixture_is_told_in_chinese(kind: str) -> None:
    fixture = _slim(json.loads(KINDS[kind].sample.read_text("utf-8")))
    codes: set[str] = set()
    for payload in _broken(fixture):
        try:
            record(kind, payload)
        except Rejected as error:
            codes |= {fault.code for fault in error.faults}
            for fault in error.faults:
                _reads_as_chinese(fault.message)
    assert {"missing", "type", "extra-forbidden", "blank", "illegal-character", "too-long", "too-many"} <= codes
    assert all(re.fullmatch("[a-z-]+", code) for code in codes)

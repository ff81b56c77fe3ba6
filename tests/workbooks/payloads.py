"""Payloads drawn from the records themselves: every field, odd characters, four levels, keys that hold together.

A form must carry any of them, also one that the record would refuse: a clerk gets back what was filled in.
"""

from datetime import date
from typing import Any

from hypothesis import strategies as st
from pydantic import BaseModel

from service.documents.records import Section
from service.workbooks.fields import Field, fields_of

Payload = dict[str, Any]

_PLAIN = "学习计划会议甲乙丙丁某局党组研讨ABCxyz0123"
_ODD = _PLAIN + "、，。；：“”（）《》【】原样完〔〕/\\\"'#=+-@*&<>{}_x0041　 ·…—𠮷①"
_SHORT = st.one_of(st.text(_PLAIN, min_size=1, max_size=8), st.text(_ODD, min_size=1, max_size=12))
_SAID = ["=1+1", "+86", "-1", "@甲", "_x000D_", "【原样】甲【完】", "甲、乙", "各县（市、区）政府，市直各单位", " 甲 ", "2026-3-5",
         "是", "无", "1.5", "003", "甲/乙#1", "“七一”前后", "#甲", "同", "一级", "例：甲", "项目", "（完）【完】"]  # fmt: skip


def _kept(text: str) -> bool:
    return bool(text.strip())


line = st.one_of(_SHORT, st.sampled_from(_SAID)).filter(_kept)
text = st.one_of(
    line, st.lists(_SHORT, min_size=2, max_size=3).map("\n".join), st.sampled_from(["\n甲\n", "甲\t乙", "　　甲\n\n乙"])
).filter(_kept)
_DAYS = st.dates(date(1950, 1, 1), date(2199, 12, 31)).map(date.isoformat)
_CLOCKS = st.times().map(lambda time: time.strftime("%H:%M"))


@st.composite
def payloads(draw: Any, record: type[BaseModel]) -> Payload:
    """A payload of a record, without what says nothing: no empty list, no null."""
    return _record(draw, record, 0)


def _record(draw: Any, record: type[BaseModel], depth: int) -> Payload:
    if record is Section:
        return _section(draw, 1)
    filled: Payload = {}
    for one in fields_of(record):
        if not one.required and not draw(st.integers(0, 2)):
            continue
        value = _value(draw, one, depth)
        if value not in (None, [], {}) or (value == {} and one.nullable):
            filled[one.name] = value
    return filled


def _value(draw: Any, one: Field, depth: int) -> Any:
    if not one.many:
        return _single(draw, one, depth)
    most = 3 if depth < 3 else 2
    entries = [_single(draw, one, depth + 1) for _ in range(draw(st.integers(int(one.required), most)))]
    entries = [entry for entry in entries if entry != {} or one.record is Section]
    if one.record is not None and any(inner.name == "id" and inner.required for inner in fields_of(one.record)):
        for number, entry in enumerate(entries):
            entry["id"] = f"{number}{entry['id']}"
    return entries


def _single(draw: Any, one: Field, depth: int) -> Any:
    if one.record is not None:
        return _record(draw, one.record, depth + 1)
    if one.choices:
        return draw(st.sampled_from([value for value, _ in one.choices]))
    drawn = {
        "line": line, "heading": text, "text": text, "clock": _CLOCKS, "day": _DAYS, "truth": st.booleans(),
        "number": st.integers(0, 99_999),
    }[one.form]  # fmt: skip
    return draw(drawn)


def _section(draw: Any, level: int) -> Payload:
    section: Payload = {}
    if draw(st.booleans()):
        section["heading"] = draw(text)
        if draw(st.booleans()):
            section["run_in"] = draw(st.booleans())
    for name in ("paragraphs", "closing"):
        if entries := draw(st.lists(text, max_size=2)):
            section[name] = entries
    if level < 4 and draw(st.booleans()):
        section["sections"] = [_section(draw, level + 1) for _ in range(draw(st.integers(1, 2)))]
    return section

"""Payloads that the visible text does not give back whole: canonical plans with odd but legal changes."""

from collections.abc import Callable
from copy import deepcopy
from typing import Any

from hypothesis import strategies as st

from tests.intake.payloads import (
    Payload,
    canonical_plan,
    hanzi,
    heading,
    name,
    paragraph,
    phrase,
    rows,
    section,
    sentence,
)

Draw = Any
Change = Callable[[Draw, Payload], None]


def _sections(payload: Payload) -> list[tuple[int, Payload]]:
    found: list[tuple[int, Payload]] = []

    def walk(sections: list[Payload], depth: int) -> None:
        for one in sections:
            found.append((depth, one))
            walk(one.get("sections", []), depth + 1)

    walk(payload["sections"], 1)
    for attachment in payload.get("attachments", []):
        walk(attachment.get("sections", []), 1)
    return found


def _a_section(draw: Draw, payload: Payload) -> Payload:
    return draw(st.sampled_from([one for _, one in _sections(payload)]))


def _title_with_breaks(draw: Draw, payload: Payload) -> None:
    payload["title"] = "\n".join(draw(st.lists(heading, min_size=2, max_size=3)))


def _odd_title(draw: Draw, payload: Payload) -> None:
    payload["title"] = draw(
        st.one_of(heading, heading.map("关于".__add__), st.just("一、" + "党委"), hanzi.map(lambda text: text + "："))
    )


def _composed_title(draw: Draw, payload: Payload) -> None:
    payload["title"] = f"{payload['organ']}{payload['year']}年度理论学习工作计划"


def _section_closing(draw: Draw, payload: Payload) -> None:
    _a_section(draw, payload)["closing"] = draw(st.lists(paragraph, min_size=1, max_size=2))


def _odd_paragraph(draw: Draw, payload: Payload) -> None:
    one = _a_section(draw, payload)
    odd = draw(
        st.sampled_from(
            [
                "一、",
                "（二）",
                "1.",
                "（1）",
                "附件：",
                "①",
                "　　",
                " ",
                "第一、",
                "抄送：",
                "本计划",
                "2026年1月5日",
                "附件",
                "（",
            ]
        )
    )
    text = (
        draw(st.sampled_from([odd, ""]))
        + draw(st.one_of(hanzi, sentence, paragraph))
        + draw(st.sampled_from(["", "\n", "："]))
    )
    if text.strip():
        one.setdefault("paragraphs", []).append(text + draw(st.sampled_from(["", "甲乙", "\n丙丁"])))


def _odd_opening(draw: Draw, payload: Payload) -> None:
    odd = draw(st.sampled_from(["", "一、", "（一）", "1.5", "附件：", "2026年3月5日", "：", "工作计划", "局党组"]))
    payload["opening"].insert(0, odd + draw(st.one_of(hanzi, paragraph)) + draw(st.sampled_from(["", "：", "计划"])))


def _run_in_anywhere(draw: Draw, payload: Payload) -> None:
    one = _a_section(draw, payload)
    one.update(heading=draw(st.one_of(sentence, hanzi)), run_in=True)
    one.setdefault("paragraphs", [draw(paragraph)])


def _short_numbered(draw: Draw, payload: Payload) -> None:
    one = _a_section(draw, payload)
    one.pop("heading", None)
    one.pop("run_in", None)
    one["paragraphs"] = [draw(st.one_of(hanzi, sentence, paragraph)), *one.get("paragraphs", [])[:1]]


def _odd_heading(draw: Draw, payload: Payload) -> None:
    one = _a_section(draw, payload)
    one["heading"] = draw(
        st.one_of(
            sentence,
            paragraph,
            hanzi.map("：".__add__),
            st.text("党委。，：；", min_size=1, max_size=30),
            hanzi.map("1.".__add__),
        )
    )


def _odd_closing(draw: Draw, payload: Payload) -> None:
    payload["closing"] = draw(st.lists(st.one_of(paragraph, hanzi, sentence), min_size=1, max_size=2))


def _odd_addressee(draw: Draw, payload: Payload) -> None:
    payload["addressee"] = [
        draw(
            st.one_of(hanzi, st.just("甲科、乙科"), st.just("甲，乙"), st.just("各单位。甲"), hanzi.map("一、".__add__))
        )
    ]


def _secret(draw: Draw, payload: Payload) -> None:
    payload["letterhead"] = draw(
        st.fixed_dictionaries(
            {"organs": st.lists(hanzi, min_size=1, max_size=3)},
            optional={
                "suffix": hanzi,
                "urgency": st.just("特急"),
                "copy_number": st.just("000001"),
                "signers": st.lists(st.fixed_dictionaries({"name": name}, optional={"organ": hanzi}), max_size=4),
                "number": st.fixed_dictionaries(
                    {"code": hanzi, "year": st.just(2026)}, optional={"sequence": st.just(12)}
                ),
            },
        )
    )


def _signature(draw: Draw, payload: Payload) -> None:
    organs = st.lists(st.one_of(hanzi, hanzi.map(lambda text: text + "局")), min_size=1, max_size=3)
    payload["signature"] = {"organs": draw(organs)} | draw(st.sampled_from([{}, {"date": "2026-03-05"}]))


def _note(draw: Draw, payload: Payload) -> None:
    payload["note"] = draw(st.one_of(hanzi, sentence, st.just("一"), st.just("联系人：甲某")))


def _table(draw: Draw, payload: Payload) -> None:
    person = st.fixed_dictionaries(
        {"name": name}, optional={"post": st.sampled_from(["副局长", "组员"]), "unit": hanzi}
    )
    table = payload.setdefault("schedule", {"rows": []})
    table["rows"] = draw(rows(payload["year"]))
    for one in table["rows"]:
        one["speakers"] = draw(st.lists(person, max_size=3))
        one["contents"] = draw(
            st.lists(st.one_of(phrase, st.just("1.甲\n乙"), st.just("甲\n乙"), st.just("2.丙")), max_size=3)
        )
        if draw(st.booleans()):
            one["period"]["wording"] = draw(st.sampled_from(["3月上旬", "国庆前后", "待定", "3月"]))
        one["topic"] = draw(st.one_of(phrase, st.just("甲\n乙"), st.just("暂无安排")))
        one["departments"] = draw(st.lists(st.one_of(st.just("甲科、乙科"), hanzi), max_size=2))
    if draw(st.booleans()):
        fields = [
            "index",
            "period",
            "topic",
            "contents",
            "form",
            "place",
            "chair",
            "leads",
            "speakers",
            "departments",
            "note",
        ]
        table["columns"] = [
            {"field": one}
            | draw(st.sampled_from([{}, {"title": "栏" + one[:1]}, {"title": "内容" if one == "topic" else "时"}]))
            for one in fields
        ]
        table["orientation"] = "landscape"


def _attachments(draw: Draw, payload: Payload) -> None:
    title = st.one_of(
        heading, heading.map(lambda text: text + "安排表"), st.lists(heading, min_size=2, max_size=2).map("\n".join)
    )
    with_rows = st.fixed_dictionaries(
        {"title": title, "schedule": st.builds(lambda entries: {"rows": entries}, rows(payload["year"]))}
    )
    with_text = st.fixed_dictionaries({"title": title, "sections": st.lists(section(), min_size=1, max_size=2)})
    payload["attachments"] = draw(st.lists(st.one_of(with_rows, with_text), min_size=1, max_size=3))
    if draw(st.booleans()):
        payload.pop("schedule", None)


CHANGES: tuple[Change, ...] = (
    _title_with_breaks, _odd_title, _composed_title, _section_closing, _odd_paragraph, _odd_opening, _run_in_anywhere,
    _short_numbered, _odd_heading, _odd_closing, _odd_addressee, _secret, _signature, _note, _table, _attachments,
)  # fmt: skip


@st.composite
def any_plan(draw: Draw) -> Payload:
    """A canonical plan with up to three odd changes; some are refused by the record and filtered out."""
    payload = deepcopy(draw(canonical_plan()))
    for change in draw(st.lists(st.sampled_from(CHANGES), min_size=1, max_size=3, unique=True)):
        change(draw, payload)
    return payload

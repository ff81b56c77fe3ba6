"""Small summaries and what stands in them, for the tests of the summary's text, tables and refusals."""

from typing import Any

from tests.documents.smallest import Payload, annual_summary, context, people, row, session

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
ONE = "该场学习应到2人次，实到2人次，参学率100%，全员参加。"
JANUARY = session("S1", 1, planned=["R1"])
THREE = people("甲某", "乙某", "丙某")


def spanning(first: str, last: str, *rows: Payload, **changes: Any) -> Payload:
    narrative = annual_summary()["narrative"] | {"period": {"from": first, "to": last}}
    return annual_summary(*rows, narrative=narrative, **changes)


def promise(measure: str, at_least: int, per: str = "year", **more: str) -> Payload:
    return {"measure": measure, "at_least": at_least, "per": per, **more}


THEMES = [{"id": "T1", "title": "党的创新理论"}, {"id": "T2", "title": "党章党规"}]


MIXED = annual_summary(
    *ROWS,
    members=THREE,
    sessions=(
        JANUARY,
        session(
            "S2",
            5,
            planned=["R2"],
            form="专题调研",
            on_leave=[{"person": {"name": "丙某"}, "reason": "出差"}],
            makeups=[{"person": "丙某", "on": "2026-05-09"}],
            speeches=[
                {"person": "甲某", "role": "key", "points": ["x"]},
                {"person": "乙某", "points": ["x"]},
            ],
            minutes={"issue": 1},
        ),
        session("S3", 9, form="专题研讨", absent=[{"person": {"name": "丙某"}}]),
    ),
    unheld=[{"row": "R3", "reason": "师资未落实"}],
    products=[
        product("P1", "note"),
        product("P2", "article") | {"published_in": "某刊"},
        product("P3", "article"),
    ],
)
"""A year in which something was missed and something added."""

"""The smallest payload of each record, to be changed in one place by each test; and what becomes of it."""

from typing import Any

from service.documents import KINDS
from service.documents.records import Common
from service.documents.validation import validate
from service.errors import Fault, Rejected

Payload = dict[str, Any]

SECTION = {"heading": "总体要求", "paragraphs": ["围绕年度任务开展学习。"]}


def people(*names: str) -> list[Payload]:
    return [{"name": name} for name in names]


def row(id: str = "R1", month: int = 3, **changes: Any) -> Payload:
    period = {"from": f"2026-{month:02}-01", "to": f"2026-{month:02}-28"}
    return {"id": id, "period": period, "topic": f"专题{id}", "form": "集体学习研讨"} | changes


def schedule(*rows: Payload, **changes: Any) -> Payload:
    return {"organ": "某局党组", "year": 2026, "rows": list(rows)} | changes


def session(id: str = "S1", month: int = 3, **changes: Any) -> Payload:
    filled = {
        "id": id,
        "number": 1,
        "held_on": f"2026-{month:02}-05",
        "place": "三楼会议室",
        "form": "集体学习研讨",
        "topic": "学习党章",
        "chair": "甲某",
        "recorder": "辛某",
        "present": people("甲某", "乙某"),
    }
    return filled | changes


def minutes(**changes: Any) -> Payload:
    """Minutes of the smallest session, with changes to the session."""
    return {"organ": "某局党组", "issue": 3, "session": session(**changes)}


def work_plan(**changes: Any) -> Payload:
    return {"organ": "某局党组", "year": 2026, "opening": ["制定本计划。"], "sections": [SECTION]} | changes


def annual_summary(*rows: Payload, sessions: tuple[Payload, ...] = (), **changes: Any) -> Payload:
    filled = {
        "organ": "某局党组",
        "year": 2026,
        "members": people("甲某", "乙某"),
        "planned": schedule(*rows),
        "sessions": list(sessions),
        "narrative": {
            "period": {"from": "2026-01-01", "to": "2026-12-25"},
            "opening": ["现将情况报告如下。"],
            "practices": [SECTION],
        },
    }
    return filled | changes


SMALLEST = {
    "work_plan": work_plan(),
    "schedule": schedule(),
    "minutes": minutes(),
    "annual_summary": annual_summary(),
}


def record(kind: str, payload: Payload) -> Any:
    return validate(KINDS[kind], payload)


def context(kind: str, payload: Payload) -> Any:
    return KINDS[kind].context(record(kind, payload))


def refusal(kind: str, payload: object) -> Rejected:
    """The refusal of a payload; fails where it is accepted."""
    try:
        accepted: Common = validate(KINDS[kind], payload)
    except Rejected as error:
        return error
    raise AssertionError(f"accepted: {accepted!r:.200}")


def faults(kind: str, payload: object) -> list[Fault]:
    return list(refusal(kind, payload).faults)


def places(kind: str, payload: object) -> list[tuple[str, str]]:
    """(pointer, code) of each fault."""
    return [(fault.pointer, fault.code) for fault in faults(kind, payload)]

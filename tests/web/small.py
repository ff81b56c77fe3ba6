"""The smallest payloads, and the way to spoil one in one place."""

import json
from copy import deepcopy
from typing import Any

Payload = dict[str, Any]

SCHEDULE: Payload = {
    "organ": "甲局党组",
    "year": 2026,
    "rows": [
        {
            "id": "R01",
            "period": {"from": "2026-03-01", "to": "2026-03-31"},
            "topic": "专题学习",
            "form": "集体学习",
        }
    ],
}
PLAN: Payload = {"organ": "甲局党组", "year": 2026, "opening": ["现制定计划。"], "sections": [{"heading": "总体要求"}]}
DRAFT: Payload = PLAN | {"signature": {"organs": ["甲局党组"]}}  # its date is still open
SECRET: Payload = PLAN | {"letterhead": {"organs": ["甲局党组"], "secrecy": {"level": "秘密"}}}
GONE = object()


def spoilt(payload: Payload, pointer: str, value: object) -> Payload:
    """A copy with `value` at `pointer`, or without that field for GONE."""
    copy = deepcopy(payload)
    *path, last = (int(step) if step.isdigit() else step for step in pointer.split("/")[1:])
    place: Any = copy
    for step in path:
        place = place[step]
    if value is GONE:
        del place[last]
    elif isinstance(place, list) and last == len(place):
        place.append(value)
    else:
        place[last] = value
    return copy


def encoded(payload: object) -> bytes:
    """The payload as another system sends it."""
    return json.dumps(payload, ensure_ascii=False).encode()

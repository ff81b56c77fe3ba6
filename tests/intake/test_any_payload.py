"""Whatever of a payload does not come back from its document is named by a remark at the place where it stands."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings

from service.documents import KINDS
from service.errors import Rejected
from service.generate import generate
from service.intake import Intake, read
from service.ooxml import draft
from service.ooxml.gate import admit
from tests.intake.any_payloads import any_plan
from tests.planting import Leaf, leaves

LOOSE = {"deadline": None, "suppress_health_check": list(HealthCheck)}


def places(docx: bytes, text: str) -> Iterator[str]:
    """Where in the document a text stands, as remarks name places."""
    for block in draft.read(admit(docx, "docx")).blocks:
        if isinstance(block, draft.Table):
            for row, cells in enumerate(block.rows, 1):
                for column, cell in enumerate(cells, 1):
                    if cell and text.strip() in cell:
                        yield f"第{block.place}个表格第{row}行第{column}列"
        elif text.strip() in block.text.replace("\n", "") or text.strip() in block.text:
            yield f"第{block.number}段"


def names(place: str, wanted: str) -> bool:
    """Whether the place of a remark covers a wanted one."""
    if wanted.endswith("列"):
        return re.match(re.escape(place) + "(?![0-9])", wanted) is not None
    found = re.match("第([0-9、—]+)段", place)
    number = int(wanted[1:-1])
    return found is not None and any(
        int(span.split("—")[0]) <= number <= int(span.split("—")[-1]) for span in found[1].split("、")
    )


def _closed_section(one: dict[str, Any]) -> dict[str, Any]:
    """A section that closes without sections below it: its closing is more of its paragraphs."""
    if "closing" in one and "opening" not in one and not one.get("sections"):
        return {**one, "paragraphs": [*one.get("paragraphs", []), *one["closing"]], "closing": []}
    return one


def as_read(payload: dict[str, Any]) -> dict[str, Any]:
    """The same document in other fields: a first attachment that is a table, where there is no schedule, is the schedule."""
    payload = json.loads(json.dumps(payload), object_hook=_closed_section)
    first, *others = payload.get("attachments") or [{}]
    if "schedule" in payload or "schedule" not in first:
        return payload
    return {**payload, "schedule": {**first["schedule"], "title": first["title"]}, "attachments": others}


def unnamed(payload: dict[str, Any], result: Intake, docx: bytes) -> list[str]:
    """Fields printed once that neither came back nor are named."""
    told = [remark.place for remark in result.remarks]
    everything = "\n".join(remark.message for remark in result.remarks)
    read_back = {(*_names(leaf), leaf.value) for leaf in leaves(result.payload, KINDS["work_plan"].record)}
    return [
        f"{'/'.join(map(str, leaf.path))}: {leaf.value!r}"
        for leaf in leaves(as_read(payload), KINDS["work_plan"].record)
        if leaf.printed == "once" and not _back(leaf, read_back) and str(leaf.value) not in everything
        and not any(names(place, wanted) for place in told for wanted in places(docx, str(leaf.value)))
    ]  # fmt: skip


def _back(leaf: Leaf, read_back: set[tuple[Any, ...]]) -> bool:
    return (*_names(leaf), leaf.value) in read_back


def _names(leaf: Leaf) -> tuple[str, ...]:
    """The path without places in lists: a section more before it moves a text, and loses nothing."""
    return tuple(step for step in leaf.path if isinstance(step, str) and step != "sections")


def nothing_is_silent(payload: dict[str, Any]) -> None:
    try:
        docx = generate("work_plan", payload).content
    except Rejected:
        assume(False)
    assert unnamed(payload, read(docx, "成文.docx", "work_plan"), docx) == []


test_any_plan = settings(max_examples=40, **LOOSE)(given(any_plan())(nothing_is_silent))  # type: ignore[arg-type]
test_any_plan_many = pytest.mark.long(settings(max_examples=500, **LOOSE)(given(any_plan())(nothing_is_silent)))  # type: ignore[arg-type]

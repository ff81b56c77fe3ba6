"""Minutes and summaries: what their drafts say plainly comes back; what only data can give is asked for."""

import json
from pathlib import Path
from typing import Any

import pytest

from service.generate import generate
from service.intake import read

FIXTURES = Path(__file__).parents[2] / "fixtures"


def fixture(kind: str) -> dict[str, Any]:
    payload: dict[str, Any] = json.loads((FIXTURES / f"{kind}.json").read_text("utf-8"))
    return payload


@pytest.mark.parametrize("kind", ["work_plan", "schedule", "minutes", "annual_summary"])
def test_the_kind_is_told_from_the_document(kind: str) -> None:
    assert read(generate(kind, fixture(kind)).content, "成文.docx").kind == kind


def test_minutes_come_back() -> None:
    given = fixture("minutes")
    result = read(generate("minutes", given).content, "成文.docx")
    assert (result.payload["organ"], result.payload["issue"]) == (given["organ"], given["issue"])
    session, meant = result.payload["session"], given["session"]
    for part in ("number", "held_on", "starts", "ends", "place", "form", "topic", "chair", "recorder", "agenda", "conclusions",
                 "decisions", "speeches", "makeups"):  # fmt: skip
        assert session[part] == meant[part], part
    for part in ("on_leave", "absent"):
        assert [(entry["person"]["name"], entry["reason"]) for entry in session[part]] == [
            (entry["person"]["name"], entry["reason"]) for entry in meant[part]
        ]
    assert "minutes-partly" in {remark.code for remark in result.remarks}


def test_summary_gives_its_narrative() -> None:
    given = fixture("annual_summary")
    result = read(generate("annual_summary", given).content, "成文.docx")
    narrative, meant = result.payload["narrative"], given["narrative"]
    assert narrative["opening"] == meant["opening"]
    assert narrative["problems"] == meant["problems"]
    assert narrative["practices"][-len(meant["practices"]) :] == meant["practices"]
    assert {"needs-data", "figures-kept", "table-not-taken"} <= {remark.code for remark in result.remarks}

"""The two drafts among the fixtures say what the plan among them says, and become a document."""

import json
from pathlib import Path

import pytest

from service.generate import generate
from service.intake import read

FIXTURES = Path(__file__).parents[2] / "fixtures"


@pytest.mark.parametrize("name", ["work_plan_draft.txt", "work_plan_draft.docx"])
def test_draft_is_the_plan(name: str) -> None:
    plan = json.loads((FIXTURES / "work_plan.json").read_text("utf-8"))
    result = read((FIXTURES / name).read_bytes(), name)
    assert result.kind == "work_plan"
    for part in ("organ", "year", "opening", "sections", "closing"):
        assert result.payload[part] == plan[part]
    assert result.payload["signature"]["date"] == plan["signature"]["date"]
    rows, planned = result.payload["schedule"]["rows"], plan["schedule"]["rows"]
    for column in ("topic", "contents", "form", "note"):
        assert [row.get(column) for row in rows] == [row.get(column) for row in planned]
    assert generate("work_plan", result.payload).content

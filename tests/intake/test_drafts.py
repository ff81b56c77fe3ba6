"""Drafts of different habits, each named after its habit: every heading stands at the right level.

A line of an outline is the level, whether a heading stands alone (head), runs in (run) or is none (para), its text.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from service.intake import read

DRAFTS = sorted((Path(__file__).parent / "drafts").glob("*.txt"))


def outline(sections: list[dict[str, Any]], level: int = 1) -> Iterator[str]:
    for section in sections:
        shape = "para" if "heading" not in section else "run" if section.get("run_in") else "head"
        yield f"{level} {shape} {section.get('heading') or section['paragraphs'][0]}"
        yield from outline(section.get("sections", []), level + 1)


@pytest.mark.parametrize("path", DRAFTS, ids=lambda path: path.stem)
def test_headings_stand_at_their_level(path: Path) -> None:
    payload = read(path.read_bytes(), path.name).payload
    found = list(outline(payload["sections"]))
    if rows := payload.get("schedule", {}).get("rows"):
        found.append(f"rows {len(rows)}")
    assert found == path.with_suffix(".outline").read_text("utf-8").splitlines()


@pytest.mark.parametrize("path", DRAFTS, ids=lambda path: path.stem)
def test_title_organ_year_and_opening(path: Path) -> None:
    payload = read(path.read_bytes(), path.name).payload
    assert payload["organ"] == "中共X市某局党组"
    assert payload["year"] == 2026
    assert payload["opening"][0].endswith("制定本计划。")
    assert payload.get("title", "").replace("\n", "") in ("", "中共X市某局党组2026年度理论学习工作计划")


def test_there_are_many() -> None:
    assert len(DRAFTS) >= 30

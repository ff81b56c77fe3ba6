"""The schedule alone: label, title, table."""

import pytest

from tests.documents.smallest import Payload, context, row, schedule


@pytest.mark.parametrize(
    ("title", "lines", "name"),
    [
        pytest.param(None, "某局党组2026年度理论学习计划安排表", "某局党组2026年度理论学习计划安排表", id="composed"),
        pytest.param("某局\n安排表", "某局\n安排表", "某局安排表", id="fixed-break"),
    ],
)
def test_title(title: str | None, lines: str, name: str) -> None:
    shown = context("schedule", schedule(title=title))
    assert (shown["label"], shown["title"], shown["properties"]["title"]) == ("附件", lines, name)


@pytest.mark.parametrize(
    ("changes", "landscape"), [({}, True), ({"orientation": "portrait"}, False)], ids=["usual-columns", "portrait"]
)
def test_page(changes: Payload, landscape: bool) -> None:
    assert context("schedule", schedule(row(), **changes))["landscape_end"] is landscape

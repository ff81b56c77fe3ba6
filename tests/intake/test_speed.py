"""A long text is read in less time than a plan is rendered by docxtpl; hostile texts take linear time."""

import time
from itertools import islice
from pathlib import Path

import pytest

from benchmarks.sides import official
from service.intake import read

FIXTURES = Path(__file__).parents[2] / "fixtures"
HEAD = "某局2026年学习计划\n\n开头一段。\n\n"


def seconds(content: bytes) -> float:
    """Of the processor, so that what else the machine does counts for nothing."""
    began = time.process_time()
    read(content, "草稿.txt", "work_plan")
    return time.process_time() - began


def test_a_plan_of_sixteen_pages_takes_less_than_one_docxtpl_render(tmp_path: Path) -> None:
    payload = tmp_path / "work_plan.json"
    payload.write_bytes((FIXTURES / "work_plan.json").read_bytes())
    plan = official("work_plan", payload)
    rendered = []
    for context in islice(plan.contexts(), 5):
        began = time.process_time()
        plan.fill_by_peer(context)
        rendered.append(time.process_time() - began)
    content = (FIXTURES / "work_plan_draft.txt").read_bytes()
    assert min(seconds(content) for _ in range(10)) < min(rendered)


# name → what stands before, and what is repeated
HOSTILE = {
    "lines": ("一、总体要求\n", "这是一段话，没有什么。\n", 10_000),
    "numbers": ("", "（一）学习内容\n", 10_000),
    "short lines": ("", "总体\n", 10_000),
    "labels": ("", "附件1\n", 10_000),
    "dates": ("", "2026年3月5日\n", 10_000),
    "header words": ("", "序号\n时间\n学习专题\n学习内容\n", 2_000),
    "rows": ("序号\t时间\t学习专题\t学习形式\n", "1\t1月\t专题\t自学\n", 4_000),
    "cells a line": ("附件\n\n安排表\n\n序号\n时间\n学习专题\n学习形式\n", "1\n1月\n专题\n自学\n", 4_000),
    "folded lines": ("　　" + "学" * 25 + "\n", "学" * 25 + "\n", 10_000),
    "one line": ("一、", "学", 400_000),
    "one line of sentences": ("一、", "学。", 200_000),
    "one line of tabs": ("附件\n", "a\t", 250_000),
    "one line of blanks": ("一、甲", " ", 500_000),
    "brackets": ("一、", "（", 10_000),
    "quotes": ("一、", "“。", 100_000),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_texts_take_linear_time(name: str) -> None:
    before, repeated, times = HOSTILE[name]
    once, fourfold = (seconds((HEAD + before + repeated * count).encode()) for count in (times, 4 * times))
    assert fourfold < 8 * once + 0.2

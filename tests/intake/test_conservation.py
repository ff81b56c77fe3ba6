"""Every character of a draft is in the payload, among the recognised marks, or on a line that a remark names."""

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from service.intake import Intake, read

DRAFTS = sorted((Path(__file__).parent / "drafts").glob("*.txt"))
# remarks that tell of a line, row or cell that is not taken
NOT_TAKEN = {
    "before-title", "empty-number", "not-a-signature", "beside-table", "no-place", "after-signature", "table-not-taken",
    "extra-cell", "not-a-session", "above-header", "date-without-organ", "unknown-column",
}  # fmt: skip


def characters(text: str) -> Counter[str]:
    return Counter(re.sub(r"\s", "", text))


def texts(value: Any) -> str:
    if isinstance(value, dict):
        return "".join(map(texts, value.values()))
    return "".join(map(texts, value)) if isinstance(value, list) else str(value)


def lost(text: str, result: Intake) -> Counter[str]:
    """The characters that are nowhere."""
    lines = text.splitlines()
    told = [remark for remark in result.remarks if remark.code in NOT_TAKEN]
    named: set[int] = set()
    for remark in told:
        spans = re.match(r"第([\d、—]+)行", remark.place)
        for first, last in re.findall(r"(\d+)(?:—(\d+))?", spans[1] if spans else ""):
            named |= set(range(int(first), int(last or first) + 1))
    if any(remark.code == "unknown-column" for remark in told):
        return Counter()  # the column's cells may stand on any line of the table
    kept = characters("".join(line for place, line in enumerate(lines, 1) if place not in named))
    return kept - characters(texts(result.payload)) - characters("".join(mark.text for mark in result.marks))


@pytest.mark.parametrize("path", DRAFTS, ids=lambda path: path.stem)
def test_drafts_lose_nothing(path: Path) -> None:
    content = path.read_bytes()
    text = content.decode("gb18030") if path.stem == "gb18030" else content.decode("utf-8-sig")
    assert not lost(text, read(content, path.name))


HABITS = [
    "一、总体要求", "（一）学习内容。正文接排。", "(二）学习方式", "1.第一项。", "2、第二项", "（1）第四级", "①第五级", "第一、要求", "、缺字",
    "一）缺括号", "三、", "（三）", "2026年是关键一年。", "3.5万人。", "中共X市某局党组", "2026年1月5日", "二〇二六年三月五日", "附件：名称安排表",
    "附件1", "附件", "附：材料", "附件：1.甲表", "2.乙表", "（此件公开）", "抄送：甲，乙。", "某局办公室  2026年1月6日印发", "机关各科室：",
    "某局文件", "某局发〔2026〕3号", "某局发[2026]第03号  签发人：甲某", "特急", "秘密★1年", "000001", "本计划自印发之日起施行。", "特此通知。",
    "序号\t时间\t学习专题\t学习内容\t学习形式\t备注", "1\t1月\t理论\t1.读本\t自学\t无", "2\t第一季度\t纪律\t条文\t研讨\t", "暂无安排\t\t\t\t\t",
    "|序号|时间|学习专题|学习形式|", "|---|---|---|---|", "|1|3月|理论|自学|", "1  3月  党章  自学  机关党办", "序号", "时间", "学习专题", "学习形式",
    "某局2026年工作计划", "2026年度", "学习安排", "　　段落没有标点", "这是普通的一段话，说的是学习,还有半角。", "", "", "“引号（括号", "。", "：", "1", "x",
]  # fmt: skip


def _soup_loses_nothing(lines: list[str], kind: str) -> None:
    text = "\n".join(lines)
    if text.strip():
        result = read(text.encode(), "草稿.txt", kind)
        json.dumps(result.payload)
        assert not lost(text, result), text


SOUP = given(st.lists(st.sampled_from(HABITS), min_size=1, max_size=25), st.sampled_from(["work_plan", "schedule"]))
_ALL = list(HealthCheck)
test_soup = settings(max_examples=150, deadline=None, suppress_health_check=_ALL)(SOUP(_soup_loses_nothing))
test_soup_many = pytest.mark.long(
    settings(max_examples=3000, deadline=None, suppress_health_check=_ALL)(SOUP(_soup_loses_nothing))
)

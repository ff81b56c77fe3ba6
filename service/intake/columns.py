"""Which column of a table is which: by the words of its header row, or by what its cells look like."""

import re
from collections.abc import Callable, Sequence

from service.intake.dates import period

_WORDS = {
    "index": "序号 编号 次序 序次 场次 期次",
    "period": "时间 学习时间 日期 月份 活动时间 时间安排 计划时间 学习月份 学习日期 时间节点 时段",
    "topic": "学习专题 专题 主题 学习主题 专题名称 专题及内容 学习专题及内容 专题和内容 学习题目 研讨专题 议题",
    "contents": "学习内容 内容 主要内容 学习材料 学习篇目 学习重点 具体内容 学习内容及要求 重点内容 研讨内容",
    "form": "学习形式 形式 学习方式 方式 组织形式 活动形式 学习类型",
    "place": "地点 学习地点 活动地点 会议地点",
    "chair": "主持人 主持 会议主持",
    "leads": "领学人 领学 主讲人 授课人 主讲 领学领导",
    "speakers": "重点发言人 发言人 中心发言人 重点发言 发言人员 交流发言人 交流发言 研讨发言人 主要发言人",
    "departments": "责任科室 责任部门 责任单位 牵头科室 承办科室 责任处室 承办单位 牵头单位 牵头部门 承办部门",
    "note": "备注 说明 其他 备考",
}
FIELDS = {word: name for name, words in _WORDS.items() for word in words.split()}
_BLANK = re.compile(r"\s+")
_FORM = re.compile("集体学习|研讨|自学|辅导|调研|读书|观看|教学|党课|测试|讲座|交流|宣讲|培训")
_DEPARTMENT = re.compile(r"[^，。；]{1,20}(?:科|室|办|部|中心|处|党委|支部|股|站|所)(?:、|$)")
_NAME = re.compile(r"[^，。；]{2,4}(?:、[^，。；]{2,4})*$")


def field_of(header: str) -> str | None:
    """The field a header word means."""
    return FIELDS.get(_BLANK.sub("", header))


def header_row(rows: Sequence[Sequence[str]]) -> int | None:
    """The row that holds the header words, looked for among the first four."""
    for place, row in enumerate(rows[:4]):
        known = sum(field_of(cell) is not None for cell in row)
        if known >= 2 and 2 * known >= sum(bool(cell) for cell in row):
            return place
    return None


_Test = Callable[[str], bool]
_TESTS: tuple[tuple[str, _Test], ...] = (
    ("period", lambda cell: len(cell) < 30 and period(cell, 2026) is not None),
    ("index", lambda cell: len(cell) < 5 and cell.rstrip(".．、").isdecimal()),
    ("form", lambda cell: len(cell) <= 10 and bool(_FORM.search(cell))),
    ("departments", lambda cell: len(cell) < 60 and bool(_DEPARTMENT.match(cell))),
    ("speakers", lambda cell: len(cell) < 60 and bool(_NAME.match(cell))),
)


def guessed(rows: Sequence[Sequence[str]], fields: Sequence[str | None] = ()) -> list[str | None]:
    """The fields of columns without a known header, by what most of their cells look like; those known stay."""
    width = max(map(len, rows), default=0)
    found = [*fields, *[None] * (width - len(fields))]
    columns = [[row[place] for row in rows if place < len(row) and row[place]] for place in range(len(found))]
    for name, test in _TESTS:
        free = (place for place, cells in enumerate(columns) if found[place] is None and cells)
        place = next((place for place in free if 2 * sum(map(test, columns[place])) >= len(columns[place])), None)
        if place is not None and name not in found:
            found[place] = name
    texts = [place for place, cells in enumerate(columns) if found[place] is None and cells]
    for name in ("topic", "contents") if not any(fields) else ("topic",):
        if texts and name not in found:
            found[texts.pop(0)] = name
    if texts and not any(fields) and "note" not in found:
        found[texts[-1]] = "note"
    return found

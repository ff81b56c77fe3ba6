"""The columns of a sheet of rows, the same for whoever writes one and whoever reads one."""

from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from service.workbooks.leaves import Leaf
from service.workbooks.outline import PEOPLE_LABEL, Table, Texts
from service.workbooks.words import NO, YES

HEADER_ROW = 3  # above it the sheet's name and what to write in each column
FIRST_ROW = HEADER_ROW + 1
LABEL, VALUE, HINT = "项目", "填写内容", "说明"  # of the facts

Role = Literal["key", "own", "word", "leaf", "part", "level", "heading", "run_in", "text"]

LEVELS = tuple(f"{numeral}级" for numeral in "一二三四五六七八九十")
PARAGRAPH, CLOSING = "段落", "结尾"
_OFFERED_LEVELS = 4


@dataclass(frozen=True)
class Column:
    """One column: what it is for, its label, what to write in it."""

    role: Role
    label: str
    required: bool = False
    hint: str = ""
    words: tuple[str, ...] = ()
    leaf: Leaf | None = None


@cache
def columns_of(sheet: Table | Texts) -> tuple[Column, ...]:
    """The columns of a sheet from left to right."""
    keys = [Column("key", key.label, True, f"属于哪一项：填对应的{key.label}") for key in sheet.owner.keys]
    if isinstance(sheet, Texts):
        return (*keys, *_text_columns(sheet))
    own = [Column("own", sheet.key.label, False, "从1起编号")] if sheet.key and not sheet.key.steps else []
    words = tuple(member.title for member in sheet.members)
    word = [Column("word", PEOPLE_LABEL, True, "从列表中选择", words)] if sheet.shared else []
    leaves = (Column("leaf", leaf.label, leaf.required, hint(leaf), words_of(leaf), leaf) for leaf in sheet.leaves)
    return (*keys, *own, *word, *leaves)


def _text_columns(sheet: Texts) -> list[Column]:
    columns = []
    if len(sheet.parts) > 1:
        titles = tuple(part.title for part in sheet.parts)
        columns.append(Column("part", "部分", True, "从列表中选择；不填同上一行", titles))
    if sheet.sections:
        offered = LEVELS[:_OFFERED_LEVELS]
        levels = (*offered, PARAGRAPH, *(level + CLOSING for level in offered))
        columns += [
            Column("level", "层级", False, "小标题选一级至四级，其余选段落；编号自动写", levels),
            Column("heading", "小标题", False, "不写编号；没有小标题的，编号写在段落前"),
            Column("run_in", "接排", False, "标题后接正文填“是”", (YES, NO)),
        ]
    return [*columns, Column("text", "正文", False, "一段一行")]


def words_of(leaf: Leaf) -> tuple[str, ...]:
    """The words of a cell's drop-down list."""
    if leaf.form in ("truth", "presence"):
        return YES, NO
    return tuple(word for _, word in leaf.choices)


_WAYS = {
    "names": "多个用、隔开",
    "lines": "一行一个",
    "texts": "一行一条（Alt+回车换行）",
    "name": "同一栏可写多人，用、隔开",
}


def hint(leaf: Leaf) -> str:
    """What stands above or beside a cell: what to write, how, an example."""
    raw_words = any(f"{value} " in leaf.help for value, word in leaf.choices if value != word)
    told = [] if raw_words else [leaf.help]
    told.append("填写本组时必填" if leaf.needed else "")
    if leaf.form == "packed":
        told.append("多个用、隔开，每个写成" + "/".join(part.label for part in leaf.parts))
    told.append(_WAYS.get(leaf.form, ""))
    text = "；".join(part for part in told if part)
    example = example_of(leaf)
    return f"{text}　例：{example}".strip("　") if example else text


def example_of(leaf: Leaf) -> str:
    """The example of a field in the words of the form."""
    example: Any = leaf.example[0] if isinstance(leaf.example, list) and leaf.example else leaf.example
    if leaf.form in ("truth", "presence") or leaf.choices:
        return (
            "、".join(words_of(leaf)) if len(leaf.choices) > 4 and not example else dict(leaf.choices).get(example, "")
        )
    if leaf.form == "packed":
        return "/".join(example_of(part) for part in leaf.parts[:2] if example_of(part))
    return "" if example in (None, "", []) else str(example)

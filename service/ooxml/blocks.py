"""Blocks: which tags open and close each other, where both stand, and what is known between them."""

from dataclasses import dataclass, field

from lxml import etree

from service.errors import Fault
from service.ooxml.expressions import Known, Scope
from service.ooxml.tags import Tag

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
OPENING = ("if", "for", "macro", "call", "filter", "with")
CLOSING = tuple(f"end{word}" for word in (*OPENING, "set"))
MARKERS = ("vm", "hm")
_HOLDERS = {"p": f"{_W}p", "tr": f"{_W}tr", "tc": f"{_W}tc"}
_NAMES = {"p": "段落标签 {%p … %}", "tr": "行标签 {%tr … %}", "tc": "单元格标签 {%tc … %}", "r": "文字标签 {%r … %}"}


@dataclass
class _Block:
    """An open block."""

    tag: Tag
    word: str
    outer_scope: Scope
    outer_known: Known
    fails: Known = frozenset()  # what is known where no branch so far held
    branches: list[Tag] = field(default_factory=list)


class Blocks:
    """The blocks open at a tag, the names in scope and the optional parts known to be there."""

    def __init__(self) -> None:
        self.scope: Scope = {}
        self.known: Known = frozenset()
        self._open: list[_Block] = []

    def follow(self, tag: Tag) -> Fault | None:
        """Go over a tag; what is wrong with its place among the others."""
        word = tag.word
        if word in OPENING or (word == "set" and "=" not in tag.code):
            self._open.append(_Block(tag, word, self.scope, self.known))
        elif word in ("elif", "else"):
            if not self._open or self._open[-1].word not in ("if", "for"):
                return tag.fault("crossed-blocks", f"{{% {word} %}} 前面没有打开的 {{% if … %}}")
            self._open[-1].branches.append(tag)
            self.scope = self._open[-1].outer_scope
            self.known = self._open[-1].outer_known | self._open[-1].fails
        elif word in CLOSING:
            return self._close(tag)
        return None

    def tested(self, holds: Known, fails: Known, *, again: bool) -> None:
        """What the condition of the last `if` or `elif` proves."""
        block = self._open[-1]
        block.fails = block.fails | fails if again else fails
        self.known |= holds

    def _close(self, tag: Tag) -> Fault | None:
        word = tag.word.removeprefix("end")
        if not self._open:
            return tag.fault("crossed-blocks", f"前面没有与它对应的 {{% {word} … %}}，请补上或删去这个标签")
        block = self._open[-1]
        if block.word != word:
            fault = tag.fault(
                "crossed-blocks",
                f"前面打开的是 {block.tag.typed}（{block.tag.place}），要先写 {{% end{block.word} %}}",
            )
            if any(below.word == word for below in self._open):
                while self._open.pop().word != word:
                    pass
            return fault
        self._open.pop()
        self.scope, self.known = block.outer_scope, block.outer_known
        return None

    def unclosed(self) -> list[Fault]:
        """Blocks that nothing closes."""
        return [
            block.tag.fault(
                "unclosed-block",
                f"没有与它对应的 {{%{block.tag.prefix} end{block.word} %}}，请在这一部分结束的地方补上",
            )
            for block in self._open
        ]

    @staticmethod
    def across(tags: list[Tag]) -> list[Fault]:
        """Tags of one block that do not stand on one level, so that an element is opened and not closed."""
        faults: list[Fault] = []
        opened: list[Tag] = []
        for tag in tags:
            if tag.word in OPENING or (tag.word == "set" and "=" not in tag.code):
                opened.append(tag)
            elif tag.word in (*CLOSING, "elif", "else") and opened:
                first = opened.pop() if tag.word in CLOSING else opened[-1]
                if first.part == tag.part and (reason := _apart(first, tag)):
                    faults.append(tag.fault("crossed-elements", f"与 {first.typed}（{first.place}）{reason}"))
        return faults


def _apart(first: Tag, last: Tag) -> str:
    if first.prefix != last.prefix:
        written = _NAMES.get(first.prefix, "不带字母的标签 {% … %}")
        return f"写法不同，开始用的是{written}，这里也要照样写"
    if first.prefix in _HOLDERS:
        holders = [_holder(tag, _HOLDERS[first.prefix]) for tag in (first, last)]
        parents = [None if holder is None else holder.getparent() for holder in holders]
        if parents[0] is not parents[1]:
            return "不在同一层（一个在表格里，一个在表格外，或不在同一个单元格），请移到同一层"
    elif first.holder is not last.holder and first.holder.getparent() is not last.holder.getparent():
        return "不在同一个单元格里，请移到一起，或改用 {%tr … %}"
    return ""


def _holder(tag: Tag, name: str) -> etree._Element | None:
    return tag.holder if tag.holder.tag == name else next(tag.holder.iterancestors(name), None)

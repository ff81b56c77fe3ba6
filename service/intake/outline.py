"""Lines of a body → opening, sections by depth, closing: numbers recognised, checked for order and dropped."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from service.intake.account import Account
from service.intake.lines import Line
from service.intake.numbers import RANKS, STANDARD, Number, lost_number, number, rank_below

Section = dict[str, Any]

DEEPEST = 4
LONGEST_RUN_IN = 41  # characters of a first sentence that is still a heading, with its full stop
LONGEST_HEADING = 60
_SHORT = 20
_END_MARKS = "。！？；：，、…!?;:,"
_CLOSERS = "”’）)》"
_OPENING, _CLOSING = "“‘（《〈「『【(", "”’）》〉」』】)"
_FAREWELL = re.compile(
    r"本(?:计划|方案|安排|要点|意见|办法|制度|通知|总结)|特此|以上(?:报告|总结|计划|安排|意见|请)|妥否|当否"
    r"|请(?:各|结合|认真|按照|遵照)|望(?:各|认真)|各(?:科室|单位|支部|部门)[^。]{0,20}(?:请|要)(?:结合|根据|按照|参照)"
)
_HALF_WIDTH = re.compile("[一-龥][,;:!?()]+[一-龥]")


@dataclass(slots=True)
class _Open:
    """A section that still takes text: its family and rank, its last number, how many stand beside it."""

    family: str
    rank: float
    value: int
    section: Section
    line: Line


@dataclass
class Outline:
    """Grows line by line; `opening`, `sections` and `closing` are those of the payload."""

    account: Account
    whole: bool = True  # of a document, which may close with paragraphs of its own; an attachment has none
    opening: list[str] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    closing: list[str] = field(default_factory=list)
    opening_lines: list[Line] = field(default_factory=list)
    _stack: list[_Open] = field(default_factory=list)
    _tail: list[tuple[str, Line]] = field(default_factory=list)  # paragraphs after the last number

    def take(self, lines: Sequence[Line]) -> "Outline":
        for place, line in enumerate(lines):
            self._take(line, lines[place + 1] if place + 1 < len(lines) else None)
        self._close()
        return self

    # ---- one line -------------------------------------------------------------------------------------------------
    def _take(self, line: Line, following: Line | None) -> None:
        found = self._number(line)
        if _HALF_WIDTH.search(line.text if found is None else found.rest):
            self.account.gather("half-width", line)
        if found is None:
            self._paragraph(line)
        elif not found.rest:
            self.account.skip(line, "empty-number", "编号后面没有内容")
        else:
            self._numbered(line, found, following)

    def _number(self, line: Line) -> Number | None:
        """The number of a line, typed, half lost, or given by Word's outline alone."""
        found = number(line.text)
        if found is not None and found.doubtful and not self._continues(found):
            found = None
        if found is None and (found := lost_number(line.text)) is not None:
            self.account.remark(
                line, "lost-character", f"编号“{found.mark.strip()}”好像少了第一个字，按小标题处理，请核对"
            )
        if found is None and line.outline is not None and line.outline <= DEEPEST:
            family = STANDARD[line.outline - 1]
            return Number(family, RANKS[family], None, "", line.text, True)
        return found

    def _continues(self, found: Number) -> bool:
        return any(entry.family == found.family and entry.value + 1 == found.value for entry in self._stack)

    def _paragraph(self, line: Line) -> None:
        if not self._stack:
            self.opening.append(line.text)
            self.opening_lines.append(line)
            return
        paragraphs = self._stack[-1].section.setdefault("paragraphs", [])
        paragraphs.append(line.text)
        self._tail.append((line.text, line))
        if len(self._stack) > 1 or len(paragraphs) > 1:
            self.account.gather("joined-paragraph", line)
        if len(line.text) <= _SHORT and not ends_sentence(line.text):
            self.account.gather("unnumbered-heading", line)

    # ---- a numbered line ------------------------------------------------------------------------------------------
    def _numbered(self, line: Line, found: Number, following: Line | None) -> None:
        rank = self._rank(found)
        depth = sum(entry.rank < rank for entry in self._stack) + 1
        if depth > DEEPEST:
            self.account.remark(line, "too-deep", "层次超过四级，连同编号按普通段落处理，请调整")
            self._paragraph(line)
            return
        before = self._stack[depth - 1] if len(self._stack) >= depth else None
        del self._stack[depth - 1 :]
        beside = self._stack[-1].section.setdefault("sections", []) if self._stack else self.sections
        value = self._in_order(line, found, before, len(beside) + 1)
        self._tail = []
        self.account.mark(line, found.mark)
        self._form(line, found, depth)
        section = self._section(line, found.rest, depth, rank, following)
        beside.append(section)
        self._stack.append(_Open(found.family, rank, value, section, line))

    def _rank(self, found: Number) -> float:
        """The rank of a number; 第一、 takes its place where it is first used."""
        if found.family != "ordinal":
            return found.rank
        for entry in self._stack:
            if entry.family == "ordinal":
                return entry.rank
        return rank_below(self._stack[-1].rank) if self._stack else RANKS["han"]

    def _in_order(self, line: Line, found: Number, before: _Open | None, place: int) -> int:
        """The number that counts; a remark when it does not follow the one before."""
        expected = before.value + 1 if before is not None else place
        value = expected if found.value is None else found.value
        if value != expected:
            due = f"按顺序应是第{expected}项，已重新编号"
            self.account.remark(
                line, "broken-sequence", f"编号“{found.mark.strip()}”与前面不连续，{due}，请核对是否漏项"
            )
            for _, above in self._tail if value == 1 else ():  # what was taken for a section may be none
                self.account.gather("joined-paragraph", above)
        return value

    def _form(self, line: Line, found: Number, depth: int) -> None:
        if not found.mark:
            return
        if found.family != STANDARD[depth - 1]:
            self.account.gather("level-shift", line)
        elif not found.standard:
            self.account.gather("number-form", line)

    def _section(self, line: Line, text: str, depth: int, rank: float, following: Line | None) -> Section:
        """A heading that stands alone, one that runs in, or a numbered paragraph."""
        end = first_sentence(text)
        if depth <= 2 and 0 < end < len(text) and end <= LONGEST_RUN_IN:
            self.account.gather("run-in", line)
            rest = text[end:]
            return {"heading": text[:end], "run_in": True, "paragraphs": [rest.lstrip()]}
        if self._stands_alone(line, text, depth, rank, following):
            return {"heading": text}
        if depth > 2:
            self.account.gather("run-in-unclear", line)
        elif depth <= 2:
            self.account.gather("numbered-paragraph", line)
        return {"paragraphs": [text]}

    def _stands_alone(self, line: Line, text: str, depth: int, rank: float, following: Line | None) -> bool:
        if line.outline is not None and len(text) <= LONGEST_HEADING and first_sentence(text) in (0, len(text)):
            return True
        if len(text) > LONGEST_HEADING or "。" in text[:-1]:
            return False
        if not ends_sentence(text):
            if depth > 2 or len(text) > _SHORT * 2 or (line.unit == "段" and line.outline is None):
                self.account.gather("heading-guess", line)
            return True
        if depth > 2 or len(text) > _SHORT or text[-1] not in "。：:" or "，" in text:
            return False
        if text[-1] == "。" and not _goes_below(following, rank):
            return False
        self.account.remark(line, "heading-end-mark", f"小标题单独成行时末尾不加标点，请删去“{text[-1]}”")
        return True

    # ---- the end --------------------------------------------------------------------------------------------------
    def _close(self) -> None:
        """Paragraphs at the very end that speak of the whole document are its closing."""
        if not self._stack or not self._tail or not self.whole:
            return
        holder = self._stack[-1].section
        paragraphs = holder["paragraphs"]
        first_own = 1 if len(paragraphs) == len(self._tail) else 0  # a heading keeps its first paragraph
        for place in range(first_own, len(self._tail)):
            if _FAREWELL.match(self._tail[place][0]):
                count = len(self._tail) - place
                self.closing = paragraphs[-count:]
                del paragraphs[-count:]
                break
        kept = self._tail[: len(self._tail) - len(self.closing)]
        for _, line in kept:
            self.account.gather("joined-paragraph", line)


def ends_sentence(text: str) -> bool:
    """Whether a text ends with a mark that ends or divides a sentence."""
    return text.rstrip(_CLOSERS + " 　")[-1:] in tuple(_END_MARKS)


def first_sentence(text: str) -> int:
    """Where the first sentence ends, its 。 included; one inside quotes or brackets is not the end. 0: no end."""
    first = text.find("。")
    if first < 0:
        return 0
    depth = 0
    for place, character in enumerate(text):
        if character in _OPENING:
            depth += 1
        elif character in _CLOSING:
            depth = max(0, depth - 1)
        elif character == "。" and depth == 0:
            return place + 1
    return first + 1


def _goes_below(following: Line | None, rank: float) -> bool:
    """Whether what follows is text, or a number below this one."""
    if following is None:
        return False
    found = number(following.text)
    return found is None or found.rank > rank

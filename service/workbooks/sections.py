"""Rows with 层级, 小标题, 接排, 正文 → the sections of a running text."""

import re
from dataclasses import dataclass, field
from typing import Any

from service.workbooks.account import Account
from service.workbooks.columns import CLOSING, LEVELS, PARAGRAPH
from service.workbooks.words import bare, truth

Section = dict[str, Any]
_NUMBERED = re.compile(r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十0-9]{1,3}[）)]|\d{1,2}[.．、](?!\d)")


@dataclass(frozen=True)
class TextRow:
    """One row of a running text, and the places of its cells."""

    level: str = ""
    heading: str = ""
    run_in: str = ""
    text: str = ""
    places: dict[str, str] = field(default_factory=dict)


@dataclass
class Outlined:
    """Builds the sections of one text, row by row."""

    sections: list[Section]
    pointer: str
    account: Account
    _open: list[tuple[Section, str]] = field(default_factory=list)  # the section of each level, and its pointer
    _into: str = "paragraphs"

    def take(self, row: TextRow) -> None:
        level = bare(row.level)
        closing = level.endswith(CLOSING)
        depth = _depth(level.removesuffix(CLOSING) or ("一" if closing else ""))
        if level in ("", bare(PARAGRAPH)):
            self._paragraph(row, named=bool(level))
        elif depth is None:
            self.account.fault(row.places["level"], "choice", f"没有“{row.level[:20]}”这个层级，请从列表中选择")
        elif closing:
            self._close(row, depth)
        else:
            self._begin(row, depth)

    def _paragraph(self, row: TextRow, named: bool) -> None:
        if row.heading and not named:
            self.account.fault(row.places["level"], "no-level", "有小标题，没有选层级，请选一级至四级")
        elif row.heading:
            self.account.fault(row.places["heading"], "no-level", "段落没有小标题；是小标题的，层级请选一级至四级")
        elif not self._open:
            self.account.fault(row.places["level"], "no-level", "这一段前面没有小标题，请选层级")
        elif row.text:
            section, pointer = self._open[-1]
            self._append(section, pointer, self._into, row)

    def _append(self, section: Section, pointer: str, name: str, row: TextRow) -> None:
        texts = section.setdefault(name, [])
        self.account.places.setdefault(f"{pointer}/{name}", row.places["text"])
        self.account.places[f"{pointer}/{name}/{len(texts)}"] = row.places["text"]
        texts.append(row.text)

    def _close(self, row: TextRow, depth: int) -> None:
        if len(self._open) < depth:
            self.account.fault(row.places["level"], "level-jump", f"前面没有{LEVELS[depth - 1]}小标题，请核对层级")
            return
        del self._open[depth:]
        self._into = "closing"
        if row.heading:
            self.account.fault(row.places["heading"], "no-level", "结尾段落没有小标题，请移到正文或改选层级")
        elif row.text:
            self._append(*self._open[-1], "closing", row)

    def _begin(self, row: TextRow, depth: int) -> None:
        if depth > len(self._open) + 1:
            expected = LEVELS[len(self._open)]
            self.account.fault(row.places["level"], "level-jump", f"{LEVELS[depth - 1]}上面缺少{expected}，请核对层级")
            depth = len(self._open) + 1
        del self._open[depth - 1 :]
        section: Section = {}
        if self._open:
            parent, above = self._open[-1]
            siblings, pointer = parent.setdefault("sections", []), f"{above}/sections"
        else:
            siblings, pointer = self.sections, self.pointer
        pointer = f"{pointer}/{len(siblings)}"
        siblings.append(section)
        self._open.append((section, pointer))
        self._into = "paragraphs"
        self._fill(section, pointer, row)

    def _fill(self, section: Section, pointer: str, row: TextRow) -> None:
        places = self.account.places
        places[pointer] = row.places["level"]
        places[f"{pointer}/heading"], places[f"{pointer}/run_in"] = row.places["heading"], row.places["run_in"]
        places[f"{pointer}/paragraphs"] = row.places["text"]
        if row.heading:
            section["heading"] = row.heading
            if found := _NUMBERED.match(row.heading):
                sentence = f"编号由系统写，小标题开头的“{found[0]}”会印两次，请核对"
                self.account.remark(row.places["heading"], "number-typed", sentence)
        if row.run_in:
            known = truth(row.run_in)
            section["run_in"] = row.run_in if known is None else known
        if row.text:
            self._append(section, pointer, "paragraphs", row)


def _depth(level: str) -> int | None:
    """一级, 1级, 一、, （一）, 1 → the depth it means."""
    text = level.removesuffix("级").removesuffix("标题").removesuffix("级")
    if text.isdecimal():
        return int(text) if 1 <= int(text) <= len(LEVELS) else None
    return next((place for place, name in enumerate(LEVELS, 1) if name == f"{text}级"), None)

"""The parts a draft is taken apart into, and the words that open its attachments."""

import re
from dataclasses import dataclass, field

from service.intake.dates import Dated
from service.intake.lines import Line, Piece

LABEL = re.compile(r"附[ 　]*件[ 　]*([0-9０-９一二三四五六七八九十]{0,3})[ 　]*[:：]?$")
NOTE = re.compile(r"附[ 　]*件?[ 　]*([0-9０-９一二三四五六七八九十]{0,3})[ 　]*[:：][ 　]*(?=\S)")


@dataclass
class Attached:
    """An attachment at the end of a draft: its label, title lines, what follows."""

    label: Line
    titles: list[str] = field(default_factory=list)
    title_lines: list[Line] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)


@dataclass
class Frame:
    """A draft taken apart; `before` stands before the title, `after` behind the signature."""

    before: list[Piece] = field(default_factory=list)
    title: list[Line] = field(default_factory=list)
    addressee: Line | None = None
    body: list[Piece] = field(default_factory=list)
    names: list[str] = field(default_factory=list)  # of 附件说明
    name_lines: list[Line] = field(default_factory=list)
    organs: list[str] = field(default_factory=list)
    date: Dated | None = None
    date_line: Line | None = None
    note: str | None = None
    after: list[Line] = field(default_factory=list)
    attached: list[Attached] = field(default_factory=list)

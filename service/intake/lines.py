"""A draft as every reader of this room gives it: lines and tables in order, each knowing its place."""

from collections.abc import Sequence
from dataclasses import dataclass

_SHOWN = 12  # characters of a line that its place shows


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a plain text or one paragraph of a Word draft, without the blanks around it."""

    number: int
    text: str
    unit: str = "行"
    indent: int = 0  # blanks before it, a full-width one counting two
    after_blank: bool = False  # an empty line stands before it
    outline: int | None = None  # level 1… that Word's style or paragraph gives it
    titled: bool = False  # it bears Word's title style

    @property
    def place(self) -> str:
        shown = self.text[:_SHOWN].replace("\n", " ")
        return f"第{self.number}{self.unit}“{shown}{'…' if len(self.text) > _SHOWN else ''}”"


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: rows of cell texts. `number` is that of the line before it, `name` how a clerk finds it."""

    number: int
    name: str
    rows: Sequence[Sequence[str]]
    row_numbers: Sequence[int] = ()  # lines of a plain text that the rows stand on
    after_blank: bool = False
    last: int = 0  # line of a plain text that the table ends on

    @property
    def place(self) -> str:
        """Where a clerk finds the table."""
        return self.name

    def cell_place(self, row: int, column: int) -> str:
        """The place of a cell, both counted from 0."""
        return f"{self.row_place(row)}第{column + 1}列"

    def row_place(self, row: int) -> str:
        if not self.row_numbers:
            return f"{self.name}第{row + 1}行"
        first = self.row_numbers[row]
        last = self.row_numbers[row + 1] - 1 if row + 1 < len(self.row_numbers) else self.last
        return f"第{first}行" if last <= first else f"第{first}—{last}行"


Piece = Line | Grid

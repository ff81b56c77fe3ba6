"""What reading a form brought to light: the payload, where its values stand, what was not taken, what is wrong."""

from dataclasses import dataclass, field
from typing import Any

from service.errors import Fault
from service.workbooks.columns import FIRST_ROW
from service.workbooks.filling import Page
from service.workbooks.places import letters, number_of, parted


@dataclass(frozen=True, slots=True)
class Remark:
    """Something skipped, guessed or seen while reading: its place sheet!cell, a stable code, what to do."""

    place: str
    code: str
    message: str


@dataclass
class Moved:
    """Where the cells of a sheet as it came stand in a clean form: rows without gaps, columns in the form's order."""

    title: str
    rows: dict[int, int] = field(default_factory=dict)
    columns: dict[int, int] = field(default_factory=dict)

    def place(self, cell: str) -> str:
        column, row = number_of(cell.rstrip("0123456789")), int(cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
        return f"{self.title}!{letters(self.columns.get(column, 1))}{self.rows.get(row, FIRST_ROW - 1)}"


@dataclass(frozen=True)
class Read:
    """What was read: `places` tells the cell of each value by its pointer, `faults` stand at sheet!cell."""

    kind: str
    payload: dict[str, Any]
    places: dict[str, str]
    remarks: tuple[Remark, ...] = ()
    faults: tuple[Fault, ...] = ()
    counts: dict[str, int] = field(default_factory=dict)  # rows taken from each sheet
    pages: tuple[Page, ...] = ()  # the cells as they were filled in, in the order of a clean form
    moved: dict[str, Moved] = field(default_factory=dict)  # by the name of the sheet as it came

    def clean_place(self, place: str) -> str | None:
        """The cell of a clean form in which a cell of the form as it came is shown."""
        found = parted(place)
        if found is None or found[0] not in self.moved:
            return None
        return self.moved[found[0]].place(found[1])


@dataclass
class Account:
    """Gathers what is read, and whatever is to be told of it."""

    payload: dict[str, Any] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)
    remarks: dict[Remark, None] = field(default_factory=dict)  # each once, in order
    faults: list[Fault] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    pages: list[Page] = field(default_factory=list)
    moved: dict[str, Moved] = field(default_factory=dict)

    def remark(self, place: str, code: str, message: str) -> None:
        self.remarks[Remark(place, code, message)] = None

    def fault(self, place: str, code: str, message: str) -> None:
        self.faults.append(Fault(place, code, message))

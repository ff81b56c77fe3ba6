"""The single values of a form: one cell each, derived from the fields of a record."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

from pydantic import BaseModel

from service.documents.records import Person, Section
from service.workbooks.fields import Field, fields_of

CellForm = Literal[
    "line", "heading", "text", "name", "clock", "day", "number", "truth", "choice", "presence",
    "names", "lines", "texts", "packed",
]  # fmt: skip
MOST_PACKED = 20  # entries; longer lists of small records get a sheet of their own


@dataclass(frozen=True)
class Leaf:
    """One cell: the way from its record to the value, its label, and how the value is written."""

    steps: tuple[str, ...]
    label: str
    form: CellForm
    required: bool = False
    needed: bool = False  # once anything of the optional record around it is given
    help: str = ""
    example: Any = field(default=None, compare=False)
    choices: tuple[tuple[str, str], ...] = ()
    most: int = 1
    parts: tuple["Leaf", ...] = ()  # of each entry of a packed list

    @property
    def many(self) -> bool:
        return self.form in ("names", "lines", "texts", "packed")


def is_packed(one: Field) -> bool:
    """Whether a list of records is short and plain enough for one cell."""
    if one.record is None or not one.many or one.record is Section or one.most > MOST_PACKED:
        return False
    plain = ("line", "heading", "text", "choice")
    return all(not inner.many and inner.form in plain for inner in fields_of(one.record))


def is_broad(one: Field) -> bool:
    """Whether a record holds further records once: too many values for a few columns beside others."""
    return one.record is not None and any(inner.inner for inner in fields_of(one.record))


def leaf_of(one: Field, steps: tuple[str, ...], label: str, optional: bool = False, names: bool = False) -> Leaf:
    """The cell of a field that is one value, or a list in one cell; `names`: its entries may stand in one line.

    What is printed just as it is given (主送机关, 抄送机关) is parted at line feeds alone: its marks are its own.
    """
    form: CellForm
    parts: tuple[Leaf, ...] = ()
    if one.record is not None:
        form = "packed"
        parts = tuple(leaf_of(inner, (inner.name,), inner.title) for inner in fields_of(one.record))
    elif one.many:
        form = "texts" if one.form == "text" else "names" if names or one.printed != "once" else "lines"
    else:
        assert one.form != "record"
        form = one.form
    return Leaf(
        steps=steps,
        label=label,
        form=form,
        required=one.required and not optional,
        needed=one.required and optional,
        help=one.help,
        example=one.example,
        choices=one.choices,
        most=one.most,
        parts=parts,
    )


def presence(one: Field, steps: tuple[str, ...], label: str) -> list[Leaf]:
    """A cell that says whether a record is there at all, where none of its own cells need say it."""
    assert one.record is not None
    if not one.nullable or any(inner.required for inner in fields_of(one.record)):
        return []
    return [Leaf(steps, label, "presence", help=f"需要{one.title}时填“是”")]


def flat(
    record: type[BaseModel],
    keep: Callable[[Field], bool],
    steps: tuple[str, ...] = (),
    chain: str = "",
    optional: bool = False,
) -> Iterator[Leaf]:
    """The cells of a record and of the records it holds once, down to single values."""
    for one in fields_of(record):
        here = (*steps, one.name)
        if one.record is not None and one.inner:
            yield from presence(one, here, chain + one.title)
            below = chain if issubclass(one.record, Person) else f"{chain}{one.title}·"
            yield from flat(one.record, keep, here, below, optional or not one.required)
        elif keep(one):
            yield leaf_of(one, here, chain + one.title, optional)

"""Outline + payload → what stands in each cell of a form, and where each value of the payload stands. Pure."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from service.payloads import pointer_step
from service.workbooks.columns import CLOSING, FIRST_ROW, HEADER_ROW, LEVELS, PARAGRAPH, Column, columns_of
from service.workbooks.entries import joined, kept, packed
from service.workbooks.leaves import Leaf
from service.workbooks.outline import EACH, Facts, Member, Outline, Owner, Part, Sheet, Steps, Table, Texts
from service.workbooks.places import address
from service.workbooks.values import shown
from service.workbooks.words import CONTINUED, NO, YES

Cell = str | int | None
_LONGEST_CELL = 30_000  # a cell holds 32,767 characters


@dataclass
class Page:
    """One sheet of a form: its rows from the first one below the header."""

    sheet: Sheet
    rows: list[list[Cell]] = field(default_factory=list)
    groups: list[int] = field(default_factory=list)  # facts: which rows are headings of a group

    @property
    def next_row(self) -> int:
        return FIRST_ROW + len(self.rows)


@dataclass
class Filled:
    """All sheets of a form, and the cell of each value of the payload."""

    pages: list[Page] = field(default_factory=list)
    places: dict[str, str] = field(default_factory=dict)


def filled(outline: Outline, payload: object) -> Filled:
    """The form of a kind with a payload in it; whatever the payload holds is shown as far as the form has room."""
    form = Filled()
    for sheet in outline.sheets:
        page = Page(sheet)
        form.pages.append(page)
        if isinstance(sheet, Facts):
            _facts(sheet, page, payload, form.places)
        elif isinstance(sheet, Table):
            _table(sheet, page, payload, form.places)
        else:
            _texts(sheet, page, payload, form.places)
    return form


def below(record: object, steps: Sequence[str]) -> Any:
    """The value that far below a record; None where the way ends before."""
    for step in steps:
        record = record.get(step) if isinstance(record, dict) else None
    return record


def pointer_of(steps: Sequence[str | int]) -> str:
    return "".join(map(pointer_step, steps))


def _facts(sheet: Facts, page: Page, payload: object, places: dict[str, str]) -> None:
    places[""] = address(sheet.title, 2, FIRST_ROW)
    for group in sheet.groups:
        page.groups.append(len(page.rows))
        page.rows.append([group.title, None])
        for leaf in group.leaves:
            for end in range(1, len(leaf.steps) + 1):
                places.setdefault(pointer_of(leaf.steps[:end]), address(sheet.title, 2, page.next_row))
            places[pointer_of(leaf.steps)] = address(sheet.title, 2, page.next_row)
            page.rows.append([leaf.label, shown(below(payload, leaf.steps), leaf)])


# ---- owners ---------------------------------------------------------------------------------------------------
def _owners(payload: object, owner: Owner) -> Iterator[tuple[str, object, list[Cell]]]:
    """Pointer, record and keys of each record that holds lists of a sheet."""
    found: list[tuple[str, object, list[Cell]]] = [("", payload, [])]
    keys = iter(owner.keys)
    for step in owner.path:
        if step != EACH:
            found = [(pointer + pointer_step(step), below(record, (step,)), held) for pointer, record, held in found]
            continue
        key = next(keys)
        found = [
            (pointer + pointer_step(index), entry, [*held, _key(entry, key.steps, index)])
            for pointer, entries, held in found
            for index, entry in enumerate(entries if isinstance(entries, list) else [])
        ]
    yield from found


def _key(entry: object, steps: Steps, index: int) -> Cell:
    if not steps:
        return index + 1
    value = below(entry, steps)
    return None if value is None else kept(str(value))


# ---- tables ---------------------------------------------------------------------------------------------------
def _table(sheet: Table, page: Page, payload: object, places: dict[str, str]) -> None:
    columns = columns_of(sheet)
    for pointer, record, keys in _owners(payload, sheet.owner):
        for member in sheet.members:
            here = pointer + pointer_of(member.steps)
            places.setdefault(here, address(sheet.title, 1, HEADER_ROW))
            value = below(record, member.steps)
            entries = ([] if value is None else [value]) if member.single else value
            for index, entry in enumerate(entries if isinstance(entries, list) else []):
                place = here if member.single else here + pointer_step(index)
                fixed = [*keys, *([index + 1] if columns[len(keys)].role == "own" else [])]
                fixed += [member.title] if sheet.shared else []
                _entry(sheet.title, page, columns, member, fixed=fixed, entry=entry, pointer=place, places=places)


def _entry(
    title: str,
    page: Page,
    columns: Sequence[Column],
    member: Member,
    *,
    fixed: list[Cell],
    entry: object,
    pointer: str,
    places: dict[str, str],
) -> None:
    """One row; a list too long for its cell goes on in rows that say so."""
    own = {leaf.label: leaf for leaf in member.leaves}
    row: list[Cell] = list(fixed)
    more: list[tuple[int, str]] = []
    places[pointer] = address(title, len(fixed) + 1, page.next_row)
    for column in columns[len(fixed) :]:
        leaf = own.get(column.label)
        if leaf is None:
            row.append(None)
            continue
        for end in range(1, len(leaf.steps) + 1):
            below_it = pointer + pointer_of(leaf.steps[:end])
            places.setdefault(below_it, address(title, len(row) + 1, page.next_row))
        first, *rest = _chunks(below(entry, leaf.steps), leaf, parted=bool(row))  # the first cell of more rows is taken
        more += [(len(row), text) for text in rest]
        row.append(first)
    page.rows.append(row)
    for place, text in more:
        extra: list[Cell] = [CONTINUED, *[None] * (len(columns) - 1)]
        extra[place] = text
        page.rows.append(extra)


def _chunks(value: Any, leaf: Leaf, parted: bool) -> list[Any]:
    """What a cell shows, in as many pieces as it takes."""
    whole = shown(value, leaf)
    if not parted or not isinstance(value, list) or not isinstance(whole, str) or len(whole) <= _LONGEST_CELL:
        return [whole]
    names = leaf.form in ("names", "packed")
    texts = [packed(entry, leaf.parts) if leaf.form == "packed" else str(entry) for entry in value]
    pieces: list[list[str]] = [[]]
    for text in texts:
        if pieces[-1] and sum(map(len, pieces[-1])) + len(text) + 10 * len(pieces[-1]) > _LONGEST_CELL:
            pieces.append([])
        pieces[-1].append(text)
    return [joined(piece, names) for piece in pieces]


# ---- running text ---------------------------------------------------------------------------------------------
Add = Callable[[dict[str, Cell], dict[str, str]], None]


def _texts(sheet: Texts, page: Page, payload: object, places: dict[str, str]) -> None:
    columns = columns_of(sheet)
    roles = [column.role for column in columns]
    for pointer, record, keys in _owners(payload, sheet.owner):
        for part in sheet.parts:
            here = pointer + pointer_of(part.steps)
            places.setdefault(here, address(sheet.title, 1, HEADER_ROW))

            def add(cells: dict[str, Cell], pointers: dict[str, str], keys: Any = keys, part: Part = part) -> None:
                for role, pointed in pointers.items():
                    places.setdefault(pointed, address(sheet.title, roles.index(role) + 1, page.next_row))  # type: ignore[arg-type]
                fixed = {"part": part.title}
                page.rows.append([*keys, *(fixed.get(role, cells.get(role)) for role in roles[len(keys) :])])

            value = below(record, part.steps)
            entries = value if isinstance(value, list) else []
            if part.sections:
                _sections(entries, here, 0, add)
            else:
                for index, text in enumerate(entries):
                    level = {"level": PARAGRAPH} if "level" in roles else {}
                    add({**level, "text": kept(str(text))}, {"text": here + pointer_step(index)})


def _sections(sections: Sequence[object], pointer: str, depth: int, add: Add) -> None:
    for index, section in enumerate(sections):
        _section(section, pointer + pointer_step(index), depth, add)


def _section(section: object, pointer: str, depth: int, add: Add) -> None:
    level = LEVELS[min(depth, len(LEVELS) - 1)]
    if not isinstance(section, dict):
        add({"level": level, "text": kept(str(section))}, {"level": pointer})
        return
    heading, run_in = section.get("heading"), section.get("run_in")
    texts = _list(section, "paragraphs")
    first = bool(texts) and (heading is None or run_in is True)
    cells: dict[str, Cell] = {
        "level": level,
        "heading": None if heading is None else kept(str(heading)),
        "run_in": None if run_in is None else {True: YES, False: NO}.get(run_in, str(run_in)),
        "text": kept(str(texts[0])) if first else None,
    }
    pointers = {"level": pointer, "heading": f"{pointer}/heading", "run_in": f"{pointer}/run_in"}
    add(cells, pointers | {"text": f"{pointer}/paragraphs/0" if first else f"{pointer}/paragraphs"})
    for place, text in enumerate(texts[first:], int(first)):
        add({"level": PARAGRAPH, "text": kept(str(text))}, {"text": f"{pointer}/paragraphs/{place}"})
    _sections(_list(section, "sections"), f"{pointer}/sections", depth + 1, add)
    for place, text in enumerate(_list(section, "closing")):
        add({"level": level + CLOSING, "text": kept(str(text))}, {"text": f"{pointer}/closing/{place}"})


def _list(record: dict[str, Any], name: str) -> list[Any]:
    value = record.get(name)
    return value if isinstance(value, list) else []

"""What a kind's form looks like, derived from its record: which sheets, which columns, which labels. Knows no Excel.

    Facts    label–value rows: every value that a record holds once, in groups
    Table    a row for each entry of a list, or of several lists of people that share a sheet
    Texts    a row for each heading or paragraph of a running text

Lists of lists (the people of each session) stand on a sheet of their own, whose rows name the entry they belong to.
"""

from dataclasses import dataclass, field, replace
from functools import cache
from typing import Final

from pydantic import BaseModel

from service.documents.records import Person
from service.workbooks.fields import Field, fields_of, own_first
from service.workbooks.leaves import Leaf, flat, is_broad, is_packed, leaf_of, presence

Steps = tuple[str, ...]
EACH: Final = "*"  # the step from a list to each of its entries
_ROOT_GROUP = "文件信息"
_ROOT_TEXTS = "正文"
_PEOPLE = "人员名单"
PEOPLE_LABEL = "类别"
_LONGEST_SHEET_NAME = 31


@dataclass(frozen=True)
class Key:
    """The column in which a row names the entry of an outer list it belongs to."""

    label: str
    steps: Steps  # of the entry's own id; empty: its place in the list, counted from 1


@dataclass(frozen=True)
class Owner:
    """The record that holds a sheet's lists: the way to it, and a key for each list on the way."""

    path: Steps = ()
    keys: tuple[Key, ...] = ()


@dataclass(frozen=True)
class Group:
    """Values that stand under one heading of the facts."""

    title: str
    leaves: tuple[Leaf, ...]


@dataclass(frozen=True)
class Facts:
    title: str
    groups: tuple[Group, ...]


@dataclass(frozen=True)
class Member:
    """One list of a table; `word` tells its rows from those of the others."""

    steps: Steps
    title: str
    leaves: tuple[Leaf, ...]
    required: bool
    most: int
    single: bool = False  # the one record at `steps`, not a list


@dataclass(frozen=True)
class Table:
    title: str
    owner: Owner
    members: tuple[Member, ...]
    key: Key | None = None  # of its own entries, where other sheets refer to them by their place

    @property
    def shared(self) -> bool:
        return len(self.members) > 1

    @property
    def leaves(self) -> tuple[Leaf, ...]:
        """The columns of all members, each label once; what only some members must fill is not required of all."""
        found: dict[str, Leaf] = {}
        for member in self.members:
            for leaf in member.leaves:
                found.setdefault(leaf.label, leaf)
        always = [{leaf.label for leaf in member.leaves} for member in self.members]
        return tuple(
            leaf if all(leaf.label in labels for labels in always) else replace(leaf, required=False)
            for leaf in found.values()
        )


@dataclass(frozen=True)
class Part:
    """One running text: headings with paragraphs, or paragraphs alone."""

    steps: Steps
    title: str
    sections: bool
    required: bool
    help: str


@dataclass(frozen=True)
class Texts:
    title: str
    owner: Owner
    parts: tuple[Part, ...]

    @property
    def sections(self) -> bool:
        return any(part.sections for part in self.parts)


Sheet = Facts | Table | Texts


@dataclass(frozen=True)
class Outline:
    """The whole form of a kind."""

    kind: str
    title: str
    purpose: str
    sheets: tuple[Sheet, ...]

    @property
    def facts(self) -> Facts:
        return next(sheet for sheet in self.sheets if isinstance(sheet, Facts))


@cache
def outline_of(name: str, title: str, purpose: str, record: type[BaseModel]) -> Outline:
    """The form of a record."""
    walk = _Walk()
    walk.root(record)
    groups = sorted(
        walk.groups, key=lambda group: (group.title == "版式", "·" in group.title)
    )  # the last thing a clerk cares for
    facts = Facts("基本信息", tuple(group for group in groups if group.leaves))
    texts = [sheet for sheet in walk.sheets if isinstance(sheet, Texts) and not sheet.owner.path]
    others = [sheet for sheet in walk.sheets if sheet not in texts]
    return Outline(name, title, purpose, (facts, *_named((*texts, *others))))


def _named(sheets: tuple[Sheet, ...]) -> list[Sheet]:
    """The sheets with names that a workbook allows, no two the same."""
    taken = {"填写说明", "需要修改", "基本信息"}
    named: list[Sheet] = []
    for sheet in sheets:
        name = base = "".join("／" if c in "[]:*?/\\" else c for c in sheet.title)[: _LONGEST_SHEET_NAME - 3]
        number = 2
        while name in taken:
            name, number = f"{base}{number}", number + 1
        taken.add(name)
        named.append(replace(sheet, title=name))
    return named


@dataclass
class _Walk:
    """Goes through a record and gathers what its form needs."""

    sheets: list[Sheet] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)

    def root(self, record: type[BaseModel]) -> None:
        fields = fields_of(record)
        plain = [leaf_of(one, (one.name,), one.title) for one in fields if _fact(one)]
        self.groups.append(Group(_ROOT_GROUP, tuple(sorted(plain, key=lambda leaf: not leaf.required))))
        for one in fields:
            if one.record is not None and one.inner:
                self._group(one, (one.name,), one.title)
        self.lists(record, Owner(), (), "", "")

    def _group(self, one: Field, steps: Steps, title: str) -> None:
        """The values of a record held once; what may be left out and holds many values is a group of its own."""
        assert one.record is not None
        apart = [inner for inner in fields_of(one.record) if inner.nullable and inner.inner and is_broad(inner)]
        skipped = {(*steps, inner.name) for inner in apart}
        leaves = flat(one.record, _fact, steps, "", not one.required)
        kept = (leaf for leaf in leaves if leaf.steps[: len(steps) + 1] not in skipped)
        self.groups.append(Group(title, (*presence(one, steps, one.title), *kept)))
        for inner in apart:
            self._group(inner, (*steps, inner.name), f"{title}·{inner.title}")

    def lists(self, record: type[BaseModel], owner: Owner, base: Steps, title: str, prefix: str) -> None:
        """Sheets for the lists of a record and of the records it holds once; `title` is its own."""
        fields = own_first(record)
        inside = EACH in owner.path
        parts = tuple(
            Part((*base, one.name), one.title, one.record is not None, one.required, one.help)
            for one in fields
            if one.text_list and (one.record is not None or not inside)
        )
        if parts:
            name = parts[0].title if len(parts) == 1 else title or _ROOT_TEXTS
            self.sheets.append(Texts(prefix + name, owner, parts))
        long = [one for one in fields if one.many and one.record and not one.text_list and not is_packed(one)]
        people = [one for one in long if _of_people(one)]
        for one in fields:
            if one in long and (one not in people or len(people) == 1):
                self._table(one, owner, base, prefix + (title if len(long) == 1 and title else one.title))
            elif people and one is people[0]:
                self.sheets.append(Table(prefix + _PEOPLE, owner, tuple(_member(person, base) for person in people)))
            elif one.inner:
                self._inner(one, owner, base, prefix)

    def _inner(self, one: Field, owner: Owner, base: Steps, prefix: str) -> None:
        """A record held once: inside a row, one with many values has a sheet with at most one row for each."""
        assert one.record is not None
        steps = (*base, one.name)
        if EACH in owner.path and is_broad(one) and not base:
            member = Member(steps, one.title, tuple(flat(one.record, _cell)), one.required, 1, single=True)
            self.sheets.append(Table(prefix + one.title, owner, (member,)))
        self.lists(one.record, owner, steps, one.title, prefix)

    def _table(self, one: Field, owner: Owner, base: Steps, title: str) -> None:
        assert one.record is not None
        member = _member(one, base)
        own = next((leaf for leaf in member.leaves if leaf.steps == ("id",) and leaf.required), None)
        key = Key(own.label, own.steps) if own else Key(f"{one.title}序号", ())
        below = Owner((*owner.path, *base, one.name, EACH), (*owner.keys, key))
        inner = _Walk()
        inner.lists(one.record, below, (), "", "" if own else one.title)
        self.sheets.append(Table(title, owner, (member,), key if inner.sheets else None))
        self.sheets += inner.sheets


def _member(one: Field, base: Steps) -> Member:
    assert one.record is not None
    leaves = tuple(_columns(one.record))
    if issubclass(one.record, Person) or _of_people(one):
        leaves = tuple(replace(leaf, form="name") if leaf.steps[-1] == "name" else leaf for leaf in leaves)
    return Member((*base, one.name), one.title, leaves, one.required, one.most)


def _columns(record: type[BaseModel]) -> list[Leaf]:
    """The columns that an entry's own values take."""
    leaves: list[Leaf] = []
    for one in fields_of(record):
        if _cell(one):
            leaves.append(leaf_of(one, (one.name,), one.title, names=True))
        elif one.record is not None and one.inner and not is_broad(one):
            chain = "" if issubclass(one.record, Person) else f"{one.title}·"
            leaves += presence(one, (one.name,), one.title)
            leaves += flat(one.record, _cell, (one.name,), chain, not one.required)
    return leaves


def _fact(one: Field) -> bool:
    """Whether a field fits one cell of the facts: running text does not."""
    return not one.text_list and _cell(one)


def _cell(one: Field) -> bool:
    """Whether a field fits one cell of a row."""
    return one.record is None or is_packed(one)


def _of_people(one: Field) -> bool:
    """Whether each entry of a list is a person, or something said of one."""
    assert one.record is not None
    return one.record is Person or any(inner.inner and inner.record is Person for inner in fields_of(one.record))

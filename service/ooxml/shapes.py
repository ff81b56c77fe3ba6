"""Shapes: what a kind's context holds, as plain data a template can be judged against.

Made from the context's TypedDict. A shape knows no class of the documents, so it can be handed to another process.
"""

from dataclasses import dataclass, field, replace
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints, is_typeddict

from markupsafe import Markup

TEXT, NUMBER, TRUTH, CHOICE, LIST, RECORD, FRAGMENT, JOINED, UNKNOWN = (
    "text",
    "number",
    "truth",
    "choice",
    "list",
    "record",
    "fragment",
    "joined",
    "unknown",
)
_SIMPLE = {str: TEXT, int: NUMBER, float: NUMBER, bool: TRUTH, Markup: FRAGMENT}


@dataclass(frozen=True)
class Shape:
    """What stands at a path of the context.

    `touches` are the texts that a JOINED value prints, all or one of them, and that an UNKNOWN one may hold;
    `rewritten` says that a filter changes the words.
    """

    path: str = ""
    kind: str = UNKNOWN
    optional: bool = False
    members: tuple[tuple[str, "Shape"], ...] = ()
    entry: "Shape | None" = None
    note: str = ""
    touches: frozenset[str] = field(default=frozenset(), compare=False)
    rewritten: bool = False

    def member(self, name: str) -> "Shape | None":
        """The part of a record that bears the name."""
        return dict(self.members).get(name)

    def texts(self) -> list["Shape"]:
        """All texts at and below this shape."""
        if self.kind in (TEXT, FRAGMENT):
            return [self]
        below = [shape for _, shape in self.members] + ([self.entry] if self.entry is not None else [])
        return [text for shape in below for text in shape.texts()]

    def moved(self, path: str) -> "Shape":
        """The same shape under another path: one entry of a list, whose texts do not count as all of them."""

        def anew(shape: "Shape") -> "Shape":
            members = tuple((name, anew(member)) for name, member in shape.members)
            entry = None if shape.entry is None else anew(shape.entry)
            return replace(shape, path=path + shape.path[len(self.path) :], members=members, entry=entry)

        return anew(self)


def unknown(*of: Shape) -> Shape:
    """A value of which only is known what it was made from."""
    touched = frozenset(text.path for shape in of for text in shape.texts())
    return Shape(touches=touched.union(*(shape.touches for shape in of)))


def joined(*parts: Shape) -> Shape:
    """A value put together from texts, or one of several."""
    made = unknown(*parts)
    surely = all(part.kind in (TEXT, NUMBER, CHOICE, JOINED) and not part.rewritten for part in parts)
    return replace(made, kind=JOINED) if surely else made


def of(fields: "type | Shape") -> Shape:
    """The shape of a context's TypedDict; a shape stays as it is."""
    return fields if isinstance(fields, Shape) else _shape("", fields, "")


def _shape(path: str, hint: Any, note: str) -> Shape:
    if get_origin(hint) is Annotated:
        said = next((part for part in hint.__metadata__ if isinstance(part, str)), note)
        return _shape(path, get_args(hint)[0], said)
    if get_origin(hint) in (Union, UnionType):
        present = [part for part in get_args(hint) if part is not type(None)]
        return replace(_shape(path, present[0], note), optional=len(present) < len(get_args(hint)))
    if get_origin(hint) is Literal:
        choices = "、".join(map(str, get_args(hint)))
        return Shape(path, CHOICE, note=note or choices)
    if get_origin(hint) is list:
        return Shape(path, LIST, entry=_shape(f"{path}[]", get_args(hint)[0], note), note=note)
    if is_typeddict(hint):
        members = tuple(
            (name, _shape(f"{path}.{name}" if path else name, inner, _heading(inner)))
            for name, inner in get_type_hints(hint, include_extras=True).items()
        )
        return Shape(path, RECORD, members=members, note=note)
    return Shape(path, _SIMPLE.get(hint, UNKNOWN), note=note)


def _heading(hint: Any) -> str:
    """The first line of what a TypedDict, or a list of it, says of itself."""
    for part in (hint, *get_args(hint)):
        if is_typeddict(part) and part.__doc__:
            return str(part.__doc__).strip().splitlines()[0]
    return ""

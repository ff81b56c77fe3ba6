"""What a form must know of a record's fields: title, example, limits, and what kind of cell holds the value."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from inspect import get_annotations
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel

from service.documents.records import Section
from service.documents.text import Clock, Heading, Text
from service.workbooks.words import word_of

Form = Literal["line", "heading", "text", "clock", "day", "number", "truth", "choice", "record"]


@dataclass(frozen=True)
class Field:
    """One field of a record; `form`, `record` and `choices` are those of an entry where it is a list."""

    name: str  # as a payload writes it
    title: str
    help: str
    example: Any
    required: bool
    nullable: bool
    form: Form
    printed: str = "once"
    many: bool = False
    most: int = 1
    record: type[BaseModel] | None = None
    choices: tuple[tuple[str, str], ...] = ()  # what the payload holds, the word a form shows

    @property
    def text_list(self) -> bool:
        """Whether it is running text: paragraphs, or headings with paragraphs."""
        return self.many and (self.record is Section or self.form == "text")

    @property
    def inner(self) -> bool:
        """Whether it is a record held once."""
        return self.record is not None and not self.many


@cache
def fields_of(record: type[BaseModel]) -> tuple[Field, ...]:
    """The fields of a record in its own order."""
    hints = get_type_hints(record, include_extras=True)
    return tuple(_field(record, name, hints[name]) for name in record.model_fields)


def own_first(record: type[BaseModel]) -> list[Field]:
    """The fields of a record, those it shares with other records last."""
    own = get_annotations(record)
    names = {field.alias or name for name, field in record.model_fields.items() if name in own}
    return sorted(fields_of(record), key=lambda one: one.name not in names)


def _field(record: type[BaseModel], name: str, hint: Any) -> Field:
    info = record.model_fields[name]
    hint, nullable = _present(hint)
    many = get_origin(hint) is list
    element = _present(get_args(hint)[0])[0] if many else hint
    form, inner = _form(element)
    most = next((limit.max_length for limit in info.metadata if hasattr(limit, "max_length")), 200)
    extra = info.json_schema_extra
    choices: tuple[tuple[str, str], ...] = ()
    if form == "choice":
        choices = tuple((value, word_of(name, value, info.description or "")) for value in get_args(_bare(element)))
    return Field(
        name=info.alias or name,
        title=info.title or name,
        help=info.description or "",
        example=(info.examples or [None])[0],
        required=info.is_required(),
        nullable=nullable,
        form=form,
        printed=str(extra.get("printed", "once")) if isinstance(extra, dict) else "once",
        many=many,
        most=most if many else 1,
        record=inner,
        choices=choices,
    )


def _present(hint: Any) -> tuple[Any, bool]:
    """A type without its `| None`, and whether it had one."""
    if get_origin(hint) in (Union, UnionType):
        rest = [part for part in get_args(hint) if part is not NoneType]
        return rest[0], len(rest) < len(get_args(hint))
    return hint, False


def _bare(hint: Any) -> Any:
    return get_args(hint)[0] if get_origin(hint) is Annotated else hint


def _form(hint: Any) -> tuple[Form, type[BaseModel] | None]:
    """What kind of cell holds a value of that type."""
    for known, form in _known():
        if hint == known:
            return form, None
    bare = _bare(hint)
    if get_origin(bare) is Literal:
        return "choice", None
    if isinstance(bare, type) and issubclass(bare, BaseModel):
        return "record", bare
    plain: dict[Any, Form] = {bool: "truth", int: "number", date: "day"}
    return plain.get(bare, "line"), None


def _known() -> Iterator[tuple[Any, Form]]:
    yield Text, "text"
    yield Heading, "heading"
    yield Clock, "clock"

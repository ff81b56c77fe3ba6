"""Findings: what does not fit between the parts of a year, each with code, level, place and sentence."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from pydantic import BaseModel

from service.documents.years import Year
from service.errors import Fault
from service.payloads import pointer_step

Level = Literal["error", "warning", "remark"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that does not fit. An error stops the papers; a warning is to be looked at; a remark tells a guess."""

    code: str
    level: Level
    pointer: str
    message: str

    @property
    def fault(self) -> Fault:
        return Fault(self.pointer, self.code, self.message)

    def as_dict(self) -> dict[str, str]:
        """The finding as other systems read it."""
        return {"code": self.code, "level": self.level, "pointer": self.pointer, "message": self.message}


Texts = Sequence[tuple[str, str]]
"""The texts of a year, each with its pointer."""


def texts(year: Year) -> Texts:
    """All texts of a year."""
    return list(_texts(year, ""))


def _texts(value: object, pointer: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield pointer, value
    elif isinstance(value, BaseModel):
        for name in value.model_fields_set:
            alias = type(value).model_fields[name].alias or name
            yield from _texts(getattr(value, name), pointer + pointer_step(alias))
    elif isinstance(value, list):
        for index, entry in enumerate(value):
            yield from _texts(entry, pointer + pointer_step(index))

"""Whatever is handed in for a kind: JSON as it is, a form or a draft as it is read."""

from dataclasses import dataclass
from typing import Any

from service.errors import Fault
from service.intake.reading import read

_READ = (".txt", ".text", ".md", ".docx", ".doc", ".wps", ".xlsx", ".xls", ".et")
_OFFICE = (b"PK\3\4", b"\xd0\xcf\x11\xe0")


@dataclass(frozen=True)
class Handed:
    """A payload, not yet validated, and what its reader skipped, guessed or saw."""

    payload: bytes | dict[str, Any]
    remarks: tuple[Fault, ...] = ()


def payload_of(content: bytes, filename: str, kind: str) -> Handed:
    """The payload of a file; raises what its reader says. A name that says nothing is taken for JSON."""
    name = filename.lower()
    if name.endswith(".json") or not (name.endswith(_READ) or content.startswith(_OFFICE)):
        return Handed(content)
    found = read(content, filename, kind)
    return Handed(found.payload, tuple(Fault(one.place, one.code, one.message) for one in found.remarks))

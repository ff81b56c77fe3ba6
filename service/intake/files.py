"""Whatever is handed in for a kind: JSON as it is, a form or a draft as it is read; and forms handed out."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from service import workbooks
from service.errors import Fault, Rejected
from service.intake.reading import read
from service.payloads import parse

_READ = (".txt", ".text", ".md", ".docx", ".doc", ".wps", ".xlsx", ".xls", ".et")
_OFFICE = (b"PK\3\4", b"\xd0\xcf\x11\xe0")


@dataclass(frozen=True)
class Handed:
    """A payload, not yet validated, what its reader skipped, guessed or saw, and the form it came in."""

    payload: bytes | dict[str, Any]
    remarks: tuple[Fault, ...] = ()
    form: workbooks.Read | None = None

    @contextmanager
    def places(self) -> Iterator[None]:
        """Refusals inside name the cells of the form that was handed in, and give it back marked."""
        try:
            yield
        except Rejected as error:
            if self.form is None:
                raise
            raise _returned(self.form, error.slug, error.faults) from None


def _returned(form: workbooks.Read, slug: str, faults: Sequence[Fault]) -> Rejected:
    refused = Rejected(slug, workbooks.located(form, faults))
    refused.form = workbooks.marked(form, faults)
    return refused


def payload_of(content: bytes, filename: str, kind: str) -> Handed:
    """The payload of a file; raises what its reader says. A name that says nothing is taken for JSON."""
    name = filename.lower()
    if name.endswith(".json") or not (name.endswith(_READ) or content.startswith(_OFFICE)):
        return Handed(content)
    if name.endswith(".xlsx"):
        return _filled(content, kind)
    found = read(content, filename, kind)
    return Handed(found.payload, tuple(Fault(one.place, one.code, one.message) for one in found.remarks))


def _filled(content: bytes, kind: str) -> Handed:
    found = workbooks.read(content, kind)
    if found.faults:
        raise _returned(found, Rejected.of(found.faults).slug, found.faults)
    remarks = tuple(Fault(one.place, one.code, one.message) for one in found.remarks)
    return Handed(found.payload, remarks, found)


def handed_form(kind: str, source: tuple[bytes, str] | None = None) -> bytes:
    """The form of a kind, blank, or filled from a file (content, name)."""
    if source is None:
        return workbooks.form(kind)
    given = payload_of(*source, kind).payload
    data = parse(given) if isinstance(given, bytes) else given
    return workbooks.form(kind, data if isinstance(data, dict) else {})

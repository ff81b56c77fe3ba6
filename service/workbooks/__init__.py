"""Workbooks: official forms out, filled-in forms in, marked forms back. The only room for openpyxl.

form(kind)                  the blank form of a kind, derived from its record; form(kind, payload) a filled one
read(content)               a filled-in form → payload, places (pointer → sheet!cell), remarks, faults
marked(content, faults)     the same form again, what is to be mended in red, listed on the first sheet
"""

from collections.abc import Sequence
from typing import Any

from service.errors import Fault
from service.workbooks.account import Read, Remark
from service.workbooks.filling import filled
from service.workbooks.forms import add_guide, add_pages
from service.workbooks.marking import marked_payload, marked_read
from service.workbooks.places import nearest, parted
from service.workbooks.reading import outline_for, read
from service.workbooks.writing import new_book, saved

__all__ = ["Read", "Remark", "form", "located", "marked", "read"]


def form(kind: str, payload: dict[str, Any] | None = None) -> bytes:
    """The form of a kind as .xlsx, blank or filled from a payload; the same bytes every time."""
    outline = outline_for(kind)
    book = new_book()
    add_guide(book, outline)
    add_pages(book, outline, filled(outline, payload or {}).pages)
    return saved(book)


def marked(source: bytes | Read | dict[str, Any], faults: Sequence[Fault], kind: str | None = None) -> bytes:
    """The form again with faults in it: of a workbook as it came, of one already read, or of a payload of `kind`.

    Faults may point into the payload or at sheet!cell; those found while reading are added.
    """
    if isinstance(source, dict):
        if kind is None:
            raise ValueError("a payload does not say its kind")
        return marked_payload(outline_for(kind), source, faults)
    found = read(source, kind) if isinstance(source, bytes) else source
    return marked_read(outline_for(found.kind), found, faults)


def located(found: Read, faults: Sequence[Fault]) -> list[Fault]:
    """Faults of the payload at the cells where their values were read: sheet!cell instead of a pointer."""
    return [
        fault if parted(fault.pointer) else Fault(nearest(found.places, fault.pointer) or "", fault.code, fault.message)
        for fault in faults
    ]

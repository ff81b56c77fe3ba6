"""Forms as people hand them in: changed in a spreadsheet program, or in the XML itself."""

import json
import re
from collections.abc import Callable
from functools import cache
from io import BytesIO
from typing import Any

import openpyxl

from service.documents import KINDS
from service.ooxml.package import Writer, ordered, read
from service.workbooks import form

Book = Any
Change = Callable[[Book], None]


def sample(kind: str) -> dict[str, Any]:
    payload: dict[str, Any] = json.loads(KINDS[kind].sample.read_text(encoding="utf-8"))
    return payload


@cache
def sample_form(kind: str) -> bytes:
    return form(kind, sample(kind))


def edited(content: bytes, change: Change) -> bytes:
    """A form after someone worked on it."""
    book = openpyxl.load_workbook(BytesIO(content))
    change(book)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def filled(kind: str, change: Change) -> bytes:
    return edited(sample_form(kind), change)


def rewritten(content: bytes, part: str, pattern: str, replacement: str) -> bytes:
    """A form with something in one of its parts replaced."""
    parts = read(content)
    changed, count = re.subn(pattern, replacement, parts[part].decode("utf-8"))
    assert count
    return Writer(()).write(ordered(parts | {part: changed.encode("utf-8")}))


def label_row(sheet: Any, label: str) -> int:
    """The row of a label of the facts."""
    return next(row for row in range(1, sheet.max_row + 1) if str(sheet.cell(row, 1).value or "").rstrip("＊") == label)


def column(sheet: Any, label: str) -> int:
    """The column of a header."""
    wanted = label.replace("·", "\n")
    return next(at for at in range(1, sheet.max_column + 1) if str(sheet.cell(3, at).value).rstrip("＊") == wanted)

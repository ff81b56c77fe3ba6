"""The rules, grouped as the chapters of GB/T 9704-2012; each module enters its own into the register."""

from service.check.rules import (
    attachments,
    body,
    faces,
    head,
    imprint,
    letterhead,
    numbers,
    page,
    signature,
    tables,
    text,
    title,
)
from service.check.rules import measured as on_pages  # last: it adds to rules of the others

__all__ = ["attachments", "body", "faces", "head", "imprint", "letterhead", "numbers"]
__all__ += ["on_pages", "page", "signature", "tables", "text", "title"]

"""Ink on a drawn page: where the boxes of a face mislead, a small part of it is drawn at 600 dpi and looked at."""

from pathlib import Path
from typing import NamedTuple

import pypdfium2

_DOTS = 600
_STEP = 25.4 / _DOTS
_POINT = 72 / 25.4


class Box(NamedTuple):
    """Left, top, right, bottom in mm from the page's upper left corner."""

    left: float
    top: float
    right: float
    bottom: float


def ink(pdf: Path, page: int, within: Box) -> Box | None:
    """The edges of what is printed within a part of a page (numbered from 1), or None where nothing is."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        sheet = document[page - 1]
        width, height = (length / _POINT for length in sheet.get_size())
        margins = (within.left, height - within.bottom, width - within.right, within.top)
        drawn = sheet.render(scale=_DOTS / 72, crop=tuple(margin * _POINT for margin in margins), grayscale=True)
        found = drawn.to_pil().convert("L").point(lambda shade: 255 if shade < 200 else 0).getbbox()
    finally:
        document.close()
    if found is None:
        return None
    left, top, right, bottom = (edge * _STEP for edge in found)
    return Box(within.left + left, within.top + top, within.left + right, within.top + bottom)

"""Places in a workbook: sheet!cell, and the nearest one to a fault in the payload."""

import re
from collections.abc import Mapping
from functools import lru_cache

_PLACE = re.compile(r"(.+)!([A-Z]{1,3}\d{1,7})")


@lru_cache(maxsize=256)
def letters(column: int) -> str:
    """1 → A, 26 → Z, 27 → AA."""
    text = ""
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(ord("A") + rest) + text
    return text


def number_of(column: str) -> int:
    """A → 1, Z → 26, AA → 27."""
    number = 0
    for letter in column:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def address(sheet: str, column: int, row: int) -> str:
    return f"{sheet}!{letters(column)}{row}"


def parted(place: str) -> tuple[str, str] | None:
    """Sheet and cell of a place; None for what is none."""
    found = _PLACE.fullmatch(place)
    return (found[1], found[2]) if found else None


def nearest(places: Mapping[str, str], pointer: str) -> str | None:
    """The cell of what a pointer means, else of what encloses it."""
    while pointer not in places and pointer:
        pointer = pointer.rpartition("/")[0]
    return places.get(pointer)

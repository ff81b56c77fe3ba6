"""Entries that share a cell come apart as they went in."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.workbooks.entries import CLOSE, OPEN, cleaned, joined, kept, split

_TEXTS = st.text("甲乙、，；;,\n 　（）【】" + OPEN + CLOSE, min_size=1).filter(lambda text: bool(text.strip()))


@pytest.mark.parametrize(
    ("text", "entries"),
    [
        ("甲、乙", ["甲", "乙"]),
        ("甲（一、二）、乙", ["甲（一、二）", "乙"]),
        ("甲（一、乙", ["甲（一", "乙"]),
        ("、甲、、乙；\n", ["甲", "乙"]),
        ("【原样】甲、乙【完】、丙", ["甲、乙", "丙"]),
        ("【原样】甲、乙", ["【原样】甲", "乙"]),
        ("  ", []),
    ],
)
def test_names_come_apart(text: str, entries: list[str]) -> None:
    assert split(text, names=True) == entries


@given(st.lists(_TEXTS, min_size=1, max_size=4), st.booleans())
def test_any_entries_come_back(entries: list[Any], names: bool) -> None:
    assert split(joined(entries, names), names) == entries


@given(_TEXTS)
def test_any_text_comes_back(text: str) -> None:
    assert cleaned(kept(text)) == text

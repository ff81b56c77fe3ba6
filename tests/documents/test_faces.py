"""What the faces can show: the quick look and the exact one agree."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.documents.faces import is_plain, is_shown, uncovered

SIGNS = st.text(st.characters(max_codepoint=0xFFFF, exclude_categories=["Cs"]) | st.sampled_from("学习—·・〇喆\n\t _"))


@given(SIGNS, st.sampled_from(["gb2312", "system"]))
def test_what_is_plain_or_shown_is_covered_by_every_face(text: str, fonts: str) -> None:
    if is_plain(text):
        assert is_shown(text)
    if is_shown(text):
        assert uncovered(text, fonts) == []


def test_every_single_character_is_judged_alike() -> None:
    for character in map(chr, [*range(0xD800), *range(0xE000, 0x10000)]):
        if is_shown(character):
            assert not uncovered(character, "gb2312")
            assert not uncovered(character, "system")


@pytest.mark.parametrize(
    "text",
    ["", " ", " 学习", "\u3000\u3000", "学\n习", "a_b", "学\x00", "学\ud83d", "学\ufffe", "喆", "学\u200b"],
    ids=ascii,
)
def test_what_is_not_plain(text: str) -> None:
    assert not is_plain(text)


@pytest.mark.parametrize("text", ["学习", "R&D", "学 习 ", "“党建＋”——一月一学", "{{ 7*7 }}"])
def test_what_is_plain(text: str) -> None:
    assert is_plain(text)

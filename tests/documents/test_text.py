"""Text of a payload: every legal character stays byte for byte, whatever cannot be printed is refused with its place."""

from datetime import date
from typing import Any

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from service.documents.text import LONGEST_LINE, LONGEST_TEXT, Clock, Day, Heading, Line, Text, Year

TEXTS = pytest.mark.parametrize("kind", [Text, Heading, Line], ids=["text", "heading", "line"])


def read(kind: Any, value: object) -> Any:
    return TypeAdapter(kind).validate_python(value, strict=True)


def fault(kind: Any, value: object) -> tuple[str, str]:
    """Code and sentence of a refusal."""
    with pytest.raises(ValidationError) as caught:
        read(kind, value)
    (error,) = caught.value.errors()
    return error["type"], error["msg"]


RESERVED = ("{_{", "}_}", "{_%", "%_}")


# ---- refused --------------------------------------------------------------------------------------------------
ILLEGAL = {
    "nul": "\x00",
    "start-of-heading": "\x01",
    "bell": "\x07",
    "backspace": "\x08",
    "vertical-tab": "\x0b",
    "form-feed": "\x0c",
    "escape": "\x1b",
    "unit-separator": "\x1f",
    "high-surrogate": "\ud83d",
    "low-surrogate": "\udc00",
    "fffe": "\ufffe",
    "ffff": "\uffff",
}


@TEXTS
@pytest.mark.parametrize("character", ILLEGAL.values(), ids=ILLEGAL)
def test_illegal_character_is_named_with_its_place(kind: Any, character: str) -> None:
    code, sentence = fault(kind, f"学习{character}党章")
    assert code == "illegal-character"
    assert sentence == f"第3个字是无法打印的字符 U+{ord(character):04X}，请删去后重新提交"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        pytest.param("\x00", 1, id="alone"),
        pytest.param("学习\x00", 3, id="last"),
        pytest.param("学\x00\x01", 2, id="first-of-two"),
        pytest.param("𠮷\x00", 2, id="after-a-rare-hanzi"),
        pytest.param("学\r\n\x00", 3, id="a-line-break-is-one-character"),
    ],
)
def test_place_of_an_illegal_character(text: str, place: int) -> None:
    assert fault(Text, text)[1].startswith(f"第{place}个字")


@TEXTS
@pytest.mark.parametrize("sequence", RESERVED)
def test_sequences_of_the_template_language_are_refused(kind: Any, sequence: str) -> None:
    code, sentence = fault(kind, f"学习{sequence}党章")
    assert code == "illegal-sequence"
    assert sequence in sentence


@TEXTS
@pytest.mark.parametrize("blank", ["", " ", "\u3000\u3000", "\u00a0", "\r\n"])
def test_blanks_only(kind: Any, blank: str) -> None:
    assert fault(kind, blank) == ("blank", "不能为空，请填写")


@pytest.mark.parametrize(("kind", "most"), [(Text, LONGEST_TEXT), (Heading, LONGEST_LINE), (Line, LONGEST_LINE)])
def test_longest(kind: Any, most: int) -> None:
    assert read(kind, "字" * most) == "字" * most
    assert fault(kind, "字" * (most + 1)) == ("too-long", f"有{most + 1}个字，超过{most}个字的上限，请缩短")


def test_the_limits_are_the_promised_ones() -> None:
    assert (LONGEST_TEXT, LONGEST_LINE) == (5000, 200)


def test_a_carriage_return_does_not_count() -> None:
    assert read(Text, "字\r\n" * 2500) == "字\n" * 2500


@pytest.mark.parametrize("text", ["两\n行", "制\t表", "回\r车"])
def test_a_line_has_no_breaks(text: str) -> None:
    assert fault(Line, text)[0] == "line-break"


@TEXTS
@pytest.mark.parametrize("value", [None, 1, True, 1.5, [], {}, b"text"], ids=repr)
def test_only_texts_are_texts(kind: Any, value: object) -> None:
    assert fault(kind, value)[0] == "string_type"


# ---- accepted byte for byte -----------------------------------------------------------------------------------
KEPT = {
    "ampersand": "R&D",
    "less-than": "周期<3个月",
    "expression": "{{ 7*7 }}",
    "statement": "{% if %}",
    "closing-tag": "</w:t>",
    "entity": "&amp;&#0;",
    "cdata-end": "]]>",
    "underscores": "_x000A_",
    "backslash": "a\\n",
    "emoji-with-joiners": "👨\u200d👩\u200d👧",
    "rare-hanzi": "𠮷",
    "extension-b": "\U00020000",
    "extension-c": "\U0002a700",
    "extension-d": "\U0002b740",
    "extension-e": "\U0002b820",
    "extension-f": "\U0002ceb0",
    "extension-g": "\U00030000",
    "extension-h": "\U00031350",
    "ideographic-variant": "葛\U000e0100",
    "compatibility-hanzi": "\uf900",
    "combining-accent": "e\u0301",
    "private-use": "\ue000",
    "no-break-space": "a\u00a0b",
    "full-width-space": "甲\u3000某",
    "spaces-at-both-ends": "  学习  ",
    "full-width-space-in-front": "\u3000\u3000学习",
    "zero-width-space": "学\u200b习",
    "right-to-left-override": "\u202e学习",
    "next-line": "学\u0085习",
    "line-separator": "学\u2028习",
    "delete": "学\x7f习",
    "replacement-character": "学\ufffd习",
    "noncharacter": "学\ufdd0习",
    "last-character": "\U0010ffff",
}


@TEXTS
@pytest.mark.parametrize("text", KEPT.values(), ids=KEPT)
def test_kept(kind: Any, text: str) -> None:
    assert read(kind, text) == text


@pytest.mark.parametrize("kind", [Text, Heading], ids=["text", "heading"])
@pytest.mark.parametrize("text", ["两\n行", "制\t表", "\n学习\n", "\t学习"])
def test_breaks_and_tabs_are_kept(kind: Any, text: str) -> None:
    assert read(kind, text) == text


@pytest.mark.parametrize("kind", [Text, Heading], ids=["text", "heading"])
@pytest.mark.parametrize(
    ("sent", "kept"),
    [("甲\r\n乙", "甲\n乙"), ("甲\r乙", "甲\n乙"), ("甲\r\r\n乙", "甲\n\n乙"), ("甲\n\r乙", "甲\n\n乙")],
)
def test_every_line_break_becomes_a_line_feed(kind: Any, sent: str, kept: str) -> None:
    assert read(kind, sent) == kept


UNPRINTABLE = "".join(map(chr, [*range(0x09), *range(0x0B, 0x20), 0xFFFE, 0xFFFF]))
legal = st.text(st.characters(exclude_categories=["Cs"], exclude_characters=UNPRINTABLE), min_size=1, max_size=60)


@given(legal.filter(str.strip))
@example("&<>\"'")
def test_every_legal_text_is_kept(text: str) -> None:
    assume(not any(sequence in text for sequence in RESERVED))
    assert read(Text, text) == text


@given(
    st.text(max_size=20), st.sampled_from([*UNPRINTABLE.replace("\r", ""), "\ud800", "\udfff"]), st.text(max_size=20)
)
def test_every_text_with_an_illegal_character_is_refused(before: str, character: str, after: str) -> None:
    assert fault(Text, before + character + after)[0] == "illegal-character"


# ---- days, times, years ---------------------------------------------------------------------------------------
DAYS = {
    "2026-03-05": date(2026, 3, 5),
    "2028-02-29": date(2028, 2, 29),
    "1949-10-01": date(1949, 10, 1),
    "2199-12-31": date(2199, 12, 31),
}


@pytest.mark.parametrize(("text", "day"), DAYS.items())
def test_day(text: str, day: date) -> None:
    assert read(Day, text) == day


@pytest.mark.parametrize(
    ("value", "code"),
    [
        pytest.param("2026-02-30", "no-such-date", id="30-february"),
        pytest.param("2026-02-29", "no-such-date", id="no-leap-year"),
        pytest.param("2026-13-01", "no-such-date", id="month-13"),
        pytest.param("0000-01-01", "no-such-date", id="year-0"),
        pytest.param("0001-01-01", "date-range", id="year-1"),
        pytest.param("1949-09-30", "date-range", id="day-before-the-first"),
        pytest.param("2200-01-01", "date-range", id="day-after-the-last"),
        pytest.param("2026-3-5", "date-form", id="not-padded"),
        pytest.param("2026.03.05", "date-form", id="dots"),
        pytest.param("2026年3月5日", "date-form", id="chinese"),
        pytest.param("2026-03-05T00:00:00", "date-form", id="with-time"),
        pytest.param(" 2026-03-05", "date-form", id="space-in-front"),
        pytest.param("2026-03-05\n", "date-form", id="line-feed-behind"),
        pytest.param("２０２６-03-05", "date-form", id="full-width-digits"),
        pytest.param("20260305", "date-form", id="no-dashes"),
        pytest.param("2026-W10-4", "date-form", id="week"),
        pytest.param("", "date-form", id="empty"),
        pytest.param(None, "date-form", id="null"),
        pytest.param(20260305, "date-form", id="number"),
        pytest.param(True, "date-form", id="true"),
    ],
)
def test_no_day(value: object, code: str) -> None:
    assert fault(Day, value)[0] == code


@pytest.mark.parametrize("time", ["00:00", "09:30", "19:59", "23:59"])
def test_time(time: str) -> None:
    assert read(Clock, time) == time


@pytest.mark.parametrize("time", ["24:00", "09:60", "9:30", "0930", "09:30:00", "09:30\n", "０9:30", "上午9时"])
def test_no_time(time: str) -> None:
    assert fault(Clock, time)[0] == "string_pattern_mismatch"


@pytest.mark.parametrize(
    ("year", "code"),
    [(1948, "greater_than_equal"), (2200, "less_than_equal"), (26, "greater_than_equal"), ("2026", "int_type")],
)
def test_no_year(year: object, code: str) -> None:
    assert fault(Year, year)[0] == code

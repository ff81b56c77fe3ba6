"""Dates, numerals, names and shares in official wording: one table for each rule."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service import wording

D = date


@pytest.mark.parametrize(
    ("number", "hanzi"),
    [
        (1, "一"),
        (9, "九"),
        (10, "十"),
        (11, "十一"),
        (19, "十九"),
        (20, "二十"),
        (21, "二十一"),
        (50, "五十"),
        (99, "九十九"),
    ],
)
def test_hanzi_number(number: int, hanzi: str) -> None:
    assert wording.hanzi_number(number) == hanzi


def test_hanzi_numbers_differ_and_keep_to_ten_signs() -> None:
    numbers = {wording.hanzi_number(number) for number in range(1, 100)}
    assert len(numbers) == 99
    assert set("".join(numbers)) == set("一二三四五六七八九十")


@pytest.mark.parametrize("number", [-1, 0, 100])
def test_no_hanzi_number_beyond_1_to_99(number: int) -> None:
    with pytest.raises(ValueError, match=str(number)):
        wording.hanzi_number(number)


@pytest.mark.parametrize(
    ("level", "number", "text"),
    [(1, 1, "一、"), (1, 12, "十二、"), (2, 15, "（十五）"), (3, 4, "4."), (3, 12, "12."), (4, 2, "（2）")],
)
def test_heading_number(level: int, number: int, text: str) -> None:
    assert wording.heading_number(level, number) == text


@pytest.mark.parametrize(
    ("day", "text"),
    [
        pytest.param(D(2026, 3, 5), "2026年3月5日", id="not-padded"),
        pytest.param(D(2026, 12, 31), "2026年12月31日", id="two-digits"),
        pytest.param(D(2028, 2, 29), "2028年2月29日", id="leap-day"),
    ],
)
def test_full_date(day: date, text: str) -> None:
    assert wording.full_date(day) == text


def test_an_open_date_leaves_room_for_month_and_day() -> None:
    assert wording.open_date(2026) == "2026年\u3000月\u3000日"


@pytest.mark.parametrize(
    ("sequence", "text"),
    [
        pytest.param(3, "某局党组发\u30142026\u30153号", id="no-padding"),
        pytest.param(120, "某局党组发\u30142026\u3015120号", id="three-digits"),
        pytest.param(None, "某局党组发\u30142026\u3015\u3000号", id="open-sequence"),
    ],
)
def test_document_number(sequence: int | None, text: str) -> None:
    assert wording.document_number("某局党组发", 2026, sequence) == text


@pytest.mark.parametrize(
    ("time", "text"),
    [("09:30", "9时30分"), ("14:00", "14时"), ("00:00", "0时"), ("00:05", "0时5分"), ("23:59", "23时59分")],
)
def test_clock(time: str, text: str) -> None:
    assert wording.clock(time) == text


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [
        pytest.param(D(2026, 3, 5), D(2026, 3, 5), "2026年3月5日", id="one-day"),
        pytest.param(D(2026, 3, 5), D(2026, 3, 6), "2026年3月5日至6日", id="one-month"),
        pytest.param(D(2026, 3, 31), D(2026, 4, 1), "2026年3月31日至4月1日", id="one-year"),
        pytest.param(D(2026, 12, 31), D(2027, 1, 1), "2026年12月31日至2027年1月1日", id="two-years"),
        pytest.param(D(2026, 3, 5), D(2027, 3, 5), "2026年3月5日至2027年3月5日", id="same-day-of-another-year"),
    ],
)
def test_date_span(first: date, last: date, text: str) -> None:
    assert wording.date_span(first, last) == text


@pytest.mark.parametrize(
    ("last_day", "starts", "ends", "text"),
    [
        pytest.param(5, None, None, "2026年3月5日", id="no-hours"),
        pytest.param(5, "09:00", None, "2026年3月5日9时", id="start-only"),
        pytest.param(5, "09:00", "11:30", "2026年3月5日9时至11时30分", id="one-day"),
        pytest.param(6, "14:00", "11:00", "2026年3月5日14时至6日11时", id="two-days"),
        pytest.param(6, "14:00", None, "2026年3月5日14时至6日", id="two-days-start-only"),
        pytest.param(6, None, None, "2026年3月5日至6日", id="two-days-no-hours"),
    ],
)
def test_time_span(last_day: int, starts: str | None, ends: str | None, text: str) -> None:
    assert wording.time_span(D(2026, 3, 5), D(2026, 3, last_day), starts, ends) == text


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [
        pytest.param(D(2026, 3, 1), D(2026, 3, 31), "3月", id="month"),
        pytest.param(D(2026, 2, 1), D(2026, 2, 28), "2月", id="february"),
        pytest.param(D(2026, 1, 1), D(2026, 3, 31), "第一季度", id="first-quarter"),
        pytest.param(D(2026, 10, 1), D(2026, 12, 31), "第四季度", id="last-quarter"),
        pytest.param(D(2026, 2, 1), D(2026, 4, 30), "2—4月", id="three-months-across-quarters"),
        pytest.param(D(2026, 3, 1), D(2026, 4, 30), "3—4月", id="two-months"),
        pytest.param(D(2026, 1, 1), D(2026, 6, 30), "上半年", id="first-half"),
        pytest.param(D(2026, 7, 1), D(2026, 12, 31), "下半年", id="second-half"),
        pytest.param(D(2026, 1, 1), D(2026, 12, 31), "全年", id="year"),
        pytest.param(D(2026, 3, 5), D(2026, 3, 5), "3月5日", id="day"),
        pytest.param(D(2026, 3, 5), D(2026, 3, 12), "3月5日至12日", id="days"),
        pytest.param(D(2026, 3, 31), D(2026, 4, 1), "3月31日至4月1日", id="days-of-two-months"),
        pytest.param(D(2026, 3, 1), D(2026, 3, 30), "3月1日至30日", id="month-but-a-day"),
        pytest.param(D(2028, 2, 1), D(2028, 2, 29), "2028年2月", id="leap-february-of-another-year"),
        pytest.param(D(2028, 2, 1), D(2028, 2, 28), "2028年2月1日至28日", id="leap-february-but-a-day"),
        pytest.param(D(2027, 1, 1), D(2027, 12, 31), "2027年全年", id="another-year"),
        pytest.param(D(2027, 3, 5), D(2027, 3, 12), "2027年3月5日至12日", id="days-of-another-year"),
        pytest.param(D(2026, 12, 1), D(2027, 1, 31), "2026年12月1日至2027年1月31日", id="into-the-next-year"),
        pytest.param(D(2025, 12, 31), D(2026, 1, 2), "2025年12月31日至2026年1月2日", id="from-the-year-before"),
    ],
)
def test_period_in_a_plan_of_2026(first: date, last: date, text: str) -> None:
    assert wording.period(first, last, 2026) == text


@pytest.mark.parametrize(
    ("people", "text"),
    [
        pytest.param([], "", id="nobody"),
        pytest.param([("", "", "甲某")], "甲某", id="bare-name"),
        pytest.param([("", "", "甲某"), ("", "", "乙某")], "甲某、乙某", id="bare-names"),
        pytest.param([("", "局长", "甲某"), ("", "副局长", "乙某")], "局长甲某，副局长乙某", id="posts"),
        pytest.param([("", "局长", "甲某"), ("", "", "乙某")], "局长甲某，乙某", id="post-then-bare-name"),
        pytest.param([("甲科", "", "甲某"), ("甲科", "", "乙某")], "甲科甲某、乙某", id="one-unit"),
        pytest.param(
            [("甲科", "科长", "甲某"), ("甲科", "科员", "乙某")], "甲科科长甲某，科员乙某", id="posts-of-a-unit"
        ),
        pytest.param([("甲科", "", "甲某"), ("乙科", "", "乙某")], "甲科甲某，乙科乙某", id="two-units"),
        pytest.param([("甲科", "", "甲某"), ("", "", "乙某")], "甲科甲某；乙某", id="unit-then-none"),
        pytest.param(
            [("甲科", "", "甲某"), ("乙科", "", "乙某"), ("甲科", "", "丙某")],
            "甲科甲某，乙科乙某，甲科丙某",
            id="back-to-a-unit",
        ),
        pytest.param([("", "党组书记、局长", "甲某")], "党组书记、局长甲某", id="post-with-a-comma-of-its-own"),
    ],
)
def test_persons(people: list[tuple[str, str, str]], text: str) -> None:
    assert wording.persons(people) == text


names = st.text("甲乙丙丁科长", min_size=1, max_size=3)


@given(st.lists(st.tuples(st.just("") | names, st.just("") | names, names), max_size=6))
def test_a_list_of_persons_holds_every_unit_post_and_name(people: list[tuple[str, str, str]]) -> None:
    text = wording.persons(people)
    assert all(part in text for person in people for part in person)


@pytest.mark.parametrize(
    ("text", "closed"),
    [
        pytest.param("学习党章", "学习党章。", id="open"),
        pytest.param("学习党章。", "学习党章。", id="full-stop"),
        pytest.param("学了吗？", "学了吗？", id="question"),
        pytest.param("《办法（试行）》", "《办法（试行）》。", id="title"),
        pytest.param("修订办法（试行）", "修订办法（试行）。", id="bracket-without-a-stop"),
        pytest.param("（此件公开发布。）", "（此件公开发布。）", id="bracket-with-a-stop"),
        pytest.param("做到“两个维护”", "做到“两个维护”。", id="quotation-without-a-stop"),
        pytest.param("他说：“要学。”", "他说：“要学。”", id="quotation-with-a-stop"),
        pytest.param("”", "”。", id="quotation-mark-alone"),
        pytest.param("study.", "study.", id="latin-stop"),
    ],
)
def test_sentence(text: str, closed: str) -> None:
    assert wording.sentence(text) == closed


@given(st.text(min_size=1))
def test_a_closed_sentence_is_not_closed_again(text: str) -> None:
    closed = wording.sentence(text)
    assert wording.sentence(closed) == closed


@pytest.mark.parametrize(
    ("share", "text"),
    [
        pytest.param(None, "—", id="share-of-nothing"),
        pytest.param(Fraction(0), "0%", id="none"),
        pytest.param(Fraction(1), "100%", id="all"),
        pytest.param(Fraction(1, 2), "50%", id="trailing-zero-dropped"),
        pytest.param(Fraction(2, 3), "66.7%", id="up"),
        pytest.param(Fraction(1, 3), "33.3%", id="down"),
        pytest.param(Fraction(1, 2000), "0.1%", id="half-up"),
        pytest.param(Fraction(125, 1000), "12.5%", id="exact"),
        pytest.param(Fraction(8245, 10000), "82.5%", id="half-up-from-an-even-digit"),
        pytest.param(Fraction(9994, 10000), "99.9%", id="below-99.95"),
        pytest.param(Fraction(9999, 10000), "99.9%", id="almost-all"),
        pytest.param(Fraction(10**30 - 1, 10**30), "99.9%", id="beyond-floating-point"),
        pytest.param(Fraction(5, 4), "125%", id="more-than-planned"),
    ],
)
def test_percent(share: Fraction | None, text: str) -> None:
    assert wording.percent(share) == text


@given(st.fractions(min_value=0, max_value=1).filter(lambda share: share < 1))
def test_only_all_is_100_percent(share: Fraction) -> None:
    printed = Fraction(wording.percent(share).removesuffix("%")) / 100
    assert printed < 1
    assert abs(printed - share) <= Fraction(1, 1000)


@given(st.fractions(min_value=0, max_value=2), st.fractions(min_value=0, max_value=2))
def test_the_larger_share_never_prints_less(one: Fraction, other: Fraction) -> None:
    less, more = (Fraction(wording.percent(share).removesuffix("%")) for share in sorted((one, other)))
    assert less <= more

"""Days and periods in all the ways they are typed."""

from datetime import date

import pytest

from service.intake.dates import dated, first_year, period


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026年3月5日", date(2026, 3, 5)),
        ("2026 年 3 月 5 日", date(2026, 3, 5)),
        ("２０２６年３月５日", date(2026, 3, 5)),
        ("二〇二六年三月十五日", date(2026, 3, 15)),
        ("二○二六年十二月二十一日", date(2026, 12, 21)),
        ("2026-3-5", date(2026, 3, 5)),
        ("2026.03.05", date(2026, 3, 5)),
    ],
)
def test_days(text: str, day: date) -> None:
    found = dated(text)
    assert found is not None
    assert found.day == day
    assert found.plain == (text == "2026年3月5日")


@pytest.mark.parametrize("text", ["2026年　月　日", "2026年 月 日", "2026年X月X日"])
def test_open_days(text: str) -> None:
    found = dated(text)
    assert found is not None
    assert (found.day, found.year) == (None, 2026)


@pytest.mark.parametrize("text", ["2026年2月30日", "2026年", "3月5日", "", "2026年3月5日召开会议"])
def test_no_days(text: str) -> None:
    assert dated(text) is None


@pytest.mark.parametrize(
    ("text", "first", "last", "plain"),
    [
        ("3月", "2026-03-01", "2026-03-31", True),
        ("3—4月", "2026-03-01", "2026-04-30", True),
        ("3月-4月", "2026-03-01", "2026-04-30", False),
        ("第二季度", "2026-04-01", "2026-06-30", True),
        ("二季度", "2026-04-01", "2026-06-30", False),
        ("上半年", "2026-01-01", "2026-06-30", True),
        ("全年", "2026-01-01", "2026-12-31", True),
        ("3月5日", "2026-03-05", "2026-03-05", True),
        ("3月5日至12日", "2026-03-05", "2026-03-12", True),
        ("3月中旬", "2026-03-11", "2026-03-20", False),
        ("1月下旬至2月", "2026-01-21", "2026-02-28", False),
        ("2027年1月", "2027-01-01", "2027-01-31", True),
        ("“七一”前后", "2026-06-21", "2026-07-11", False),
        ("国庆节前", "2026-09-21", "2026-09-30", False),
    ],
)
def test_periods(text: str, first: str, last: str, plain: bool) -> None:
    assert period(text, 2026) == (date.fromisoformat(first), date.fromisoformat(last), plain)


@pytest.mark.parametrize("text", ["待定", "13月", "4月至3月", "", "第五季度", "2月30日"])
def test_periods_not_understood(text: str) -> None:
    assert period(text, 2026) is None


def test_first_year() -> None:
    assert first_year("某局2026年度计划") == 2026
    assert first_year("某局二〇二六年计划") == 2026
    assert first_year("共2026项") is None

"""Consistency of days: sessions on days off, weekdays named wrongly, minutes older than their session."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

import chinese_calendar

from service import wording
from service.documents.years import Year
from service.year.findings import Finding, Texts

_WEEKDAYS = "一二三四五六日"
_NAMED = re.compile(
    r"(?:(?P<year>[0-9]{4})年)?(?P<month>[0-9]{1,2})月(?P<day>[0-9]{1,2})日[（(]?(?:星期|周|礼拜)(?P<weekday>[一二三四五六日天])"
)
_HOLIDAYS = {
    "New Year's Day": "元旦",
    "Spring Festival": "春节",
    "Tomb-sweeping Day": "清明节",
    "Labour Day": "劳动节",
    "Dragon Boat Festival": "端午节",
    "Mid-autumn Festival": "中秋节",
    "National Day": "国庆节",
    "Anti-Fascist 70th Day": "抗战胜利纪念日",
}


def days_off(year: Year) -> Iterator[Finding]:
    """Sessions on a public holiday or at a weekend; a weekend that is worked by decree is a working day."""
    for index, session in enumerate(year.sessions):
        day, last = session.held_on, min(session.ends_on or session.held_on, session.held_on + timedelta(days=30))
        off = []
        while day <= last:
            if name := day_off(day):
                off.append(f"{wording.full_date(day)}是{name}")
            day += timedelta(days=1)
        if off:
            yield Finding("day-off", "warning", f"/sessions/{index}/held_on", f"{'，'.join(off)}，请核对日期")


def day_off(day: date) -> str:
    """What kind of day off a day is, empty for a working day; a year not yet decreed knows weekends only."""
    weekend = f"星期{_WEEKDAYS[day.weekday()]}" if day.weekday() > 4 else ""
    try:
        off, name = chinese_calendar.get_holiday_detail(day)
    except NotImplementedError:
        return weekend
    if not off:
        return ""
    return f"法定节假日（{_HOLIDAYS.get(name, '放假')}）" if name else weekend


def weekdays(year: Year, words: Texts) -> Iterator[Finding]:
    """Weekdays named in the text that the day is not: 3月12日（星期三）."""
    for pointer, text in words:
        for found in _NAMED.finditer(text) if "月" in text else ():
            try:
                day = date(int(found["year"] or year.year), int(found["month"]), int(found["day"]))
            except ValueError:
                sentence = f"“{found[0]}”这一天不存在，请改正"
                yield Finding("no-such-date", "error", pointer, sentence)
                continue
            named = found["weekday"].replace("天", "日")
            if _WEEKDAYS[day.weekday()] != named:
                sentence = f"{wording.full_date(day)}是星期{_WEEKDAYS[day.weekday()]}，文中写作星期{named}，请改正"
                yield Finding("weekday", "error", pointer, sentence)


def dates(year: Year) -> Iterator[Finding]:
    """What lies outside the summary's dates; minutes signed before their session, make-ups before what was missed."""
    period = year.narrative.period
    dated = [(f"/sessions/{index}/held_on", session.held_on) for index, session in enumerate(year.sessions)]
    dated += [(f"/products/{index}/date", product.date) for index, product in enumerate(year.products)]
    for pointer, day in dated:
        if not period.from_ <= day <= period.to:
            sentence = f"{wording.full_date(day)}不在总结的起止日期内，总结没有计入，请核对"
            yield Finding("outside-period", "warning", pointer, sentence)
    for index, session in enumerate(year.sessions):
        signature = None if session.minutes is None else session.minutes.signature
        if signature is not None and signature.date is not None and signature.date < session.held_on:
            sentence = "纪要的成文日期早于会议日期，请改正"
            yield Finding("date-order", "error", f"/sessions/{index}/minutes/signature/date", sentence)
        for place, makeup in enumerate(session.makeups):
            if makeup.on < session.held_on:
                sentence = "补学日期早于会议日期，请改正"
                yield Finding("date-order", "error", f"/sessions/{index}/makeups/{place}/on", sentence)

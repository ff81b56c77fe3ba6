"""The months between: a session added to a year or replaced in it; next year's form from this one. Pure."""

from calendar import monthrange
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from typing import Any

from service.documents.years import Year
from service.errors import Fault, Rejected
from service.payloads import pointer_step
from service.year.calendar_rules import day_off
from service.year.paper_rules import TO_WRITE
from service.year.reading import read

Payload = dict[str, Any]
_OF_MINUTES = ("issue", "letterhead", "imprint", "signature")


@dataclass(frozen=True)
class Change:
    """One value that is not what it was; None where there was, or is, none."""

    pointer: str
    before: object
    after: object


@dataclass(frozen=True)
class Added:
    """A year with the session in it, whether that replaced one, and all that is different now."""

    payload: Payload
    replaced: bool
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class Renewed:
    """Next year's payload, and what in it is to be looked at."""

    payload: Payload
    remarks: tuple[Fault, ...]


# ---- add ------------------------------------------------------------------------------------------------------
def add(year: Mapping[str, Any], entry: Mapping[str, Any]) -> Added:
    """The year with a session appended, or put in the place of that with its id; nothing else is touched.

    `entry` is a session of a year, or the payload of minutes. Raises Rejected where the result is no year.
    """
    session = session_of(entry)
    payload: Payload = deepcopy(dict(year))
    sessions = payload.setdefault("sessions", [])
    ids = [held.get("id") for held in sessions if isinstance(held, dict)]
    replaced = session.get("id") in ids
    if replaced:
        place = ids.index(session["id"])
        if "minutes" not in session and "minutes" in sessions[place]:
            session["minutes"] = deepcopy(sessions[place]["minutes"])
        changes = list(_changes(sessions[place], session, f"/sessions/{place}"))
        sessions[place] = session
    else:
        changes = [Change(f"/sessions/{len(sessions)}", None, session)]
        sessions.append(session)
    read(payload)
    return Added(payload, replaced, tuple(changes))


def session_of(entry: Mapping[str, Any]) -> Payload:
    """The session of minutes, with what makes them minutes; a session as it is."""
    if not isinstance(entry.get("session"), dict):
        if "id" not in entry:
            raise Rejected.of([Fault("/id", "missing", "“场次编号”必须填写")])
        return deepcopy(dict(entry))
    session: Payload = deepcopy(entry["session"])
    own = {name: deepcopy(entry[name]) for name in _OF_MINUTES if name in entry}
    session["minutes"] = {**session.get("minutes", {}), **own}
    return session


def _changes(before: Any, after: Any, pointer: str) -> Iterator[Change]:
    """What is different, as deep as both are alike."""
    if isinstance(before, dict) and isinstance(after, dict):
        for name in dict.fromkeys([*before, *after]):
            yield from _changes(before.get(name), after.get(name), pointer + pointer_step(name))
    elif isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        for place, (old, new) in enumerate(zip(before, after, strict=True)):
            yield from _changes(old, new, pointer + pointer_step(place))
    elif before != after:
        yield Change(pointer, before, after)


# ---- next year ------------------------------------------------------------------------------------------------
_NEVER = "9999-12-31"


def renew(last: bytes | dict[str, object]) -> Renewed:
    """Next year's payload: members still in office, the plan with its periods a year on, nothing held yet.

    The words of the plan stay as they are, numbers and dates are open again, the summary is to be written.
    """
    year = read(last)
    plan = _plain_plan(year)
    plan["year"] = year.year + 1
    if "schedule" in plan:
        plan["schedule"]["rows"] = [_rolled(row) for row in plan["schedule"].get("rows", [])]
    members = [member for member in _plain(year, "members") if member.get("until", _NEVER) > f"{year.year}-12-31"]
    payload: Payload = {
        "organ": year.organ,
        "year": year.year + 1,
        "members": members,
        "plan": plan,
        "sessions": [],
        "narrative": {
            "period": {"from": f"{year.year + 1}-01-01", "to": f"{year.year + 1}-12-31"},
            "opening": [TO_WRITE],
            "practices": [{"heading": TO_WRITE}],
        },
        "data_sources": year.data_sources,
    }
    if defaults := _opened(_plain(year, "defaults"), year.year):
        payload["defaults"] = defaults
    return Renewed(payload, tuple(_remarks(payload, year)))


def _plain(year: Year, part: str) -> Any:
    return year.model_dump(mode="json", by_alias=True, exclude_unset=True, exclude_none=True).get(part, {})


def _plain_plan(year: Year) -> Payload:
    plan: Payload = _opened(_plain(year, "plan"), year.year)
    plan.pop("title", None)
    if "schedule" in plan:
        plan["schedule"].pop("title", None)
    return plan


def _opened(part: Payload, year: int) -> Payload:
    """A plan or the defaults with number and dates open, to be given again."""
    if number := part.get("letterhead", {}).get("number"):
        number.pop("sequence", None)
        number["year"] = year + 1
    part.get("signature", {}).pop("date", None)
    part.get("imprint", {}).pop("issued_on", None)
    return part


def _rolled(row: Payload) -> Payload:
    """A row with its period a year on: a month stays a whole month, 29 February becomes the 28th."""
    period = dict(row["period"])
    first, last = (date.fromisoformat(period[end]) for end in ("from", "to"))
    to_month_end = last.day == monthrange(last.year, last.month)[1]
    period["from"] = _year_on(first).isoformat()
    end = _year_on(last)
    period["to"] = (end.replace(day=monthrange(end.year, end.month)[1]) if to_month_end else end).isoformat()
    return {**row, "period": period}


def _year_on(day: date) -> date:
    return date(day.year + 1, day.month, min(day.day, monthrange(day.year + 1, day.month)[1]))


def _remarks(payload: Payload, last: Year) -> Iterator[Fault]:
    """Where the old year is still named, days that fall on days off, and rows that were not held last year."""
    for pointer, text in _strings(payload["plan"], "/plan"):
        if f"{last.year}年" in text:
            yield Fault(pointer, "old-year", f"文中仍写“{last.year}年”，请核对是否改为{last.year + 1}年")
    unheld = {entry.row for entry in last.unheld}
    for index, row in enumerate(payload["plan"].get("schedule", {}).get("rows", [])):
        pointer = f"/plan/schedule/rows/{index}"
        first, end = row["period"]["from"], row["period"]["to"]
        if first == end and (name := day_off(date.fromisoformat(first))):
            yield Fault(f"{pointer}/period", "day-off", f"{first}是{name}，请调整日期")
        if row["id"] in unheld:
            yield Fault(pointer, "carried-over", "上年度没有开展，请确认是否继续安排")


def _strings(value: Any, pointer: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield pointer, value
    elif isinstance(value, dict | list):
        for step, entry in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _strings(entry, pointer + pointer_step(step))

"""The payloads of a year's papers, each by one pure function: work plan, minutes of a session, annual summary."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from pydantic import BaseModel

from service.documents.sessions import Session
from service.documents.years import Year

Payload = dict[str, Any]


class Paper(NamedTuple):
    """One paper: its kind, its payload, and where in the year a pointer of that payload comes from."""

    kind: str
    payload: Payload
    place: Callable[[str], str]


def papers(year: Year, summary: Payload) -> list[Paper]:
    """All papers in the order of the year: plan, minutes by day, and the summary."""
    ordered = sorted(enumerate(year.sessions), key=lambda entry: (entry[1].held_on, entry[1].number))
    issued = [
        Paper("minutes", minutes(year, session), _moved(_minutes_places(index, session)))
        for index, session in ordered
        if session.minutes is not None
    ]
    return [
        Paper("work_plan", work_plan(year), _moved({"": "/plan"})),
        *issued,
        Paper("annual_summary", summary, summary_place),
    ]


def work_plan(year: Year) -> Payload:
    """The plan, with the year's defaults where it says nothing."""
    return _with_defaults(_plain(year.plan), year, ("letterhead", "imprint", "signature", "layout"))


def minutes(year: Year, session: Session) -> Payload:
    """The minutes of a session that has them.

    Of the defaults they take letterhead, imprint and layout: without signers and 文件, which minutes do not bear, and
    without the number where they have an issue. Organ and day above the red rule are those of the session.
    """
    own = {} if session.minutes is None else _plain(session.minutes)
    plain = _plain(session)
    plain.pop("minutes", None)
    payload = _with_defaults({"organ": year.organ, "session": plain, **own}, year, ("imprint", "layout"))
    default = year.defaults.letterhead
    if "letterhead" not in own and default is not None:
        dropped = ("signers", "suffix", *(("number",) if "issue" in own else ()))
        payload["letterhead"] = {name: value for name, value in _plain(default).items() if name not in dropped}
    return payload


def annual_summary(year: Year, rows: Mapping[str, Sequence[str]], until: date | None = None) -> Payload:
    """The summary of the narrative's period, or of the year as far as a day; what lies outside is left out of it.

    Strangers in a list of attendance are findings of the year; the summary itself does not count them.
    """
    narrative = _plain(year.narrative)
    first, last = year.narrative.period.from_, year.narrative.period.to
    if until is not None:
        first, last = date(year.year, 1, 1), max(until, date(year.year, 1, 1))
        narrative["period"] = {"from": first.isoformat(), "to": last.isoformat()}
    schedule = {} if year.plan.schedule is None else _plain(year.plan.schedule)
    begins = {row.id: max(row.period.from_, date(year.year, 1, 1)) for row in year.rows}
    products = [product for product in year.products if first <= product.date <= last]
    sessions = [session for session in year.sessions if first <= session.held_on <= last]
    kept = {session.id for session in sessions}
    held = {row for session in sessions for row in rows.get(session.id, ())}
    payload = {
        "organ": year.organ,
        "year": year.year,
        "members": [_plain(member) for member in year.members],
        "planned": {**schedule, "organ": year.organ, "year": year.year},
        "themes": [_plain(theme) for theme in year.plan.themes],
        "promises": [_plain(promise) for promise in year.plan.promises],
        "sessions": [{**_plain(session), "planned": list(rows.get(session.id, ()))} for session in sessions],
        "unheld": [_plain(u) for u in year.unheld if first <= begins[u.row] <= last and u.row not in held],
        "products": [_product(_plain(product), kept) for product in products],
        "narrative": narrative,
        "data_sources": year.data_sources,
        "outsiders": "uncounted",
    }
    return _with_defaults(payload, year, ("letterhead", "imprint", "signature", "layout"))


def _product(product: Payload, sessions: set[str]) -> Payload:
    """A product without a session that lies outside the period."""
    if product.get("session") in sessions or "session" not in product:
        return product
    return {name: value for name, value in product.items() if name != "session"}


def _plain(record: BaseModel) -> Payload:
    """A record as the payload it came from."""
    return record.model_dump(mode="json", by_alias=True, exclude_unset=True, exclude_none=True)


def _with_defaults(payload: Payload, year: Year, names: Sequence[str]) -> Payload:
    defaults = _plain(year.defaults)
    return {**{name: defaults[name] for name in names if name in defaults}, **payload}


# ---- places ---------------------------------------------------------------------------------------------------
_SUMMARY_PLACES = {
    "/planned": "/plan/schedule",
    "/themes": "/plan/themes",
    "/promises": "/plan/promises",
    "/letterhead": "/defaults/letterhead",
    "/imprint": "/defaults/imprint",
    "/signature": "/defaults/signature",
    "/layout": "/defaults/layout",
}


def _minutes_places(index: int, session: Session) -> dict[str, str]:
    here = f"/sessions/{index}"
    own = set() if session.minutes is None else session.minutes.model_fields_set
    return {
        "/session": here,
        "/issue": f"{here}/minutes/issue",
        "/layout": "/defaults/layout",
        **{
            f"/{name}": f"{here}/minutes/{name}" if name in own else f"/defaults/{name}"
            for name in ("letterhead", "imprint", "signature")
        },
    }


def _moved(places: Mapping[str, str]) -> Callable[[str], str]:
    """Pointers below the left places become pointers below the right ones."""

    def place(pointer: str) -> str:
        for before, after in places.items():
            if pointer == before or pointer.startswith(before + "/"):
                return after + pointer[len(before) :]
        return pointer

    return place


summary_place = _moved(_SUMMARY_PLACES)
"""Where in a year a pointer of its summary comes from."""

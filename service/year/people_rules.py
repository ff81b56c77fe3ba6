"""Consistency of people: strangers in a list of attendance, members in none, one name with two posts."""

from collections.abc import Iterator

from service.documents.records import Person
from service.documents.rosters import Roster
from service.documents.sessions import Session
from service.documents.years import Year
from service.year.findings import Finding


def strangers(year: Year) -> Iterator[Finding]:
    """Persons in 出席, 请假 or 缺席 who are no members in office that day."""
    roster = Roster(year.members)
    for index, session in enumerate(year.sessions):
        for pointer, code, sentence in roster.outsiders(session):
            yield Finding(code, "error", f"/sessions/{index}{pointer}", sentence)


def not_listed(year: Year) -> Iterator[Finding]:
    """应到 = 出席 + 请假 + 缺席: members in office that day who stand in none, unless the session has `expected`."""
    roster = Roster(year.members)
    for index, session in enumerate(year.sessions):
        if session.expected is not None:  # the session's own record holds the lists against it
            continue
        listed = {roster.key(member) for person in _due(session) if (member := roster.find(person)) is not None}
        missing = [member for member in roster.in_office(session.held_on) if roster.key(member) not in listed]
        if missing:
            names = "、".join(f"“{member.name[:40]}”" for member in missing)
            sentence = (
                f"当日在任成员{len(roster.in_office(session.held_on))}人，"
                f"{names}不在出席、请假、缺席名单中；请补入名单，或填写应到人数"
            )
            yield Finding("attendance", "error", f"/sessions/{index}/present", sentence)


def two_posts(year: Year) -> Iterator[Finding]:
    """One name (and id) with another post than where it stood first."""
    posts: dict[tuple[str, str | None], str] = {}
    for pointer, person in _people(year):
        if person.post is None:
            continue
        first = posts.setdefault((person.name, person.id), person.post)
        if first != person.post:
            sentence = f"“{person.name[:40]}”的职务写作“{person.post[:40]}”，前面写作“{first[:40]}”，请核对"
            yield Finding("two-posts", "warning", f"{pointer}/post", sentence)


def _due(session: Session) -> list[Person]:
    return [*session.present, *session.away]


def _people(year: Year) -> Iterator[tuple[str, Person]]:
    """All persons of a year, each with the place."""
    yield from ((f"/members/{index}", member) for index, member in enumerate(year.members))
    for index, row in enumerate(year.rows):
        for name in ("leads", "speakers"):
            people = enumerate(getattr(row, name))
            yield from ((f"/plan/schedule/rows/{index}/{name}/{place}", person) for place, person in people)
    for index, session in enumerate(year.sessions):
        here = f"/sessions/{index}"
        for name in ("present", "observers"):
            yield from ((f"{here}/{name}/{place}", person) for place, person in enumerate(getattr(session, name)))
        for name in ("on_leave", "absent"):
            entries = enumerate(getattr(session, name))
            yield from ((f"{here}/{name}/{place}/person", entry.person) for place, entry in entries)
    for index, product in enumerate(year.products):
        yield from ((f"/products/{index}/authors/{place}", person) for place, person in enumerate(product.authors))

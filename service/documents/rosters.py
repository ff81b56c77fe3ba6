"""Rosters: which member is meant by a person of a session, and whether the member was in office that day."""

from collections.abc import Iterable, Sequence
from datetime import date

from service.documents.records import Found, Member, Person
from service.documents.sessions import Session


class Roster:
    """The members of a year. A member's key is the name, or the id among namesakes."""

    def __init__(self, members: Sequence[Member]) -> None:
        self.members = members
        self._named: dict[str, list[Member]] = {}
        self._by_id = {member.id: member for member in members if member.id is not None}
        for member in members:
            self._named.setdefault(member.name, []).append(member)

    def key(self, member: Member) -> str:
        """What a member is counted under."""
        return member.name if len(self._named[member.name]) == 1 else member.id or member.name

    def find(self, person: Person) -> Member | None:
        """The member a person is: by id among namesakes, else by name."""
        namesakes = self._named.get(person.name, [])
        if len(namesakes) == 1:
            return namesakes[0]
        member = None if person.id is None else self._by_id.get(person.id)
        return member if member is not None and member.name == person.name else None

    def keys(self, people: Iterable[Person], day: date) -> tuple[str, ...]:
        """The keys of those who are members in office that day; others are not counted."""
        found = [self.find(person) for person in people]
        return tuple(self.key(member) for member in found if member is not None and member.in_office(day))

    def in_office(self, day: date) -> list[Member]:
        return [member for member in self.members if member.in_office(day)]

    def outsiders(self, session: Session) -> list[Found]:
        """Who stands in 出席, 请假 or 缺席 and is no member in office on the day: 应到 counts members only."""
        return [
            (pointer, *fault)
            for pointer, person in _due(session)
            if (fault := self._outside(person, session.held_on)) is not None
        ]

    def _outside(self, person: Person, day: date) -> tuple[str, str] | None:
        member, name = self.find(person), person.name[:40]
        if member is not None:
            if member.in_office(day):
                return None
            return "not-in-office", f"“{name}”当日不在任，不计入应到；请核对任职起止日期，或改列为列席"
        if person.name in self._named:
            return "ambiguous-person", f"“{name}”可以指{len(self._named[person.name])}名成员，请填写编号"
        return "unknown-member", f"“{name}”不在学习成员名单中，不计入应到；请核对姓名、补入名单，或改列为列席"


def _due(session: Session) -> list[tuple[str, Person]]:
    """Who was due, each with the place in the session."""
    people = [(f"/present/{place}", person) for place, person in enumerate(session.present)]
    people += [(f"/on_leave/{place}/person", leave.person) for place, leave in enumerate(session.on_leave)]
    return people + [(f"/absent/{place}/person", absence.person) for place, absence in enumerate(session.absent)]

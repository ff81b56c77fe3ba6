"""Rolls: who is meant by a name or an id, and who stands in a list twice."""

from collections.abc import Iterable

from service.documents.records import Person


class Roll:
    """Persons that text may refer to by name or, where names are the same, by id."""

    def __init__(self, people: Iterable[Person]) -> None:
        self._found: dict[str, list[Person]] = {}
        listed = Listed()
        for person in people:
            if listed.fault(person, "") is None:  # who is listed twice is one person, and a fault of the list
                self._found.setdefault(person.name, []).append(person)
                if person.id is not None and person.id != person.name:
                    self._found.setdefault(person.id, []).append(person)

    def name(self, reference: str) -> str:
        """The printed name of the person meant; a text that means nobody here stands for itself."""
        found = self._found.get(reference)
        return found[0].name if found else reference

    def find(self, reference: str) -> Person | None:
        """The person meant, if there is one."""
        found = self._found.get(reference)
        return found[0] if found else None

    def fault(self, reference: str, where: str) -> tuple[str, str] | None:
        """Why a reference does not lead to one person; `where` names the roll, empty when it need not lead anywhere."""
        found = self._found.get(reference, [])
        if len(found) > 1:
            return "ambiguous-person", f"“{reference[:40]}”可以指{len(found)}人，请改填编号，编号不要与姓名相同"
        if not found and where:
            return "unknown-person", f"“{reference[:40]}”不在{where}中，请核对姓名或补入名单"
        return None


class Listed:
    """Remembers who was listed: namesakes are told apart by ids, and by nothing else."""

    def __init__(self) -> None:
        self._names: dict[str, dict[str | None, str]] = {}
        self._ids: dict[str, str] = {}

    def fault(self, person: Person, title: str) -> tuple[str, str] | None:
        """Why a person may not stand in the list of that title after those before; remembers the person."""
        if person.name not in self._names and person.id not in self._ids:  # nearly everyone; no id is no known id
            self._names[person.name] = {person.id: title}
            if person.id is not None:
                self._ids[person.id] = person.name
            return None
        before = self._names.setdefault(person.name, {})
        if before and (person.id is None or person.id in before or None in before):
            same = person.id if person.id in before else None
            where = before[same] if same in before else next(iter(before.values()))
            sentence = f"“{person.name[:40]}”已列在“{where}”中，请只保留一处；确是重名的，请各填编号"
            fault = ("listed-twice", sentence)
        elif person.id is not None and person.id in self._ids:
            other = self._ids[person.id][:40]
            fault = ("repeated-id", f"编号“{person.id[:40]}”已用于“{other}”，请改成不同的编号")
        else:
            fault = None
        before.setdefault(person.id, title)
        if person.id is not None:
            self._ids.setdefault(person.id, person.name)
        return fault

"""Names in a cell → persons, only where the house would print them again just as they stand."""

import re

from service import wording

_SEPARATORS = re.compile(r"[、，,；;\n/]")
_POST = (
    "副书记|书记|副局长|局长|副主任|主任|副科长|科长|副处长|处长|副部长|部长|组长|副组长|委员|成员|教授|副教授|研究员|讲师"
    "|专家|秘书长|秘书|负责人|工程师|总工程师|调研员|主席|副主席|会长|理事|院长|校长|老师|同志|干事|专员|站长|队长|律师"
)
_POSTED = re.compile(rf"(.*(?:{_POST}))([^、，；]{{2,4}})$")

Person = dict[str, str]


def persons(text: str) -> list[Person]:
    """The persons of a cell; the whole cell is one name where no way of parting it prints the same."""
    text = (
        "、".join(part.strip(" 　、，") for part in text.split("\n") if part.strip(" 　、，")) if "\n" in text else text
    )
    for parted in (_posted(text), _named(text)):
        if parted and _printed(parted) == text:
            return parted
    return [{"name": text}]


def _named(text: str) -> list[Person]:
    return [{"name": name.strip()} for name in _SEPARATORS.split(text) if name.strip()]


def _posted(text: str) -> list[Person]:
    """Names with what stands before them as posts: 党校教授酉某，副局长乙某."""
    entries = re.split("，", text) if "，" in text else [text]
    found = []
    for entry in entries:
        split = _POSTED.fullmatch(entry) if len(entry) < 200 else None
        if split and split[1] != entry:
            found.append({"post": split[1], "name": split[2]})
        elif all(2 <= len(name) <= 4 for name in entry.split("、")):
            found += [{"name": name} for name in entry.split("、")]
        else:
            return []
    return found if any("post" in person for person in found) else []


def _printed(people: list[Person]) -> str:
    return wording.persons([("", person.get("post", ""), person["name"]) for person in people])

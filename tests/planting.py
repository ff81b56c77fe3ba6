"""Payloads in which every field of a kind is filled, each text with a marker of its own, and what must become of each.

The payload is made from the record itself, so a new field cannot escape; only what fields owe each other is set here.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, get_args, get_origin, get_type_hints

from pydantic import BaseModel

from service import wording
from service.documents.contexts import Block
from service.documents.kinds import Kind

Payload = dict[str, Any]


@dataclass(frozen=True)
class Leaf:
    """One value of a payload: where it is, how its field says it is printed, what it is."""

    path: tuple[str | int, ...]
    printed: str
    value: Any


class Planter:
    """Makes a payload of a record with a marker in every text."""

    def __init__(self) -> None:
        self.count = self.numbers = 0

    def marker(self) -> str:
        self.count += 1
        return f"〖{self.count:03d}〗"

    def number(self) -> int:
        """A whole number that stands nowhere else, not even in a marker."""
        self.numbers += 1
        return 900 + self.numbers

    def payload(self, record: type[BaseModel], depth: int = 0) -> Payload:
        """Every field of the record, in the names a payload uses."""
        filled = {}
        for name, field in record.model_fields.items():
            example = (field.examples or [None])[0]
            value = self._value(field.annotation, example, depth)
            if value is not None:
                filled[field.alias or name] = value
        return filled

    def _value(self, annotation: Any, example: Any, depth: int) -> Any:
        origin, arguments = get_origin(annotation), get_args(annotation)
        if origin is list:
            most = 2 if depth < 8 else 0
            entries = [self._value(arguments[0], None, depth + 1) for _ in range(most)]
            return [entry for entry in entries if entry is not None]
        if origin is Literal:
            return example or arguments[0]
        if isinstance(annotation, type) and issubclass(annotation, BaseModel):
            return self.payload(annotation, depth + 1) if depth < 8 else None
        if arguments:
            return self._value(next(argument for argument in arguments if argument is not type(None)), example, depth)
        return self._plain(annotation, example)

    def _plain(self, annotation: Any, example: Any) -> Any:
        """A value without parts; a year, millimetres, a clock have narrow bounds and keep their example."""
        if annotation is int:
            return example if example and example > 99 else self.number()
        if annotation in (bool, date):
            return False if annotation is bool else example or "2026-03-05"
        keeps_form = isinstance(example, str) and (example.isdigit() or example[2:3] == ":")
        return example if keeps_form else self.marker()


def planted(kind: Kind) -> Payload:
    """A payload of the kind with every field filled."""
    planter = Planter()
    payload = planter.payload(kind.record)
    if kind.name in _OWED:
        _OWED[kind.name](payload, planter)
    return payload


def every_shape(kind: Kind) -> list[Payload]:
    """Payloads that between them take every branch of a template."""
    payloads = [planted(kind)]
    if kind.name in ("work_plan", "annual_summary"):
        payloads += [
            _altered(kind, change)
            for change in (_without_signers, _with_signers(1), _with_signers(3), _with_signers(5), _one_organ)
        ]
    if kind.name == "minutes":
        payloads.append(_altered(kind, _with_number))
    if kind.name == "annual_summary":
        payloads.append(_altered(kind, _with_sources))
    if kind.name != "schedule":
        payloads += [_altered(kind, change) for change in (_one_attachment, _without_attachments)]
    return payloads


def _altered(kind: Kind, change: Callable[[Payload], None]) -> Payload:
    payload = planted(kind)
    change(payload)
    return payload


def _without_signers(payload: Payload) -> None:
    del payload["letterhead"]["signers"]


def _with_signers(number: int) -> Callable[[Payload], None]:
    def change(payload: Payload) -> None:
        payload["letterhead"]["signers"] = [{"name": f"〖S{place}〗"} for place in range(number)]

    return change


def _one_organ(payload: Payload) -> None:
    payload["letterhead"]["organs"] = payload["letterhead"]["organs"][:1]


def _one_attachment(payload: Payload) -> None:
    payload.pop("schedule", None)
    payload["attachments"] = payload["attachments"][:1]


def _without_attachments(payload: Payload) -> None:
    payload.pop("schedule", None)
    del payload["attachments"]


def plant(payload: Payload, path: tuple[str | int, ...], value: str) -> None:
    """Put a text in the place of another, and wherever a person is referred to by it."""
    holder: Any = payload
    for step in path[:-1]:
        holder = holder[step]
    _replace(payload, holder[path[-1]], value)


def _replace(value: Any, before: str, after: str) -> None:
    entries = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, entry in list(entries):
        if entry == before:
            value[key] = after
        else:
            _replace(entry, before, after)


def leaves(value: Any, record: Any, path: tuple[str | int, ...] = (), printed: str = "") -> Iterator[Leaf]:
    """All values with the declaration that holds for them: `figures` and `layout` hold for all that is below."""
    if isinstance(value, list):
        for index, entry in enumerate(value):
            yield from leaves(entry, get_args(record)[0], (*path, index), printed)
        return
    record = _present(record)
    if isinstance(value, dict):
        fields = {field.alias or name: field for name, field in record.model_fields.items()}
        for name, entry in value.items():
            declared = fields[name].json_schema_extra["printed"]
            inherited = printed if printed in ("figures", "layout") else declared
            yield from leaves(entry, _present(fields[name].annotation), (*path, name), inherited)
        return
    yield Leaf(path, printed, value)


def _present(annotation: Any) -> Any:
    """An annotation without its `| None`."""
    arguments = [argument for argument in get_args(annotation) if argument is not type(None)]
    return arguments[0] if arguments and get_origin(annotation) is not list else annotation


def lost(payload: Payload, record: type[BaseModel], body: str, everywhere: str) -> list[str]:
    """What of a planted payload is not in the document as its fields declare; `everywhere` includes the properties."""
    faults = []
    for leaf in leaves(payload, record):
        where, expected = ".".join(map(str, leaf.path)), _expected(leaf, payload)
        if expected is None:
            continue
        if leaf.printed == "once" and body.count(expected) != 1:
            faults.append(f"{where}: {expected!r} {body.count(expected)} times")
        elif leaf.printed not in ("once", "figures", "layout") and expected not in everywhere:
            faults.append(f"{where}: {expected!r} not printed")
    return faults


def _expected(leaf: Leaf, payload: Payload) -> str | None:
    """The words that stand for a value; None where a sibling's words stand for it."""
    if leaf.printed == "as:date":
        return wording.full_date(date.fromisoformat(leaf.value))
    if leaf.printed == "as:clock":
        return wording.clock(leaf.value)
    if leaf.printed == "as:period":
        period: Any = payload
        for step in leaf.path[:-1]:
            period = period[step]
        first, last = (date.fromisoformat(period[end]) for end in ("from", "to"))
        return None if "wording" in period else wording.period(first, last, 2026)
    return str(leaf.value)


def unprinted(context: Any, body: str) -> list[str]:
    """Texts of a context, composed ones too, that the body does not show as often as the context holds them."""
    held = Counter(text for text in _texts(context) if text)
    return [text for text, times in held.items() if body.count(text.replace("\n", "")) < times]


def _texts(context: Any, name: str = "") -> Iterator[str]:
    if isinstance(context, dict):
        entries = context.items()
        yield from (text for key, entry in entries if key not in _NOT_PRINTED for text in _texts(entry, key))
    elif isinstance(context, list):
        yield from (text for entry in context for text in _texts(entry, name))
    elif isinstance(context, str) and name not in _CHOICES:
        yield context


_NOT_PRINTED = ("properties",)
_CHOICES = ("style", "align", "follows")


def with_every_block(context: Any) -> Any:
    """A context whose running texts hold a paragraph of every style."""
    styles = get_args(get_type_hints(Block)["style"])
    for name in ("opening", "body"):
        if name in context:
            for style in styles:
                lead = "" if style == "text" else f"〖{name} {style}〗"
                text = "" if style.startswith("heading") else f"〖{name}+{style}〗"
                context[name].append(Block(style=style, lead=lead, text=text, kept=False))
    return context


# ---- what fields owe each other -------------------------------------------------------------------------------
def _sections(planter: Planter) -> list[Payload]:
    """Headings of four levels, run-in headings of each, numbered paragraphs, closings."""

    def section(**more: Any) -> Payload:
        return {"heading": planter.marker(), "paragraphs": [planter.marker(), planter.marker()]} | more

    numbered = {"paragraphs": [planter.marker(), planter.marker()]}
    level4 = [section(), section(heading=planter.marker() + "。", run_in=True), numbered]
    level3 = [section(sections=level4), section(heading=planter.marker() + "。", run_in=True)]
    level2 = [
        section(sections=level3, closing=[planter.marker()]),
        section(heading=planter.marker() + "。", run_in=True),
    ]
    return [section(sections=level2), section(heading=planter.marker() + "。", run_in=True)]


def _attachments(payload: Payload, planter: Planter) -> None:
    with_schedule, with_sections = payload["attachments"]
    del with_schedule["sections"], with_sections["schedule"]
    with_sections["sections"] = _sections(planter)
    _table(with_schedule["schedule"])


_COLUMN_FIELDS = (
    "index", "period", "topic", "contents", "form", "place", "chair", "leads", "speakers", "departments", "note",
)  # fmt: skip


def _table(table: Payload) -> None:
    titles = [column["title"] for column in table["columns"]]
    table["columns"] = [{"field": field} for field in _COLUMN_FIELDS]
    for column, title in zip(table["columns"], titles, strict=False):
        column["title"] = title
    table["orientation"] = "landscape"
    for row in table["rows"]:
        row["themes"] = []
    period = table["rows"][-1]["period"]  # the others have a wording of their own, which wins
    del period["wording"]
    period.update({"from": "2026-11-03", "to": "2026-11-19"})


def _work_plan(payload: Payload, planter: Planter) -> None:
    payload["sections"] = _sections(planter)
    payload["letterhead"]["secrecy"] = {"level": "秘密", "period": planter.marker()}
    _attachments(payload, planter)
    _table(payload["schedule"])


def _schedule(payload: Payload, planter: Planter) -> None:
    _table(payload)


def _session(session: Payload) -> None:
    session["chair"] = session["present"][0]["name"]
    session["expected"] = 6
    session["ends_on"] = session["held_on"]
    for speech, person in zip(session["speeches"], session["present"], strict=True):
        speech["person"] = person["name"]
    for point, person in zip(session["agenda"], session["observers"], strict=True):
        point["leader"] = person["name"]
    for makeup, away in zip(session["makeups"], session["on_leave"], strict=True):
        makeup["person"] = away["person"]["name"]


def _minutes(payload: Payload, planter: Planter) -> None:
    _session(payload["session"])
    del payload["letterhead"]["signers"], payload["letterhead"]["number"]
    _attachments(payload, planter)


def _with_number(payload: Payload) -> None:
    """Minutes that bear a number of the organ instead of an issue."""
    del payload["issue"]
    payload["letterhead"]["number"] = {"code": "〖N〗", "year": 2026, "sequence": 999}


def _with_sources(payload: Payload) -> None:
    payload["data_sources"] = True


def _annual_summary(payload: Payload, planter: Planter) -> None:
    _attachments(payload, planter)
    _table(payload["planned"])
    payload["planned"]["organ"] = payload["organ"]
    payload["outsiders"] = "uncounted"
    themes = [theme["id"] for theme in payload["themes"]]
    rows = [row["id"] for row in payload["planned"]["rows"]]
    for session in payload["sessions"]:
        _session(session)
        session.update(planned=[], themes=themes)
    for product in payload["products"]:
        product["session"] = payload["sessions"][0]["id"]
    for unheld, row in zip(payload["unheld"], rows, strict=True):
        unheld["row"] = row
    payload["narrative"].update(
        {part: _sections(planter)[0]["sections"] for part in ("practices", "problems", "next_steps")}
    )


_OWED = {
    "work_plan": _work_plan,
    "schedule": _schedule,
    "minutes": _minutes,
    "annual_summary": _annual_summary,
}

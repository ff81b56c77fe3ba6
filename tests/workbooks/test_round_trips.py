"""What a form is filled with is read back from it, whatever the payload."""

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from service.documents import KINDS, years
from service.documents.kinds import Kind
from service.workbooks import form, read
from tests.planting import planted
from tests.workbooks.payloads import payloads

# A payload is large: shrinking one takes minutes, and a failing one is told apart by its difference anyway.
_PHASES = (Phase.explicit, Phase.reuse, Phase.generate)
YEAR = Kind(years.NAME, years.TITLE, years.PURPOSE, years.Year, dict, dict)  # type: ignore[type-var]
ALL = [*KINDS.values(), YEAR]
_SETTINGS = settings(deadline=None, suppress_health_check=list(HealthCheck), max_examples=40, phases=_PHASES)


def _without_empty(value: Any) -> Any:
    """A payload without lists that say nothing: a form has no way to show them."""
    if isinstance(value, dict):
        return {key: _without_empty(entry) for key, entry in value.items() if entry != []}
    return [_without_empty(entry) for entry in value] if isinstance(value, list) else value


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.name)
def test_a_sample_comes_back(kind: Kind) -> None:
    payload = json.loads(kind.sample.read_text(encoding="utf-8"))
    found = read(form(kind.name, payload), kind.name)
    assert found.payload == _without_empty(payload)
    assert (found.remarks, found.faults) == ((), ())
    kind.record.model_validate(found.payload)


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_every_field_comes_back(kind: Kind) -> None:
    payload = planted(kind)
    assert read(form(kind.name, payload)).payload == _without_empty(payload)


@pytest.mark.parametrize("kind", [*KINDS, years.NAME])
def test_a_blank_form_holds_nothing(kind: str) -> None:
    found = read(form(kind))
    assert (found.kind, found.payload, found.faults) == (kind, {}, ())


def _differences(found: Any, wanted: Any, place: str = "") -> list[str]:
    """Where two payloads differ, in few words."""
    if isinstance(found, dict) and isinstance(wanted, dict):
        names = sorted({*found, *wanted})
        return [d for name in names for d in _differences(found.get(name), wanted.get(name), f"{place}/{name}")]
    if isinstance(found, list) and isinstance(wanted, list) and len(found) == len(wanted):
        pairs = enumerate(zip(found, wanted, strict=True))
        return [d for index, pair in pairs for d in _differences(*pair, f"{place}/{index}")]
    same = found == wanted and type(found) is type(wanted)
    return [] if same else [f"{place}: {found!r} instead of {wanted!r}"]


def _round_trip(data: st.DataObject, kind: Kind) -> None:
    payload = data.draw(payloads(kind.record))
    found = read(form(kind.name, payload), kind.name)
    assert _differences(found.payload, payload) == []
    assert found.faults == ()


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.name)
@given(data=st.data())
@_SETTINGS
def test_any_payload_comes_back(data: st.DataObject, kind: Kind) -> None:
    _round_trip(data, kind)


@pytest.mark.long
@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.name)
@given(data=st.data())
@settings(_SETTINGS, max_examples=500)
def test_any_of_many_payloads_comes_back(data: st.DataObject, kind: Kind) -> None:
    _round_trip(data, kind)


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_the_same_form_has_the_same_bytes(kind: Kind) -> None:
    payload = json.loads(kind.sample.read_text(encoding="utf-8"))
    assert form(kind.name, payload) == form(kind.name, payload)

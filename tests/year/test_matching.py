"""Which planned row a session held: named, guessed, tied, or none."""

import pytest

from service.year.matching import match
from service.year.reading import read
from tests.year.invented import Payload, row, session, year

PARTY = {"topic": "学习党章党规党纪，强化规矩意识"}
ROWS = [row("R1", 3, **PARTY), row("R2", 6)]
MARCH = session("S1", "2026-03-05", 1, **PARTY)


def matched(*rows: Payload, sessions: list[Payload], **changes: object) -> tuple[dict, list[tuple[str, str, str]]]:
    found = match(read(year(*rows, sessions=sessions, **changes)))
    return found.rows, [(finding.pointer, finding.code, finding.level) for finding in found.findings]


GUESSED = [("/sessions/0/planned", "guessed-row", "remark")]
TIED = [("/sessions/0/planned", "ambiguous-row", "error")]

CASES = {
    "named": (ROWS, MARCH | {"planned": ["R2"]}, ("R2",), []),
    "same-topic": (ROWS, MARCH, ("R1",), GUESSED),
    "same-topic-but-for-signs": (ROWS, MARCH | {"topic": "学习党章党规党纪 强化规矩意识"}, ("R1",), GUESSED),
    "same-topic-at-another-time": (ROWS, MARCH | {"held_on": "2026-09-01"}, ("R1",), GUESSED),
    "alike-in-its-time-and-theme": (
        ROWS,
        MARCH | {"topic": "学习党章党规党纪", "themes": ["T1"]},
        ("R1",),
        GUESSED,
    ),
    "alike-without-a-theme": (ROWS, MARCH | {"topic": "学习党章党规党纪"}, (), []),
    "alike-at-another-time": (
        ROWS,
        MARCH | {"topic": "学习党章党规党纪", "themes": ["T1"], "held_on": "2026-09-01"},
        (),
        [],
    ),
    "unlike": (ROWS, MARCH | {"topic": "防汛救灾部署", "themes": ["T1"]}, (), []),
    "two-rows-alike": ([ROWS[0], row("R3", 3, **PARTY)], MARCH, (), TIED),
    "two-rows-of-one-topic-told-apart-by-time": ([ROWS[0], row("R3", 9, **PARTY)], MARCH, ("R1",), GUESSED),
}


@pytest.mark.parametrize(("rows", "held", "expected", "findings"), CASES.values(), ids=CASES)
def test_match(rows: list[Payload], held: Payload, expected: tuple[str, ...], findings: list) -> None:
    assert matched(*rows, sessions=[held]) == ({"S1": expected}, findings)


def test_a_row_that_another_session_names_is_taken() -> None:
    named = session("S2", "2026-03-19", 2, planned=["R1"], **PARTY)
    assert matched(*ROWS, sessions=[MARCH, named])[0] == {"S1": (), "S2": ("R1",)}


def test_a_row_with_a_reason_is_not_guessed() -> None:
    assert matched(*ROWS, sessions=[MARCH], unheld=[{"row": "R1", "reason": "防汛"}]) == ({"S1": ()}, [])


def test_two_sessions_that_may_be_one_row_are_a_tie() -> None:
    rows, findings = matched(*ROWS, sessions=[MARCH, session("S2", "2026-03-19", 2, **PARTY)])
    assert rows == {"S1": (), "S2": ()}
    assert [code for _, code, _ in findings] == ["ambiguous-row", "ambiguous-row"]

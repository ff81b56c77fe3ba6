"""Which planned rows a session held: those it names, else the row that its topic, themes and day point to."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from service.documents.sessions import Session
from service.documents.tables import Row
from service.documents.years import Year
from service.year.findings import Finding

_ALIKE = 0.6  # of two topics' characters, in order: 学习党章党规，强化规矩意识 and 学习党章党规 are alike
_SIGNS = re.compile(r"[\W_]+")


@dataclass(frozen=True)
class Matching:
    """The rows that each session held, by ids; guesses are remarks, ties are errors."""

    rows: dict[str, tuple[str, ...]]
    findings: tuple[Finding, ...]


def match(year: Year) -> Matching:
    """The rows of every session of a year."""
    named = {row for session in year.sessions for row in session.planned}
    taken = named | {unheld.row for unheld in year.unheld}
    free = [row for row in year.rows if row.id not in taken]
    guesses = {
        index: candidates
        for index, session in enumerate(year.sessions)
        if not session.planned and (candidates := _candidates(session, free))
    }
    wanted = [row.id for candidates in guesses.values() if len(candidates) == 1 for row in candidates]
    rows = {session.id: tuple(session.planned) for session in year.sessions}
    findings = []
    for index, candidates in guesses.items():
        session = year.sessions[index]
        if len(candidates) == 1 and wanted.count(candidates[0].id) == 1:
            rows[session.id] = (candidates[0].id,)
        findings.append(_finding(index, candidates, wanted))
    return Matching(rows, tuple(findings))


def _finding(index: int, candidates: Sequence[Row], wanted: Sequence[str]) -> Finding:
    pointer, ids = f"/sessions/{index}/planned", "、".join(row.id[:40] for row in candidates)
    if len(candidates) > 1:
        sentence = f"没有写明对应的计划场次，{ids}都有可能，请填写其中一项"
        return Finding("ambiguous-row", "error", pointer, sentence)
    if wanted.count(candidates[0].id) > 1:
        sentence = f"没有写明对应的计划场次，有几场都可能是{ids}，请逐场填写"
        return Finding("ambiguous-row", "error", pointer, sentence)
    return Finding("guessed-row", "remark", pointer, f"没有写明对应的计划场次，按主题和时间认作{ids}，请确认")


def _candidates(session: Session, rows: Sequence[Row]) -> list[Row]:
    """The rows a session may have held: those of its topic; else alike in topic, of a theme of it, in its time."""
    topic = _SIGNS.sub("", session.topic)
    same = [row for row in rows if _SIGNS.sub("", row.topic) == topic]
    in_time = [row for row in same if _in_time(session, row)]
    if same:
        return in_time or same
    return [
        row
        for row in rows
        if set(row.themes) & set(session.themes)
        and _in_time(session, row)
        and SequenceMatcher(None, topic, _SIGNS.sub("", row.topic), autojunk=False).ratio() >= _ALIKE
    ]


def _in_time(session: Session, row: Row) -> bool:
    return row.period.from_ <= (session.ends_on or session.held_on) and session.held_on <= row.period.to

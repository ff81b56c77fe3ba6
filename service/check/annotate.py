"""A copy of a .docx with a Word comment at every finding; nothing else of it changes."""

from collections.abc import Iterable, Mapping

from service.check.finding import Finding
from service.ooxml import gate
from service.ooxml.editing.comments import add_comments, paragraph_at
from service.ooxml.editing.opened import Opened, zipped
from service.ooxml.read.document import read
from service.ooxml.read.facts import Place

_AUTHOR = "成文"


def annotate(content: bytes, findings: Iterable[Finding]) -> bytes:
    """The file with these findings as comments; raises what the gate says."""
    parts = gate.admit(content, "docx")
    opened = Opened(parts)
    merged: dict[tuple[str, Place | None], list[Finding]] = {}
    for finding in findings:
        merged.setdefault((finding.rule, finding.place), []).append(finding)
    if not merged or not opened.has(opened.main):
        return content
    sections = _stories(parts)
    comments = []
    for (_, place), said in merged.items():
        paragraph = paragraph_at(opened, place if place is None else sections.get(place.part, place))
        if paragraph is not None:
            comments.append((paragraph, _lines(said)))
    add_comments(opened, _AUTHOR, comments)
    return zipped(opened.written())


def _stories(parts: Mapping[str, bytes]) -> dict[str, Place]:
    """The section of each header and footer: Word comments the body alone."""
    found: dict[str, Place] = {}
    for section in read(parts).sections:
        for story in (*section.headers.values(), *section.footers.values()):
            found.setdefault(story.part, section.place)
    return found


def _lines(findings: list[Finding]) -> list[str]:
    """What a comment says: each sentence once, then the clause."""
    first = findings[0]
    sentences = dict.fromkeys(finding.sentence.rstrip("。") + "。" for finding in findings)
    source = "惯例" if first.clause == "惯例" else f"GB/T 9704-2012 第{first.clause}条"
    return [*sentences, f"{source}（{first.rule}）"]

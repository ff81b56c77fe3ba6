"""Repairs a .docx: re-typesets what deviates from the standard and says every change; words stay as they are."""

from collections.abc import Mapping

from service.check.checking import examine, likely_profile
from service.check.finding import Finding
from service.check.mending import characters, head, imprint, lines, marks, numbers, pages, room, tables, tail
from service.check.mending.bench import Bench, Change
from service.check.recognise import recognise
from service.check.register import Subject
from service.gbt9704 import Profile
from service.ooxml import gate
from service.ooxml.editing.opened import Opened, zipped
from service.ooxml.read.document import read

__all__ = ["FIXABLE", "PUNCTUATION", "Change", "fix", "fixable"]

_STAGES = (
    (pages.mend, characters.mend, lines.mend, tables.mend, numbers.mend),
    (room.mend,),
    (tail.mend, head.mend, imprint.mend),
)
_ROUNDS = 16  # far more than any document needs: each settles what the one before it left open


def fix(content: bytes, punctuation: bool = False) -> tuple[bytes, list[Change]]:
    """The repaired file and what was changed; a file that needs nothing comes back as it is."""
    parts: Mapping[str, bytes] = gate.admit(content, "docx")
    changes: list[Change] = []
    profile: Profile | None = None
    for _ in range(_ROUNDS):
        found = recognise(read(parts))
        profile = profile or likely_profile(found)
        bench = Bench(Subject(found, profile), Opened(parts), examine(found, profile.name))
        _work(bench, punctuation)
        if not bench.changes:
            break
        changes += bench.changes
        parts = bench.opened.written()
    return (zipped(parts), changes) if changes else (content, [])


def _work(bench: Bench, punctuation: bool) -> None:
    """The first stage that finds something to do: the next one needs what it has set right."""
    if punctuation:
        marks.mend(bench)
    for stage in () if bench.changes else _STAGES:
        for mend in stage:
            mend(bench)
        if bench.changes:
            return


# ---- what can be repaired -------------------------------------------------------------------------------------
# rule → the part of the repair that sets it right
FIXABLE = {
    **dict.fromkeys(("PG-01", "PG-02", "PG-03", "PG-04", "PG-07", "PG-09", "PG-11"), "pages"),
    **dict.fromkeys(("PG-06", "PG-08", "HD-08", "FT-01", "FT-02", "FT-03", "FT-05", "FT-06"), "characters"),
    **dict.fromkeys(("PG-05", "BD-01", "BD-03", "AT-03", "HD-07", "MI-01"), "lines"),
    **dict.fromkeys(("TB-01", "TB-02"), "tables"),
    **dict.fromkeys(("PN-01", "PN-02", "PN-03", "PN-04", "PN-05"), "numbers"),
    **dict.fromkeys(("TI-01", "TI-06", "BD-10", "AT-01", "AT-05", "SG-05", "HD-04"), "room"),
    **dict.fromkeys(("SG-02", "SG-03", "SG-04"), "tail"),
    **dict.fromkeys(("HD-01", "HD-02", "HD-03", "HD-05", "HD-06"), "head"),
    **dict.fromkeys(("IM-01", "IM-02"), "imprint"),
}
# rules whose words are set right where punctuation is asked for
PUNCTUATION = frozenset({"BD-05", "BD-06", "BD-07", "BD-08"})
# what a rule above may say that only a person can set right: it is about words, or where they stand
_WORDS = {
    "PG-01": ("只有横排表格",),
    "BD-01": ("全角冒号",),
    "BD-10": ("段首不用空格",),
    "AT-01": ("全角冒号开头",),
    "HD-03": ("六角括号",),
    "HD-06": ("同一行",),
    "HD-07": ("6位", "顺序", "样式"),
    "IM-02": ("句号", "全角冒号", "标全", "“印发”二字"),
    "MI-01": ("人数",),
}


def fixable(finding: Finding) -> bool:
    """Whether a repair sets this right without changing a word."""
    return finding.rule in FIXABLE and not any(word in finding.sentence for word in _WORDS.get(finding.rule, ()))

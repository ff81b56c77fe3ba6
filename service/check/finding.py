"""A finding: one deviation from the standard, said to a reader and placed for a machine."""

from dataclasses import dataclass
from typing import Literal

from service.ooxml.read.facts import Place

Level = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Finding:
    """What deviates; `where` is for a reader, `place` for who annotates or repairs: none means the whole document."""

    rule: str
    clause: str
    level: Level
    where: str
    expected: str
    found: str
    sentence: str
    place: Place | None = None

    def as_dict(self) -> dict[str, str]:
        """The finding as other systems read it."""
        return {
            "rule": self.rule,
            "clause": self.clause,
            "level": self.level,
            "where": self.where,
            "expected": self.expected,
            "found": self.found,
            "sentence": self.sentence,
        }

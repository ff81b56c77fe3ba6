"""The register of rules: each a small function under its id, with clause, level and what it is about."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from service.check.elements import Line, Recognised
from service.check.finding import Finding, Level
from service.check.rendered import RenderedPages
from service.gbt9704 import Profile
from service.ooxml.read.facts import Paragraph, Place, Section, Table


@dataclass(frozen=True, slots=True)
class Subject:
    """What a rule looks at: the recognised document, the profile it claims, and its pages where they were made."""

    found: Recognised
    profile: Profile
    pages: RenderedPages | None = None

    def section(self, line: Line | Paragraph | Table) -> Section:
        block = line.paragraph if isinstance(line, Line) else line
        return self.found.document.section_of(block)


@dataclass(frozen=True, slots=True)
class Deviation:
    """What a rule saw: where, what should be, what is, and a sentence that says what to do."""

    where: str
    expected: str
    found: str
    sentence: str
    place: Place | None = None
    level: Level | None = None  # where it differs from the rule's


Look = Callable[[Subject], Iterable[Deviation]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of the standard."""

    id: str
    clause: str
    level: Level
    about: str
    look: Look | None  # nothing: only a rendered page can decide it
    measure: Look | None = None  # what its pages say, where they were made

    @property
    def rendered(self) -> bool:
        return self.look is None

    def findings(self, subject: Subject) -> Iterator[Finding]:
        """What the file shows; where that is nothing, what the pages show."""
        found = [] if self.look is None else list(self.look(subject))
        if not found and self.measure is not None and subject.pages is not None:
            found = list(self.measure(subject))
        for seen in found:
            yield Finding(
                self.id,
                self.clause,
                seen.level or self.level,
                seen.where,
                seen.expected,
                seen.found,
                seen.sentence,
                seen.place,
            )


RULES: dict[str, Rule] = {}

# the letters an id begins with → its chapter, in the order of the standard
CHAPTERS = {
    "PG": "纸张和版心",
    "FT": "字体字号",
    "HD": "版头",
    "TI": "标题",
    "BD": "正文",
    "AT": "附件",
    "SG": "署名和日期",
    "PN": "页码",
    "IM": "版记",
    "TB": "表格",
    "MI": "纪要",
}


def ordered_rules() -> list[Rule]:
    """All rules, chapter by chapter."""
    chapters = list(CHAPTERS)
    return sorted(RULES.values(), key=lambda one: (chapters.index(one.id[:2]), one.id))


def rule(identifier: str, clause: str, level: Level) -> Callable[[Look], Look]:
    """Enters a function into the register; the first line of its docstring says what the rule is about."""

    def enter(look: Look) -> Look:
        RULES[identifier] = Rule(identifier, clause, level, _about(look), look)
        return look

    return enter


def measured(identifier: str, clause: str = "", level: Level = "error") -> Callable[[Look], Look]:
    """Enters what the pages say of a rule; one that only they can decide names clause and level here."""

    def enter(measure: Look) -> Look:
        if identifier in RULES:
            RULES[identifier] = replace(RULES[identifier], measure=measure)
        else:
            RULES[identifier] = Rule(identifier, clause, level, _about(measure), None, measure)
        return measure

    return enter


def _about(look: Look) -> str:
    return (look.__doc__ or "").partition("\n")[0].strip()


# ---- places ---------------------------------------------------------------------------------------------------
_QUOTED = 12


def quoted(text: str) -> str:
    """The first characters of a text, to find it by."""
    text = "".join(text.split())
    return f"“{text[:_QUOTED]}{'…' if len(text) > _QUOTED else ''}”"


def at(line: Line | Paragraph) -> str:
    """Where a paragraph stands: 第3段“…”."""
    paragraph = line.paragraph if isinstance(line, Line) else line
    if not paragraph.ordinal:
        return f"页眉页脚{quoted(paragraph.printed)}"
    return (
        f"第{paragraph.ordinal}段{quoted(paragraph.printed)}"
        if paragraph.printed.strip()
        else f"第{paragraph.ordinal}段（空行）"
    )


def at_section(section: Section) -> str:
    return f"第{section.number}节"


def at_table(table: Table, row: int = 0, cell: int = 0) -> str:
    where = f"第{table.ordinal}个表格" if table.ordinal else "页眉页脚的表格"
    if row:
        where += f"第{row}行"
    return where + (f"第{cell}格" if cell else "")

"""The bench a document lies on while it is repaired: what was found, the file itself, and what was done to it."""

from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property

from service import gbt9704 as gbt
from service.check.faces import gb2312_only, in_gb2312, is_face
from service.check.finding import Finding
from service.check.measures import hanzi
from service.check.register import Subject
from service.ooxml.editing.opened import Node, Opened
from service.ooxml.read.facts import Block, Paragraph, Section


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that was changed: where, and what it is now."""

    rule: str
    where: str
    sentence: str

    def as_dict(self) -> dict[str, str]:
        return {"rule": self.rule, "where": self.where, "sentence": self.sentence}


_DEFAULT = {
    "仿宋": gbt.GB2312_FONTS.body,
    "小标宋": gbt.GB2312_FONTS.title,
    "黑体": gbt.GB2312_FONTS.first,
    "楷体": gbt.GB2312_FONTS.second,
    "宋体": gbt.GB2312_FONTS.number,
}
_WHOLE = {"仿宋": gbt.SYSTEM_FONTS.body, "楷体": gbt.SYSTEM_FONTS.second, "小标宋": "方正小标宋_GBK"}


@dataclass
class Bench:
    """One round of repair: facts and findings were read before it, the tree changes in it."""

    subject: Subject
    opened: Opened
    findings: list[Finding]
    changes: list[Change] = field(default_factory=list)

    def of(self, *rules: str) -> list[Finding]:
        return [finding for finding in self.findings if finding.rule in rules]

    def element(self, block: Block) -> Node | None:
        return self.opened.at(block.place)

    def say(self, rule: str, where: str, sentence: str, part: str = "") -> None:
        """Something was changed in a part."""
        self.changes.append(Change(rule, where, sentence))
        self.opened.touch(part or self.opened.main)

    @cached_property
    def _faces(self) -> dict[str, str]:
        """The edition of each face this document uses most."""
        weights: Counter[str] = Counter()
        for paragraph in self.subject.found.all_paragraphs:
            for run in paragraph.runs:
                if run.values.east:
                    weights[run.values.east] += len(hanzi(run.text))
        ranked = [face for face, weight in weights.most_common() if weight]
        return {
            category: next((face for face in ranked if is_face(face, category)), default)
            for category, default in _DEFAULT.items()
        }

    def face(self, category: str, text: str) -> str:
        """A face of this category that has all characters of the text (FT-05)."""
        chosen = self._faces[category]
        if gb2312_only(chosen) and not in_gb2312("".join(hanzi(text))):
            return _WHOLE.get(category, chosen)
        return chosen

    def section_of(self, block: Block) -> Section:
        return self.subject.found.document.section_of(block)

    def at_place(self, finding: Finding) -> Paragraph | None:
        """The paragraph of the body, of a table or box in it, a finding is about."""
        return next((one for one in self.subject.found.all_paragraphs if one.place == finding.place), None)

"""Parts of a .docx in, findings out: reads, recognises, chooses the profile, asks every rule of the register."""

from collections import Counter
from collections.abc import Mapping

from service import gbt9704 as gbt
from service.check import rules as _rules  # noqa: F401  its modules enter their rules into the register
from service.check.elements import Recognised, Role
from service.check.finding import Finding
from service.check.recognise import recognise
from service.check.register import Subject, ordered_rules
from service.check.rendered import RenderedPages
from service.ooxml.read.document import read


def check(parts: Mapping[str, bytes], profile: str | None = None, pages: RenderedPages | None = None) -> list[Finding]:
    """The findings of an admitted .docx in the order of the chapters; without a profile it is the one it comes near."""
    return examine(recognise(read(parts)), profile, pages)


def examine(found: Recognised, profile: str | None = None, pages: RenderedPages | None = None) -> list[Finding]:
    """The findings of a recognised document."""
    subject = Subject(found, likely_profile(found) if profile is None else gbt.PROFILES[profile], pages)
    return [finding for one in ordered_rules() for finding in one.findings(subject)]


_NEAR = 57  # 1 mm


def likely_profile(found: Recognised) -> gbt.Profile:
    """The profile whose margins and pitch most of the document has; the standard one where none fits better."""
    portrait = [section for section in found.document.sections if not section.landscape]
    landscape = [section for section in found.document.sections if section.landscape]
    top = portrait[0].top if portrait else landscape[0].right
    if abs(top - gbt.COMPENSATED.top) <= _NEAR:
        return gbt.COMPENSATED
    pitches = Counter(
        line.paragraph.values.line
        for line in found.of(Role.BODY, Role.HEADING)
        if line.paragraph.values.line_rule == "exact"
    )
    usual = pitches.most_common(1)[0][0] if pitches else gbt.LINE
    return gbt.PITCH_28 if abs(usual - gbt.PITCH_28.line) <= 5 else gbt.STANDARD

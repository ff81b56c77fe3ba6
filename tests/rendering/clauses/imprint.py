"""7.4 版记: its rules, its rows and its place at the foot of the last page."""

from collections import Counter

from tests.rendering.clauses.register import Measured, clause, foreign, none_of
from tests.rendering.pages import Line, Rule
from tests.rendering.rendered import IMPRINT_TOP_SLACK, Rendered

_SMALL = 4.939  # one 字 of 14 pt in mm


def rules(rendered: Rendered) -> list[Rule]:
    """The rules of the 版记, from the top."""
    if rendered.imprint is None:
        return []
    top = rendered.imprint["top_emu"] / 36000 - IMPRINT_TOP_SLACK
    return [rule for rule in rendered.pages[-1].rules if rule.y > top and not rule.red]


def _copies(rendered: Rendered) -> list[Line]:
    """The lines of 抄送, above the middle rule."""
    middle = rules(rendered)[1:-1]
    return [line for line in rendered.imprint_lines if middle and line.base < middle[0].y]


def _issue(rendered: Rendered) -> list[Line]:
    """The lines of 印发, under the middle rule."""
    copies = _copies(rendered)
    return [line for line in rendered.imprint_lines if line not in copies]


@none_of("7.4.1", "版记", "at the foot of the last page, once", "imprints whose rules are not on the last page")
def imprint_last(rendered: Rendered) -> Measured:
    if rendered.imprint is not None:
        wanted = 3 if rendered.imprint["copies"] else 2
        yield len(rendered.pages), abs(len(rules(rendered)) - wanted)


@none_of("7.4.1", "版记（双面印刷）", "on an even page when so asked", "imprints on odd pages")
def imprint_even(rendered: Rendered) -> Measured:
    if rendered.imprint is not None and rendered.variant.layout.get("duplex"):
        yield len(rendered.pages), len(rendered.pages) % 2


@clause("7.4.1", "版记", "rules of 156 mm", "their length", target=156)
def imprint_length(rendered: Rendered) -> Measured:
    for rule in rules(rendered):
        yield len(rendered.pages), rule.length


@clause("7.4.1", "版记", "first and last rule 0.35 mm", "their thickness", target=0.35, tolerance=0.03)
def imprint_outer(rendered: Rendered) -> Measured:
    found = rules(rendered)
    for rule in (found[:1] + found[-1:]) if found else ():
        yield len(rendered.pages), rule.thickness


@clause("7.4.1", "版记", "middle rule 0.25 mm", "its thickness", target=0.25, tolerance=0.03)
def imprint_inner(rendered: Rendered) -> Measured:
    for rule in rules(rendered)[1:-1]:
        yield len(rendered.pages), rule.thickness


@clause("7.4.1", "版记", "last rule on the type area's lower edge, 262 mm", "its height on the page", target=262)
def imprint_bottom(rendered: Rendered) -> Measured:
    for rule in rules(rendered)[-1:]:
        yield len(rendered.pages), rule.y


@none_of("7.4.1", "版记", "nothing overlaps it", "characters in its room that are not its own, or lack there")
def imprint_clear(rendered: Rendered) -> Measured:
    if rendered.imprint is not None:
        copies = f"抄送：{rendered.imprint['copies']}" if rendered.imprint["copies"] else ""
        wanted = "".join((copies + rendered.imprint["issuer"] + rendered.imprint["issued"]).split())
        shown = "".join(line.text for line in rendered.imprint_lines)
        yield (
            len(rendered.pages),
            (Counter(shown) - Counter(wanted)).total() + (Counter(wanted) - Counter(shown)).total(),
        )


@clause("7.4.2", "抄送机关", "1 字 from the left, at 32.94 mm", "left edge of its first line", target=28 + _SMALL)
def copies_left(rendered: Rendered) -> Measured:
    for line in _copies(rendered)[:1]:
        yield len(rendered.pages), line.left


@clause(
    "7.4.2", "抄送机关", "wraps after the colon, at 47.76 mm", "left edge of its further lines", target=28 + 4 * _SMALL
)
def copies_wrap(rendered: Rendered) -> Measured:
    for line in _copies(rendered)[1:]:
        yield len(rendered.pages), line.left


@clause("7.4.2", "抄送机关", "1 字 free at the right", "how far a line reaches beyond 179.06 mm")
def copies_right(rendered: Rendered) -> Measured:
    for line in _copies(rendered):
        yield len(rendered.pages), max(0, line.right - 184 + _SMALL)


@clause("7.4.3", "印发机关", "1 字 from the left, at 32.94 mm", "left edge of its lines", target=28 + _SMALL)
def issuer_left(rendered: Rendered) -> Measured:
    lines = _issue(rendered)
    if lines:
        yield len(rendered.pages), min(line.left for line in lines)


@clause("7.4.3", "印发日期", "1 字 from the right, at 179.06 mm", "right edge of its line", target=184 - _SMALL)
def issued_right(rendered: Rendered) -> Measured:
    for line in _issue(rendered):
        if line.text.endswith("印发"):
            yield len(rendered.pages), line.right


@none_of("7.4.2", "版记", "14 pt 仿宋", "characters of another face or size")
def imprint_face(rendered: Rendered) -> Measured:
    if rendered.imprint is not None:
        characters = [character for line in rendered.imprint_lines for character in line.characters]
        yield len(rendered.pages), foreign(characters, "body", 14)

"""7.2 版头: labels, mark, number, signers, red rule; the head of minutes (10.3) is measured with it."""

from tests.rendering.clauses.register import Measured, clause, foreign, none_of
from tests.rendering.ink import Box, ink
from tests.rendering.pages import Line, Rule
from tests.rendering.rendered import Rendered

_CHARACTER = 5.556  # one 字 of the body in mm


def marks(rendered: Rendered) -> list[Line]:
    """The red lines of page 1."""
    return [line for line in rendered.pages[0].body if line.red]


def red_rule(rendered: Rendered) -> Rule | None:
    return next((rule for rule in rendered.pages[0].rules if rule.red), None)


def _on_line(rendered: Rendered, role: str, line: int) -> Measured:
    """How far a label is from the start of a line of page 1: the larger of both distances."""
    for paragraph in rendered.of(role):
        place = paragraph.first.line
        yield 1, max(abs(place.base - rendered.area(1).base(line)), abs(place.left - 28))


@clause("7.2.1", "份号", "line 1, flush left", "distance of its first digit from there")
def copy_number(rendered: Rendered) -> Measured:
    yield from _on_line(rendered, "copy_number", 1)


@clause("7.2.2", "密级和保密期限", "line 2, flush left", "distance of its first character from there")
def secrecy(rendered: Rendered) -> Measured:
    yield from _on_line(rendered, "secrecy", 2)


@clause("7.2.3", "紧急程度", "the line after 密级, flush left", "distance of its first character from there")
def urgency(rendered: Rendered) -> Measured:
    above = (
        2 if rendered.head and rendered.head["secrecy"] else 1 if rendered.head and rendered.head["copy_number"] else 0
    )
    yield from _on_line(rendered, "urgency", above + 1)


@none_of("7.2.2", "密级、紧急程度", "16 pt 黑体", "characters of another face or size")
def label_face(rendered: Rendered) -> Measured:
    for paragraph in rendered.of("secrecy", "urgency"):
        yield 1, foreign(paragraph.characters, "first", 16)


@clause(
    "7.2.4",
    "发文机关标志",
    "ink begins 72 mm from the page's top edge (35 mm in the type area)",
    "ink of the red characters at 600 dpi",
    target=72,
    tolerance=1,
)
def mark_top(rendered: Rendered) -> Measured:
    found = marks(rendered)
    if found:
        first = found[0]
        high = first.size * 25.4 / 72
        labels = [line.base + 2 for line in rendered.pages[0].body if line.base < first.base and not line.red]
        top = max([first.base - 1.1 * high, *labels])
        box = ink(rendered.pdf, 1, Box(1, top, 209, first.base + 0.2 * high))
        if box is not None:
            yield 1, box.top


@clause("7.2.4", "发文机关标志", "centred, at 106 mm", "middle of its widest line", target=106)
def mark_centre(rendered: Rendered) -> Measured:
    found = marks(rendered)
    if found:
        yield 1, (min(line.left for line in found) + max(line.right for line in found)) / 2


@none_of("7.2.4", "发文机关标志", "red 小标宋", "characters of another face or colour")
def mark_face(rendered: Rendered) -> Measured:
    for line in marks(rendered):
        strange = sum(character.colour != (1, 0, 0) for character in line.characters)
        yield 1, strange + foreign(list(line.characters), "title", line.size)


@clause("7.2.4", "发文机关标志", "within the type area", "how far it reaches beyond 28 … 184 mm")
def mark_width(rendered: Rendered) -> Measured:
    for line in marks(rendered):
        yield 1, max(0, 28 - line.left, line.right - 184)


@clause("7.2.5", "发文字号", "two blank lines under the mark", "lines between the mark's line and its own", target=2)
def number_below_mark(rendered: Rendered) -> Measured:
    found, first = marks(rendered), next(rendered.of("number", "signers"), None)
    if found and first is not None:
        pitch = rendered.area(1).pitch
        lowest = found[-1].base + 0.2 * rendered.head["line"] * 25.4 / 1440
        yield 1, (first.first.line.base - 0.8 * pitch - lowest) / pitch


@clause("7.2.5", "发文字号", "centred, at 106 mm", "middle of its line", target=106)
def number_centre(rendered: Rendered) -> Measured:
    if not (rendered.head or {}).get("upward"):
        for paragraph in rendered.of("number"):
            yield 1, paragraph.first.line.centre


@clause(
    "7.2.5",
    "发文字号（上行文）",
    "1 字 from the left, on the row of the last signers",
    "distance of its first character from there",
)
def upward_number(rendered: Rendered) -> Measured:
    names = list(rendered.of("signers"))
    for paragraph in rendered.of("number"):
        if names:
            line = paragraph.first.line
            yield 1, max(abs(line.left - 28 - _CHARACTER), abs(line.base - names[-1].last.line.base))


@clause("7.2.6", "签发人", "names end 1 字 from the right, at 178.44 mm", "right edge of the widest row", target=178.44)
def signers_right(rendered: Rendered) -> Measured:
    rows = [paragraph.last.line.right for paragraph in rendered.of("signers")]
    if rows:
        yield 1, max(rows)


@clause(
    "7.2.6",
    "签发人",
    "names of all rows begin under the first name",
    "distance of a row's first name from the first row's",
)
def signers_aligned(rendered: Rendered) -> Measured:
    starts = [
        paragraph.first.line.characters[paragraph.lead].left
        for paragraph in rendered.of("signers")
        if not paragraph.text.endswith("：")
    ]
    for start in starts:
        yield 1, start - starts[0]


@none_of("7.2.6", "签发人", "label 仿宋, names 楷体, 16 pt", "characters of another face or size")
def signer_faces(rendered: Rendered) -> Measured:
    for paragraph in rendered.of("signers"):
        characters = paragraph.characters
        yield 1, foreign(characters[: paragraph.lead], "body", 16) + foreign(characters[paragraph.lead :], "second", 16)


@clause("7.2.7", "红色分隔线", "156 mm", "length of the red rule", target=156)
def rule_length(rendered: Rendered) -> Measured:
    rule = red_rule(rendered)
    if rule is not None:
        yield 1, rule.length


@clause("7.2.7", "红色分隔线", "0.35 mm", "thickness of the red rule", target=0.35, tolerance=0.03)
def rule_thickness(rendered: Rendered) -> Measured:
    rule = red_rule(rendered)
    if rule is not None:
        yield 1, rule.thickness


@clause("7.2.7", "红色分隔线", "4 mm under the number", "ink of number and rule at 600 dpi", target=4, tolerance=1)
def rule_gap(rendered: Rendered) -> Measured:
    rule = red_rule(rendered)
    above = None if rule is None else ink(rendered.pdf, 1, Box(28, rule.y - 9, 184, rule.y - 0.5))
    if rule is not None and above is not None and next(rendered.of("number", "date above the rule"), None):
        yield 1, rule.y - rule.thickness / 2 - above.bottom


@none_of("7.2.7", "红色分隔线", "one red rule under a red head", "rules too many or too few")
def one_rule(rendered: Rendered) -> Measured:
    if rendered.head is not None and not rendered.preprinted:
        yield 1, abs(sum(rule.red for rule in rendered.pages[0].rules) - 1)


def _paper_rule(rendered: Rendered) -> float:
    """Where the rule of pre-printed paper is: as given, else where the rule of a printed head would be."""
    given = rendered.variant.layout.get("preprinted_mm")
    if given is not None:
        return float(given)
    head, pitch = rendered.head, rendered.area(1).pitch
    points = head["half_points"] / 2 * 25.4 / 72
    typed = len(head.get("signer_lines", ())) + (2 if "issue" in head else 1)
    rows = len(head["organs"]) if head.get("joint") else 1
    return 72 + (1.1 * rows - 0.088) * points + (2 + typed) * pitch + 9.5 * 25.4 / 72


@clause(
    "7.2.7", "套印红头", "number 4 mm above the paper's own rule", "ink of the number at 600 dpi", target=4, tolerance=1
)
def paper_rule(rendered: Rendered) -> Measured:
    if rendered.preprinted:
        line = next(rendered.of("number" if "issue" not in rendered.head else "date above the rule")).first.line
        above = ink(rendered.pdf, 1, Box(28, line.base - 6, 184, line.base + 3))
        if above is not None:
            yield 1, _paper_rule(rendered) - above.bottom

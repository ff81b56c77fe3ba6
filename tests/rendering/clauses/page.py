"""5: the page, the type area, its lines and its characters."""

from itertools import pairwise
from statistics import mode

from service.layout import ems
from tests.rendering.clauses.register import Measured, clause, foreign, none_of
from tests.rendering.rendered import Paragraph, Rendered

_FLUSH = ("text", "addressee", "run_in1", "run_in2")


def _wrapped(rendered: Rendered) -> list[Paragraph]:
    return [paragraph for paragraph in rendered.of(*_FLUSH) if len(paragraph.pieces) > 1]


@clause("5.1", "幅面", "A4, 210 × 297 mm, upright or turned", "size of the page")
def page_size(rendered: Rendered) -> Measured:
    for number, page in enumerate(rendered.pages, 1):
        short, long = sorted((page.width, page.height))
        yield number, max(abs(short - 210), abs(long - 297))


@clause("5.2.1", "天头", "line 1 begins where the type area does (37 mm)", "baseline of a page's first line, at line 1")
def top_margin(rendered: Rendered) -> Measured:
    firsts = [piece for paragraph in rendered.text_paragraphs() for piece in paragraph.pieces]
    for number, page in enumerate(rendered.pages, 1):
        if (
            number > 1
            and page.body
            and any(piece.page == number and piece.line.base == page.body[0].base for piece in firsts)
        ):
            yield number, page.body[0].base - rendered.area(number).base(1)


@clause("5.2.1", "订口", "28 mm", "left edge of the lines that a paragraph wraps into", target=28)
def left_margin(rendered: Rendered) -> Measured:
    for paragraph in _wrapped(rendered):
        for piece in paragraph.pieces[1:]:
            yield piece.page, piece.line.left


@clause(
    "5.2.1", "版心宽", "full lines end at 184 mm", "right edge of all lines of a paragraph but its last", target=184
)
def right_edge(rendered: Rendered) -> Measured:
    for paragraph in _wrapped(rendered):
        for piece in paragraph.pieces[:-1]:
            yield piece.page, piece.line.right


@none_of("5.2.1", "版心", "nothing outside the type area", "lines that end beyond its right edge or stand below it")
def outside(rendered: Rendered) -> Measured:
    for number, page in enumerate(rendered.pages, 1):
        area = rendered.area(number)
        lowest = area.bottom + 0.5
        lines = [
            line
            for line in page.body
            if line.right > area.right + 0.5 or line.base > lowest or line.left < area.left - 0.5
        ]
        yield number, len(lines)


@clause("5.2.2", "正文用字", "16 pt 仿宋", "characters of another face or size", tolerance=0)
def body_face(rendered: Rendered) -> Measured:
    for paragraph in rendered.of("text", "attachment text"):
        yield paragraph.first.page, foreign(paragraph.characters, "body", 16)


@clause(
    "5.2.3",
    "每面行数",
    "22 lines on a page that a paragraph runs over",
    "place of its last line in the grid",
    target=22,
    tolerance=0.1,
)
def lines_of_a_page(rendered: Rendered) -> Measured:
    for paragraph in rendered.text_paragraphs():
        for piece, later in pairwise(paragraph.pieces):
            if piece.page != later.page and not _has_table(rendered, piece.page):
                area = rendered.area(piece.page)
                yield piece.page, 1 + (piece.line.base - area.base(1)) / area.pitch


def _has_table(rendered: Rendered, number: int) -> bool:
    """Rows of a table keep no grid, so that the lines under it are not on it either."""
    return sum(not rule.red for rule in rendered.pages[number - 1].rules) > 3


@clause(
    "5.2.3",
    "行距",
    "the pitch of the profile (10.21 mm)",
    "distance of neighbouring lines of a paragraph, less the pitch",
    tolerance=0.05,
)
def pitch(rendered: Rendered) -> Measured:
    for paragraph in rendered.text_paragraphs():
        for piece, later in pairwise(paragraph.pieces):
            if piece.page == later.page:
                yield piece.page, later.line.base - piece.line.base - rendered.area(piece.page).pitch


@clause(
    "5.2.3", "每行字数", "28 characters", "most frequent width of a page's full lines in 字", target=28, tolerance=1
)
def characters_of_a_line(rendered: Rendered) -> Measured:
    widths: dict[int, list[int]] = {}
    for paragraph in _wrapped(rendered):
        for piece in paragraph.pieces[1:-1]:
            widths.setdefault(piece.page, []).append(round(ems(piece.line.text)))
    for number, found in widths.items():
        if len(found) >= 5:
            yield number, mode(found)


@none_of("5.2.4", "颜色", "black, but for the mark", "characters that are neither black nor a red mark's")
def colour(rendered: Rendered) -> Measured:
    for number, page in enumerate(rendered.pages, 1):
        rule = max((rule.y for rule in page.rules if rule.red), default=0) if number == 1 else 0
        lines = [line for line in page.lines if not (line.red and line.base < rule)]
        yield number, sum(character.colour != (0, 0, 0) for line in lines for character in line.characters)


@none_of("–", "红色", "no red where there is no red head", "red rules and characters")
def no_red(rendered: Rendered) -> Measured:
    if rendered.head is not None and not rendered.preprinted:
        return
    for number, page in enumerate(rendered.pages, 1):
        yield number, sum(rule.red for rule in page.rules) + sum(line.red for line in page.lines)

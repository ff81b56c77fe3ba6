"""7.3.5, 7.3.6: 署名, 成文日期 and 附注. The seal itself is never drawn; its room is measured."""

from service.layout import body_width
from tests.rendering.clauses.register import Measured, clause, letter_excess, none_of
from tests.rendering.rendered import Paragraph, Rendered

_CHARACTER = 5.556
_RIGHT = 184.0


def _block(rendered: Rendered, sealed: bool) -> tuple[list[Paragraph], Paragraph] | None:
    """The organs and the date of a signature, if it has a seal or has none as asked."""
    dates = list(rendered.of("date"))
    organs = list(rendered.of("organ"))
    if not dates or not organs or rendered.signature["sealed"] != sealed:
        return None
    return organs, dates[0]


def _edges(organs: list[Paragraph]) -> tuple[float, float]:
    lines = [piece.line for organ in organs for piece in organ.pieces]
    return min(line.left + letter_excess(line) for line in lines), max(line.right for line in lines)


@clause(
    "7.3.5.1",
    "成文日期（盖章）",
    "4 字 from the right, at 161.78 mm",
    "right edge of the date, where the organ is no more than 8 字 longer",
    target=_RIGHT - 4 * _CHARACTER,
)
def sealed_date(rendered: Rendered) -> Measured:
    block = _block(rendered, sealed=True)
    if block:
        organs, date = block
        if all(body_width(organ.text) <= body_width(date.text) + 8 * 315 for organ in organs):
            yield date.first.page, date.first.line.right


@clause("7.3.5.1", "发文机关署名（盖章）", "centred over the date", "distance of the middles of organ and date")
def sealed_centre(rendered: Rendered) -> Measured:
    block = _block(rendered, sealed=True)
    if block:
        organs, date = block
        for organ in organs:
            left, right = _edges([organ])
            yield organ.first.page, (left + right) / 2 - date.first.line.centre


@clause("7.3.5.1", "印章", "two blank lines above 署名", "lines between it and the text", target=2, tolerance=0.05)
def sealed_room(rendered: Rendered) -> Measured:
    yield from _room(rendered, sealed=True)


@clause(
    "7.3.5.2",
    "发文机关署名（不盖章）",
    "one blank line above",
    "lines between it and the text",
    target=1,
    tolerance=0.05,
)
def unsealed_room(rendered: Rendered) -> Measured:
    yield from _room(rendered, sealed=False)


def _room(rendered: Rendered, sealed: bool) -> Measured:
    block = _block(rendered, sealed)
    step = rendered.step(block[0][0]) if block else None
    if block and step is not None:
        page = block[0][0].first.page
        yield page, step / rendered.area(page).pitch - 1


@clause(
    "7.3.5.2",
    "署名、日期（不盖章）",
    "the longer of both 2 字 from the right, at 172.89 mm",
    "its right edge",
    target=_RIGHT - 2 * _CHARACTER,
)
def unsealed_right(rendered: Rendered) -> Measured:
    block = _block(rendered, sealed=False)
    if block:
        organs, date = block
        longer = max(body_width(organ.text) for organ in organs) >= body_width(date.text)
        yield date.first.page, _edges(organs)[1] if longer else date.first.line.right


@clause(
    "7.3.5.2",
    "成文日期（不盖章）",
    "begins 2 字 right of the organ, 11.11 mm",
    "distance of their first characters",
    target=2 * _CHARACTER,
    tolerance=1,
)
def unsealed_date(rendered: Rendered) -> Measured:
    block = _block(rendered, sealed=False)
    if block:
        organs, date = block
        yield date.first.page, date.first.line.left - _edges(organs)[0]


@clause("7.3.5", "成文日期", "on the line after 署名", "lines between them", tolerance=0.05)
def date_after_organ(rendered: Rendered) -> Measured:
    for date in rendered.of("date"):
        step = rendered.step(date)
        if step is not None:
            yield date.first.page, step / rendered.area(date.first.page).pitch - 1


@none_of("7.3.5", "署名、日期", "on one page", "signatures torn apart by the end of a page")
def signature_together(rendered: Rendered) -> Measured:
    for date in rendered.of("date"):
        yield date.first.page, any(organ.first.page != date.first.page for organ in rendered.of("organ"))


@none_of(
    "7.3.5.5", "署名、日期", "never on a page without text", "signatures that share their page with no line of text"
)
def signature_with_text(rendered: Rendered) -> Measured:
    pages = {piece.page for paragraph in rendered.text_paragraphs() for piece in paragraph.pieces}
    for organ in list(rendered.of("organ"))[:1]:
        yield organ.first.page, organ.first.page not in pages


@none_of("7.3.5", "署名、日期", "within the type area", "lines that reach beyond 28 … 184 mm")
def signature_inside(rendered: Rendered) -> Measured:
    for paragraph in rendered.of("organ", "date"):
        left, right = _edges([paragraph])
        yield paragraph.first.page, left < 27.5 or right > 184.5


@clause("7.3.6", "附注", "indent of 2 字, at 39.11 mm", "left edge of its first line", target=28 + 2 * _CHARACTER)
def note_under_date(rendered: Rendered) -> Measured:
    for paragraph in rendered.of("note"):
        yield paragraph.first.page, paragraph.first.line.left


@clause("7.3.6", "附注", "on the line after the date", "lines between them", tolerance=0.05)
def note_after_date(rendered: Rendered) -> Measured:
    for paragraph in rendered.of("note"):
        earlier = rendered.before(paragraph)
        if earlier is not None and earlier.role == "date":
            step = paragraph.first.line.base - earlier.last.line.base
            yield paragraph.first.page, step / rendered.area(paragraph.first.page).pitch - 1

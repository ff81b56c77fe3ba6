"""7.5: the page number, and its place on a turned page (8)."""

from tests.rendering.clauses.register import Measured, clause, foreign, none_of
from tests.rendering.ink import Box, ink
from tests.rendering.rendered import Rendered

_SMALL = 4.939


def _turned(rendered: Rendered) -> bool:
    return rendered.variant.layout.get("landscape_number", "rotated") == "rotated"


@none_of(
    "7.5",
    "页码",
    "on every page but an empty one and the 版记 after it, counting on",
    "pages whose number is missing or another",
)
def number_there(rendered: Rendered) -> Measured:
    for count, page in enumerate(rendered.pages, 1):
        unnumbered = rendered.blank_page is not None and count >= rendered.blank_page
        shown = None if page.number is None else page.number.number
        yield count, shown != (None if unnumbered else count)


@none_of("7.5", "页码", "14 pt 宋体", "characters of another face or size")
def number_face(rendered: Rendered) -> Measured:
    for count, page in enumerate(rendered.pages, 1):
        if page.number is not None:
            yield count, foreign(list(page.number.characters), "number", 14)


@clause(
    "7.5",
    "页码",
    "dash 7 mm under the type area",
    "ink of its dash at 600 dpi, from 262 mm (landscape, plain: from 184 mm)",
    target=7,
    tolerance=1,
)
def number_drop(rendered: Rendered) -> Measured:
    for count, page in enumerate(rendered.pages, 1):
        if page.number is None or page.number not in page.lines:
            continue
        dash = page.number.characters[0]
        box = ink(rendered.pdf, count, Box(dash.left, page.number.base - 4, dash.right, page.number.base + 1))
        if box is not None:
            yield count, (box.top + box.bottom) / 2 - (184 if page.landscape else 262)


@clause(
    "7.5",
    "页码（单页）",
    "1 字 from the right, at 179.06 mm",
    "right edge of its second dash",
    target=184 - _SMALL,
    tolerance=1,
)
def number_odd(rendered: Rendered) -> Measured:
    for count, page in enumerate(rendered.pages, 1):
        if count % 2 and not page.landscape and page.number is not None:
            yield count, page.number.right


@clause(
    "7.5",
    "页码（双页）",
    "1 字 from the left, at 32.94 mm",
    "left edge of its first dash",
    target=28 + _SMALL,
    tolerance=1,
)
def number_even(rendered: Rendered) -> Measured:
    for count, page in enumerate(rendered.pages, 1):
        if count % 2 == 0 and not page.landscape and page.number is not None:
            yield count, page.number.left


@clause(
    "8",
    "页码（横排）",
    "7 mm outside the left edge of the type area, at 28 mm",
    "middle of the turned characters",
    target=28,
    tolerance=1,
)
def turned_axis(rendered: Rendered) -> Measured:
    for count, page in enumerate(rendered.pages, 1):
        if page.landscape and _turned(rendered) and page.number in page.turned:
            dash = page.number.characters[0]
            box = ink(rendered.pdf, count, Box(page.number.base - 2, dash.left, page.number.base + 6, dash.right))
            if box is not None:
                yield count, (box.left + box.right) / 2


@clause(
    "8",
    "页码（横排单页）",
    "low on the sheet, ends at 179.06 mm from its top",
    "lower edge of its second dash",
    target=184 - _SMALL,
    tolerance=1,
)
def turned_odd(rendered: Rendered) -> Measured:
    for count, page in enumerate(rendered.pages, 1):
        if page.landscape and _turned(rendered) and count % 2 and page.number is not None:
            yield count, page.number.right


@clause(
    "8",
    "页码（横排双页）",
    "high on the sheet, begins at 32.94 mm from its top",
    "upper edge of its first dash",
    target=28 + _SMALL,
    tolerance=1,
)
def turned_even(rendered: Rendered) -> Measured:
    for count, page in enumerate(rendered.pages, 1):
        if page.landscape and _turned(rendered) and count % 2 == 0 and page.number is not None:
            yield count, page.number.left


@none_of("8", "页码（横排）", "turned with the sheet, or upright when so asked", "landscape numbers set the other way")
def landscape_number(rendered: Rendered) -> Measured:
    for count, page in enumerate(rendered.pages, 1):
        if page.landscape and page.number is not None:
            yield count, (page.number in page.turned) != _turned(rendered)

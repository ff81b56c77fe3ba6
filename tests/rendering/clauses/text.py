"""7.3.1–7.3.4: title, addressee, text with its headings, and the names of attachments."""

from service.layout import body_width, ems
from tests.rendering.clauses.head import red_rule
from tests.rendering.clauses.register import Measured, clause, foreign, none_of
from tests.rendering.rendered import Paragraph, Rendered

_INDENT = 2 * 5.556
_INDENTED = ("text", "run_in1", "run_in2", "heading1", "heading2", "heading3", "heading4")


@clause("7.3.1", "标题", "two blank lines under the red rule", "lines between the rule and the title's line", target=2)
def title_below_rule(rendered: Rendered) -> Measured:
    rule = red_rule(rendered)
    for paragraph in rendered.of("title"):
        if rule is not None:
            pitch = rendered.area(1).pitch
            yield 1, (paragraph.first.line.base - 0.8 * pitch - rule.y) / pitch


@clause("–", "标题", "on line 1 where there is no head", "distance of its baseline from there")
def title_on_line_1(rendered: Rendered) -> Measured:
    if rendered.head is None:
        for paragraph in rendered.of("title"):
            yield 1, paragraph.first.line.base - rendered.area(1).base(1)


@clause("7.3.1", "标题", "every line centred", "distance of a line's middle from that of the type area")
def title_centre(rendered: Rendered) -> Measured:
    for paragraph in rendered.of("title", "attachment title"):
        for piece in paragraph.pieces:
            yield piece.page, piece.line.centre - rendered.area(piece.page).centre


@none_of("7.3.1", "标题", "at most 20 字 a line", "lines that are wider")
def title_width(rendered: Rendered) -> Measured:
    for paragraph in rendered.of("title", "attachment title"):
        yield paragraph.first.page, sum(ems(piece.line.text) > 20 for piece in paragraph.pieces)


@none_of("7.3.1", "标题", "22 pt 小标宋", "characters of another face or size")
def title_face(rendered: Rendered) -> Measured:
    for paragraph in rendered.of("title", "attachment title"):
        yield paragraph.first.page, foreign(paragraph.characters, "title", 22)


@clause("7.3.2", "标题", "one blank line under it", "lines between it and what follows", target=1, tolerance=0.05)
def title_gap(rendered: Rendered) -> Measured:
    followers = [
        later
        for earlier, later in zip(rendered.paragraphs, rendered.paragraphs[1:], strict=False)
        if earlier.role in ("title", "attachment title")
    ]
    for paragraph in followers:
        step = rendered.step(paragraph)
        if step is not None and paragraph.role not in ("label", "table title"):
            yield paragraph.first.page, step / rendered.area(paragraph.first.page).pitch - 1


@clause("7.3.2", "主送机关", "flush left, wraps flush", "left edge of its lines", target=28)
def addressee(rendered: Rendered) -> Measured:
    for paragraph in rendered.of("addressee"):
        for piece in paragraph.pieces:
            yield piece.page, piece.line.left


@none_of("7.3.3", "正文", "text on page 1", "documents whose first page has none")
def text_on_page_1(rendered: Rendered) -> Measured:
    if rendered.variant.kind != "schedule":
        yield (
            1,
            all(
                piece.page > 1 for paragraph in rendered.of("text", "run_in1", "run_in2") for piece in paragraph.pieces
            ),
        )


@clause(
    "7.3.3",
    "正文、标题",
    "indent of 2 字, 11.11 mm",
    "left edge of a paragraph's first line, from 28 mm",
    target=_INDENT,
)
def indent(rendered: Rendered) -> Measured:
    for paragraph in rendered.of(*_INDENTED, *(f"attachment {role}" for role in _INDENTED)):
        yield paragraph.first.page, paragraph.first.line.left - rendered.area(paragraph.first.page).left


@clause("7.3.3", "正文、标题", "wraps flush left", "left edge of a paragraph's further lines, from 28 mm")
def wrap(rendered: Rendered) -> Measured:
    for paragraph in rendered.of(*_INDENTED, *(f"attachment {role}" for role in _INDENTED)):
        for piece in paragraph.pieces[1:]:
            yield piece.page, piece.line.left - rendered.area(piece.page).left


def _wrong_faces(paragraph: Paragraph, face: str) -> int:
    """Of a whole heading, or of one that runs in and the text after it."""
    lead = paragraph.lead or len(paragraph.text)
    characters = paragraph.characters
    return foreign(characters[:lead], face, 16) + foreign(characters[lead:], "body", 16)


@none_of("7.3.3", "一、", "黑体, 16 pt", "characters of another face or size")
def first_level(rendered: Rendered) -> Measured:
    for paragraph in rendered.of("heading1", "run_in1", "attachment heading1", "attachment run_in1"):
        yield paragraph.first.page, _wrong_faces(paragraph, "first")


@none_of("7.3.3", "（一）", "楷体, 16 pt", "characters of another face or size")
def second_level(rendered: Rendered) -> Measured:
    for paragraph in rendered.of("heading2", "run_in2", "attachment heading2", "attachment run_in2"):
        yield paragraph.first.page, _wrong_faces(paragraph, "second")


@none_of("7.3.3", "1.（1）", "仿宋, 16 pt", "characters of another face or size")
def third_and_fourth_level(rendered: Rendered) -> Measured:
    for paragraph in rendered.of("heading3", "heading4", "attachment heading3", "attachment heading4"):
        yield paragraph.first.page, _wrong_faces(paragraph, "body")


@none_of("7.3.3", "标题", "no heading at the foot of a page", "headings whose text begins on the next page")
def heading_alone(rendered: Rendered) -> Measured:
    for earlier, later in zip(rendered.paragraphs, rendered.paragraphs[1:], strict=False):
        if "heading" in earlier.role:
            yield earlier.last.page, earlier.last.page != later.first.page


# ---- 附件说明 --------------------------------------------------------------------------------------------------
_NAMES = ("attachment note", "first attachment name", "next attachment name")


@clause("7.3.4", "附件说明", "one blank line above", "lines between it and the text", target=1, tolerance=0.05)
def note_above(rendered: Rendered) -> Measured:
    for paragraph in rendered.of(*_NAMES[:2]):
        step = rendered.step(paragraph)
        if step is not None:
            yield paragraph.first.page, step / rendered.area(paragraph.first.page).pitch - 1


@clause("7.3.4", "附件说明", "indent of 2 字, at 39.11 mm", "left edge of 附件：", target=28 + _INDENT)
def note_indent(rendered: Rendered) -> Measured:
    for paragraph in rendered.of(*_NAMES[:2]):
        yield paragraph.first.page, paragraph.first.line.left


@clause(
    "7.3.4",
    "附件说明",
    "names wrap under their first character",
    "left edge of a name's further lines, from that of its first character",
)
def note_wrap(rendered: Rendered) -> Measured:
    for paragraph in rendered.of(*_NAMES):
        for piece in paragraph.pieces[1:]:
            yield piece.page, piece.line.left - _name_start(paragraph)


def _name_start(paragraph: Paragraph) -> float:
    """Where a name begins after its number; the stand-in's full stop is narrower than half a 字, so it is reckoned."""
    number = "" if paragraph.role == "attachment note" else paragraph.text[paragraph.lead :].split(".")[0] + "."
    return paragraph.first.line.characters[paragraph.lead].left + body_width(number) * 25.4 / 1440


@clause(
    "7.3.4",
    "附件说明",
    "numbered names under each other, at 61.35 mm",
    "their first characters, after the number",
    target=61.35,
)
def next_name(rendered: Rendered) -> Measured:
    for paragraph in rendered.of("first attachment name", "next attachment name"):
        yield paragraph.first.page, _name_start(paragraph)

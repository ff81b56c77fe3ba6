"""10.3: the attendance of minutes."""

from tests.rendering.clauses.register import Measured, clause, foreign, none_of
from tests.rendering.rendered import Rendered

_CHARACTER = 5.556


@clause("10.3", "出席人员名单", "one blank line above", "lines between it and the text", target=1, tolerance=0.05)
def attendance_above(rendered: Rendered) -> Measured:
    for paragraph in list(rendered.of("attendance"))[:1]:
        step = rendered.step(paragraph)
        if step is not None:
            yield paragraph.first.page, step / rendered.area(paragraph.first.page).pitch - 1


@clause("10.3", "出席人员名单", "indent of 2 字, at 39.11 mm", "left edge of its label", target=28 + 2 * _CHARACTER)
def attendance_label(rendered: Rendered) -> Measured:
    for paragraph in rendered.of("attendance"):
        yield paragraph.first.page, paragraph.first.line.left


@clause(
    "10.3", "出席人员名单", "names wrap after the colon, at 55.84 mm", "left edge of its further lines", target=55.84
)
def attendance_wrap(rendered: Rendered) -> Measured:
    for paragraph in rendered.of("attendance"):
        for piece in paragraph.pieces[1:]:
            yield piece.page, piece.line.left


@none_of("10.3", "出席人员名单", "label 黑体, names 仿宋, 16 pt", "characters of another face or size")
def attendance_faces(rendered: Rendered) -> Measured:
    for paragraph in rendered.of("attendance"):
        characters = paragraph.characters
        yield (
            paragraph.first.page,
            foreign(characters[: paragraph.lead], "first", 16) + foreign(characters[paragraph.lead :], "body", 16),
        )


@clause(
    "10.3",
    "期号、机关、日期",
    "issue centred; organ 1 字 from the left, date 1 字 from the right",
    "distance from there",
)
def organ_and_date(rendered: Rendered) -> Measured:
    for paragraph in rendered.of("organ above the rule"):
        yield 1, paragraph.first.line.left - 28 - _CHARACTER
    for paragraph in rendered.of("date above the rule"):
        yield 1, paragraph.first.line.right - 184 + _CHARACTER

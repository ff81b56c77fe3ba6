"""7.3.7: each attachment on a page of its own."""

from tests.rendering.clauses.register import Measured, clause, foreign, none_of
from tests.rendering.rendered import Rendered


@clause("7.3.7", "附件", "label on line 1 of a new page", "distance of its baseline from there")
def label_on_line_1(rendered: Rendered) -> Measured:
    for paragraph in rendered.of("label"):
        page = paragraph.first.page
        yield page, paragraph.first.line.base - rendered.area(page).base(1)


@clause("7.3.7", "附件", "label flush left", "left edge of the label, from that of the type area")
def label_left(rendered: Rendered) -> Measured:
    for paragraph in rendered.of("label"):
        yield paragraph.first.page, paragraph.first.line.left - rendered.area(paragraph.first.page).left


@none_of("7.3.7", "附件", "label 16 pt 黑体", "characters of another face or size")
def attachment_label_face(rendered: Rendered) -> Measured:
    for paragraph in rendered.of("label"):
        yield paragraph.first.page, foreign(paragraph.characters, "first", 16)


@clause("7.3.7", "附件标题", "on line 3", "lines between label and title", target=1, tolerance=0.05)
def attachment_title(rendered: Rendered) -> Measured:
    for paragraph in rendered.of("attachment title"):
        step = rendered.step(paragraph)
        if step is not None:
            yield paragraph.first.page, step / rendered.area(paragraph.first.page).pitch - 1


@none_of("7.3.7", "附件标题", "on the page of its label", "titles parted from their label")
def title_with_label(rendered: Rendered) -> Measured:
    for label, title in zip(rendered.of("label"), rendered.of("attachment title"), strict=False):
        yield label.first.page, label.first.page != title.first.page

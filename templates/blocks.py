"""The blocks official documents are put together from, switched and filled by docxtpl tags."""

from service import gbt9704 as gbt
from templates.words import (
    KEEP,
    TABLE_BORDERS,
    TAG_WIDTH,
    Sections,
    blank,
    cell,
    cell_tag,
    each,
    hidden,
    kept_blank,
    paragraph,
    row,
    row_tag,
    run,
    section_break,
    table,
    text,
    when,
)


# ---- 主体 -----------------------------------------------------------------------------------------------------
def title() -> str:
    """标题 and the blank line under it; its line feeds become breaks (7.3.1)."""
    return text("Title", "{{ title }}") + blank()


def addressee() -> str:
    """主送机关 (7.3.2)."""
    return when("addressee", text("GwAddressee", "{{ addressee }}"))


def body(blocks: str = "body") -> str:
    """The numbered text: four levels of headings, run-in headings, paragraphs (7.3.3)."""
    branches = [
        ("heading1", text("Heading1", "{{ block.lead }}")),
        ("heading2", text("Heading2", "{{ block.lead }}")),
        ("heading3", text("Heading3", "{{ block.lead }}")),
        ("heading4", text("Heading4", "{{ block.lead }}")),
        ("run_in1", _run_in("GwHei")),
        ("run_in2", _run_in("GwKai")),
    ]
    code = text("GwBody", "{{keepNext block.kept}}{{ block.text }}", properties=KEEP)
    for style, content in reversed(branches):
        code = when(f"block.style == '{style}'", content, code)
    return each("block", blocks, code)


def _run_in(face: str) -> str:
    return paragraph(
        "GwBody", run("{{keepNext block.kept}}{{ block.lead }}", face), run("{{ block.text }}"), properties=KEEP
    )


def attachment_note() -> str:
    """附件说明, one name or several, wrapping under the name (7.3.4)."""
    hanging = f'<w:ind w:hanging="{gbt.CHARACTER}"/>'
    several = text("GwAttachmentFirst", "附件：{{ attachment_note.first }}") + each(
        "name",
        "attachment_note.others",
        text("GwAttachmentNext", "{{ind.hanging name.hanging}}{{ name.text }}", hanging),
    )
    single = text("GwAttachmentNote", "附件：{{ attachment_note.single }}")
    return when("attachment_note", kept_blank() + when("attachment_note.single", single, several))


def signature() -> str:
    """署名 and date; with a seal one line more for its room (7.3.5). The seal itself is never drawn."""
    indent = '<w:ind w:right="1260"/>'
    organs = each(
        "line", "signature.organs", text("GwSignature", "{{ind.right line.right}}{{ line.text }}", properties=indent)
    )
    date = text("GwDate", "{{ind.right signature.date.right}}{{ signature.date.text }}", properties=indent)
    room = kept_blank(gbt.LINES_BEFORE_UNSEALED) + when(
        "signature.sealed", kept_blank(gbt.LINES_BEFORE_SEALED - gbt.LINES_BEFORE_UNSEALED)
    )
    return when("signature", room + organs + date)


def note() -> str:
    """附注 (7.3.6)."""
    return when("note", text("GwBody", "{{ note }}"))


def attendance() -> str:
    """出席, 请假, 列席 … after one blank line, names wrapping after the colon (10.3)."""
    entry = paragraph("GwAttendance", run("{{ entry.label }}", "GwHei"), run("{{ entry.names }}"))
    return blank() + each("entry", "attendance", entry)


# ---- tables ---------------------------------------------------------------------------------------------------
def schedule(path: str) -> str:
    """The table of planned sessions: columns and widths follow the content, the header row repeats (8)."""
    total, middle = int(gbt.TYPE_HEIGHT), gbt.TYPE_HEIGHT - 2 * TAG_WIDTH
    grid = f"{{{{tblGrid {path}.columns}}}}{{{{tblW.w {path}.width}}}}"
    heads = row(
        cell_tag(f"for column in {path}.columns"),
        cell(middle, text("GwCellHead", grid + "{{tcW.w column.width}}{{ column.title }}")),
        cell_tag("endfor"),
        header=True,
    )
    value = text(
        "GwCell",
        "{{cantSplit row.whole}}{{jc.val cell.align}}{{tcW.w cell.width}}{{ cell.text }}",
        properties='<w:jc w:val="center"/>',
    )
    cells = row(cell_tag("for cell in row.cells"), cell(middle, value), cell_tag("endfor"))
    none = f"{{{{gridSpan.val {path}.span}}}}{{{{tcW.w {path}.width}}}}暂无安排"
    rows = (
        heads
        + row_tag(f"for row in {path}.rows", total, 3)
        + cells
        + row_tag("endfor", total, 3)
        + row_tag(f"if {path}.empty", total, 3)
        + row(cell(total, text("GwCell", none), span=3))
        + row_tag("endif", total, 3)
    )
    return table([TAG_WIDTH, middle, TAG_WIDTH], rows, TABLE_BORDERS, gbt.CELL_MARGIN)


def statistics() -> str:
    """The year's figures by quarter, under their title; no row of the five stands on another page."""
    columns = [
        ("时间", "name", 1344),
        ("计划场次", "planned", 1250),
        ("开展场次", "held", 1250),
        ("其中研讨", "seminars", 1250),
        ("应到人次", "due", 1250),
        ("实到人次", "present", 1250),
        ("参学率", "attendance", 1250),
    ]
    widths = [width for _, _, width in columns]
    heads = row(*(cell(width, text("GwCellHead", heading)) for heading, _, width in columns), header=True)
    values = row(*(cell(width, text("GwCell", f"{{{{ row.{name} }}}}", properties=KEEP)) for _, name, width in columns))
    loop = (row_tag("for row in statistics", sum(widths), 7), row_tag("endfor", sum(widths), 7))
    rows = heads + loop[0] + values + loop[1]
    return (
        text("GwTableTitle", "{{ statistics_title }}") + table(widths, rows, TABLE_BORDERS, gbt.CELL_MARGIN) + blank()
    )


# ---- 附件 -----------------------------------------------------------------------------------------------------
def attachments(sections: Sections) -> str:
    """Each attachment on a new page: label on line 1, title on line 3 (7.3.7); the break closes the pages before it."""
    start = when(
        "attachment.follows == 'portrait'", section_break(sections.portrait), section_break(sections.landscape)
    )
    head = text("GwAttachmentLabel", "{{ attachment.label }}") + kept_blank() + text("Title", "{{ attachment.title }}")
    content = when("attachment.table", schedule("attachment.table")) + body("attachment.body")
    return (
        each("attachment", "attachments", start + head + kept_blank() + content)
        + when("landscape_end", section_break(sections.landscape))
        + when("table_end and not (imprint and imprint.own_page)", hidden())
    )

"""The blocks official documents are put together from, switched and filled by docxtpl tags."""

from service import gbt9704 as gbt
from templates.words import (
    TAB,
    blank,
    border,
    cell,
    each,
    exact,
    hidden,
    kept_blank,
    paragraph,
    row,
    run,
    section_break,
    size,
    table,
    text,
    when,
)

_SINGLE = "single"


# ---- 版头 -----------------------------------------------------------------------------------------------------
def labels(head: str) -> str:
    """份号, 密级和保密期限, 紧急程度 (7.2.1–7.2.3)."""
    return (
        when(f"{head}.copy_number", text("GwHeadLine", f"{{{{ {head}.copy_number }}}}"))
        + when(f"{head}.blank_first", blank())
        + when(f"{head}.secrecy", paragraph("GwHeadLine", run(f"{{{{ {head}.secrecy }}}}", "GwHei")))
        + when(f"{head}.urgency", paragraph("GwHeadLine", run(f"{{{{ {head}.urgency }}}}", "GwHei")))
    )


def mark(head: str) -> str:
    """发文机关标志 on one line, its ink 35 mm under the top of the type area (7.2.4)."""
    setters = f"{{{{spacing.before {head}.before}}}}{{{{spacing.line {head}.line}}}}{_mark_size(head)}"
    marked = run(f"{setters}{{{{ {head}.mark }}}}", properties=size(gbt.MARK_POINTS * 2))
    return paragraph("GwMark", marked, properties=exact(1364, 1875))


def _mark_size(head: str) -> str:
    return f"{{{{sz.val {head}.half_points}}}}{{{{szCs.val {head}.half_points}}}}"


def _joint_mark() -> str:
    """Organs stacked, host first, 文件 beside them at half height (7.2.4)."""
    face = size(gbt.MARK_POINTS * 2)
    line = f"{{{{spacing.line letterhead.line}}}}{_mark_size('letterhead')}"
    organ = paragraph("GwMark", run(line + "{{ organ }}", properties=face), properties=exact(1364) + '<w:jc w:val="distribute"/>')
    suffix = paragraph("GwMark", run(line + "{{ letterhead.suffix }}", properties=face), properties=exact(1364))
    room = paragraph("Normal", run("{{spacing.line letterhead.before}}"), properties=exact(1875))
    organs = each("organ", "letterhead.organs", organ)
    left = cell(6000, paragraph("GwTag", run("{{tcW.w letterhead.organs_width}}")) + organs)
    right = cell(2844, paragraph("GwTag", run("{{tcW.w letterhead.suffix_width}}")) + suffix)
    return room + table([6000, 2844], row(left, right, height=1364), "", 0)


def letterhead() -> str:
    """The whole 版头 down to the red rule, and the two lines under it."""
    upward = (
        each("line", "letterhead.signer_lines", when("line.label", _signers("line", True), _signers("line", False)))
        + when("letterhead.last_signers.label", _number_beside_signers(True), _number_beside_signers(False))
    )
    number = text(
        "GwNumber", "{{spacing.after letterhead.rule_after}}{{ letterhead.number }}", properties=exact(gbt.LINE)
    )
    return when(
        "letterhead",
        labels("letterhead")
        + when("letterhead.joint", _joint_mark(), mark("letterhead"))
        + blank(gbt.LINES_BELOW_MARK)
        + when("letterhead.upward", upward, number)
        + blank(gbt.LINES_BELOW_RULE),
    )


def _signers(line: str, labelled: bool) -> str:
    position = "label_position" if labelled else "names_position"
    tabs = '<w:tabs><w:tab w:val="left" w:pos="5000"/></w:tabs>'
    return paragraph("GwHeadLine", TAB, *_signer_runs(line, position, labelled), properties=tabs)


def _signer_runs(line: str, position: str, labelled: bool) -> list[str]:
    label = [run(f"{{{{ {line}.label }}}}")] if labelled else []
    return [*label, run(f"{{{{tab.pos {line}.{position}}}}}{{{{ {line}.names }}}}", "GwKai")]


def _number_beside_signers(labelled: bool) -> str:
    """发文字号 1 字 from the left on the row of the last signers (7.2.5); the variable stop stands first to be found."""
    line = "letterhead.last_signers"
    position = "label_position" if labelled else "names_position"
    tabs = f'<w:tabs><w:tab w:val="left" w:pos="5000"/><w:tab w:val="left" w:pos="{gbt.CHARACTER}"/></w:tabs>'
    setter = run("{{spacing.after letterhead.rule_after}}{{ letterhead.number }}")
    return paragraph(
        "GwNumber",
        TAB,
        setter,
        TAB,
        *_signer_runs(line, position, labelled),
        properties=tabs + exact(gbt.LINE) + '<w:jc w:val="left"/>',
    )


def minutes_head() -> str:
    """Red 纪要 mark, issue, organ and date on the line above the red rule (10.3)."""
    tabs = (
        f'<w:tabs><w:tab w:val="left" w:pos="{gbt.CHARACTER}"/>'
        f'<w:tab w:val="right" w:pos="{gbt.TYPE_WIDTH - gbt.CHARACTER}"/></w:tabs>'
    )
    organ_and_date = paragraph(
        "GwNumber",
        TAB,
        run("{{spacing.after head.rule_after}}{{ head.organ }}"),
        TAB,
        run("{{ head.date }}"),
        properties=tabs + exact(gbt.LINE) + '<w:jc w:val="left"/>',
    )
    issue = text("Normal", "{{ head.issue }}", properties='<w:jc w:val="center"/>')
    return (
        labels("head") + mark("head") + blank(gbt.LINES_BELOW_MARK) + issue + organ_and_date + blank(gbt.LINES_BELOW_RULE)
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
    kept = "<w:keepNext/>"
    branches = [
        ("heading1", text("Heading1", "{{ block.lead }}")),
        ("heading2", text("Heading2", "{{ block.lead }}")),
        ("heading3", text("Heading3", "{{ block.lead }}")),
        ("heading4", text("Heading4", "{{ block.lead }}")),
        ("run_in1", _run_in("GwHei", kept)),
        ("run_in2", _run_in("GwKai", kept)),
    ]
    code = text("GwBody", "{{keepNext block.kept}}{{ block.text }}", properties=kept)
    for style, content in reversed(branches):
        code = when(f"block.style == '{style}'", content, code)
    return each("block", blocks, code)


def _run_in(face: str, kept: str) -> str:
    return paragraph("GwBody", run("{{keepNext block.kept}}{{ block.lead }}", face), run("{{ block.text }}"), properties=kept)


def attachment_note() -> str:
    """附件说明, one name or several, wrapping under the name (7.3.4)."""
    several = text("GwAttachmentFirst", "附件：{{ attachment_note.first }}") + each(
        "name", "attachment_note.others", text("GwAttachmentNext", "{{ name }}")
    )
    single = text("GwAttachmentNote", "附件：{{ attachment_note.single }}")
    return when("attachment_note", kept_blank() + when("attachment_note.single", single, several))


def signature() -> str:
    """署名 and date; with a seal one line more for its room (7.3.5). The seal itself is never drawn."""
    indent = '<w:ind w:right="1260"/>'
    organs = each("line", "signature.organs", text("GwSignature", "{{ind.right line.right}}{{ line.text }}", properties=indent))
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
_TABLE_BORDERS = "".join(
    border(edge, gbt.TABLE_OUTER_EIGHTHS if edge in ("top", "bottom") else gbt.TABLE_INNER_EIGHTHS)
    for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
)


def _cell_tag(code: str) -> str:
    return cell(600, text("GwCell", f"{{%tc {code} %}}"))


def _row_tag(code: str, width: int, span: int) -> str:
    return row(cell(width, text("GwCell", f"{{%tr {code} %}}"), span=span))


def schedule(path: str) -> str:
    """The table of planned sessions: columns and widths follow the content, the header row repeats (8)."""
    total, middle = 8844, 8844 - 1200
    grid = f"{{{{tblGrid {path}.columns}}}}{{{{tblW.w {path}.width}}}}"
    heads = row(
        _cell_tag(f"for column in {path}.columns"),
        cell(middle, text("GwCellHead", grid + "{{tcW.w column.width}}{{ column.title }}")),
        _cell_tag("endfor"),
        header=True,
    )
    value = text("GwCell", "{{jc.val cell.align}}{{tcW.w cell.width}}{{ cell.text }}", properties='<w:jc w:val="center"/>')
    cells = row(_cell_tag("for cell in row.cells"), cell(middle, value), _cell_tag("endfor"))
    none = f"{{{{gridSpan.val {path}.span}}}}{{{{tcW.w {path}.width}}}}暂无安排"
    rows = (
        heads
        + _row_tag(f"for row in {path}.rows", total, 3)
        + cells
        + _row_tag("endfor", total, 3)
        + _row_tag(f"if {path}.empty", total, 3)
        + row(cell(total, text("GwCell", none), span=3))
        + _row_tag("endif", total, 3)
    )
    return table([600, middle, 600], rows, _TABLE_BORDERS, gbt.CELL_MARGIN)


def statistics() -> str:
    """The year's figures by quarter, under their title."""
    columns = [
        ("时间", "name", 1344),
        ("计划场次", "planned", 1250),
        ("开展场次", "held", 1250),
        ("专题研讨", "seminars", 1250),
        ("应到人次", "due", 1250),
        ("实到人次", "present", 1250),
        ("参学率", "attendance", 1250),
    ]
    widths = [width for _, _, width in columns]
    heads = row(*(cell(width, text("GwCellHead", heading)) for heading, _, width in columns), header=True)
    values = row(*(cell(width, text("GwCell", f"{{{{ row.{name} }}}}")) for _, name, width in columns))
    loop = (_row_tag("for row in statistics", sum(widths), 7), _row_tag("endfor", sum(widths), 7))
    rows = heads + loop[0] + values + loop[1]
    return text("GwTableTitle", "{{ statistics_title }}") + table(widths, rows, _TABLE_BORDERS, gbt.CELL_MARGIN) + blank()


# ---- 附件 and 版记 -----------------------------------------------------------------------------------------------
def attachments(portrait: str, landscape: str) -> str:
    """Each attachment on a new page: label on line 1, title on line 3 (7.3.7); the break closes the pages before it."""
    start = when("attachment.follows == 'landscape'", section_break(landscape), section_break(portrait))
    head = text("GwAttachmentLabel", "{{ attachment.label }}") + kept_blank() + text("Title", "{{ attachment.title }}")
    content = when("attachment.table", schedule("attachment.table")) + body("attachment.body")
    return each("attachment", "attachments", start + head + kept_blank() + content) + when(
        "landscape_end", section_break(landscape)
    ) + when("table_end", hidden())


def imprint() -> str:
    """版记 at the foot of the last page: a box placed from the page, its room kept free by its own paragraph (7.4)."""
    setters = (
        "{{spacing.line imprint.height}}{{extent.cy imprint.height_emu}}{{ext.cy imprint.height_emu}}"
        "{{posOffset imprint.top_emu}}"
    )
    width = gbt.TYPE_WIDTH * 635
    box = (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor distT="0" distB="0" distL="0" distR="0" '
        'simplePos="0" relativeHeight="2" behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        '<wp:positionH relativeFrom="margin"><wp:align>left</wp:align></wp:positionH><wp:positionV relativeFrom="page">'
        f'<wp:posOffset>8346440</wp:posOffset></wp:positionV><wp:extent cx="{width}" cy="1101090"/>'
        '<wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/><wp:docPr id="1" name="版记" descr="抄送机关、印发机关和印发日期"/>'
        '<wp:cNvGraphicFramePr/><a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
        f'<wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="1101090"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/><a:ln><a:noFill/></a:ln></wps:spPr><wps:txbx><w:txbxContent>'
        f'{_imprint_table()}{hidden()}</w:txbxContent></wps:txbx><wps:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" anchor="b">'
        "<a:noAutofit/></wps:bodyPr></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>"
        "</mc:AlternateContent></w:r>"
    )
    return when("imprint", paragraph("Normal", box, run(setters), properties=exact(1734)))


def _imprint_table() -> str:
    side = gbt.SMALL_CHARACTER
    half = gbt.TYPE_WIDTH // 2
    inset = f'<w:ind w:left="{4 * side}" w:right="{side}" w:hanging="{3 * side}"/>'
    copies = text("GwImprint", "{{trHeight.val imprint.copy_height}}抄送：{{ imprint.copies }}", properties=inset)
    issuer = text("GwImprint", "{{ imprint.issuer }}", properties=f'<w:ind w:left="{side}"/>')
    issued = text("GwImprint", "{{ imprint.issued }}", properties=f'<w:ind w:right="{side}"/><w:jc w:val="right"/>')
    rows = (
        _row_tag("if imprint.copies", int(gbt.TYPE_WIDTH), 2)
        + row(cell(gbt.TYPE_WIDTH, copies, span=2), height=1120, rule="exact")
        + _row_tag("endif", int(gbt.TYPE_WIDTH), 2)
        + row(cell(half, issuer), cell(half, issued), height=gbt.IMPRINT_LINE, rule="exact")
    )
    borders = (
        border("top", gbt.IMPRINT_OUTER_EIGHTHS)
        + border("bottom", gbt.IMPRINT_OUTER_EIGHTHS)
        + border("insideH", gbt.IMPRINT_INNER_EIGHTHS)
    )
    return table([half, half], rows, borders, 0)

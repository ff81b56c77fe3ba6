"""The 版记 at the foot of the last page (7.4)."""

from service import gbt9704 as gbt
from templates.words import (
    TAG_HEIGHT,
    Sections,
    border,
    cell,
    exact,
    hidden,
    paragraph,
    row,
    row_tag,
    run,
    section_break,
    table,
    text,
    when,
)

# what the unfilled template shows: two rows of tags, two lines of 抄送, one of 印发; a document sets its own
_SHOWN_HEIGHT = 2 * TAG_HEIGHT + 3 * gbt.IMPRINT_LINE + 54
_SHOWN_TOP = gbt.IMPRINT_BOTTOM - _SHOWN_HEIGHT + 24


def imprint(sections: Sections) -> str:
    """版记 on the last page of text; where duplex asks for it, on an even page of its own (7.4, 7.5)."""
    close_text = when("imprint.own_page and not landscape_end", section_break(sections.portrait))
    close_page = when("imprint.blank_before", section_break(sections.even_unnumbered), section_break(sections.even))
    return when("imprint", close_text + _box() + when("imprint.own_page", close_page))


def _box() -> str:
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
        f'<wp:posOffset>{_SHOWN_TOP * 635}</wp:posOffset></wp:positionV><wp:extent cx="{width}" cy="{_SHOWN_HEIGHT * 635}"/>'
        '<wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/><wp:docPr id="1" name="版记" descr="抄送机关、印发机关和印发日期"/>'
        '<wp:cNvGraphicFramePr/><a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
        f'<wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{_SHOWN_HEIGHT * 635}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/><a:ln><a:noFill/></a:ln></wps:spPr><wps:txbx><w:txbxContent>'
        f'{_imprint_table()}{hidden()}</w:txbxContent></wps:txbx><wps:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" anchor="b">'
        "<a:noAutofit/></wps:bodyPr></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>"
        "</mc:AlternateContent></w:r>"
    )
    return paragraph("Normal", box, run(setters), properties=exact(_SHOWN_HEIGHT))


def _imprint_table() -> str:
    side = gbt.SMALL_CHARACTER
    half = gbt.TYPE_WIDTH // 2
    inset = f'<w:ind w:left="{4 * side}" w:right="{side}" w:hanging="{3 * side}"/>'
    copies = text("GwImprint", "{{trHeight.val imprint.copy_height}}抄送：{{ imprint.copies }}", properties=inset)
    whole = "{{tblGrid imprint.columns}}{{trHeight.val imprint.issue_height}}{{tcW.w imprint.issuer_width}}"
    issuer = text("GwImprint", whole + "{{ imprint.issuer }}", properties=f'<w:ind w:left="{side}"/>')
    issued = text(
        "GwImprint",
        "{{tcW.w imprint.issued_width}}{{ imprint.issued }}",
        properties=f'<w:ind w:right="{side}"/><w:jc w:val="right"/>',
    )
    rows = (
        row_tag("if imprint.copies", int(gbt.TYPE_WIDTH), 2)
        + row(cell(gbt.TYPE_WIDTH, copies, span=2), height=1120)
        + row_tag("endif", int(gbt.TYPE_WIDTH), 2)
        + row(cell(half, issuer), cell(half, issued), height=gbt.IMPRINT_LINE)
    )
    borders = (
        border("top", gbt.IMPRINT_OUTER_EIGHTHS)
        + border("bottom", gbt.IMPRINT_OUTER_EIGHTHS)
        + border("insideH", gbt.IMPRINT_INNER_EIGHTHS)
    )
    return table([half, half], rows, borders, 0)

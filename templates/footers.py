"""Page numbers: 14 pt 宋体 between two dashes, 7 mm under the type area, on the outer side (7.5, 8)."""

from service import gbt9704 as gbt
from templates.words import DECLARED, cell, exact, paragraph, run

_FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
)


def _number(side: str, spacing: str = "") -> str:
    """`— 1 —`, 1 字 from the right on odd pages, from the left on even ones."""
    edge = "right" if side == "odd" else "left"
    place = f'<w:ind w:{edge}Chars="100" w:{edge}="{gbt.NUMBER_SIDE}"/><w:jc w:val="{edge}"/>'
    return paragraph("GwPageNumber", run("— "), _FIELD, run(" —"), properties=spacing + place)


def portrait(side: str) -> str:
    """The footer of a portrait page."""
    return f"<w:ftr {DECLARED}>{_number(side)}</w:ftr>"


def unnumbered(_: str) -> str:
    """The footer of a 版记 page after an empty page (7.5): as high as the others, so that nothing on the page moves."""
    return f"<w:ftr {DECLARED}>{paragraph('GwPageNumber')}</w:ftr>"


def landscape(side: str) -> str:
    """The footer of a turned page: the number stays where it is on the sheet, at the left margin, turned with it."""
    width = gbt.NUMBER_LINE
    left = gbt.BOTTOM - gbt.NUMBER_DROP - width // 2
    turned = cell(width, _number(side, exact(gbt.NUMBER_LINE)))
    turned = turned.replace('<w:vAlign w:val="center"/>', '<w:textDirection w:val="tbRl"/>')
    return (
        f'<w:ftr {DECLARED}><w:tbl><w:tblPr><w:tblpPr w:leftFromText="0" w:rightFromText="0" w:vertAnchor="page" '
        f'w:horzAnchor="page" w:tblpX="{left}" w:tblpY="{gbt.LEFT}"/><w:tblW w:w="{width}" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/>'
        f'</w:tblCellMar></w:tblPr><w:tblGrid><w:gridCol w:w="{width}"/></w:tblGrid><w:tr><w:trPr><w:cantSplit/>'
        f'<w:trHeight w:val="{gbt.TYPE_WIDTH}" w:hRule="exact"/></w:trPr>{turned}</w:tr></w:tbl>'
        f"{paragraph('GwPageNumber', properties=exact(gbt.NUMBER_LINE, gbt.NUMBER_BEFORE))}</w:ftr>"
    )

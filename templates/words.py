"""The small words templates are written in: paragraphs, runs, tables and sections as WordprocessingML."""

import re
from typing import NamedTuple
from xml.sax.saxutils import escape

from service import gbt9704 as gbt

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
}
DECLARED = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())

KEEP = "<w:keepNext/>"


_SETTER = re.compile(r"(\{\{[A-Za-z]+(?:\.[A-Za-z]+)? [^}]*\}\})")


def run(text: str, style: str = "", properties: str = "") -> str:
    """Text in a character style; setters in it stand in small runs of their own, so that the template stays readable."""
    pieces = [piece for piece in _SETTER.split(text) if piece]
    return "".join(
        _run(piece, "GwSetter", "") if _SETTER.fullmatch(piece) else _run(piece, style, properties) for piece in pieces
    )


def _run(text: str, style: str, properties: str) -> str:
    inner = (f'<w:rStyle w:val="{style}"/>' if style else "") + properties
    return f'<w:r>{f"<w:rPr>{inner}</w:rPr>" if inner else ""}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


TAB = "<w:r><w:tab/></w:r>"


def paragraph(style: str, *runs: str, properties: str = "") -> str:
    """A paragraph of ready runs; `properties` in schema order."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{"".join(runs)}</w:p>'


def text(style: str, content: str, properties: str = "") -> str:
    """A paragraph of one run."""
    return paragraph(style, run(content), properties=properties)


def blank(lines: int = 1) -> str:
    """Empty body lines (空 N 行)."""
    return paragraph("Normal") * lines


def kept_blank(lines: int = 1) -> str:
    """Empty body lines that stay with what follows."""
    return paragraph("GwBlank") * lines


def tag(code: str) -> str:
    """A paragraph that only carries a docxtpl paragraph tag and is gone from the filled document."""
    return paragraph("GwTag", run(f"{{%p {code} %}}"))


def when(condition: str, content: str, otherwise: str = "") -> str:
    """`content` only where the condition holds."""
    return tag(f"if {condition}") + content + (tag("else") + otherwise if otherwise else "") + tag("endif")


def each(name: str, values: str, content: str) -> str:
    """`content` once for each of the values."""
    return tag(f"for {name} in {values}") + content + tag("endfor")


def exact(line: int, before: int = 0, after: int = 0) -> str:
    """Exact line pitch with room above and below, all in twips."""
    return f'<w:spacing w:before="{before}" w:after="{after}" w:line="{line}" w:lineRule="exact"/>'


def border(edge: str, eighths: int, colour: str = "000000", space: int = 0) -> str:
    """One border in eighths of a point."""
    return f'<w:{edge} w:val="single" w:sz="{eighths}" w:space="{space}" w:color="{colour}"/>'


def size(half_points: int) -> str:
    """The size of a run's face."""
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


# ---- tables ---------------------------------------------------------------------------------------------------
def table(widths: list[int], rows: str, borders: str, margin: int, *, centred: bool = False) -> str:
    """A table of fixed layout; `margin` is the room on all four sides of each cell."""
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    margins = "".join(f'<w:{side} w:w="{margin}" w:type="dxa"/>' for side in ("top", "left", "bottom", "right"))
    place = '<w:jc w:val="center"/>' if centred else ""
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/>{place}<w:tblBorders>{borders}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{margins}</w:tblCellMar></w:tblPr><w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>'
    )


def row(*cells: str, height: int = gbt.ROW_HEIGHT, header: bool = False) -> str:
    """A row that is not split over pages; a header row is repeated on each."""
    repeated = "<w:tblHeader/>" if header else ""
    return (
        f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="{height}" w:hRule="atLeast"/>{repeated}</w:trPr>'
        f"{''.join(cells)}</w:tr>"
    )


def cell(width: int, *paragraphs: str, span: int = 1) -> str:
    """A cell, its content in the middle of its height."""
    spans = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spans}<w:vAlign w:val="center"/></w:tcPr>'
        f"{''.join(paragraphs)}</w:tc>"
    )


TAG_WIDTH, TAG_HEIGHT = 1500, 240  # of a cell and a row that only carry a tag


def cell_tag(code: str) -> str:
    """A cell that only carries a docxtpl cell tag."""
    return cell(TAG_WIDTH, text("GwTag", f"{{%tc {code} %}}"))


def row_tag(code: str, width: int, span: int) -> str:
    """A row that only carries a docxtpl row tag."""
    return row(cell(width, text("GwTag", f"{{%tr {code} %}}"), span=span), height=TAG_HEIGHT)


TABLE_BORDERS = "".join(
    border(edge, gbt.TABLE_OUTER_EIGHTHS if edge in ("top", "bottom") else gbt.TABLE_INNER_EIGHTHS)
    for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
)


# ---- sections -------------------------------------------------------------------------------------------------
class Sections(NamedTuple):
    """The section properties a template's pages may have."""

    portrait: str
    landscape: str
    even: str  # portrait, beginning on an even page
    even_unnumbered: str


def section(footers: tuple[str, str], landscape: bool = False, start: str = "nextPage") -> str:
    """Page, margins, grid and the two footers (odd, even) of a section (5.1, 5.2, 7.5, 8)."""
    references = "".join(
        f'<w:footerReference w:type="{kind}" r:id="{relation}"/>'
        for kind, relation in zip(("default", "even"), footers, strict=True)
    )
    # a landscape page holds a table, no grid of text: LibreOffice would centre 15 lines in it, 1.4 mm too low
    grid = f'<w:docGrid w:type="lines" w:linePitch="{gbt.LINE}"/>'
    if landscape:  # the sheet is turned: its top is the binding edge
        page = (
            f'<w:pgSz w:w="{gbt.PAGE_HEIGHT}" w:h="{gbt.PAGE_WIDTH}" w:orient="landscape"/>'
            f'<w:pgMar w:top="{gbt.LEFT}" w:right="{gbt.TOP}" w:bottom="{gbt.RIGHT}" w:left="{gbt.BOTTOM}" '
            f'w:header="{gbt.HEADER_DISTANCE}" w:footer="{gbt.LANDSCAPE_FOOTER_DISTANCE}" w:gutter="0"/>'
        )
    else:
        page = (
            f'<w:pgSz w:w="{gbt.PAGE_WIDTH}" w:h="{gbt.PAGE_HEIGHT}"/>'
            f'<w:pgMar w:top="{gbt.TOP}" w:right="{gbt.RIGHT}" w:bottom="{gbt.BOTTOM}" w:left="{gbt.LEFT}" '
            f'w:header="{gbt.HEADER_DISTANCE}" w:footer="{gbt.FOOTER_DISTANCE}" w:gutter="0"/>'
        )
    return (
        f'<w:sectPr>{references}<w:type w:val="{start}"/>{page}<w:cols w:space="425"/>'
        f"{'' if landscape else grid}</w:sectPr>"
    )


def hidden() -> str:
    """A paragraph too low to be seen."""
    return paragraph("GwHidden")


def section_break(properties: str) -> str:
    """The end of a section, in a paragraph too low to be seen."""
    return paragraph("GwHidden", properties=properties)

"""Pages of a form → the bytes of an .xlsx: calm, printable, every text a text, the same bytes every time."""

import re
from collections.abc import Sequence
from copy import copy
from datetime import datetime
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import Cell as XlsxCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from service.ooxml.package import Writer, ordered
from service.ooxml.package import read as parts_of
from service.workbooks.filling import Cell

FACE = "宋体"
_INK, _GREY, _RULE, _BAND, _GROUP, _RED = "222222", "7F7F7F", "C8CDD4", "E9EEF5", "F6F7F9", "FBD5D5"
_NO_TIME = datetime(2000, 1, 1)  # the same form, the same bytes
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")
_INLINE = re.compile(rb' t="inlineStr"><is>(.*?)</is></c>', re.DOTALL)
_MAIN = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_STRINGS_TYPE = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
_STRINGS_LINK = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
_UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_FORMULA_SIGNS = ("=", "+", "-", "@")
_LAST_ROW = 3_000  # that a drop-down list reaches
_LONGEST_LIST = 250

_SIDE = Side(style="thin", color=_RULE)
_BOX = Border(left=_SIDE, right=_SIDE, top=_SIDE, bottom=_SIDE)
_TOP = Alignment(vertical="top", wrap_text=True)
_MIDDLE = Alignment(vertical="center", wrap_text=True)


def _fill(color: str) -> PatternFill:
    return PatternFill("solid", start_color=color, end_color=color)


class Styles:
    """The looks of cells, each made once for a workbook: setting fonts and borders cell by cell is slow."""

    def __init__(self, book: Any) -> None:
        self._sheet = book.create_sheet("_")
        self._made: dict[str, Any] = {}
        plain, grey = Font(name=FACE, size=11, color=_INK), Font(name=FACE, size=9, color=_GREY)
        bold = Font(name=FACE, size=11, bold=True, color=_INK)
        self._make(
            "title", font=Font(name=FACE, size=16, bold=True, color=_INK), alignment=Alignment(vertical="center")
        )
        self._make("note", font=grey, alignment=Alignment(vertical="center"))
        self._make("line", font=plain, alignment=_MIDDLE)
        self._make("hint", font=grey, alignment=_TOP)
        self._make("hint_box", font=grey, alignment=_MIDDLE, border=_BOX)
        self._make(
            "head", font=bold, alignment=Alignment("center", "center", wrap_text=True), border=_BOX, fill=_fill(_BAND)
        )
        self._make("group", font=bold, alignment=_MIDDLE, border=_BOX, fill=_fill(_GROUP))
        self._make("label", font=plain, alignment=_MIDDLE, border=_BOX)
        self._make(
            "link", font=Font(name=FACE, size=11, color="1F5FA8", underline="single"), alignment=_MIDDLE, border=_BOX
        )
        self._make("number_line", font=plain, alignment=Alignment("center", "center"))
        self._make("number_label", font=plain, alignment=Alignment("center", "center"), border=_BOX)
        self._make("text", font=plain, alignment=_TOP, border=_BOX, number_format="@")
        self._make("fact", font=plain, alignment=_MIDDLE, border=_BOX, number_format="@")
        self._make("fact_day", font=plain, alignment=_MIDDLE, border=_BOX, number_format="yyyy-mm-dd")
        self._make("day", font=plain, alignment=_TOP, border=_BOX, number_format="yyyy-mm-dd")
        self._make("number", font=plain, alignment=Alignment("left", "top"), border=_BOX, number_format="0")
        book.remove(self._sheet)

    def _make(self, name: str, **looks: Any) -> None:
        cell = self._sheet.cell(len(self._made) + 1, 1)
        for look, value in looks.items():
            setattr(cell, look, value)
        self._made[name] = cell._style

    def put(self, sheet: Worksheet, row: int, column: int, value: Cell, style: str) -> Any:
        """A cell with a value; a text stays a text whatever it begins with."""
        cell: XlsxCell = sheet.cell(row, column)
        cell._style = copy(self._made[style])
        if isinstance(value, str):
            text = _UNWRITABLE.sub(lambda found: f"_x{ord(found[0]):04X}_", value)
            cell.value = text
            cell.data_type = "s"
            if text.startswith(_FORMULA_SIGNS):
                cell.quotePrefix = True
        elif value is not None:
            cell.value = value
        return cell


def redden(cell: Any) -> None:
    """Mark a cell that is to be mended."""
    cell.fill = _fill(_RED)
    cell.border = Border(*[Side(style="thin", color="C00000")] * 4)


def new_book() -> Any:
    book = Workbook()
    book.remove(book.active)
    book.properties.creator = "成文"
    book.properties.created = _NO_TIME
    return book


def set_page(sheet: Worksheet, landscape: bool, header: int | None) -> None:
    """A4, as wide as the page, the header on each."""
    sheet.page_setup.paperSize = 9
    sheet.page_setup.orientation = "landscape" if landscape else "portrait"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_margins.left = sheet.page_margins.right = 0.5
    sheet.page_margins.top = sheet.page_margins.bottom = 0.6
    sheet.oddFooter.center.text = "&A　第&P页，共&N页"
    sheet.oddFooter.center.size = 9
    sheet.sheet_view.showGridLines = False
    if header is not None:
        sheet.print_title_rows = f"{header}:{header}"


def offer(sheet: Worksheet, column: str, first: int, last: int, words: Sequence[str] | str) -> None:
    """A drop-down list: of words, or of what stands in a range; another word draws a warning, not a wall."""
    formula = words if isinstance(words, str) else f'"{",".join(words)}"'
    if not words or len(formula) > _LONGEST_LIST:
        return
    rule = DataValidation(type="list", formula1=formula, allow_blank=True, showErrorMessage=True, errorStyle="warning")
    rule.errorTitle, rule.error = "请核对", "列表中没有这一项，确定要这样填写吗？"
    sheet.add_data_validation(rule)
    rule.add(f"{column}{first}:{column}{max(last, first)}")


def offer_rows(sheet: Worksheet, column: str, first: int, words: Sequence[str] | str) -> None:
    offer(sheet, column, first, _LAST_ROW, words)


def saved(book: Any) -> bytes:
    """The workbook as bytes that depend on nothing but its content."""
    stream = BytesIO()
    book.save(stream)
    parts = parts_of(stream.getvalue())
    stamp = _NO_TIME.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    parts["docProps/core.xml"] = _MODIFIED.sub(rb"\g<1>" + stamp, parts["docProps/core.xml"])
    for name, part in parts.items():
        if name.startswith("xl/worksheets/"):  # heights are a first guess: rows still grow with what is typed
            parts[name] = part.replace(b' customHeight="1"', b"")
    return Writer(()).write(ordered(_sharing(parts)))


def _sharing(parts: dict[str, bytes]) -> dict[str, bytes]:
    """The parts with all texts in one table, as spreadsheet programs write them: smaller, and read in half the time."""
    known: dict[bytes, int] = {}

    def place(found: re.Match[bytes]) -> bytes:
        return b' t="s"><v>%d</v></c>' % known.setdefault(found[1], len(known))

    for name, part in parts.items():
        if name.startswith("xl/worksheets/sheet"):
            parts[name] = _INLINE.sub(place, part)
    texts = b"".join(b"<si>%s</si>" % text for text in known)
    table = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<sst xmlns="%s">%s</sst>' % (_MAIN, texts)
    types, links = parts["[Content_Types].xml"], parts["xl/_rels/workbook.xml.rels"]
    if b"sharedStrings" not in types:
        entry = b'<Override PartName="/xl/sharedStrings.xml" ContentType="%s"/></Types>' % _STRINGS_TYPE
        link = b'<Relationship Id="rIdStrings" Type="%s" Target="sharedStrings.xml"/></Relationships>' % _STRINGS_LINK
        types = types.replace(b"</Types>", entry)
        links = links.replace(b"</Relationships>", link)
    changed = {"[Content_Types].xml": types, "xl/_rels/workbook.xml.rels": links, "xl/sharedStrings.xml": table}
    return parts | changed

"""Grids: what docxtpl mends in a filled body with an XML parser, done only where a template's data can call for it.

A table whose rows come out with more or fewer cells than its grid has columns gets a grid that fits, at its old
width; pictures repeated by a loop get ids of their own.
"""

import re

from lxml import etree

from service.errors import Fault, TemplateRejected

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, recover=False)
_TOKEN = re.compile(
    r"<w:(?P<opened>tbl|tblGrid|tr|tc)(?=[ >])|</w:(?P<closed>tbl|tblGrid|tr|tc)>"
    r"|<w:gridSpan w:val=\"(?P<span>[^\"]*)\"|(?P<column><w:gridCol[ /])|(?P<picture><wp:docPr )|\{%\s*(?P<word>\w+)"
)
_REPEATING = {"for", "macro", "call"}
_OPENING = {"if", "filter", "with"} | _REPEATING
_FIRST_ID = 1000


class _Table:
    """What is known of an open table: its columns, and how many cells its rows may have."""

    def __init__(self, blocks: int) -> None:
        self.blocks = blocks  # how many tags stand open around it
        self.columns = self.cells = self.row_blocks = self.cell_blocks = 0
        self.by_tag = self.has_whole_row = self.varies = False
        self.inside = ""  # tblGrid, tr or tc

    def opens(self, name: str, blocks: int) -> None:
        if name == "tr":
            self.cells, self.row_blocks = 0, blocks
        elif name == "tc":
            self.cells += 1
            self.cell_blocks = blocks
        self.inside = name

    def closes(self, name: str, blocks: int) -> None:
        if name == "tc":
            self.varies |= blocks != self.cell_blocks
        elif name == "tr":
            self.varies |= self.cells > self.columns or blocks != self.row_blocks
            self.has_whole_row |= self.cells == self.columns and blocks == self.blocks
        self.inside = "tr" if name == "tc" else ""

    def sees_tag(self) -> None:
        self.by_tag |= self.inside == "tblGrid"
        self.varies |= self.inside == "tr"

    def spans(self, number: str) -> None:
        self.varies |= not number.isdigit()
        self.cells += int(number) - 1 if number.isdigit() else 0

    @property
    def fits_always(self) -> bool:
        return self.by_tag or (self.has_whole_row and not self.varies)


def can_change(source: str) -> bool:
    """Whether data can make a table of this Jinja source differ from its grid, or repeat a picture."""
    tables: list[_Table] = []
    blocks = loops = 0
    for token in _TOKEN.finditer(source):
        table = tables[-1] if tables else None
        if token["word"]:
            word, ended = token["word"], token["word"].removeprefix("end")
            blocks += (word in _OPENING) - (word != ended and ended in _OPENING)
            loops += (word in _REPEATING) - (word != ended and ended in _REPEATING)
        if token["picture"] and loops:
            return True
        if token["opened"] == "tbl":
            if table is not None:
                return True  # docxtpl counts the cells of an inner table with those of the outer
            tables.append(_Table(blocks))
        elif token["closed"] == "tbl" and table is not None:
            if not tables.pop().fits_always:
                return True
        elif table is not None:
            _follow(table, token, blocks)
    return False


def _follow(table: _Table, token: re.Match[str], blocks: int) -> None:
    if token["word"]:
        table.sees_tag()
    elif token["column"]:
        table.columns += 1
    elif token["span"] is not None:
        table.spans(token["span"])
    elif token["opened"]:
        table.opens(token["opened"], blocks)
    elif token["closed"]:
        table.closes(token["closed"], blocks)


def mended(document: str) -> str:
    """A filled document with its tables' grids and its pictures' ids as docxtpl leaves them."""
    try:
        root = etree.fromstring(document.encode(), _PARSER)
    except etree.XMLSyntaxError as error:
        fault = Fault("", "malformed", f"按这份内容填写后文件会损坏（{error.msg}），请检查条件和循环标签是否成对")
        raise TemplateRejected("template-rejected", [fault]) from error
    for table in root.iter(f"{_W}tbl"):
        grid = table.find(f"{_W}tblGrid")
        if grid is not None:
            _widen(table, grid)
            _narrow(table, grid)
    for number, picture in enumerate(root.iter(_PICTURE), _FIRST_ID + 1):
        picture.set("id", str(number))
    return etree.tostring(root, encoding="unicode")


def _width(column: etree._Element) -> float:
    return float(column.get(f"{_W}w") or 0)


def _widen(table: etree._Element, grid: etree._Element) -> None:
    """Columns for the longest row, all narrowed so that the table keeps its width."""
    columns = grid.findall(f"{_W}gridCol")
    most = max((len(row.findall(f"{_W}tc")) for row in table.iter(f"{_W}tr")), default=0)
    width = sum(map(_width, columns))
    if most <= len(columns) or not width:
        return
    old, new = width / len(columns), width / most
    for column in columns:
        column.set(f"{_W}w", str(int(_width(column) * new / old)))
    for _ in range(most - len(columns)):
        etree.SubElement(grid, f"{_W}gridCol", {f"{_W}w": str(int(new))})


def _narrow(table: etree._Element, grid: etree._Element) -> None:
    """No column that no row reaches; the others share its width."""
    columns = grid.findall(f"{_W}gridCol")
    most = max((sum(map(_span, row.findall(f"{_W}tc"))) for row in table.iter(f"{_W}tr")), default=0)
    left, removed = columns[:most], columns[most:]
    if not removed:
        return
    room = int(sum(map(_width, removed)) / len(left)) if left else 0
    for column in removed:
        grid.remove(column)
    for column in left:
        column.set(f"{_W}w", str(int(_width(column) + room)))


def _span(cell: etree._Element) -> int:
    span = cell.find(f"{_W}tcPr/{_W}gridSpan")
    return 1 if span is None else int(span.get(f"{_W}val") or 1)

"""Properties of tables, rows and cells."""

from collections.abc import Iterator

from lxml import etree

from service.ooxml.editing.opened import Node
from service.ooxml.editing.order import held, made, stated
from service.ooxml.read.markup import W, twips

_BEFORE_ROW_PROPERTIES = (W + "tblPrEx",)


def rows_of(table: Node) -> Iterator[Node]:
    """The rows of this table, not those of tables in it."""
    for row in table.iter(W + "tr"):
        if next(row.iterancestors(W + "tbl"), None) is table:
            yield row


def cells_of(table: Node) -> Iterator[Node]:
    for cell in table.iter(W + "tc"):
        if next(cell.iterancestors(W + "tbl"), None) is table:
            yield cell


def _switched(row: Node, name: str) -> bool:
    properties = row.find(W + "trPr")
    if properties is None:
        properties = etree.Element(W + "trPr")
        row.insert(1 if len(row) and row[0].tag in _BEFORE_ROW_PROPERTIES else 0, properties)
    found = properties.find(W + name)
    if found is None:
        etree.SubElement(properties, W + name)
        return True
    return stated(found, {"val": None})


def repeat_head(table: Node) -> bool:
    first = next(rows_of(table), None)
    return first is not None and _switched(first, "tblHeader")


def keep_rows(table: Node) -> bool:
    return made(_switched(row, "cantSplit") for row in rows_of(table))


def set_width(table: Node, width: int) -> bool:
    """Columns and cells in proportion, so that the table is as wide as this."""
    columns = table.findall(f"{W}tblGrid/{W}gridCol")
    whole = sum(twips(column.get(W + "w")) for column in columns)
    properties = held(table, "tblPr", first=True)
    changed = stated(held(properties, "tblW"), {"w": str(width), "type": "dxa"})
    if whole <= 0 or whole == width:
        return changed
    scaled = [twips(column.get(W + "w")) * width // whole for column in columns]
    scaled[-1] += width - sum(scaled)
    for column, value in zip(columns, scaled, strict=True):
        column.set(W + "w", str(value))
    for cell in cells_of(table):
        given = cell.find(f"{W}tcPr/{W}tcW")
        if given is not None and given.get(W + "type", "dxa") == "dxa":
            given.set(W + "w", str(twips(given.get(W + "w")) * width // whole))
    return True


# ---- rules of a table -----------------------------------------------------------------------------------------
def rule_rows(table: Node, outer: int, inner: int, *, upright: bool) -> bool:
    """Horizontal rules alone, in eighths of a point: above the first row, below the last, between rows."""
    cells = list(cells_of(table))
    rows = [[cell for cell in cells if next(cell.iterancestors(W + "tr"), None) is row] for row in rows_of(table)]
    rows = [row for row in rows if row]
    changed = False
    for place, row in enumerate(rows):
        for cell in row:
            borders = held(held(cell, "tcPr", first=True), "tcBorders")
            edges = {"top": inner if place else outer, "bottom": outer if place == len(rows) - 1 else inner}
            for edge, eighths in edges.items():
                values: dict[str, str | None] = {"val": "single", "sz": str(eighths), "space": "0", "color": "auto"}
                changed = stated(held(borders, edge), values | {"themeColor": None}) or changed
            for edge in ("left", "right") if upright else ():
                changed = stated(held(borders, edge), {"val": "nil"}) or changed
    return changed

"""A workbook from outside → its cells, by sheet and row; admitted by the gate, read as a stream, never believed.

What a sheet says of its own extent is not looked at. A formula counts as the value the program stored beside it; one
without a value, or with an error for a value, is a fault at its cell.
"""

import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from defusedxml.ElementTree import iterparse
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from service.errors import Fault, Rejected
from service.ooxml.gate import admit
from service.ooxml.package import Writer, ordered
from service.workbooks.places import address, number_of
from service.workbooks.values import Value

MOST_COLUMNS = 64
_LARGEST_STYLES = 1 << 20  # openpyxl makes an object of each: ten thousand honest ones fit
_MOST_MERGED = 100_000  # cells that merged areas fill
_ERRORS = {"#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#N/A", "#NULL!", "#NUM!", "#SPILL!", "#CALC!"}
_MERGE = re.compile(rb'<(?:\w+:)?mergeCell\b[^>]*\bref="\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})"')
_DIMENSION = re.compile(rb"<((?:\w+:)?)dimension\b[^>]*/>")
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
# What openpyxl raises, besides its own, on parts that are XML but not what the format says.
_BROKEN = (
    ValueError, KeyError, TypeError, IndexError, AttributeError, OverflowError, SyntaxError, InvalidFileException,
)  # fmt: skip

# What a foreign workbook lacks (styles, mostly) is of no interest.
warnings.filterwarnings("ignore", category=UserWarning, module="openpyxl")


@dataclass
class Grid:
    """One sheet: its rows that hold anything, by their number."""

    title: str
    rows: dict[int, list[Value]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    too_wide: int = 0  # a row that holds something to the right of what is read


def grids(content: bytes) -> list[Grid]:
    """The sheets of an .xlsx from outside, in its order; raises Unusable or Rejected."""
    parts = admit(content, "xlsx")
    for name, part in parts.items():
        if name.lower().endswith("styles.xml") and len(part) > _LARGEST_STYLES:
            sentence = f"{name[:60]}：单元格样式过多。请把内容复制到新下载的表中，再上传"
            raise Rejected("package-too-complex", [Fault(name[:60], "package-too-complex", sentence)])
        if name.lower().endswith("sharedstrings.xml"):
            parts[name] = part.replace(b"x005F_", b"x005f_")  # openpyxl would drop it before it is decoded
        if name.lower().startswith("xl/worksheets/"):
            parts[name] = _DIMENSION.sub(rb'<\1dimension ref="A1"/>', part)  # without one the sheet is read twice
    packed = BytesIO(Writer(()).write(ordered(parts)))
    by_name = {name.lower(): part for name, part in parts.items()}
    try:
        sheets = load_workbook(packed, read_only=True, data_only=True, keep_links=False).worksheets
        return [_grid(sheet, by_name) for sheet in sheets]
    except _BROKEN as error:
        sentence = "工作簿的内容不合格式。请用办公软件打开核对后另存，再上传"
        raise Rejected("damaged-package", [Fault("", "damaged-package", sentence)]) from error


def _grid(sheet: Any, parts: dict[str, bytes]) -> Grid:
    grid = Grid(sheet.title)
    sheet.reset_dimensions()
    for number, values in enumerate(sheet.iter_rows(values_only=True), 1):
        if any(value is not None for value in values):
            row = list(values[:MOST_COLUMNS])
            grid.rows[number] = [_decoded(value) if isinstance(value, str) else value for value in row]
            if any(value is not None for value in values[MOST_COLUMNS:]):
                grid.too_wide = grid.too_wide or number
    part = parts.get(sheet._worksheet_path.lstrip("/").lower(), b"")
    grid.faults += _errors(grid)
    if _FORMULA.search(part):
        grid.faults += _unvalued(grid.title, part)
    if b"mergeCell" in part:
        _spread(grid, part)
    return grid


def _decoded(text: str) -> str:
    """A text without the format's way to write characters that XML cannot hold."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def _errors(grid: Grid) -> Iterator[Fault]:
    """Cells that show an error; they count as empty."""
    for number, row in grid.rows.items():
        for place, value in enumerate(row):
            if isinstance(value, str) and value in _ERRORS:
                row[place] = None
                sentence = f"单元格显示错误 {value}，请改填文字或数"
                yield Fault(address(grid.title, place + 1, number), "cell-error", sentence)


def _unvalued(title: str, part: bytes) -> Iterator[Fault]:
    """Formulas that no program has calculated."""
    for _, element in iterparse(BytesIO(part), events=("end",), forbid_dtd=True):
        name = element.tag.rpartition("}")[2]
        if name == "c":
            inner = {child.tag.rpartition("}")[2]: child for child in element}
            if "f" in inner and not (inner["v"].text if "v" in inner else None):
                place = f"{title}!{element.get('r', '')}"
                sentence = "单元格是公式，没有算出的结果；请改填结果（复制后“选择性粘贴—数值”）"
                yield Fault(place, "formula-without-value", sentence)
            element.clear()
        elif name == "row":
            element.clear()


def _spread(grid: Grid, part: bytes) -> None:
    """Let the value of an area merged over several rows hold in each of them: that is what it says on the screen."""
    last = max(grid.rows, default=0)
    budget = _MOST_MERGED
    for found in _MERGE.finditer(part):
        column, first, end = number_of(found[1].decode()), int(found[2]), min(int(found[4]), last)
        value = _at(grid.rows.get(first, []), column)
        if value is None or column > MOST_COLUMNS:
            continue
        budget -= max(0, end - first)
        if budget < 0:
            raise Rejected("package-too-complex", [Fault(grid.title[:60], "package-too-complex", "合并的单元格过多")])
        for number in range(first + 1, end + 1):
            row = grid.rows.get(number)
            if row is not None and _at(row, column) is None:
                row += [None] * (column - len(row))
                row[column - 1] = value


def _at(row: list[Value], column: int) -> Value:
    return row[column - 1] if column <= len(row) else None

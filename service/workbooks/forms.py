"""The sheets of a form: instructions, facts, tables and texts, with what stands in them."""

from collections.abc import Sequence
from math import ceil
from typing import Any

from service.workbooks.columns import (
    FIRST_ROW,
    HEADER_ROW,
    HINT,
    LABEL,
    VALUE,
    Column,
    columns_of,
    hint,
    words_of,
)
from service.workbooks.filling import Cell, Page
from service.workbooks.outline import EACH, Facts, Outline, Table, Texts
from service.workbooks.places import letters
from service.workbooks.reading import GUIDE, mark
from service.workbooks.words import REQUIRED
from service.workbooks.writing import Styles, offer, offer_rows, set_page

_FORM_STYLES = {"day": "day", "number": "number"}
_BLANK_ROWS, _SPARE_ROWS = 18, 6
_LINE, _ROW = 15, 20  # points: a line of text, a row without one
_FACT_WIDTHS = (26, 44, 40)
_MOST_WIDTH = 185  # characters that an A4 page on its side shows large enough to read
_WIDE = 100  # characters; a wider sheet lies on its side
_WIDTHS = {
    "day": 12, "clock": 9, "number": 8, "truth": 8, "presence": 8, "choice": 12, "name": 11, "line": 13,
    "heading": 28, "text": 30, "names": 13, "lines": 24, "texts": 36, "packed": 15,
}  # fmt: skip
_NARROW = 20  # a text that may be left out, where other columns need the room
_ROLE_WIDTHS = {"key": 10, "own": 9, "word": 8, "part": 16, "level": 10, "heading": 26, "run_in": 7, "text": 74}

_STEPS = (
    "带＊的栏目必须填写，其余的没有就空着。灰色小字是说明和示例，不会印在文件上。",
    "从左到右按工作表填写，用不到的工作表空着。可以增加行、调整列的先后；工作表名称和表头文字请不要改。",
    "编号（一、（一）1.（1））、落款格式和标题分行由系统写，不用自己编号；没有定下来的文号、日期可以先不填。",
    "日期写成2026-3-5、2026.3.5或2026年3月5日都可以；几个人名之间用、隔开。请填文字和数，不要用公式。",
    "几张表之间用编号对应（如场次编号），编号要写得一样。",
    "文字中出现“【原样】……【完】”的，是系统为保留原文所加的标记，请不要删去。",
    "填好后保存，在网页上选择这个文件上传。有问题时会把这张表退回来，需要修改的格子标红并写明原因。",
)


def add_guide(book: Any, outline: Outline) -> None:
    """The first sheet of a form: what to do, what the other sheets are for, and the mark it is known by."""
    _guide(book.create_sheet(GUIDE), outline, Styles(book))


def add_pages(book: Any, outline: Outline, pages: Sequence[Page]) -> None:
    """The sheets that are filled in."""
    styles = Styles(book)
    for page in pages:
        sheet = book.create_sheet(page.sheet.title)
        if isinstance(page.sheet, Facts):
            _facts(sheet, page, page.sheet, outline, styles)
        else:
            _rows(sheet, page, page.sheet, outline, styles)


def _guide(sheet: Any, outline: Outline, styles: Styles) -> None:
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 6, 22
    sheet.column_dimensions["C"].width = 66
    styles.put(sheet, 1, 1, f"{outline.title}填写表", "title")
    styles.put(sheet, 2, 1, outline.purpose, "note")
    sheet.row_dimensions[1].height = 30
    row = 4
    for number, step in enumerate(_STEPS, 1):
        styles.put(sheet, row, 1, number, "number_line")
        styles.put(sheet, row, 2, step, "line")
        sheet.merge_cells(start_row=row, start_column=2, end_row=row, end_column=3)
        sheet.row_dimensions[row].height = 34
        row += 1
    row += 1
    for column, label in enumerate(("序号", "工作表", "内容"), 1):
        styles.put(sheet, row, column, label, "head")
    for number, one in enumerate(outline.sheets, 1):
        styles.put(sheet, row + number, 1, number, "number_label")
        link(styles.put(sheet, row + number, 2, one.title, "link"), f"{one.title}!A{FIRST_ROW}")
        styles.put(sheet, row + number, 3, _about(one), "label")
    styles.put(sheet, row + len(outline.sheets) + 2, 1, mark(outline), "note")
    set_page(sheet, landscape=False, header=None)


def link(cell: Any, place: str) -> None:
    """Make a cell lead to another one."""
    from openpyxl.worksheet.hyperlink import Hyperlink  # noqa: PLC0415

    title, _, target = place.rpartition("!")
    cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{title}'!{target}", display=str(cell.value))


def _about(sheet: Facts | Table | Texts) -> str:
    """What a sheet is for, in a line."""
    if isinstance(sheet, Facts):
        return "、".join(group.title for group in sheet.groups)
    if isinstance(sheet, Texts):
        needed = [part.title for part in sheet.parts if part.required]
        return "、".join(part.title for part in sheet.parts) + (f"（必填：{'、'.join(needed)}）" if needed else "")
    titles = "、".join(member.title for member in sheet.members) + "：一行一项"
    needed = [member.title for member in sheet.members if member.required]
    keys = "、".join(key.label for key in sheet.owner.keys)
    titles += f"，按{keys}对应" if keys else ""
    return titles + (f"（必填：{'、'.join(needed)}）" if needed else "")


def _top(sheet: Any, title: str, outline: Outline, styles: Styles) -> None:
    styles.put(sheet, 1, 1, title, "title")
    sheet.row_dimensions[1].height = 28
    sheet.freeze_panes = f"A{FIRST_ROW}"


# ---- facts ----------------------------------------------------------------------------------------------------
def _facts(sheet: Any, page: Page, facts: Facts, outline: Outline, styles: Styles) -> None:
    _top(sheet, f"{outline.title}·{facts.title}", outline, styles)
    styles.put(sheet, 2, 1, "只填“填写内容”一栏", "note")
    for column, (label, width) in enumerate(zip((LABEL, VALUE, HINT), _FACT_WIDTHS, strict=True), 1):
        sheet.column_dimensions[letters(column)].width = width
        styles.put(sheet, HEADER_ROW, column, label, "head")
    leaves = [leaf for group in facts.groups for leaf in (None, *group.leaves)]
    for number, (leaf, row) in enumerate(zip(leaves, page.rows, strict=True), FIRST_ROW):
        if leaf is None:
            sheet.row_dimensions[number].height = _ROW
            for column in range(1, 4):
                styles.put(sheet, number, column, row[0] if column == 1 else None, "group")
            continue
        styles.put(sheet, number, 1, f"{leaf.label}{REQUIRED if leaf.required else ''}", "label")
        styles.put(sheet, number, 2, row[1], "fact_day" if leaf.form == "day" else "fact")
        styles.put(sheet, number, 3, hint(leaf), "hint_box")
        offer(sheet, "B", number, number, words_of(leaf))
        sheet.row_dimensions[number].height = max(
            height_of(row, _FACT_WIDTHS[:2], _LINE, _ROW), height_of([hint(leaf)], [1.2 * _FACT_WIDTHS[2]], 12, _ROW)
        )
    set_page(sheet, landscape=False, header=HEADER_ROW)


# ---- rows -----------------------------------------------------------------------------------------------------
def _rows(sheet: Any, page: Page, spec: Table | Texts, outline: Outline, styles: Styles) -> None:
    columns = columns_of(spec)
    _top(sheet, f"{outline.title}·{spec.title}", outline, styles)
    widths = _widths(columns)
    for place, (column, width) in enumerate(zip(columns, widths, strict=True), 1):
        sheet.column_dimensions[letters(place)].width = width
        label = f"{column.label.replace('·', chr(10))}{REQUIRED if column.required else ''}"
        styles.put(sheet, HEADER_ROW - 1, place, column.hint or None, "hint")
        styles.put(sheet, HEADER_ROW, place, label, "head")
        source = _source(column, place, spec, outline)
        offer_rows(sheet, letters(place), FIRST_ROW, source or column.words)
    hints = [column.hint for column in columns]
    sheet.row_dimensions[HEADER_ROW - 1].height = height_of(hints, [1.2 * width for width in widths], 12, 15)
    sheet.row_dimensions[HEADER_ROW].height = 36 if any("·" in column.label for column in columns) else 22
    looks = ["text" if column.leaf is None else _FORM_STYLES.get(column.leaf.form, "text") for column in columns]
    blank: list[Any] = [None] * len(columns)
    rows = [*page.rows, *[blank] * max(_SPARE_ROWS, _BLANK_ROWS - len(page.rows))]
    for number, row in enumerate(rows, FIRST_ROW):
        sheet.row_dimensions[number].height = height_of(row, widths, _LINE, _ROW)
        for place, (value, look) in enumerate(zip(row, looks, strict=True), 1):
            styles.put(sheet, number, place, value, look)
    set_page(sheet, landscape=sum(widths) > _WIDE, header=HEADER_ROW)


def _widths(columns: Sequence[Column]) -> list[float]:
    """Widths in characters; where they would print too small, texts give way down to what their labels need."""
    wished = [_width(column) for column in columns]
    factor = _MOST_WIDTH / sum(wished)
    if factor >= 1:
        return wished
    return [
        width if column.leaf is not None and column.leaf.form == "day" else max(_least(column), width * factor)
        for column, width in zip(columns, wished, strict=True)
    ]


def _width(column: Column) -> float:
    if column.leaf is None:
        return max(_ROLE_WIDTHS.get(column.role, 18), _least(column))
    narrow = column.leaf.form == "text" and not column.required
    return max(_NARROW if narrow else _WIDTHS[column.leaf.form], _least(column))


def _least(column: Column) -> float:
    return 2.1 * max(len(piece) for piece in column.label.split("·")) + (3.5 if column.required else 2)


def height_of(texts: Sequence[Cell], widths: Sequence[float], line: float, least: float) -> float:
    """Room for the longest text of a row: not every program makes it by itself."""
    lines = max((_lines(str(text), width) for text, width in zip(texts, widths, strict=True) if text), default=1)
    return min(409.0, max(least, line * lines + 4))


def _lines(text: str, width: float) -> int:
    return sum(max(1, ceil(_breadth(part) / (width - 1))) for part in text.split("\n"))


def _breadth(text: str) -> float:
    """How many characters' room a text takes: a 汉字 that of two."""
    return sum(1.1 if character.isascii() else 2.05 for character in text)


def _source(column: Column, place: int, spec: Table | Texts, outline: Outline) -> str:
    """The range that holds the ids a key refers to."""
    if column.role != "key":
        return ""
    ends = [index for index, step in enumerate(spec.owner.path) if step == EACH]
    path = spec.owner.path[: ends[place - 1] + 1]
    key = spec.owner.keys[place - 1]
    for other in outline.sheets:
        if isinstance(other, Table) and any((*other.owner.path, *m.steps, EACH) == path for m in other.members):
            labels = [one.label for one in columns_of(other)]
            letter = letters(labels.index(key.label) + 1)
            return f"'{other.title}'!${letter}${FIRST_ROW}:${letter}${FIRST_ROW + 499}"
    return ""

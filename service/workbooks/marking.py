"""A form that goes back: filled as it came, what is to be mended in red with a note, and a list with links in front."""

from collections.abc import Callable, Sequence
from typing import Any

from openpyxl.comments import Comment

from service.errors import Fault
from service.workbooks.account import Read, Remark
from service.workbooks.filling import Page, filled
from service.workbooks.forms import add_pages, height_of, link
from service.workbooks.outline import Outline
from service.workbooks.places import nearest, parted
from service.workbooks.reading import LIST, mark
from service.workbooks.writing import Styles, new_book, redden, saved, set_page

_LONGEST_NOTE = 1_000
_SENTENCE_WIDTH = 84
Find = Callable[[str], str | None]


def marked_payload(outline: Outline, payload: object, faults: Sequence[Fault]) -> bytes:
    """The form of a payload with its faults in it."""
    form = filled(outline, payload)
    return _written(outline, form.pages, faults, (), lambda pointer: nearest(form.places, pointer))


def marked_read(outline: Outline, read: Read, faults: Sequence[Fault]) -> bytes:
    """The form that was read, its cells as they were filled in, with its faults and remarks."""

    def find(pointer: str) -> str | None:
        place = pointer if parted(pointer) else nearest(read.places, pointer)
        return None if place is None else read.clean_place(place)

    unread = {find(fault.pointer) for fault in read.faults}
    more = [fault for fault in faults if fault.code != "missing" or find(fault.pointer) not in unread]
    return _written(outline, read.pages, (*read.faults, *more), read.remarks, find)


def _written(
    outline: Outline, pages: Sequence[Page], faults: Sequence[Fault], remarks: Sequence[Remark], find: Find
) -> bytes:
    book = new_book()
    first = book.create_sheet(LIST)
    add_pages(book, outline, pages)
    notes: dict[str, list[str]] = {}
    rows: list[tuple[str | None, str]] = []
    for fault in dict.fromkeys(faults):
        place = find(fault.pointer)
        rows.append((place, fault.message))
        if place is not None:
            notes.setdefault(place, []).append(fault.message)
    for place, sentences in notes.items():
        title, cell = parted(place) or ("", "")
        if title in book.sheetnames:
            _note(book[title][cell], list(dict.fromkeys(sentences)))
    _list(first, rows, remarks, find, Styles(book))
    first.cell(first.max_row + 2, 1).value = mark(outline)  # it stands in place of the instructions
    book.active = 0
    return saved(book)


def _note(cell: Any, sentences: Sequence[str]) -> None:
    text = "\n".join(sentences)[:_LONGEST_NOTE]
    redden(cell)
    cell.comment = Comment(text, "成文", width=320, height=min(400, 40 + 18 * (len(text) // 20 + len(sentences))))


def _list(
    sheet: Any, rows: Sequence[tuple[str | None, str]], remarks: Sequence[Remark], find: Find, styles: Styles
) -> None:
    for column, width in zip("ABC", (7, 26, _SENTENCE_WIDTH), strict=True):
        sheet.column_dimensions[column].width = width
    styles.put(sheet, 1, 1, f"需要修改：{len(rows)}处" if rows else "没有需要修改的地方", "title")
    styles.put(sheet, 2, 1, "点位置可以跳到对应的格子；改好后直接上传这个文件，本页不用删。", "note")
    sheet.row_dimensions[1].height = 28
    number = _block(sheet, 3, "需要修改的内容", rows, styles) if rows else 3
    if remarks:
        told = [(find(remark.place) or remark.place, remark.message) for remark in remarks]
        _block(sheet, number + 1, "提醒：已读取，请核对", told, styles)
    sheet.freeze_panes = "A4"
    set_page(sheet, landscape=False, header=3)


def _block(sheet: Any, row: int, title: str, rows: Sequence[tuple[str | None, str]], styles: Styles) -> int:
    for column, label in enumerate(("序号", "位置", title), 1):
        styles.put(sheet, row, column, label, "head")
    for number, (place, sentence) in enumerate(rows, 1):
        styles.put(sheet, row + number, 1, number, "number_label")
        where = parted(place) if place else None
        shown = f"{where[0]} {where[1]}" if where else place or "全表"
        cell = styles.put(sheet, row + number, 2, shown, "link" if where else "label")
        if where and place and where[0] in sheet.parent.sheetnames:
            link(cell, place)
        styles.put(sheet, row + number, 3, sentence, "label")
        sheet.row_dimensions[row + number].height = height_of([sentence], [_SENTENCE_WIDTH], 15, 20)
    return row + len(rows) + 1

"""A filled-in form → payload, places, remarks and faults: which kind it is, and each of its sheets by its reader."""

import re
from collections.abc import Sequence

from service.documents import KINDS, years
from service.errors import Fault, NotFound, Rejected
from service.workbooks.account import Account, Read, Remark
from service.workbooks.cells import Grid, grids
from service.workbooks.columns import columns_of
from service.workbooks.facts import FactsReader
from service.workbooks.layouts import head_of
from service.workbooks.outline import Facts, Outline, Sheet, outline_of
from service.workbooks.places import address
from service.workbooks.rows import Owners, RowsReader
from service.workbooks.values import plain
from service.workbooks.words import bare

GUIDE, LIST = "填写说明", "需要修改"
VERSION = 1
_MARK = re.compile(r"表样[:：]\s*\S*\s*([a-z][a-z_0-9]*)\s*第\s*(\d+)\s*版")
_SHOWN = 12


def mark(outline: Outline) -> str:
    """What tells a form's kind and version."""
    return f"表样：{outline.title} {outline.kind} 第{VERSION}版"


def outline_for(kind: str) -> Outline:
    """The outline of a kind of the register, or of a whole year; raises NotFound."""
    if kind == years.NAME:
        return outline_of(years.NAME, years.TITLE, years.PURPOSE, years.Year)
    if kind not in KINDS:
        known = "、".join((*KINDS, years.NAME))
        raise NotFound("kind-not-found", [Fault("", "kind-not-found", f"可以使用的文件种类：{known}")])
    found = KINDS[kind]
    return outline_of(found.name, found.title, found.purpose, found.record)


def read(content: bytes, kind: str | None = None) -> Read:
    """What a filled-in form says; raises Unusable or Rejected where it cannot be read as one."""
    wanted = None if kind is None else outline_for(kind)
    found = grids(content)
    account = Account()
    outline = _outline(found, wanted, account)
    chosen = _matched(outline, found, account)
    owners: Owners = {}
    for sheet in outline.sheets:
        grid = chosen.get(sheet.title)
        if isinstance(sheet, Facts):
            FactsReader(sheet, account).read(grid or Grid(sheet.title))
        else:
            RowsReader(sheet, account, owners).read(grid)
    account.faults[:0] = [fault for grid in found for fault in grid.faults]
    return Read(
        kind=outline.kind,
        payload=account.payload,
        places=account.places,
        remarks=tuple(account.remarks),
        faults=tuple(account.faults),
        counts=account.counts,
        pages=tuple(account.pages),
        moved=account.moved,
    )


def _outline(found: Sequence[Grid], wanted: Outline | None, account: Account) -> Outline:
    """The kind by the mark of the form; another than was asked for, or none at all, is refused."""
    marked = next(
        (
            (hit, address(grid.title, 1, number))
            for grid in found
            if bare(grid.title) in (bare(GUIDE), bare(LIST))
            for number, row in grid.rows.items()
            for value in row
            if (hit := _MARK.search(plain(value)))
        ),
        None,
    )
    if marked is None:
        if wanted is None:
            expected = "本系统下载的表（“填写说明”里有表样编号）"
            raise _wrong(f"看不出是哪一种表。应是{expected}；现有工作表：{_titles(found)}")
        account.remark("全表", "no-mark", f"没有表样编号，按{wanted.title}读取")
        return wanted
    hit, place = marked
    kind, version = hit[1], int(hit[2])
    if kind not in KINDS and kind != years.NAME:
        raise _wrong(f"没有“{kind[:40]}”这种表，请重新下载表样")
    told = outline_for(kind)
    if wanted is not None and kind != wanted.kind:
        raise _wrong(f"应是{wanted.title}的表，这是{told.title}的表。请选择{told.title}，或改用对应的表")
    if version > VERSION:
        account.remark(place, "newer-form", f"这是较新的表样（第{version}版），按第{VERSION}版读取，请核对")
    return told


def _wrong(sentence: str) -> Rejected:
    return Rejected.of([Fault("", "sheet-layout", sentence)])


def _titles(found: Sequence[Grid]) -> str:
    return "、".join(grid.title[:20] for grid in found[:_SHOWN]) or "（没有）"


def _matched(outline: Outline, found: Sequence[Grid], account: Account) -> dict[str, Grid]:
    """Each sheet of the form with the one that bears its name, else with one that has its header."""
    chosen: dict[str, Grid] = {}
    rest = [grid for grid in found if bare(grid.title) not in (bare(GUIDE), bare(LIST))]
    for sheet in outline.sheets:
        named = next((grid for grid in rest if bare(grid.title) == bare(sheet.title)), None)
        if named is not None:
            chosen[sheet.title] = named
            rest.remove(named)
    missing = [sheet for sheet in outline.sheets if sheet.title not in chosen]
    for sheet in missing:
        renamed = next((grid for grid in rest if _has_head(grid, sheet)), None)
        if renamed is not None:
            chosen[sheet.title] = renamed
            rest.remove(renamed)
            account.remark(address(renamed.title, 1, 1), "renamed", f"按“{sheet.title}”读取，请核对")
    missing = [sheet for sheet in missing if sheet.title not in chosen]
    rest = [grid for grid in rest if grid.rows]
    _tell(outline, missing, rest, found, account)
    return chosen


def _has_head(grid: Grid, sheet: Sheet) -> bool:
    """Whether a sheet of another name has all required columns and most of the others."""
    if isinstance(sheet, Facts):
        return False
    columns = columns_of(sheet)
    head = head_of(grid, columns)
    required = [column.label for column in columns if column.required]
    return (
        head is not None
        and all(label in head.places for label in required)
        and 3 * len(head.places) >= 2 * len(columns)
    )


def _tell(
    outline: Outline, missing: Sequence[Sheet], rest: Sequence[Grid], found: Sequence[Grid], account: Account
) -> None:
    if outline.facts in missing or len(missing) == len(outline.sheets):
        expected = "、".join(sheet.title for sheet in outline.sheets[:_SHOWN])
        raise _wrong(f"不是{outline.title}的表。应有工作表：{expected}；现有：{_titles(found)}")
    for sheet in missing:
        if rest:  # it may be what stands there under another name
            sentence = f"缺少工作表“{sheet.title}”；现有：{_titles(found)}。改了名称的，请改回"
            account.fault(address(rest[0].title, 1, 1), "sheet-layout", sentence)
        else:
            account.remarks[Remark("全表", "sheet-missing", f"没有工作表“{sheet.title}”，按没有填写处理")] = None
    for grid in rest:
        account.remark(address(grid.title, 1, 1), "unknown-sheet", f"工作表“{grid.title[:20]}”不是表样中的，没有读取")

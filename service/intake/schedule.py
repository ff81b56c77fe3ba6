"""A draft of a 计划安排表 → its payload: label, title, table."""

from typing import Any

from service.documents.schedule import composed_title
from service.intake.account import Account
from service.intake.dates import first_year
from service.intake.lines import Grid, Line, Piece
from service.intake.naming import joined_title, organ_before_year
from service.intake.parts import LABEL, NOTE
from service.intake.tables import schedule_rows
from service.intake.title import is_title_line


def schedule(pieces: list[Piece], account: Account) -> dict[str, Any]:
    """The payload of a schedule; text besides label, title and table is told."""
    lines = [piece for piece in pieces if isinstance(piece, Line)]
    grids = [piece for piece in pieces if isinstance(piece, Grid)]
    titles = _title_lines(lines, grids, account)
    whole = "".join(line.text for line in titles).replace("\n", "")
    organ, year = organ_before_year(whole), first_year(whole)
    at = titles[0] if titles else None
    if organ is None:
        account.remark(at, "no-organ", "没有找到机关名称，请补填")
    if year is None:
        account.remark(at, "no-year", "没有找到年度，请补填")
    read: dict[str, Any] = {}
    if organ:
        read["organ"] = organ
    if year:
        read["year"] = year
    if titles:
        title = joined_title([part for line in titles for part in line.text.split("\n")], organ, titles[0], account)
        if organ and year and title == composed_title(organ, year):
            for line in titles:
                account.mark(line, line.text)
            account.remark(titles[0], "title-composed", "标题与自动写出的标题相同，不另填写")
        else:
            read["title"] = title
    if not grids:
        account.remark(at, "no-table", "没有找到表格，先放一张空表，请补充")
    return read | schedule_rows(grids, year, account)


def _title_lines(lines: list[Line], grids: list[Grid], account: Account) -> list[Line]:
    """The block of lines right before the table; what is not of it is told."""
    first_grid = grids[0].number if grids else float("inf")
    titles: list[Line] = []
    labelled = False
    for line in lines:
        if line.number <= first_grid and not titles and LABEL.match(line.text):
            account.mark(line, line.text)
            labelled = True
        elif line.number <= first_grid and is_title_line(line.text) and (not titles or not line.after_blank):
            titles.append(line)
        elif not titles and not labelled and (named := NOTE.match(line.text)):
            account.mark(line, named[0])
            titles.append(Line(line.number, line.text[named.end() :], line.unit))
        else:
            account.skip(line, "beside-table", "标题和表格以外的文字没有栏目可放")
    return titles

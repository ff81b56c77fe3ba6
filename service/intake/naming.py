"""Who writes and for which year: title, organ and year from what the draft shows, and whether its parts agree."""

import re
from collections.abc import Callable, Sequence

from service import titles
from service.intake.account import Account
from service.intake.dates import first_year
from service.intake.lines import Grid, Line
from service.intake.parts import Frame

_BEFORE_YEAR = re.compile(r"(.{2,60}?)(?:[12]\d{3}|[二][〇○零][〇○零一二三四五六七八九]{2})[ 　]*年")
_ABOUT = re.compile(r"关于|印发|转发")


def joined_title(lines: Sequence[str], organ: str | None, at: Line, account: Account) -> str:
    """The title as the payload holds it: without breaks where the house would break it just so."""
    whole = "".join(lines)
    if len(lines) == 1:
        return whole
    broken = titles.break_title(whole, (organ,) if organ else ())
    if list(lines) == list(broken):
        account.remark(at, "title-joined", f"标题的{len(lines)}行已连成一行，分行处与自动分行相同")
        return whole
    if not titles.fits(lines):
        account.remark(at, "title-joined", "标题有一行超过20个字，各行已连成一行，改为自动分行")
        return whole
    return "\n".join(lines)


def organ_of(frame: Frame, composed: Callable[[str, int], str], account: Account) -> tuple[str | None, int | None]:
    """Organ and year of a draft; absent, with a remark, where nothing shows them."""
    whole = "".join(line.text for line in frame.title).replace("\n", "")
    year = first_year(whole) or (frame.date.year if frame.date else None) or _year_below(frame)
    prefix = organ_before_year(whole)
    signed = frame.organs[0] if frame.organs else None
    at = frame.title[0] if frame.title else None
    if prefix is not None and signed is not None and prefix != signed:
        account.remark(at, "organ-differs", f"标题里的机关是“{prefix}”，署名是“{signed}”，请核对")
    organ = prefix if prefix and year and composed(prefix, year) == whole else signed or prefix
    if organ is None:
        account.remark(at, "no-organ", "没有找到机关名称，请补填")
    if year is None:
        account.remark(at, "no-year", "没有找到年度，请补填")
    elif not first_year(whole):
        account.remark(at, "year-guessed", f"标题里没有年度，按{year}年处理，请核对")
    return organ, year


def _year_below(frame: Frame) -> int | None:
    """The year that the titles of attachments or the text name."""
    for attached in frame.attached:
        if year := first_year("".join(attached.titles)):
            return year
    for piece in frame.body[:50]:
        if isinstance(piece, Line) and (year := first_year(piece.text)):
            return year
    return None


def organ_before_year(title: str) -> str | None:
    """What stands before the year in a title, unless it is no name."""
    found = _BEFORE_YEAR.match(title)
    return found[1].strip() if found and not _ABOUT.search(found[1]) else None


def check_organ(title: str, organ: str | None, at: Line | Grid, account: Account) -> None:
    """Tell when the title of an attachment names another organ, or another year stands in it."""
    prefix = organ_before_year(title)
    if organ and prefix and prefix != organ:
        account.remark(at, "organ-differs", f"附件标题里的机关是“{prefix}”，正文的机关是“{organ}”，请核对")

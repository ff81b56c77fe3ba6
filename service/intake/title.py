"""Where the title of a draft begins and ends."""

import re
from collections.abc import Sequence

from service.intake.dates import dated
from service.intake.lines import Grid, Line, Piece
from service.intake.numbers import number
from service.intake.outline import ends_sentence

_TITLE_TAIL = re.compile(
    r"(?:计划|方案|安排|要点|总结|报告|纪要|通知|意见|安排表|计划表|一览表|记录|规划|清单|办法|制度|细则|规则|汇报|配档表)"
    r"(?:[（(][^（）()]{1,8}[）)])?$"
)
_SUBTITLE = re.compile(r"[（(][^（）()]{1,14}[）)]$|——")
_NO_TITLE = re.compile(
    r"[^、]*〔|签发人|\d{6}$|(?:秘密|机密|绝密)(?:★|$)|(?:特急|加急)$|附件|[（(].*[）)]$|第.{1,5}[页期]$"
)
LONGEST_TITLE_LINE = 60
SEARCHED = 40  # lines in which a title may begin


def title_span(pieces: Sequence[Piece]) -> tuple[int, int]:
    """First line of the title and the first after it."""
    head = _head(pieces)
    titled = [place for place, line in enumerate(head) if line.titled]
    if titled:
        end = titled[0]
        while end < len(head) and head[end].titled and (end == titled[0] or not head[end].after_blank):
            end += 1
        return titled[0], end
    for place, line in enumerate(head):
        if is_title_line(line.text) and _TITLE_TAIL.search(line.text):
            return _widened(head, place)
    if head and is_title_line(head[0].text):
        end = 1
        while end < len(head) and not head[end].after_blank and is_title_line(head[end].text) and end < 6:
            end += 1
        return 0, end
    return _block(head)


def _head(pieces: Sequence[Piece]) -> list[Line]:
    """Lines down to the first that cannot stand above or in a title."""
    head: list[Line] = []
    for piece in pieces:
        if isinstance(piece, Grid):  # organs of a joint mark stand in a table
            head.append(Line(piece.number, "", after_blank=True))
            continue
        if not piece.titled and (number(piece.text) or len(piece.text) > 2 * LONGEST_TITLE_LINE):
            break
        if head and ends_sentence(piece.text) and len(piece.text) > 30:
            break
        head.append(piece)
    return head


def is_title_line(text: str) -> bool:
    """Whether a line may stand in a title."""
    return (
        0 < len(text) <= LONGEST_TITLE_LINE
        and not ends_sentence(text)
        and not _NO_TITLE.match(text)
        and not dated(text)
    )


def _widened(head: Sequence[Line], place: int) -> tuple[int, int]:
    """The title around the line that ends as titles end: adjoining lines belong to it."""
    start, end = place, place + 1
    while start > 0 and not head[start].after_blank and is_title_line(head[start - 1].text):
        if head[start - 1].text.endswith("文件"):
            break
        start -= 1
    while end < len(head) and not head[end].after_blank and end - start < 6:
        text = head[end].text
        tail = (is_title_line(text) and _TITLE_TAIL.search(text)) or (_SUBTITLE.match(text) and not _passed(text))
        if not tail:
            break
        end += 1
    return start, end


def _passed(text: str) -> bool:
    """题注: when and by whom it was passed."""
    return "年" in text or "通过" in text or "会议" in text


def _block(head: Sequence[Line]) -> tuple[int, int]:
    """Without any better sign: the first block of lines that may be a title."""
    for place, line in enumerate(head):
        if is_title_line(line.text) and (line.after_blank or place == 0):
            end = place + 1
            while end < len(head) and not head[end].after_blank and is_title_line(head[end].text):
                end += 1
            return place, end
    return 0, 0

"""A draft taken apart: title, addressee, body, ending, attachments."""

from collections.abc import Sequence
from itertools import takewhile

from service.intake.account import Account
from service.intake.dates import Dated, dated
from service.intake.ending import is_organ, take_ending
from service.intake.lines import Grid, Line, Piece
from service.intake.numbers import number
from service.intake.outline import ends_sentence
from service.intake.parts import LABEL, NOTE, Attached, Frame
from service.intake.title import LONGEST_TITLE_LINE, SEARCHED, title_span


def take_apart(pieces: Sequence[Piece], account: Account) -> Frame:
    """The parts of a draft in their places; every piece is in one of them."""
    frame = Frame()
    start, end = title_span(pieces[:SEARCHED])
    frame.before = list(pieces[:start])
    frame.title = [piece for piece in pieces[start:end] if isinstance(piece, Line)]
    rest = _under_title(list(pieces[end:]), frame, account)
    rest = _addressed(rest, frame, account)
    cut = _first_label(rest)
    front, back = rest[:cut], rest[cut:]
    take_ending(front, frame, account)
    frame.attached = _attachments(back, account)
    return frame


def _under_title(pieces: list[Piece], frame: Frame, account: Account) -> list[Piece]:
    """Signature and date typed under the title move to the end."""
    lines = [piece for piece in takewhile(lambda piece: isinstance(piece, Line), pieces[:4]) if isinstance(piece, Line)]
    place = next((index for index, line in enumerate(lines) if _bare_date(line.text)), None)
    if place is None or any(not is_organ(line.text) for line in lines[:place]):
        return pieces
    frame.organs = [line.text for line in lines[:place]]
    frame.date, frame.date_line = _bare_date(lines[place].text), lines[place]
    for line in lines[: place + 1]:
        account.remark(line, "signature-moved", "标题下的署名和日期移到了正文之后，请核对")
    return pieces[place + 1 :]


def _bare_date(text: str) -> Dated | None:
    return dated(text) or (dated(text[1:-1]) if text[:1] in "（(" and text[-1:] in "）)" else None)


def _addressed(pieces: list[Piece], frame: Frame, account: Account) -> list[Piece]:
    first = pieces[0] if pieces else None
    if not isinstance(first, Line) or not first.text.endswith(("：", ":")) or len(first.text) > 200:
        return pieces
    if (
        number(first.text)
        or any(mark in first.text for mark in "。；！？\t\n")
        or NOTE.match(first.text)
        or LABEL.match(first.text)
    ):
        account.remark(first, "addressee-unclear", "这一行以冒号结束，但不像主送机关，按正文处理，请核对")
        return pieces
    frame.addressee = first
    account.remark(first, "addressee-read", "这一行按主送机关处理，请核对")
    return pieces[1:]


def _first_label(pieces: Sequence[Piece]) -> int:
    """Where the attachments begin: a label alone on its line, or 附件：name right before a table."""
    signed = False
    for place, piece in enumerate(pieces):
        if isinstance(piece, Grid):
            continue
        following = pieces[place + 1] if place + 1 < len(pieces) else None
        if LABEL.match(piece.text) and not _opens_list(piece, following):
            return place
        if NOTE.match(piece.text) and (signed or isinstance(following, Grid)):
            return place
        signed = signed or dated(piece.text) is not None
    return len(pieces)


def _opens_list(label: Line, following: Piece | None) -> bool:
    """附件： on a line of its own, with the numbered names below it."""
    if not label.text.endswith(("：", ":")) or not isinstance(following, Line):
        return False
    found = number(following.text)
    return found is not None and found.value == 1


def _attachments(pieces: Sequence[Piece], account: Account) -> list[Attached]:
    attached: list[Attached] = []
    for place, piece in enumerate(pieces):
        if isinstance(piece, Line):
            label, named = LABEL.match(piece.text), NOTE.match(piece.text)
            if label or named:
                account.mark(piece, label[0] if label else named[0] if named else "")
                attached.append(Attached(piece))
                if named and not label:
                    attached[-1].titles.append(piece.text[named.end() :])
                    attached[-1].title_lines.append(piece)
                continue
            if _titles(attached[-1], piece, pieces[place - 1]):
                continue
        attached[-1].pieces.append(piece)
    return attached


def _titles(attachment: Attached, line: Line, before: Piece) -> bool:
    """Whether a line belongs to the title of an attachment: the block right below its label."""
    if attachment.pieces or number(line.text) or "\t" in line.text or ends_sentence(line.text):
        return False
    if attachment.titles and (line.after_blank or len(line.text) > LONGEST_TITLE_LINE or len(attachment.titles) > 5):
        return False
    attachment.titles += line.text.split("\n")
    attachment.title_lines.append(line)
    return True

"""The end of a draft's text: 附件说明, signature, date, 附注, and what stands behind them."""

import re
from collections.abc import Sequence

from service.intake.account import Account
from service.intake.dates import Dated, dated
from service.intake.lines import Grid, Line, Piece
from service.intake.numbers import number
from service.intake.outline import ends_sentence
from service.intake.parts import LABEL, NOTE, Frame

_ORGAN = re.compile(
    r".*(?:党组|党委|党工委|委员会|局|厅|委|部|办公室|办公厅|中心|支部|总支|政府|学校|学院|医院|公司|院|处|科|室|组|站|队)$"
)
_MOST_ORGANS = 12
_LONGEST_ORGAN = 60


def is_organ(text: str) -> bool:
    """Whether a line may name who signs."""
    return (
        len(text) <= _LONGEST_ORGAN
        and not ends_sentence(text)
        and number(text) is None
        and dated(text) is None
        and bool(_ORGAN.match(text))
    )


def take_ending(pieces: list[Piece], frame: Frame, account: Account) -> None:
    """Body, names of attachments, signature, what follows it."""
    note = _note_place(pieces)
    last = pieces[-1] if len(pieces) > 1 else None
    if isinstance(last, Line) and _bracketed(last.text) and not dated(last.text[1:-1]):
        _behind([pieces.pop()], frame, account)
    day = _signature_date(pieces, note)
    if note is not None and (day is None or note < day):
        frame.body = pieces[:note]
        place = _names(pieces, note, day, frame, account)
        place = _signature(pieces, place, day, frame, account)
    else:
        start = _organs_start(pieces, day, frame)
        frame.body = pieces[:start]
        place = _signature(pieces, start, day, frame, account)
        if note is not None:
            place = _after_names(pieces, place, note, frame, account)
    _behind(pieces[place:], frame, account)


def _note_place(pieces: Sequence[Piece]) -> int | None:
    """Where 附件说明 begins: the last line that opens like one, and those right above that do too."""
    notes = [place for place, piece in enumerate(pieces) if isinstance(piece, Line) and _is_note(piece)]
    if not notes:
        return None
    first = notes.pop()
    while notes and notes[-1] == first - 1:
        first = notes.pop()
    return first


def _is_note(line: Line) -> bool:
    if line.text.endswith("。"):
        return False
    return bool(NOTE.match(line.text)) or bool(LABEL.match(line.text) and line.text.endswith(("：", ":")))


def _signature_date(pieces: Sequence[Piece], note: int | None) -> int | None:
    """The first date on a line of its own, or at the end of a line with the organ."""
    for place, piece in enumerate(pieces):
        if isinstance(piece, Line) and (dated(piece.text) or _signed_on_one_line(piece.text)):
            return place
    return None


_ONE_LINE = re.compile(r"(\S{2,60}?)[ 　\t]+(\S{4}[ 　]*年[^。，]{3,16}日)$")


def _signed_on_one_line(text: str) -> tuple[str, Dated] | None:
    found = _ONE_LINE.match(text) if len(text) < 100 else None
    day = dated(found[2]) if found else None
    return (found[1], day) if found and day else None


def _organs_start(pieces: Sequence[Piece], day: int | None, frame: Frame) -> int:
    """Where the signature begins when no names of attachments stand before it."""
    if day is None:
        last = pieces[-1] if pieces else None
        signed = isinstance(last, Line) and len(pieces) > 1 and is_organ(last.text) and not frame.organs
        return len(pieces) - 1 if signed else len(pieces)
    start = day
    while start > 0 and day - start < _MOST_ORGANS:
        piece = pieces[start - 1]
        if not isinstance(piece, Line) or not _may_sign(piece):
            break
        start -= 1
        if piece.after_blank:
            break
    return start


def _may_sign(line: Line) -> bool:
    text = line.text
    return len(text) <= _LONGEST_ORGAN and not ends_sentence(text) and number(text) is None and line.outline is None


def _signature(pieces: Sequence[Piece], place: int, day: int | None, frame: Frame, account: Account) -> int:
    """Organs from `place` to the date; the place after it."""
    end = len(pieces) if day is None else day
    while place < end:
        piece = pieces[place]
        if not isinstance(piece, Line) or not _may_sign(piece) or (day is None and not is_organ(piece.text)):
            if day is None:
                return place
            account.skip(piece, "not-a-signature", "这一行在附件说明和日期之间，不像署名")
        else:
            frame.organs.append(piece.text)
        place += 1
    if day is None:
        return place
    line = pieces[day]
    assert isinstance(line, Line)
    if frame.date_line is not None:
        account.skip(frame.date_line, "not-a-signature", "文末另有日期，这一个")
    joint = _signed_on_one_line(line.text)
    if joint is not None:
        frame.organs.append(joint[0])
    frame.date, frame.date_line = joint[1] if joint else dated(line.text), line
    return day + 1


# ---- 附件说明 -------------------------------------------------------------------------------------------------
def _names(pieces: Sequence[Piece], place: int, day: int | None, frame: Frame, account: Account) -> int:
    """The names from `place` on; the place after the last."""
    end = len(pieces) if day is None else day
    first = pieces[place]
    assert isinstance(first, Line)
    found = NOTE.match(first.text) or LABEL.match(first.text)
    assert found is not None
    _name(first, found[0], first.text[found.end() :], frame, account)
    place += 1
    while place < end:
        piece = pieces[place]
        if not isinstance(piece, Line) or not _next_name(piece, frame, account, before_date=place + 1 == day):
            break
        place += 1
    return place


def _name(line: Line, mark: str, text: str, frame: Frame, account: Account) -> None:
    """One name without its label and number."""
    account.mark(line, mark)
    found = number(text)
    if found is not None and found.value == len(frame.names) + 1 and not found.doubtful:
        account.mark(line, found.mark)
        text = found.rest
    if text:
        frame.names.append(text)
        frame.name_lines.append(line)


def _next_name(line: Line, frame: Frame, account: Account, *, before_date: bool) -> bool:
    """Take a further name, or the rest of one that runs over two lines."""
    labelled = NOTE.match(line.text)
    if labelled:
        _name(line, labelled[0], line.text[labelled.end() :], frame, account)
        return True
    found = number(line.text)
    if found is not None and found.rest and found.family.startswith("arabic"):
        if found.value != len(frame.names) + 1:
            account.remark(line, "broken-sequence", f"附件序号“{found.mark.strip()}”与前面不连续，已重新编号")
        account.mark(line, found.mark)
        frame.names.append(found.rest)
        frame.name_lines.append(line)
        return True
    if (
        found is not None
        or line.after_blank
        or not frame.names
        or before_date
        or is_organ(line.text)
        or ends_sentence(line.text)
    ):
        return False
    frame.names[-1] += line.text
    account.gather("wrapped", line)
    return True


def _after_names(pieces: Sequence[Piece], place: int, note: int, frame: Frame, account: Account) -> int:
    """附件说明 typed after the signature."""
    for piece in pieces[place:note]:
        if isinstance(piece, Line):
            frame.after.append(piece)
    account.remark(pieces[note], "note-moved", "附件说明应在署名之前，已移到署名之前")
    return _names(pieces, note, None, frame, account)


def _bracketed(text: str) -> bool:
    return 2 < len(text) < 200 and text[0] in "（(" and text[-1] in "）)" and number(text) is None


def _behind(pieces: Sequence[Piece], frame: Frame, account: Account) -> None:
    """附注 in brackets; whatever else stands behind the signature."""
    for piece in pieces:
        if isinstance(piece, Grid):
            frame.body.append(piece)
        elif frame.note is None and _bracketed(piece.text):
            frame.note = piece.text[1:-1]
            account.mark(piece, piece.text[0] + piece.text[-1])
        else:
            frame.after.append(piece)

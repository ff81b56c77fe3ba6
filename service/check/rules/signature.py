"""7.3.5: 署名 and 成文日期; the seal itself is never looked for."""

from collections.abc import Iterator
from datetime import date

from service import titles
from service.check import patterns
from service.check.elements import Kind, Line, Role
from service.check.measures import height, right_gap
from service.check.register import Deviation, Subject, at, rule

_TOLERANCE = 0.5  # 字


def _date_line(subject: Subject) -> Line | None:
    lines = subject.found.of(Role.DATE)
    return lines[-1] if lines else None


@rule("SG-01", "7.3.5.4", "error")
def date_form(subject: Subject) -> Iterator[Deviation]:
    """成文日期 in Arabic digits, full year, nothing padded, and a day there is."""
    line = _date_line(subject)
    if line is None:
        return
    text = "".join(line.text.split()) if not patterns.OPEN_DATE.fullmatch(line.text) else line.text
    if not patterns.OPEN_DATE.fullmatch(text):
        sentence = "成文日期用阿拉伯数字将年、月、日标全，月、日不编虚位。请照“2026年3月5日”的样式改正"
        yield Deviation(at(line), "2026年3月5日的样式", text, sentence, line.paragraph.place)
    elif (match := patterns.FULL_DATE.fullmatch(text)) and not _is_day(*map(int, match.groups())):
        yield Deviation(at(line), "真实的日期", text, "没有这一天。请核对成文日期", line.paragraph.place)


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


# ---- place ----------------------------------------------------------------------------------------------------
@rule("SG-02", "7.3.5.1–7.3.5.2", "error")
def signature_place(subject: Subject) -> Iterator[Deviation]:
    """Date 4 字 from the right with a seal; organ 2 字 without, the date 2 字 further right, or itself 2 字."""
    line = _date_line(subject)
    if line is None or subject.found.kind is Kind.ORDER:
        return
    section = subject.section(line)
    gap = right_gap(line.paragraph, section)
    organs = subject.found.of(Role.SIGNATURE)
    if _sealed(gap, organs, line, subject) or _unsealed(gap, organs, line, subject):
        return
    expected = _expected(organs, line)
    sentence = f"署名和成文日期的位置不对。{expected}。请用右对齐加右缩进，不用空格"
    found = f"日期右空{gap:.1f}字"
    if organs:
        found = f"署名右空{right_gap(organs[-1].paragraph, section):.1f}字，" + found
    yield Deviation(at(line), expected, found, sentence, line.paragraph.place)


def _sealed(gap: float, organs: list[Line], line: Line, subject: Subject) -> bool:
    """The date 4 字 in; an organ too long to be centred over it pushes it further in (3.1 of the notes)."""
    if abs(gap - 4) <= _TOLERANCE:
        return not organs or len(organs) > 1 or not _unsealed_organ(organs, subject) or titles.width(line.text) < 8.5
    if not organs:
        return False
    longest = max(titles.width(organ.text) for organ in organs)
    return longest > titles.width(line.text) + 8 and abs(gap - (min(longest, 28) - titles.width(line.text)) / 2) <= 0.8


def _unsealed_organ(organs: list[Line], subject: Subject) -> bool:
    return abs(right_gap(organs[-1].paragraph, subject.section(organs[-1])) - 2) <= _TOLERANCE


def _unsealed(gap: float, organs: list[Line], line: Line, subject: Subject) -> bool:
    if not organs:
        return abs(gap - 2) <= _TOLERANCE
    return any(_beside(gap, organ, line, subject) for organ in organs)


def _beside(gap: float, organ_line: Line, line: Line, subject: Subject) -> bool:
    """Whether a date stands to this organ as it does without a seal (7.3.5.2)."""
    organ_gap = right_gap(organ_line.paragraph, subject.section(organ_line))
    organ, day = min(titles.width(organ_line.text), 26), titles.width(line.text)
    if day > organ and abs(gap - 2) <= _TOLERANCE:
        return abs(organ_gap - (4 + day - organ)) <= 0.8
    # its first character 2 字 right of the organ's; house rule: never nearer than 2 字 to the edge
    return abs(organ_gap - 2) <= _TOLERANCE and (
        abs(gap - (organ - day)) <= 0.8 or (abs(gap - 2) <= _TOLERANCE and organ - day < 2)
    )


def _expected(organs: list[Line], line: Line) -> str:
    if organs and titles.width(organs[0].text) >= titles.width(line.text):
        return "加盖印章的，日期右空4字、署名居中于日期；不加盖印章的，署名右空2字、日期首字比署名首字右移2字"
    return "加盖印章的，日期右空4字、署名居中于日期；不加盖印章的，日期右空2字、署名相应左移"


@rule("SG-03", "7.3.5.1", "warning")
def centred_over_date(subject: Subject) -> Iterator[Deviation]:
    """With a seal, the organ centred over the date."""
    line, organs = _date_line(subject), subject.found.of(Role.SIGNATURE)
    if line is None or len(organs) != 1 or subject.found.kind is Kind.ORDER:
        return
    section, day = subject.section(line), titles.width(line.text)
    gap, organ = right_gap(line.paragraph, section), titles.width(organs[0].text)
    organ_gap = right_gap(organs[0].paragraph, section)
    if abs(gap - 4) > _TOLERANCE or organ > day + 8 or _unsealed(gap, organs, line, subject):
        return
    centre = (organ_gap + organ / 2) - (gap + day / 2)
    if abs(centre) > _TOLERANCE:
        sentence = "加盖印章的公文，署名以成文日期为准居中。请调整署名的右缩进"
        side = "左" if centre > 0 else "右"
        yield Deviation(
            at(organs[0]), "与日期居中对齐", f"偏{side}{abs(centre):.1f}字", sentence, organs[0].paragraph.place
        )


@rule("SG-05", "7.3.5.1–7.3.5.2", "warning")
def room_above(subject: Subject) -> Iterator[Deviation]:
    """Two blank lines above a signature with a seal, one without."""
    line, organs = _date_line(subject), subject.found.of(Role.SIGNATURE)
    if line is None or subject.found.kind is Kind.ORDER:
        return
    first = organs[0] if organs else line
    section = subject.section(first)
    blanks = subject.found.blanks_before(first.index)
    room = sum(height(one.paragraph, section) for one in blanks) + first.paragraph.values.before
    count = room / subject.profile.line
    gap = right_gap(line.paragraph, section)
    # where both readings fit the place, both rooms are good
    sealed, unsealed = _sealed(gap, organs, line, subject), _unsealed(gap, organs, line, subject)
    wanted = {2} if sealed and not unsealed else {1} if unsealed and not sealed else {1, 2}
    if all(abs(count - lines) > 0.6 for lines in wanted) and len(blanks) not in wanted:
        least = min(wanted)
        what = "加盖印章的，正文与署名之间留二行，容下印章" if least == 2 else "不加盖印章的，署名在正文下空一行"
        yield Deviation(at(first), f"空{least}行", f"空{count:.1f}行", f"{what}。请调整空行", first.paragraph.place)

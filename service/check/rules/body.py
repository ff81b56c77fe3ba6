"""7.3.2, 7.3.3: 主送机关, indents, numbering and empty lines of the text."""

from collections.abc import Iterator

from service.check import patterns
from service.check.elements import Line, Role
from service.check.measures import first_indent, leading_spaces, left_indent, right_indent
from service.check.register import Deviation, Subject, at, quoted, rule
from service.wording import heading_number

_TOLERANCE = 0.3  # 字
_TEXT = (Role.BODY, Role.HEADING)


@rule("BD-01", "7.3.2", "error")
def addressee(subject: Subject) -> Iterator[Deviation]:
    """主送机关 at the left edge, closed by a full-width colon."""
    for line in subject.found.of(Role.ADDRESSEE):
        paragraph = line.paragraph
        indent = left_indent(paragraph) + first_indent(paragraph) + leading_spaces(paragraph.text)
        if abs(indent) > _TOLERANCE:
            sentence = "主送机关应顶格排，回行也顶格。请把缩进改为0，删去前面的空格"
            yield Deviation(at(line), "顶格", f"缩进{indent:.1f}字", sentence, paragraph.place)
        elif not line.text.endswith("："):
            sentence = "主送机关最后一个名称后用全角冒号。请在末尾标“：”"
            yield Deviation(at(line), "以“：”结束", quoted(line.text[-6:]), sentence, paragraph.place)


@rule("BD-03", "7.3.3", "error")
def indents(subject: Subject) -> Iterator[Deviation]:
    """Paragraphs and headings set in by two 字, the following lines flush."""
    for line in subject.found.of(*_TEXT, Role.NOTE):
        paragraph = line.paragraph
        if paragraph.values.align in ("center", "right", "end") or paragraph.values.frame is not None:
            continue
        left, first = left_indent(paragraph), first_indent(paragraph)
        start = left + first + leading_spaces(paragraph.text)
        if abs(start - 2) > _TOLERANCE:
            sentence = f"{line.role.value}应左空二字。请把特殊格式设为“首行缩进2字符”，左、右缩进为0"
            yield Deviation(at(line), "左空2字", f"左空{start:.1f}字", sentence, paragraph.place)
        elif max(abs(left), abs(right_indent(paragraph))) > _TOLERANCE and not line.alone:
            sentence = "正文回行应顶格。请把左、右缩进改为0，只留首行缩进2字符"
            found = f"左缩进{left:.1f}字、右缩进{right_indent(paragraph):.1f}字"
            yield Deviation(at(line), "回行顶格", found, sentence, paragraph.place)


# ---- numbering ------------------------------------------------------------------------------------------------
@rule("BD-04", "7.3.3", "error")
def numbering(subject: Subject) -> Iterator[Deviation]:
    """Numbers of headings in order: 一、 （一） 1. （1）, none left out, none twice, no level left out."""
    for part in _parts(subject):
        counts = [0, 0, 0, 0]
        for line in part:
            level = line.level
            expected = counts[level - 1] + 1
            anew = line.number == 1 and level > 2 and _introduced(line, subject)
            if line.number != expected and not anew:
                good = heading_number(level, expected) if expected < 100 else str(expected)
                sentence = f"序号不连续。这里应为“{good}”，请核对前后的序号"
                yield Deviation(at(line), good, _number(line), sentence, line.paragraph.place)
            elif _skips(level, counts):
                good = heading_number(level - 1, 1)
                sentence = "层次序数跳了一级。请依次用“一、”“（一）”“1.”“（1）”"
                yield Deviation(at(line), good, _number(line), sentence, line.paragraph.place)
            counts[level - 1] = line.number
            counts[level:] = [0] * (4 - level)


def _introduced(line: Line, subject: Subject) -> bool:
    """Whether a list begins anew here: the text above it leads in with a colon."""
    above = subject.found.by_index.get(line.index - 1)
    return above is not None and not above.level and above.text.endswith(("：", ":"))


def _skips(level: int, counts: list[int]) -> bool:
    """Whether the level above is missing; 一、 and then 1. is tolerated in a text of two levels."""
    return level in (2, 4) and counts[level - 1] == 0 and counts[level - 2] == 0 and any(counts)


def _number(line: Line) -> str:
    match = patterns.LEVELS[line.level - 1].match(line.text)
    return match[0].strip() if match else line.text[:4]


def _parts(subject: Subject) -> Iterator[list[Line]]:
    """The numbered lines of the text, then those of each attachment: each counts for itself."""
    found = subject.found
    numbered = [line for line in found.of(*_TEXT) if line.level]
    yield [line for line in numbered if not found.in_attachment(line)]
    for attachment in found.attachments:
        yield [line for line in numbered if attachment.first <= line.index <= attachment.last]


@rule("BD-05", "7.3.3", "error")
def number_punctuation(subject: Subject) -> Iterator[Deviation]:
    """一 with 、, 1 with a dot, （一） and （1） with nothing; no full stop after a heading on its own line (W)."""
    for line in subject.found.of(*_TEXT):
        if not line.level:
            continue
        match = patterns.LEVELS[line.level - 1].match(line.text)
        if match is None:
            continue
        number, sign = match[0], match[2]
        wanted = ("、", "", ".．", "")[line.level - 1]
        half = any(bracket in number for bracket in "()")
        if (sign not in wanted if sign else bool(wanted)) or half:
            good = heading_number(line.level, line.number) if line.number < 100 else number
            sentence = f"层次序数的标点不对。请把“{number}”改为“{good}”"
            yield Deviation(at(line), good, number, sentence, line.paragraph.place)
        elif line.role is Role.HEADING and line.alone and line.text[-1] in "。；，":
            sentence = f"单独成行的标题末尾不用标点。请删去“{line.text[-1]}”"
            yield Deviation(at(line), "末尾没有标点", quoted(line.text[-6:]), sentence, line.paragraph.place, "warning")


# ---- empty lines ----------------------------------------------------------------------------------------------
@rule("BD-10", "7.3.3", "warning")
def empty_lines(subject: Subject) -> Iterator[Deviation]:
    """No empty lines within the text, no spaces in place of an indent."""
    found = subject.found
    for line in found.of(*_TEXT):
        paragraph = line.paragraph
        if leading_spaces(paragraph.text) >= 1 and not paragraph.numbering:
            sentence = "段首不用空格代替缩进。请删去空格，设“首行缩进2字符”"
            yield Deviation(at(line), "首行缩进2字", "段首是空格", sentence, paragraph.place)
    for line in found.of(Role.BLANK):
        before, after = found.by_index.get(line.index - 1), found.by_index.get(line.index + 1)
        if (
            _is_text(before)
            and after is not None
            and _next_text(found.by_index, line.index)
            and not _title_ends(before)
        ):
            sentence = "正文段落之间不空行。请删去这个空行"
            yield Deviation(at(line), "不空行", f"{quoted(_text(before))}之后有空行", sentence, line.paragraph.place)


def _is_text(line: Line | None) -> bool:
    return line is not None and line.role in _TEXT


def _title_ends(line: Line | None) -> bool:
    return line is None or "\f" in line.paragraph.text or line.paragraph.ends_section


def _text(line: Line | None) -> str:
    return "" if line is None else line.text


def _next_text(by_index: dict[int, Line], index: int) -> bool:
    """Whether text follows these empty lines, and no page ends between."""
    while (line := by_index.get(index)) is not None and line.role is Role.BLANK:
        if line.paragraph.ends_section or "\f" in line.paragraph.text:
            return False
        index += 1
    return _is_text(by_index.get(index))

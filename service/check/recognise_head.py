"""Finds the 版头 (7.2, 10.3): mark, number, signers, labels and red rule, by content and place."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from service import gbt9704 as gbt
from service.check import patterns
from service.check.elements import Head, Line, Role, Rule
from service.check.measures import has_hanzi, is_red, main_values
from service.ooxml.read.facts import Block, Paragraph, Table, paragraphs_of

_REACH = 24  # a head does not reach further into a document, counted in lines that are not empty
_MARK_LEAST = 26  # points: a black mark is larger than any title
_RULE_LEAST = 5000  # twips: a shorter line is no rule across the page


@dataclass
class _Found:
    marks: list[Paragraph] = field(default_factory=list)
    mark_index: int = -1
    mark_in_flow: bool = False
    number: Line | None = None
    number_text: str = ""
    signers: list[Line] = field(default_factory=list)
    labels: list[Line] = field(default_factory=list)
    issue: list[Line] = field(default_factory=list)
    rule: Rule | None = None
    last: int = -1


def recognise_head(blocks: tuple[Block, ...]) -> Head:
    """The head of a document; an empty one where it begins with its title."""
    found = _Found()
    for index, block in _top(blocks):
        if isinstance(block, Table):
            _look_at_table(block, index, found)
        elif not _look_at(block, index, found):
            break
    if not found.marks and found.number is None and not found.issue:
        return Head()
    return Head(
        tuple(found.marks),
        found.mark_index,
        found.mark_in_flow,
        found.number,
        found.number_text,
        tuple(found.signers),
        tuple(found.labels),
        tuple(found.issue),
        found.rule,
        found.last,
    )


def _top(blocks: tuple[Block, ...]) -> Iterator[tuple[int, Block]]:
    seen = 0
    for index, block in enumerate(blocks):
        yield index, block
        seen += isinstance(block, Table) or not block.blank
        if seen > _REACH:
            return


def _look_at(paragraph: Paragraph, index: int, found: _Found) -> bool:
    """Takes what of the head a paragraph is; False where the head has ended."""
    _look_for_rule(paragraph, index, found)
    for box in paragraph.boxes:
        for inner in paragraphs_of(box.blocks):
            if _is_mark(inner):
                _take_mark(inner, index, found, in_flow=False)
    text = paragraph.printed.strip()
    if not text:
        return True
    if _is_mark(paragraph) and found.number is None:
        _take_mark(paragraph, index, found, in_flow=paragraph.values.frame is None)
        return True
    role = _role(text, found)
    if role is None:
        return False
    _take_line(Line(role, paragraph, index), text, found)
    return True


def _role(text: str, found: _Found) -> Role | None:
    """What line of a head a text is; nothing for the title or what follows it."""
    if (patterns.LOOSE_NUMBER.search(text) and len(text) < 80) or (
        found.marks and found.number is None and patterns.ORDER_NUMBER.fullmatch(text)
    ):
        return None if patterns.DETACHED_LABEL.fullmatch(text) else Role.NUMBER
    if patterns.SIGNERS.match(text) or (found.signers and found.number is None and len(text) < 20):
        return Role.SIGNERS
    if not found.marks and found.number is None:
        for role, pattern in (
            (Role.SECRECY, patterns.SECRECY),
            (Role.URGENCY, patterns.URGENCY),
            (Role.COPY_NUMBER, patterns.COPY_NUMBER),
        ):
            if pattern.match(text) and len(text) < 20:
                return role
    return _issue_line(text, found)


def _issue_line(text: str, found: _Found) -> Role | None:
    """第 N 期, and organ and date of minutes, which pre-printed paper has under a mark that is not in the file."""
    if patterns.ISSUE.fullmatch(text):
        return Role.HEAD_LINE
    begun = found.issue or (found.marks and found.number is None)
    dated = begun and len(text) < 80 and patterns.LOOSE_DATE.search(text)
    return Role.HEAD_LINE if dated else None


def _take_line(line: Line, text: str, found: _Found) -> None:
    if line.role is Role.NUMBER:
        match = patterns.LOOSE_NUMBER.search(text) or patterns.ORDER_NUMBER.search(text)
        found.number, found.number_text = line, match[0].strip() if match else text
        found.last = line.index
        if patterns.SIGNERS.search(text) or (found.signers and match and text[match.end() :].strip()):
            found.signers.append(line)
    elif line.role is Role.SIGNERS:
        found.signers.append(line)
        found.last = line.index
    elif line.role is Role.HEAD_LINE:
        found.issue.append(line)
        found.last = line.index
    else:
        found.labels.append(line)


def _is_mark(paragraph: Paragraph) -> bool:
    """A large line that ends like a mark, or a red one; a red title is none."""
    text = paragraph.text.strip()
    if not 2 <= len(text) <= 60 or not has_hanzi(text):
        return False
    values = main_values(paragraph)
    ends = patterns.MARK_END.search(text) is not None
    if is_red(values.colour):
        return values.points >= gbt.MARK_LEAST_POINTS and (ends or values.points > _MARK_LEAST)
    return ends and values.points >= _MARK_LEAST


def _take_mark(paragraph: Paragraph, index: int, found: _Found, *, in_flow: bool) -> None:
    if not found.marks:
        found.mark_in_flow = in_flow
    found.marks.append(paragraph)
    found.mark_index = index
    found.last = max(found.last, index)


def _look_at_table(table: Table, index: int, found: _Found) -> None:
    """A joint mark, or a head laid out in a table."""
    inner = [paragraph for paragraph in paragraphs_of((table,)) if not paragraph.blank]
    red = [paragraph for paragraph in inner if is_red(main_values(paragraph).colour)]
    if any(_is_mark(paragraph) or paragraph.text.strip() in ("文件", "纪要") for paragraph in red):
        for paragraph in red:
            _take_mark(paragraph, index, found, in_flow=False)
    ruled = [
        border
        for row in table.rows
        for cell in row.cells
        for border in cell.borders.values()
        if border.visible and is_red(border.colour)
    ]
    if ruled and inner and found.rule is None:
        found.rule = Rule(inner[0], ruled[0], None, "table", index)
        found.last = max(found.last, index)
    for paragraph in inner:
        text = paragraph.text.strip()
        if paragraph not in red and found.number is None and patterns.LOOSE_NUMBER.search(text) and len(text) < 60:
            _take_line(Line(Role.NUMBER, paragraph, index), text, found)
        elif patterns.SIGNERS.match(text):
            _take_line(Line(Role.SIGNERS, paragraph, index), text, found)


def _look_for_rule(paragraph: Paragraph, index: int, found: _Found) -> None:
    """The red rule; a black one counts where a number or mark stands above it, so that its colour can be blamed."""
    if found.rule is not None:
        return
    begun = bool(found.marks) or found.number is not None
    text = paragraph.printed.strip()
    numbered = patterns.LOOSE_NUMBER.search(text) is not None
    for edge in ("bottom", "top"):
        border = paragraph.values.borders.get(edge)
        if border is not None and border.visible and (is_red(border.colour) or begun or numbered):
            if edge == "top" and not begun:
                continue
            found.rule = Rule(paragraph, border, None, edge, index)
            found.last = max(found.last, index if edge == "bottom" or not text else index - 1)
            return
    for box in paragraph.boxes:
        if box.kind == "line" and box.width >= _RULE_LEAST and (is_red(box.colour) or begun or numbered):
            found.rule = found.rule or Rule(paragraph, None, box, "bottom", index)
            found.last = max(found.last, index if not text or numbered else found.last)

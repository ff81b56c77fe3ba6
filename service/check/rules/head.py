"""7.2: the 版头, from 份号 to the red rule; 10.3: that of minutes."""

from collections.abc import Iterator

from service import gbt9704 as gbt
from service.check import patterns
from service.check.elements import Kind, Line, Rule
from service.check.faces import is_face
from service.check.finding import Level
from service.check.measures import (
    MILLIMETRE,
    height,
    is_red,
    known_height,
    left_indent,
    line_height,
    main_values,
    millimetres,
)
from service.check.register import Deviation, Subject, at, rule
from service.ooxml.read.facts import Paragraph, Table

_OWN_GEOMETRY = (Kind.ORDER, Kind.LETTER)  # 10.1, 10.2: marks and rules stand elsewhere
_NUMBER_GAP_LEAST, _NUMBER_GAP_MOST = 6, 12  # points of border space that leave 4 ±1 mm
_INK = 0.792  # of the size: from the baseline to the top of the ink; the baseline lies at 0.8 of an exact line


@rule("HD-01", "7.2.4", "error")
def mark_place(subject: Subject) -> Iterator[Deviation]:
    """Mark 35 mm under the top of the type area, measured at its ink."""
    head = subject.found.head
    if not head.marks or subject.found.kind in _OWN_GEOMETRY:
        return
    top, loose = mark_top(subject)
    if top is not None:
        yield from off_place(head.marks[0], top, 1.0 + loose)


def off_place(mark: Paragraph, top: float, tolerance: float) -> Iterator[Deviation]:
    """A mark whose ink starts here, in twips from the top of the page."""
    off = (top - gbt.MARK_TOP) / MILLIMETRE
    if abs(off) <= tolerance:
        return
    found = f"{(top - gbt.TOP) / MILLIMETRE:.1f} mm"
    sentence = "发文机关标志上边缘至版心上边缘应为35 mm。请调整标志的段前间距或文本框的位置"
    level: Level = "error" if abs(off) > 2 + tolerance else "warning"
    yield Deviation(at(mark), "35 mm", found, sentence, mark.place, level)


def mark_top(subject: Subject) -> tuple[float | None, float]:
    """Where the ink of the mark starts, in twips from the top of the page, and how unsure that is in mm."""
    found = subject.found
    mark = found.head.marks[0]
    section, values = subject.section(mark), main_values(mark)
    line, exact = line_height(mark.values, values, section), mark.values.line_rule == "exact"
    inset = 0.8 * line - _INK * values.half_points * 10 if exact else 0.17 * values.half_points * 10
    loose = 0.5 if exact else values.half_points * 10 * 0.12 / MILLIMETRE
    frame = mark.values.frame
    if frame is not None:
        if isinstance(frame.y, int) and frame.vertical in ("page", "margin"):
            start = frame.y + (section.top if frame.vertical == "margin" else 0)
            return start + mark.values.before + inset, loose
        return None, 0
    if not found.head.mark_in_flow:
        return _box_top(subject, inset), loose + 1
    top = float(section.top)
    for block in found.blocks[: found.head.mark_index]:
        if isinstance(block, Table):
            return None, 0
        if block.values.frame is None:
            top += height(block, section)
            loose += 0 if known_height(block, section) else 0.8
    return top + mark.values.before + inset, loose


def _box_top(subject: Subject, inset: float) -> float | None:
    found = subject.found
    holder = found.blocks[found.head.mark_index]
    mark = found.head.marks[0]
    for box in () if isinstance(holder, Table) else holder.boxes:
        if mark in box.blocks and isinstance(box.y, int) and box.vertical in ("page", "margin"):
            start = box.y + (subject.section(holder).top if box.vertical == "margin" else 0)
            inner = 0 if mark.values.line_rule == "exact" and mark is not box.blocks[0] else 72
            return start + inner + mark.values.before + inset if mark is box.blocks[0] else None
    return None


@rule("HD-02", "7.2.4", "warning")
def mark_look(subject: Subject) -> Iterator[Deviation]:
    """Mark red, 小标宋, centred."""
    head = subject.found.head
    for mark in head.marks:
        values = main_values(mark)
        found = []
        if not is_red(values.colour):
            found.append("不是红色")
        if values.east is not None and not is_face(values.east, "小标宋"):
            found.append(f"字体是{values.east}")
        if head.mark_in_flow and mark.values.align not in ("center", "distribute"):
            found.append("没有居中")
        if found:
            sentence = "发文机关标志推荐用红色小标宋体，居中排布。请照此改正"
            yield Deviation(at(mark), "红色小标宋体，居中", "、".join(found), sentence, mark.place)


@rule("HD-03", "7.2.5", "error")
def number_form(subject: Subject) -> Iterator[Deviation]:
    """发文字号: 机关代字〔年份〕序号号."""
    head = subject.found.head
    if head.number is None or subject.found.kind is Kind.ORDER:
        return
    if not patterns.GOOD_NUMBER.fullmatch(head.number_text):
        sentence = "发文字号的年份用六角括号〔〕括入、标全称，序号不加“第”、不编虚位。请照此改正"
        place = head.number.paragraph
        yield Deviation(at(head.number), "某发〔2026〕3号的样式", head.number_text, sentence, place.place)
    elif subject.found.kind is Kind.ISSUED and not head.signers and _off_centre(head.number):
        sentence = "发文字号应在发文机关标志下居中。请选中发文字号，点“居中”"
        yield Deviation(at(head.number), "居中", "没有居中", sentence, head.number.paragraph.place)


def _off_centre(line: Line) -> bool:
    text = line.paragraph.text
    placed_by_hand = "\t" in text or text[:1] in " \u3000"
    whole = patterns.LOOSE_NUMBER.fullmatch(line.text) is not None
    return line.paragraph.values.align != "center" and whole and not placed_by_hand


@rule("HD-04", "7.2.5", "warning")
def lines_under_mark(subject: Subject) -> Iterator[Deviation]:
    """Two blank lines between the mark and the first line typed under it."""
    found = subject.found
    head = found.head
    typed = [line.index for line in (*head.signers, *head.issue, *([head.number] if head.number else ()))]
    if not head.marks or not typed or found.kind is Kind.LETTER or _floats(subject):
        return
    between = found.blocks[head.mark_index + 1 : min(typed)]
    if min(typed) <= head.mark_index or not all(isinstance(one, Paragraph) and one.blank for one in between):
        return
    section, line = subject.section(head.marks[0]), subject.profile.line
    first = found.by_index[min(typed)].paragraph
    room = sum(height(one, section) for one in between if isinstance(one, Paragraph))
    room += first.values.before + head.marks[-1].values.after
    if abs(room / line - gbt.LINES_BELOW_MARK) > 0.5 and len(between) != gbt.LINES_BELOW_MARK:
        count = f"空{room / line:.1f}行".replace(".0行", "行")
        sentence = "发文字号应排在发文机关标志下空二行的位置。请在两者之间留两个空行"
        yield Deviation(at(first), "空2行", count, sentence, first.place)


def _floats(subject: Subject) -> bool:
    """Whether the mark stands outside the flow of lines, so that only the page shows the room under it."""
    head = subject.found.head
    holder = subject.found.blocks[head.mark_index]
    return not head.mark_in_flow and not (isinstance(holder, Table) and holder.floating is None)


@rule("HD-05", "7.2.7", "error")
def red_rule(subject: Subject) -> Iterator[Deviation]:
    """One red rule as wide as the type area, 4 mm under 发文字号."""
    found = subject.found
    head = found.head
    if not head.marks or found.kind in _OWN_GEOMETRY or (head.number is None and not head.issue and head.rule is None):
        return
    last = head.number or (head.issue[-1] if head.issue else None)
    if head.rule is None:
        where = head.marks[-1] if last is None else last.paragraph
        sentence = "发文字号之下4 mm处应有一条与版心等宽的红色分隔线。请加上：给这一段设下框线，红色，1磅"
        yield Deviation(at(where), "红色分隔线", "没有", sentence, where.place)
        return
    rule_found, paragraph = head.rule, head.rule.paragraph
    colour = rule_found.box.colour if rule_found.border is None and rule_found.box else _colour(rule_found)
    if colour and not is_red(colour):
        sentence = "版头的分隔线应为红色。请把线的颜色改为红色"
        yield Deviation(at(paragraph), "红色", f"颜色{colour}", sentence, paragraph.place)
    yield from _rule_size(subject, rule_found)


def _colour(rule_found: Rule) -> str:
    return rule_found.border.colour if rule_found.border is not None else ""


def _rule_size(subject: Subject, found: Rule) -> Iterator[Deviation]:
    paragraph = found.paragraph
    section = subject.section(paragraph)
    if found.edge == "table":
        return  # as wide as its table, which only the page shows
    if found.box is not None and found.border is None:
        width: float = found.box.width
    else:
        width = section.type_width - (left_indent(paragraph) + _right(paragraph)) * gbt.CHARACTER
    if abs(width - section.type_width) > MILLIMETRE * 1.5:
        sentence = "红色分隔线应与版心等宽（156 mm）。请把这一段的左右缩进改为0，或把线拉到156 mm"
        yield Deviation(at(paragraph), "156 mm", millimetres(round(width)), sentence, paragraph.place)
    typed = bool(paragraph.text.strip())
    exact = paragraph.values.line_rule == "exact" and abs(paragraph.values.line - gbt.LINE) <= 25
    if found.border is not None and found.edge == "bottom" and typed and exact:
        space = found.border.space
        if not _NUMBER_GAP_LEAST <= space <= _NUMBER_GAP_MOST:
            gap = f"约{4.19 + (space - gbt.RULE_GAP_POINTS) * 0.353:.1f} mm"
            sentence = "红色分隔线应在发文字号之下4 mm处。请在“边框—选项”中把下边距改为9磅"
            yield Deviation(at(paragraph), "4 mm", gap, sentence, paragraph.place)


def _right(paragraph: Paragraph) -> float:
    return paragraph.values.right_characters or paragraph.values.right / gbt.CHARACTER

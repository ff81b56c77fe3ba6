"""7.3.4, 7.3.7: 附件说明 and the attachments it names."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from service import titles
from service.check import patterns
from service.check.elements import Line, Role
from service.check.faces import is_face
from service.check.measures import first_indent, height, leading_spaces, left_indent, main_values
from service.check.register import Deviation, Subject, at, quoted, rule
from service.ooxml.read.facts import Paragraph

_TOLERANCE = 0.3  # 字
_LABEL = 3  # 字 of 附件：


class _Name(NamedTuple):
    line: Line
    prefix: str  # 附件： or nothing
    number: int  # 0: none
    dot: str
    name: str


_PARTS = re.compile(
    r"(附\s*件\s*(?:[\d１-９]{0,2})\s*[:：]?)?\s*(?:([\d１-９]{1,2})\s*([.．、:：]))?\s*(.*)", re.DOTALL
)


def _names(subject: Subject) -> list[_Name]:
    found = []
    for line in subject.found.of(Role.ATTACHMENT_NOTE):
        match = _PARTS.match(line.text.strip())
        if match is not None and (match[4] or not match[1]):
            number = patterns.numeral(match[2] or "")
            found.append(_Name(line, (match[1] or "").strip(), number, match[3] or "", match[4].strip()))
    return found


@rule("AT-01", "7.3.4", "error")
def note_place(subject: Subject) -> Iterator[Deviation]:
    """附件说明 one blank line under the text, two 字 from the left, beginning 附件：."""
    lines = subject.found.of(Role.ATTACHMENT_NOTE)
    if not lines:
        return
    first = lines[0]
    paragraph, section = first.paragraph, subject.section(first)
    blanks = subject.found.blanks_before(first.index)
    room = sum(height(line.paragraph, section) for line in blanks) + paragraph.values.before
    count = room / subject.profile.line
    if abs(count - 1) > 0.6 and len(blanks) != 1:
        sentence = "附件说明应排在正文下空一行的位置。请在正文与附件说明之间留一个空行"
        yield Deviation(at(first), "空1行", f"空{count:.1f}行", sentence, paragraph.place)
    start = left_indent(paragraph) + first_indent(paragraph) + leading_spaces(paragraph.text)
    if abs(start - 2) > _TOLERANCE:
        sentence = "附件说明应左空二字。请改缩进"
        yield Deviation(at(first), "左空2字", f"左空{start:.1f}字", sentence, paragraph.place)
    if not re.match("附件：", first.text):
        sentence = "附件说明以“附件”二字和全角冒号开头。请改为“附件：”"
        yield Deviation(at(first), "附件：", first.text[:4], sentence, paragraph.place)


@rule("AT-02", "7.3.4", "error")
def note_form(subject: Subject) -> Iterator[Deviation]:
    """Names without punctuation at the end; several numbered 1. 2., a single one not."""
    names = _names(subject)
    for place, one in enumerate(names, 1):
        where, paragraph = at(one.line), one.line.paragraph
        if one.name[-1:] in "。；，、,.;" and one.name:
            sentence = f"附件名称后不加标点。请删去“{one.name[-1]}”"
            yield Deviation(where, "末尾没有标点", quoted(one.name[-6:]), sentence, paragraph.place)
        elif one.name.startswith("《") and one.name.find("》") == len(one.name) - 1:
            sentence = "附件名称不用书名号。请删去《》"
            yield Deviation(where, "没有书名号", quoted(one.name), sentence, paragraph.place)
        elif len(names) > 1 and (one.number != place or one.dot not in ".．" or (one.prefix and place > 1)):
            sentence = f"有多个附件时用阿拉伯数字和下脚点依次编号。请把这一项的序号改为“{place}.”"
            yield Deviation(where, f"{place}.", quoted(one.line.text), sentence, paragraph.place)
        elif len(names) == 1 and one.number:
            sentence = "只有一个附件时不编序号。请删去序号"
            yield Deviation(where, "附件：名称", quoted(one.line.text), sentence, paragraph.place)


@rule("AT-03", "7.3.4", "error")
def note_alignment(subject: Subject) -> Iterator[Deviation]:
    """Names one under the other, and a second line under the first character of its name."""
    names = _names(subject)
    for place, one in enumerate(names):
        paragraph = one.line.paragraph
        left = left_indent(paragraph)
        start = left + first_indent(paragraph) + leading_spaces(paragraph.text)
        digits = titles.width(f"{one.number}.") if one.number else 0.0
        name_at = 2 + _LABEL + digits
        if one.number >= 10 and abs(left - name_at) > _TOLERANCE:
            name_at -= 0.5  # wider numbers may stand out to the left, so that all names begin in one place
        if place and abs(start - (2 + _LABEL)) > 0.5:
            sentence = "各附件的序号应上下对齐，排在“附件：”之后的位置。请把这一行左缩进改为5字"
            yield Deviation(at(one.line), "左空5字", f"左空{start:.1f}字", sentence, paragraph.place)
        elif _wraps(one, start, subject) and abs(left - name_at) > _TOLERANCE:
            sentence = f"附件名称回行时应与上一行名称的首字对齐。请设悬挂缩进，使回行左空{name_at:g}字"
            yield Deviation(at(one.line), f"回行左空{name_at:g}字", f"左空{left:.1f}字", sentence, paragraph.place)


def _wraps(one: _Name, start: float, subject: Subject) -> bool:
    section = subject.section(one.line)
    room = section.type_width / max(1, main_values(one.line.paragraph).half_points * 10 - 5)
    return start + titles.width(one.line.text) > room + 0.7 and "\n" not in one.line.paragraph.text


# ---- the attachments themselves -------------------------------------------------------------------------------
def _plain(text: str) -> str:
    return "".join(text.split()).translate(str.maketrans("", "", "《》")).rstrip("。；，")


@rule("AT-04", "7.3.7", "error")
def names_agree(subject: Subject) -> Iterator[Deviation]:
    """The title of an attachment is its name in 附件说明."""
    attachments, names = subject.found.attachments, _names(subject)
    if len(attachments) != len(names):
        return  # AT-06
    for attachment, one in zip(attachments, names, strict=True):
        title = attachment.title_text
        if title and _plain(title) != _plain(one.name):
            sentence = f"附件标题应与附件说明一致。请把标题与“{one.name[:40]}”改得一样"
            line = attachment.title[0]
            yield Deviation(at(line), quoted(one.name), quoted(title), sentence, line.paragraph.place)


@rule("AT-05", "7.3.7", "error")
def attachment_head(subject: Subject) -> Iterator[Deviation]:
    """An attachment on a new page: label in 黑体 at the left edge of line 1, title on line 3."""
    for attachment in subject.found.attachments:
        line, paragraph = attachment.label, attachment.label.paragraph
        if not attachment.new_page:
            sentence = "附件应另面编排。请在“附件”前插入分页符或分节符，不要用空行推到下一页"
            yield Deviation(at(line), "另起一面", "与前文接排", sentence, paragraph.place)
        above = subject.found.blanks_before(line.index)
        if (
            attachment.new_page
            and above
            and not _breaks(above)
            and not paragraph.values.page_break_before
            and above[-1].index
        ):
            sentence = "“附件”应在版心左上角第一行。请删去上面的空行"
            yield Deviation(at(line), "第1行", f"上面有{len(above)}个空行", sentence, paragraph.place)
        yield from _label_look(line, subject)
        yield from _title_line(attachment.title, line, subject)


def _breaks(blanks: list[Line]) -> bool:
    """Whether the nearest of these empty lines is the one that ends the page."""
    return "\f" in blanks[0].paragraph.text or blanks[0].paragraph.ends_section


def _label_look(line: Line, subject: Subject) -> Iterator[Deviation]:
    paragraph = line.paragraph
    values = main_values(paragraph)
    indent = left_indent(paragraph) + first_indent(paragraph) + leading_spaces(paragraph.text.lstrip("\f"))
    if (values.east is not None and not is_face(values.east, "黑体")) or values.half_points != 32:
        found = f"{values.points:g}磅{values.east or ''}"
        yield Deviation(at(line), "3号黑体", found, "“附件”二字用3号黑体字。请改字体字号", paragraph.place)
    if abs(indent) > _TOLERANCE or paragraph.values.align in ("center", "right"):
        yield Deviation(at(line), "顶格", f"缩进{indent:.1f}字", "“附件”应顶格排。请把缩进改为0", paragraph.place)


def _title_line(title: tuple[Line, ...], label: Line, subject: Subject) -> Iterator[Deviation]:
    if not title:
        return
    section = subject.section(label)
    between = [subject.found.by_index.get(index) for index in range(label.index + 1, title[0].index)]
    room = sum(height(line.paragraph, section) for line in between if line) + title[0].paragraph.values.before
    room += label.paragraph.values.after
    count = room / subject.profile.line
    if abs(count - 1) > 0.6 and len(between) != 1:
        sentence = "附件标题应在版心第三行，与“附件”之间空一行。请在两者之间留一个空行"
        yield Deviation(at(title[0]), "第3行", f"空{count:.1f}行", sentence, title[0].paragraph.place)


@rule("AT-06", "7.3.7", "error")
def labels_agree(subject: Subject) -> Iterator[Deviation]:
    """附件 for one attachment, 附件1, 附件2 … for several, as many as 附件说明 names."""
    attachments, names = subject.found.attachments, _names(subject)
    if not attachments:
        return
    several = len(names) > 1 or (not names and len(attachments) > 1)
    for place, attachment in enumerate(attachments, 1):
        label = attachment.label
        if patterns.DETACHED_LABEL.fullmatch(label.text) and not patterns.ATTACHMENT_LABEL.fullmatch(label.text):
            continue
        wanted = f"附件{place}" if several else "附件"
        alone = not names and len(attachments) == 1 and not label.text.endswith(("：", ":"))  # one of a set
        if label.text != wanted and not (alone and re.fullmatch(r"附件\d*", label.text)):
            sentence = f"附件的顺序号应与附件说明一致，后面不加冒号。请改为“{wanted}”"
            yield Deviation(at(label), wanted, label.text, sentence, label.paragraph.place)
    if names and len(names) != len(attachments):
        sentence = "附件说明列出的附件与所附的附件数目不一致。请核对附件说明和附件"
        found = f"列出{len(names)}个，附了{len(attachments)}个"
        yield Deviation(at(names[0].line), "数目一致", found, sentence, names[0].line.paragraph.place)


@rule("AT-07", "7.3.7", "error")
def before_imprint(subject: Subject) -> Iterator[Deviation]:
    """Attachments stand before 版记."""
    imprint = subject.found.imprint
    if imprint is None:
        return
    for block in subject.found.blocks[imprint.index + 1 :]:
        if isinstance(block, Paragraph) and patterns.ATTACHMENT_LABEL.fullmatch(block.printed.strip()):
            sentence = "附件应排在版记之前。请把版记移到附件之后的最后一面"
            yield Deviation(at(block), "版记之前", "版记之后", sentence, block.place)

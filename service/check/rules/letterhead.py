"""7.2.1–7.2.3, 7.2.6: 份号, 密级, 紧急程度 and 签发人; what bears a red head, and what must not."""

from collections.abc import Iterator

from service.check import patterns
from service.check.elements import Kind, Role
from service.check.faces import is_face
from service.check.measures import has_hanzi, is_red, left_indent, main_values
from service.check.register import Deviation, Subject, at, quoted, rule
from service.ooxml.read.facts import Paragraph


@rule("HD-06", "7.2.6", "error")
def signers(subject: Subject) -> Iterator[Deviation]:
    """签发人 on the row of 发文字号, the name in 楷体."""
    head = subject.found.head
    if not head.signers:
        return
    for line in head.signers:
        text = line.paragraph.text
        before = (patterns.LOOSE_NUMBER.search(text), patterns.SIGNERS.search(text))
        for text, face in _behind(line.paragraph, max((match.end() for match in before if match), default=0)):
            if face is not None and not is_face(face, "楷体"):
                sentence = "签发人姓名用3号楷体字。请选中姓名，改为楷体"
                yield Deviation(at(line), "楷体", face, f"{sentence}：{text}", line.paragraph.place)
                break
    number, last = head.number, head.signers[-1]
    if number is not None and number.index != last.index and isinstance(subject.found.blocks[number.index], Paragraph):
        sentence = "发文字号应与最后一个签发人姓名处在同一行：发文字号居左空一字，签发人居右空一字。请移到同一行"
        yield Deviation(at(number), "与签发人同一行", "不在同一行", sentence, number.paragraph.place)


def _behind(paragraph: Paragraph, start: int) -> list[tuple[str, str | None]]:
    """Text and face of the runs behind a place in a paragraph."""
    found, place = [], 0
    for run in paragraph.runs:
        text = run.text[max(0, start - place) :]
        place += len(run.text)
        if has_hanzi(text):
            found.append((quoted(text), run.values.east))
    return found


_ORDER = (Role.COPY_NUMBER, Role.SECRECY, Role.URGENCY)


@rule("HD-07", "7.2.1–7.2.3", "warning")
def labels(subject: Subject) -> Iterator[Deviation]:
    """份号 of six digits, 密级 and 紧急程度 in 黑体, in this order at the left edge."""
    lines = subject.found.head.labels
    order = [_ORDER.index(line.role) for line in lines]
    for place, line in enumerate(lines):
        found = []
        if line.role is Role.COPY_NUMBER and not (line.text.isdigit() and len(line.text) == 6):
            found.append(("6位阿拉伯数字", line.text))
        if line.role is not Role.COPY_NUMBER:
            face = main_values(line.paragraph).east
            if face is not None and not is_face(face, "黑体"):
                found.append(("3号黑体", face))
        if line.paragraph.values.align not in ("left", "both", "start") or left_indent(line.paragraph) > 0.5:
            found.append(("顶格", "没有顶格"))
        if place and order[place] < order[place - 1]:
            found.append(("份号、密级、紧急程度的顺序", "顺序不对"))
        if line.role is Role.SECRECY and "★" not in line.text and len(line.text) > 2:
            found.append(("机密★1年的样式", line.text))
        for expected, shown in found:
            sentence = f"{line.role.value}应为{expected}，在版心左上角顶格编排。请照此改正"
            yield Deviation(at(line), expected, shown, sentence, line.paragraph.place)


@rule("HD-08", "7.2", "error")
def no_red_without_head(subject: Subject) -> Iterator[Deviation]:
    """No red type or rule in a document that has no 版头."""
    if subject.found.head.present:
        return
    for paragraph in subject.found.all_paragraphs:
        red = any(is_red(run.values.colour) for run in paragraph.runs_with_text)
        ruled = any(border.visible and is_red(border.colour) for border in paragraph.values.borders.values())
        if red or ruled:
            sentence = "没有发文字号的材料不用红色文字和红线。请改为黑色，或者按版头的要求加上发文机关标志和发文字号"
            yield Deviation(at(paragraph), "黑色", "红色", sentence, paragraph.place)


_PLANS = ("计划", "总结", "要点", "安排", "记录")


@rule("HD-09", "惯例", "warning")
def plan_with_head(subject: Subject) -> Iterator[Deviation]:
    """A plan or summary with a red head of its own: as a rule a 通知 issues it."""
    found = subject.found
    if found.kind is Kind.ISSUED and found.title and found.title_text.rstrip("（）试行稿草案征求意见").endswith(_PLANS):
        sentence = "计划、总结不是法定公文文种，一般不单独用红头，而是由“通知”印发。请考虑改用印发通知，或去掉版头"
        yield Deviation(
            at(found.title[0]), "用通知印发", "计划、总结自带版头", sentence, found.title[0].paragraph.place
        )


@rule("HD-10", "7.2.5", "warning")
def year_of_number(subject: Subject) -> Iterator[Deviation]:
    """The year of 发文字号 is that of the date."""
    number, dates = subject.found.head.number, subject.found.of(Role.DATE)
    year = patterns.YEAR_IN_NUMBER.search(subject.found.head.number_text)
    day = patterns.FULL_DATE.search(dates[-1].text) if dates else None
    if number is not None and year is not None and day is not None and year[1] != day[1]:
        sentence = "发文字号的年份与成文日期的年份不一致。请核对"
        yield Deviation(at(number), f"〔{day[1]}〕", f"〔{year[1]}〕", sentence, number.paragraph.place)


@rule("HD-11", "7.2.6", "error")
def upward_has_signers(subject: Subject) -> Iterator[Deviation]:
    """A 请示 or 报告 names its 签发人."""
    found = subject.found
    upward = found.title_text.endswith(("请示", "的报告"))
    if found.kind is Kind.ISSUED and found.head.marks and upward and not found.head.signers:
        sentence = "请示、报告是上行文，应标注签发人。请在发文字号同一行居右空一字标“签发人：”和姓名"
        first = found.title[0]
        yield Deviation(at(first), "标注签发人", "没有签发人", sentence, first.paragraph.place)

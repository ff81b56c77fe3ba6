"""7.3.1: the title, its place, its lines and their shape."""

from collections.abc import Iterator
from functools import cache
from itertools import accumulate, pairwise
from pathlib import Path

from service import gbt9704 as gbt
from service import titles
from service.check.elements import Kind, Line
from service.check.measures import height, main_values
from service.check.register import Deviation, Subject, at, quoted, rule
from service.ooxml.read.facts import Paragraph, Table

_NO_START = "的、，。；：）》”和与及等"  # T8
_PUNCTUATION = "。；，：！.,;:!"
_STUB = 2  # 字


@rule("TI-01", "7.3.1", "warning")
def title_place(subject: Subject) -> Iterator[Deviation]:
    """Title two blank lines under the red rule, or at the top of the page."""
    found = subject.found
    if not found.title or found.kind is Kind.LETTER:
        return
    first = found.title[0]
    blanks = found.blanks_before(first.index)
    section = subject.section(first)
    room = sum(height(line.paragraph, section) for line in blanks) + first.paragraph.values.before
    lines = room / subject.profile.line
    if found.head.present:
        if not _under_rule(subject, first, len(blanks)):
            return
        if abs(lines - gbt.LINES_BELOW_RULE) > 0.75 and len(blanks) != gbt.LINES_BELOW_RULE:
            sentence = "标题应排在红色分隔线下空二行的位置。请在分隔线与标题之间留两个空行"
            yield Deviation(at(first), "空2行", f"空{lines:.1f}行", sentence, first.paragraph.place)
    elif lines > 2.5:
        sentence = "没有版头的材料，标题从第一行或空一行起排。请删去标题上面多余的空行"
        yield Deviation(at(first), "第1行", f"上面空{lines:.1f}行", sentence, first.paragraph.place)


def _under_rule(subject: Subject, first: Line, blanks: int) -> bool:
    """Whether the head ends directly above these blank lines: a drawn line may stand in any of them."""
    head = subject.found.head
    if head.rule is None or head.rule.border is None:
        return False
    return not isinstance(subject.found.blocks[first.index - blanks - 1], Table)


# ---- lines ----------------------------------------------------------------------------------------------------
def _lines_of(lines: tuple[Line, ...] | list[Line]) -> list[str]:
    texts = [text.strip() for line in lines for text in line.paragraph.printed.replace("\v", "\n").split("\n")]
    return [text for text in texts if text]


def _all_titles(subject: Subject) -> Iterator[tuple[list[Line], list[str]]]:
    """Every title of the document, the attachments' too, with its lines."""
    for lines in (subject.found.title, *(list(one.title) for one in subject.found.attachments)):
        if lines:
            yield lines, _lines_of(lines)


def _capacity(line: Line, subject: Subject) -> float:
    """How many 字 of the title's own size a line holds."""
    section = subject.section(line)
    return min(section.type_width / max(1, main_values(line.paragraph).half_points * 10), 30.0)


@rule("TI-02", "7.3.1", "error")
def title_width(subject: Subject) -> Iterator[Deviation]:
    """No line of a title wider than the type area: where it breaks is not left to Word."""
    for lines, texts in _all_titles(subject):
        capacity = max(_capacity(lines[0], subject), titles.CAPACITY * 1.0)
        for text in texts:
            width = titles.width(text)
            if width > capacity:
                whole = "".join(texts)
                better = "｜".join(titles.break_title(whole)) if len(whole) <= 120 else ""
                sentence = f"标题这一行有{width:g}字，一行只排得下20字，会在不合适的地方断开。请在词语之间换行"
                if better:
                    sentence += f"，例如：{better}"
                yield Deviation(at(lines[0]), "每行不超过20字", f"{width:g}字", sentence, lines[0].paragraph.place)
                break


@rule("TI-03", "7.3.1", "warning")
def title_shape(subject: Subject) -> Iterator[Deviation]:
    """Lines of a title in 梯形 or 菱形, the last one longer than two 字."""
    for lines, texts in _all_titles(subject):
        widths = [titles.width(text) for text in texts]
        if len(widths) < 2 or max(widths) > titles.CAPACITY * 2:
            continue
        if (shape := _flaw(widths)) and not _unavoidable(texts):
            sentence = f"标题排成了{shape}，应排成梯形或菱形。请调整换行的位置"
            better = "｜".join(titles.break_title("".join(texts)))
            found = "/".join(f"{width:g}" for width in widths)
            sentence += f"，例如：{better}" if better != "｜".join(texts) else ""
            yield Deviation(at(lines[0]), "梯形或菱形", f"{shape}（{found}字）", sentence, lines[0].paragraph.place)


def _flaw(widths: list[float]) -> str:
    steps = [after - before for before, after in pairwise(widths)]
    turned = [step for step in steps if step]
    if any(first < 0 < second for first, second in pairwise(turned)):
        return "沙漏形"
    if all(abs(step) < 1 for step in steps):
        return "长方形"
    return "末行过短" if widths[-1] <= _STUB else ""


def _unavoidable(texts: list[str]) -> bool:
    """Whether the breaks are the best the words allow."""
    return tuple(texts) in titles.propose("".join(texts))


@rule("TI-04", "7.3.1", "warning")
def title_breaks(subject: Subject) -> Iterator[Deviation]:
    """No term cut by a line break, no line that begins with 的 、 ）."""
    for lines, texts in _all_titles(subject):
        for text in texts[1:]:
            if text[0] in _NO_START:
                sentence = f"标题回行不能以“{text[0]}”开头。请把换行移到词语之间"
                yield Deviation(at(lines[0]), "回行词意完整", f"以“{text[0]}”开头", sentence, lines[0].paragraph.place)
        if term := _cut_term(texts):
            sentence = f"标题回行把“{term}”拆开了。请把换行移到这个词的前面或后面"
            yield Deviation(at(lines[0]), "回行词意完整", f"拆开“{term}”", sentence, lines[0].paragraph.place)


def _cut_term(texts: list[str]) -> str:
    """A fixed term that stands on both sides of a line break."""
    whole = "".join(texts)
    breaks = list(accumulate(len(text) for text in texts[:-1]))
    for term in _terms():
        start = whole.find(term)
        while start >= 0:
            if any(start < place < start + len(term) for place in breaks) and titles.width(term) <= titles.CAPACITY:
                return term
            start = whole.find(term, start + 1)
    return ""


@cache
def _terms() -> tuple[str, ...]:
    """The fixed terms titles are broken around."""
    text = Path(titles.__file__).with_name("titles_terms.txt").read_text("utf-8")
    return tuple(line for line in text.splitlines() if line and not line.startswith("#"))


@rule("TI-05", "7.3.1", "warning")
def title_punctuation(subject: Subject) -> Iterator[Deviation]:
    """No punctuation at the end of a title, no 《》 around it."""
    for lines, texts in _all_titles(subject):
        whole = "".join(texts)
        if whole[-1] in _PUNCTUATION:
            sentence = f"标题末尾不用标点。请删去“{whole[-1]}”"
            yield Deviation(at(lines[-1]), "末尾没有标点", quoted(whole[-6:]), sentence, lines[-1].paragraph.place)
        elif whole[0] == "《" and whole.find("》") == len(whole) - 1:
            sentence = "标题不用书名号括起。请删去《》"
            yield Deviation(at(lines[0]), "没有书名号", quoted(whole), sentence, lines[0].paragraph.place)


@rule("TI-06", "7.3.1", "warning")
def line_under_title(subject: Subject) -> Iterator[Deviation]:
    """One blank line between the title and 主送机关 or text (7.3.2)."""
    found = subject.found
    if not found.title or found.kind is Kind.FOREIGN:
        return
    last = found.title[-1]
    index = next((one for one in range(last.index + 1, len(found.blocks)) if not _blank(found.blocks[one])), last.index)
    following, section = found.blocks[index], subject.section(last)
    if index == last.index or not isinstance(following, Paragraph) or following.values.align == "center":
        return
    blanks = found.blanks_before(index)
    room = (
        sum(height(line.paragraph, section) for line in blanks) + following.values.before + last.paragraph.values.after
    )
    lines = room / subject.profile.line
    if abs(lines - 1) > 0.6 and len(blanks) != 1:
        sentence = "标题与主送机关（正文）之间空一行。请在标题下留一个空行"
        yield Deviation(at(following), "空1行", f"空{lines:.1f}行", sentence, following.place)


def _blank(block: Paragraph | Table) -> bool:
    return isinstance(block, Paragraph) and block.blank

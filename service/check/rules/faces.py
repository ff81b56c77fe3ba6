"""5.2.2, 7.3.1, 7.3.3: faces and sizes of text, title and headings."""

from collections.abc import Iterable, Iterator

from service import gbt9704 as gbt
from service.check.elements import Line, Role
from service.check.faces import gb2312_only, in_gb2312, is_face, resembles
from service.check.measures import has_hanzi, points
from service.check.recognise_text import HEADING_FACES, split_runs
from service.check.register import Deviation, Subject, at, quoted, rule
from service.ooxml.read.facts import Paragraph, Run

_TEXT = (Role.BODY, Role.ADDRESSEE, Role.ATTACHMENT_NOTE, Role.SIGNATURE, Role.DATE, Role.NOTE)
_BODY_SIZE, _TITLE_SIZE = gbt.BODY_POINTS * 2, gbt.TITLE_POINTS * 2


def _off(runs: Iterable[Run], category: str, half_points: int, place: Line, what: str) -> Iterator[Deviation]:
    """The first run that has another face or size; digits and Latin letters may have a face of their own."""
    expected = f"{points(half_points)}{category}"
    for run in runs:
        face, values = run.values.east, run.values
        if run.field == "EQUATION":
            continue
        wrong_face = has_hanzi(run.text) and face is not None and not is_face(face, category)
        if not wrong_face and (values.half_points == half_points or not run.text.strip("，。、；：")):
            continue
        near = "（与规定字体相近，不是规定字体）" if resembles(face, category) else ""
        found = f"{points(values.half_points)}{face or '没有指定字体'}{near}"
        sentence = f"{what}一般用{expected}。请选中{quoted(run.text)}，改为{expected}"
        yield Deviation(at(place), expected, found, sentence, place.paragraph.place)
        return


@rule("FT-01", "5.2.2", "warning")
def text_face(subject: Subject) -> Iterator[Deviation]:
    """Text in 16 pt 仿宋."""
    for line in subject.found.lines:
        paragraph = line.paragraph
        if line.role in _TEXT:
            runs = paragraph.runs_with_text
            if line.role is Role.BODY and 1 <= line.level <= 2 and _may_be_plain_lead(line):
                runs = split_runs(paragraph, len(line.lead))[1]
            yield from _off(runs, "仿宋", _BODY_SIZE, line, line.role.value)
        elif line.role is Role.HEADING and not line.alone:
            yield from _off(split_runs(paragraph, len(line.lead))[1], "仿宋", _BODY_SIZE, line, "正文")


def _may_be_plain_lead(line: Line) -> bool:
    """Numbered text whose first sentence may be set like a heading without ending as one."""
    before = split_runs(line.paragraph, len(line.lead))[0]
    return all(is_face(run.values.east, HEADING_FACES[line.level - 1]) for run in before if has_hanzi(run.text))


@rule("FT-02", "7.3.1", "warning")
def title_face(subject: Subject) -> Iterator[Deviation]:
    """Title in 22 pt 小标宋, centred, not bold."""
    titles = [*subject.found.title, *(line for one in subject.found.attachments for line in one.title)]
    for line in titles:
        seen = list(_off(line.paragraph.runs_with_text, "小标宋", _TITLE_SIZE, line, "标题"))
        yield from seen
        if line.paragraph.values.align != "center":
            sentence = "标题应居中。请选中标题，点“居中”，并去掉前后的空格和缩进"
            yield Deviation(at(line), "居中", "没有居中", sentence, line.paragraph.place)
        elif not seen and any(run.values.bold for run in line.paragraph.runs_with_text):
            yield Deviation(
                at(line), "不加粗", "加粗", "小标宋本身是粗体，标题不再加粗。请取消加粗", line.paragraph.place
            )


@rule("FT-03", "7.3.3", "warning")
def heading_face(subject: Subject) -> Iterator[Deviation]:
    """一、 in 黑体, （一） in 楷体, 1. and （1） in 仿宋, all 16 pt."""
    for line in subject.found.of(Role.HEADING):
        category = HEADING_FACES[line.level - 1]
        runs = line.paragraph.runs_with_text if line.alone else split_runs(line.paragraph, len(line.lead))[0]
        yield from _off(runs, category, _BODY_SIZE, line, f"第{'一二三四'[line.level - 1]}层标题")
    yield from _plain_leads(subject)


def _plain_leads(subject: Subject) -> Iterator[Deviation]:
    """Numbered text of level 1 or 2 whose first sentence stays plain while most of its neighbours' are headings."""
    for group in _neighbours(subject.found.of(Role.HEADING, Role.BODY)):
        plain = [line for line in group if line.role is Role.BODY]
        if 2 * len(plain) >= len(group):
            continue
        category = HEADING_FACES[group[0].level - 1]
        for line in plain:
            sentence = f"同层的其他标题用{category}，这里没有。请把{quoted(line.lead)}这一句改为{category}"
            yield Deviation(at(line), category, "与正文相同", sentence, line.paragraph.place)


def _neighbours(lines: list[Line]) -> list[list[Line]]:
    """The numbered lines of level 1 or 2 that count together."""
    open_groups: dict[int, list[Line]] = {}
    groups = []
    for line in lines:
        if not 1 <= line.level <= 2:
            continue
        if line.level == 1:
            open_groups.pop(2, None)
        if line.level not in open_groups or line.number == 1:
            open_groups[line.level] = []
            groups.append(open_groups[line.level])
        open_groups[line.level].append(line)
    return groups


@rule("FT-05", "5.2.2", "warning")
def rare_hanzi(subject: Subject) -> Iterator[Deviation]:
    """No hanzi outside GB 2312 in a face that has only those."""
    for paragraph in subject.found.all_paragraphs:
        for run in paragraph.runs_with_text:
            if in_gb2312(run.text) or not gb2312_only(run.values.east):
                continue
            rare = [sign for sign in dict.fromkeys(run.text) if has_hanzi(sign) and not in_gb2312(sign)]
            if rare:
                shown = "、".join(rare)
                sentence = f"{run.values.east}没有“{shown}”，会用别的字体补上。请把这些字改为不带GB2312的仿宋或楷体"
                yield Deviation(at(paragraph), "字体包含所用的字", f"缺“{shown}”", sentence, paragraph.place)
                break


@rule("FT-06", "5.2.2", "error")
def face_named(subject: Subject) -> Iterator[Deviation]:
    """A face named for hanzi, so that no computer chooses one."""
    nameless: dict[int, Paragraph] = {}
    for paragraph in subject.found.all_paragraphs:
        if any(run.values.east is None and has_hanzi(run.text) for run in paragraph.runs_with_text):
            nameless[paragraph.ordinal] = paragraph
    for paragraph in nameless.values():
        sentence = "这里没有指定中文字体，不同电脑会显示不同的字体。请选中文字，指定中文字体"
        yield Deviation(at(paragraph), "指定中文字体", "没有指定", sentence, paragraph.place)

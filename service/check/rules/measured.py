"""What only rendered pages tell, or tell better than the file: ink, lines, numbers, rules, faces."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from service import gbt9704 as gbt
from service.check.elements import Kind, Line, Role
from service.check.faces import is_face
from service.check.measures import MILLIMETRE, has_hanzi, main_values
from service.check.register import Deviation, Subject, at, measured
from service.check.rendered import Page, RenderedPages
from service.check.rules.head import mark_top, off_place
from service.check.rules.imprint import where_of
from service.ooxml.read.facts import Paragraph

_LEFT, _RIGHT = gbt.LEFT / MILLIMETRE, (gbt.LEFT + gbt.TYPE_WIDTH) / MILLIMETRE
_HANGING = 6.5  # mm: one 字 of punctuation may hang over the edge
_DASH_BASE = 270.9  # mm: baseline of a number whose dash lies at 269 mm
_NUMBER_RIGHT, _NUMBER_LEFT = _RIGHT - 4.94, _LEFT + 4.94
_PIECE = 6  # characters by which a paragraph is looked for on the pages


def _pages(subject: Subject) -> tuple[Page, ...]:
    return () if subject.pages is None else subject.pages.pages


def _on(place: int) -> str:
    return f"第{place + 1}页"


def _usual(subject: Subject) -> Iterator[tuple[int, Page]]:
    """Upright pages of the usual paper, with their place."""
    for place, page in enumerate(_pages(subject)):
        if not page.landscape and abs(page.width - 210) < 1 and abs(page.height - 297) < 1:
            yield place, page


# ---- 5 --------------------------------------------------------------------------------------------------------
@measured("PG-04")
def inside_the_type_area(subject: Subject) -> Iterator[Deviation]:
    """No text outside the type area."""
    bottom = (gbt.PAGE_HEIGHT - subject.profile.bottom) / MILLIMETRE
    for place, page in _usual(subject):
        for line in page.body:
            high, wide = line.base > bottom + 1, line.right > _RIGHT + _HANGING or line.left < _LEFT - 1
            if (high or wide) and not _only_number(line.text):
                found = f"文字到了{line.right:.0f} mm" if wide else f"文字到了{line.base:.0f} mm"
                sentence = "这一页有文字排到了版心以外。请检查这里的缩进、表格宽度或文本框位置"
                yield Deviation(f"{_on(place)}“{line.text[:12]}”", "在版心以内", found, sentence)
                break


def _only_number(text: str) -> bool:
    return re.fullmatch(r"[-—–―\s]*\d+[-—–―\s]*", text) is not None


@measured("PG-05")
def lines_on_a_full_page(subject: Subject) -> Iterator[Deviation]:
    """22 lines on a page that is full of text."""
    wanted = subject.profile.line / MILLIMETRE
    for place, page in _usual(subject):
        bases = [line.base for line in page.body if abs(line.size - gbt.BODY_POINTS) < 0.3]
        steps = [after - before for before, after in pairwise(bases) if after - before > 2]
        if len(steps) < 15:
            continue
        usual = Counter(round(step, 1) for step in steps).most_common(1)[0][0]
        if abs(usual - wanted) > 0.25:
            sentence = f"这一页排不出22行。请把行距改为固定值{subject.profile.line / 20:g}磅"
            yield Deviation(_on(place), f"{wanted:.1f} mm", f"{usual:.1f} mm", sentence)


@measured("PG-10", "5.2.1", "error")
def nothing_lost(subject: Subject) -> Iterator[Deviation]:
    """Every character of the file is printed."""
    if subject.pages is None:
        return
    printed = Counter(subject.pages.text)
    paragraphs = [paragraph for paragraph in subject.found.all_paragraphs if paragraph.text.strip()]
    asked = Counter(sign for paragraph in paragraphs for sign in _solid(paragraph))
    missing = {sign for sign, count in (asked - printed).items() if has_hanzi(sign) or sign in "，。；：、"}
    for paragraph in paragraphs if missing else ():
        words = _solid(paragraph)
        pieces = [words[start : start + _PIECE] for start in range(0, len(words), _PIECE)]
        if any(piece not in subject.pages.text and missing.intersection(piece) for piece in pieces):
            sentence = "这一段的文字没有全部印出来，可能被固定行高、文本框或表格遮住。请检查这里的版式"
            yield Deviation(at(paragraph), "文字全部印出", "有文字没有印出", sentence, paragraph.place)


def _solid(paragraph: Paragraph) -> str:
    return "".join(sign for sign in paragraph.text if not sign.isspace() and sign > " ")


_STANDS_FOR = {
    "仿宋": re.compile(r"fangsong|simfang|仿宋|fzfs", re.IGNORECASE),
    "楷体": re.compile(r"kaiti|simkai|楷体|fzkt", re.IGNORECASE),
    "黑体": re.compile(r"simhei|heiti|黑体|fzht", re.IGNORECASE),
    "小标宋": re.compile(r"xiaobiaosong|小标宋|fzxbs", re.IGNORECASE),
    "宋体": re.compile(r"simsun|宋体|fzss", re.IGNORECASE),
}


@measured("FT-04", "5.2.2", "error")
def no_substitute(subject: Subject) -> Iterator[Deviation]:
    """No face replaced by another when the page is made."""
    if subject.pages is None:
        return
    asked = {
        run.values.east
        for paragraph in subject.found.all_paragraphs
        for run in paragraph.runs_with_text
        if run.values.east and has_hanzi(run.text)
    }
    for face in sorted(asked):
        category = next((name for name in _STANDS_FOR if is_face(face, name)), None)
        if category and not any(_STANDS_FOR[category].search(used) for used in subject.pages.faces):
            sentence = f"排版用的电脑没有{face}，已用别的字体代替。请安装这种字体后再排版、打印"
            yield Deviation("全文", face, "、".join(sorted(subject.pages.faces)), sentence)


# ---- 7.2 ------------------------------------------------------------------------------------------------------
@measured("HD-01")
def mark_ink(subject: Subject) -> Iterator[Deviation]:
    """The ink of the mark 35 mm under the top of the type area."""
    head = subject.found.head
    if not head.marks or subject.pages is None or subject.found.kind in (Kind.ORDER, Kind.LETTER):
        return
    if mark_top(subject)[0] is not None:
        return  # the file itself says where it stands; LibreOffice moves lines that stand on a grid
    if (top := subject.pages.mark_top()) is not None:
        yield from off_place(head.marks[0], top * MILLIMETRE, 1.5)


@measured("HD-05")
def rule_length(subject: Subject) -> Iterator[Deviation]:
    """The red rule as wide as the type area, 4 mm under what stands above it."""
    head = subject.found.head
    pages = _pages(subject)
    rules = [rule for rule in pages[0].rules if rule.red] if pages and head.marks else []
    for rule in rules if subject.found.kind is not Kind.LETTER else ():
        if abs(rule.length - 156) > 2:
            sentence = "红色分隔线应与版心等宽（156 mm）。请改线的长度或这一段的缩进"
            yield Deviation(_on(0), "156 mm", f"{rule.length:.0f} mm", sentence, head.marks[-1].place)
        above = [line.base for line in pages[0].body if line.base < rule.y]
        # the ink of a 16 pt line ends about 1.1 mm under its baseline
        if above and not 2.5 <= (gap := rule.y - max(above) - 1.1) <= 5.5:
            sentence = "红色分隔线应在发文字号之下4 mm处。请调整线的位置"
            yield Deviation(_on(0), "4 mm", f"{gap:.1f} mm", sentence, head.marks[-1].place)


# ---- 7.3 ------------------------------------------------------------------------------------------------------
@measured("BD-02", "7.3.3", "error")
def text_on_first_page(subject: Subject) -> Iterator[Deviation]:
    """Text on page 1."""
    body = subject.found.of(Role.BODY, Role.HEADING)
    if not body or not subject.found.head.present or subject.pages is None:
        return
    if not _shows(subject.pages, 0, body[0].text):
        sentence = "公文首页必须显示正文。请缩短标题，或把主送机关移到版记，让正文排到首页"
        yield Deviation(at(body[0]), "首页有正文", "首页没有正文", sentence, body[0].paragraph.place)


def _shows(pages: RenderedPages, place: int, text: str) -> bool:
    return "".join(text.split())[:_PIECE] in pages.pages[place].text if place < len(pages.pages) else False


@measured("SG-04", "7.3.5.5", "error")
def page_shared(subject: Subject) -> Iterator[Deviation]:
    """The signature on a page that shows text as well."""
    dates = subject.found.of(Role.DATE)
    if not dates or subject.pages is None:
        return
    line = dates[-1]
    place = _page_of(subject.pages, line, subject)
    if place:
        before = [one for one in subject.found.of(Role.BODY, Role.HEADING) if one.index < line.index]
        last = "".join(before[-1].text.split())[-_PIECE:] if before else ""
        if last and last not in subject.pages.pages[place].text:
            sentence = "署名和日期单独排在一面。请调整行距、字距，使至少一行正文与它们同在一面"
            yield Deviation(at(line), "与正文同面", f"{_on(place)}没有正文", sentence, line.paragraph.place)


def _page_of(pages: RenderedPages, line: Line, subject: Subject) -> int | None:
    """The page of the signature: the first that shows organ and date together, or the date alone."""
    organs = subject.found.of(Role.SIGNATURE)
    wanted = "".join((organs[-1].text if organs else "").split()) + "".join(line.text.split())
    return next((place for place, page in enumerate(pages.pages) if wanted in page.text), None)


# ---- 7.4, 7.5 -------------------------------------------------------------------------------------------------
@measured("PN-01")
def number_side(subject: Subject) -> Iterator[Deviation]:
    """Odd numbers 1 字 from the right, even ones 1 字 from the left."""
    for place, page in _usual(subject):
        line = page.number
        if line is None or line.number is None or abs(line.size - gbt.SMALL_POINTS) > 0.3:
            continue
        off = line.right - _NUMBER_RIGHT if line.number % 2 else line.left - _NUMBER_LEFT
        if abs(off) > 1.2:
            side = "右" if line.number % 2 else "左"
            sentence = "单页码居右空一字，双页码居左空一字。请调整页脚的对齐和缩进"
            yield Deviation(_on(place), f"居{side}空一字", f"偏离{abs(off):.1f} mm", sentence)


@measured("PN-03")
def number_drop(subject: Subject) -> Iterator[Deviation]:
    """The dash 7 mm under the type area."""
    for place, page in _usual(subject):
        line = page.number
        if line is not None and abs(line.base - _DASH_BASE) > 1.2:
            drop = 7 + line.base - _DASH_BASE
            sentence = "页码的一字线上距版心下边缘应为7 mm。请调整页脚距边界的距离和页码的行距"
            yield Deviation(_on(place), "7 mm", f"{drop:.1f} mm", sentence)


@measured("PN-04")
def number_sequence(subject: Subject) -> Iterator[Deviation]:
    """Numbers that follow one another."""
    shown = [(place, page.number.number) for place, page in enumerate(_pages(subject)) if page.number]
    for (before, first), (place, second) in pairwise(shown):
        if first is not None and second is not None and second - first not in (place - before, place - before + 1):
            sentence = "页码不连续。请在“设置页码格式”中选“续前节”"
            yield Deviation(_on(place), f"{first + place - before}", f"{second}", sentence)


@measured("IM-01")
def last_rule(subject: Subject) -> Iterator[Deviation]:
    """The last rule of 版记 on the lower edge of the type area."""
    imprint = subject.found.imprint
    if imprint is None or subject.pages is None or subject.found.kind is Kind.LETTER:
        return
    place = _imprint_page(subject)
    if place is None or subject.pages.pages[place].landscape:
        return
    rules = [rule for rule in subject.pages.pages[place].rules if not rule.red and rule.length > 100]
    if rules and abs(rules[-1].y - gbt.IMPRINT_BOTTOM / MILLIMETRE) > 1.3:
        sentence = "版记最后一条分隔线应与版心下边缘重合。请把版记移到版心最下方"
        found = f"距纸上边{rules[-1].y:.0f} mm"
        yield Deviation(where_of(imprint), "距纸上边262 mm", found, sentence, imprint.holder.place)


@measured("IM-03")
def imprint_page(subject: Subject) -> Iterator[Deviation]:
    """版记 on the last page, clear of the text."""
    imprint, place = subject.found.imprint, _imprint_page(subject)
    if imprint is None or subject.pages is None or place is None:
        return
    if place != len(subject.pages.pages) - 1:
        sentence = "版记应在公文的最后一面。请把它移到最后一面的最下方"
        yield Deviation(where_of(imprint), "最后一面", _on(place), sentence, imprint.holder.place)
    page = subject.pages.pages[place]
    rules = [rule.y for rule in page.rules if not rule.red and rule.length > 100]
    first = min((y for y in rules if y > page.height * 0.6), default=None)
    small = {main_values(paragraph).points for paragraph in imprint.paragraphs}
    over = [line for line in page.body if first and line.base > first + 1 and line.size not in small]
    if over:
        sentence = "版记与正文叠在一起。请给版记留出位置"
        yield Deviation(where_of(imprint), "不相叠", f"与“{over[0].text[:12]}”相叠", sentence, imprint.holder.place)


def _imprint_page(subject: Subject) -> int | None:
    imprint = subject.found.imprint
    if imprint is None or subject.pages is None:
        return None
    printed = [paragraph.text for paragraph in imprint.paragraphs if paragraph.text.strip()]
    return subject.pages.with_text(printed[-1]) if printed else None

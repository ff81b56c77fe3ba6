"""Breaks a long title at word boundaries into 梯形, 倒梯形 or 菱形 lines (GB/T 9704 7.3.1).

Widths are in 字 (a hanzi 1, a letter or digit ½). Three steps: `_cuts` prices every place between two characters,
`_search` finds the cheapest ways through them, `_flaw` prices the shape that comes out. Pure; raises nothing.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, pairwise
from math import ceil, inf
from pathlib import Path
from typing import NamedTuple
from unicodedata import category

import rjieba

CAPACITY = 20  # 字 of 22 pt in a line of the type area
_COMFORT = 18  # 字: a wider line is allowed and looks crammed
_NARROW = 6  # 字: no line more than needed when the lines would become narrower than this on average

# ---- the price of a shape ------------------------------------------------------------------------------------------
_EQUAL, _HOURGLASS, _STUB, _CRAMMED = 6.0, 8.0, 8.0, 2.0
_STUB_WIDTH = 2  # 字
_LINE, _MISSING_LINE = 0.5, 2.5  # every line; every line fewer than the k = ceil(w / 18) that read best
_SPREAD = 0.3  # for each 字 between the widest and the narrowest line

# ---- the price of a cut --------------------------------------------------------------------------------------------
_SUBTITLE = -3.0  # before ——
_STRONG = 0.0  # after the organ's name or a year, before 关于, after ，
_PAPER = 0.5  # before the kind of paper: 工作计划, 会议纪要; before 《, after 》
_TERM = 1.0  # before another fixed term, a name or a year
_PLAIN = 2.0  # between any two words
_POOR = 4.0  # after 的 or 、, before （, beside a word of one character, inside a 《》 wider than a line
_BAD = 8.0  # after 和, which leans on both sides; between two words of one character: mostly a name rjieba took apart
# A piece wider than a line must be cut somewhere: first after a word that leans on the next, then inside what was to
# stay whole, then inside a word, last where a line begins or ends with the wrong sign. One cut of a tier costs more
# than all cuts of the tier before, and a search sees a tier only when the one before has no way.
_LEANING, _WHOLE, _INSIDE_WORD, _WRONG_SIGN = 1e2, 1e3, 1e6, 1e9
_TIERS = (_LEANING, _WHOLE, _INSIDE_WORD, _WRONG_SIGN, inf)

_BEAM = 24  # ways remembered at a place; a title of up to three lines seldom has more
_BEAM_LINES = 6  # a longer title is no title; it is still broken, remembering one way, so that time stays linear
_PROPOSALS = 3
_WORSE = 5.0  # a second proposal may cost this much more than the first
_ALIKE = 1.0  # for each line it shares with a proposal already chosen, and for an equal number of lines

# ---- words ---------------------------------------------------------------------------------------------------------
_OPENING = "（《〈“‘〔【「『([{＜"
_CLOSING = "）》〉”’〕】」』)]}＞"
_NO_START = frozenset(_CLOSING + "的和与及等、，。：；！？…·．,.:;!?%％ 　")  # T8
_NO_END = frozenset(_OPENING + "—")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_NEEDS_NEXT = _words(  # prepositions, adverbs and determiners lean on the word that follows
    "关于 对 对于 在 为 为了 把 将 向 从 以 由 按 按照 根据 依据 围绕 通过 就 于 因 给 经 至 到 自 "
    "各 本 全 全体 该 第 不 未 并 拟 请 已 有关 相关 所有 其他 若干 重要 重大 主要 中共 中国共产党 "
    "深入 全面 切实 认真 坚决 持续 扎实 积极 大力 进一步 更加 继续 严格 深化"
)
_NEEDS_PREVIOUS = _words(  # tails of names, and posts, lean on the word before
    "省 市 县 区 旗 州 盟 镇 乡 村 局 厅 委 办 部 处 科 室 院 校 司 署 站 组 队 所 会 "
    "书记 副书记 成员 主任 副主任 局长 副局长"
)
_BODIES = _words("党组 党委 委员会 办公室")  # so do these, unless a name, a year or a term ends before them
_TRAILING = "的和与及、"  # a line may end with one, and is no better for what follows
_JOINS = _words("和 与 及 以及 或 暨")
_PAPERS = tuple(_words("计划 安排 表 总结 纪要 记录 报告 通报 要点 方案 办法 制度 细则 意见 规则 规程 清单 分工 预案"))
_TERMS = tuple(
    line
    for line in Path(__file__).with_name("titles_terms.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
)

_DIGIT, _NUMERAL, _LATIN = "[0-9０-９]", "[〇零一二三四五六七八九十百两0-9０-９]", "0-9A-Za-z０-９Ａ-Ｚａ-ｚ"
_TO = "[-—–~～至]"
_YEAR = re.compile(  # 2026年, 2026—2028年, 二〇二六年度, 2026年第三季度, 2026年上半年, 2026年1月至6月, 2026年3月5日
    rf"""(?:{_DIGIT}{{4}}|[〇零一二三四五六七八九]{{4}})(?:{_TO}{{1,2}}{_DIGIT}{{4}})?年
    (?:度|底|初|第?[一二三四1-4]季度|[上下]半年|(?:{_NUMERAL}{{1,2}}月?{_TO}{{1,2}})?{_NUMERAL}{{1,2}}月份?(?:{_DIGIT}{{1,2}}日)?)?""",
    re.VERBOSE,
)
_NUMBER = re.compile(  # 第3次集体学习, 第三季度, 三个季度, 下半年, GB/T 9704—2012, 15项, 98.5%
    rf"""第{_NUMERAL}+(?:季度|次(?:集体学习研讨|集体学习|专题学习|全体会议|扩大会议|学习|会议)?|[一-龥])
    |{_NUMERAL}+个?季度|[上下]半年
    |[{_LATIN}][{_LATIN}.,:/%+\-—–~～ ]*(?<![ ])
    (?:(?<={_DIGIT})[百千万亿]*(?:周年|年度|月份|[年月日号次届期个项名人场篇条批轮讲章节级岁元天周件户家处所版])|[%％‰])?""",
    re.VERBOSE,
)
_NOT_ORGAN = "关于|的|开展|召开|印发|学习|贯彻|落实|举办|组织|做好|加强|推进|深入|全面|进一步|实施|年度|工作|各"
# An organ's name, from its place on where it names one: 市人力资源和社会保障局, 局党组, 市委宣传部.
_ORGAN = re.compile(
    rf"""(?:[省市县区旗州盟](?:(?!{_NOT_ORGAN})[一-龥]){{0,12}}?)?
    (?:(?<![大全格布结当])局(?![面势部限])|厅|委(?![员托派])|办(?![公法理事好学])|人民政府|政府|委员会|办公室|办公厅
      |党组|党委|法院|检察院|单位|公司|中心(?!组)|学院|大学|学校|医院|集团|街道|协会)
    (?:机关|直属|党组|党委|党总支|总支部|党支部|支部|委员会|纪委|纪检组|工委|办公室|办公厅|宣传部|组织部|统战部)*""",
    re.VERBOSE,
)
_STUDY_GROUP = "理论学习中心组"  # the body whose papers these are: a name ends with it
_KIND_AFTER_OF = re.compile("的.{1,2}$")  # 的通知 never stands without what it closes, nor 通知 alone
_Span = tuple[int, int]  # the first place and the one behind the last


class _Break(NamedTuple):
    """One way to break a title: its whole cost, the part of it that no good title has, the end of every line."""

    cost: float
    flaw: float
    ends: tuple[int, ...]


def width(text: str) -> float:
    """Printed width in 字: a hanzi or full-width sign 1, anything else ½."""
    return sum(map(_advance, text))


def fits(lines: Iterable[str]) -> bool:
    """Whether every line keeps inside the type area (≤ 20 字)."""
    return all(len(line) <= CAPACITY or width(line) <= CAPACITY for line in lines)


def break_title(title: str, names: Iterable[str] = ()) -> tuple[str, ...]:
    """The best lines for a title; line feeds in it win, and then nothing else breaks (the caller asks `fits`)."""
    return tuple(title.split("\n")) if "\n" in title else _best(title, tuple(names))


def propose(title: str, names: Iterable[str] = ()) -> list[tuple[str, ...]]:
    """One to three good breaks, best first; the lines of each, joined by nothing, are the title.

    `names` (the organ's full name, names of persons) stay whole. A title with line feeds has the one proposal they
    make. Every line of an automatic break fits: what is wider than a line is cut inside, as late as possible.
    """
    if "\n" in title:
        return [tuple(title.split("\n"))]
    return [_lines(title, way) for way in _choose(sorted(_breaks(title, tuple(names))))]


@lru_cache(maxsize=1024)  # a title is broken where its faults are looked for, then where it is printed
def _best(title: str, names: tuple[str, ...]) -> tuple[str, ...]:
    return _lines(title, min(_breaks(title, names)))


def _breaks(title: str, names: tuple[str, ...]) -> list[_Break]:
    edges = (0.0, *accumulate(map(_advance, title)))
    cuts = _cuts(title, names, edges)
    return next(filter(None, (_search([cut for cut in cuts if cut[1] < tier], edges) for tier in _TIERS)))


def _lines(title: str, way: _Break) -> tuple[str, ...]:
    return tuple([title[start:end] for start, end in pairwise((0, *way.ends))])


def _advance(character: str) -> float:
    return 1.0 if character >= "\u2000" else 0.5


def _choose(ways: Sequence[_Break]) -> list[_Break]:
    """The cheapest, then the rivals that are good and least like what is chosen; a forced break has no rivals."""
    chosen = [ways[0]]
    limit = min(ways[0].cost + _WORSE, _LEANING)
    rivals = [way for way in ways[1:] if not way.flaw and way.cost < limit]
    while rivals and len(chosen) < _PROPOSALS:
        rival = min(rivals, key=lambda way: way.cost + _likeness(way, chosen))
        rivals.remove(rival)
        chosen.append(rival)
    return sorted(chosen)


def _likeness(way: _Break, chosen: Sequence[_Break]) -> float:
    seen = {line for other in chosen for line in pairwise((0, *other.ends))}
    shared = sum(line in seen for line in pairwise((0, *way.ends)))
    return _ALIKE * (shared + any(len(way.ends) == len(other.ends) for other in chosen))


# ---- where a title may be cut --------------------------------------------------------------------------------------
def _cuts(title: str, names: Sequence[str], edges: Sequence[float]) -> list[tuple[int, float]]:
    """(place, price) between any two characters of the title; from `_LEANING` up a cut breaks a rule."""
    prices = [_INSIDE_WORD] * (len(title) + 1)
    start = 0
    for before, after in pairwise(rjieba.cut(title)):
        start += len(before)
        prices[start] = _between(before, after)
    terms = list(_occurrences(title, filter(title.__contains__, _TERMS)))  # most titles hold few
    organs, years = ([found.span() for found in pattern.finditer(title)] for pattern in (_ORGAN, _YEAR))
    for place, price, surely in _landmarks(title, names, terms, organs, years):
        if title[place - 1] not in _TRAILING and (
            prices[place] < _LEANING or (surely and prices[place] == _INSIDE_WORD)
        ):
            prices[place] = min(prices[place], price)
    for first, last in (*terms, *organs, *years, *_wholes(title, names)):
        penalty = _WHOLE if edges[last] - edges[first] <= CAPACITY else _POOR
        for place in range(first + 1, last):
            prices[place] += penalty
    for place in range(1, len(title)):
        if title[place] in _NO_START or title[place - 1] in _NO_END or category(title[place])[0] == "M":
            prices[place] = _WRONG_SIGN
    return [(place, prices[place]) for place in range(1, len(title))]


def _between(before: str, after: str) -> float:
    """The price of a cut between two words, of which neither the place nor the term they belong to is known."""
    if after in _NEEDS_PREVIOUS:
        return _WHOLE
    if before in _NEEDS_NEXT:
        return _LEANING
    if after == "关于" or before in "，；：":
        return _STRONG
    if after.startswith("《") or before in _CLOSING:
        return _PAPER
    lone = (len(before) == 1) + (len(after) == 1)
    if before in _JOINS or after in _BODIES or lone == 2:
        return _BAD
    return _POOR if lone or after.startswith("（") else _PLAIN


def _landmarks(
    title: str, names: Sequence[str], terms: Iterable[_Span], organs: Iterable[_Span], years: Iterable[_Span]
) -> Iterator[tuple[int, float, bool]]:
    """(place, price, surely): places better than the two words around them tell; surely: whatever rjieba saw there."""
    for first, last in _occurrences(title, names):
        yield first, _TERM, True
        yield last, _STRONG, True
    for first, _ in _occurrences(title, ("——",)):
        yield first, _SUBTITLE, True
    for _, last in (*organs, *_occurrences(title, (_STUDY_GROUP,))):
        yield last, _STRONG, False
    for first, last in years:
        yield first, _TERM, False
        yield last, _STRONG, False
    for first, last in terms:
        yield first, _PAPER if title.endswith(_PAPERS, first, last) else _TERM, True


def _wholes(title: str, names: Sequence[str]) -> Iterator[_Span]:
    """Spans that stay whole besides terms, organs, years: names, numbers with their unit, brackets with their text."""
    yield from _occurrences(title, names)
    for pattern in (_NUMBER, _KIND_AFTER_OF):
        yield from (found.span() for found in pattern.finditer(title))
    opened: list[tuple[str, int]] = []
    for place, sign in enumerate(title):
        if sign in _OPENING:
            opened.append((_CLOSING[_OPENING.index(sign)], place))
        elif opened and sign == opened[-1][0]:
            yield opened.pop()[1], place + 1


def _occurrences(title: str, parts: Iterable[str]) -> Iterator[_Span]:
    for part in parts:
        first = title.find(part) if part else -1
        while first >= 0:
            yield first, first + len(part)
            first = title.find(part, first + 1)


# ---- the cheapest lines --------------------------------------------------------------------------------------------
def _search(cuts: Sequence[tuple[int, float]], edges: Sequence[float]) -> list[_Break]:
    """The ways through these cuts with no line over 20 字: with one line more than needed at most, else any number."""
    usual = max(1, ceil(edges[-1] / _COMFORT))
    return _ways(cuts, edges, usual, usual + 1) or _ways(cuts, edges, usual, len(edges))


def _ways(cuts: Sequence[tuple[int, float]], edges: Sequence[float], usual: int, most: int) -> list[_Break]:
    """The ways of at most `most` lines; a place remembers the cheapest `_BEAM` that lead to it."""
    beam = _BEAM if usual <= _BEAM_LINES else 1
    end = (len(edges) - 1, 0.0)
    reached: list[tuple[int, list[tuple[float, tuple[int, ...]]]]] = [(0, [(0.0, ())])]
    for place, price in (*cuts, end):
        room = most - 1 - ceil((edges[-1] - edges[place]) / CAPACITY)  # lines that may stand before this one
        found = []
        for start, heads in reversed(reached):
            line = edges[place] - edges[start]
            if line > CAPACITY:
                break
            cost = price + _LINE + (_CRAMMED if line > _COMFORT else 0.0)
            found += [(head + cost, (*ends, place)) for head, ends in heads if len(ends) <= room]
        reached.append((place, found if place == end[0] else sorted(found)[:beam]))
    return [way for cost, ends in reached[-1][1] for way in _judged(cost, ends, edges, usual)]


def _judged(cost: float, ends: tuple[int, ...], edges: Sequence[float], usual: int) -> Iterator[_Break]:
    """The way with the price of its shape; nothing for a way that has more lines than so short a title deserves."""
    lines = [edges[end] - edges[start] for start, end in pairwise((0, *ends))]
    extra = len(lines) - usual
    if extra > 0 and edges[-1] < _NARROW * len(lines):
        return
    flaw = _flaw(lines)
    missing = _MISSING_LINE * max(0, -extra)
    yield _Break(cost + flaw + missing + _SPREAD * (max(lines) - min(lines)), flaw, ends)


def _flaw(lines: Sequence[float]) -> float:
    """The price of 长方形 and 沙漏 and of a last line of one or two characters; 梯形 and 菱形 cost nothing."""
    steps = [after - before for before, after in pairwise(lines)]
    flaw = _EQUAL if any(abs(step) < 1 for step in steps) else 0.0
    turned = [step for step in steps if step]
    if any(first < 0 < second for first, second in pairwise(turned)):
        flaw += _HOURGLASS
    return flaw + (_STUB if steps and lines[-1] <= _STUB_WIDTH else 0.0)

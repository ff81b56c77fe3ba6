"""署名 and 成文日期: their place, and that they share a page with text (7.3.5)."""

from service import titles
from service.check.elements import Line, Role
from service.check.measures import character, main_values, trailing_spaces
from service.check.mending.bench import Bench
from service.check.register import at
from service.ooxml.editing.setting import set_align, set_flag, set_indent
from service.ooxml.read.facts import Paragraph

_LINE = 28  # 字


def mend(bench: Bench) -> None:
    _places(bench)
    _kept_together(bench)


def _places(bench: Bench) -> None:
    found = bench.subject.found
    dates, organs = found.of(Role.DATE), found.of(Role.SIGNATURE)
    if not dates or not bench.of("SG-02", "SG-03"):
        return
    date = dates[-1]
    sealed = len(found.blanks_before((organs[0] if organs else date).index)) >= 2
    for line, gap in _sealed(organs, date) if sealed else _unsealed(organs, date):
        _set_right(bench, line, gap, "加盖印章的位置" if sealed else "不加盖印章的位置")


def _sealed(organs: list[Line], date: Line) -> list[tuple[Line, float]]:
    """7.3.5.1: the date 4 字 from the right, one organ centred over it."""
    if len(organs) != 1:
        return [(date, 4.0)]
    organ, day = min(titles.width(organs[0].text), _LINE), titles.width(date.text)
    if organ > day + 8:
        return [(organs[0], 0.0), (date, (organ - day) / 2)]
    return [(organs[0], 4 + (day - organ) / 2), (date, 4.0)]


def _unsealed(organs: list[Line], date: Line) -> list[tuple[Line, float]]:
    """7.3.5.2: the organ 2 字 from the right, the date 2 字 further right than its first character."""
    day = titles.width(date.text)
    if not organs:
        return [(date, 2.0)]
    organ = min(titles.width(organs[-1].text), 26)
    if day > organ:
        others = [(line, 2.0) for line in organs[:-1]]
        return [*others, (organs[-1], 4 + day - organ), (date, 2.0)]
    return [*((line, 2.0) for line in organs), (date, max(0.0, organ - day))]


def _set_right(bench: Bench, line: Line, gap: float, how: str) -> None:
    paragraph = line.paragraph
    element = bench.element(paragraph)
    if element is None:
        return
    gap = max(0.0, gap - trailing_spaces(paragraph.text))
    changed = set_indent(element, character(main_values(paragraph), bench.section_of(paragraph)), right=gap)
    if set_align(element, "right") or changed:
        bench.say("SG-02", at(line), f"右空{gap:g}字（{how}）")


def _kept_together(bench: Bench) -> None:
    """7.3.5.5: the last paragraph of text, the lines under it and the organs keep with what follows."""
    found = bench.subject.found
    dates, organs = found.of(Role.DATE), found.of(Role.SIGNATURE)
    if not dates or not organs:
        return
    first = organs[0].index
    above = first - 1 - len(found.blanks_before(first))
    changed = False
    for block in found.blocks[max(0, above) : dates[-1].index]:
        element = bench.element(block)
        if not isinstance(block, Paragraph) or element is None or block.values.frame is not None:
            continue
        if not block.values.keep_next and not block.ends_section and "\f" not in block.text:
            changed = set_flag(element, "keepNext") or changed
    if changed:
        bench.say("SG-04", at(organs[0]), "与正文最后一段排在同一面（与下段同页）")

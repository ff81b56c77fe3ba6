"""Empty lines: as many as are counted, none between paragraphs of the text; no line that holds anything is removed."""

from service.check.mending.bench import Bench
from service.check.register import at
from service.ooxml.editing.setting import blank_before, removable, remove, set_flag, set_spacing
from service.ooxml.read.facts import Block, Paragraph

# how many empty lines a rule that was broken in these words wants above the block it names
_COUNTS = {
    ("HD-04", "空2行"): 2,
    ("TI-01", "空2行"): 2,
    ("TI-01", "第1行"): 0,
    ("TI-06", "空1行"): 1,
    ("AT-01", "空1行"): 1,
    ("AT-05", "第3行"): 1,
    ("AT-05", "第1行"): 0,
    ("SG-05", "空1行"): 1,
    ("SG-05", "空2行"): 2,
}


def mend(bench: Bench) -> None:
    _between(bench)
    _new_pages(bench)
    places = {block.place: index for index, block in enumerate(bench.subject.found.blocks)}
    for finding in bench.findings:
        count = _COUNTS.get((finding.rule, finding.expected))
        if count is not None and finding.place in places:
            set_lines(bench, places[finding.place], count, finding.rule)


def set_lines(bench: Bench, index: int, count: int, rule: str) -> None:
    """So many empty lines above this block."""
    block = bench.subject.found.blocks[index]
    element = bench.element(block)
    blanks = bench.subject.found.blanks_before(index)
    if element is None:
        return
    changed = isinstance(block, Paragraph) and _own_room(bench, block)
    for line in blanks[count:]:
        blank = bench.element(line.paragraph)
        if blank is not None and removable(blank):
            remove(blank)
            changed = True
    for _ in range(count - len(blanks)):
        blank_before(element, bench.subject.profile.line)
        changed = True
    if changed:
        bench.say(rule, _at(block), f"上面空{count}行" if count else "删去上面的空行")


def _own_room(bench: Bench, paragraph: Paragraph) -> bool:
    """Takes the room a paragraph has above itself: empty lines stand there."""
    element = bench.element(paragraph)
    values = paragraph.values
    if element is None or not values.before or values.line_rule != "exact" or values.frame is not None:
        return False
    return set_spacing(element, 0)


def _at(block: Block) -> str:
    return at(block) if isinstance(block, Paragraph) else f"第{block.ordinal}个表格"


def _between(bench: Bench) -> None:
    """BD-10: empty lines between paragraphs."""
    for finding in bench.of("BD-10"):
        paragraph = bench.at_place(finding)
        element = None if paragraph is None else bench.element(paragraph)
        if paragraph is not None and paragraph.blank and element is not None and removable(element):
            remove(element)
            bench.say("BD-10", finding.where, "删去正文中的空行")


def _new_pages(bench: Bench) -> None:
    """7.3.7: an attachment begins a page, not behind empty lines."""
    for finding in bench.of("AT-05"):
        paragraph = bench.at_place(finding)
        element = None if paragraph is None else bench.element(paragraph)
        if finding.expected != "另起一面" or paragraph is None or element is None:
            continue
        index = bench.subject.found.blocks.index(paragraph)
        for line in bench.subject.found.blanks_before(index):
            blank = bench.element(line.paragraph)
            if blank is not None and removable(blank):
                remove(blank)
        if set_flag(element, "pageBreakBefore"):
            bench.say("AT-05", finding.where, "附件另起一面")

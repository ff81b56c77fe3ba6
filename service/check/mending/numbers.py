"""Page numbers: odd and even footers, side, look and height (7.5, 8)."""

from collections.abc import Iterator

from service import gbt9704 as gbt
from service.check.elements import Kind
from service.check.mending.bench import Bench
from service.check.register import at_section
from service.ooxml.editing import pages
from service.ooxml.editing.opened import Node
from service.ooxml.editing.order import made
from service.ooxml.editing.setting import leave_frame, removable, remove, runs_in, set_run
from service.ooxml.read.facts import Block, Paragraph, Section, Story, Table, paragraphs_of

_RULES = ("PN-01", "PN-02", "PN-03", "PN-05")
_SIZE = gbt.SMALL_POINTS * 2


def mend(bench: Bench) -> None:
    for section in bench.subject.found.document.sections:
        _count(bench, section)
    if bench.of("PN-01") and not bench.subject.found.document.even_and_odd and not _outside(bench):
        _two_sides(bench)
        return
    if bench.of(*_RULES):
        footers: dict[str, str] = {}
        done: set[object] = set()
        for section in bench.subject.found.document.sections:
            _section(bench, section, footers, done)


def _count(bench: Bench, section: Section) -> None:
    """One count through all sections, in plain digits."""
    restarts = section.number_start is not None and bench.of("PN-04")
    if not restarts and not (section.number_format != "decimal" and bench.of("PN-02")):
        return
    element = pages.section_at(bench.opened, section.place)
    if element is not None and section.number > 1 and pages.count_on(element):
        bench.say("PN-04", at_section(section), "页码续前节")


def _outside(bench: Bench) -> bool:
    """Whether Word itself changes the side of the numbers."""
    stories = [story for section in bench.subject.found.document.sections for story in section.footers.values()]
    return any(
        block.values.frame is not None and block.values.frame.x == "outside"
        for story in stories
        for block in _flow(story)
    )


def _two_sides(bench: Bench) -> None:
    """Odd and even pages apart; what stood on all pages before stands on both sides."""
    pages.switch_on(bench.opened, "evenAndOddHeaders")
    copies: dict[str, str] = {}
    for section in bench.subject.found.document.sections:
        element = pages.section_at(bench.opened, section.place)
        if element is None:
            continue
        header = pages.reference(element, "headerReference", "default")
        if header and not pages.reference(element, "headerReference", "even"):
            pages.refer(element, "headerReference", "even", header)
        footer, story = pages.reference(element, "footerReference", "default"), section.footers.get("default")
        if footer and story is not None and not pages.reference(element, "footerReference", "even"):
            copies[footer] = copies.get(footer) or pages.copied_footer(bench.opened, story.part)
            pages.refer(element, "footerReference", "even", copies[footer])
    bench.say("PN-01", "全文", "奇偶页的页脚分开：单页码居右，双页码居左")


# ---- one section ----------------------------------------------------------------------------------------------
def _section(bench: Bench, section: Section, footers: dict[str, str], done: set[object]) -> None:
    element = pages.section_at(bench.opened, section.place)
    if element is None:
        return
    both = bench.subject.found.document.even_and_odd
    kinds = ["default", *(["even"] if both else [])]
    if section.title_page and bench.subject.found.kind is not Kind.LETTER:
        kinds.append("first")
    for kind in kinds:
        story = section.footers.get(kind)
        number = None if story is None else next(_numbers(story.blocks), None)
        if number is None and not _in_header(section, kind):
            _add(bench, section, element, kind, footers)
        elif number is not None and story is not None and number.place not in done:
            done.add(number.place)
            _mend_number(bench, section, story, number, _side(kind))
    distance = gbt.LANDSCAPE_FOOTER_DISTANCE if section.landscape else gbt.FOOTER_DISTANCE
    blamed = any(finding.place == section.place and finding.rule == "PN-03" for finding in bench.findings)
    added = any(change.where == at_section(section) + "的页码" for change in bench.changes)
    if (blamed or (added and not section.landscape)) and pages.set_lengths(element, "pgMar", footer=int(distance)):
        bench.say("PN-03", at_section(section), "页码一字线距版心下边缘7 mm")


def _side(kind: str) -> str:
    return "left" if kind == "even" else "right"


def _in_header(section: Section, kind: str) -> bool:
    story = section.headers.get(kind)
    return story is not None and next(_numbers(story.blocks), None) is not None


def _add(bench: Bench, section: Section, element: Node, kind: str, footers: dict[str, str]) -> None:
    """A number where there is none: in the section's footer, or in one made for all of them."""
    filled = {block.section for block in bench.subject.found.blocks if not isinstance(block, Paragraph) or block.text}
    if section.number - 1 not in filled:
        return
    look, side = (bench.face("宋体", ""), _SIZE), _side(kind)
    room = (int(gbt.NUMBER_SIDE), bench.subject.profile.number_before, int(gbt.NUMBER_LINE))
    story = section.footers.get(kind)
    if story is not None and any(paragraph.text.strip() for paragraph in paragraphs_of(story.blocks)):
        pages.add_number(bench.opened, story.part, look, side, room)
    else:
        if side not in footers:
            footers[side] = pages.new_footer(bench.opened)
            pages.add_number(bench.opened, bench.opened.target(footers[side]), look, side, room)
        pages.refer(element, "footerReference", kind, footers[side])
    word = {"default": "单页", "even": "双页", "first": "首页"}[kind]
    bench.say("PN-01", at_section(section) + "的页码", f"{word}加上页码，{'居右' if side == 'right' else '居左'}空一字")


def _flow(story: Story) -> list[Paragraph]:
    return [block for block in story.blocks if isinstance(block, Paragraph)]


def _numbers(blocks: tuple[Block, ...]) -> Iterator[Paragraph]:
    for paragraph in paragraphs_of(blocks):
        if any(run.field == "PAGE" for run in paragraph.runs):
            yield paragraph


def _mend_number(bench: Bench, section: Section, story: Story, number: Paragraph, side: str) -> None:
    element = bench.element(number)
    blamed = _blamed(bench, section, number)
    if element is None or not blamed:
        return
    said = []
    if "PN-02" in blamed:
        values = next(run.values for run in number.runs if run.field == "PAGE")
        text = "".join("#" if run.field else run.text for run in number.runs)
        if not _dashed(text) and pages.between_dashes(element):
            said.append("改为“— 1 —”的样式")
        face = bench.face("宋体", "")
        off = values.half_points != _SIZE or values.ascii != face
        if off and made(set_run(run, face=face, half_points=_SIZE) for run in runs_in(element)):
            said.append(f"改为四号{face}")
    plain = any(number is block for block in story.blocks) and not any(isinstance(one, Table) for one in story.blocks)
    if blamed & {"PN-01", "PN-03"} and plain and not section.landscape:
        room = (int(gbt.NUMBER_SIDE), bench.subject.profile.number_before, int(gbt.NUMBER_LINE))
        changed = number.values.frame is not None and leave_frame(element)
        changed = _nothing_below(bench, story, number) or changed
        if pages.place_number(element, side, room) or changed:
            said.append(f"{'居右' if side == 'right' else '居左'}空一字，行距固定值14磅")
    if said:
        bench.say(min(blamed), at_section(section) + "的页码", "，".join(said), number.place.part)


def _dashed(text: str) -> bool:
    inner = "".join(text.split())
    return len(inner) > 2 and inner[0] in "—―" and inner[-1] in "—―" and not inner[1:-1].strip("#")


def _blamed(bench: Bench, section: Section, number: Paragraph) -> set[str]:
    """The rules that speak of this number, or of the section it is printed in."""
    own = {finding.rule for finding in bench.of(*_RULES) if finding.place == number.place}
    return own | {finding.rule for finding in bench.of("PN-01", "PN-03") if finding.place == section.place}


def _nothing_below(bench: Bench, story: Story, number: Paragraph) -> bool:
    """No empty line under the number: the height of the footer is the number's."""
    changed = False
    place = next((at for at, block in enumerate(story.blocks) if block is number), len(story.blocks))
    for block in story.blocks[place + 1 :]:
        element = bench.element(block)
        if isinstance(block, Paragraph) and block.blank and element is not None and removable(element, last=True):
            remove(element)
            changed = True
    return changed

"""Paper, margins, grid, columns of every section (5.1, 5.2, 8)."""

from service import gbt9704 as gbt
from service.check.mending.bench import Bench
from service.check.register import at_section
from service.ooxml.editing.opened import Node
from service.ooxml.editing.pages import one_column, section_at, set_lengths
from service.ooxml.read.facts import Paragraph, Section

_MARGINS = ("PG-02", "PG-03", "PG-04", "PG-09")


def mend(bench: Bench) -> None:
    for section in bench.subject.found.document.sections:
        rules = {finding.rule for finding in bench.findings if finding.place == section.place}
        if not section.landscape and (bench.of("PG-09") or _too_low(bench, section)):
            rules.add("PG-09")
        element = section_at(bench.opened, section.place) if rules else None
        if element is None:
            continue
        if "PG-01" in rules:
            _paper(bench, section, element)
        if rules.intersection(_MARGINS) and not section.landscape:
            _margins(bench, section, element, rules)
        if "TB-01" in rules and section.landscape:
            _turned(bench, section, element)
        if "PG-07" in rules:
            _grid(bench, section, element)
        if "PG-11" in rules and one_column(element):
            bench.say("PG-11", at_section(section), "改为一栏")


def _paper(bench: Bench, section: Section, element: Node) -> None:
    """A4 as it lies; a landscape page without a table or picture is turned upright."""
    wide = section.landscape and (_holds(bench, section) or _sized(section))
    width, height = int(gbt.PAGE_WIDTH), int(gbt.PAGE_HEIGHT)
    sides = (height, width) if wide else (width, height)
    if set_lengths(element, "pgSz", w=sides[0], h=sides[1], orient="landscape" if wide else None, code=None):
        said = "纸张改为A4" + ("" if wide or not section.landscape else "，方向改为纵向")
        bench.say("PG-01", at_section(section), said)


def _sized(section: Section) -> bool:
    """Whether the paper is of another size, so that it is not yet known to lie the wrong way."""
    sides = sorted((section.width, section.height))
    return abs(sides[0] - gbt.PAGE_WIDTH) > 57 or abs(sides[1] - gbt.PAGE_HEIGHT) > 57


def _holds(bench: Bench, section: Section) -> bool:
    """Whether something stands on these pages that may need the width."""
    blocks = [block for block in bench.subject.found.blocks if block.section == section.number - 1]
    return any(not isinstance(block, Paragraph) or block.boxes for block in blocks)


def _too_low(bench: Bench, section: Section) -> bool:
    """Whether a type area within its tolerance leaves no room for 22 lines of the pitch they have."""
    low = section.type_height < gbt.LINES_PER_PAGE * bench.subject.profile.line
    lines = {finding.place for finding in bench.of("PG-05")} if low else set()
    return any(
        line.paragraph.place in lines and line.paragraph.section == section.number - 1
        for line in bench.subject.found.lines
    )


def _margins(bench: Bench, section: Section, element: Node, rules: set[str]) -> None:
    profile = bench.subject.profile
    values = {"top": profile.top, "bottom": profile.bottom, "left": int(gbt.LEFT), "right": int(gbt.RIGHT)}
    if set_lengths(element, "pgMar", **_distances(section), **values, gutter=0):
        said = "页边距改为上37 mm、下35 mm、左28 mm、右26 mm" if profile.top == gbt.TOP else "页边距改为版心156 mm宽"
        bench.say(min(rules.intersection(_MARGINS)), at_section(section), said)
    if profile.grid and not section.grid:
        set_lengths(element, "docGrid", type="lines", linePitch=profile.line, charSpace=None)


_UNSAID = 720  # twips: what Word takes where the file says nothing


def _distances(section: Section) -> dict[str, int]:
    """Header and footer, which Word wants beside the margins, where the file has none of its own."""
    if section.footer != _UNSAID:
        return {}
    return {"header": int(gbt.HEADER_DISTANCE), "footer": int(gbt.FOOTER_DISTANCE)}


def _turned(bench: Bench, section: Section, element: Node) -> None:
    """8: the margins of the turned sheet."""
    profile = bench.subject.profile
    values = {"top": int(gbt.LEFT), "right": profile.top, "bottom": int(gbt.RIGHT), "left": profile.bottom}
    if set_lengths(element, "pgMar", **values, gutter=0):
        bench.say("TB-01", at_section(section), "横排页面的页边距改为上28 mm、右37 mm、下26 mm、左35 mm")


def _grid(bench: Bench, section: Section, element: Node) -> None:
    if set_lengths(element, "docGrid", type="lines", linePitch=bench.subject.profile.line, charSpace=None):
        bench.say("PG-07", at_section(section), "文档网格改为只指定行网格")

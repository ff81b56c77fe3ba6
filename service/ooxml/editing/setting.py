"""Direct formatting: spacing, indents, alignment, borders of paragraphs; face, size, colour of runs."""

from collections.abc import Iterable, Iterator

from service.ooxml.editing.opened import Node
from service.ooxml.editing.order import held, made, stated, without
from service.ooxml.read.markup import VAL, W, local

_NOT_PRINTED = (W + "del", W + "moveFrom", W + "rt")


def properties(paragraph: Node) -> Node:
    return held(paragraph, "pPr", first=True)


def runs_in(paragraph: Node) -> Iterator[Node]:
    """The runs a reader sees of this paragraph itself, not those of boxes in it."""
    for run in paragraph.iter(W + "r"):
        if next(run.iterancestors(W + "p"), None) is paragraph and not any(
            True for _ in run.iterancestors(*_NOT_PRINTED)
        ):
            yield run


# ---- paragraphs -----------------------------------------------------------------------------------------------
def set_spacing(paragraph: Node, before: int, line: int | None = None) -> bool:
    """So much room above, none below, and lines of this exact pitch."""
    values: dict[str, str | None] = {"before": str(before), "after": "0", "beforeLines": "0", "afterLines": "0"}
    values |= {"beforeAutospacing": "0", "afterAutospacing": "0"}
    if line is not None:
        values |= {"line": str(line), "lineRule": "exact"}
    return stated(held(properties(paragraph), "spacing"), values)


def set_indent(paragraph: Node, unit: float, *, left: float = 0, right: float = 0, first: float = 0) -> bool:
    """Indents in 字 of this many twips; a negative first line hangs."""
    values: dict[str, str | None] = dict.fromkeys(("start", "end", "startChars", "endChars"))
    values |= {"left": str(round(left * unit)), "leftChars": "0", "right": str(round(right * unit))}
    values["rightChars"] = str(round(right * 100))
    if first < 0:
        values |= {"firstLine": None, "firstLineChars": None, "hanging": str(round(-first * unit)), "hangingChars": "0"}
    else:
        values |= {"hanging": None, "hangingChars": None}
        values |= {"firstLine": str(round(first * unit)), "firstLineChars": str(round(first * 100))}
    return stated(held(properties(paragraph), "ind"), values)


def set_align(paragraph: Node, align: str) -> bool:
    return stated(held(properties(paragraph), "jc"), {"val": align})


def set_flag(paragraph: Node, name: str) -> bool:
    """Switches a property of a paragraph on: keepNext, pageBreakBefore."""
    found = properties(paragraph).find(W + name)
    if found is not None and found.get(VAL) in (None, "1", "true", "on"):
        return False
    stated(held(properties(paragraph), name), {"val": None})
    return True


def set_paragraph_border(paragraph: Node, edge: str, eighths: int, space: int, colour: str) -> bool:
    values: dict[str, str | None] = {"val": "single", "sz": str(eighths), "space": str(space), "color": colour}
    values |= {"themeColor": None}
    return stated(held(held(properties(paragraph), "pBdr"), edge), values)


def set_border_colour(paragraph: Node, colour: str) -> bool:
    """The colour of all borders of a paragraph, those of its style included."""
    borders = properties(paragraph).find(W + "pBdr")
    changed = [stated(edge, {"color": colour, "themeColor": None}) for edge in (() if borders is None else borders)]
    return any(changed)


def no_borders(paragraph: Node, edges: Iterable[str]) -> bool:
    held_borders = held(properties(paragraph), "pBdr")
    return made(stated(held(held_borders, edge), {"val": "nil"}) for edge in edges)


def set_frame_top(paragraph: Node, y: int) -> bool:
    frame = properties(paragraph).find(W + "framePr")
    return frame is not None and stated(frame, {"y": str(y)})


def leave_frame(paragraph: Node) -> bool:
    return without(properties(paragraph), "framePr")


# ---- runs -----------------------------------------------------------------------------------------------------
def set_run(
    run: Node,
    *,
    face: str | None = None,
    half_points: int | None = None,
    colour: str | None = None,
    tracking: int | None = None,
) -> bool:
    """Face for all scripts, size, colour and tracking of one run; what is None stays."""
    values = held(run, "rPr", first=True)
    changed = False
    if face is not None:
        themes = dict.fromkeys(("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"))
        faces: dict[str, str | None] = dict.fromkeys(("ascii", "hAnsi", "eastAsia", "cs"), face)
        changed = stated(held(values, "rFonts"), {**themes, **faces})
    if half_points is not None:
        for name in ("sz", "szCs"):
            changed = stated(held(values, name), {"val": str(half_points)}) or changed
    if colour is not None:
        themes = dict.fromkeys(("themeColor", "themeShade", "themeTint"))
        changed = stated(held(values, "color"), {"val": colour, **themes}) or changed
    if tracking is not None:
        changed = stated(held(values, "spacing"), {"val": str(tracking)}) or changed
        changed = without(values, "w") or changed
    return changed


def set_plain(run: Node) -> bool:
    """Not bold."""
    values = held(run, "rPr", first=True)
    return made(stated(held(values, name), {"val": "0"}) for name in ("b", "bCs"))


# ---- empty lines ----------------------------------------------------------------------------------------------
_EMPTY = frozenset({"pPr", "r", "proofErr", "rPr", "lastRenderedPageBreak"})


def removable(paragraph: Node, *, last: bool = False) -> bool:
    """Whether nothing at all goes with this paragraph: no character, mark, break or end of a section.

    The `last` paragraph of a footer may go where another paragraph stands before it.
    """
    parent = paragraph.getparent()
    inner = [child for child in paragraph if local(child) != "pPr"]
    bare = all(local(one) in _EMPTY for child in inner for one in child.iter())
    ends = paragraph.find(f"{W}pPr/{W}sectPr") is not None or paragraph.find(f"{W}pPr/{W}rPr/{W}ins") is not None
    if parent is None or not bare or ends or paragraph.find(f"{W}pPr/{W}rPr/{W}del") is not None:
        return False
    following = paragraph.getnext()
    only = sum(1 for child in parent if child.tag in (W + "p", W + "tbl")) == 1
    between = following is None and parent.tag != W + "body" and not last  # a cell or box ends with a paragraph
    after = paragraph.getprevious()
    tables = following is not None and after is not None and following.tag == after.tag == W + "tbl"
    return not (only or between or tables)


def remove(paragraph: Node) -> None:
    parent = paragraph.getparent()
    if parent is not None:
        parent.remove(paragraph)


def blank_before(element: Node, line: int) -> None:
    """An empty line of this pitch above a paragraph or table."""
    blank = element.makeelement(W + "p")
    set_spacing(blank, 0, line)
    element.addprevious(blank)

"""The runs of a paragraph: words, breaks, fields, shapes; insertions are kept, deletions are gone."""

from typing import Protocol

from lxml import etree

from service.ooxml.read.facts import Block, Box, Run, RunValues
from service.ooxml.read.markup import MC, M, W, local
from service.ooxml.read.markup import child as child_of
from service.ooxml.read.shapes import drawing_boxes, vml_boxes

_RUN_PROPERTIES = W + "rPr"
_SIGNS = {"tab": "\t", "cr": "\n", "noBreakHyphen": "\u2011", "ptab": "\t"}
_GONE = frozenset({"del", "moveFrom", "rPr", "pPr", "rt", "commentRangeStart", "commentRangeEnd", "bookmarkStart"})
_UNDERSTOOD = frozenset({"wps", "wpg", "wpc", "w14", "w15", "wp14", "a14"})


class Context(Protocol):
    """What reading a paragraph needs of the story it stands in."""

    def run_values(self, element: etree._Element | None) -> RunValues: ...

    def blocks(self, container: etree._Element) -> tuple[Block, ...]: ...


class Inlines:
    """Collects the runs and boxes of one paragraph."""

    def __init__(self, context: Context) -> None:
        self.runs: list[Run] = []
        self.boxes: list[Box] = []
        self._context = context
        self._fields: list[list[str]] = []  # of each open field: its code, then "result" or "shown"

    def read(self, container: etree._Element) -> None:
        for child in container:
            name = local(child)
            if name == "r":
                self._run(child)
            elif name == "fldSimple":
                self._simple_field(child)
            elif child.tag in (M + "oMath", M + "oMathPara"):
                self._equation(child)
            elif name not in _GONE and (inner := _inside(child, name)) is not None:
                self.read(inner)

    def _run(self, element: etree._Element) -> None:
        if element.tag.startswith(M):
            return
        values = self._context.run_values(child_of(element, _RUN_PROPERTIES))
        pieces: list[str] = []
        for child in element:
            name = local(child)
            if name == "t":
                pieces.append(child.text or "")
            elif name in _SIGNS:
                pieces.append(_SIGNS[name])
            elif name == "br":
                pieces.append({"page": "\f", "column": "\v"}.get(child.get(W + "type") or "", "\n"))
            elif name == "sym":
                pieces.append(_symbol(child.get(W + "char")))
            elif name in ("fldChar", "instrText"):
                self._field(child, name, values)
            else:
                self._object(child, name)
        if pieces and self._shown():
            self.runs.append(Run("".join(pieces), values, self._field_name()))

    def _object(self, child: etree._Element, name: str) -> None:
        if name == "drawing":
            self.boxes += drawing_boxes(child, self._context.blocks)
        elif name in ("pict", "object"):
            self.boxes += vml_boxes(child, self._context.blocks)
        elif name == "AlternateContent" and (chosen := chosen_branch(child)) is not None:
            for inner in chosen:
                self._object(inner, local(inner))
        elif name == "ruby":
            self.read(child)

    def _simple_field(self, element: etree._Element) -> None:
        self._fields.append([element.get(W + "instr") or "", "result"])
        count = len(self.runs)
        self.read(element)
        if len(self.runs) == count:
            self.runs.append(Run("", self._context.run_values(None), self._field_name()))
        self._fields.pop()

    def _field(self, child: etree._Element, name: str, values: RunValues) -> None:
        kind = child.get(W + "fldCharType")
        if name == "instrText":
            if self._fields and self._fields[-1][1] == "code":
                self._fields[-1][0] += child.text or ""
        elif kind == "begin":
            self._fields.append(["", "code"])
        elif kind == "separate" and self._fields:
            self._fields[-1][1] = "result"
        elif kind == "end" and self._fields:
            if not any(run.field == self._field_name() for run in self.runs[-2:]) and self._field_name():
                self._fields[-1][1] = "result"
                self.runs.append(Run("", values, self._field_name()))
            self._fields.pop()

    def _shown(self) -> bool:
        """Whether text here is printed: not the code of a field."""
        return all(field[1] != "code" for field in self._fields)

    def _field_name(self) -> str:
        words = self._fields[-1][0].split() if self._fields else []
        return words[0].upper() if words else ""

    def _equation(self, element: etree._Element) -> None:
        text = "".join(piece.text or "" for piece in element.iter(M + "t"))
        self.runs.append(Run(text, self._context.run_values(None), "EQUATION"))


def _inside(child: etree._Element, name: str) -> etree._Element | None:
    """Where the runs of a wrapper stand."""
    if name == "AlternateContent":
        return chosen_branch(child)
    return child.find(W + "sdtContent") if name == "sdt" else child


def chosen_branch(alternate: etree._Element) -> etree._Element | None:
    """The branch of mc:AlternateContent a present-day Word shows."""
    for branch in alternate:
        if local(branch) == "Choice" and set((branch.get("Requires") or "").split()) <= _UNDERSTOOD:
            return branch
    return alternate.find(MC + "Fallback")


def _symbol(code: str | None) -> str:
    try:
        value = int(code or "", 16)
    except ValueError:
        return ""
    return chr(value) if 0x20 <= value < 0xD800 or 0xE000 <= value < 0xFFFE else ""

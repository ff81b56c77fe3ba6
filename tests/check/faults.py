"""Single faults: what each does to a conformant document, and the rule and place that must say so."""

import io
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

Spoil = Callable[[Any], None]


@dataclass(frozen=True)
class Fault:
    """`spoil` changes an opened document; `where` is part of the finding's place."""

    name: str
    rule: str
    bases: tuple[str, ...]
    spoil: Spoil
    where: str = ""

    def spoiled(self, content: bytes) -> bytes:
        document = Document(io.BytesIO(content))
        self.spoil(document)
        stream = io.BytesIO()
        document.save(stream)
        return stream.getvalue()


# ---- where ----------------------------------------------------------------------------------------------------
def words(element: Any) -> str:
    return "".join(text.text or "" for text in element.iter(qn("w:t")))


def find(document: Any, start: str) -> Any:
    """The paragraph that begins so, wherever it stands."""
    for paragraph in document.element.body.iter(qn("w:p")):
        if not any(True for _ in paragraph.iter(qn("w:txbxContent"))) and words(paragraph).strip("\u3000 ").startswith(
            start
        ):
            return paragraph
    raise LookupError(start)


def properties(paragraph: Any) -> Any:
    return paragraph.get_or_add_pPr()


def run_properties(paragraph: Any) -> list[Any]:
    return [run.get_or_add_rPr() for run in paragraph.iter(qn("w:r"))]


# ---- what -----------------------------------------------------------------------------------------------------
def margin(side: str, value: int, which: int = 0) -> Spoil:
    def spoil(document: Any) -> None:
        document.sections[which]._sectPr.find(qn("w:pgMar")).set(qn(f"w:{side}"), str(value))

    return spoil


def face(start: str, name: str) -> Spoil:
    def spoil(document: Any) -> None:
        for each in run_properties(find(document, start)):
            fonts = each.get_or_add_rFonts()
            for attribute in ("ascii", "hAnsi", "eastAsia"):
                fonts.set(qn(f"w:{attribute}"), name)

    return spoil


def size(start: str, half_points: int) -> Spoil:
    def spoil(document: Any) -> None:
        for each in run_properties(find(document, start)):
            for old in each.findall(qn("w:sz")):
                each.remove(old)
            each.append(parse_xml(f'<w:sz {nsdecls("w")} w:val="{half_points}"/>'))

    return spoil


def run_property(start: str, xml: str) -> Spoil:
    def spoil(document: Any) -> None:
        for each in run_properties(find(document, start)):
            added = parse_xml(xml.replace("/>", f" {nsdecls('w')}/>"))
            for old in each.findall(added.tag):
                each.remove(old)
            each.append(added)

    return spoil


def paragraph_property(start: str, xml: str) -> Spoil:
    def spoil(document: Any) -> None:
        replace_property(find(document, start), xml)

    return spoil


def replace_property(paragraph: Any, xml: str) -> None:
    added = parse_xml(xml.replace("/>", f" {nsdecls('w')}/>"))
    held = properties(paragraph)
    for old in held.findall(added.tag):
        held.remove(old)
    held.append(added)


def drop_property(start: str, tag: str) -> Spoil:
    def spoil(document: Any) -> None:
        held = properties(find(document, start))
        for old in held.findall(qn(tag)):
            held.remove(old)

    return spoil


def reword(start: str, old: str, new: str) -> Spoil:
    """Replaces words inside one paragraph, in the run that holds them, or in the whole of it."""

    def spoil(document: Any) -> None:
        paragraph = find(document, start)
        for text in paragraph.iter(qn("w:t")):
            if text.text and old in text.text:
                text.text = text.text.replace(old, new, 1)
                return
        first, *rest = list(paragraph.iter(qn("w:t")))
        assert old in words(paragraph), (start, old)
        first.text = words(paragraph).replace(old, new, 1)
        for text in rest:
            text.text = ""

    return spoil


def remove(start: str) -> Spoil:
    def spoil(document: Any) -> None:
        paragraph = find(document, start)
        paragraph.getparent().remove(paragraph)

    return spoil


def remove_blank(start: str, *, after: bool = False) -> Spoil:
    """Removes the empty line above (below) a paragraph."""

    def spoil(document: Any) -> None:
        paragraph = find(document, start)
        blank = paragraph.getnext() if after else paragraph.getprevious()
        assert not words(blank)
        blank.getparent().remove(blank)

    return spoil


def add_blank(start: str, count: int = 1, *, after: bool = False) -> Spoil:
    def spoil(document: Any) -> None:
        paragraph = find(document, start)
        body = find(document, start)
        for _ in range(count):
            blank = deepcopy(body)
            for run in blank.findall(qn("w:r")):
                blank.remove(run)
            if after:
                paragraph.addnext(blank)
            else:
                paragraph.addprevious(blank)

    return spoil

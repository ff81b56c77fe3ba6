"""Single faults of pages, footers, tables, the mark and 版记: what each does to an opened document."""

from collections.abc import Callable
from typing import Any

from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from tests.check.faults import Spoil, find, properties, replace_property, words


def setting(tag: str) -> Spoil:
    def spoil(document: Any) -> None:
        element = document.settings.element
        for old in element.findall(qn(tag)):
            element.remove(old)

    return spoil


def footers(change: Callable[[Any], None]) -> Spoil:
    def spoil(document: Any) -> None:
        for relation in document.part.rels.values():
            if relation.reltype.endswith("/footer"):
                change(relation.target_part._element)

    return spoil


def footer_text(old: str, new: str) -> Spoil:
    def change(footer: Any) -> None:
        for text in footer.iter(qn("w:t")):
            text.text = (text.text or "").replace(old, new)

    return footers(change)


def footer_size(half_points: int) -> Spoil:
    def change(footer: Any) -> None:
        for run in footer.iter(qn("w:r")):
            held = run.get_or_add_rPr()
            for old in held.findall(qn("w:sz")):
                held.remove(old)
            held.append(parse_xml(f'<w:sz {nsdecls("w")} w:val="{half_points}"/>'))

    return footers(change)


def footer_align(value: str) -> Spoil:
    def change(footer: Any) -> None:
        for paragraph in footer.findall(qn("w:p")):
            replace_property(paragraph, f'<w:jc w:val="{value}"/>')

    return footers(change)


def empty_footers(footer: Any) -> None:
    for run in list(footer.iter(qn("w:r"))):
        run.getparent().remove(run)


def imprint_table(document: Any) -> Any:
    paragraph = find(document, "抄送")
    return next(ancestor for ancestor in paragraph.iterancestors() if ancestor.tag == qn("w:tbl"))


def imprint_border(edge: str, **attributes: str) -> Spoil:
    def spoil(document: Any) -> None:
        table = imprint_table(document)
        for border in table.iter(qn(f"w:{edge}")):
            if border.getparent().tag in (qn("w:tblBorders"), qn("w:tcBorders")):
                for name, value in attributes.items():
                    border.set(qn(f"w:{name}"), value)

    return spoil


def imprint_width(value: int) -> Spoil:
    def spoil(document: Any) -> None:
        table = imprint_table(document)
        columns = list(table.iter(qn("w:gridCol")))
        for column in columns:
            column.set(qn("w:w"), str(value // len(columns)))

    return spoil


def box_offset(twips: int) -> Spoil:
    def spoil(document: Any) -> None:
        for offset in document.element.body.iter(qn("wp:posOffset")):
            if int(offset.text) > 1_000_000:
                offset.text = str(int(offset.text) + twips * 635)

    return spoil


def after_imprint(document: Any) -> None:
    body = document.element.body
    paragraph = OxmlElement("w:p")
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = "补充说明一句。"
    run.append(text)
    paragraph.append(run)
    body.insert(len(body) - 1, paragraph)


def restart_numbers(document: Any) -> None:
    document.sections[-1]._sectPr.append(parse_xml(f'<w:pgNumType {nsdecls("w")} w:start="1"/>'))


def letter_paper(document: Any) -> None:
    page = document.sections[0]._sectPr.find(qn("w:pgSz"))
    page.set(qn("w:w"), "12240")
    page.set(qn("w:h"), "15840")


def two_columns(document: Any) -> None:
    section = document.sections[0]._sectPr
    for old in section.findall(qn("w:cols")):
        section.remove(old)
    section.append(parse_xml(f'<w:cols {nsdecls("w")} w:num="2"/>'))


def grid(space: int, kind: str = "linesAndChars") -> Spoil:
    def spoil(document: Any) -> None:
        section = document.sections[0]._sectPr
        for old in section.findall(qn("w:docGrid")):
            section.remove(old)
        section.append(
            parse_xml(f'<w:docGrid {nsdecls("w")} w:type="{kind}" w:linePitch="579" w:charSpace="{space}"/>')
        )

    return spoil


def no_page_break(document: Any) -> None:
    for old in list(document.element.body.iter(qn("w:br"))):
        if old.get(qn("w:type")) == "page":
            old.getparent().remove(old)
    for paragraph in document.element.body.iter(qn("w:p")):
        held = paragraph.find(qn("w:pPr"))
        for tag in ("w:pageBreakBefore", "w:sectPr"):
            for old in [] if held is None else held.findall(qn(tag)):
                held.remove(old)


def first_table(document: Any) -> Any:
    return next(table for table in document.element.body.iter(qn("w:tbl")) if len(table.findall(qn("w:tr"))) > 3)


def rows_of(tag: str) -> Spoil:
    def spoil(document: Any) -> None:
        for held in first_table(document).iter(qn("w:trPr")):
            for old in held.findall(qn(tag)):
                held.remove(old)

    return spoil


def wide_table(document: Any) -> None:
    for column in first_table(document).iter(qn("w:gridCol")):
        column.set(qn("w:w"), str(int(column.get(qn("w:w"))) + 200))


def mark_frame(twips: int) -> Spoil:
    def spoil(document: Any) -> None:
        for frame in document.element.body.iter(qn("w:framePr")):
            frame.set(qn("w:y"), str(int(frame.get(qn("w:y"))) + twips))

    return spoil


def mark_before(twips: int) -> Spoil:
    def spoil(document: Any) -> None:
        for paragraph in document.element.body.iter(qn("w:p")):
            if words(paragraph).endswith(("文件", "纪要")):
                spacing = properties(paragraph).find(qn("w:spacing"))
                spacing.set(qn("w:before"), str(int(spacing.get(qn("w:before"))) + twips))
                return

    return spoil


def border(start: str, **attributes: str) -> Spoil:
    def spoil(document: Any) -> None:
        for name, value in attributes.items():
            find(document, start).find(f"{qn('w:pPr')}/{qn('w:pBdr')}/{qn('w:bottom')}").set(qn(f"w:{name}"), value)

    return spoil

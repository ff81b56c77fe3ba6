"""Writes the official templates from the numbers of the standard: python -m templates.build."""

import io
from collections.abc import Callable
from pathlib import Path

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml import parse_xml

from service.ooxml import package
from templates import blocks, footers, head, imprint, styles
from templates.words import DECLARED, Sections, hidden, kept_blank, section, section_break, text, when

FOLDER = Path(__file__).parent / "docx"
_UNUSED = ("stylesWithEffects", "customXml", "numbering", "webSettings")

Footers = tuple[str, str]


def _work_plan(sections: Sections) -> str:
    return _issued(head.letterhead() + blocks.title() + blocks.addressee() + blocks.body(), sections)


def _schedule(sections: Sections) -> str:
    start = text("GwAttachmentLabel", "{{ label }}") + kept_blank() + text("Title", "{{ title }}")
    end = when("landscape_end", section_break(sections.landscape), hidden())
    return start + kept_blank() + blocks.schedule("table") + end


def _minutes(sections: Sections) -> str:
    content = head.minutes_head() + blocks.title() + blocks.addressee() + blocks.body() + blocks.attendance()
    return _issued(content, sections, signed=False)


def _annual_summary(sections: Sections) -> str:
    content = blocks.body("opening") + blocks.statistics() + blocks.body()
    return _issued(head.letterhead() + blocks.title() + blocks.addressee() + content, sections)


def _issued(content: str, sections: Sections, *, signed: bool = True) -> str:
    """What follows the text in every kind that is issued by itself."""
    foot = blocks.attachment_note() + (blocks.signature() if signed else "") + blocks.note()
    return content + foot + blocks.attachments(sections) + imprint.imprint(sections)


TEMPLATES: dict[str, Callable[[Sections], str]] = {
    "work_plan": _work_plan,
    "schedule": _schedule,
    "minutes": _minutes,
    "annual_summary": _annual_summary,
}


def build(name: str) -> bytes:
    """The template of one kind."""
    return write(TEMPLATES[name])


def write(content: Callable[[Sections], str]) -> bytes:
    """A template of this content, called with the section properties its pages may have."""
    document = Document()
    _drop_unused(document)
    document.part._styles_part._element = parse_xml(styles.styles())
    document.part._settings_part._element = parse_xml(styles.settings())
    upright = _add_footers(document, footers.portrait)
    sections = Sections(
        portrait=section(upright),
        landscape=section(_add_footers(document, footers.landscape), landscape=True),
        even=section(upright, start="evenPage"),
        even_unnumbered=section(_add_footers(document, footers.unnumbered), start="evenPage"),
    )
    body = content(sections) + sections.portrait
    document.part._element = parse_xml(f"<w:document {DECLARED}><w:body>{body}</w:body></w:document>")
    for part in document.part.package.iter_parts():
        if part.partname == "/word/fontTable.xml":
            part._blob = styles.font_table().encode()
    archive = io.BytesIO()
    document.save(archive)
    parts = package.read(archive.getvalue())
    return package.Writer(package.ordered(parts)).write(())


def _drop_unused(document: WordDocument) -> None:
    """Leave out what python-docx's own template brings and no document of ours uses."""
    for owner in (document.part, document.part.package):
        for relation, target in list(owner.rels.items()):
            if any(word in target.reltype for word in (*_UNUSED, "thumbnail", "extended-properties")):
                owner.rels.pop(relation)


def _add_footers(document: WordDocument, footer: Callable[[str], str]) -> Footers:
    """The relations of a new pair of footers, odd and even."""
    relations = []
    for side in ("odd", "even"):
        part, relation = document.part.add_footer_part()  # type: ignore[no-untyped-call]
        part._element = parse_xml(footer(side))
        relations.append(relation)
    return relations[0], relations[1]


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    for name in TEMPLATES:
        (FOLDER / f"{name}.docx").write_bytes(build(name))
        print(FOLDER.name, f"{name}.docx")


if __name__ == "__main__":
    main()

"""Contexts that the kinds share: what a template sees of head, title, text, schedule, signature and imprint.

A context holds plain dicts, lists, texts and numbers; every word is final, every length is in the unit its
attribute takes. The TypedDicts are also what a template is proven against when it is loaded.
"""

from collections.abc import Iterable, Sequence
from typing import Literal, TypedDict

from service import gbt9704 as gbt
from service import layout, titles, wording
from service.documents.feet import ImprintBlock, SignatureBlock, imprint_block, signature_block
from service.documents.heads import Head, head
from service.documents.issued import SUFFIX, Attachment, Issued
from service.documents.records import Section
from service.documents.tables import Orientation, ScheduleTable, Table, schedule_table

Attachments = Sequence[tuple[str, Table | None, Sequence[Section]]]
"""Title, schedule or None, sections of each attachment."""


class Properties(TypedDict):
    """The file's own properties: title, author and the day it bears (ISO), empty while open."""

    title: str
    organ: str
    date: str


class Block(TypedDict):
    """One paragraph of text. `lead` is a whole heading or the sentence that runs in; `kept` ties it to what follows."""

    style: Literal["heading1", "heading2", "heading3", "heading4", "run_in1", "run_in2", "text"]
    lead: str
    text: str
    kept: bool


class AttachmentName(TypedDict):
    """A numbered name; `hanging` is the room of its number."""

    text: str
    hanging: int


class AttachmentNote(TypedDict):
    single: str
    first: str
    others: list[AttachmentName]


class AttachmentPart(TypedDict):
    """An attachment on its own page; `follows` is the orientation of the pages before it."""

    follows: Orientation
    label: str
    title: str
    table: ScheduleTable | None
    body: list[Block]


class TextContext(TypedDict):
    """What every kind with text of its own shows."""

    properties: Properties
    title: str
    addressee: str
    body: list[Block]
    attachment_note: AttachmentNote | None
    note: str
    attachments: list[AttachmentPart]
    landscape_end: bool
    table_end: bool
    imprint: ImprintBlock | None


class IssuedContext(TextContext):
    """What a kind that may bear a 版头 and a signature shows besides."""

    letterhead: Head | None
    signature: SignatureBlock | None


# ---- title and text -------------------------------------------------------------------------------------------
def title_lines(title: str, organ: str) -> str:
    """The title with a line feed at each break (7.3.1)."""
    return "\n".join(titles.break_title(title, (organ,)))


def one_line(title: str) -> str:
    """A title as it stands in running text: without its fixed breaks."""
    return title.replace("\n", "")


def text_block(text: str) -> Block:
    return Block(style="text", lead="", text=text, kept=False)


def heading_block(level: int, text: str) -> Block:
    styles: dict[int, Literal["heading1", "heading2", "heading3", "heading4"]] = {
        1: "heading1",
        2: "heading2",
        3: "heading3",
        4: "heading4",
    }
    return Block(style=styles[level], lead=text, text="", kept=False)


def text_blocks(opening: Sequence[str], sections: Sequence[Section], closing: Sequence[str]) -> list[Block]:
    """The text of a document: paragraphs, numbered sections, paragraphs."""
    return [*map(text_block, opening), *section_blocks(sections, 1), *map(text_block, closing)]


def section_blocks(sections: Iterable[Section], level: int) -> list[Block]:
    """Sections of one level and below, numbered from depth: 一、（一）1.（1） (7.3.3)."""
    blocks: list[Block] = []
    for number, section in enumerate(sections, 1):
        first, rest = _first_block(wording.heading_number(level, number), level, section)
        blocks += [first, *map(text_block, rest), *section_blocks(section.sections, level + 1)]
        blocks += map(text_block, section.closing)
    return blocks


def _first_block(ordinal: str, level: int, section: Section) -> tuple[Block, list[str]]:
    """The block that carries the number, and the paragraphs after it."""
    paragraphs = section.paragraphs
    if section.heading is None:
        return text_block(ordinal + paragraphs[0]), paragraphs[1:]
    lead = ordinal + section.heading
    if not section.run_in:
        return heading_block(level, lead), paragraphs
    if level > 2:  # 1. and （1） have the face of the text: nothing tells heading from text (7.3.3)
        return text_block(lead + paragraphs[0]), paragraphs[1:]
    style: Literal["run_in1", "run_in2"] = "run_in1" if level == 1 else "run_in2"
    return Block(style=style, lead=lead, text=paragraphs[0], kept=False), paragraphs[1:]


# ---- attachments ----------------------------------------------------------------------------------------------
def attachment_note(names: Sequence[str]) -> AttachmentNote | None:
    """附件说明: 附件：name, or numbered names one below the other (7.3.4)."""
    if not names:
        return None
    if len(names) == 1:
        return AttachmentNote(single=names[0], first="", others=[])
    numbers = [f"{number}." for number in range(1, len(names) + 1)]
    others = [
        AttachmentName(text=number + name, hanging=layout.body_width(number))
        for number, name in zip(numbers[1:], names[1:], strict=True)
    ]
    return AttachmentNote(single="", first=numbers[0] + names[0], others=others)


def attachment_parts(attachments: Attachments, organ: str, year: int, profile: gbt.Profile) -> list[AttachmentPart]:
    """Attachments of (title, schedule or None, sections), each on a new page with its label (7.3.7)."""
    parts: list[AttachmentPart] = []
    follows: Orientation = "portrait"
    for number, (title, table, sections) in enumerate(attachments, 1):
        parts.append(
            AttachmentPart(
                follows=follows,
                label="附件" if len(attachments) == 1 else f"附件{number}",
                title=title_lines(title, organ),
                table=None if table is None else schedule_table(table, year, profile),
                body=text_blocks((), sections, ()),
            )
        )
        follows = "portrait" if table is None else table.pages()
    return parts


def own_attachments(attachments: Iterable[Attachment]) -> list[tuple[str, Table | None, Sequence[Section]]]:
    return [(attachment.title, attachment.schedule, attachment.sections) for attachment in attachments]


# ---- the whole ------------------------------------------------------------------------------------------------
def text_context(record: Issued, *, year: int, body: list[Block], attachments: Attachments) -> TextContext:
    """What all kinds with text of their own share; `year` stands where a date is still open."""
    signed_on = None if record.signature is None else record.signature.date
    last = attachments[-1][1] if attachments else None
    return TextContext(
        properties=Properties(
            title=one_line(record.full_title),
            organ=record.organ,
            date="" if signed_on is None else signed_on.isoformat(),
        ),
        title=title_lines(record.full_title, record.organ),
        addressee="、".join(record.addressee) + "：" if record.addressee else "",
        body=body,
        attachment_note=attachment_note([one_line(name) for name, _, _ in attachments]),
        note="" if record.note is None else f"（{record.note}）",
        attachments=attachment_parts(attachments, record.organ, year, record.layout.numbers),
        landscape_end=last is not None and last.pages() == "landscape",
        table_end=last is not None and last.pages() == "portrait",
        imprint=None if record.imprint is None else imprint_block(record.imprint, year),
    )


def issued_context(record: Issued, *, year: int, body: list[Block], attachments: Attachments) -> IssuedContext:
    """A text with its 版头 and signature."""
    if record.signature is not None:
        body[-1]["kept"] = True  # a signature never stands on a page without text (7.3.5.5)
    return IssuedContext(
        **text_context(record, year=year, body=body, attachments=attachments),
        letterhead=None if record.letterhead is None else head(record.letterhead, SUFFIX, record.layout),
        signature=None if record.signature is None else signature_block(record.signature, year),
    )

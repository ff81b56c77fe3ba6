"""Contexts that the kinds share: what a template sees of head, title, text, schedule, signature and imprint.

A context holds plain dicts, lists, texts and numbers; every word is final, every length is in the unit its
attribute takes. The TypedDicts are also what a template is proven against when it is loaded.
"""

from collections.abc import Iterable, Sequence
from typing import Annotated, Literal, TypedDict

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

    title: Annotated[str, "文件属性中的标题"]
    organ: Annotated[str, "文件属性中的作者"]
    date: Annotated[str, "成文日期"]


Style = Literal["heading1", "heading2", "heading3", "heading4", "run_in1", "run_in2", "text"]


class Block(TypedDict):
    """One paragraph of text. `lead` is a whole heading or the sentence that runs in; `kept` ties it to what follows."""

    style: Annotated[
        Literal["heading1", "heading2", "heading3", "heading4", "run_in1", "run_in2", "text"],
        "段落样式：heading1 至 heading4 为单独成段的一至四级标题，run_in1、run_in2 为接排标题，text 为正文",
    ]
    lead: Annotated[str, "标题，或接排在段首的那一句"]
    text: Annotated[str, "段落文字"]
    kept: Annotated[bool, "是否与下一段同页"]


class AttachmentName(TypedDict):
    """A numbered name; `hanging` is the room of its number."""

    text: Annotated[str, "序号和名称"]
    hanging: Annotated[int, "序号的宽度"]


class AttachmentNote(TypedDict):
    single: Annotated[str, "只有一个附件时的名称"]
    first: Annotated[str, "多个附件时的第一个，带序号"]
    others: Annotated[list[AttachmentName], "其余各个附件"]


class AttachmentPart(TypedDict):
    """An attachment on its own page; `follows` is the orientation of the pages before it."""

    follows: Annotated[Orientation, "前面各页的方向"]
    label: Annotated[str, "附件标识：附件、附件1"]
    title: Annotated[str, "附件标题，已分行"]
    table: Annotated[ScheduleTable | None, "附件中的安排表"]
    body: Annotated[list[Block], "附件正文"]


class TextContext(TypedDict):
    """What every kind with text of its own shows."""

    properties: Annotated[Properties, "文件属性"]
    title: Annotated[str, "标题，已分行"]
    addressee: Annotated[str, "主送机关，带冒号"]
    body: Annotated[list[Block], "正文各段"]
    attachment_note: Annotated[AttachmentNote | None, "附件说明"]
    note: Annotated[str, "附注，带括号"]
    attachments: Annotated[list[AttachmentPart], "各个附件"]
    landscape_end: Annotated[bool, "最后一个附件是否横排"]
    table_end: Annotated[bool, "是否以竖排表格结束"]
    imprint: Annotated[ImprintBlock | None, "版记"]


class IssuedContext(TextContext):
    """What a kind that may bear a 版头 and a signature shows besides."""

    letterhead: Annotated[Head | None, "版头"]
    signature: Annotated[SignatureBlock | None, "署名和日期"]


# ---- title and text -------------------------------------------------------------------------------------------
def title_lines(title: str, organ: str) -> str:
    """The title with a line feed at each break (7.3.1)."""
    return "\n".join(titles.break_title(title, (organ,)))


def one_line(title: str) -> str:
    """A title as it stands in running text: without its fixed breaks."""
    return title.replace("\n", "")


def text_block(text: str) -> Block:
    return {"style": "text", "lead": "", "text": text, "kept": False}


def paragraphs(texts: Iterable[str]) -> list[Block]:
    return [{"style": "text", "lead": "", "text": text, "kept": False} for text in texts]


_HEADINGS: tuple[Literal["heading1", "heading2", "heading3", "heading4"], ...]
_HEADINGS = ("heading1", "heading2", "heading3", "heading4")


def heading_block(level: int, text: str) -> Block:
    return {"style": _HEADINGS[level - 1], "lead": text, "text": "", "kept": False}


def specimens() -> list[Block]:
    """A block of every style, to try a template with."""
    headings = [heading_block(level, f"第{level}层标题") for level in range(1, 5)]
    run_in: list[Block] = [
        {"style": "run_in1", "lead": "第一层接排标题。", "text": "接排的正文。", "kept": False},
        {"style": "run_in2", "lead": "第二层接排标题。", "text": "接排的正文。", "kept": True},
    ]
    return [*headings, *run_in, text_block("一段正文。")]


def text_blocks(opening: Sequence[str], sections: Sequence[Section], closing: Sequence[str]) -> list[Block]:
    """The text of a document: paragraphs, numbered sections, paragraphs."""
    return [*paragraphs(opening), *section_blocks(sections, 1), *paragraphs(closing)]


def section_blocks(sections: Iterable[Section], level: int) -> list[Block]:
    """Sections of one level and below, numbered from depth: 一、（一）1.（1） (7.3.3)."""
    blocks: list[Block] = []
    for number, section in enumerate(sections, 1):
        first, rest = _first_block(wording.heading_number(level, number), level, section)
        blocks.append(first)
        blocks += paragraphs(rest)
        if section.sections:
            blocks += section_blocks(section.sections, level + 1)
        if section.closing:
            blocks += paragraphs(section.closing)
    return blocks


def _first_block(ordinal: str, level: int, section: Section) -> tuple[Block, list[str]]:
    """The block that carries the number, and the paragraphs after it."""
    texts = section.paragraphs
    if section.heading is None:
        return text_block(ordinal + texts[0]), texts[1:]
    lead = ordinal + section.heading
    if not section.run_in:
        return heading_block(level, lead), texts
    if level > 2:  # 1. and （1） have the face of the text: nothing tells heading from text (7.3.3)
        return text_block(lead + texts[0]), texts[1:]
    style: Literal["run_in1", "run_in2"] = "run_in1" if level == 1 else "run_in2"
    return {"style": style, "lead": lead, "text": texts[0], "kept": False}, texts[1:]


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

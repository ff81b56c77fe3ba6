"""Contexts that the kinds share: what a template sees of head, title, text, schedule, signature and imprint.

A context holds plain dicts, lists, texts and numbers; every word is final, every length is in the unit its
attribute takes. The TypedDicts are also what a template is proven against when it is loaded.
"""

from collections.abc import Iterable, Sequence
from typing import Literal, TypedDict

from service import layout, titles, wording
from service import gbt9704 as gbt
from service.documents.records import Attachment, Imprint, Issued, Letterhead, Row, Secrecy, Section, Signature, Table

Orientation = Literal["portrait", "landscape"]
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


class SignerLine(TypedDict):
    label: str
    names: str
    label_position: int
    names_position: int


class Head(TypedDict):
    """The 版头 down to the red rule (7.2)."""

    copy_number: str
    blank_first: bool
    secrecy: str
    urgency: str
    joint: bool
    organs: list[str]
    organs_width: int
    suffix: str
    suffix_width: int
    mark: str
    half_points: int
    before: int
    line: int
    upward: bool
    signer_lines: list[SignerLine]
    last_signers: SignerLine
    number: str
    rule_after: int


class AttachmentNote(TypedDict):
    single: str
    first: str
    others: list[str]


class SignatureLine(TypedDict):
    text: str
    right: int


class SignatureBlock(TypedDict):
    sealed: bool
    organs: list[SignatureLine]
    date: SignatureLine


class ImprintBlock(TypedDict):
    copies: str
    copy_height: int
    issuer: str
    issued: str
    height: int
    height_emu: int
    top_emu: int


class ColumnHead(TypedDict):
    title: str
    width: int


class Cell(TypedDict):
    text: str
    align: Literal["left", "center"]
    width: int


class TableRow(TypedDict):
    cells: list[Cell]


class ScheduleTable(TypedDict):
    columns: list[ColumnHead]
    rows: list[TableRow]
    empty: bool
    span: int
    width: int


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


# ---- 版头 -----------------------------------------------------------------------------------------------------
def head(letterhead: Letterhead, default_suffix: str) -> Head:
    """The 版头 of a document; `default_suffix` follows the organ's name when the payload gives none."""
    suffix = default_suffix if letterhead.suffix is None else letterhead.suffix
    secrecy = secrecy_text(letterhead.secrecy)
    signer_lines = _signer_lines(letterhead)
    joint = len(letterhead.organs) > 1
    longest = max(letterhead.organs, key=layout.ems)
    rows = len(letterhead.organs)
    geometry = layout.mark(
        longest + suffix, labels_above(letterhead), gbt.LINES_BELOW_MARK + max(1, len(signer_lines)), rows if joint else 1
    )
    unit = geometry.half_points * 10  # one 字 of the mark in twips
    number = letterhead.number
    return Head(
        copy_number=letterhead.copy_number or "",
        blank_first=bool(secrecy) and not letterhead.copy_number,  # 密级 stands on line 2 (7.2.2)
        secrecy=secrecy,
        urgency=letterhead.urgency or "",
        joint=joint,
        organs=letterhead.organs,
        organs_width=round(layout.ems(longest) * unit) + unit // 4,
        suffix=suffix,
        suffix_width=round(layout.ems(suffix) * unit) + unit // 8,
        mark="" if joint else letterhead.organs[0] + suffix,
        half_points=geometry.half_points,
        before=geometry.before,
        line=geometry.line,
        upward=bool(signer_lines),
        signer_lines=signer_lines[:-1],
        last_signers=signer_lines[-1] if signer_lines else _signer_line("", "", 0),
        number="" if number is None else wording.document_number(number.code, number.year, number.sequence),
        rule_after=geometry.rule_after,
    )


def labels_above(letterhead: Letterhead) -> int:
    """Body lines above the mark: 份号, 密级 (always on line 2), 紧急程度 (7.2.1–7.2.3)."""
    first = letterhead.copy_number is not None or letterhead.secrecy is not None
    return first + (letterhead.secrecy is not None) + (letterhead.urgency is not None)


def secrecy_text(secrecy: Secrecy | None) -> str:
    """密级 alone, or with ★ and its period: 秘密★1年 (7.2.2)."""
    if secrecy is None:
        return ""
    return secrecy.level if secrecy.period is None else f"{secrecy.level}★{secrecy.period}"


_SIGNER_LABEL = "签发人："


def _signer_lines(letterhead: Letterhead) -> list[SignerLine]:
    """Signers two a line, first names in one column, 1 字 from the right edge (7.2.6)."""
    names = [(signer.organ or "") + signer.name for signer in letterhead.signers]
    pairs = ["\u3000".join(names[index : index + 2]) for index in range(0, len(names), 2)]
    widest = max(map(layout.body_width, pairs), default=0)
    return [_signer_line(_SIGNER_LABEL if index == 0 else "", pair, widest) for index, pair in enumerate(pairs)]


def _signer_line(label: str, names: str, widest: int) -> SignerLine:
    names_position = max(0, gbt.TYPE_WIDTH - gbt.CHARACTER - widest)
    label_position = max(0, names_position - layout.body_width(_SIGNER_LABEL))
    return SignerLine(label=label, names=names, label_position=label_position, names_position=names_position)


# ---- attachments ----------------------------------------------------------------------------------------------
def attachment_note(names: Sequence[str]) -> AttachmentNote | None:
    """附件说明: 附件：name, or numbered names one below the other (7.3.4)."""
    if not names:
        return None
    if len(names) == 1:
        return AttachmentNote(single=names[0], first="", others=[])
    numbered = [f"{number}.{name}" for number, name in enumerate(names, 1)]
    return AttachmentNote(single="", first=numbered[0], others=numbered[1:])


def attachment_parts(attachments: Attachments, organ: str, year: int) -> list[AttachmentPart]:
    """Attachments of (title, schedule or None, sections), each on a new page with its label (7.3.7)."""
    parts: list[AttachmentPart] = []
    follows: Orientation = "portrait"
    for number, (title, table, sections) in enumerate(attachments, 1):
        parts.append(
            AttachmentPart(
                follows=follows,
                label="附件" if len(attachments) == 1 else f"附件{number}",
                title=title_lines(title, organ),
                table=None if table is None else schedule_table(table, year),
                body=text_blocks((), sections, ()),
            )
        )
        follows = "portrait" if table is None else orientation(table)
    return parts


def own_attachments(attachments: Iterable[Attachment]) -> list[tuple[str, Table | None, Sequence[Section]]]:
    return [(attachment.title, attachment.schedule, attachment.sections) for attachment in attachments]


# ---- schedule -------------------------------------------------------------------------------------------------
_COLUMNS: dict[str, tuple[str, Literal["left", "center"]]] = {
    "index": ("序号", "center"),
    "period": ("时间", "center"),
    "topic": ("学习专题", "left"),
    "contents": ("学习内容", "left"),
    "form": ("学习形式", "center"),
    "place": ("地点", "center"),
    "chair": ("主持人", "center"),
    "leads": ("领学人", "center"),
    "speakers": ("重点发言人", "center"),
    "departments": ("责任科室", "center"),
    "note": ("备注", "center"),
}
_ALWAYS = ("index", "period", "topic", "contents", "form", "speakers", "departments", "note")
_MOST_PORTRAIT_COLUMNS = 6


def orientation(table: Table) -> Orientation:
    """The pages of a schedule: as asked for, else landscape when it has more columns than a portrait page holds (8)."""
    if table.orientation != "auto":
        return table.orientation
    return "landscape" if len(_columns(table)) > _MOST_PORTRAIT_COLUMNS else "portrait"


def _columns(table: Table) -> list[tuple[str, str]]:
    """(field, heading) of each column; without a choice the usual ones and those that hold something."""
    if table.columns is not None:
        return [(column.field, column.title or _COLUMNS[column.field][0]) for column in table.columns]
    used = {name for row in table.rows for name in ("place", "chair", "leads") if getattr(row, name)}
    return [(name, heading) for name, (heading, _) in _COLUMNS.items() if name in _ALWAYS or name in used]


def schedule_table(table: Table, year: int) -> ScheduleTable:
    """The table of planned sessions, with widths that fill the page it stands on."""
    columns = _columns(table)
    total = int(gbt.TYPE_HEIGHT if orientation(table) == "landscape" else gbt.TYPE_WIDTH)
    texts = [[_cell_text(row, name, number, year) for number, row in enumerate(table.rows, 1)] for name, _ in columns]
    widths = layout.column_widths([heading for _, heading in columns], texts, total)
    aligns = [_COLUMNS[name][1] for name, _ in columns]
    rows = [
        TableRow(cells=[Cell(text=text, align=align, width=width) for text, align, width in zip(row, aligns, widths, strict=True)])
        for row in zip(*texts, strict=True)
    ]
    heads = [ColumnHead(title=heading, width=width) for (_, heading), width in zip(columns, widths, strict=True)]
    return ScheduleTable(columns=heads, rows=rows, empty=not rows, span=len(columns), width=total)


def _cell_text(row: Row, name: str, number: int, year: int) -> str:
    if name == "index":
        return str(number)
    if name == "period":
        return row.period.wording or wording.period(row.period.from_, row.period.to, year)
    if name == "contents":
        return "\n".join(row.contents)
    if name in ("leads", "speakers"):
        return wording.persons([person.listed for person in getattr(row, name)])
    if name == "departments":
        return "、".join(row.departments)
    text: str | None = getattr(row, name)
    return text or ""


# ---- signature and 版记 ------------------------------------------------------------------------------------------
def signature_block(signature: Signature, year: int) -> SignatureBlock:
    """署名 and date at their places, with an open date left open (7.3.5)."""
    day = wording.open_date(year) if signature.date is None else wording.full_date(signature.date)
    sealed = signature.seal == "sealed"
    place = layout.sealed_indents if sealed else layout.unsealed_indents
    organs = [SignatureLine(text=organ, right=place(organ, day)[0]) for organ in signature.organs]
    return SignatureBlock(
        sealed=sealed, organs=organs, date=SignatureLine(text=day, right=place(signature.organs[0], day)[1])
    )


def imprint_block(imprint: Imprint, year: int) -> ImprintBlock:
    """抄送, 印发 and the box they stand in (7.4)."""
    copies = "，".join(imprint.copies_to) + "。" if imprint.copies_to else ""
    issued = wording.open_date(year) if imprint.issued_on is None else wording.full_date(imprint.issued_on)
    box = layout.imprint_box(copies)
    return ImprintBlock(
        copies=copies,
        copy_height=box.copy_height,
        issuer=imprint.issuer,
        issued=issued + "印发",
        height=box.height,
        height_emu=box.height_emu,
        top_emu=box.top_emu,
    )


# ---- the whole ------------------------------------------------------------------------------------------------
def text_context(record: Issued, *, title: str, year: int, body: list[Block], attachments: Attachments) -> TextContext:
    """What all kinds with text of their own share; `year` stands where a date is still open."""
    signed_on = None if record.signature is None else record.signature.date
    last = attachments[-1][1] if attachments else None
    return TextContext(
        properties=Properties(
            title=one_line(title), organ=record.organ, date="" if signed_on is None else signed_on.isoformat()
        ),
        title=title_lines(title, record.organ),
        addressee="、".join(record.addressee) + "：" if record.addressee else "",
        body=body,
        attachment_note=attachment_note([one_line(name) for name, _, _ in attachments]),
        note="" if record.note is None else f"（{record.note}）",
        attachments=attachment_parts(attachments, record.organ, year),
        landscape_end=last is not None and orientation(last) == "landscape",
        table_end=last is not None and orientation(last) == "portrait",
        imprint=None if record.imprint is None else imprint_block(record.imprint, year),
    )


def issued_context(record: Issued, *, title: str, year: int, body: list[Block], attachments: Attachments) -> IssuedContext:
    """A text with its 版头 and signature."""
    if record.signature is not None:
        body[-1]["kept"] = True  # a signature never stands on a page without text (7.3.5.5)
    return IssuedContext(
        **text_context(record, title=title, year=year, body=body, attachments=attachments),
        letterhead=None if record.letterhead is None else head(record.letterhead, "文件"),
        signature=None if record.signature is None else signature_block(record.signature, year),
    )

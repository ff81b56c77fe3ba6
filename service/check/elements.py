"""The elements of an official document as the checker recognised them, in the words of GB/T 9704-2012."""

from dataclasses import dataclass, field
from enum import StrEnum

from service.ooxml.read.facts import Block, Border, Box, Document, Paragraph, Table


class Kind(StrEnum):
    """What sort of document it is, by what it shows."""

    ISSUED = "issued"  # with a 版头
    MINUTES = "minutes"  # 纪要, with or without its red head
    ORDER = "order"  # 命令（令）
    LETTER = "letter"  # 信函
    PLAIN = "plain"  # plan, summary, record … without a head
    ATTACHMENT = "attachment"  # an attachment by itself
    FOREIGN = "foreign"  # no official document at all


class Role(StrEnum):
    """What a paragraph of the body is."""

    BLANK = "blank"
    COPY_NUMBER = "份号"
    SECRECY = "密级"
    URGENCY = "紧急程度"
    MARK = "发文机关标志"
    NUMBER = "发文字号"
    SIGNERS = "签发人"
    HEAD_LINE = "版头文字"  # the number of an issue, organ and date of minutes, the red rule
    TITLE = "标题"
    SUBTITLE = "题注"
    ADDRESSEE = "主送机关"
    HEADING = "层次标题"
    BODY = "正文"
    ATTACHMENT_NOTE = "附件说明"
    SIGNATURE = "署名"
    DATE = "成文日期"
    NOTE = "附注"
    ATTENDANCE = "出席名单"
    ATTACHMENT_LABEL = "附件标识"
    ATTACHMENT_TITLE = "附件标题"
    IMPRINT = "版记"
    CAPTION = "图表题"
    OTHER = "其他"


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph of the body and what it is."""

    role: Role
    paragraph: Paragraph
    index: int  # among the blocks of the body
    level: int = 0  # of a heading or numbered text: 1…4
    number: int = 0
    alone: bool = False  # a heading on its own line, else it runs into text
    lead: str = ""  # number and heading sentence of one that runs in

    @property
    def text(self) -> str:
        return self.paragraph.printed.strip(" \t\n\f\u3000\xa0")


@dataclass(frozen=True, slots=True)
class Rule:
    """The red rule: the border of a paragraph, or a drawn line."""

    paragraph: Paragraph  # that bears it
    border: Border | None
    box: Box | None
    edge: str = "bottom"
    index: int = -1  # of the block that bears it


@dataclass(frozen=True, slots=True)
class Head:
    """The 版头 (7.2): what of it was found; `last` is the index of its last block, -1 when there is none."""

    marks: tuple[Paragraph, ...] = ()
    mark_index: int = -1
    mark_in_flow: bool = False  # a plain paragraph, neither frame, box nor table
    number: Line | None = None
    number_text: str = ""
    signers: tuple[Line, ...] = ()
    labels: tuple[Line, ...] = ()
    issue: tuple[Line, ...] = ()
    rule: Rule | None = None
    last: int = -1

    @property
    def present(self) -> bool:
        """Whether there is a head at all: a mark, or on pre-printed paper what is typed under it."""
        return bool(self.marks) or self.number is not None or bool(self.issue)

    @property
    def mark(self) -> str:
        return "".join(paragraph.text.strip() for paragraph in self.marks)


@dataclass(frozen=True, slots=True)
class Attachment:
    """An attachment bound into the file (7.3.7)."""

    label: Line
    title: tuple[Line, ...]
    first: int  # index of its label
    last: int  # index of its last block
    new_page: bool

    @property
    def title_text(self) -> str:
        return "".join(line.text.replace("\n", "") for line in self.title)


@dataclass(frozen=True, slots=True)
class Imprint:
    """The 版记 (7.4): in a text box, a table, or typed between borders."""

    holder: Paragraph | Table  # the block of the body that holds it
    index: int
    paragraphs: tuple[Paragraph, ...]
    table: Table | None = None
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class Recognised:
    """A document and its elements."""

    document: Document
    kind: Kind
    head: Head
    lines: tuple[Line, ...]  # every paragraph of the body outside tables and boxes
    attachments: tuple[Attachment, ...]
    imprint: Imprint | None
    blocks: tuple[Block, ...]
    by_index: dict[int, Line] = field(repr=False)
    all_paragraphs: tuple[Paragraph, ...] = field(repr=False)  # those in tables and text boxes included

    def of(self, *roles: Role) -> list[Line]:
        """The lines of these roles in the order of the file."""
        return [line for line in self.lines if line.role in roles]

    @property
    def title(self) -> list[Line]:
        return self.of(Role.TITLE)

    @property
    def title_text(self) -> str:
        return "".join(line.text.replace("\n", "") for line in self.title)

    def blanks_before(self, index: int) -> list[Line]:
        """The empty lines directly above a block, the nearest first."""
        found = []
        while (line := self.by_index.get(index - 1)) is not None and line.role is Role.BLANK:
            found.append(line)
            index -= 1
        return found

    def in_attachment(self, line: Line) -> bool:
        return any(attachment.first <= line.index <= attachment.last for attachment in self.attachments)

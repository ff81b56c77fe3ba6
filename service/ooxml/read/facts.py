"""What a read .docx is made of: sections, paragraphs, runs, tables and boxes with effective values. Data only.

Lengths are twips, sizes half-points, widths of borders eighths of a point, as in the file. `None` means that nothing
in the file says it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Place:
    """Where an element stands: the part, its tag (p, tbl, sectPr) and its number among those of the part, from 0."""

    part: str
    tag: str
    index: int


@dataclass(frozen=True, slots=True)
class Border:
    """One edge of a paragraph, cell or table."""

    style: str
    eighths: int
    colour: str
    space: int  # points between text and border

    @property
    def visible(self) -> bool:
        return self.style not in ("nil", "none")


Borders = Mapping[str, Border]


@dataclass(frozen=True, slots=True)
class Frame:
    """The frame of a paragraph, or where a floating table stands; `x`, `y` are words where the file aligns."""

    x: int | str | None
    y: int | str | None
    horizontal: str  # text, margin or page
    vertical: str
    width: int | None = None


@dataclass(frozen=True, slots=True)
class RunValues:
    """How characters are set."""

    ascii: str | None
    hansi: str | None
    east: str | None
    half_points: int
    bold: bool
    italic: bool
    underline: bool
    colour: str  # RRGGBB or auto
    tracking: int
    hidden: bool
    scale: int  # per cent
    snap: bool

    @property
    def points(self) -> float:
        return self.half_points / 2


@dataclass(frozen=True, slots=True)
class ParagraphValues:
    """How a paragraph is set; an indent in characters wins over the twips beside it, as in Word."""

    align: str
    before: int
    after: int
    line: int
    line_rule: str  # auto, exact, atLeast
    left: int
    right: int
    first: int  # first line against the others; negative: they hang
    left_characters: float  # 0 when the file gives twips only
    right_characters: float
    first_characters: float
    keep_next: bool
    page_break_before: bool
    snap: bool
    outline: int | None
    borders: Borders
    tabs: tuple[tuple[int, str], ...]
    frame: Frame | None


@dataclass(frozen=True, slots=True)
class Run:
    """Characters of one look: "\\n" breaks the line, "\\f" the page; `field` names the field they show."""

    text: str
    values: RunValues
    field: str = ""


@dataclass(frozen=True, slots=True)
class Box:
    """A shape beside the text: a line, a text box, a picture or group."""

    kind: str  # line, text, picture, other
    width: int
    height: int
    x: int | str | None
    y: int | str | None
    horizontal: str  # page, margin, column, …
    vertical: str  # page, margin, paragraph, …
    anchored: bool
    colour: str
    eighths: int
    blocks: tuple["Block", ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph: its words, the number Word puts before them, and what they look like."""

    place: Place
    ordinal: int  # 1, 2, 3 … among the paragraphs of the body that a reader counts; 0 elsewhere
    section: int
    style: str
    values: ParagraphValues
    mark: RunValues  # of the paragraph mark: what an empty line is as high as
    runs: tuple[Run, ...]
    boxes: tuple[Box, ...]
    numbering: str
    text: str
    ends_section: bool = False

    @property
    def printed(self) -> str:
        """The words with the number before them."""
        return self.numbering + self.text

    @property
    def blank(self) -> bool:
        return not self.boxes and not self.numbering and not self.text.strip(" \t\n\f\u3000\xa0")

    @property
    def runs_with_text(self) -> list[Run]:
        """The visible runs that print more than space."""
        return [run for run in self.runs if not run.values.hidden and run.text.strip(" \t\n\f\u3000\xa0")]


@dataclass(frozen=True, slots=True)
class Cell:
    width: int | None
    span: int
    borders: Borders  # effective: of the cell, else of the table
    blocks: tuple["Block", ...]

    @property
    def text(self) -> str:
        return "\n".join(paragraph.printed for paragraph in paragraphs_of(self.blocks))


@dataclass(frozen=True, slots=True)
class Row:
    header: bool
    whole: bool  # not split over pages
    height: int | None
    height_rule: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    place: Place
    ordinal: int  # 1, 2, 3 … among the tables of the body; 0 elsewhere
    section: int
    width: int | None  # twips; None: automatic or a share of the page
    indent: int
    margin: int  # left cell margin
    align: str
    floating: Frame | None
    grid: tuple[int, ...]
    rows: tuple[Row, ...]

    @property
    def text(self) -> str:
        return "\n".join(cell.text for row in self.rows for cell in row.cells)

    @property
    def full_width(self) -> int:
        """Its width, measured by its columns where it does not say."""
        return sum(self.grid) or self.width or 0


Block = Paragraph | Table


@dataclass(frozen=True, slots=True)
class Story:
    """A header or footer."""

    part: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """The pages of one section; headers and footers by kind (default, even, first), inherited ones included."""

    place: Place
    number: int  # from 1
    start: str  # nextPage, continuous, evenPage, oddPage, nextColumn
    width: int
    height: int
    top: int
    bottom: int
    left: int
    right: int
    gutter: int
    header: int
    footer: int
    grid: str  # "", lines, linesAndChars, snapToChars
    pitch: int
    character_space: int  # of the grid, in 1/4096 pt
    columns: int
    title_page: bool
    number_start: int | None
    number_format: str
    headers: Mapping[str, Story] = field(default_factory=dict)
    footers: Mapping[str, Story] = field(default_factory=dict)

    @property
    def landscape(self) -> bool:
        return self.width > self.height

    @property
    def type_width(self) -> int:
        return self.width - self.left - self.right - self.gutter

    @property
    def type_height(self) -> int:
        return self.height - self.top - self.bottom


@dataclass(frozen=True, slots=True)
class Document:
    """All a checker needs to know of a .docx."""

    blocks: tuple[Block, ...]  # of the body
    sections: tuple[Section, ...]
    even_and_odd: bool
    mirrored: bool

    def section_of(self, block: Block) -> Section:
        return self.sections[min(block.section, len(self.sections) - 1)]


def paragraphs_of(blocks: tuple[Block, ...]) -> Iterator[Paragraph]:
    """All paragraphs in the order of the file, those in tables and text boxes included."""
    for block in blocks:
        if isinstance(block, Table):
            for row in block.rows:
                for cell in row.cells:
                    yield from paragraphs_of(cell.blocks)
        else:
            yield block
            for box in block.boxes:
                yield from paragraphs_of(box.blocks)


def tables_of(blocks: tuple[Block, ...]) -> Iterator[Table]:
    """All tables in the order of the file, nested ones and those in text boxes included."""
    for block in blocks:
        if isinstance(block, Table):
            yield block
            for row in block.rows:
                for cell in row.cells:
                    yield from tables_of(cell.blocks)
        else:
            for box in block.boxes:
                yield from tables_of(box.blocks)

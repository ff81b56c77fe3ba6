"""A rendered variant: what its context says, found again line by line on its pages."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from service import gbt9704 as gbt
from service.documents import KINDS
from service.generate import House
from service.generate import read as read_payload
from tests.rendering.pages import Character, Line, Page, read
from tests.rendering.variants import Variant

IMPRINT_TOP_SLACK = 1.0  # the first rule of the 版记 stands this close under the top of its box, in mm
_TEXT_STYLES = ("text", "run_in1", "run_in2", "heading1", "heading2", "heading3", "heading4")


class Piece(NamedTuple):
    """What of a paragraph stands on one line of one page (numbered from 1)."""

    page: int
    line: Line


@dataclass(frozen=True)
class Paragraph:
    """A text of the context with its role and its lines; `lead` characters of it are a heading that runs in."""

    role: str
    text: str
    lead: int
    pieces: tuple[Piece, ...]

    @property
    def first(self) -> Piece:
        return self.pieces[0]

    @property
    def last(self) -> Piece:
        return self.pieces[-1]

    @property
    def characters(self) -> list[Character]:
        return [character for piece in self.pieces for character in piece.line.characters]


@dataclass(frozen=True)
class Area:
    """The type area of a page and the pitch of its lines, in mm."""

    left: float
    top: float
    right: float
    bottom: float
    pitch: float

    def base(self, line: int) -> float:
        """The baseline of the nth line: four fifths of an exact line lie above it in LibreOffice."""
        return self.top + (line - 0.2) * self.pitch

    @property
    def centre(self) -> float:
        return (self.left + self.right) / 2


class Rendered:
    """One variant as a document and as pages."""

    def __init__(self, variant: Variant, content: bytes, pdf: Path) -> None:
        self.variant, self.content, self.pdf = variant, content, pdf
        self.pages: list[Page] = read(pdf)
        self.record: Any = read_payload(variant.kind, variant.payload, House(allow_secrecy=True))
        self.context: Any = KINDS[variant.kind].context(self.record)

    @property
    def head(self) -> Any:
        """The red head of the context, if there is one."""
        return self.context.get("head") or self.context.get("letterhead")

    @property
    def signature(self) -> Any:
        return self.context.get("signature")

    @property
    def imprint(self) -> Any:
        return self.context.get("imprint")

    @property
    def preprinted(self) -> bool:
        """Whether the paper brings the red mark and the red rule."""
        return self.head is not None and self.variant.layout.get("head") == "preprinted"

    @property
    def blank_page(self) -> int | None:
        """The empty page before a 版记 that was asked for on an even page; neither of both is numbered (7.5)."""
        before_last = len(self.pages) - 1
        asked = self.variant.layout.get("duplex") and before_last and not self.pages[before_last - 1].body
        return before_last if asked else None

    @property
    def profile(self) -> tuple[int, int, int]:
        """Top, bottom and pitch of the layout's profile in twips."""
        name = self.variant.layout.get("profile", "standard")
        if name == "standard":
            return gbt.TOP, gbt.BOTTOM, gbt.LINE
        chosen = gbt.PROFILES[name]
        return chosen.top, chosen.bottom, chosen.line

    def area(self, number: int) -> Area:
        """The type area of a page, turned with it."""
        top, bottom, line = (length * 25.4 / 1440 for length in self.profile)
        left, right = gbt.LEFT.millimetres, gbt.RIGHT.millimetres
        page = self.pages[number - 1]
        if page.landscape:
            return Area(bottom, left, page.width - top, page.height - right, line)  # the sheet is turned
        return Area(left, top, page.width - right, page.height - bottom, line)

    # ---- where the texts are ----------------------------------------------------------------------------------
    @cached_property
    def imprint_lines(self) -> list[Line]:
        """What stands in the room of the 版记 on the page it is on."""
        if self.imprint is None:
            return []
        top = self.imprint["top_emu"] / 36000 - IMPRINT_TOP_SLACK
        return [line for line in self.pages[-1].body if line.base > top]

    @cached_property
    def _flow(self) -> tuple[str, list[tuple[int, Line, Character]]]:
        """All running text in reading order, and where each character of it stands."""
        kept = {id(line) for line in self.imprint_lines}
        placed = [
            (number, line, character)
            for number, page in enumerate(self.pages, 1)
            for line in page.body
            if not line.red and id(line) not in kept
            for character in line.characters
        ]
        return "".join(character.text for _, _, character in placed), placed

    @cached_property
    def _found(self) -> tuple[list[Paragraph], list[str]]:
        flow, placed = self._flow
        found, lost, cursor = [], [], 0
        for role, lead, text in _expected(self.variant.kind, self.context):
            wanted, lead_length = _bare(lead + text), len(_bare(lead)) if text else 0
            start = flow.find(wanted, cursor)
            if start < 0:
                lost.append(f"{role}: {wanted[:30]}")
                continue
            cursor = start + len(wanted)
            found.append(Paragraph(role, wanted, lead_length, _pieces(placed[start:cursor])))
        return found, lost

    @property
    def paragraphs(self) -> list[Paragraph]:
        return self._found[0]

    @property
    def lost(self) -> list[str]:
        """Texts of the context that stand nowhere in one piece."""
        return self._found[1]

    def of(self, *roles: str) -> Iterator[Paragraph]:
        """The paragraphs of these roles."""
        return (paragraph for paragraph in self.paragraphs if paragraph.role in roles)

    def text_paragraphs(self) -> Iterator[Paragraph]:
        """The paragraphs of the text itself: what the standard calls 正文, with its headings."""
        return self.of(*_TEXT_STYLES)

    def before(self, paragraph: Paragraph) -> Paragraph | None:
        """The paragraph before this one, if it ends on the page where this one begins."""
        place = self.paragraphs.index(paragraph)
        earlier = self.paragraphs[place - 1] if place else None
        return earlier if earlier and earlier.last.page == paragraph.first.page else None

    def step(self, paragraph: Paragraph) -> float | None:
        """How far below the paragraph before it a paragraph begins, in mm, where they share a page."""
        earlier = self.before(paragraph)
        return None if earlier is None else paragraph.first.line.base - earlier.last.line.base


def _bare(text: str) -> str:
    return "".join(text.split())


def _pieces(placed: list[tuple[int, Line, Character]]) -> tuple[Piece, ...]:
    rows: dict[tuple[int, float], list[Character]] = {}
    for number, line, character in placed:
        rows.setdefault((number, line.base), []).append(character)
    return tuple(Piece(number, Line(base, tuple(members))) for (number, base), members in rows.items())


def _expected(kind: str, context: Any) -> Iterator[tuple[str, str, str]]:
    """(role, run-in lead, text) of all running text of a context, in its order on the pages."""
    yield from (entry for entry in _expected_head(context) if entry[2])
    if kind == "schedule":
        yield "label", "", context["label"]
        yield "attachment title", "", context["title"]
        return
    yield "title", "", context["title"]
    yield from ([("addressee", "", context["addressee"])] if context["addressee"] else [])
    for part in ("opening", "body"):
        yield from _blocks(context.get(part, ()))
        if part == "opening" and context.get("statistics_title"):
            yield "table title", "", context["statistics_title"]
    for entry in context.get("attendance", ()):
        yield "attendance", entry["label"], entry["names"]
    yield from _foot(context)
    for part in context["attachments"]:
        yield "label", "", part["label"]
        yield "attachment title", "", part["title"]
        yield from _blocks(part["body"], "attachment ")


def _expected_head(context: Any) -> Iterator[tuple[str, str, str]]:
    head = context.get("head") or context.get("letterhead")
    if head is None:
        return
    for name in ("copy_number", "secrecy", "urgency"):
        yield name, "", head[name]
    if "issue" in head:
        yield "number", "", head["issue"]
        yield "organ above the rule", "", head["organ"]
        yield "date above the rule", "", head["date"]
        return
    for line in head["signer_lines"]:
        yield "signers", line["label"], line["names"]
    yield "number", "", head["number"]
    yield "signers", head["last_signers"]["label"], head["last_signers"]["names"]


def _blocks(blocks: Any, prefix: str = "") -> Iterator[tuple[str, str, str]]:
    return ((prefix + block["style"], block["lead"], block["text"]) for block in blocks)


def _foot(context: Any) -> Iterator[tuple[str, str, str]]:
    note = context["attachment_note"]
    if note and note["single"]:
        yield "attachment note", "附件：", note["single"]
    elif note:
        yield "first attachment name", "附件：", note["first"]
        yield from (("next attachment name", "", name["text"]) for name in note["others"])
    signature = context.get("signature")
    if signature:
        yield from (("organ", "", line["text"]) for line in signature["organs"])
        yield "date", "", signature["date"]["text"]
    if context["note"]:
        yield "note", "", context["note"]

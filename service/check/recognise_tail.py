"""Finds what stands behind the text: 附件说明, signature, date, 附注, attachments, 版记 (7.3.4–7.3.7, 7.4)."""

from itertools import pairwise

from service.check import patterns
from service.check.elements import Attachment, Imprint, Line, Role
from service.check.faces import is_face
from service.check.measures import has_hanzi, left_indent, main_values, right_indent
from service.ooxml.read.facts import Block, Document, Paragraph, Table, paragraphs_of, tables_of

_REACH = 40  # blocks a signature with its 附件说明 takes at most
_IMPRINT_REACH = 14  # blocks from the end in which a 版记 begins
_LONGEST_ORGAN = 70


# ---- 版记 -----------------------------------------------------------------------------------------------------
def recognise_imprint(blocks: tuple[Block, ...], first: int) -> Imprint | None:
    """The 版记: the last table, text box or lines that say 抄送 or 印发."""
    for index in range(len(blocks) - 1, max(first, len(blocks) - _IMPRINT_REACH) - 1, -1):
        block = blocks[index]
        if isinstance(block, Table):
            if _is_imprint(inner := tuple(paragraphs_of((block,)))):
                return Imprint(block, index, inner, block)
            continue
        for box in block.boxes:
            if _is_imprint(inner := tuple(paragraphs_of(box.blocks))):
                return Imprint(block, index, inner, next(tables_of(box.blocks), None), box)
        if _printed(block.printed.strip()):
            return _typed(blocks, index, first)
    return None


def _is_imprint(paragraphs: tuple[Paragraph, ...]) -> bool:
    texts = [paragraph.printed.strip() for paragraph in paragraphs]
    printed = any(_printed(text) for text in texts)
    return printed or (len(texts) < 12 and any(text.startswith(("抄送：", "抄送:")) for text in texts))


def _printed(text: str) -> bool:
    return patterns.PRINTED.search(text) is not None and patterns.LOOSE_DATE.search(text) is not None


def _typed(blocks: tuple[Block, ...], last: int, first: int) -> Imprint:
    """A 版记 typed in plain paragraphs: the line of 印发 and what of 抄送 stands directly above it."""
    start = last
    for index in range(last - 1, max(first, last - 8), -1):
        block = blocks[index]
        if isinstance(block, Table) or not (block.blank or _copies(block) or block.values.borders):
            break
        if _copies(block) or block.values.borders:
            start = index
    holder = blocks[start]
    paragraphs = [block for block in blocks[start : last + 1] if isinstance(block, Paragraph) and not block.blank]
    return Imprint(holder, start, tuple(paragraphs))


def _copies(paragraph: Paragraph) -> bool:
    return patterns.COPIES.match(paragraph.printed.strip()) is not None


# ---- attachments ----------------------------------------------------------------------------------------------
def recognise_attachments(document: Document, first: int, imprint: Imprint | None) -> tuple[Attachment, ...]:
    """The attachments bound into the file, each from its label on."""
    blocks = document.blocks
    end = len(blocks) if imprint is None else imprint.index
    labels = [index for index in range(first, end) if _is_label(document, index, end)]
    found = []
    for index, following in pairwise((*labels, end)):
        paragraph = blocks[index]
        if isinstance(paragraph, Paragraph):
            title = _attachment_title(blocks, index + 1, following)
            label = Line(Role.ATTACHMENT_LABEL, paragraph, index)
            found.append(Attachment(label, title, index, following - 1, begins_page(document, index)))
    return tuple(found)


def _is_label(document: Document, index: int, end: int) -> bool:
    block = document.blocks[index]
    if not isinstance(block, Paragraph):
        return False
    text = block.printed.strip()
    if not patterns.ATTACHMENT_LABEL.fullmatch(text) and not patterns.DETACHED_LABEL.fullmatch(text):
        return False
    if text[-1] not in ":：" or begins_page(document, index):
        return True
    following = next((one for one in document.blocks[index + 1 : end] if _filled(one)), None)
    numbered = isinstance(following, Paragraph) and patterns.LEVELS[2].match(following.printed.strip())
    return not numbered  # 附件： with numbered names under it is the note


def _filled(block: Block) -> bool:
    return isinstance(block, Table) or not block.blank


def begins_page(document: Document, index: int) -> bool:
    """Whether the file itself starts a new page before this block."""
    block = document.blocks[index]
    if isinstance(block, Paragraph) and (block.values.page_break_before or "\f" in _before_words(block)):
        return True
    for place in range(index - 1, -1, -1):
        above = document.blocks[place]
        if above.section != block.section:
            return document.section_of(block).start != "continuous"
        if isinstance(above, Table) or "\f" in above.text or not above.blank:
            return isinstance(above, Paragraph) and "\f" in above.text and not above.text.rpartition("\f")[2].strip()
    return True


def _before_words(paragraph: Paragraph) -> str:
    return paragraph.text[: len(paragraph.text) - len(paragraph.text.lstrip())]


def _attachment_title(blocks: tuple[Block, ...], first: int, end: int) -> tuple[Line, ...]:
    """The centred or large lines after a label."""
    lines: list[Line] = []
    for index in range(first, min(end, first + 10)):
        block = blocks[index]
        if isinstance(block, Table):
            break
        if block.blank:
            if lines:
                break
            continue
        values = main_values(block)
        fits = block.values.align == "center" or values.points >= 18 or is_face(values.east, "小标宋")
        if not fits and (lines or len(block.text.strip()) > 44 or block.text.strip()[-1:] in "。；："):
            break
        if lines and abs(values.points - main_values(lines[0].paragraph).points) >= 1:
            break
        lines.append(Line(Role.ATTACHMENT_TITLE, block, index))
        if not fits:
            break
    return tuple(lines)


# ---- 附件说明, signature, date, 附注 -----------------------------------------------------------------------------
def tail_roles(blocks: tuple[Block, ...], first: int, end: int) -> dict[int, Role]:
    """What of the last lines of the text is no text any more."""
    roles: dict[int, Role] = {}
    place = _last_filled(blocks, end, first)
    note = None
    if place is not None and patterns.NOTE.match(_text(blocks[place])) and len(_text(blocks[place])) < 120:
        note, place = place, _last_filled(blocks, place, first)
    signed = _take_signature(blocks, place, first, roles)
    noted = _take_attachment_note(blocks, first, end, roles)
    if note is not None and (signed or noted or _text(blocks[note]).startswith(("（此件", "（联系人"))):
        roles[note] = Role.NOTE
    return roles


def _text(block: Block) -> str:
    return block.printed.strip() if isinstance(block, Paragraph) else ""


def _last_filled(blocks: tuple[Block, ...], end: int, first: int) -> int | None:
    place = next((index for index in range(end - 1, first - 1, -1) if _filled(blocks[index])), None)
    return None if place is None or isinstance(blocks[place], Table) else place


def _take_signature(blocks: tuple[Block, ...], place: int | None, first: int, roles: dict[int, Role]) -> bool:
    """The date and the organs above it; without a date there is no signature to be sure of."""
    if place is None or not _is_date(_text(blocks[place])):
        return False
    roles[place] = Role.DATE
    for index in range(place - 1, max(first, place - 16) - 1, -1):
        block = blocks[index]
        if isinstance(block, Table) or (not block.blank and not _is_organ(block)):
            break
        if block.blank:
            if any(role is Role.SIGNATURE for role in roles.values()) or index < place - 2:
                break
            continue
        roles[index] = Role.SIGNATURE
    return True


def _is_date(text: str) -> bool:
    return patterns.LOOSE_DATE.fullmatch(text) is not None


def _is_organ(paragraph: Paragraph) -> bool:
    """A short line set to the right, without the marks of a sentence."""
    text = paragraph.printed.strip()
    if len(text) > _LONGEST_ORGAN or not has_hanzi(text) or any(sign in text for sign in "。；：:！？"):
        return False
    if any(level.match(text) for level in patterns.LEVELS) or text.startswith("附件"):
        return False
    spaces = len(paragraph.text) - len(paragraph.text.lstrip(" \u3000\t"))
    set_right = paragraph.values.align in ("right", "end", "center") or right_indent(paragraph) > 1
    return set_right or spaces >= 4 or left_indent(paragraph) > 6 or paragraph.values.first_characters > 6


def _take_attachment_note(blocks: tuple[Block, ...], first: int, end: int, roles: dict[int, Role]) -> bool:
    """The lines that name the attachments, the first of them begins with 附件."""
    for index in range(end - 1, max(first, end - _REACH) - 1, -1):
        text = _text(blocks[index])
        starts = patterns.ATTACHMENT_NOTE.match(text) or patterns.ATTACHMENT_NOTE_BARE.fullmatch(text)
        if starts and not _continues_note(blocks, index, first) and len(text) < 200:
            _take_names(blocks, index, end, roles)
            return True
    return False


def _continues_note(blocks: tuple[Block, ...], index: int, first: int) -> bool:
    """Whether the line above names an attachment too: 附件1：… 附件2：…."""
    return index > first and patterns.ATTACHMENT_NOTE.match(_text(blocks[index - 1])) is not None


def _take_names(blocks: tuple[Block, ...], index: int, end: int, roles: dict[int, Role]) -> None:
    roles[index] = Role.ATTACHMENT_NOTE
    for following in range(index + 1, end):
        if following in roles or not patterns.ATTACHMENT_NEXT.match(_text(blocks[following])):
            break
        roles[following] = Role.ATTACHMENT_NOTE

"""Names every line of a document: what it is by its words and its place, whatever its style is called."""

from service.check import patterns
from service.check.elements import Attachment, Head, Imprint, Kind, Line, Recognised, Role
from service.check.faces import is_face
from service.check.measures import leading_spaces, left_indent, main_values
from service.check.recognise_head import recognise_head
from service.check.recognise_tail import recognise_attachments, recognise_imprint, tail_roles
from service.check.recognise_text import text_line
from service.ooxml.read.facts import Block, Document, Paragraph, Table, paragraphs_of

_TITLE_LEAST = 18  # points
_LONGEST_TITLE = 120
_LONGEST_PLAIN_TITLE = 44  # of a title that looks like text
_TITLE_LINES = 8


def recognise(document: Document) -> Recognised:
    """The elements of a document."""
    blocks = document.blocks
    head = recognise_head(blocks)
    imprint = recognise_imprint(blocks, head.last + 1)
    attachments = recognise_attachments(document, head.last + 1, imprint)
    roles = _head_roles(head)
    first = head.last + 1
    end = min([len(blocks), *([imprint.index] if imprint else []), *(one.first for one in attachments)])
    first = _take_title(blocks, first, end, roles)
    first = _take_addressee(blocks, first, end, roles)
    roles |= tail_roles(blocks, first, end)
    for attachment in attachments:
        roles[attachment.first] = Role.ATTACHMENT_LABEL
        roles |= {line.index: Role.ATTACHMENT_TITLE for line in attachment.title}
    if imprint is not None:
        roles |= _imprint_roles(blocks, imprint)
    kind = _kind(document, head, roles, attachments)
    lines = tuple(
        _line(block, index, roles.get(index), head)
        for index, block in enumerate(blocks)
        if isinstance(block, Paragraph)
    )
    by_index = {line.index: line for line in lines}
    everything = tuple(paragraphs_of(blocks))
    return Recognised(document, kind, head, lines, attachments, imprint, blocks, by_index, everything)


def _head_roles(head: Head) -> dict[int, Role]:
    roles = {line.index: line.role for line in (*head.labels, *head.signers, *head.issue)}
    if head.rule is not None and head.rule.index <= head.last:
        roles[head.rule.index] = Role.HEAD_LINE
    if head.mark_in_flow:
        roles[head.mark_index] = Role.MARK
    if head.number is not None:
        roles[head.number.index] = Role.NUMBER
    return roles


def _line(paragraph: Paragraph, index: int, role: Role | None, head: Head) -> Line:
    if role is not None:
        return Line(role, paragraph, index)
    if paragraph.blank:
        return Line(Role.BLANK, paragraph, index)
    if not paragraph.printed.strip() or index <= head.last:
        return Line(Role.OTHER, paragraph, index)
    return text_line(paragraph, index)


# ---- title and addressee --------------------------------------------------------------------------------------
def _take_title(blocks: tuple[Block, ...], first: int, end: int, roles: dict[int, Role]) -> int:
    """The lines of the title, then lines under it that are centred as well; the index of what follows."""
    place = _next_filled(blocks, first, end)
    if place is None:
        return first
    start = blocks[place]
    if not isinstance(start, Paragraph) or not _may_be_title(start, blocks, place, end):
        return first
    roles[place] = Role.TITLE
    role, size = Role.TITLE, main_values(start).points
    for index in range(place + 1, min(end, place + _TITLE_LINES)):
        block = blocks[index]
        if isinstance(block, Table) or block.values.align != "center" or start.values.align != "center":
            return index
        if block.blank:
            if role is Role.TITLE and not _more_under_title(blocks, index, end):
                return index
            continue
        text = block.printed.strip()
        alike = abs(main_values(block).points - size) < 1 and not patterns.NOTE.match(text)
        role = Role.TITLE if role is Role.TITLE and alike and index and not _blank(blocks[index - 1]) else Role.SUBTITLE
        roles[index] = role
    return min(end, place + _TITLE_LINES)


def _blank(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.blank


def _more_under_title(blocks: tuple[Block, ...], index: int, end: int) -> bool:
    """Whether a date or organ stands centred after the blank line: （2026年3月5日）."""
    place = _next_filled(blocks, index, end)
    block = None if place is None else blocks[place]
    return (
        isinstance(block, Paragraph)
        and block.values.align == "center"
        and patterns.LOOSE_DATE.search(block.text) is not None
        and len(block.text) < 40
    )


def _next_filled(blocks: tuple[Block, ...], first: int, end: int) -> int | None:
    return next((index for index in range(first, end) if not _blank(blocks[index])), None)


def _may_be_title(paragraph: Paragraph, blocks: tuple[Block, ...], index: int, end: int) -> bool:
    text, values = paragraph.printed.strip(), main_values(paragraph)
    if not text or len(text) > _LONGEST_TITLE or patterns.ATTACHMENT_LABEL.fullmatch(text):
        return False
    large = values.points >= _TITLE_LEAST or is_face(values.east, "小标宋")
    if paragraph.values.align == "center" or large:
        return True
    following = blocks[index + 1] if index + 1 < end else None
    plain = len(text) <= _LONGEST_PLAIN_TITLE and text[-1] not in "。；：:;，" and not patterns.LEVELS[0].match(text)
    return plain and isinstance(following, Paragraph) and following.blank


_ORGAN_WORDS = (
    "各",
    "局",
    "委",
    "办",
    "部",
    "厅",
    "院",
    "中心",
    "单位",
    "科室",
    "处",
    "政府",
    "公司",
    "党组",
    "支部",
    "会",
)
_LEADS_IN = ("如下", "以下", "下列", "现将", "为", "根据", "按照", "经")


def _take_addressee(blocks: tuple[Block, ...], first: int, end: int, roles: dict[int, Role]) -> int:
    place = _next_filled(blocks, first, end)
    block = None if place is None else blocks[place]
    if place is None or not isinstance(block, Paragraph) or not any(role is Role.TITLE for role in roles.values()):
        return first
    text = block.printed.strip()
    if len(text) > 300 or patterns.ATTENDANCE.match(text) or any(level.match(text) for level in patterns.LEVELS):
        return first
    named = any(word in text for word in _ORGAN_WORDS)
    flush = left_indent(block) < 0.5 and block.values.first <= 0 and leading_spaces(block.text) < 1
    flush = flush and block.values.first_characters <= 0 and block.values.align != "center"
    colon = text[-1] in "：:" and not text.rstrip("：:").endswith(("如下", "以下", "下列"))
    bare = flush and len(text) < 60 and not any(sign in text for sign in "。；") and not text.startswith(_LEADS_IN)
    if (colon and named and "。" not in text) or (bare and named and text[-1] not in "，"):
        roles[place] = Role.ADDRESSEE
        return place + 1
    return first


# ---- the whole ------------------------------------------------------------------------------------------------
def _imprint_roles(blocks: tuple[Block, ...], imprint: Imprint) -> dict[int, Role]:
    if isinstance(imprint.holder, Table) or imprint.box is not None:
        return {imprint.index: Role.IMPRINT}
    typed = {id(paragraph) for paragraph in imprint.paragraphs}
    return {index: Role.IMPRINT for index, block in enumerate(blocks) if id(block) in typed}


def _kind(document: Document, head: Head, roles: dict[int, Role], attachments: tuple[Attachment, ...]) -> Kind:
    titles = [document.blocks[index] for index, role in roles.items() if role is Role.TITLE]
    title = "".join(block.text for block in titles if isinstance(block, Paragraph))
    if head.mark.endswith("纪要") or (head.issue and not head.number) or (title.endswith("纪要") and not head.number):
        return Kind.MINUTES
    if head.mark.endswith("令") and head.number is not None and patterns.ORDER_NUMBER.fullmatch(head.number_text):
        return Kind.ORDER
    if head.rule is not None and _letter_rule(head):
        return Kind.LETTER
    if head.present:
        return Kind.ISSUED
    if not titles and attachments and attachments[0].first <= _first_filled(document):
        return Kind.ATTACHMENT
    return Kind.PLAIN if titles else Kind.FOREIGN


def _first_filled(document: Document) -> int:
    return _next_filled(document.blocks, 0, len(document.blocks)) or 0


def _letter_rule(head: Head) -> bool:
    """The double rule of a letter, wider than the type area (10.1)."""
    rule = head.rule
    if rule is None:
        return False
    if rule.border is not None:
        return rule.border.style.startswith(("thick", "thin", "double"))
    return rule.box is not None and rule.box.width > 9300

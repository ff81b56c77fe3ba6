"""A Word draft → lines and tables; whatever stands beside its text is told."""

from collections.abc import Sequence

from service.intake.account import Account
from service.intake.dates import dated
from service.intake.letterhead import is_imprint
from service.intake.lines import Grid, Line, Piece
from service.intake.numbers import number
from service.intake.outline import ends_sentence
from service.intake.parts import LABEL, NOTE
from service.ooxml import draft
from service.ooxml.gate import admit

_BLANKS = " \t\u3000\xa0\n"
_ASIDES = {
    "tracked": ("tracked-changes", "这里有修订，按接受修订后的内容读取，请核对"),
    "text-box": ("text-box", "文本框里的文字没有收入"),
    "footnote": ("footnote", "脚注没有收入"),
    "endnote": ("footnote", "尾注没有收入"),
    "comment": ("comment", "批注没有收入"),
    "picture": ("picture", "图片没有收入"),
    "object": ("picture", "嵌入的对象没有收入"),
    "equation": ("equation", "公式没有收入"),
    "hidden": ("hidden-text", "隐藏的文字没有收入"),
    "symbol": ("symbol", "用符号字体插入的符号没有收入"),
    "page-head": ("page-head", "页眉页脚里的文字没有收入"),
    "nested-table": ("nested-table", "表格里嵌套的表格没有收入"),
}
_LONGEST_ASIDE = 200


def pieces(content: bytes, account: Account) -> list[Piece]:
    """Lines and tables of a Word draft, in order."""
    read = draft.read(admit(content, "docx"))
    found: list[Piece] = []
    after_blank = False
    for block in read.blocks:
        if isinstance(block, draft.Table):
            found += _table(block, after_blank, account)
            after_blank = True
        elif not block.text.strip():
            after_blank = True
        else:
            found += _lines(block, after_blank, account)
            after_blank = False
    _tell(read.asides, found, account)
    return found


def _lines(paragraph: draft.Paragraph, after_blank: bool, account: Account) -> list[Line]:
    """A paragraph, parted where its soft breaks stand for paragraphs."""
    bare = paragraph.text.strip(_BLANKS)
    line = Line(
        paragraph.number,
        bare,
        "段",
        after_blank=after_blank,
        outline=paragraph.outline,
        titled=paragraph.titled,
    )
    if bare != paragraph.text:
        account.gather("indent-dropped", line)
    parts = [part.strip(_BLANKS) for part in bare.split("\n")]
    if len(parts) == 1 or paragraph.titled or not _are_paragraphs(parts):
        return [line]
    account.remark(line, "soft-breaks", "这一段用换行符（Shift+回车）分成几段，已按各段处理，请核对")
    return [
        Line(
            paragraph.number,
            part,
            "段",
            after_blank=after_blank and not place,
            outline=None if place else paragraph.outline,
        )
        for place, part in enumerate(parts)
        if part
    ]


def _are_paragraphs(parts: Sequence[str]) -> bool:
    if number(parts[0]) and not ends_sentence(parts[0]):
        return True
    return any(number(part) or dated(part) or LABEL.match(part) or NOTE.match(part) for part in parts[1:])


def _table(table: draft.Table, after_blank: bool, account: Account) -> list[Piece]:
    """A table with merged cells filled in; the 版记 is lines that a table only holds in place."""
    width = max(map(len, table.rows), default=0)
    rows: list[list[str]] = []
    merged = False
    for row in table.rows:
        cells = []
        for place, cell in enumerate(row):
            above = rows[-1][place] if rows and place < len(rows[-1]) else ""
            merged = merged or (cell is None and bool(above))
            cells.append(above if cell is None else cell)
        rows.append(cells + [""] * (width - len(cells)))
    texts = [cell for row in rows for cell in row if cell]
    if texts and any(is_imprint(text) for text in texts) and len(texts) <= 6:
        return [Line(table.number, text, "段", after_blank=not place) for place, text in enumerate(texts)]
    grid = Grid(table.number, f"第{table.place}个表格", rows, after_blank=after_blank)
    if merged:
        account.remark(grid, "merged-cells", "上下合并的格子，各行都填上了同样的内容，请核对")
    return [grid] if texts else []


def _tell(asides: Sequence[draft.Aside], found: list[Piece], account: Account) -> None:
    """Tell what stands beside the text; a 版记 that a text box holds in place joins the lines."""
    lines = {piece.number: piece for piece in found if isinstance(piece, Line)}
    last = max(lines, default=0)
    for aside in asides:
        if aside.kind == "text-box" and any(map(is_imprint, aside.text.split("\n"))):
            found += [Line(last, text, "段", after_blank=True) for text in aside.text.split("\n")]
            continue
        code, sentence = _ASIDES[aside.kind]
        text = aside.text.replace("\n", " ")
        shown = f"：“{text[:_LONGEST_ASIDE]}{'…' if len(text) > _LONGEST_ASIDE else ''}”" if text else ""
        at = lines.get(aside.paragraph)
        place = at.place if at else f"第{aside.paragraph}段" if aside.paragraph else "全文"
        account.remark(at, code, sentence + shown, place)

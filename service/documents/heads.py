"""The 版头 as a template sees it: labels, mark, number, signers (7.2)."""

from typing import Annotated, TypedDict

from service import gbt9704 as gbt
from service import layout, wording
from service.documents.records import Found, Layout, Letterhead, Secrecy


class SignerLine(TypedDict):
    label: Annotated[str, "“签发人：”，只在第一行"]
    names: Annotated[str, "这一行的签发人"]
    label_position: Annotated[int, "“签发人：”的位置"]
    names_position: Annotated[int, "姓名的位置"]


class HeadColumn(TypedDict):
    width: Annotated[int, "列宽"]


class RedMark(TypedDict):
    """Mark and red rule: lengths in twips. On pre-printed paper `room` stands in their place."""

    half_points: Annotated[int, "标志字号（半磅）"]
    before: Annotated[int, "标志上方的空"]
    line: Annotated[int, "标志的行距"]
    preprinted: Annotated[bool, "是否用已套印红头的纸"]
    room: Annotated[int, "套印时为标志留的空"]
    red_rule: Annotated[bool, "是否画红线"]
    under_rule: Annotated[int, "红线下第一个空行的高度"]


class Head(RedMark):
    """The 版头 down to the red rule (7.2)."""

    copy_number: Annotated[str, "份号"]
    blank_first: Annotated[bool, "没有份号而有密级时，第一行空着"]
    secrecy: Annotated[str, "密级和保密期限"]
    urgency: Annotated[str, "紧急程度"]
    joint: Annotated[bool, "是否联合行文"]
    organs: Annotated[list[str], "联合行文的各机关"]
    width: Annotated[int, "标志表格的宽度"]
    columns: Annotated[list[HeadColumn], "标志表格的各列"]
    organs_width: Annotated[int, "机关名称一列的宽度"]
    suffix: Annotated[str, "“文件”二字"]
    suffix_width: Annotated[int, "“文件”一列的宽度"]
    mark: Annotated[str, "发文机关标志"]
    upward: Annotated[bool, "是否上行文"]
    signer_lines: Annotated[list[SignerLine], "签发人各行，最后一行除外"]
    last_signers: Annotated[SignerLine, "签发人最后一行，与发文字号同行"]
    number: Annotated[str, "发文字号"]


def head(letterhead: Letterhead, default_suffix: str, chosen: Layout) -> Head:
    """The 版头 of a document; `default_suffix` follows the organ's name when the payload gives none."""
    suffix = default_suffix if letterhead.suffix is None else letterhead.suffix
    secrecy = secrecy_text(letterhead.secrecy)
    issued = letterhead.number
    number = "" if issued is None else wording.document_number(issued.code, issued.year, issued.sequence)
    signer_lines = _signer_lines(letterhead, layout.body_width(number))
    joint = len(letterhead.organs) > 1
    longest = max(letterhead.organs, key=layout.mark_ems)
    red = red_mark(
        longest + suffix,
        len(letterhead.organs),
        labels_above(letterhead),
        max(1, len(signer_lines)),
        chosen,
    )
    unit = red["half_points"] * 10  # one 字 of the mark in twips
    organs_width, suffix_width = (round((layout.mark_ems(text) + 0.25) * unit) for text in (longest, suffix))
    return Head(
        **red,
        copy_number=letterhead.copy_number or "",
        blank_first=bool(secrecy) and not letterhead.copy_number,  # 密级 stands on line 2 (7.2.2)
        secrecy=secrecy,
        urgency=letterhead.urgency or "",
        joint=joint,
        organs=letterhead.organs,
        width=organs_width + suffix_width,
        columns=[HeadColumn(width=organs_width), HeadColumn(width=suffix_width)],
        organs_width=organs_width,
        suffix=suffix,
        suffix_width=suffix_width,
        mark="" if joint else letterhead.organs[0] + suffix,
        upward=bool(signer_lines),
        signer_lines=signer_lines[:-1],
        last_signers=signer_lines[-1] if signer_lines else _signer_line("", "", 0),
        number=number,
    )


def red_mark(widest: str, rows: int, above: int, typed: int, chosen: Layout) -> RedMark:
    """The mark whose widest row is this text, after `above` lines of labels, with `typed` lines to the red rule."""
    preprinted = chosen.head == "preprinted"
    geometry = layout.red_head(
        layout.mark_points(widest, rows),
        chosen.numbers,
        above=above,
        typed=typed,
        rows=rows,
        preprinted=preprinted,
        printed_rule=chosen.printed_rule,
    )
    return RedMark(
        half_points=geometry.half_points,
        before=geometry.before,
        line=geometry.line,
        preprinted=preprinted,
        room=geometry.room,
        red_rule=not preprinted,
        under_rule=geometry.under_rule,
    )


def head_faults(red: RedMark, pointer: str) -> list[Found]:
    """A mark that is too long at the smallest size; pre-printed paper that leaves no room for what is typed on it."""
    if red["preprinted"]:
        close = red["room"] < gbt.HIDDEN_LINE
        sentence = "红线离纸张上边太近，上方放不下份号、文号等内容；请核对毫米数"
        return [("/layout/preprinted_mm", "no-room", sentence)] if close else []
    small = red["half_points"] < 2 * gbt.MARK_LEAST_POINTS
    sentence = f"发文机关标志太长，用{gbt.MARK_LEAST_POINTS}磅字一行也排不下；请改用机关的规范化简称"
    return [(pointer, "mark-too-long", sentence)] if small else []


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


def _signer_lines(letterhead: Letterhead, number_width: int) -> list[SignerLine]:
    """Signers two a line, one where two leave no room for the number; first names in one column (7.2.6)."""
    names = [(signer.organ or "") + signer.name for signer in letterhead.signers]
    lines = ["\u3000".join(names[index : index + 2]) for index in range(0, len(names), 2)]
    widest = max(map(layout.body_width, lines), default=0)
    if widest > gbt.TYPE_WIDTH - 3 * gbt.CHARACTER - number_width - layout.body_width(_SIGNER_LABEL):
        lines, widest = names, max(map(layout.body_width, names))
    return [_signer_line(_SIGNER_LABEL if index == 0 else "", line, widest) for index, line in enumerate(lines)]


def _signer_line(label: str, names: str, widest: int) -> SignerLine:
    """A line of names that ends, where it is the widest, 1 字 from the right edge."""
    names_position = max(0, gbt.TYPE_WIDTH - gbt.CHARACTER - widest)
    label_position = max(0, names_position - layout.body_width(_SIGNER_LABEL))
    return SignerLine(label=label, names=names, label_position=label_position, names_position=names_position)

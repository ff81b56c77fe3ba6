"""Signature and 版记 as a template sees them (7.3.5, 7.4)."""

from typing import Annotated, TypedDict

from service import gbt9704 as gbt
from service import layout, wording
from service.documents.records import Imprint, Signature


class SignatureLine(TypedDict):
    text: Annotated[str, "机关名称或日期"]
    right: Annotated[int, "右侧空出的宽度"]


class SignatureBlock(TypedDict):
    sealed: Annotated[bool, "是否加盖印章"]
    organs: Annotated[list[SignatureLine], "署名的各机关"]
    date: Annotated[SignatureLine, "成文日期"]


class ImprintColumn(TypedDict):
    width: Annotated[int, "列宽"]


class ImprintBlock(TypedDict):
    columns: Annotated[list[ImprintColumn], "版记表格的各列"]
    copies: Annotated[str, "抄送机关，带句号"]
    copy_height: Annotated[int, "抄送一行的高度"]
    issuer: Annotated[str, "印发机关"]
    issuer_width: Annotated[int, "印发机关一格的宽度"]
    issued: Annotated[str, "印发日期，带“印发”"]
    issued_width: Annotated[int, "印发日期一格的宽度"]
    issue_height: Annotated[int, "印发一行的高度"]
    height: Annotated[int, "版记的高度"]
    height_emu: Annotated[int, "版记的高度（EMU）"]
    top_emu: Annotated[int, "版记到纸张上边的距离（EMU）"]
    own_page: Annotated[bool, "版记是否另起偶数页"]  # on an even page of its own, which a second pass may ask for
    blank_before: Annotated[
        bool, "版记页前是否有空白页"
    ]  # an empty page stands before that page; neither bears a number (7.5)


def signature_block(signature: Signature, year: int) -> SignatureBlock:
    """署名 and date at their places, with an open date left open (7.3.5)."""
    day = wording.open_date(year) if signature.date is None else wording.full_date(signature.date)
    sealed = signature.seal == "sealed"
    place = layout.sealed_indents if sealed else layout.unsealed_indents
    widest = max(signature.organs, key=layout.body_width)
    right, date_right = place(widest, day)
    width = min(layout.body_width(widest), gbt.TYPE_WIDTH - right)
    organs = [
        SignatureLine(text=organ, right=right + max(0, width - layout.body_width(organ)) // 2)
        for organ in signature.organs
    ]
    return SignatureBlock(sealed=sealed, organs=organs, date=SignatureLine(text=day, right=date_right))


def imprint_block(imprint: Imprint, year: int) -> ImprintBlock:
    """抄送, 印发 and the box they stand in (7.4)."""
    copies = "，".join(imprint.copies_to) + "。" if imprint.copies_to else ""
    day = wording.open_date(year) if imprint.issued_on is None else wording.full_date(imprint.issued_on)
    issued = day + "印发"
    box = layout.imprint_box(copies, imprint.issuer, issued)
    return ImprintBlock(
        columns=[ImprintColumn(width=box.issuer_width), ImprintColumn(width=box.issued_width)],
        copies=copies,
        copy_height=box.copy_height,
        issuer=imprint.issuer,
        issuer_width=box.issuer_width,
        issued=issued,
        issued_width=box.issued_width,
        issue_height=box.issue_height,
        height=box.height,
        height_emu=box.height_emu,
        top_emu=box.top_emu,
        own_page=False,
        blank_before=False,
    )

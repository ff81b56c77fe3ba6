"""Signature and 版记 as a template sees them (7.3.5, 7.4)."""

from typing import TypedDict

from service import gbt9704 as gbt
from service import layout, wording
from service.documents.records import Imprint, Signature


class SignatureLine(TypedDict):
    text: str
    right: int


class SignatureBlock(TypedDict):
    sealed: bool
    organs: list[SignatureLine]
    date: SignatureLine


class ImprintColumn(TypedDict):
    width: int


class ImprintBlock(TypedDict):
    columns: list[ImprintColumn]
    copies: str
    copy_height: int
    issuer: str
    issuer_width: int
    issued: str
    issued_width: int
    issue_height: int
    height: int
    height_emu: int
    top_emu: int
    own_page: bool  # on an even page of its own, which a second pass may ask for
    blank_before: bool  # an empty page stands before that page; neither bears a number (7.5)


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

"""ONE document: payload → record → context → .docx. The only way to a document."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from service.documents import KINDS
from service.documents.drafts import cautions, open_matters, secret_places
from service.documents.kinds import Kind
from service.documents.records import Common, Layout
from service.documents.validation import validate
from service.errors import Fault, NotFound, Rejected, Unavailable
from service.ooxml.fill import Template
from service.ooxml.profile import Look
from service.payloads import parse
from service.preview import page_counts

_DRAFT = "（稿）"


@dataclass(frozen=True)
class Generated:
    """A finished document and what its maker should know about it."""

    kind: str
    title: str
    content: bytes
    draft: bool
    open: tuple[Fault, ...]
    warnings: tuple[Fault, ...]
    reference: str | None

    @property
    def filename(self) -> str:
        """The title as a file name. Cleaning for a header or a disk is the entrances' matter."""
        return self.title + self.ending

    @property
    def ending(self) -> str:
        """What a file name ends in; a draft says so."""
        return (_DRAFT if self.draft else "") + ".docx"


@dataclass(frozen=True)
class House:
    """What a house permits and prefers; the entrances read it from their settings and hand it in."""

    allow_secrecy: bool = False
    layout: Mapping[str, object] = field(default_factory=dict)  # of the record `Layout`, where a payload says nothing
    soffice: str = "soffice"


ANY_HOUSE = House()


def kind_of(name: str) -> Kind:
    """The kind of that name; raises NotFound that lists the names there are."""
    try:
        return KINDS[name]
    except KeyError:
        known = "、".join(KINDS)
        raise NotFound("kind-not-found", [Fault("", "kind-not-found", f"可以使用的文件种类：{known}")]) from None


def read(kind: str, payload: bytes | dict[str, object], house: House = ANY_HOUSE) -> Common:
    """The record of a payload (JSON bytes or plain data), or Unusable or Rejected with all its faults."""
    known = kind_of(kind)
    record = validate(known, _housed(parse(payload) if isinstance(payload, bytes) else payload, house))
    secret = [] if house.allow_secrecy else secret_places(record)
    if secret:
        sentence = "涉密文件不得在非涉密系统处理，请在涉密系统中办理"
        raise Rejected("secrecy-refused", [Fault(pointer, "secrecy-refused", sentence) for pointer in secret])
    return record


def _housed(data: object, house: House) -> object:
    """The payload with the house's layout wherever it makes no choice of its own."""
    if not house.layout or not isinstance(data, dict):
        return data
    chosen = data.get("layout", {})
    return {**data, "layout": {**house.layout, **chosen}} if isinstance(chosen, dict) else data


def generate(
    kind: str,
    payload: bytes | dict[str, object],
    house: House = ANY_HOUSE,
    *,
    final: bool = False,
    template: Path | None = None,
) -> Generated:
    """The document of a payload, by the kind's official template or an accepted one of the house's own.

    `final` refuses a document whose number or dates are still open.
    """
    known = kind_of(kind)
    record = read(kind, payload, house)
    matters = tuple(open_matters(record))
    if final and matters:
        raise Rejected("not-final", matters)
    context = known.context(record)
    compiled = _compiled(template or known.template, known.fields, _look(record.layout))
    content = compiled.render(context)
    doubts: list[Fault] = []
    if record.layout.duplex and context.get("imprint"):
        content, doubts = _with_imprint_on_even_page(compiled, context, content, house.soffice)
    return Generated(
        kind=kind,
        title=context["properties"]["title"],
        content=content,
        draft=bool(matters),
        open=matters,
        warnings=(*cautions(record), *doubts),
        reference=record.reference,
    )


def _with_imprint_on_even_page(
    template: Template, context: Mapping[str, Any], content: bytes, soffice: str
) -> tuple[bytes, list[Fault]]:
    """The document with its 版记 on an even last page, and what is uncertain about it (7.4, 7.5).

    Two passes: where the usual place is on an even page already, nothing changes. Else the 版记 goes to the next even
    page; an empty page is left only where the text itself ends on an even page, and then neither page is numbered.
    """

    def placed(blank_before: bool) -> bytes:
        imprint = {**context["imprint"], "own_page": True, "blank_before": blank_before}
        return template.render({**context, "imprint": imprint})

    try:
        pages, text_pages = page_counts([content, template.render({**context, "imprint": None})], soffice)
    except Unavailable:
        sentence = "没有LibreOffice，不知道正文有几页；版记已另起偶数页，前面可能多出一面空白，请打开文件核对"
        return placed(blank_before=False), [Fault("/layout/duplex", "pages-unknown", sentence)]
    return (content if pages % 2 == 0 else placed(blank_before=text_pages % 2 == 0)), []


def _look(layout: Layout) -> Look:
    return Look(layout.numbers, layout.faces, layout.landscape_number == "plain")


@lru_cache(maxsize=64)  # a house has few templates and looks; each takes some MB
def _compiled(path: Path, fields: type, look: Look) -> Template:
    """A template in that look, compiled and proven against its kind's context once a process."""
    return Template(path, fields, look)

"""ONE document: payload → record → context → .docx. The only way to a document."""

from dataclasses import dataclass
from functools import cache

from service.documents import KINDS
from service.documents.drafts import cautions, open_matters, secret_places
from service.documents.kinds import Kind
from service.documents.records import Common
from service.documents.validation import validate
from service.errors import Fault, NotFound, Rejected
from service.ooxml.fill import Template
from service.payloads import parse

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


def kind_of(name: str) -> Kind:
    """The kind of that name; raises NotFound that lists the names there are."""
    try:
        return KINDS[name]
    except KeyError:
        known = "、".join(KINDS)
        raise NotFound("kind-not-found", [Fault("", "kind-not-found", f"可以使用的文件种类：{known}")]) from None


def read(kind: str, payload: bytes | dict[str, object], *, allow_secrecy: bool = False) -> Common:
    """The record of a payload (JSON bytes or plain data), or Unusable or Rejected with all its faults."""
    known = kind_of(kind)
    record = validate(known, parse(payload) if isinstance(payload, bytes) else payload)
    secret = [] if allow_secrecy else secret_places(record)
    if secret:
        sentence = "涉密文件不得在非涉密系统处理，请在涉密系统中办理"
        raise Rejected("secrecy-refused", [Fault(pointer, "secrecy-refused", sentence) for pointer in secret])
    return record


def generate(
    kind: str, payload: bytes | dict[str, object], *, final: bool = False, allow_secrecy: bool = False
) -> Generated:
    """The document of a payload. `final` refuses one whose number or dates are still open."""
    known = kind_of(kind)
    record = read(kind, payload, allow_secrecy=allow_secrecy)
    matters = tuple(open_matters(record))
    if final and matters:
        raise Rejected("not-final", matters)
    context = known.context(record)
    return Generated(
        kind=kind,
        title=context["properties"]["title"],
        content=_template(known).render(context),
        draft=bool(matters),
        open=matters,
        warnings=tuple(cautions(record)),
        reference=record.reference,
    )


@cache
def _template(kind: Kind) -> Template:
    """The official template of a kind, compiled and proven against its context once a process."""
    return Template(kind.template, kind.fields)

"""The two sides of the comparison: this service, and docxtpl as its manual shows it, on the same parts and context."""

import json
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from itertools import count
from pathlib import Path
from typing import Any

from docxtpl import DocxTemplate
from lxml import etree

from service.documents import KINDS
from service.documents.kinds import Kind
from service.documents.validation import validate
from service.generate import generate
from service.ooxml import package
from service.ooxml.fill import MAIN_PART, Template
from service.payloads import parse

# the form of our templates that docxtpl does not know; without it the attribute keeps the default beside it
_SETTER = re.compile(r"\{\{\s*[A-Za-z]{2,}(\.[A-Za-z]+)?\s+[A-Za-z_][\w.]*\s*\}\}")
_PARAGRAPH = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}p"
_TEXT = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"


@dataclass(frozen=True)
class Case:
    """One payload, all that its documents need, and the template in docxtpl's form.

    No two documents are the same: each payload has another organ, each context another title, so that no memory of
    texts already seen can help.
    """

    kind: Kind
    payload: bytes
    peer_template: Path

    @cached_property
    def record(self) -> Any:
        return validate(self.kind, parse(self.payload))

    @cached_property
    def context(self) -> dict[str, Any]:
        return dict(self.kind.context(self.record))

    @cached_property
    def template(self) -> Template:
        return Template(self.kind.template, self.kind.fields)

    def payloads(self) -> Iterator[bytes]:
        organ = self.record.organ
        return (self.payload.replace(f'"{organ}"'.encode(), f'"{organ}{n}"'.encode(), 1) for n in count(1))

    def records(self) -> Iterator[Any]:
        return (self.record.model_copy(update={"organ": f"{self.record.organ}{n}"}) for n in count(1))

    def contexts(self) -> Iterator[dict[str, Any]]:
        return ({**self.context, "title": f"{self.context['title']}{n}"} for n in count(1))

    def fill_by_peer(self, context: Mapping[str, Any]) -> bytes:
        return by_docxtpl(self.peer_template, context)

    def make(self, payload: bytes) -> bytes:
        return generate(self.kind.name, payload).content


def by_docxtpl(path: Path, context: Mapping[str, Any]) -> bytes:
    """Open, render, save, for every document."""
    document, archive = DocxTemplate(path), BytesIO()
    document.render(dict(context), autoescape=True)
    document.save(archive)
    return archive.getvalue()


def official(name: str, payload: Path) -> Case:
    """A kind with a payload; docxtpl's template is made from ours and put beside the payload."""
    kind = KINDS[name]
    parts = package.read(kind.template.read_bytes())
    plain = {part: _SETTER.sub("", xml.decode()).encode() if b"{{" in xml else xml for part, xml in parts.items()}
    peer_template = payload.with_name(f"{payload.stem}-{name}-template.docx")
    peer_template.write_bytes(package.Writer(package.ordered(plain)).write(()))
    return Case(kind, payload.read_bytes(), peer_template)


def words(docx: bytes) -> list[str]:
    """The paragraphs of the body that hold text."""
    with zipfile.ZipFile(BytesIO(docx)) as archive:  # not by our gate: 20,000 rows are more than it lets in
        paragraphs = etree.fromstring(archive.read(MAIN_PART), etree.XMLParser(huge_tree=True)).iter(_PARAGRAPH)
    found = ("".join(text.text or "" for text in paragraph.iter(_TEXT)) for paragraph in paragraphs)
    return [text for text in found if text.strip()]


def schedule_payload(rows: int) -> bytes:
    """The schedule's sample with its rows repeated up to that number."""
    payload = json.loads(KINDS["schedule"].sample.read_bytes())
    given = payload["rows"]
    payload["rows"] = [{**given[number % len(given)], "id": f"R{number}"} for number in range(rows)]
    return json.dumps(payload, ensure_ascii=False).encode()

"""The two sides of the comparison: this service, and docxtpl as its manual shows it, on the same parts and context."""

import json
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
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

    def fill(self, context: Mapping[str, Any]) -> bytes:
        return self.template.render(context)

    def fill_by_peer(self, context: Mapping[str, Any]) -> bytes:
        """Open, render, save, for every document."""
        document = DocxTemplate(self.peer_template)
        document.render(dict(context), autoescape=True)
        archive = BytesIO()
        document.save(archive)
        return archive.getvalue()

    def make(self, payload: bytes) -> bytes:
        return generate(self.kind.name, payload).content

    def make_by_peer(self, payload: bytes) -> bytes:
        """Parses the JSON without checking it; the context, which only a record can make, is given."""
        json.loads(payload)
        return self.fill_by_peer(self.context)

    def compared(self) -> str:
        """The sizes of what both sides make; ends the run where their words differ."""
        ours, theirs = self.fill(self.context), self.fill_by_peer(self.context)
        if not _words(ours) == _words(theirs) == _words(self.make(self.payload)):
            sys.exit(f"{self.kind.name}: the two sides print different words; nothing was measured")
        return (
            f"- {self.kind.name}: JSON {len(self.payload):,} B, {len(_words(ours)):,} characters printed, .docx "
            f"{len(ours):,} B (docxtpl {len(theirs):,} B); the words of both sides are the same"
        )


def _words(docx: bytes) -> str:
    return "".join(text.text or "" for text in etree.fromstring(package.read(docx)[MAIN_PART]).iter(_TEXT))


def case(name: str, folder: Path) -> Case:
    """The kind's sample; docxtpl's template is made from ours and put into the folder."""
    kind = KINDS[name]
    parts = package.read(kind.template.read_bytes())
    plain = {part: _SETTER.sub("", xml.decode()).encode() if b"{{" in xml else xml for part, xml in parts.items()}
    peer_template = folder / kind.template.name
    peer_template.write_bytes(package.Writer(package.ordered(plain)).write(()))
    return Case(kind, kind.sample.read_bytes(), peer_template)


def schedule(rows: int, folder: Path) -> Case:
    """The schedule's sample with its rows repeated up to that number."""
    sample = case("schedule", folder)
    payload = json.loads(sample.payload)
    given = payload["rows"]
    payload["rows"] = [{**given[number % len(given)], "id": f"R{number}"} for number in range(rows)]
    return replace(sample, payload=json.dumps(payload, ensure_ascii=False).encode())

"""Variants to measurements: documents are generated, rendered and measured in a few processes side by side."""

import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from service.generate import House, generate
from tests.rendering.clauses import CLAUSES
from tests.rendering.pages import FONTS, render
from tests.rendering.rendered import Rendered
from tests.rendering.variants import Variant

_PROCESSES = 2
_BATCH = 14  # one LibreOffice renders so many documents and ends


class Measurement(NamedTuple):
    """One value of one clause on one page of one variant."""

    clause: str
    variant: str
    page: int
    value: float


@dataclass(frozen=True)
class Job:
    """A variant to be measured; `spoil` changes its document first."""

    variant: Variant
    spoil: Callable[[bytes], bytes] | None = None
    name: str = ""

    @property
    def label(self) -> str:
        return self.name or self.variant.name


def measure(jobs: Iterable[Job], folder: Path) -> list[Measurement]:
    """All measurements of the jobs; their documents and PDFs stay in `folder`."""
    waiting = list(jobs)
    number = max(_PROCESSES, -(-len(waiting) // _BATCH))
    batches = [batch for start in range(number) if (batch := waiting[start::number])]
    with ProcessPoolExecutor(min(_PROCESSES, len(batches))) as pool:
        return [made for found in pool.map(_batch, batches, [folder] * len(batches)) for made in found]


def _batch(jobs: list[Job], folder: Path) -> list[Measurement]:
    documents = {job.label: document(job) for job in jobs}
    files = [folder / f"{label}.docx" for label in documents]
    for file, content in zip(files, documents.values(), strict=True):
        file.write_bytes(content)
    pdfs = render(files, folder)
    return [made for job, pdf in zip(jobs, pdfs, strict=True) for made in _measurements(job, documents[job.label], pdf)]


def document(job: Job) -> bytes:
    """The .docx of a job; a page count it needs is made with the stand-in faces."""
    os.environ["FONTCONFIG_FILE"] = str(FONTS)
    content = generate(job.variant.kind, job.variant.payload, House(allow_secrecy=True)).content
    return content if job.spoil is None else job.spoil(content)


def _measurements(job: Job, content: bytes, pdf: Path) -> Iterator[Measurement]:
    rendered = Rendered(job.variant, content, pdf)
    for clause in CLAUSES:
        for page, value in clause.measure(rendered):
            yield Measurement(clause.name, job.label, page, round(float(value), 3))

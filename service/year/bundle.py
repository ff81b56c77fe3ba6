"""The bundle: all papers of a year, their figures, the consistency report and digests, in one zip."""

import json
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256

from service.documents.contexts import one_line
from service.documents.years import Year
from service.errors import Fault, Rejected
from service.generate import ANY_HOUSE, Generated, House, generate
from service.ooxml.package import Writer
from service.year import consistency, derive
from service.year.findings import Finding
from service.year.matching import match
from service.year.reading import read

FIGURES, DIGESTS = "figures.json", "SHA256SUMS.txt"
_UNSAFE = re.compile(r'[\x00-\x1f\x7f\\/:*?"<>|\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+')
_LONGEST_NAME = 80  # characters: with its endings a name stays under the 255 bytes a file system takes

File = tuple[str, bytes]


@dataclass(frozen=True)
class Report:
    """What a report of consistency tells: the unit, its year, what was found, and the papers made."""

    organ: str
    year: int
    findings: Sequence[Finding]
    papers: Sequence[tuple[str, Generated]]


@dataclass(frozen=True)
class Bundle:
    """A year's papers in one zip, and what its maker should know about them."""

    filename: str
    content: bytes
    findings: tuple[Finding, ...]
    files: tuple[str, ...]
    draft: bool


def as_json(report: Report) -> File:
    """The consistency report for machines."""
    papers = [
        {
            "file": name,
            "kind": made.kind,
            "draft": made.draft,
            "open": [fault.as_dict() for fault in made.open],
            "warnings": [fault.as_dict() for fault in made.warnings],
        }
        for name, made in report.papers
    ]
    counts = {
        level: sum(finding.level == level for finding in report.findings) for level in ("error", "warning", "remark")
    }
    told = [finding.as_dict() for finding in report.findings]
    whole = {"organ": report.organ, "year": report.year, "counts": counts, "findings": told, "papers": papers}
    return "一致性核对.json", _json(whole)


REPORTS: tuple[Callable[[Report], File], ...] = (as_json,)
"""The forms of the report; the workbook for people joins them here."""


def bundle(
    payload: bytes | dict[str, object],
    house: House = ANY_HOUSE,
    allow_findings: bool = False,
    *,
    reports: Iterable[Callable[[Report], File]] = REPORTS,
) -> bytes:
    """The zip of a year's papers; see `make`."""
    return make(payload, house, allow_findings, reports=reports).content


def make(
    payload: bytes | dict[str, object],
    house: House = ANY_HOUSE,
    allow_findings: bool = False,
    *,
    reports: Iterable[Callable[[Report], File]] = REPORTS,
) -> Bundle:
    """All papers of a year in one zip, the same bytes every time.

    Raises Rejected with every finding of level error, unless they are allowed; with what its records refuse in any
    case, for no paper can be made of that.
    """
    year = read(payload, house)
    matching = match(year)
    summary = derive.annual_summary(year, matching.rows)
    figures = consistency.figures_of(summary, house)
    found = consistency.findings(year, matching, figures)
    errors = [finding.fault for finding in found if finding.level == "error"]
    if errors and not allow_findings:
        raise Rejected.of(errors)
    papers = _papers(derive.papers(year, summary), house)
    report = Report(year.organ, year.year, found, papers)
    files = [(name, made.content) for name, made in papers]
    files.append((FIGURES, _json({name: figure.as_dict() for name, figure in figures.items()})))
    files += [write(report) for write in reports]
    files.append((DIGESTS, _digests(files)))
    return Bundle(
        filename=f"{_safe(year.organ)}{year.year}年度理论学习材料.zip",
        content=Writer(()).write(files),
        findings=tuple(found),
        files=tuple(name for name, _ in files),
        draft=any(made.draft for _, made in papers),
    )


def _papers(papers: Sequence[derive.Paper], house: House) -> list[tuple[str, Generated]]:
    """Each paper under its file name; all faults of all papers at once, at their places in the year."""
    made: list[tuple[str, Generated]] = []
    faults: list[Fault] = []
    for place, paper in enumerate(papers, 1):
        try:
            document = generate(paper.kind, paper.payload, house)
        except Rejected as error:
            faults += [Fault(paper.place(fault.pointer), fault.code, fault.message) for fault in error.faults]
            continue
        made.append((f"{place:02}_{_safe(document.title)}{document.ending}", document))
    if faults:
        raise Rejected.of(faults)
    return made


def _safe(name: str) -> str:
    """A name that every file system takes."""
    return _UNSAFE.sub("", one_line(name)).strip(" .")[:_LONGEST_NAME] or "未命名"


def _digests(files: Sequence[File]) -> bytes:
    """SHA-256 of each file, as sha256sum writes and checks them."""
    return "".join(f"{sha256(content).hexdigest()}  {name}\n" for name, content in files).encode()


def _json(data: object) -> bytes:
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()


def findings_of(payload: bytes | dict[str, object], house: House = ANY_HOUSE) -> tuple[Year, list[Finding]]:
    """A year and what does not fit in it, without making its papers."""
    year = read(payload, house)
    return year, consistency.check(year, house)

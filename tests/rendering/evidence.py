"""What was measured, kept beside the documentation with a hash of the code that it proves."""

import hashlib
import json
import shutil
import subprocess
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from tests.rendering.clauses import CLAUSES
from tests.rendering.matrix import Measurement
from tests.rendering.variants import VARIANTS

ROOT = Path(__file__).resolve().parents[2]
EVIDENCE = ROOT / "docs" / "evidence" / "layout.json"
PAGE = ROOT / "docs" / "layout.md"
_PROVEN = ("gbt9704.py", "layout.py", "titles.py", "wording.py", "documents", "ooxml")  # of service/

_INTRODUCTION = """# Measured layout

Every clause of GB/T 9704-2012 that a rendered page can show is measured on the pages of {variants} documents
({pages} pages): each element alone and with others, at its smallest and at its largest. `./run layout` generates them
through the real service, renders them in LibreOffice and measures the PDFs; it writes this page and the figures it is
made from, [evidence/layout.json](evidence/layout.json). `./run test` measures a sample of the same variants again.

Measured on {date} with {office}, the Fandol faces standing in for the Windows ones.

Lengths are in mm; "worst" is the value furthest from what is wanted. Where no number is wanted, the value is a count of
what must not be there, or a distance from the place where something belongs: both should be 0.

| clause | element | wanted | worst measured | tolerance | pages | how |
| --- | --- | --- | --- | --- | --- | --- |
"""
_END = """
## Not verified

Microsoft Word and WPS were not available: nothing here was measured in either. Places where they may differ from
LibreOffice are the baseline inside an exact line (mark and title may stand up to 1 mm higher or lower), hanging
punctuation, the text box of the 版记, and the turned page number of landscape pages.

LibreOffice itself is read as Word would read the file: no space added between hanzi and digits, no punctuation hanging
over the edge. Line breaks depend on the faces; pitch, margins, rules and places do not.
"""


def proven_hash() -> str:
    """A hash of all that decides how a page looks."""
    sources = [ROOT / "service" / name for name in _PROVEN] + [ROOT / "templates"]
    files = sorted(
        file
        for source in sources
        for file in ([source] if source.is_file() else source.rglob("*"))
        if file.suffix in (".py", ".docx")
    )
    whole = hashlib.sha256()
    for file in files:
        whole.update(file.relative_to(ROOT).as_posix().encode() + b"\0" + file.read_bytes() + b"\0")
    return whole.hexdigest()


def summary(found: Iterable[Measurement]) -> list[dict[str, Any]]:
    """Per clause what was wanted and the worst that was measured, with its place."""
    by_clause: dict[str, list[Measurement]] = {clause.name: [] for clause in CLAUSES}
    for made in found:
        by_clause[made.clause].append(made)
    rows = []
    for clause in CLAUSES:
        values = by_clause[clause.name]
        worst = max(values, key=lambda made, off=clause.off: off(made.value), default=None)
        rows.append(
            {
                "clause": clause.number,
                "name": clause.name,
                "element": clause.element,
                "wanted": clause.wanted,
                "target": clause.target,
                "tolerance": clause.tolerance,
                "how": clause.how,
                "worst": None if worst is None else round(worst.value, 2),
                "variant": None if worst is None else worst.variant,
                "page": None if worst is None else worst.page,
                "pages": len({(made.variant, made.page) for made in values}),
                "variants": len({made.variant for made in values}),
                "faults": sum(not clause.holds(made.value) for made in values),
            }
        )
    return rows


def write(rows: list[dict[str, Any]]) -> None:
    """Keep the summary of a full run, and the page made from it."""
    evidence = {
        "date": date.today().isoformat(),
        "office": _office(),
        "code": proven_hash(),
        "variants": list(VARIANTS),
        "pages": max(row["pages"] for row in rows),
        "clauses": rows,
    }
    EVIDENCE.parent.mkdir(parents=True, exist_ok=True)
    EVIDENCE.write_text(json.dumps(evidence, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    PAGE.write_text(page(evidence), encoding="utf-8")


def read() -> dict[str, Any]:
    """The evidence of the last full run."""
    evidence: dict[str, Any] = json.loads(EVIDENCE.read_text(encoding="utf-8"))
    return evidence


def page(evidence: dict[str, Any]) -> str:
    """docs/layout.md, as the evidence says it."""
    start = _INTRODUCTION.format(**{**evidence, "variants": len(evidence["variants"])})
    return start + "".join(map(_row, evidence["clauses"])) + _END


def _row(row: dict[str, Any]) -> str:
    fault = f" **fault** ({row['variant']}, page {row['page']})" if row["faults"] else ""
    cells = (
        row["clause"], row["element"], row["wanted"], f"{row['worst']:g}{fault}", f"± {row['tolerance']}",
        f"{row['pages']} of {row['variants']} variants", row["how"],
    )  # fmt: skip
    return f"| {' | '.join(map(str, cells))} |\n"


def _office() -> str:
    said = subprocess.run(
        [shutil.which("soffice") or "soffice", "--version"], check=True, capture_output=True, text=True
    )
    return " ".join(said.stdout.split()[:2])

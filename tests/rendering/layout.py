"""Measures the pages of all variants against the clauses: python -m tests.rendering.layout [--only VARIANT…]."""

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.rendering import evidence
from tests.rendering.clauses import CLAUSES
from tests.rendering.matrix import Job, Measurement, measure
from tests.rendering.pages import office_python
from tests.rendering.variants import VARIANTS


def main(words: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="layout", description=__doc__)
    parser.add_argument("--only", nargs="+", metavar="VARIANT", help="measure these alone and print every measurement")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="leave documents and PDFs there")
    chosen = parser.parse_args(words)
    unknown = [name for name in chosen.only or () if name not in VARIANTS]
    if unknown:
        parser.error(f"no such variant: {', '.join(unknown)}; there are {', '.join(VARIANTS)}")
    if office_python() is None:
        print("LibreOffice with python3-uno is not installed: nothing measured", file=sys.stderr)
        return 1
    jobs = [Job(VARIANTS[name]) for name in chosen.only or VARIANTS]
    with tempfile.TemporaryDirectory() as scratch:
        folder = chosen.keep or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        found = measure(jobs, folder)
    if chosen.only:
        _print_all(found)
    rows = evidence.summary(found)
    for row in rows:
        print(line(row))
    if not chosen.only:
        evidence.write(rows)
        print(f"written: {evidence.EVIDENCE.name}, {evidence.PAGE.name}")
    return int(any(row["faults"] for row in rows))


def line(row: dict) -> str:
    """One clause in one line."""
    verdict = "ok" if not row["faults"] else f"FAULT {row['faults']}: {row['variant']} page {row['page']}"
    if not row["pages"]:
        verdict = "not measured"
    seen = (
        f"worst {row['worst'] if row['pages'] else '–':>8} on {row['pages']:>4} pages of {row['variants']:>3} variants"
    )
    return f"{row['clause']:<8} {row['name']:<28} {row['wanted']:<58} {seen}  {verdict}"


def _print_all(found: list[Measurement]) -> None:
    clauses = {clause.name: clause for clause in CLAUSES}
    for made in found:
        clause = clauses[made.clause]
        mark = "" if clause.holds(made.value) else "   FAULT"
        print(f"{made.variant:<28} page {made.page:>2}  {clause.number:<8} {clause.name:<28} {made.value:>9.3f}{mark}")


if __name__ == "__main__":
    sys.exit(main())

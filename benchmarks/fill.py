"""How fast documents are made, beside docxtpl, in CPU time: python -m benchmarks.fill [--write FILE].

One process measures both sides in turn, so that whatever else the machine does meets both; a ratio is the median of
the ratios of single rounds. Ratios count: microseconds are those of this machine on this day.
"""

import argparse
import os
import platform
import re
import tempfile
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from importlib.metadata import version
from itertools import cycle, islice
from multiprocessing import get_context
from pathlib import Path

import markupsafe

from benchmarks.clock import LEAST_SECONDS, ROUNDS, Job, each_time, in_turn, spread
from benchmarks.sides import Case, case, schedule
from service.documents.drafts import cautions, open_matters
from service.documents.validation import validate
from service.ooxml import package
from service.ooxml.fill import MAIN_PART
from service.payloads import parse

COMPARED = ("work_plan", "minutes")
ROWS = (20, 200, 2000)
PACKAGES = ("docxtpl", "Jinja2", "MarkupSafe", "lxml", "pydantic", "isal")
MORE_THAN_REMEMBERED = 2000  # titles: the service remembers 1,024 breaks


# ---- tables ---------------------------------------------------------------------------------------------------
def against_docxtpl(cases: Iterable[Case]) -> Iterator[str]:
    """Ours and docxtpl's time for a document from its context, and from JSON with every check of ours."""
    yield "| document | from | ours, µs | docxtpl, µs | docxtpl ÷ ours |"
    yield "|---|---|--:|--:|--:|"
    for one in cases:
        pairs = {
            "context": (each_time(one.fill, one.contexts()), each_time(one.fill_by_peer, one.contexts())),
            "JSON": (each_time(one.make, one.payloads()), each_time(one.make_by_peer, one.payloads())),
        }
        for origin, (ours, theirs) in pairs.items():
            cells = in_turn({"ours": ours, "theirs": theirs})
            ratios = [slow / fast for fast, slow in zip(cells["ours"], cells["theirs"], strict=True)]
            times = f"{spread(cells['ours'])} | {spread(cells['theirs'])}"
            yield f"| {one.kind.name} | {origin} | {times} | **{spread(ratios, 1)}** |"


def stages(cases: Iterable[Case]) -> Iterator[str]:
    """Where our time goes."""
    cells = {one.kind.name: in_turn(stage_jobs(one)) for one in cases}
    yield "| stage, µs | " + " | ".join(cells) + " |"
    yield "|---|" + "--:|" * len(cells)
    for stage in next(iter(cells.values())):
        yield f"| {stage} | " + " | ".join(spread(cell[stage]) for cell in cells.values()) + " |"


def stage_jobs(one: Case) -> dict[str, Job]:
    """The steps of `generate`, then all of them, then what no filler could save."""
    data, parts = parse(one.payload), one.template.render_parts(one.context)
    records = cycle(list(islice(one.records(), MORE_THAN_REMEMBERED)))
    return {
        "parse": partial(parse, one.payload),
        "validate": partial(validate, one.kind, data),
        "open matters, cautions": lambda: (open_matters(one.record), cautions(one.record)),
        "context": each_time(one.kind.context, records),
        "render": each_time(one.template.render_parts, one.contexts()),
        "deflate, zip": partial(package.Writer(()).write, parts),
        "all, JSON → .docx": each_time(one.make, one.payloads()),
        "floor of context → .docx": floor(one),
    }


def floor(one: Case) -> Job:
    """What any filler made of these libraries does: escape and encode each text, join, deflate, copy what is fixed."""
    escape = markupsafe._escape_inner  # type: ignore[attr-defined]  # in C, without a Markup object around each text
    texts = list(texts_of(one.context))
    pieces = re.split(b"(?=<w:t[ >])", dict(one.template.render_parts(one.context))[MAIN_PART])
    parts = package.read(one.kind.template.read_bytes())
    writer = package.Writer((name, part) for name, part in parts.items() if name != MAIN_PART)
    return lambda: ([escape(text).encode() for text in texts], writer.write([(MAIN_PART, b"".join(pieces))]))


def texts_of(value: object) -> Iterator[str]:
    """Every text below a value of a context."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for entry in value.values() if isinstance(value, dict) else value:
            yield from texts_of(entry)


def growth(folder: Path) -> Iterator[str]:
    """The cost of a row as tables grow."""
    cases = {rows: schedule(rows, folder) for rows in ROWS}
    fill = in_turn({str(rows): each_time(one.fill, one.contexts()) for rows, one in cases.items()})
    make = in_turn({str(rows): each_time(one.make, one.payloads()) for rows, one in cases.items()})
    yield "| schedule, rows | context → .docx, µs a row | JSON → .docx, µs a row |"
    yield "|--:|--:|--:|"
    for rows in ROWS:
        per_row = [spread((cell / rows for cell in cells[str(rows)]), 1) for cells in (fill, make)]
        yield f"| {rows:,} | {per_row[0]} | {per_row[1]} |"


# ---- memory and machine ---------------------------------------------------------------------------------------
def peak_memory(name: str, by_peer: bool) -> int:
    """MiB this process has at most held after fifty documents of one side."""
    with tempfile.TemporaryDirectory() as folder:
        one = case(name, Path(folder))
        make = each_time(one.make_by_peer if by_peer else one.make, one.payloads())
        for _ in range(50):
            make()
    held = re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text())
    return 0 if held is None else int(held[1]) // 1024


def memory() -> Iterator[str]:
    """Each side in a fresh process."""
    with ProcessPoolExecutor(1, get_context("spawn"), max_tasks_per_child=1) as fresh:
        ours, theirs = fresh.map(peak_memory, COMPARED[:1] * 2, (False, True))
    yield f"Peak memory of a process after fifty plans: ours {ours} MiB, docxtpl {theirs} MiB (ours imports it too)."


def machine() -> str:
    """What the figures belong to."""
    load = " ".join(f"{value:.1f}" for value in os.getloadavg())
    versions = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    return (
        f"{os.cpu_count()} cores ({platform.machine()}), load {load}; Python {platform.python_version()}, {versions}."
    )


# ---- the run --------------------------------------------------------------------------------------------------
def report() -> Iterator[str]:
    """The lines of the report, each as soon as it is known."""
    yield "# The speed of filling\n"
    yield f"CPU time, median (least–most) of {ROUNDS} rounds of {LEAST_SECONDS} s, one process, warm."
    yield "docxtpl opens its template and renders per document; it is given the context ready-made.\n"
    yield machine() + "\n"
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        cases = [case(kind, folder) for kind in COMPARED]
        yield from (one.compared() for one in cases)
        for table in (against_docxtpl(cases), stages(cases), growth(folder)):
            yield ""
            yield from table
    yield ""
    yield from memory()
    yield f"\nAt the end: {machine()}"


def main() -> None:
    """Print the report, and write it where that is asked for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.fill", description="the speed of filling")
    parser.add_argument("--write", type=Path, metavar="FILE", help="write the report to FILE too")
    arguments = parser.parse_args()
    lines = []
    for line in report():
        print(line, flush=True)
        lines.append(line)
    if arguments.write is not None:
        arguments.write.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

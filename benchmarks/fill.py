"""How fast documents are made, beside the peers and the floors, in CPU time: python -m benchmarks.fill [--quick].

Every engine has a process of its own and they take turns, so that whatever else the machine does meets all; a ratio
is the median of the ratios of single rounds. Ratios count: microseconds are those of this machine on this day.
"""

import argparse
import os
import platform
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from statistics import median

from benchmarks import documents, stages
from benchmarks.cells import BY_NODE, Cell, spread, started, take_turns, why_no_peers
from benchmarks.sides import official, schedule_payload, words
from service.documents import KINDS

RESULTS = Path(__file__).with_name("results.md")
PACKAGES = ("docxtpl", "Jinja2", "MarkupSafe", "lxml", "pydantic", "isal")
OURS, FLOORS = "ours", ("floor F1", "floor F2")
_HEAD = "| document | engine | CPU µs a document | ÷ ours | peak MiB |\n|---|---|--:|--:|--:|"


@dataclass(frozen=True)
class Run:
    """How long the run may take."""

    rounds: int
    least: float  # seconds of CPU in one round of one cell
    warm_up: float
    rows: tuple[int, ...]
    kinds: tuple[str, ...]

    def rounds_of(self, rows: int) -> int:
        return min(self.rounds, 3) if rows > 2000 else self.rounds


WHOLE = Run(5, 0.3, 0.6, (20, 200, 2000, 20_000), ("work_plan", "minutes"))
QUICK = Run(3, 0.1, 0.2, (200,), ("work_plan",))


# ---- one document, all engines ----------------------------------------------------------------------------------
def compared(run: Run, folder: Path, missing: str) -> Iterator[str]:
    """The same data in a template of the same text, from every engine."""
    templates = {syntax: folder / f"{syntax}.docx" for syntax in documents.SYNTAXES}
    for syntax, path in templates.items():
        documents.write_template(syntax, path)
    engines = {OURS: str(templates["jinja"]), "docxtpl": str(templates["jinja"])}
    engines |= {} if missing else {engine: str(templates[syntax]) for engine, syntax in BY_NODE.items()}
    engines |= dict.fromkeys(FLOORS, str(templates["jinja"]))
    named = {name: documents.of_kind(name) for name in run.kinds}
    named |= {f"{rows:,} rows": documents.of_rows(rows) for rows in run.rows}
    yield _HEAD
    costs: dict[str, dict[int, float]] = {}
    for name, data in named.items():
        path = folder / f"{name.split()[0]}.json"
        documents.write_data(data, path)
        rows = len(data["rows"])
        with started(engines, path) as cells:
            _same_words(name, list(cells.values()))
            take_turns(list(cells.values()), run.rounds_of(rows), run.least, run.warm_up)
        yield from _lines(name, cells)
        if "rows" in name:
            for engine, cell in cells.items():
                costs.setdefault(engine, {})[rows] = median(cell.microseconds) / rows
    yield from (f"| every | {engine} | skipped: {missing} | | |" for engine in BY_NODE if missing)
    yield "\nThe cost of a row, CPU µs:\n"
    yield "| engine | " + " | ".join(f"{rows:,} rows" for rows in run.rows) + " |"
    yield "|---|" + "--:|" * len(run.rows)
    for engine, cost in costs.items():
        yield f"| {engine} | " + " | ".join(f"{cost[rows]:,.2f}" for rows in run.rows) + " |"


def _same_words(name: str, cells: list[Cell]) -> None:
    """Ends the run where the engines' words differ: then they did not do the same work."""
    made = {cell.engine: words(cell.out.read_bytes()) for cell in cells if cell.engine not in FLOORS}
    first = made[OURS]
    different = [engine for engine, found in made.items() if found != first]
    if different:
        sys.exit(f"{name}: {', '.join(different)} and ours print different words; nothing is reported")


def _lines(name: str, cells: dict[str, Cell]) -> Iterator[str]:
    ours = cells[OURS]
    for engine, cell in cells.items():
        digits = 2 if engine in FLOORS else 1
        ratio = "1" if cell is ours else spread(cell.ratios(ours), digits)
        yield f"| {name} | {engine} | {spread(cell.microseconds)} | {ratio} | {cell.peak} |"


# ---- the official templates ---------------------------------------------------------------------------------------
def officially(run: Run, folder: Path) -> Iterator[str]:
    """The kinds' own templates: ours from the context and from JSON with every check, docxtpl, and the floors."""
    payloads = {name: (name, KINDS[name].sample.read_bytes()) for name in run.kinds}
    rows = [count for count in run.rows if 20 < count <= 2000]  # more rows no payload may have
    payloads |= {f"schedule, {count:,} rows": ("schedule", schedule_payload(count)) for count in rows}
    yield _HEAD
    for name, (kind, payload) in payloads.items():
        path = folder / f"official-{kind}-{len(payload)}.json"
        path.write_bytes(payload)
        engines = dict.fromkeys((OURS, "ours, from JSON", "docxtpl", *FLOORS), f"official:{kind}")
        with started(engines, path) as cells:
            _same_words(name, list(cells.values()))
            take_turns(list(cells.values()), run.rounds, run.least, run.warm_up)
        yield from _lines(name, cells)
        against = cells["docxtpl"].ratios(cells["ours, from JSON"])
        yield f"| {name} | docxtpl from its context ÷ ours from JSON | | {spread(against, 1)} | |"
        above = [
            mine / floor for mine, floor in zip(cells[OURS].microseconds, cells[FLOORS[1]].microseconds, strict=True)
        ]
        yield f"| {name} | ours ÷ floor F2 | | {spread(above, 2)} | |"


# ---- machine, run ---------------------------------------------------------------------------------------------------
def machine(missing: str) -> str:
    """What the figures belong to."""
    load = " ".join(f"{value:.1f}" for value in os.getloadavg())
    found = [f"{name} {_version(name)}" for name in PACKAGES]
    peers = missing or "node peers as pinned in benchmarks/peers"
    return (
        f"{os.cpu_count()} cores ({platform.machine()}), load {load}; Python {platform.python_version()}, "
        f"{', '.join(found)}; {peers}."
    )


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "no"


def report(run: Run) -> Iterator[str]:
    """The lines of the report, each as soon as it is known."""
    missing = why_no_peers()
    yield "# The speed of filling\n"
    yield f"`./run bench`: CPU time (user and system), median (least–most) of {run.rounds} rounds of {run.least} s."
    yield "Every engine in a fresh process, warm; they take turns; ratios are medians of the ratios of single rounds."
    yield "Each document has another title. The words of all engines were compared first. `noisy`: no result.\n"
    yield machine(missing)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        yield "\n## One text, one template in each engine's syntax, from a context\n"
        yield from compared(run, folder, missing)
        yield "\n## The official templates\n"
        yield from officially(run, folder)
        yield "\n## Where our time goes\n"
        cases = {kind: official(kind, _sample(kind, folder)) for kind in run.kinds}
        yield from stages.table(cases, run.rounds, run.least)
    yield f"\nAt the end: {machine(missing)}"


def _sample(kind: str, folder: Path) -> Path:
    path = folder / f"sample-{kind}.json"
    path.write_bytes(KINDS[kind].sample.read_bytes())
    return path


def main() -> None:
    """Print the report; a whole run is also kept in benchmarks/results.md."""
    parser = argparse.ArgumentParser(prog="./run bench", description="the speed of filling")
    parser.add_argument("--quick", action="store_true", help="fewer rounds and documents; nothing is kept")
    quick = parser.parse_args().quick
    lines = []
    for line in report(QUICK if quick else WHOLE):
        print(line, flush=True)
        lines.append(line)
    if not quick:
        RESULTS.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

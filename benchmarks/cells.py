"""Cells of the benchmark: engines in processes of their own that take turns, and the npm packages some of them need."""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[1]
PEERS = ROOT / "benchmarks" / "peers"
BY_NODE = {"docxtemplater": "mustache", "carbone": "carbone", "easy-template-x": "mustache"}  # and their syntaxes
_NOISY = 2.0  # rounds further apart than this are no result


@dataclass
class Cell:
    """One engine with one document: CPU microseconds of a document, an entry a round, and peak MiB."""

    engine: str
    process: subprocess.Popen[str]
    out: Path
    microseconds: list[float] = field(default_factory=list)
    peak: int = 0

    def turn(self, least: float, counts: bool = True) -> None:
        """One round of at least that many seconds."""
        answer = self._ask(f"{least}\n")
        if counts:
            self.microseconds.append(answer["microseconds"])
            self.peak = int(answer["peak"])

    def wait(self) -> None:
        self._ask("")

    def _ask(self, line: str) -> dict[str, float]:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(line)
        self.process.stdin.flush()
        while answer := self.process.stdout.readline():
            if answer.startswith("{"):
                found: dict[str, float] = json.loads(answer)
                return found
        sys.exit(f"{self.engine}: its process ended; nothing is reported")

    def ratios(self, ours: "Cell") -> list[float]:
        """How many times as long as ours, round by round."""
        return [theirs / mine for theirs, mine in zip(self.microseconds, ours.microseconds, strict=True)]


def command(engine: str, template: str, data: Path, out: Path) -> list[str]:
    """How a cell is started."""
    words = [engine, template, str(data), str(out)]
    if engine in BY_NODE:
        return ["node", str(PEERS / "fill.cjs"), *words]
    return [sys.executable, "-m", "benchmarks.worker", *words]


@contextmanager
def started(engines: Mapping[str, str], data: Path) -> Iterator[dict[str, Cell]]:
    """Cells of these engines (and their templates), each of which has made its first document."""
    with ExitStack() as stack:
        cells = {}
        for number, (engine, template) in enumerate(engines.items()):
            out = data.with_name(f"{data.stem}-{number}.docx")
            process = subprocess.Popen(
                command(engine, template, data, out), cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
            )
            stack.callback(process.wait)
            stack.callback(process.kill)
            cells[engine] = Cell(engine, process, out)
            cells[engine].wait()  # one at a time: a start disturbs no other
        yield cells


def take_turns(cells: Iterable[Cell], rounds: int, least: float, warm_up: float) -> None:
    """A B C … A B C …, so that whatever else the machine does meets all."""
    for cell in cells:
        cell.turn(warm_up, counts=False)
    for _ in range(rounds):
        for cell in cells:
            cell.turn(least)


def why_no_peers() -> str:
    """Installs the npm packages where they are not; empty, or why that cannot be."""
    if shutil.which("node") is None or shutil.which("npm") is None:
        return "node or npm is not installed"
    lock, stamp = PEERS / "package-lock.json", PEERS / "node_modules" / ".chengwen-lock"
    if stamp.exists() and stamp.read_bytes() == lock.read_bytes():
        return ""
    install = ["npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts"]
    done = subprocess.run(install, cwd=PEERS, capture_output=True, text=True, check=False)
    if done.returncode:
        return "npm ci failed: " + " ".join((done.stderr or done.stdout).split())[:100]
    stamp.write_bytes(lock.read_bytes())
    return ""


def spread(values: Iterable[float], digits: int = 0) -> str:
    """Median (least–most), and a word where the rounds lie too far apart."""
    values = sorted(values)
    noisy = ", noisy" if values[-1] > _NOISY * values[0] else ""
    return f"{median(values):,.{digits}f} ({values[0]:,.{digits}f}–{values[-1]:,.{digits}f}{noisy})"

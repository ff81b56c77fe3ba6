"""One cell of the benchmark in a process of its own: python -m benchmarks.worker ENGINE TEMPLATE DATA OUT.

Writes one document to OUT; then answers each line "seconds" with the CPU time of a document and the peak memory.
TEMPLATE is a file, DATA its context; or TEMPLATE is `official:KIND`, the kind's own template, and DATA a payload.
"""

import gc
import json
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from itertools import count
from pathlib import Path
from time import process_time
from typing import Any

from benchmarks import floors
from benchmarks.documents import Fields
from benchmarks.sides import Case, by_docxtpl, official
from service.ooxml.fill import Template

Fill = Callable[[Any], object]


def cell(engine: str, template: str, data: Path) -> tuple[Fill, Iterator[Any], Any]:
    """What fills, the values for one document after another, and the first of them."""
    if template.startswith("official:"):
        one = official(template.removeprefix("official:"), data)
        if engine == "ours, from JSON":
            return one.make, one.payloads(), one.payload
        return _official(engine, one), one.contexts(), one.context
    context = json.loads(data.read_bytes())
    contexts = ({**context, "title": f"{context['title']}{number}"} for number in count(1))
    return _filler(engine, Path(template), context), contexts, context


def _official(engine: str, one: Case) -> Fill:
    if engine == "docxtpl":
        return one.fill_by_peer
    return _by_template(engine, one.template, one.context)


def _filler(engine: str, path: Path, context: Mapping[str, Any]) -> Fill:
    return partial(by_docxtpl, path) if engine == "docxtpl" else _by_template(engine, Template(path, Fields), context)


def _by_template(engine: str, template: Template, context: Mapping[str, Any]) -> Fill:
    match engine:
        case "floor F1":
            return floors.first(template, context)
        case "floor F2":
            return floors.second(template, context)
    return template.render


def measure(fill: Fill, values: Iterator[Any], least: float) -> dict[str, float]:
    """CPU microseconds of a document, and the most MiB this process has held."""
    gc.collect()  # no round pays for what another left behind
    calls, start = 0, process_time()
    while (spent := process_time() - start) < least:
        fill(next(values))
        calls += 1
    return {"microseconds": spent / calls * 1e6, "peak": peak()}


def peak() -> int:
    status = Path("/proc/self/status")
    held = re.search(r"VmHWM:\s+(\d+)", status.read_text()) if status.exists() else None
    return 0 if held is None else int(held[1]) // 1024


def main() -> None:
    """Answer line after line."""
    engine, template, data, out = sys.argv[1:]
    fill, values, first = cell(engine, template, Path(data))
    made = fill(first)
    if isinstance(made, bytes) and not engine.startswith("floor"):
        Path(out).write_bytes(made)
    print(json.dumps({"ready": True}), flush=True)
    for line in sys.stdin:
        print(json.dumps(measure(fill, values, float(line))), flush=True)


if __name__ == "__main__":
    main()

"""Where our time goes: the steps of `generate`, in one process, in turn."""

import gc
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from itertools import cycle, islice
from time import process_time
from typing import TypeVar

from benchmarks.cells import spread
from benchmarks.sides import Case
from service.documents.drafts import cautions, open_matters
from service.documents.validation import validate
from service.ooxml import package
from service.payloads import parse

_MORE_THAN_REMEMBERED = 2000  # titles: the service remembers 1,024 breaks

Job = Callable[[], object]
Value = TypeVar("Value")


def table(cases: Mapping[str, Case], rounds: int, least: float) -> Iterator[str]:
    """A row a stage, a column a kind."""
    cells = {name: _in_turn(_jobs(one), rounds, least) for name, one in cases.items()}
    yield "| stage, µs | " + " | ".join(cells) + " |"
    yield "|---|" + "--:|" * len(cells)
    for stage in next(iter(cells.values())):
        yield f"| {stage} | " + " | ".join(spread(cell[stage]) for cell in cells.values()) + " |"


def _jobs(one: Case) -> dict[str, Job]:
    data, parts = parse(one.payload), one.template.render_parts(one.context)
    records = cycle(list(islice(one.records(), _MORE_THAN_REMEMBERED)))
    return {
        "parse": partial(parse, one.payload),
        "validate": partial(validate, one.kind, data),
        "open matters, cautions": lambda: (open_matters(one.record), cautions(one.record)),
        "context": _each_time(one.kind.context, records),
        "render": _each_time(one.template.render_parts, one.contexts()),
        "deflate, zip": partial(package.Writer(()).write, parts),
        "all, JSON → .docx": _each_time(one.make, one.payloads()),
    }


def _each_time(function: Callable[[Value], object], values: Iterator[Value]) -> Job:
    return lambda: function(next(values))


def _in_turn(jobs: Mapping[str, Job], rounds: int, least: float) -> dict[str, list[float]]:
    measured: dict[str, list[float]] = {name: [] for name in jobs}
    for turn in range(rounds + 1):  # the first one warms up
        for name, job in jobs.items():
            time = _microseconds(job, least if turn else least / 3)
            measured[name] += [time] if turn else []
    return measured


def _microseconds(job: Job, least: float) -> float:
    gc.collect()
    calls, start = 0, process_time()
    while (spent := process_time() - start) < least:
        job()
        calls += 1
    return spent / calls * 1e6

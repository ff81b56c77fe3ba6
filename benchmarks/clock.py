"""CPU time of jobs measured in turn, round by round, and how figures are written."""

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping
from statistics import median
from time import process_time
from typing import TypeVar

ROUNDS = 5
LEAST_SECONDS = 0.3  # of CPU in one cell
WARM_UP_SECONDS = 0.1
_NOISY = 2.0  # rounds further apart than this are no result

Job = Callable[[], object]
Value = TypeVar("Value")


def in_turn(jobs: Mapping[str, Job]) -> dict[str, list[float]]:
    """CPU microseconds of a call of each job, one entry a round; the jobs take turns: A B A B …"""
    for job in jobs.values():
        _microseconds(job, WARM_UP_SECONDS)
    measured: dict[str, list[float]] = {name: [] for name in jobs}
    for _ in range(ROUNDS):
        for name, job in jobs.items():
            measured[name].append(_microseconds(job, LEAST_SECONDS))
    return measured


def _microseconds(job: Job, least: float) -> float:
    gc.collect()  # no side pays for what the other left behind
    calls, start = 0, process_time()
    while (spent := process_time() - start) < least:
        job()
        calls += 1
    return spent / calls * 1e6


def each_time(function: Callable[[Value], object], values: Iterator[Value]) -> Job:
    """A job that takes the next value whenever it is called."""
    return lambda: function(next(values))


def spread(values: Iterable[float], digits: int = 0) -> str:
    """Median (least–most), and a word where the rounds lie too far apart."""
    values = sorted(values)
    noisy = ", noisy: measure again" if values[-1] > _NOISY * values[0] else ""
    return f"{median(values):,.{digits}f} ({values[0]:,.{digits}f}–{values[-1]:,.{digits}f}{noisy})"

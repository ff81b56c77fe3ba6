"""Run as a program: the gate's answer to each file named on standard input, what it took and how memory grew.

Each file is offered in a process of its own, forked from one that has already admitted a good file.
"""

import json
import os
import sys
import time
from pathlib import Path

from service.errors import ChengwenError
from service.ooxml.gate import Kind, admit
from tests.ooxml.hostile import docx, zipped

_DOUBTFUL = 0.5  # seconds


def _memory(key: str) -> int:
    """A line of this process's memory account, in KiB."""
    status = Path("/proc/self/status").read_text()
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith(key))


def _measure(job: dict) -> dict:
    content = Path(job["path"]).read_bytes()
    Path("/proc/self/clear_refs").write_text("5")  # the peak begins here
    memory = _memory("VmRSS")
    answer = _answer(content, job["kind"])
    growth = _memory("VmHWM") - memory
    if answer["seconds"] > _DOUBTFUL:  # the better of two tells the work, not the neighbours on the machine
        answer["seconds"] = min(answer["seconds"], _answer(content, job["kind"])["seconds"])
    return answer | {"name": job["name"], "growth": growth}


def _answer(content: bytes, kind: Kind) -> dict:
    start = time.process_time()
    try:
        admit(content, kind)
        slug, sort, faults = "", "", []
    except ChengwenError as error:
        slug, sort, faults = error.slug, type(error).__name__, [fault.as_dict() for fault in error.faults]
    return {"slug": slug, "sort": sort, "faults": faults, "seconds": time.process_time() - start}


def main() -> None:
    """One line of JSON in, one line out."""
    admit(zipped(docx()), "docx")
    for line in sys.stdin:
        child = os.fork()
        if not child:
            print(json.dumps(_measure(json.loads(line))), flush=True)
            os._exit(0)
        if os.waitpid(child, 0)[1]:
            print(json.dumps({"name": json.loads(line)["name"], "slug": "crashed"}), flush=True)


if __name__ == "__main__":
    main()

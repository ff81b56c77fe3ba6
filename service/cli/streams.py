"""Reading, writing and reporting of the terminal's commands."""

import argparse
import json
import sys
from pathlib import Path
from typing import TextIO

from service.disk import write_whole
from service.errors import ChengwenError, Unusable
from service.generate import Generated

GOOD, FINDINGS, UNUSABLE = 0, 1, 2  # exit codes
_STREAM = "-"


def read(path: str) -> bytes:
    if path == _STREAM:
        return sys.stdin.buffer.read()
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise Unusable("unreadable-file", detail=f"{path}（{error.strerror}）") from error


def write(path: str, content: bytes) -> None:
    """The whole file or none: written beside its place and renamed. A pipe or a device stays what it is."""
    if path == _STREAM:
        sys.stdout.buffer.write(content)
        return
    target = Path(path)
    try:
        if target.exists() and not target.is_file():
            target.write_bytes(content)
        else:
            write_whole(target, content)
    except OSError as error:
        raise Unusable("unwritable-file", detail=f"{path}（{error.strerror}）") from error


def report(document: Generated, arguments: argparse.Namespace) -> None:
    if arguments.json:
        facts = {
            "file": arguments.output,
            "title": document.title,
            "draft": document.draft,
            "open": [fault.as_dict() for fault in document.open],
            "warnings": [fault.as_dict() for fault in document.warnings],
            "reference": document.reference,
        }
        print(json.dumps(facts, ensure_ascii=False, indent=2), file=beside_output(arguments))
        return
    for fault in (*document.open, *document.warnings):
        print(f"提醒  {fault.pointer}  {fault.message}", file=sys.stderr)


def print_faults(error: ChengwenError, arguments: argparse.Namespace) -> None:
    if getattr(arguments, "json", False):
        facts: dict[str, object] = {"type": error.slug, "title": error.title}
        facts |= {"detail": error.detail} if error.detail else {}
        facts["errors"] = [fault.as_dict() for fault in error.faults]
        print(json.dumps(facts, ensure_ascii=False, indent=2), file=beside_output(arguments))
        return
    print(f"{error.title}：{error.detail}" if error.detail else error.title, file=sys.stderr)
    for fault in error.faults:
        print(f"  {fault.pointer or '/'}  {fault.message}  [{fault.code}]", file=sys.stderr)


def beside_output(arguments: argparse.Namespace) -> TextIO:
    """Where reports go: not into the document, whether it was made or not."""
    return sys.stderr if getattr(arguments, "output", None) == _STREAM else sys.stdout

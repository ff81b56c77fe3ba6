"""Trial: a template from outside is linted and filled for the first time in a process of its own, with limits.

Whatever it does there, time, memory and files end with that process; the one that serves others only reads its answer.
The process starts afresh, with an empty environment and no network.
"""

import ctypes
import json
import os
import pickle
import resource
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from service.errors import ChengwenError, Fault, TemplateRejected
from service.ooxml import gate, policy, presence, probes, shapes
from service.ooxml.lint import lint_parts
from service.ooxml.policy import Policy

CPU_SECONDS, WALL_SECONDS = 10, 15
MEMORY, LARGEST_FILE, MOST_FILES = 1 << 30, 64 << 20, 64
_POLICIES = {rules.name: rules for rules in (policy.BUILT_IN, policy.UPLOADED)}
_LARGEST_DOCUMENT = 16 << 20
_NEW_USER, _NEW_NETWORK = 0x10000000, 0x40000000  # of unshare(2)
_CHILD = "from service.ooxml import trial; trial.serve_one()"
_LONG_LIST = 60
_CANARIES = ("〖长〗" * 1250, "</w:t></w:r></w:p>{{ 7*7 }}]]><!--&lt;", "")  # longest, markup, empty


def accept(
    content: bytes,
    fields: "type | shapes.Shape",
    contexts: Iterable[Mapping[str, Any]],
    rules: Policy = policy.UPLOADED,
) -> list[Fault]:
    """Remarks on a template that may be kept. Raises TemplateRejected, or what the gate says, with every fault.

    `contexts` are what it is filled with: samples of its kind, from which longest, hostile and empty ones are made.
    """
    plain = [dict(context) for context in contexts]
    if faults := [fault for context in plain for fault in policy.plain_faults(context)]:
        raise TemplateRejected("template-rejected", faults)
    task = pickle.dumps((content, shapes.of(fields), plain, rules.name))
    answer = _answer(task)
    faults = [Fault(*fault) for fault in answer["faults"]]
    if answer["slug"]:
        raise TemplateRejected(answer["slug"], faults)
    return faults


def _answer(task: bytes) -> dict[str, Any]:
    """What the process answers, or what its end means."""
    with tempfile.TemporaryDirectory(prefix="trial-") as folder:
        environment = {"PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "HOME": folder, "TMPDIR": folder}
        process = subprocess.Popen(
            [sys.executable, "-c", _CHILD],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=folder,
            env=environment | {"PYTHONDONTWRITEBYTECODE": "1", "LC_ALL": "C.UTF-8"},
            start_new_session=True,
        )
        try:
            output, _ = process.communicate(task, timeout=WALL_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.communicate()
            return _too_expensive(f"{WALL_SECONDS} 秒内没有完成")
    if process.returncode in (-signal.SIGXCPU, -signal.SIGKILL):
        return _too_expensive(f"超过 {CPU_SECONDS} 秒的计算时间")
    if process.returncode < 0:
        return _too_expensive("超过内存上限")
    if process.returncode:
        sentence = "试填这个模板时出错，请用办公软件打开核对后另存，再检查标签"
        return {"slug": "template-rejected", "faults": [("", "failed", sentence)]}
    answer: dict[str, Any] = json.loads(output)
    return answer


def _too_expensive(reason: str) -> dict[str, Any]:
    sentence = f"试填这个模板时{reason}，请减少标签、循环和嵌套的表格"
    return {"slug": "template-too-expensive", "faults": [("", "too-expensive", sentence)]}


# ---- in the process --------------------------------------------------------------------------------------------
def serve_one() -> None:
    """Read a task, answer it, and end."""
    _confine()
    content, root, contexts, rules = pickle.loads(sys.stdin.buffer.read())
    try:
        answer = _tried(content, root, contexts, _POLICIES[rules])
    except ChengwenError as error:
        faults = error.faults or (Fault("", error.slug, error.title),)
        answer = {"slug": error.slug, "faults": [(fault.pointer, fault.code, fault.message) for fault in faults]}
    except (MemoryError, RecursionError):
        answer = _too_expensive("超过内存上限")
    sys.stdout.write(json.dumps(answer, ensure_ascii=False))


def _confine() -> None:
    limits = {
        resource.RLIMIT_CPU: CPU_SECONDS,
        resource.RLIMIT_AS: MEMORY,
        resource.RLIMIT_FSIZE: LARGEST_FILE,
        resource.RLIMIT_NOFILE: MOST_FILES,
        resource.RLIMIT_CORE: 0,
    }
    for limit, most in limits.items():
        resource.setrlimit(limit, (most, most))
    library = ctypes.CDLL(None, use_errno=True)
    if library.unshare(_NEW_NETWORK) != 0:  # not root: a user of its own may have a network of its own
        library.unshare(_NEW_USER | _NEW_NETWORK)
    socket.socket = _NoSocket  # type: ignore[misc,assignment]  # where the system gives neither


class _NoSocket:
    def __init__(self, *_: object, **__: object) -> None:
        raise OSError("no network here")


def _tried(content: bytes, root: shapes.Shape, contexts: list[dict[str, Any]], rules: Policy) -> dict[str, Any]:
    parts = gate.admit(content, "docx")
    faults = lint_parts(parts, root, rules)
    if faults:
        dear = all(fault.code == "too-expensive" for fault in faults)
        slug = "template-too-expensive" if dear else "template-rejected"
        return {"slug": slug, "faults": [(fault.pointer, fault.code, fault.message) for fault in faults]}
    _fill(content, root, contexts)
    return {"slug": "", "faults": []}


def _fill(content: bytes, root: shapes.Shape, contexts: list[dict[str, Any]]) -> None:
    """Fill the template with each context and what is made of it; every document is looked through."""
    from service.ooxml.fill import Template  # noqa: PLC0415  # docxtpl is loaded only where it is needed

    file = Path("template.docx")
    file.write_bytes(content)
    template = Template(file, root)
    _probe(template, root, contexts)
    for context in contexts:
        for filled in (context, lengthened(context), *(stretched(context, canary) for canary in _CANARIES)):
            parts = {name: part.decode() for name, part in template.render_parts(filled)}
            if sum(map(len, parts.values())) > _LARGEST_DOCUMENT:
                fault = Fault("", "too-expensive", "填写出的文件过大，请减少重复的内容")
                raise TemplateRejected("template-too-expensive", [fault])
            presence.check_whole(parts)


def _probe(template: Any, root: shapes.Shape, contexts: list[dict[str, Any]]) -> None:
    """Raises TemplateRejected with every text that some document would lose."""
    faults: dict[str, Fault] = {}
    notes = {text.path: text.note for text in root.texts()}
    for context in contexts:
        for missing, filled in probes.probes(context, root):
            parts = {name: part.decode() for name, part in template.render_parts(filled)}
            for path, _ in presence.absent(parts, filled, root, template.rewritten):
                if path not in template.omitted:
                    faults.setdefault(path, probes.lost(path, notes.get(path, ""), missing))
    if faults:
        raise TemplateRejected("template-rejected", faults.values())


def lengthened(context: Mapping[str, Any]) -> dict[str, Any]:
    """A context whose lists are long: what grows with their product is found out."""
    return {name: _long(value) if isinstance(value, list) and value else value for name, value in context.items()}


def _long(entries: list[Any]) -> list[Any]:
    return entries * (_LONG_LIST // len(entries) + 1)


def stretched(value: Any, text: str) -> Any:
    """A context of the same form with this text in place of each, and nothing that a condition could compare."""
    if isinstance(value, dict):
        return {name: stretched(inner, text) for name, inner in value.items()}
    if isinstance(value, list):
        return [stretched(inner, text) for inner in value]
    return text if isinstance(value, str) else value

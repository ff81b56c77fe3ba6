"""HTTP by hand: what no client library would send, to the real service, and what comes back."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from service.errors import TITLES

ROOT = Path(__file__).resolve().parents[2]
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
JSON = {"Content-Type": "application/json"}
FORM = {"Content-Type": "multipart/form-data; boundary=XX"}
BROWSER = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
END = b"--XX--\r\n"
_SECONDS = 20
_INSIDE = re.compile(rb'Traceback|File "|\.py\b|/site-packages|/service/|' + re.escape(str(ROOT)).encode())


@dataclass(frozen=True)
class Answer:
    """What the service sent back; header names in small letters."""

    status: int
    headers: dict[str, str]
    body: bytes

    @classmethod
    def of(cls, raw: bytes) -> "Answer":
        head, _, body = raw.partition(b"\r\n\r\n")
        first, *lines = head.decode("latin-1").split("\r\n")
        pairs = [(name.lower(), value) for name, value in (line.split(": ", 1) for line in lines)]
        assert len({name for name, _ in pairs}) == len(pairs), f"a header twice: {lines}"
        return cls(int(first.split()[1]), dict(pairs), body)

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def media_type(self) -> str:
        return self.headers["content-type"].partition(";")[0]

    def json(self) -> Any:
        return json.loads(self.body)


@dataclass(frozen=True)
class Service:
    """A running service: its port and the empty folder it was started in, its home and its place for temporary files."""

    port: int
    folder: Path

    def ask(self, method: str, path: str, body: bytes = b"", headers: dict[str, str] | None = None) -> Answer:
        """One request with a Content-Length, unless the headers say otherwise; one answer."""
        sent = {"Host": f"127.0.0.1:{self.port}", "Connection": "close"}
        if body and "Transfer-Encoding" not in (headers or {}):
            sent["Content-Length"] = str(len(body))
        sent |= headers or {}
        head = f"{method} {path} HTTP/1.1\r\n" + "".join(f"{name}: {value}\r\n" for name, value in sent.items())
        return self.send(head.encode() + b"\r\n" + body)

    def post(self, body: bytes, headers: dict[str, str] = JSON, kind: str = "schedule") -> Answer:
        return self.ask("POST", f"/api/v1/documents/{kind}", body, headers)

    def send(self, raw: bytes) -> Answer:
        """These very bytes."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=_SECONDS) as connection:
            with suppress(BrokenPipeError, ConnectionResetError):  # refused before all of it was read
                connection.sendall(raw)
            answer = b""
            with suppress(ConnectionResetError):
                while received := connection.recv(65536):
                    answer += received
            return Answer.of(answer)


def chunked(body: bytes) -> bytes:
    """The body in the chunks of Transfer-Encoding."""
    pieces = [body[start : start + 65536] for start in range(0, len(body), 65536)]
    return b"".join(b"%x\r\n%b\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"


def part(name: str, content: bytes, filename: str | None = None) -> bytes:
    """One part of a form whose boundary is XX."""
    file = "" if filename is None else f'; filename="{filename}"'
    return f'--XX\r\nContent-Disposition: form-data; name="{name}"{file}\r\n\r\n'.encode() + content + b"\r\n"


def refused(answer: Answer, status: int, slug: str) -> list[dict[str, str]]:
    """The faults of a refusal, once its shape is that of RFC 9457 and nothing of our inside shows."""
    assert answer.status == status, answer.body[:500]
    assert answer.media_type == "application/problem+json"
    problem = answer.json()
    assert set(problem) - {"detail"} == {"type", "title", "status", "instance", "errors"}
    assert (problem["type"], problem["title"], problem["status"]) == (f"/problems/{slug}", TITLES[slug], status)
    assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", problem["instance"])
    assert all(set(fault) == {"pointer", "code", "message"} for fault in problem["errors"])
    assert not _INSIDE.search(answer.body)
    faults: list[dict[str, str]] = problem["errors"]
    return faults


@contextmanager
def running(words: list[str], folder: Path, port: int = 0) -> Iterator[Service]:
    """`python WORDS` in an empty folder; without a port its first line names the address. Ended with all its workers."""
    places = dict.fromkeys(("HOME", "TMPDIR", "DATA_DIR"), str(folder))
    environment = os.environ | places | {"PYTHONPATH": str(ROOT)}
    with (
        folder.with_name(folder.name + ".log").open("w+") as log,
        subprocess.Popen(
            [sys.executable, *words],
            cwd=folder,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
            start_new_session=True,
        ) as process,
    ):
        try:
            port = port or urlsplit(process.stdout.readline().strip()).port or 0  # type: ignore[union-attr]
            _wait_for(port, process)
            yield Service(port, folder)
        finally:
            _end(process)
        log.seek(0)
        assert "Traceback" not in log.read(), f"the service met what it did not foresee: see {log.name}"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_for(port: int, process: subprocess.Popen[str]) -> None:
    deadline = time.monotonic() + _SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.02)
    raise AssertionError(f"the service on port {port} does not answer (exit code {process.poll()})")


def _end(process: subprocess.Popen[str]) -> None:
    process.terminate()
    with suppress(subprocess.TimeoutExpired):
        process.wait(10)
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)

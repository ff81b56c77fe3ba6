"""The demonstration: the real service makes the four documents over HTTP into out/, and each is read back."""

import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from docx import Document
from docx.oxml.ns import qn

ROOT = Path(__file__).resolve().parent.parent
KINDS = ("work_plan", "schedule", "minutes", "annual_summary")
HEADER = ("kind", "paragraphs", "tables", "characters", "ms", "file")
TEXTS = {"opening", "paragraphs", "closing", "topic", "contents", "points", "conclusions"}
COUNTED_ONLY = {"planned", "sessions"}  # a summary counts its sessions, it does not print them
SECONDS_TO_START = 20


class DemoFailed(Exception):
    """What went wrong, as a sentence for the person who ran the demo."""


def ask(port: int, method: str, path: str, body: bytes | None = None) -> tuple[int, str, bytes]:
    """Status, Content-Disposition and body of the answer; no proxy lies between."""
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=15)) as connection:
        connection.request(method, path, body, {"Content-Type": "application/json"} if body else {})
        response = connection.getresponse()
        return response.status, response.getheader("Content-Disposition", ""), response.read()


@contextmanager
def service() -> Iterator[int]:
    """The service on a free port of this machine; it is stopped whatever happens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    command = [sys.executable, "-m", "service", "serve", "--port", str(port)]
    with tempfile.TemporaryDirectory() as data, tempfile.TemporaryFile() as log:
        settings = os.environ | {"ACCESS": "local", "DATA_DIR": data}
        process = subprocess.Popen(command, cwd=ROOT, env=settings, stdout=log, stderr=log, start_new_session=True)
        try:
            wait_until_healthy(process, port)
            yield port
        except (DemoFailed, OSError, http.client.HTTPException) as error:
            log.seek(0)
            said = log.read().decode(errors="replace").strip()[-2000:]
            raise DemoFailed(f"{error}\nThe service said:\n{said}" if said else str(error)) from error
        finally:
            stop(process)


def wait_until_healthy(process: subprocess.Popen[bytes], port: int) -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise DemoFailed(f"The service ended at once with exit code {process.returncode}.")
        with suppress(OSError, http.client.HTTPException):
            if ask(port, "GET", "/healthz")[0] == 200:
                return
        time.sleep(0.1)
    raise DemoFailed(f"The service did not answer GET /healthz within {SECONDS_TO_START} seconds.")


def stop(process: subprocess.Popen[bytes]) -> None:
    """Ask the service to stop; after ten seconds end it with all its workers."""
    process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def make(port: int, kind: str) -> tuple[str, ...]:
    """Have one document made, write it to out/, read it back; returns its row of the table."""
    payload = (ROOT / "fixtures" / f"{kind}.json").read_bytes()
    start = time.perf_counter()
    status, disposition, body = ask(port, "POST", f"/api/v1/documents/{kind}", payload)
    milliseconds = (time.perf_counter() - start) * 1000
    if status != 200 or not body.startswith(b"PK"):
        raise DemoFailed(f"{kind} gave no document but status {status}: {body[:2000].decode(errors='replace')}")
    name = re.search(r"filename\*=UTF-8''([^;]+)", disposition, re.IGNORECASE)
    if not name:
        raise DemoFailed(f"The service gave {kind} no UTF-8 file name but {disposition!r}.")
    file = ROOT / "out" / Path(unquote(name[1])).name
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(body)
    return (kind, *read_back(file, json.loads(payload)), f"{milliseconds:.1f}", str(file.relative_to(ROOT)))


def read_back(file: Path, payload: Any) -> tuple[str, str, str]:
    """Paragraphs, tables and characters of the file, once every main text of the payload was found in it."""
    document = Document(str(file))
    text = squeezed("".join(node.text or "" for node in document.element.body.iter(qn("w:t"))))
    for wanted in main_texts(payload):
        if squeezed(wanted) not in text:
            raise DemoFailed(f"{file.relative_to(ROOT)} lacks a text of its payload: {wanted}")
    return str(len(document.paragraphs)), str(len(document.tables)), str(len(text))


def main_texts(part: Any, inside: bool = False) -> list[str]:
    """Every string below the names in TEXTS; `inside` says that one of them lies above."""
    if isinstance(part, list):
        return [text for each in part for text in main_texts(each, inside)]
    if isinstance(part, dict):
        printed = part.keys() - COUNTED_ONLY
        return [text for name in printed for text in main_texts(part[name], name in TEXTS)]
    return [part] if inside and isinstance(part, str) else []


def squeezed(text: str) -> str:
    return "".join(text.split())


def print_table(rows: list[tuple[str, ...]]) -> None:
    """Columns side by side; the file names come last since a Chinese character is two columns wide."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for kind, *numbers, file in rows:
        right = [number.rjust(width) for number, width in zip(numbers, widths[1:], strict=False)]
        print("  ".join([kind.ljust(widths[0]), *right, file]))


def main() -> int:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("The demo was ended."))
    try:
        with service() as port:
            print_table([HEADER, *(make(port, kind) for kind in KINDS)])
    except KeyboardInterrupt:
        return 130
    except (DemoFailed, OSError) as error:
        print(f"The demo failed. {error}", file=sys.stderr)
        return 1
    print(f"\nThe page: type ./run serve --port {port} and open http://127.0.0.1:{port}/")
    return 0


if __name__ == "__main__":
    sys.exit(main())

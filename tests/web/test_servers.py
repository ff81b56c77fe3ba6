"""The same application under each server: started as an administrator would, it gives the bytes of the terminal."""

import subprocess
import sys
from collections.abc import Iterator

import pytest

from service.documents import KINDS
from tests.web.small import SCHEDULE, encoded
from tests.web.wire import JSON, ROOT, Service, chunked, free_port, refused, running

SERVERS = {
    "gunicorn": "-m gunicorn --no-control-socket --bind 127.0.0.1:{port} wsgi:app",
    "granian": "-m granian --interface wsgi --host 127.0.0.1 --port {port} wsgi:app",
    "serve": "-m service serve --port {port} --workers 2",
    "serve on localhost": "-m service serve --host localhost --port {port} --workers 1",
}


@pytest.fixture(scope="module", params=SERVERS.values(), ids=SERVERS)
def server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    port = free_port()
    with running(request.param.format(port=port).split(), tmp_path_factory.mktemp("server"), port) as service:
        yield service


@pytest.fixture(scope="module")
def of_the_terminal(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("terminal")
    for kind in KINDS:
        words = ["generate", kind, str(KINDS[kind].sample), "-o", str(folder / kind)]
        subprocess.run([sys.executable, "-m", "service", *words], cwd=ROOT, check=True)
    return {kind: (folder / kind).read_bytes() for kind in KINDS}


@pytest.mark.parametrize("kind", KINDS)
def test_a_document_is_that_of_the_terminal(server: Service, of_the_terminal: dict[str, bytes], kind: str) -> None:
    answer = server.post(KINDS[kind].sample.read_bytes(), kind=kind)
    assert (answer.status, answer.body) == (200, of_the_terminal[kind])


def test_a_body_in_chunks_is_taken_whole(server: Service) -> None:
    in_chunks = JSON | {"Transfer-Encoding": "chunked"}
    assert server.post(chunked(encoded(SCHEDULE)), in_chunks).body == server.post(encoded(SCHEDULE)).body


def test_a_stranger_is_refused(server: Service) -> None:
    refused(server.ask("GET", "/", headers={"Host": "example.org"}), 403, "forbidden")
    refused(server.ask("GET", "/", headers={"X-Forwarded-For": "127.0.0.1"}), 403, "forbidden")


def test_a_large_body_is_refused_before_it_is_sent(server: Service) -> None:
    refused(server.post(b"", JSON | {"Content-Length": str(13 * 1024 * 1024)}), 413, "body-too-large")

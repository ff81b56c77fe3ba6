"""Bodies and forms that cannot be read: refused in one shape by the real service, and nothing is written."""

import hashlib
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from service.documents import KINDS
from tests.web.small import SCHEDULE, encoded, spoilt
from tests.web.wire import DOCX, END, FORM, JSON, ROOT, Service, chunked, part, refused

MIB = 1024 * 1024
GOOD = encoded(SCHEDULE)
FILE = part("file", GOOD, "a.json")
CHUNKS = {"Transfer-Encoding": "chunked"}


def _sums(folder: Path) -> dict[str, str]:
    return {str(file): hashlib.sha256(file.read_bytes()).hexdigest() for file in folder.rglob("*") if file.is_file()}


@pytest.fixture(autouse=True)
def _nothing_is_written(service: Service) -> Iterator[None]:
    folders = (ROOT / "fixtures", ROOT / "templates" / "docx", service.folder)
    before = [_sums(folder) for folder in folders]
    yield
    assert [_sums(folder) for folder in folders] == before
    assert list(service.folder.iterdir()) == []


UNREADABLE = {
    "not JSON": (b"organ=1", "malformed-json"),
    "truncated": (GOOD[:-1], "malformed-json"),
    "two values": (GOOD + b"{}", "malformed-json"),
    "trailing comma": (b'{"year": 2026,}', "malformed-json"),
    "blank": (b" \n", "malformed-json"),
    "GBK": (encoded(SCHEDULE).decode().encode("gbk"), "not-utf8"),
    "UTF-16": (GOOD.decode().encode("utf-16"), "not-utf8"),
    "NaN": (b'{"year": NaN}', "malformed-json"),
    "Infinity": (b'{"year": -Infinity}', "malformed-json"),
    "1e400": (b'{"year": 1e400}', "malformed-json"),
    "5,000 digits": (b'{"year": ' + b"9" * 5000 + b"}", "malformed-json"),
    "100,000 deep": (b"[" * 100_000, "malformed-json"),
    "raw control character": (b'{"organ": "\x01"}', "malformed-json"),
    "half a surrogate pair": (rb'{"organ": "\ud83d"}', "malformed-json"),
    "half a pair in a name": (rb'{"\ud83d": "\ud83d"}', "malformed-json"),
    "half a pair twice": (rb'{"\ud83d": 1, "\ud83d": 2}', "malformed-json"),
    "duplicate key": (b'{"year": 2026, "year": 2026}', "duplicate-key"),
    "an Excel file": (b"PK\x03\x04\x14\x00\x06\x00\x08\x00\xff", "not-utf8"),
    "an old Word file": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "not-utf8"),
    "a PDF": (b"%PDF-1.7\n", "malformed-json"),
}


@pytest.mark.parametrize(("body", "slug"), UNREADABLE.values(), ids=UNREADABLE)
def test_an_unreadable_body(service: Service, body: bytes, slug: str) -> None:
    faults = refused(service.post(body), 400, slug)
    assert {fault["code"] for fault in faults} == {slug}


@pytest.mark.parametrize(("body", "slug"), UNREADABLE.values(), ids=UNREADABLE)
def test_an_unreadable_file_is_answered_as_the_same_body(service: Service, body: bytes, slug: str) -> None:
    by_form = refused(service.post(part("file", body, "工作计划.json") + END, FORM), 400, slug)
    assert by_form == refused(service.post(body), 400, slug)


def test_an_empty_body(service: Service) -> None:
    refused(service.post(b"", JSON | {"Content-Length": "0"}), 400, "malformed-json")


def test_a_syntax_fault_has_its_line_and_column(service: Service) -> None:
    (fault,) = refused(service.post(b'{\n  "year" 2026}'), 400, "malformed-json")
    assert "第2行第10个字符" in fault["message"]


def test_duplicate_keys_are_all_named(service: Service) -> None:
    body = b'{"organ": 1, "organ": 2, "rows": [{"id": 1, "id": 1}]}'
    pointers = [fault["pointer"] for fault in refused(service.post(body), 400, "duplicate-key")]
    assert sorted(pointers) == ["/organ", "/rows/0/id"]


TYPES = ("text/plain", "application/x-www-form-urlencoded", "application/xml", "application/jsonx", "")


@pytest.mark.parametrize("media_type", TYPES)
@pytest.mark.parametrize("path", ["/api/v1/documents/schedule", "/api/v1/documents/schedule/validate", "/"])
def test_a_media_type_that_is_not_taken(service: Service, path: str, media_type: str) -> None:
    answer = service.ask("POST", path, b"kind=schedule", {"Content-Type": media_type})
    assert refused(answer, 415, "unsupported-media-type")
    assert answer.headers["accept-post"] == "application/json, multipart/form-data"


TOO_LARGE = {
    "with its length": (b" " * 13 * MIB, JSON),
    "length alone": (b"", JSON | {"Content-Length": str(13 * MIB)}),
    "in chunks": (chunked(b" " * 13 * MIB), JSON | CHUNKS),
    "whole after 12 MiB of chunks": (chunked(GOOD + b" " * 13 * MIB), JSON | CHUNKS),
    "form": (part("file", b" " * 13 * MIB, "a.json") + END, FORM),
    "form in chunks": (chunked(part("file", b" " * 13 * MIB, "a.json") + END), FORM | CHUNKS),
    "file of 11 MiB": (part("file", b" " * 11 * MIB, "a.json") + END, FORM),
}


@pytest.mark.parametrize(("body", "headers"), TOO_LARGE.values(), ids=TOO_LARGE)
def test_a_body_that_is_too_large(service: Service, body: bytes, headers: dict[str, str]) -> None:
    refused(service.post(body, headers), 413, "body-too-large")


LARGEST = {
    "with its length": (GOOD.ljust(12 * MIB), JSON),
    "in chunks": (chunked(GOOD.ljust(12 * MIB - 1)), JSON | CHUNKS),
    "small chunks": (chunked(GOOD), JSON | CHUNKS),
    "file of 10 MiB": (part("file", GOOD.ljust(10 * MIB), "a.json") + END, FORM),
}


@pytest.mark.parametrize(("body", "headers"), LARGEST.values(), ids=LARGEST)
def test_the_largest_body_is_taken(service: Service, body: bytes, headers: dict[str, str]) -> None:
    assert service.post(body, headers).media_type == DOCX


NO_BOUNDARY = {"Content-Type": "multipart/form-data"}
FORMS = {
    "without boundary": (FILE + END, NO_BOUNDARY, 400, "malformed-multipart"),
    "truncated in the file": (FILE[:-20], FORM, 400, "malformed-multipart"),
    "truncated before the end": (FILE, FORM, 400, "malformed-multipart"),
    "empty": (b"", FORM | {"Content-Length": "0"}, 400, "malformed-multipart"),
    "without a part": (END, FORM, 400, "missing-file"),
    "without a file": (part("kind", b"schedule") + END, FORM, 400, "missing-file"),
    "a field named file": (part("file", GOOD) + END, FORM, 400, "missing-file"),
    "no file chosen": (part("file", b"", "") + END, FORM, 400, "missing-file"),
    "empty file": (part("file", b"", "a.json") + END, FORM, 400, "empty-file"),
    "61 parts": (part("a", b"b") * 60 + FILE + END, FORM, 413, "too-many-parts"),
    "300 KB of text": (part("a", b"b" * 300 * 1024) + FILE + END, FORM, 413, "field-too-large"),
    "part without a name": (b"--XX\r\n\r\nb\r\n" + END, FORM, 400, "missing-file"),
}


@pytest.mark.parametrize(("body", "headers", "status", "slug"), FORMS.values(), ids=FORMS)
def test_a_form_that_cannot_be_used(
    service: Service, body: bytes, headers: dict[str, str], status: int, slug: str
) -> None:
    refused(service.post(body, headers), status, slug)


def test_a_form_of_60_parts_is_taken(service: Service) -> None:
    assert service.post(part("a", b"b") * 59 + FILE + END, FORM).media_type == DOCX


NOT_HTTP = {
    "noise": b"\x00\x01\r\n\r\n",
    "a length that is no number": b"POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: x\r\n\r\n",
    "a space in the name of a header": b"GET / HTTP/1.1\r\nHost : 127.0.0.1\r\n\r\n",
}


@pytest.mark.parametrize("raw", NOT_HTTP.values(), ids=NOT_HTTP)
def test_what_is_not_http_ends_the_connection_and_nothing_else(service: Service, raw: bytes) -> None:
    assert service.send(raw).status == 400
    assert service.ask("GET", "/healthz").status == 200


MILLION = b'{"organ": "a", "year": 2026, "rows": [' + b'{"id":"a"},' * (10**6 - 1) + b'{"id":"a"}]}'


MANY_NAMES = b"{" + b",".join(b'"%06d": 1' % number for number in range(200_000)) + b', "000000": 2}'


@pytest.mark.parametrize(
    ("body", "status", "slug", "pointer"),
    [(MILLION, 422, "too-many-rows", "/rows"), (MANY_NAMES, 400, "duplicate-key", "/000000")],
    ids=["a million rows", "one of 200,000 names twice"],
)
def test_a_flood_is_refused_in_seconds(service: Service, body: bytes, status: int, slug: str, pointer: str) -> None:
    started = time.monotonic()
    (fault,) = refused(service.post(body), status, slug)
    assert time.monotonic() - started < 5
    assert fault["pointer"] == pointer


@pytest.mark.parametrize("kind", KINDS)
def test_the_sample_is_still_taken_after_all_this(service: Service, kind: str) -> None:
    assert service.post(KINDS[kind].sample.read_bytes(), kind=kind).media_type == DOCX


def test_the_watch_sees_a_file_that_is_written(tmp_path: Path) -> None:
    before = _sums(tmp_path)
    (tmp_path / "a").write_bytes(encoded(spoilt(SCHEDULE, "/organ", "a")))
    assert _sums(tmp_path) != before

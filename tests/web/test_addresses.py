"""Addresses, methods and formats that there are not: 404, 405, 406, in the one shape, and what there is is named."""

import pytest

from service.documents import KINDS
from service.web import create_app
from tests.web.small import SCHEDULE, encoded
from tests.web.wire import DOCX, JSON, Service, refused

GOOD = encoded(SCHEDULE)
UNKNOWN_KINDS = ["x", "Schedule", "schedule.docx", "x" * 300, "%00", "%ff", "计划"]
NOT_ADDRESSES = ["../x", "..%2fx", "../../../etc/passwd", "x/y", "schedule/", ""]
PER_KIND = [
    ("POST", "/api/v1/documents/{}"),
    ("POST", "/api/v1/documents/{}/validate"),
    ("GET", "/api/v1/kinds/{}"),
    ("GET", "/api/v1/kinds/{}/sample.json"),
]


@pytest.mark.parametrize("kind", UNKNOWN_KINDS, ids=lambda kind: kind[:10])
@pytest.mark.parametrize(("method", "path"), PER_KIND)
def test_an_unknown_kind(service: Service, method: str, path: str, kind: str) -> None:
    answer = service.ask(method, path.format(kind), GOOD, JSON)
    (fault,) = refused(answer, 404, "kind-not-found")
    assert all(name in fault["message"] for name in KINDS)
    assert "x" * 61 not in answer.text


@pytest.mark.parametrize("rest", NOT_ADDRESSES)
def test_no_address(service: Service, rest: str) -> None:
    refused(service.post(GOOD, kind=rest), 404, "not-found")


@pytest.mark.parametrize(
    "path", ["/x", "/static/", "/static/x", "/static/../cli.py", "/static/..%2f..%2fcli.py", "/static/%00"]
)
def test_no_page_and_no_file(service: Service, path: str) -> None:
    refused(service.ask("GET", path), 404, "not-found")


def _methods() -> dict[str, set[str]]:
    allowed: dict[str, set[str]] = {}
    for rule in create_app().url_map.iter_rules():
        path = rule.rule.replace("<kind>", "schedule").replace("<path:filename>", "style.css")
        path = path.replace("<identifier>", "official")
        allowed[path] = allowed.get(path, set()) | (rule.methods or set())
    return allowed


WRONG = [
    (path, method)
    for path, allowed in _methods().items()
    for method in ("GET", "POST", "PUT", "DELETE", "PATCH")
    if method not in allowed
]


@pytest.mark.parametrize(("path", "method"), WRONG)
def test_a_wrong_method_is_told_the_right_ones(service: Service, path: str, method: str) -> None:
    answer = service.ask(method, path, b"" if method == "GET" else GOOD, JSON)
    refused(answer, 405, "method-not-allowed")
    assert set(answer.headers["allow"].split(", ")) == _methods()[path]


NOT_ACCEPTABLE = ["application/pdf", "text/plain", "image/*", "application/json;q=0", "*/*;q=0", "nonsense"]


@pytest.mark.parametrize("accept", NOT_ACCEPTABLE)
def test_a_format_that_is_not_made(service: Service, accept: str) -> None:
    answer = service.post(GOOD, JSON | {"Accept": accept})
    (fault,) = refused(answer, 406, "not-acceptable")
    assert DOCX in fault["message"]
    assert "application/json" in fault["message"]


ACCEPTABLE = {
    "*/*": DOCX,
    "application/*": DOCX,
    DOCX: DOCX,
    "application/json": "application/json",
    "application/pdf, application/json;q=0.1": "application/json",
    f"application/json;q=0.2, {DOCX};q=0.8": DOCX,
    f"application/json;q=0.8, {DOCX};q=0.2": "application/json",
    "text/html,application/xhtml+xml,*/*;q=0.8": DOCX,
}


@pytest.mark.parametrize(("accept", "media_type"), ACCEPTABLE.items(), ids=[*map(str, range(len(ACCEPTABLE)))])
def test_a_format_that_is_made(service: Service, accept: str, media_type: str) -> None:
    answer = service.post(GOOD, JSON | {"Accept": accept})
    assert (answer.status, answer.media_type) == (200, media_type)


# ---- what there is ---------------------------------------------------------------------------------------------
def test_the_register(service: Service) -> None:
    kinds = service.ask("GET", "/api/v1/kinds").json()["kinds"]
    assert [(kind["name"], kind["title"]) for kind in kinds] == [(kind.name, kind.title) for kind in KINDS.values()]


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_shows_its_schema_and_a_sample_that_is_taken(service: Service, kind: str) -> None:
    shown = service.ask("GET", f"/api/v1/kinds/{kind}").json()
    assert shown["schema"] == KINDS[kind].schema()
    assert service.post(encoded(shown["sample"]), kind=kind).media_type == DOCX


@pytest.mark.parametrize("kind", KINDS)
def test_the_sample_is_a_download(service: Service, kind: str) -> None:
    answer = service.ask("GET", f"/api/v1/kinds/{kind}/sample.json")
    assert answer.body == KINDS[kind].sample.read_bytes()
    assert answer.headers["content-disposition"].startswith(f'attachment; filename="{kind}-sample.json"; ')


def test_health(service: Service) -> None:
    assert service.ask("GET", "/healthz").json() == {"status": "ok"}


def test_head_is_get_without_a_body(service: Service) -> None:
    got, head = service.ask("GET", "/"), service.ask("HEAD", "/")
    assert (head.status, head.body) == (200, b"")
    assert head.headers["content-length"] == got.headers["content-length"]

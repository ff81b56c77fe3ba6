"""Whatever goes wrong has the one shape: problem+json for systems, the page for browsers, a status for every slug."""

import json
import logging
import re

import pytest
from flask import Flask, abort
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from service.errors import TITLES, ChengwenError, Fault, TemplateRejected
from service.web.problems import STATUS, problem
from tests.web.wire import BROWSER, JSON

OF_THE_TERMINAL = {"unreadable-file", "unwritable-file"}  # the web opens and writes no file of a caller
SECRET = "the password of /srv/app/secret.py"


def _raise(error: Exception) -> None:
    raise error


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A service with views that fail."""
    app.add_url_rule("/bug", "bug", lambda: _raise(RuntimeError(SECRET)))
    app.add_url_rule(
        "/bad-template",
        "template",
        lambda: _raise(TemplateRejected("template-rejected", [Fault("", "lost", "缺字段")])),
    )
    app.add_url_rule("/abort/<int:code>", "abort", abort)
    return app.test_client()


def _problem(answer: TestResponse) -> dict:
    assert answer.mimetype == "application/problem+json"
    problem = json.loads(answer.data)
    assert set(problem) - {"detail"} == {"type", "title", "status", "instance", "errors"}
    assert problem["status"] == answer.status_code
    assert problem["title"] == TITLES[problem["type"].removeprefix("/problems/")]
    return problem


def test_every_slug_that_reaches_the_web_has_a_status() -> None:
    assert set(STATUS) == set(TITLES) - OF_THE_TERMINAL


@pytest.mark.parametrize("slug", STATUS)
def test_every_slug_is_answered_with_its_status(app: Flask, slug: str) -> None:
    app.add_url_rule("/fail", "fail", lambda: _raise(ChengwenError(slug, [Fault("/a", "code", "请改正")], "细节")))
    answer = app.test_client().get("/fail")
    assert answer.status_code == STATUS[slug] >= 400
    problem = _problem(answer)
    assert (problem["type"], problem["detail"]) == (f"/problems/{slug}", "细节")
    assert problem["errors"] == [{"pointer": "/a", "code": "code", "message": "请改正"}]


@pytest.mark.parametrize("headers", [{}, BROWSER], ids=["system", "browser"])
def test_a_bug_shows_its_number_and_not_itself(
    client: FlaskClient, caplog: pytest.LogCaptureFixture, headers: dict
) -> None:
    with caplog.at_level(logging.ERROR):
        answer = client.get("/bug", headers=headers)
    assert answer.status_code == 500
    (instance,) = re.findall(r"urn:uuid:[0-9a-f-]{36}", answer.text)
    assert instance in caplog.text
    assert SECRET in caplog.text
    assert SECRET not in answer.text
    assert "Traceback" not in answer.text


def test_a_bug_is_a_problem(client: FlaskClient) -> None:
    assert _problem(client.get("/bug"))["type"] == "/problems/internal"


def test_a_template_that_fails_is_the_house_s_to_mend(client: FlaskClient) -> None:
    problem = _problem(client.get("/bad-template"))
    assert (problem["type"], problem["status"]) == ("/problems/template-rejected", 422)


ABORTED = {
    400: "bad-request",
    404: "not-found",
    405: "method-not-allowed",
    409: "bad-request",
    413: "body-too-large",
    415: "unsupported-media-type",
    500: "internal",
}


@pytest.mark.parametrize(("code", "slug"), ABORTED.items())
def test_what_the_framework_refuses_has_our_shape(client: FlaskClient, code: int, slug: str) -> None:
    problem = _problem(client.get(f"/abort/{code}"))
    assert (problem["type"], problem["status"]) == (f"/problems/{slug}", STATUS[slug])


def test_each_refusal_has_a_number_of_its_own(client: FlaskClient) -> None:
    assert _problem(client.get("/x"))["instance"] != _problem(client.get("/x"))["instance"]


# Accept → who gets the page
READERS = {
    "": "application/problem+json",
    "*/*": "application/problem+json",
    "application/json": "application/problem+json",
    "application/problem+json, text/html;q=0.5": "application/problem+json",
    BROWSER["Accept"]: "text/html",
    "text/html": "text/html",
}


@pytest.mark.parametrize("accept", READERS)
@pytest.mark.parametrize(
    ("method", "path", "status"), [("GET", "/x", 404), ("DELETE", "/", 405), ("GET", "/bug", 500), ("POST", "/", 415)]
)
def test_a_browser_gets_the_page(client: FlaskClient, method: str, path: str, status: int, accept: str) -> None:
    answer = client.open(path, method=method, headers={"Accept": accept})
    assert (answer.status_code, answer.mimetype) == (status, READERS[accept])


@pytest.mark.parametrize("accept", ["application/json", "text/html"])
def test_half_a_character_in_a_pointer_does_not_stop_the_answer(app: Flask, accept: str) -> None:
    with app.test_request_context(headers={"Accept": accept}):
        answer = problem("malformed-json", (Fault("/\ud800", "malformed-json", "请改正"),))
    assert rb"/\ud800" in answer.data
    assert answer.status_code == 400


FLOODS = {
    "61 parts": {f"a{number}": "b" for number in range(61)},
    "a field of 300 KB": {"a": "b" * 300 * 1024},
}


@pytest.mark.parametrize("fields", FLOODS.values(), ids=FLOODS)
@pytest.mark.parametrize(("path", "status"), [("/x", 404), ("/healthz", 405), ("/", 413)])
def test_a_form_too_large_does_not_stop_the_page(client: FlaskClient, path: str, status: int, fields: dict) -> None:
    answer = client.post(path, data=fields, content_type="multipart/form-data", headers=BROWSER)
    assert (answer.status_code, answer.mimetype) == (status, "text/html")


def test_a_body_too_large_does_not_stop_the_refusal_of_a_stranger(client: FlaskClient) -> None:
    headers = BROWSER | JSON | {"Host": "example.org", "Content-Length": str(13 * 1024 * 1024)}
    assert client.post("/", headers=headers).status_code == 403

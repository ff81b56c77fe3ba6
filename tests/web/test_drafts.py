"""Drafts over HTTP and on the page: read, generated, and what was guessed is shown before the download."""

import base64
import io
import re

from flask.testing import FlaskClient

from service.documents import KINDS
from tests.documents_read import text
from tests.web.wire import BROWSER, DOCX, END, FORM, ROOT, part

TEXT = (ROOT / "fixtures" / "work_plan_draft.txt").read_bytes()
WORD = (ROOT / "fixtures" / "work_plan_draft.docx").read_bytes()


def form(content: bytes, name: str, kind: str = "work_plan") -> bytes:
    return part("kind", kind.encode()) + part("file", content, name) + END


def test_a_draft_becomes_a_payload_with_remarks(client: FlaskClient) -> None:
    answer = client.post("/api/v1/read/work_plan", data=form(TEXT, "draft.txt"), headers=FORM).json
    assert answer["payload"]["sections"]
    assert {"pointer", "code", "message"} == set(answer["remarks"][0])
    assert "before-title" in {remark["code"] for remark in answer["remarks"]}


def test_a_draft_becomes_a_document(client: FlaskClient) -> None:
    for content, name in ((TEXT, "draft.txt"), (WORD, "草稿.docx")):
        answer = client.post("/api/v1/documents/work_plan", data=form(content, name), headers=FORM)
        assert answer.mimetype == DOCX, answer.data[:300]
        assert "一、总体要求" in text(answer.data)


def test_the_answer_for_systems_carries_the_remarks(client: FlaskClient) -> None:
    headers = FORM | {"Accept": "application/json"}
    answer = client.post("/api/v1/documents/work_plan", data=form(TEXT, "draft.txt"), headers=headers).json
    assert "addressee-read" in {warning["code"] for warning in answer["warnings"]}


def test_the_page_shows_what_was_guessed_and_carries_the_document(client: FlaskClient) -> None:
    page = client.post("/", data=form(TEXT, "draft.txt"), headers=FORM | BROWSER).text
    assert "请逐条核对" in page
    carried = re.search(r'href="data:[^;]*;base64,([^"]*)"', page)
    assert carried is not None
    document = base64.b64decode(carried[1])
    assert io.BytesIO(document).read(2) == b"PK"
    assert "一、总体要求" in text(document)


def test_data_is_downloaded_at_once(client: FlaskClient) -> None:
    body = form(KINDS["minutes"].sample.read_bytes(), "a.json", "minutes")
    assert client.post("/", data=body, headers=FORM | BROWSER).mimetype == DOCX


def test_an_old_format_says_what_to_save_as(client: FlaskClient) -> None:
    old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
    answer = client.post("/api/v1/documents/work_plan", data=form(old, "a.doc"), headers=FORM)
    assert answer.status_code in (415, 422)
    assert ".docx" in answer.json["errors"][0]["message"]

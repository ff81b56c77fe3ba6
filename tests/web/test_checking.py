"""Checking over HTTP and on the page: findings with clause and place, by chapter; nothing kept."""

import base64
import hashlib
import io
from urllib.parse import quote

import pytest
from docx import Document
from flask.testing import FlaskClient

from service.documents import KINDS
from service.generate import generate
from tests.web.wire import BROWSER, DOCX, END, FORM, part

OWN = generate("minutes", KINDS["minutes"].sample.read_bytes()).content


def draft() -> bytes:
    """What Word makes of a few lines, with no thought of the standard."""
    document = Document()
    for line in ("一. 总体要求", "请于2026.3.5前完成,谢谢。"):
        document.add_paragraph(line)
    archive = io.BytesIO()
    document.save(archive)
    return archive.getvalue()


def form(content: bytes, name: str = "草稿.docx") -> bytes:
    return part("file", content, name) + END


def test_a_document_of_ours_has_no_findings(client: FlaskClient) -> None:
    assert client.post("/api/v1/check", data=form(OWN), headers=FORM).json == {"findings": []}


def test_findings_name_rule_clause_place_and_what_to_do(client: FlaskClient) -> None:
    findings = client.post("/api/v1/check", data=form(draft()), headers=FORM).json["findings"]
    assert {"PG-01", "BD-05", "BD-06", "BD-08"} <= {finding["rule"] for finding in findings}
    assert all(
        set(finding) == {"rule", "clause", "level", "where", "expected", "found", "sentence"} for finding in findings
    )


def test_the_page_shows_findings_by_chapter(client: FlaskClient) -> None:
    page = client.post("/check", data=form(draft()), headers=FORM | BROWSER).text
    assert "草稿.docx：有" in page
    assert page.index("纸张和版心") < page.index("正文") < page.index("页码")
    assert "没有发现问题" in client.post("/check", data=form(OWN), headers=FORM | BROWSER).text


def test_a_name_cannot_become_markup(client: FlaskClient) -> None:
    page = client.post("/check", data=form(draft(), "<b>x</b>.docx"), headers=FORM | BROWSER).text
    assert "<b>x</b>" not in page


def test_a_file_that_is_no_docx_comes_back_to_this_page(client: FlaskClient) -> None:
    answer = client.post("/check", data=form(b"text"), headers=FORM | BROWSER)
    assert answer.status_code == 415
    assert 'action="/check"' in answer.text
    answer = client.post("/check?download=fixed", data=form(b"text"), headers=FORM | BROWSER)
    assert answer.status_code == 415
    assert 'action="/check"' in answer.text


@pytest.mark.parametrize(("query", "status"), [("profile=pitch_28", 200), ("profile=a3", 400)])
def test_a_profile_is_one_of_ours(client: FlaskClient, query: str, status: int) -> None:
    assert client.post(f"/api/v1/check?{query}", data=form(OWN), headers=FORM).status_code == status


def test_both_pages_lead_to_each_other(client: FlaskClient) -> None:
    for path in ("/", "/check"):
        page = client.get(path).text
        assert 'href="/"' in page
        assert 'href="/check"' in page


# ---- the annotated and the repaired file ----------------------------------------------------------------------
@pytest.mark.parametrize("address", ["/api/v1/check?annotate=1", "/check?download=annotated"])
def test_the_file_with_comments_is_a_download(client: FlaskClient, address: str) -> None:
    answer = client.post(address, data=form(draft()), headers=FORM)
    assert (answer.status_code, answer.mimetype) == (200, DOCX)
    assert quote("草稿（批注）.docx") in answer.headers["Content-Disposition"]
    assert len(Document(io.BytesIO(answer.data)).comments) > 0


@pytest.mark.parametrize("address", ["/api/v1/fix", "/check?download=fixed"])
@pytest.mark.parametrize("asked", [False, True])
def test_the_repaired_file_is_a_download(client: FlaskClient, address: str, asked: bool) -> None:
    ticked = part("punctuation", b"1") if asked else b""
    answer = client.post(address, data=ticked + form(draft()), headers=FORM)
    assert (answer.status_code, answer.mimetype) == (200, DOCX)
    assert quote("草稿（修订）.docx") in answer.headers["Content-Disposition"]
    typed = [paragraph.text for paragraph in Document(io.BytesIO(answer.data)).paragraphs if paragraph.text]
    assert typed[-1] == ("请于2026.3.5前完成，谢谢。" if asked else "请于2026.3.5前完成,谢谢。")


def test_a_repair_says_what_it_changed_and_what_it_left(client: FlaskClient) -> None:
    headers = FORM | {"Accept": "application/json"}
    answer = client.post("/api/v1/fix?punctuation=1", data=form(draft()), headers=headers).json
    assert answer["filename"] == "草稿（修订）.docx"
    content = base64.b64decode(answer["content_base64"])
    assert hashlib.sha256(content).hexdigest() == answer["sha256"]
    assert {"rule": "BD-06", "where": "第2段“请于2026.3.5前完…”", "sentence": "“,”改为“，”"} in answer["changes"]
    assert {finding["rule"] for finding in answer["left"]} == {"BD-08"}


def test_a_repair_is_a_docx_or_json(client: FlaskClient) -> None:
    assert client.post("/api/v1/fix", data=form(OWN), headers=FORM | {"Accept": "text/csv"}).status_code == 406
    assert client.post("/api/v1/fix", data=form(b"text"), headers=FORM).status_code == 415


def test_the_page_offers_both_files_without_javascript(client: FlaskClient) -> None:
    page = client.get("/check").text
    for address, words in (
        ("/check?download=annotated", "下载带批注的文件"),
        ("/check?download=fixed", "下载修好的文件"),
    ):
        assert f'formaction="{address}">{words}</button>' in page

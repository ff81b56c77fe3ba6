"""Checking over HTTP and on the page: findings with clause and place, by chapter; nothing kept."""

import io

import pytest
from docx import Document
from flask.testing import FlaskClient

from service.documents import KINDS
from service.generate import generate
from tests.web.wire import BROWSER, END, FORM, part

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


@pytest.mark.parametrize(("query", "status"), [("profile=pitch_28", 200), ("profile=a3", 400)])
def test_a_profile_is_one_of_ours(client: FlaskClient, query: str, status: int) -> None:
    assert client.post(f"/api/v1/check?{query}", data=form(OWN), headers=FORM).status_code == status


def test_both_pages_lead_to_each_other(client: FlaskClient) -> None:
    for path in ("/", "/check"):
        page = client.get(path).text
        assert 'href="/"' in page
        assert 'href="/check"' in page

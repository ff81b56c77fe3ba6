"""Forms over HTTP and on the page: blank out, filled in, and back with what is to be mended at its cell."""

import base64
import json
import re

import pytest
from flask.testing import FlaskClient

from service import workbooks
from service.documents import KINDS, years
from service.generate import generate
from service.ooxml import package
from tests.documents_read import text
from tests.web.wire import BROWSER, DOCX, END, FORM, part

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SAMPLE = json.loads(KINDS["minutes"].sample.read_bytes())
FAULTY = SAMPLE | {"session": SAMPLE["session"] | {"form": "集体学习。"}}


def handed_in(payload: dict, kind: str = "minutes") -> bytes:
    return part("kind", kind.encode()) + part("file", workbooks.form(kind, payload), "表.xlsx") + END


@pytest.mark.parametrize("kind", [*KINDS, years.NAME])
def test_every_kind_has_a_blank_form(client: FlaskClient, kind: str) -> None:
    answer = client.get(f"/api/v1/kinds/{kind}/form.xlsx")
    assert (answer.status_code, answer.mimetype) == (200, XLSX)
    assert answer.data == workbooks.form(kind)


def test_a_filled_form_becomes_the_same_document(client: FlaskClient) -> None:
    answer = client.post("/api/v1/documents/minutes", data=handed_in(SAMPLE), headers=FORM)
    assert answer.mimetype == DOCX, answer.data[:400]
    assert text(answer.data) == text(generate("minutes", SAMPLE).content)


def test_faults_go_back_to_their_cells(client: FlaskClient) -> None:
    answer = client.post("/api/v1/documents/minutes", data=handed_in(FAULTY), headers=FORM)
    (fault,) = answer.json["errors"]
    assert (answer.status_code, fault["code"]) == (422, "end-mark")
    assert re.fullmatch(r"基本信息![A-Z]+\d+", fault["pointer"])


def test_the_page_gives_the_form_back_marked(client: FlaskClient) -> None:
    page = client.post("/", data=handed_in(FAULTY), headers=FORM | BROWSER).text
    carried = re.search(r'href="data:[^;]*;base64,([^"]*)"', page)
    assert carried is not None
    assert "xl/workbook.xml" in package.read(base64.b64decode(carried[1]))


def test_a_year_becomes_a_bundle(client: FlaskClient) -> None:
    answer = client.post("/api/v1/year", data=years.SAMPLE.read_bytes(), content_type="application/json")
    assert (answer.status_code, answer.mimetype) == (200, "application/zip"), answer.data[:400]
    names = list(package.read(answer.data))
    assert "figures.json" in names
    assert any("总结" in name for name in names)
    again = client.post("/api/v1/year", data=years.SAMPLE.read_bytes(), content_type="application/json")
    assert again.data == answer.data

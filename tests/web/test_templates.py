"""House templates over HTTP: everybody may look, only the administrator changes, and a document may choose."""

import json
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from service.documents import KINDS
from service.generate import generate
from service.settings import Settings
from service.web import create_app
from tests.documents_read import text
from tests.test_house_templates import HOUSE, REFUSED
from tests.web.wire import DOCX, END, FORM, part

TOKEN = "a-token-of-the-house-42"
BEARER = {"Authorization": f"Bearer {TOKEN}"}
SAMPLE = KINDS["minutes"].sample.read_bytes()
FORM_FILE = part("file", HOUSE, "纪要.docx") + END


@pytest.fixture
def client(tmp_path: Path) -> FlaskClient:
    return create_app(Settings(data_dir=tmp_path, admin_token=TOKEN)).test_client()


def add(client: FlaskClient, body: bytes = FORM_FILE, headers: dict[str, str] = BEARER):
    return client.post("/api/v1/templates/minutes", data=body, headers=FORM | headers)


def words(answer) -> str:
    assert answer.mimetype == DOCX, answer.data[:500]
    return text(answer.data)


def test_a_template_is_added_activated_used_and_rolled_back(client: FlaskClient) -> None:
    added = add(client)
    assert (added.status_code, added.json["active"]) == (201, False)
    place = added.headers["Location"]
    assert client.get(place).json == added.json

    make = "/api/v1/documents/minutes"
    assert "本单位内部使用" not in words(client.post(make, data=SAMPLE, content_type="application/json"))
    chosen = client.post(f"{make}?template={added.json['id']}", data=SAMPLE, content_type="application/json")
    assert "本单位内部使用" in words(chosen)

    assert client.post(f"{place}/activate", headers=BEARER).json["active"] is True
    made = client.post(make, data=SAMPLE, content_type="application/json")
    assert "本单位内部使用" in words(made)
    official = client.post(f"{make}?template=official", data=SAMPLE, content_type="application/json")
    assert official.data == generate("minutes", SAMPLE).content

    assert client.post("/api/v1/templates/minutes/rollback", headers=BEARER).json["id"] == "official"
    assert client.post(make, data=SAMPLE, content_type="application/json").data == official.data


def test_the_page_uses_what_is_active(client: FlaskClient) -> None:
    added = add(client)
    client.post(f"{added.headers['Location']}/activate", headers=BEARER)
    form = part("kind", b"minutes") + part("file", SAMPLE, "a.json") + END
    assert "本单位内部使用" in words(client.post("/", data=form, headers=FORM))


def test_a_version_can_be_downloaded(client: FlaskClient) -> None:
    added = add(client)
    answer = client.get(f"{added.headers['Location']}/file")
    assert (answer.data, answer.mimetype) == (HOUSE, DOCX)
    assert client.get("/api/v1/templates/minutes/versions/official/file").data == KINDS["minutes"].template.read_bytes()


CHANGES = [
    "/api/v1/templates/minutes",
    "/api/v1/templates/minutes/versions/official/activate",
    "/api/v1/templates/minutes/rollback",
]
WRONG = [{}, {"Authorization": "Bearer wrong"}, {"Authorization": TOKEN}, {"Authorization": f"Basic {TOKEN}"}]


@pytest.mark.parametrize("headers", WRONG, ids=str)
@pytest.mark.parametrize("path", CHANGES)
def test_only_the_administrator_changes(
    client: FlaskClient, path: str, headers: dict[str, str], tmp_path: Path
) -> None:
    answer = client.post(path, data=FORM_FILE, headers=FORM | headers)
    assert (answer.status_code, answer.json["type"]) == (401, "/problems/unauthorized")
    assert TOKEN not in answer.text
    assert not list(tmp_path.rglob("*"))


@pytest.mark.parametrize("path", CHANGES)
def test_without_an_administrator_nobody_changes(path: str, tmp_path: Path) -> None:
    client = create_app(Settings(data_dir=tmp_path)).test_client()
    answer = client.post(path, data=FORM_FILE, headers=FORM | BEARER)
    assert (answer.status_code, answer.json["type"]) == (403, "/problems/no-administrator")


@pytest.mark.parametrize("content", REFUSED.values(), ids=REFUSED)
def test_a_faulty_template_is_answered_with_all_its_faults(client: FlaskClient, content: bytes) -> None:
    answer = add(client, part("file", content, "a.docx") + END)
    assert (answer.status_code, answer.json["type"]) == (422, "/problems/template-rejected")
    assert answer.json["errors"]
    assert len(client.get("/api/v1/templates/minutes").json["templates"]) == 1


def test_a_file_that_is_no_docx_is_415(client: FlaskClient) -> None:
    answer = add(client, part("file", b"text", "a.docx") + END)
    assert (answer.status_code, answer.json["type"]) == (415, "/problems/not-a-docx")


@pytest.mark.parametrize("identifier", ["x", "0" * 64, "..%2F..%2Fetc", "0" * 300])
def test_an_unknown_template_is_404(client: FlaskClient, identifier: str) -> None:
    answers = [
        client.get(f"/api/v1/templates/minutes/versions/{identifier}"),
        client.post(f"/api/v1/documents/minutes?template={identifier}", data=SAMPLE, content_type="application/json"),
        client.post(f"/api/v1/templates/minutes/versions/{identifier}/activate", headers=BEARER),
    ]
    assert {answer.status_code for answer in answers} == {404}


def test_an_unknown_kind_is_404(client: FlaskClient) -> None:
    assert client.get("/api/v1/templates/nothing").status_code == 404


def test_a_kind_tells_every_variable_its_templates_may_use(client: FlaskClient) -> None:
    variables = client.get("/api/v1/kinds/minutes").json["variables"]
    assert {"name", "type", "description", "used"} == set(variables[0])
    assert "attendance[].names" in {row["name"] for row in variables}


def test_a_list_says_which_is_active(client: FlaskClient) -> None:
    rows = json.loads(client.get("/api/v1/templates/minutes").data)["templates"]
    assert [(row["id"], row["active"]) for row in rows] == [("official", True)]

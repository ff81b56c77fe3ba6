"""A fifth kind costs one module, one row, one template and one fixture: 学习记录, registered from outside."""

import base64
import json
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from flask.testing import FlaskClient

import service
from service import cli
from service.documents import KINDS
from service.documents.kinds import Kind
from service.errors import Rejected, TemplateRejected
from service.generate import generate
from service.ooxml import package
from service.ooxml.fill import MAIN_PART, Template
from service.settings import Settings
from service.web import create_app
from tests.documents_read import parts, text
from tests.fifth_kind import build, study_record
from tests.planting import Planter, lost

SERVICE = Path(service.__file__).parent
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pytest.fixture(autouse=True)
def kind(monkeypatch: pytest.MonkeyPatch) -> Kind:
    monkeypatch.setitem(KINDS, "study_record", study_record.KIND)
    return study_record.KIND


@pytest.fixture
def sample(kind: Kind) -> Any:
    return json.loads(kind.sample.read_bytes())


@pytest.fixture
def client() -> FlaskClient:
    return create_app(Settings()).test_client()


def test_the_service_does_not_know_it() -> None:
    files = [file for file in SERVICE.rglob("*") if file.suffix in (".py", ".html")]
    assert len(files) > 20
    assert [file for file in files if "study_record" in file.read_text("utf-8")] == []


# ---- record, template, document -------------------------------------------------------------------------------
def test_the_schema_speaks_chinese_and_declares_each_field(kind: Kind) -> None:
    schema = kind.schema()
    assert (schema["title"], schema["required"]) == (
        "学习记录",
        ["organ", "held_on", "place", "chair", "recorder", "attendees", "sections"],
    )
    assert all(field["printed"] for field in schema["properties"].values())
    assert all("title" in field or "$ref" in field for field in schema["properties"].values())


def test_the_committed_template_is_what_the_builder_writes(kind: Kind) -> None:
    assert kind.template.read_bytes() == build.build()


def test_the_sample_becomes_a_document(sample: Any) -> None:
    made = generate("study_record", sample)
    assert (made.filename, made.draft, made.warnings) == ("中共X市某局党组2026年4月17日学习记录.docx", False, ())
    document = Document(BytesIO(made.content))
    assert [[cell.text for cell in row.cells] for row in document.tables[0].rows][:4] == [
        ["时间", "2026年4月17日14时30分至17时"],
        ["地点", "机关三楼会议室"],
        ["主持人", "甲某"],
        ["记录人", "亥某"],
    ]
    styled = [(paragraph.style.style_id, paragraph.text) for paragraph in document.paragraphs]
    assert [words for style, words in styled if style.startswith("Heading")] == [
        "一、学习材料",
        "二、讨论情况",
        "（一）好的做法",
        "（二）存在的不足",
        "三、下步安排",
    ]
    assert ("GwBody", "1.问答单由窗口人员起草，每季度修订一次。") in styled
    assert "GwMark" not in dict(styled)  # no red head


def test_every_text_is_printed_as_its_field_declares(kind: Kind) -> None:
    payload = _planted(kind)
    docx = generate("study_record", payload).content
    body = text(docx).replace("\n", "")
    assert lost(payload, kind.record, body, body + parts(docx)["docProps/core.xml"].decode()) == []
    assert body.count("〖") > 20


def _planted(kind: Kind) -> Any:
    """A marker in every text, sections of all four levels."""
    planter = Planter()
    payload = planter.payload(kind.record)
    payload["ends"] = "11:30"
    sections: list[Any] = []
    for _ in range(4):
        plain = {"heading": planter.marker(), "paragraphs": [planter.marker()], "closing": [planter.marker()]}
        run_in = {"heading": planter.marker(), "run_in": True, "paragraphs": [planter.marker()]}
        sections = [{**plain, "sections": sections}, run_in, {"paragraphs": [planter.marker()]}]
    return {**payload, "sections": sections}


@pytest.mark.parametrize("tag", ["{{ title }}", "{{ fact.label }}", "{{ fact.value }}"])
def test_a_template_that_would_lose_a_text_is_refused(kind: Kind, tag: str, tmp_path: Path) -> None:
    whole = package.read(kind.template.read_bytes())
    without = {**whole, MAIN_PART: whole[MAIN_PART].replace(tag.encode(), b"")}
    sabotaged = tmp_path / "sabotaged.docx"
    sabotaged.write_bytes(package.Writer(package.ordered(without)).write(()))
    with pytest.raises(TemplateRejected, match="not-printed"):
        Template(sabotaged, kind.fields)


@pytest.mark.parametrize(
    ("change", "pointer", "code"),
    [
        ({"attendees": []}, "/attendees", "missing"),
        ({"starts": None}, "/starts", "no-start"),
        ({"ends": "14:30"}, "/ends", "period-order"),
        ({"held_on": "2026-02-30"}, "/held_on", "no-such-date"),
        ({"place": "三楼\n会议室"}, "/place", "line-break"),
        ({"letterhead": {}}, "/letterhead", "extra-forbidden"),
    ],
)
def test_what_is_wrong_is_refused(sample: Any, change: Any, pointer: str, code: str) -> None:
    with pytest.raises(Rejected) as refused:
        generate("study_record", {**sample, **change})
    assert [(fault.pointer, fault.code) for fault in refused.value.faults] == [(pointer, code)]


# ---- HTTP -----------------------------------------------------------------------------------------------------
def test_http_lists_and_describes_it(client: FlaskClient, kind: Kind, sample: Any) -> None:
    listed = client.get("/api/v1/kinds").get_json()["kinds"]
    assert {"name": "study_record", "title": "学习记录", "purpose": kind.purpose} in listed
    described = client.get("/api/v1/kinds/study_record").get_json()
    assert described["schema"] == kind.schema()
    assert described["sample"] == sample
    assert client.get("/api/v1/kinds/study_record/sample.json").data == kind.sample.read_bytes()


def test_http_makes_it(client: FlaskClient, sample: Any) -> None:
    answer = client.post("/api/v1/documents/study_record", json=sample)
    assert (answer.status_code, answer.mimetype) == (200, DOCX)
    assert answer.data == generate("study_record", sample).content
    carried = client.post("/api/v1/documents/study_record", json=sample, headers={"Accept": "application/json"})
    assert base64.b64decode(carried.get_json()["content_base64"]) == answer.data


def test_http_says_what_to_mend(client: FlaskClient, sample: Any) -> None:
    del sample["chair"]
    for address in ("/api/v1/documents/study_record", "/api/v1/documents/study_record/validate"):
        answer = client.post(address, json=sample)
        assert answer.status_code == 422
        assert answer.get_json()["errors"] == [{"pointer": "/chair", "code": "missing", "message": "“主持人”必须填写"}]


def test_the_page_offers_and_makes_it(client: FlaskClient, kind: Kind, sample: Any) -> None:
    page = client.get("/").get_data(as_text=True)
    assert 'value="study_record"' in page
    assert kind.title in page
    upload = {"kind": "study_record", "file": (BytesIO(kind.sample.read_bytes()), "学习记录.json")}
    assert client.post("/", data=upload).data == generate("study_record", sample).content


# ---- CLI ------------------------------------------------------------------------------------------------------
@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    def command(*words: str) -> str:
        assert cli.main(words) == cli.GOOD
        return capsys.readouterr().out

    return command


def test_the_terminal_lists_and_describes_it(run: Callable[..., str], kind: Kind, sample: Any) -> None:
    assert "study_record" in run("kinds")
    assert json.loads(run("schema", "study_record")) == kind.schema()
    assert json.loads(run("sample", "study_record")) == sample


def test_the_terminal_makes_it(run: Callable[..., str], kind: Kind, sample: Any, tmp_path: Path) -> None:
    output = tmp_path / "学习记录.docx"
    run("generate", "study_record", str(kind.sample), "-o", str(output), "--final")
    assert output.read_bytes() == generate("study_record", sample).content

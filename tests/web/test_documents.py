"""A document over HTTP: the .docx itself or JSON that carries it, from a body or from a form, always the same bytes."""

import base64
import hashlib
from urllib.parse import unquote

import pytest

from service.documents import KINDS
from service.generate import generate
from tests.web.small import DRAFT, PLAN, SCHEDULE, encoded
from tests.web.wire import DOCX, END, FORM, JSON, Answer, Service, chunked, part

AS_JSON = JSON | {"Accept": "application/json"}


def _sample(kind: str) -> bytes:
    return KINDS[kind].sample.read_bytes()


def _name(answer: Answer) -> str:
    return unquote(answer.headers["content-disposition"].partition("filename*=UTF-8''")[2])


@pytest.mark.parametrize("kind", KINDS)
def test_the_answer_is_the_document(service: Service, kind: str) -> None:
    answer = service.post(_sample(kind), kind=kind)
    assert (answer.status, answer.headers["content-type"]) == (200, DOCX)
    assert answer.body == generate(kind, _sample(kind)).content


@pytest.mark.parametrize("kind", KINDS)
def test_the_json_answer_carries_the_same_document(service: Service, kind: str) -> None:
    answer, made = service.post(_sample(kind), AS_JSON, kind), generate(kind, _sample(kind))
    content = base64.b64decode(answer.json()["content_base64"], validate=True)
    assert content == made.content
    assert answer.json() == {
        "filename": made.filename,
        "media_type": DOCX,
        "sha256": hashlib.sha256(content).hexdigest(),
        "content_base64": answer.json()["content_base64"],
        "warnings": [fault.as_dict() for fault in (*made.open, *made.warnings)],
        "draft": made.draft,
        "reference": made.reference,
    }


SAME = {
    "form": (lambda body: part("file", body, "数据.json") + END, FORM),
    "form with other fields": (lambda body: part("kind", b"x") + part("file", body, "a") + part("a", b"b") + END, FORM),
    "chunks": (chunked, JSON | {"Transfer-Encoding": "chunked"}),
    "another charset named": (lambda body: body, {"Content-Type": "application/json; charset=gbk"}),
    "BOM": (lambda body: b"\xef\xbb\xbf" + body, JSON),
}


@pytest.mark.parametrize(("wrap", "headers"), SAME.values(), ids=SAME)
@pytest.mark.parametrize("kind", KINDS)
def test_each_way_to_send_gives_the_same_bytes(service: Service, kind: str, wrap, headers: dict[str, str]) -> None:
    assert service.post(wrap(_sample(kind)), headers, kind).body == generate(kind, _sample(kind)).content


# ---- draft, reference, warnings --------------------------------------------------------------------------------
def test_a_draft_says_so_and_what_is_open(service: Service) -> None:
    answer = service.post(encoded(DRAFT), AS_JSON, "work_plan").json()
    assert answer["draft"] is True
    assert [(open_["pointer"], open_["code"]) for open_ in answer["warnings"]] == [("/signature/date", "open-date")]


@pytest.mark.parametrize("payload", [DRAFT, PLAN], ids=["draft", "final"])
@pytest.mark.parametrize("title", ["计划", "长" * 90], ids=["short", "long"])
def test_only_the_name_of_a_draft_says_so(service: Service, payload: dict, title: str) -> None:
    body = encoded(payload | {"title": title})
    named = service.post(body, AS_JSON, "work_plan").json()["filename"]
    assert named == _name(service.post(body, kind="work_plan"))
    assert named.endswith("（稿）.docx") is (payload is DRAFT)


def test_the_caller_s_reference_comes_back(service: Service) -> None:
    answer = service.post(encoded(SCHEDULE | {"reference": "OA-2026-0031"}), AS_JSON)
    assert answer.json()["reference"] == "OA-2026-0031"


# ---- validate --------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("kind", KINDS)
def test_a_good_payload_is_valid(service: Service, kind: str) -> None:
    answer = service.ask("POST", f"/api/v1/documents/{kind}/validate", _sample(kind), JSON)
    assert (answer.status, answer.json()) == (200, {"valid": True})


def test_a_file_can_be_validated(service: Service) -> None:
    form = part("file", _sample("schedule"), "a.json") + END
    assert service.ask("POST", "/api/v1/documents/schedule/validate", form, FORM).json() == {"valid": True}


# ---- names of uploaded files -----------------------------------------------------------------------------------
UPLOADED = [
    "../../etc/passwd",
    "C:\\a\\b.json",
    "CON",
    "a" * 5000,
    "%0d%0aSet-Cookie: a=b",
    'a\\"b',
    "\u202enosj.a",
    ".",
]


@pytest.mark.parametrize("filename", UPLOADED, ids=lambda name: name[:20])
def test_a_name_that_says_nothing_is_taken_for_data(service: Service, filename: str) -> None:
    answer = service.post(part("file", encoded(SCHEDULE), filename) + END, FORM)
    assert answer.headers == service.post(encoded(SCHEDULE)).headers | {"date": answer.headers["date"]}
    assert answer.body == service.post(encoded(SCHEDULE)).body

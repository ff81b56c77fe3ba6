"""Payloads that were read and are wrong: 422 by the real service, every fault at once, each with pointer and code."""

import re
from io import BytesIO
from zipfile import ZipFile

import pytest

from service.documents import KINDS
from tests.web.small import GONE, PLAN, SCHEDULE, SECRET, Payload, encoded, spoilt
from tests.web.wire import DOCX, JSON, Answer, Service, refused

LONG = "甲乙丙丁" * 30
ROW = SCHEDULE["rows"][0]

# one spoilt place: pointer, value → code of the only fault
SPOILT = {
    "unknown field": ("/colour", "red", "extra-forbidden"),
    "unknown field of a row": ("/rows/0/colour", "red", "extra-forbidden"),
    "required field missing": ("/organ", GONE, "missing"),
    "required field of a row missing": ("/rows/0/topic", GONE, "missing"),
    "null": ("/organ", None, "type"),
    "empty": ("/organ", "", "blank"),
    "blanks only": ("/organ", " \u3000", "blank"),
    "number as string": ("/year", "2026", "type"),
    "true as number": ("/year", True, "type"),
    "fraction": ("/year", 2026.5, "type"),
    "string as list": ("/rows", "R01", "type"),
    "string as row": ("/rows/0", "R01", "type"),
    "number as string of a row": ("/rows/0/topic", 1, "type"),
    "year out of range": ("/year", 1, "range"),
    "no such choice": ("/orientation", "diagonal", "choice"),
    "no such day": ("/rows/0/period/to", "2026-02-30", "no-such-date"),
    "the year 1": ("/rows/0/period/from", "0001-01-01", "date-range"),
    "a date of another form": ("/rows/0/period/from", "2026年3月1日", "date-form"),
    "end before start": ("/rows/0/period/to", "2026-02-28", "period-order"),
    "two rows of one id": ("/rows/1", ROW, "repeated-id"),
    "two lines where one fits": ("/organ", "甲局\n党组", "line-break"),
}
POINTERS = {"two rows of one id": "/rows/1/id"}


@pytest.mark.parametrize("name", SPOILT)
def test_one_fault(service: Service, name: str) -> None:
    pointer, value, code = SPOILT[name]
    (fault,) = refused(service.post(encoded(spoilt(SCHEDULE, pointer, value))), 422, "validation")
    assert (fault["pointer"], fault["code"]) == (POINTERS.get(name, pointer), code)
    assert re.search(r"[一-鿿]", fault["message"])


@pytest.mark.parametrize("body", [b"[]", b"[{}]", b'"a"', b"1", b"null", b"true"])
@pytest.mark.parametrize("kind", KINDS)
def test_the_top_level_is_an_object(service: Service, kind: str, body: bytes) -> None:
    (fault,) = refused(service.post(body, kind=kind), 422, "validation")
    assert (fault["pointer"], fault["code"]) == ("", "type")


# ---- characters ------------------------------------------------------------------------------------------------
ILLEGAL = ["\x00", "\x01", "\x07", "\x08", "\x0b", "\x0c", "\x0e", "\x1f", "\ufffe", "\uffff"]
SEQUENCES = ["{_{", "}_}", "{_%", "%_}"]
LITERAL = {
    "ampersand": "R&D部",
    "less than": "<3个月",
    "entity": "&amp;&#65;&nbsp;",
    "Jinja": "{{ 7*7 }}{% raw %}{# a #}",
    "markup": "</w:t></w:r></w:p><w:p>",
    "comment": "<!-- x ]]>",
    "beyond the BMP": "𠮷𰀀",
    "emoji": "📘👩‍🏫",
    "ideographic variant": "葛󠄀",
    "Arabic": "السلام",
}


def _text(docx: bytes) -> str:
    """What a reader sees, with ␤ for each line break; every part of the file is sound XML or lxml complains."""
    from lxml import etree

    with ZipFile(BytesIO(docx)) as package:
        body = etree.fromstring(package.read("word/document.xml"))
    marks = {"t": lambda node: node.text or "", "br": lambda _: "␤"}
    local = ((etree.QName(node).localname, node) for node in body.iter("{*}t", "{*}br"))
    return "".join(marks[name](node) for name, node in local)


@pytest.mark.parametrize("character", ILLEGAL, ids=ascii)
def test_an_illegal_character_is_named(service: Service, character: str) -> None:
    (fault,) = refused(
        service.post(encoded(spoilt(SCHEDULE, "/rows/0/topic", f"专题学习{character}"))), 422, "illegal-character"
    )
    assert fault["pointer"] == "/rows/0/topic"
    assert f"第5个字是无法打印的字符 U+{ord(character):04X}" in fault["message"]


@pytest.mark.parametrize("sequence", SEQUENCES)
def test_an_illegal_sequence_is_named(service: Service, sequence: str) -> None:
    (fault,) = refused(
        service.post(encoded(spoilt(SCHEDULE, "/rows/0/topic", f"a{sequence}b"))), 422, "illegal-sequence"
    )
    assert sequence in fault["message"]


@pytest.mark.parametrize("text", LITERAL.values(), ids=LITERAL)
def test_what_looks_like_markup_is_printed_as_it_is(service: Service, text: str) -> None:
    answer = service.post(encoded(spoilt(PLAN, "/opening/0", f"甲{text}乙")), kind="work_plan")
    assert f"甲{text}乙" in _text(answer.body)


@pytest.mark.parametrize("line_end", ["\r\n", "\r", "\n"], ids=ascii)
def test_each_line_end_is_one_break(service: Service, line_end: str) -> None:
    answer = service.post(encoded(spoilt(PLAN, "/opening/0", f"甲{line_end}乙")), kind="work_plan")
    assert "甲␤乙" in _text(answer.body)


@pytest.mark.parametrize("character", ["\u202e", "\u2066", "\u200b", "\ufeff"], ids=ascii)
def test_a_character_nobody_sees_is_a_warning(service: Service, character: str) -> None:
    answer = service.post(
        encoded(spoilt(PLAN, "/opening/0", f"甲{character}乙")), JSON | {"Accept": "application/json"}, "work_plan"
    )
    (warning,) = answer.json()["warnings"]
    assert (answer.status, warning["pointer"], warning["code"]) == (200, "/opening/0", "unseen-character")
    assert f"U+{ord(character):04X}" in warning["message"]


# ---- limits ----------------------------------------------------------------------------------------------------
def _rows(number: int) -> list[Payload]:
    return [ROW | {"id": f"R{index}"} for index in range(number)]


LIMITS = {
    "5,001 characters": (PLAN, "/opening/0", "字" * 5001, "too-long", "5000"),
    "201 characters in a line": (PLAN, "/organ", "字" * 201, "too-long", "200"),
    "2,001 rows": (SCHEDULE, "/rows", _rows(2001), "too-many-rows", "2000"),
}


@pytest.mark.parametrize("name", LIMITS)
def test_a_limit_is_stated(service: Service, name: str) -> None:
    payload, pointer, value, slug, limit = LIMITS[name]
    kind = "work_plan" if payload is PLAN else "schedule"
    (fault,) = refused(service.post(encoded(spoilt(payload, pointer, value)), kind=kind), 422, slug)
    assert (fault["pointer"], fault["code"]) == (pointer, slug)
    assert limit in fault["message"]


def test_a_text_at_the_limit_is_taken(service: Service) -> None:
    answer = service.post(encoded(spoilt(PLAN, "/opening/0", "字" * 5000)), kind="work_plan")
    assert "字" * 5000 in _text(answer.body)


def test_a_table_at_the_limit_is_taken(service: Service) -> None:
    assert service.post(encoded(spoilt(SCHEDULE, "/rows", _rows(2000)))).media_type == DOCX


# ---- all at once, and nothing echoed at length ------------------------------------------------------------------
def test_all_faults_at_once(service: Service) -> None:
    bad = {
        "year": "2026",
        "rows": [ROW | {"topic": "\x00"}, {"id": "R02", "form": "", "period": {"from": "x", "to": 1}}],
        "x": 1,
    }
    faults = refused(service.post(encoded(bad)), 422, "validation")
    assert {(fault["pointer"], fault["code"]) for fault in faults} == {
        ("/organ", "missing"),
        ("/year", "type"),
        ("/rows/0/topic", "illegal-character"),
        ("/rows/1/topic", "missing"),
        ("/rows/1/form", "blank"),
        ("/rows/1/period/from", "date-form"),
        ("/rows/1/period/to", "date-form"),
        ("/x", "extra-forbidden"),
    }


def test_several_faults_of_one_code_give_that_type(service: Service) -> None:
    bad = spoilt(spoilt(SCHEDULE, "/organ", "\x00"), "/rows/0/topic", "\x01")
    assert len(refused(service.post(encoded(bad)), 422, "illegal-character")) == 2


ECHOED = {
    "name of a field": (LONG, 1),
    "name of a field of a row": (f"rows/0/{LONG}", 1),
    "choice": ("orientation", LONG),
    "date": ("rows/0/period/from", LONG),
    "repeated id": ("rows", [ROW | {"id": LONG}] * 2),
    "theme": ("rows/0/themes", [LONG] * 2),
    "long text": ("organ", LONG * 2),
}


@pytest.mark.parametrize(("pointer", "value"), ECHOED.values(), ids=ECHOED)
def test_no_long_value_is_echoed(service: Service, pointer: str, value: object) -> None:
    answer = service.post(encoded(spoilt(SCHEDULE, "/" + pointer, value) | {"x": 1}))
    assert refused(answer, 422, "validation")
    assert LONG[:61] not in answer.text


def test_a_long_name_that_stands_twice_is_not_echoed(service: Service) -> None:
    answer = service.post(b'{"%b": 1, "%b": 2}' % (LONG.encode(), LONG.encode()))
    assert refused(answer, 400, "duplicate-key")
    assert LONG[:61] not in answer.text


def test_a_thousand_faults_are_enough(service: Service) -> None:
    faults = refused(service.post(encoded(SCHEDULE | {f"x{number}": 1 for number in range(3000)})), 422, "validation")
    assert len(faults) == 1000


# ---- secrecy ---------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("call", ["", "/validate"])
def test_a_secret_is_refused(service: Service, call: str) -> None:
    answer: Answer = service.ask("POST", f"/api/v1/documents/work_plan{call}", encoded(SECRET), JSON)
    (fault,) = refused(answer, 422, "secrecy-refused")
    assert fault["pointer"] == "/letterhead/secrecy"


# ---- validate answers as the document would ---------------------------------------------------------------------
@pytest.mark.parametrize("name", SPOILT)
def test_validate_finds_the_same(service: Service, name: str) -> None:
    pointer, value, _ = SPOILT[name]
    body = encoded(spoilt(SCHEDULE, pointer, value))
    checked = service.ask("POST", "/api/v1/documents/schedule/validate", body, JSON)
    assert refused(checked, 422, "validation") == refused(service.post(body), 422, "validation")

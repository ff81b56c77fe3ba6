"""ONE document: what generate takes, what it refuses, and what its result says."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from copy import deepcopy
from dataclasses import FrozenInstanceError
from datetime import date
from pathlib import Path

import pytest

from service.documents import KINDS
from service.errors import ChengwenError, Fault, NotFound, Rejected, Unusable
from service.generate import Generated, House, generate, kind_of, read
from tests.documents_read import parts, text
from tests.web.small import DRAFT, PLAN, SCHEDULE, SECRET, Payload, encoded, spoilt

ROOT = Path(__file__).resolve().parent.parent
EVERY_KIND = pytest.mark.parametrize("kind", KINDS)
NUMBER = {"organs": ["甲局党组"], "number": {"code": "甲局党组发", "year": 2026}}


def _sample(kind: str) -> Payload:
    return json.loads(KINDS[kind].sample.read_bytes())


# ---- what comes in ---------------------------------------------------------------------------------------------
@EVERY_KIND
def test_bytes_and_plain_data_give_the_same(kind: str) -> None:
    assert generate(kind, _sample(kind)) == generate(kind, KINDS[kind].sample.read_bytes())


@EVERY_KIND
def test_plain_data_is_not_changed(kind: str) -> None:
    payload = _sample(kind)
    before = deepcopy(payload)
    generate(kind, payload)
    assert payload == before


@EVERY_KIND
def test_twice_is_the_same(kind: str) -> None:
    assert generate(kind, _sample(kind)).content == generate(kind, _sample(kind)).content


def test_the_order_of_fields_plays_no_part() -> None:
    assert generate("work_plan", dict(reversed(PLAN.items()))) == generate("work_plan", PLAN)


def test_another_text_gives_another_document() -> None:
    assert generate("work_plan", spoilt(PLAN, "/opening/0", "另一段。")).content != generate("work_plan", PLAN).content


# ---- what is refused -------------------------------------------------------------------------------------------
REFUSED = {
    "no JSON": ("schedule", b"{", Unusable, "malformed-json", [("", "malformed-json")]),
    "no object": ("schedule", b"[]", Rejected, "validation", [("", "type")]),
    "a fault": ("schedule", spoilt(SCHEDULE, "/organ", 1), Rejected, "validation", [("/organ", "type")]),
    "NUL in plain data": (
        "schedule",
        spoilt(SCHEDULE, "/organ", "\x00"),
        Rejected,
        "illegal-character",
        [("/organ", "illegal-character")],
    ),
    "half a pair in plain data": (
        "schedule",
        spoilt(SCHEDULE, "/organ", "\ud800"),
        Rejected,
        "illegal-character",
        [("/organ", "illegal-character")],
    ),
    "unknown kind": ("x", SCHEDULE, NotFound, "kind-not-found", [("", "kind-not-found")]),
    "unknown kind before bad data": ("x", b"", NotFound, "kind-not-found", [("", "kind-not-found")]),
    "another kind": ("minutes", {}, Rejected, "validation", None),
    "secret": ("work_plan", SECRET, Rejected, "secrecy-refused", [("/letterhead/secrecy", "secrecy-refused")]),
}


@pytest.mark.parametrize("call", [generate, read])
@pytest.mark.parametrize("name", REFUSED)
def test_a_refusal_has_class_slug_and_places(call: Callable[[str, object], object], name: str) -> None:
    kind, payload, error, slug, places = REFUSED[name]
    with pytest.raises(error) as caught:
        call(kind, payload)
    assert caught.value.slug == slug
    assert places is None or [(fault.pointer, fault.code) for fault in caught.value.faults] == places


def test_a_secret_is_made_where_it_is_allowed() -> None:
    assert generate("work_plan", SECRET, House(allow_secrecy=True)).content.startswith(b"PK")


def test_faults_of_a_secret_are_said_first() -> None:
    with pytest.raises(Rejected) as caught:
        generate("work_plan", spoilt(SECRET, "/year", "2026"))
    assert caught.value.slug == "validation"


@EVERY_KIND
def test_a_kind_is_found_by_its_name(kind: str) -> None:
    assert kind_of(kind) is KINDS[kind]


@pytest.mark.parametrize("name", ["", "Schedule", "schedule ", "工作计划", "../schedule"])
def test_no_other_name_is_a_kind(name: str) -> None:
    with pytest.raises(NotFound) as caught:
        kind_of(name)
    assert all(kind in caught.value.faults[0].message for kind in KINDS)


# ---- drafts ----------------------------------------------------------------------------------------------------
OPEN = {
    "nothing": (PLAN, []),
    "date": (DRAFT, ["/signature/date"]),
    "number": (PLAN | {"letterhead": NUMBER}, ["/letterhead/number/sequence"]),
    "date of the imprint": (PLAN | {"imprint": {"issuer": "甲局办公室"}}, ["/imprint/issued_on"]),
    "number and date": (DRAFT | {"letterhead": NUMBER}, ["/letterhead/number/sequence", "/signature/date"]),
}
EVERY_OPEN = pytest.mark.parametrize(("payload", "pointers"), OPEN.values(), ids=OPEN)


@EVERY_OPEN
def test_what_is_open_makes_a_draft(payload: Payload, pointers: list[str]) -> None:
    made = generate("work_plan", payload)
    assert [fault.pointer for fault in made.open] == pointers
    assert made.draft is bool(pointers)
    assert made.filename == made.title + ("（稿）.docx" if pointers else ".docx")


@pytest.mark.parametrize("name", [name for name, (_, pointers) in OPEN.items() if pointers])
def test_final_refuses_a_draft_with_all_that_is_open(name: str) -> None:
    payload, pointers = OPEN[name]
    with pytest.raises(Rejected) as caught:
        generate("work_plan", payload, final=True)
    assert (caught.value.slug, [fault.pointer for fault in caught.value.faults]) == ("not-final", pointers)


def test_final_changes_nothing_where_nothing_is_open() -> None:
    assert generate("work_plan", PLAN, final=True) == generate("work_plan", PLAN)


def test_a_draft_with_its_date_is_the_final_paper() -> None:
    dated = spoilt(DRAFT, "/signature/date", "2026-03-05")
    assert generate("work_plan", dated, final=True).filename.removesuffix(".docx") == generate("work_plan", DRAFT).title


# ---- the result ------------------------------------------------------------------------------------------------
@EVERY_KIND
def test_the_result_is_typed_and_frozen(kind: str) -> None:
    made = generate(kind, _sample(kind))
    assert isinstance(made, Generated)
    types = {name: type(value) for name, value in vars(made).items()}
    assert types | {"reference": str} == {
        "kind": str, "title": str, "content": bytes, "draft": bool, "open": tuple, "warnings": tuple, "reference": str
    }  # fmt: skip
    assert all(isinstance(fault, Fault) for fault in (*made.open, *made.warnings))
    with pytest.raises(FrozenInstanceError):
        made.title = ""  # type: ignore[misc]


@pytest.mark.parametrize(
    ("given", "title"), [({}, "甲局党组2026年度理论学习工作计划"), ({"title": "甲局\n计划"}, "甲局计划")]
)
def test_the_title_is_one_line(given: Payload, title: str) -> None:
    assert generate("work_plan", PLAN | given).title == title


@pytest.mark.parametrize("reference", [None, "OA-2026-0031"])
def test_the_reference_comes_back_and_is_not_printed(reference: str | None) -> None:
    made = generate("work_plan", PLAN | {"reference": reference})
    assert (made.reference, made.content) == (reference, generate("work_plan", PLAN).content)


def test_a_character_nobody_sees_is_a_warning_and_stays() -> None:
    made = generate("work_plan", spoilt(PLAN, "/opening/0", "甲\u200b乙"))
    assert [(fault.pointer, fault.code) for fault in made.warnings] == [("/opening/0", "unseen-character")]
    assert made.draft is False


def test_every_refusal_reads_as_a_sentence() -> None:
    with pytest.raises(ChengwenError, match="内容有需要修改的地方"):
        generate("work_plan", encoded({}))


# ---- sameness --------------------------------------------------------------------------------------------------
CLOCK = """
import datetime, time
SECOND = 1_000_000_000.0
class date(datetime.date):
    today = classmethod(lambda cls: cls.fromtimestamp(SECOND))
class moment(datetime.datetime):
    now = classmethod(lambda cls, tz=None: cls.fromtimestamp(SECOND, tz))
    utcnow = today = now
datetime.date, datetime.datetime = date, moment
utc, local = time.gmtime, time.localtime
time.time, time.time_ns = lambda: SECOND, lambda: int(SECOND) * 10**9
time.gmtime, time.localtime = lambda second=SECOND: utc(second), lambda second=SECOND: local(second)
"""
ELSEWHERE = {
    "UTC": {"TZ": "UTC"},
    "Shanghai": {"TZ": "Asia/Shanghai"},
    "hash seed 1": {"PYTHONHASHSEED": "1"},
    "hash seed 2": {"PYTHONHASHSEED": "2"},
    "locale C": {"LC_ALL": "C"},
    "another second": {"PYTHONPATH": f"clock{os.pathsep}{ROOT}"},
}

# each kind through the terminal's entrance, all in one process
MAKE_ALL = """
from service.cli import main
from service.documents import KINDS
for kind in KINDS:
    assert main(["generate", kind, str(KINDS[kind].sample), "-o", kind + ".docx"]) == 0
"""


@pytest.fixture
def another_clock(tmp_path: Path) -> None:
    (tmp_path / "clock").mkdir()
    (tmp_path / "clock" / "sitecustomize.py").write_text(CLOCK)


@pytest.mark.usefixtures("another_clock")
@pytest.mark.parametrize("environment", ELSEWHERE.values(), ids=ELSEWHERE)
def test_the_bytes_are_the_same_elsewhere(tmp_path: Path, environment: dict[str, str]) -> None:
    environment = os.environ | {"PYTHONPATH": str(ROOT)} | environment
    subprocess.run([sys.executable, "-c", MAKE_ALL], cwd=tmp_path, env=environment, check=True)
    for kind in KINDS:
        assert (tmp_path / f"{kind}.docx").read_bytes() == generate(kind, KINDS[kind].sample.read_bytes()).content


@pytest.mark.usefixtures("another_clock")
def test_the_other_clock_is_another_one(tmp_path: Path) -> None:
    command = [sys.executable, "-c", "import datetime, time; print(datetime.date.today(), time.localtime().tm_year)"]
    shown = subprocess.run(
        command, cwd=tmp_path, env={"PYTHONPATH": "clock"}, capture_output=True, text=True, check=True
    )
    assert shown.stdout.split() == ["2001-09-09", "2001"] != [str(date.today()), str(date.today().year)]


# ---- 版记 on an even page --------------------------------------------------------------------------------------
IMPRINT = {"issuer": "甲局办公室", "issued_on": "2026-03-06"}


def duplex(lines: int, **changes: object) -> Payload:
    """A plan whose text fills that many lines under title, blank line and heading."""
    sections = [{"heading": "总体要求", "paragraphs": ["学习。"] * (lines - 1)}]
    return (
        PLAN
        | {"opening": ["制定本计划。"], "sections": sections, "imprint": IMPRINT, "layout": {"duplex": True}}
        | changes
    )


def counting(pages: int, text_pages: int) -> Callable[..., list[int]]:
    return lambda *_: [pages, text_pages]


EVEN_PAGE = [
    pytest.param(2, 2, False, False, id="shares-an-even-page"),
    pytest.param(2, 1, False, False, id="alone-on-an-even-page"),
    pytest.param(1, 1, True, False, id="moves-off-an-odd-page"),
    pytest.param(3, 2, True, True, id="text-ends-on-an-even-page-without-room"),
]


@pytest.mark.parametrize(("pages", "text_pages", "own_page", "unnumbered"), EVEN_PAGE)
def test_duplex_puts_the_imprint_on_an_even_page(
    monkeypatch: pytest.MonkeyPatch, pages: int, text_pages: int, own_page: bool, unnumbered: bool
) -> None:
    monkeypatch.setattr("service.generate.page_counts", counting(pages, text_pages))
    package = parts(generate("work_plan", duplex(3)).content)
    document = package["word/document.xml"].decode()
    last = document[document.rindex("<w:sectPr") :]
    assert ('w:type w:val="evenPage"' in last) is own_page
    targets = dict(
        re.findall(r'Id="(\w+)" Type="[^"]*" Target="([^"]*)"', package["word/_rels/document.xml.rels"].decode())
    )
    footers = [package[f"word/{targets[relation]}"] for relation in re.findall('r:id="([^"]*)"', last)]
    assert [b"PAGE" not in footer for footer in footers] == [unnumbered] * 2
    usual = generate("work_plan", duplex(3, layout={})).content
    assert text(generate("work_plan", duplex(3)).content).split() == text(usual).split()


def test_without_office_the_imprint_takes_an_even_page_and_a_warning_says_so() -> None:
    document = generate("work_plan", duplex(3), House(soffice="no-such-office"))
    assert [warning.code for warning in document.warnings] == ["pages-unknown"]
    assert b"evenPage" in parts(document.content)["word/document.xml"]


def test_duplex_asks_nobody_where_there_is_no_imprint() -> None:
    assert generate("schedule", SCHEDULE | {"layout": {"duplex": True}}, House(soffice="no-such-office")).warnings == ()

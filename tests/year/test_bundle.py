"""The bundle: all papers under good names, figures, report, digests; the same bytes again; findings stop it."""

import hashlib
import io
import json
import time
import zipfile
from pathlib import Path

import pytest

from service.documents import years
from service.errors import Rejected
from service.generate import generate
from service.year.bundle import REPORTS, bundle, findings_of, make
from tests.documents_read import text
from tests.year.invented import NAMES, ORGAN, Payload, forty, messy, nothing_held, people, perfect, row, session, year


def unzipped(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def test_all_papers_are_in_it_under_good_names() -> None:
    made = make(perfect())
    assert made.filename == f"{ORGAN}2026年度理论学习材料.zip"
    assert list(unzipped(made.content)) == list(made.files) == [
        f"01_{ORGAN}2026年度理论学习工作计划.docx",
        f"02_{ORGAN}2026年第1次理论学习会议纪要.docx",
        f"03_{ORGAN}2026年第2次理论学习会议纪要.docx",
        f"04_{ORGAN}2026年第3次理论学习会议纪要.docx",
        f"05_{ORGAN}2026年第4次理论学习会议纪要.docx",
        f"06_{ORGAN}2026年度理论学习情况总结.docx",
        "figures.json",
        "一致性核对.json",
        "SHA256SUMS.txt",
    ]  # fmt: skip


def test_each_paper_is_what_generate_makes_of_it() -> None:
    payload = year(plan_changes={"title": "学习计划"})
    plan = {**payload["plan"], "title": "学习计划"}
    assert unzipped(bundle(payload))["01_学习计划.docx"] == generate("work_plan", plan).content


@pytest.mark.parametrize("payload", [perfect(), messy(), nothing_held()], ids=["perfect", "messy", "nothing-held"])
def test_made_again_it_is_the_same_bytes(payload: Payload) -> None:
    content = bundle(payload)
    assert bundle(json.loads(json.dumps(payload))) == content == bundle(json.dumps(payload).encode())


def test_digests_are_those_of_the_files() -> None:
    files = unzipped(bundle(messy()))
    lines = files.pop("SHA256SUMS.txt").decode().splitlines()
    assert lines == [f"{hashlib.sha256(content).hexdigest()}  {name}" for name, content in files.items()]


def test_figures_bear_title_value_and_sources() -> None:
    figures = json.loads(unzipped(bundle(messy()))["figures.json"])
    assert figures["sessions_planned"] == {
        "title": "计划场次", "value": 6, "sources": ["R1", "R2", "R3", "R4", "R5", "R6"],
    }  # fmt: skip
    assert {name: figures[name]["value"] for name in (
        "sessions_held", "planned_held", "sessions_moved", "sessions_merged", "sessions_unheld", "sessions_unplanned",
        "completion_rate", "collective_sessions", "seminars", "attendance_due", "attendance_present",
        "attendance_rate", "member_rate_乙某", "themes_covered", "products", "promises", "promises_kept",
    )} == {
        "sessions_held": 4, "planned_held": 4, "sessions_moved": 2, "sessions_merged": 2, "sessions_unheld": 2,
        "sessions_unplanned": 1, "completion_rate": "66.7%", "collective_sessions": 2, "seminars": 2,
        "attendance_due": 14, "attendance_present": 12, "attendance_rate": "85.7%", "member_rate_乙某": "66.7%",
        "themes_covered": 2, "products": 2, "promises": 4, "promises_kept": 1,
    }  # fmt: skip
    assert figures["promises_kept"]["sources"] == ["promise_4"]
    assert figures["attendance_rate"]["sources"] == ["S1", "S2", "S3", "S4"]
    assert all(set(figure) == {"title", "value", "sources"} for figure in figures.values())


def test_the_summary_says_the_figures() -> None:
    files = unzipped(bundle(messy()))
    figures = json.loads(files["figures.json"])
    name = next(name for name in files if "总结" in name)
    said = text(files[name])
    for words, figure in (("应到", "attendance_due"), ("实到", "attendance_present"), ("参学率", "attendance_rate")):
        assert f"{words}{figures[figure]['value']}" in said


STRANGER = year(row("R1", 3), sessions=[session("S1", "2026-03-05", 1, planned=["R1"], present=people(*NAMES, "客某"))])


def test_errors_stop_it() -> None:
    with pytest.raises(Rejected) as refused:
        bundle(STRANGER)
    assert [(fault.pointer, fault.code) for fault in refused.value.faults] == [
        ("/sessions/0/present/4", "unknown-member")
    ]


def test_errors_that_are_allowed_stand_in_the_report() -> None:
    made = make(STRANGER, allow_findings=True)
    files = unzipped(made.content)
    report = json.loads(files["一致性核对.json"])
    assert report["counts"] == {"error": 1, "warning": 0, "remark": 0}
    assert report["findings"] == [finding.as_dict() for finding in made.findings]
    assert json.loads(files["figures.json"])["attendance_present"]["value"] == 4, "a stranger is not counted"
    assert any("总结" in name for name in files)


def test_warnings_do_not_stop_it() -> None:
    report = json.loads(unzipped(bundle(nothing_held()))["一致性核对.json"])
    assert (report["counts"]["error"], report["counts"]["warning"]) == (0, 2)


def test_a_draft_says_so_in_its_name() -> None:
    made = make(year(defaults={"signature": {"organs": [ORGAN]}}))
    assert made.draft
    assert made.files[0] == f"01_{ORGAN}2026年度理论学习工作计划（稿）.docx"
    report = json.loads(unzipped(made.content)["一致性核对.json"])
    assert report["papers"][0]["open"][0]["code"] == "open-date"


def test_what_a_paper_refuses_is_told_at_its_place_in_the_year() -> None:
    signers = {"organs": [ORGAN], "signers": [{"name": "甲某"}]}
    payload = year(sessions=[session("S1", "2026-03-05", 1, minutes={"issue": 1, "letterhead": signers})])
    with pytest.raises(Rejected) as refused:
        bundle(payload)
    assert [fault.pointer for fault in refused.value.faults] == ["/sessions/0/minutes/letterhead/signers"]


@pytest.mark.parametrize("title", ["a/b\\c:d", "..", '计划?*"<>|', "长" * 40])
def test_file_names_are_safe(title: str) -> None:
    name = make(year(plan_changes={"title": title})).files[0]
    assert name.startswith("01_")
    assert not set(name) & set('/\\:*?"<>|')
    assert len(name.encode()) < 255
    assert Path(name).name == name


def test_a_report_more_joins_the_others() -> None:
    files = unzipped(bundle(perfect(), reports=[*REPORTS, lambda report: ("核对.txt", f"{report.year}".encode())]))
    assert files["核对.txt"] == b"2026"
    assert b"\xe6\xa0\xb8\xe5\xaf\xb9.txt" in files["SHA256SUMS.txt"]


def test_findings_without_papers() -> None:
    record, found = findings_of(STRANGER)
    assert (record.organ, [finding.code for finding in found]) == (ORGAN, ["unknown-member"])


def test_the_sample_year_makes_its_bundle() -> None:
    made = make(years.SAMPLE.read_bytes())
    assert [finding for finding in made.findings if finding.level == "error"] == []
    assert sum(name.endswith("会议纪要.docx") for name in made.files) == 12


def test_forty_sessions_take_no_longer_than_a_second() -> None:
    payload = forty()
    bundle(payload)
    start = time.perf_counter()
    assert len(unzipped(bundle(payload))) == 45
    assert time.perf_counter() - start < 5  # on a busy machine; the bar is measured by the benchmark

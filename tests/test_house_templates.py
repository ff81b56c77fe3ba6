"""House templates: added only when nothing is wrong, kept for good, activated, rolled back, chosen."""

import io
import threading
from pathlib import Path

import pytest
from docx import Document

from service.documents import KINDS
from service.errors import NotFound, Rejected, TemplateRejected, Unavailable, Unusable
from service.generate import generate
from service.house_templates import OFFICIAL, HouseTemplates, lint, sample_contexts, variables_of
from tests.documents_read import text

MINUTES = KINDS["minutes"]
SAMPLE = MINUTES.sample.read_bytes()


@pytest.fixture
def registry(tmp_path: Path) -> HouseTemplates:
    return HouseTemplates(tmp_path / "templates")


def edited(*changes: tuple[str, str]) -> bytes:
    """The official template of minutes with words changed as an author would, in the runs they stand in."""
    document = Document(str(MINUTES.template))
    for before, after in changes:
        runs = [run for paragraph in document.paragraphs for run in paragraph.runs if before in run.text]
        assert runs, before
        for run in runs:
            run.text = run.text.replace(before, after)
    archive = io.BytesIO()
    document.save(archive)
    return archive.getvalue()


def greeting(word: str) -> bytes:
    """An official template with a line of the house's own at its end."""
    document = Document(str(MINUTES.template))
    document.paragraphs[-1].insert_paragraph_before(word)
    archive = io.BytesIO()
    document.save(archive)
    return archive.getvalue()


HOUSE = greeting("本单位内部使用")


# ---- adding, activating, rolling back ------------------------------------------------------------------------
def test_a_house_begins_with_the_official_template(registry: HouseTemplates) -> None:
    (official,) = registry.versions(MINUTES)
    assert (official.id, official.active) == (OFFICIAL, True)
    assert registry.chosen(MINUTES) == MINUTES.template


def test_a_new_version_is_kept_and_waits_to_be_activated(registry: HouseTemplates) -> None:
    version = registry.add(MINUTES, HOUSE, "纪要.docx")
    assert (version.name, version.kind, version.size, version.active) == ("纪要.docx", "minutes", len(HOUSE), False)
    assert registry.path(MINUTES, version.id).read_bytes() == HOUSE
    assert registry.chosen(MINUTES) == MINUTES.template
    assert registry.activate(MINUTES, version.id).active
    assert registry.chosen(MINUTES) == registry.path(MINUTES, version.id)


def test_documents_bear_what_the_house_added_and_lose_nothing(registry: HouseTemplates) -> None:
    version = registry.add(MINUTES, HOUSE, "纪要.docx")
    made = text(generate("minutes", SAMPLE, template=registry.path(MINUTES, version.id)).content)
    usual = text(generate("minutes", SAMPLE).content)
    assert "本单位内部使用" in made
    assert made.replace("本单位内部使用\n", "") == usual


def test_the_same_file_twice_is_one_version(registry: HouseTemplates) -> None:
    first = registry.add(MINUTES, HOUSE, "纪要.docx")
    assert registry.add(MINUTES, HOUSE, "另一个名字.docx") == first
    assert len(registry.versions(MINUTES)) == 2


def test_rolling_back_goes_the_way_that_was_come(registry: HouseTemplates) -> None:
    first, second = (registry.add(MINUTES, greeting(word), word) for word in ("甲", "乙"))
    for version in (first, second):
        registry.activate(MINUTES, version.id)
    assert registry.roll_back(MINUTES).id == first.id
    assert registry.roll_back(MINUTES).id == OFFICIAL
    assert registry.roll_back(MINUTES).id == OFFICIAL


def test_the_official_template_can_be_activated_again(registry: HouseTemplates) -> None:
    version = registry.add(MINUTES, HOUSE, "纪要.docx")
    registry.activate(MINUTES, version.id)
    assert registry.activate(MINUTES, OFFICIAL).active
    assert registry.roll_back(MINUTES).id == version.id


def test_kinds_do_not_mix(registry: HouseTemplates) -> None:
    version = registry.add(MINUTES, HOUSE, "纪要.docx")
    with pytest.raises(NotFound):
        registry.activate(KINDS["schedule"], version.id)


@pytest.mark.parametrize("identifier", ["", "x", "../official", "0" * 64, "A" * 64, "0" * 300, ".", "/etc/passwd"])
def test_an_unknown_version_is_not_found(registry: HouseTemplates, identifier: str) -> None:
    with pytest.raises(NotFound) as missing:
        registry.path(MINUTES, identifier)
    assert missing.value.slug == "template-not-found"


def test_another_process_sees_what_is_active(registry: HouseTemplates, tmp_path: Path) -> None:
    version = registry.add(MINUTES, HOUSE, "纪要.docx")
    registry.activate(MINUTES, version.id)
    assert HouseTemplates(tmp_path / "templates").chosen(MINUTES) == registry.path(MINUTES, version.id)


def test_many_at_once_leave_a_whole_history(registry: HouseTemplates) -> None:
    versions = [registry.add(MINUTES, greeting(word), word).id for word in "甲乙丙"]
    threads = [threading.Thread(target=registry.activate, args=(MINUTES, identifier)) for identifier in versions * 4]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(version.active for version in registry.versions(MINUTES)) == 1


# ---- what is refused -----------------------------------------------------------------------------------------
REFUSED = {
    "unknown-name": edited(("{{ title }}", "{{ titel }}")),
    "not-printed": edited(("{{ title }}", "会议纪要")),
    "unclosed": edited(("{%p endfor %}", "")),
    "smart-quotes": edited(("'heading1'", "‘heading1’")),
}


def without_run(word: str, number: int) -> bytes:
    """An official template with one run emptied, as an author may delete it in Word."""
    document = Document(str(MINUTES.template))
    runs = [run for paragraph in document.paragraphs for run in paragraph.runs if run.text == word]
    runs[number].text = ""
    archive = io.BytesIO()
    document.save(archive)
    return archive.getvalue()


LOSSES = {
    "a-title-shown-beside-a-note-only": edited(("{{ title }}", "{% if note %}{{ title }}{% endif %}")),
    "a-title-never-shown": edited(("{{ title }}", "{% if false %}{{ title }}{% endif %}")),
    "a-title-shown-for-one-option": edited(("{{ title }}", "{% if head.urgency == '特急' %}{{ title }}{% endif %}")),
    "an-option-misspelt": edited(("'heading1'", "'heading_1'")),
    **{f"text-{number}": without_run("{{ block.text }}", number) for number in range(3)},
    **{f"lead-{number}": without_run("{{ block.lead }}", number) for number in range(3)},
}


@pytest.mark.parametrize("content", LOSSES.values(), ids=LOSSES)
def test_a_text_that_only_some_documents_would_lose_is_found(content: bytes) -> None:
    """The name stands in the template, and on the way to it there are conditions that a document may not meet."""
    assert {fault.code for fault in lint(MINUTES, content)} & {"not-shown", "forbidden", "not-printed", "unknown-name"}


def test_a_setter_of_no_attribute_is_told_the_nearest() -> None:
    faults = lint(MINUTES, edited(("spacing.line head.under_rule", "spacing.lines head.under_rule")))
    assert any("是不是 line？" in fault.message for fault in faults)


def test_a_setter_that_is_gone_is_a_remark(registry: HouseTemplates) -> None:
    version = registry.add(MINUTES, edited(("{{pBdr head.red_rule}}", "")), "纪要.docx")
    assert [remark.pointer for remark in version.remarks] == ["head.red_rule"]


def test_a_deviation_from_the_standard_is_a_remark(registry: HouseTemplates) -> None:
    document = Document(str(MINUTES.template))
    for section in document.sections:
        section.left_margin = section.left_margin // 2
    archive = io.BytesIO()
    document.save(archive)
    version = registry.add(MINUTES, archive.getvalue(), "纪要.docx")
    assert "PG-03" in {remark.code for remark in version.remarks}


def test_revisions_are_refused() -> None:
    document = Document(str(MINUTES.template))
    paragraph = next(paragraph for paragraph in document.paragraphs if "{{ title }}" in paragraph.text)
    inserted = paragraph._p.makeelement(f"{paragraph._p.tag[:-1]}ins", {})
    inserted.append(paragraph.add_run("测试")._r)
    paragraph._p.append(inserted)
    archive = io.BytesIO()
    document.save(archive)
    assert "revisions" in {fault.code for fault in lint(MINUTES, archive.getvalue())}


@pytest.mark.parametrize("content", REFUSED.values(), ids=REFUSED)
def test_a_faulty_template_is_not_kept(registry: HouseTemplates, content: bytes, tmp_path: Path) -> None:
    with pytest.raises(TemplateRejected) as refused:
        registry.add(MINUTES, content, "纪要.docx")
    assert refused.value.faults
    assert len(registry.versions(MINUTES)) == 1
    assert not list(tmp_path.rglob("*.docx"))


def test_an_author_mends_a_broken_tag_from_the_message_alone() -> None:
    (fault, *_) = [fault for fault in lint(MINUTES, REFUSED["unknown-name"]) if "titel" in fault.message]
    assert "title" in fault.message.replace("titel", "")
    assert lint(MINUTES, HOUSE) == []


@pytest.mark.parametrize("content", [b"", b"text", b"PK\3\4broken", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1old"])
def test_what_is_no_docx_is_refused_by_the_gate(registry: HouseTemplates, content: bytes) -> None:
    with pytest.raises((Unusable, Rejected, TemplateRejected)):
        registry.add(MINUTES, content, "纪要.docx")
    assert lint(MINUTES, content)


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "templates").write_text("a file")
    with pytest.raises(Unavailable) as refused:
        HouseTemplates(tmp_path / "templates").activate(MINUTES, OFFICIAL)
    assert refused.value.slug == "storage-full"


# ---- what authors may use --------------------------------------------------------------------------------------
@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_every_official_template_would_be_accepted(kind) -> None:
    assert lint(kind, kind.template.read_bytes()) == []


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_every_variable_is_listed_and_the_official_template_uses_all_that_is_printed(kind) -> None:
    rows = variables_of(kind, kind.template.read_bytes())
    names = [row["name"] for row in rows]
    assert len(names) == len(set(names))
    assert [
        row["name"] for row in rows if row["type"] == "文字" and not row["used"] and "properties" not in row["name"]
    ] == []


def test_a_template_is_tried_with_a_full_and_a_bare_context() -> None:
    full, bare = sample_contexts(MINUTES)
    assert full["attendance"]
    assert bare["attendance"] == []

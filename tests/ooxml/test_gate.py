"""The gate: every hostile file is refused for what it is, at once and in little memory; honest files pass whole."""

import io
import json
import shutil
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest
from docx import Document
from hypothesis import example, given, settings
from hypothesis import strategies as st

from service.documents import KINDS
from service.documents.kinds import Kind
from service.errors import ChengwenError, Fault, Rejected, Unusable
from service.generate import generate
from service.ooxml import package
from service.ooxml.gate import admit
from service.ooxml.gate_zip import Limits
from tests.ooxml.hostile import docx, linked, xlsx, zipped
from tests.ooxml.hostile_files import DOCUMENTS, HARMLESS, WORKBOOKS

ROOT = Path(__file__).parents[2]
CASES = [("docx", name) for name in DOCUMENTS] + [("xlsx", name) for name in WORKBOOKS]
TABLES = {"docx": DOCUMENTS, "xlsx": WORKBOOKS}
UNUSABLE = {"empty-file", "body-too-large", "not-a-docx", "not-an-xlsx"}
MOST_SECONDS, MOST_MEMORY = 1.0, 64 << 10  # of one core; KiB


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], dict]:
    """What the gate answered to every hostile file, measured in processes of their own."""
    folder, jobs = tmp_path_factory.mktemp("hostile"), []
    for number, (kind, name) in enumerate(CASES):
        path = folder / str(number)
        path.write_bytes(TABLES[kind][name][0]())
        jobs.append(json.dumps({"path": str(path), "kind": kind, "name": number}))
    done = subprocess.run(
        [sys.executable, "-m", "tests.ooxml.measured"],
        cwd=ROOT, input="\n".join(jobs), capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    return {CASES[answer["name"]]: answer for answer in map(json.loads, done.stdout.splitlines())}


@pytest.mark.parametrize(("kind", "name"), CASES, ids=[f"{kind}: {name}" for kind, name in CASES])
def test_a_hostile_file_is_refused(answers: dict[tuple[str, str], dict], kind: str, name: str) -> None:
    answer = answers[kind, name]
    assert answer["slug"] == TABLES[kind][name][1], answer
    assert answer["seconds"] < MOST_SECONDS
    assert answer["growth"] < MOST_MEMORY
    assert answer["sort"] == ("Unusable" if answer["slug"] in UNUSABLE else "Rejected")
    faults = answer["faults"]
    assert faults
    assert {fault["code"] for fault in faults} == {answer["slug"]}
    assert all("请" in fault["message"] and len(fault["pointer"]) <= 60 for fault in faults)


@pytest.mark.parametrize("name", HARMLESS)
def test_a_harmless_file_passes_whole(name: str) -> None:
    content = HARMLESS[name]()
    with zipfile.ZipFile(io.BytesIO(content)) as opened:
        parts = {entry: opened.read(entry) for entry in opened.namelist() if not entry.endswith("/")}
    assert admit(content, "docx") == parts
    assert list(admit(content, "docx")) == list(parts)


def test_a_workbook_passes() -> None:
    assert admit(zipped(xlsx()), "xlsx") == xlsx()


def test_a_streamed_zip_passes() -> None:
    """Writers that cannot go back tell the sizes behind the bytes."""

    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

        def tell(self) -> int:
            raise OSError

    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, part in docx().items():
            opened.writestr(name, part)
    assert admit(pipe.getvalue(), "docx") == docx()


def test_a_file_of_python_docx_passes() -> None:
    document, buffer = Document(), io.BytesIO()
    document.add_heading("标题")
    document.add_table(300, 6)
    document.save(buffer)
    assert "word/document.xml" in admit(buffer.getvalue(), "docx")


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_our_own_templates_and_documents_pass(kind: Kind) -> None:
    template = kind.template.read_bytes()
    assert admit(template, "docx") == package.read(template)
    made = generate(kind.name, (ROOT / "fixtures" / f"{kind.name}.json").read_bytes()).content
    assert admit(made, "docx") == package.read(made)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="no LibreOffice")
def test_a_file_of_libreoffice_passes(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(
        '<meta charset="utf-8"><h1>标题</h1><p>正文<a href="https://a.example/">一</a><a href="#b">二</a><a name="b">三</a>'
    )
    words = ["--headless", "--convert-to", "docx:MS Word 2007 XML", "--infilter=HTML (StarWriter)"]
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    subprocess.run(
        ["soffice", profile, *words, "--outdir", str(tmp_path), str(tmp_path / "a.html")],
        check=True, capture_output=True, timeout=60,
    )  # fmt: skip
    assert "word/document.xml" in admit((tmp_path / "a.docx").read_bytes(), "docx")


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_reading_a_template_takes_no_time(kind: Kind) -> None:
    template = kind.template.read_bytes()
    start = time.process_time()
    package.read(template)
    assert time.process_time() - start < 0.05


def _faults(content: bytes) -> list[Fault]:
    with pytest.raises(ChengwenError) as refused:
        admit(content, "docx")
    return list(refused.value.faults)


def test_all_faults_of_a_code_are_told_at_once_with_their_parts() -> None:
    parts = linked(("image", "http://a.example/x.png", "External"), body='<w:altChunk r:id="rId2"/>')
    found = _faults(zipped(parts | {"word/vbaProject.bin": b"x", "word/activeX/a.xml": b"<x/>"}))
    assert {fault.pointer for fault in found} == {
        "word/_rels/document.xml.rels", "word/document.xml", "word/vbaProject.bin", "word/activeX/a.xml",
    }  # fmt: skip


def test_bytes_of_two_members_are_told_as_such() -> None:
    make, _ = DOCUMENTS["a member within another"]
    assert "重叠" in _faults(make())[0].message


def test_many_faults_are_counted_and_not_listed() -> None:
    found = _faults(zipped(linked(*[("image", f"http://a.example/{n}", "External") for n in range(1_900)])))
    assert len(found) == 21
    assert found[-1].message.startswith("还有")


def test_a_long_name_is_echoed_short() -> None:
    (fault,) = _faults(zipped(linked(("image", "x" * 5_000, ""))))
    assert len(fault.message) < 200


def test_limits_are_the_callers() -> None:
    with pytest.raises(Unusable):
        admit(zipped(docx()), "docx", Limits(file=100))
    with pytest.raises(Rejected):
        admit(zipped(docx()), "docx", Limits(members=2))
    with pytest.raises(Rejected):
        admit(zipped(docx("<w:p/><w:p/>")), "docx", Limits(elements=3))


GOOD = zipped(docx("<w:p><w:r><w:t>正文</w:t></w:r></w:p>"))
GOOD_CONTENTS = [part for _, part in sorted(package.read(GOOD).items())]


@settings(max_examples=400)
@given(position=st.integers(0, len(GOOD) - 1), bit=st.integers(0, 7))
def test_a_flipped_bit_is_refused_or_harmless(position: int, bit: int) -> None:
    flipped = bytearray(GOOD)
    flipped[position] ^= 1 << bit
    try:
        parts = admit(bytes(flipped), "docx")
    except ChengwenError:
        return
    assert [part for _, part in sorted(parts.items())] == GOOD_CONTENTS


@settings(max_examples=200)
@given(end=st.integers(0, len(GOOD) - 1))
@example(end=0)
def test_a_cut_file_is_refused(end: int) -> None:
    with pytest.raises(ChengwenError):
        admit(GOOD[:end], "docx")


@settings(max_examples=200)
@given(content=st.binary(max_size=400))
def test_any_bytes_are_refused(content: bytes) -> None:
    for whole in (content, b"PK\3\4" + content, content + GOOD[-22:]):
        with pytest.raises(ChengwenError):
            admit(whole, "docx")

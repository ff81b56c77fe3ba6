"""The entrance for a terminal: what it prints, what it writes and leaves alone, and its exit codes 0, 1 and 2."""

import json
import os
import socket
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from docx import Document

from service.documents import KINDS
from service.errors import TITLES
from service.generate import generate
from tests.test_house_templates import REFUSED
from tests.web.small import DRAFT, GONE, PLAN, SCHEDULE, SECRET, encoded, spoilt

ROOT = Path(__file__).resolve().parent.parent
GOOD, FINDINGS, UNUSABLE = 0, 1, 2
FAULTY = spoilt(spoilt(SCHEDULE, "/organ", GONE), "/rows/0/topic", "\x00")
FAULTY_TEMPLATE = REFUSED["unknown-name"]
EVERY_KIND = pytest.mark.parametrize("kind", KINDS)


class Terminal:
    """A folder to work in; what is said there is UTF-8 and never a traceback."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def run(
        self,
        *words: str,
        stdin: bytes = b"",
        stdout: int = subprocess.PIPE,
        python: tuple[str, ...] = (sys.executable,),
        **environment: str,
    ) -> subprocess.CompletedProcess[bytes]:
        ended = subprocess.run(
            [*python, "-m", "service", *words],
            cwd=self.folder,
            env=os.environ | {"PYTHONPATH": str(ROOT)} | environment,
            input=stdin,
            stdout=stdout,
            stderr=subprocess.PIPE,
            timeout=60,
            check=False,
        )
        assert "Traceback" not in ended.stderr.decode()
        return ended

    def put(self, name: str, payload: object) -> str:
        (self.folder / name).write_bytes(encoded(payload))
        return name

    def files(self) -> dict[str, bytes]:
        return {file.name: file.read_bytes() for file in self.folder.iterdir() if file.is_file()}


@pytest.fixture
def terminal(tmp_path: Path) -> Terminal:
    return Terminal(tmp_path)


# ---- what there is ---------------------------------------------------------------------------------------------
def test_kinds_are_listed(terminal: Terminal) -> None:
    lines = terminal.run("kinds").stdout.decode().splitlines()
    assert [line.split()[:2] for line in lines] == [[kind.name, kind.title] for kind in KINDS.values()]


def test_kinds_are_listed_for_machines(terminal: Terminal) -> None:
    listed = json.loads(terminal.run("kinds", "--json").stdout)
    assert listed == [{"name": kind.name, "title": kind.title, "purpose": kind.purpose} for kind in KINDS.values()]


@EVERY_KIND
def test_a_schema_is_printed(terminal: Terminal, kind: str) -> None:
    assert json.loads(terminal.run("schema", kind).stdout) == KINDS[kind].schema()


@EVERY_KIND
def test_a_sample_is_printed_as_it_is_kept(terminal: Terminal, kind: str) -> None:
    assert terminal.run("sample", kind).stdout == KINDS[kind].sample.read_bytes()


@EVERY_KIND
def test_a_sample_becomes_a_document(terminal: Terminal, kind: str) -> None:
    sample = terminal.run("sample", kind).stdout
    made = terminal.run("generate", kind, "-", "-o", "-", stdin=sample)
    assert (made.returncode, made.stderr) == (GOOD, b"")
    assert "word/document.xml" in ZipFile(BytesIO(made.stdout)).namelist()


@pytest.mark.parametrize("locale", ["C", "POSIX", "zh_CN.GBK"])
def test_what_is_printed_is_utf_8_everywhere(terminal: Terminal, locale: str) -> None:
    printed = terminal.run("kinds", LC_ALL=locale, PYTHONUTF8="0", PYTHONCOERCECLOCALE="0", PYTHONIOENCODING="latin-1")
    assert "工作计划" in printed.stdout.decode()
    refused = terminal.run(
        "schema", "x", LC_ALL=locale, PYTHONUTF8="0", PYTHONCOERCECLOCALE="0", PYTHONIOENCODING="latin-1"
    )
    assert TITLES["kind-not-found"] in refused.stderr.decode()


# ---- generate: from where, to where ----------------------------------------------------------------------------
def test_a_file_becomes_a_file(terminal: Terminal) -> None:
    made = terminal.run("generate", "schedule", terminal.put("a.json", SCHEDULE), "-o", "安排表.docx")
    assert (made.returncode, made.stdout, made.stderr) == (GOOD, b"", b"")
    assert set(terminal.files()) == {"a.json", "安排表.docx"}


@pytest.mark.parametrize("source", ["a.json", "-"])
@pytest.mark.parametrize("target", ["a.docx", "-"])
def test_each_way_in_and_out_gives_the_same_bytes(terminal: Terminal, source: str, target: str) -> None:
    terminal.put("a.json", SCHEDULE)
    made = terminal.run("generate", "schedule", source, "-o", target, stdin=encoded(SCHEDULE))
    assert (made.stdout or terminal.files()["a.docx"]) == generate("schedule", encoded(SCHEDULE)).content


def test_an_older_file_is_replaced(terminal: Terminal) -> None:
    (terminal.folder / "a.docx").write_bytes(b"old")
    terminal.run("generate", "schedule", terminal.put("a.json", SCHEDULE), "-o", "a.docx")
    assert terminal.files()["a.docx"].startswith(b"PK")


def test_a_disk_that_fills_up_leaves_the_older_file(terminal: Terminal) -> None:
    (terminal.folder / "a.docx").write_bytes(b"old")
    small_disk = ("sh", "-c", 'ulimit -f 1; exec "$0" "$@"', sys.executable)
    refused = terminal.run("generate", "schedule", "-", "-o", "a.docx", stdin=encoded(SCHEDULE), python=small_disk)
    assert refused.returncode == UNUSABLE
    assert refused.stderr.decode() == f"{TITLES['unwritable-file']}：a.docx（File too large）\n"
    assert terminal.files() == {"a.docx": b"old"}


def test_a_pipe_stays_a_pipe(terminal: Terminal) -> None:
    os.mkfifo(terminal.folder / "pipe")
    with subprocess.Popen(["timeout", "60", "cat", "pipe"], cwd=terminal.folder, stdout=subprocess.PIPE) as reader:
        assert terminal.run("generate", "schedule", "-", "-o", "pipe", stdin=encoded(SCHEDULE)).returncode == GOOD
        received = reader.communicate()[0]
    assert received.startswith(b"PK")
    assert (terminal.folder / "pipe").is_fifo()


def test_a_draft_is_made_and_what_is_open_is_said(terminal: Terminal) -> None:
    made = terminal.run("generate", "work_plan", "-", "-o", "a.docx", stdin=encoded(DRAFT))
    assert made.returncode == GOOD
    assert made.stderr.decode() == "提醒  /signature/date  成文日期还没有填写\n"


@pytest.mark.parametrize(("target", "stream"), [("a.docx", "stdout"), ("-", "stderr")])
def test_the_facts_for_machines_stand_beside_the_document(terminal: Terminal, target: str, stream: str) -> None:
    made = terminal.run(
        "generate", "work_plan", "-", "-o", target, "--json", stdin=encoded(DRAFT | {"reference": "OA-1"})
    )
    facts = json.loads(getattr(made, stream))
    assert (facts["file"], facts["draft"], facts["warnings"], facts["reference"]) == (target, True, [], "OA-1")
    assert [fault["pointer"] for fault in facts["open"]] == ["/signature/date"]


def test_a_secret_needs_leave(terminal: Terminal) -> None:
    assert terminal.run("generate", "work_plan", "-", "-o", "-", stdin=encoded(SECRET)).returncode == FINDINGS
    assert (
        terminal.run("generate", "work_plan", "-", "-o", "-", stdin=encoded(SECRET), ALLOW_SECRECY="1").returncode
        == GOOD
    )


# ---- generate: refused -----------------------------------------------------------------------------------------
# words after `generate`, what stdin gives → exit code and slug
REFUSED = {
    "draft as final": (("work_plan", "-", "--final"), encoded(DRAFT), FINDINGS, "not-final"),
    "faults": (("schedule", "-"), encoded(FAULTY), FINDINGS, "validation"),
    "secret": (("work_plan", "-"), encoded(SECRET), FINDINGS, "secrecy-refused"),
    "unknown kind": (("x", "-"), encoded(PLAN), UNUSABLE, "kind-not-found"),
    "unknown kind and no file": (("x", "no.json"), b"", UNUSABLE, "kind-not-found"),
    "no file": (("schedule", "no.json"), b"", UNUSABLE, "unreadable-file"),
    "nothing": (("schedule", "-"), b"", UNUSABLE, "malformed-json"),
    "not JSON": (("schedule", "-"), b"a", UNUSABLE, "malformed-json"),
    "GBK": (("schedule", "-"), "甲".encode("gbk"), UNUSABLE, "not-utf8"),
}
EVERY_REFUSAL = pytest.mark.parametrize(("words", "stdin", "code", "slug"), REFUSED.values(), ids=REFUSED)


@EVERY_REFUSAL
def test_a_refusal_leaves_the_older_file(
    terminal: Terminal, words: tuple[str, ...], stdin: bytes, code: int, slug: str
) -> None:
    (terminal.folder / "a.docx").write_bytes(b"old")
    refused = terminal.run("generate", *words, "-o", "a.docx", stdin=stdin)
    assert (refused.returncode, refused.stdout) == (code, b"")
    assert refused.stderr.decode().startswith(TITLES[slug])
    assert terminal.files() == {"a.docx": b"old"}


@EVERY_REFUSAL
def test_a_refusal_for_machines(terminal: Terminal, words: tuple[str, ...], stdin: bytes, code: int, slug: str) -> None:
    refused = terminal.run("generate", *words, "-o", "a.docx", "--json", stdin=stdin)
    facts = json.loads(refused.stdout)
    assert (refused.returncode, facts["type"], facts["title"], refused.stderr) == (code, slug, TITLES[slug], b"")
    assert facts["errors"] or facts["detail"]


def test_a_refusal_does_not_go_where_the_document_would(terminal: Terminal) -> None:
    refused = terminal.run("generate", "schedule", "-", "-o", "-", "--json", stdin=encoded(FAULTY))
    assert (refused.returncode, refused.stdout) == (FINDINGS, b"")
    assert json.loads(refused.stderr)["type"] == "validation"


def test_all_faults_are_said_with_place_and_code(terminal: Terminal) -> None:
    said = terminal.run("generate", "schedule", "-", "-o", "a.docx", stdin=encoded(FAULTY)).stderr.decode().splitlines()
    assert said[0] == TITLES["validation"]
    places = {(line.split()[0], line.split()[-1]) for line in said[1:]}
    assert places == {("/organ", "[missing]"), ("/rows/0/topic", "[illegal-character]")}


@pytest.mark.parametrize("command", ["schema", "sample"])
def test_an_unknown_kind_is_told_the_known_ones(terminal: Terminal, command: str) -> None:
    refused = terminal.run(command, "x")
    assert (refused.returncode, refused.stdout) == (UNUSABLE, b"")
    assert all(kind in refused.stderr.decode() for kind in KINDS)


UNWRITABLE = ["no-folder/a.docx", "a.json/a.docx", ".", "", "字" * 100]


@pytest.mark.parametrize("target", UNWRITABLE, ids=lambda target: target[:10])
def test_a_place_that_cannot_be_written(terminal: Terminal, target: str) -> None:
    refused = terminal.run("generate", "schedule", terminal.put("a.json", SCHEDULE), "-o", target)
    assert refused.returncode == UNUSABLE
    assert refused.stderr.decode().startswith(f"{TITLES['unwritable-file']}：{target}（")
    assert set(terminal.files()) == {"a.json"}


PRINTING = pytest.mark.parametrize("words", ["kinds", "sample work_plan", "generate schedule - -o -"])


@PRINTING
def test_a_reader_that_went_away_is_said_in_chinese(terminal: Terminal, words: str) -> None:
    gone, pipe = os.pipe()
    os.close(gone)
    refused = terminal.run(*words.split(), stdin=encoded(SCHEDULE), stdout=pipe, PYTHONUNBUFFERED="")
    os.close(pipe)
    assert refused.returncode == UNUSABLE
    assert refused.stderr.decode() == f"{TITLES['unwritable-file']}：标准输出（Broken pipe）\n"


@pytest.mark.skipif(not Path("/dev/full").is_char_device(), reason="no /dev/full here")
@PRINTING
def test_a_full_disk_is_said_in_chinese(terminal: Terminal, words: str) -> None:
    with open("/dev/full", "wb") as full:
        refused = terminal.run(*words.split(), stdin=encoded(SCHEDULE), stdout=full.fileno(), PYTHONUNBUFFERED="")
    assert refused.returncode == UNUSABLE
    assert refused.stderr.decode() == f"{TITLES['unwritable-file']}：标准输出（No space left on device）\n"


def test_a_file_name_that_is_not_utf_8_is_written(terminal: Terminal) -> None:
    made = terminal.run("generate", "schedule", "-", "-o", "\udcff.docx", "--json", stdin=encoded(SCHEDULE))
    assert (made.returncode, json.loads(made.stdout)["file"]) == (GOOD, "\udcff.docx")


# ---- usage -----------------------------------------------------------------------------------------------------
WRONG = {
    "unknown command": ("x", "invalid choice"),
    "no output": ("generate schedule -", "--output"),
    "every address": ("serve --host 0.0.0.0", "ACCESS=local 只能监听本机地址，不能监听 0.0.0.0"),
    "port too large": ("serve --port 65536", "应是 0 到 65535 的整数"),
    "port below zero": ("serve --port -1", "--port"),
    "no worker": ("serve --workers 0", "应是 1 到 256 的整数"),
}


@pytest.mark.parametrize(("words", "said"), WRONG.values(), ids=WRONG)
def test_wrong_usage(terminal: Terminal, words: str, said: str) -> None:
    refused = terminal.run(*words.split())
    assert (refused.returncode, refused.stdout) == (UNUSABLE, b"")
    assert said in refused.stderr.decode()


@pytest.mark.parametrize(
    ("command", "name", "value"),
    [
        ("kinds", "ACCESS", "open"),
        ("serve", "ACCESS", "proxy"),
        ("generate schedule - -o a.docx", "ALLOW_SECRECY", "yes"),
    ],
)
def test_a_setting_that_cannot_be_is_refused_everywhere(
    terminal: Terminal, command: str, name: str, value: str
) -> None:
    refused = terminal.run(*command.split(), stdin=encoded(SCHEDULE), **{name: value})
    assert (refused.returncode, refused.stdout) == (UNUSABLE, b"")
    assert refused.stderr.decode().startswith(f"{name}={value} ")
    assert terminal.files() == {}


def test_a_port_that_is_taken_is_said(terminal: Terminal) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        refused = terminal.run("serve", "--port", str(port))
    assert (refused.returncode, refused.stdout) == (UNUSABLE, b"")
    assert f"端口 {port} 不能使用" in refused.stderr.decode()


# ---- house templates -------------------------------------------------------------------------------------------
def test_a_house_s_template_from_download_to_rollback(terminal: Terminal) -> None:
    assert terminal.run("template", "download", "minutes", "official", "-o", "a.docx").returncode == GOOD
    assert terminal.run("template", "lint", "a.docx", "--kind", "minutes").stdout.decode() == "没有发现问题\n"
    added = terminal.run("template", "add", "a.docx", "--kind", "minutes", "--activate", "--json")
    (version,) = json.loads(added.stdout)
    assert (added.returncode, version["active"]) == (GOOD, True)
    listed = terminal.run("template", "list", "minutes").stdout.decode().splitlines()
    assert [line[:2] for line in listed] == ["  ", "* "]
    sample = str(KINDS["minutes"].sample)
    made = terminal.run("generate", "minutes", sample, "-o", "b.docx", "--template", version["id"])
    assert made.returncode == GOOD
    back = json.loads(terminal.run("template", "rollback", "minutes", "--json").stdout)
    assert [row["id"] for row in back] == ["official"]


def test_a_template_s_faults_are_findings(terminal: Terminal) -> None:
    (terminal.folder / "a.docx").write_bytes(FAULTY_TEMPLATE)
    for words in (("lint", "a.docx"), ("add", "a.docx")):
        ended = terminal.run("template", *words, "--kind", "minutes")
        assert ended.returncode == FINDINGS
        assert "titel" in (ended.stdout + ended.stderr).decode()


def test_variables_of_a_kind_and_those_a_template_uses(terminal: Terminal) -> None:
    all_rows = json.loads(terminal.run("template", "variables", "--kind", "minutes", "--json").stdout)
    assert not any(row["used"] for row in all_rows)
    file = str(KINDS["minutes"].template)
    rows = json.loads(terminal.run("template", "variables", file, "--kind", "minutes", "--json").stdout)
    assert {row["name"] for row in rows if row["used"]} >= {"title", "body", "attendance[].names"}


def test_an_unknown_template_is_unusable(terminal: Terminal) -> None:
    sample = str(KINDS["minutes"].sample)
    assert terminal.run("generate", "minutes", sample, "-o", "b.docx", "--template", "x").returncode == UNUSABLE


# ---- check -----------------------------------------------------------------------------------------------------
def test_check_finds_nothing_in_what_was_made_and_names_what_is_wrong_elsewhere(terminal: Terminal) -> None:
    sample = str(KINDS["minutes"].sample)
    assert terminal.run("generate", "minutes", sample, "-o", "a.docx").returncode == GOOD
    assert terminal.run("check", "a.docx").stdout.decode() == "a.docx  没有发现问题\n"
    document = Document()
    document.add_paragraph("一. 总体要求")
    document.save(terminal.folder / "b.docx")
    checked = terminal.run("check", "a.docx", "b.docx", "--json")
    files = json.loads(checked.stdout)["files"]
    assert [file["file"] for file in files] == ["a.docx", "b.docx"]
    assert files[0]["findings"] == []
    assert "BD-05" in {finding["rule"] for finding in files[1]["findings"]}
    assert checked.returncode == FINDINGS


def test_check_refuses_what_is_no_docx(terminal: Terminal) -> None:
    (terminal.folder / "a.docx").write_bytes(b"text")
    assert terminal.run("check", "a.docx").returncode == UNUSABLE


def faulty(terminal: Terminal) -> str:
    """A draft with faults of layout and of marks."""
    document = Document()
    for line in ("学习计划", "", "请认真学习,按时完成。"):
        document.add_paragraph(line)
    document.save(terminal.folder / "b.docx")
    return "b.docx"


def test_check_writes_comments_into_a_copy(terminal: Terminal) -> None:
    checked = terminal.run("check", faulty(terminal), "--annotate", "c.docx")
    assert checked.returncode == FINDINGS
    assert len(Document(terminal.folder / "c.docx").comments) > 0
    assert terminal.run("check", "b.docx", "c.docx", "--annotate", "d.docx").returncode == UNUSABLE
    assert "d.docx" not in terminal.files()


def test_fix_sets_right_and_says_every_change(terminal: Terminal) -> None:
    fixed = terminal.run("fix", faulty(terminal), "-o", "c.docx", "--json")
    report = json.loads(fixed.stdout)
    assert fixed.returncode == GOOD
    assert "PG-02" in {change["rule"] for change in report["changes"]}
    assert {finding["rule"] for finding in report["left"]} == {"BD-06"}
    assert terminal.run("fix", "c.docx", "-o", "d.docx").stdout.decode().startswith("d.docx  不需要改")
    assert terminal.files()["d.docx"] == terminal.files()["c.docx"]
    assert "“,”改为“，”" in terminal.run("fix", "b.docx", "-o", "-", "--punctuation").stderr.decode()
    assert terminal.run("check", "c.docx").returncode == FINDINGS


# ---- drafts ----------------------------------------------------------------------------------------------------
def test_a_draft_is_read_and_made_into_a_document(terminal: Terminal) -> None:
    draft = str(ROOT / "fixtures" / "work_plan_draft.txt")
    was_read = terminal.run("read", draft)
    assert (was_read.returncode, bool(json.loads(was_read.stdout)["sections"])) == (GOOD, True)
    assert "before-title" in was_read.stderr.decode()
    made = terminal.run("generate", "work_plan", draft, "-o", "a.docx", "--json")
    assert made.returncode == GOOD
    assert "before-title" in {warning["code"] for warning in json.loads(made.stdout)["warnings"]}


# ---- forms and the year ----------------------------------------------------------------------------------------
def test_a_form_goes_out_filled_and_comes_back_as_a_document(terminal: Terminal) -> None:
    sample = str(KINDS["minutes"].sample)
    assert terminal.run("form", "minutes", "--from", sample, "-o", "a.xlsx").returncode == GOOD
    made = terminal.run("generate", "minutes", "a.xlsx", "-o", "a.docx")
    assert made.returncode == GOOD, made.stderr.decode()


def test_a_year_becomes_all_its_papers(terminal: Terminal) -> None:
    made = terminal.run("year", str(ROOT / "fixtures" / "year.json"), "-o", "year.zip")
    assert made.returncode == GOOD, made.stderr.decode()
    with ZipFile(terminal.folder / "year.zip") as archive:
        assert "figures.json" in archive.namelist()
        assert any("总结" in name for name in archive.namelist())

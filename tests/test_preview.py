"""LibreOffice counts pages; where it cannot, one error says so and nothing is left running."""

import os
import shutil
import time
from pathlib import Path

import pytest

from service import preview
from service.documents import KINDS
from service.errors import Unavailable
from service.generate import generate

DOCUMENT = generate("minutes", KINDS["minutes"].sample.read_bytes()).content
needs_office = pytest.mark.skipif(
    shutil.which("soffice") is None and not os.environ.get("CI"), reason="LibreOffice is not installed"
)


def program(folder: Path, script: str) -> str:
    """A stand-in for soffice."""
    file = folder / "office"
    file.write_text(f"#!/bin/sh\n{script}\n")
    file.chmod(0o755)
    return str(file)


@needs_office
def test_pages_are_counted_for_each_document() -> None:
    schedule = generate("schedule", KINDS["schedule"].sample.read_bytes()).content
    assert preview.page_counts([DOCUMENT, schedule], "soffice") == [7, 9]


@needs_office
def test_a_duplex_document_ends_on_an_even_page() -> None:
    payload = KINDS["minutes"].sample.read_bytes().replace(b"{", b'{"layout": {"duplex": true},', 1)
    made = generate("minutes", payload)
    assert made.warnings == ()
    assert preview.page_counts([made.content], "soffice") == [8]


SILENT = {
    "not-there": None,
    "makes-nothing": "exit 0",
    "fails": "exit 81",
    "makes-an-empty-pdf": 'for last; do :; done; : > "${last%.docx}.pdf"',
    "makes-no-pdf-at-all": 'for last; do :; done; echo text > "${last%.docx}.pdf"',
}


@pytest.mark.parametrize("script", SILENT.values(), ids=SILENT)
def test_without_pages_the_office_is_missing(tmp_path: Path, script: str | None) -> None:
    office = "no-such-office" if script is None else program(tmp_path, script)
    with pytest.raises(Unavailable) as missing:
        preview.page_counts([DOCUMENT], office)
    assert missing.value.slug == "office-missing"


def test_an_office_that_hangs_is_ended_with_all_it_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preview, "_PATIENCE_SECONDS", 0.5)
    child = tmp_path / "child"
    office = program(tmp_path, f"sleep 60 & echo $! > {child}; wait")
    with pytest.raises(Unavailable):
        preview.page_counts([DOCUMENT], office)
    time.sleep(0.1)
    running = Path("/proc", child.read_text().strip(), "stat")
    assert not running.exists() or running.read_text().split(")")[1].split()[0] == "Z"


def test_one_office_at_a_time_and_nobody_waits_for_ever(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(preview, "_PATIENCE_SECONDS", 0.1)
    with preview._office, pytest.raises(Unavailable):
        preview.page_counts([DOCUMENT], program(tmp_path, "exit 0"))

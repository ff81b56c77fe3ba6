"""./run: its commands, its shell, and the set-up of .venv with a stand-in for Python (nothing is fetched)."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
COMMANDS = {"demo", "serve", "test", "test-full", "layout", "bench", "pictures"}
PAGES = [page for page in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md") if (ROOT / page).exists()]

# Writes down what it is asked, answers every question with yes, and makes a .venv with itself as its Python.
STAND_IN = """#!/bin/sh
echo "$*" >>"$ASKED"
if [ "$2" = venv ]; then mkdir -p .venv/bin && cp "$0" .venv/bin/python; fi
if [ "$2" = pip ] && [ -e no-network ]; then echo "no network"; exit 1; fi
"""


class Checkout:
    """A copy of ./run in a folder with a space in its name, where every Python is the stand-in."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "a b"
        self.asked = folder / "asked"
        programs = folder / "programs"
        programs.mkdir()
        self.folder.mkdir()
        shutil.copy(ROOT / "run", self.folder)
        for name in ("requirements.txt", "requirements-dev.txt"):
            (self.folder / name).write_text(name)
        for name in ("python3.13", "python3.12", "python3.11", "python3"):
            (programs / name).write_text(STAND_IN)
            (programs / name).chmod(0o755)
        self.environment = os.environ | {"ASKED": str(self.asked), "PATH": f"{programs}:{os.environ['PATH']}"}

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Called from another folder, as a person might."""
        self.asked.write_text("")
        command = ["sh", str(self.folder / "run"), *words]
        return subprocess.run(
            command, cwd="/", env=self.environment, capture_output=True, text=True, timeout=60, check=False
        )

    def has_made_venv(self) -> bool:
        return "-m venv" in self.asked.read_text()

    def has_installed(self, requirements: str) -> bool:
        return f"-r {requirements}\n" in self.asked.read_text()


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    return Checkout(tmp_path)


def test_without_a_word_it_lists_its_commands(checkout: Checkout) -> None:
    listing = checkout.run()
    assert listing.returncode == 0
    assert set(re.findall(r"^  ([a-z-]+)  ", listing.stdout, re.MULTILINE)) == COMMANDS
    assert checkout.asked.read_text() == ""


def test_an_unknown_word_is_refused_with_the_list(checkout: Checkout) -> None:
    refusal = checkout.run("tset")
    assert refusal.returncode == 2
    assert "no such command" in refusal.stderr
    assert "test-full" in refusal.stderr


@pytest.mark.parametrize("page", PAGES)
def test_every_command_that_a_page_names_exists(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    assert set(re.findall(r"\./run ([a-z][a-z-]*)", text)) <= COMMANDS


def test_the_shell_finds_no_fault() -> None:
    subprocess.run(["sh", "-n", ROOT / "run"], check=True)
    subprocess.run(["bash", "-n", ROOT / ".ci" / "run"], check=True)


@pytest.mark.skipif(not shutil.which("shellcheck"), reason="shellcheck is not installed")
def test_shellcheck_finds_no_fault() -> None:
    subprocess.run(["shellcheck", ROOT / "run", ROOT / ".ci" / "run"], check=True)


def test_the_files_can_be_executed() -> None:
    assert os.access(ROOT / "run", os.X_OK)
    assert os.access(ROOT / ".ci" / "run", os.X_OK)


def test_the_second_run_installs_nothing(checkout: Checkout) -> None:
    checkout.run("serve")
    assert checkout.has_made_venv()
    assert checkout.has_installed("requirements.txt")
    again = checkout.run("serve", "--port", "8001")
    assert not checkout.has_made_venv()
    assert not checkout.has_installed("requirements.txt")
    assert checkout.asked.read_text().endswith("-m service serve --port 8001\n")
    assert again.stderr == ""


def test_a_changed_requirement_is_installed(checkout: Checkout) -> None:
    checkout.run("bench")
    assert checkout.has_installed("requirements-dev.txt")
    (checkout.folder / "requirements.txt").write_text("another")
    checkout.run("bench")
    assert checkout.has_installed("requirements-dev.txt")
    assert not checkout.has_made_venv()


def test_a_set_up_that_was_cut_off_is_made_anew(checkout: Checkout) -> None:
    checkout.run("serve")
    (checkout.folder / ".venv" / "unfinished").touch()
    checkout.run("serve")
    assert checkout.has_made_venv()
    assert checkout.has_installed("requirements.txt")


def test_a_failed_install_is_shown_and_tried_again(checkout: Checkout) -> None:
    no_network = checkout.folder / "no-network"
    no_network.touch()
    failed = checkout.run("serve")
    assert failed.returncode == 1
    assert "no network" in failed.stderr
    assert "-m service" not in checkout.asked.read_text()
    no_network.unlink()
    assert checkout.run("serve").returncode == 0
    assert checkout.has_installed("requirements.txt")

"""README tells the truth: its commands, files, variables, addresses and packages exist, and no other ones do."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from service.documents import KINDS
from service.settings import Settings
from service.web import create_app

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def _table(heading: str) -> list[list[str]]:
    """The rows of the table under a heading."""
    part = README.split(f"## {heading}\n", 1)[1].split("\n## ", 1)[0]
    rows = [line.strip("|").split("|") for line in part.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in row] for row in rows[2:]]


def test_every_file_linked_exists() -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", README)
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_every_run_command_exists() -> None:
    usage = subprocess.run(["sh", str(ROOT / "run")], check=True, capture_output=True, text=True).stdout
    named = set(re.findall(r"\./run ([a-z-]+)", README))
    assert {name for name in named if not re.search(rf"^  {name} ", usage, re.MULTILINE)} == set()


def test_the_kinds_are_the_register() -> None:
    assert [(row[0].strip("`"), row[1]) for row in _table("The kinds")] == [(k.name, k.title) for k in KINDS.values()]


def test_the_packages_are_the_pinned_ones() -> None:
    pinned = (ROOT / "requirements.txt").read_text(encoding="utf-8").split("# needed by those above")[0]
    names = {line.split("==")[0] for line in pinned.splitlines() if "==" in line}
    assert {row[0] for row in _table("Dependencies")} == names


def test_the_variables_are_those_of_settings() -> None:
    source = (ROOT / "service" / "settings.py").read_text(encoding="utf-8")
    named = set(re.findall(r'"([A-Z]+(?:_[A-Z]+)*)"', source))
    assert {row[0].strip("`") for row in _table("Configuration")} == named


@pytest.mark.parametrize("row", _table("Configuration"), ids=lambda row: row[0])
def test_the_defaults_are_those_of_settings(row: list[str]) -> None:
    assert Settings.from_environment({row[0].strip("`"): row[1].strip("`")}) == Settings()


def test_the_addresses_are_routes() -> None:
    adapter = create_app(Settings()).url_map.bind("localhost")
    calls = re.findall(r"`(GET|POST) (/[^`]*)`", README)
    assert len(calls) >= 5
    for method, path in calls:
        adapter.match(path, method=method)


def _commands() -> list[str]:
    return [line for line in README.splitlines() if line.startswith(".venv/bin/python -m service")]


@pytest.mark.parametrize("command", _commands())
def test_the_commands_run(command: str, tmp_path: Path) -> None:
    words = [str(tmp_path / word) if word == "minutes.docx" else word for word in shlex.split(command)[1:]]
    subprocess.run([sys.executable, *words], cwd=ROOT, check=True, capture_output=True)

"""Rendered pages: where LibreOffice is present, documents become PDFs; characters and rules are measured in mm."""

import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

import pdfplumber

HERE = Path(__file__).parent
FONTS = HERE.parent / "fonts.conf"
MM = 25.4 / 72
_NUMBER = re.compile(r"—(\d+)—")


class Character(NamedTuple):
    """One visible character: left and right edge in mm, face and size in points, colour."""

    text: str
    left: float
    right: float
    face: str
    size: float
    colour: tuple[float, ...]


@dataclass(frozen=True)
class Line:
    """The characters of one baseline, in reading order; on turned text the baseline is a distance from the left."""

    base: float
    characters: tuple[Character, ...]

    @property
    def left(self) -> float:
        return self.characters[0].left

    @property
    def right(self) -> float:
        return self.characters[-1].right

    @property
    def centre(self) -> float:
        return (self.left + self.right) / 2

    @cached_property
    def text(self) -> str:
        return "".join(character.text for character in self.characters)

    @property
    def size(self) -> float:
        """The size most of its characters have."""
        return Counter(character.size for character in self.characters).most_common(1)[0][0]

    @property
    def red(self) -> bool:
        return self.characters[0].colour == (1, 0, 0)

    @property
    def number(self) -> int | None:
        """The page number, on a line that is nothing else."""
        match = _NUMBER.fullmatch(self.text)
        return int(match[1]) if match else None


@dataclass(frozen=True)
class Rule:
    """A horizontal rule: its middle, its ends and its thickness in mm."""

    y: float
    left: float
    right: float
    thickness: float
    red: bool

    @property
    def length(self) -> float:
        return self.right - self.left


@dataclass(frozen=True)
class Page:
    """One page: size in mm, its upright and its turned lines, its horizontal rules."""

    width: float
    height: float
    lines: tuple[Line, ...]
    turned: tuple[Line, ...]
    rules: tuple[Rule, ...]

    @property
    def landscape(self) -> bool:
        return self.width > self.height

    @property
    def number(self) -> Line | None:
        """The line that is nothing but the page number, upright or turned."""
        return next((line for line in (*self.lines, *self.turned) if line.number is not None), None)

    @property
    def body(self) -> tuple[Line, ...]:
        """The upright lines without the page number."""
        return tuple(line for line in self.lines if line.number is None)

    @property
    def characters(self) -> Iterable[Character]:
        return (character for line in (*self.lines, *self.turned) for character in line.characters)

    @property
    def text(self) -> str:
        """All characters of the page without spaces."""
        return "".join(character.text for character in self.characters)


@cache
def office_python() -> str | None:
    """A Python that can talk to LibreOffice, if both are installed."""
    if shutil.which("soffice") is None:
        return None
    for python in ("/usr/bin/python3", "python3"):
        if (
            shutil.which(python)
            and subprocess.run([python, "-c", "import uno"], check=False, capture_output=True).returncode == 0
        ):
            return python
    return None


def render(files: list[Path], folder: Path) -> list[Path]:
    """The PDFs of these .docx, in `folder`; raises CalledProcessError when LibreOffice fails."""
    python = office_python() or "python3"
    command = [python, str(HERE / "office.py"), str(FONTS), str(folder), *map(str, files)]
    subprocess.run(command, check=True, capture_output=True, timeout=600)
    return [folder / f"{file.stem}.pdf" for file in files]


def read(pdf: Path) -> list[Page]:
    """The pages of a PDF, measured."""
    with pdfplumber.open(pdf) as opened:
        return [_page(page) for page in opened.pages]


def _page(page: pdfplumber.page.Page) -> Page:
    height = float(page.height)
    visible = [found for found in page.chars if found["text"].strip()]
    upright = [(height - found["matrix"][5], found["x0"], found["x1"], found) for found in visible if found["upright"]]
    turned = [(found["matrix"][4], found["top"], found["bottom"], found) for found in visible if not found["upright"]]
    return Page(
        width=float(page.width) * MM,
        height=height * MM,
        lines=_lines(upright),
        turned=_lines(turned),
        rules=tuple(sorted(_rules(page), key=lambda rule: rule.y)),
    )


def _lines(placed: list[tuple[float, float, float, dict]]) -> tuple[Line, ...]:
    """Characters of one baseline, in reading order."""
    placed.sort(key=lambda entry: (round(entry[0]), entry[1]))
    groups = (list(members) for _, members in groupby(placed, key=lambda entry: round(entry[0])))
    return tuple(Line(members[0][0] * MM, tuple(_character(*entry) for entry in members)) for members in groups)


def _character(_: float, start: float, end: float, found: dict) -> Character:
    size = round(found["size"], 1) if found["upright"] else round(found["x1"] - found["x0"], 1)
    face = found["fontname"].split("+")[-1]
    return Character(found["text"], start * MM, end * MM, face, size, tuple(found["non_stroking_color"] or ()))


def _rules(page: pdfplumber.page.Page) -> list[Rule]:
    """Lines wider than high; touching pieces of one height are one rule."""
    shapes = [shape for shape in page.lines if shape["bottom"] - shape["top"] < 1 and shape["x1"] - shape["x0"] > 6]
    rules: list[Rule] = []
    for shape in sorted(shapes, key=lambda shape: (round(shape["top"]), shape["x0"])):
        made = _rule(shape)
        last = rules[-1] if rules else None
        if last and abs(last.y - made.y) < 0.2 and made.left <= last.right + 0.5:
            rules[-1] = Rule(last.y, last.left, max(last.right, made.right), last.thickness, last.red)
        else:
            rules.append(made)
    return rules


def _rule(shape: dict) -> Rule:
    red = tuple(shape.get("stroking_color") or ()) == (1, 0, 0)
    middle = (shape["top"] + shape["bottom"]) / 2 * MM
    return Rule(middle, shape["x0"] * MM, shape["x1"] * MM, (shape["linewidth"] or 0) * MM, red)

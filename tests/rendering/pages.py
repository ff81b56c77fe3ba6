"""Rendered pages: where LibreOffice is present, documents become PDFs whose lines and rules can be measured in mm."""

import re
import shutil
import subprocess
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import pdfplumber

HERE = Path(__file__).parent
FONTS = HERE.parent / "fonts.conf"
MM = 25.4 / 72
_NUMBER = re.compile(r"—(\d+)—")


@dataclass(frozen=True)
class Line:
    """One line of a page: baseline, left and right edge in mm, and its text without spaces."""

    base: float
    left: float
    right: float
    size: float
    text: str
    red: bool


@dataclass(frozen=True)
class Rule:
    """A horizontal rule in mm."""

    y: float
    left: float
    right: float


@dataclass(frozen=True)
class Page:
    """One page: size in mm, its upright lines, its turned text, its horizontal rules, its faces."""

    width: float
    height: float
    lines: tuple[Line, ...]
    turned: str
    rules: tuple[Rule, ...]
    faces: frozenset[str]

    @property
    def landscape(self) -> bool:
        return self.width > self.height

    @property
    def number(self) -> Line | None:
        """The line that is nothing but the page number."""
        return next((line for line in self.lines if _NUMBER.fullmatch(line.text)), None)

    @property
    def body(self) -> tuple[Line, ...]:
        """The lines of the type area."""
        return tuple(line for line in self.lines if line is not self.number)

    @property
    def text(self) -> str:
        """All characters of the page without spaces."""
        return "".join(line.text for line in self.lines) + self.turned


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
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return [folder / f"{file.stem}.pdf" for file in files]


def read(pdf: Path) -> list[Page]:
    """The pages of a PDF, measured."""
    with pdfplumber.open(pdf) as opened:
        return [_page(page) for page in opened.pages]


def _page(page: pdfplumber.page.Page) -> Page:
    height = float(page.height)
    characters = [character for character in page.chars if character["text"].strip()]
    upright = [character for character in characters if character["upright"]]
    turned = "".join(character["text"] for character in characters if not character["upright"])
    return Page(
        width=round(float(page.width) * MM, 1),
        height=round(height * MM, 1),
        lines=tuple(_lines(upright, height)),
        turned=turned,
        rules=tuple(sorted(_rules(page), key=lambda rule: rule.y)),
        faces=frozenset(character["fontname"].split("+")[-1] for character in characters),
    )


def _lines(characters: list[dict], height: float) -> list[Line]:
    """Characters of one baseline, in reading order."""
    placed = sorted(characters, key=lambda character: (round(height - character["matrix"][5]), character["x0"]))
    groups = groupby(placed, key=lambda character: round(height - character["matrix"][5]))
    return [_line([*members], height) for _, members in groups]


def _line(members: list[dict], height: float) -> Line:
    return Line(
        base=(height - members[0]["matrix"][5]) * MM,
        left=members[0]["x0"] * MM,
        right=members[-1]["x1"] * MM,
        size=round(members[0]["size"], 1),
        text="".join(member["text"] for member in members),
        red=members[0]["non_stroking_color"] == (1, 0, 0),
    )


def _rules(page: pdfplumber.page.Page) -> list[Rule]:
    """Thin shapes wider than high; touching pieces are one rule."""
    shapes = [
        shape
        for shape in (*page.lines, *page.rects)
        if shape["bottom"] - shape["top"] < 4 and shape["x1"] - shape["x0"] > 6
    ]
    rules: list[Rule] = []
    for shape in sorted(shapes, key=lambda shape: (round(shape["top"]), shape["x0"])):
        made = Rule((shape["top"] + shape["bottom"]) / 2 * MM, shape["x0"] * MM, shape["x1"] * MM)
        if rules and abs(rules[-1].y - made.y) < 0.2 and made.left <= rules[-1].right + 0.5:
            rules[-1] = Rule(rules[-1].y, rules[-1].left, max(rules[-1].right, made.right))
        else:
            rules.append(made)
    return rules

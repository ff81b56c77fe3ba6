"""Contact sheets of samples and of telling variants in docs/pictures/, to be looked at: python -m tests.pictures."""

import hashlib
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

import pypdfium2
from PIL import Image

from service.documents import KINDS
from tests.rendering.matrix import Job, document
from tests.rendering.pages import office_python, render
from tests.rendering.variants import VARIANTS

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "docs" / "pictures"
SAMPLES = {
    "plan-sample": "work_plan",
    "schedule-sample": "schedule",
    "minutes-sample": "minutes",
    "summary-sample": "annual_summary",
}
TELLING = (
    "plan-one-line", "title-four-lines", "levels-run-in", "attachments-six", "attachments-turning", "sealed-joint-five",
    "sealed-sixty-characters", "unsealed-draft", "note-sealed", "head-every-label", "head-five-signers", "head-joint-three",
    "head-joint-twelve", "imprint-12-copies", "sweep-sealed-14", "schedule-every-column", "schedule-long-cells",
    "minutes-everyone", "minutes-numbered", "compensated", "pitch-28", "preprinted-given", "duplex-three-pages",
    "plain-landscape-number",
)  # fmt: skip
_LARGEST = 120_000  # bytes of a variant's sheet; it is drawn smaller until it is
_RESOLUTIONS = (60, 50, 42, 36, 30)  # dots per inch of a sheet's pages
_COVER_RESOLUTION = 110
_MOST_PAGES = 12  # of a variant's sheet
_PER_ROW = 4
_GAP = 8
_GROUND = "#8a8f96"
_INTRODUCTION = """# Pictures

Contact sheets of the four samples and of variants of the measured matrix ([layout.md](../layout.md)), drawn in
LibreOffice with stand-in faces at commit {commit} by `./run pictures`. The hash is that of the .docx drawn.

| picture | variant | kind | pages | sha256 of the .docx |
| --- | --- | --- | --- | --- |
"""


class Drawn(NamedTuple):
    """A sheet that was drawn, as the index lists it."""

    picture: str
    variant: str
    pages: int
    sha256: str


def main() -> int:
    if office_python() is None:
        print("LibreOffice with python3-uno is not installed: no pictures", file=sys.stderr)
        return 1
    (FOLDER / "variants").mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        files = [_document(name, Path(scratch)) for name in (*SAMPLES, *TELLING)]
        drawn = [_draw(pdf) for pdf in render(files, Path(scratch))]
    commit = _output("git", "rev-parse", "--short", "HEAD")
    rows = [
        f"| [{made.picture}]({made.picture}) | {made.variant} | {KINDS[VARIANTS[made.variant].kind].title} "
        f"| {made.pages} | {made.sha256} |\n"
        for made in drawn
    ]
    (FOLDER / "index.md").write_text(_INTRODUCTION.format(commit=commit) + "".join(rows), encoding="utf-8")
    return 0


def _document(name: str, folder: Path) -> Path:
    file = folder / f"{name}.docx"
    file.write_bytes(document(Job(VARIANTS[name])))
    return file


def _draw(pdf: Path) -> Drawn:
    name = pdf.stem
    if name in SAMPLES:
        picture = f"{SAMPLES[name]}.png"
        cover = pages(pdf, _COVER_RESOLUTION, last=1)[0]
        cover.save(FOLDER / f"{SAMPLES[name]}-page-1.png", optimize=True)
        _save(pdf, FOLDER / picture, last=0, largest=None)
    else:
        picture = f"variants/{name}.png"
        _save(pdf, FOLDER / picture, last=_MOST_PAGES, largest=_LARGEST)
    count = len(pypdfium2.PdfDocument(pdf))
    print(f"docs/pictures/{picture}  {count} pages")
    return Drawn(picture, name, count, hashlib.sha256(pdf.with_suffix(".docx").read_bytes()).hexdigest())


def _save(pdf: Path, picture: Path, last: int, largest: int | None) -> None:
    """Draw a sheet, in fewer dots while it is too large."""
    for resolution in _RESOLUTIONS:
        sheet(pages(pdf, resolution, last)).save(picture, optimize=True)
        if largest is None or picture.stat().st_size <= largest:
            break


def pages(pdf: Path, resolution: int, last: int = 0) -> list[Image.Image]:
    """The pages of a PDF as pictures with few colours; `last` stops after that many."""
    stem = pdf.with_suffix("")
    until = ["-l", str(last)] if last else []
    subprocess.run(["pdftoppm", "-png", "-r", str(resolution), *until, str(pdf), str(stem)], check=True)
    found = sorted(pdf.parent.glob(f"{stem.name}-*.png"))
    images = [Image.open(picture).convert("P", palette=Image.Palette.ADAPTIVE, colors=32) for picture in found]
    for picture in found:
        picture.unlink()
    return images


def sheet(images: list[Image.Image]) -> Image.Image:
    """All pages on one picture, in reading order."""
    width = max(image.width for image in images) + _GAP
    height = max(image.height for image in images) + _GAP
    rows = -(-len(images) // _PER_ROW)
    whole = Image.new("RGB", (width * min(_PER_ROW, len(images)) + _GAP, height * rows + _GAP), _GROUND)
    for place, image in enumerate(images):
        row, column = divmod(place, _PER_ROW)
        whole.paste(image.convert("RGB"), (column * width + _GAP, row * height + _GAP))
    return whole.convert("P", palette=Image.Palette.ADAPTIVE, colors=32)


def _output(*command: str) -> str:
    return subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.strip()


if __name__ == "__main__":
    sys.exit(main())

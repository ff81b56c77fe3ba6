"""Contact sheets of the four documents in docs/pictures/, to be looked at: python -m tests.pictures."""

import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

from service.documents import KINDS
from service.generate import generate
from tests.rendering.pages import office_python, render

FOLDER = Path(__file__).parent.parent / "docs" / "pictures"
_RESOLUTION = 60  # dots per inch of a sheet's pages
_COVER_RESOLUTION = 110
_PER_ROW = 4
_GAP = 8
_GROUND = "#8a8f96"


def main() -> int:
    if office_python() is None:
        print("LibreOffice with python3-uno is not installed: no pictures", file=sys.stderr)
        return 1
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        files = [_document(name, folder) for name in KINDS]
        for pdf in render(files, folder):
            images = pages(pdf, _RESOLUTION)
            sheet(images).save(FOLDER / f"{pdf.stem}.png", optimize=True)
            pages(pdf, _COVER_RESOLUTION, last=1)[0].save(FOLDER / f"{pdf.stem}-page-1.png", optimize=True)
            print(f"docs/pictures/{pdf.stem}.png  {len(images)} pages")
    return 0


def _document(name: str, folder: Path) -> Path:
    file = folder / f"{name}.docx"
    file.write_bytes(generate(name, KINDS[name].sample.read_bytes()).content)
    return file


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
    return whole.convert("P", palette=Image.Palette.ADAPTIVE, colors=48)


if __name__ == "__main__":
    sys.exit(main())

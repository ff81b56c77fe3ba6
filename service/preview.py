"""LibreOffice: how a .docx comes out on pages. Where it is not installed, `Unavailable` says so."""

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Lock

from service.errors import Unavailable

_PATIENCE_SECONDS = 60
_office = Lock()


def page_counts(documents: Sequence[bytes], soffice: str) -> list[int]:
    """The number of pages of each .docx; raises Unavailable."""
    return [_pages(pdf) for pdf in pdfs(documents, soffice)]


def _pages(pdf: bytes) -> int:
    import pypdfium2  # noqa: PLC0415  # 0.1 s of start that few processes need

    try:
        with pypdfium2.PdfDocument(pdf) as opened:
            return len(opened)
    except pypdfium2.PdfiumError:
        raise Unavailable("office-missing") from None


def pdfs(documents: Sequence[bytes], soffice: str) -> list[bytes]:
    """The PDF of each .docx, all made by one LibreOffice; raises Unavailable."""
    program = shutil.which(soffice)
    if program is None:
        raise Unavailable("office-missing")
    with tempfile.TemporaryDirectory(prefix="chengwen-") as scratch, _turn():
        folder = Path(scratch)
        files = [folder / f"{number}.docx" for number in range(len(documents))]
        for file, document in zip(files, documents, strict=True):
            file.write_bytes(document)
        _convert(program, files, folder)
        made = [file.with_suffix(".pdf") for file in files]
        if not all(pdf.exists() for pdf in made):
            raise Unavailable("office-missing")
        return [pdf.read_bytes() for pdf in made]


@contextmanager
def _turn() -> Iterator[None]:
    """One LibreOffice at a time: it takes 250 MB, and a second one in the same process gains nothing."""
    if not _office.acquire(timeout=_PATIENCE_SECONDS):
        raise Unavailable("office-missing")
    try:
        yield
    finally:
        _office.release()


def _convert(program: str, files: Sequence[Path], folder: Path) -> None:
    """Runs LibreOffice with a profile of its own (two on one profile lose documents) and ends all it started."""
    command = [program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore"]
    command += ["--nolockcheck", "--nodefault", "--nofirststartwizard", "--convert-to", "pdf", "--outdir", str(folder)]
    office = subprocess.Popen(
        [*command, *map(str, files)],
        env=os.environ | {"SAL_USE_VCLPLUGIN": "svp"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        office.wait(_PATIENCE_SECONDS)
    except subprocess.TimeoutExpired:
        raise Unavailable("office-missing") from None
    finally:
        with suppress(ProcessLookupError):  # soffice forks: what it started ends with it
            os.killpg(office.pid, signal.SIGKILL)
        office.wait()

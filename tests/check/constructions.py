"""Conformant documents of different makers, as bytes: our own, a Word user's, and one LibreOffice has rewritten."""

import shutil
import subprocess
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from service.generate import House, generate
from tests.check import word_user
from tests.rendering import invented
from tests.rendering.variants import VARIANTS


@cache
def own_notice() -> bytes:
    """Everything a generated document may have, under the title of a 通知."""
    payload: dict[str, Any] = invented.plan(
        title="某市某局关于开展2026年度理论学习的通知",
        letterhead=invented.letterhead(copy_number="000012", urgency="特急"),
        addressee=["局机关各科室"],
        sections=invented.four_levels(False),
        schedule={"orientation": "landscape", "rows": invented.rows(12)},
        attachments=[invented.listed(1, "学习书目", 3)],
        signature=invented.signature(),
        note="此件公开发布",
        imprint=invented.imprint(3),
    )
    return generate("work_plan", payload, House()).content


@cache
def own_minutes() -> bytes:
    variant = VARIANTS["minutes-numbered"]
    return generate(variant.kind, variant.payload, House(allow_secrecy=True)).content


@cache
def word_notice() -> bytes:
    return word_user.notice()


@cache
def word_plan() -> bytes:
    return word_user.plan()


@cache
def office_notice() -> bytes:
    """The Word user's notice after LibreOffice has read and written it twice."""
    return through_office(word_user.notice(floating=False))


def through_office(content: bytes) -> bytes:
    """A .docx as LibreOffice writes it: to .odt and back; where it is missing, the file itself."""
    program = shutil.which("soffice")
    if program is None:
        return content
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        (folder / "one.docx").write_bytes(content)
        for source, target, out in (("one.docx", "odt", folder), ("one.odt", "docx:MS Word 2007 XML", folder / "out")):
            command = [program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
            command += ["--convert-to", target, "--outdir", str(out), str(folder / source)]
            subprocess.run(command, check=True, capture_output=True, timeout=120)
        return (folder / "out" / "one.docx").read_bytes()


CONFORMANT: dict[str, Callable[[], bytes]] = {
    "own-notice": own_notice,
    "own-minutes": own_minutes,
    "word-notice": word_notice,
    "word-plan": word_plan,
    "office-notice": office_notice,
}

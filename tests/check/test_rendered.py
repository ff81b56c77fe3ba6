"""What only pages tell: LibreOffice makes them, the checker measures them."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from service.check.checking import check
from service.check.finding import Finding
from service.check.register import RULES
from service.check.rendered import RenderedPages, read_pages
from service.ooxml import package
from service.preview import pdfs
from tests.check import faults as do
from tests.check import word_user
from tests.check.constructions import own_minutes, own_notice, word_notice
from tests.check.faults import Fault
from tests.rendering.matrix import Job, document
from tests.rendering.variants import VARIANTS

pytestmark = pytest.mark.skipif(
    shutil.which("soffice") is None and not os.environ.get("CI"), reason="LibreOffice is not installed"
)
FONTS = Path(__file__).parents[1] / "fonts.conf"


def spoiled(content: bytes, spoil: do.Spoil) -> bytes:
    return Fault("", "", (), spoil).spoiled(content)


def _documents() -> dict[str, bytes]:
    notice = own_notice()
    return {
        "notice": notice,
        "minutes": own_minutes(),
        "compensated": document(Job(VARIANTS["compensated"])),
        "pitch-28": document(Job(VARIANTS["pitch-28"])),
        "duplex": document(Job(VARIANTS["duplex-blank"])),
        "text-on-page-two": spoiled(notice, do.add_blank("各科室要把", 12)),
        "wide": spoiled(notice, do.paragraph_property("各科室要把", '<w:ind w:right="-900" w:firstLine="630"/>')),
        "imprint-in-the-flow": word_user.notice(floating=False),
        "floating-imprint": word_notice(),
        "alone": document(Job(VARIANTS["plan-one-line"])),
    }


@pytest.fixture(scope="module")
def made() -> Iterator[dict[str, tuple[bytes, RenderedPages]]]:
    """Documents and their pages, set in the stand-in faces."""
    documents = _documents()
    kept = os.environ.get("FONTCONFIG_FILE")
    os.environ["FONTCONFIG_FILE"] = str(FONTS)
    try:
        rendered = pdfs(list(documents.values()), "soffice")
    finally:
        os.environ.pop("FONTCONFIG_FILE")
        if kept is not None:
            os.environ["FONTCONFIG_FILE"] = kept
    return {name: (content, read_pages(pdf)) for (name, content), pdf in zip(documents.items(), rendered, strict=True)}


def findings(made: dict[str, tuple[bytes, RenderedPages]], name: str) -> list[Finding]:
    content, pages = made[name]
    return check(package.read(content), None, pages)


@pytest.mark.parametrize("name", ["notice", "minutes", "compensated", "pitch-28", "duplex", "alone"])
def test_pages_of_our_own_have_only_stand_in_faces(made: dict[str, tuple[bytes, RenderedPages]], name: str) -> None:
    assert {finding.rule for finding in findings(made, name)} <= {"FT-04", "HD-09"}


@pytest.mark.parametrize(
    ("name", "rule"),
    [
        ("text-on-page-two", "BD-02"),
        ("wide", "PG-04"),
        ("imprint-in-the-flow", "IM-01"),
        ("floating-imprint", "PG-10"),  # LibreOffice drops a floating table at the foot of the page
        ("notice", "FT-04"),
    ],
)
def test_a_page_shows_what_the_file_hides(made: dict[str, tuple[bytes, RenderedPages]], name: str, rule: str) -> None:
    assert rule in {finding.rule for finding in findings(made, name)}
    if rule != "FT-04":
        assert rule not in {one.rule for one in check(package.read(made[name][0])) if name != "wide"}


def test_rules_that_need_pages_are_silent_without_them() -> None:
    silent = {identifier for identifier, rule in RULES.items() if rule.rendered}
    assert silent == {"PG-10", "FT-04", "BD-02", "SG-04"}
    assert not silent & {finding.rule for finding in check(package.read(word_notice()))}

"""The four documents on rendered pages: nothing lost, nothing out of its place (the clause table is checked here in part)."""

import os
from collections import Counter

import pytest

from service.documents import KINDS
from service.generate import generate
from tests.documents_read import text
from tests.rendering.pages import Page, office_python, read, render

pytestmark = pytest.mark.skipif(
    office_python() is None and not os.environ.get("CI"), reason="LibreOffice with python3-uno is not installed"
)
EVERY_KIND = pytest.mark.parametrize("name", KINDS)


@pytest.fixture(scope="module")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Page]]:
    folder = tmp_path_factory.mktemp("rendered")
    files = []
    for name, kind in KINDS.items():
        files.append(folder / f"{name}.docx")
        files[-1].write_bytes(generate(name, kind.sample.read_bytes()).content)
    return {pdf.stem: read(pdf) for pdf in render(files, folder)}


@EVERY_KIND
def test_every_character_of_the_document_is_on_a_page(name: str, rendered: dict[str, list[Page]]) -> None:
    words = Counter(text(generate(name, KINDS[name].sample.read_bytes()).content).replace("— 1 —", ""))
    shown = Counter("".join(page.text for page in rendered[name]))
    assert {
        character: times for character, times in words.items() if times > shown[character] and not character.isspace()
    } == {}


@EVERY_KIND
def test_no_page_is_empty(name: str, rendered: dict[str, list[Page]]) -> None:
    assert all(page.body for page in rendered[name])


@EVERY_KIND
def test_pages_are_a4(name: str, rendered: dict[str, list[Page]]) -> None:
    assert {tuple(sorted((page.width, page.height))) for page in rendered[name]} == {(210.0, 297.0)}


@EVERY_KIND
def test_every_page_bears_its_number(name: str, rendered: dict[str, list[Page]]) -> None:
    """7.5: consecutive through portrait and landscape, odd right, even left, baseline near 270.9 mm."""
    for count, page in enumerate(rendered[name], 1):
        if page.landscape:
            assert f"—{count}—" in page.turned
            continue
        assert page.number is not None
        assert page.number.text == f"—{count}—"
        assert page.number.base == pytest.approx(270.9, abs=0.5)
        edge = page.number.right - 179.1 if count % 2 else page.number.left - 33.0
        assert edge == pytest.approx(0, abs=1)


def test_full_pages_of_the_plan_hold_22_lines(rendered: dict[str, list[Page]]) -> None:
    """5.2.3: 22 lines of 10.2 mm between 28 and 184 mm."""
    upright = [page for page in rendered["work_plan"] if not page.landscape][1:-1]
    assert max(len(page.body) for page in upright) == 22
    for page in upright:
        pitches = [later.base - line.base for line, later in zip(page.body, page.body[1:], strict=False)]
        assert all(pitch == pytest.approx(10.21, abs=0.1) for pitch in pitches)
        assert min(line.left for line in page.body) == pytest.approx(28.05, abs=0.5)
        assert max(line.right for line in page.body) < 185


def test_the_mark_of_minutes_is_red_and_the_rule_156_mm(rendered: dict[str, list[Page]]) -> None:
    first = rendered["minutes"][0]
    mark = next(line for line in first.lines if line.red)
    assert mark.text == "中共X市某局党组会议纪要"
    rule = next(rule for rule in first.rules if rule.y < 150)
    assert (rule.left, rule.right) == pytest.approx((28, 184), abs=0.5)


def test_the_imprint_stands_at_the_foot_of_the_last_page(rendered: dict[str, list[Page]]) -> None:
    """7.4.1: the last rule on the lower edge of the type area, y = 262 mm."""
    assert rendered["minutes"][-1].rules[-1].y == pytest.approx(262.04, abs=0.5)


def test_the_signature_shares_a_page_with_text(rendered: dict[str, list[Page]]) -> None:
    last = rendered["annual_summary"][-1].body
    assert [line.text for line in last[-2:]] == ["中共X市某局党组", "2026年12月28日"]
    assert len(last) > 2


def test_the_schedules_header_row_is_repeated(rendered: dict[str, list[Page]]) -> None:
    assert all("序号时间学习专题" in page.text for page in rendered["schedule"])


def test_only_stand_in_fonts_are_used(rendered: dict[str, list[Page]]) -> None:
    """A face that is not one of the stand-ins means that a style lost its font."""
    faces = frozenset.union(*(page.faces for pages in rendered.values() for page in pages))
    assert {face for face in faces if not face.startswith("Fandol")} <= {"WenQuanYiZenHei"}

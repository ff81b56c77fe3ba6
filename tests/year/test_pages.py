"""The summaries of three invented years as pages: nothing is torn apart, nothing is left over."""

from pathlib import Path

import pytest

from service.generate import generate
from service.year import derive
from service.year.matching import match
from service.year.reading import read
from tests.rendering import pages
from tests.year.invented import messy, nothing_held, perfect

pytestmark = pytest.mark.skipif(pages.office_python() is None, reason="没有 LibreOffice 或它的 python3-uno，不能量页面")

YEARS = {"perfect": perfect, "messy": messy, "nothing_held": nothing_held}
ATTACHED = {"perfect": 6, "messy": 6, "nothing_held": 3}


@pytest.fixture(scope="module")
def summaries(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[pages.Page]]:
    """The pages of each year's summary."""
    folder = tmp_path_factory.mktemp("summaries")
    files: list[Path] = []
    for name, invented in YEARS.items():
        year = read(invented())
        payload = derive.annual_summary(year, match(year).rows)
        files.append(folder / f"{name}.docx")
        files[-1].write_bytes(generate("annual_summary", payload).content)
    return {file.stem: pages.read(pdf) for file, pdf in zip(files, pages.render(files, folder), strict=True)}


@pytest.mark.parametrize("name", YEARS)
def test_the_statistics_stand_on_one_page(summaries: dict[str, list[pages.Page]], name: str) -> None:
    page = next(page for page in summaries[name] if "统计表" in page.text)
    assert all(f"第{number}季度" in page.text.split("统计表")[1] for number in "一二三四")
    assert "全年" in page.text.split("统计表")[1]


@pytest.mark.parametrize("name", YEARS)
def test_every_attachment_begins_on_a_page_of_its_own(summaries: dict[str, list[pages.Page]], name: str) -> None:
    starts = [page for page in summaries[name] if page.text.startswith("附件")]
    assert [page.body[0].text for page in starts] == [f"附件{number}" for number in range(1, ATTACHED[name] + 1)]


@pytest.mark.parametrize("name", YEARS)
def test_all_pages_are_upright_numbered_and_hold_text(summaries: dict[str, list[pages.Page]], name: str) -> None:
    shown = summaries[name]
    assert not any(page.landscape for page in shown)
    assert [page.number.number if page.number else None for page in shown] == list(range(1, len(shown) + 1))
    assert all(page.body for page in shown)


def test_a_date_in_the_list_of_products_stays_on_one_line(summaries: dict[str, list[pages.Page]]) -> None:
    page = next(page for page in summaries["messy"] if "学习成果一览表" in page.text and page.text.startswith("附件"))
    assert any("2026年7月20日" in line.text for line in page.body)

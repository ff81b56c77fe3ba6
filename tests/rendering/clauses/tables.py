"""8: tables on portrait and on landscape pages."""

from collections.abc import Iterator
from itertools import groupby, pairwise
from typing import Any, NamedTuple

from tests.rendering.clauses.imprint import rules as imprint_rules
from tests.rendering.clauses.register import Measured, clause, none_of
from tests.rendering.pages import Rule
from tests.rendering.rendered import Rendered


class _Part(NamedTuple):
    """What of a table stands on one page."""

    page: int
    rules: tuple[Rule, ...]
    texts: tuple[str, ...]  # of each band between two rules


class _Table(NamedTuple):
    heads: list[str]
    rows: list[str]  # the text of each row without spaces
    parts: tuple[_Part, ...]


def _wanted(rendered: Rendered) -> Iterator[tuple[list[str], list[str]]]:
    """Heads and rows of every table of a document."""
    context = rendered.context
    if "statistics" in context:
        heads = ["时间", "计划场次", "开展场次", "其中研讨", "应到人次", "实到人次", "参学率"]
        yield heads, ["".join(row.values()) for row in context["statistics"]]
    tables: list[Any] = [part["table"] for part in context.get("attachments", ())]
    for table in [context["table"]] if "table" in context else tables:
        if table is not None:
            rows = ["".join("".join(cell["text"].split()) for cell in row["cells"]) for row in table["rows"]]
            yield [column["title"] for column in table["columns"]], rows or ["暂无安排"]


def _parts(rendered: Rendered) -> Iterator[_Part]:
    """The long black rules of each page and what stands between them."""
    foot = imprint_rules(rendered)
    for number, page in enumerate(rendered.pages, 1):
        last = number == len(rendered.pages)
        rules = [rule for rule in page.rules if not rule.red and rule.length > 150 and not (last and rule in foot)]
        if len(rules) > 1:
            texts = []
            for upper, lower in pairwise(rules):
                inside = [line.text for line in page.body if upper.y < line.base - 1 < lower.y]
                texts.append("".join(inside))
            yield _Part(number, tuple(rules), tuple(texts))


def tables(rendered: Rendered) -> Iterator[_Table]:
    """The tables of a document with their parts, one after the other."""
    parts = list(_parts(rendered))
    wanted = list(_wanted(rendered))
    starts = [paragraph.first.page for paragraph in rendered.of("attachment title", "table title")]
    runs = [
        list(run) for _, run in groupby(parts, key=lambda part: max((s for s in starts if s <= part.page), default=0))
    ]
    for (heads, rows), run in zip(wanted, runs, strict=False):
        yield _Table(heads, rows, tuple(run))


@none_of("8", "表格", "every table on the pages", "tables not found")
def tables_there(rendered: Rendered) -> Measured:
    wanted = len(list(_wanted(rendered)))
    if wanted:
        yield 1, wanted - len(list(tables(rendered)))


@clause("8", "表格", "as wide as the type area", "length of its rules, less 156 mm (landscape: 225 mm)")
def table_width(rendered: Rendered) -> Measured:
    for table in tables(rendered):
        for part in table.parts:
            area = rendered.area(part.page)
            wide = area.right - area.left
            yield (
                part.page,
                max((rule.length for rule in part.rules), key=lambda length, wide=wide: abs(length - wide)) - wide,
            )


@clause("8", "表格", "begins at the type area's left edge (28, landscape 35 mm)", "left end of its rules, from there")
def table_left(rendered: Rendered) -> Measured:
    for table in tables(rendered):
        for part in table.parts:
            yield part.page, min(rule.left for rule in part.rules) - rendered.area(part.page).left


@clause("8", "表格", "within the type area's height", "how far it reaches beyond the upper or the lower edge")
def table_height(rendered: Rendered) -> Measured:
    for table in tables(rendered):
        for part in table.parts:
            area = rendered.area(part.page)
            yield part.page, max(0, area.top - part.rules[0].y, part.rules[-1].y - area.bottom)


@clause("8", "表格", "goes on at the type area's upper edge", "first rule of a further page, from there")
def table_goes_on(rendered: Rendered) -> Measured:
    for table in tables(rendered):
        for part in table.parts[1:]:
            yield part.page, part.rules[0].y - rendered.area(part.page).top


@none_of("–", "表头", "on every page of the table", "pages of a table that do not begin with it")
def header_row(rendered: Rendered) -> Measured:
    for table in tables(rendered):
        for part in table.parts:
            yield part.page, sorted(part.texts[0]) != sorted("".join(table.heads))


@none_of(
    "–", "表格", "no row torn by the end of a page that a page could hold", "pieces of rows, less the rows there are"
)
def whole_rows(rendered: Rendered) -> Measured:
    for table in tables(rendered):
        higher = any(_is_piece(rendered, table, part) for part in table.parts[1:])
        bands = sum(len(part.texts) - 1 for part in table.parts)
        yield table.parts[-1].page, 0 if higher else bands - len(table.rows)


def _is_piece(rendered: Rendered, table: _Table, part: _Part) -> bool:
    """Whether a page holds nothing but the middle of a row, which then is higher than a page."""
    whole = {"".join(sorted(text)) for text in table.rows}
    fills = part.rules[-1].y > rendered.area(part.page).bottom - 12
    return len(part.texts) == 2 and fills and "".join(sorted(part.texts[1])) not in whole

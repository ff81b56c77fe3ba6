"""Geometry: the worked examples of the standard, and what must hold for every text."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service import gbt9704 as gbt
from service import layout

Indents = Callable[[str, str], tuple[int, int]]

words = st.text("一二三四五六七八九十甲乙丙，、（）《》ABC 0123456789", max_size=40)


# ---- widths ---------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("text", "ems", "twips"),
    [
        ("", 0, 0),
        ("示例局", 3, 945),
        ("2020年3月6日", 6, 1875),
        ("2020年10月15日", 7, 2185),
        ("“—…”", 4, 1260),
        ("GB/T", 2, 620),
    ],
)
def test_width(text: str, ems: float, twips: int) -> None:
    assert layout.ems(text) == ems
    assert layout.body_width(text) == twips


# ---- the mark -------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("characters", "points"),
    [
        pytest.param(4, 62, id="no-larger-than-62"),
        pytest.param(6, 62, id="six-still-62"),
        pytest.param(7, 58, id="seven-shrink"),
        pytest.param(12, 35, id="twelve"),
        pytest.param(20, 21, id="twenty"),
    ],
)
def test_mark_size(characters: int, points: int) -> None:
    assert layout.mark("局" * characters, 0, 3).half_points == 2 * points


def test_a_longer_mark_is_never_larger_and_fits_on_its_line() -> None:
    marks = [layout.mark("局" * characters, 0, 3) for characters in range(1, 60)]
    sizes = [mark.half_points for mark in marks]
    assert sizes == sorted(sizes, reverse=True)
    assert all(size * 10 * characters <= gbt.TYPE_WIDTH for characters, size in enumerate(sizes, 1))


@pytest.mark.parametrize("organs", range(1, 13))
def test_a_stack_of_names_leaves_text_on_page_1(organs: int) -> None:
    mark = layout.mark("局" * 6, 0, 3, organs)
    below = (3 + 2 + 2 + 1 + 1) * gbt.LINE  # number, rule, two blanks, title of two lines, blank, one line of text
    assert mark.before + organs * mark.line + below < gbt.TYPE_HEIGHT


@pytest.mark.parametrize("lines_above", [0, 1, 2, 3])
@pytest.mark.parametrize("characters", [4, 9, 20])
def test_the_ink_of_the_mark_starts_35_mm_under_the_top(characters: int, lines_above: int) -> None:
    mark = layout.mark("局" * characters, lines_above, 3)
    inset = gbt.MARK_INSET * mark.half_points * 10
    assert lines_above * gbt.LINE + mark.before + inset == pytest.approx(gbt.MARK_DROP, abs=0.5)


@given(st.integers(1, 30), st.integers(0, 3), st.integers(3, 9), st.integers(1, 6))
def test_the_text_under_the_red_rule_is_back_on_the_grid(size: int, above: int, below: int, rows: int) -> None:
    mark = layout.mark("局" * size, above, below, rows)
    rule = gbt.RULE_GAP_POINTS * 20 + gbt.RULE_EIGHTHS * 20 // 8
    height = (above + below) * gbt.LINE + mark.before + rows * mark.line + rule + mark.rule_after
    assert height % gbt.LINE == 0
    assert 0 <= mark.rule_after < gbt.LINE


# ---- the signature: examples of gbt9704.md 3.1 ----------------------------------------------------------------
@pytest.mark.parametrize(
    ("organ", "day", "sealed", "unsealed"),
    [
        pytest.param("示例机关党组", "2020年3月6日", (1253, 1260), (630, 15), id="as-wide-as-the-date"),
        pytest.param("示例市示例局党组", "2020年3月6日", (938, 1260), (630, 645), id="wider-than-the-date"),
        pytest.param("示例局", "2020年10月15日", (1880, 1260), (2500, 630), id="narrower-than-the-date"),
    ],
)
def test_signature(organ: str, day: str, sealed: tuple[int, int], unsealed: tuple[int, int]) -> None:
    assert layout.sealed_indents(organ, day) == sealed
    assert layout.unsealed_indents(organ, day) == unsealed


def test_a_sealed_organ_that_would_leave_the_page_moves_the_date() -> None:
    organ, day = "示" * 20, "2020年3月6日"
    assert layout.sealed_indents(organ, day) == (0, (20 * 315 - 1875) // 2)


organs = st.integers(1, 200).map("局".__mul__)
days = st.sampled_from(["2020年3月6日", "2020年10月15日", "2026年\u3000月\u3000日"])


@given(organs, days, st.sampled_from([layout.sealed_indents, layout.unsealed_indents]))
def test_a_signature_stays_inside_the_type_area(organ: str, day: str, indents: Indents) -> None:
    organ_right, day_right = indents(organ, day)
    assert 0 <= day_right <= gbt.TYPE_WIDTH - layout.body_width(day)
    assert 0 <= organ_right <= max(gbt.UNSEALED_RIGHT, gbt.TYPE_WIDTH - layout.body_width(organ))


@given(st.integers(1, 20).map("局".__mul__), days)
def test_a_sealed_organ_is_centred_over_its_date(organ: str, day: str) -> None:
    organ_right, day_right = layout.sealed_indents(organ, day)
    centres = organ_right + layout.body_width(organ) / 2, day_right + layout.body_width(day) / 2
    assert centres[0] == pytest.approx(centres[1], abs=0.5)


@given(st.integers(1, 25).map("局".__mul__), days)
def test_an_unsealed_date_starts_two_characters_right_of_its_organ(organ: str, day: str) -> None:
    organ_right, day_right = layout.unsealed_indents(organ, day)
    starts = [right + layout.body_width(text) for right, text in ((organ_right, organ), (day_right, day))]
    assert starts[0] - starts[1] == 2 * gbt.CHARACTER


# ---- 版记 -----------------------------------------------------------------------------------------------------
LINE = 26  # whole hanzi of 14 pt between 抄送： and the right edge


@pytest.mark.parametrize(
    ("copies", "lines"),
    [
        pytest.param("", 0, id="no-copies"),
        pytest.param("某局。", 1, id="short"),
        pytest.param("局" * LINE, 1, id="full-line"),
        pytest.param("局" * (LINE + 1), 2, id="one-more"),
        pytest.param("局" * 2 * LINE, 2, id="two-full-lines"),
        pytest.param("局" * (2 * LINE + 1), 3, id="fractions-of-a-character-do-not-add-up"),
        pytest.param("局" * LINE + "。", 2, id="punctuation-takes-its-hanzi-along"),
        pytest.param("局" * (LINE - 1) + "（甲）", 2, id="bracket-does-not-end-a-line"),
        pytest.param("局" * (LINE - 1) + "GB9704", 2, id="latin-word-stays-whole"),
        pytest.param("A" * 54, 2, id="latin-word-longer-than-a-line"),
    ],
)
def test_imprint_takes_the_lines_of_its_copies(copies: str, lines: int) -> None:
    box = layout.imprint_box(copies)
    assert box.copy_height == lines * 560
    assert box.height == (lines + 1) * 560 + 54


@given(words)
def test_the_last_rule_of_the_imprint_lies_on_the_edge_of_the_type_area(copies: str) -> None:
    box = layout.imprint_box(copies)
    assert box.height_emu == box.height * 635
    assert box.top_emu == (gbt.IMPRINT_BOTTOM - box.height + 24) * 635


# ---- tables ---------------------------------------------------------------------------------------------------
HEAD = 280  # one 字 of 14 pt


@st.composite
def tables(draw: st.DrawFn) -> tuple[list[str], list[list[str]], int]:
    heads = draw(st.lists(words, min_size=1, max_size=11))
    rows = draw(st.integers(0, 5))
    cells = [draw(st.lists(words | st.just("两\n行"), min_size=rows, max_size=rows)) for _ in heads]
    return heads, cells, draw(st.sampled_from([gbt.TYPE_WIDTH, gbt.TYPE_HEIGHT]))


@given(tables())
def test_columns_fill_the_table_exactly_or_are_refused(table: tuple[list[str], list[list[str]], int]) -> None:
    heads, cells, total = table
    if not layout.heads_fit(heads, total):
        with pytest.raises(ValueError, match="wider"):
            layout.column_widths(heads, cells, total)
        return
    widths = layout.column_widths(heads, cells, total)
    assert sum(widths) == total
    assert all(width >= layout.ems(head) / 2 * HEAD + 122 for head, width in zip(heads, widths, strict=True))


@given(st.lists(st.integers(1, 4).map("题".__mul__), min_size=1, max_size=6), words)
def test_no_head_wraps_where_there_is_room(heads: list[str], cell: str) -> None:
    widths = layout.column_widths(heads, [[cell] for _ in heads], gbt.TYPE_HEIGHT)
    assert all(width >= len(head) * HEAD + 122 for head, width in zip(heads, widths, strict=True))


def test_crowded_heads_take_two_lines() -> None:
    heads = ["重点发言人"] * 8
    widths = layout.column_widths(heads, [["甲某"]] * 8, gbt.TYPE_WIDTH)
    assert all(3 * HEAD + 122 <= width < 5 * HEAD + 122 for width in widths)


def test_heads_too_wide_for_two_lines() -> None:
    heads = ["题" * 60, "题"]
    assert not layout.heads_fit(heads, gbt.TYPE_WIDTH)
    with pytest.raises(ValueError, match="wider"):
        layout.column_widths(heads, [[], []], gbt.TYPE_WIDTH)


def test_one_column_takes_all() -> None:
    assert layout.column_widths(["序号"], [["1"]], 8844) == [8844]


def test_a_table_without_rows_fills_its_width() -> None:
    assert sum(layout.column_widths(["序号", "学习专题"], [[], []], 8844)) == 8844


def test_the_column_with_more_text_is_wider() -> None:
    narrow, wide = layout.column_widths(["形式", "内容"], [["自学"] * 3, ["学习年度重点材料" * 9] * 3], 8844)
    assert narrow < wide
    assert narrow <= 4 * HEAD + 122


def test_columns_and_heads_must_agree() -> None:
    with pytest.raises(ValueError, match="zip"):
        layout.column_widths(["序号"], [["1"], ["2"]], 8844)

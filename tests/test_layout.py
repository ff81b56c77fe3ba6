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
    assert layout.mark_points("局" * characters) == points


def test_a_longer_mark_is_never_larger_and_fits_on_its_line() -> None:
    sizes = [layout.mark_points("局" * characters) for characters in range(1, 60)]
    assert sizes == sorted(sizes, reverse=True)
    assert all(size * 20 * characters <= gbt.TYPE_WIDTH for characters, size in enumerate(sizes, 1))


@pytest.mark.parametrize("organs", range(1, 13))
def test_a_stack_of_names_is_readable_and_leaves_text_on_page_1(organs: int) -> None:
    points = layout.mark_points("局" * 6, organs)
    head = layout.red_head(points, gbt.STANDARD, above=0, typed=1, rows=organs)
    below = (1 + 2 + 2 + 1 + 1) * gbt.LINE  # number, two blanks, title of two lines, blank, one line of text
    assert points >= gbt.MARK_LEAST_POINTS
    assert head.room + below < gbt.TYPE_HEIGHT


@pytest.mark.parametrize("profile", gbt.PROFILES.values(), ids=gbt.PROFILES)
@pytest.mark.parametrize("above", [0, 1, 2, 3])
@pytest.mark.parametrize("points", [22, 47, 62])
def test_the_ink_of_the_mark_starts_72_mm_under_the_pages_top(points: int, above: int, profile: gbt.Profile) -> None:
    head = layout.red_head(points, profile, above=above, typed=1)
    ink = profile.top + above * profile.line + head.before + gbt.MARK_INSET * points * 20
    assert ink == pytest.approx(gbt.MARK_TOP, abs=0.5)


heads = st.fixed_dictionaries(
    {"above": st.integers(0, 3), "typed": st.integers(1, 6), "rows": st.integers(1, 6), "preprinted": st.booleans()}
)
RULE = gbt.RULE_GAP_POINTS * 20 + gbt.RULE_EIGHTHS * 20 // 8


@given(st.integers(16, 62), st.sampled_from([*gbt.PROFILES.values()]), heads)
def test_the_text_under_the_red_rule_is_back_on_its_pitch(points: int, profile: gbt.Profile, given: dict) -> None:
    head = layout.red_head(points, profile, **given)
    rule = 0 if given["preprinted"] else RULE  # a drawn rule stands in the room that paper leaves blank
    height = (given["above"] + given["typed"]) * profile.line + head.room + rule + head.under_rule
    assert height % profile.line == 0
    blank = head.under_rule - RULE + rule
    assert profile.line // 2 <= blank < profile.line + profile.line // 2


@given(st.integers(100, 180), st.sampled_from([*gbt.PROFILES.values()]), st.integers(0, 2), st.integers(1, 3))
def test_what_is_typed_ends_4_mm_above_the_papers_rule(
    millimetres: int, profile: gbt.Profile, above: int, typed: int
) -> None:
    printed_rule = round(millimetres * 1440 / 25.4)
    head = layout.red_head(62, profile, above=above, typed=typed, preprinted=True, printed_rule=printed_rule)
    assert profile.top + (above + typed) * profile.line + head.room + RULE == printed_rule


@given(st.integers(16, 62), st.integers(0, 3), st.integers(1, 6))
def test_pre_printed_paper_is_taken_to_look_like_our_own_head(points: int, above: int, typed: int) -> None:
    printed = layout.red_head(points, gbt.STANDARD, above=above, typed=typed)
    preprinted = layout.red_head(points, gbt.STANDARD, above=above, typed=typed, preprinted=True)
    assert (preprinted.room, preprinted.under_rule) == (printed.room, printed.under_rule + RULE)


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
    box = layout.imprint_box(copies, "某局办公室", "2026年3月6日印发")
    assert box.copy_height == lines * 560
    assert box.height == (lines + 1) * 560 + 54


@pytest.mark.parametrize(("issuer", "lines"), [(1, 1), (20, 1), (21, 2), (40, 2), (41, 3)], ids=str)
def test_a_long_issuer_takes_the_room_beside_the_date_then_more_lines(issuer: int, lines: int) -> None:
    box = layout.imprint_box("", "局" * issuer, "2026年3月6日印发")
    assert box.issuer_width + box.issued_width == gbt.TYPE_WIDTH
    assert box.issued_width == (8 + 2) * gbt.SMALL_CHARACTER
    assert (box.issue_height, box.height) == (lines * 560, lines * 560 + 54)


@given(words, words)
def test_the_last_rule_of_the_imprint_lies_on_the_edge_of_the_type_area(copies: str, issuer: str) -> None:
    box = layout.imprint_box(copies, issuer, "2026年3月6日印发")
    assert box.height_emu == box.height * 635
    assert box.top_emu == (gbt.IMPRINT_BOTTOM - box.height + 24) * 635


# ---- rows -----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("cell", "height", "fits"),
    [
        pytest.param("局" * 100, gbt.TYPE_WIDTH, True, id="ten-lines"),
        pytest.param("局" * 180, gbt.TYPE_WIDTH, True, id="eighteen-lines"),
        pytest.param("局" * 190, gbt.TYPE_WIDTH, False, id="more-than-a-landscape-page"),
        pytest.param("局" * 190, gbt.TYPE_HEIGHT, True, id="a-portrait-page-is-higher"),
        pytest.param("局\n" * 30, gbt.TYPE_WIDTH, False, id="line-feeds"),
    ],
)
def test_a_row_higher_than_a_page_may_be_split(cell: str, height: int, fits: bool) -> None:
    ten = 10 * gbt.SMALL_CHARACTER + 2 * gbt.CELL_MARGIN + 8
    assert layout.tall_rows([["1"], [cell]], [800, ten], height) == (set() if fits else {0})


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

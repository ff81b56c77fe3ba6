"""What is skipped, changed or guessed is told, with the line it stands on."""

import pytest

from service.intake import Remark, read

HEAD = "中共X市某局党组2026年度理论学习工作计划\n\n制定本计划。\n"
FOOT = "\n\n中共X市某局党组\n2026年1月12日\n"


def remarks(text: str, code: str) -> list[Remark]:
    return [remark for remark in read(text.encode(), "草稿.txt", "work_plan").remarks if remark.code == code]


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("内部资料\n\n" + HEAD + "一、甲\n乙。", "before-title", "第1行"),
        (HEAD + "一、甲\n乙。\n三、丙\n丁。", "broken-sequence", "第6行"),
        (HEAD + "一、甲\n学习,讨论。", "half-width", "第5行"),
        (HEAD + "、总体要求\n乙。", "lost-character", "第4行"),
        (HEAD + "一、甲\n乙。" + FOOT + "附件\n中共Y市某局党组2026年安排表\n", "organ-differs", "第10行"),
        (HEAD + "一、甲\n乙。\n附件：安排表" + FOOT, "no-table", "第6行"),
        (HEAD + "一、\n乙。", "empty-number", "第4行"),
        (HEAD + "一、甲\n乙。\n\n某局\n2026.1.12", "date-form", "第8行"),
        (HEAD + "一、甲\n（一）乙\n1.丙\n（1）丁\n①戊", "too-deep", "第8行"),
        (HEAD + "一、甲：\n乙。", "heading-end-mark", "第4行"),
        (HEAD + "一、甲\n乙。" + FOOT + "打印：丙某", "after-signature", "第9行"),
        ("工作计划\n\n制定本计划。\n一、甲\n乙。", "no-year", "第1行"),
        ("工作计划\n\n制定本计划。\n一、甲\n乙。", "no-organ", "第1行"),
        (HEAD + "一、甲\n1.乙。", "level-shift", "第5行"),
        (HEAD + "(一)甲\n乙。", "level-shift", "第4行"),
        (HEAD + "一、甲\n(一)乙", "number-form", "第5行"),
    ],
)
def test_told_at_its_line(text: str, code: str, place: str) -> None:
    found = remarks(text, code)
    assert [remark.place[: len(place)] for remark in found] == [place]
    assert found[0].message


def test_attachment_without_table_becomes_an_empty_schedule() -> None:
    payload = read((HEAD + "一、甲\n乙。\n附件：学习安排表" + FOOT).encode(), "草稿.txt").payload
    assert payload["schedule"] == {"title": "学习安排表", "rows": []}


def test_a_draft_with_nothing_odd_has_two_remarks() -> None:
    text = HEAD + "一、总体要求\n坚持学用结合。\n二、学习内容\n学习理论。" + FOOT
    codes = {remark.code for remark in read(text.encode(), "草稿.txt").remarks}
    assert codes == {"title-composed", "joined-paragraph"}  # the last paragraph might close the whole


def test_titles_keep_typed_breaks_where_the_house_would_break_otherwise() -> None:
    typed = "中共X市某局党组2026年度\n理论学习工作计划（草案）"
    payload = read((typed + "\n\n制定本计划。\n一、甲\n乙。").encode(), "草稿.txt").payload
    assert payload["title"].replace("\n", "") == typed.replace("\n", "")

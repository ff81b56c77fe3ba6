"""Word drafts: numbers that Word writes itself, heading styles, tables, changes, and what is not taken."""

import io
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from service.intake import Intake, read

W = nsdecls("w")
TITLE = "中共X市某局党组2026年度理论学习工作计划"


def draft(*paragraphs: str) -> Any:
    document = docx.Document()
    for text in (TITLE, "制定本计划。", *paragraphs):
        document.add_paragraph(text)
    return document


def taken(document: Any) -> Intake:
    stream = io.BytesIO()
    document.save(stream)
    return read(stream.getvalue(), "草稿.docx", "work_plan")


def codes(result: Intake) -> set[str]:
    return {remark.code for remark in result.remarks}


def add_list(document: Any, levels: list[tuple[str, str]]) -> None:
    """A numbered list 77 with (format, text) for each level."""
    xml = "".join(
        f'<w:lvl w:ilvl="{place}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for place, (form, text) in enumerate(levels)
    )
    root = document.part.numbering_part.element
    root.insert(0, parse_xml(f'<w:abstractNum {W} w:abstractNumId="77">{xml}</w:abstractNum>'))
    root.append(parse_xml(f'<w:num {W} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))


def numbered(document: Any, text: str, level: int) -> None:
    properties = document.add_paragraph(text)._p.get_or_add_pPr()
    properties.append(parse_xml(f'<w:numPr {W}><w:ilvl w:val="{level}"/><w:numId w:val="77"/></w:numPr>'))


def test_automatic_numbers_are_restored() -> None:
    document = draft()
    add_list(document, [("chineseCountingThousand", "%1、"), ("chineseCountingThousand", "（%2）"), ("decimal", "%3.")])
    for text, level in (
        ("总体要求", 0),
        ("学习内容", 0),
        ("理论", 1),
        ("读原文。", 2),
        ("写笔记。", 2),
        ("纪律", 1),
        ("方式", 0),
    ):
        numbered(document, text, level)
    result = taken(document)
    first, second, third = result.payload["sections"]
    assert [first["heading"], second["heading"], third["heading"]] == ["总体要求", "学习内容", "方式"]
    assert [one["heading"] for one in second["sections"]] == ["理论", "纪律"]
    assert [one["paragraphs"] for one in second["sections"][0]["sections"]] == [["读原文。"], ["写笔记。"]]
    assert "broken-sequence" not in codes(result)


def test_heading_styles_without_numbers() -> None:
    document = draft()
    document.add_heading("总体要求", 1)
    document.add_paragraph("坚持学用结合。")
    document.add_heading("理论", 2)
    sections = taken(document).payload["sections"]
    assert sections == [{"heading": "总体要求", "paragraphs": ["坚持学用结合。"], "sections": [{"heading": "理论"}]}]


def test_table_becomes_rows() -> None:
    document = draft("一、甲", "乙。", "附件", "安排表")
    table = document.add_table(rows=3, cols=5)
    for row, texts in enumerate(
        (
            ("序号", "学习时间", "专题", "学习方式", "责任部门"),
            ("1", "3月", "理论", "自学", "办公室"),
            ("2", "", "纪律", "研讨", ""),
        )
    ):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    table.cell(1, 1).merge(table.cell(2, 1))
    result = taken(document)
    rows = result.payload["schedule"]["rows"]
    assert [row["topic"] for row in rows] == ["理论", "纪律"]
    assert rows[1]["period"] == {"from": "2026-03-01", "to": "2026-03-31"}
    assert result.payload["schedule"]["columns"][1] == {"field": "period", "title": "学习时间"}
    assert "merged-cells" in codes(result)


def test_tracked_changes_are_taken_as_accepted() -> None:
    document = draft("一、甲")
    paragraph = document.add_paragraph("原有文字")._p
    paragraph.append(parse_xml(f'<w:ins {W} w:id="1" w:author="甲"><w:r><w:t>新增文字。</w:t></w:r></w:ins>'))
    paragraph.append(parse_xml(f'<w:del {W} w:id="2" w:author="甲"><w:r><w:delText>删去文字</w:delText></w:r></w:del>'))
    result = taken(document)
    assert result.payload["sections"][0]["paragraphs"] == ["原有文字新增文字。"]
    assert "tracked-changes" in codes(result)


BOX = '<w:r {}><w:pict><v:textbox xmlns:v="urn:schemas-microsoft-com:vml"><w:txbxContent><w:p><w:r><w:t>框里的话</w:t></w:r></w:p></w:txbxContent></v:textbox></w:pict></w:r>'  # fmt: skip
HIDDEN = "<w:r {}><w:rPr><w:vanish/></w:rPr><w:t>藏着的话</w:t></w:r>"


@pytest.mark.parametrize(("xml", "code", "words"), [(BOX, "text-box", "框里的话"), (HIDDEN, "hidden-text", "藏着的话")])
def test_what_is_not_taken_is_told_with_its_words(xml: str, code: str, words: str) -> None:
    document = draft("一、甲", "乙。")
    document.paragraphs[-1]._p.append(parse_xml(xml.format(W)))
    result = taken(document)
    assert result.payload["sections"][0]["paragraphs"] == ["乙。"]
    assert [words in remark.message for remark in result.remarks if remark.code == code] == [True]


def test_soft_breaks_that_stand_for_paragraphs() -> None:
    document = draft("一、甲\n乙的内容。\n二、丙\n丁的内容。")
    result = taken(document)
    assert [one["heading"] for one in result.payload["sections"]] == ["甲", "丙"]
    assert "soft-breaks" in codes(result)


def test_page_head_is_told_and_page_number_is_not() -> None:
    document = draft("一、甲", "乙。")
    document.sections[0].header.paragraphs[0].text = "内部资料"
    document.sections[0].footer.paragraphs[0].text = "— 1 —"
    told = [remark.message for remark in taken(document).remarks if remark.code == "page-head"]
    assert len(told) == 1
    assert "内部资料" in told[0]


def test_deleted_paragraph_mark_joins_two_paragraphs() -> None:
    document = draft("一、甲", "前半句，", "后半句。")
    properties = document.paragraphs[-2]._p.get_or_add_pPr()
    properties.append(parse_xml(f'<w:rPr {W}><w:del w:id="3" w:author="甲"/></w:rPr>'))
    assert properties.find(qn("w:rPr")) is not None
    assert taken(document).payload["sections"][0]["paragraphs"] == ["前半句，后半句。"]

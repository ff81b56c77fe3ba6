"""Files no official document looks like: findings or none, never a crash, and quick."""

import io
import random
import time
from copy import deepcopy

import pytest
from docx import Document
from docx.oxml import parse_xml
from lxml import etree

from service.check.checking import check
from service.ooxml import package
from tests.check import tiny
from tests.check.constructions import word_notice
from tests.check.tiny import parts

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MATH = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
VML = 'xmlns:v="urn:schemas-microsoft-com:vml"'
RUN = tiny.run("文字。")


def nested(depth: int) -> str:
    inner = tiny.line(RUN)
    for _ in range(depth):
        inner = f"<w:tbl><w:tblPr/><w:tr><w:tc>{inner}<w:p/></w:tc></w:tr></w:tbl>"
    return inner


def styled(count: int) -> str:
    return "".join(
        f'<w:style w:type="paragraph" w:styleId="s{n}"><w:name w:val="s{n}"/><w:basedOn w:val="s{(n + 1) % count}"/>'
        f'<w:rPr><w:sz w:val="{20 + n % 9}"/></w:rPr></w:style>'
        for n in range(count)
    )


BODIES = {
    "nothing": "",
    "one-empty-paragraph": "<w:p/>",
    "nested-tables": nested(20),
    "empty-table": "<w:tbl/>",
    "table-without-cells": "<w:tbl><w:tr/></w:tbl>",
    "controls": f"<w:sdt><w:sdtPr/><w:sdtContent>{tiny.title()}<w:sdt><w:sdtContent>{tiny.text()}</w:sdtContent></w:sdt></w:sdtContent></w:sdt>",
    "control-in-a-line": f"<w:p><w:sdt><w:sdtContent>{RUN}</w:sdtContent></w:sdt><w:sdt/></w:p>",
    "control-of-a-row": f"<w:tbl><w:sdt><w:sdtContent><w:tr><w:sdt><w:sdtContent><w:tc>{tiny.line(RUN)}</w:tc></w:sdtContent></w:sdt></w:tr></w:sdtContent></w:sdt></w:tbl>",
    "equation": f"<w:p {MATH}><m:oMathPara><m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath></m:oMathPara></w:p>",
    "tracked": f'<w:p><w:ins w:id="1">{RUN}</w:ins><w:del w:id="2"><w:r><w:delText>没有了</w:delText></w:r></w:del></w:p>',
    "deleted-mark": f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{RUN}</w:p>{tiny.line(RUN)}",
    "comments": f'<w:p><w:commentRangeStart w:id="0"/>{RUN}<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r></w:p>',
    "right-to-left": '<w:p><w:pPr><w:bidi/><w:jc w:val="start"/></w:pPr><w:bdo w:val="rtl"><w:r><w:rPr><w:rtl/></w:rPr><w:t>שלום</w:t></w:r></w:bdo></w:p>',
    "unknown-elements": f"<w:p><w:novelty><w:deeper>{RUN}</w:deeper></w:novelty></w:p><w:surprise/>",
    "alternate-content": f'<w:p {MC}><w:r><mc:AlternateContent><mc:Choice Requires="unknown"/><mc:Fallback><w:pict/></mc:Fallback></mc:AlternateContent></w:r></w:p>',
    "vml-text-box": f'<w:p {VML}><w:r><w:pict><v:shape style="width:10pt;height:x"><v:textbox><w:txbxContent>{tiny.line(RUN)}</w:txbxContent></v:textbox></v:shape><v:line from="0,0" to="442pt,0"/></w:pict></w:r></w:p>',
    "ruby": "<w:p><w:r><w:ruby><w:rt><w:r><w:t>pin</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>拼</w:t></w:r></w:rubyBase></w:ruby></w:r></w:p>",
    "open-field": '<w:p><w:r><w:fldChar w:fldCharType="begin"/><w:instrText>PAGE</w:instrText></w:r></w:p>' + tiny.line(RUN),
    "field-ends-only": '<w:p><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>',
    "strange-numbers": '<w:p><w:pPr><w:spacing w:line="x" w:before="1e9" w:after="12.7pt"/><w:ind w:left="-" w:firstLineChars="∞"/><w:numPr><w:numId w:val="77"/></w:numPr></w:pPr><w:r><w:rPr><w:sz w:val="0"/><w:color w:val="red"/><w:w w:val="0"/></w:rPr><w:t>字</w:t></w:r></w:p>',
    "unknown-style": '<w:p><w:pPr><w:pStyle w:val="missing"/></w:pPr><w:r><w:rPr><w:rStyle w:val="missing"/></w:rPr><w:t>字</w:t></w:r></w:p>',
    "only-numbers": "".join(tiny.text(f"{'一' * 3}、{n}") for n in range(30)),
    "only-a-date": tiny.line(tiny.run("2026年3月5日")),
    "only-a-label": tiny.line(tiny.run("附件1")),
    "only-an-imprint": tiny.imprint(),
    "long-line": tiny.text("字" * 20_000),
    "spaces": tiny.text(" " * 3000 + "　" * 3000),
}  # fmt: skip


@pytest.mark.parametrize("name", BODIES)
def test_an_odd_body_is_read(name: str) -> None:
    check(parts(BODIES[name]))


@pytest.mark.parametrize(
    "missing", ["word/styles.xml", "word/settings.xml", "word/_rels/document.xml.rels", "word/document.xml"]
)
def test_a_missing_part_is_no_crash(missing: str) -> None:
    made = parts(tiny.title(), tiny.text(), styles=styled(3))
    del made[missing]
    check(made)


def test_a_circle_of_500_styles_is_read() -> None:
    made = parts('<w:p><w:pPr><w:pStyle w:val="s7"/></w:pPr><w:r><w:t>字</w:t></w:r></w:p>', styles=styled(500))
    check(made)


def test_a_damaged_part_counts_as_empty() -> None:
    check({**parts(tiny.title()), "word/settings.xml": b"<not", "word/footer1.xml": b""})


def test_a_contract_is_no_official_document() -> None:
    document = Document()
    document.add_heading("劳动合同", 0)
    for place in range(1, 8):
        document.add_paragraph(f"第{place}条 甲乙双方协商一致,订立本合同.", style="List Number")
    document.add_table(3, 3, style="Table Grid").cell(0, 0).text = "甲方(签字):"
    stream = io.BytesIO()
    document.save(stream)
    check(package.read(stream.getvalue()))


@pytest.mark.parametrize("seed", range(60))
def test_a_shuffled_document_is_no_crash(seed: int) -> None:
    """Elements of a real document dropped, doubled and moved by chance."""
    chance = random.Random(seed)
    made = package.read(word_notice())
    root = parse_xml(made["word/document.xml"])
    for _ in range(40):
        one, other = (chance.choice(list(root.iter())) for _ in range(2))
        if root in (one, other) or other in list(one.iter()):
            continue
        what = chance.randrange(3)
        if what == 0 and len(root) > 1:
            one.getparent().remove(one)
        elif what == 1:
            other.append(deepcopy(one))
        else:
            other.addnext(one)
    made["word/document.xml"] = etree.tostring(root)
    check(made)


def test_a_document_of_400_pages_takes_a_second() -> None:
    body = tiny.title() + tiny.BLANK + tiny.text("各科室要按照计划组织学习。" * 10) * 2500 + tiny.table(6) * 100
    made = parts(body)
    started = time.process_time()
    check(made)
    assert time.process_time() - started < 3  # a second on a machine that does nothing else

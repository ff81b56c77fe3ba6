"""A repair: the fault is gone, no character is lost, nothing is left to repair, and a second one changes nothing."""

import io
import random
import re
from collections import Counter

import pytest
from docx import Document
from docx.oxml import parse_xml
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from service.check.checking import check
from service.check.fix import FIXABLE, PUNCTUATION, fix, fixable
from service.check.register import RULES
from service.ooxml import package
from service.ooxml.editing.opened import zipped
from tests.check import test_odd_files as odd
from tests.check import tiny, wps_user
from tests.check.constructions import CONFORMANT
from tests.check.fault_table import FAULTS
from tests.check.faults import Fault
from tests.check.samples import SAMPLES

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ONCE = [pytest.param(fault, fault.bases[-1], id=fault.name) for fault in FAULTS]
OTHERS = [pytest.param(fault, base, id=f"{fault.name}-{base}") for fault in FAULTS for base in fault.bases[:-1]]
_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def packed(made: dict[str, bytes]) -> bytes:
    """Parts without a package around them, as a file."""
    made = {"word/styles.xml": f'<w:styles xmlns:w="{W[1:-1]}"/>'.encode(), **made}
    overrides = "".join(
        f'<Override PartName="/{name}" ContentType="{_TYPES}.{"document.main" if "document" in name else "footer"}+xml"/>'
        for name in made
        if name.endswith(".xml")
    )
    kinds = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    types = f'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{kinds}{overrides}</Types>'
    root = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>'
    )
    return zipped({"[Content_Types].xml": types.encode(), "_rels/.rels": root.encode(), **made})


def text(content: bytes) -> str:
    """Every character of the body in its order, deleted ones, fields and equations too."""
    root = etree.fromstring(package.read(content)["word/document.xml"])
    wanted = ("t", "delText", "instrText", "sym", "tab", "footnoteReference", "drawing", "pict", "br")
    found = []
    for one in root.iter():
        name = etree.QName(one).localname
        if name in wanted:
            found.append((one.text or "") if name in ("t", "delText", "instrText") else f"<{name}>")
    return "".join(found)


def holds(content: bytes, *, punctuation: bool = False) -> tuple[bytes, list[str]]:
    """Repairs a file and proves what holds for every repair; the file and the rules still broken."""
    made, changes = fix(content, punctuation)
    if not punctuation:
        assert text(made) == text(content)
    assert all(change.where and re.search("[一-龥]", change.sentence) for change in changes)
    assert fix(made, punctuation) == (made, [])
    left = check(package.read(made))
    assert [finding for finding in left if fixable(finding)] == []
    return made, [finding.rule for finding in left]


# ---- single faults --------------------------------------------------------------------------------------------
def mends(fault: Fault, base: str) -> None:
    spoiled = fault.spoiled(CONFORMANT[base]())
    planted = [finding for finding in check(package.read(spoiled)) if finding.rule == fault.rule]
    _, left = holds(spoiled)
    if any(fixable(finding) for finding in planted):
        assert fault.rule not in left
    else:
        assert fault.rule in left


@pytest.mark.parametrize(("fault", "base"), ONCE)
def test_a_fault_is_mended(fault: Fault, base: str) -> None:
    mends(fault, base)


@pytest.mark.long
@pytest.mark.parametrize(("fault", "base"), OTHERS)
def test_a_fault_is_mended_in_every_construction(fault: Fault, base: str) -> None:
    mends(fault, base)


@pytest.mark.parametrize("base", CONFORMANT)
def test_a_conformant_document_only_keeps_its_signature_together(base: str) -> None:
    content = CONFORMANT[base]()
    assert {change.rule for change in fix(content)[1]} <= {"SG-04"}
    assert holds(content)[1] == []


def test_styles_and_lists_stay() -> None:
    assert holds(packed(wps_user.notice()))[1] == []


@pytest.mark.parametrize("identifier", SAMPLES)
def test_the_bad_sample_of_a_rule(identifier: str) -> None:
    holds(packed(SAMPLES[identifier][1]))


def test_the_tables_name_rules_there_are() -> None:
    assert set(FIXABLE) | PUNCTUATION <= set(RULES)


# ---- punctuation ----------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("bad", "good"),
    [
        ("认真学习,抓好落实.", "认真学习，抓好落实。"),
        ("要求:一是(重点)学习;二是研讨", "要求：一是（重点）学习；二是研讨"),
        ('推动学习"走深走实"', "推动学习“走深走实”"),
        ("依据某发[2025]08号文件", "依据某发〔2025〕8号文件"),
        ("依据某发（2025）第8号文件", "依据某发〔2025〕8号文件"),
        ("自2026年03月05日起", "自2026年3月5日起"),
        ("见 https://example.com/a,b 与 3:0。", "见 https://example.com/a,b 与 3:0。"),
        ("共1,000人，占3.5%。", "共1,000人，占3.5%。"),
        ("(一)总体要求。", "（一）总体要求"),
        ("（一）、总体要求", "（一）总体要求"),
        ("一,总体要求；", "一、总体要求"),
        ("1、集体学习", "1.集体学习"),
    ],
)
def test_marks_are_replaced_only_when_asked(bad: str, good: str) -> None:
    content = packed(
        tiny.parts(tiny.title(), tiny.BLANK, tiny.text(bad, tiny.KAI if bad[0] in "(（一" else tiny.BODY), tiny.text())
    )
    assert bad in text(fix(content)[0])
    made, changes = fix(content, punctuation=True)
    assert text(made) == text(content).replace(bad, good)
    worded = [change for change in changes if change.rule in PUNCTUATION]
    assert bool(worded) == (bad != good)
    assert fix(made, punctuation=True) == (made, [])


def test_a_mark_over_several_runs_is_replaced() -> None:
    runs = tiny.run("依据某发[20") + tiny.run("25]0", "黑体") + tiny.run("8号文件,请照办。")
    content = packed(tiny.parts(tiny.title(), tiny.BLANK, tiny.line(runs, indent=tiny.FIRST)))
    assert "依据某发〔2025〕8号文件，请照办。" in text(fix(content, punctuation=True)[0])


@pytest.mark.parametrize("name", ["half-comma", "comma-after-yi", "cited-number", "padded-date", "date-padded"])
def test_faults_of_marks_are_mended_when_asked(name: str) -> None:
    fault = next(fault for fault in FAULTS if fault.name == name)
    assert holds(fault.spoiled(CONFORMANT["word-plan"]()), punctuation=True)[1] == []


# ---- drafts and odd files -------------------------------------------------------------------------------------
def draft() -> bytes:
    """What a clerk types into an empty Word document, with picture, table, footer and header."""
    document = Document()
    document.add_heading("某市某局关于开展学习的通知", 0)
    document.add_paragraph("各科室：")
    for line in (
        "为加强学习,现就有关事项通知如下:",
        "一、总体要求",
        "坚持学用结合。",
        "",
        "（一）集体学习。每季度一次。",
        "1.学习书目",
    ):
        document.add_paragraph(line)
    table = document.add_table(12, 3, style="Table Grid")
    for place, cell in enumerate(cell for row in table.rows for cell in row.cells):
        cell.text = f"第{place}格"
    document.add_paragraph("附件：学习安排表")
    document.add_paragraph("某市某局").alignment = 2
    document.add_paragraph("2026年3月5日").alignment = 2
    document.add_paragraph("附件")
    document.add_paragraph("学习安排表").alignment = 1
    document.add_paragraph("按月安排。")
    document.sections[0].footer.paragraphs[0].text = "内部资料"
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def test_a_draft_is_typeset() -> None:
    made, left = holds(draft())
    assert Counter(left) == Counter({"BD-06": 1})
    body = package.read(made)
    assert any("内部资料" in part.decode(errors="ignore") for name, part in body.items() if "footer" in name)


@pytest.mark.parametrize("name", odd.BODIES)
def test_an_odd_body_loses_nothing(name: str) -> None:
    for punctuation in (False, True):
        holds_words(packed(odd.parts(odd.BODIES[name])), punctuation)


def holds_words(content: bytes, punctuation: bool = False) -> None:
    made, _ = fix(content, punctuation)
    if not punctuation:
        assert text(made) == text(content)
    assert fix(made, punctuation)[0] == made
    Document(io.BytesIO(made))


@pytest.mark.parametrize("seed", range(12))
def test_a_shuffled_document_loses_nothing(seed: int) -> None:
    chance = random.Random(seed)
    parts = package.read(CONFORMANT["word-notice"]())
    root = parse_xml(parts["word/document.xml"])
    blocks = list(root.body)[:-1]
    chance.shuffle(blocks)
    for block in blocks:
        root.body.insert(0, block)
    parts["word/document.xml"] = etree.tostring(root)
    holds_words(zipped(parts))


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "一、甲",
                "（一）乙。丙",
                "1、丁",
                "附件：书目",
                "附件",
                "",
                "　　戊,己",
                "2026年03月05日",
                "某市某局",
                "抄送：某局",
            ]
        ),
        max_size=9,
    )
)
def test_any_lines_lose_nothing(lines: list[str]) -> None:
    document = Document()
    for line in lines:
        document.add_paragraph(line)
    stream = io.BytesIO()
    document.save(stream)
    holds_words(stream.getvalue())

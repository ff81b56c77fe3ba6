"""A copy with comments: at the place, in real Word markup, and not a character or part of the rest changed."""

import io

import pytest
from docx import Document
from lxml import etree

from service.check.annotate import annotate
from service.check.checking import check
from service.check.files import check_file
from service.ooxml import package
from tests.check.constructions import CONFORMANT
from tests.check.fault_table import FAULTS
from tests.check.faults import words

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ADDED = {"[Content_Types].xml", "word/document.xml", "word/_rels/document.xml.rels", "word/comments.xml"}
SPOILT = [(fault, fault.bases[0]) for fault in FAULTS]


def annotated(content: bytes) -> bytes:
    return annotate(content, check_file(content))


def comments(content: bytes) -> dict[str, str]:
    """Text of each comment by the words of the paragraph it is about."""
    parts = package.read(content)
    name = next(name for name in parts if name.startswith("word/comments"))
    said = {one.get(W + "id"): words(one) for one in etree.fromstring(parts[name])}
    body = etree.fromstring(parts["word/document.xml"])
    return {
        words(next(mark.iterancestors(W + "p"))): said[mark.get(W + "id")]
        for mark in body.iter(W + "commentRangeStart")
    }


@pytest.mark.parametrize(("fault", "base"), [pytest.param(*one, id=one[0].name) for one in SPOILT])
def test_every_finding_is_a_comment_and_nothing_else_changes(fault: object, base: str) -> None:
    content = fault.spoiled(CONFORMANT[base]())  # type: ignore[attr-defined]
    findings = check_file(content)
    made = annotate(content, findings)
    before, after = package.read(content), package.read(made)
    touched = {name for name in after if after[name] != before.get(name)}
    assert touched - {name for name in touched if "omments" in name} <= ADDED
    assert set(before) <= set(after)
    root = etree.fromstring(after["word/document.xml"])
    starts = [mark.get(W + "id") for mark in root.iter(W + "commentRangeStart")]
    for tag in ("commentRangeEnd", "commentReference"):
        assert sorted(mark.get(W + "id") for mark in root.iter(W + tag)) == sorted(starts)
    assert len(set(starts)) == len(starts) == len({(one.rule, one.place) for one in findings})
    assert unmarked(root) == canonical(before["word/document.xml"])
    Document(io.BytesIO(made))


def unmarked(root: etree._Element) -> bytes:
    """The body without the marks of comments."""
    for mark in list(root.iter(W + "commentRangeStart", W + "commentRangeEnd", W + "commentReference")):
        gone = mark.getparent() if mark.tag == W + "commentReference" else mark
        gone.getparent().remove(gone)
    return etree.tostring(root, method="c14n")


def canonical(part: bytes) -> bytes:
    return etree.tostring(etree.fromstring(part), method="c14n")


def test_a_comment_says_what_and_names_its_clause() -> None:
    fault = next(fault for fault in FAULTS if fault.name == "half-comma")
    said = comments(annotated(fault.spoiled(CONFORMANT["word-plan"]())))
    ((paragraph, text),) = said.items()
    assert paragraph.startswith("坚持以党")
    assert text == "汉字之间用全角标点。请把“,”改为“，”。GB/T 9704-2012 第9条（BD-06）"


def test_what_is_said_of_a_footer_stands_in_the_body() -> None:
    fault = next(fault for fault in FAULTS if fault.name == "hyphens")
    parts = package.read(annotated(fault.spoiled(CONFORMANT["own-notice"]())))
    assert b"commentRangeStart" in parts["word/document.xml"]
    assert not any(b"commentRangeStart" in part for name, part in parts.items() if name != "word/document.xml")


def test_comments_are_added_to_those_there_are() -> None:
    content = next(fault for fault in FAULTS if fault.name == "half-comma").spoiled(CONFORMANT["word-plan"]())
    once = annotated(content)
    twice = annotated(once)
    assert len(comments_of(twice)) == 2 * len(comments_of(once)) > 0
    assert len({one.get(W + "id") for one in comments_of(twice)}) == len(comments_of(twice))


def comments_of(content: bytes) -> list[etree._Element]:
    parts = package.read(content)
    return [one for name in parts if name.startswith("word/comments") for one in etree.fromstring(parts[name])]


def test_a_good_file_comes_back_as_it_is_and_a_copy_is_the_same_every_time() -> None:
    good = CONFORMANT["word-plan"]()
    assert annotate(good, check(package.read(good))) == good
    content = FAULTS[0].spoiled(good)
    assert annotated(content) == annotated(content)

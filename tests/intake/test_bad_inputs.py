"""Files that are no drafts: each answer says what the file is and what to do."""

import pytest

from service.errors import ChengwenError, NotFound, Unusable
from service.intake import read

OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


@pytest.mark.parametrize(
    ("content", "filename", "slug", "says"),
    [
        (b"", "a.txt", "empty-file", "文件是空的"),
        (b" \r\n \n", "a.txt", "empty-file", "文件是空的"),
        ("　\n　".encode(), "a.txt", "empty-file", "没有文字"),
        (b"\xef\xbb\xbf", "a.txt", "empty-file", "没有文字"),
        ("计划".encode("utf-16"), "a.txt", "not-utf8", "UTF-16"),
        (b"\xff\x80\x81\n\xfe", "a.txt", "not-utf8", "第1行"),
        ("第一行是这样写的。\n".encode("gb18030") + "第二行是另一种编码。".encode(), "a.txt", "not-utf8", "两种编码"),
        (b"PK\x03\x04" + b"\0" * 40, "a.txt", "unsupported-media-type", "Office"),
        (b"%PDF-1.7\n", "a.txt", "unsupported-media-type", "PDF"),
        (b"\x7fELF" + b"\0" * 40, "a.txt", "unsupported-media-type", "不是文本"),
        (OLE2, "a.doc", "not-a-docx", ".docx"),
        (OLE2, "a.xls", "not-an-xlsx", ".xlsx"),
        (OLE2, "a.docx", "not-a-docx", ".docx"),
        (b"plain words", "a.docx", "not-a-docx", ".docx"),
    ],
)
def test_refused_with_advice(content: bytes, filename: str, slug: str, says: str) -> None:
    with pytest.raises(ChengwenError) as refused:
        read(content, filename)
    assert refused.value.slug == slug
    assert says in refused.value.faults[0].message


def test_unknown_kind() -> None:
    with pytest.raises(NotFound):
        read("计划".encode(), "a.txt", "poem")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk"])
def test_encodings_that_clerks_use(encoding: str) -> None:
    text = "某局2026年工作计划\n\n为做好工作，制定本计划。\n一、总体要求\n联通各科室。"
    assert read(text.encode(encoding), "a.txt").payload["sections"][0]["heading"] == "总体要求"


def test_a_draft_without_anything_usable_is_still_read() -> None:
    result = read(b"x", "a.txt")
    assert {remark.code for remark in result.remarks} >= {"no-sections", "no-organ", "no-year"}


def test_errors_do_not_echo_the_file() -> None:
    with pytest.raises(Unusable) as refused:
        read(b"\xff\x80" + b"secret" * 100, "a.txt")
    assert "secret" not in str(refused.value)

"""The name of a download: one header line that every client reads as the cleaned title, whatever the title is."""

import re
import unicodedata
from email.message import Message
from urllib.parse import unquote

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from service.web.downloads import cleaned, disposition
from tests.web.small import DRAFT, PLAN

CLEANED = {
    "X市某局党组2026年度工作计划": "X市某局党组2026年度工作计划",
    "“十五五”规划（征求意见稿）": "“十五五”规划（征求意见稿）",
    "../../etc/passwd": "etcpasswd",
    "a\r\nSet-Cookie: b": "aSet-Cookie b",
    'a"b\\c:d*e?f<g>h|i': "abcdefghi",
    "计划\u202exslx\u2066": "计划xslx",
    ".bashrc": "bashrc",
    "计划. . ": "计划",
    "": "公文",
    "...": "公文",
    "\x00\u200b": "公文",
    "CON": "公文CON",
    "lpt1": "公文lpt1",
    "con .txt": "公文con .txt",
    "nul.计划": "公文nul.计划",
    "CONSOLE": "CONSOLE",
    "com计划": "com计划",
    "\ud800a": "a",
    "السلام": "السلام",
    "📘": "📘",
    "字" * 5000: "字" * 60,
    "📘" * 5000: "📘" * 45,
    "字" * 59 + " 。字": "字" * 59,
}
HOSTILE = st.text(st.characters(categories=["L", "N", "P", "S", "Z", "Cc", "Cf", "Cs", "Co"]), max_size=300) | st.text(
    st.sampled_from('../\\:*?"<>|\r\n\x00\u202e\u200b CONcon1工作计划.📘'), max_size=300
)
DEVICES = {"CON", "PRN", "AUX", "NUL", *(f"{port}{number}" for port in ("COM", "LPT") for number in range(10))}


def _read(header: str) -> tuple[str, str]:
    """(ASCII name, UTF-8 name) as two readers understand the header: the mail package, and RFC 8187 by hand."""
    message = Message()
    message["Content-Disposition"] = header
    extended = re.fullmatch(
        r"""attachment; filename="([ -~]*?)"; filename\*=UTF-8''([A-Za-z0-9!#$&+.^_`|~%-]*)""", header
    )
    assert extended, header
    assert message.get_filename() in (extended[1], unquote(extended[2]))
    return extended[1], unquote(extended[2], errors="strict")


@pytest.mark.parametrize(("title", "name"), CLEANED.items(), ids=lambda text: ascii(text[:20]))
def test_a_title_becomes_a_name(title: str, name: str) -> None:
    assert cleaned(title) == name


@given(HOSTILE)
@example("CON\u200b")
@example("字" * 59 + "aa.b")
def test_no_disk_refuses_the_name(title: str) -> None:
    name = cleaned(title)
    assert not set(name) & set('\\/:*?"<>|')
    assert not any(unicodedata.category(character) in ("Cc", "Cf", "Cs", "Zl", "Zp") for character in name)
    assert 0 < len(f"{name}（稿）.docx".encode()) <= 255
    assert name == name.strip(" .")
    assert name.partition(".")[0].strip().upper() not in DEVICES


@given(HOSTILE)
def test_a_clean_name_stays(title: str) -> None:
    assert cleaned(cleaned(title)) == cleaned(title)


@given(HOSTILE)
def test_the_header_is_one_line_and_is_read_back(title: str) -> None:
    name = cleaned(title) + "（稿）.docx"
    assert _read(disposition("work_plan", name)) == ("work_plan.docx", name)


TAKEN = st.text(st.characters(exclude_categories=["Cs", "Cn", "Cc"], exclude_characters="{}"), min_size=1, max_size=200)


@given(title=TAKEN.filter(str.strip), draft=st.booleans())
@example(title="../../CON", draft=True)
@example(title="a\nb", draft=False)
@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_title_is_read_back_from_the_answer(client: FlaskClient, title: str, draft: bool) -> None:
    answer = client.post("/api/v1/documents/work_plan", json=(DRAFT if draft else PLAN) | {"title": title})
    ending = "（稿）.docx" if draft else ".docx"
    assert (answer.status_code, _read(answer.headers["Content-Disposition"])) == (
        200,
        ("work_plan.docx", cleaned(title) + ending),
    )

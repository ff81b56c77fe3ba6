"""The first promise: every character of a payload is printed as its field declares, or the request is refused."""

import re
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.documents import KINDS
from service.documents.kinds import Kind
from service.documents.validation import validate
from service.errors import Rejected, TemplateRejected
from service.generate import House, generate
from service.ooxml.fill import Template
from tests.documents_read import parts, text
from tests.planting import every_shape, leaves, lost, plant, planted, unprinted, with_every_block

EVERY_KIND = pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)


def _lost(kind: Kind, docx: bytes, payload: dict) -> list[str]:
    body = text(docx).replace("\n", "")
    return lost(payload, kind.record, body, body + parts(docx)["docProps/core.xml"].decode())


@EVERY_KIND
def test_every_field_is_printed_as_it_declares(kind: Kind) -> None:
    payload = planted(kind)
    assert _lost(kind, generate(kind.name, payload, House(allow_secrecy=True)).content, payload) == []


@EVERY_KIND
def test_every_field_of_the_record_is_planted(kind: Kind) -> None:
    printed = [leaf.printed for leaf in leaves(planted(kind), kind.record)]
    assert "once" in printed
    assert "" not in printed


# ---- sabotage: whoever takes one tag out of a template is found out --------------------------------------------
_TAG = re.compile(r"\{\{ [^}]*\}\}")


def _tags() -> list[tuple[str, int, str]]:
    return [
        (kind.name, place, tag)
        for kind in KINDS.values()
        for place, tag in enumerate(_TAG.findall(_document(kind.template)))
    ]


def _document(template: Path) -> str:
    with zipfile.ZipFile(template) as archive:
        return archive.read("word/document.xml").decode()


def _without(template: Path, place: int, target: Path) -> Path:
    """A copy of the template that lacks its n-th printing tag."""
    tags = iter(range(10_000))
    xml = _TAG.sub(lambda tag: "" if next(tags) == place else tag[0], _document(template))
    with zipfile.ZipFile(template) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            new.writestr(name, xml.encode() if name == "word/document.xml" else old.read(name))
    return target


@pytest.mark.parametrize(("name", "place", "tag"), _tags())
def test_a_template_without_one_tag_is_found_out(name: str, place: int, tag: str, tmp_path: Path) -> None:
    kind = KINDS[name]
    sabotaged = _without(kind.template, place, tmp_path / "sabotaged.docx")
    try:
        template = Template(sabotaged, kind.fields)
    except TemplateRejected:
        return
    found = [_unprinted(template, with_every_block(_context(kind, payload))) for payload in every_shape(kind)]
    assert any(found), tag


@EVERY_KIND
def test_every_text_of_a_context_is_printed(kind: Kind) -> None:
    template = Template(kind.template, kind.fields)
    for payload in every_shape(kind):
        assert _unprinted(template, with_every_block(_context(kind, payload))) == []


def _context(kind: Kind, payload: dict) -> dict:
    return kind.context(kind.record.model_validate(payload))


def _unprinted(template: Template, context: dict) -> list[str]:
    return unprinted(context, text(template.render(context)).replace("\n", ""))


# ---- arbitrary text -------------------------------------------------------------------------------------------
_ILLEGAL = "".join(map(chr, (0, 1, 7, 8, 11, 12, 13, 14, 31, 0xFFFE, 0xFFFF)))
_ANY_LEGAL = st.text(
    st.characters(min_codepoint=32, exclude_categories=["Cs"], exclude_characters=_ILLEGAL) | st.sampled_from("\n\t"),
    min_size=1,
    max_size=60,
).filter(lambda text: not any(sequence in text for sequence in ("{_{", "}_}", "{_%", "%_}")))


@EVERY_KIND
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_any_legal_text_is_printed_character_for_character(kind: Kind, data: st.DataObject) -> None:
    payload = planted(kind)
    texts = [leaf for leaf in leaves(payload, kind.record) if leaf.printed == "once" and "〖" in str(leaf.value)]
    leaf = data.draw(st.sampled_from(texts))
    value = f"〖{data.draw(_ANY_LEGAL)}〗"
    plant(payload, leaf.path, value)
    if not _takes(kind, payload):  # a name takes one line only
        with pytest.raises(Rejected, match="只能写一行"):
            generate(kind.name, payload, House(allow_secrecy=True))
        return
    words = text(generate(kind.name, payload, House(allow_secrecy=True)).content)
    if leaf.path[-1] == "title":  # broken into lines by us
        words, value = words.replace("\n", ""), value.replace("\n", "")
    assert value in words


def _takes(kind: Kind, payload: dict) -> bool:
    try:
        return bool(validate(kind, payload))
    except Rejected:
        return False


HARD = [
    "R&D",
    "<3个月",
    "{{ 7*7 }}",
    "{% raw %}",
    "</w:t></w:r></w:p>",
    "]]>",
    "<!-- x",
    "&amp; &#65;",
    "👩\u200d👩\u200d👧",
    "𠮷𪛖𫝀𫠠𬺰𰀀",
    "葛\U000e0100",
    "\u3000全角",
    " ",
    "a\tb",
    "第一行\n第二行",
    "\u202e反写",
]


@pytest.mark.parametrize("hard", HARD)
def test_hard_text_stands_literally_in_the_document(hard: str) -> None:
    payload = {
        "organ": "中共X市某局党组",
        "year": 2026,
        "opening": [f"〖{hard}〗"],
        "sections": [{"heading": f"〖{hard}〗", "paragraphs": [f"〖{hard}〗"]}],
    }
    assert text(generate("work_plan", payload).content).count(f"〖{hard}〗") == 3

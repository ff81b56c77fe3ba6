"""What holds for a document as a whole: nothing lost, nothing empty, no face but the stand-ins."""

import re
from collections import Counter

from tests.documents_read import parts, text
from tests.rendering.clauses.register import FACES, SPARE_FACE, Measured, none_of
from tests.rendering.rendered import Rendered


@none_of(
    "–",
    "文字",
    "every character of the file on its pages",
    "characters that the pages show less often than the file holds them",
)
def lost_characters(rendered: Rendered) -> Measured:
    words = Counter(text(rendered.content).replace("— 1 —", ""))
    shown = Counter("".join(page.text for page in rendered.pages))
    yield 1, sum(max(0, times - shown[sign]) for sign, times in words.items() if not sign.isspace())


@none_of("–", "文字", "every text of the payload in one piece, in its order", "texts not found one after the other")
def lost_texts(rendered: Rendered) -> Measured:
    yield 1, len(rendered.lost)


@none_of("–", "空白页", "no empty page", "pages without a line, but for the one before a 版记 on a sheet's back")
def empty_pages(rendered: Rendered) -> Measured:
    for number, page in enumerate(rendered.pages, 1):
        yield number, not page.body and number != rendered.blank_page


@none_of(
    "–",
    "字体",
    "仿宋_GB2312 and 楷体_GB2312, or the system's faces when so asked",
    "families of the other choice in styles.xml",
)
def asked_families(rendered: Rendered) -> Measured:
    families = set(re.findall(r'w:eastAsia="([^"]*[仿楷][^"]*)"', parts(rendered.content)["word/styles.xml"].decode()))
    system = rendered.variant.layout.get("fonts") == "system"
    yield 1, sum(family.endswith("_GB2312") == system for family in families)


@none_of("–", "字体", "no face but the stand-ins", "characters of any other face")
def strange_faces(rendered: Rendered) -> Measured:
    known = (*FACES.values(), SPARE_FACE)
    for number, page in enumerate(rendered.pages, 1):
        yield number, sum(not character.face.startswith(known) for character in page.characters)

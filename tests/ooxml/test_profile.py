"""Looks: every number and face of the standard is replaced, and nothing else is."""

import re

import pytest

from service import gbt9704 as gbt
from service.documents import KINDS
from service.ooxml import package, profile
from service.ooxml.profile import Look

TEMPLATE = package.read(KINDS["work_plan"].template.read_bytes())
PITCH_28 = Look(profile=gbt.PITCH_28)
COMPENSATED = Look(profile=gbt.COMPENSATED)
SYSTEM = Look(fonts=gbt.SYSTEM_FONTS)
PLAIN = Look(plain_landscape_number=True)


def applied(look: Look) -> str:
    parts = profile.apply(TEMPLATE, look)
    return "".join(parts[name].decode() for name in parts if re.match("word/(document|styles|footer)", name))


def numbers(xml: str, pattern: str) -> set[str]:
    return set(re.findall(pattern, xml))


def test_the_standard_is_the_template_as_it_is() -> None:
    assert profile.apply(TEMPLATE, Look()) == TEMPLATE


@pytest.mark.parametrize("look", [PITCH_28, COMPENSATED], ids=["pitch_28", "compensated"])
def test_every_pitch_and_margin_is_the_profile_s(look: Look) -> None:
    xml = applied(look)
    assert 'w:line="579"' not in xml
    assert f'w:line="{look.profile.line}"' in xml
    upright = {(str(look.profile.top), "1474", str(look.profile.bottom), "1588")}
    turned = {("1588", str(look.profile.top), "1474", str(look.profile.bottom))}
    margins = numbers(xml, r'w:top="(\d+)" w:right="(\d+)" w:bottom="(\d+)" w:left="(\d+)" w:header')
    assert margins == upright | turned


def test_the_grid_follows_the_pitch_or_is_not_there() -> None:
    assert numbers(applied(COMPENSATED), r'linePitch="(\d+)"') == {"592"}
    assert "docGrid" not in applied(PITCH_28)


@pytest.mark.parametrize("look", [Look(), PITCH_28, COMPENSATED], ids=["standard", "pitch_28", "compensated"])
def test_the_footer_of_an_upright_page_fills_the_room_under_the_text(look: Look) -> None:
    """Else the page number moves, and a section that begins on an even page too."""
    styles = profile.apply(TEMPLATE, look)["word/styles.xml"].decode()
    (before,) = numbers(styles, r'w:before="(\d+)" w:after="0" w:line="280"')
    assert gbt.FOOTER_DISTANCE + int(before) + gbt.NUMBER_LINE == look.profile.bottom


@pytest.mark.parametrize("look", [Look(), PITCH_28, COMPENSATED], ids=["standard", "pitch_28", "compensated"])
def test_a_full_page_has_room_for_a_hidden_line(look: Look) -> None:
    assert gbt.LINES_PER_PAGE * look.profile.line + gbt.HIDDEN_LINE <= look.profile.type_height
    assert (gbt.LINES_PER_PAGE + 1) * look.profile.line > look.profile.type_height


def test_system_faces_replace_the_add_on_ones() -> None:
    faces = numbers(applied(SYSTEM), r'w:eastAsia="([^"]*?)"') - {"zh-CN"}
    assert faces == {"仿宋", "楷体", "黑体", "宋体", "方正小标宋简体"}


def test_a_plain_number_stands_in_the_one_paragraph_of_its_footer() -> None:
    parts = profile.apply(TEMPLATE, PLAIN)
    footers = [parts[name].decode() for name in parts if name.startswith("word/footer")]
    assert not any("w:tbl" in footer for footer in footers)
    assert all(footer.count("<w:p>") == 1 for footer in footers)
    plain = [footer for footer in footers if 'w:before="279"' in footer]
    assert sorted(numbers("".join(plain), r'<w:jc w:val="(\w+)"')) == ["left", "right"]
    assert all("PAGE" in footer for footer in plain)

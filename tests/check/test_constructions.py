"""Equivalent constructs are all good; the element is found whatever it is made of."""

import pytest

from service.check.checking import check
from service.check.elements import Kind, Role
from service.check.recognise import recognise
from service.ooxml import package
from service.ooxml.read.document import read
from tests.check import tiny as t
from tests.check import word_user, wps_user
from tests.check.constructions import CONFORMANT, through_office
from tests.check.tiny import parts
from tests.rendering.matrix import Job, document
from tests.rendering.variants import VARIANTS


def rules(made: dict[str, bytes], profile: str | None = None) -> set[str]:
    return {finding.rule for finding in check(made, profile)}


def test_styles_lists_text_box_drawn_line_and_frame_are_good() -> None:
    assert check(wps_user.notice()) == []


@pytest.mark.parametrize(("line", "profile"), [(579, None), (578, "standard"), (560, None), (560, "pitch_28")])
def test_a_pitch_within_its_profile_is_good(line: int, profile: str | None) -> None:
    draft = word_user.Draft(grid="lines", tracking=-5, line=line)
    draft.title("某市某局学习计划")
    draft.text()
    draft.numbers()
    assert rules(package.read(draft.save()), profile) == set()


@pytest.mark.parametrize("line", [560, 580, 600])
def test_a_pitch_outside_its_profile_is_not(line: int) -> None:
    draft = word_user.Draft(grid="lines", tracking=-5, line=line)
    draft.title("某市某局学习计划")
    draft.text()
    assert "PG-05" in rules(package.read(draft.save()), "standard")


@pytest.mark.parametrize("face", ["仿宋", "仿宋_GB2312", "FangSong", "FangSong_GB2312", "方正仿宋_GBK", "方正仿宋简体"])
def test_names_of_one_face_are_good(face: str) -> None:
    assert "FT-01" not in rules(parts(t.title(), t.BLANK, t.text(face=face)))


@pytest.mark.parametrize("face", ["华文仿宋", "宋体", "微软雅黑"])
def test_other_faces_are_not(face: str) -> None:
    assert "FT-01" in rules(parts(t.title(), t.BLANK, t.text(face=face)))


@pytest.mark.parametrize(
    "indent",
    ['w:firstLine="630"', 'w:firstLine="640"', 'w:firstLineChars="200"', 'w:firstLineChars="200" w:firstLine="0"'],
)
def test_forms_of_the_indent_are_good(indent: str) -> None:
    assert "BD-03" not in rules(parts(t.title(), t.BLANK, t.text(indent=indent)))


# ---- kinds ----------------------------------------------------------------------------------------------------
_PLAIN = t.title() + t.BLANK + t.text()
_NOTICE = t.head() + t.title("某局关于学习的通知") + t.BLANK + t.text()


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (_PLAIN, Kind.PLAIN),
        (_NOTICE, Kind.ISSUED),
        (t.head(t.mark("某市某局会议纪要"), t.number("第3期")) + t.title("会议纪要") + t.text(), Kind.MINUTES),
        (t.title("某局会议纪要") + t.BLANK + t.text(), Kind.MINUTES),
        (t.line(t.run("附件2", t.HEI)) + t.BLANK + t.title("安排表") + t.table(), Kind.ATTACHMENT),
        (t.head(t.mark("某市人民政府令"), t.line(t.run("第12号"), align="center")) + t.text(), Kind.ORDER),
        (t.text() * 3, Kind.FOREIGN),
    ],
)
def test_the_kind_of_a_document(body: str, kind: Kind) -> None:
    assert recognise(read(parts(body))).kind is kind


def test_a_plan_without_a_head_is_not_blamed_for_lacking_one() -> None:
    assert rules(parts(_PLAIN, t.SIGNED)) == set()


def test_date_under_the_title_is_no_text() -> None:
    made = parts(t.title(), t.line(t.run("（2026年3月5日）", t.KAI), align="center"), t.BLANK, t.text())
    assert rules(made) == set()


@pytest.mark.parametrize(
    ("name", "role", "text"),
    [
        ("own-notice", Role.COPY_NUMBER, "000012"),
        ("own-notice", Role.URGENCY, "特急"),
        ("own-notice", Role.MARK, "中共某市某局党组文件"),
        ("own-notice", Role.ADDRESSEE, "局机关各科室："),
        ("own-notice", Role.DATE, "2026年3月5日"),
        ("own-notice", Role.NOTE, "（此件公开发布）"),
        ("own-minutes", Role.SECRECY, "机密★1年"),
        ("word-notice", Role.NUMBER, "某局发〔2026〕3号"),
        ("word-notice", Role.ATTACHMENT_NOTE, "附件：学习书目"),
        ("word-notice", Role.SIGNATURE, "某市某局"),
        ("word-notice", Role.ATTACHMENT_LABEL, "附件"),
        ("word-notice", Role.ATTACHMENT_TITLE, "学习书目"),
        ("office-notice", Role.TITLE, "某市某局关于开展"),
    ],
)
def test_an_element_is_recognised(name: str, role: Role, text: str) -> None:
    found = recognise(read(package.read(CONFORMANT[name]())))
    assert text in [line.text for line in found.of(role)]


def test_run_in_headings_end_with_their_sentence() -> None:
    body = t.line(t.run("（一）加强领导。", t.KAI) + t.run("各科室要抓好落实。"), indent=t.FIRST)
    (line,) = recognise(read(parts(_PLAIN, body))).of(Role.HEADING)
    assert (line.level, line.alone, line.lead) == (2, False, "（一）加强领导。")


@pytest.mark.long
@pytest.mark.parametrize(
    ("name", "asked"),
    [
        ("head-five-signers", {"HD-09"}),
        ("head-joint-three", {"HD-09", "IM-04"}),
        ("minutes-everyone", set()),
        ("attachments-wrapping", set()),
        ("sealed-joint-two", set()),
        ("compensated", {"HD-09"}),
        ("schedule-long-cells", set()),
        ("levels-run-in", set()),
    ],
)
def test_our_own_through_libreoffice_have_no_finding(name: str, asked: set[str]) -> None:
    assert rules(package.read(through_office(document(Job(VARIANTS[name]))))) <= asked

"""For every rule of the register the smallest good and the smallest bad document."""

from tests.check import tiny as t
from tests.check.tiny import parts

Parts = dict[str, bytes]
PLAIN = t.title() + t.BLANK + t.text()
RED = t.head() + t.title("某市某局关于开展学习的通知") + t.BLANK + t.text()


def _spaced(line: int) -> str:
    return f'<w:spacing w:line="{line}" w:lineRule="exact"/>'


def _grid(space: int) -> str:
    return f'<w:docGrid w:type="linesAndChars" w:linePitch="579" w:charSpace="{space}"/>'


def _headed() -> str:
    reference = '<w:headerReference w:type="default" r:id="hdr"/>'
    return t.section().replace("<w:sectPr>", f"<w:sectPr>{reference}")


def _heading(words: str, face: str) -> str:
    return t.text(words, face)


def _labelled(*labels: tuple[str, str]) -> str:
    lines = "".join(t.line(t.run(words, face)) for words, face in labels)
    return lines + t.head(t.mark(before=1914 - 579 * len(labels))) + t.title("某局关于学习的通知") + t.BLANK + t.text()


def _upward(face: str, *, apart: bool = False) -> str:
    rule = '<w:pBdr><w:bottom w:val="single" w:sz="8" w:space="9" w:color="FF0000"/></w:pBdr>'
    signers = t.run("签发人：") + t.run("甲某", face)
    if apart:
        typed = t.line(t.run("某局发〔2026〕3号")) + t.line(signers, before=rule)
    else:
        typed = t.line(t.run("　某局发〔2026〕3号　　　　　　") + signers, before=rule)
    return t.mark() + t.BLANK * 2 + typed + t.BLANK * 2 + t.title("某局关于学习的报告") + t.BLANK + t.text()


def _addressed(words: str, indent: str = "") -> str:
    return t.title("某局关于学习的通知") + t.BLANK + t.line(t.run(words), indent=indent) + t.text()


def _noted(*names: str, indent: str = t.FIRST, lines: int = 1) -> str:
    rest = "".join(t.line(t.run(name), indent='w:left="1920" w:hanging="320"') for name in names[1:])
    return PLAIN + t.BLANK * lines + t.line(t.run(names[0]), indent=indent) + rest + t.SIGNED


_LONG = "附件：某市某局党组理论学习中心组年度学习计划安排表和学习材料领取办法以及报名表"


def _attended(face: str, indent: str = 'w:left="1600" w:hanging="960"') -> str:
    entry = t.line(t.run("出席：", face) + t.run("甲某、乙某、丙某"), indent=indent)
    return t.title("某局会议纪要") + t.BLANK + t.text("应到5人，实到4人，请假1人。") + t.BLANK + entry


def _wide(page: dict[str, int]) -> str:
    return t.ended(t.section()) + t.line(t.run("附件", t.HEI)) + t.BLANK + t.title("安排表") + t.BLANK + t.table(4)


SAMPLES: dict[str, tuple[Parts, Parts]] = {
    "PG-01": (parts(PLAIN), parts(PLAIN, sections=t.section(w=12240, h=15840))),
    "PG-02": (parts(PLAIN), parts(PLAIN, sections=t.section(top=1440))),
    "PG-03": (parts(PLAIN), parts(PLAIN, sections=t.section(left=1800))),
    "PG-04": (parts(PLAIN), parts(PLAIN, sections=t.section(bottom=1440))),
    "PG-05": (parts(PLAIN), parts(t.title(), t.BLANK, t.text(spacing=_spaced(600)))),
    "PG-06": (parts(PLAIN), parts(t.title(), t.BLANK, t.line(t.run("各科室要组织学习。", extra='<w:spacing w:val="40"/>'), indent=t.FIRST))),
    "PG-07": (parts(PLAIN, sections=t.section(extra=_grid(-849))), parts(PLAIN, sections=t.section(extra=_grid(6000)))),
    "PG-08": (parts(PLAIN), parts(t.title(), t.BLANK, t.line(t.run("各科室要组织学习。", extra='<w:color w:val="0000FF"/>'), indent=t.FIRST))),
    "PG-09": (parts(PLAIN, t.ended(t.section()), PLAIN), parts(PLAIN, t.ended(t.section(top=2120)), PLAIN)),
    "PG-11": (parts(PLAIN), parts(PLAIN, sections=t.section(extra='<w:cols w:num="2"/>'))),
    "PG-12": (parts(PLAIN), parts(PLAIN, sections=_headed(), hdr=t.line(t.run("某市某局")))),
    "FT-01": (parts(PLAIN), parts(t.title(), t.BLANK, t.text(face="宋体"))),
    "FT-02": (parts(PLAIN), parts(t.title(face="宋体"), t.BLANK, t.text())),
    "FT-03": (parts(PLAIN, _heading("一、要求", t.HEI)), parts(PLAIN, _heading("一、要求", t.BODY))),
    "FT-05": (parts(PLAIN, t.text("由堃某负责。", "仿宋")), parts(PLAIN, t.text("由堃某负责。"))),
    "FT-06": (parts(PLAIN), parts(t.title(), t.BLANK, t.text(face=""))),
    "HD-01": (parts(RED), parts(t.head(t.mark(before=1000)), t.title("某局关于学习的通知"), t.BLANK, t.text())),
    "HD-02": (parts(RED), parts(t.head(t.mark(align="left")), t.title("某局关于学习的通知"), t.BLANK, t.text())),
    "HD-03": (parts(RED), parts(t.head(numbered=t.number("某局发[2026]03号")), t.title("某局关于学习的通知"), t.BLANK, t.text())),
    "HD-04": (parts(RED), parts(t.head(lines=1), t.title("某局关于学习的通知"), t.BLANK, t.text())),
    "HD-05": (parts(RED), parts(t.head(numbered=t.number(colour="000000")), t.title("某局关于学习的通知"), t.BLANK, t.text())),
    "HD-06": (parts(_upward(t.KAI)), parts(_upward(t.BODY))),
    "HD-07": (parts(_labelled(("000001", t.BODY), ("特急", t.HEI))), parts(_labelled(("0001", t.BODY), ("特急", t.BODY)))),
    "HD-08": (parts(PLAIN), parts(t.title(extra='<w:color w:val="FF0000"/>'), t.BLANK, t.text())),
    "HD-09": (parts(RED), parts(t.head(), PLAIN)),
    "HD-10": (parts(RED, t.SEALED), parts(RED, t.signed("某市某局", "2025年3月5日", 5, 4, lines=2))),
    "HD-11": (parts(_upward(t.KAI)), parts(t.head(), t.title("某局关于学习情况的报告"), t.BLANK, t.text())),
    "TI-01": (parts(RED), parts(t.head(under=4), t.title("某局关于学习的通知"), t.BLANK, t.text())),
    "TI-02": (parts(PLAIN), parts(t.title("某市某局党组关于开展年度理论学习和业务培训的工作计划"), t.BLANK, t.text())),
    "TI-03": (parts(t.title("某市某局党组理论\n学习计划"), t.BLANK, t.text()), parts(t.title("某市某局党组\n的学习的计划"), t.BLANK, t.text())),
    "TI-04": (parts(t.title("某市某局党组\n2026年度学习计划"), t.BLANK, t.text()), parts(t.title("关于印发某市某局党组学习计划\n的通知"), t.BLANK, t.text())),
    "TI-05": (parts(PLAIN), parts(t.title("某局学习计划。"), t.BLANK, t.text())),
    "TI-06": (parts(PLAIN), parts(t.title(), t.text())),
    "BD-01": (parts(_addressed("各科室、局属各单位：")), parts(_addressed("各科室、局属各单位：", t.FIRST))),
    "BD-03": (parts(PLAIN), parts(t.title(), t.BLANK, t.text(indent='w:firstLine="320"'))),
    "BD-04": (parts(PLAIN, _heading("一、甲", t.HEI), _heading("二、乙", t.HEI)), parts(PLAIN, _heading("一、甲", t.HEI), _heading("三、乙", t.HEI))),
    "BD-05": (parts(PLAIN, _heading("（一）甲", t.KAI)), parts(PLAIN, _heading("（一）、甲", t.KAI))),
    "BD-06": (parts(PLAIN, t.text("见 https://example.com/a,b 与 3:0。")), parts(PLAIN, t.text("认真学习,抓好落实。"))),
    "BD-07": (parts(PLAIN, t.text("依据某发〔2025〕8号文件。")), parts(PLAIN, t.text("依据某发[2025]8号文件。"))),
    "BD-08": (parts(PLAIN, t.text("自2026年3月5日起施行。")), parts(PLAIN, t.text("自2026年03月05日起施行。"))),
    "BD-09": (parts(PLAIN), parts(PLAIN, t.text("由{{ organ }}负责。"))),
    "BD-10": (parts(PLAIN, t.text()), parts(PLAIN, t.BLANK, t.text())),
    "BD-11": (parts(PLAIN), parts(PLAIN, t.text("（此页无正文）"))),
    "AT-01": (parts(_noted("附件：学习书目")), parts(_noted("附件：学习书目", lines=0))),
    "AT-02": (parts(_noted("附件：1.学习书目", "2.报名表")), parts(_noted("附件：1.学习书目；", "2、报名表"))),
    "AT-03": (parts(_noted(_LONG, indent='w:left="1600" w:hanging="960"')), parts(_noted(_LONG))),
    "AT-04": (parts(_noted("附件：学习书目"), t.attached()), parts(_noted("附件：学习书目"), t.attached(name="学习目录"))),
    "AT-05": (parts(_noted("附件：学习书目"), t.attached()), parts(_noted("附件：学习书目"), t.attached(start=t.BLANK * 3))),
    "AT-06": (parts(_noted("附件：学习书目"), t.attached()), parts(_noted("附件：学习书目"), t.attached("附件1"))),
    "AT-07": (parts(PLAIN, t.attached(), t.imprint()), parts(PLAIN, t.imprint(), t.attached())),
    "SG-01": (parts(PLAIN, t.SIGNED), parts(PLAIN, t.signed("中共某市某局党组", "2026年03月05日", 2, 2))),
    "SG-02": (parts(PLAIN, t.SEALED), parts(PLAIN, t.signed("中共某市某局党组", "2026年3月5日", 0, 0))),
    "SG-03": (parts(PLAIN, t.SEALED), parts(PLAIN, t.signed("某市某局", "2026年3月5日", 7, 4, 2))),
    "SG-05": (parts(PLAIN, t.SIGNED), parts(PLAIN, t.signed("中共某市某局党组", "2026年3月5日", 2, 2, 3))),
    "PN-01": (parts(PLAIN), parts(PLAIN, odd=t.footer("right", align="center"))),
    "PN-02": (parts(PLAIN), parts(PLAIN, odd=t.footer("right", dashes="-"))),
    "PN-03": (parts(PLAIN), parts(PLAIN, sections=t.section(footer=992))),
    "PN-04": (parts(PLAIN, t.ended(t.section()), PLAIN), parts(PLAIN, t.ended(t.section()), PLAIN, sections=t.section(extra='<w:pgNumType w:start="1"/>'))),
    "PN-05": (parts(_wide(t.LANDSCAPE), sections=t.section(t.LANDSCAPE)), parts(t.table(4), sections=t.section(t.LANDSCAPE, numbered=False))),
    "IM-01": (parts(RED, t.imprint()), parts(RED, t.imprint(edges={"top": 8}))),
    "IM-02": (parts(RED, t.imprint()), parts(RED, t.imprint(copies="抄送：某市委办公室"))),
    "IM-03": (parts(RED, t.imprint()), parts(RED, t.imprint(), t.text("补充一句。"))),
    "IM-04": (parts(RED, t.imprint()), parts(RED)),
    "IM-05": (parts(RED, t.SEALED, t.imprint()), parts(RED, t.SEALED, t.imprint(printed="2026年3月1日印发"))),
    "TB-01": (parts(_wide(t.LANDSCAPE), sections=t.section(t.LANDSCAPE)), parts(_wide(t.LANDSCAPE), sections=t.section(t.LANDSCAPE, top=2098))),
    "TB-02": (parts(PLAIN, t.table()), parts(PLAIN, t.table(header=False, whole=False))),
    "MI-01": (parts(_attended(t.HEI)), parts(_attended(t.BODY))),
}  # fmt: skip

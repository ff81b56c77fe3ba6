"""The variants whose pages are measured: every element alone and with others, at its smallest and at its largest."""

from dataclasses import dataclass
from typing import Any

from tests.rendering.invented import (
    ORGAN,
    Payload,
    columns,
    everyone,
    few_columns,
    filled,
    four_levels,
    imprint,
    letterhead,
    listed,
    minutes,
    people,
    plan,
    row,
    rows,
    sample,
    schedule,
    section,
    session,
    signature,
    sweep,
    text,
    texts,
)


@dataclass(frozen=True)
class Variant:
    """A payload of a kind, under a name that says what it is there for."""

    name: str
    kind: str
    payload: Payload

    @property
    def layout(self) -> dict[str, Any]:
        """The choices of its layout, empty when it is the default one."""
        return self.payload.get("layout", {})


_LONG_ORGAN = "中共某市某局直属事业单位和驻外办事机构联合党组理论学习与干部教育培训工作领导小组办公室及其所属各专项工作组秘书处协调联络组"
_ORGANS = tuple(f"某市{name}" for name in ("某局", "某委员会", "某办公室", "某中心", "某厅驻某市办事处", "某院", "某会", "某署", "某馆", "某所", "某队", "某处"))  # fmt: skip
_RED = letterhead()
_SIGNED = signature()
_FOOT = imprint()
_SECRET = {"level": "机密", "period": "1年"}
_EVERY_COLUMN = ("index", "period", "topic", "contents", "form", "place", "chair", "leads", "speakers", "departments", "note")  # fmt: skip
_PLACED = {"place": "机关三楼会议室", "chair": "甲某", "leads": [{"name": "乙某"}, {"name": "丙某", "post": "副局长"}]}
_WIDE = {"orientation": "landscape", "rows": rows(6)}
_ALL_LABELS = {"copy_number": "000012", "secrecy": _SECRET, "urgency": "特急"}

_PLANS: dict[str, Payload] = {
    "plan-sample": sample("work_plan"),
    "plan-one-line": plan(opening=["请照办。"], sections=[{"paragraphs": ["即日起执行。"]}]),
    "plan-forty-pages": plan(sections=[section(f"第{n}部分", *four_levels(n % 2 == 0)[0]["sections"], paragraphs=16) for n in range(1, 11)], signature=_SIGNED),
    "title-one-line": plan(title="学习工作计划", signature=_SIGNED),
    "title-two-lines": plan(title="中共某市某局党组关于开展年度理论学习的工作计划", letterhead=_RED, signature=_SIGNED),
    "title-three-lines": plan(title="中共某市某局党组关于深入开展全市系统党员干部年度理论学习教育和业务能力提升专项行动的工作计划", letterhead=_RED),
    "title-four-lines": plan(title="中共某市某局党组关于在全市系统深入开展党员干部年度理论学习教育、业务能力提升行动和基层联系点集中调研活动的工作计划", letterhead=_RED),
    "title-five-lines": plan(title="中共某市某局党组关于在全市系统深入开展党员干部年度理论学习教育、业务能力提升专项行动和基层联系点集中调研走访活动有关事项安排的工作计划", letterhead=_RED),
    "addressee-one": plan(addressee=["局机关各科室"], letterhead=_RED, signature=_SIGNED),
    "addressee-many": plan(addressee=[f"某市某局{name}服务中心" for name in "东西南北中上下左右"], letterhead=_RED, signature=_SIGNED),
    "levels-alone": plan(sections=four_levels(False), signature=_SIGNED),
    "levels-run-in": plan(sections=four_levels(True), signature=_SIGNED),
    "levels-numbered-text": plan(sections=[{"paragraphs": texts(2, 80)}, {"heading": "其他事项", "sections": [{"paragraphs": texts(1, 60)}] * 3}]),
}  # fmt: skip

_ATTACHED: dict[str, Payload] = {
    "attachment-one-text": plan(attachments=[listed(1, "学习书目", 3)], signature=_SIGNED),
    "attachment-one-wrapping": plan(attachments=[listed(1, "中共某市某局党组年度理论学习重点篇目和参考读物目录以及领取办法说明", 2)], signature=_SIGNED),
    "attachments-six": plan(attachments=[listed(n, f"第{n}类学习材料目录") for n in range(1, 7)], signature=_SIGNED, imprint=_FOOT),
    "attachments-wrapping": plan(attachments=[listed(n, f"中共某市某局党组年度理论学习第{n}批重点篇目和参考读物目录以及领取办法") for n in range(1, 4)], signature=_SIGNED),
    "attachments-twelve": plan(attachments=[listed(n, f"中共某市某局党组年度理论学习第{n}批重点篇目和参考读物目录以及领取办法") for n in range(1, 13)]),
    "attachment-schedule-only": plan(schedule=_WIDE, signature=_SIGNED, imprint=_FOOT),
    "attachment-schedule-portrait": plan(schedule=few_columns(30), signature=_SIGNED, imprint=_FOOT),
    "attachments-both": plan(schedule=_WIDE, attachments=[listed(1, "学习书目", 2)], signature=_SIGNED, imprint=_FOOT),
    "attachments-turning": plan(schedule=_WIDE, attachments=[listed(1, "学习书目", 4), listed(2, "补充安排表", table=_WIDE)], signature=_SIGNED),
    "attachments-two-tables": plan(attachments=[listed(1, "上半年安排表", table=few_columns(8)), listed(2, "下半年安排表", table=_WIDE), listed(3, "说明")], imprint=_FOOT),
}  # fmt: skip

_SIGNATURES: dict[str, Payload] = {
    "sealed": plan(signature=signature(seal="sealed")),
    "unsealed": plan(signature=signature()),
    "sealed-joint-two": plan(signature=signature("中共某市某局党组", "中共某市某委员会党组", seal="sealed")),
    "sealed-joint-five": plan(signature=signature(*_ORGANS[:5], seal="sealed")),
    "unsealed-joint-three": plan(signature=signature(*_ORGANS[:3])),
    "sealed-short-organ": plan(signature=signature("某局", seal="sealed", day="2026-12-28")),
    "unsealed-short-organ": plan(signature=signature("某局", day="2026-12-28")),
    "unsealed-equal-organ": plan(signature=signature("中共某局党组")),
    "sealed-long-organ": plan(signature=signature(_LONG_ORGAN[:24], seal="sealed")),
    "sealed-sixty-characters": plan(signature=signature(_LONG_ORGAN, seal="sealed")),
    "unsealed-sixty-characters": plan(signature=signature(_LONG_ORGAN)),
    "sealed-draft": plan(letterhead=letterhead(number=None), signature=signature(day=None, seal="sealed"), imprint=imprint(day=None)),
    "unsealed-draft": plan(signature=signature(day=None)),
    "note-sealed": plan(signature=signature(seal="sealed"), note="此件公开发布"),
    "note-long": plan(signature=_SIGNED, note="联系人：甲某，联系电话：（0000）0000000；未尽事宜由机关党办负责解释，并于每季度末汇总通报"),
    "note-unsigned": plan(note="此件发至科级", letterhead=_RED),
}  # fmt: skip

_HEADS: dict[str, Payload] = {
    "head-one": plan(letterhead=_RED, signature=_SIGNED, imprint=_FOOT),
    "head-name-alone": plan(letterhead=letterhead("某市某局", suffix="令"), signature=_SIGNED),
    "head-long-organ": plan(letterhead=letterhead("中共某市某局直属事业单位和驻外办事机构联合党组"), signature=_SIGNED),
    "head-joint-two": plan(letterhead=letterhead(*_ORGANS[:2]), signature=signature(*_ORGANS[:2], seal="sealed")),
    "head-joint-three": plan(letterhead=letterhead(*_ORGANS[:3]), signature=signature(*_ORGANS[:3], seal="sealed")),
    "head-joint-twelve": plan(letterhead=letterhead(*_ORGANS), signature=_SIGNED, imprint=_FOOT),
    "head-copy-number": plan(letterhead=letterhead(copy_number="000001"), signature=_SIGNED),
    "head-secrecy": plan(letterhead=letterhead(secrecy=_SECRET), signature=_SIGNED),
    "head-urgency": plan(letterhead=letterhead(urgency="加急"), signature=_SIGNED),
    "head-every-label": plan(letterhead=letterhead(**_ALL_LABELS), signature=_SIGNED, imprint=_FOOT),
    "head-open-number": plan(letterhead=letterhead(number=None), signature=_SIGNED),
    "head-unnumbered": plan(letterhead={"organs": [ORGAN]}, signature=_SIGNED),
    "head-one-signer": plan(letterhead=letterhead(signers=1), addressee=["某市委"], signature=_SIGNED),
    "head-two-signers": plan(letterhead=letterhead(signers=2), signature=_SIGNED),
    "head-three-signers": plan(letterhead=letterhead(*_ORGANS[:3], signers=3), signature=_SIGNED),
    "head-five-signers": plan(letterhead=letterhead(signers=5, **_ALL_LABELS), signature=_SIGNED, imprint=_FOOT),
    "head-joint-every-label": plan(letterhead=letterhead(*_ORGANS[:2], signers=2, **_ALL_LABELS), signature=_SIGNED),
}  # fmt: skip

_IMPRINTS: dict[str, Payload] = {
    **{f"imprint-{copies}-copies": plan(letterhead=_RED, signature=_SIGNED, imprint=imprint(copies)) for copies in (0, 1, 3, 5, 8, 12)},
    "imprint-after-text-attachment": plan(letterhead=_RED, attachments=[listed(1, "学习书目", 2)], imprint=_FOOT),
    "imprint-after-portrait-table": plan(schedule=few_columns(5), imprint=_FOOT),
    "imprint-after-full-page": plan(schedule=few_columns(24), imprint=imprint(8)),
    "imprint-unsigned": plan(imprint=_FOOT),
    "imprint-long-issuer": plan(imprint={**imprint(2), "issuer": _LONG_ORGAN[:34]}),
    "imprint-latin": plan(letterhead=_RED, imprint={**imprint(2), "copies_to": [f"X市{name}" for name in ["甲局", "乙局", "丙委员会", "丁办公室", "某县（区）党委", "某厅驻X市办事处", "某院", "某会", "某馆"]]}),
}  # fmt: skip

_SWEEP: dict[str, Payload] = {
    **{f"sweep-sealed-{lines}": sweep(lines, signature=signature(seal="sealed"), imprint=_FOOT) for lines in range(8, 20)},
    **{f"sweep-unsealed-{lines}": sweep(lines, letterhead=_RED, signature=_SIGNED, note="此件公开发布") for lines in range(4, 14, 2)},
    **{f"sweep-copies-{lines}": sweep(lines, signature=_SIGNED, imprint=imprint(8)) for lines in (10, 12, 14, 16)},
}  # fmt: skip

_SCHEDULES: dict[str, Payload] = {
    "schedule-sample": sample("schedule"),
    "schedule-portrait": schedule(few_columns(12)),
    "schedule-portrait-long": schedule(few_columns(60)),
    "schedule-one-row": schedule({"rows": rows(1)}),
    "schedule-empty": schedule({"rows": []}),
    "schedule-empty-portrait": schedule({"orientation": "portrait", "columns": columns("index", "topic"), "rows": []}),
    "schedule-two-hundred-rows": schedule({"rows": rows(200)}),
    "schedule-long-cells": schedule({"rows": [row(n, contents=texts(3, 60), topic=text(70, n)) for n in range(1, 8)]}),
    "schedule-longest-cell": schedule({"rows": [row(1), row(2, note=filled(700)), row(3)]}),
    "schedule-every-column": schedule({"columns": columns(*_EVERY_COLUMN), "rows": rows(12, **_PLACED)}),
    "schedule-three-columns": schedule({"columns": columns("period", "topic", "form"), "rows": [{**entry, "contents": []} for entry in few_columns(4)["rows"]]}),
}  # fmt: skip

_MINUTES: dict[str, Payload] = {
    "minutes-sample": sample("minutes"),
    "minutes-short": minutes(),
    "minutes-short-mark": minutes(letterhead={"organs": ["某局"], "suffix": "纪要"}),
    "minutes-long-mark": minutes(letterhead={"organs": ["中共某市某局直属事业单位联合党组理论学习中心组"]}),
    "minutes-numbered": minutes(letterhead=letterhead(**_ALL_LABELS), signature=_SIGNED, imprint=_FOOT),
    "minutes-everyone": minutes(everyone(), imprint=imprint(5)),
    "minutes-few": minutes(session(2, observers=people(1, "某局办公室", 5))),
    "minutes-attached": minutes(session(6, 4), attachments=[listed(1, "任务清单"), listed(2, "分工表", table=_WIDE)], imprint=_FOOT),
    **{f"minutes-boundary-{length}": minutes(session(9, 1, conclusions=[filled(28 * length, 1)]), imprint=_FOOT) for length in (3, 5, 7)},
}  # fmt: skip

_SUMMARIES: dict[str, Payload] = {
    "summary-sample": sample("annual_summary"),
    "summary-upward": sample("annual_summary", letterhead=letterhead(signers=1), addressee=["中共某市委"], imprint=imprint(1), note="联系人：甲某"),
    "summary-attached": sample("annual_summary", attachments=[listed(1, "学习成果目录")], imprint=_FOOT),
}  # fmt: skip

_LAID_OUT: dict[str, Payload] = {
    "compensated": plan(sections=four_levels(True), letterhead=_RED, signature=signature(seal="sealed"), imprint=_FOOT, layout={"profile": "compensated"}),
    "compensated-bare": plan(sections=four_levels(False), schedule=_WIDE, signature=_SIGNED, layout={"profile": "compensated"}),
    "compensated-system-preprinted": plan(letterhead=_RED, imprint=_FOOT, layout={"profile": "compensated", "fonts": "system", "head": "preprinted", "preprinted_mm": 130}),
    "pitch-28": plan(sections=four_levels(False), letterhead=_RED, signature=_SIGNED, imprint=_FOOT, layout={"profile": "pitch_28"}),
    "pitch-28-attached": plan(attachments=[listed(1, "学习书目", 3), listed(2, "安排表", table=_WIDE)], signature=_SIGNED, imprint=_FOOT, layout={"profile": "pitch_28", "fonts": "system"}),
    "system-fonts": plan(sections=four_levels(True), letterhead=_RED, signature=_SIGNED, layout={"fonts": "system"}),
    "preprinted": plan(letterhead=_RED, signature=_SIGNED, layout={"head": "preprinted"}),
    "preprinted-given": plan(letterhead=letterhead(**_ALL_LABELS), signature=_SIGNED, layout={"head": "preprinted", "preprinted_mm": 120}),
    "preprinted-signers": plan(letterhead=letterhead(signers=3), signature=_SIGNED, layout={"head": "preprinted", "preprinted_mm": 140}),
    "preprinted-joint": plan(letterhead=letterhead(*_ORGANS[:2]), signature=signature(*_ORGANS[:2]), layout={"head": "preprinted"}),
    "duplex-one-page": plan(letterhead=_RED, signature=_SIGNED, imprint=_FOOT, opening=["请照办。"], sections=[{"paragraphs": ["即日起执行。"]}], layout={"duplex": True}),
    "duplex-three-pages": sweep(40, signature=_SIGNED, imprint=_FOOT, layout={"duplex": True}),
    "duplex-even": sweep(24, signature=_SIGNED, imprint=_FOOT, layout={"duplex": True}),
    "duplex-blank": sweep(33, signature=_SIGNED, imprint=imprint(8), layout={"duplex": True}),
    "duplex-after-table": plan(schedule=_WIDE, signature=_SIGNED, imprint=_FOOT, layout={"duplex": True}),
    "plain-landscape-number": plan(schedule=_WIDE, attachments=[listed(1, "学习书目", 2)], signature=_SIGNED, imprint=_FOOT, layout={"landscape_number": "plain"}),
    "everything-laid-out": plan(schedule={"orientation": "landscape", "rows": rows(14)}, letterhead=letterhead(**_ALL_LABELS), signature=signature(seal="sealed"), note="此件公开发布", imprint=imprint(5), layout={"profile": "compensated", "fonts": "system", "head": "preprinted", "duplex": True, "landscape_number": "plain"}),
}  # fmt: skip
_OTHERS_LAID_OUT: dict[str, tuple[str, Payload]] = {
    "schedule-plain-number": ("schedule", schedule(_WIDE, layout={"landscape_number": "plain"})),
    "schedule-compensated": ("schedule", schedule({"orientation": "landscape", "rows": rows(20)}, layout={"profile": "compensated"})),
    "schedule-pitch-28": ("schedule", schedule(few_columns(30), layout={"profile": "pitch_28", "fonts": "system"})),
    "minutes-preprinted": ("minutes", minutes(imprint=_FOOT, layout={"head": "preprinted"})),
    "minutes-compensated": ("minutes", minutes(everyone(), imprint=_FOOT, layout={"profile": "compensated"})),
    "minutes-pitch-28": ("minutes", minutes(letterhead=letterhead(), imprint=_FOOT, layout={"profile": "pitch_28", "duplex": True})),
    "summary-laid-out": ("annual_summary", sample("annual_summary", letterhead=_RED, imprint=_FOOT, layout={"profile": "compensated", "fonts": "system"})),
}  # fmt: skip


def _table() -> dict[str, Variant]:
    groups = {
        "work_plan": (_PLANS, _ATTACHED, _SIGNATURES, _HEADS, _IMPRINTS, _SWEEP, _LAID_OUT),
        "schedule": (_SCHEDULES,),
        "minutes": (_MINUTES,),
        "annual_summary": (_SUMMARIES,),
    }
    variants = [
        Variant(name, kind, payload)
        for kind, tables in groups.items()
        for table in tables
        for name, payload in table.items()
    ]
    variants += [Variant(name, kind, payload) for name, (kind, payload) in _OTHERS_LAID_OUT.items()]
    return {variant.name: variant for variant in variants}


VARIANTS = _table()

"""Invented years: the smallest there is, a perfect one, a messy one, one with nothing held, and one of forty sessions."""

from typing import Any

Payload = dict[str, Any]

ORGAN = "中共Z县某局党组"
NAMES = ("甲某", "乙某", "丙某", "丁某")


def people(*names: str) -> list[Payload]:
    return [{"name": name} for name in names]


def row(id: str, month: int, **changes: Any) -> Payload:
    period = {"from": f"2026-{month:02}-01", "to": f"2026-{month:02}-28"}
    return {
        "id": id,
        "period": period,
        "topic": f"{month}月专题学习",
        "themes": ["T1"],
        "form": "集体学习研讨",
    } | changes


def session(id: str, day: str, number: int, **changes: Any) -> Payload:
    filled = {
        "id": id, "number": number, "held_on": day, "place": "三楼会议室", "form": "集体学习研讨",
        "topic": f"{int(day[5:7])}月专题学习", "chair": "甲某", "recorder": "辛某", "present": people(*NAMES),
    }  # fmt: skip
    return filled | changes


def leave(name: str, reason: str = "公务出差") -> Payload:
    return {"person": {"name": name}, "reason": reason}


def narrative(*practices: str, **changes: Any) -> Payload:
    paragraphs = list(practices or ("把学习同业务工作一起安排、一起检查，学习的题目从办事窗口的难题中来。",))
    filled = {
        "period": {"from": "2026-01-01", "to": "2026-12-31"},
        "opening": ["现将本年度理论学习情况报告如下。"],
        "practices": [{"heading": "坚持学用结合", "paragraphs": paragraphs}],
    }
    return filled | changes


def plan(*rows: Payload, **changes: Any) -> Payload:
    filled = {
        "organ": ORGAN, "year": 2026, "opening": ["根据有关规定，制定本计划。"],
        "sections": [{"heading": "总体要求", "paragraphs": ["围绕年度任务开展学习，做到学有所思、学有所用。"]}],
        "themes": [{"id": "T1", "title": "党的创新理论"}, {"id": "T2", "title": "党章党规党纪"}],
        "schedule": {"rows": list(rows)},
    }  # fmt: skip
    return filled | changes


def year(
    *rows: Payload, sessions: list[Payload] | None = None, plan_changes: Payload | None = None, **changes: Any
) -> Payload:
    """The smallest year of these rows and sessions."""
    filled = {
        "organ": ORGAN, "year": 2026, "members": people(*NAMES), "plan": plan(*rows, **(plan_changes or {})),
        "sessions": sessions or [], "narrative": narrative(),
    }  # fmt: skip
    return filled | changes


DAYS = ("2026-02-10", "2026-05-12", "2026-08-11", "2026-11-10")


def perfect() -> Payload:
    """Everything planned was held in time, everybody came, every promise was kept."""
    rows = [row(f"R{n}", month, themes=["T1", "T2"]) for n, month in enumerate((2, 5, 8, 11), 1)]
    sessions = [
        session(f"S{n}", day, n, planned=[f"R{n}"], themes=["T1", "T2"], minutes={"issue": n},
                speeches=[{"person": "甲某", "role": "key", "points": ["从窗口的排队时间谈起，提出三条改进办法。"]},
                          {"person": "乙某", "points": ["建议每月公布一次办件时限。"]}],
                conclusions=["会议要求，按月对账，逐项落实。"])
        for n, day in enumerate(DAYS, 1)
    ]  # fmt: skip
    promises = [
        {"measure": "seminars", "at_least": 4, "per": "year", "sentence": "全年集体学习研讨不少于4次。"},
        {"measure": "articles", "at_least": 1, "per": "year"},
    ]
    article = {
        "id": "P1", "form": "article", "title": "排队的尽头是服务", "authors": [{"name": "甲某"}],
        "date": "2026-09-01", "published_in": "某县党建",
    }  # fmt: skip
    signature = {"organs": [ORGAN], "date": "2026-12-31", "seal": "unsealed"}
    return year(
        *rows, sessions=sessions, plan_changes={"promises": promises}, products=[article],
        defaults={"signature": signature}, data_sources=True,
    )  # fmt: skip


def messy() -> Payload:
    """Moved, merged, unplanned and missing sessions, people away, a member who left, promises not kept."""
    rows = [
        row("R1", 1), row("R2", 3, themes=["T2"]), row("R3", 6, form="专题调研"), row("R4", 9), row("R5", 11),
        row("R6", 12, themes=["T3"]),
    ]  # fmt: skip
    members = [
        {"name": "甲某", "post": "党组书记、局长"},
        {"name": "乙某", "post": "党组成员、副局长", "until": "2026-08-31"},
        {"name": "丙某", "post": "党组成员、副局长"},
        {"name": "丁某", "post": "党组成员、纪检监察组组长", "from": "2026-04-01"},
    ]
    sessions = [
        session("S1", "2026-02-12", 1, planned=["R1"], present=people("甲某", "丙某"), on_leave=[leave("乙某")],
                makeups=[{"person": "乙某", "on": "2026-02-20"}], minutes={"issue": 1}),
        session("S2", "2026-06-16", 2, planned=["R2", "R3"], form="专题调研", present=people("甲某", "乙某", "丙某"),
                absent=[{"person": {"name": "丁某"}}], themes=["T2"], minutes={"issue": 2}),
        session("S3", "2026-07-14", 3, form="个人自学（不集体研讨）", topic="自学安全生产法规",
                present=people("甲某", "乙某", "丙某", "丁某")),
        session("S4", "2026-09-15", 4, planned=["R4"], present=people("甲某", "丙某", "丁某"), minutes={"issue": 3},
                speeches=[{"person": "甲某", "points": ["查找问题要见人见事。"]}]),
    ]  # fmt: skip
    promises = [
        {"measure": "seminars", "at_least": 4, "per": "year", "sentence": "全年研讨不少于4次。"},
        {"measure": "sessions", "at_least": 1, "per": "quarter"},
        {"measure": "articles", "at_least": 1, "per": "member"},
        {"measure": "surveys", "at_least": 1, "per": "year"},
    ]
    themes = [*plan()["themes"], {"id": "T3", "title": "安全生产"}]
    products = [
        {"id": "P1", "form": "survey", "title": "基层减负调研", "authors": people("丙某"), "date": "2026-07-20"},
        {"id": "P2", "form": "note", "title": "自学札记", "authors": people("乙某", "丙某"), "date": "2026-08-02"},
    ]
    return year(
        *rows, members=members, sessions=sessions, plan_changes={"promises": promises, "themes": themes},
        unheld=[{"row": "R5", "reason": "与年终检查时间冲突"}], products=products, data_sources=True,
    )  # fmt: skip


def nothing_held() -> Payload:
    """A plan and nothing else."""
    rows = [row(f"R{n}", month) for n, month in enumerate((3, 6, 9), 1)]
    promises = [{"measure": "seminars", "at_least": 3, "per": "year"}]
    return year(*rows, plan_changes={"promises": promises}, unheld=[{"row": "R1", "reason": "机构改革，班子未到位"}])


def forty() -> Payload:
    """A year of forty sessions, each with minutes."""
    rows = [row(f"R{n}", (n - 1) * 12 // 40 + 1, topic=f"第{n}项专题学习") for n in range(1, 41)]
    sessions = [
        session(f"S{n}", f"2026-{(n - 1) * 12 // 40 + 1:02}-{(n - 1) % 4 * 7 + 1:02}", n, planned=[f"R{n}"],
                topic=f"第{n}项专题学习", minutes={"issue": n}, agenda=[{"topic": "学习原文", "contents": ["领读并讨论。"] * 3}],
                speeches=[{"person": name, "role": "key", "points": ["结合分管工作谈认识和打算。" * 6]} for name in NAMES])
        for n in range(1, 41)
    ]  # fmt: skip
    return year(*rows, sessions=sessions)

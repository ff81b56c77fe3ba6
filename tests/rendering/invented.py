"""Payloads about an invented unit, of any length and shape, for the variants whose pages are measured."""

from copy import deepcopy
from datetime import date, timedelta
from itertools import cycle, islice
from typing import Any

from service.documents import KINDS
from service.payloads import parse

Payload = dict[str, Any]

ORGAN = "中共某市某局党组"
_SENTENCES = (
    "各科室要把学习任务同业务工作一起安排、一起检查，防止学用脱节。",
    "党组成员按照分工联系基层单位，每季度到联系点宣讲一次。",
    "学习材料由机关党办统一编印，于每次集体学习前五个工作日发放。",
    "对企业反映较多的审批时限问题，要列出清单逐项销号，2026年6月底前见到成效。",
    "研讨发言要联系思想、工作和作风实际，不念材料、不讲空话。",
    "因公因病不能参加的，事先向党组书记请假，并在两周内完成补学。",
    "办公室负责会务和记录，组织人事科负责考勤，财务科负责经费保障。",
    "年内安排不少于4次专题调研，每篇调研报告提出可以操作的建议。",
    "要用好本地红色资源和先进典型，把课堂设到现场去。",
    "学习情况列入年度考核，占党建工作分值的15%以上。",
    "鼓励青年干部结合岗位撰写心得体会，择优在局网站刊登。",
    "遇有重要会议和重要文件，及时调整计划，第一时间组织传达。",
)
_NAMES = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥"


def text(length: int, start: int = 0) -> str:
    """Running text of whole sentences, at least this many characters."""
    whole = ""
    for sentence in islice(cycle(_SENTENCES), start % len(_SENTENCES), None):
        whole += sentence
        if len(whole) >= length:
            break
    return whole


def filled(length: int, start: int = 0) -> str:
    """Running text of exactly this many characters."""
    return text(length, start)[: length - 1].rstrip("，、；。") + "。"


def texts(number: int, length: int) -> list[str]:
    return [text(length, start) for start in range(number)]


def sample(kind: str, **changes: Any) -> Payload:
    """The kind's fixture with other values in some of its fields; None takes a field away."""
    payload = {**parse(KINDS[kind].sample.read_bytes()), **deepcopy(changes)}
    return {field: value for field, value in payload.items() if value is not None}


def plan(*paragraphs: str, **more: Any) -> Payload:
    """A work plan of a few paragraphs and whatever else is asked for."""
    sections = more.pop("sections", [{"paragraphs": list(paragraphs or texts(2, 90))}])
    made = {"organ": ORGAN, "year": 2026, "opening": [text(80)], "sections": sections, **more}
    return {field: value for field, value in made.items() if value is not None}


def sweep(lines: int, **more: Any) -> Payload:
    """A work plan whose text has this many full lines or a little more."""
    return plan(**more, opening=[filled(28 * lines - 6, lines)], sections=[{"paragraphs": [text(60, 3)]}])


def section(heading: str, *below: Payload, run_in: bool = False, paragraphs: int = 1) -> Payload:
    """A numbered part of the text with parts of its own."""
    heading = heading + "。" if run_in else heading
    return {"heading": heading, "run_in": run_in, "paragraphs": texts(paragraphs, 70), "sections": list(below)}


def four_levels(run_in: bool) -> list[Payload]:
    """Headings of every level, alone on their line or followed by their text."""
    fourth = [section(f"第四层{name}项", run_in=run_in) for name in "甲乙"]
    third = [section("落实学习时间", *fourth, run_in=run_in), section("落实学习材料", run_in=run_in)]
    second = [section("健全学习制度", *third, run_in=run_in), section("改进学习方式", run_in=run_in)]
    return [section("组织领导", *second, run_in=run_in), section("工作要求", run_in=run_in)]


def letterhead(*organs: str, number: int | None = 3, signers: int = 0, **more: Any) -> Payload:
    """A red head; `number` None leaves the number open."""
    issued = {"code": "某局党组发", "year": 2026} | ({} if number is None else {"sequence": number})
    head = {"organs": list(organs or (ORGAN,)), "number": issued, **more}
    if signers:
        head["signers"] = [{"name": name} for name in islice(_people(), signers)]
    return head


def _people() -> Any:
    return (name + "某" for name in cycle(_NAMES))


def signature(*organs: str, day: str | None = "2026-03-05", seal: str = "unsealed") -> Payload:
    """署名 and date; without a day the document is a draft."""
    return {"organs": list(organs or (ORGAN,)), "seal": seal} | ({} if day is None else {"date": day})


def imprint(copies: int = 3, day: str | None = "2026-03-06") -> Payload:
    """版记 with so many organs to copy to."""
    names = (
        "中共某市委宣传部",
        "某市纪委监委驻某局纪检监察组",
        "局属各单位",
        "市直机关工作委员会",
        "各县（区）某局党组",
    )
    made = {"copies_to": [name * (1 + place // 5) for place, name in zip(range(copies), cycle(names), strict=False)]}
    return made | {"issuer": "中共某市某局党组办公室"} | ({} if day is None else {"issued_on": day})


# ---- tables ---------------------------------------------------------------------------------------------------
def row(number: int, **more: Any) -> Payload:
    """One planned session."""
    first = date(2026, 1, 1) + timedelta(days=number % 330)
    last = first + timedelta(days=20)
    return {
        "id": f"R{number}",
        "period": {"from": first.isoformat(), "to": last.isoformat()},
        "topic": f"第{number}场：{_SENTENCES[number % 12][:14]}",
        "contents": [_SENTENCES[number % 12][:24], _SENTENCES[(number + 5) % 12][:20]][: 1 + number % 2],
        "form": ("集体学习研讨", "专题辅导", "个人自学")[number % 3],
        "speakers": [{"name": _NAMES[number % 22] + "某"}],
        "departments": [("机关党办", "办公室", "组织人事科")[number % 3]],
        "note": "可以调整" if number % 4 == 0 else None,
        **more,
    }


def rows(number: int, **more: Any) -> list[Payload]:
    return [row(place, **more) for place in range(1, number + 1)]


def columns(*fields: str) -> list[Payload]:
    return [{"field": field} for field in fields]


def few_columns(number: int, orientation: str = "portrait") -> Payload:
    """A table of four columns."""
    bare = [{key: entry[key] for key in ("id", "period", "topic", "contents", "form")} for entry in rows(number)]
    for entry in bare:
        entry["contents"] = []
    return {"orientation": orientation, "columns": columns("index", "period", "topic", "form"), "rows": bare}


def schedule(table: Payload, **more: Any) -> Payload:
    """A schedule that stands alone."""
    return {"organ": ORGAN, "year": 2026, **table, **more}


def listed(number: int, title: str, sections: int = 0, table: Payload | None = None) -> Payload:
    """An attachment of text or of a table."""
    if table is not None:
        return {"title": title, "schedule": table}
    return {"title": title, "sections": [section(f"附件内容之{number}", paragraphs=2) for _ in range(max(1, sections))]}


# ---- minutes --------------------------------------------------------------------------------------------------
def people(number: int, unit: str | None = None, start: int = 0) -> list[Payload]:
    """Persons with posts, no two of one name."""
    posts = ("党组成员、副局长", "办公室主任", "综合业务科科长", None)
    made = []
    for place in range(start, start + number):
        name = _NAMES[place % 22] + ("某" if place < 22 else f"某{_NAMES[place // 22]}")
        person = {"name": name, "post": posts[place % 4], "unit": unit}
        made.append({key: value for key, value in person.items() if value is not None})
    return made


def session(present: int = 6, paragraphs: int = 1, **more: Any) -> Payload:
    """A held session with one theme and one speech."""
    return {
        "id": "S1", "number": 2, "held_on": "2026-03-12", "place": "机关三楼会议室", "form": "集体学习研讨",
        "topic": "学习贯彻重要会议精神", "chair": "甲某", "recorder": "亥某", "present": people(present),
        "agenda": [{"topic": "传达会议精神", "contents": texts(paragraphs, 90)}],
        "speeches": [{"person": "乙某", "role": "key", "points": [text(75, 2)]}],
        "conclusions": [text(80, 4)],
        **more,
    }  # fmt: skip


def everyone() -> Payload:
    """Attendance of all five kinds, each list longer than a line."""
    return session(
        present=24,
        on_leave=[{"person": person, "reason": "参加市里组织的业务培训"} for person in people(3, "局机关", 30)],
        absent=[{"person": person, "reason": "现场处置突发情况"} for person in people(2, "基层服务中心", 34)],
        observers=people(5, "某市某科技服务有限公司", 40),
        makeups=[{"person": person["name"], "on": "2026-03-20"} for person in people(3, "局机关", 30)],
    )


def minutes(held: Payload | None = None, **more: Any) -> Payload:
    """Minutes of a session, as short as the session is; an issue unless the head has a number."""
    issue = {} if "number" in more.get("letterhead", {}) else {"issue": 2}
    return {"organ": ORGAN, **issue, "session": held or session(), **more}

"""Payloads for round trips: `canonical` ones that the visible text alone gives back, and `any_plan` that it may not."""

from calendar import monthrange
from typing import Any

from hypothesis import strategies as st

Payload = dict[str, Any]

# No numeral, no word that opens a closing paragraph, a label or a signature.
_HANZI = "党委理论学习专题研讨深入贯彻落实会议精神工作部署干部作风建设推动高质量发展服务基层群众调研成果转化责任制度考核监督检查"
_NAMES = "甲乙丙丁戊己庚辛"

hanzi = st.text(_HANZI, min_size=3, max_size=12)
phrase = st.builds(
    "{}{}".format, hanzi, st.sampled_from(["", "R&D项目", "“专题”内容", "3个月", "<表>格", "A类事项", "《读本》篇目"])
)
clause = st.lists(phrase, min_size=1, max_size=3).map("，".join)
sentence = clause.map(lambda text: text + "。")
paragraph = st.lists(sentence, min_size=1, max_size=3).map("".join)
long_paragraph = st.builds("{}，{}".format, st.text(_HANZI, min_size=45, max_size=60), sentence)
heading = st.text(_HANZI, min_size=2, max_size=18)
years = st.integers(2020, 2030)
organs = st.builds("中共{}局党组".format, st.sampled_from(["X市某", "甲县乙", "某市"]))
name = st.builds("{}{}".format, st.sampled_from(_NAMES), st.sampled_from(["某", "某某"]))


def _without_nothing(payload: Payload) -> Payload:
    return {key: value for key, value in payload.items() if value not in (None, [], {})}


@st.composite
def section(draw: Any, depth: int = 1) -> Payload:
    """A section of every shape that its visible text tells."""
    shape = draw(st.sampled_from(["heading", "run_in", "numbered"] if depth <= 2 else ["heading", "numbered"]))
    below = draw(st.lists(section(depth + 1), max_size=2)) if depth < 4 and draw(st.booleans()) else []
    more = draw(st.lists(paragraph, max_size=1))
    if shape == "heading":
        return _without_nothing(
            {"heading": draw(heading), "paragraphs": draw(st.lists(paragraph, max_size=2)), "sections": below}
        )
    if shape == "run_in":
        return _without_nothing(
            {"heading": draw(heading) + "。", "run_in": True, "paragraphs": [draw(paragraph), *more], "sections": below}
        )
    first = draw(paragraph if depth > 2 else long_paragraph)
    return _without_nothing({"paragraphs": [first, *more], "sections": below})


@st.composite
def periods(draw: Any, year: int) -> Payload:
    """A period that the house prints without a wording of its own."""
    first = draw(st.integers(1, 12))
    last = draw(st.integers(first, 12))
    if draw(st.booleans()):
        return {"from": f"{year}-{first:02d}-01", "to": f"{year}-{last:02d}-{monthrange(year, last)[1]}"}
    day, end = draw(st.integers(2, 15)), draw(st.integers(16, 27))
    return {"from": f"{year}-{first:02d}-{day:02d}", "to": f"{year}-{last:02d}-{end:02d}"}


@st.composite
def row(draw: Any, year: int) -> Payload:
    people = st.lists(name.map(lambda text: {"name": text}), max_size=3)
    return _without_nothing(
        {
            "period": draw(periods(year)),
            "topic": draw(clause),
            "contents": draw(st.lists(phrase, max_size=3)),
            "form": draw(st.sampled_from(["集体学习研讨", "个人自学", "专题调研"])),
            "place": draw(st.none() | st.just("机关会议室")),
            "chair": draw(st.none() | name),
            "leads": draw(people),
            "speakers": draw(people),
            "departments": draw(st.lists(st.sampled_from(["机关党办", "办公室", "财务科"]), max_size=2)),
            "note": draw(st.none() | clause),
        }
    )


@st.composite
def rows(draw: Any, year: int) -> list[Payload]:
    drawn = draw(st.lists(row(year), max_size=4))
    return [{"id": f"R{place:02d}", **one} for place, one in enumerate(drawn, 1)]


def _last(sections: list[Payload]) -> Payload:
    last = sections[-1]
    return _last(last["sections"]) if "sections" in last else last


@st.composite
def letterhead(draw: Any, organ: str, year: int) -> Payload:
    return _without_nothing(
        {
            "organs": [organ],
            "copy_number": draw(st.none() | st.just("000012")),
            "urgency": draw(st.none() | st.just("加急")),
            "number": {"code": "某局党组发", "year": year} | draw(st.sampled_from([{}, {"sequence": 3}])),
            "signers": [{"name": signer} for signer in draw(st.lists(name, max_size=2))],
        }
    )


@st.composite
def _imprint(draw: Any, year: int) -> Payload:
    return _without_nothing(
        {
            "copies_to": draw(st.lists(hanzi, max_size=3)),
            "issuer": draw(hanzi),
            "issued_on": draw(st.none() | st.just(f"{year}-03-06")),
        }
    )


@st.composite
def canonical_plan(draw: Any, framed: bool = True) -> Payload:
    """Title without line feed, layout-only fields absent, no paragraph that opens like a heading or like a closing."""
    year, organ = draw(years), draw(organs)
    titled = draw(
        st.sampled_from([None, f"{organ}{year}年专题学习方案", f"{organ}{year}年度党的建设和干部作风建设工作要点"])
    )
    signed = draw(st.booleans())
    sections = draw(st.lists(section(), min_size=1, max_size=3))
    ends_with_text = "paragraphs" in _last(sections)
    closing = draw(st.lists(paragraph.map("本计划".__add__), max_size=2)) if ends_with_text else []
    schedule = draw(st.none() | st.builds(lambda entries: {"rows": entries}, rows(year)))
    if schedule is not None and draw(st.booleans()):
        schedule["title"] = f"{organ}{year}年专题学习安排表"
    own = draw(
        st.lists(
            st.fixed_dictionaries({"title": heading, "sections": st.lists(section(), min_size=1, max_size=2)}),
            max_size=2,
        )
    )
    day = f"{year}-{draw(st.integers(1, 12)):02d}-{draw(st.integers(1, 28)):02d}"
    signature = {"organs": [organ, *draw(st.lists(hanzi.map(lambda text: text + "局"), max_size=1))]} | draw(
        st.sampled_from([{}, {"date": day}])
    )
    return _without_nothing(
        {
            "organ": organ,
            "year": year,
            "title": titled,
            "addressee": draw(st.lists(phrase, max_size=3)),
            "letterhead": draw(st.none() | letterhead(organ, year)) if framed else None,
            "opening": draw(st.lists(paragraph, min_size=1, max_size=2)),
            "sections": sections,
            "closing": closing,
            "signature": signature if signed else None,
            "note": draw(st.none() | hanzi),
            "imprint": draw(st.none() | _imprint(year)) if framed else None,
            "schedule": schedule,
            "attachments": own,
        }
    )


@st.composite
def canonical_schedule(draw: Any) -> Payload:
    year, organ = draw(years), draw(organs)
    title = draw(st.sampled_from([None, f"{organ}{year}年理论学习安排表"]))
    return {"organ": organ, "year": year, "rows": draw(rows(year))} | ({"title": title} if title else {})

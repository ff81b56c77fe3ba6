"""Consistency of papers: rows without session or reason, names of organ and attachments, numbers in the text."""

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher

from service.documents.contexts import one_line
from service.documents.schedule import composed_title
from service.documents.summary_sources import Named
from service.documents.years import Year
from service.year.findings import Finding, Texts
from service.year.matching import Matching

TO_WRITE = "（待填写）"  # stands where words are still to be written
_ALIKE = 0.75  # of two names' characters in order: the same organ written two ways


def unheld(year: Year, matching: Matching) -> Iterator[Finding]:
    """Planned rows whose time is over, that no session held and no reason excuses."""
    done = {row for rows in matching.rows.values() for row in rows} | {unheld.row for unheld in year.unheld}
    last = year.narrative.period.to
    for index, row in enumerate(year.rows):
        over = row.period.to <= last or (last.month == 12 and row.period.from_ <= last)
        if over and row.id not in done:
            sentence = f"计划场次“{one_line(row.topic)[:40]}”没有开展记录，也没有写未开展的原因"
            yield Finding("no-reason", "warning", f"/plan/schedule/rows/{index}", sentence)


def organs(year: Year) -> Iterator[Finding]:
    """The organ written another way in plan, heads and signatures; joint organs of other names are no fault."""
    if year.plan.organ != year.organ:
        sentence = f"计划的机关写作“{year.plan.organ[:40]}”，全年材料写作“{year.organ[:40]}”，请改成一致"
        yield Finding("other-organ", "error", "/plan/organ", sentence)
    for pointer, organs_named in _organs(year):
        if year.organ in organs_named:  # the others issue with it
            continue
        for place, organ in enumerate(organs_named):
            if _alike(organ, year.organ):
                sentence = f"机关名称写作“{organ[:40]}”，与“{year.organ[:40]}”不一致，请核对"
                yield Finding("other-organ", "error", f"{pointer}/{place}", sentence)


def _alike(name: str, organ: str) -> bool:
    """Whether a name is meant for the organ's; its 办公室 and other bodies of it have names of their own."""
    return not name.startswith(organ) and SequenceMatcher(None, name, organ, autojunk=False).ratio() >= _ALIKE


def _organs(year: Year) -> Iterator[tuple[str, Sequence[str]]]:
    """The organs of each head and signature, with their place."""
    holders: list[tuple[str, object]] = [("/plan", year.plan), ("/defaults", year.defaults)]
    holders += [(f"/sessions/{i}/minutes", s.minutes) for i, s in enumerate(year.sessions) if s.minutes is not None]
    for pointer, holder in holders:
        for name in ("letterhead", "signature"):
            part = getattr(holder, name)
            if part is not None:
                yield f"{pointer}/{name}/organs", part.organs


def unwritten(words: Texts) -> Iterator[Finding]:
    """Places still to be written."""
    for pointer, text in words:
        if TO_WRITE in text:
            yield Finding("to-write", "error", pointer, f"还有“{TO_WRITE}”，请填写后再生成")


_ATTACHMENT = re.compile(r"附件(?P<number>[0-9]{0,2})[：:《](?P<name>[^《》“”，。；：\n）)]{2,80})")


def attachments(year: Year, words: Texts) -> Iterator[Finding]:
    """An 附件 that the plan's text names otherwise than its title, or that is not there (T9)."""
    schedule = year.plan.schedule
    titles = [] if schedule is None else [schedule.title or composed_title(year.plan.organ, year.plan.year)]
    titles = [one_line(title) for title in [*titles, *(attachment.title for attachment in year.plan.attachments)]]
    for pointer, text in words:
        if not pointer.startswith("/plan/") or "附件" not in text:
            continue
        for found in _ATTACHMENT.finditer(text):
            number, name = int(found["number"] or 0), re.sub(r"^[0-9]+[.．]", "", found["name"])
            right = titles[number - 1 : number] if number else titles
            if name not in right:
                shown = f"，附件标题是“{right[0][:60]}”" if len(right) == 1 else "，没有这个附件"
                sentence = f"文中的附件名称“{name[:60]}”与附件标题不一致{shown}"
                yield Finding("attachment-name", "error", pointer, sentence)


# ---- numbers in the narrative ---------------------------------------------------------------------------------
_NUMBER = r"(?P<value>[0-9]+(?:\.[0-9]+)?%?|[一二三四五六七八九十两]{1,3})"
_WHOLE_YEAR = r"(?:全年|年内|一年来|共|累计|合计|总计|本年度)[^，。；、0-9]{0,8}?"
_STATED: list[tuple[re.Pattern[str], str]] = [
    (re.compile(phrase.replace("N", _NUMBER)), name)
    for phrase, name in (
        (
            _WHOLE_YEAR + r"(?:开展|组织|举行|举办)(?:理论)?(?:学习|集体学习研讨|学习研讨)(?:活动)?N(?:场|次)",
            "sessions_held",
        ),
        (_WHOLE_YEAR + r"(?:开展|组织|举行|举办)集体学习N(?:场|次)", "collective_sessions"),
        (_WHOLE_YEAR + r"(?:开展|组织|举行|举办)(?:专题|集体|交流)?研讨N(?:场|次)", "seminars"),
        (r"(?<!人)参学率(?:为|达|达到|达到了)?N", "attendance_rate"),
        (r"计划完成率(?:为|达|达到|达到了)?N", "completion_rate"),
        (r"专题覆盖率(?:为|达|达到|达到了)?N", "coverage_rate"),
        (r"应到N人次", "attendance_due"),
        (r"实到N人次", "attendance_present"),
        (_WHOLE_YEAR + r"发言N人次", "speeches"),
        (_WHOLE_YEAR + r"(?:理论)?文章N篇", "products_article"),
        (_WHOLE_YEAR + r"学习报告N篇", "products_report"),
        (_WHOLE_YEAR + r"调研报告N篇", "products_survey"),
        (_WHOLE_YEAR + r"宣讲N(?:场|次)", "products_lecture"),
        (_WHOLE_YEAR + r"简报N(?:期|份)", "products_bulletin"),
        (_WHOLE_YEAR + r"心得(?:体会)?N篇", "products_note"),
        (r"(?:归并|分|归纳|整理)(?:为|成)N个专题", "themes_planned"),
    )
]
_PART = re.compile(r"季度|上半年|下半年|[0-9一二三四五六七八九十]月|第.{1,3}[次期场]|其中")
_SENTENCE = re.compile(r"[。；\n]")
_HANZI = {hanzi: number for number, hanzi in enumerate("〇一二三四五六七八九")} | {"两": 2}


def narrative(words: Texts, figures: Mapping[str, Named]) -> Iterator[Finding]:
    """Numbers in the summary's words that are not the computed ones."""
    for pointer, text in words:
        if not pointer.startswith("/narrative/"):
            continue
        for pattern, name in _STATED:
            for found in pattern.finditer(text):
                if _PART.search(_SENTENCE.split(text[: found.start()])[-1]):  # of a part of the year
                    continue
                stated, named = _value(found["value"]), figures[name]
                if stated is not None and stated != str(named.value):
                    sentence = f"文中写“{found[0][:60]}”，按记录算出的{named.title}是{named.value}，请核对"
                    yield Finding("other-number", "error", pointer, sentence)


def _value(text: str) -> str | None:
    """A stated number as figures are written: 十二 → 12, 95.0% → 95%; None for what is no number after all."""
    if text[0] in "0123456789":
        return re.sub(r"\.0+(?=%|$)", "", text)
    tens, ten, ones = text.partition("十")
    if not ten:
        return str(_HANZI[text]) if len(text) == 1 else None
    if len(tens) > 1 or len(ones) > 1:
        return None
    return str((_HANZI[tens] if tens else 1) * 10 + (_HANZI[ones] if ones else 0))

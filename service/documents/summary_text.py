"""基本情况: the sentences of a summary that state its figures; each number in them is one of `service.figures`."""

from typing import Protocol

from service import wording
from service.documents.contexts import one_line
from service.documents.records import Member, Promise, Theme
from service.documents.rosters import Roster
from service.documents.schedule import Schedule
from service.documents.sessions import Unheld
from service.figures import Figures, Kept
from service.study import Span


class Summary(Protocol):
    """What of a summary its sentences speak about."""

    organ: str
    members: list[Member]
    planned: Schedule
    themes: list[Theme]
    promises: list[Promise]
    unheld: list[Unheld]

    @property
    def roster(self) -> Roster: ...


def sentences(summary: Summary, year: Figures) -> list[str]:
    """The paragraphs under 一、基本情况."""
    texts = [
        _sessions(summary, year),
        _attendance(year),
        _unheld(summary, year),
        _themes(summary, year) + _promises(summary, year),
        _products(year),
    ]
    return [text for text in texts if text]


# ---- time -----------------------------------------------------------------------------------------------------
def span_title(span: Span) -> str:
    """The span as a title names it: 2026年度, 2026年上半年, 2026年1—9月; a year closed in December is the year."""
    if _is_year(span):
        return f"{span.year}年度"
    named = wording.period(span.first, span.last, span.year)
    return named if named.startswith(f"{span.year}年") else f"{span.year}年{named}"


def _plan(span: Span) -> str:
    """The plan as far as the span goes."""
    return "年初计划" if _is_year(span) else "这一期间计划"


def _during(span: Span) -> str:
    return "年内" if _is_year(span) else "其间"


def _is_year(span: Span) -> bool:
    """Whether the span is looked back on as a year: from 1 January into December."""
    return span.closing and (span.first.month, span.first.day) == (1, 1)


# ---- sessions -------------------------------------------------------------------------------------------------
def _sessions(summary: Summary, year: Figures) -> str:
    span, total = year.span, year.total
    text = f"{wording.full_date(span.first)}至{wording.full_date(span.last)}，{_in_office(summary, span)}"
    if not total.held.value:
        planned = total.planned.value
        if not planned:
            return f"{text}没有开展学习。"
        return f"{text}计划开展学习{planned}场，{'均未' if planned > 1 else '未'}开展。"
    text += f"共开展{_forms(year)}。" + _completion(year)
    counts = [f"{wording.quarter(number)}{part.held.value}场" for number, part in year.quarters.items()]
    return text + (f"分季度看，{'、'.join(counts)}。" if len(counts) > 1 else "")


def _forms(year: Figures) -> str:
    """All sessions by form: each stands in one form only, so that the numbers add up."""
    if len(year.forms) == 1:
        return f"{next(iter(year.forms))}{year.total.held.value}场"
    named = "、".join(f"{form}{count.value}场" for form, count in year.forms.items())
    return f"学习{year.total.held.value}场，其中{named}"


def _completion(year: Figures) -> str:
    plan, text = year.plan, ""
    if year.total.planned.value:
        text = f"{_plan(year.span)}{year.total.planned.value}场，已开展{plan.held.value}场"
        ways = [("调整时间开展", plan.moved.value), ("与其他场次合并开展", plan.merged.value)]
        how = "、".join(f"{way}{number}场" for way, number in ways if number)
        text += (f"（其中{how}）" if how else "") + f"，计划完成率{wording.percent(plan.completion.value)}"
    extra = [("增加计划外学习", plan.unplanned.value), ("开展其他时段计划的学习", plan.elsewhere.value)]
    if not text:
        return "".join(f"其中{words}{number}场。" for words, number in extra[1:] if number)
    more = "，".join(f"{words}{number}场" for words, number in extra if number)
    return text + (f"；另{more}。" if more else "。")


def _in_office(summary: Summary, span: Span) -> str:
    """How many members there are at the end of the span, and how many left in it."""
    present = sum(member.in_office(span.last) for member in summary.members)
    left = sum(member.until is not None and span.first <= member.until < span.last for member in summary.members)
    return f"{summary.organ}有学习成员{present}人" + (f"（{_during(span)}离任{left}人），" if left else "，")


def _attendance(year: Figures) -> str:
    total = year.total
    if not total.due.value:
        return _speeches(year)
    each = "各场" if total.held.value > 1 else "该场"
    text = f"{each}学习应到{total.due.value}人次，实到{total.present.value}人次，"
    text += f"参学率{wording.percent(total.attendance.value)}，"
    away = [("请假", year.on_leave.value), ("缺席", year.absent.value), ("已补学", year.made_up.value)]
    missed = "、".join(f"{word}{number}人次" for word, number in away if number)
    text += f"{missed}。" if missed else "全员参加。"
    if missed and total.held.value > 1:
        always = sum(member.present.value == total.held.value for member in year.members)
        text += f"每场都参加的成员{always}人。" if always else ""
    return text + _speeches(year)


def _speeches(year: Figures) -> str:
    text = ""
    if year.speeches.value:
        text += f"学习中发言{year.speeches.value}人次"
        text += f"，其中重点发言{year.key_speeches.value}人次。" if year.key_speeches.value else "。"
    return text + (f"整理会议纪要{year.minuted.value}份。" if year.minuted.value else "")


def _unheld(summary: Summary, year: Figures) -> str:
    """Planned sessions that did not take place, with their reasons; those whose time still runs stand apart."""
    if not year.total.planned.value:
        return ""
    missing = year.plan.unheld.sources
    if not missing:
        each = "各场学习均已" if year.total.planned.value > 1 else "学习已"
        return f"{_plan(year.span)}的{each}开展。"
    reasons = {unheld.row: f"（{unheld.reason}）" for unheld in summary.unheld}
    rows = [row for row in summary.planned.rows if row.id in missing]
    running = [row for row in rows if row.period.to > year.span.last and row.id not in reasons]
    over = [row for row in rows if row not in running]
    texts = []
    for words, part in (("计划内未开展", over), ("计划时间未满、尚待开展", running)):
        if not part:
            continue
        named = "；".join(one_line(row.topic) + reasons.get(row.id, "") for row in part)
        texts.append(f"{words}{len(part)}场：{named}。")
    return "".join(texts)


# ---- themes, promises, products -------------------------------------------------------------------------------
def _themes(summary: Summary, year: Figures) -> str:
    themes, covered = year.coverage.themes, year.coverage.covered
    if not themes:
        return ""
    text = f"计划学习的{len(themes)}个专题"
    if covered.value == len(themes):
        return f"{text}{'均' if len(themes) > 1 else ''}已学习。"
    if not covered.value:
        return f"{text}{'均' if len(themes) > 1 else ''}未学习。"
    titles = {theme.id: one_line(theme.title) for theme in summary.themes}
    left = "；".join(titles[theme.id] for theme in themes if theme.id not in covered.sources)
    return (
        f"{text}已学习{covered.value}个，专题覆盖率{wording.percent(year.coverage.share.value)}，未学习的专题：{left}。"
    )


def _promises(summary: Summary, year: Figures) -> str:
    kept, total = sum(aim.kept for aim in year.aims), len(year.aims)
    if not total:
        return ""
    text = f"年初确定的目标任务{total}项"
    if kept == total:
        return f"{text}，{'均' if total > 1 else ''}已完成。"
    texts = [text + (f"，已完成{kept}项" if kept else "")]
    for state, words in (("missed", "未完成"), ("open", "正在推进")):
        named = [aim_words(aim) + _short(aim) for aim in year.aims if aim.state == state]
        if named:
            texts.append(f"，{words}{len(named)}项：{'；'.join(named)}")
    return "".join(texts) + "。"


_MEASURES = {  # measure → of the unit, of a member, measure word
    "sessions": ("开展学习", "参加学习", "场"),
    "seminars": ("开展研讨", "参加研讨", "场"),
    "articles": ("形成理论文章", "形成理论文章", "篇"),
    "reports": ("形成学习报告", "形成学习报告", "篇"),
    "surveys": ("形成调研报告", "形成调研报告", "篇"),
    "lectures": ("开展宣讲", "开展宣讲", "场"),
}
_PER = {"year": "全年", "quarter": "每季度", "member": "每名成员"}


def aim_words(kept: Kept) -> str:
    """What was promised, in our words: 每季度开展研讨不少于1场."""
    aim = kept.aim
    unit, member, word = _MEASURES[aim.measure]
    return f"{_PER[aim.per]}{member if aim.per == 'member' else unit}不少于{aim.at_least}{word}"


def aim_count(kept: Kept) -> str:
    """How far it came: 实际 of the year, the least of quarters or members."""
    word = _MEASURES[kept.aim.measure][2]
    least = "" if kept.aim.per == "year" else "最少"
    return f"{least}{kept.least.value}{word}"


def _short(kept: Kept) -> str:
    if kept.aim.per == "quarter":
        return f"（{'、'.join(wording.quarter(int(part)) for part in kept.short)}不足）"
    if kept.aim.per == "member":
        return f"（{len(kept.short)}人不足）"
    return f"（实际{aim_count(kept)}）"


PRODUCTS = {  # form → name, measure word; in the order they are named
    "article": ("理论文章", "篇"),
    "report": ("学习报告", "篇"),
    "survey": ("调研报告", "篇"),
    "lecture": ("宣讲", "场"),
    "bulletin": ("简报", "期"),
    "note": ("心得体会", "篇"),
}


def _products(year: Figures) -> str:
    counts = [
        f"{name}{year.products[form].value}{word}" for form, (name, word) in PRODUCTS.items() if form in year.products
    ]
    if not counts:
        return ""
    made, out = sum(count.value for count in year.products.values()), year.published.value
    published = f"，其中公开发表{out}篇" if out < made else "，已公开发表" if made == 1 else "，均已公开发表"
    lead = "全年" if year.span.whole else _during(year.span)
    return f"{lead}形成学习成果：{'、'.join(counts)}{published if out else ''}。"

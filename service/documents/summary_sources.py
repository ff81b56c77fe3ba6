"""数据来源: every figure of a summary by name, with its title, its value and the entries it was counted from."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from service import wording
from service.documents.records import Theme
from service.documents.schedule import Schedule
from service.documents.sessions import Product, Session
from service.documents.summary_text import PRODUCTS, aim_words
from service.figures import Count, Figures, Share

Of = Literal["sessions", "rows", "products", "themes", "promises"]
"""What the sources of a figure are ids of."""


class Sourced(Protocol):
    """What of a summary the sources are called by."""

    planned: Schedule
    themes: list[Theme]
    sessions: list[Session]
    products: list[Product]


@dataclass(frozen=True)
class Named:
    """One figure under its name."""

    title: str
    value: int | str  # a share as it is printed
    sources: tuple[str, ...]
    of: Of

    def as_dict(self) -> dict[str, object]:
        """The figure as other systems read it."""
        return {"title": self.title, "value": self.value, "sources": list(self.sources)}


def in_order(products: Iterable[Product]) -> list[Product]:
    """Products as they are listed: by form, then by day."""
    forms = list(PRODUCTS)
    return sorted(products, key=lambda product: (forms.index(product.form), product.date))


def catalogue(year: Figures) -> dict[str, Named]:
    """All figures of a year by name."""
    return {**_plan(year), **_sessions(year), **_attendance(year), **_members(year), **_outcome(year)}


def _count(title: str, count: Count, of: Of = "sessions") -> Named:
    return Named(title, count.value, count.sources, of)


def _share(title: str, share: Share, of: Of = "sessions") -> Named:
    return Named(title, wording.percent(share.value), share.sources, of)


def _plan(year: Figures) -> dict[str, Named]:
    plan = year.plan
    return {
        "sessions_planned": _count("计划场次", year.total.planned, "rows"),
        "sessions_held": _count("开展场次", year.total.held),
        "planned_held": _count("计划内已开展场次", plan.held, "rows"),
        "sessions_on_time": _count("按期开展场次", plan.on_time, "rows"),
        "sessions_moved": _count("调整时间开展场次", plan.moved, "rows"),
        "sessions_merged": _count("合并开展场次", plan.merged, "rows"),
        "sessions_unheld": _count("计划内未开展场次", plan.unheld, "rows"),
        "sessions_unplanned": _count("计划外场次", plan.unplanned),
        "sessions_elsewhere": _count("其他时段计划场次", plan.elsewhere),
        "completion_rate": _share("计划完成率", plan.completion, "rows"),
    }


def _sessions(year: Figures) -> dict[str, Named]:
    named = {
        "collective_sessions": _count("集体学习场次", year.collective),
        "seminars": _count("研讨场次", year.total.seminars),
    }
    for number, quarter in year.quarters.items():
        title = wording.quarter(number)
        named |= {
            f"sessions_planned_q{number}": _count(f"{title}计划场次", quarter.planned, "rows"),
            f"sessions_held_q{number}": _count(f"{title}开展场次", quarter.held),
            f"seminars_q{number}": _count(f"{title}研讨场次", quarter.seminars),
            f"attendance_due_q{number}": _count(f"{title}应到人次", quarter.due),
            f"attendance_present_q{number}": _count(f"{title}实到人次", quarter.present),
            f"attendance_rate_q{number}": _share(f"{title}参学率", quarter.attendance),
        }
    return named | {f"sessions_form_{form}": _count(f"{form}场次", count) for form, count in year.forms.items()}


def _attendance(year: Figures) -> dict[str, Named]:
    return {
        "attendance_due": _count("应到人次", year.total.due),
        "attendance_present": _count("实到人次", year.total.present),
        "attendance_on_leave": _count("请假人次", year.on_leave),
        "attendance_absent": _count("缺席人次", year.absent),
        "attendance_made_up": _count("补学人次", year.made_up),
        "attendance_rate": _share("参学率", year.total.attendance),
        "speeches": _count("发言人次", year.speeches),
        "key_speeches": _count("重点发言人次", year.key_speeches),
        "contents_studied": _count("学习内容", year.contents),
        "minutes": _count("会议纪要", year.minuted),
        "minutes_rate": _share("纪要完整度", year.minutes_share),
    }


def _members(year: Figures) -> dict[str, Named]:
    named: dict[str, Named] = {}
    for member in year.members:
        counts = {
            "due": ("应到", member.due),
            "present": ("实到", member.present),
            "on_leave": ("请假", member.on_leave),
            "absent": ("缺席", member.absent),
            "made_up": ("补学", member.made_up),
            "speeches": ("发言", member.speeches),
        }
        named |= {f"member_{word}_{member.key}": _count(member.key + title, c) for word, (title, c) in counts.items()}
        named[f"member_rate_{member.key}"] = _share(f"{member.key}出勤率", member.attendance)
    return named


def _outcome(year: Figures) -> dict[str, Named]:
    """Themes, products and promises."""
    coverage = year.coverage
    planned = Count(len(coverage.themes), coverage.share.sources)
    named = {
        "themes_planned": _count("计划学习专题", planned, "themes"),
        "themes_covered": _count("已学习专题", coverage.covered, "themes"),
        "coverage_rate": _share("专题覆盖率", coverage.share, "themes"),
    }
    products = tuple(source for form in PRODUCTS if form in year.products for source in year.products[form].sources)
    named["products"] = _count("学习成果", Count(len(products), products), "products")
    for form, (title, _) in PRODUCTS.items():
        named[f"products_{form}"] = _count(title, year.products.get(form, Count(0, ())), "products")
    named["published"] = _count("公开发表成果", year.published, "products")
    aims = {f"promise_{number}": aim for number, aim in enumerate(year.aims, 1)}
    for name, aim in aims.items():
        of: Of = "sessions" if aim.aim.measure in ("sessions", "seminars") else "products"
        named[name] = _count(aim_words(aim), aim.least, of)
    kept = tuple(name for name, aim in aims.items() if aim.kept)
    named["promises"] = Named("目标任务", len(aims), tuple(aims), "promises")
    named["promises_kept"] = Named("已完成目标任务", len(kept), kept, "promises")
    return named


# ---- the appendix ---------------------------------------------------------------------------------------------
def rows(summary: Sourced, year: Figures) -> Sequence[tuple[str, str, str]]:
    """Each figure with its value and, in words, where it comes from; what comes from nothing is left out."""
    places = _places(summary, year)
    return [
        (named.title, str(named.value), _worded(named, places[named.of]))
        for named in catalogue(year).values()
        if named.sources
    ]


_WORDS: dict[Of, str] = {
    "sessions": "第{}次",
    "rows": "计划第{}项",
    "products": "成果第{}项",
    "themes": "专题第{}项",
    "promises": "目标任务第{}项",
}


def _worded(named: Named, places: Mapping[str, int]) -> str:
    """Numbers in order, runs of three and more shortened: 第1—4、6次."""
    numbers = sorted({places[source] for source in named.sources})
    return _WORDS[named.of].format("、".join(_runs(numbers)))


def _runs(numbers: Sequence[int]) -> list[str]:
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return [f"{run[0]}—{run[-1]}" if len(run) > 2 else "、".join(map(str, run)) for run in runs]


def _places(summary: Sourced, year: Figures) -> dict[Of, dict[str, int]]:
    """The number that stands before an entry in the tables: of sessions their own, of the others their place."""
    return {
        "sessions": {session.id: session.number for session in summary.sessions},
        "rows": {row.id: place for place, row in enumerate(summary.planned.rows, 1)},
        "products": {product.id: place for place, product in enumerate(in_order(summary.products), 1)},
        "themes": {theme.id: place for place, theme in enumerate(summary.themes, 1)},
        "promises": {f"promise_{place}": place for place in range(1, len(year.aims) + 1)},
    }

"""The year's figures from plan, sessions and products, each with the entries it was counted from. Pure.

Domain practice (layout notes 5.3, 5.4). All arithmetic is exact; a share is rounded once, where it is printed: one
decimal, half up, 100% only when exact. What is counted lies in the span the summary looks back on:

    a session    when its first day does
    a planned row when its period begins there; a period that began in the year before begins on 1 January
    a product    when its date does
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeVar

from service.study import Aim, Held, Made, Planned, Span, Study, is_collective, is_seminar, quarter

Entry = TypeVar("Entry", Held, Made)


@dataclass(frozen=True)
class Count:
    """A number and the ids it was counted from."""

    value: int
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Share:
    """An exact share and the ids it was computed from; None when there is nothing to divide by."""

    value: Fraction | None
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Quarter:
    """The figures of one quarter, or of the whole span."""

    planned: Count
    held: Count
    seminars: Count  # 研讨, by form
    due: Count  # 应到人次 = Σ(出席 + 请假 + 缺席); 列席 stands outside
    present: Count  # 实到人次 = Σ出席
    attendance: Share  # 参学率 = Σ实到人次 / Σ应到人次, never the mean of rates


@dataclass(frozen=True)
class Attended:
    """One member's year. 补学 stands beside the rate and is never added to it."""

    key: str
    due: Count
    present: Count
    on_leave: Count
    absent: Count
    made_up: Count
    speeches: Count
    attendance: Share  # 个人出勤率 = 实到 / 应到


@dataclass(frozen=True)
class Fulfilled:
    """What became of the planned rows of the span."""

    held: Count  # rows that a session of the span held
    on_time: Count  # of these, held within their period
    moved: Count  # held, but only outside their period
    merged: Count  # rows that share a session with another row
    unheld: Count  # rows without a session
    completion: Share  # 计划完成率 = planned rows held / planned rows; extra sessions apart
    unplanned: Count  # sessions that hold no row of the plan
    elsewhere: Count  # sessions that hold rows of other months than the span's


@dataclass(frozen=True)
class Theme:
    """One theme of the plan: the rows that plan it, the sessions that studied it."""

    id: str
    planned: Count
    studied: Count


@dataclass(frozen=True)
class Coverage:
    """The planned themes of the span."""

    themes: tuple[Theme, ...]
    covered: Count  # themes that some session studied
    share: Share  # 专题覆盖率 = planned themes studied / planned themes


@dataclass(frozen=True)
class Kept:
    """What became of an aim: `least` is the count of the year, of the poorest quarter or of the poorest member."""

    aim: Aim
    least: Count
    short: tuple[str, ...]  # quarters (numbers) or members (keys) that have fewer than promised
    state: str  # kept; missed; open while there is time

    @property
    def kept(self) -> bool:
        return self.state == "kept"


@dataclass(frozen=True)
class Figures:
    """All figures of the span."""

    span: Span
    total: Quarter
    quarters: Mapping[int, Quarter]  # those the span touches
    forms: Mapping[str, Count]  # sessions by form, each in one form only, in the order the forms first came
    collective: Count  # 集体学习, by form
    plan: Fulfilled
    on_leave: Count
    absent: Count
    made_up: Count
    speeches: Count  # 发言人次
    key_speeches: Count
    contents: Count  # points of the agendas
    members: tuple[Attended, ...]  # those in office on some day of the span
    coverage: Coverage
    products: Mapping[str, Count]  # by form
    published: Count
    minuted: Count  # sessions with minutes
    minutes_share: Share  # 纪要完整度 = sessions with minutes / sessions held
    aims: tuple[Kept, ...]


def compute(study: Study) -> Figures:
    """All figures of the span of a study."""
    span = study.span
    held = sorted((session for session in study.held if span.holds(session.on)), key=lambda s: (s.on, s.id))
    planned = [row for row in study.planned if span.holds(row.begins(span.year))]
    made = [product for product in study.made if span.holds(product.on)]
    total = _quarter(planned, held)
    return Figures(
        span=span,
        total=total,
        quarters={number: _quarter(*_in_quarter(number, planned, held, span.year)) for number in span.quarters},
        forms=_by(held, lambda session: session.form),
        collective=_count(held, lambda session: is_collective(session.form)),
        plan=_fulfilled(planned, held),
        on_leave=_total(held, lambda session: len(session.on_leave)),
        absent=_total(held, lambda session: len(session.absent)),
        made_up=_total(held, lambda session: len(session.made_up)),
        speeches=_total(held, lambda session: len(session.speakers)),
        key_speeches=_total(held, lambda session: len(session.key_speakers)),
        contents=_total(held, lambda session: session.contents),
        members=tuple(_attended(office.key, held) for office in study.offices if office.touches(span)),
        coverage=_coverage(study, planned, held),
        products=_by(sorted(made, key=lambda product: product.form), lambda product: product.form),
        published=_count(made, lambda product: product.published),
        minuted=_count(held, lambda session: session.minutes),
        minutes_share=_share(sum(session.minutes for session in held), len(held), total.held.sources),
        aims=tuple(_kept(aim, study, held, made) for aim in study.aims),
    )


# ---- parts ----------------------------------------------------------------------------------------------------
def _in_quarter(
    number: int, planned: Sequence[Planned], held: Sequence[Held], year: int
) -> tuple[list[Planned], list[Held]]:
    """What of the span lies in one quarter."""
    rows = [row for row in planned if quarter(row.begins(year)) == number]
    return rows, [session for session in held if quarter(session.on) == number]


def _quarter(planned: Sequence[Planned], held: Sequence[Held]) -> Quarter:
    due, present = _total(held, lambda session: session.due), _total(held, lambda session: len(session.present))
    return Quarter(
        planned=_ids(row.id for row in planned),
        held=_ids(session.id for session in held),
        seminars=_count(held, lambda session: is_seminar(session.form)),
        due=due,
        present=present,
        attendance=_share(present.value, due.value, due.sources),
    )


def _fulfilled(planned: Sequence[Planned], held: Sequence[Held]) -> Fulfilled:
    holding = {row.id: [session for session in held if row.id in session.planned] for row in planned}
    done = [row for row in planned if holding[row.id]]
    in_time = {row.id for row in done if any(row.holds(session) for session in holding[row.id])}
    return Fulfilled(
        held=_ids(row.id for row in done),
        on_time=_ids(row.id for row in done if row.id in in_time),
        moved=_ids(row.id for row in done if row.id not in in_time),
        merged=_ids(row.id for row in done if any(len(session.planned) > 1 for session in holding[row.id])),
        unheld=_ids(row.id for row in planned if not holding[row.id]),
        completion=_share(len(done), len(planned), tuple(row.id for row in planned)),
        unplanned=_count(held, lambda session: not session.planned),
        elsewhere=_count(held, lambda session: bool(session.planned) and not set(session.planned) & set(holding)),
    )


def _attended(key: str, held: Sequence[Held]) -> Attended:
    present = _count(held, lambda session: key in session.present)
    due = _count(held, lambda session: key in session.present + session.on_leave + session.absent)
    return Attended(
        key=key,
        due=due,
        present=present,
        on_leave=_count(held, lambda session: key in session.on_leave),
        absent=_count(held, lambda session: key in session.absent),
        made_up=_count(held, lambda session: key in session.made_up),
        speeches=_total(held, lambda session: session.speakers.count(key)),
        attendance=_share(present.value, due.value, due.sources),
    )


def _coverage(study: Study, planned: Sequence[Planned], held: Sequence[Held]) -> Coverage:
    """The themes of the plan; one whose rows all begin outside the span is not planned for it.

    A session studies the themes it names; where it names none, those of the rows it holds.
    """
    of_row = {row.id: row.themes for row in study.planned}
    elsewhere = {theme for row in study.planned for theme in row.themes} - {t for row in planned for t in row.themes}
    studied = {
        session.id: set(session.themes or (theme for row in session.planned for theme in of_row.get(row, ())))
        for session in held
    }
    themes = tuple(
        Theme(
            theme,
            planned=_ids(row.id for row in planned if theme in row.themes),
            studied=_ids(session.id for session in held if theme in studied[session.id]),
        )
        for theme in study.themes
        if theme not in elsewhere
    )
    covered = _ids(theme.id for theme in themes if theme.studied.value)
    return Coverage(themes, covered, _share(covered.value, len(themes), tuple(theme.id for theme in themes)))


# ---- promises -------------------------------------------------------------------------------------------------
_PRODUCTS = {"articles": "article", "reports": "report", "surveys": "survey", "lectures": "lecture"}


def _kept(aim: Aim, study: Study, held: Sequence[Held], made: Sequence[Made]) -> Kept:
    """An aim against its count; a count too small is open while quarters or the year still run.

    per year: the count. per quarter: the least of the quarters. per member: the least of the members in office;
    a session counts for who was present, a product for its authors.
    """
    counts = _counts(aim, study, held, made)
    least = min(counts.values(), key=lambda count: count.value, default=Count(0, ()))
    short = tuple(part for part, count in counts.items() if count.value < aim.at_least)
    over = [part for part in short if aim.per == "quarter" and study.span.quarter_is_over(int(part))]
    if aim.per != "year":
        least = Count(least.value, tuple(source for count in counts.values() for source in count.sources))
    state = "missed" if study.span.closing or over else "open"
    return Kept(aim, least, short if aim.per != "year" else (), state if short else "kept")


def _counts(aim: Aim, study: Study, held: Sequence[Held], made: Sequence[Made]) -> dict[str, Count]:
    """What an aim counts, for each part it is promised for."""
    entries: list[Held | Made] = [product for product in made if product.form == _PRODUCTS.get(aim.measure)]
    if aim.measure not in _PRODUCTS:
        entries = [session for session in held if aim.measure != "seminars" or is_seminar(session.form)]
    if aim.per == "quarter":
        return {str(part): _ids(e.id for e in entries if quarter(e.on) == part) for part in study.span.quarters}
    if aim.per == "member":
        keys = [office.key for office in study.offices if office.touches(study.span)]
        return {key: _ids(entry.id for entry in entries if key in entry.who) for key in keys}
    return {"year": _ids(entry.id for entry in entries)}


# ---- counting -------------------------------------------------------------------------------------------------
def _ids(ids: Iterable[str]) -> Count:
    sources = tuple(ids)
    return Count(len(sources), sources)


def _count(entries: Iterable[Entry], counts: Callable[[Entry], bool]) -> Count:
    return _ids(entry.id for entry in entries if counts(entry))


def _by(entries: Sequence[Entry], word: Callable[[Entry], str]) -> dict[str, Count]:
    """Counts by a word of each entry, in the order the words first come."""
    words = dict.fromkeys(map(word, entries))
    return {name: _ids(entry.id for entry in entries if word(entry) == name) for name in words}


def _total(held: Iterable[Held], amount: Callable[[Held], int]) -> Count:
    found = [(session.id, amount(session)) for session in held]
    return Count(sum(number for _, number in found), tuple(id for id, number in found if number))


def _share(part: int, whole: int, sources: tuple[str, ...]) -> Share:
    return Share(Fraction(part, whole) if whole else None, sources)

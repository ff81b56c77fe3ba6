"""What must hold of the figures of every year: sums, places, order, and what one session adds."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from service.figures import Count, compute
from service.study import Aim, Office, Study
from tests.studies import YEAR_2026, held, made, planned

# ---- every year -----------------------------------------------------------------------------------------------
months = st.integers(1, 12)
PEOPLE = ("甲", "乙", "丙", "丁")


@st.composite
def years(draw: st.DrawFn) -> Study:
    themes = ("T1", "T2")
    rows = [
        planned(f"R{n}", month, themes=(draw(st.sampled_from(themes)),))
        for n, month in enumerate(draw(st.lists(months, max_size=8)))
    ]
    ids = [row.id for row in rows]
    sessions = []
    for number in range(draw(st.integers(0, 8))):
        marks = [(person, draw(st.integers(0, 3))) for person in PEOPLE]
        lists = [tuple(person for person, mark in marks if mark == wanted) for wanted in range(3)]
        sessions.append(
            held(
                f"S{number}", draw(months), present=lists[0], on_leave=lists[1], absent=lists[2],
                planned=tuple(draw(st.lists(st.sampled_from(ids), max_size=3, unique=True))) if ids else (),
                form=draw(st.sampled_from(["集体学习研讨", "集体学习", "专题研讨", "专题调研"])),
                key_speakers=lists[0][: draw(st.integers(0, 4))],
            )
        )  # fmt: skip
    products = [
        made(f"P{n}", draw(st.sampled_from(["article", "note"])), draw(months)) for n in range(draw(st.integers(0, 3)))
    ]
    return Study(
        YEAR_2026, [Office(person) for person in PEOPLE], rows, sessions, products, themes,
        [Aim("seminars", 1, "quarter"), Aim("sessions", 2, "member")],
    )  # fmt: skip


@settings(deadline=None)
@given(years())
def test_quarters_and_forms_sum_to_the_year(year: Study) -> None:
    figures = compute(year)
    for name in ("planned", "held", "seminars", "due", "present"):
        parts: list[Count] = [getattr(quarter, name) for quarter in figures.quarters.values()]
        assert sum(part.value for part in parts) == getattr(figures.total, name).value
        assert sorted(id for part in parts for id in part.sources) == sorted(getattr(figures.total, name).sources)
    assert sum(count.value for count in figures.forms.values()) == figures.total.held.value


@settings(deadline=None)
@given(years())
def test_members_sum_to_the_year(year: Study) -> None:
    figures = compute(year)
    for name, whole in (
        ("due", figures.total.due),
        ("present", figures.total.present),
        ("on_leave", figures.on_leave),
        ("absent", figures.absent),
        ("speeches", figures.speeches),
    ):
        assert sum(getattr(member, name).value for member in figures.members) == whole.value
    assert figures.total.due.value == figures.total.present.value + figures.on_leave.value + figures.absent.value


@settings(deadline=None)
@given(years())
def test_no_share_leaves_0_to_1(year: Study) -> None:
    figures = compute(year)
    quarters = [figures.total, *figures.quarters.values()]
    shares = [figures.plan.completion, figures.coverage.share, figures.minutes_share]
    for share in [*shares, *(q.attendance for q in quarters), *(m.attendance for m in figures.members)]:
        assert share.value is None or 0 <= share.value <= 1


@settings(deadline=None)
@given(years())
def test_every_row_and_every_session_stands_in_one_place(year: Study) -> None:
    plan = compute(year).plan
    assert sorted(plan.on_time.sources + plan.moved.sources) == sorted(plan.held.sources)
    assert sorted(plan.held.sources + plan.unheld.sources) == sorted(row.id for row in year.planned)
    assert set(plan.merged.sources) <= set(plan.held.sources)
    assert sorted(plan.unplanned.sources) == sorted(session.id for session in year.held if not session.planned)


@settings(deadline=None)
@given(years(), st.randoms())
def test_the_order_of_sessions_changes_nothing(year: Study, random: object) -> None:
    mixed = list(year.held)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    assert compute(replace(year, held=mixed)) == compute(year)


@settings(deadline=None)
@given(years(), st.data())
def test_without_a_session_exactly_its_figures_change(year: Study, data: st.DataObject) -> None:
    if not year.held:
        return
    gone = data.draw(st.sampled_from(list(year.held)))
    before, after = compute(year), compute(replace(year, held=[s for s in year.held if s is not gone]))

    def lost(then: Count, now: Count) -> int:
        assert tuple(source for source in then.sources if source != gone.id) == now.sources
        return then.value - now.value

    number = (gone.on.month - 1) // 3 + 1
    for quarter in (1, 2, 3, 4):
        own = quarter == number
        assert lost(before.quarters[quarter].held, after.quarters[quarter].held) == own
        assert lost(before.quarters[quarter].due, after.quarters[quarter].due) == own * gone.due
        assert lost(before.quarters[quarter].present, after.quarters[quarter].present) == own * len(gone.present)
        assert before.quarters[quarter].planned == after.quarters[quarter].planned
    assert lost(before.speeches, after.speeches) == len(gone.speakers)
    assert lost(before.on_leave, after.on_leave) == len(gone.on_leave)
    assert lost(before.plan.unplanned, after.plan.unplanned) == (not gone.planned)
    others = {row for session in year.held if session is not gone for row in session.planned}
    assert set(before.plan.held.sources) - set(after.plan.held.sources) == set(gone.planned) - others
    assert before.products == after.products
    for then, now in zip(before.members, after.members, strict=True):
        assert lost(then.present, now.present) == (then.key in gone.present)

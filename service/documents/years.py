"""全年: one unit's plan, sessions, products and narrative: everything the papers of its year are derived from."""

from pathlib import Path
from typing import Any

from service.documents.records import (
    CheckedRecord,
    Found,
    Imprint,
    Layout,
    Letterhead,
    Member,
    Record,
    Signature,
    described,
    many,
    too_deep,
)
from service.documents.sessions import Narrative, Product, Session, Unheld
from service.documents.tables import Row
from service.documents.text import Line
from service.documents.text import Year as YearNumber
from service.documents.work_plan import WorkPlan
from service.documents.year_faults import Parts, year_faults

NAME = "year"
TITLE = "全年材料"
PURPOSE = "一个单位全年的计划、各场学习和总结文字，由此生成工作计划、各期纪要和年度总结"
SAMPLE = Path(__file__).resolve().parents[2] / "fixtures" / "year.json"


class Defaults(Record, title="通用设置"):
    """What every paper of the year has that does not say otherwise."""

    letterhead: Letterhead | None = described("版头", "layout", None, help="各文件没有写版头时用它")
    imprint: Imprint | None = described("版记", "layout", None, help="各文件没有写版记时用它")
    signature: Signature | None = described("署名和日期", "layout", None, help="计划和总结没有写署名时用它")
    layout: Layout | None = described("版式", "layout", None, help="各文件没有写版式时用它")


class Year(CheckedRecord, title=TITLE):
    """One unit's year. Its papers are derived from it; it is no paper itself."""

    organ: Line = described("机关", "often", example="中共X市某局党组")
    year: YearNumber = described("年度", "layout", example=2026)
    members: list[Member] = many("学习成员", "often", least=1, most=200)
    plan: WorkPlan = described("工作计划", "once")
    sessions: list[Session] = many("已开展场次", "once", most=400)
    unheld: list[Unheld] = many("未开展场次", "once", most=400)
    products: list[Product] = many("学习成果", "once", most=2000)
    narrative: Narrative = described("文字总结", "once")
    defaults: Defaults = described("通用设置", "layout", Defaults())
    data_sources: bool = described("数据来源附表", "layout", False, help="总结后附每个数字来自哪些场次")

    @property
    def rows(self) -> list[Row]:
        """The planned sessions."""
        return [] if self.plan.schedule is None else self.plan.schedule.rows

    @property
    def parts(self) -> Parts:
        return Parts(
            self.year,
            self.members,
            self.rows,
            self.plan.themes,
            self.sessions,
            self.unheld,
            self.products,
            rows_at="/plan/schedule/rows",
            themes_at="/plan/themes",
        )

    def faults(self) -> list[Found]:
        other = [] if self.plan.year == self.year else [("/plan/year", "other-year", f"应是{self.year}年的计划")]
        return [*super().faults(), *other, *year_faults(self.parts), *self._narrative(), *self._issues()]

    def _narrative(self) -> list[Found]:
        period = self.narrative.period
        deep = [
            fault
            for part in ("practices", "problems", "next_steps")
            for fault in too_deep(getattr(self.narrative, part), f"/narrative/{part}", 2)
        ]
        if period.from_.year == period.to.year == self.year:
            return deep
        return [*deep, ("/narrative/period", "other-year", f"总结的起止日期应在{self.year}年内，请核对")]

    def _issues(self) -> list[Found]:
        """Minutes bear an issue or a number of the organ, and one of them only."""
        default = self.defaults.letterhead
        faults = []
        for index, session in enumerate(self.sessions):
            if session.minutes is None:
                continue
            own = session.minutes.letterhead
            numbered = own.number is not None if own else default is not None and default.number is not None
            issued = session.minutes.issue is not None
            if (own is not None and numbered and issued) or not (numbered or issued):
                sentence = "期号和版头的发文字号要填写其中一项，也只填一项"
                faults.append((f"/sessions/{index}/minutes/issue", "issue-or-number", sentence))
        return faults


def schema() -> dict[str, Any]:
    """JSON Schema 2020-12 of a year, with Chinese titles, descriptions and examples."""
    described_as = {"title": TITLE, "description": PURPOSE}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **Year.model_json_schema(by_alias=True),
        **described_as,
    }

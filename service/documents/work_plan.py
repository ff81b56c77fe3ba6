"""工作计划: the annual study plan, with its schedule bound in as attachment 1."""

from collections.abc import Sequence

from service.documents import contexts
from service.documents.contexts import IssuedContext
from service.documents.issued import Issued
from service.documents.kinds import Kind
from service.documents.records import Found, Promise, Section, Theme, described, many, too_deep
from service.documents.schedule import composed_title as schedule_title
from service.documents.tables import BoundSchedule, Table
from service.documents.text import Text, Year


class WorkPlan(Issued):
    """One year's study plan of a 党组: basis, numbered sections, closing, schedule."""

    year: Year = described("年度", "layout", help="写入自动标题，空着的日期也用它", example=2026)
    opening: list[Text] = many("开头", "once", least=1, most=50)
    sections: list[Section] = many("正文", "once", least=1, most=99)
    closing: list[Text] = many("结尾", "once", most=50)
    themes: list[Theme] = many("专题", "figures", most=99)
    promises: list[Promise] = many("目标任务", "figures", most=50)
    schedule: BoundSchedule | None = described("计划安排表", "once", None, help="作为附件1，机关和年度同计划")

    def composed_title(self) -> str:
        return f"{self.organ}{self.year}年度理论学习工作计划"

    def faults(self) -> list[Found]:
        return [*super().faults(), *too_deep(self.sections, "/sections"), *self._unknown_themes()]

    def _unknown_themes(self) -> list[Found]:
        known = {theme.id for theme in self.themes}
        rows = self.schedule.rows if self.schedule else []
        return [
            (f"/schedule/rows/{index}/themes/{place}", "unknown-theme", f"专题编号“{theme[:40]}”不在专题列表中，请核对")
            for index, row in enumerate(rows)
            for place, theme in enumerate(row.themes)
            if theme not in known
        ]


def context(plan: WorkPlan) -> IssuedContext:
    """What the plan's template sees."""
    attachments: list[tuple[str, Table | None, Sequence[Section]]] = []
    if plan.schedule is not None:
        attachments.append((plan.schedule.title or schedule_title(plan.organ, plan.year), plan.schedule, ()))
    return contexts.issued_context(
        plan,
        year=plan.year,
        body=contexts.text_blocks(plan.opening, plan.sections, plan.closing),
        attachments=[*attachments, *contexts.own_attachments(plan.attachments)],
    )


KIND = Kind("work_plan", "工作计划", "全年学习的总体安排，正文后附计划安排表", WorkPlan, context, IssuedContext)

"""计划安排表: the 附件 alone: label, title and the table of planned sessions."""

from typing import Annotated, TypedDict

from service.documents import contexts
from service.documents.contexts import Properties
from service.documents.kinds import Kind
from service.documents.records import Common, described
from service.documents.tables import ScheduleTable, Table, schedule_table
from service.documents.text import Year


class Schedule(Common, Table):
    """The planned sessions of one year; head, signature and imprint belong to the document it is attached to."""

    year: Year = described("年度", "layout", help="写入自动标题，空着的日期也用它", example=2026)

    def composed_title(self) -> str:
        return composed_title(self.organ, self.year)


class ScheduleContext(TypedDict):
    """What the schedule's template sees."""

    properties: Annotated[Properties, "文件属性"]
    label: Annotated[str, "附件标识"]
    title: Annotated[str, "标题，已分行"]
    table: Annotated[ScheduleTable, "安排表"]
    landscape_end: Annotated[bool, "是否横排"]


def composed_title(organ: str, year: int) -> str:
    """The title of a schedule that was given none."""
    return f"{organ}{year}年度理论学习计划安排表"


def context(schedule: Schedule) -> ScheduleContext:
    """What the schedule's template sees."""
    title = schedule.full_title
    return ScheduleContext(
        properties=Properties(title=contexts.one_line(title), organ=schedule.organ, date=""),
        label="附件",
        title=contexts.title_lines(title, schedule.organ),
        table=schedule_table(schedule, schedule.year, schedule.layout.numbers),
        landscape_end=schedule.pages() == "landscape",
    )


KIND = Kind("schedule", "计划安排表", "全年各场学习的时间、专题和形式，单独成表", Schedule, context, ScheduleContext)

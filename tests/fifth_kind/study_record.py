"""学习记录: a unit's own record of one study session: who, when and where in a table, then what was studied."""

from pathlib import Path
from typing import TypedDict

from service import wording
from service.documents import contexts
from service.documents.contexts import Block, Properties
from service.documents.kinds import Kind
from service.documents.records import Common, Found, Person, Section, described, many, too_deep
from service.documents.text import Clock, Day, Line

_HERE = Path(__file__).parent


class StudyRecord(Common):
    """One session as it was held; never issued, so without 版头, signature and 版记."""

    held_on: Day = described("日期", "as:date", example="2026-03-13")
    starts: Clock | None = described("开始时间", "as:clock", None, example="09:00")
    ends: Clock | None = described("结束时间", "as:clock", None, example="11:30")
    place: Line = described("地点", "once", example="机关三楼会议室")
    chair: Line = described("主持人", "often", example="甲某")
    recorder: Line = described("记录人", "often", example="辛某")
    attendees: list[Person] = many("参加人员", "often", least=1)
    sections: list[Section] = many("学习内容", "once", least=1, most=99)

    def composed_title(self) -> str:
        return f"{self.organ}{wording.full_date(self.held_on)}学习记录"

    def faults(self) -> list[Found]:
        return [*super().faults(), *too_deep(self.sections, "/sections"), *self._times()]

    def _times(self) -> list[Found]:
        if self.ends is None:
            return []
        if self.starts is None:
            return [("/starts", "no-start", "写了结束时间，也要写开始时间")]
        return [("/ends", "period-order", "结束时间不晚于开始时间，请改正")] if self.ends <= self.starts else []


class Fact(TypedDict):
    """A row of the table above the text."""

    label: str
    value: str


class StudyRecordContext(TypedDict):
    """What the template of a study record sees."""

    properties: Properties
    title: str
    facts: list[Fact]
    body: list[Block]


def context(record: StudyRecord) -> StudyRecordContext:
    """What the template of a study record sees."""
    title = record.full_title
    facts = {
        "时间": _time(record),
        "地点": record.place,
        "主持人": record.chair,
        "记录人": record.recorder,
        "参加人员": wording.persons([person.listed for person in record.attendees]),
    }
    return StudyRecordContext(
        properties=Properties(title=contexts.one_line(title), organ=record.organ, date=record.held_on.isoformat()),
        title=contexts.title_lines(title, record.organ),
        facts=[Fact(label=label, value=value) for label, value in facts.items()],
        body=contexts.text_blocks((), record.sections, ()),
    )


def _time(record: StudyRecord) -> str:
    """2026年3月13日9时至11时30分, as far as it is known."""
    clocks = [wording.clock(time) for time in (record.starts, record.ends) if time is not None]
    return wording.full_date(record.held_on) + "至".join(clocks)


KIND = Kind(
    "study_record",
    "学习记录",
    "一次学习的时间、地点、人员和内容，内部留存",
    StudyRecord,
    context,
    StudyRecordContext,
    template_folder=_HERE,
    fixture_folder=_HERE,
)

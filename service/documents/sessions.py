"""Records of sessions that were held, and of what a year brought forth."""

from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field

from service.documents.records import (
    CheckedRecord,
    Found,
    Imprint,
    Letterhead,
    Person,
    Record,
    Section,
    Signature,
    described,
    many,
)
from service.documents.rolls import Listed, Roll
from service.documents.text import Clock, Day, Heading, Line, Phrase, Text

Issue = Annotated[int, Field(ge=1, le=9999)]


class Leave(Record, title="请假"):
    person: Person = described("人员", "often")
    reason: Phrase = described("请假事由", "once", example="公务出差")


class Absence(Record, title="缺席"):
    person: Person = described("人员", "often")
    reason: Phrase | None = described("缺席原因", "once", None, example="未请假")


class Makeup(Record, title="补学"):
    person: Line = described("补学人", "as:person", help="请假或缺席人员的姓名或编号", example="戊某")
    on: Day = described("补学日期", "as:date", example="2026-03-20")


class AgendaPoint(Record, title="议题"):
    topic: Heading = described("议题", "once", example="学习年度重点材料")
    leader: Line | None = described("领学人", "as:person", None, example="乙某")
    contents: list[Text] = many("学习内容", "once", most=100)


class Speech(Record, title="发言"):
    person: Line = described("发言人", "as:person", help="出席或列席人员的姓名或编号", example="丙某")
    role: Literal["key", "free"] = described(
        "发言类型", "layout", "free", help="key 重点发言，free 交流发言", example="key"
    )
    points: list[Text] = many("发言要点", "once", least=1, most=100)


class Decision(Record, title="议定事项"):
    matter: Text = described("议定事项", "once", example="修订学习考勤办法")
    responsible: list[Line] = many("责任人", "as:person", most=20, help="姓名、编号或科室名称", example=["丁某"])
    due: Day | None = described("完成时限", "as:date", None, example="2026-04-30")


class SessionMinutes(Record, title="本场纪要"):
    """What turns a session of a year into minutes of its own."""

    issue: Issue | None = described("期号", "figures", None, example=3)
    letterhead: Letterhead | None = described("版头", "figures", None)
    imprint: Imprint | None = described("版记", "figures", None)
    signature: Signature | None = described("署名和日期", "figures", None)


class Session(CheckedRecord, title="学习场次"):
    id: Line = described("场次编号", "figures", example="S03")
    planned: list[Line] = many("对应的计划场次", "figures", most=20, example=["R03"])
    number: Annotated[int, Field(ge=1, le=999)] = described("第几次", "as:number", example=3)
    held_on: Day = described("日期", "as:date", example="2026-03-12")
    ends_on: Day | None = described("结束日期", "as:date", None)
    starts: Clock | None = described("开始时间", "as:clock", None, example="09:00")
    ends: Clock | None = described("结束时间", "as:clock", None, example="11:30")
    place: Phrase = described("地点", "once", example="机关三楼会议室")
    form: Phrase = described("学习形式", "often", example="集体学习研讨")
    topic: Heading = described("学习主题", "once", example="学习贯彻党的创新理论")
    themes: list[Line] = many("所属专题", "figures", most=50, example=["T1"])
    chair: Line = described("主持人", "as:person", example="甲某")
    recorder: Phrase = described("记录人", "once", example="辛某")
    expected: Annotated[int, Field(ge=1, le=999)] | None = described(
        "应到人数", "as:number", None, help="不填时按出席、请假、缺席人数相加", example=8
    )
    present: list[Person] = many("出席", "often", least=1)
    on_leave: list[Leave] = many("请假", "once")
    absent: list[Absence] = many("缺席", "once")
    observers: list[Person] = many("列席", "often")
    makeups: list[Makeup] = many("补学", "once")
    agenda: list[AgendaPoint] = many("学习内容", "once", most=50)
    speeches: list[Speech] = many("发言", "once", most=99)
    conclusions: list[Text] = many("会议要求", "once", most=100)
    decisions: list[Decision] = many("议定事项", "once", most=99)
    minutes: SessionMinutes | None = described("纪要", "figures", None)

    @property
    def due(self) -> int:
        """应到 = 出席 + 请假 + 缺席."""
        return len(self.present) + len(self.on_leave) + len(self.absent)

    @property
    def away(self) -> list[Person]:
        """Who was due and did not come."""
        return [entry.person for entry in self.on_leave] + [entry.person for entry in self.absent]

    @cached_property
    def came(self) -> Roll:
        """Who a chair may be."""
        return Roll(self.present)

    @cached_property
    def here(self) -> Roll:
        """Who may speak or lead."""
        return Roll([*self.present, *self.observers])

    @cached_property
    def missed(self) -> Roll:
        """Who may make up."""
        return Roll(self.away)

    @cached_property
    def everybody(self) -> Roll:
        """Who may be responsible for something."""
        return Roll([*self.present, *self.away, *self.observers])

    def faults(self) -> list[Found]:
        return [*self._times(), *self._attendance(), *self._makeups(), *self._references()]

    def _times(self) -> list[Found]:
        faults = []
        if self.ends_on is not None and self.ends_on < self.held_on:
            faults.append(("/ends_on", "period-order", "结束日期早于开始日期，请改正"))
        same_day = self.ends_on is None or self.ends_on == self.held_on
        if self.ends is not None and self.starts is None:
            faults.append(("/starts", "no-start", "写了结束时间，也要写开始时间"))
        if same_day and self.starts is not None and self.ends is not None and self.ends <= self.starts:
            faults.append(("/ends", "period-order", "结束时间不晚于开始时间，请改正"))
        return faults

    def _attendance(self) -> list[Found]:
        lists = [("/present/{}", "出席", self.present), ("/observers/{}", "列席", self.observers)]
        lists += [
            ("/on_leave/{}/person", "请假", [entry.person for entry in self.on_leave]),
            ("/absent/{}/person", "缺席", [entry.person for entry in self.absent]),
        ]
        listed = Listed()
        faults = [
            (pointer.format(index), *fault)
            for pointer, title, people in lists
            for index, person in enumerate(people)
            if (fault := listed.fault(person, title))
        ]
        if self.expected is not None and self.expected != self.due:
            faults.append(
                ("/expected", "attendance", f"应到{self.expected}人，与出席、请假、缺席合计{self.due}人不符，请核对")
            )
        return faults

    def _makeups(self) -> list[Found]:
        """People who made up for the same session more than once."""
        faults = []
        seen: set[int] = set()
        for index, makeup in enumerate(self.makeups):
            person = self.missed.find(makeup.person)
            if person is not None and id(person) in seen:
                sentence = f"“{person.name[:40]}”已登记过补学，请只保留一处"
                faults.append((f"/makeups/{index}/person", "listed-twice", sentence))
            seen.add(id(person))
        return faults

    def _references(self) -> list[Found]:
        asked = [("/chair", self.chair, self.came, "出席人员")]
        asked += [
            (f"/speeches/{i}/person", speech.person, self.here, "出席或列席人员")
            for i, speech in enumerate(self.speeches)
        ]
        asked += [
            (f"/agenda/{i}/leader", point.leader, self.here, "出席或列席人员")
            for i, point in enumerate(self.agenda)
            if point.leader is not None
        ]
        asked += [
            (f"/makeups/{i}/person", makeup.person, self.missed, "请假或缺席人员")
            for i, makeup in enumerate(self.makeups)
        ]
        asked += [
            (f"/decisions/{i}/responsible/{place}", reference, self.everybody, "")  # may be a department
            for i, decision in enumerate(self.decisions)
            for place, reference in enumerate(decision.responsible)
        ]
        return [
            (pointer, *fault) for pointer, reference, roll, where in asked if (fault := roll.fault(reference, where))
        ]


class Unheld(Record, title="未开展场次"):
    row: Line = described("计划场次", "figures", help="未开展场次在计划表中的编号", example="R07")
    reason: Text = described("未开展原因", "once", example="因防汛值守推迟到下年度")


class Product(Record, title="学习成果"):
    id: Line = described("成果编号", "figures", example="P1")
    form: Literal["article", "report", "survey", "lecture", "bulletin", "note"] = described(
        "成果形式",
        "figures",
        help="article 理论文章，report 学习报告，survey 调研报告，lecture 宣讲，bulletin 简报，note 心得体会",
        example="article",
    )
    title: Heading = described("成果名称", "once", example="关于基层学习的几点思考")
    authors: list[Person] = many("作者", "often", least=1, most=20)
    date: Day = described("日期", "as:date", example="2026-06-30")
    published_in: Line | None = described("发表载体", "once", None, example="某市机关工作")
    session: Line | None = described("对应场次", "figures", None, example="S03")


class Span(CheckedRecord, title="起止日期"):
    from_: Day = described("起", "as:date", example="2026-01-01", alias="from")
    to: Day = described("止", "as:date", example="2026-12-31")

    def faults(self) -> list[Found]:
        return [("/to", "period-order", "结束日期早于开始日期，请改正")] if self.to < self.from_ else []


class Narrative(Record, title="文字总结"):
    """What a year's summary says in words; its numbers are computed."""

    period: Span = described("起止日期", "as:date")
    opening: list[Text] = many("开头", "once", least=1, most=50)
    practices: list[Section] = many("主要做法和成效", "once", least=1, most=50)
    problems: list[Section] = many("存在的问题", "once", most=50)
    next_steps: list[Section] = many("下一步打算", "once", most=50)
    closing: list[Text] = many("结尾", "once", most=50)

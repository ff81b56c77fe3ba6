"""Records that the kinds share: persons, letterhead, signature, imprint, sections, and what every kind begins with.

Every field says how it is printed (design rule: nothing a payload carries may vanish):

    once      its text stands exactly once in the document
    often     at least once
    as:NAME   reworded by a rule: a date, a number, a reference to a person
    figures   only counted; layout: only decides how something looks
"""

from collections.abc import Iterable
from datetime import date
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, PrivateAttr, model_validator
from pydantic_core import PydanticCustomError

from service import gbt9704 as gbt
from service import titles
from service.documents.text import Day, Heading, Line, Text, Year

Printed = Literal["once", "often", "as:date", "as:period", "as:clock", "as:number", "as:person", "figures", "layout"]

DEEPEST_SECTION = 4
MOST_COPIES = 400  # 字 of all 抄送 together: the 版记 stands on one page


def described(
    title: str, printed: Printed, default: Any = ..., *, example: Any = None, help: str = "", **limits: Any
) -> Any:
    """A record field with its Chinese title, how it is printed, and an example for the schema."""
    return Field(
        default,
        title=title,
        description=help or None,
        examples=None if example is None else [example],
        json_schema_extra={"printed": printed},
        **limits,
    )


def many(title: str, printed: Printed, *, least: int = 0, most: int = 200, help: str = "", example: Any = None) -> Any:
    """A list field: empty by default unless it must hold `least` entries."""
    limits: dict[str, Any] = {"max_length": most} | ({"min_length": least} if least else {"default_factory": list})
    default = limits.pop("default_factory", None)
    field: Any = Field(
        **({} if default is None else {"default_factory": default}),
        title=title,
        description=help or None,
        examples=None if example is None else [example],
        json_schema_extra={"printed": printed},
        **limits,
    )
    return field


class Record(BaseModel):
    """A validated piece of payload: strict types, unknown fields refused, never changed afterwards."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


Found = tuple[str, str, str]
"""A fault that single fields cannot see: pointer below the record, code, sentence."""


class CheckedRecord(Record):
    """A record whose fields owe each other something: `faults` tells all that is wrong with them at once."""

    def faults(self) -> list[Found]:
        return []

    @model_validator(mode="after")
    def _refused(self) -> Self:
        if faults := self.faults():
            raise PydanticCustomError("faults", "内容前后不一致", {"faults": faults})
        return self


def repeated(ids: Iterable[str], pointer: str, title: str) -> list[Found]:
    """Entries that bear the id of an earlier one; `pointer` has a {} for the entry's place."""
    seen: set[str] = set()
    faults = []
    for index, name in enumerate(ids):
        if name in seen:
            faults.append((pointer.format(index), "repeated-id", f"{title}“{name[:40]}”重复，请改成不同的编号"))
        seen.add(name)
    return faults


# ---- people ---------------------------------------------------------------------------------------------------
class Person(Record, title="人员"):
    name: Line = described("姓名", "often", example="甲某")
    post: Line | None = described("职务", "often", None, example="局党组成员、副局长")
    unit: Line | None = described("单位", "often", None, example="某局办公室")
    id: Line | None = described("编号", "layout", None, help="只在有重名时用来区分", example="p-03")

    @property
    def listed(self) -> tuple[str, str, str]:
        """(unit, post, name), as `wording.persons` takes it."""
        return self.unit or "", self.post or "", self.name


class Member(Person, title="学习成员"):
    # a member's time in office bounds the sessions that count for them
    from_: Day | None = described("任职起", "figures", None, example="2026-01-01", alias="from")
    until: Day | None = described("任职止", "figures", None, example="2026-12-31")

    def in_office(self, day: date) -> bool:
        """Whether the member was in office on `day`."""
        return (self.from_ is None or self.from_ <= day) and (self.until is None or day <= self.until)


# ---- head and foot of a document ------------------------------------------------------------------------------
class DocumentNumber(Record, title="发文字号"):
    code: Line = described("机关代字", "once", example="某局党组发")
    year: Year = described("年份", "as:number", example=2026)
    sequence: Annotated[int, Field(ge=1, le=99999)] | None = described(
        "顺序号", "as:number", None, help="批准后才编号时可以不填，文件按稿处理", example=3
    )


class Secrecy(Record, title="密级和保密期限"):
    level: Literal["秘密", "机密", "绝密"] = described("密级", "often", example="秘密")
    period: Line | None = described("保密期限", "once", None, example="1年")


class Signer(Record, title="签发人"):
    name: Line = described("签发人", "once", example="甲某")
    organ: Line | None = described("签发机关", "once", None, help="联合行文时填写", example="X市某局")


class Letterhead(Record, title="版头"):
    organs: list[Line] = many(
        "发文机关", "once", least=1, most=12, help="联合行文时主办机关在前", example=["中共X市某局党组"]
    )
    suffix: Line | None = described("标志后缀", "once", None, help="默认“文件”，会议纪要默认“会议纪要”", example="文件")
    number: DocumentNumber | None = described("发文字号", "once", None)
    copy_number: Annotated[str, Field(pattern=r"^[0-9]{6}$")] | None = described("份号", "once", None, example="000001")
    secrecy: Secrecy | None = described("密级和保密期限", "once", None)
    urgency: Literal["特急", "加急"] | None = described("紧急程度", "once", None, example="加急")
    signers: list[Signer] = many("签发人", "once", most=12, help="上行文才填写")


class Signature(Record, title="署名和日期"):
    organs: list[Line] = many("署名机关", "once", least=1, most=12, example=["中共X市某局党组"])
    date: Day | None = described("成文日期", "as:date", None, help="未定时不填，文件按稿处理", example="2026-03-05")
    seal: Literal["sealed", "unsealed"] = described("是否加盖印章", "layout", "sealed", example="sealed")


class Imprint(CheckedRecord, title="版记"):
    copies_to: list[Line] = many("抄送机关", "once", most=50, example=["中共X市委宣传部"])
    issuer: Line = described("印发机关", "once", example="某局党组办公室")
    issued_on: Day | None = described(
        "印发日期", "as:date", None, help="未定时不填，文件按稿处理", example="2026-03-06"
    )

    def faults(self) -> list[Found]:
        long = sum(map(len, self.copies_to)) > MOST_COPIES
        return [("/copies_to", "too-long", f"抄送机关合计超过{MOST_COPIES}个字，版记放不下，请精简")] if long else []


# ---- text -----------------------------------------------------------------------------------------------------
class Section(CheckedRecord, title="段落层次"):
    """A numbered part of the text; its depth gives 一、（一）1.（1）."""

    heading: Heading | None = described("小标题", "once", None, help="不填时编号写在第一段前", example="总体要求")
    run_in: bool = described("标题与正文接排", "layout", False, help="标题以句号结束，正文接在同一段")
    paragraphs: list[Text] = many("段落", "once", most=500, example=["围绕年度重点任务开展学习。"])
    sections: list["Section"] = many("下级标题", "once", most=99)
    closing: list[Text] = many("结尾段落", "once", most=500)

    def faults(self) -> list[Found]:
        faults: list[Found] = []
        if self.heading is not None and not self.run_in:  # nearly every one
            return faults
        if self.heading is None and not self.paragraphs:
            faults.append(("", "no-text", "既没有小标题也没有段落，请填写或删去"))
        if self.heading is None and self.run_in:
            faults.append(("/run_in", "no-heading", "没有小标题，不能接排"))
        if self.heading is not None and self.run_in and not self.paragraphs:
            faults.append(("/paragraphs", "no-text", "接排的小标题后面要有正文"))
        return faults


def too_deep(sections: list[Section], pointer: str, level: int = 1) -> list[Found]:
    """Sections below the fourth level, which the standard does not number (7.3.3)."""
    if level > DEEPEST_SECTION and sections:
        return [(pointer, "too-deep", "标题最多四级（一、（一）1.（1）），请调整层次")]
    return [
        fault
        for index, section in enumerate(sections)
        if section.sections
        for fault in too_deep(section.sections, f"{pointer}/{index}/sections", level + 1)
    ]


# ---- what a year sets out to do -------------------------------------------------------------------------------
class Theme(Record, title="学习专题"):
    id: Line = described("专题编号", "figures", example="T1")
    title: Heading = described("专题名称", "figures", example="深化党的创新理论学习")


class Promise(Record, title="目标任务"):
    measure: Literal["sessions", "seminars", "articles", "reports", "surveys", "lectures"] = described(
        "指标", "figures", example="seminars"
    )
    at_least: Annotated[int, Field(ge=1, le=999)] = described("不少于", "figures", example=4)
    per: Literal["year", "quarter", "member"] = described("每", "figures", example="year")
    sentence: Text | None = described("原句", "figures", None, example="全年集体学习研讨不少于4次。")


# ---- how a document is set ------------------------------------------------------------------------------------
class Layout(Record, title="版式"):
    """What of the layout a house may choose; what is not given is the house's own choice, else the standard's."""

    profile: Literal["standard", "compensated", "pitch_28"] = described(
        "版面参数", "layout", "standard", help="standard 国标；compensated 墨迹补偿；pitch_28 行距28磅"
    )
    fonts: Literal["gb2312", "system"] = described(
        "字体", "layout", "gb2312", help="gb2312 用仿宋_GB2312、楷体_GB2312；system 用系统的仿宋、楷体，可显示生僻字"
    )
    head: Literal["printed", "preprinted"] = described(
        "版头", "layout", "printed", help="preprinted 用已套印红头的纸，只留位置，不印红色；没有版头的文件不受影响"
    )
    preprinted_mm: Annotated[int, Field(ge=60, le=180)] | None = described(
        "套印红线位置", "layout", None, help="纸上红线到纸张上边的距离（毫米），不填时同本系统的红头", example=125
    )
    duplex: bool = described("双面印刷", "layout", False, help="版记排在最后一面，且为偶数页")
    landscape_number: Literal["rotated", "plain"] = described(
        "横排页码", "layout", "rotated", help="rotated 与竖排页同一位置；plain 在横排页下方"
    )

    @property
    def numbers(self) -> gbt.Profile:
        """The profile as numbers."""
        return gbt.PROFILES[self.profile]

    @property
    def faces(self) -> gbt.Fonts:
        """The families that texts are set in."""
        return gbt.FONTS[self.fonts]

    @property
    def printed_rule(self) -> int | None:
        """The place of a pre-printed red rule in twips from the page's top, where it was given."""
        return None if self.preprinted_mm is None else round(self.preprinted_mm * 1440 / 25.4)


# ---- what all kinds begin with --------------------------------------------------------------------------------
def title_faults(title: str, names: tuple[str, ...], pointer: str) -> list[Found]:
    """A title that no break can fit: a fixed line over 20 字, or more lines than leave page 1 its text (7.3.1)."""
    lines = titles.break_title(title, names)
    faults = [
        (pointer, "title-too-long", f"第{number}行太长，一行最多{gbt.TITLE_CAPACITY}个字，请在合适处换行或缩短")
        for number, line in enumerate(lines, 1)
        if not titles.fits([line])
    ]
    if len(lines) > gbt.TITLE_LINES:
        faults.append((pointer, "title-too-long", f"要分成{len(lines)}行，最多{gbt.TITLE_LINES}行，请缩短"))
    return faults


class Common(CheckedRecord):
    organ: Line = described("机关", "often", help="写入自动标题、纪要标志和文件属性", example="中共X市某局党组")
    title: Heading | None = described("标题", "once", None, help="不填时自动写出；换行处就是分行处")
    layout: Layout = described("版式", "layout", Layout(), help="不填时按系统设置，一般为国标")
    reference: Line | None = described(
        "来文编号", "layout", None, help="只原样返回，不印在文件上", example="OA-2026-0031"
    )

    _shown: bool = PrivateAttr(default=False)  # every text of it is known to be of characters that all faces have

    def composed_title(self) -> str:
        """The title of a document that was given none."""
        raise NotImplementedError

    @property
    def full_title(self) -> str:
        """The title as it is printed."""
        return self.title or self.composed_title()

    def faults(self) -> list[Found]:
        return [*super().faults(), *title_faults(self.full_title, (self.organ,), "/title" if self.title else "/organ")]

"""The tables of a summary: the statistics, and what its figures were counted from."""

from service.documents import KINDS
from service.generate import House, generate
from tests.documents.smallest import SECTION, Payload, annual_summary, context, people, session
from tests.documents.summaries import MIXED, ROWS, THEMES, product, promise
from tests.documents_read import text
from tests.planting import planted


# ---- the table ------------------------------------------------------------------------------------------------
def test_statistics() -> None:
    shown = context("annual_summary", MIXED)
    rows = ["|".join(line.values()) for line in shown["statistics"]]
    assert shown["statistics_title"] == "2026年度理论学习情况统计表"
    assert rows == [
        "第一季度|2|1|1|2|2|100%",
        "第二季度|1|1|0|3|2|66.7%",
        "第三季度|0|1|1|3|2|66.7%",
        "第四季度|0|0|0|0|0|—",
        "合计|3|3|2|8|6|75%",
    ]


# ---- what is listed -------------------------------------------------------------------------------------------
FULL_YEAR = annual_summary(
    *ROWS,
    members=[*people("甲某", "乙某"), {"name": "丙某", "post": "副局长", "unit": "某局", "until": "2026-03-31"}],
    themes=THEMES,
    promises=[promise("articles", 1, sentence="全年形成文章不少于1篇。"), promise("seminars", 1)],
    sessions=[
        session("S1", 1, planned=["R1"], themes=["T1"], on_leave=[{"person": {"name": "丙某"}, "reason": "出差"}]),
        session("S2", 5, number=2, planned=["R2", "R3"], minutes={"issue": 7}),
        session("S3", 7, number=3, ends_on="2026-07-06"),
    ],
    products=[product("P2", "note"), product("P1", "article") | {"published_in": "某刊", "title": "谈\n学习"}],
    data_sources=True,
)


def tables(payload: Payload) -> dict[str, list[str]]:
    """The rows of each attached table, by title."""
    return {
        part["title"].replace("\n", ""): [
            "|".join(cell["text"] for cell in row["cells"]) for row in part["table"]["rows"]
        ]
        for part in context("annual_summary", payload)["attachments"]
    }


def test_what_the_figures_were_counted_from_is_attached() -> None:
    shown = tables(FULL_YEAR)
    assert list(shown) == [
        "2026年度学习场次一览表",
        "2026年度学习成员参学情况表",
        "2026年度学习专题完成情况表",
        "2026年度学习目标任务完成情况表",
        "2026年度学习成果一览表",
        "2026年度数据来源表",
    ]
    assert shown["2026年度学习场次一览表"] == [
        "第1次|1月5日|学习党章|集体学习研讨|3|2|按期|—",
        "第2次|5月5日|学习党章|集体学习研讨|2|2|合并、调整时间|第7期",
        "第3次|7月5日至6日|学习党章|集体学习研讨|2|2|计划外|—",
    ]
    assert shown["2026年度学习成员参学情况表"] == [
        "1|甲某||3|3|0|0|0|0|100%",
        "2|乙某||3|3|0|0|0|0|100%",
        "3|丙某|某局副局长|1|0|1|0|0|0|0%",
    ]
    assert shown["2026年度学习专题完成情况表"] == ["1|党的创新理论|0|1|已学习", "2|党章党规|0|0|未学习"]
    assert shown["2026年度学习目标任务完成情况表"] == [
        "1|全年形成文章不少于1篇。|全年形成理论文章不少于1篇|1篇|已完成",
        "2|—|全年开展研讨不少于1场|3场|已完成",
    ]
    assert shown["2026年度学习成果一览表"] == [
        "1|理论文章|谈学习|甲某|2026年6月30日|某刊",
        "2|心得体会|思考|甲某|2026年6月30日|",
    ]


def test_every_session_theme_and_promise_of_a_payload_stands_in_the_document() -> None:
    payload = planted(KINDS["annual_summary"])
    printed = text(generate("annual_summary", payload, House(allow_secrecy=True)).content).replace("\n", "")
    for name in ("topic", "form"):
        assert all(session[name] in printed for session in payload["sessions"])
    assert all(theme["title"] in printed for theme in payload["themes"])
    assert all(kept["sentence"] in printed for kept in payload["promises"])
    assert all(f"第{session['minutes']['issue']}期" in printed for session in payload["sessions"])


def test_the_sources_name_the_entries_of_each_figure() -> None:
    shown = tables(FULL_YEAR)["2026年度数据来源表"]
    for line in (
        "计划场次|3|计划第1—3项",
        "开展场次|3|第1—3次",
        "调整时间开展场次|2|计划第2、3项",
        "计划外场次|1|第3次",
        "参学率|85.7%|第1—3次",
        "丙某应到|1|第1次",
        "理论文章|1|成果第1项",
        "已学习专题|1|专题第1项",
    ):
        assert line in shown
    assert not any(line.startswith("缺席人次|") for line in shown), "what comes from nothing"


def test_without_the_switch_there_are_no_sources() -> None:
    assert "2026年度数据来源表" not in tables(FULL_YEAR | {"data_sources": False})


def test_a_table_without_rows_is_not_attached() -> None:
    assert list(tables(annual_summary())) == ["2026年度学习成员参学情况表"]


def test_own_attachments_come_first_and_keep_their_numbers() -> None:
    own = {"title": "学习书目", "sections": [SECTION]}
    shown = context("annual_summary", annual_summary(attachments=[own]))
    assert [(part["label"], part["title"]) for part in shown["attachments"]] == [
        ("附件1", "学习书目"),
        ("附件2", "2026年度学习成员参学情况表"),
    ]
    assert (shown["landscape_end"], shown["table_end"]) == (False, True)

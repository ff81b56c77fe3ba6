"""Words of a form: how a choice, a label and a truth are written for a clerk, and read back however they are typed."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

YES, NO = "是", "否"
REQUIRED = "＊"
SAME: Final = ("同上", "〃", "″")
CONTINUED = "（接上行）"

# Values that stand for something else in a payload. A choice not named here shows the words of its help, else itself.
_WORDS: dict[str, dict[str, str]] = {
    "measure": {
        "sessions": "学习场次", "seminars": "研讨场次", "articles": "理论文章", "reports": "报告",
        "surveys": "调研报告", "lectures": "党课",
    },
    "per": {"year": "每年", "quarter": "每季度", "member": "每人"},
    "seal": {"sealed": "加盖印章", "unsealed": "不加盖印章"},
    "orientation": {"auto": "自动", "landscape": "横排", "portrait": "竖排"},
    "form": {
        "article": "理论文章", "report": "学习报告", "survey": "调研报告", "lecture": "党课讲稿",
        "bulletin": "简报信息", "note": "心得体会",
    },
    "field": {
        "index": "序号", "period": "时间", "topic": "学习专题", "contents": "学习内容", "form": "学习形式",
        "place": "地点", "chair": "主持人", "leads": "领学人", "speakers": "重点发言人", "departments": "责任科室",
        "note": "备注",
    },
    "profile": {"standard": "国标", "compensated": "墨迹补偿", "pitch_28": "行距28磅"},
    "fonts": {"gb2312": "GB2312字体", "system": "系统字体"},
    "head": {"printed": "印红色版头", "preprinted": "套印纸"},
    "outsiders": {"refused": "退回核对", "uncounted": "不计入人数"},
    "landscape_number": {"rotated": "同竖排页", "plain": "页面下方"},
}  # fmt: skip
_TRUTHS = {
    "是": True, "有": True, "要": True, "√": True, "y": True, "yes": True, "true": True, "1": True,
    "否": False, "无": False, "不": False, "×": False, "n": False, "no": False, "false": False, "0": False,
}  # fmt: skip
_DECORATION = re.compile(r"[\s　*＊:：·・．.（）()《》“”\"、/／_-]|必填|选填")


def word_of(field: str, value: str, help: str = "") -> str:
    """The Chinese word for a choice of the field of that name."""
    known = _WORDS.get(field, {}).get(value)
    if known is not None:
        return known
    told = re.search(rf"(?:^|[；，、;,]\s*){re.escape(value)}\s+([^；，、;,]+)", help)
    return told[1].strip() if told else value


@lru_cache(maxsize=4_096)
def bare(label: str) -> str:
    """A label or choice without what people add to it or leave out: spaces, stars, brackets, widths, 必填."""
    return _DECORATION.sub("", unicodedata.normalize("NFKC", label)).lower()


def truth(text: str) -> bool | None:
    """What a cell says that is to be ticked or left; None when it says something else."""
    return _TRUTHS.get(unicodedata.normalize("NFKC", text).strip().lower())

"""The type categories the standard names, and the faces a checker takes for each of them (5.2.2, 7.2–7.5)."""

import re
from collections.abc import Mapping
from functools import lru_cache

FACES: Mapping[str, re.Pattern[str]] = {
    "仿宋": re.compile(r"仿宋(_?GB(2312|K|18030).*)?|FangSong(_GB2312)?|方正.*仿宋.*|FZFangSong.*|FZFS.*|CESI仿宋.*"),
    "小标宋": re.compile(r".*小标宋.*|FZXiaoBiaoSong.*|FZXBS.*"),
    "黑体": re.compile(r"黑体|SimHei|方正黑体.*|FZHei.*|FZHT.*|CESI黑体.*"),
    "楷体": re.compile(r"楷体(_?GB(2312|K|18030).*)?|KaiTi(_GB2312)?|方正楷体.*|FZKai.*|FZKT.*|CESI楷体.*"),
    "宋体": re.compile(r"宋体|SimSun(-ExtB)?|NSimSun|新宋体|方正书宋.*|FZShuSong.*|FZSS.*|CESI宋体.*"),
}


@lru_cache(maxsize=512)
def is_face(face: str | None, category: str) -> bool:
    """Whether a face belongs to a category, whatever edition of it."""
    return face is not None and FACES[category].fullmatch(face.lstrip("@").strip()) is not None


_RESEMBLING = {"仿宋": ("华文仿宋", "STFangsong"), "楷体": ("华文楷体", "STKaiti"), "黑体": ("华文黑体", "STHeiti")}


def resembles(face: str | None, category: str) -> bool:
    """Whether a face is of the same kind, but not one of those official documents are set in."""
    return face in _RESEMBLING.get(category, ())


_GB2312_FACE = re.compile(r".*_GB2312|方正.*简体|FZ.*S")


def gb2312_only(face: str | None) -> bool:
    """Whether a face is known to hold the hanzi of GB 2312 and no others."""
    return face is not None and _GB2312_FACE.fullmatch(face) is not None


def in_gb2312(text: str) -> bool:
    """Whether all characters of a text are in GB 2312."""
    try:
        text.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True

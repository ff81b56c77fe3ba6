"""The standard GB/T 9704-2012 as numbers: each length in twips with its clause and tolerance. Data only."""

from dataclasses import dataclass
from typing import Self


class Twips(int):
    """A length in twips (1/1440 inch) that remembers its clause and the tolerance of a measured page in mm."""

    clause: str
    tolerance: float

    def __new__(cls, value: int, clause: str, tolerance: float = 0.5) -> Self:
        length = super().__new__(cls, value)
        length.clause = clause
        length.tolerance = tolerance
        return length

    @property
    def millimetres(self) -> float:
        return self * 25.4 / 1440


# ---- 5.1, 5.2 page and type area (版心) ------------------------------------------------------------------------
PAGE_WIDTH = Twips(11906, "5.1")  # 210 mm
PAGE_HEIGHT = Twips(16838, "5.1")  # 297 mm
TOP = Twips(2098, "5.2.1")  # 天头 37 mm
BOTTOM = Twips(1984, "5.2.1")  # 35 mm = 297 − 37 − 225
LEFT = Twips(1588, "5.2.1")  # 订口 28 mm
RIGHT = Twips(1474, "5.2.1")  # 26 mm = 210 − 28 − 156
TYPE_WIDTH = Twips(PAGE_WIDTH - LEFT - RIGHT, "5.2.1")  # 156 mm
TYPE_HEIGHT = Twips(PAGE_HEIGHT - TOP - BOTTOM, "5.2.1")  # 225 mm
LINE = Twips(579, "5.2.3", 0.05)  # 22 lines in 225 mm; 580 leaves room for 21
LINES_PER_PAGE = 22  # 5.2.3
CHARACTERS_PER_LINE = 28  # 5.2.3
TRACKING = Twips(-5, "5.2.3")  # 28 × (320 − 5) = 8820 ≤ 8844
HEADER_DISTANCE = Twips(851, "–")  # 15 mm, practice: the header is empty

# ---- sizes: one 字 is the width of one hanzi (3.1) --------------------------------------------------------------
BODY_POINTS = 16  # 5.2.2
TITLE_POINTS = 22  # 7.3.1
SMALL_POINTS = 14  # 7.4.2, 7.5; tables by practice
CHARACTER = Twips(BODY_POINTS * 20 + TRACKING, "3.1")  # 315
HALF_CHARACTER = Twips(BODY_POINTS * 10 + TRACKING, "3.1")  # a digit or Latin letter
SMALL_CHARACTER = Twips(SMALL_POINTS * 20, "7.5")  # 280

# ---- 7.2 版头 -------------------------------------------------------------------------------------------------
MARK_TOP = Twips(4082, "7.2.4", 1.0)  # ink of the mark 35 mm under the top of the type area: y = 72 mm in any profile
MARK_POINTS = 62  # practice: the largest mark
MARK_LEAST_POINTS = 16  # practice: a mark smaller than the text is none
MARK_ROOM = Twips(4230, "7.3.3")  # a stack of names no higher than this leaves text on page 1: twelve of 16 pt
MARK_LINE = 1.1  # exact line of the mark = 1.1 × its size
MARK_INSET = 0.088  # its ink starts 0.088 × size under the top of that line (measured)
LINES_BELOW_MARK = 2  # 7.2.5
LINES_BELOW_RULE = 2  # 7.3.1
RULE_GAP_POINTS = 9  # 7.2.7: red rule 4 mm under the number
RULE_EIGHTHS = 8  # 0.35 mm, practice
RED = "FF0000"  # 7.2.4, 7.2.7

# ---- 7.3 主体 -------------------------------------------------------------------------------------------------
TITLE_CAPACITY = 20  # 字 a line of the title (7.3.1)
TITLE_LINES = 5  # practice: a longer title leaves page 1 without text under a red head
BODY_INDENT = Twips(2 * CHARACTER, "7.3.3")
LINES_BEFORE_SEALED = 2  # 7.3.5.1: room so that the seal stays within one line of the text
LINES_BEFORE_UNSEALED = 1  # 7.3.5.2
SEALED_DATE_RIGHT = Twips(4 * CHARACTER, "7.3.5.1")
UNSEALED_RIGHT = Twips(2 * CHARACTER, "7.3.5.2")

# ---- 7.4 版记 -------------------------------------------------------------------------------------------------
IMPRINT_LINE = Twips(560, "7.4", 0.5)  # n rows of 14 pt fit into n body lines
IMPRINT_OUTER_EIGHTHS = 8  # 0.35 mm (7.4.1)
IMPRINT_INNER_EIGHTHS = 6  # 0.25 mm
IMPRINT_BOTTOM = Twips(14854, "7.4.1", 0.5)  # last rule on the lower edge of the type area, y = 262 mm

# ---- 7.5 page number ------------------------------------------------------------------------------------------
NUMBER_BEFORE = Twips(279, "7.5")
NUMBER_LINE = Twips(280, "7.5")
FOOTER_DISTANCE = Twips(BOTTOM - NUMBER_BEFORE - NUMBER_LINE, "7.5")  # dash 7 mm under the type area
NUMBER_SIDE = Twips(280, "7.5")  # 1 字 of 14 pt from the outer edge
NUMBER_DROP = Twips(397, "7.5")  # 7 mm

# ---- 8 landscape tables ---------------------------------------------------------------------------------------
LANDSCAPE_FOOTER_DISTANCE = Twips(RIGHT - NUMBER_BEFORE - NUMBER_LINE, "8")
LANDSCAPE_LINES_PER_PAGE = 15
CELL_LINE = Twips(400, "–")  # practice: 14 pt on 20 pt
CELL_MARGIN = Twips(57, "–")  # 1 mm
ROW_HEIGHT = Twips(680, "–")  # 12 mm at least
TABLE_OUTER_EIGHTHS = 8
TABLE_INNER_EIGHTHS = 4

HIDDEN_LINE = Twips(14, "–")  # a paragraph that must not show: the least that Word takes; a full page leaves 18


# ---- profiles -------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Profile:
    """A named set of layout numbers in twips: what of the page differs from house to house."""

    name: str
    top: int  # of the page to the type area
    bottom: int
    line: int  # exact pitch of the text
    number_before: int  # room in the footer above the page number
    grid: bool  # whether sections declare the pitch as their grid

    @property
    def type_height(self) -> int:
        """Height of the type area of a portrait page, and width of a landscape page's."""
        return PAGE_HEIGHT - self.top - self.bottom


STANDARD = Profile("standard", int(TOP), int(BOTTOM), int(LINE), int(NUMBER_BEFORE), grid=True)
# The ink of lines 1 and 22 touches the edges of the type area, not their line boxes. GB/T 33476.2 is said to have
# bottom 1847; 8 twips (0.14 mm) less leave a full page room for the hidden line that ends a section.
COMPENSATED = Profile("compensated", top=1961, bottom=1839, line=592, number_before=134, grid=True)
PITCH_28 = Profile("pitch_28", int(TOP), int(BOTTOM), 560, int(NUMBER_BEFORE), grid=False)  # 28 pt, many house rules
PROFILES = {profile.name: profile for profile in (STANDARD, COMPENSATED, PITCH_28)}


# ---- faces ----------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Fonts:
    """The type categories the standard names, as families a template asks for."""

    body: str  # 仿宋: text, signature, date, imprint, tables
    title: str  # 小标宋: title and red mark
    first: str  # 黑体: 一、 and labels
    second: str  # 楷体: （一） and names of signers
    number: str  # 宋体: page numbers


GB2312_FONTS = Fonts(body="仿宋_GB2312", title="方正小标宋简体", first="黑体", second="楷体_GB2312", number="宋体")

# 仿宋 and 楷体 as Windows ships them have the rare hanzi of names; it ships no 小标宋, so that face stays
SYSTEM_FONTS = Fonts(body="仿宋", title="方正小标宋简体", first="黑体", second="楷体", number="宋体")
FONTS = {"gb2312": GB2312_FONTS, "system": SYSTEM_FONTS}

# what Word may fall back on when an add-on face is missing (w:altName)
ALTERNATIVE_FACES = {
    "仿宋_GB2312": "仿宋",
    "楷体_GB2312": "楷体",
    "仿宋": "FangSong",
    "楷体": "KaiTi",
    "黑体": "SimHei",
    "宋体": "SimSun",
    "方正小标宋简体": "FZXiaoBiaoSong-B05S",
}

"""Text a payload may carry: every legal character kept byte for byte, everything unprintable refused."""

import re
from collections.abc import Callable
from contextvars import ContextVar
from datetime import date
from typing import Annotated, Final

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from service.documents.faces import is_plain, is_shown

LONGEST_TEXT: Final = 5000
LONGEST_LINE: Final = 200

# XML 1.0 §2.2: all but TAB, LF and these is printable; surrogates cannot be encoded at all.
_ILLEGAL = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
_BREAKS = re.compile("[\t\n]")
# docxtpl's own render turns these four into the tags they imitate; no document means them
_SEQUENCES = ("{_{", "}_}", "{_%", "%_}")
_ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
doubtful: ContextVar[bool] = ContextVar("doubtful", default=False)
"""Whether a text was read that some face cannot show, since this was last set to False."""

_EARLIEST = date(1949, 10, 1)
_LATEST = date(2199, 12, 31)


def _legal(text: str) -> str:
    if not text.isprintable():
        found = _ILLEGAL.search(text)
        if found:
            raise PydanticCustomError(
                "illegal-character",
                "第{position}个字是无法打印的字符 {code}，请删去后重新提交",
                {"position": found.start() + 1, "code": f"U+{ord(found[0]):04X}"},
            )
    if "_" in text:
        for sequence in _SEQUENCES:
            if sequence in text:
                raise PydanticCustomError(
                    "illegal-sequence", "含有模板保留的符号“{sequence}”，请删去后重新提交", {"sequence": sequence}
                )
    if not text.strip():
        raise PydanticCustomError("blank", "不能为空，请填写")
    return text


def _limited(longest: int) -> Callable[[str], str]:
    def limit(text: str) -> str:
        if "\r" in text:
            text = text.replace("\r\n", "\n").replace("\r", "\n")
        if len(text) > longest:
            raise PydanticCustomError(
                "too-long", "有{length}个字，超过{limit}个字的上限，请缩短", {"length": len(text), "limit": longest}
            )
        return _legal(text)

    return limit


_limited_line = _limited(LONGEST_LINE)


def _one_line(text: str) -> str:
    text = _limited_line(text)
    if _BREAKS.search(text):
        raise PydanticCustomError("line-break", "只能写一行，请去掉换行和制表符")
    return text


def _glance(longest: int, check: Callable[[str], str]) -> Callable[[str], str]:
    """The check, spared where a glance is enough: a plain text, as nearly every one is, can only be too long."""

    def glance(text: str) -> str:
        if is_plain(text) and len(text) <= longest:
            return text
        text = check(text)
        if not is_shown(text):
            doubtful.set(True)
        return text

    return glance


_text, _heading = _glance(LONGEST_TEXT, _limited(LONGEST_TEXT)), _glance(LONGEST_LINE, _limited_line)
_line = _glance(LONGEST_LINE, _one_line)
_END_MARKS = tuple("。，、；：！？,;:!?")


def _phrase(text: str) -> str:
    text = _line(text)
    if text.rstrip().endswith(_END_MARKS):
        raise PydanticCustomError("end-mark", "末尾不写标点，请删去“{mark}”", {"mark": text.rstrip()[-1]})
    return text


def _iso_date(value: object) -> object:
    if not isinstance(value, str) or not _ISO_DATE.fullmatch(value):
        raise PydanticCustomError("date-form", "日期要写成“2026-03-05”这样的形式")
    try:
        day = date.fromisoformat(value)
    except ValueError as error:
        raise PydanticCustomError("no-such-date", "{value}这一天不存在，请改正", {"value": value}) from error
    if not _EARLIEST <= day <= _LATEST:
        raise PydanticCustomError("date-range", "日期应在1949-10-01到2199-12-31之间")
    return day


def _schema(longest: int, **more: str) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", "minLength": 1, "maxLength": longest, **more})


Text = Annotated[str, AfterValidator(_text), _schema(LONGEST_TEXT)]
"""A paragraph: up to 5,000 characters; CRLF and CR become LF; a line feed breaks the line, a TAB stays."""

Heading = Annotated[str, AfterValidator(_heading), _schema(LONGEST_LINE)]
"""A title or heading: up to 200 characters; a line feed fixes a break."""

Line = Annotated[str, AfterValidator(_line), _schema(LONGEST_LINE, pattern=r"^[^\t\n]*$")]
"""A name, post or place: up to 200 characters on one line."""

Phrase = Annotated[str, AfterValidator(_phrase), _schema(LONGEST_LINE, pattern=r"^[^\t\n]*$")]
"""A line that stands inside a sentence of ours: without a mark that ends or divides one."""

Day = Annotated[date, BeforeValidator(_iso_date)]
"""A calendar day, written 2026-03-05."""

Clock = Annotated[str, Field(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]
"""A time of day, written 09:30."""

Year = Annotated[int, Field(ge=1949, le=2199)]
"""A calendar year."""

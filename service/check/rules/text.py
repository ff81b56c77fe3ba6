"""Chapter 9: punctuation, dates and document numbers in the text; what a draft must not leave behind."""

import re
from collections.abc import Callable, Iterator

from service.check.elements import Role
from service.check.measures import has_hanzi
from service.check.patterns import HANZI, LEVELS
from service.check.register import Deviation, Subject, at, rule
from service.ooxml.read.facts import Paragraph

_FULL = str.maketrans(",;:!?()", "，；：！？（）")
_HALF = re.compile(
    rf"(?<=[{HANZI}》”）])[,;:!?](?![/\d])|[,;:!?](?=[{HANZI}《“（])|(?<=[{HANZI}])\.(?=[{HANZI}]|$)"
    rf"|(?<=[{HANZI}])[,:;!?](?=\d)|\([^()]*[{HANZI}][^()]*\)|(?<=[{HANZI}])\([^()]*\)"
    rf"|\"[^\"]*[{HANZI}][^\"]*\"|'[^']*[{HANZI}][^']*'"
)
_HALF_SIGN = re.compile("[,;:!?().\"']")
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://\S+|[\w.+-]+@[\w.-]+|www\.\S+")


def _seen(subject: Subject) -> Iterator[tuple[Paragraph, str]]:
    """Every paragraph that is read, with its words, addresses of the net left out."""
    for paragraph in subject.found.all_paragraphs:
        if paragraph.text and not paragraph.text.isspace():
            text = paragraph.text
            yield paragraph, _ADDRESS.sub("", text) if "/" in text or "@" in text or "www" in text else text


def _matches(
    subject: Subject, pattern: re.Pattern[str], expected: Callable[[str], str], sentence: str, sign: str = ""
) -> Iterator[Deviation]:
    """Where a pattern is met; a text without the sign that every match holds need not be searched."""
    for paragraph, text in _seen(subject):
        if sign in text and (match := pattern.search(text)):
            good, found = expected(match[0]), match[0]
            said = sentence.format(found=found, good=good)
            yield Deviation(at(paragraph), good, found, said, paragraph.place)


@rule("BD-06", "9", "error")
def punctuation(subject: Subject) -> Iterator[Deviation]:
    """Full-width punctuation between hanzi (GB/T 15834)."""
    for paragraph, text in _seen(subject):
        if not _HALF_SIGN.search(text) or not (match := _HALF.search(_behind_number(text))) or not has_hanzi(text):
            continue
        found = match[0]
        good = _full(found)
        sentence = f"汉字之间用全角标点。请把“{found}”改为“{good}”"
        yield Deviation(at(paragraph), good, found, sentence, paragraph.place)


def _behind_number(text: str) -> str:
    """A text without the number of its heading, whose marks are BD-05."""
    text = text.lstrip()
    match = next((found for level in LEVELS if (found := level.match(text))), None)
    return text if match is None else text[match.end() :]


def _full(found: str) -> str:
    if found[0] in "\"'":
        pair = "“”" if found[0] == '"' else "‘’"
        return pair[0] + found[1:-1] + pair[1]
    return "。" if found == "." else found.translate(_FULL)


_NUMBER = re.compile(
    r"[\[（(【［]\s*((?:19|20)\d{2})\s*[\]）)】］]\s*第?\s*\d+\s*号|〔(?:19|20)\d{2}〕\s*第\s*\d+\s*号"
)


@rule("BD-07", "7.2.5", "error")
def numbers_cited(subject: Subject) -> Iterator[Deviation]:
    """〔〕 around the year of every document number."""
    head = subject.found.head.number  # its own form is HD-03

    def good(text: str) -> str:
        digits = re.findall(r"\d+", text)
        return f"〔{digits[0]}〕{int(digits[1])}号"

    sentence = "发文字号的年份用六角括号〔〕括入，序号前不加“第”。请把“{found}”改为“{good}”"
    for seen in _matches(subject, _NUMBER, good, sentence, "号"):
        if head is None or seen.place != head.paragraph.place:
            yield seen


_PADDED = re.compile(r"\d{4}年0\d月(?:\d{1,2}日)?|(?:\d{4}年)?\d{1,2}月0\d日|(?<!\d)\d{2}年\d{1,2}月\d{1,2}日")
_DOTTED = re.compile(r"(?<![\d./-])(?:19|20)\d{2}[./-](?:0?[1-9]|1[0-2])[./-](?:0?[1-9]|[12]\d|3[01])(?![\d./-])")


@rule("BD-08", "7.3.5.4", "error")
def dates(subject: Subject) -> Iterator[Deviation]:
    """Full years, months and days without a leading zero, no 2020.3.5."""
    signed = {line.paragraph.place for line in subject.found.of(Role.DATE)}
    if subject.found.imprint is not None:  # those of 版记 are IM-02
        signed |= {paragraph.place for paragraph in subject.found.imprint.paragraphs}

    def good(text: str) -> str:
        year, *rest = re.findall(r"\d+", text)
        if "年" not in text and "月" in text:
            return f"{int(year)}月{int(rest[0])}日"
        full = year if len(year) == 4 else f"20{year}"
        return f"{full}年{int(rest[0])}月" + (f"{int(rest[1])}日" if len(rest) > 1 else "")

    sentence = "日期写全年份，月、日不编虚位。请把“{found}”改为“{good}”"
    for pattern, sign in ((_PADDED, "月"), (_DOTTED, "")):
        for seen in _matches(subject, pattern, good, sentence, sign):
            if seen.place not in signed:  # the date of the document is SG-01
                yield seen


_LEFT_BEHIND = re.compile(
    r"\{\{.*?\}\}|\{%.*?%\}|(?<![A-Za-z0-9])[XxＸ]{2,}(?![A-Za-z0-9])|[×✕]{2,}|【(?:待|请|此处|TODO)[^】]*】?|TODO"
    r"|[单点]击此处|请在此(?:处)?(?:输入|填写)|(?:本文|本文档|内容)由.{0,12}(?:AI|人工智能|大模型|WPS|助手).{0,6}生成"
    r"|Evaluation (?:Only|Warning)|Created with |试用版|未注册版|Lorem ipsum",
)


@rule("BD-09", "7.3.3", "error")
def nothing_left_behind(subject: Subject) -> Iterator[Deviation]:
    """No template tag, placeholder or advertisement."""
    sentence = "这里还有没有填写的占位文字或软件留下的文字。请填写或删去“{found}”"
    yield from _matches(subject, _LEFT_BEHIND, lambda text: "正式文字", sentence)


@rule("BD-11", "7.3.5.5", "error")
def no_filler(subject: Subject) -> Iterator[Deviation]:
    """No （此页无正文）."""
    pattern = re.compile(r"[（(]?此页无正文[）)]?")
    sentence = "不用“此页无正文”。请调整行距、字距，让正文与署名、日期排在同一面，并删去“{found}”"
    yield from _matches(subject, pattern, lambda text: "不出现", sentence, "此页")

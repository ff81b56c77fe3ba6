"""How the elements of an official document read: well formed or not, so that a fault does not hide its element."""

import re

HANZI = "一-龥"
NUMERAL = "一二三四五六七八九十"

_OPEN, _CLOSE = r"[〔\[（(【［﹝]", r"[〕\])）】］﹞]"
LOOSE_NUMBER = re.compile(
    rf"[^\s，。；：,;:]{{1,24}}?(?:{_OPEN}\s*(?:\d{{2,4}}|[XxＸ×]{{2,4}})年?\s*{_CLOSE}|(?<=[{HANZI}])\d{{4}}年?(?=第))"
    r"\s*第?[\s\u3000\dXxＸ×]*号"
)
GOOD_NUMBER = re.compile(r"[^〔〕\s\d]\S*?〔\d{4}〕(?:[1-9]\d*|\u3000+|\s+)号")
YEAR_IN_NUMBER = re.compile(rf"{_OPEN}(\d{{4}}){_CLOSE}")
ORDER_NUMBER = re.compile(r"第\s*[\d〇零一二三四五六七八九十百]+\s*号")
ISSUE = re.compile(r"[（(]?第\s*[\d〇零一二三四五六七八九十百]+\s*[期次号][）)]?|[（(]总第?\s*\d+\s*期[）)]")
MARK_END = re.compile(r"(文件|纪要|令|公报|简报|公告|通告)$")

SECRECY = re.compile(r"(绝密|机密|秘密)\s*(★.*|[*＊☆].*)?$")
URGENCY = re.compile(r"(特急|加急|特提|平急|急件|急)$")
COPY_NUMBER = re.compile(r"(№|No\.?|NO\.?)?\s*\d{1,8}$")
SIGNERS = re.compile(r"签\s*发\s*人\s*[：:]?|会\s*签\s*人?\s*[：:]")

FULL_DATE = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")
LOOSE_DATE = re.compile(
    r"(?:\d{2,4}|[〇○零OО一二三四五六七八九]{4}|[XxＸ×]{2,4})\s*年[\s\u3000]*[\d一二三四五六七八九十XxＸ×]{0,3}[\s\u3000]*月"
    r"[\s\u3000]*[\d一二三四五六七八九十XxＸ×]{0,3}[\s\u3000]*日?"
    r"|\d{4}\s*[./\-－—年]\s*\d{1,2}\s*[./\-－—月]\s*\d{1,2}\s*日?"
)
GOOD_DATE = re.compile(r"\d{4}年([1-9]|1[0-2])月([1-9]|[12]\d|3[01])日")
OPEN_DATE = re.compile(r"\d{4}年(?:[1-9]|1[0-2]|[\u3000 ]+)月(?:[\u3000 ]+|[1-9]|[12]\d|3[01])日")

ATTACHMENT_NOTE = re.compile(r"附\s*件\s*(?:[:：]|[\d１-９]+\s*[:：.．、])\s*\S")
ATTACHMENT_NOTE_BARE = re.compile(r"附\s*件\s*[:：]\s*$")
ATTACHMENT_NEXT = re.compile(r"(?:附\s*件\s*)?[\d１-９]{1,2}\s*[.．、:：]?\s*\S")
ATTACHMENT_LABEL = re.compile(rf"附\s*件\s*([\d１-９]{{1,2}}|[{NUMERAL}]{{1,3}})?\s*[:：]?$")
DETACHED_LABEL = re.compile(r"\S+号\s*附\s*件\s*\d{0,2}\s*[:：]?$")
NOTE = re.compile(r"[（(].+[）)]$", re.DOTALL)

COPIES = re.compile(r"(抄\s*送|抄\s*报|分\s*送|主\s*送|发\s*送|报|送)\s*[：:]")
PRINTED = re.compile(r"印\s*[发制]$")
ATTENDANCE = re.compile(r"(出\s*席|请\s*假|缺\s*席|列\s*席|补\s*学|参\s*加|记\s*录|主\s*持)(?:\s*人员|\s*人)?\s*[：:]")

LEVELS = (
    re.compile(rf"([{NUMERAL}]{{1,3}})\s*([、，,.．:：])"),
    re.compile(rf"[（(]\s*([{NUMERAL}]{{1,3}})\s*[）)]\s*([、，,.．:：]?)"),
    re.compile(r"([0-9０-９]{1,2})\s*([.．、，,])(?![0-9０-９])"),
    re.compile(r"[（(]\s*([0-9０-９]{1,2})\s*[）)]\s*([、，,.．:：]?)"),
)
SENTENCE_END = re.compile(r"[。！？；]")


def numeral(text: str) -> int:
    """The value of 一…九十九, or of Arabic digits; 0 for anything else."""
    if text.isdigit():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    digits = {sign: value for value, sign in enumerate("一二三四五六七八九", 1)}
    if not ten:
        return digits.get(text, 0)
    return 10 * (digits.get(tens, 0) if tens else 1) + (digits.get(ones, 0) if ones else 0)

"""Strict JSON: the bytes of a payload become plain data, or every reason why not."""

import json
import math
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice
from json import JSONDecodeError

from service.errors import Fault, Unusable

MOST_FAULTS = 1000
LONGEST_ECHO = 60  # of a name or value that was sent, in what we answer


class _Repeated(dict[str, object]):
    """An object that names a key twice: a second walk, which knows the pointers, finds it by its type."""

    def __init__(self, pairs: list[tuple[str, object]]) -> None:
        super().__init__(pairs)
        self.repeated = [key for key, times in Counter(key for key, _ in pairs).items() if times > 1]


def parse(body: bytes) -> object:
    """Plain data of one JSON text in UTF-8; raises Unusable for whatever JSON, or we, do not allow.

    Refused: other encodings, NaN and infinities, 1e400, huge integers, duplicate keys, lone surrogates, deep nesting.
    """
    text = _decode(body)
    repeated: list[_Repeated] = []

    def unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
        plain = dict(pairs)
        if len(plain) == len(pairs):
            return plain
        repeated.append(_Repeated(pairs))
        return repeated[-1]

    try:
        data: object = json.loads(
            text, object_pairs_hook=unique, parse_constant=_no_constant, parse_float=_finite, parse_int=_short_integer
        )
        if "\\u" in text and (faults := list(islice(_lone_surrogates(data, ""), MOST_FAULTS))):
            raise Unusable("malformed-json", faults)
        if repeated:
            raise Unusable("duplicate-key", list(islice(_repeated_keys(data, ""), MOST_FAULTS)))
    except JSONDecodeError as error:
        place = f"第{error.lineno}行第{error.colno}个字符附近"
        raise _malformed(f"{place}不符合 JSON 格式，请检查引号、逗号和括号是否成对") from error
    except RecursionError as error:
        raise _malformed("层次过深，请减少嵌套") from error
    except ValueError as error:
        raise _malformed(str(error)) from error
    return data


def pointer_step(step: str | int) -> str:
    """One step of a JSON pointer (RFC 6901); a name far longer than any of ours is cut."""
    return "/" + str(step)[:LONGEST_ECHO].replace("~", "~0").replace("/", "~1")


def _decode(body: bytes) -> str:
    try:
        if json.detect_encoding(body) not in ("utf-8", "utf-8-sig"):  # 中 of UTF-16 is also two letters of UTF-8
            raise UnicodeError("UTF-16 or UTF-32")
        text = body.decode("utf-8-sig")
    except UnicodeError as error:
        raise Unusable("not-utf8", [Fault("", "not-utf8", "请另存为 UTF-8 编码后重新提交")]) from error
    if not text or text.isspace():
        raise _malformed("内容是空的，请填写后重新提交")
    return text


def _malformed(sentence: str) -> Unusable:
    return Unusable("malformed-json", [Fault("", "malformed-json", sentence)])


def _no_constant(name: str) -> object:
    raise ValueError(f"{name} 不是 JSON 允许的数，请改正")


def _finite(digits: str) -> float:
    number = float(digits)
    if not math.isfinite(number):
        raise ValueError(f"数 {digits[:40]} 过大，请改正")
    return number


def _short_integer(digits: str) -> int:
    if len(digits) > 18:
        raise ValueError(f"整数 {digits[:18]}… 过大，请改正")
    return int(digits)


def _children(data: object) -> Iterable[tuple[str | int, object]]:
    if isinstance(data, dict):
        return data.items()
    return enumerate(data) if isinstance(data, list) else ()


def _repeated_keys(data: object, pointer: str) -> Iterator[Fault]:
    if isinstance(data, _Repeated):
        for key in data.repeated:
            yield Fault(pointer + pointer_step(key), "duplicate-key", f"“{key[:40]}”写了不止一次，请只保留一个")
    for step, value in _children(data):
        yield from _repeated_keys(value, pointer + pointer_step(step))


def _lone_surrogates(data: object, pointer: str) -> Iterator[Fault]:
    for step, value in _children(data):
        if isinstance(step, str) and _is_broken(step):  # such a name cannot stand in a pointer either
            yield Fault(pointer, "malformed-json", "字段名中有不成对的 \\u 编码，请改正")
        else:
            yield from _lone_surrogates(value, pointer + pointer_step(step))
    if isinstance(data, str) and _is_broken(data):
        yield Fault(pointer, "malformed-json", "有不成对的 \\u 编码（半个字符），请改正")


def _is_broken(text: str) -> bool:
    return any("\ud800" <= character <= "\udfff" for character in text)

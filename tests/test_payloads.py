"""Strict JSON: every row of the table of bad inputs, and nothing lost of a good one."""

import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.errors import Unusable
from service.payloads import parse, pointer_step


def refusal(body: bytes) -> Unusable:
    with pytest.raises(Unusable) as caught:
        parse(body)
    return caught.value


def outcome(body: bytes) -> str:
    try:
        parse(body)
    except Unusable as error:
        return error.slug
    return "read"


HUGE = "1" + "0" * 18

REFUSED = {
    "truncated": (b'{"a": 1', "malformed-json"),
    "empty": (b"", "malformed-json"),
    "blanks-only": (b" \n\t ", "malformed-json"),
    "bom-only": (b"\xef\xbb\xbf", "malformed-json"),
    "two-values": (b"{} {}", "malformed-json"),
    "trailing-comma": (b'{"a": 1,}', "malformed-json"),
    "comment": (b"{} // note", "malformed-json"),
    "single-quotes": (b"{'a': 1}", "malformed-json"),
    "raw-line-feed-in-a-text": (b'{"a": "b\nc"}', "malformed-json"),
    "not-a-number": (b'{"a": NaN}', "malformed-json"),
    "infinity": (b'{"a": Infinity}', "malformed-json"),
    "minus-infinity": (b'{"a": -Infinity}', "malformed-json"),
    "1e400": (b'{"a": 1e400}', "malformed-json"),
    "huge-integer": (b'{"a": %s}' % HUGE.encode(), "malformed-json"),
    "integer-of-a-million-digits": (b"1" * 10**6, "malformed-json"),
    "deep-lists": (b"[" * 100_000 + b"]" * 100_000, "malformed-json"),
    "deep-objects": (b'{"a":' * 100_000 + b"1" + b"}" * 100_000, "malformed-json"),
    "lone-surrogate": (rb'{"a": "\ud83d"}', "malformed-json"),
    "lone-surrogate-in-a-key": (rb'{"\ud83d": 1}', "malformed-json"),
    "swapped-surrogates": (rb'{"a": "\ude00\ud83d"}', "malformed-json"),
    "gbk": ('{"机关": "某局"}'.encode("gbk"), "not-utf8"),
    "utf-16-with-bom": ('{"a": "中"}'.encode("utf-16"), "not-utf8"),
    "utf-16-little-endian": ('{"a": "中"}'.encode("utf-16-le"), "not-utf8"),
    "utf-16-big-endian": ('{"a": "中"}'.encode("utf-16-be"), "not-utf8"),
    "utf-32": ('{"a": "中"}'.encode("utf-32"), "not-utf8"),
    "broken-utf-8": (b'{"a": "\xe4\xb8"}', "not-utf8"),
    "surrogate-in-utf-8": (b'{"a": "\xed\xa0\xbd"}', "not-utf8"),
    "duplicate-key": (b'{"a": 1, "a": 1}', "duplicate-key"),
}


@pytest.mark.parametrize(("body", "slug"), REFUSED.values(), ids=REFUSED)
def test_refused(body: bytes, slug: str) -> None:
    error = refusal(body)
    assert error.slug == slug
    assert {fault.code for fault in error.faults} == {slug}
    assert all(len(fault.message) < 100 for fault in error.faults)


@pytest.mark.parametrize(
    ("body", "pointers"),
    [
        pytest.param('{"a": 1, "a": 1}', ["/a"], id="top"),
        pytest.param('{"a": 1, "a": 2, "a": 3}', ["/a"], id="three-times"),
        pytest.param('{"b": 1, "b": 1, "a": 1, "a": 1}', ["/b", "/a"], id="two-keys"),
        pytest.param('{"rows": [{}, {"period": {"to": 1, "to": 1}}]}', ["/rows/1/period/to"], id="nested"),
        pytest.param('{"a/b": {"c~d": 1, "c~d": 1}}', ["/a~1b/c~0d"], id="slash-and-tilde"),
        pytest.param('{"a~1": 1, "a~1": 1}', ["/a~01"], id="tilde-and-one"),
        pytest.param('{"": 1, "": 1}', ["/"], id="empty-key"),
        pytest.param('{"a": {"b": 1, "b": 1}, "a": {"b": 1, "b": 1}}', ["/a", "/a/b"], id="within-a-duplicate"),
        pytest.param('[{"题": 1, "\\u9898": 1}]', ["/0/题"], id="one-of-them-escaped"),
    ],
)
def test_duplicate_keys_are_all_found(body: str, pointers: list[str]) -> None:
    assert [fault.pointer for fault in refusal(body.encode()).faults] == pointers


@pytest.mark.parametrize(
    ("body", "pointers"),
    [
        pytest.param(r'{"a": ["好", "\ud83d"]}', ["/a/1"], id="value"),
        pytest.param(r'{"a": {"\ud83d": 1}}', ["/a"], id="key"),
        pytest.param(r'{"\ud83d": "\ud83d"}', [""], id="key-that-cannot-stand-in-a-pointer"),
        pytest.param(r'{"\ud83d": 1, "\ud83d": 1}', [""], id="duplicate-key-that-cannot-be-shown"),
        pytest.param(r'{"a": "\ud83d", "b": "\udc00"}', ["/a", "/b"], id="all-of-them"),
    ],
)
def test_lone_surrogates_are_all_found(body: str, pointers: list[str]) -> None:
    error = refusal(body.encode())
    assert [fault.pointer for fault in error.faults] == pointers
    assert str(error).encode()


def test_a_syntax_error_names_line_and_column() -> None:
    assert "第2行第6个字符" in refusal(b'{\n"a": }').faults[0].message


@pytest.mark.parametrize(
    ("inner", "shallow"), [(rb'"\u4e00"', "read"), (b'{"a":1,"a":1}', "duplicate-key")], ids=["escape", "duplicate-key"]
)
def test_what_is_read_is_never_too_deep_for_the_walks_that_follow(inner: bytes, shallow: str) -> None:
    outcomes = {outcome(b"[" * depth + inner + b"]" * depth) for depth in (10, *range(500, 1500))}
    assert outcomes == {shallow, "malformed-json"}


def test_a_duplicate_among_many_keys_is_found_at_once() -> None:
    body = b'{%s,"k1":2}' % b",".join(b'"k%d":1' % number for number in range(200_000))
    started = time.perf_counter()
    assert [fault.pointer for fault in refusal(body).faults] == ["/k1"]
    assert time.perf_counter() - started < 3


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        pytest.param(b'{"%b": 1, "%b": 1}' % (b"x" * 9999, b"x" * 9999), "/" + "x" * 60, id="duplicate"),
        pytest.param(rb'{"%b\ud83d": 1}' % (b"x" * 9999), "", id="surrogate-at-the-end"),
        pytest.param(rb'{"%b": "\ud83d"}' % (b"x" * 9999), "/" + "x" * 60, id="surrogate-below"),
    ],
)
def test_a_long_name_is_not_echoed_whole(body: bytes, pointer: str) -> None:
    (fault,) = refusal(body).faults
    assert fault.pointer == pointer
    assert len(fault.message) < 100


@pytest.mark.parametrize("pair", [b'"k%d":1,"k%d":2', rb'"k%d":"\ud83d","l%d":1'], ids=["duplicates", "surrogates"])
def test_no_more_than_1000_faults(pair: bytes) -> None:
    body = b"{%s}" % b",".join(pair % (number, number) for number in range(2000))
    assert len(refusal(body).faults) == 1000


# ---- accepted -------------------------------------------------------------------------------------------------
ACCEPTED = {
    "bom": (b'\xef\xbb\xbf{"a": 1}', {"a": 1}),
    "surrogate-pair": (rb'"\ud83d\ude00"', "😀"),
    "same-key-in-two-objects": (b'[{"a": 1}, {"a": 1}]', [{"a": 1}, {"a": 1}]),
    "escaped-backslash-before-u": (rb'"\\ud83d"', r"\ud83d"),
    "18-digits": (b"999999999999999999", 999999999999999999),
    "nul-escaped": (rb'"\u0000"', "\0"),
    "tiny-number": (b"1e-400", 0.0),
    "line-separator": ('"\u2028"'.encode(), "\u2028"),
    "blanks-around": (b" \r\n[] ", []),
    "one-text": (b'"a"', "a"),
}


@pytest.mark.parametrize(("body", "data"), ACCEPTED.values(), ids=ACCEPTED)
def test_accepted(body: bytes, data: object) -> None:
    assert parse(body) == data


whole = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**16), 10**16)
    | st.floats(allow_nan=False, allow_infinity=False)
    | whole,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(whole, inner, max_size=4),
    max_leaves=12,
)


@given(values, st.booleans())
def test_what_was_written_is_read(data: object, ascii: bool) -> None:
    assert parse(json.dumps(data, ensure_ascii=ascii).encode()) == data


@given(st.binary(max_size=60))
def test_any_bytes_are_read_or_refused(body: bytes) -> None:
    assert outcome(body) in ("read", "malformed-json", "not-utf8", "duplicate-key")


@pytest.mark.parametrize(("step", "text"), [("a", "/a"), (0, "/0"), ("a/b", "/a~1b"), ("a~b", "/a~0b"), ("~1", "/~01")])
def test_pointer_step(step: str | int, text: str) -> None:
    assert pointer_step(step) == text

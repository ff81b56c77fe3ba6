"""Signature and 版记: what is written, and where an open date leaves room (7.3.5, 7.4)."""

from typing import Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service import gbt9704 as gbt
from service import layout
from service.documents.feet import imprint_block, signature_block
from service.documents.records import Imprint, Signature

DAY = "2020-03-06"


def signature(*organs: str, day: str | None = DAY, seal: Literal["sealed", "unsealed"] = "sealed") -> Any:
    return signature_block(Signature.model_validate({"organs": list(organs), "date": day, "seal": seal}), 2026)


@pytest.mark.parametrize(
    ("seal", "organ", "day"), [("sealed", 1253, 1260), ("unsealed", 630, 15)], ids=["sealed", "unsealed"]
)
def test_one_organ(seal: Literal["sealed", "unsealed"], organ: int, day: int) -> None:
    block = signature("示例机关党组", seal=seal)
    assert block["sealed"] is (seal == "sealed")
    assert block["organs"] == [{"text": "示例机关党组", "right": organ}]
    assert block["date"] == {"text": "2020年3月6日", "right": day}


def test_an_open_date_stands_where_a_date_will() -> None:
    assert signature("示例机关党组", day=None)["date"]["text"] == "2026年\u3000月\u3000日"


def test_joint_organs_stay_in_order_over_one_centre() -> None:
    block = signature("示例局", "示例市示例委员会")
    centres = [line["right"] + layout.body_width(line["text"]) / 2 for line in [*block["organs"], block["date"]]]
    assert [line["text"] for line in block["organs"]] == ["示例局", "示例市示例委员会"]
    assert max(centres) - min(centres) <= 1


@given(
    st.lists(st.integers(1, 200).map("局".__mul__), min_size=1, max_size=12), st.sampled_from(["sealed", "unsealed"])
)
def test_no_organ_is_pressed_out_of_the_type_area(organs: list[str], seal: Literal["sealed", "unsealed"]) -> None:
    for line in signature(*organs, seal=seal)["organs"]:
        width = min(layout.body_width(line["text"]), gbt.TYPE_WIDTH - gbt.UNSEALED_RIGHT)
        assert 0 <= line["right"] <= gbt.TYPE_WIDTH - width


@pytest.mark.parametrize(
    ("copies", "text"),
    [
        pytest.param([], "", id="none"),
        pytest.param(["某委"], "某委。", id="one"),
        pytest.param(["某委", "某办、某部"], "某委，某办、某部。", id="several"),
    ],
)
def test_copies(copies: list[str], text: str) -> None:
    block = imprint_block(Imprint.model_validate({"copies_to": copies, "issuer": "办公室", "issued_on": DAY}), 2026)
    assert (block["copies"], block["issuer"], block["issued"]) == (text, "办公室", "2020年3月6日印发")


def test_an_open_day_of_issue() -> None:
    assert imprint_block(Imprint(issuer="办公室"), 2026)["issued"] == "2026年\u3000月\u3000日印发"

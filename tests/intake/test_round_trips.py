"""What was generated is read back from the visible text alone."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from service.documents import KINDS
from service.documents.validation import validate
from service.generate import generate
from service.intake import read
from tests import documents_read
from tests.intake import payloads

LOOSE = {"deadline": None, "suppress_health_check": list(HealthCheck)}
FEW, MANY = settings(max_examples=40, **LOOSE), settings(max_examples=500, **LOOSE)  # type: ignore[arg-type]


def visible(docx: bytes) -> str:
    """The words of the body as a reader would copy them out."""
    return documents_read._words(documents_read.parts(docx)["word/document.xml"])


def through_word(kind: str, payload: dict[str, Any]) -> dict[str, Any]:
    return read(generate(kind, payload).content, "成文.docx", kind).payload


def through_text(kind: str, payload: dict[str, Any]) -> dict[str, Any]:
    return read(visible(generate(kind, payload).content).encode(), "成文.txt", kind).payload


def plan_comes_back(payload: dict[str, Any]) -> None:
    assert through_word("work_plan", payload) == payload


def plan_comes_back_from_words(payload: dict[str, Any]) -> None:
    assert through_text("work_plan", payload) == payload


def schedule_comes_back(payload: dict[str, Any]) -> None:
    assert through_word("schedule", payload) == payload


test_plan = FEW(given(payloads.canonical_plan())(plan_comes_back))
test_plan_many = pytest.mark.long(MANY(given(payloads.canonical_plan())(plan_comes_back)))
test_plan_words = FEW(given(payloads.canonical_plan(framed=False))(plan_comes_back_from_words))
test_plan_words_many = pytest.mark.long(MANY(given(payloads.canonical_plan(framed=False))(plan_comes_back_from_words)))
test_schedule = FEW(given(payloads.canonical_schedule())(schedule_comes_back))
test_schedule_many = pytest.mark.long(MANY(given(payloads.canonical_schedule())(schedule_comes_back)))


def test_generator_makes_valid_payloads() -> None:
    """A payload that its record refuses would prove nothing."""

    @FEW
    @given(payloads.canonical_plan())
    def valid(payload: dict[str, Any]) -> None:
        validate(KINDS["work_plan"], payload)

    valid()

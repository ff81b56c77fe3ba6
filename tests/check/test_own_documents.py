"""Our own documents: no finding on any variant but those that follow from what was asked for."""

from pathlib import Path

import pytest

from service.check.checking import check
from service.documents import KINDS
from service.generate import House, generate
from service.ooxml import package
from tests.rendering.matrix import Job, document
from tests.rendering.variants import VARIANTS, Variant

FIXTURES = Path(__file__).parents[2] / "fixtures"
SAMPLE = sorted(VARIANTS)[::7]


def asked_for(variant: Variant) -> set[str]:
    """What a payload asks for against practice: a plan with a red head, a head without 版记, a day too early."""
    payload, rules = variant.payload, set()
    headed = bool(payload.get("letterhead")) or variant.kind == "minutes"
    if payload.get("letterhead") and variant.kind in ("work_plan", "annual_summary"):
        rules.add("HD-09")
    if headed and not payload.get("imprint"):
        rules.add("IM-04")
    if variant.name.startswith("summary-") and payload.get("imprint"):
        rules.add("IM-05")
    return rules


@pytest.mark.parametrize("name", SAMPLE)
def test_a_variant_has_no_finding(name: str) -> None:
    findings = check(package.read(document(Job(VARIANTS[name]))))
    assert {finding.rule for finding in findings} <= asked_for(VARIANTS[name]), findings


@pytest.mark.long
@pytest.mark.parametrize("name", sorted(set(VARIANTS) - set(SAMPLE)))
def test_every_variant_has_no_finding(name: str) -> None:
    test_a_variant_has_no_finding(name)


@pytest.mark.parametrize("kind", KINDS)
def test_a_fixture_has_no_finding(kind: str) -> None:
    content = generate(kind, (FIXTURES / f"{kind}.json").read_bytes(), House()).content
    assert check(package.read(content)) == []


@pytest.mark.parametrize(("name", "profile"), [("compensated", "compensated"), ("pitch-28", "pitch_28")])
def test_another_profile_is_good_under_its_own_name_and_by_itself(name: str, profile: str) -> None:
    parts = package.read(document(Job(VARIANTS[name])))
    for claimed in (None, profile):
        assert {finding.rule for finding in check(parts, claimed)} <= {"HD-09"}
    assert {"PG-02", "PG-05"} & {finding.rule for finding in check(parts, "standard")}


def test_an_empty_schedule_is_accepted() -> None:
    assert check(package.read(document(Job(VARIANTS["schedule-empty"])))) == []

"""Every rule of the register is silent on its good sample and speaks on its bad one."""

import re

import pytest

from service.check.checking import check
from service.check.register import RULES
from tests.check.samples import SAMPLES

DECIDED_BY_FILE = [identifier for identifier, rule in RULES.items() if not rule.rendered]


@pytest.mark.parametrize("identifier", DECIDED_BY_FILE)
def test_a_rule_tells_good_from_bad(identifier: str) -> None:
    good, bad = SAMPLES[identifier]
    assert [finding for finding in check(good) if finding.rule == identifier] == []
    assert [finding for finding in check(bad) if finding.rule == identifier] != []


@pytest.mark.parametrize("identifier", DECIDED_BY_FILE)
def test_a_finding_says_what_where_and_what_to_do(identifier: str) -> None:
    for finding in check(SAMPLES[identifier][1]):
        assert finding.where
        assert finding.expected != finding.found
        assert re.search("[一-龥]{4}", finding.sentence)


@pytest.mark.parametrize("rule", RULES.values(), ids=list(RULES))
def test_a_rule_names_its_clause(rule: object) -> None:
    assert re.fullmatch(r"\d+(\.\d+)*(–\d+(\.\d+)*)?|惯例", rule.clause)  # type: ignore[attr-defined]
    assert rule.about  # type: ignore[attr-defined]

"""Every single fault is caught by its rule at its place, and the conformant originals have no finding."""

from functools import cache

import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from service.check.checking import check
from service.check.finding import Finding
from service.ooxml import package
from tests.check.constructions import CONFORMANT
from tests.check.fault_table import FAULTS
from tests.check.faults import Fault, words


def findings(content: bytes) -> list[Finding]:
    return check(package.read(content))


@cache
def original(base: str) -> bytes:
    return CONFORMANT[base]()


@pytest.mark.parametrize("base", CONFORMANT)
def test_a_conformant_document_has_no_finding(base: str) -> None:
    assert findings(original(base)) == []


@pytest.mark.parametrize(
    ("fault", "base"),
    [pytest.param(fault, base, id=f"{fault.name}-{base}") for fault in FAULTS for base in fault.bases],
)
def test_a_fault_is_caught_where_it_is(fault: Fault, base: str) -> None:
    spoiled = fault.spoiled(original(base))
    found = [one for one in findings(spoiled) if one.rule == fault.rule and fault.where in one.where]
    assert found
    assert all(stands_at(one, spoiled) for one in found)


def stands_at(finding: Finding, content: bytes) -> bool:
    """Whether the machine's place is the one the reader is told."""
    if finding.place is None or "“" not in finding.where or finding.place.tag != "p":
        return True
    root = parse_xml(package.read(content)[finding.place.part])
    quoted = finding.where.partition("“")[2].rstrip("”…")
    element = list(root.iter(qn(f"w:{finding.place.tag}")))[finding.place.index]
    return quoted in "".join(words(element).split())


def test_the_faults_are_many() -> None:
    assert sum(len(fault.bases) for fault in FAULTS) >= 60
    assert len({fault.name for fault in FAULTS}) == len(FAULTS)

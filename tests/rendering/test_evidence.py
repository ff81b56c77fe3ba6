"""docs/layout.md and the figures behind it are those of the code as it is."""

from tests.rendering import evidence
from tests.rendering.clauses import CLAUSES
from tests.rendering.variants import VARIANTS

STALE = "the code has changed since the pages were measured: ./run layout"


def test_the_evidence_proves_the_code_as_it_is() -> None:
    assert evidence.read()["code"] == evidence.proven_hash(), STALE


def test_the_evidence_is_of_all_clauses_and_variants() -> None:
    kept = evidence.read()
    assert [row["name"] for row in kept["clauses"]] == [clause.name for clause in CLAUSES], STALE
    assert kept["variants"] == list(VARIANTS), STALE


def test_every_clause_was_measured_and_holds() -> None:
    rows = evidence.read()["clauses"]
    assert [row["name"] for row in rows if not row["pages"]] == []
    assert [(row["name"], row["variant"], row["page"]) for row in rows if row["faults"]] == []


def test_the_page_is_made_from_the_evidence() -> None:
    assert evidence.PAGE.read_text(encoding="utf-8") == evidence.page(evidence.read()), STALE

"""Pages of a sample of the variants measured against every clause, and each measurement seen to fail where it must."""

import fcntl
import json
import os
from collections import defaultdict
from pathlib import Path

import pytest

from tests.rendering import evidence
from tests.rendering.clauses import CLAUSES, Clause
from tests.rendering.matrix import Job, Measurement, measure
from tests.rendering.pages import office_python
from tests.rendering.sabotage import SPOILERS, Spoiler
from tests.rendering.variants import VARIANTS

pytestmark = pytest.mark.skipif(
    office_python() is None and not os.environ.get("CI"), reason="LibreOffice with python3-uno is not installed"
)

SAMPLE = (
    "attachment-schedule-portrait", "attachments-turning", "attachments-wrapping", "head-every-label", "head-five-signers",
    "levels-alone", "levels-run-in", "minutes-everyone", "minutes-numbered", "note-sealed", "summary-upward",
    "sealed-joint-two",
)  # fmt: skip
Found = dict[str, list[Measurement]]


@pytest.fixture(scope="session")
def measured(tmp_path_factory: pytest.TempPathFactory) -> Found:
    """All measurements by clause. Two test processes share them: the first measures, the other waits and reads."""
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    kept = shared / "measurements.json"
    with Path(shared, "measurements.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not kept.exists():
            kept.write_text(json.dumps(_measure(tmp_path_factory.mktemp("pages"))))
    found: Found = defaultdict(list)
    for entry in json.loads(kept.read_text()):
        made = Measurement(*entry)
        found[made.clause].append(made)
    return found


def _measure(folder: Path) -> list[Measurement]:
    sample = [Job(VARIANTS[name]) for name in SAMPLE]
    spoilt = [Job(VARIANTS[spoiler.variant], spoiler, spoiler.name) for spoiler in SPOILERS]
    return measure(sample + spoilt, folder)


@pytest.mark.parametrize("clause", CLAUSES, ids=lambda clause: f"{clause.number}-{clause.name}")
def test_the_sample_keeps(clause: Clause, measured: Found) -> None:
    found = [made for made in measured[clause.name] if made.variant in SAMPLE]
    assert [made for made in found if not clause.holds(made.value)] == [], f"{clause.element}: {clause.wanted}"


@pytest.mark.parametrize("clause", CLAUSES, ids=lambda clause: f"{clause.number}-{clause.name}")
def test_the_sample_or_the_whole_matrix_measures(clause: Clause, measured: Found) -> None:
    in_sample = any(made.variant in SAMPLE for made in measured[clause.name])
    assert in_sample or any(row["pages"] for row in evidence.read()["clauses"] if row["name"] == clause.name)


@pytest.mark.parametrize("spoiler", SPOILERS, ids=lambda spoiler: spoiler.name)
def test_a_spoilt_document_is_noticed(spoiler: Spoiler, measured: Found) -> None:
    clause = next(clause for clause in CLAUSES if clause.name == spoiler.clause)
    found = [made for made in measured[clause.name] if made.variant == spoiler.name]
    assert any(not clause.holds(made.value) for made in found), f"{clause.element}: {found}"

"""The register of kinds: one module per kind, one row here."""

from service.documents import annual_summary, minutes, schedule, work_plan
from service.documents.kinds import Kind

KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        work_plan.KIND,
        schedule.KIND,
        minutes.KIND,
        annual_summary.KIND,
    )
}

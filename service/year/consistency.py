"""Consistency: everything that does not fit between the papers of a year, in the order of its parts."""

from collections.abc import Mapping

from service.documents.annual_summary import AnnualSummary, compute
from service.documents.summary_sources import Named, catalogue
from service.documents.years import Year
from service.errors import Fault, Rejected
from service.generate import ANY_HOUSE, House, read
from service.year import calendar_rules, derive, number_rules, paper_rules, people_rules
from service.year.findings import Finding, texts
from service.year.matching import Matching, match


def findings(year: Year, matching: Matching, figures: Mapping[str, Named]) -> list[Finding]:
    """All findings of a year: errors, warnings and remarks."""
    words = texts(year)
    return [
        *matching.findings,
        *people_rules.strangers(year),
        *people_rules.not_listed(year),
        *people_rules.two_posts(year),
        *number_rules.session_numbers(year),
        *number_rules.issues(year),
        *number_rules.document_numbers(year),
        *calendar_rules.days_off(year),
        *calendar_rules.weekdays(year, words),
        *calendar_rules.dates(year),
        *paper_rules.unheld(year, matching),
        *paper_rules.organs(year),
        *paper_rules.attachments(year, words),
        *paper_rules.unwritten(words),
        *paper_rules.narrative(words, figures),
    ]


def check(year: Year, house: House = ANY_HOUSE) -> list[Finding]:
    """The findings of a year by itself."""
    matching = match(year)
    return findings(year, matching, figures_of(derive.annual_summary(year, matching.rows), house))


def figures_of(summary: derive.Payload, house: House = ANY_HOUSE) -> dict[str, Named]:
    """All figures of the summary's period by name."""
    return catalogue(compute(summary_of(summary, house)))


def summary_of(payload: derive.Payload, house: House = ANY_HOUSE) -> AnnualSummary:
    """The record of a derived summary; faults are told at their place in the year."""
    try:
        record = read("annual_summary", payload, house)
    except Rejected as error:
        raise Rejected(error.slug, [_moved(fault) for fault in error.faults]) from None
    if not isinstance(record, AnnualSummary):
        raise TypeError("annual_summary is read as another record")
    return record


def _moved(fault: Fault) -> Fault:
    return Fault(derive.summary_place(fault.pointer), fault.code, fault.message)

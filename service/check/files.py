"""One .docx from outside: through the gate, to its findings, with its rendered pages where they are asked for."""

from service.check.checking import check
from service.check.finding import Finding
from service.check.rendered import read_pages
from service.ooxml import gate
from service.preview import pdfs


def check_file(content: bytes, profile: str | None = None, soffice: str | None = None) -> list[Finding]:
    """The findings of a file; raises what the gate says, and Unavailable where pages are asked for and not to be had.

    `soffice` is the LibreOffice that renders the pages; without it what only a page can decide is left open.
    """
    parts = gate.admit(content, "docx")
    pages = None if soffice is None else read_pages(pdfs([content], soffice)[0])
    return check(parts, profile, pages)

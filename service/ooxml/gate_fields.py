"""Field codes of a Word file from outside, for step 11 of the gate: none that fetches or starts anything."""

import re
from collections.abc import Callable

from service.ooxml.gate_xml import Attributes, named, of_local_name

WORD = (  # transitional and strict
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
_ACTIVE_FIELDS = {"INCLUDEPICTURE", "INCLUDETEXT", "DDE", "DDEAUTO", "LINK", "IMPORT", "DATABASE"}
_KEYWORD = re.compile(r"""[\s"“”]*([A-Za-z]+)""")
_WHOLE_KEYWORD = re.compile(r"""[\s"“”]*(?:[A-Za-z]+[\s\\"“”]|=)""")
_ENOUGH_OF_FIELD = 256  # characters in which the keyword must have shown
_MARK_TYPES = [f"{space} fldCharType" for space in WORD]


class Fields:
    """Field codes, put together again where they are split over runs; a field within a field has its own."""

    def __init__(self, report: Callable[[str], None]) -> None:
        self._report = report
        self._open = [""]  # below the fields: instructions that stand in none
        self._shown = [True]  # whether the field's result has begun

    def mark(self, attributes: Attributes) -> None:
        """w:fldChar; a keyword that a field within the field completes is one that hides."""
        found = named(attributes)
        match next((found[name] for name in _MARK_TYPES if name in found), ""):
            case "begin":
                if not self._shown[-1] and not _WHOLE_KEYWORD.match(self._open[-1]):
                    self._report("由其他域拼成的域代码")
                self._open.append("")
                self._shown.append(False)
            case "separate":
                self._shown[-1] = True
            case "end" if len(self._open) > 1:
                self._open.pop()
                self._shown.pop()

    def simple(self, attributes: Attributes) -> None:
        """w:fldSimple."""
        for instruction in of_local_name(attributes, "instr"):
            self._check(instruction)

    def text(self, text: str) -> None:
        """w:instrText: one piece more of the innermost field."""
        self._open[-1] = (self._open[-1] + text).lstrip()[:_ENOUGH_OF_FIELD]
        self._check(self._open[-1])

    def _check(self, instruction: str) -> None:
        found = _KEYWORD.match(instruction)
        if found is not None and found[1].upper() in _ACTIVE_FIELDS:
            self._report(f"域代码 {found[1].upper()}")

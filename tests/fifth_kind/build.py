"""Writes the template of the fifth kind: python -m tests.fifth_kind.build."""

from service import gbt9704 as gbt
from templates import blocks
from templates.build import write
from templates.words import TABLE_BORDERS, blank, cell, row, row_tag, table, text
from tests.fifth_kind.study_record import KIND

_LABEL = 5 * gbt.SMALL_CHARACTER  # four 字 and the room around them
_WIDTHS = [_LABEL, gbt.TYPE_WIDTH - _LABEL]


def build() -> bytes:
    """The template: title, the table of facts, the numbered text."""
    return write(lambda _: blocks.title() + _facts() + blank() + blocks.body())


def _facts() -> str:
    value = text("GwCell", "{{ fact.value }}", properties='<w:jc w:val="left"/>')
    fact = row(cell(_WIDTHS[0], text("GwCellHead", "{{ fact.label }}")), cell(_WIDTHS[1], value))
    loop = (row_tag("for fact in facts", gbt.TYPE_WIDTH, 2), row_tag("endfor", gbt.TYPE_WIDTH, 2))
    return table(_WIDTHS, loop[0] + fact + loop[1], TABLE_BORDERS, gbt.CELL_MARGIN)


if __name__ == "__main__":
    KIND.template.write_bytes(build())

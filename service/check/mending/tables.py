"""Tables: head rows that come again, rows that are not split, no table wider than its page (8)."""

from service.check.mending.bench import Bench
from service.check.register import at_table
from service.ooxml.editing import tables
from service.ooxml.read.facts import Table


def mend(bench: Bench) -> None:
    for table in [block for block in bench.subject.found.blocks if isinstance(block, Table)]:
        blamed = [finding for finding in bench.findings if finding.place == table.place]
        element = bench.element(table)
        if element is None or not blamed:
            continue
        expected = {finding.expected for finding in blamed if finding.rule == "TB-02"}
        if "重复标题行" in expected and tables.repeat_head(element):
            bench.say("TB-02", at_table(table, 1), "表头在各页重复")
        if "行不跨页断开" in expected and tables.keep_rows(element):
            bench.say("TB-02", at_table(table), "行不跨页断开")
        if any(finding.rule == "TB-01" for finding in blamed):
            width = bench.section_of(table).type_width
            if width > 0 and tables.set_width(element, width):
                bench.say("TB-01", at_table(table), "表格宽度改为与版心等宽")

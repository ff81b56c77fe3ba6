"""The 版头 of an official document (7.2) and the head of minutes (10.3), down to the red rule."""

from service import gbt9704 as gbt
from templates.words import TAB, blank, border, cell, each, exact, paragraph, row, run, size, table, text, when

_RULE = f"<w:pBdr>{border('bottom', gbt.RULE_EIGHTHS, gbt.RED, gbt.RULE_GAP_POINTS)}</w:pBdr>"  # 7.2.7


def labels(head: str) -> str:
    """份号, 密级和保密期限, 紧急程度 (7.2.1–7.2.3)."""
    return (
        when(f"{head}.copy_number", text("GwHeadLine", f"{{{{ {head}.copy_number }}}}"))
        + when(f"{head}.blank_first", blank())
        + when(f"{head}.secrecy", paragraph("GwHeadLine", run(f"{{{{ {head}.secrecy }}}}", "GwHei")))
        + when(f"{head}.urgency", paragraph("GwHeadLine", run(f"{{{{ {head}.urgency }}}}", "GwHei")))
    )


def _red_or_room(head: str, red: str) -> str:
    """The mark and the two lines under it; on pre-printed paper their room."""
    room = paragraph("Normal", run(f"{{{{spacing.line {head}.room}}}}"), properties=exact(4500))
    return when(f"{head}.preprinted", room, red + blank(gbt.LINES_BELOW_MARK))


def _rule(head: str) -> str:
    """The setter of a line that carries the red rule (on pre-printed paper it carries none)."""
    return f"{{{{pBdr {head}.red_rule}}}}"


def _below_rule(head: str) -> str:
    """Two lines, the first of them as high as it takes to bring the text back onto its pitch (7.3.1)."""
    first = paragraph("Normal", run(f"{{{{spacing.line {head}.under_rule}}}}"), properties=exact(gbt.LINE))
    return first + blank(gbt.LINES_BELOW_RULE - 1)


def mark(head: str) -> str:
    """发文机关标志 on one line, its ink 35 mm under the top of the type area (7.2.4)."""
    setters = f"{{{{spacing.before {head}.before}}}}{{{{spacing.line {head}.line}}}}{_mark_size(head)}"
    marked = run(f"{setters}{{{{ {head}.mark }}}}", properties=size(gbt.MARK_POINTS * 2))
    return paragraph("GwMark", marked, properties=exact(1364, 1875))


def _mark_size(head: str) -> str:
    return f"{{{{sz.val {head}.half_points}}}}{{{{szCs.val {head}.half_points}}}}"


def _joint_mark() -> str:
    """Organs stacked, host first, 文件 beside them at half height (7.2.4)."""
    face = size(gbt.MARK_POINTS * 2)
    line = f"{{{{spacing.line letterhead.line}}}}{_mark_size('letterhead')}"
    table_setters = "{{tblGrid letterhead.columns}}{{tblW.w letterhead.width}}{{tcW.w letterhead.organs_width}}"
    organ = paragraph(
        "GwMark",
        run(table_setters + line + "{{ organ }}", properties=face),
        properties=exact(1364) + '<w:jc w:val="distribute"/>',
    )
    suffix = paragraph(
        "GwMark",
        run("{{tcW.w letterhead.suffix_width}}" + line + "{{ letterhead.suffix }}", properties=face),
        properties=exact(1364) + '<w:jc w:val="right"/>',  # the room lies between names and suffix
    )
    room = paragraph("Normal", run("{{spacing.line letterhead.before}}"), properties=exact(1875))
    left, right = cell(6000, each("organ", "letterhead.organs", organ)), cell(2844, suffix)
    return room + table([6000, 2844], row(left, right, height=1364), "", 0, centred=True)


def letterhead() -> str:
    """The whole 版头 down to the red rule, and the two lines under it."""
    upward = each(
        "line", "letterhead.signer_lines", when("line.label", _signers("line", True), _signers("line", False))
    ) + when("letterhead.last_signers.label", _number_beside_signers(True), _number_beside_signers(False))
    number = text("GwNumber", _rule("letterhead") + "{{ letterhead.number }}", properties=_RULE)
    return when(
        "letterhead",
        labels("letterhead")
        + _red_or_room("letterhead", when("letterhead.joint", _joint_mark(), mark("letterhead")))
        + when("letterhead.upward", upward, number)
        + _below_rule("letterhead"),
    )


def _signers(line: str, labelled: bool) -> str:
    position = "label_position" if labelled else "names_position"
    tabs = '<w:tabs><w:tab w:val="left" w:pos="5000"/></w:tabs>'
    return paragraph("GwHeadLine", TAB, *_signer_runs(line, position, labelled), properties=tabs)


def _signer_runs(line: str, position: str, labelled: bool) -> list[str]:
    label = [run(f"{{{{ {line}.label }}}}")] if labelled else []
    return [*label, run(f"{{{{tab.pos {line}.{position}}}}}{{{{ {line}.names }}}}", "GwKai")]


def _number_beside_signers(labelled: bool) -> str:
    """发文字号 1 字 from the left on the row of the last signers (7.2.5); the variable stop stands first to be found."""
    line = "letterhead.last_signers"
    position = "label_position" if labelled else "names_position"
    tabs = f'<w:tabs><w:tab w:val="left" w:pos="5000"/><w:tab w:val="left" w:pos="{gbt.CHARACTER}"/></w:tabs>'
    number = run(_rule("letterhead") + "{{ letterhead.number }}")
    return paragraph(
        "GwNumber",
        TAB,
        number,
        TAB,
        *_signer_runs(line, position, labelled),
        properties=_RULE + tabs + '<w:jc w:val="left"/>',
    )


def minutes_head() -> str:
    """Red 纪要 mark, issue, organ and date on the line above the red rule (10.3)."""
    tabs = (
        f'<w:tabs><w:tab w:val="left" w:pos="{gbt.CHARACTER}"/>'
        f'<w:tab w:val="right" w:pos="{gbt.TYPE_WIDTH - gbt.CHARACTER}"/></w:tabs>'
    )
    organ_and_date = paragraph(
        "GwNumber",
        TAB,
        run(_rule("head") + "{{ head.organ }}"),
        TAB,
        run("{{ head.date }}"),
        properties=_RULE + tabs + '<w:jc w:val="left"/>',
    )
    issue = text("Normal", "{{ head.issue }}", properties='<w:jc w:val="center"/>')
    return labels("head") + _red_or_room("head", mark("head")) + issue + organ_and_date + _below_rule("head")

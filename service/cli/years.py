"""The commands `form` and `year`: forms to fill in, and all papers of one unit's year."""

import argparse
import sys
from pathlib import Path
from typing import Any

from service.cli.streams import FINDINGS, GOOD, read, write
from service.generate import House
from service.settings import Settings


def add_commands(commands: Any) -> None:
    form = commands.add_parser("form", help="一种文件的表格（.xlsx），空白或由数据填好")
    form.add_argument("kind", help="文件种类，或 year（全年）")
    form.add_argument("--from", dest="source", help="数据（.json）或草稿，先填进表格")
    form.add_argument("-o", "--output", required=True, help="要写的 .xlsx，- 为标准输出")
    form.set_defaults(run=_form)

    year = commands.add_parser("year", help="由全年数据生成全部文件、数字和一致性核对")
    year.add_argument("input", help="全年数据（.json）或表格（.xlsx）")
    year.add_argument("-o", "--output", required=True, help="要写的 .zip，- 为标准输出")
    year.add_argument("--allow-findings", action="store_true", help="核对出错误时也生成")
    year.set_defaults(run=_year)


def _form(arguments: argparse.Namespace, _: Settings) -> int:
    from service.intake.files import handed_form  # most commands need no workbook

    source = None if arguments.source is None else (read(arguments.source), Path(arguments.source).name)
    write(arguments.output, handed_form(arguments.kind, source))
    return GOOD


def _year(arguments: argparse.Namespace, settings: Settings) -> int:
    from service.intake.files import payload_of  # most commands need no year
    from service.year.bundle import make

    handed = payload_of(read(arguments.input), Path(arguments.input).name, "year")
    house = House(settings.allow_secrecy, settings.layout, settings.soffice)
    with handed.places():
        made = make(handed.payload, house, arguments.allow_findings)
    write(arguments.output, made.content)
    for finding in made.findings:
        print(f"{finding.level}  {finding.pointer}  {finding.message}  [{finding.code}]", file=sys.stderr)
    wrong = any(finding.level == "error" for finding in made.findings)
    return FINDINGS if wrong and not arguments.allow_findings else GOOD

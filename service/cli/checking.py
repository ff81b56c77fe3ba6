"""The command `check`: what in a .docx deviates from the standard, said in a terminal."""

import argparse
import json
from typing import Any

from service.cli.streams import FINDINGS, GOOD, read
from service.settings import Settings

_PROFILES = ("standard", "compensated", "pitch_28")


def add_command(commands: Any) -> None:
    check = commands.add_parser("check", help="按 GB/T 9704-2012 检查 .docx，逐处列出")
    check.add_argument("files", nargs="+", help=".docx 文件，- 为标准输入")
    check.add_argument("--json", action="store_true", help="供程序读取")
    check.add_argument("--profile", choices=_PROFILES, help="版面参数，不写时自动判断")
    check.add_argument("--rendered", action="store_true", help="同时用 LibreOffice 排版后测量")
    check.set_defaults(run=_check)


def _check(arguments: argparse.Namespace, settings: Settings) -> int:
    from service.check.files import check_file  # the rules are loaded only where they are asked

    soffice = settings.soffice if arguments.rendered else None
    checked = [(file, check_file(read(file), arguments.profile, soffice)) for file in arguments.files]
    if arguments.json:
        files = [{"file": file, "findings": [finding.as_dict() for finding in found]} for file, found in checked]
        print(json.dumps({"files": files}, ensure_ascii=False, indent=2))
    else:
        for file, found in checked:
            print(f"{file}  {len(found)} 处" if found else f"{file}  没有发现问题")
            for finding in found:
                level = "应当" if finding.level == "error" else "一般"
                print(f"  {finding.rule}  {_clause(finding.clause)}  {level}  {finding.where}  {finding.sentence}")
    return FINDINGS if any(found for _, found in checked) else GOOD


def _clause(clause: str) -> str:
    return f"第{clause}条" if clause[0].isdigit() else clause

"""The commands `check` and `fix`: what in a .docx deviates from the standard, and the same file set right."""

import argparse
import json
import sys
from typing import Any

from service.cli.streams import FINDINGS, GOOD, beside_output, read, write
from service.errors import Fault, Unusable
from service.settings import Settings

_PROFILES = ("standard", "compensated", "pitch_28")


def add_commands(commands: Any) -> None:
    """The two commands."""
    check = commands.add_parser("check", help="按 GB/T 9704-2012 检查 .docx，逐处列出")
    check.add_argument("files", nargs="+", help=".docx 文件，- 为标准输入")
    check.add_argument("--json", action="store_true", help="供程序读取")
    check.add_argument("--profile", choices=_PROFILES, help="版面参数，不写时自动判断")
    check.add_argument("--rendered", action="store_true", help="同时用 LibreOffice 排版后测量")
    check.add_argument("--annotate", metavar="OUT.docx", help="另存一份带批注的文件（一次一个文件），- 为标准输出")
    check.set_defaults(run=_check)

    fix = commands.add_parser("fix", help="按 GB/T 9704-2012 重新排版，文字不变，逐处列出")
    fix.add_argument("file", help=".docx 文件，- 为标准输入")
    fix.add_argument("-o", "--output", required=True, help="要写的 .docx，- 为标准输出")
    fix.add_argument("--punctuation", action="store_true", help="同时改半角标点、序号标点、文号括号和日期虚位")
    fix.add_argument("--json", action="store_true", help="供程序读取")
    fix.set_defaults(run=_fix)


def _check(arguments: argparse.Namespace, settings: Settings) -> int:
    from service.check.files import check_file  # the rules are loaded only where they are asked

    if arguments.annotate and len(arguments.files) > 1:
        raise Unusable("bad-request", [Fault("", "annotate", "--annotate 一次只能用于一个文件")])
    contents = {file: read(file) for file in arguments.files}
    soffice = settings.soffice if arguments.rendered else None
    checked = [(file, check_file(contents[file], arguments.profile, soffice)) for file in arguments.files]
    if arguments.annotate:
        from service.check.annotate import annotate

        write(arguments.annotate, annotate(contents[arguments.files[0]], checked[0][1]))
    shown = sys.stderr if arguments.annotate == "-" else sys.stdout
    if arguments.json:
        files = [{"file": file, "findings": [finding.as_dict() for finding in found]} for file, found in checked]
        print(json.dumps({"files": files}, ensure_ascii=False, indent=2), file=shown)
    else:
        for file, found in checked:
            print(f"{file}  {len(found)} 处" if found else f"{file}  没有发现问题", file=shown)
            for finding in found:
                level = "应当" if finding.level == "error" else "一般"
                print(f"  {finding.rule}  {_clause(finding.clause)}  {level}  {finding.where}  {finding.sentence}")
    return FINDINGS if any(found for _, found in checked) else GOOD


def _clause(clause: str) -> str:
    return f"第{clause}条" if clause[0].isdigit() else clause


def _fix(arguments: argparse.Namespace, _: Settings) -> int:
    from service.check.files import check_file
    from service.check.fix import fix

    content, changes = fix(read(arguments.file), arguments.punctuation)
    left = check_file(content)
    write(arguments.output, content)
    shown = beside_output(arguments)
    if arguments.json:
        facts = {
            "file": arguments.output,
            "changes": [change.as_dict() for change in changes],
            "left": [finding.as_dict() for finding in left],
        }
        print(json.dumps(facts, ensure_ascii=False, indent=2), file=shown)
        return GOOD
    print(f"{arguments.output}  改了 {len(changes)} 处" if changes else f"{arguments.output}  不需要改", file=shown)
    for change in changes:
        print(f"  {change.rule}  {change.where}  {change.sentence}", file=shown)
    if left:
        print(f"还有 {len(left)} 处涉及文字，请自行改正", file=shown)
    for finding in left:
        print(f"  {finding.rule}  {finding.where}  {finding.sentence}", file=shown)
    return GOOD

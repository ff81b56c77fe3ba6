"""The commands of `template`: a unit's own templates, checked, kept and chosen from a terminal."""

import argparse
import json
from pathlib import Path
from typing import Any

from service.cli.streams import FINDINGS, GOOD, read, write
from service.errors import Fault
from service.generate import kind_of
from service.house_templates import HouseTemplates, Version, lint, variables_of
from service.settings import Settings


def add_commands(commands: Any) -> None:
    """The sub-commands of `template`."""
    template = commands.add_parser("template", help="本单位自己的模板：检查、登记、启用")
    below = template.add_subparsers(required=True, metavar="命令")

    check = _with_file(below.add_parser("lint", help="检查一个模板，一次列出全部问题"))
    check.set_defaults(run=_lint)

    used = below.add_parser("variables", help="一种文件的模板可以使用的变量；给出模板时标出它用了哪些")
    used.add_argument("file", nargs="?", help="模板 .docx")
    used.add_argument("--kind", required=True)
    used.add_argument("--json", action="store_true", help="供程序读取")
    used.set_defaults(run=_variables)

    add = _with_file(below.add_parser("add", help="检查并登记一个模板（登记后再启用）"))
    add.add_argument("--activate", action="store_true", help="登记后立即启用")
    add.set_defaults(run=_add)

    for name, help_text, run in (
        ("list", "列出一种文件的全部模板版本", _list),
        ("rollback", "退回上一次启用的模板", _roll_back),
    ):
        command = below.add_parser(name, help=help_text)
        command.add_argument("kind")
        command.add_argument("--json", action="store_true", help="供程序读取")
        command.set_defaults(run=run)

    activate = below.add_parser("activate", help="启用一个版本；official 为通用模板")
    activate.add_argument("kind")
    activate.add_argument("id")
    activate.add_argument("--json", action="store_true", help="供程序读取")
    activate.set_defaults(run=_activate)

    download = below.add_parser("download", help="取出一个版本的 .docx")
    download.add_argument("kind")
    download.add_argument("id")
    download.add_argument("-o", "--output", required=True, help="要写的 .docx，- 为标准输出")
    download.set_defaults(run=_download)


def _with_file(command: argparse.ArgumentParser) -> argparse.ArgumentParser:
    command.add_argument("file", help="模板 .docx，- 为标准输入")
    command.add_argument("--kind", required=True)
    command.add_argument("--json", action="store_true", help="供程序读取")
    return command


def _registry(settings: Settings) -> HouseTemplates:
    return HouseTemplates(settings.data_dir / "templates")


def _lint(arguments: argparse.Namespace, _: Settings) -> int:
    faults = lint(kind_of(arguments.kind), read(arguments.file))
    if arguments.json:
        print(json.dumps({"errors": [fault.as_dict() for fault in faults]}, ensure_ascii=False, indent=2))
    elif faults:
        print(f"共 {len(faults)} 处需要修改")
        for fault in faults:
            print(f"  {fault.pointer}  {fault.message}  [{fault.code}]")
    else:
        print("没有发现问题")
    return FINDINGS if faults else GOOD


def _variables(arguments: argparse.Namespace, _: Settings) -> int:
    rows = variables_of(kind_of(arguments.kind), read(arguments.file) if arguments.file else None)
    if arguments.json:
        print(json.dumps(rows, ensure_ascii=False, indent=2))
    for row in [] if arguments.json else rows:
        mark = "*" if row["used"] else " "
        print(f"{mark} {row['name']:<40} {row['type']:<8} {row['description']}")
    return GOOD


def _add(arguments: argparse.Namespace, settings: Settings) -> int:
    kind, registry = kind_of(arguments.kind), _registry(settings)
    version = registry.add(kind, read(arguments.file), Path(arguments.file).name)
    if arguments.activate:
        version = registry.activate(kind, version.id)
    _print([version], arguments)
    return GOOD


def _list(arguments: argparse.Namespace, settings: Settings) -> int:
    _print(_registry(settings).versions(kind_of(arguments.kind)), arguments)
    return GOOD


def _activate(arguments: argparse.Namespace, settings: Settings) -> int:
    _print([_registry(settings).activate(kind_of(arguments.kind), arguments.id)], arguments)
    return GOOD


def _roll_back(arguments: argparse.Namespace, settings: Settings) -> int:
    _print([_registry(settings).roll_back(kind_of(arguments.kind))], arguments)
    return GOOD


def _download(arguments: argparse.Namespace, settings: Settings) -> int:
    write(arguments.output, _registry(settings).path(kind_of(arguments.kind), arguments.id).read_bytes())
    return GOOD


def _print(versions: list[Version], arguments: argparse.Namespace) -> None:
    if arguments.json:
        print(json.dumps([version.as_dict() for version in versions], ensure_ascii=False, indent=2))
        return
    for version in versions:
        print(f"{'*' if version.active else ' '} {version.id}  {version.added or '—'}  {version.name}")
        for remark in version.remarks:
            print(f"    提醒  {_placed(remark)}")


def _placed(remark: Fault) -> str:
    return f"{remark.pointer}  {remark.message}" if remark.pointer else remark.message

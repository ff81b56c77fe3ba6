"""The entrance for a terminal: parse the words, call the house, print, leave with an exit code.

Exit codes: 0 good · 1 the data has faults · 2 unusable input or wrong usage.
"""

import argparse
import json
import os
import socket
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from service.cli import checking, reading, templates, years
from service.cli.streams import FINDINGS, GOOD, UNUSABLE, print_faults, read, report, write
from service.documents import KINDS
from service.errors import TITLES, ChengwenError, Rejected, TemplateRejected
from service.generate import House, generate, kind_of
from service.house_templates import HouseTemplates
from service.intake.files import payload_of
from service.settings import Settings


class WrongUsage(Exception):
    """What was asked for cannot be done so; the sentence says why."""


def main(words: Sequence[str]) -> int:
    """Run one command; returns its exit code."""
    for stream in (sys.stdout, sys.stderr):  # pipes on a C locale would break Chinese, a file name may be no UTF-8
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    arguments = _parser().parse_args(words)
    try:
        code: int = arguments.run(arguments, _settings())
        sys.stdout.flush()  # a reader that went away is noticed here, not after the last line of Python
    except ChengwenError as error:
        print_faults(error, arguments)
        return FINDINGS if isinstance(error, Rejected | TemplateRejected) else UNUSABLE
    except WrongUsage as error:
        print(error, file=sys.stderr)
        return UNUSABLE
    except OSError as error:  # files are read and written with their own sentences: this is standard output
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what is still buffered has nowhere to go
        print(f"{TITLES['unwritable-file']}：标准输出（{error.strerror}）", file=sys.stderr)
        return UNUSABLE
    return code


def _settings() -> Settings:
    try:
        return Settings.from_environment(os.environ)
    except ValueError as error:
        raise WrongUsage(str(error)) from error


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m service", description="成文：由计划和学习数据生成公文（GB/T 9704-2012）"
    )
    commands = parser.add_subparsers(required=True, metavar="命令")

    kinds = commands.add_parser("kinds", help="列出文件种类")
    kinds.add_argument("--json", action="store_true", help="供程序读取")
    kinds.set_defaults(run=_kinds)

    schema = commands.add_parser("schema", help="一种文件的 JSON Schema")
    schema.add_argument("kind")
    schema.set_defaults(run=_schema)

    sample = commands.add_parser("sample", help="一种文件的完整样例")
    sample.add_argument("kind")
    sample.set_defaults(run=_sample)

    make = commands.add_parser("generate", help="由数据（.json）或草稿（.txt、.docx）生成 .docx")
    make.add_argument("kind")
    make.add_argument("input", help="数据或草稿，- 为标准输入（JSON）")
    make.add_argument("-o", "--output", required=True, help="要写的 .docx，- 为标准输出")
    make.add_argument("--final", action="store_true", help="文号或日期没有填写时不生成")
    make.add_argument("--json", action="store_true", help="结果和问题以 JSON 打印")
    make.set_defaults(run=_generate)

    make.add_argument("--template", help="模板版本（默认为启用的版本，official 为通用模板）")

    reading.add_command(commands)
    years.add_commands(commands)
    checking.add_commands(commands)
    templates.add_commands(commands)

    serve = commands.add_parser("serve", help="启动网页和接口")
    serve.add_argument("--host", default="127.0.0.1")
    serve.add_argument("--port", type=_whole_number(0, 65535), default=8000, help="0 为任选一个空闲端口")
    serve.add_argument("--workers", type=_whole_number(1, 256), default=os.cpu_count() or 1)
    serve.set_defaults(run=_serve)
    return parser


def _whole_number(least: int, most: int) -> Callable[[str], int]:
    def number(word: str) -> int:
        if not (word.isascii() and word.isdigit() and len(word) <= 5 and least <= int(word) <= most):
            raise argparse.ArgumentTypeError(f"应是 {least} 到 {most} 的整数")
        return int(word)

    return number


# ---- commands -------------------------------------------------------------------------------------------------
def _kinds(arguments: argparse.Namespace, _: Settings) -> int:
    if arguments.json:
        rows = [{"name": kind.name, "title": kind.title, "purpose": kind.purpose} for kind in KINDS.values()]
        print(json.dumps(rows, ensure_ascii=False, indent=2))
    else:
        for kind in KINDS.values():
            print(f"{kind.name:<16} {kind.title}  {kind.purpose}")
    return GOOD


def _schema(arguments: argparse.Namespace, _: Settings) -> int:
    print(json.dumps(kind_of(arguments.kind).schema(), ensure_ascii=False, indent=2))
    return GOOD


def _sample(arguments: argparse.Namespace, _: Settings) -> int:
    print(kind_of(arguments.kind).sample.read_text(encoding="utf-8"), end="")
    return GOOD


def _generate(arguments: argparse.Namespace, settings: Settings) -> int:
    house = House(settings.allow_secrecy, settings.layout, settings.soffice)
    template = HouseTemplates(settings.data_dir / "templates").chosen(kind_of(arguments.kind), arguments.template)
    handed = payload_of(read(arguments.input), Path(arguments.input).name, arguments.kind)
    with handed.places():
        document = generate(arguments.kind, handed.payload, house, final=arguments.final, template=template)
    write(arguments.output, document.content)
    report(replace(document, warnings=(*handed.remarks, *document.warnings)), arguments)
    return GOOD


def _serve(arguments: argparse.Namespace, settings: Settings) -> int:
    if settings.access == "local" and arguments.host not in ("127.0.0.1", "localhost", "::1"):
        raise WrongUsage(f"ACCESS=local 只能监听本机地址，不能监听 {arguments.host}")
    from granian import Granian  # the other commands start without a server
    from granian.constants import Interfaces

    address = "127.0.0.1" if arguments.host == "localhost" else arguments.host  # the server takes no names
    port = _open_port(address, arguments.port)
    host = f"[{address}]" if ":" in address else address
    print(f"http://{host}:{port}/", flush=True)
    Granian(
        "service.web:create_app",
        factory=True,
        address=address,
        port=port,
        interface=Interfaces.WSGI,
        workers=arguments.workers,
        log_enabled=False,
    ).serve()
    return GOOD


def _open_port(address: str, port: int) -> int:
    """That port, or a free one for 0; raises WrongUsage where it is taken."""
    with socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
        except OSError as error:
            raise WrongUsage(f"端口 {port} 不能使用（{error.strerror}），请换一个") from error
        open_port: int = probe.getsockname()[1]
        return open_port

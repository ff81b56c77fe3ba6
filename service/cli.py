"""The entrance for a terminal: parse the words, call the house, print, leave with an exit code.

Exit codes: 0 good · 1 the data has faults · 2 unusable input or wrong usage.
"""

import argparse
import json
import os
import socket
import sys
from collections.abc import Sequence
from pathlib import Path

from service.documents import KINDS
from service.errors import ChengwenError, Rejected, Unusable
from service.generate import Generated, generate, kind_of
from service.settings import Settings

GOOD, FINDINGS, UNUSABLE = 0, 1, 2
_STREAM = "-"


def main(words: Sequence[str]) -> int:
    """Run one command; returns its exit code."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8")  # type: ignore[union-attr]  # pipes on a C locale would break Chinese
    arguments = _parser().parse_args(words)
    try:
        settings = Settings.from_environment(os.environ)
        code: int = arguments.run(arguments, settings)
    except ChengwenError as error:
        _print_faults(error, as_json=getattr(arguments, "json", False))
        return FINDINGS if isinstance(error, Rejected) else UNUSABLE
    except ValueError as error:
        print(error, file=sys.stderr)
        return UNUSABLE
    return code


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

    make = commands.add_parser("generate", help="由 JSON 数据生成 .docx")
    make.add_argument("kind")
    make.add_argument("input", help="JSON 文件，- 为标准输入")
    make.add_argument("-o", "--output", required=True, help="要写的 .docx，- 为标准输出")
    make.add_argument("--final", action="store_true", help="文号或日期没有填写时不生成")
    make.add_argument("--json", action="store_true", help="结果和问题以 JSON 打印")
    make.set_defaults(run=_generate)

    serve = commands.add_parser("serve", help="启动网页和接口")
    serve.add_argument("--host", default="127.0.0.1")
    serve.add_argument("--port", type=int, default=8000, help="0 为任选一个空闲端口")
    serve.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    serve.set_defaults(run=_serve)
    return parser


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
    kind_of(arguments.kind)  # an unknown kind is said before the input is read
    document = generate(
        arguments.kind, _read(arguments.input), final=arguments.final, allow_secrecy=settings.allow_secrecy
    )
    _write(arguments.output, document.content)
    _report(document, arguments)
    return GOOD


def _serve(arguments: argparse.Namespace, settings: Settings) -> int:
    if settings.access == "local" and arguments.host not in ("127.0.0.1", "localhost", "::1"):
        raise ValueError(f"ACCESS=local 只能监听本机地址，不能监听 {arguments.host}")
    from granian import Granian  # the other commands start without a server
    from granian.constants import Interfaces

    port = arguments.port or _free_port(arguments.host)
    host = f"[{arguments.host}]" if ":" in arguments.host else arguments.host
    print(f"http://{host}:{port}/", flush=True)
    Granian(
        "service.web:create_app",
        factory=True,
        address=arguments.host,
        port=port,
        interface=Interfaces.WSGI,
        workers=arguments.workers,
        log_enabled=False,
    ).serve()
    return GOOD


# ---- reading, writing, reporting ------------------------------------------------------------------------------
def _read(path: str) -> bytes:
    if path == _STREAM:
        return sys.stdin.buffer.read()
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise Unusable("unreadable-file", detail=f"{path}（{error.strerror}）") from error


def _write(path: str, content: bytes) -> None:
    """The whole file or none: written beside its place and renamed."""
    if path == _STREAM:
        sys.stdout.buffer.write(content)
        return
    target = Path(path)
    part = target.with_name(target.name + ".part")
    try:
        part.write_bytes(content)
        part.replace(target)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise Unusable("unwritable-file", detail=f"{path}（{error.strerror}）") from error


def _report(document: Generated, arguments: argparse.Namespace) -> None:
    stream = sys.stderr if arguments.output == _STREAM else sys.stdout
    if arguments.json:
        facts = {
            "file": arguments.output,
            "title": document.title,
            "draft": document.draft,
            "open": [fault.as_dict() for fault in document.open],
            "warnings": [fault.as_dict() for fault in document.warnings],
            "reference": document.reference,
        }
        print(json.dumps(facts, ensure_ascii=False, indent=2), file=stream)
        return
    for fault in (*document.open, *document.warnings):
        print(f"提醒  {fault.pointer}  {fault.message}", file=sys.stderr)


def _print_faults(error: ChengwenError, *, as_json: bool) -> None:
    if as_json:
        facts = {"type": error.slug, "title": error.title, "errors": [fault.as_dict() for fault in error.faults]}
        print(json.dumps(facts, ensure_ascii=False, indent=2))
        return
    print(f"{error.title}：{error.detail}" if error.detail else error.title, file=sys.stderr)
    for fault in error.faults:
        print(f"  {fault.pointer or '/'}  {fault.message}  [{fault.code}]", file=sys.stderr)


def _free_port(host: str) -> int:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.bind((host, 0))
        port: int = probe.getsockname()[1]
        return port

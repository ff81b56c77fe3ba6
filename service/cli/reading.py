"""The command `read`: what a draft or a form says, as a payload."""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from service.cli.streams import GOOD, read
from service.settings import Settings


def add_command(commands: Any) -> None:
    parser = commands.add_parser("read", help="读取草稿（.txt、.docx），以 JSON 数据打印；跳过和推测的内容另外说明")
    parser.add_argument("input", help="草稿，- 为标准输入")
    parser.add_argument("--kind", help="文件种类，不写时自动判断")
    parser.set_defaults(run=_read)


def _read(arguments: argparse.Namespace, _: Settings) -> int:
    from service.intake import read as read_draft  # most commands read no draft

    found = read_draft(read(arguments.input), Path(arguments.input).name, arguments.kind)
    print(json.dumps(found.payload, ensure_ascii=False, indent=2))
    for remark in found.remarks:
        print(f"提醒  {remark.place}  {remark.message}  [{remark.code}]", file=sys.stderr)
    return GOOD

"""The command this-pc: whether this PC has what the work needs."""

from __future__ import annotations

import argparse
from datetime import datetime
from pathlib import Path
from typing import Any

from desktop.cli.answers import Answer
from desktop.host import paths, this_pc

_WORDS = {this_pc.GREEN: "正常", this_pc.AMBER: "请留意", this_pc.RED: "请处理"}


def add_commands(commands: Any, shared: argparse.ArgumentParser, _opening: argparse.ArgumentParser) -> None:
    """Declare the command of this module."""
    looked = commands.add_parser(
        "this-pc", parents=[shared], help="本机检查：字体、办公软件、打印机、输入法、磁盘、时间"
    )
    looked.add_argument("place", type=Path, nargs="?", default=None, help="账本或打算放账本的文件夹")
    looked.set_defaults(run=_this_pc)


def _this_pc(arguments: argparse.Namespace) -> Answer:
    lines = this_pc.examine(arguments.place or paths.ledgers_folder(), datetime.now())
    told = [f"{_WORDS[line.tone]}　{line.title}：{line.text}" for line in lines]
    return Answer(
        {"ok": all(line.tone != this_pc.RED for line in lines), "lines": [line.as_json() for line in lines]}, told
    )

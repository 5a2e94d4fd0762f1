"""What every command that writes a file out takes: its mark, what it is for, where it goes (interfaces.md; product.md A5)."""

from __future__ import annotations

import argparse

from db.store import Ledger
from desktop.ledgers.ways_out import WayOut
from desktop.operations.outgoing import Asked, as_asked


def add_asked(command: argparse.ArgumentParser) -> None:
    """--mark, --purpose and --to; what is left out is the office's own mark and what such a file is usually for."""
    command.add_argument(
        "--mark", "--classification", dest="mark", default=None, help="标识，按定密意见填；不写用机关设置的默认标识"
    )
    command.add_argument("--purpose", default="", help="用途，记入打印导出登记")
    command.add_argument("--to", dest="destination", default="", help="去向，如 收件单位、光盘编号")


def asked_of(ledger: Ledger, way: WayOut, arguments: argparse.Namespace) -> Asked:
    """What the caller said, completed."""
    return as_asked(ledger.reader, way, arguments.mark, arguments.purpose, arguments.destination)

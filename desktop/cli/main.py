"""Reads the command, runs it, prints its answer. Exit 0 done, 1 a known error, 2 wrong usage."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from desktop.cli import (
    chart_command,
    figures,
    ledger_commands,
    list_output,
    papers,
    questions,
    safety_commands,
    whole_commands,
)
from desktop.cli.answers import DONE, KNOWN_ERROR, WRONG_USAGE, Answer, say, utf8_streams
from desktop.errors import KnownError, Refused

_ROOMS = (ledger_commands, figures, questions, chart_command, papers, list_output, safety_commands, whole_commands)


class _Parser(argparse.ArgumentParser):
    """Usage errors in Chinese, with exit code 2."""

    def error(self, message: str) -> None:  # type: ignore[override]
        self.print_usage(sys.stderr)
        self.exit(WRONG_USAGE, f"用法不对：{message}\n")


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit code."""
    utf8_streams()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # painting a PDF without a display aborts otherwise
    try:
        arguments = _parser().parse_args(argv)
    except SystemExit as leaving:
        return int(leaving.code or DONE)
    try:
        answer: Answer = arguments.run(arguments)
    except Refused as error:
        return say(
            Answer({"error": str(error), "reason": error.reason}, code=KNOWN_ERROR, complaint=str(error)),
            as_json=arguments.json,
        )
    except KnownError as error:
        return say(Answer({"error": str(error)}, code=KNOWN_ERROR, complaint=str(error)), as_json=arguments.json)
    return say(answer, as_json=arguments.json)


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="python -m desktop", description="巡察整改台账：命令行")
    commands = parser.add_subparsers(dest="command", required=True, parser_class=_Parser, metavar="COMMAND")
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument("--json", action="store_true", help="以一个 JSON 文档回答")
    opening = argparse.ArgumentParser(add_help=False, parents=[shared])
    opening.add_argument("--user", default="命令行", help="以谁的名义办理")
    opening.add_argument("--passphrase-file", type=Path, default=None, help="存放口令的文件")
    opening.add_argument("--take-over", action="store_true", help="接管另一台电脑留下的锁")
    for room in _ROOMS:
        room.add_commands(commands, shared, opening)
    return parser

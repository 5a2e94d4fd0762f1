"""Reads the command, runs it, prints its answer. Exit 0 done, 1 a known error, 2 wrong usage."""

from __future__ import annotations

import argparse
import logging
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from desktop.cli import (
    archive_command,
    chart_command,
    common_command,
    coverage_command,
    figures,
    freeze_command,
    handover_command,
    leads_commands,
    ledger_commands,
    lint_command,
    list_output,
    mapping_command,
    merge_commands,
    office_figures_command,
    open_set_command,
    pack_command,
    package_commands,
    papers,
    questions,
    reconcile_command,
    record_commands,
    safety_commands,
    sample_command,
    tally_command,
    this_pc_command,
    update_command,
    whole_commands,
)
from desktop.cli.answers import DONE, KNOWN_ERROR, WRONG_USAGE, Answer, say
from desktop.cli.usage import ChineseParser, WrongUsage
from desktop.errors import KnownError, Refused, reason_of
from desktop.host import children, logs
from desktop.host.paths import cache_folder, log_folder
from desktop.operations import disk_words

_ROOMS = (
    ledger_commands,
    figures,
    questions,
    reconcile_command,
    record_commands,
    office_figures_command,
    freeze_command,
    archive_command,
    handover_command,
    coverage_command,
    chart_command,
    papers,
    lint_command,
    mapping_command,
    list_output,
    pack_command,
    safety_commands,
    sample_command,
    tally_command,
    this_pc_command,
    update_command,
    common_command,
    merge_commands,
    package_commands,
    open_set_command,
    whole_commands,
    leads_commands,
)

_REFUSED: dict[str, Any] = {"form": "refused", "findings": (), "ignored": (), "faults": ()}


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit code."""
    children.utf8_streams()
    children.settle_caches(cache_folder())
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # painting a PDF without a display aborts otherwise
    given = list(sys.argv[1:] if argv is None else argv)
    try:
        arguments = _parsed(given)
    except WrongUsage as error:
        sys.stderr.write(error.usage)
        return say(_failed(str(error), code=WRONG_USAGE), as_json="--json" in given)
    except SystemExit as leaving:  # -h
        return int(leaving.code or DONE)
    return say(_answered(arguments), as_json=arguments.json)


def _parsed(given: list[str]) -> argparse.Namespace:
    """The arguments; files may also stand behind an option, which argparse alone does not take where their number is free."""
    parser = _parser()
    arguments, left = parser.parse_known_args(given)
    if left and (not hasattr(arguments, "files") or any(one.startswith("-") for one in left)):
        parser.error(f"unrecognized arguments: {' '.join(left)}")
    if left:
        arguments.files = [*arguments.files, *left]
    return arguments


def _answered(arguments: argparse.Namespace) -> Answer:
    """The answer of the command; whatever goes wrong becomes one Chinese sentence, and a fault of the program is logged."""
    try:
        answer: Answer = arguments.run(arguments)
    except WrongUsage as error:
        sys.stderr.write(error.usage)
        return _failed(str(error), code=WRONG_USAGE)
    except Refused as error:
        return _failed(str(error), **_REFUSED, reason=error.reason, message=str(error))
    except KnownError as error:
        return _failed(str(error))
    except OSError as error:
        if known := disk_words.known(error, disk_words.UNSURE):
            return _failed(str(known))
        place = f"“{error.filename}”" if error.filename else "文件"
        return _failed(f"{place}读写不了：{reason_of(error)}。请核对路径、权限和磁盘后再试。")
    except Exception as error:
        if known := disk_words.known(error, disk_words.UNSURE):
            return _failed(str(known))
        log = logs.start(log_folder())
        logging.getLogger(__name__).exception("the command %s failed", arguments.command)
        logs.stop()
        return _failed(f"程序内部出错（{type(error).__name__}），这一步没有办成。请把记录 {log} 交给维护人员。")
    return answer


def _failed(sentence: str, *, code: int = KNOWN_ERROR, **more: object) -> Answer:
    return Answer({"error": sentence, **more}, code=code, complaint=sentence)


def _parser() -> argparse.ArgumentParser:
    parser = ChineseParser(prog="python -m desktop", description="巡察整改台账：命令行")
    commands = parser.add_subparsers(dest="command", required=True, parser_class=ChineseParser, metavar="COMMAND")
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument("--json", action="store_true", help="以一个 JSON 文档回答")
    opening = argparse.ArgumentParser(add_help=False, parents=[shared])
    opening.add_argument("--user", default="命令行", help="以谁的名义办理")
    opening.add_argument("--passphrase-file", type=Path, default=None, help="存放口令的文件")
    opening.add_argument("--take-over", action="store_true", help="接管另一台电脑留下的锁")
    for room in _ROOMS:
        room.add_commands(commands, shared, opening)
    return parser

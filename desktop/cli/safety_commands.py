"""Commands that keep a ledger safe: check, backup, restore, drill."""

from __future__ import annotations

import argparse
from contextlib import ExitStack
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from db import container
from db.store import Ledger
from desktop.cli.answers import DONE, KNOWN_ERROR, Answer
from desktop.cli.session import high_water_file, passphrase, reading, writing
from desktop.operations import backups, maintenance, restoring
from desktop.operations.backups import COUNT_WORDS, Occasion
from desktop.operations.drill_record import record_text
from desktop.operations.health import examining
from desktop.operations.ledgers import LedgerInUse
from desktop.rules.permissions import COMMAND_LINE, Actor

_COUNTED = {word: name for name, word in COUNT_WORDS.items()}


def add_commands(commands: Any, shared: argparse.ArgumentParser, opening: argparse.ArgumentParser) -> None:
    """Declare the commands of this module."""
    check = commands.add_parser("check", parents=[opening], help="体检：完整性、日志链、锚点、规则")
    check.add_argument("ledger", type=Path)
    check.set_defaults(run=_check)
    backup = commands.add_parser("backup", parents=[opening], help="备份到一个文件夹")
    backup.add_argument("ledger", type=Path)
    backup.add_argument("--to", type=Path, required=True)
    backup.set_defaults(run=_backup)
    restore = commands.add_parser("restore", parents=[opening], help="把备份恢复到旁边")
    restore.add_argument("file", type=Path)
    restore.add_argument("--to", type=Path, required=True)
    restore.set_defaults(run=_restore)
    drill = commands.add_parser("drill", parents=[opening], help="恢复演练")
    drill.add_argument("file", type=Path)
    drill.set_defaults(run=_drill)


def _check(arguments: argparse.Namespace) -> Answer:
    if arguments.ledger.is_file():
        health = maintenance.check_backup(arguments.ledger)
        if health.ok and (ring := _ring(arguments)):
            health = maintenance.check_backup(arguments.ledger, ring)
    else:
        with reading(arguments) as ledger:
            health = maintenance.check(ledger, high_water=high_water_file())
            if health.ok:  # what cannot be read is no ground for the checks between the books
                health = replace(health, problems=(*health.problems, *examining.problems(ledger)))
    if health.ok:
        said = f"账本完好：核对 {health.findings} 条问题、{health.events} 条进展、{health.log_entries} 条操作日志。"
        warned = [f"{problem.where}：{problem.message}" for problem in health.problems]
        return Answer(health.as_json(), [_of_backup(arguments) if arguments.ledger.is_file() else said, *warned])
    lines = [f"{problem.where}：{problem.message}" for problem in health.problems]
    return Answer(health.as_json(), lines, KNOWN_ERROR, f"发现 {len(lines)} 处问题，请按上面逐条处理。")


def _ring(arguments: argparse.Namespace) -> tuple[bytes, ...] | None:
    """The keys of a backup where a passphrase was given; None where its files cannot be read."""
    secret = passphrase(arguments)
    return restoring.keys_by_passphrase(arguments.ledger, secret) if secret else None


def _of_backup(arguments: argparse.Namespace) -> str:
    """What was checked of a backup file, and what was not."""
    if container.manifest_of(arguments.ledger).plain or passphrase(arguments):
        return "备份完好，旁边的佐证等文件也都完好。"
    return "备份文件完好。旁边的佐证等文件是加密的，给出口令（--passphrase-file）才能核对。"


def _backup(arguments: argparse.Namespace) -> Answer:
    with ExitStack() as stack:
        ledger, actor = _at_hand(arguments, stack)
        made = backups.back_up(ledger, actor, Occasion.MANUAL, to=arguments.to, external=True)
    document = {
        "path": str(made.path),
        "sha256": made.sha256,
        "counts": made.counts,
        "verified": made.verified,
        "files": made.files_json(),
        "told": list(made.told),
    }
    lines = [f"已备份：{made.path}", _counts_line(made.counts), made.verified_sentence()]
    return Answer(document, lines, DONE if made.verified else KNOWN_ERROR, "".join(made.told))


def _restore(arguments: argparse.Namespace) -> Answer:
    keys = restoring.keys_by_passphrase(arguments.file, passphrase(arguments))
    restored = restoring.restore_aside(arguments.file, arguments.to, keys)
    document = {
        "path": str(restored.folder),
        "sha256": container.sha256_of(arguments.file),
        "counts": restored.counts,
        "verified": restored.sound,
        "missing_files": list(restored.missing),
    }
    lines = [f"已恢复到 {restored.folder}", _counts_line(restored.counts)]
    if restored.sound and not restored.missing:
        return Answer(document, lines)
    faults = [] if restored.sound else ["内容与备份时的摘要不一致"]
    if restored.missing:
        faults.append(f"缺少或损坏佐证文件 {len(restored.missing)} 个")
    return Answer(
        document, lines, KNOWN_ERROR, f"恢复出的账本{'，'.join(faults)}。请换一个备份，或从其他备份补回文件。"
    )


def _drill(arguments: argparse.Namespace) -> Answer:
    keys = restoring.keys_by_passphrase(arguments.file, passphrase(arguments))
    drilled = restoring.drill(arguments.file, keys, datetime.now)
    document = {
        "path": str(arguments.file),
        "sha256": drilled.sha256,
        "counts": {_COUNTED[word]: restored for word, _, restored in drilled.counts},
        "verified": drilled.passed,
        "record": drilled.as_json(),
    }
    lines = record_text(drilled).splitlines()
    complaint = "" if drilled.passed else f"演练不合格：{'；'.join(drilled.faults) or '抽查不一致'}。请另做备份。"
    return Answer(document, lines, DONE if drilled.passed else KNOWN_ERROR, complaint)


def _at_hand(arguments: argparse.Namespace, stack: ExitStack) -> tuple[Ledger, Actor]:
    """The ledger for writing, so that the backup is registered; where somebody works in it, for reading."""
    try:
        return stack.enter_context(writing(arguments))
    except LedgerInUse:
        return stack.enter_context(reading(arguments)), COMMAND_LINE


def _counts_line(counts: dict[str, int]) -> str:
    return "，".join(f"{COUNT_WORDS[name]} {count}" for name, count in counts.items())

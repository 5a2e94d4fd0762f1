"""The command archive: the eight checks of a round, its package, the handing over, reading a package back, and clearing by two (S6)."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from db.store import Ledger
from desktop.cli.answers import Answer
from desktop.cli.figures import round_named
from desktop.cli.leaving import add_asked, asked_of
from desktop.cli.ledger_commands import day
from desktop.cli.session import read_passphrase, reading, writing
from desktop.cli.usage import WrongUsage, usage_line
from desktop.ledgers import books
from desktop.ledgers.archives import ARCHIVES
from desktop.ledgers.ways_out import ARCHIVE_PACKAGE
from desktop.operations import archiving
from desktop.operations.archive import clearing, packing
from desktop.operations.archive import reading as packages
from desktop.operations.archive.reading import Archive
from desktop.operations.health.line import Line
from desktop.operations.records import verbs

_SECOND = "SECOND_PASSPHRASE"
_VERBS = ("begin", "pack", "hand_over", "read", "wipe")


def add_commands(commands: Any, _shared: argparse.ArgumentParser, opening: argparse.ArgumentParser) -> None:
    """Declare the commands of this module."""
    told = commands.add_parser("archive", parents=[opening], help="归档：8 项检查、归档包、移交、读回、清除本轮")
    told.add_argument("ledger", type=Path)
    told.add_argument("--round", default="", help="轮次名称或编号")
    told.add_argument("--begin", action="store_true", help="登记归档检查")
    told.add_argument(
        "--force",
        action="append",
        default=[],
        metavar="检查=理由",
        help="强行归档：每项未通过的检查写一次，写检查的全称或代号",
    )
    told.add_argument("--pack", type=Path, default=None, metavar="FILE", help="生成归档包，写完重新打开核对")
    told.add_argument("--hand-over", default="", metavar="接收方", help="登记移交")
    told.add_argument("--on", type=day, default=None, help="移交日期；不写为今天")
    told.add_argument("--read", type=Path, default=None, metavar="FILE", help="打开一份归档包，只读核对")
    told.add_argument(
        "--wipe", type=Path, default=None, metavar="FILE", help="清除本轮：两人同办，先重新打开这份归档包"
    )
    told.add_argument("--confirm", default="", metavar="轮次名称", help="清除时照原样写出轮次名称")
    told.add_argument("--second", default="", help="清除的同办人")
    told.add_argument(
        "--second-passphrase-file", type=Path, default=None, help=f"存放同办人口令的文件，也可用 {_SECOND}"
    )
    told.add_argument("--reason", default="", help="清除的依据或理由")
    add_asked(told)
    told.set_defaults(run=_archive)


def _archive(arguments: argparse.Namespace) -> Answer:
    asked = [name for name in _VERBS if getattr(arguments, name)]
    if arguments.force and "begin" not in asked:
        asked.append("begin")
    if len(asked) > 1 or (asked != ["read"] and not arguments.round):
        raise WrongUsage(
            usage_line("archive"),
            "用法不对：写 --round 轮次，并在 --begin（或 --force）、--pack、--hand-over、--read、--wipe 中至多选一个。",
        )
    return _DONE[asked[0] if asked else ""](arguments)


def _checked(arguments: argparse.Namespace) -> Answer:
    with reading(arguments) as ledger:
        round_id = round_named(ledger.reader, arguments.round)
        lines = archiving.examined(ledger, round_id)
        return _told_checks(ledger, round_id, lines)


def _begun(arguments: argparse.Namespace) -> Answer:
    with writing(arguments) as (ledger, actor):
        round_id = round_named(ledger.newest, arguments.round)
        lines = archiving.examined(ledger, round_id)
        packing.begin(ledger, actor, round_id, _reasons(arguments.force, lines))
        return _told_checks(ledger, round_id, archiving.examined(ledger, round_id))


def _packed(arguments: argparse.Namespace) -> Answer:
    with writing(arguments) as (ledger, actor):
        round_id = round_named(ledger.newest, arguments.round)
        made = packing.pack(ledger, actor, round_id, arguments.pack, asked_of(ledger, ARCHIVE_PACKAGE, arguments))
    told = _told_package(made.archive)
    return Answer({**told.document, "path": str(made.path)}, [f"归档包：{made.path}", *told.lines])


def _handed(arguments: argparse.Namespace) -> Answer:
    with writing(arguments) as (ledger, actor):
        record = packing.needed_record(ledger.newest, round_named(ledger.newest, arguments.round))
        register = books.book(ledger.newest, ARCHIVES.name)
        step = register.step("hand_over")
        assert step is not None
        values = {"receiver": arguments.hand_over}
        made, _changes = verbs.take(ledger, actor, register, record.id, step, values, on=arguments.on or "")
    document = {"number": made.number, "state": made.state, "receiver": arguments.hand_over}
    return Answer(document, [f"{made.number} 已移交{arguments.hand_over}。"])


def _read(arguments: argparse.Namespace) -> Answer:
    return _told_package(packages.read(arguments.read))


def _wiped(arguments: argparse.Namespace) -> Answer:
    with writing(arguments) as (ledger, actor):
        changes = clearing.wipe(
            ledger, actor, round_named(ledger.newest, arguments.round), arguments.wipe, arguments.confirm,
            second=arguments.second, passphrase=read_passphrase(arguments.second_passphrase_file, _SECOND),
            reason=arguments.reason,
        )  # fmt: skip
    return Answer({"wiped": changes.title}, [f"{changes.title}。"])


_DONE = {"": _checked, "begin": _begun, "pack": _packed, "hand_over": _handed, "read": _read, "wipe": _wiped}


def _reasons(given: list[str], lines: tuple[Line, ...]) -> str:
    """检查=理由, the check by its words or its name, as the lines of the record."""
    words = {line.key: line.words for line in lines}
    told = []
    for one in given:
        name, _equals, reason = one.partition("=")
        found = words.get(name.strip(), name.strip())
        if found not in words.values() or not reason.strip():
            known = "、".join(f"{key}（{said}）" for key, said in words.items())
            raise WrongUsage(usage_line("archive"), f"用法不对：--force 写“检查=理由”，检查可用：{known}。")
        told.append(f"{found}：{reason.strip()}")
    return "\n".join(told)


def _told_checks(ledger: Ledger, round_id: int, lines: tuple[Line, ...]) -> Answer:
    record = packing.record_of(ledger.newest, round_id)
    state = ARCHIVES.state(record.state).word if record is not None else "未登记"
    document = {
        "number": record.number if record else None,
        "state": record.state if record else None,
        "checks": [
            {"check": line.key, "words": line.words, "stands": str(line.stands), "result": line.result, "rows": list(line.rows)}
            for line in lines
        ],
        "open": [line.key for line in packing.open_checks(lines)],
        "package": record.stored["package_file"] if record else "",
        "sha256": record.stored["package_sha256"] if record else "",
    }  # fmt: skip
    told = [f"{line.words}：{line.result}" for line in lines]
    return Answer(document, [*told, f"{archiving.sum_text(lines)}。归档：{state}。"])


def _told_package(archive: Archive) -> Answer:
    about = {name: value for name, value in archive.about.items() if name not in ("form", "files")}
    document = {
        "sha256": archive.sha256, "whole": not archive.faults, "faults": list(archive.faults), **about,
        "files": [{"path": one.path, "title": one.title, "sha256": one.sha256, "bytes": one.bytes} for one in archive.files],
    }  # fmt: skip
    lines = [archive.law, f"校验值：{archive.sha256}", *(f"缺件：{one}" for one in archive.about["missing"])]
    return Answer(document, [*lines, *(archive.faults or ("逐个文件核对，与目录全部相符。",))])

"""The command mappings: remembered column mappings and the office's own words, listed, written to a file, read back from one (E4)."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from desktop.cli.answers import Answer
from desktop.cli.leaving import add_asked, asked_of
from desktop.cli.session import reading, writing
from desktop.cli.usage import WrongUsage, usage_line
from desktop.ledgers.ways_out import WORD_LISTS
from desktop.operations.importing import mapping_files


def add_commands(commands: Any, _shared: argparse.ArgumentParser, opening: argparse.ArgumentParser) -> None:
    """Declare the command of this module."""
    told = commands.add_parser("mappings", parents=[opening], help="对应方案和用语：列出、写成文件、从文件读回")
    told.add_argument("ledger", type=Path)
    told.add_argument(
        "file", type=Path, nargs="?", metavar="FILE.json", help="读回这个文件；不写时列出，或用 --out 写出"
    )
    told.add_argument("--out", type=Path, metavar="FILE.json", help="写成文件，可以改后读回或交别的账本")
    told.add_argument("--dry-run", action="store_true", help="只看文件里有什么，不入账")
    add_asked(told)
    told.set_defaults(run=_mappings)


def _mappings(arguments: argparse.Namespace) -> Answer:
    if arguments.file is not None and arguments.out is not None:
        raise WrongUsage(usage_line("mappings"), "用法不对：读回和写出请分两次。")
    if arguments.file is not None:
        return _read(arguments)
    if arguments.out is not None:
        with writing(arguments) as (ledger, actor):
            path = mapping_files.write_file(ledger, actor, arguments.out, asked_of(ledger, WORD_LISTS, arguments))
        return Answer({"path": str(path)}, [f"已写出 {path}"])
    with reading(arguments) as ledger:
        found = mapping_files.remembered(ledger.newest)
    lines = [f"{heads}：{dict(mapping)}" for heads, mapping in found.mappings.items()]
    lines += [f"“{word}”读作 {meaning}" for (_kind, word), meaning in found.words.items()]
    document = {
        "mappings": [{"heads": heads, "mapping": dict(mapping)} for heads, mapping in found.mappings.items()],
        "words": [{"kind": kind, "word": word, "meaning": said} for (kind, word), said in found.words.items()],
    }
    return Answer(document, lines or ["还没有记住的对应方案和用语。"])


def _read(arguments: argparse.Namespace) -> Answer:
    content = mapping_files.content_of(arguments.file)
    if not arguments.dry_run:
        with writing(arguments) as (ledger, actor):
            mapping_files.read_file(ledger, actor, arguments.file)
    document = {"mappings": len(content.mappings), "words": len(content.words), "dry_run": arguments.dry_run}
    return Answer(document, [f"{'可导入' if arguments.dry_run else '已导入'}{content.told}"])

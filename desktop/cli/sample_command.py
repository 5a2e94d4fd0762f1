"""The follow-up draw on the command line: from a ledger or from a frame that a file holds; it changes nothing (interfaces.md)."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from db.queries import register
from desktop.cli.answers import Answer
from desktop.cli.figures import as_of
from desktop.cli.ledger_commands import day
from desktop.cli.session import reading
from desktop.cli.usage import WrongUsage, usage_line
from desktop.errors import KnownError
from desktop.exchange.frame_file import read_frame
from desktop.operations.follow_up.frames import frame_of, share_of
from desktop.rules.draws import Drawn, Eligible, draw, in_fours


def add_commands(commands: Any, _shared: argparse.ArgumentParser, opening: argparse.ArgumentParser) -> None:
    """Declare the command of this module."""
    sample = commands.add_parser("sample", parents=[opening], help="回访抽样：按种子和比例抽单位和问题")
    sample.add_argument("ledger", type=Path, nargs="?")
    sample.add_argument("--frame", type=Path, help="名单（number,unit,stratum）的 .csv，不动账本")
    sample.add_argument("--round", default="")
    sample.add_argument("--seed", required=True)
    sample.add_argument("--share", default="1/3")
    sample.add_argument("--as-of", type=day)
    sample.add_argument("--known-at", type=day, default=None)
    sample.set_defaults(run=_sample)


def _sample(arguments: argparse.Namespace) -> Answer:
    if (arguments.frame is None) == (arguments.ledger is None):
        raise WrongUsage(usage_line("sample"), "用法不对：账本和 --frame 名单二者取一。")
    share = share_of(arguments.share)
    if not arguments.seed.strip():
        raise KnownError("种子是空的。请写抽样种子，如 20260605-47。", "empty")
    frame = read_frame(arguments.frame) if arguments.frame is not None else _of_ledger(arguments)
    if not frame:
        raise KnownError("名单中没有问题，无从抽取。请核对轮次和截至日。", "empty")
    drawn = draw(frame, arguments.seed, share)
    return Answer(_document(drawn, arguments), _lines(frame, drawn))


def _of_ledger(arguments: argparse.Namespace) -> tuple[Eligible, ...]:
    if not arguments.round:
        raise WrongUsage(usage_line("sample"), "用法不对：少了 --round。")
    with reading(arguments) as ledger:
        round_id = register.round_id(ledger.reader, arguments.round)
        if round_id is None:
            raise KnownError(f"没有轮次“{arguments.round}”。请核对名称或编号。")
        return frame_of(ledger.reader, round_id, as_of(ledger, arguments), arguments.known_at)


def _document(drawn: Drawn, arguments: argparse.Namespace) -> dict[str, Any]:
    return {
        "seed": arguments.seed,
        "share": arguments.share,
        "frame_sha256": drawn.frame_sha256,
        "units": list(drawn.units),
        "findings": list(drawn.findings),
        "proof": {
            "units": [len(drawn.units), drawn.units_of],
            "findings": [len(drawn.findings), drawn.findings_of],
        },
        "result_sha256": drawn.result_sha256,
    }


def _lines(frame: Sequence[Eligible], drawn: Drawn) -> list[str]:
    units = {one.number: one.unit for one in frame}
    lines = [
        f"{unit}  {'、'.join(number for number in drawn.findings if units[number] == unit)}" for unit in drawn.units
    ]
    proof = f"单位 {len(drawn.units)} / {drawn.units_of}，问题 {len(drawn.findings)} / {drawn.findings_of}"
    return [*lines, proof, f"名单校验码 {in_fours(drawn.frame_sha256)}", f"结果校验码 {in_fours(drawn.result_sha256)}"]

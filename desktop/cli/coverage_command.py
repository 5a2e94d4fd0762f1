"""The command coverage: units of a term due, done and left, and the load of inspectors (registers.md §1)."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from desktop.cli.answers import Answer
from desktop.cli.figures import add_moment, as_of
from desktop.cli.session import reading
from desktop.errors import KnownError
from desktop.operations import coverage as operations
from desktop.operations.coverage import Coverage, Load, Share, UnitCoverage
from desktop.rules.rate import Rate


def add_commands(commands: Any, _shared: argparse.ArgumentParser, opening: argparse.ArgumentParser) -> None:
    """Declare the command of this module."""
    told = commands.add_parser("coverage", parents=[opening], help="一届的巡察全覆盖和人均任务")
    told.add_argument("ledger", type=Path)
    told.add_argument("--term", default="", help="届次，如 15 或 十五届；不写的为所在的一届")
    add_moment(told)
    told.set_defaults(run=_coverage)


def _coverage(arguments: argparse.Namespace) -> Answer:
    with reading(arguments) as ledger:
        day = as_of(ledger, arguments)
        term = operations.term_of(ledger.reader, day, arguments.term)
        if arguments.term and term is None:
            raise KnownError(f"没有届次“{arguments.term}”。请核对名称。", "unknown_word")
        found = operations.coverage(ledger.reader, day, arguments.known_at, term=term)
        burden = operations.load(ledger.reader, day, arguments.known_at)
    return Answer(_told(found, burden), _lines(found, burden))


def _told(found: Coverage, burden: Load) -> dict[str, Any]:
    term = found.term
    rounds = [{"round": name, "code": code, "first": count} for code, name, count in found.first_covered]
    return {
        "term": term.name if term else None, "from": term.from_on if term else None, "to": term.to_on if term else None,
        "as_of": found.as_of, **_share(found.whole), "villages": _share(found.villages),
        "kinds": [{"kind": one.name, **_share(one)} for one in found.kinds],
        "townships": [{"township": one.name, **_share(one)} for one in found.townships],
        "rounds": rounds, "twice": found.twice, "units": [_unit(one) for one in found.units],
        "load": {
            "units": burden.units, "inspectors": burden.inspectors, "posts": burden.posts,
            "truncated": _text(burden, "truncate"), "rounded": _text(burden, "half_up"),
        },
    }  # fmt: skip


def _share(one: Share) -> dict[str, Any]:
    return {"due": one.due, "done": one.done, "never": len(one.left), "rate": Rate(one.done, one.due).text}


def _unit(one: UnitCoverage) -> dict[str, Any]:
    last = one.last
    return {
        "unit": one.unit.name, "kind": one.unit.kind, "township": one.unit.superior if one.unit.is_village else "", "class": one.class_word,
        "done": one.done, "rounds": [seen.code for seen in one.rounds], "last_round": last.round if last else None,
        "last_on": last.feedback_on if last else None,
    }  # fmt: skip


def _text(burden: Load, rounding: str) -> str | None:
    value = burden.value(rounding)
    return None if value is None else str(value)


def _lines(found: Coverage, burden: Load) -> list[str]:
    whole = found.whole
    head = f"{found.title}　应巡 {whole.due}　已巡 {whole.done}　未巡 {len(whole.left)}"
    kinds = [f"{one.name}　{one.done}/{one.due}" for one in found.kinds]
    cut, rounded = _text(burden, "truncate"), _text(burden, "half_up")
    last = (
        f"人均任务 {burden.words}：截尾 {cut}，四舍五入 {rounded}"
        if cut
        else "人才库还没有人，也没有设编制，算不出人均任务"
    )
    return [head, *kinds, last]

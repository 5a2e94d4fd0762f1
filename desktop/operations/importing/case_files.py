"""Rate cases (`--form events`), entered into an empty ledger that is marked 试算 from then on."""

from __future__ import annotations

from typing import Any

from db.store import Ledger
from desktop.operations.importing.answers import Taken, Wanted
from desktop.operations.importing.judgement import Options
from desktop.operations.importing.way import Way
from desktop.rules.permissions import Actor


def look(_ledger: Ledger, _actor: Actor, wanted: Wanted, _options: Options) -> Taken:
    """How many findings the cases tell of."""
    from desktop.exchange.formats.events import read_file

    count = len(read_file(wanted.file).findings)
    return Taken(CASES.form, [f"算例问题 {count} 个"], dry_run=True, count=count)


def take(ledger: Ledger, actor: Actor, wanted: Wanted, _options: Options) -> Taken:
    """Enter them."""
    from desktop.exchange.formats.events import read_file
    from desktop.operations import trial

    drafts = read_file(wanted.file)
    trial.enter_events(ledger, actor, drafts)
    return Taken(CASES.form, [f"算例问题 {len(drafts.findings)} 个，已读入"], count=len(drafts.findings))


def _knows(content: Any) -> bool:
    return isinstance(content, dict) and "events" in content


CASES = Way("events", "整改率算例", (".json",), look, take, _knows)

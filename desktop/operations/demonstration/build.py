"""Builds the demonstration: the county's ledger played to its day, papers sent, two prepared."""

from __future__ import annotations

import tempfile
import tomllib
from pathlib import Path

from db.store import Ledger
from desktop.operations import clocks, ledgers
from desktop.operations.demonstration import county, extract, letter, papers, people, player
from desktop.operations.demonstration.clock import StoryClock
from desktop.operations.demonstration.records import Records
from desktop.operations.demonstration.returns import Returns
from desktop.rules.permissions import Actor, Right

FOLDER = Path(__file__).resolve().parents[3] / "resources" / "demo"
PREPARED = "prepared.toml"
CHIEF = Actor("王敏", frozenset(Right))


def build(folder: Path, data: Path = FOLDER, left: Path | None = None) -> Ledger:
    """The ledger of the demonstration in a new folder, open and on its own day; `left`: where files go that wait to be opened."""
    told = extract.read(data)
    clock = StoryClock("2025-06-01")
    made = ledgers.new_ledger(folder, clock=clock, plain=True, office="中共云岭县委巡察工作领导小组办公室")
    ledger = made.ledger
    unit_ids, round_ids = county.enter_county(ledger, made.actor, told)
    records = Records(ledger, CHIEF, clock, data)
    with tempfile.TemporaryDirectory() as aside:
        returns = Returns(ledger, clock, data, Path(aside), records.until)
        player.Player(ledger, clock, told, unit_ids, round_ids, returns.until).play()
        returns.until(told.today)
        if left is not None:
            returns.leave_waiting(left)
            letter.leave_waiting(data, left)
    clock.turn_to(told.today)
    people.enter_people(ledger, CHIEF, told, unit_ids, round_ids)
    records.until(f"{told.today} 24:00")  # teams are made up of people of the pool
    papers.enter_papers(ledger, CHIEF, told, round_ids)
    with (data / PREPARED).open("rb") as file:
        prepared = tomllib.load(file)
    papers.prepare_papers(
        ledger, CHIEF, prepared["recommendation_letter"], prepared["rectification_summary_report"], round_ids["15-06"]
    )
    clocks.keep_own_today(ledger)
    return ledger

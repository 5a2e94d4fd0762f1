"""The story in small: the county and a finding of every kind of event, played once for all tests that only read it."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from desktop.operations import ledgers
from desktop.operations.demonstration import build, county, extract, people, player
from desktop.operations.demonstration.clock import StoryClock


def one_of_each(findings):
    """For every kind of event the first finding that has one, with those that it was split into or merged with."""
    wanted, seen = {}, set()
    for finding in findings:
        kinds = {event["type"] for event in finding["events"]} - seen
        if kinds:
            seen |= kinds
            wanted[finding["number"]] = finding
    by_number = {finding["number"]: finding for finding in findings}
    for finding in list(wanted.values()):
        for event in finding["events"]:
            for number in (
                (*event.get("into", ()), *event.get("findings", ())) if event["type"] in ("split", "merge") else ()
            ):
                if number in by_number:
                    wanted[number] = by_number[number]
    return sorted(wanted.values(), key=lambda finding: finding["number"])


@pytest.fixture(scope="session")
def whole_story():
    return extract.read(build.FOLDER)


@pytest.fixture(scope="session")
def story(whole_story, tmp_path_factory):
    """The played story: what was told, the ledger, the ids that the play gave, the days at which it stopped."""
    told = extract.Extract(whole_story.county, one_of_each(whole_story.findings), [], [], [])
    clock, days = StoryClock("2025-06-01"), []
    made = ledgers.new_ledger(tmp_path_factory.mktemp("story") / "a.ledger", clock=clock, plain=True)
    unit_ids, round_ids = county.enter_county(made.ledger, made.actor, told)
    player.Player(made.ledger, clock, told, unit_ids, round_ids, days.append).play()
    clock.turn_to(told.today)
    people.enter_people(made.ledger, build.CHIEF, told, unit_ids, round_ids)
    yield SimpleNamespace(told=told, ledger=made.ledger, units=unit_ids, rounds=round_ids, days=days)
    made.ledger.close()

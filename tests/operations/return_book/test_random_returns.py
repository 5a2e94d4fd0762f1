"""X8: random edits of the unit against random edits of the office: nobody's word is lost, nothing is overwritten, undo is exact."""

import random

import pytest

from db.digest import content_digest
from desktop.operations import findings, progress, undo
from desktop.operations.return_book.entering import merge
from desktop.operations.return_book.receiving import Picks, look
from tests.builders import CLAIMANT, EVERYONE
from tests.exchange.return_book.test_samples import mutate
from tests.operations.return_book.returns import Office, filled

STATES = {"正在推进": "in_progress", "部分完成": "partly_done", "基本完成": "basically_done"}
PLAIN = ("owner", "remark")


def office_works(office, dice):
    """Some work on both findings after the sending; what it set, by finding and field."""
    done = {}
    for one in (office.one, office.two):
        if dice.random() < 0.5:
            state = dice.choice(list(STATES.values()))
            progress.claim(office.ledger, CLAIMANT, one, state, office.ledger.today())
            done[one, "status"] = state
        for name in PLAIN:
            if dice.random() < 0.4:
                findings.edit(office.ledger, EVERYONE, [one], {name: f"办公室{dice.randrange(3)}"})
                done[one, name] = None
    return done


def unit_fills(office, dice):
    cells = {}
    for one in (office.one, office.two):
        number = office.number(one)
        if dice.random() < 0.6:
            cells[number, "status"] = dice.choice(list(STATES))
        for name in (*PLAIN, "progress"):
            if dice.random() < 0.5:
                cells[number, name] = f"单位{dice.randrange(3)}"
    return cells


def said(office, number, name):
    row = next(row for one in (office.one, office.two) if (row := office.row(one)).number == number)
    return {"status": row.claim, "progress": row.last_text}.get(name) or getattr(row, name, "")


@pytest.mark.parametrize("seed", range(12))
def test_both_sides_keep_their_words(ledger, tmp_path, seed):
    dice = random.Random(seed)
    office = Office(ledger, tmp_path / "发出")
    path = office.sent()
    worked, cells = office_works(office, dice), unit_fills(office, dice)
    mine = {(office.number(one), name) for one, name in worked}
    was = {place: said(office, *place) for place in mine}
    before = content_digest(ledger.reader)
    done = merge(ledger, CLAIMANT, filled(path, cells), Picks(keep_ledger=True))
    assert {place: said(office, *place) for place in mine} == was
    for (number, name), written in cells.items():
        if (number, name) not in mine:
            assert said(office, number, name) == STATES.get(written, written)
    told = {(edit.key, edit.field) for edits in vars(done.received.outcome.merged).values() for edit in edits}
    assert told == {place for place in cells if not (place[1] == "owner" and cells[place] == "贺知微")}
    undo.undo_import(ledger, EVERYONE, done.import_number)
    assert content_digest(ledger.reader) == before


@pytest.mark.acceptance
def test_damaged_returns_never_crash_the_ledger(ledger, tmp_path):
    """X8: each kind of damage, with three seeds, looked at by the ledger itself."""
    office = Office(ledger, tmp_path / "发出")
    back = filled(office.sent(), {(office.number(office.one), "progress"): "已补缴。"})
    for seed in ("1", "2", "3"):
        for variant in mutate.mutate(back, tmp_path / "坏", seed=seed):
            if variant["file"]:
                found = look(ledger, tmp_path / "坏" / variant["file"])
                assert found.outcome.refused is None or found.outcome.refused.why
                if variant["importer_may"] == "same":
                    assert [edit.field for edit in found.outcome.merged.changes] == ["progress"], variant

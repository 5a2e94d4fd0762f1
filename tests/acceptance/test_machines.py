"""E1, E2: a thousand random histories on three copies, exchanged in random order in memory, and thirty through signed package files."""

import random
from datetime import datetime

import pytest

from db import audit
from desktop.errors import KnownError
from desktop.ledgers import books
from desktop.ledgers.field import Holds
from desktop.operations.packages import receiving, sending, settling
from desktop.operations.records import verbs
from desktop.rules.workflow import Deed
from tests import conflicting_deeds, conflicting_steps, exchanged
from tests.builders import EVERYONE
from tests.operations.records.test_verbs import sample

pytestmark = pytest.mark.acceptance


def the_same(made):
    assert len({copy.digest for copy in made}) == 1
    assert len({str(copy.conflicts) for copy in made}) == 1
    for copy in made:
        log = audit.read_log(copy.ledger.reader)
        assert log.broken_at is None and not [*audit.rows_against_log(copy.ledger.reader, log)]


@pytest.mark.timeout(900)
@pytest.mark.parametrize("part", range(50))
def test_a_thousand_histories_in_memory_end_alike(tmp_path, part):
    """Every tenth is watched from outside: whatever two copies said without knowing of each other is on the list."""
    for seed in range(part * 20, part * 20 + 20):
        if seed % 10:
            made = exchanged.one_history(tmp_path, f"long {seed}", steps=60)
            the_same(made)
            if seed % 10 == 1:
                exchanged.in_turn(made, random.Random(f"turn {seed}"), 10)
            continue
        witness = exchanged.Witness(tmp_path, f"long {seed}", steps=60)
        made = witness.history()
        the_same(made)
        assert not witness.in_conflict() - {tuple(one[:3]) for one in made[0].conflicts}
        assert not witness.led_apart() - {tuple(one[:3]) for one in made[0].conflicts}


@pytest.mark.parametrize("seed", range(30))
def test_thirty_through_signed_files_end_alike(tmp_path, seed):
    """Files that come late, twice or never; each is opened by its signature, its sender and the past in common."""
    for name in "甲乙丙":
        (tmp_path / name / "files").mkdir(parents=True)
    made, dice, files = exchanged.copies(tmp_path, f"file {seed}"), random.Random(seed), []
    for copy in made:
        copy.ledger.folder = tmp_path / copy.name
    for _ in range(40):
        dice.choice(made).step()
        if dice.random() < 0.12:
            source, target = dice.sample(made, 2)
            files.append((source, packed(source, tmp_path)))
            source, path = dice.choice(files)
            taken(target, source, path)
    for _ in range(2):
        for source in made:
            path = packed(source, tmp_path)
            for target in made:
                if target is not source:
                    taken(target, source, path)
    the_same(made)


@pytest.mark.parametrize("name", [one.name for one in books.declared()])
def test_a_record_of_every_book_that_two_wrote_is_listed_settled_and_alike(tmp_path, name):
    """Walks the declarations: a book that is declared later is among them; what is sealed once entered cannot be written by two."""
    one, two = exchanged.copies(tmp_path, f"book {name}", "甲乙", shared=0, began=datetime(2026, 6, 5, 9))
    register, reader = books.as_declared(name), one.ledger.reader
    round_id, unit = reader.tuples("select round_id, unit_id from finding where id = 1")[0]
    office = {"ledger": one.ledger, "round": round_id, "unit": unit, "finding": 1, "findings": (1,)}
    made, _changes = verbs.add(one.ledger, EVERYONE, register, sample(register, office))
    exchanged.end([one, two])
    row = two.ledger.reader.value(f"select max(id) from [{name}] where removed_in is null")
    words = [f for f in register.fields if f.plain and f.holds in (Holds.TEXT, Holds.LONG) and not f.notation]
    remark = next((f.name for f in words if not f.needed), words[0].name if words else "remark")
    for copy, record, said in ((one, made.id, "甲说"), (two, row, "乙说")):
        exchanged.agree(copy, one, two)
        try:
            verbs.edit(copy.ledger, EVERYONE, register, [record], {remark: said})
        except KnownError as sealed:
            assert sealed.kind == "sealed"
            the_same([one, two])
            return
    exchanged.end([one, two])

    listed = settling.listed(one.ledger.reader)
    [conflict] = [each for each in listed if {side.value for side in each.told.sides} == {"甲说", "乙说"}]
    settling.settle(one.ledger, EVERYONE, conflict.number, 1)
    exchanged.end([one, two])
    the_same([one, two])
    assert verbs.stored(two.ledger.reader, register, row)[remark] == "甲说"
    assert conflict.told.line not in [each.told.line for each in settling.listed(two.ledger.reader)]


@pytest.mark.parametrize("stood", conflicting_deeds.BEFORE)
@pytest.mark.parametrize("first", Deed)
def test_of_every_two_deeds_either_is_taken_and_all_copies_are_alike(tmp_path, stood, first):
    """Walks the table of deeds: a deed that is declared later is among them; what the office's rules refuse of a pair is no pair."""
    for second in Deed:
        for side in (0, 1):
            try:
                one, two = conflicting_deeds.apart(tmp_path, stood, first, second)
            except KnownError:
                break
            the_same([one, two])
            conflicting_deeds.settle_all(one if side else two, side)
            exchanged.end([one, two])
            the_same([one, two])
            assert not conflicting_deeds.left(one), (first, second, side)


@pytest.mark.parametrize("name", [one.name for one in books.declared() if one.steps])
def test_of_every_two_steps_on_a_record_either_is_taken_and_all_copies_are_alike(tmp_path, name):
    """Walks the declarations; a pair that the rules of the book, or what the sample holds, do not let in is no pair."""
    for pair in (one for one in conflicting_steps.pairs() if one[0] == name):
        for side in (0, 1):
            try:
                conflicting_steps.settled(tmp_path, pair, side)
            except KnownError:
                break


def packed(source, folder):
    return sending.send(source.ledger, EVERYONE, folder / f"{source.name}.xcpkg").path


def taken(target, source, path):
    exchanged.agree(target, source)
    try:
        opened = receiving.open_file(target.ledger, path)
    except receiving.UnknownSender as unknown:
        opened = receiving.open_file(target.ledger, path, trusted=unknown.fingerprint)
    receiving.receive(target.ledger, EVERYONE, opened.content, opened.sender)

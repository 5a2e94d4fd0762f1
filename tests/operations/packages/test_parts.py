"""E1: a package of some rounds is closed in itself: it is received as it is, and the whole that comes later makes both alike."""

import json
import random

import pytest

from db.merge.nodes import known
from desktop.operations.packages import parts, told
from tests import exchanged


def part_of(copy, rounds):
    reader = copy.ledger.reader
    return json.loads(json.dumps(told.content(reader, parts.of_rounds(reader, known(reader), rounds))))


def rounds_of(copy):
    return copy.ledger.reader.column("select id from round order by id")


@pytest.mark.parametrize("seed", range(6))
def test_parts_in_any_order_and_then_the_whole_make_all_copies_alike(tmp_path, seed):
    made, dice = exchanged.copies(tmp_path, f"part {seed}"), random.Random(seed)
    for _ in range(50):
        dice.choice(made).step()
        if dice.random() < 0.15:
            source, target = dice.sample(made, 2)
            exchanged.agree(target, source)
            target.receive(part_of(source, [dice.choice(rounds_of(source))]))
    exchanged.end(made)

    assert len({copy.digest for copy in made}) == 1 and len({str(copy.conflicts) for copy in made}) == 1


def test_what_concerns_another_round_alone_stays_and_what_is_in_none_goes(tmp_path):
    one, two = exchanged.copies(tmp_path, 3, "甲乙", shared=0)
    for _ in range(12):
        one.add_finding()
    one.add_unit()
    first, second = rounds_of(one)[:2]
    exchanged.agree(two, one)
    two.receive(part_of(one, [first]))

    own = "select count(*) from finding where round_id = ?"
    counts = {copy.name: [copy.ledger.reader.value(own, (row,)) for row in (first, second)] for copy in (one, two)}
    assert counts["甲"][0] == counts["乙"][0] and counts["甲"][1] > counts["乙"][1]
    units = [copy.ledger.reader.value("select count(*) from unit") for copy in (one, two)]
    assert units[0] == units[1]


def test_every_round_together_is_the_whole(tmp_path):
    [one] = exchanged.copies(tmp_path, 4, "甲", shared=40)
    own = known(one.ledger.reader)

    assert [node.uid for node in parts.of_rounds(one.ledger.reader, own, rounds_of(one)).nodes] == [
        node.uid for node in own.nodes
    ]

"""Groups counted out of one text of numbers: the same as counting item by item."""

import json
import sqlite3
from collections import Counter
from random import Random

from db.packs import PACK, pack_counts


def test_every_item_is_counted_in_its_group():
    chance = Random(5)
    counted = [(chance.randrange(3), 1, chance.randrange(2)) for _ in range(200)] + [(7, 0, 0)] * 3
    connection = sqlite3.connect(":memory:")
    connection.execute("create table item (bucket, counted, hit)")
    connection.executemany("insert into item values (?, ?, ?)", counted)
    (joined,) = connection.execute(f"select group_concat({PACK}) from item").fetchone()
    all_of, hits = Counter(), Counter()
    for group, is_counted, hit in counted:
        all_of[group] += is_counted
        hits[group] += hit
    assert sorted(json.loads(pack_counts(joined))) == [[group, hits[group], all_of[group]] for group in sorted(all_of)]


def test_nothing_has_no_group():
    assert pack_counts(None) == "[]" == pack_counts("")

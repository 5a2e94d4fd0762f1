"""E1: the state is a function of the set of nodes: union in any order, any number of times, gives the same, and nothing is dropped."""

import random

from hypothesis import given
from hypothesis import strategies as st

from db.merge.nodes import as_json, nodes_from
from db.merge.state import SETTLED, Node, Write, state_of

FIELDS = [("finding", "f1", "owner"), ("finding", "f1", "remark"), ("unit", "u1", "phone")]


def a_history(seed, copies=3, steps=25):
    """Copies that write, and take over what others know, at random: nodes with what each copy had seen of a field."""
    dice = random.Random(seed)
    known = [{} for _ in range(copies)]
    for step in range(steps):
        mine = dice.choice(known)
        if dice.random() < 0.3:
            mine |= dice.choice(known)
            continue
        writes = []
        for key in dice.sample(FIELDS, dice.randint(1, 2)):
            before = [uid for uid, node in mine.items() for write in node.writes if write.key == key]
            superseded = {
                uid for node in mine.values() for write in node.writes if write.key == key for uid in write.seen
            }
            writes.append(Write(key, dice.choice("甲乙丙"), tuple(uid for uid in before if uid not in superseded)))
        uid = f"n{seed}-{step}"
        mine[uid] = Node(uid, f"2026-06-05T09:{step:02d}", "某", "改", "edit", (), tuple(writes))
    return known


def said(nodes):
    state = state_of(nodes)
    return state.rows, {key: [(side.value, side.node) for side in one.sides] for key, one in state.conflicts.items()}


@given(st.integers(0, 10_000), st.randoms())
def test_no_order_and_no_repetition_matters(seed, dice):
    every = [node for copy in a_history(seed) for node in copy.values()]
    shuffled = every + every[: len(every) // 2]
    dice.shuffle(shuffled)

    assert said(every) == said(shuffled) == said(nodes_from(as_json(shuffled)))


@given(st.integers(0, 10_000))
def test_union_is_associative_and_a_subset_adds_nothing(seed):
    one, two, three = ([*copy.values()] for copy in a_history(seed))

    assert said([*one, *two, *three]) == said([*three, *[*two, *one]]) == said([*one, *two, *three, *one])


@given(st.integers(0, 10_000))
def test_what_nobody_had_seen_is_shown_or_listed(seed):
    nodes = {uid: node for copy in a_history(seed) for uid, node in copy.items()}
    state = state_of(nodes.values())
    for key in FIELDS:
        writes = {uid: write for uid, node in nodes.items() for write in node.writes if write.key == key}
        unseen = {uid for uid in writes if not any(uid in other.seen for other in writes.values())}
        values = {writes[uid].value for uid in unseen}
        if len(values) > 1:
            assert {side.value for side in state.conflicts[key].sides} == values
        elif values:
            assert key not in state.conflicts and state.rows[key[:2]][key[2]] in values


def test_the_latest_is_shown_and_of_one_moment_the_same_everywhere():
    key = FIELDS[0]
    nodes = [
        Node(uid, at, "某", "改", "edit", (), (Write(key, value),))
        for uid, at, value in (
            ("a", "2026-06-05T09:00", "甲"),
            ("c", "2026-06-05T10:00", "丙"),
            ("b", "2026-06-05T10:00", "乙"),
        )
    ]

    assert state_of(nodes).rows[key[:2]][key[2]] == state_of(reversed(nodes)).rows[key[:2]][key[2]] == "丙"


def written(uid, key, value, *seen, kind="edit"):
    return Node(uid, f"2026-06-05T09:{uid}", "某", "改", kind, (), (Write(key, value, seen),))


def settled_sides(*nodes):
    [conflict] = state_of(nodes).conflicts.values()
    return {side.value for side in conflict.sides if side.settled}


def test_a_side_is_settled_where_its_copy_alone_had_brought_sides_together():
    key = FIELDS[0]
    apart = written("01", key, "甲"), written("02", key, "乙")
    first, second = written("03", key, "甲", "01", "02"), written("04", key, "乙", "01", "02", kind=SETTLED)

    assert settled_sides(*apart) == set()
    assert settled_sides(*apart, first, second) == {"甲", "乙"}
    assert settled_sides(*apart, first, second, written("05", key, "丙", "04")) == {"甲", "丙"}
    before_both = written("06", key, "丙", "03"), written("07", key, "丁", "03")
    assert settled_sides(*apart, first, *before_both) == set()


def test_what_was_taken_back_stands_in_no_place_though_a_settling_says_so_later():
    place = ("finding_event", "f1 5", "@stands")
    taken = Node("03", "2026-06-05T09:03", "某", "改", "correct", (("retraction", "r"),), (
        Write(place, "corrected", ("01", "02")), Write(("retraction", "r", "event_id"), "second"),
    ))  # fmt: skip
    both = written("01", place, "first"), written("02", place, "second")

    assert state_of(both).standing[place] == "second"
    assert state_of([*both, taken, written("04", place, "second", "01", "02", kind=SETTLED)]).standing[place] == (
        "corrected"
    )

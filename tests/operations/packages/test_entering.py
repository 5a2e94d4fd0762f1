"""E1, E2: what a package brings is written so that rows keep who entered them, numbers are exchanged, and one event stands in each place."""

import json

import pytest

from db import audit
from desktop.errors import KnownError
from desktop.operations import correcting, findings, progress, recycle, rounds, undo
from desktop.operations.events import Event
from desktop.operations.packages.plan import NotReceived
from desktop.rules.permissions import Actor, Right
from tests import exchanged
from tests.builders import CLAIMANT, EVERYONE

COLLEAGUE = Actor("王敏", frozenset(Right))


@pytest.fixture
def pair(tmp_path):
    return exchanged.copies(tmp_path, 1, "甲乙", shared=0)


def brought(one, two):
    exchanged.agree(one, two)
    return one.receive(two.package(), "乙机")


def value(copy, sql, *asked):
    return copy.ledger.reader.value(sql, asked)


def rows(copy, sql):
    return [tuple(row) for row in copy.ledger.reader.tuples(sql)]


def is_sound(copy):
    log = audit.read_log(copy.ledger.reader)
    return log.broken_at is None and not [*audit.rows_against_log(copy.ledger.reader, log)]


def test_a_new_row_keeps_who_entered_it_and_when_and_the_receipt_tells_of_all(pair):
    one, two = pair
    findings.edit(two.ledger, COLLEAGUE, [1], {"owner": "乙"})
    two.add_finding()
    made_at = value(two, "select recorded_at from action order by id desc limit 1")
    plan, changes = brought(one, two)

    new = value(one, "select max(id) from finding")
    assert (new, value(one, "select owner from finding where id = 1")) == (
        value(two, "select max(id) from finding"),
        "乙",
    )
    assert rows(one, f"select author, made_at from row_origin where table_name = 'finding' and row_id = {new}") == [
        (EVERYONE.name, made_at)
    ]
    [(sender, sha256, action, nodes)] = rows(one, "select sender, sha256, action_id, nodes from receipt")
    assert (sender, sha256, action) == ("乙机", "0" * 64, changes.action_id) and len(json.loads(nodes)) == len(
        plan.new
    ) == 2
    assert value(one, "select action_id from finding_event where finding_id = ?", new) == changes.action_id
    assert is_sound(one)


def test_numbers_go_on_behind_the_highest_that_was_given_on_any_copy(pair):
    one, two = pair
    for _ in range(3):
        two.add_finding()
    brought(one, two)
    said = "select name, last from counter order by name"
    assert rows(one, said) == rows(two, said)

    highest = max(rows(one, "select number from finding"))
    numbers = set(rows(one, "select number from finding"))
    for _ in range(4):
        one.add_finding()
    assert len(set(rows(one, "select number from finding"))) == len(numbers) + 4 and highest in numbers


def test_rows_that_exchanged_their_names_are_written_all_the_same(pair):
    one, two = pair
    first, second = (value(two, "select id from round where name = ?", name) for name in ("第一轮", "第二轮"))
    for round_id, name in ((first, "第三轮"), (second, "第一轮"), (first, "第二轮")):
        rounds.edit(two.ledger, EVERYONE, round_id, {"name": name}, "改名")
    brought(one, two)

    names = dict(rows(one, "select id, name from round"))
    assert (names[first], names[second]) == ("第二轮", "第一轮") and is_sound(one)
    exchanged.end([one, two])
    assert one.digest == two.digest


@pytest.mark.parametrize("kept", [True, False])
def test_a_row_whose_entry_was_taken_back_here_stays_where_another_copy_brought_it_back(pair, kept):
    """And whatever is undone here afterwards, it stays."""
    one, two = pair
    one.add_finding()
    new, entered = value(one, "select max(id) from finding"), value(one, "select max(id) from action")
    brought(two, one)
    undo.undo(one.ledger, EVERYONE, entered)
    brought(two, one)
    assert value(two, "select removed_in is not null from finding where id = ?", new) == 1
    if kept:
        recycle.take_out(two.ledger, EVERYONE, [new])
        brought(one, two)
        findings.edit(one.ledger, EVERYONE, [new], {"owner": "甲"})
        undo.undo(one.ledger, EVERYONE)

    assert value(one, "select removed_in is null from finding where id = ?", new) == kept and is_sound(one)
    exchanged.end([one, two])
    assert one.digest == two.digest


def test_of_two_corrections_of_one_event_one_stands_and_the_other_is_taken_back(pair):
    one, two = pair
    on = one.day()
    progress.claim(one.ledger, CLAIMANT, 1, "done", on)
    brought(two, one)
    event = value(one, "select id from finding_event where kind = 'claim' and claim_state = 'done'")
    for copy, state in ((one, "partly_done"), (two, "in_progress")):
        exchanged.agree(copy, one)
        correcting.correct(copy.ledger, EVERYONE, event, Event(1, "claim", on, claim_state=state, text="更正"), "错了")
    exchanged.end([one, two])

    standing = "select claim_state from finding_event as e where kind = 'claim' and finding_id = 1 and claim_state <> 'not_started' and not exists (select 1 from retraction where event_id = e.id)"
    assert rows(one, standing) == rows(two, standing) and len(rows(one, standing)) == 1
    assert "合并" in {
        reason
        for (reason,) in [*rows(one, "select reason from retraction"), *rows(two, "select reason from retraction")]
    }
    assert one.digest == two.digest and is_sound(one) and is_sound(two)


@pytest.mark.parametrize("place", ["table", "row"])
def test_a_package_that_names_a_row_which_nobody_entered_is_refused_whole(pair, place):
    one, two = pair
    findings.edit(two.ledger, EVERYONE, [1], {"owner": "乙"})
    exchanged.agree(one, two)
    content, digest = two.package(), one.digest
    write = next(write for write in content["nodes"][-1][6] if write[2] == "owner")
    write[1 if place == "row" else 0] = "没有的" if place == "row" else "unit"
    with pytest.raises((NotReceived, KnownError)):
        one.receive(content)
    assert one.digest == digest and rows(one, "select id from receipt") == []

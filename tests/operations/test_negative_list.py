"""负面清单 (M8): a version each time it is issued, told beside the one before; numbers stay with their groups."""

from __future__ import annotations

import pytest

from desktop.errors import Forbidden, KnownError
from desktop.ledgers import books
from desktop.operations import negative_list, undo
from desktop.operations.negative_list import ADDED, DROPPED, REWORDED
from desktop.operations.records import verbs
from tests.builders import EVERYONE, a_finding

BOOK = books.as_declared("common_group")


def listed(ledger, finding, name, wording="不得如此"):
    made = verbs.add(ledger, EVERYONE, BOOK, {"name": name, "findings": (finding,)})[0].id
    verbs.take(ledger, EVERYONE, BOOK, made, BOOK.step("confirm"), {"wording": wording})
    return made


def told(ledger):
    issued = negative_list.versions(ledger.reader)
    before = issued[-1].items if issued else ()
    lines = negative_list.compared(negative_list.now(ledger.reader, ledger.today()), before)
    return [(line.item.number, line.item.name, line.change) for line in lines]


def test_what_came_left_and_was_worded_otherwise_since_the_last_version_is_told(ledger):
    finding = a_finding(ledger)
    first, second = listed(ledger, finding, "甲"), listed(ledger, finding, "乙")
    negative_list.issue(ledger, EVERYONE)
    assert told(ledger) == [(1, "甲", ""), (2, "乙", "")]

    verbs.edit(ledger, EVERYONE, BOOK, [first], {"wording": "严禁如此"})
    verbs.remove(ledger, EVERYONE, BOOK, [second])
    listed(ledger, finding, "丙")
    assert told(ledger) == [(1, "甲", REWORDED), (2, "乙", DROPPED), (3, "丙", ADDED)]

    negative_list.issue(ledger, EVERYONE)
    one, two = negative_list.versions(ledger.reader)
    assert [item.number for item in one.items] == [1, 2] and [item.number for item in two.items] == [1, 3]
    assert one.items[0].wording == "不得如此" and (one.version, two.version) == (1, 2)
    undo.undo(ledger, EVERYONE)
    assert negative_list.versions(ledger.reader) == (one,)


def test_an_empty_list_a_bare_item_and_the_same_list_are_refused(ledger):
    def refusal():
        with pytest.raises(KnownError) as error:
            negative_list.issue(ledger, EVERYONE)
        return error.value.kind

    assert refusal() == "empty_list"
    bare = listed(ledger, a_finding(ledger), "甲", wording="")
    assert refusal() == "no_wording"
    verbs.edit(ledger, EVERYONE, BOOK, [bare], {"wording": "不得"})
    negative_list.issue(ledger, EVERYONE)
    assert refusal() == "same_list"


def test_who_may_not_review_issues_no_version(ledger, clerk):
    listed(ledger, a_finding(ledger), "甲")
    with pytest.raises(Forbidden):
        negative_list.issue(ledger, clerk)
    assert negative_list.versions(ledger.reader) == ()

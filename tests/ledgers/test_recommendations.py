"""The 负面清单 (M8): confirmed groups bear running numbers that never shift and that no other group gets."""

from __future__ import annotations

import pytest

from db.queries import books as queries
from desktop.ledgers import books
from desktop.operations import undo
from desktop.operations.records import verbs
from tests.builders import EVERYONE, a_finding

BOOK = books.as_declared("common_group")


@pytest.fixture
def groups(ledger):
    finding = a_finding(ledger)
    return [
        verbs.add(ledger, EVERYONE, BOOK, {"name": name, "findings": (finding,)})[0].id for name in ("甲", "乙", "丙")
    ]


def confirm(ledger, record):
    return verbs.take(ledger, EVERYONE, BOOK, record, BOOK.step("confirm"), {"wording": "不得"})


def numbers(ledger):
    found = queries.records(ledger.reader, BOOK.shape, ledger.today())
    return {one.stored["name"]: one.stored["list_number"] for one in found}


def test_only_what_is_in_the_list_has_a_number_by_the_order_in_which_it_came_in(ledger, groups):
    first, second, third = groups
    assert numbers(ledger) == {"甲": None, "乙": None, "丙": None}
    confirm(ledger, third)
    confirm(ledger, first)
    assert numbers(ledger) == {"甲": 2, "乙": None, "丙": 1}


def test_a_number_is_kept_free_when_its_group_leaves_and_is_its_own_again(ledger, groups):
    first, second, third = groups
    confirm(ledger, third)
    undo.undo(ledger, EVERYONE)
    confirm(ledger, first)
    assert numbers(ledger) == {"甲": 2, "乙": None, "丙": None}
    confirm(ledger, third)
    confirm(ledger, second)
    assert numbers(ledger) == {"甲": 2, "乙": 3, "丙": 1}

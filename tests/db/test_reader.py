"""Records are built by the names of the statement's columns, never by their places (W-3)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import pytest

from db.driver import OperationalError
from db.records import FindingRow
from tests.builders import a_finding, claimed


class Pair(NamedTuple):
    left: str
    right: str


@dataclass(frozen=True)
class Kept:
    left: str
    right: str


@pytest.mark.parametrize("kind", [Pair, Kept])
@pytest.mark.parametrize("order", ["'l' as left, 'r' as right", "'r' as right, 'l' as left"])
def test_a_record_takes_each_column_by_its_name_whatever_the_order(ledger, kind, order):
    """W-3"""
    [found] = ledger.reader.named(kind, f"select {order}")

    assert (found.left, found.right) == ("l", "r")


@pytest.mark.parametrize("columns", ["'l' as left", "'l' as left, 'r' as wrong", "1 as left, 2 as right, 3 as right"])
def test_a_statement_that_names_other_columns_is_refused(ledger, columns):
    """W-3"""
    with pytest.raises(TypeError, match="differs in"):
        ledger.reader.named(Pair, f"select {columns}")


def test_a_finding_row_has_the_same_value_under_each_stored_name(ledger):
    """W-3: every column of the table that a row carries is the table's own."""
    finding_id = a_finding(ledger, owner="甲", responsible_leader="乙", remark="丙", years="2024")
    claimed(ledger, finding_id)
    from db.queries.findings import finding

    row = finding(ledger.reader, finding_id, "2026-06-05")
    stored = ledger.reader.tuples("select name from pragma_table_info('finding')")
    same = [name for (name,) in stored if name in FindingRow._fields]

    for name in same:
        assert getattr(row, name) == ledger.reader.value(f"select {name} from finding where id = ?", (finding_id,))


def test_one_value_is_told_in_its_type_and_nothing_as_none(ledger):
    assert ledger.reader.number("select 7") == 7
    assert ledger.reader.text("select '2026-06-01'") == "2026-06-01"
    assert ledger.reader.number("select null") is None
    assert ledger.reader.text("select 1 where false") is None


def test_words_that_many_rows_say_are_held_once_and_long_texts_as_they_come(ledger):
    sql = "select 'left ' || ? as left, value as right from json_each(?)"
    found = ledger.reader.named(Pair, sql, ("青岩", '["甲", "甲", "乙"]'))
    long = ledger.reader.named(Pair, sql, ("长" * 30, '["甲", "甲"]'))

    assert found == (("left 青岩", "甲"), ("left 青岩", "甲"), ("left 青岩", "乙"))
    assert len({id(row.left) for row in found}) == 1 and found[0].right is found[1].right
    assert [row.left for row in long] == ["left " + "长" * 30] * 2
    assert ledger.reader.tuples("select '甲'") == (("甲",),)


def test_after_a_question_that_failed_words_come_as_before(ledger):
    with pytest.raises(OperationalError):
        ledger.reader.named(Pair, "select nothing")

    assert ledger.reader._connection.text_factory is str


def test_questions_at_one_moment_leave_the_writers_connection_free_for_the_next_action(ledger):
    with ledger.newest.at_one_moment():
        a_finding(ledger)
    with ledger.reader.at_one_moment():
        assert ledger.reader.value("select count(*) from finding") == 1

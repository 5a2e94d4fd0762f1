"""W-3, R7: statistics by any two fields of the finding ledger, the office's own among them; parts and totals agree."""

from __future__ import annotations

from itertools import product

import pytest

from db.queries import books as queries
from db.records import Basis
from db.store import create_ledger
from desktop.ledgers import books
from desktop.ledgers.field import Holds
from desktop.ledgers.findings import grouping_fields
from desktop.operations import own_fields
from desktop.operations.findings import edit
from desktop.operations.records import verbs
from desktop.operations.records.tallying import tally
from desktop.statistics.by_category import pivot
from desktop.statistics.two_way import NO_WORD, book_fields, group_word, in_order
from tests.builders import EVERYONE, a_finding, a_round, a_unit
from tests.operations.records.test_verbs import sample

TODAY = "2026-06-05"


@pytest.fixture
def office(ledger):
    round_id, unit_id = a_round(ledger), a_unit(ledger)
    name, _changes = own_fields.add(ledger, EVERYONE, "风险等级", Holds.CHOICE, ("高", "低"))
    ids = [a_finding(ledger, round_id, unit_id, f"问题{n}", owner="甲" if n % 2 else "乙") for n in range(5)]
    edit(ledger, EVERYONE, ids[:2], {name: "高"})
    return ledger


def test_findings_are_counted_by_two_fields_and_the_parts_make_the_whole(office):
    fields = {field.title: field for field in grouping_fields(own_fields.own_fields(office.reader))}
    found = pivot(office.reader, Basis(), TODAY, row=fields["责任人"], column=fields["风险等级"])

    assert {key: cell.rate.denominator for key, cell in found.cells.items()} == {
        ("乙", "高"): 1, ("甲", "高"): 1, ("乙", NO_WORD): 2, ("甲", NO_WORD): 1,
    }  # fmt: skip
    assert found.columns == ("高", NO_WORD)


def test_every_field_that_is_offered_counts_every_finding_once(office):
    for field in grouping_fields(own_fields.own_fields(office.reader)):
        found = pivot(office.reader, Basis(), TODAY, row=field, column="unit")

        assert sum(cell.rate.denominator for cell in found.row_totals.values()) == found.total.rate.denominator == 5


def test_the_records_of_every_book_are_counted_by_every_pair_of_its_fields(own_book, tmp_path, clock):
    """R7, registers.md §0: also those of a book that only the tests know; each record stands once in parts and totals."""
    ledger = create_ledger(tmp_path / "books.ledger", None, clock)
    try:
        round_id, unit_id = a_round(ledger), a_unit(ledger)
        finding = a_finding(ledger, round_id, unit_id)
        office = {"ledger": ledger, "round": round_id, "unit": unit_id, "finding": finding, "findings": (finding,)}
        for declared in books.declared():
            register = books.book(ledger.reader, declared.name)
            for _ in range(3):
                verbs.add(ledger, EVERYONE, register, sample(register, office))
            entered = sorted(one.id for one in queries.records(ledger.reader, register.shape, TODAY))
            assert len(entered) >= 3, register.name  # what another book named stands there too
            names = [field.name for field in book_fields(register)]
            for row, column in product(names, names):
                found = tally(ledger.reader, register, row, column, TODAY)
                assert sorted(one.id for one in found.total) == entered, register.name
                for parts in (found.cells, found.row_totals, found.column_totals):
                    assert sorted(one.id for own in parts.values() for one in own) == entered
    finally:
        ledger.close()


def test_groups_stand_in_the_order_of_the_declared_choices_and_nothing_last(own_book):
    manner = own_book.field("manner")
    assert in_order(manner, [NO_WORD, "座谈", "入户"]) == ["入户", "座谈", NO_WORD]
    assert in_order(own_book.field("people"), ["12", NO_WORD, "3"]) == ["3", "12", NO_WORD]
    assert group_word(own_book.field("seen_on"), "2026-03-19") == "2026-03"

"""W-3: every book with a table of its own leaves whole: its fields, its rows in the office's words, how many there are in all."""

from __future__ import annotations

import pytest

from desktop.ledgers import books
from desktop.ledgers.field import Holds
from desktop.operations.papers import catalogue, registering
from desktop.operations.papers.registering import SentPaper
from desktop.operations.records import own_lists
from desktop.operations.records.own_rows import OWN_ROWS
from desktop.operations.records.questions import Wanted
from tests.builders import EVERYONE, a_finding

TODAY = "2026-06-05"
every = pytest.mark.parametrize("name", OWN_ROWS)


@pytest.fixture
def filled(ledger, office):
    a_finding(ledger, office["round"], office["unit"], "另一问题", measures_=2)
    paper = SentPaper("supervision_letter", "督办函", "云巡督〔2026〕7号", "2026-05-01", "县民政局党组")
    registering.register(ledger, EVERYONE, paper)
    return ledger


@every
def test_it_has_every_field_that_is_told_of_the_book(name):
    assert own_lists.register_of(name).fields == books.told_fields(name)


@every
def test_each_row_stands_there_with_its_number_and_each_value_in_words(filled, name):
    rows = OWN_ROWS[name](filled, TODAY, None, Wanted())
    found = own_lists.listed(filled, name, TODAY, None, Wanted(), "本轮")

    assert (found.total, found.scope, found.as_of) == (len(rows), "本轮", TODAY)
    for place, (row, record) in enumerate(zip(rows, found.records, strict=True), 1):
        assert record.id == int(row.get("id") or place) and record.number == str(row.get("number") or "")
        for field in found.register.fields:
            value, told = row.get(field.name), record.fields[field.name]
            if isinstance(value, (list, tuple)):
                assert told == "、".join(str(field.choices.get(one, one)) for one in value)
            elif field.name == "state" and found.register.states:
                assert told == found.register.state(str(value)).word
            elif name == "letter" and field.name == "kind":
                assert told == catalogue.titles(filled.reader)[value]
            elif field.holds is Holds.FLAG:
                assert told in (0, 1) and bool(told) is bool(value)
            else:
                assert told == value


def test_what_is_narrowed_still_tells_how_many_there_are_in_all(filled):
    whole = own_lists.listed(filled, "measure", TODAY, None, Wanted())
    found = own_lists.listed(filled, "measure", TODAY, None, Wanted(rounds=(999,)))

    assert len(whole.records) == 2 and found.total == 2
    assert len(found.records) < 2

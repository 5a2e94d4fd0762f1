"""Every book with its deeds: what a script may name is what the declarations have."""

import pytest

from desktop.ledgers import books
from desktop.ledgers.field import Holds
from desktop.operations import own_fields
from desktop.operations.deeds.catalogue import books_with_deeds, deeds
from tests.builders import EVERYONE


def test_all_books_are_there_once_and_each_can_do_something(ledger):
    names = books_with_deeds()
    assert set(names) >= {"finding", "unit", "round", "user", "letter"} | {one.name for one in books.declared()}
    assert len(set(names)) == len(names)
    for name in names:
        assert deeds(name) and set(deeds(name)) == set(deeds(name, ledger.reader))
    assert deeds("no_such_book") == {} == deeds("no_such_book", ledger.reader)


@pytest.mark.parametrize("register", books.declared(), ids=lambda one: one.name)
def test_a_declared_book_has_its_own_steps_with_their_rights(register):
    found = deeds(register.name)
    more = {"team": ["place", "take_out"]}.get(register.name, [])
    assert list(found) == ["add", "edit", *(step.name for step in register.steps), "remove", "restore", *more]
    for step in register.steps:
        told = found[step.name]
        assert (told.title, told.needs, told.right, told.reason, told.frm, told.to) == (
            step.title,
            step.needs,
            step.right,
            step.reason,
            step.frm,
            step.to,
        )
    assert found["add"].needs == tuple(one.name for one in register.fields if one.needed and one.plain)


def test_with_a_ledger_the_offices_own_fields_are_known_too(ledger):
    name, _changes = own_fields.add(ledger, EVERYONE, "包案领导", Holds.TEXT, book="talk")
    assert name in deeds("talk", ledger.reader)["add"].known and name not in deeds("talk")["add"].known

"""A link to a row that the ledger does not have is refused in every book, before anything is read from there."""

import pytest

from desktop.errors import KnownError
from desktop.ledgers import books
from desktop.ledgers.field import LINKS, SEVERAL
from desktop.ledgers.opinions import OPINIONS, look
from desktop.operations.records import verbs
from tests.builders import EVERYONE

NOWHERE = 987_654
LINKED = [
    (register.name, field.name) for register in books.declared() for field in register.fields if field.holds in LINKS and field.plain
]  # fmt: skip


@pytest.mark.parametrize(("book", "name"), LINKED)
def test_a_link_that_leads_nowhere_is_refused(ledger, book, name):
    register = books.as_declared(book)
    value = (NOWHERE,) if register.field(name).holds in SEVERAL else NOWHERE
    with pytest.raises(KnownError) as refused:
        verbs.add(ledger, EVERYONE, register, {name: value})
    assert refused.value.kind == "unknown_record"


def test_an_opinion_on_an_unknown_submission_breaks_no_rule_of_its_own(ledger):
    opinion = {"submission": NOWHERE, "finding": None}
    assert list(look(ledger.reader, opinion, ledger.today())) == []
    assert OPINIONS.look is look

"""L8: the office's own fields: added, changed, taken away with their values, one title once."""

import pytest

from desktop.errors import KnownError
from desktop.ledgers import books
from desktop.ledgers.field import Holds
from desktop.ledgers.findings import FIELDS
from desktop.operations import own_fields, undo
from desktop.operations.own_fields import KINDS, WIDTHS
from tests.builders import EVERYONE

CHOICES = ("高", "低")


def add(ledger, title, holds=Holds.TEXT, **named):
    return own_fields.add(ledger, EVERYONE, title, holds, CHOICES if holds is Holds.CHOICE else (), **named)[0]


def test_every_kind_that_is_offered_can_be_added_and_no_other(ledger):
    for number, holds in enumerate(KINDS, 1):
        assert add(ledger, f"自设{number}", holds) == f"own_{number}"
    found = own_fields.own_fields(ledger.reader)
    assert [(field.title, field.holds, field.hidden, field.own) for field in found] == [
        (f"自设{number}", holds, True, True) for number, holds in enumerate(KINDS, 1)
    ]
    assert [field.width for field in found] == [WIDTHS.get(holds, 100) for holds in KINDS]
    for holds in set(Holds) - set(KINDS):
        with pytest.raises(KnownError) as refused:
            add(ledger, "别的", holds)
        assert refused.value.kind == "unknown_choice"


@pytest.mark.parametrize("book", ["finding", "talk"])
def test_no_title_stands_twice_in_a_book(ledger, book):
    add(ledger, "  包案   领导 ", book=book)
    [field] = own_fields.own_fields(ledger.reader, book)
    assert field.title == "包案 领导"
    declared = FIELDS if book == "finding" else books.as_declared(book).all_fields
    for title in ("包案 领导", declared[0].title, declared[-1].title):
        with pytest.raises(KnownError) as refused:
            add(ledger, title, book=book)
        assert refused.value.kind == "taken"
    for title in ("", " "):
        with pytest.raises(KnownError) as refused:
            add(ledger, title, book=book)
        assert refused.value.kind == "empty"
    add(ledger, "包案 领导", book="talk" if book == "finding" else "finding")


@pytest.mark.parametrize(
    "words, kept", [((), None), (("高",), None), (("高", " 高 "), None), (("高", " ", "低", "高"), ("高", "低"))]
)
def test_a_choice_has_two_words_at_least_each_once(ledger, words, kept):
    if kept is None:
        with pytest.raises(KnownError) as refused:
            own_fields.add(ledger, EVERYONE, "风险", Holds.CHOICE, words)
        assert refused.value.kind == "empty"
    else:
        own_fields.add(ledger, EVERYONE, "风险", Holds.CHOICE, words)
        assert tuple(own_fields.own_fields(ledger.reader)[0].choices) == kept
    own_fields.add(ledger, EVERYONE, "文字", Holds.TEXT, words)
    assert not own_fields.own_fields(ledger.reader)[-1].choices, "what is no choice has no words"


def test_a_field_keeps_its_name_when_its_title_changes(ledger):
    name = add(ledger, "风险", Holds.CHOICE)
    own_fields.edit(ledger, EVERYONE, name, "风险等级", ("高", "中", "低"))
    own_fields.edit(ledger, EVERYONE, name, "风险等级", ("高", "中"))
    [field] = own_fields.own_fields(ledger.reader)
    assert (field.name, field.title, tuple(field.choices), field.holds) == (
        name,
        "风险等级",
        ("高", "中"),
        Holds.CHOICE,
    )
    other = add(ledger, "别的")
    with pytest.raises(KnownError) as refused:
        own_fields.edit(ledger, EVERYONE, other, "风险等级")
    assert refused.value.kind == "taken"


def test_a_field_taken_away_comes_back_under_its_name_by_title_and_kind_or_by_undo(ledger):
    name, other = add(ledger, "风险"), add(ledger, "别的")
    own_fields.remove(ledger, EVERYONE, name)
    assert [field.name for field in own_fields.own_fields(ledger.reader)] == [other]
    for deed in (
        lambda: own_fields.remove(ledger, EVERYONE, name),
        lambda: own_fields.edit(ledger, EVERYONE, name, "风险二"),
    ):
        with pytest.raises(KnownError) as refused:
            deed()
        assert refused.value.kind == "gone"
    assert add(ledger, "风险", Holds.INT) == "own_3", "of another kind it is another field"
    undo.undo(ledger, EVERYONE)
    assert add(ledger, "风险") == name
    own_fields.remove(ledger, EVERYONE, name)
    undo.undo(ledger, EVERYONE)
    assert {field.name for field in own_fields.own_fields(ledger.reader)} == {name, other}

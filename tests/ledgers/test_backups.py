"""The register of backups: everything in it is logged, nothing is typed."""

from desktop.ledgers.backups import BACKUP_BOOK
from tests.ledgers.declared import flags


def test_nothing_of_a_backup_is_typed_or_hidden():
    assert not any(field.plain or field.hidden for field in BACKUP_BOOK.fields)


def test_what_the_fields_and_steps_of_backup_are_beside_their_words():
    assert flags(BACKUP_BOOK) == {
    }  # fmt: skip

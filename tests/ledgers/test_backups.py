"""The register of backups: everything in it is logged, nothing is typed."""

from desktop.ledgers.backups import BACKUP_BOOK


def test_nothing_of_a_backup_is_typed_or_hidden():
    assert not any(field.plain or field.hidden for field in BACKUP_BOOK.fields)

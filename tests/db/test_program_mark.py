"""A ledger says which version wrote it last, also to a program that cannot open it."""

import pytest

from db import program_mark
from db.store import NewerLedger, open_for_reading, open_ledger


@pytest.mark.parametrize("version", ["0.1.0", "0.2.0", "0.10.0", "1.0.1", "2147.0.0", "12.999.999"])
def test_a_version_comes_back_as_it_was(version):
    assert program_mark.version_of(program_mark.number_of(version)) == version


def test_numbers_follow_as_versions_do():
    ordered = ["", "0.1.0", "0.1.1", "0.2.0", "0.10.0", "1.0.0", "1.0.1", "10.0.0"]
    assert sorted(ordered, key=program_mark.number_of) == ordered


@pytest.mark.parametrize("strange", ["", "0", "1.0.0-rc1", "1.1000.0", "9999.0.0", "十"])
def test_what_is_no_version_leaves_no_mark(strange):
    assert program_mark.number_of(strange) == 0 and program_mark.version_of(0) == ""


def test_the_latest_version_stays_and_a_former_program_reads_it(ledger, clock):
    for version in ("0.2.0", "0.10.0", "0.3.0"):
        program_mark.note(ledger.writing(), version)
    with ledger.writing().transaction():
        ledger.writing()._connection.execute(
            "insert into _sqlite_migrations (migration_set, name, applied_at) values ('ledger', 'm9999_later', 'x')"
        )
    ledger.close()

    for opening in (open_ledger, open_for_reading):
        with pytest.raises(NewerLedger) as refused:
            opening(ledger.folder, None, clock)
        assert refused.value.version == "0.10.0"

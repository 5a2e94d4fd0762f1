"""What follows from the schema alone is read once a schema."""

import pytest

from db import once


@pytest.fixture
def asked(monkeypatch):
    monkeypatch.setattr(once, "_found", {})
    asked = []

    def what(reader):
        asked.append(reader)
        return len(asked)

    return asked, what


def test_it_is_read_once_and_anew_after_the_schema_changed(ledger, asked):
    readers, what = asked
    assert [once.once_a_schema(ledger.reader, what) for _ in range(3)] == [1, 1, 1]
    ledger.writer._connection.execute("create table further (id integer primary key)")
    assert once.once_a_schema(ledger.newest, what) == 2 and len(readers) == 2


def test_no_more_than_a_few_schemas_are_kept(monkeypatch, asked):
    readers, what = asked
    monkeypatch.setattr(once, "_schema", str)
    found = [once.once_a_schema(number, what) for number in (1, 2, 3, 4, 5, 5, 1)]
    assert found == [1, 2, 3, 4, 5, 5, 6] and len(once._found[what]) <= 4


def test_room_made_by_another_thread_between_two_looks_is_no_fault(monkeypatch, asked):
    """Whatever else clears what is kept while it is being read, the answer is the one that was read."""
    _readers, what = asked
    monkeypatch.setattr(once, "_schema", str)

    def clearing(reader):
        once._found[clearing].clear()
        return what(reader)

    assert [once.once_a_schema(1, clearing) for _ in range(2)] == [1, 1]

"""everything leaves in the open and comes back whole into an empty ledger, or not at all."""

from __future__ import annotations

import json

import pytest

from db.digest import content_digest
from db.queries import prints
from db.store import create_ledger
from desktop.errors import KnownError
from desktop.operations import dumping, evidence, office
from tests.builders import EVERYONE, a_finding


@pytest.fixture
def written(ledger, tmp_path):
    finding = a_finding(ledger, measures_=2)
    scan = tmp_path / "纪要.pdf"
    scan.write_bytes(b"minutes")
    evidence.add_files(ledger, EVERYONE, finding, [scan])
    office.set_up(ledger, EVERYONE, {"county": "云岭县"})
    return dumping.write(ledger, EVERYONE, tmp_path / "全部.json")


@pytest.fixture
def empty(tmp_path, clock):
    made = create_ledger(tmp_path / "空.ledger", None, clock)
    yield made
    made.close()


def changed(path, **parts):
    path.write_text(json.dumps({**json.loads(path.read_text("utf-8")), **parts}), "utf-8")
    return path


def test_it_says_what_it_holds_and_is_entered_in_the_register(ledger, written):
    [entered] = prints.exports(ledger.reader)

    assert (written.contents["finding"], written.contents["measure"], written.contents["evidence"]) == (1, 2, 1)
    assert (entered.kind, entered.rows, written.path.is_file()) == ("export", 1, True)
    told = dumping.told(ledger.reader, written.path)
    assert (told.path, told.digest) == (written.path, written.digest)
    assert told.contents == {table: count for table, count in written.contents.items() if count}


def test_one_that_is_there_is_never_written_over(ledger, written, tmp_path):
    again = dumping.write(ledger, EVERYONE, tmp_path / "全部.json")

    assert again.path != written.path and written.path.is_file()


def test_it_comes_back_whole_into_an_empty_ledger(written, empty):
    contents, changes = dumping.read_back(empty, EVERYONE, written.path)

    assert content_digest(empty.reader) == written.digest
    assert contents == written.contents and changes.title == f"读入全部内容 {written.path.name}"
    assert list(empty.pool.hashes()) and all(empty.pool.read(sha) == b"minutes" for sha in empty.pool.hashes())


def test_a_ledger_that_holds_something_takes_none(ledger, written):
    with pytest.raises(KnownError) as refused:
        dumping.read_back(ledger, EVERYONE, written.path)
    assert refused.value.kind == "not_empty"


@pytest.mark.parametrize(
    ("parts", "kind"),
    [
        ({"form": "other"}, "not_a_dump"),
        ({"tables": []}, "not_a_dump"),
        ({"tables": {"no_such": []}}, "corrupt"),
        ({"steps": ["m0001"]}, "version"),
        ({"digest": "0" * 64}, "digest"),
        ({"files": {"0" * 64: "bWludXRlcw=="}}, "corrupt"),
        ({"tables": {"finding": [{"id": "one"}]}}, "corrupt"),
    ],
)
def test_what_does_not_fit_is_refused_and_nothing_is_entered(written, empty, parts, kind):
    before = content_digest(empty.reader)
    with pytest.raises(KnownError) as refused:
        dumping.read_back(empty, EVERYONE, changed(written.path, **parts))
    assert refused.value.kind == kind and content_digest(empty.reader) == before


@pytest.mark.parametrize("text", ["", "{", "[1]", "[" * 100_000])
def test_what_is_no_dump_is_told(empty, tmp_path, text):
    path = tmp_path / "别的.json"
    path.write_text(text, "utf-8")
    with pytest.raises(KnownError) as refused:
        dumping.told(empty.reader, path)
    assert refused.value.kind in ("corrupt", "not_a_dump")


def test_one_that_is_too_large_is_not_read(written, empty, monkeypatch):
    size = written.path.stat().st_size
    monkeypatch.setattr(dumping, "LARGEST", size)
    assert dumping.told(empty.reader, written.path).digest == written.digest
    monkeypatch.setattr(dumping, "LARGEST", size - 1)
    with pytest.raises(KnownError) as refused:
        dumping.told(empty.reader, written.path)
    assert refused.value.kind == "too_large"

"""everything leaves in the open and comes back whole into an empty ledger, or not at all."""

from __future__ import annotations

import json

import pytest

from db.digest import content_digest
from db.dump import IN_PART, STAYS
from db.queries import facts, prints
from db.store import create_ledger
from desktop.errors import Forbidden, KnownError
from desktop.ledgers.table_words import table_word
from desktop.operations import dumping, evidence, office, outgoing, undo, units
from desktop.rules.permissions import Actor, Right
from tests.builders import EVERYONE, a_finding, a_unit, claimed
from tests.crash_points import failing, points


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


def test_what_named_a_row_before_that_went_into_the_bin_comes_back_with_it(ledger, empty, tmp_path):
    a_finding(ledger)
    units.remove(ledger, EVERYONE, a_unit(ledger, "县乙局党组"))  # its name stays, and names it
    path = dumping.write(ledger, EVERYONE, tmp_path / "全部.json").path
    dumping.read_back(empty, EVERYONE, path)
    assert content_digest(empty.reader) == content_digest(ledger.reader)


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


@pytest.mark.parametrize("right", list(Right))
def test_only_who_works_in_the_ledger_lets_everything_out(ledger, tmp_path, right):
    """内部 fields, all evidence and the settings are in it."""
    someone = Actor("某人", frozenset({right}))
    if right is Right.ENTER:
        assert dumping.write(ledger, someone, tmp_path / "全部.json").path.is_file()
        return
    with pytest.raises(Forbidden) as refused:
        dumping.write(ledger, someone, tmp_path / "全部.json")
    assert "录入" in str(refused.value)
    assert not (tmp_path / "全部.json").exists() and not prints.exports(ledger.reader)


@pytest.mark.parametrize("rights", [{Right.ENTER}, {Right.REVIEW}, {Right.MANAGE}])
def test_to_read_back_needs_both_rights_that_its_content_needed(written, empty, rights):
    with pytest.raises(Forbidden):
        dumping.read_back(empty, Actor("某人", frozenset(rights)), written.path)
    assert not empty.reader.value("select count(*) from finding")


@pytest.mark.parametrize("stay", [False, True])
def test_a_disk_that_is_full_leaves_no_half_file_and_no_entry(ledger, written, tmp_path, stay):
    """S-2: at every write of the dump; an older file of that name is as it was."""
    older = written.path.read_bytes()
    writes = points(tmp_path, lambda: dumping.write(ledger, EVERYONE, written.path))
    (tmp_path / "全部(2).json").unlink()
    for n in writes:
        before = len(prints.exports(ledger.reader))
        error = failing(n, tmp_path, lambda: dumping.write(ledger, EVERYONE, written.path), stay=stay)
        there = (tmp_path / "全部(2).json").exists()
        assert there == (error is None) == (len(prints.exports(ledger.reader)) > before), (n, repr(error))
        (tmp_path / "全部(2).json").unlink(missing_ok=True)
        assert written.path.read_bytes() == older and not [p for p in tmp_path.iterdir() if p.name.startswith(".~")]
    assert len(writes) > 5


def test_a_file_that_is_missing_or_damaged_is_told_and_nothing_leaves(ledger, written, tmp_path):
    [sha] = ledger.pool.hashes()
    for spoil in (lambda path: path.write_bytes(b"other"), lambda path: path.unlink()):
        spoil(ledger.pool.path_of(sha))
        with pytest.raises(KnownError) as refused:
            dumping.write(ledger, EVERYONE, tmp_path / "又.json")
        assert "纪要.pdf" in str(refused.value) and not (tmp_path / "又.json").exists()


def test_a_file_that_no_row_names_stays(ledger, written, tmp_path):
    ledger.pool.add(b"left over")
    again = dumping.write(ledger, EVERYONE, tmp_path / "又.json")
    assert list(json.loads(again.path.read_text("utf-8"))["files"].values()) == ["bWludXRlcw=="]


def test_who_did_what_and_when_is_the_same_afterwards(ledger, empty, clock, tmp_path):
    """The second person, the day of an entry, an edit, an undo and the recycle bin: dumped again, all but the numbers of actions is equal."""
    finding = claimed(ledger, a_finding(ledger, measures_=1))
    clock.set("2026-06-07T10:00:00")
    removed = a_finding(ledger, text="删去的", unit_id=ledger.reader.value("select id from unit"))
    undo.undo(ledger, EVERYONE)
    office.set_up(ledger, EVERYONE, {"county": "云岭县"})
    office.set_up(ledger, EVERYONE, {"county": "青石县"})
    first = dumping.write(ledger, EVERYONE, tmp_path / "一.json")
    dumping.read_back(empty, EVERYONE, first.path)
    second = dumping.write(empty, EVERYONE, tmp_path / "二.json")

    there, here = (json.loads(made.path.read_text("utf-8")) for made in (first, second))
    assert here["digest"] == there["digest"] and told_actions(here)[: len(there["actions"])] == told_actions(there)
    assert [entry[1:3] for entry in here["log"]] == [entry[1:3] for entry in there["log"]]
    assert empty.reader.value("select text from finding where removed_in is not null") == "删去的" and finding < removed
    for event in ledger.reader.column("select id from finding_event"):
        assert facts.claimants(empty.reader, event) == facts.claimants(ledger.reader, event)


def told_actions(said):
    return [[action[name] for name in ("recorded_at", "user_name", "kind", "title")] for action in said["actions"]]


def test_what_was_done_before_can_no_longer_be_undone(ledger, written, empty):
    dumping.read_back(empty, EVERYONE, written.path)
    assert undo.last_undoable(empty.reader) is None
    with pytest.raises(KnownError):
        undo.undo(empty, EVERYONE)
    with pytest.raises(KnownError) as refused:
        undo.undo(empty, EVERYONE, 2)
    assert refused.value.kind == "final"
    round_id = empty.reader.value("select id from round")
    a_finding(empty, round_id, empty.reader.value("select id from unit"), text="读入之后")
    assert "读入之后" not in undo.undo(empty, EVERYONE).title or undo.last_undoable(empty.reader) is None
    assert empty.reader.column("select text from finding where removed_in is null") == ("党费收缴不及时，欠缴3个月",)


def test_it_says_what_it_does_not_carry():
    stay = [table_word(table) for table in STAYS if table not in IN_PART]
    assert all(word in dumping.NOT_CARRIED for word in stay) and "不能再撤销" in dumping.NOT_CARRIED
    assert "内部" in dumping.WHOLE


def test_the_register_of_what_left_comes_back_with_mark_purpose_way_and_destination(ledger, empty, tmp_path):
    """A5"""
    said = outgoing.Asked("内部", "数据交换", "县委办")
    dumping.write(ledger, EVERYONE, tmp_path / "一.json", said)
    dumping.read_back(empty, EVERYONE, dumping.write(ledger, EVERYONE, tmp_path / "二.json").path)
    [there] = [one for one in prints.exports(ledger.reader) if one.file_name == "一.json"]
    [here] = prints.exports(empty.reader)

    assert (here.classification, here.purpose, here.destination, here.way) == ("内部", "数据交换", "县委办", "dump")
    assert (here.sha256, here.user_name, here.recorded_at) == (there.sha256, there.user_name, there.recorded_at)

"""A3: the chain is verified, the first broken entry located, cut logs and rows changed past the triggers reported."""

import pytest

from db import anchors, audit
from db.audit import Anchor, RowFault
from db.driver import connect
from db.queries import log
from desktop.operations.change import change
from desktop.rules.permissions import Action


@pytest.fixture
def written(ledger, clerk):
    with change(ledger, clerk, Action.EDIT_UNIT, "录入短语", reason="年初整理") as changes:
        for number in range(5):
            changes.writer.insert("phrase", {"kind": "要求", "text": f"第 {number} 句"})
    with change(ledger, clerk, Action.EDIT_UNIT, "改短语") as changes:
        changes.writer.update("phrase", 2, {"text": "改过"})
    return ledger


def tamper(ledger, *statements):
    """Write past the triggers, as somebody with the file and a tool would."""
    ledger.writer.checkpoint(settle=0)
    other = connect(str(ledger.folder / "ledger.db"), isolation_level=None)
    names = [row[0] for row in other.execute("select name from sqlite_master where type = 'trigger'")]
    for name in names:
        other.execute(f"drop trigger {name}")
    for statement in statements:
        other.execute(statement)
    other.close()


def faults(ledger):
    read = audit.read_log(ledger.reader)
    return read.broken_at, list(audit.rows_against_log(ledger.reader, read))


def test_an_honest_ledger_has_no_faults(written):
    assert faults(written) == (None, [])


def test_the_first_broken_entry_is_located(written):
    tamper(written, "update change_log set after = replace(after, '第 3 句', '第 9 句') where seq = 5")
    broken_at, rows = faults(written)
    assert broken_at == 5
    assert RowFault("phrase", 4, "changed", ("text",)) in rows


def test_a_removed_entry_breaks_the_chain_where_it_was(written):
    tamper(written, "delete from change_log where seq = 4")
    assert faults(written)[0] == 4


def test_rows_changed_added_and_removed_past_the_triggers_are_named(written):
    tamper(
        written,
        "update phrase set text = '偷改' where id = 1",
        "delete from phrase where id = 3",
        "insert into phrase (id, kind, text) values (77, '要求', '偷加')",
    )
    broken_at, rows = faults(written)
    assert broken_at is None
    assert set(rows) == {
        RowFault("phrase", 1, "changed", ("text",)),
        RowFault("phrase", 3, "missing"),
        RowFault("phrase", 77, "unknown"),
    }


def test_a_log_cut_off_at_its_end_disagrees_with_an_anchor_kept_elsewhere(written, tmp_path):
    profile = tmp_path / "profile" / "anchors.json"
    anchors.remember(profile, "abc", audit.head(written.reader))
    assert audit.disagreeing(written.reader, anchors.known(profile, "abc")) == ()
    tamper(written, "update phrase set text = '第 1 句' where id = 2", "delete from change_log where action_id = 2")
    assert faults(written) == (None, [RowFault("action", 2, "unknown")])
    assert audit.disagreeing(written.reader, anchors.known(profile, "abc"))
    assert anchors.known(profile, "another") == ()


def test_an_anchor_of_another_history_disagrees(written):
    assert audit.disagreeing(written.reader, [Anchor(3, "0" * 64)]) == (Anchor(3, "0" * 64),)


def test_the_life_of_a_field_says_who_when_from_what_to_what_and_why(written):
    first, second = log.history_of_row(written.reader, "phrase", 2, "text")
    assert (first.user_name, first.old, first.new, first.reason) == ("李建国", None, "第 1 句", "年初整理")
    assert (second.title, second.old, second.new, second.verb) == ("改短语", "第 1 句", "改过", "update")


def test_actions_are_found_by_person_date_and_words(written):
    assert [each.title for each in log.actions(written.reader)] == ["改短语", "录入短语"]
    assert [each.rows for each in log.actions(written.reader, text="年初")] == [6]
    assert log.actions(written.reader, user_name="王敏") == ()
    assert log.actions(written.reader, since="2026-06-06") == ()
    assert len(log.actions(written.reader, until="2026-06-05", limit=1)) == 1

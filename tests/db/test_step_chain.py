"""What a later step writes stands in the log as the work of people does."""

from db import audit, triggers
from db.steps import chain
from desktop.operations.change import change
from desktop.rules.permissions import Action


def test_rows_added_and_changed_by_a_step_are_sound_and_work_goes_on(ledger, clerk):
    with change(ledger, clerk, Action.EDIT_FINDING, "短语") as changes:
        changes.writer.insert("phrase", {"kind": "要求", "text": "一"})
    connection = ledger.writer._connection
    for (name,) in connection.execute("select name from sqlite_master where type = 'trigger'").fetchall():
        connection.execute(f"drop trigger {name}")

    action_id = chain.begin(connection, "某一步")
    chain.insert(connection, action_id, "phrase", {"kind": "要求", "text": "二"})
    chain.update(connection, action_id, "phrase", 1, {"text": "改"})
    chain.update(connection, action_id, "phrase", 1, {"text": "改"})

    triggers.rebuild(connection)
    with change(ledger, clerk, Action.EDIT_FINDING, "短语") as changes:
        changes.writer.update("phrase", 2, {"text": "三"})
    read = audit.read_log(ledger.reader)
    assert (read.broken_at, list(audit.rows_against_log(ledger.reader, read))) == (None, [])

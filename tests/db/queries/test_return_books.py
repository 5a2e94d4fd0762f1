"""X8: what the ledger said when a workbook was sent can be told again, whatever was done since, on the same day too."""

import pytest

from db.queries.return_books import Hand, last_hand, standing_of_round
from desktop.operations import correcting, findings, progress, undo
from desktop.operations.events import Event
from desktop.rules.permissions import Actor, Right
from tests.builders import a_finding, a_round, a_unit
from tests.histories import Work


def last_action(ledger):
    return ledger.reader.value("select max(id) from action")


@pytest.mark.parametrize("seed", range(4))
def test_the_state_after_an_action_is_the_same_however_much_was_done_later(ledger, clock, seed):
    work = Work(ledger, clock, seed)
    told = []
    for step in range(60):
        work.step()
        if step % 3 == 0:
            told.append((work.today, last_action(ledger), standing_of_round(ledger.reader, work.round_id, work.today)))
    for as_of, action, standing in told:
        assert standing_of_round(ledger.reader, work.round_id, as_of, action) == standing
    assert len({standing for _as_of, _action, standing in told}) > 5


def test_who_wrote_what_stands_now_is_told_field_by_field(ledger):
    """Page 21: the ledger's side of a conflict names who wrote it, and whoever took a later entry back."""
    first, second = Actor("孟文静", frozenset(Right)), Actor("王敏", frozenset(Right))
    made = a_finding(ledger, a_round(ledger), a_unit(ledger), "党费收缴不及时")
    today = ledger.today()
    findings.edit(ledger, first, [made], {"owner": "刘洋、王芳"})
    progress.claim(ledger, second, made, "in_progress", today, "已制定办法")
    progress.claim(ledger, first, made, "basically_done", today)
    told = {field: last_hand(ledger.reader, made, field) for field in ("owner", "status", "progress")}
    assert told == {"owner": Hand(today, "孟文静"), "status": Hand(today, "孟文静"), "progress": Hand(today, "王敏")}

    undo.undo(ledger, second)
    assert last_hand(ledger.reader, made, "status") == Hand(today, "王敏")
    assert last_hand(ledger.reader, made, "owner") == Hand(today, "孟文静")
    bare = a_finding(ledger, a_round(ledger, "十五届县委第七轮（常规）"), a_unit(ledger, "县教育局党组"), "另一件")
    assert last_hand(ledger.reader, bare, "progress") is None


def test_who_corrects_an_older_entry_did_not_write_what_stands_now(ledger, clock):
    """Only what took back an entry behind the deciding one changed what is shown."""
    first, second, third = (Actor(name, frozenset(Right)) for name in ("甲", "乙", "丙"))
    made = a_finding(ledger)
    progress.claim(ledger, first, made, "in_progress", "2026-06-01", "一")
    older = ledger.reader.value("select max(id) from finding_event")
    progress.claim(ledger, second, made, "done", ledger.today(), "二")
    correcting.correct(
        ledger, third, older, Event(made, "claim", "2026-06-02", claim_state="partly_done", text="三"), "错"
    )

    assert {last_hand(ledger.reader, made, field).who for field in ("status", "completed_on", "progress")} == {"乙"}

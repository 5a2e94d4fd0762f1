"""R-1, R-2: right and gate belong to the event that is written; the second person, in every way round it."""

import pytest

from db.queries import history
from desktop.errors import Forbidden, KnownError
from desktop.operations import evidence, findings, progress, undo
from desktop.operations.events import Event
from desktop.rules.permissions import COMMAND_LINE, Actor, Right
from tests.builders import CLAIMANT, EVERYONE, a_finding

OTHER = Actor("孟文静", frozenset({Right.ENTER, Right.REVIEW}))


def proven(ledger, **fields):
    finding_id = a_finding(ledger, **fields)
    evidence.add_paper(ledger, EVERYONE, finding_id, "凭证", "卷3")
    return finding_id


def done(ledger, actor, finding_id, on="2026-06-01", **named):
    return progress.claim(ledger, actor, finding_id, "done", on, **named)


def no_claim(ledger, one, reviewer):
    pass


def own_claim(ledger, one, reviewer):
    done(ledger, reviewer, one)


def own_claim_said_by_another(ledger, one, reviewer):
    done(ledger, reviewer, one, said_by="县民政局")


def own_claim_undone(ledger, one, reviewer):
    done(ledger, reviewer, one)
    undo.undo(ledger, reviewer)


def own_claim_then_in_progress(ledger, one, reviewer):
    done(ledger, reviewer, one)
    progress.claim(ledger, reviewer, one, "in_progress", "2026-06-02")


def claim_of_another_undone(ledger, one, reviewer):
    done(ledger, CLAIMANT, one)
    undo.undo(ledger, CLAIMANT)


def claim_of_another_undone_and_redone_by_the_reviewer(ledger, one, reviewer):
    done(ledger, CLAIMANT, one)
    undo.undo(ledger, CLAIMANT)
    undo.redo(ledger, reviewer)


def claim_through_the_command_line(ledger, one, reviewer):
    done(ledger, COMMAND_LINE, one)


def claim_of_another_corrected_by_the_reviewer(ledger, one, reviewer):
    progress.claim(ledger, CLAIMANT, one, "in_progress", "2026-06-01")
    event = ledger.reader.value("select max(id) from finding_event")
    progress.correct(ledger, reviewer, event, Event(one, "claim", "2026-06-01", claim_state="done"), "登记错了")


def only_entering_was_another_s(ledger, one, reviewer):
    findings.edit(ledger, CLAIMANT, [one], {"owner": "周立群"})


WAYS = [
    no_claim, own_claim, own_claim_said_by_another, own_claim_undone, own_claim_then_in_progress, claim_of_another_undone,
    claim_of_another_undone_and_redone_by_the_reviewer, claim_through_the_command_line,
    claim_of_another_corrected_by_the_reviewer, only_entering_was_another_s,
]  # fmt: skip


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_no_way_leads_round_the_second_person_r2(ledger, reviewer, way):
    """R-2"""
    one = proven(ledger)
    way(ledger, one, reviewer)

    with pytest.raises(KnownError) as refused:
        progress.close_out(ledger, reviewer, one, "2026-06-05", evidence.faults)

    assert refused.value.kind == "second_person"
    progress.close_out(ledger, reviewer, one, "2026-06-05", evidence.faults, override_reason="会议决定")
    assert ledger.reader.value("select overridden from action order by id desc limit 1") == 1


def test_a_standing_claim_of_another_opens_the_gate_also_after_undo_and_redo_by_that_one_r2(ledger, reviewer):
    """R-2, L-3"""
    one = proven(ledger)
    done(ledger, CLAIMANT, one)
    undo.undo(ledger, CLAIMANT)
    undo.redo(ledger, CLAIMANT)

    progress.close_out(ledger, reviewer, one, "2026-06-05", evidence.faults)

    assert ledger.reader.value("select overridden from action order by id desc limit 1") == 0


def closed(ledger, reviewer):
    one = proven(ledger)
    done(ledger, CLAIMANT, one)
    progress.close_out(ledger, reviewer, one, "2026-06-03", evidence.faults)
    return one


def verdict(ledger, one):
    from db.queries import facts

    return facts.lanes(ledger.reader, one, "2026-06-05").verdict


def test_a_clerk_does_not_redo_a_reviewer_s_close_out_r1(ledger, reviewer, clerk):
    """R-1"""
    one = closed(ledger, reviewer)
    undo.undo(ledger, reviewer)

    with pytest.raises(Forbidden):
        undo.redo(ledger, clerk)
    assert verdict(ledger, one) == "not_started"


def test_a_close_out_is_not_redone_when_its_evidence_is_gone_r1(ledger, reviewer):
    """R-1"""
    one = closed(ledger, reviewer)
    undo.undo(ledger, reviewer)
    undone = history.latest_actions(ledger.reader, 1)[0].id
    evidence.remove(ledger, EVERYONE, ledger.reader.value("select max(id) from evidence"))

    with pytest.raises(KnownError, match="缺佐证"):
        undo.undo(ledger, reviewer, undone)
    assert verdict(ledger, one) == "not_started"


def test_who_claimed_does_not_redo_the_close_out_of_another_r1(ledger, reviewer):
    """R-1, R-2"""
    one = proven(ledger)
    done(ledger, OTHER, one)
    progress.close_out(ledger, reviewer, one, "2026-06-03", evidence.faults)
    undo.undo(ledger, reviewer)

    with pytest.raises(KnownError) as refused:
        undo.redo(ledger, OTHER)
    assert refused.value.kind == "second_person"


def test_a_clerk_corrects_no_verdict_and_makes_none_of_a_claim_r1(ledger, reviewer, clerk):
    """R-1"""
    one = closed(ledger, reviewer)
    claim_event, close_event = ledger.reader.column("select id from finding_event order by id desc limit 2")[::-1]
    forms = [
        (close_event, Event(one, "verify", "2026-06-01", verdict_state="done"), clerk),
        (close_event, None, clerk),
        (claim_event, Event(one, "verify", "2026-06-01", verdict_state="done"), clerk),
        (claim_event, Event(one, "claim", "2026-06-01", claim_state="done", verdict_state="done"), reviewer),
        (claim_event, Event(one, "verify", "2026-06-01", verdict_state="done"), reviewer),
        (close_event, Event(one, "verify", "2026-03-01", verdict_state="done"), reviewer),
        (close_event, Event(one, "verify", "2026-02-31", verdict_state="done"), reviewer),
        (close_event, Event(one, "verify", "2026-06-01", verdict_state="transferred"), reviewer),
    ]
    for event, wanted, actor in forms:
        with pytest.raises(KnownError):
            progress.correct(ledger, actor, event, wanted, "登记错了")
    with pytest.raises(KnownError):
        progress.correct(ledger, reviewer, close_event, None, " ")
    assert ledger.reader.value("select count(*) from retraction") == 0


def test_a_mistaken_close_out_is_corrected_and_counts_as_no_reopening_l1(ledger, reviewer):
    """L-1: out of done by a 更正, which needs 审核 and a reason and is no 反弹."""
    one = closed(ledger, reviewer)
    event = ledger.reader.value("select max(id) from finding_event")

    progress.correct(ledger, reviewer, event, None, "误销号")

    from db.queries.findings import finding

    row = finding(ledger.reader, one, "2026-06-05")
    assert (row.verdict, row.claim, row.reopened, bool(row.claim_newer)) == ("not_started", "done", 0, True)


def test_a_correction_keeps_the_place_of_what_it_corrects_l3(ledger, reviewer):
    """L-3: two claims of one date; the first one's words are corrected, the second still stands last."""
    one = proven(ledger)
    progress.claim(ledger, CLAIMANT, one, "in_progress", "2026-06-01", "甲")
    first = ledger.reader.value("select max(id) from finding_event")
    progress.claim(ledger, CLAIMANT, one, "done", "2026-06-01", "乙")
    new = Event(one, "claim", "2026-06-01", claim_state="in_progress", text="甲（更正）")

    progress.correct(ledger, CLAIMANT, first, new, "文字有误")

    from db.queries import facts

    assert facts.lanes(ledger.reader, one, "2026-06-05").claim == "done"

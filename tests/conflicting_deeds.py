"""Every deed on a finding as two copies do it without knowing of each other, and what must hold when one of them is taken."""

from __future__ import annotations

from datetime import timedelta

from db.merge.claims import resolved
from db.merge.nodes import known
from db.merge.travel import LANES, REMOVED, STANDS, Travelling
from db.queries.standing import ATTRIBUTES
from desktop.ledgers.finding_draft import FindingDraft
from desktop.operations import attributes, correcting, findings, measures, progress, recycle
from desktop.operations.events import Event
from desktop.operations.measures import MeasureDraft
from desktop.operations.packages import settling
from desktop.operations.packages.conflicts import row_of
from desktop.rules.workflow import Deed
from tests import exchanged
from tests.builders import CLAIMANT, EVERYONE, no_evidence_faults

FINDING = 1


def _close_out(ledger, on, who):
    progress.claim(ledger, CLAIMANT, FINDING, "done", on, who)
    progress.close_out(ledger, EVERYONE, FINDING, on, no_evidence_faults, override_reason="特批")


def _split(ledger, on, who):
    draft = FindingDraft(1, 1, f"拆出{who}")
    progress.split(ledger, EVERYONE, FINDING, [draft, draft], on, "分开整改")


def _merge(ledger, on, who):
    other = ledger.reader.value("select max(id) from finding where id <> ?", (FINDING,))
    into = FindingDraft(1, 1, f"并成{who}") if who == "甲" else other
    progress.merge(ledger, EVERYONE, [FINDING, other] if who == "甲" else [FINDING], into, on, "同一件事")


def _correct(ledger, on, who):
    event = ledger.reader.value("select max(id) from finding_event where finding_id = ? and kind = 'claim'", (FINDING,))
    state = {"甲": "partly_done", "乙": "not_done"}[who]
    day = ledger.reader.value("select effective_on from finding_event where id = ?", (event,))
    correcting.correct(ledger, EVERYONE, event, Event(FINDING, "claim", day, claim_state=state, text=who), "登记错了")


def _remove(ledger, on, who):
    """Both put it away; one brings it back, or its last word would be the same."""
    findings.remove(ledger, EVERYONE, [FINDING], "录错了")
    if who == "乙":
        recycle.take_out(ledger, EVERYONE, [FINDING])


def _moved(who):
    return {"甲": "2026-09-01", "乙": "2026-10-01"}[who]


DOINGS = {
    Deed.NOTE: lambda ledger, on, who: progress.note(ledger, CLAIMANT, FINDING, on, who),
    Deed.CLAIM: lambda ledger, on, who: progress.claim(
        ledger, CLAIMANT, FINDING, {"甲": "partly_done", "乙": "not_done"}[who], on, who
    ),
    Deed.VERIFY: lambda ledger, on, who: progress.verify(
        ledger, EVERYONE, FINDING, {"甲": "basically_done", "乙": "not_done"}[who], on, who
    ),
    Deed.REFUSE: lambda ledger, on, who: progress.refuse(ledger, EVERYONE, FINDING, on, who),
    Deed.CLOSE_OUT: _close_out,
    Deed.CORRECT: _correct,
    Deed.REOPEN: lambda ledger, on, who: progress.reopen(ledger, EVERYONE, FINDING, on, who),
    Deed.STAGE_DONE: lambda ledger, on, who: progress.stage_done(ledger, EVERYONE, FINDING, on, _moved(who)),
    Deed.TRANSFER: lambda ledger, on, who: progress.transfer(ledger, EVERYONE, FINDING, on, "线索", f"县纪委{who}"),
    Deed.EXTEND: lambda ledger, on, who: progress.extend(ledger, EVERYONE, FINDING, _moved(who), on, "难", "领导小组"),
    Deed.WITHDRAW: lambda ledger, on, who: progress.withdraw(ledger, EVERYONE, [FINDING], on, who, "领导小组"),
    Deed.SPLIT: _split,
    Deed.MERGE: _merge,
    Deed.RECLASSIFY: lambda ledger, on, who: attributes.reclassify(
        ledger, EVERYONE, FINDING, {"甲": {"nature": "long_term", "due_on": "2026-09-01"}, "乙": {"nature": "immediate", "due_on": "2026-10-01"}}[who], on, who
    ),
    Deed.RECATEGORISE: lambda ledger, on, who: attributes.recategorise(ledger, EVERYONE, FINDING, {"category1": who}, on),
    Deed.REMOVE: _remove,
    Deed.CARRY_OVER: lambda ledger, on, who: progress.carry_over(ledger, EVERYONE, [FINDING], "第二轮", on, who),
}  # fmt: skip
"""How each of the deeds is done; a deed that is new is missed by the test that walks them."""
BEFORE = {
    "open": lambda ledger, on: progress.claim(ledger, CLAIMANT, FINDING, "in_progress", on, "先"),
    "long": lambda ledger, on: progress.stage_done(ledger, EVERYONE, FINDING, on, "2026-12-01"),
    "closed": lambda ledger, on: progress.transfer(ledger, EVERYONE, FINDING, on, "线索", "县公安局"),
}
"""Where the finding stood when the copies parted."""


def apart(folder, stood, first, second):
    """Two copies: the first does one deed, the second the other a day later; then all is told. KnownError where a deed is not let in."""
    one, two = exchanged.copies(folder, "deeds", "甲乙", shared=0)
    findings.add(one.ledger, EVERYONE, FindingDraft(1, 1, "另一条"))
    measures.add(one.ledger, EVERYONE, FINDING, [MeasureDraft("甲"), MeasureDraft("乙")], one.ledger.today())
    BEFORE[stood](one.ledger, one.ledger.today())
    exchanged.end([one, two])
    for copy, deed, who in ((one, first, "甲"), (two, second, "乙")):
        exchanged.agree(copy, one, two)
        copy.ledger.clock.now += timedelta(days=1)
        DOINGS[deed](copy.ledger, copy.ledger.today(), who)
    exchanged.end([one, two])
    return one, two


def settle_all(copy, side):
    """Settle every conflict by the same place among its sides, one after the other, as far as it has sides: a number that two claimed has none."""
    told, reader = [], copy.ledger.reader
    while listed := [one for one in settling.listed(reader) if not one.why_not]:
        one, own = listed[0], known(reader)
        at = min(side, len(one.told.sides) - 1)
        stored = reader.tuples(
            "select table_name, row_id, row_uid, field from merge_conflict where id = ?", (one.number,)
        )
        table, row, uid, field = stored[0]
        wanted = resolved(Travelling(reader), own.nodes).conflicts[table, uid, field].sides[at].value
        assert not one.why_shown, one
        settling.settle(copy.ledger, EVERYONE, one.number, at)
        told.append(field)
        assert holds(reader, own, (table, row, field), wanted), (one.told.line, at)
        assert len(told) < 60, "a conflict comes back"
    return told


def holds(reader, own, place, wanted):
    """Whether the ledger now says what the side that was taken says."""
    table, row, field = place
    if field == REMOVED:
        return (reader.value(f"select removed_in from [{table}] where id = ?", (row,)) is not None) == bool(wanted)
    if field in LANES.values():
        return _last(reader, table, row, next(name for name, lane in LANES.items() if lane == field)) == row_of(
            own.ids, "finding_event", wanted[2]
        )
    if field == STANDS:
        event = row_of(own.ids, "finding_event", str(wanted)) if wanted else 0
        words = "select kind || effective_on || coalesce(claim_state, '') from finding_event as e where {} and not exists (select 1 from retraction where event_id = e.id)"
        mine = reader.column("select place from finding_event where id = ?", (event,))
        standing = reader.column(words.format("finding_id = ? and place = ?"), (row, *mine)) if event else ()
        return not event or len(standing) == 1
    assert table == "finding" and field in ATTRIBUTES, place
    return reader.value(f"select [{field}] from finding where id = ?", (row,)) == wanted


def _last(reader, table, row, column):
    whose = "measure_id = ?" if table == "measure" else "finding_id = ? and measure_id is null"
    return reader.value(
        f"""select id from finding_event as e where {whose} and {column} is not null
             and not exists (select 1 from retraction where event_id = e.id)
           order by effective_on desc, coalesce(place, id) desc limit 1""",
        (row,),
    )


def left(copy):
    """The conflicts that are still open beside claimed numbers."""
    return [one.told.line for one in settling.listed(copy.ledger.reader) if not one.why_not]

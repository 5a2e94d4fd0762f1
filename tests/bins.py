"""A row that one copy put into the bin while another entered something on it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any

from db.merge.travel import REMOVED
from db.queries import history, packages
from desktop.errors import KnownError
from desktop.ledgers import books
from desktop.ledgers.field import Holds
from desktop.ledgers.talks import TALKS
from desktop.operations import findings, measures, progress, recycle, undo
from desktop.operations.packages import settling
from desktop.operations.records import verbs
from tests import conflicting_steps, detours, exchanged
from tests.builders import CLAIMANT, EVERYONE
from tests.conflicting_deeds import FINDING
from tests.detours import Doing
from tests.working_copies import Copy, Ticking, in_memory


def _claim(ledger: Any, who: str) -> object:
    return progress.claim(ledger, CLAIMANT, FINDING, "partly_done", ledger.today(), who)


BIN: dict[str, Doing] = {
    "finding": lambda ledger, _who: findings.remove(ledger, EVERYONE, [FINDING], "录错了"),
    "measure": lambda ledger, _who: measures.remove(ledger, EVERYONE, 1, "录错了"),
    "talk": lambda ledger, _who: verbs.remove(ledger, EVERYONE, TALKS, [1], "录错了"),
}
OUT: dict[str, Doing] = {
    "finding": lambda ledger, _who: recycle.take_out(ledger, EVERYONE, [FINDING]),
    "measure": lambda ledger, _who: measures.take_out(ledger, EVERYONE, 1),
    "talk": lambda ledger, _who: verbs.restore(ledger, EVERYONE, TALKS, [1]),
}
ENTERED: dict[str, tuple[str, Doing]] = {
    "claim on a finding": ("finding", _claim),
    "field of a finding": ("finding", detours.ENTRIES["field"]),
    "own field of a finding": ("finding", detours.ENTRIES["own field"]),
    "tick of a measure": ("measure", detours.ENTRIES["measure"]),
    "step of a record": ("talk", detours.ENTRIES["step of a record"]),
    "field of a record": ("talk", detours.ENTRIES["record"]),
}
"""What is entered, and on what."""


def apart(folder, name: str, *, bin_first: bool):
    """Two copies after the one put something into the bin and the other entered something on it; all is exchanged."""
    table, entered = ENTERED[name]
    first, second = (BIN[table], entered) if bin_first else (entered, BIN[table])
    return detours.told(folder, first, None, second)


def against_the_bin(copy) -> int:
    """How many conflicts are open about the bin."""
    return sum(one.told.field == "removed_in" for one in settling.listed(copy.ledger.reader))


def settle(copy, side: int) -> None:
    """Settle the one conflict about the bin."""
    [number] = [one.number for one in settling.listed(copy.ledger.reader) if one.told.field == "removed_in"]
    settling.settle(copy.ledger, EVERYONE, number, side)


def stands(copy, name: str) -> bool:
    """Whether the row is in its list again, with what was entered on it."""
    reader = copy.ledger.reader
    table = ENTERED[name][0]
    if reader.value(f"select removed_in from [{table}] where id = 1") is not None:
        return False
    if table == "talk":
        return (
            reader.value("select 1 from record_event where register = 'talk' and record_id = 1 and step = 'waive'") == 1
        )
    kind, column = ("claim", "claim_state = 'partly_done'") if table == "finding" else ("verify", "measure_id = 1")
    standing = f"""select 1 from finding_event as e where finding_id = 1 and kind = ? and {column}
                    and not exists (select 1 from retraction where event_id = e.id)"""
    return reader.value(standing, (kind,)) == 1


IN, KEPT = 1, 0
"""What a side of a conflict about the bin says."""


def choose(copy, said: int) -> tuple[str, int]:
    """Settle the one conflict about the bin by what its side says; of which row it is. KnownError where the rules let it not be taken."""
    [one] = [each for each in packages.open_conflicts(copy.ledger.reader) if each.field == REMOVED]
    side = next(place for place, (value, _at, _user) in enumerate(one.sides) if value == said)
    settling.settle(copy.ledger, EVERYONE, one.id, side)
    return one.table, one.row_id


def reads(copy, table: str, row: int) -> Any:
    """A row with all that stands of it; what is in the bin says nothing."""
    reader = copy.ledger.reader
    said = history.fields_of(reader, table, row)
    if said["removed_in"] is not None:
        return None
    if table not in ("finding", "measure"):
        stored = verbs.stored(reader, books.book(reader, table), row)
        steps = """select step, state, effective_on, reason from record_event as e where register = ? and record_id = ?
                    and not exists (select 1 from record_retraction where event_id = e.id) order by effective_on, place"""
        return stored, reader.tuples(steps, (table, row))
    events = f"""select kind, claim_state, verdict_state, due_on, effective_on, text from finding_event as e where {table}_id = ?
                  and not exists (select 1 from retraction where event_id = e.id) order by effective_on, place"""
    return {name: value for name, value in said.items() if name != "removed_in"}, reader.tuples(events, (row,))


def settled_apart(folder, pair, turns: Sequence[tuple[int, int]]):
    """The copies, with a third, after two of them settled the conflict about the bin otherwise, as often as there are turns; and what the row
    read like on the copy that kept it."""
    clock = Ticking(pair[0].ledger.clock.now + timedelta(seconds=3), 3)
    every, kept = [*pair, Copy("丙", in_memory(folder, clock, pair[1].ledger), "丙")], None
    for turn in turns:
        for copy, said in zip(pair, turn, strict=True):
            detours.later(copy, *every)
            row = choose(copy, said)
            kept = reads(copy, *row) if said == KEPT else kept
        exchanged.end(every)
        assert detours.alike(every)
    return every, kept


def taken_at_last(every, kept) -> None:
    """Whichever side is taken then, by whomever, the row reads so on all; undone, it is asked about again; out of the bin it is whole."""
    assert kept is not None
    for copy in every:
        for said in (KEPT, IN):
            detours.later(copy, *every)
            before = copy.digest, copy.conflicts
            row = choose(copy, said)
            assert reads(copy, *row) == (kept if said == KEPT else None)
            exchanged.end(every)
            assert detours.alike(every)
            undo.undo(copy.ledger, EVERYONE)
            exchanged.end(every)
            assert detours.alike(every) and (copy.digest, copy.conflicts) == before


_OTHERWISE = {Holds.TEXT: "乙改的", Holds.LONG: "乙改的", Holds.DATE: "2026-05-22", Holds.INT: 7, Holds.MONEY: 70_000}
FIELD = "field"


def of_books() -> Iterator[tuple[str, str]]:
    """Every declared book whose records may go into the bin, with each way in which something is entered on a record that was just
    entered: a field is edited, or one of the steps that its first state allows, those that are final or lead nowhere too."""
    for register in books.declared():
        if not register.add_final:
            yield register.name, FIELD
            steps = (one for one in register.steps if register.first_state in one.frm and not one.within)
            yield from ((register.name, one.name) for one in steps)


def of_book(folder, name: str, what: str, *, bin_first: bool):
    """Two copies of which one put a record of a book into the bin and the other entered something on it (`of_books`). KnownError where the
    rules of the book let it not be done."""
    register = books.as_declared(name)
    one, two, *records = conflicting_steps.with_record(folder, register, "")

    def enter(copy, record: int) -> None:
        if what == FIELD:
            _edit(copy, register, record)
        else:
            conflicting_steps.take(copy, register, record, register.step(what), "乙", conflicting_steps.ANOTHER)

    def put_away(copy, record: int) -> None:
        verbs.remove(copy.ledger, EVERYONE, register, [record], "录错了")

    doings = (put_away, enter) if bin_first else (enter, put_away)
    for copy, record, doing in zip((one, two), records, doings, strict=True):
        exchanged.agree(copy, one, two)
        copy.ledger.clock.now += timedelta(days=1)
        doing(copy, record)
    exchanged.end([one, two])
    return one, two


def _edit(copy, register, record: int) -> None:
    """The first field of its own that the rules of the book let be changed so; a record that is kept as it was entered has its remark."""
    own = [(each.name, _OTHERWISE[each.holds]) for each in register.fields if each.plain and each.holds in _OTHERWISE]
    for name, value in own:
        try:
            verbs.edit(copy.ledger, EVERYONE, register, [record], {name: value})
        except KnownError:
            continue
        return
    verbs.edit(copy.ledger, EVERYONE, register, [record], {"remark": "乙改的"})

"""One copy does A, then B, and undoes B, while another does C: what stands on each is A and C, as if B had never been (issue 6 point 7)."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

from db.queries import history
from db.queries.findings import list_findings
from db.records import FindingCriteria
from desktop.errors import KnownError
from desktop.ledgers.field import Holds
from desktop.ledgers.talks import TALKS
from desktop.operations import correcting, findings, measures, own_fields, rounds, undo, units
from desktop.operations.events import Event
from desktop.operations.measures import MeasureDraft
from desktop.operations.packages import settling
from desktop.operations.records import verbs
from desktop.rules.workflow import Deed
from tests import conflicting_deeds, exchanged
from tests.builders import EVERYONE
from tests.conflicting_deeds import FINDING
from tests.working_copies import Copy, Ticking, in_memory

Doing = Callable[[Any, str], object]
"""What somebody does with a ledger; the word tells who, and so what he says."""


def _tick(ledger: Any, who: str) -> object:
    """甲 and 乙 say so on different days; 丙 says that it is not done."""
    return measures.set_done(ledger, EVERYONE, FINDING, 1, ledger.today(), done=who != "丙")


def _correct(ledger: Any, who: str) -> object:
    claimed = "select max(id) from finding_event as e where kind = 'claim' and finding_id = ? and not exists (select 1 from retraction where event_id = e.id)"
    event = ledger.reader.value(claimed, (FINDING,))
    told = history.event_fields(ledger.reader, event)
    state = {"甲": "partly_done", "乙": "not_done", "丙": "basically_done"}[who]
    new = Event(FINDING, "claim", told["effective_on"], claim_state=state, text=who)
    return correcting.correct(ledger, EVERYONE, event, new, "登记错了")


def _own_value(ledger: Any, who: str) -> object:
    name = ledger.reader.value("select max(name) from own_field where book = 'finding'")
    return findings.edit(ledger, EVERYONE, [FINDING], {name: who})


def _step(ledger: Any, who: str) -> object:
    """A talk is announced, then held; 乙 waives it."""
    name = {"甲": "notify", "丙": "hold", "乙": "waive"}[who]
    values = {"held_on": ledger.today(), "talker": "甲"} if name != "waive" else {}
    return verbs.take(ledger, EVERYONE, TALKS, 1, TALKS.step(name), values, reason=who)


DATES = {"甲": "2026-06-20", "乙": "2026-06-25", "丙": "2026-06-29"}
ENTRIES: dict[str, Doing] = {
    "field": lambda ledger, who: findings.edit(ledger, EVERYONE, [FINDING], {"owner": who}),
    "own field": _own_value,
    "dated fact": lambda ledger, who: findings.edit(ledger, EVERYONE, [FINDING], {"county_leader": who}),
    "unit": lambda ledger, who: units.edit(ledger, EVERYONE, 1, {"contact": who}, "改"),
    "leader of a unit": lambda ledger, who: units.edit(ledger, EVERYONE, 1, {"supervising_leader": who}, "分工"),
    "round": lambda ledger, who: rounds.edit(ledger, EVERYONE, 1, {"ends_on": DATES[who]}, "延长整改期"),
    "feedback": lambda ledger, who: rounds.move_feedback(ledger, EVERYONE, 1, 1, DATES[who].replace("06", "03"), "改"),
    "record": lambda ledger, who: verbs.edit(ledger, EVERYONE, TALKS, [1], {"remark": who}),
    "step of a record": _step,
    "measure": _tick,
    "correction": _correct,
}
"""What is entered beside the deeds on a finding, which have a table of their own."""


@functools.cache
def _shared(stood: str):
    """A ledger in which something of every kind stands; made once, copied for each pair."""
    one, _two = exchanged.copies(Path("."), "detour", "甲乙", shared=0)
    ledger = one.ledger
    findings.add(ledger, EVERYONE, conflicting_deeds.FindingDraft(1, 1, "另一条"))
    measures.add(ledger, EVERYONE, FINDING, [MeasureDraft("甲"), MeasureDraft("乙")], ledger.today())
    own_fields.add(ledger, EVERYONE, "走访", Holds.TEXT, book="finding")
    said = {
        "kind": "reminder",
        "unit": 1,
        "talker": "甲",
        "talked_to": "乙",
        "reason": "overdue",
        "findings": (FINDING,),
    }
    verbs.add(ledger, EVERYONE, TALKS, said)
    conflicting_deeds.BEFORE[stood](ledger, ledger.today())
    return ledger


def prepared(folder, stood: str = "open"):
    """Two copies of that ledger, each with a clock of its own."""
    ledger = _shared(stood)
    clocks = (Ticking(ledger.clock.now + timedelta(seconds=number), number) for number in (1, 2))
    return [Copy(name, in_memory(folder, clock, ledger), name) for name, clock in zip("甲乙", clocks, strict=True)]


def later(copy, *others) -> None:
    """The next day, by a clock that is behind none of the others."""
    exchanged.agree(copy, copy, *others)
    copy.ledger.clock.now += timedelta(days=1)


def told(folder, first: Doing, between: Doing | None, second: Doing, stood: str = "open"):
    """The copies after the one did the first, and with a detour another that it undid, and the other the second; all is exchanged.

    KnownError where the office's rules refuse one of them.
    """
    one, two = prepared(folder, stood)
    later(one, two)
    first(one.ledger, "甲")
    if between is not None:
        later(one, two)
        stood = one.ledger.reader.value("select max(id) from action")
        between(one.ledger, "丙")
        for action in reversed(one.ledger.reader.column("select id from action where id > ?", (stood,))):
            undo.undo(one.ledger, EVERYONE, action)
    later(two, one)
    if between is None:
        two.ledger.clock.now += timedelta(days=1)
    second(two.ledger, "乙")
    exchanged.end([one, two])
    return one, two


def listed(copy) -> list[tuple[str, str, list[str]]]:
    """The open conflicts: whose, of what, and what each side says; a number that another claimed without the end that tells it apart."""
    found = settling.listed(copy.ledger.reader)
    plain = ((_plain(each.told.record), each.told.field, [side.value for side in each.told.sides]) for each in found)
    return sorted(plain)


def _plain(number: str) -> str:
    return re.sub(r"-[0-9a-f]{4}$", "", number) if number.count("-") == CLAIMED_PARTS else number


CLAIMED_PARTS = 3


def of_deed(deed: Deed) -> Doing:
    """One of the deeds on a finding; who takes a detour says what the other copy will say."""

    def doing(ledger: Any, who: str) -> object:
        return conflicting_deeds.DOINGS[deed](ledger, ledger.today(), "甲" if who == "甲" else "乙")

    return doing


def pairs() -> Iterator[tuple[str, str, str]]:
    """Where a finding stood, what the one did and what he took back."""
    for stood in conflicting_deeds.BEFORE:
        for first in Deed:
            yield from ((stood, first, between) for between in Deed)


def facts(copy) -> tuple[Any, ...]:
    """What stands of the finding, of its measures and of the talk, as lists and figures read it."""
    reader = copy.ledger.reader
    rows = list_findings(reader, FindingCriteria(), copy.ledger.today())
    own = ("unit", "category1", "claim_state", "verdict_state", "due_on", "presence", "owner", "county_leader")
    found = [tuple(getattr(row, name, None) for name in own) for row in rows]
    events = """select kind, claim_state, verdict_state, due_on, review_on, presence, attribute, e.value, measure_id, effective_on, text
        from finding_event as e where not exists (select 1 from retraction where event_id = e.id) order by 10, place, 1"""
    steps = """select register, record_id, step, state, effective_on, reason from record_event as e
        where not exists (select 1 from record_retraction where event_id = e.id) order by 1, 2, 5, place, 3"""
    talk = "select held_on, talker, removed_in is null from talk order by id"
    return found, reader.tuples(events), reader.tuples(steps), reader.tuples(talk)


SETTLED_BY_DEED = {
    "claim": of_deed(Deed.CLAIM),
    "verdict": of_deed(Deed.VERIFY),
    "attribute": of_deed(Deed.RECATEGORISE),
    **{name: ENTRIES[name] for name in ("step of a record", "measure", "correction", "dated fact", "leader of a unit")},
}
"""Entries of which a side is taken by taking the other back."""


def settled_apart(folder, pair, sides: tuple[int, int]) -> tuple[list[Copy], list[Any], list[Any]]:
    """Two copies settle their first conflict each by a side of its own, before they hear of each other; all is told, to a third copy too.

    The copies, what stood on each of the first two after its settling, and what each chose: the conflict as it listed it, with the side.
    KnownError where a side cannot be taken.
    """
    clock = Ticking(pair[0].ledger.clock.now + timedelta(seconds=3), 3)
    every = [*pair, Copy("丙", in_memory(folder, clock, pair[1].ledger), "丙")]
    chosen = [(settling.listed(copy.ledger.reader)[0], side) for copy, side in zip(pair, sides, strict=True)]
    stood = []
    for copy, (conflict, side) in zip(pair, chosen, strict=True):
        later(copy, *every)
        settling.settle(copy.ledger, EVERYONE, conflict.number, side)
        stood.append(facts(copy))
    exchanged.end(every)
    return every, stood, [(conflict, conflict.told.sides[side].value) for conflict, side in chosen]


def settled_at_last(every: list[Copy], stood: list[Any], chosen: list[Any]) -> None:
    """What two settled differently is listed again on every copy with both sides; whichever is taken then, by whomever, gives on all what stood
    where it had been taken first; undone, it is listed again."""
    assert alike(every) and stood[0] != stood[1]
    for place, copy in ((0, every[2]), (1, every[0])):
        item, wanted = chosen[place]
        before = copy.digest, copy.conflicts, facts(copy)
        later(copy, *every)
        found = again(copy, item)
        said = [side.value for side in found.told.sides if side.user and side.at]
        assert sorted(said) == sorted(value for _item, value in chosen)
        settling.settle(copy.ledger, EVERYONE, found.number, said.index(wanted))
        assert again(copy, item) is None and facts(copy) == stood[place]
        exchanged.end(every)
        assert alike(every)
        undo.undo(copy.ledger, EVERYONE)
        exchanged.end(every)
        assert alike(every) and (copy.digest, copy.conflicts, facts(copy)) == before


def alike(every: list[Copy]) -> bool:
    """Whether copies hold and list the same."""
    return len({copy.digest for copy in every}) == len({str(copy.conflicts) for copy in every}) == 1


def again(copy, item) -> Any:
    """The conflict of the same thing as another, as a copy lists it now; None where it lists none."""
    found = settling.listed(copy.ledger.reader)
    same = (one for one in found if (one.told.record, one.told.field) == (item.told.record, item.told.field))
    return next(same, None)


def undone_and_redone(one, two, side: int | None = None) -> int:
    """Settle each conflict of two copies, undo it and redo it: it is listed again as before, and closed again. By one side on the first
    copy, or by every side on both.

    How many settlings were seen; what the gate does not let come back is none.
    """
    seen = 0
    for copy in (one, two) if side is None else (one,):
        for conflict in settling.listed(copy.ledger.reader):
            for place in range(len(conflict.told.sides)) if side is None else (side,):
                if conflict.why_not or (place and conflict.why_shown):
                    continue
                held = _to_and_fro(copy, conflict, place, (one, two))
                if held is False:
                    return seen  # the gate keeps it settled: the copies are no longer as they were
                seen += held is True
    return seen


def _to_and_fro(copy, conflict, side: int, both) -> bool | None:
    """One settling there and back; the conflict has a new number each time. None where a rule lets the side not be taken, False where the
    gate lets what was settled not be taken back."""
    ledger, before = copy.ledger, (copy.conflicts, copy.digest)
    listed_now = settling.listed(ledger.reader)
    number = next(one.number for one in listed_now if one.told.line == conflict.told.line)
    exchanged.agree(copy, *both)
    try:
        settling.settle(ledger, EVERYONE, number, side)
    except KnownError as refused:
        assert refused.kind in ("gate", "taken", "sealed"), refused
        assert (copy.conflicts, copy.digest) == before, (conflict.told.line, side)
        return None
    settled = copy.conflicts, copy.digest
    assert len(settled[0]) < len(before[0]), (conflict.told.line, side)
    try:
        undo.undo(ledger, EVERYONE)
    except KnownError as gate:
        assert "还不能销号" in str(gate), gate
        return False
    for step, wanted in ((None, before), (undo.redo, settled), (undo.undo, before)):
        if step is not None:
            step(ledger, EVERYONE)
        assert (copy.conflicts, copy.digest) == wanted, (conflict.told.line, side)
        exchanged.end(list(both))
        assert both[0].digest == both[1].digest and both[0].conflicts == both[1].conflicts, (conflict.told.line, side)
    return True

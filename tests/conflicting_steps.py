"""Every two steps of a book as two copies take them on one record without knowing of each other."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from db.merge.travel import RECORD_STATE
from db.queries import books as queries
from db.queries import packages
from db.store import Ledger
from desktop.errors import KnownError
from desktop.ledgers import books
from desktop.ledgers.register import Register, Step
from desktop.operations.packages import settling
from desktop.operations.records import verbs
from desktop.rules.permissions import Actor, Right
from tests import exchanged
from tests.builders import EVERYONE
from tests.operations.records.test_verbs import sample

ANOTHER = Actor("另一人", frozenset(Right))
"""Who sits at the other copy."""


def pairs() -> Iterator[tuple[str, str, str, str]]:
    """Book, state and two steps that both lead somewhere from it, of every declared book."""
    for register in books.declared():
        for state in register.states:
            steps = [one for one in register.steps if state.code in one.frm and one.to and not one.within]
            yield from ((register.name, state.code, one.name, two.name) for one in steps for two in steps)


def take(copy, register: Register, record: int, step: Step, who: str, actor: Actor = EVERYONE) -> None:
    """One step with what it asks for; the words are those of who takes it."""
    told = sample(register, _office(copy.ledger))
    now = verbs.stored(copy.ledger.reader, register, record)
    values = {name: told[name] for name in (*step.needs, *step.asks) if name in told and not now.get(name)}
    verbs.take(copy.ledger, actor, register, record, step, values, reason=who)


def _office(ledger: Ledger) -> dict[str, object]:
    round_id, unit = ledger.reader.tuples("select round_id, unit_id from finding where id = 1")[0]
    return {"ledger": ledger, "round": round_id, "unit": unit, "finding": 1, "findings": (1,)}


def lead_to(copy, register: Register, record: int, state: str) -> None:
    """Take the steps that lead a record into a state. KnownError where none do."""
    due = [(queries.state_now(copy.ledger.reader, register.name, record), ())]
    seen: set[str] = set()
    while due:
        at, way = due.pop(0)
        if at == state:
            for step in way:
                take(copy, register, record, step, "先")
            return
        if at not in seen:
            seen.add(at)
            due += [(one.to, (*way, one)) for one in register.steps if at in one.frm and one.to and not one.final]
    raise KnownError("no way there")


def apart(folder, name: str, state: str, first: str, second: str):
    """Two copies with a record of a book in a state; each takes one of the steps, a day apart; then all is told.

    KnownError where the rules of the book let a step not be taken."""
    register = books.as_declared(name)
    one, two, record, row = with_record(folder, register, state)
    for copy, here, step, who in ((one, record, first, "甲"), (two, row, second, "乙")):
        exchanged.agree(copy, one, two)
        copy.ledger.clock.now += timedelta(days=1)
        take(copy, register, here, register.step(step), who)
    exchanged.end([one, two])
    return one, two, record, row


def with_record(folder, register: Register, state: str):
    """Two copies with a record of a book in a state, and its number on each. KnownError where nothing leads there."""
    one, two = exchanged.copies(folder, f"steps {register.name}", "甲乙", shared=0, began=datetime(2026, 6, 5, 9))
    codes = [each.code for each in register.states]
    begins = state if state and codes.index(state) < codes.index(register.first_state) else ""
    values = sample(register, _office(one.ledger))
    made, _changes = verbs.add(one.ledger, EVERYONE, register, values, state=begins)
    if state:
        lead_to(one, register, made.id, state)
    exchanged.end([one, two])
    return one, two, made.id, two.ledger.reader.value(f"select max(id) from [{register.name}] where removed_in is null")


def settled(folder, pair, side: int):
    """The two copies after a pair of steps, one side of which was taken on the copy of that place; everything is asserted on the way.

    KnownError where the pair cannot be taken at all.
    """
    one, two, record, row = apart(folder, *pair)
    _alike(one, two)
    copy, here = ((one, record), (two, row))[side]
    [conflict] = of_state(copy, here)
    final = [name for name in pair[2:] if books.as_declared(pair[0]).step(name).final]
    assert bool(conflict.why_shown) == bool(final), conflict
    if conflict.why_shown and side:
        return one, two, record, row
    settling.settle(copy.ledger, EVERYONE, conflict.number, side)
    exchanged.end([one, two])
    _alike(one, two)
    for each, there in ((one, record), (two, row)):
        word = books.as_declared(pair[0]).state(queries.state_now(each.ledger.reader, pair[0], there)).word
        assert conflict.told.sides[side].value.startswith(word) and not of_record(each, pair[0], there)
    return one, two, record, row


def _alike(one, two) -> None:
    assert one.digest == two.digest and one.conflicts == two.conflicts


def of_record(copy, name: str, record: int) -> list[settling.OpenOne]:
    """The open conflicts of a record of a book, beside a number that another claimed."""
    numbers = [
        one.id for one in packages.open_conflicts(copy.ledger.reader) if (one.table, one.row_id) == (name, record)
    ]
    return [one for one in settling.listed(copy.ledger.reader) if one.number in numbers and not one.why_not]


def of_state(copy, record: int) -> list[settling.OpenOne]:
    """The open conflicts about the state to which steps led a record."""
    every = packages.open_conflicts(copy.ledger.reader)
    numbers = [one.id for one in every if (one.row_id, one.field) == (record, RECORD_STATE)]
    return [one for one in settling.listed(copy.ledger.reader) if one.number in numbers]

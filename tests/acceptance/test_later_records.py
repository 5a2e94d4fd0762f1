"""A record dated after the as-of date of a paper, or entered after the day of which it tells what was known, changes nothing in it.

The walk is over all kinds and all declared books: every empty date of every record is filled, a further record is entered, every step
is taken that a record allows; the words of every paper of the former day stay as they were, and the same papers are made.

Of a step dated after the day the figures alone are held, and that no paper comes or goes. A record is there or not, and stands in its
state, as of the day: both rest on events, which travel with their days. Its other fields are those known: what a step wrote beside its
state (等次理由) has no day of its own that every copy knows — on a copy that received the step it is one action with all corrections, and
a cleared log tells nothing —, so a word of a record that counted already may show what the step wrote. What a figure counts by is
the state, or a date in the record.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

import pytest

from db.queries import books as queries
from db.queries.standing import EVER
from desktop.documents.figures import Figure
from desktop.documents.recipes import RECIPES
from desktop.errors import KnownError
from desktop.ledgers import books
from desktop.ledgers.field import Field, Holds
from desktop.ledgers.register import Register
from desktop.operations.papers import making
from desktop.operations.papers.gathered import Request
from desktop.operations.records import verbs
from tests import causes
from tests.acceptance.random_offices import Office
from tests.builders import EVERYONE
from tests.operations.records.test_verbs import sample

pytestmark = [pytest.mark.acceptance, pytest.mark.timeout(300)]
AFTER, BEFORE, EARLY = "2026-10-05", "2026-09-20", "2026-08-03"
"""Days after and before the as-of date of the papers (30 September); both before today (9 October)."""
KNOWN, ENTERED = causes.TODAY, "2026-10-14T09:00:00"


def requests(office: Office) -> Iterator[Request]:
    for recipe in RECIPES:
        for request in causes.asked(recipe, office.round_id, office.placed):
            whom = recipe.sample().get("主送") if causes.is_of_the_round(recipe) and "主送" in request.given else None
            given = {**request.given, **({"主送": whom} if whom else {})}
            yield replace(request, as_of=causes.AS_OF, given=given, known_at=KNOWN)


Telling = Callable[[Any], object]


def figures_in(value: Any) -> list[str]:
    """The figures in a word, also within its rows, each with what stands behind it."""
    if isinstance(value, Figure):
        return [repr(value)]
    inner = value.values() if isinstance(value, Mapping) else value if isinstance(value, (list, tuple)) else ()
    return [one for each in inner for one in figures_in(each)]


def told(office: Office, telling: Telling = repr) -> dict[str, dict[str, str]]:
    """The words of every paper that can be made, by kind and addressee; `telling` is what of a word is held, if anything."""
    found: dict[str, dict[str, str]] = {}
    for request in requests(office):
        try:
            papers = making.gather(office.ledger.writing(), request)
        except KnownError:
            continue
        for number, one in enumerate(papers):
            key = f"{one.kind} {one.addressee} {request.given.get('问题编号', '')} {number}"
            found[key] = {name: str(held) for name, value in one.words.items() if (held := telling(value))}
    return found


def differing(before: dict[str, dict[str, str]], after: dict[str, dict[str, str]]) -> list[str]:
    """What is told otherwise, one line a word."""
    lines = [f"{key}: {'gone' if key in before else 'new'}" for key in before.keys() ^ after.keys()]
    for key in before.keys() & after.keys():
        old, new = before[key], after[key]
        lines += [
            f"{key} {name}: {old.get(name)} -> {new.get(name)}"[:400]
            for name in old | new
            if old.get(name) != new.get(name)
        ]
    return sorted(lines)


def records_of(office: Office, register: Register) -> tuple[queries.Record, ...]:
    return queries.records(office.ledger.writing(), register.shape, EVER)


def values_for(office: Office, register: Register, day: str, *, bare: bool = False) -> dict[str, Any]:
    """Sound values whose every date is the day and whose records are those that there are, of the round and one of its units.

    `bare`: of the dates only its own, and those that it cannot go without.
    """
    one = office.placed[0]
    known = {"round": office.round_id, "unit": one.unit_id, "finding": one.findings[0], "findings": one.findings[:1]}
    for other in books.declared():
        if found := records_of(office, other):
            known[other.name] = found[0].id
    said = sample(register, {**known, "asked": len(records_of(office, register)) + 20}, day)
    dates = {field.name: field for field in register.fields if field.holds is Holds.DATE and field.name in said}
    kept = {name for name, field in dates.items() if not bare or field.needed or name == register.own_date}
    return {name: value for name, value in said.items() if name not in dates} | dict.fromkeys(kept, day)


def dated(office: Office, day: str, done: Counter[str]) -> None:
    """Every empty date of every record is filled, without a step."""
    for register in books.declared():
        own = [field for field in register.fields if field.holds is Holds.DATE and field.plain and not _is_due(field)]
        for one in records_of(office, register):
            for field in own:
                if not one.stored.get(field.name):
                    _try(
                        done,
                        f"date {register.name}",
                        verbs.edit,
                        office.ledger,
                        EVERYONE,
                        register,
                        [one.id],
                        {field.name: day},
                    )


def _is_due(field: Field) -> bool:
    """A day that something is wanted by, not one on which something was so."""
    return field.deadline or field.name == "due_on"


def added(office: Office, day: str, done: Counter[str], *, bare: bool = False) -> None:
    """A further record of every book."""
    for register in books.declared():
        said = values_for(office, register, day, bare=bare)
        _try(done, f"add {register.name}", verbs.add, office.ledger, EVERYONE, register, said, on=day)


def stepped(office: Office, day: str, done: Counter[str]) -> None:
    """Every step that a record allows, one after the other."""
    for register in books.declared():
        for one in records_of(office, register):
            said = values_for(office, register, day) if register.steps else {}
            for step in register.steps:
                wanted = {*step.needs, *step.asks, step.dated_by} - {""}
                values = {name: said[name] for name in wanted if name in said and not one.stored.get(name)}
                _try(
                    done, f"step {register.name}",
                    verbs.take, office.ledger, EVERYONE, register, one.id, step, values, on=day, reason="后来的事",
                )  # fmt: skip


def _try(done: Counter[str], what: str, act: Callable[..., Any], *said: Any, **more: Any) -> None:
    try:
        act(*said, **more)
    except KnownError:
        return
    done[what] += 1


def stocked(ledger: Any, clock: Any) -> Office:
    """An office with cause for every kind, and a record in every book that takes one."""
    office = Office(ledger, clock, 3)
    office.caused()
    added(office, EARLY, Counter(), bare=True)
    return office


@pytest.mark.parametrize(
    ("change", "telling"),
    [(dated, repr), (added, repr), (stepped, figures_in)],
    ids=lambda one: one.__name__,
)
def test_what_is_dated_after_the_day_of_a_paper_changes_nothing_in_it(ledger, clock, change, telling):
    office, done = stocked(ledger, clock), Counter()
    before = told(office, telling)
    change(office, AFTER, done)
    assert differing(before, told(office, telling)) == []
    assert any("Figure(" in word for words in before.values() for word in words.values())
    assert len(done) >= MOST[change.__name__] and len(before) >= 40, done


@pytest.mark.parametrize("change", [dated, added, stepped], ids=lambda one: one.__name__)
def test_what_is_entered_after_the_day_that_a_paper_knows_of_changes_nothing_in_it(ledger, clock, change):
    office, done = stocked(ledger, clock), Counter()
    before = told(office)
    clock.set(ENTERED)
    change(office, BEFORE, done)
    assert differing(before, told(office)) == []
    assert len(done) >= MOST[change.__name__] and len(before) >= 40, done


MOST = {"dated": 8, "added": 40, "stepped": 20}
"""In so many books at least the walk can do it."""

"""The measures of a row that comes again: new ones, what the unit says of those that are there, their owners and dates; none is taken away."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from db.queries.list_rows import MeasureState
from desktop.ledgers.terms import DUE_KIND_WORDS
from desktop.operations.importing.field_change import (
    MEASURE,
    MEASURE_WORDS,
    MEASURES,
    OLDER,
    PROGRESS,
    TITLES,
    FieldChange,
)
from desktop.operations.importing.last_list import LastList, plain
from desktop.rules.state_words import STATE_WORDS
from desktop.rules.workflow import Deed

Told = Mapping[str, str]
"""A measure as the row says it."""
_WORDS = {"owner": "责任人", "due_on": "时限"}


def measure_changes(
    told: Sequence[Told],
    known: Sequence[MeasureState],
    base: LastList,
    judge: Callable[..., str | None],
    blocked: Callable[..., str],
    *,
    older: bool,
) -> Iterator[FieldChange]:
    """Every difference; `judge` is the merge of three, `blocked` asks the table of deeds."""
    there = {plain(one.text): one for one in known}
    new = [one for one in told if plain(one["text"]) not in there and plain(one["text"]) not in base.measures]
    if new:
        yield _new(new, there, told, blocked, older=older)
    for one in told:
        measure = there.get(plain(one["text"]))
        if measure is not None:
            yield from _state(one, measure, base, judge, blocked)
            yield from _words(one, measure, base, judge, blocked)


def _state(
    one: Told, measure: MeasureState, base: LastList, judge: Callable[..., str | None], blocked: Callable[..., str]
) -> Iterator[FieldChange]:
    listed = one.get("status") or ""
    why = judge(MEASURE, measure.claim, listed, _base(base, measure, "status"), empty="not_started") if listed else None
    if why is not None:
        against = blocked(Deed.CLAIM, state=listed, measure=True)
        words = (STATE_WORDS.get(measure.claim, measure.claim), STATE_WORDS.get(listed, listed))
        value = (listed, one.get(PROGRESS, ""))
        yield FieldChange(f"{MEASURE}{measure.id}", _title(measure, "自报"), *words, value, why or against, against)


def _words(
    one: Told, measure: MeasureState, base: LastList, judge: Callable[..., str | None], blocked: Callable[..., str]
) -> Iterator[FieldChange]:
    """Owner and time limit of a measure with a row of its own; like all words they are taken while the finding is in the list."""
    last, there = base.measures.get(plain(measure.text), {}), asdict(measure)
    for name, word in _WORDS.items():
        listed, now = _said(one, name), _said(there, name)
        why = judge(MEASURE_WORDS, plain(now), plain(listed), plain(_said(last, name))) if listed else None
        if why is not None:
            against = blocked(Deed.NOTE)
            value = one.get(name) or ""
            beside = {"due_kind": one.get("due_kind") or "date"} if name == "due_on" else {}
            place, title = f"{MEASURE_WORDS}{measure.id}:{name}", _title(measure, word)
            yield FieldChange(place, title, now, listed, value, why or against, against, beside)


def _said(words: Mapping[str, Any], name: str) -> str:
    """A word of a measure as it is shown; a limit without a date is its way of writing, like 长期坚持."""
    shown = words.get(name) or ""
    return str(shown or (DUE_KIND_WORDS[words.get("due_kind") or ""] if name == "due_on" else ""))


def _new(
    new: Sequence[Told],
    there: Mapping[str, MeasureState],
    told: Sequence[Told],
    blocked: Callable[..., str],
    *,
    older: bool,
) -> FieldChange:
    """Where the list leaves out as it adds, it may only have worded a measure anew: then the clerk is asked."""
    left_out = set(there) - {plain(one["text"]) for one in told}
    why = OLDER if older else "本表另有措施没有列出，可能只是改了写法" if left_out else ""
    against = blocked(Deed.CLAIM, state="in_progress", measure=True)
    text = "；".join(one["text"] for one in new)
    return FieldChange(MEASURES, TITLES[MEASURES], "", text, list(new), why or against, against)


def _base(base: LastList, measure: MeasureState, name: str) -> Any:
    return base.measures.get(plain(measure.text), {}).get(name, "")


def _title(measure: MeasureState, word: str) -> str:
    return f"措施“{measure.text[:12]}”{word}"

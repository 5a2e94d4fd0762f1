"""What a list says anew enters the ledger: each field by its deed, inside the one action of the import (X5, ledger.md §4)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from db.queries import facts, history
from db.store import Ledger
from desktop.ledgers import books
from desktop.ledgers.finding_draft import MeasureDraft
from desktop.operations import attributes, doors, events, findings, measures
from desktop.operations.events import Event
from desktop.operations.importing import list_due
from desktop.operations.importing.field_change import (
    DUE,
    LISTED,
    MEASURE,
    MEASURE_WORDS,
    MEASURES,
    NO_FIELDS,
    OTHER,
    PARENT,
    PROGRESS,
    SHARED,
    STATUS,
    VERDICT,
    FieldChange,
)  # fmt: skip
from desktop.operations.importing.rows import Entry, as_opening, paper_of, problem_named, states_of_measures
from desktop.operations.importing.second_list import Matched
from desktop.operations.importing.word_day import day_of_word
from desktop.operations.records import verbs
from desktop.rules.deeds import VERIFIED_STATES
from desktop.rules.permissions import Actor
from desktop.rules.workflow import Deed


class Taking:
    """Takes the fields of matched rows that were chosen."""

    def __init__(self, ledger: Ledger, actor: Actor, entry: Entry, *, source: str = "list", told: str = LISTED) -> None:
        """`source` is the way in of an application for an extension, `told` the reason of what the file alone tells."""
        self._ledger, self._actor, self._entry = ledger, actor, entry
        self._source, self._told = source, told

    def take(self, row: Matched, chosen: Mapping[str, FieldChange]) -> None:
        """Enter the chosen fields of one row; raises KnownError where the table of deeds refuses one."""
        on = self._day(row)
        mode = self._mode_of(row)
        if VERDICT in chosen and not mode.opening:
            self._verdict(row, chosen[VERDICT], on)
        self._plain(row, [one for one in chosen.values() if _is_value(one.name)], on)
        if DUE in chosen:
            self._due(row, chosen[DUE], on)
        if MEASURES in chosen:
            self._new_measures(mode, row, chosen[MEASURES], on)
        self._word_of_unit(mode, row, chosen, on)
        for one in chosen.values():
            if one.name.startswith(MEASURE):
                state, text = one.value
                self._measure(mode, row.finding_id, int(one.name.removeprefix(MEASURE)), state, on, text)
            elif one.name.startswith(MEASURE_WORDS):
                self._measure_words(row.finding_id, one, on)
        if VERDICT in chosen and mode.opening:
            self._opening_verdict(mode, row, str(chosen[VERDICT].value), on)
        self._belongings(row.finding_id, chosen)

    def _mode_of(self, row: Matched) -> Entry:
        """The import as this row has it: 期初 only for a finding that came with 期初, with everything that hangs on it."""
        opening = self._entry.opening and facts.is_opening(self._entry.changes.writer, row.finding_id)
        return replace(self._entry, opening=opening)

    def _day(self, row: Matched) -> str:
        """The day of completion, else that of the list, as the ledger lets it count."""
        today = self._ledger.today()
        said = str(row.said.get("completed_on") or "")
        day = said if said and said <= today else self._entry.list_date
        return day_of_word(self._entry.changes.writer, row.finding_id, day, today)

    def _let_in(self, finding_id: int, deed: Deed, on: str, **said: Any) -> None:
        doors.enter_by(self._ledger, self._actor, finding_id, deed, doors.asked(self._ledger, on, **said))

    def _word_of_unit(self, mode: Entry, row: Matched, chosen: Mapping[str, FieldChange], on: str) -> None:
        text = str(chosen[PROGRESS].value) if PROGRESS in chosen else ""
        if STATUS in chosen:
            state = str(chosen[STATUS].value)
            self._let_in(row.finding_id, Deed.CLAIM, on, state=state)
            told = Event(row.finding_id, "claim", on, claim_state=state, text=text, reason=self._told)
            events.enter(mode.changes, as_opening(mode, told))
            if not any(one.get("status") for one in row.said.get("measures") or ()):
                states_of_measures(mode, row.finding_id, on, state, None)
        elif text:
            self._let_in(row.finding_id, Deed.NOTE, on)
            events.enter(mode.changes, Event(row.finding_id, "note", on, text=text))

    def _verdict(self, row: Matched, one: FieldChange, on: str) -> None:
        state = str(one.value)
        self._let_in(row.finding_id, Deed.VERIFY, on, state=state)
        events.enter(self._entry.changes, Event(row.finding_id, "verify", on, verdict_state=state, reason=self._told))

    def _opening_verdict(self, entry: Entry, row: Matched, state: str, on: str) -> None:
        """期初 after the unit's word of the same row: the list is the paper, and the measures follow (RULES §11)."""
        deed = Deed.VERIFY if state in VERIFIED_STATES else Deed.CLOSE_OUT
        self._let_in(row.finding_id, deed, on, **({"state": state} if deed is Deed.VERIFY else {}))
        paper = paper_of(entry, row.sheet, row.row)
        events.enter(
            entry.changes,
            Event(row.finding_id, "verify", on, verdict_state=state, paper=paper, reason=self._told, opening=True),
        )
        if not any(one.get("status") for one in row.said.get("measures") or ()):
            states_of_measures(entry, row.finding_id, on, None, state)

    def _plain(self, row: Matched, chosen: list[FieldChange], on: str) -> None:
        plain = {one.name: one.value for one in chosen if one.name not in attributes.DATED}
        dated = {one.name: one.value for one in chosen if one.name in attributes.DATED}
        if plain:
            findings.check_plain(plain)
            findings.set_fields(self._entry.changes, row.finding_id, plain, reason=self._told)
        if dated:
            attributes.let_in(self._ledger, self._actor, row.finding_id, dated, on, self._told)
            attributes.write(self._entry.changes, self._ledger, row.finding_id, dated, on, self._told)

    def _due(self, row: Matched, one: FieldChange, on: str) -> None:
        """Against the date in force now, after the other words of the row: a later one is applied for, else it is written."""
        changes, due_on, today = self._entry.changes, str(one.value), self._ledger.today()
        standing = doors.standing_of(changes.writer, row.finding_id, today, today)
        if due_on == standing.due_on:
            return
        if not list_due.is_applied_for(standing, due_on, today):
            fields = {"first_due_on": due_on}
            attributes.let_in(self._ledger, self._actor, row.finding_id, fields, on, self._told)
            attributes.write(changes, self._ledger, row.finding_id, fields, on, self._told)
            return
        book = books.book(changes.writer, "extension")
        values = {
            "finding": row.finding_id,
            "due_on": due_on,
            "reason": one.beside.get("reason") or self._told,
            "source": self._source,
            "applied_by": row.unit,
        }
        verbs.insert(self._ledger, changes, book, verbs.Draft(values, on=on))

    def _belongings(self, finding_id: int, chosen: Mapping[str, FieldChange]) -> None:
        """The coarser problem, co-units, cells that no field has."""
        changes = self._entry.changes
        if PARENT in chosen:
            row = history.fields_of(changes.writer, "finding", finding_id)
            parent = problem_named(changes, row["round_id"], row["unit_id"], str(chosen[PARENT].value))
            changes.writer.update("finding", finding_id, {"parent_id": parent})
        if SHARED in chosen:
            findings.share(changes, finding_id, chosen[SHARED].value)
        if OTHER in chosen:
            kept = json.loads(history.fields_of(changes.writer, "finding", finding_id)["other"])
            changes.writer.update("finding", finding_id, {"other": {**kept, **chosen[OTHER].value}})

    def _new_measures(self, mode: Entry, row: Matched, one: FieldChange, on: str) -> None:
        for told in one.value:
            draft = MeasureDraft(
                told["text"],
                owner=told.get("owner") or "",
                due_on=told.get("due_on") or None,
                due_kind=told.get("due_kind") or "",
            )
            made = measures.insert_measure(mode.changes, row.finding_id, draft, on, opening=mode.opening)
            if told.get("status"):
                self._measure(mode, row.finding_id, made, told["status"], on, told.get("progress") or "")

    def _measure_words(self, finding_id: int, one: FieldChange, on: str) -> None:
        measure, name = one.name.removeprefix(MEASURE_WORDS).split(":")
        value = one.value if name == "owner" else one.value or None
        self._let_in(finding_id, Deed.NOTE, on)
        self._entry.changes.writer.update("measure", int(measure), {name: value, **one.beside})

    def _measure(self, mode: Entry, finding_id: int, measure_id: int, state: str, on: str, text: str) -> None:
        self._let_in(finding_id, Deed.CLAIM, on, state=state, measure=True)
        told = Event(finding_id, "claim", on, measure_id, claim_state=state, text=text)
        events.enter(mode.changes, as_opening(mode, told))


def _is_value(name: str) -> bool:
    return name not in NO_FIELDS and not name.startswith((MEASURE, MEASURE_WORDS))

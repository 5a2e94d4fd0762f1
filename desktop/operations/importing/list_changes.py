"""One row of a list that comes again, against the finding that it names: field by field what is new, and what is in dispute (X5).

The rule is a merge of three: what the last list said, what this list says, what the ledger says now. Where this list says what
the last one said, or what the ledger says, nothing is to be done. Where the ledger still says what the last list said, the new word
is a change. Where all three differ, or the table of deeds stands against it, it is a conflict.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from db.queries import facts, history, list_rows, register
from db.reader import Reader
from desktop.ledgers.finding_line import FindingLine
from desktop.ledgers.finding_words import FIELD_WORDS, field_text
from desktop.ledgers.own_fields import is_own
from desktop.ledgers.terms import claim_word, verdict_word
from desktop.operations import attributes, doors
from desktop.operations.importing import list_due
from desktop.operations.importing.field_change import (
    COMPLETED,
    DUE,
    EDITED,
    LISTED,
    MEASURES,
    NO_BASE,
    OLDER,
    OTHER,
    PARENT,
    PROGRESS,
    REVIEW,
    SHARED,
    STATUS,
    TITLES,
    UNIT,
    VERDICT,
    FieldChange,
)  # fmt: skip
from desktop.operations.importing.last_list import LastList, last_list_of, plain
from desktop.operations.importing.measure_changes import measure_changes
from desktop.rules.deeds import VERIFIED_STATES
from desktop.rules.permissions import Actor
from desktop.rules.workflow import Asked, Deed, Standing, faults, why_not_here

_NOT_OPENING = "此条不是期初带入的，认定要经过销号核对"
_BY_DEED = {
    "done": "销号要经过销号核对，请入账后用“认定销号”办理",
    "long_term": "转长期坚持要定复查日，请用“转长期坚持”办理",
    "transferred": "移交要写明接收单位，请用“移交”办理",
    "not_started": "认定没有“未启动”一项，如要重新整改请用“重新打开”办理",
}
"""Verdicts that an ordinary list only proposes: what is to be done instead."""


@dataclass(frozen=True)
class Listed:
    """A row as it speaks: its words (`list_row.said_of`), the day of its list, and who enters it."""

    said: Mapping[str, Any]
    list_date: str
    today: str
    actor: Actor
    opening: bool = False
    """期初: the list's word of the office is a verdict."""
    unit_id: int = 0
    unit: str = ""
    marks: frozenset[str] = frozenset()
    """The fields that hold yes or no, own ones too."""
    shown: FindingLine | None = None
    """The finding as the ledger shows it, which is what its own workbook says: a unit's leader where it has none, the binding date."""


def fields_of(reader: Reader, finding_id: int, listed: Listed) -> tuple[FieldChange, ...]:
    """Every field in which the row says something that neither the ledger nor the last list says."""
    return tuple(_Row(reader, finding_id, listed).fields())


class _Row:
    """The three words on one finding."""

    def __init__(self, reader: Reader, finding_id: int, listed: Listed) -> None:
        self._reader, self._id, self._listed = reader, finding_id, listed
        self._said = listed.said
        self._base: LastList = last_list_of(reader, finding_id)
        self._row = history.fields_of(reader, "finding", finding_id)
        self._lanes = facts.lanes(reader, finding_id, listed.today)
        self._standing: Standing = doors.standing_of(reader, finding_id, listed.today, listed.today)
        self._own: Mapping[str, Any] = json.loads(self._row.get("own") or "{}")
        self._marks = listed.marks
        self._claims = False
        """Whether the row's own claim is entered with it."""
        self._older = bool(self._base.list_date) and listed.list_date < self._base.list_date

    def fields(self) -> Iterator[FieldChange]:
        """All fields that differ, those of the standing first."""
        states = list(self._status())
        self._claims = any(not one.conflict for one in states)
        yield from states
        yield from self._verdict()
        yield from self._progress()
        yield from self._due()
        yield from self._completed(stands=not states)
        yield from self._values()
        yield from self._belongings()
        yield from self._measures()

    def _judge(self, name: str, now: Any, listed: Any, base: Any, *, title: str = "", empty: Any = "") -> str | None:
        """None where nothing is to be done, '' for a change, else why it is a conflict."""
        if listed == now or (self._base.known and base == listed):
            return None
        if self._older:
            return OLDER
        if self._base.known:
            return "" if now == (base if base not in (None, "") else empty) else EDITED
        return "" if now in (None, "", empty) else NO_BASE

    def _blocked(self, deed: Deed, **said: Any) -> str:
        """Why the table of deeds stands against it, on the day on which it would be entered."""
        asked = Asked(on=self._listed.today, today=self._listed.today, **said)
        if fault := why_not_here(deed, self._standing, self._listed.actor, asked):
            return fault.text
        return "；".join(fault.text for fault in faults(deed, self._standing, asked))

    def _status(self) -> Iterator[FieldChange]:
        listed = self._said.get(STATUS) or ""
        if not listed:
            return
        now, base = self._lanes.claim, self._base.status
        settled = self._lanes.verdict in ("done", "transferred") or not self._standing.present
        if settled and listed not in (self._lanes.verdict, now):
            blocked = self._blocked(Deed.CLAIM, state=listed)
            yield self._state(STATUS, now, listed, blocked, blocked)
            return
        if settled:
            return
        why = self._judge(STATUS, now, listed, base, empty="not_started")
        if why is None and listed == base and listed != now and self._returned():
            why = "巡察办已退回单位，本表仍报同一状态"
        if why is None:
            return
        if not why and self._lanes.claim_at[0] > self._listed.list_date:
            why = OLDER
        blocked = self._blocked(Deed.CLAIM, state=listed)
        yield self._state(STATUS, now, listed, why or blocked, blocked)

    def _returned(self) -> bool:
        later = self._listed.list_date > self._base.list_date
        return later and list_rows.was_returned(self._reader, self._lanes.claim_event)

    def _state(self, name: str, now: str, listed: str, why: str, blocked: str) -> FieldChange:
        word = verdict_word if name == VERDICT else claim_word
        return FieldChange(name, TITLES[name], word(now), word(listed), listed, why, blocked)

    def _completed(self, *, stands: bool) -> Iterator[FieldChange]:
        """Another day for a state that stands already; a new state takes its day with it."""
        listed, now = str(self._said.get(COMPLETED) or ""), self._lanes.claim_at[0]
        if not stands or self._said.get(STATUS) != self._lanes.claim or listed in ("", now, self._base.completed_on):
            return
        blocked = "自报的日期已经登记，要改请用“更正”"
        yield FieldChange(COMPLETED, TITLES[COMPLETED], now, listed, listed, blocked, blocked)

    def _belongings(self) -> Iterator[FieldChange]:
        """Unit, coarser problem, co-units, and cells under heads that no field has."""
        listed = self._listed
        if listed.unit_id and listed.unit_id != self._row["unit_id"]:
            blocked = "编号相同而单位不同；要改单位请用“更改性质、单位或时限”"
            yield FieldChange(
                UNIT, TITLES[UNIT], listed.shown.unit if listed.shown else "", listed.unit, "", blocked, blocked
            )
        if parent := str(self._said.get(PARENT) or ""):
            now = str(getattr(listed.shown, "parent_text", "") or "")
            why = (
                None
                if plain(parent) == plain(now)
                else self._judge(PARENT, plain(now), plain(parent), plain(self._base.parent))
            )
            if why is not None:
                yield FieldChange(PARENT, TITLES[PARENT], now, parent, parent, why or self._gone(), self._gone())
        yield from self._shared()
        yield from self._other_cells()

    def _shared(self) -> Iterator[FieldChange]:
        told = tuple(sorted(self._said.get(SHARED) or ()))
        now = tuple(sorted(unit for _row, unit in facts.co_units(self._reader, self._id)))
        why = self._judge(SHARED, now, told, tuple(sorted(self._base.co_units)), empty=()) if told else None
        if why is not None:
            words = ["、".join(register.full_name(self._reader, one) for one in units) for units in (now, told)]
            yield FieldChange(SHARED, TITLES[SHARED], words[0], words[1], told, why or self._gone(), self._gone())

    def _other_cells(self) -> Iterator[FieldChange]:
        """Cells are added to those that are kept; one that was written over in the ledger is no list's business."""
        kept: Mapping[str, str] = json.loads(self._row.get("other") or "{}")
        base = self._base.other
        new = {
            head: text
            for head, text in dict(self._said.get(OTHER) or {}).items()
            if plain(text) not in (plain(kept.get(head, "")), plain(base.get(head, "")))
        }
        if new:
            now = "；".join(f"{head}：{kept[head]}" for head in new if kept.get(head))
            told = "；".join(f"{head}：{text}" for head, text in new.items())
            why = OLDER if self._older else self._gone()
            yield FieldChange(OTHER, TITLES[OTHER], now, told, new, why, self._gone())

    def _verdict(self) -> Iterator[FieldChange]:
        """The office's own word in the list: taken by the deed that it is; what no list can do is told with the reason."""
        listed = self._said.get(VERDICT) or ""
        if not listed or self._lanes.verdict == listed:
            return
        why = self._judge(VERDICT, self._lanes.verdict, listed, self._base.verified, empty="not_started")
        if why is not None:
            blocked = self._verdict_blocked(listed)
            yield self._state(VERDICT, self._lanes.verdict, listed, why or blocked, blocked)

    def _verdict_blocked(self, listed: str) -> str:
        """Why the list cannot set this verdict; 期初 closes what came with 期初, with the list as its paper (ledger.md §3)."""
        if self._listed.opening and self._row["opening"]:
            return self._opening_blocked(listed)
        if listed in VERIFIED_STATES:
            return self._blocked(Deed.VERIFY, state=listed)
        return self._blocked(Deed.CLOSE_OUT) or (_NOT_OPENING if self._listed.opening else _BY_DEED[listed])

    def _opening_blocked(self, listed: str) -> str:
        """The row's own claim is entered before its verdict: what it answers or asks anew decides."""
        if listed not in VERIFIED_STATES:
            return self._blocked(Deed.CLOSE_OUT) or self._measures_open(listed)
        said = self._said.get(STATUS) or self._lanes.claim
        if self._claims and said == "done":
            return "本表同时报已完成，请用“认定销号”或“不予认定”"
        return "" if self._claims else self._blocked(Deed.VERIFY, state=listed)

    def _measures_open(self, listed: str) -> str:
        """Measures follow the verdict of their row, unless the list itself says that one is not done."""
        told = [one.get("status") for one in self._said.get(MEASURES) or ()]
        undone = sum(1 for state in told if state and state not in ("done", "transferred"))
        return f"本表有 {undone} 条措施没有完成" if listed == "done" and undone else ""

    def _progress(self) -> Iterator[FieldChange]:
        """Words are only added, so they are in dispute with nothing; what was said before is not said again."""
        listed = str(self._said.get(PROGRESS) or "")
        if not listed or plain(listed) == plain(self._base.progress):
            return
        if plain(listed) in list_rows.words(self._reader, self._id):
            return
        blocked = self._blocked(Deed.NOTE)
        why = OLDER if self._older else blocked
        yield FieldChange(PROGRESS, TITLES[PROGRESS], "", listed, listed, why, blocked)

    def _due(self) -> Iterator[FieldChange]:
        listed = self._said.get(DUE) or ""
        if not listed or self._shows("due", listed):
            return
        if self._said.get("long_term"):
            yield from self._attribute(REVIEW, listed, self._base.due_on, TITLES[REVIEW])
            return
        now = self._standing.due_on or ""
        unwritten = "" if self._lanes.due_on else now
        why = self._judge(DUE, now, listed, self._base.due_on, empty=unwritten)
        if why is None or list_rows.waiting_extension(self._reader, self._id, listed):
            return
        blocked = self._due_blocked(now, listed)
        yield FieldChange(DUE, TITLES[DUE], now, listed, listed, why or blocked, blocked)

    def _due_blocked(self, now: str, listed: str) -> str:
        if not now:
            return self._blocked(Deed.RECLASSIFY, reason=LISTED)
        return list_due.EARLIER if listed < now else list_due.against_later(self._standing, listed, self._listed.today)

    def _values(self) -> Iterator[FieldChange]:
        for name, listed in dict(self._said.get("values") or {}).items():
            if name in attributes.DATED:
                title = FIELD_WORDS.get(name) or name
                yield from self._attribute(name, listed, self._base.values.get(name), title)
                continue
            now = self._own.get(name) if is_own(name) else self._row.get(name)
            if _same(now, listed) or self._shows(name, listed):
                continue
            why = self._judge(name, _flat(now), _flat(listed), _flat(self._base.values.get(name)))
            if why is not None:
                yield self._value(name, now, listed, why, self._gone())

    def _attribute(self, name: str, listed: Any, base: Any, title: str) -> Iterator[FieldChange]:
        """What decides a figure: only by the deed that it is."""
        now = self._row.get(name)
        empty = "ordinary" if name == "nature" else ""
        same = _same(now, listed) or self._shows(name, listed)
        why = None if same else self._judge(name, _flat(now), _flat(listed), _flat(base), empty=empty)
        if why is None:
            return
        deed = attributes.deed_of([name]) or Deed.RECLASSIFY
        blocked = self._blocked(deed, reason=LISTED)
        if name == "first_due_on" and (now or self._standing.due_on):
            blocked = list_due.FIRST_STANDS
        yield self._value(name, now, listed, why or blocked, blocked, title)

    def _value(self, name: str, now: Any, listed: Any, why: str, blocked: str, title: str = "") -> FieldChange:
        title = title or FIELD_WORDS.get(name, name)
        told = "" if now in (None, "") else field_text(name, now)
        return FieldChange(name, title, told, field_text(name, listed), listed, why or blocked, blocked)

    def _shows(self, name: str, listed: Any) -> bool:
        """Whether the ledger shows just this; a mark that is not set says no."""
        if name in self._marks and listed == 0:
            return not self._own.get(name) and not self._row.get(name)
        return self._listed.shown is not None and _same(getattr(self._listed.shown, name, None), listed)

    def _gone(self) -> str:
        return "" if self._standing.present else "已核减、拆分或合并，不再整改"

    def _measures(self) -> Iterator[FieldChange]:
        told = list(self._said.get(MEASURES) or ())
        known = list_rows.measures(self._reader, self._id, self._listed.today) if told else ()
        yield from measure_changes(told, known, self._base, self._judge, self._blocked, older=self._older)


def _flat(value: Any) -> Any:
    return plain(value) if isinstance(value, str) else "" if value is None else value


def _same(one: Any, other: Any) -> bool:
    left, right = _flat(one), _flat(other)
    return bool(left == right or (isinstance(right, bool) and bool(left) == right))

"""Rate cases (`--form events`) entered into an empty ledger, which is from then on marked 试算."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from db.queries import facts
from db.queries.settings import TRIAL, setting_id
from db.store import Ledger
from db.writer import Writer
from desktop.errors import KnownError
from desktop.exchange.formats.events import Drafts, EventDraft
from desktop.ledgers.finding_draft import FindingDraft
from desktop.operations import events
from desktop.operations.change import Changes, change
from desktop.rules.permissions import Action, Actor


def enter_events(ledger: Ledger, actor: Actor, drafts: Drafts) -> Changes:
    """Enter findings and events; units, rounds and parent problems are made as they occur. Refuses a ledger in use."""
    if facts.is_in_use(ledger.writing()):
        raise KnownError("整改率算例只能读入空账本。请先新建一个账本。")
    with change(ledger, actor, Action.IMPORT, f"读入整改率算例 {len(drafts.findings)} 个问题") as changes:
        writer = changes.writer
        _mark_as_trial(writer)
        places = _Places(writer)
        findings = {code: places.enter(draft, _given(drafts, code)) for code, draft in drafts.findings.items()}
        seqs: dict[str, int] = {}
        measures = {}
        for code, finding in drafts.measures.items():
            seqs[finding] = seqs.get(finding, 0) + 1
            fields = {"finding_id": findings[finding], "seq": seqs[finding], "text": code}
            measures[code] = writer.insert("measure", fields)
        for event in drafts.events:
            writer.insert("finding_event", places.event_row(_event_row(event, findings, measures, changes, actor)))
        for code in {event.finding for event in drafts.events if event.attribute}:
            events.refresh(changes, findings[code])
    return changes


def _mark_as_trial(writer: Writer) -> None:
    row = setting_id(writer, TRIAL)
    if row is None:
        writer.insert("setting", {"name": TRIAL, "value": "1"})
    else:
        writer.update("setting", row, {"value": "1"})


def _given(drafts: Drafts, code: str) -> str | None:
    """The due date with which a finding came in."""
    return next((event.due_on for event in drafts.events if event.finding == code and event.presence == "in"), None)


def _event_row(
    event: EventDraft, findings: Mapping[str, int], measures: Mapping[str, int], changes: Changes, actor: Actor
) -> dict[str, Any]:
    kind = "verify" if event.kind == "refuse" else event.kind
    return {
        "finding_id": findings[event.finding],
        "measure_id": measures[event.measure] if event.measure else None,
        "kind": kind,
        "claim_state": event.claim,
        "verdict_state": event.verdict,
        "presence": event.presence,
        "effective_on": event.on,
        "recorded_at": changes.recorded_at,
        "known_on": event.recorded or changes.known_on,
        "due_on": event.due_on,
        "review_on": event.review_on,
        "text": event.text,
        "reason": event.reason,
        "attribute": event.attribute,
        "old": event.old,
        "value": event.value,
        "approver": event.approver,
        "actor": actor.name,
        "refused": event.kind == "refuse",
        "related": list(event.related),
        "action_id": changes.action_id,
    }


_NO_UNIT = "未写明单位"


class _Places:
    """Units, rounds and parent problems of the cases, each made where it first occurs."""

    def __init__(self, writer: Writer) -> None:
        self._writer = writer
        self._units: dict[str, int] = {}
        self._rounds: dict[str, int] = {}
        self._problems: dict[tuple[int, int, str], int] = {}

    def enter(self, draft: FindingDraft, first_due_on: str | None) -> int:
        """Add a finding; returns its id."""
        unit, round_id = self._unit(draft.unit or _NO_UNIT), self._round(draft.round or "未写明轮次")
        told = draft.but(
            round_id=round_id,
            unit_id=unit,
            parent_id=self._problem(round_id, unit, draft.parent or ""),
            text=draft.text or draft.number,
            category1=draft.category,
            first_due_on=first_due_on,
        )
        fields = {"number": draft.number, **told.stored()}
        return self._writer.insert("finding", fields)

    def event_row(self, row: dict[str, Any]) -> dict[str, Any]:
        """An event of a finding's unit names units by their ids."""
        if row["attribute"] != "unit_id":
            return row
        ids = {name: str(self._unit(row[name] or _NO_UNIT)) for name in ("old", "value")}
        return {**row, **ids}

    def _unit(self, name: str) -> int:
        if name not in self._units:
            unit = self._writer.insert("unit", {"short": name, "party_short": name, "sort": len(self._units) + 1})
            self._writer.insert("unit_name", {"unit_id": unit, "name": name})
            self._units[name] = unit
        return self._units[name]

    def _round(self, name: str) -> int:
        if name not in self._rounds:
            number = len(self._rounds) + 1
            fields = {"code": f"{number:02d}", "number": number, "name": name}
            self._rounds[name] = self._writer.insert("round", fields)
        return self._rounds[name]

    def _problem(self, round_id: int, unit: int, text: str) -> int | None:
        if not text:
            return None
        place = (round_id, unit, text)
        if place not in self._problems:
            fields = {"round_id": round_id, "unit_id": unit, "text": text}
            self._problems[place] = self._writer.insert("problem", fields)
        return self._problems[place]

"""Both lanes of a finding set at once, with its measures: what opens it again or hands it over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from db.queries import facts
from desktop.operations import events
from desktop.operations.change import Changes
from desktop.operations.events import Event


def both_lanes(
    changes: Changes,
    finding_id: int,
    kind: str,
    state: str,
    on: str,
    *,
    reason: str = "",
    paper: str = "",
    text: str = "",
    measure_ids: Sequence[int] | None = None,
) -> None:
    """Set both lanes of a finding and of its measures (all, or those listed)."""
    whole = Event(finding_id, kind, on, claim_state=state, verdict_state=state, reason=reason, paper=paper, text=text)
    events.enter(changes, whole)
    for measure_id in facts.measure_ids(changes.writer, finding_id) if measure_ids is None else measure_ids:
        events.enter(changes, replace(whole, measure_id=measure_id))

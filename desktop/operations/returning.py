"""Which registrations come back with a finding or a measure that is taken out of the recycle bin."""

from __future__ import annotations

from collections.abc import Mapping

from db.merge.bin_states import taken_along
from db.merge.nodes import Known, known
from db.merge.travel import EVENT
from db.queries import facts, history, packages
from db.reader import Reader

FINDING, MEASURE = "finding", "measure"


class Returning:
    """What every removal took along, as a ledger knows it before the rows come back; `own` is what it knows, where that was read already.

    On a ledger that received nothing that is what the removal took back. Where copies exchange their work several may have put a row away
    and another may have brought it back meanwhile: then what nobody but they took back comes back.
    """

    def __init__(self, reader: Reader, own: Known | None = None) -> None:
        self._reader = reader
        self._own = own or (known(reader) if packages.has_receipts(reader) else None)
        self._ids: Mapping[tuple[str, str], int] = {} if self._own is None else self._own.ids

    def events(self, table: str, row: int, removed_in: int | None) -> list[int]:
        """The registrations in the order of their entering; `removed_in` the action that put the row away, None where undoing did."""
        finding = facts.finding_of_measure(self._reader, row) if table == MEASURE else row
        if self._own is None:
            found = () if removed_in is None else history.events_retracted_in(self._reader, finding, removed_in)
        else:
            uids = self._own.uids
            away = (table, uids.get((table, row), ""))
            told = taken_along(self._own.nodes, away, uids.get((FINDING, finding), ""))
            found = tuple(sorted(self._ids[EVENT, uid] for uid in told if (EVENT, uid) in self._ids))
        if table == FINDING:
            return list(found)
        return [event for event in found if history.event_fields(self._reader, event)["measure_id"] == row]

    def lacking(self, table: str, row: int) -> list[int]:
        """Of a row that is in no bin the registrations that a removal took along all the same."""
        return [event for event in self.events(table, row, None) if not history.standing_copies(self._reader, event)]

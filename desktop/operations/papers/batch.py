"""What the papers of one kind to many units share, read once: findings by unit, the round, the head, dates by rule."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from db.queries import findings as finding_queries
from db.queries import rounds as round_queries
from db.queries import units as unit_queries
from db.queries.settings import setting
from db.reader import Reader
from db.records import FindingCriteria, FindingRow, RoundRow, UnitRow
from desktop.errors import KnownError
from desktop.operations.papers import dates, office
from desktop.operations.papers.figuring import Moment
from desktop.operations.papers.gathered import Request
from desktop.rules.unit_names import full_name


class Batch:
    """One request for some units of a round; findings stand as of the request's date, units bear the name of the day."""

    def __init__(self, reader: Reader, request: Request, round_id: int, unit_ids: Sequence[int]) -> None:
        self.reader, self.request, self.round_id = reader, request, round_id
        self.known_at = request.known_at.isoformat() if request.known_at else None
        self.as_of = request.as_of.isoformat()
        self.moment = Moment(self.as_of, self.known_at or "")
        self.round = _round(reader, round_id)
        self.head: dict[str, Any] = office.head(reader, request.kind, request.issued_on)
        self._county = setting(reader, "county")
        units = unit_queries.units_by_id(reader, unit_ids, request.issued_on.isoformat())
        self._units = {unit.id: unit for unit in units}
        self._rows: dict[int, list[FindingRow]] = {}
        criteria = FindingCriteria(rounds=(round_id,), units=tuple(unit_ids))
        for row in finding_queries.list_findings(reader, criteria, self.as_of, self.known_at):
            self._rows.setdefault(row.unit_id, []).append(row)
        self._dates: dict[tuple[str, date], date] = {}

    def rows(self, unit_id: int) -> tuple[FindingRow, ...]:
        """The findings of a unit in the round."""
        return tuple(self._rows.get(unit_id, ()))

    def addressee(self, unit_id: int) -> tuple[UnitRow, str]:
        """The unit, and its name with the county in front as the 主送 line prints it."""
        unit = self._units.get(unit_id)
        if unit is None:
            raise KnownError("这个单位已不在名册中，不能给它发文。请核对名册。")
        return unit, full_name(unit.name, self._county)

    def by_rule(self, event: str, base: date) -> date:
        """The last day of a rule of the round that runs from a day."""
        if (event, base) not in self._dates:
            self._dates[event, base] = dates.by_rule(self.reader, self.round_id, event, base)
        return self._dates[event, base]


def _round(reader: Reader, round_id: int) -> RoundRow:
    found = round_queries.round_by_id(reader, round_id)
    if found is None:
        raise KnownError("这个轮次已不在账本中。请另选轮次。")
    return found

"""The team that inspected the unit of a paper, as texts name it and as it signs: 县委第一巡察组, 中共青岩县委第一巡察组."""

from __future__ import annotations

from db.queries import papers as queries
from desktop.operations.papers.sheet import Sheet

_COMMITTEE = "县委"


def name(sheet: Sheet) -> str | None:
    """巡察组: what the clerk typed, else the team of the round; with the committee in front."""
    typed = sheet.given("巡察组")
    if typed is None and sheet.unit is not None:
        typed = queries.team_of(sheet.reader, sheet.occasion.round.id, sheet.unit.id)
    text = str(typed or "").strip()
    if not text:
        return None
    return text if _committee(sheet) in text else f"{_committee(sheet)}{text}"


def full_name(sheet: Sheet) -> str | None:
    """The name in full, as it stands in the mark and under the paper."""
    own = name(sheet)
    if own is None or own.startswith("中共"):
        return own
    county = sheet.occasion.county
    return (
        f"中共{county[: -len(_committee(sheet)) + 1]}{own}" if county and not own.startswith(county) else f"中共{own}"
    )


def _committee(sheet: Sheet) -> str:
    """县委, in a city 市委, in a district 区委: by the last character of the county's name."""
    county = sheet.occasion.county
    return f"{county[-1]}委" if county else _COMMITTEE


WORDS = {"巡察组": name}

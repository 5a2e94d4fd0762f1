"""The office's own lists: categories, phrases, aliases, working days and deadline rules, each with its row."""

from __future__ import annotations

from dataclasses import dataclass

from db.reader import Reader


@dataclass(frozen=True, slots=True)
class CategoryRow:
    """One category of a scheme, down to three levels."""

    id: int
    scheme: str
    level1: str
    level2: str
    level3: str
    short: str
    sort: int


@dataclass(frozen=True, slots=True)
class PhraseRow:
    """A sentence that clerks choose instead of typing, by what it is for."""

    id: int
    kind: str
    text: str
    sort: int


@dataclass(frozen=True, slots=True)
class AliasRow:
    """Another way lists write a unit."""

    id: int
    unit_id: int
    unit: str
    alias: str


@dataclass(frozen=True, slots=True)
class CalendarRow:
    """A day that the office entered as holiday or workday."""

    id: int
    day: str
    kind: str
    name: str


@dataclass(frozen=True, slots=True)
class RuleRow:
    """So many days after an event; `round` is empty for the office's own rule."""

    id: int
    event: str
    days: int
    unit: str
    warn_before: str
    round: str


def categories(reader: Reader) -> tuple[CategoryRow, ...]:
    """All categories in their order."""
    return reader.rows(
        CategoryRow,
        "select id, scheme, level1, level2, level3, short, sort from category where removed_in is null order by sort, id",
    )


def phrases(reader: Reader) -> tuple[PhraseRow, ...]:
    """All phrases by kind, in their order."""
    return reader.rows(
        PhraseRow, "select id, kind, text, sort from phrase where removed_in is null order by kind, sort, id"
    )


def aliases(reader: Reader) -> tuple[AliasRow, ...]:
    """All aliases in the order of units."""
    return reader.rows(
        AliasRow,
        """
        select unit_alias.id, unit.id, unit.short, unit_alias.alias
          from unit_alias join unit on unit.id = unit_alias.unit_id
         where unit_alias.removed_in is null and unit.removed_in is null
         order by unit.sort, unit.id, unit_alias.id""",
    )


def calendar(reader: Reader) -> tuple[CalendarRow, ...]:
    """The office's own days, the latest first."""
    return reader.rows(
        CalendarRow, "select id, day, kind, name from calendar_day where removed_in is null order by day desc, id desc"
    )


def rules(reader: Reader) -> tuple[RuleRow, ...]:
    """The deadline rules, those of the office before those of single rounds."""
    return reader.rows(
        RuleRow,
        """
        select deadline_rule.id, event, days, unit, warn_before, coalesce(round.name, '')
          from deadline_rule left join round on round.id = deadline_rule.round_id
         where deadline_rule.removed_in is null
         order by deadline_rule.round_id is not null, deadline_rule.round_id, deadline_rule.id""",
    )

"""For whom the papers of a request are, by the declaration of the kind: one for each unit, leader … with cause, or one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from db.queries import letters as letter_queries
from db.queries import papers as queries
from db.queries import units as unit_queries
from db.queries.county_leaders import rank_of_leader
from db.reader import Reader
from db.records import FindingRow, UnitRow
from desktop.documents.recipe import Recipe
from desktop.errors import KnownError
from desktop.operations import unit_lookup
from desktop.operations.papers import of_records, unanswered
from desktop.operations.papers import rows as row_rules
from desktop.operations.papers.office import comrade
from desktop.operations.papers.providers import visiting
from desktop.operations.papers.sheet import Occasion, Sheet
from desktop.operations.papers.snapshot import grouped
from desktop.operations.papers.standing import open_items
from desktop.rules.overdue import is_waiting
from desktop.rules.unit_names import full_name

NOT_IN_REGISTER = "这个单位已不在名册中，不能给它发文。请核对名册。"


def sheets(occasion: Occasion, unit_ids: Sequence[int]) -> Iterator[Sheet]:
    """One sheet for each addressee that has cause for a paper, in the office's order."""
    recipe = occasion.recipe
    scopes: dict[int, list[FindingRow]] = {}
    for row in occasion.shot.rows:
        scopes.setdefault(row.unit_id, []).append(row)
    if recipe.per == "unit":
        known = {unit.id: unit for unit in _units(occasion, unit_ids)}
        for unit_id in unit_ids:
            chosen = fitting(occasion, scopes.get(unit_id, []))
            if recipe.addressee == "department":
                yield from _to_department(occasion, known.get(unit_id), scopes.get(unit_id, []), chosen)
                continue
            again = occasion.request.again and unit_id in scopes
            if (
                _asks(recipe, chosen)
                or again
                or (recipe.rows.always and occasion.shot.counted(grouped(scopes.get(unit_id, []))))
            ):
                yield _of_unit(occasion, known.get(unit_id), scopes[unit_id], chosen)
        return
    if recipe.per == "letter":
        yield from _of_letters(occasion, unit_ids, scopes)
        return
    if recipe.per == "record":
        yield from _of_records(occasion, unit_ids, scopes)
        return
    wanted = set(unit_ids)
    pool = [row for row in occasion.shot.rows if row.unit_id in wanted]
    if recipe.per == "organ":
        yield from _of_organs(occasion, pool)
        return
    groups = _groups(occasion, fitting(occasion, pool))
    rank = rank_of_leader(occasion.reader) if recipe.per == "leader" else None
    for key in sorted(groups, key=rank) if rank is not None else groups:
        yield _of_group(occasion, key, groups[key], scopes)


def _to_department(
    occasion: Occasion, unit: UnitRow | None, scope: Sequence[FindingRow], chosen: Sequence[FindingRow]
) -> Iterator[Sheet]:
    """About one unit, to the department in charge of it; chosen are the findings for which that department answers."""
    if unit is None:
        raise KnownError(NOT_IN_REGISTER)
    if unit.department_in_charge and occasion.shot.counted(grouped(scope)):
        department = _department(occasion, unit.department_in_charge)
        own = [
            row
            for row in chosen
            if row.department_in_charge and _department(occasion, row.department_in_charge) == department
        ]
        yield Sheet(occasion, unit, department[1], scope, own)


def _department(occasion: Occasion, text: str) -> tuple[int | None, str]:
    """A department as it was entered: its id where the register of units knows it, and its name as a paper addresses it."""

    def look() -> tuple[int | None, str]:
        found = unit_lookup.unit_named(occasion.reader, text)
        [unit] = (_units(occasion, [found]) if found else ()) or [None]
        return (unit.id, full_name(unit.name, occasion.county)) if unit is not None else (None, text)

    told: tuple[int | None, str] = occasion.once(("department", text), look)
    return told


def _of_letters(occasion: Occasion, unit_ids: Sequence[int], scopes: Mapping[int, list[FindingRow]]) -> Iterator[Sheet]:
    """One sheet for each paper that a unit did not answer; it is about the findings of that paper."""
    known = {unit.id: unit for unit in _units(occasion, unit_ids)}
    for letter in unanswered.of_round(occasion):
        if letter.unit_id in known:
            scope = scopes.get(letter.unit_id, [])
            about = set(letter_queries.findings_of_letter(occasion.reader, letter.id) if letter.id else ())
            sheet = _of_unit(occasion, known[letter.unit_id], scope, [row for row in scope if row.id in about])
            yield replace(sheet, record=unanswered.words(occasion, letter))


def _of_records(occasion: Occasion, unit_ids: Sequence[int], scopes: Mapping[int, list[FindingRow]]) -> Iterator[Sheet]:
    """One sheet for each record of the kind's book that has cause for a paper, to its unit; one of no single unit is of the round."""
    known = {unit.id: unit for unit in _units(occasion, unit_ids)}
    wanted_records = set(occasion.request.records)
    for one in of_records.due(occasion):
        if wanted_records and not wanted_records & set(occasion.recipe.record_of(one.words).split("、")):
            continue
        if one.unit_id is None:
            rows = [row for row in occasion.shot.rows if row.id in one.findings]
            yield Sheet(occasion, None, one.addressee or occasion.recipe.title, rows, rows, record=one.words)
        elif one.unit_id in known or (one.addressee and occasion.request.everyone):
            known.update({unit.id: unit for unit in _units(occasion, [one.unit_id]) if unit.id not in known})
            scope = scopes.get(one.unit_id, [])
            about = [row for row in scope if row.id in one.findings]
            if not (wanted := _named(occasion)) or any(row.number in wanted for row in about):
                yield replace(_of_unit(occasion, known.get(one.unit_id), scope, about), record=one.words)


def _of_organs(occasion: Occasion, pool: Sequence[FindingRow]) -> Iterator[Sheet]:
    """One sheet for each organ of the kind, about the findings that bear its mark; it is told too where there is none.

    An organ without a mark watches over the whole round, whichever units were asked for: its paper counts them all, today and when it is
    computed again.
    """
    for organ in occasion.recipe.organs:
        asked = [row for row in pool if getattr(row, organ.mark)] if organ.mark else occasion.shot.rows
        rows = fitting(occasion, asked)
        if rows or occasion.shot.counted():
            yield Sheet(occasion, None, organ.name, rows, rows, record=organ.words)


def everyone(reader: Reader, recipe: Recipe, round_id: int, as_of: str, known_at: str | None = None) -> tuple[int, ...]:
    """The units that a paper of the kind may be for: those of the round, and for reminders of replies all that owe one."""
    if recipe.per != "letter":
        return units_of(reader, round_id)
    return unanswered.units(reader, round_id, as_of, known_at)


def fitting(occasion: Occasion, rows: Sequence[FindingRow]) -> list[FindingRow]:
    """The findings that pass all conditions of the kind, those among them that only the round can tell: drawn and unfinished."""
    rule = occasion.recipe.rows
    if rule.drawn:
        drawn = visiting.drawn_findings(occasion)
        return list(rows) if any(row.id in drawn for row in rows) else []
    if rule.unfinished:
        rows = [row for one in occasion.shot.open(grouped(rows)) for row in open_items(one)]
    return row_rules.fitting(occasion.reader, rule, rows, occasion.shot.as_of)


def _asks(recipe: Recipe, chosen: Sequence[FindingRow]) -> bool:
    """Whether the findings of a unit are cause for a paper: what all waits for the office is never chased (registers.md §4)."""
    return any(not (recipe.rows.coming and is_waiting(row)) for row in chosen)


def _of_unit(
    occasion: Occasion, unit: UnitRow | None, scope: Sequence[FindingRow], chosen: Sequence[FindingRow]
) -> Sheet:
    if unit is None:
        raise KnownError(NOT_IN_REGISTER)
    return Sheet(occasion, unit, full_name(unit.name, occasion.county), scope, chosen)


def _groups(occasion: Occasion, rows: Sequence[FindingRow]) -> dict[Any, list[FindingRow]]:
    """Findings by the department or county leader that answers for them, or each alone; what names nobody is left out."""
    supervising = {unit.id: unit.supervising_leader for unit in _units(occasion, {row.unit_id for row in rows})}
    keys: Mapping[str, Callable[[FindingRow], Any]] = {
        "finding": lambda row: row.id,
        "department": lambda row: row.department_in_charge,
        "leader": lambda row: row.county_leader or supervising.get(row.unit_id, ""),
    }
    found: dict[Any, list[FindingRow]] = {}
    for row in rows:
        if key := keys[occasion.recipe.per](row):
            found.setdefault(key, []).append(row)
    return found


def _of_group(occasion: Occasion, key: Any, chosen: list[FindingRow], scopes: Mapping[int, list[FindingRow]]) -> Sheet:
    if occasion.recipe.per == "finding":
        [unit] = _units(occasion, [chosen[0].unit_id]) or [None]
        return _of_unit(occasion, unit, scopes[chosen[0].unit_id], chosen)
    if occasion.recipe.per != "department":
        name = comrade(occasion.reader, str(key)) if occasion.recipe.addressee == "leader" else str(key)
        return Sheet(occasion, None, name, chosen, _part(occasion, chosen))
    found, name = _department(occasion, str(key))
    [unit] = (_units(occasion, [found]) if found else ()) or [None]
    return Sheet(occasion, unit, name, chosen, _part(occasion, chosen))


def _part(occasion: Occasion, rows: list[FindingRow]) -> list[FindingRow]:
    """Only the findings that the clerk named, where the kind may list a part; all of them where none was named."""
    wanted = _named(occasion)
    return [row for row in rows if row.number in wanted] or rows


def _named(occasion: Occasion) -> frozenset[str]:
    """The permanent numbers that the clerk named for a kind that may be about a part."""
    given = occasion.request.given
    named = given.get("问题编号") or given.get("finding_numbers") if occasion.recipe.rows.part else None
    return frozenset(row_rules.numbers_of(occasion.recipe.title, named)) if named else frozenset()


def _units(occasion: Occasion, ids: Any) -> tuple[UnitRow, ...]:
    return unit_queries.units_by_id(occasion.reader, ids, occasion.request.issued_on.isoformat())


def unit_of(reader: Reader, recipe: Recipe, name: str, unit_ids: Sequence[int], day: str) -> UnitRow:
    """The one unit that a composed paper goes to: the one named in it, else the one of the request."""
    if not name and not unit_ids:
        word = "主送的主管部门" if recipe.addressee == "department" else "单位"
        raise KnownError(f"{recipe.title}要指明{word}：用 --unit，或给出“{addressee_word(recipe)}”。")
    if not name and len(unit_ids) > 1:
        raise KnownError(f"一份{recipe.title}只有一个主送。请逐份办理。")
    found = unit_lookup.unit_named(reader, name) if name else unit_ids[0]
    if found is None:
        raise KnownError(f"{recipe.title}的主送“{name}”不在名册中。请选名册里的单位、主管部门。")
    unit = unit_queries.unit(reader, found, day)
    if unit is None:
        raise KnownError(NOT_IN_REGISTER)
    return unit


def addressee_word(recipe: Recipe) -> str:
    """The word that the line of the addressee prints: 主送 where the kind has it, else 单位."""
    return "主送" if any(field.name == "主送" for field in recipe.fields) else "单位"


def units_of(reader: Reader, round_id: int) -> tuple[int, ...]:
    """The units of a round in the office's order."""
    return queries.unit_ids_of_round(reader, round_id)

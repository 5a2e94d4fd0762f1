"""Which unit is meant by a name: as in the register, or as the papers print it (with its county, with or without 党组)."""

from __future__ import annotations

from db.queries import lineage, marks, register
from db.queries.settings import setting
from db.reader import Reader
from desktop.rules.unit_names import full_name


def unit_named(reader: Reader, text: str) -> int | None:
    """The unit with this name or alias; else the only one that is printed so (云岭县民政局党组, 中共…, 县民政局)."""
    found = register.unit_id(reader, text)
    if found is not None:
        return found
    wanted = text.strip().removeprefix("中共")
    county = setting(reader, "county")
    printed = {
        unit
        for unit, name, shorter in marks.names(reader)
        if wanted
        and wanted in {name, full_name(name, county), *shorter, *(full_name(one, county) for one in shorter if one)}
    }
    return printed.pop() if len(printed) == 1 else None


def unit_of_list(reader: Reader, name: str, round_id: int | None, day: str) -> int | None:
    """The unit on which a list of a day enters what it says of a name.

    One that had gone into another (撤并) by then stays meant in a round in which it has findings; elsewhere its successor is.
    """
    found = register.unit_id(reader, name)
    if found is None or (round_id is not None and register.count_findings(reader, round_id, found)):
        return found
    return lineage.successor(reader, found, day)

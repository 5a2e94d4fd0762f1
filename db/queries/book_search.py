"""Words in the records of any declared book."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence

from db.queries.books import COMMON, BookShape
from db.queries.naming import called
from db.queries.search import escaped
from db.reader import Reader


def matching(
    reader: Reader,
    shape: BookShape,
    words: Iterable[str],
    units: Sequence[int] = (),
    choices: Mapping[str, Mapping[str, str]] | None = None,
) -> frozenset[int]:
    """The records in which every word stands somewhere: number, texts, own fields, names of units and of records, numbers of findings, reasons of steps.

    `choices`: the words of each chosen field by code, which the table does not hold.
    """
    found: set[int] | None = None
    for word in words:
        here = _with_word(reader, shape, f"%{escaped(word)}%", units)
        for name, told in (choices or {}).items():
            here |= _chosen(reader, shape, name, [code for code, said in told.items() if word in said])
        found = here if found is None else found & here
    return frozenset(found or ())


def _unit_is(column: str) -> str:
    """SQL: whether a unit is among those meant, or has the word in one of its names."""
    return f"""{column} in (select value from json_each(:units)) or {column} in (
            select unit_id from unit_name where removed_in is null and name like :word escape '!'
            union select unit_id from unit_alias where removed_in is null and alias like :word escape '!'
            union select id from unit where short like :word escape '!' or party_short like :word escape '!')"""


def _chosen(reader: Reader, shape: BookShape, name: str, codes: Sequence[str]) -> set[int]:
    if not codes:
        return set()
    column = shape.columns[name]
    return set(
        reader.column(
            f"select id from [{shape.table}] where removed_in is null and {column} in (select value from json_each(?))",
            (json.dumps(list(codes)),),
        )
    )


def _with_word(reader: Reader, shape: BookShape, word: str, units: Sequence[int]) -> set[int]:
    columns = shape.columns
    texts = [
        columns[n]
        for n, kind in shape.holds.items()
        if n in columns and kind in ("text", "long", "person", "people", "date", "month")
    ]
    has = " or ".join(f"{column} like :word escape '!'" for column in ("number", "own", *COMMON, *texts))
    unit_columns = [columns[n] for n, kind in shape.holds.items() if kind == "unit"]
    by_unit = "".join(f" or {_unit_is(column)}" for column in unit_columns)
    if "units" in shape.holds.values():
        by_unit += f""" or id in (select record_id from record_unit where register = :register and removed_in is null and ({_unit_is("unit_id")}))"""
    by_record = "".join(
        f" or {columns[name]} in (select id from [{table}] as named where {called(reader, table)} like :word escape '!' or number like :word escape '!')"
        for name, table in shape.named.items()
    )
    by_record = "".join(
        f" or {columns[name]} in (select id from [{table}] as named where {called(reader, table)} like :word escape '!' or number like :word escape '!')"
        for name, table in shape.named.items()
    )
    found = reader.column(
        f"""
        select id from [{shape.table}] where removed_in is null and ({has}{by_unit}{by_record}
           or id in (select record_id from record_link join finding on finding.id = record_link.finding_id
                      where register = :register and record_link.removed_in is null and finding.number like :word escape '!'
                     union select record_id from record_event where register = :register and reason like :word escape '!'
                     union select record_id from record_file where register = :register and removed_in is null
                        and (title like :word escape '!' or file_name like :word escape '!')))""",
        {"word": word, "units": json.dumps(list(units)), "register": shape.table},
    )
    return set(found)

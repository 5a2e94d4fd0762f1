"""What a list that comes in is compared with: categories of the office, remembered column mappings."""

from __future__ import annotations

import json
from dataclasses import dataclass

from db.reader import Reader


def category_names(reader: Reader, scheme: str = "") -> frozenset[str]:
    """Every name and short name of the office's categories, of one scheme or of all."""
    rows = reader.tuples(
        "select level1, level2, level3, short from category where removed_in is null and (?1 = '' or scheme = ?1)",
        (scheme,),
    )
    return frozenset(name for row in rows for name in row if name)


def category_levels(reader: Reader) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The office's categories of the first and of the second level, in their order."""
    first = reader.column("select level1 from category where removed_in is null group by level1 order by min(sort)")
    second = reader.column(
        "select level2 from category where removed_in is null and level2 <> '' group by level2 order by min(sort)"
    )
    return first, second


def mapping_id(reader: Reader, signature: str) -> int | None:
    """The remembered mapping of lists with these heads."""
    return reader.number("select id from column_mapping where signature = ? and removed_in is null", (signature,))


def mapping(reader: Reader, signature: str) -> dict[str, str]:
    """Head → field as remembered for lists with these heads, empty where there is none."""
    found = reader.value("select mapping from column_mapping where signature = ? and removed_in is null", (signature,))
    return dict(json.loads(found)) if found else {}


def mappings(reader: Reader) -> tuple[tuple[int, str, dict[str, str]], ...]:
    """All remembered mappings: row, heads joined by |, head → field; the last first."""
    rows = reader.tuples("select id, signature, mapping from column_mapping where removed_in is null order by id desc")
    return tuple((row[0], row[1], dict(json.loads(row[2]))) for row in rows)


def office_words(reader: Reader) -> tuple[tuple[int, str, str, str], ...]:
    """The office's own words: row, kind, word, meaning; by kind and word."""
    rows = reader.tuples(
        "select id, kind, word, meaning from office_word where removed_in is null order by kind, word, id"
    )
    return tuple((row[0], row[1], row[2], row[3]) for row in rows)


@dataclass(frozen=True, slots=True)
class KeptImport:
    """An import that waits half repaired."""

    id: int
    file_name: str
    sha256: str
    round_name: str
    decisions: str
    open_faults: int
    kept_on: str
    user_name: str


def kept_imports(reader: Reader) -> tuple[KeptImport, ...]:
    """Imports that wait, the last first."""
    return reader.rows(
        KeptImport,
        """
        select id, file_name, sha256, round_name, decisions, open_faults, kept_on, user_name
          from kept_import where removed_in is null order by id desc
        """,
    )


def findings_of_import(reader: Reader, number: int) -> tuple[int, ...]:
    """The living findings that an import entered."""
    return reader.column(
        """
        select finding.id from finding join import_batch on import_batch.id = finding.import_id
         where import_batch.number = ? and import_batch.removed_in is null and finding.removed_in is null order by finding.id
        """,
        (number,),
    )

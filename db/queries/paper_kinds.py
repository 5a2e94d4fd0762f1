"""The kinds of papers that clerks of the office made."""

from __future__ import annotations

from dataclasses import dataclass

from db.reader import Reader


@dataclass(frozen=True, slots=True)
class KindRow:
    """A kind of the office's own; `declaration` is JSON. It is in force once a template of it is."""

    id: int
    kind: str
    title: str
    declaration: str


_KINDS = "select id, kind, title, declaration from paper_kind where removed_in is null"


def in_force(reader: Reader) -> tuple[KindRow, ...]:
    """Kinds with a template, in the order in which they were made."""
    return reader.rows(
        KindRow,
        f"{_KINDS} and kind in (select kind from template_file where removed_in is null) order by id",
    )


def all_kinds(reader: Reader) -> tuple[KindRow, ...]:
    """Kinds begun or in force, in the order in which they were made."""
    return reader.rows(KindRow, f"{_KINDS} order by id")

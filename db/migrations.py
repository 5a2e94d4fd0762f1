"""The schema, told as the steps that built it. Append; never edit a released step, never import live code in one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.steps import findings, letters, papers, people, units

if TYPE_CHECKING:
    from sqlite_utils import Database, Migrations

STEP_NAMES = (
    "m0001_the_ledger",
    "m0006_papers",
)
MIGRATIONS_NAME = "ledger"


def m0001_the_ledger(db: Database) -> None:
    """All tables of the first release."""
    for statement in (*people.STATEMENTS, *units.STATEMENTS, *findings.STATEMENTS, *letters.STATEMENTS):
        db.execute(statement)
    db.execute(
        "insert into change_log (seq, action_id, table_name, row_id, verb, hash) values (0, 0, '', 0, 'genesis', '')"
    )


def m0006_papers(db: Database) -> None:
    """Kinds of papers that clerks make."""
    for statement in papers.STATEMENTS:
        db.execute(statement)


def schema() -> Migrations:
    """The ordered set of steps; sqlite_utils is loaded only where a step is due."""
    from sqlite_utils import Migrations

    steps = Migrations(MIGRATIONS_NAME)
    steps()(m0001_the_ledger)
    steps()(m0006_papers)
    return steps

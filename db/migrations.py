"""The schema, told as the steps that built it. Append; never edit a released step, never import live code in one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from db.steps import (
    archives,
    bin_known,
    bin_told,
    dated_facts,
    deeds,
    exchange,
    findings,
    follow_up,
    freezes,
    inside,
    instructions,
    joint_review,
    lanes,
    letters,
    lists,
    organisation_duties,
    outgoing,
    own_fields,
    pairs_and_carry_over,
    paper_decisions,
    paper_numbers,
    papers,
    people,
    print_layouts,
    proof,
    rechecking,
    record_words,
    registers,
    results_and_papers,
    return_books,
    standing_told,
    teams,
    told_states,
    units,
)

if TYPE_CHECKING:
    from sqlite_utils import Database, Migrations

STEP_NAMES = (
    "m0001_the_ledger",
    "m0002_proof",
    "m0003_deeds",
    "m0004_lists",
    "m0005_registers",
    "m0006_papers",
    "m0007_print_layouts",
    "m0008_dated_facts",
    "m0009_return_books",
    "m0010_inside",
    "m0011_exchange",
    "m0012_outgoing",
    "m0013_results_and_papers",
    "m0014_teams",
    "m0015_follow_up",
    "m0016_pairs_and_carry_over",
    "m0017_joint_review",
    "m0018_record_words",
    "m0019_organisation_duties",
    "m0020_freezes",
    "m0021_rechecking",
    "m0022_paper_decisions",
    "m0023_archives",
    "m0024_lanes",
    "m0025_told_states",
    "m0026_standing_told",
    "m0027_bin_told",
    "m0028_bin_known",
    "m0029_instructions",
)
MIGRATIONS_NAME = "ledger"
_NUMBERED = re.compile(r"m\d{4}_")
Further = Mapping[str, Callable[["Database"], None]]
FURTHER: dict[str, Callable[[Database], None]] = {}
"""Steps of books that are declared outside this package, by name: they run after ours (README, "a register")."""


def step_names(further: Further | None = None) -> tuple[str, ...]:
    """Every step that a ledger of this program has been through, in order; `further` are those of a ledger of its own kind."""
    return (*STEP_NAMES, *(FURTHER if further is None else further))


def last_of(names: Iterable[str]) -> str:
    """The last of our own steps among some: the form of a ledger, as versions compare it ('m0009…' is before 'm0010…'); '' where none is."""
    return max((name for name in names if _NUMBERED.match(name)), default="")


def m0001_the_ledger(db: Database) -> None:
    """All tables of the first release."""
    for statement in (*people.STATEMENTS, *units.STATEMENTS, *findings.STATEMENTS, *letters.STATEMENTS):
        db.execute(statement)
    db.execute(
        "insert into change_log (seq, action_id, table_name, row_id, verb, hash) values (0, 0, '', 0, 'genesis', '')"
    )


def m0002_proof(db: Database) -> None:
    """The chain over sums, the log of logins, the register of purges."""
    proof.carry_out(db)


def m0003_deeds(db: Database) -> None:
    """Attributes as events, places inside a day, dates of rounds as known."""
    deeds.apply(db)


def m0004_lists(db: Database) -> None:
    """What lists said, the office's own words, imports that wait."""
    for statement in lists.STATEMENTS:
        db.execute(statement)


def m0005_registers(db: Database) -> None:
    """The declared books and what they share."""
    for statement in (*registers.STATEMENTS, *own_fields.STATEMENTS):
        db.execute(statement)


def m0006_papers(db: Database) -> None:
    """Document numbers once over all kinds; kinds of papers that clerks make."""
    for statement in (*paper_numbers.STATEMENTS, *papers.STATEMENTS):
        db.execute(statement)


def m0007_print_layouts(db: Database) -> None:
    """What printed lists were made of."""
    for statement in print_layouts.STATEMENTS:
        db.execute(statement)


def m0008_dated_facts(db: Database) -> None:
    """Kind and county leader of units, and the county leader of findings, as known."""
    for statement in dated_facts.STATEMENTS:
        db.execute(statement)


def m0009_return_books(db: Database) -> None:
    """The book of return workbooks that went out."""
    for statement in return_books.STATEMENTS:
        db.execute(statement)


def m0010_inside(db: Database) -> None:
    """Own fields that stay inside."""
    for statement in inside.STATEMENTS:
        db.execute(statement)


def m0011_exchange(db: Database) -> None:
    """Places of the steps of records; what came in by packages."""
    for statement in exchange.STATEMENTS:
        db.execute(statement)


def m0012_outgoing(db: Database) -> None:
    """Ways out and destinations of files; the approved file of a letter."""
    for statement in outgoing.STATEMENTS:
        db.execute(statement)


def m0013_results_and_papers(db: Database) -> None:
    """Working papers, petitions, results, copies, submissions, reminders."""
    for statement in results_and_papers.STATEMENTS:
        db.execute(statement)


def m0014_teams(db: Database) -> None:
    """Inspectors, teams, classes of units, contact points, briefings and lectures as books."""
    teams.apply(db)


def m0015_follow_up(db: Database) -> None:
    """Draws, visits, checks, surveys, schemes of scores and their sheets."""
    for statement in follow_up.STATEMENTS:
        db.execute(statement)


def m0016_pairs_and_carry_over(db: Database) -> None:
    """What was decided of findings that say the same; what is followed on in a later round."""
    for statement in pairs_and_carry_over.STATEMENTS:
        db.execute(statement)


def m0017_joint_review(db: Database) -> None:
    """Merged texts of opinions, grades of what was handed in."""
    for statement in joint_review.STATEMENTS:
        db.execute(statement)


def m0018_record_words(db: Database) -> None:
    """What lists said of records."""
    for statement in record_words.STATEMENTS:
        db.execute(statement)


def m0019_organisation_duties(db: Database) -> None:
    """The supervision list of the organisation department."""
    for statement in organisation_duties.STATEMENTS:
        db.execute(statement)


def m0020_freezes(db: Database) -> None:
    """Periods that were closed, with their figures."""
    for statement in freezes.STATEMENTS:
        db.execute(statement)


def m0021_rechecking(db: Database) -> None:
    """Answers to differences between working papers, list and feedback, and each run of that check."""
    for statement in rechecking.STATEMENTS:
        db.execute(statement)


def m0022_paper_decisions(db: Database) -> None:
    """What was decided of figures of issued papers that were wrong already then."""
    for statement in paper_decisions.STATEMENTS:
        db.execute(statement)


def m0023_archives(db: Database) -> None:
    """Rounds on their way into the archive."""
    for statement in archives.STATEMENTS:
        db.execute(statement)


def m0024_lanes(db: Database) -> None:
    """Lanes of findings, and what a count reads of them, as indexes of their own."""
    for statement in lanes.STATEMENTS:
        db.execute(statement)


def m0025_told_states(db: Database) -> None:
    """Steps of records tell the state that they lead into."""
    for statement in told_states.STATEMENTS:
        db.execute(statement)


def m0026_standing_told(db: Database) -> None:
    """Retractions tell what stands after them, closed conflicts that undoing opens them."""
    for statement in standing_told.STATEMENTS:
        db.execute(statement)


def m0027_bin_told(db: Database) -> None:
    """What goes into the recycle bin tells what its action had seen."""
    for statement in bin_told.STATEMENTS:
        db.execute(statement)


def m0028_bin_known(db: Database) -> None:
    """Who writes on what is in the recycle bin tells that he knew it there."""
    for statement in bin_known.STATEMENTS:
        db.execute(statement)


def m0029_instructions(db: Database) -> None:
    """A 批示 names the organ that deals with it."""
    for statement in instructions.STATEMENTS:
        db.execute(statement)


def schema(further: Further | None = None) -> Migrations:
    """The ordered set of steps, as `step_names` names them; sqlite_utils is loaded only where a step is due."""
    from sqlite_utils import Migrations

    steps = Migrations(MIGRATIONS_NAME)
    steps()(m0001_the_ledger)
    steps()(m0002_proof)
    steps()(m0003_deeds)
    steps()(m0004_lists)
    steps()(m0005_registers)
    steps()(m0006_papers)
    steps()(m0007_print_layouts)
    steps()(m0008_dated_facts)
    steps()(m0009_return_books)
    steps()(m0010_inside)
    steps()(m0011_exchange)
    steps()(m0012_outgoing)
    steps()(m0013_results_and_papers)
    steps()(m0014_teams)
    steps()(m0015_follow_up)
    steps()(m0016_pairs_and_carry_over)
    steps()(m0017_joint_review)
    steps()(m0018_record_words)
    steps()(m0019_organisation_duties)
    steps()(m0020_freezes)
    steps()(m0021_rechecking)
    steps()(m0022_paper_decisions)
    steps()(m0023_archives)
    steps()(m0024_lanes)
    steps()(m0025_told_states)
    steps()(m0026_standing_told)
    steps()(m0027_bin_told)
    steps()(m0028_bin_known)
    steps()(m0029_instructions)
    for name, step in (FURTHER if further is None else further).items():
        steps(name=name)(step)
    return steps

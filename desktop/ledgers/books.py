"""The declared books of the office: the one list that reader, verbs, page, import, command line and checks walk."""

from __future__ import annotations

from db.queries.books import own_fields
from db.reader import Reader
from desktop.ledgers.archives import ARCHIVES
from desktop.ledgers.backups import BACKUP_BOOK
from desktop.ledgers.bases import BASIS_BOOK
from desktop.ledgers.before_inspection import BRIEFINGS, CONTACT_POINTS, LECTURES
from desktop.ledgers.carry_overs import CARRY_OVERS
from desktop.ledgers.chases import CHASES
from desktop.ledgers.copies import COPY_REPORTS
from desktop.ledgers.dictionaries import ALIAS_BOOK, CALENDAR_BOOK, CATEGORY_BOOK, PHRASE_BOOK, RULE_BOOK
from desktop.ledgers.draws import DRAWS
from desktop.ledgers.extensions import EXTENSIONS
from desktop.ledgers.field import Field, Holds
from desktop.ledgers.findings import FINDINGS
from desktop.ledgers.freezes import FREEZES
from desktop.ledgers.inspectors import AVOIDANCES, INSPECTORS
from desktop.ledgers.letters import LETTER_BOOK, LETTER_LINKS
from desktop.ledgers.measures import MEASURES
from desktop.ledgers.meetings import MEETINGS
from desktop.ledgers.opinions import OPINIONS, REVIEW_PARTIES
from desktop.ledgers.organisation_duties import ORGANISATION_DUTIES
from desktop.ledgers.paper_decisions import PAPER_DECISIONS
from desktop.ledgers.petitions import PETITIONS
from desktop.ledgers.prints import COPY_BOOK, PRINT_BOOK
from desktop.ledgers.rechecks import RECHECK_ANSWERS, RECHECK_RUNS
from desktop.ledgers.recommendations import COMMON_GROUPS, RECOMMENDATIONS
from desktop.ledgers.recurrences import RECURRENCES
from desktop.ledgers.register import Register
from desktop.ledgers.regulations import REGULATIONS
from desktop.ledgers.reminders import REMINDERS, STORED_FIGURES
from desktop.ledgers.results import EXPOSURES, OUTCOMES_BOOK, PUBLIC_NOTICES, SPECIAL_REPORTS
from desktop.ledgers.return_books import RETURN_BOOKS
from desktop.ledgers.reviews import SUBMISSIONS, UNIT_MEETINGS
from desktop.ledgers.round_nodes import ROUND_NODES
from desktop.ledgers.rounds import ROUND_BOOK, ROUND_LINKS
from desktop.ledgers.scores import SCORE_SCHEMES, SCORE_SHEETS
from desktop.ledgers.secretary_items import SECRETARY_ITEMS
from desktop.ledgers.surveys import SURVEYS
from desktop.ledgers.talks import TALKS
from desktop.ledgers.teams import TEAMS
from desktop.ledgers.unit_classes import UNIT_CLASSES
from desktop.ledgers.units import UNIT_BOOK, UNIT_LINEAGE
from desktop.ledgers.users import USER_BOOK
from desktop.ledgers.visits import CHECKS, VISITS
from desktop.ledgers.working_papers import REPORT_ITEMS, WORKING_PAPERS

FOLLOW_UP = (DRAWS, VISITS, CHECKS, SURVEYS, SCORE_SCHEMES, SCORE_SHEETS)
"""Follow-up and grades (registers.md §5)."""
_BOOKS: dict[str, Register] = {
    one.name: one
    for one in (
        TALKS, CHASES, REGULATIONS, MEETINGS, EXTENSIONS, ROUND_NODES, RETURN_BOOKS,
        INSPECTORS, AVOIDANCES, TEAMS, UNIT_CLASSES, CONTACT_POINTS, BRIEFINGS, LECTURES,
        WORKING_PAPERS, REPORT_ITEMS, RECHECK_ANSWERS, RECHECK_RUNS, SECRETARY_ITEMS, PETITIONS,
        SUBMISSIONS, OPINIONS, REVIEW_PARTIES, UNIT_MEETINGS,
        COMMON_GROUPS, RECOMMENDATIONS, COPY_REPORTS,
        OUTCOMES_BOOK, PUBLIC_NOTICES, EXPOSURES, SPECIAL_REPORTS,
        REMINDERS, STORED_FIGURES,
        RECURRENCES, CARRY_OVERS, ORGANISATION_DUTIES, FREEZES, ARCHIVES, PAPER_DECISIONS,
        *FOLLOW_UP,
    )
}  # fmt: skip
WITH_TABLES: tuple[Register, ...] = (
    FINDINGS, MEASURES, UNIT_BOOK, ROUND_BOOK, LETTER_BOOK, USER_BOOK, CATEGORY_BOOK, PHRASE_BOOK, ALIAS_BOOK, CALENDAR_BOOK, RULE_BOOK, BASIS_BOOK,
    PRINT_BOOK, COPY_BOOK, BACKUP_BOOK,
)  # fmt: skip
"""The books that have a table and deeds of their own; their declaration says the rest."""
STORED_IN = {"alias": "unit_alias", "copy": "copy_record", "print": "export_record", "backup": "backup_record"}
"""Where a book's rows stand, where the table has another name than the book."""
BESIDE: dict[str, tuple[Field, ...]] = {
    "measure": (Field("finding", "问题", Holds.FINDING, mm=24),), "unit": UNIT_LINEAGE, "letter": LETTER_LINKS,
    "round": ROUND_LINKS,
}  # fmt: skip
"""What is told of a book beside the fields of its grid."""


def everything() -> tuple[Register, ...]:
    """Every book, without the fields that an office added."""
    return (*WITH_TABLES, *declared())


def told_book(name: str) -> Register:
    """The declaration of a book that has a table of its own."""
    return next(one for one in WITH_TABLES if one.name == name)


def told_fields(name: str) -> tuple[Field, ...]:
    """What is told of a book that has a table of its own: the fields of its grid, and what stands beside them."""
    return (*told_book(name).fields, *BESIDE.get(name, ()))


def declare(register: Register) -> None:
    """Add a book; its table comes by a step in `db.migrations.FURTHER` or among ours."""
    _BOOKS[register.name] = register


def withdraw(name: str) -> None:
    """Take a declared book out again."""
    _BOOKS.pop(name, None)


def declared() -> tuple[Register, ...]:
    """Every book as it is declared, without the fields that an office added."""
    return tuple(_BOOKS.values())


def is_declared(name: str) -> bool:
    """Whether there is such a book."""
    return name in _BOOKS


def as_declared(name: str) -> Register:
    """A book without the fields that an office added; KeyError where there is none."""
    return _BOOKS[name]


def book(reader: Reader, name: str) -> Register:
    """A book with the fields that this office added to it; KeyError where there is none."""
    return _BOOKS[name].with_own(own_fields(reader, name))

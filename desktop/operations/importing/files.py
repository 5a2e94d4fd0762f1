"""Taking a file in by its form (interfaces.md, `import`): every form is a declared way, every book one of its own."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from db.store import Ledger
from desktop.errors import KnownError
from desktop.ledgers import books
from desktop.operations import dumping
from desktop.operations.importing.answers import Taken, Wanted
from desktop.operations.importing.book_files import of_book
from desktop.operations.importing.case_files import CASES
from desktop.operations.importing.dump_files import DUMP
from desktop.operations.importing.feedback_letters import LETTER
from desktop.operations.importing.judgement import Options
from desktop.operations.importing.list_files import LIST
from desktop.operations.importing.scan_folder import SCANS
from desktop.operations.importing.unit_files import UNITS
from desktop.operations.importing.unit_reports import REPORT
from desktop.operations.importing.way import WORD, Way
from desktop.rules.permissions import COMMAND_LINE, Actor

WAYS: tuple[Way, ...] = (UNITS, LIST, LETTER, REPORT, CASES, DUMP, SCANS)
"""The forms that are no book's: one that is added stands here in one line and nowhere else."""

_TITLE_LINES = 3


def forms() -> tuple[Way, ...]:
    """The accepted forms, those of the books among them."""
    return (*WAYS, *(of_book(one) for one in books.declared()))


def title_of(form: str) -> str:
    """What a form is called; a form that is no more by its own name."""
    return next((one.title for one in forms() if one.form == form), form)


def look(ledger: Ledger, wanted: Wanted, options: Options, actor: Actor = COMMAND_LINE) -> Taken:
    """Read a file and enter nothing; what could be taken follows from the rights of the actor."""
    way, wanted = _way_of(wanted)
    return way.look(ledger, actor, wanted, options)


def take(ledger: Ledger, actor: Actor, wanted: Wanted, options: Options) -> Taken:
    """Read a file and enter it, all of its sound rows or none."""
    way, wanted = _way_of(wanted)
    return way.take(ledger, actor, wanted, options)


def form_of_paper(file: Path) -> str:
    """The form of a Word file: by its title, else by a table that is a list of findings; else a letter. Raises Refused."""
    from desktop.exchange.word_reading.word_source import read_word
    from desktop.exchange.word_tables import is_list

    word = read_word(file)
    lines = [one.text.replace("\n", "") for one in word.paragraphs if one.place is None][:_TITLE_LINES]
    papers = [one for one in WAYS if WORD in one.extensions]
    titled = next((way.form for line in lines for way in papers if way.knows(line)), "")
    return titled or (LIST.form if is_list(word) else LETTER.form)


def _way_of(wanted: Wanted) -> tuple[Way, Wanted]:
    """The form that is named, else the one that the file shows: a JSON file by what it says, a folder as one of scans, every other as a list of findings.

    A JSON file that no form knows is a register of units.
    """
    if not wanted.form and wanted.file.suffix.lower() == ".json":
        content = dumping.opened(wanted.file)
        way = next((one for one in WAYS if one.knows(content)), UNITS)
        return way, replace(wanted, form=way.form, content=content)
    form = wanted.form or (SCANS.form if wanted.file.is_dir() else LIST.form)
    way_named = next((one for one in forms() if one.form == form), None)
    if way_named is None:
        known = "、".join(one.form for one in forms())
        raise KnownError(f"没有“{form}”这种导入。可用的有：{known}。")
    return way_named, replace(wanted, form=form)

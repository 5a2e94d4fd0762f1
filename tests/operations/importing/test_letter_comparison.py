"""对照稿: every paragraph of a letter with what was made of it, as a Word table or a workbook (page 22)."""

import docx
import openpyxl
import pytest

from db.queries import prints
from desktop.ledgers.terms import NATURE_WORDS
from desktop.operations.importing.judgement import Options
from desktop.operations.importing.letter_comparison import HEADS, rows_of, write
from desktop.operations.importing.letter_lines import source_lines
from desktop.operations.importing.letter_review import LetterReview
from tests.builders import EVERYONE, a_round, a_unit
from tests.exchange.sample_letters import CASES, expectation


@pytest.fixture(params=CASES)
def laid(request, ledger):
    """Every sample letter, read and compared."""
    path, _expected = expectation(request.param)
    a_round(ledger)
    a_unit(ledger)
    review = LetterReview(ledger, EVERYONE, path, Options())
    opened = review.open()
    return path, opened, opened.marks, review.compare(opened.marks)


def test_every_paragraph_and_every_finding_stands_there_once(laid):
    path, opened, marks, compared = laid
    rows = rows_of(opened, marks, compared)
    assert [row[2] for row in rows if row[0] or row[1]] == [one.text for one in source_lines(opened, marks)]
    told = [row[4].split(". ", 1) for row in rows if row[4]]
    assert [(int(no), text) for no, text in told] == [(no, one.text) for no, one in enumerate(marks.drafts, 1)]


@pytest.mark.parametrize("name", ["对照稿.docx", "对照稿.xlsx"])
def test_it_leaves_as_either_kind_with_the_sum_and_an_entry_in_the_register(ledger, laid, tmp_path, name):
    path, opened, marks, compared = laid
    made = write(ledger, EVERYONE, laid, tmp_path / name)
    rows = rows_of(opened, marks, compared)
    if made.suffix == ".docx":
        [table] = docx.Document(made).tables
        texts = [[cell.text for cell in row.cells] for row in table.rows]
    else:
        sheet = openpyxl.load_workbook(made).active
        texts = [["" if cell is None else str(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]
    heads = [head for head, _width in HEADS]
    at = texts.index(heads)
    assert [tuple(row) for row in texts[at + 1 :] if any(row)][: len(rows)] == [tuple(map(str, row)) for row in rows]
    [entry] = prints.exports(ledger.reader)
    assert (entry.way, entry.rows) == ("letter_comparison", len(rows))


def test_what_the_clerk_decided_stands_beside_the_source(laid):
    path, opened, marks, compared = laid
    one = marks.drafts[0]
    decided = marks.edit(one.key, nature="immediate", category="作风建设").take([one.key])
    row = next(row for row in rows_of(opened, decided, compared) if row[4])
    assert row[5:7] == ("作风建设", NATURE_WORDS["immediate"]) and not row[8].startswith("待看")
    waits = next(row for row in rows_of(opened, marks, compared) if row[4])
    assert waits[8].startswith("待看：")

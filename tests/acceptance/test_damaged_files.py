"""Damaged files of every kind that comes in: no crash, nothing over two seconds, bounded memory, every row and paragraph accounted for.

2,000 workbooks of findings, and as many more of declared books as there are kinds of damage; 500 Word lists (letters and reports have
their 500 beside their readers). The texts from which the product was drawn lose no paragraph as Word files, however they are numbered.
"""

import contextlib
import random
import time
from pathlib import Path

import openpyxl
import pytest

from db.digest import content_digest
from desktop.errors import KnownError, Refused
from desktop.exchange.feedback_letter.reading import letter_of
from desktop.exchange.register_list import read as read_list
from desktop.exchange.unit_reports.reading import read_report
from desktop.exchange.word_reading.word_source import read_word, read_word_bytes
from desktop.exchange.workbook_source import open_workbook
from desktop.ledgers import books
from desktop.operations import undo
from desktop.operations.importing import files
from desktop.operations.importing.answers import Wanted
from desktop.operations.importing.judgement import Options
from desktop.operations.records.importing import heads
from tests.builders import EVERYONE, a_round
from tests.exchange.raw_rows import filled_rows
from tests.exchange.sample_letters import check_law
from tests.exchange.sample_lists import expectation
from tests.exchange.test_finding_list_mutants import _SOURCES, _judge, mutate
from tests.exchange.word_files import paragraph, save, table, word_file
from tests.exchange.word_mutants import KINDS, mutant
from tests.memory import peak_kib

pytestmark = [pytest.mark.acceptance, pytest.mark.timeout(1800), pytest.mark.filterwarnings("ignore")]
SAMPLES = Path(__file__).parent.parent / "samples"
SEEDS = sorted((SAMPLES / "seeds").glob("*.txt"))
_SLOWEST = 2.0
"""Seconds of the processor for one file."""
_MOST_MEMORY = 600 * 1024
"""Kilobytes that the process may grow by over one run."""
_BOOKS = ("talk", "chase", "regulation", "working_paper")


@pytest.fixture(autouse=True)
def in_memory():
    before = peak_kib()
    yield
    assert peak_kib() - before < _MOST_MEMORY


def variants(path, folder, seed):
    """The damaged variants of a workbook with what a reader may do with each."""
    for made in mutate.mutate(str(path), str(folder), seed):
        if made["file"]:
            yield folder / made["file"], made["importer_may"]


@pytest.mark.parametrize("seed", range(101, 113))
def test_workbooks_of_findings_are_read_whole_accounted_for_or_refused(tmp_path, seed):
    """Twelve seeds of at least 167: 2,000."""
    judged = 0
    for case in _SOURCES:
        path, expected = expectation(case)
        for made, promise in variants(path, tmp_path / case, seed):
            began = time.process_time()
            open_and_judge(made, promise, expected)
            assert time.process_time() - began < 2 * _SLOWEST, made.name  # it is read and counted anew from its raw XML
            judged += 1
    assert judged >= 167


def open_and_judge(path, promise, expected):
    began = time.process_time()
    with contextlib.suppress(Refused):
        open_workbook(path)
    assert time.process_time() - began < _SLOWEST, path.name
    _judge(path, promise, expected)


@pytest.mark.parametrize("name", _BOOKS)
def test_workbooks_of_books_are_read_with_every_row_or_refused(tmp_path, name):
    book = books.as_declared(name)
    fields = [one for one in book.all_fields if one.plain][:9]
    made = openpyxl.Workbook()
    made.active.append(["序号", *(one.title for one in fields)])
    for row in range(1, 25):
        made.active.append([row, *(f"{one.title}{row}" for one in fields)])
    source = tmp_path / "表.xlsx"
    made.save(source)
    judged = 0
    for seed in range(4):
        for path, _promise in variants(source, tmp_path / str(seed), seed):
            began = time.process_time()
            try:
                found = read_list(path, heads(book), book.title)
            except Refused:
                continue
            finally:
                assert time.process_time() - began < _SLOWEST, path.name
            judged += 1
            listed = {(row.sheet, row.row) for row in found.rows}
            aside = {(sheet, row) for sheet, row, _why in found.ignored}
            assert not listed & aside, path.name
            for sheet, filled in filled_rows(path).items():
                told = {row for where, row in listed | aside if where == sheet}
                assert filled <= told or (sheet, 0) in aside, (path.name, sheet, filled - told)
    assert judged >= 30


def word_lists(folder):
    """Lists as Word tables: one from the field, and sample lists written out as tables."""
    yield (SAMPLES / "H_field_lists" / "p16_Word里的台账表.docx").read_bytes()
    for case in _SOURCES[:3]:
        sheet = open_workbook(expectation(case)[0]).sheets[0]
        last = max(max(cells) for cells in sheet.rows.values() if cells)
        rows = [
            [sheet.rows[row][column].text if column in sheet.rows[row] else "" for column in range(1, last + 1)]
            for row in sorted(sheet.rows)
        ]
        yield word_file([paragraph("整改台账"), table(rows)])


def test_word_lists_are_read_with_every_paragraph_or_refused(tmp_path):
    judged = refused = 0
    path = tmp_path / "清单.docx"
    for place, whole in enumerate(word_lists(tmp_path)):
        for kind in sorted(KINDS):
            for seed in range(9):
                path.write_bytes(mutant(whole, kind, seed * 10 + place))
                began = time.process_time()
                judged += 1
                try:
                    workbook = open_workbook(path)
                except Refused:
                    refused += 1
                    continue
                finally:
                    assert time.process_time() - began < _SLOWEST, (kind, seed)
                shown = "".join(
                    "".join(one.text.split()) for row in workbook.sheets[0].rows.values() for one in row.values()
                )
                told = "".join("".join(one.text.split()) for one in read_word(path).paragraphs)
                assert sorted(shown) == sorted(told) or set(told) <= set(shown), (kind, seed)
    assert judged >= 500 and 0 < refused < judged


@pytest.mark.parametrize("case", _SOURCES[:4])
def test_what_came_of_a_damaged_list_is_taken_back_to_the_digest_before(ledger, tmp_path, case):
    """Undo returns the exact earlier digest."""
    a_round(ledger)
    files.take(ledger, EVERYONE, Wanted(SAMPLES / "A_finding_lists" / "units.json"), Options())
    path, _expected = expectation(case)
    entered = 0
    for made, _promise in variants(path, tmp_path / case, 5):
        before = content_digest(ledger.reader)
        try:
            taken = files.take(ledger, EVERYONE, Wanted(made), Options(accept_faults=True))
        except KnownError:
            taken = None
        if taken is not None and taken.entered.import_number is not None:
            entered += 1
            undo.undo_import(ledger, EVERYONE, taken.entered.import_number)
        assert content_digest(ledger.reader) == before, made.name
    assert entered >= 3


def lines_of(seed):
    return [line for line in seed.read_text(encoding="utf-8").splitlines() if line.strip()]


@pytest.mark.parametrize("seed", SEEDS, ids=lambda one: one.stem)
@pytest.mark.parametrize("numbering", ["plain", "typed", "automatic"])
def test_the_texts_of_the_beginning_lose_no_paragraph_as_word_files(seed, numbering, tmp_path):
    """Each line a paragraph; headings and findings numbered by hand or by Word, at random depths."""
    chance = random.Random(seed.stem)
    marks = ("{}、", "（{}）", "{}.", "（{}）")
    lines = lines_of(seed)
    body, wanted = [], []
    for place, line in enumerate(lines, 1):
        level = chance.choice((None, 0, 1, 2, 3))
        plain = " ".join(line.split())
        number = (
            marks[level].format("一二三四五六七八九十"[place % 10] if level in (0, 1) else place)
            if level is not None
            else ""
        )
        if numbering == "automatic":
            body.append(paragraph(plain, level=level))
        else:
            body.append(paragraph((number if numbering == "typed" else "") + plain))
        wanted.append((number if numbering == "typed" else "") + plain)
    word = read_word_bytes(save(tmp_path, body).read_bytes(), "汇报.docx")
    assert len(word.paragraphs) == len(lines) and word.count == len(lines)
    bare = ["".join(one.text.split()) for one in word.paragraphs]
    assert all(line in said for line, said in zip(("".join(one.split()) for one in wanted), bare, strict=True))
    check_law(word, letter_of(word))
    report = read_report(word.paragraphs, [], continued=word.continued)
    told = {para for item in report.items for para in item.paras} | {para for para, _why in report.context}
    assert told == {number for one in word.paragraphs for number in one.numbers}

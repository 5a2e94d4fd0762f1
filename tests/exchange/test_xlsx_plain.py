"""The one pass reads what the parser reads: cells equal on every sample and on damaged variants of them."""

import io
import time
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter

from desktop.errors import Refused
from desktop.exchange import xlsx_source
from desktop.exchange.sheet_cells import SheetLimits
from desktop.exchange.untrusted_file import kind_by_content
from desktop.exchange.xlsx_plain import plain_rows, plain_texts
from desktop.exchange.xlsx_source import read_xlsx
from tests.exchange.sheet_mutants import KINDS, mutant
from tests.memory import peak_kib

SAMPLES = Path(__file__).parents[1] / "samples"
BOOKS = sorted(path for path in SAMPLES.rglob("*.xls[xm]") if path.read_bytes()[:2] == b"PK")
_SLOWEST, _MOST_MEMORY = 2.0, 400 << 10


def outcome(data: bytes):
    """Sheets with every cell in order (as text: a number that is none equals nothing), or the reason of the refusal."""
    try:
        kind_by_content(data, "甲.xlsx")
        book = read_xlsx(data, "甲.xlsx")
    except Refused as refusal:
        return refusal.reason
    return [
        repr(
            (
                sheet.name,
                sheet.hidden,
                sheet.rows,
                sheet.merges,
                sheet.hidden_columns,
                sorted(sheet.hidden_rows),
                sorted(sheet.pictures),
            )
        )
        for sheet in book.sheets
    ]


def parsed(data: bytes, monkeypatch):
    """The same by the parser alone."""
    with monkeypatch.context() as patch:
        patch.setattr(xlsx_source, "plain_rows", lambda *_: None)
        patch.setattr(xlsx_source, "plain_texts", lambda *_: None)
        return outcome(data)


def listed() -> bytes:
    """A list as programs write it: shared texts, dates, amounts, a formula, merged title, hidden row."""
    held = io.BytesIO()
    with xlsxwriter.Workbook(held) as book:
        sheet, day = book.add_worksheet("清单"), book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.merge_range(0, 0, 0, 4, "问题清单", book.add_format())
        for row in range(1, 30):
            sheet.write_row(row, 0, [row, f"问题<{row}>&𠮷", "县财政局", row * 1.25])
            sheet.write_datetime(row, 4, date(2025, 3, 1), day)
        sheet.write_formula(30, 3, "=SUM(D2:D30)", None, 543.75)
        sheet.set_row(5, None, None, {"hidden": True})
    return held.getvalue()


def test_a_list_is_read_by_the_pass_and_only_its_formula_by_the_parser(monkeypatch):
    seen = []
    monkeypatch.setattr(xlsx_source, "plain_rows", lambda *given: seen.append(plain_rows(*given)) or seen[-1])
    monkeypatch.setattr(xlsx_source, "plain_texts", lambda *given: seen.append(plain_texts(*given)) or seen[-1])
    data = listed()

    read = outcome(data)

    texts, found = seen
    [sheet] = read_xlsx(data, "甲.xlsx").sheets
    assert "问题<1>&𠮷" in texts and (found.odd, found.hidden, len(found.rows)) == ({31}, {6}, 30)
    assert (
        list(sheet.rows) == list(range(1, 32)) and sheet.merges == [(1, 1, 1, 5)] and sheet.rows[31][4].value == 543.75
    )
    assert read == parsed(data, monkeypatch)


@pytest.mark.parametrize("path", BOOKS, ids=lambda path: str(path.relative_to(SAMPLES)))
def test_every_sample_is_the_same_by_both(path, monkeypatch):
    data = path.read_bytes()
    assert outcome(data) == parsed(data, monkeypatch)


def compare_mutants(monkeypatch, sources, seeds):
    """How many variants both read alike, in time and in memory; the parser is the measure of every row."""
    before, count = peak_kib(), 0
    for seed in seeds:
        for kind in KINDS:
            data = mutant(sources[(seed + count) % len(sources)], kind, seed)
            began = time.process_time()
            found = outcome(data)
            assert time.process_time() - began < _SLOWEST, (kind, seed)
            assert found == parsed(data, monkeypatch), (kind, seed)
            count += 1
    assert peak_kib() - before < _MOST_MEMORY
    return count


def test_a_few_mutants_are_read_alike(monkeypatch):
    assert compare_mutants(monkeypatch, [listed()], range(4)) == 4 * len(KINDS)


@pytest.mark.acceptance
@pytest.mark.timeout(900)
@pytest.mark.filterwarnings("ignore")
def test_two_thousand_mutants_are_read_alike(monkeypatch):
    sound = [data for path in BOOKS if not isinstance(outcome(data := path.read_bytes()), str)]
    sources = [listed(), *(data for data in sound if len(data) < 100_000)]
    assert compare_mutants(monkeypatch, sources, range(134)) >= 2000


@pytest.mark.parametrize("bound", ["MOST_STRINGS", "MOST_TEXT"])
def test_either_too_many_shared_texts_or_too_much_of_them_is_left_to_the_parser(bound, monkeypatch):
    """The parser tells what is too large; the pass alone would take it."""
    data = b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>ab</t></si><si><t>cd</t></si></sst>'
    assert plain_texts(data, str) == ["ab", "cd"]
    monkeypatch.setattr(SheetLimits, bound, 1)
    assert plain_texts(data, str) is None

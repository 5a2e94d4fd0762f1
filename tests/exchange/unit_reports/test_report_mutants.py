"""Damaged and hostile reports: refused as a Word file, or read with every paragraph accounted for, within two seconds."""

import time
from pathlib import Path

import pytest

from desktop.errors import Refused
from desktop.exchange.unit_reports.reading import read_report
from desktop.exchange.word_reading.word_source import read_word_bytes
from tests.exchange.unit_reports.papers import LISTED
from tests.exchange.word_mutants import KINDS, mutant
from tests.memory import peak_kib

_MOST_MEMORY = 600 * 1024
"""Kilobytes that the process may grow by over the variants of one kind."""
SAMPLES = sorted((Path(__file__).parents[2] / "samples" / "C_unit_reports").rglob("*.docx"))


def check(data):
    start = time.process_time()
    try:
        word = read_word_bytes(data, "整改报告.docx")
    except Refused:
        return
    reading = read_report(word.paragraphs, LISTED, continued=word.continued)
    assert time.process_time() - start < 2
    answered = {para for item in reading.items for para in item.paras}
    context = {para for para, _reason in reading.context}
    assert answered | context == {number for one in word.paragraphs for number in one.numbers}
    assert not answered & context


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_damaged_report_is_refused_or_accounted_for(kind):
    for place, path in enumerate(SAMPLES):
        check(mutant(path.read_bytes(), kind, place))


@pytest.mark.acceptance
@pytest.mark.parametrize("kind", sorted(KINDS))
def test_many_damaged_reports_are_refused_or_accounted_for(kind):
    before = peak_kib()
    for path in SAMPLES:
        for seed in range(15):
            check(mutant(path.read_bytes(), kind, seed))
    assert peak_kib() - before < _MOST_MEMORY

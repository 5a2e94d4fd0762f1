"""A unit's report under review stands and enters as the command line has it, whatever the clerk chose is kept (D15 S7, RULES §10)."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from db.digest import content_digest
from db.queries import facts, imports
from desktop.errors import KnownError
from desktop.operations import undo
from desktop.operations.importing import files
from desktop.operations.importing.answers import Wanted
from desktop.operations.importing.judgement import Options
from desktop.operations.importing.report_lines import answer_lines, findings_law, law, source_lines, sure_ones
from desktop.operations.importing.report_review import Judged, ReportReview, as_text, corrected, from_text
from tests.builders import EVERYONE, a_round, a_unit

SAMPLES = Path(__file__).parents[2] / "samples" / "C_unit_reports"
CASES = sorted(folder.name for folder in SAMPLES.iterdir())


@pytest.fixture(params=CASES)
def case(request, ledger):
    """The findings of a case in the ledger, and its report under review."""
    expected = json.loads((SAMPLES / request.param / "expected.json").read_text("utf-8"))
    folder = SAMPLES / request.param
    a_round(ledger)
    a_unit(ledger, expected["unit"])
    wanted = Wanted(folder / expected["finding_list"], "finding_list", unit=expected["unit"])
    files.take(ledger, EVERYONE, wanted, Options(accept_faults=True))
    review = ReportReview(ledger, EVERYONE, folder / expected["file"], Options(), expected["unit"])
    return ledger, review, expected


def sums(words):
    whole, parts = words.split("；")[0].split(" = ")
    return int(whole.split()[0]), sum(int(part.split()[-1]) for part in parts.split(" + "))


def all_decided(review):
    """The sure ones taken, the others left."""
    opened = review.open()
    marks = opened.marks.take(sure_ones(opened, opened.marks, review.compare(opened.marks)))
    for no in marks.waiting():
        marks = marks.skip(no)
    return marks


def test_every_answer_and_every_paragraph_of_the_samples_is_shown(case):
    _ledger, review, expected = case
    opened = review.open()
    lines = source_lines(opened, opened.marks)
    assert len(lines) == len(opened.paragraphs) and sums(law(lines)) == (len(lines),) * 2
    rows = answer_lines(opened, opened.marks, review.compare(opened.marks))
    assert sorted(row.id for row in rows if row.is_answer) == [item["no"] for item in expected["items"]]
    reading = opened.read.reading
    assert sums(findings_law(reading, opened.marks)) == (len(reading.findings),) * 2
    assert sum(row.check.word == "没有答复" for row in rows) == len(reading.unanswered())


def test_what_is_decided_enters_claims_and_no_verdict_and_is_taken_back_exactly(case):
    ledger, review, _expected = case
    before = content_digest(ledger.writing())
    found = review.enter(all_decided(review))

    ids = review.open().read.answerable.ids.values()
    lanes = [facts.lanes(ledger.writing(), one, ledger.today()) for one in ids]
    assert found.entered and {one.verdict for one in lanes} == {"not_started"}
    assert any(one.claim != "not_started" for one in lanes)
    assert imports.imports(ledger.writing())[0].form == "rectification_report"
    undo.undo_import(ledger, EVERYONE, found.number)
    assert content_digest(ledger.writing()) == before


def test_whatever_is_chosen_the_sums_hold_and_the_choices_can_wait(case):
    _ledger, review, expected = case
    dice, opened = random.Random(expected["file"]), review.open()
    marks, numbers = opened.marks, list(opened.marks.choices)
    for _turn in range(40):
        no = dice.choice(numbers)
        finding = dice.choice([None, *opened.texts])
        deeds = (lambda: marks.take([no]), lambda: marks.skip(no), lambda: marks.mean(no, finding, "done"))  # noqa: B023
        try:
            marks = dice.choice(deeds)()
        except KnownError as error:
            assert error.kind == "unmatched"
        reading = corrected(opened.read.reading, marks)
        answered = {para for item in reading.items for para in item.paras}
        everything = {number for one in opened.paragraphs for number in one.numbers}
        assert answered | {para for para, _why in reading.context} == everything
        rows = answer_lines(opened, marks, None)
        assert sorted(row.id for row in rows if row.is_answer) == sorted(numbers)
        assert sums(findings_law(reading, marks)) == (len(reading.findings),) * 2
        assert from_text(as_text(marks)) == marks


def test_an_answer_of_no_finding_cannot_be_taken(case):
    _ledger, review, _expected = case
    marks = review.open().marks.mean(1, None, "done")
    with pytest.raises(KnownError, match="先指定"):
        marks.take([1])


def test_nothing_enters_while_an_answer_waits(case):
    ledger, review, _expected = case
    before = content_digest(ledger.writing())
    with pytest.raises(KnownError, match="待看"):
        review.enter(review.open().marks)
    assert content_digest(ledger.writing()) == before
    assert isinstance(review.compare(review.open().marks), Judged)

"""A5, A6, issue 6: fifty planted marks in every text field; every kind of file that leaves is taken apart and scanned.

What stays inside stands in none of them, what is another unit's in none that goes to a unit; the register tells of each with mark,
purpose, person, rows and sum; the author is the office; nothing that somebody typed became a formula. A way that is declared and
has no producer here fails.
"""

from __future__ import annotations

import pytest

from db.queries import prints
from desktop.ledgers.ways_out import REGISTERED, Carries
from desktop.operations import diagnosis
from desktop.operations.outgoing import sum_of
from desktop.operations.papers import issuing
from tests.acceptance import leaving, leaving_whole
from tests.acceptance.file_says import formulas, properties, said_in
from tests.acceptance.leaving import ASKED, INSIDE, OFFICE, PRODUCERS, Planted
from tests.builders import EVERYONE

pytestmark = pytest.mark.acceptance
EVERY = pytest.mark.parametrize("way", REGISTERED, ids=lambda way: way.name)
TO_ONE_UNIT = ("return_book", "opinion_sheet")
NO_PROPERTIES = (".json", ".txt")


@pytest.fixture
def planted(ledger, tmp_path):
    return Planted(ledger, tmp_path)


def test_every_declared_way_is_walked():
    """A5"""
    assert set(PRODUCERS) == {way.name for way in REGISTERED}


@EVERY
def test_nothing_that_stays_inside_leaves_and_every_file_is_entered(planted, way):
    """A5, A6"""
    before = len(prints.exports(planted.ledger.reader))
    files = list(PRODUCERS[way.name](planted))
    entries = [one for one in prints.exports(planted.ledger.reader) if one.way == way.name]

    assert len(entries) == max(1, len(files)) and len(prints.exports(planted.ledger.reader)) > before
    for one in entries:
        assert one.user_name == EVERYONE.name and one.purpose in (ASKED.purpose, "" if way.asks else way.purpose)
        assert one.kind == way.kind and one.title
        assert one.classification == (
            ASKED.mark if way.asks and way.carries is not Carries.PAPER else one.classification
        )
        if way.carries is Carries.FIELDS and way.name != "list_again":
            assert one.rows and len(one.sha256) == 64
    assert sorted(one.sha256 for one in entries if files) == sorted(map(sum_of, files))
    if way.carries is not Carries.WHOLE:
        for file in files:
            said = said_in(file)
            assert not [mark for mark in INSIDE if mark.removeprefix(leaving.FORMULA) in said], file.name


@EVERY
def test_the_author_is_the_office_and_no_formula_comes_of_data(planted, way):
    """A6"""
    for file in PRODUCERS[way.name](planted):
        assert not [
            one for one in formulas(file) if not one.strip().startswith(("SUBTOTAL(", "PAGE", "NUMPAGES", "SECTION"))
        ], file.name
        if way.name in ("annotated_copy", "template_copy") or way.carries in (
            Carries.FIELDS,
            Carries.FIGURES,
            Carries.PAPER,
        ):
            assert set(properties(file, OFFICE).values()) == {OFFICE}, file.name
            assert EVERYONE.name not in "".join(properties(file, OFFICE).values())


def test_a_file_that_goes_to_a_unit_says_nothing_of_another(planted):
    """A6, P-12"""
    [book] = PRODUCERS["return_book"](planted)
    assert "甲单位党费" in said_in(book) and "乙" not in said_in(book).replace("乙方", "")

    for made in planted.issued():
        mine, theirs = ("甲", "乙") if "民政" in made.addressee else ("乙", "甲")
        said = said_in(made.path)
        assert f"{mine}单位党费" in said and f"{theirs}单位党费" not in said and f"{theirs}owner" not in said


def test_what_leaves_without_an_entry_says_nothing_that_stays_inside_either(planted, tmp_path):
    """A6: drafts of every kind, the package of a maintainer."""
    for recipe in leaving.catalogue.recipes(planted.ledger.reader):
        for made in issuing.draft(planted.workshop, planted.gathered(recipe.kind), tmp_path / "草稿"):
            assert not [mark for mark in INSIDE if mark.removeprefix(leaving.FORMULA) in said_in(made.path)], (
                recipe.kind
            )
    package = diagnosis.write(planted.ledger, tmp_path / "诊断.zip", None, [])
    said = said_in(package)

    assert not [mark for mark in INSIDE if mark.removeprefix(leaving.FORMULA) in said] and "显" not in said


def test_the_set_of_every_day_says_nothing_that_stays_inside(planted):
    """A5, B6: every book three ways, its author the office, no formula of data; what was planted in open fields is there."""
    files = leaving_whole.open_set_files(planted)
    said = {file.name: said_in(file) for file in files}
    marks = [mark.removeprefix(leaving.FORMULA) for mark in INSIDE]

    assert [(name, mark) for name, text in said.items() for mark in marks if mark in text] == []
    for file in files:
        assert not [one for one in formulas(file) if not one.strip().startswith(("SUBTOTAL(", "PAGE", "NUMPAGES"))]
        if file.suffix in (".xlsx", ".docx"):
            assert set(properties(file, OFFICE).values()) == {OFFICE}, file.name
    assert "甲单位党费" in said["问题台账.xlsx"] and "甲owner显" in said["问题台账.json"]
    assert len(files) > 3 * len(planted.records)


def test_the_marks_that_may_leave_do_so_that_the_scan_is_no_empty_one(planted):
    """A6: the same scan finds the words of open fields, and in the dump those that stay inside."""
    [_usual, whole, _grouped] = PRODUCERS["finding_book"](planted)
    [everything] = PRODUCERS["dump"](planted)
    pages = next(iter(PRODUCERS["list_pdf"](planted)))

    assert "甲owner显" in said_in(whole) and "乙owner显" in said_in(whole) and "甲单位党费" in said_in(pages)
    assert all(mark in said_in(everything) for mark in INSIDE[:40])

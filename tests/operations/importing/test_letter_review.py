"""A letter under review in the window stands against the ledger as the command line has it, and enters through the same door (D15)."""

from __future__ import annotations

import pytest

from db.digest import content_digest
from db.queries import imports
from db.queries.findings import list_findings
from db.records import FindingCriteria
from desktop.errors import KnownError, Refused
from desktop.operations import undo
from desktop.operations.importing import files
from desktop.operations.importing.answers import Wanted
from desktop.operations.importing.judgement import Options, Picks
from desktop.operations.importing.letter_review import (
    NEAR,
    NEW,
    NO_SUCH_UNIT,
    POINTS,
    REVISED,
    SAME,
    LetterReview,
)
from tests.builders import EVERYONE, a_finding, a_round, a_unit
from tests.exchange.sample_letters import CASES, expectation
from tests.exchange.word_files import deleted, inserted, paragraph, save
from tests.operations.importing.test_letter_marks import BODY

P = paragraph


@pytest.fixture
def office(ledger):
    a_round(ledger)
    a_unit(ledger, "县水利局党组")
    return ledger


def review(ledger, path, unit="", **told):
    return LetterReview(ledger, EVERYONE, path, Options(**told), unit)


def letter(folder, *lines):
    return save(folder, [line if line.startswith("<") else P(line) for line in lines or BODY])


def all_taken(marks):
    return marks.take(one.key for one in marks.drafts)


def kinds(compared):
    return [one.kind for one in compared.standings.values()]


@pytest.mark.parametrize("case", CASES)
def test_what_is_taken_whole_enters_as_the_command_line_enters_it(ledger, case):
    """D15: one operation whatever the way in"""
    path, expected = expectation(case)
    a_round(ledger)
    a_unit(ledger, expected["unit"])
    files.take(ledger, EVERYONE, Wanted(path, "feedback_letter"), Options())
    by_command = entered(ledger)
    undo.undo(ledger, EVERYONE)
    empty = content_digest(ledger.writing())

    work = review(ledger, path)
    marks = all_taken(work.open().marks)
    found = work.enter(marks, work.review(marks), Picks())

    assert found.entered == len(expected["findings"])
    assert imports.imports(ledger.writing())[0].form == "feedback_letter"
    assert entered(ledger) == by_command
    undo.undo(ledger, EVERYONE)
    assert content_digest(ledger.writing()) == empty


def entered(ledger):
    """What stands of each finding, without its permanent number, which is never given again."""
    rows = list_findings(ledger.reader, FindingCriteria(), ledger.today())
    return [(row.unit_name, row.text, row.category1, row.category2, row.source_sheet, row.source_row) for row in rows]


def test_nothing_goes_on_while_a_paragraph_or_a_finding_is_undecided(office, tmp_path):
    work = review(office, letter(tmp_path))
    marks = work.open().marks

    with pytest.raises(KnownError, match="待看"):
        work.review(marks)
    with pytest.raises(KnownError, match="没有认出"):
        work.review(all_taken(marks).explain(7, "unrecognised"))


def test_the_standing_of_each_finding_is_told(office, tmp_path):
    a_finding(office, 1, 1, "作风不实。")
    a_finding(office, 1, 1, "报销把关不严，多报12笔")
    a_finding(office, 1, 1, "别的事")
    path = letter(
        tmp_path,
        *BODY[:5],
        P("（三）", inner=deleted("旧话") + inserted("新话不实。")),
        "（四）报销把关不严，多报13笔",
        "（五）全新的事。",
    )
    compared = review(office, path).compare(review(office, path).open().marks)

    assert kinds(compared) == [POINTS, SAME, REVISED, NEAR, NEW]
    assert len(compared.missing) == 2


def test_a_finding_that_the_ledger_has_keeps_its_category_there(office, tmp_path):
    a_finding(office, 1, 1, "作风不实。", category1="一", category2="理论学习")
    work = review(office, letter(tmp_path))
    marks = all_taken(work.open().marks.drop(1).drop(3))

    reviewed = work.review(marks)

    assert [one.kind for one in reviewed.comparison.matched.values()] == ["same"]


def test_a_finding_may_get_words_and_category_of_the_clerk(office, tmp_path):
    work = review(office, letter(tmp_path))
    marks = work.open().marks.edit(2, text="作风漂浮。", category="二 / 作风")
    marks = all_taken(marks)
    work.enter(marks, work.review(marks), Picks())

    rows = list_findings(office.reader, FindingCriteria(), office.today())
    assert ("作风漂浮。", "二", "作风") in [(row.text, row.category1, row.category2) for row in rows]


def test_a_unit_that_the_register_lacks_is_asked_for(office, tmp_path):
    path = letter(tmp_path, "关于巡察县融媒体中心党支部的反馈意见", "县融媒体中心党支部：", *BODY[2:])
    work = review(office, path)
    marks = work.open().marks
    assert work.unit_meant() == "" and set(kinds(work.compare(marks))) == {NO_SUCH_UNIT}
    with pytest.raises(KnownError, match="名册"):
        work.review(all_taken(marks))

    work.unit = "县水利局党组"
    assert NO_SUCH_UNIT not in kinds(work.compare(marks))
    assert work.review(all_taken(marks)).reading.findings[0].unit == "县水利局党组"


def test_a_letter_that_was_entered_and_comes_again_is_the_same(office, tmp_path):
    work = review(office, letter(tmp_path))
    marks = all_taken(work.open().marks)
    work.enter(marks, work.review(marks), Picks())

    again = review(office, tmp_path / "反馈意见.docx")
    compared = again.compare(again.open().marks)

    assert set(kinds(compared)) == {SAME}, "also one with points: it was kept whole"
    assert compared.missing == ()


def test_a_file_that_is_no_letter_of_word_is_refused_with_its_sentence(office, tmp_path):
    path = tmp_path / "旧.docx"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"))
    with pytest.raises(Refused, match="另存为 .docx"):
        review(office, path).open()


@pytest.mark.parametrize("nature", ["immediate", "long_term"])
def test_the_nature_that_the_clerk_says_is_that_of_the_finding_and_waits_with_the_letter(office, tmp_path, nature):
    """page 22: 性质"""
    from desktop.operations.importing.letter_marks import as_text, from_text

    one = review(office, letter(tmp_path), "县水利局党组")
    marks = all_taken(one.open().marks)
    marks = from_text(as_text(marks.edit(marks.drafts[0].key, nature=nature)))
    one.enter(marks, one.review(marks), Picks())
    rows = list_findings(office.reader, FindingCriteria(), office.today())
    assert [row.nature for row in rows] == [nature, *["ordinary"] * (len(rows) - 1)]

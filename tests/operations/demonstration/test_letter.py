"""The feedback letter that waits in the demonstration: every paragraph has its place, and what page 22 shows of a letter is in it."""

from __future__ import annotations

from desktop.exchange.feedback_letter.letter import UNRECOGNISED
from desktop.exchange.feedback_letter.reading import letter_of
from desktop.exchange.word_reading.word_source import read_word
from desktop.operations.demonstration import extract
from desktop.operations.demonstration.build import FOLDER
from desktop.operations.demonstration.letter import LETTER, leave_waiting
from tests.tools.build_demo_letter import PARTS, ROUND, build


def test_it_lies_where_the_demonstration_is_opened(tmp_path):
    left = leave_waiting(FOLDER, tmp_path)
    assert left == tmp_path / LETTER and left.read_bytes() == (FOLDER / LETTER).read_bytes()


def test_it_has_39_paragraphs_a_tracked_change_one_to_part_and_three_to_decide():
    word = read_word(FOLDER / LETTER)
    letter = letter_of(word)
    assert letter.counts() == {"问题来源": 14, "层级标题": 7, "说明": 15, "没有认出": 3}
    assert sum(letter.counts().values()) == len(word.paragraphs) == 39
    assert word.revisions and [len(one.points) for one in letter.findings if one.points] == [2]
    assert sum(one.reason == UNRECOGNISED for one in letter.context) == 3


def test_its_findings_are_those_of_the_ledger_but_the_one_that_was_kept_back():
    """The tracked change is read as accepted, so that its finding says what the list says."""
    said = "".join(one.text for one in letter_of(read_word(FOLDER / LETTER)).findings)
    told = {number for _heading, paragraphs in PARTS for numbers in paragraphs for number in numbers}
    own = {one["number"][-4:]: one for one in extract.read(FOLDER).findings if one["number"][:5] == ROUND}
    assert len(told) == 15
    for number in told:
        assert str(own[number]["text"]).rstrip("。") in said, number


def test_the_file_is_what_its_script_writes(tmp_path):
    build(tmp_path / LETTER)
    texts = [[one.text for one in read_word(path / LETTER).paragraphs] for path in (tmp_path, FOLDER)]
    assert texts[0] == texts[1]

"""A letter as two lists: whatever the clerk decides, every paragraph stands once with one fate and the sums add up (D15; page 22)."""

from __future__ import annotations

import random

import pytest

from desktop.errors import KnownError
from desktop.exchange.feedback_letter.letter import UNRECOGNISED
from desktop.exchange.feedback_letter.reading import letter_of
from desktop.exchange.word_reading.word_source import read_word
from desktop.operations.importing.letter_lines import (
    DELETED,
    category_shown,
    check_mark,
    findings_law,
    law,
    missing_words,
    proposal_lines,
    source_lines,
)
from desktop.operations.importing.letter_marks import NOT_A_FINDING, OPEN, SKIPPED, Draft, as_text, from_text, marks_of
from desktop.operations.importing.letter_review import (
    DIFFERS,
    NEAR,
    NEW,
    NO_SUCH_UNIT,
    POINTS,
    REVISED,
    SAME,
    Compared,
    Opened,
    Standing,
)
from tests.exchange.sample_letters import CASES, expectation

KINDS = (DIFFERS, NEAR, NEW, NO_SUCH_UNIT, POINTS, REVISED, SAME)


def opened(case):
    word = read_word(expectation(case)[0])
    letter = letter_of(word)
    return Opened(tuple(word.paragraphs), letter, marks_of(letter), word.revisions)


def sums(words):
    whole, parts = words.split(" = ")
    return int(whole.split()[0]), sum(int(part.split()[-1]) for part in parts.split(" + "))


def a_deed(marks, dice):
    """Any decision on anything."""
    if not marks.drafts:
        return marks
    one = dice.choice(marks.drafts)
    para = dice.choice(sorted(marks.context) or [0])
    deeds = (
        lambda: marks.take([one.key], dice.random() < 0.7),
        lambda: marks.split_points(one.key),
        lambda: marks.split_at(one.key, one.text, dice.randrange(len(one.text) + 1)),
        lambda: marks.keep_whole(one.key),
        lambda: marks.join_up(one.key),
        lambda: marks.drop(one.key),
        lambda: marks.take_in(para, "另一条。") if para in marks.context else marks,
        lambda: (
            marks.explain(para, dice.choice((NOT_A_FINDING, SKIPPED, UNRECOGNISED))) if para in marks.context else marks
        ),
    )
    try:
        return dice.choice(deeds)()
    except KnownError:
        return marks


@pytest.mark.parametrize("case", CASES)
def test_whatever_is_decided_every_paragraph_has_one_fate_and_all_sums_hold(case):
    dice, letter = random.Random(case), opened(case)
    marks = letter.marks
    for _turn in range(60):
        marks = a_deed(marks, dice)
        standings = {one.key: Standing(dice.choice(KINDS), "15-06-0001") for one in marks.drafts}
        lines = source_lines(letter, marks)
        numbered = [line for line in lines if line.place]
        assert len(numbered) == len(letter.paragraphs)
        assert sums(law(marks)) == (len(marks.context) + len(marks.sources()),) * 2
        assert sums(findings_law(marks, Compared(standings))) == (len(marks.drafts),) * 2
        shown = {key for line in lines for key in line.keys}
        assert shown == {one.key for one in marks.drafts}
        assert len([line for line in numbered if line.kind == OPEN]) <= len(marks.unrecognised())
        assert [one.no for one in proposal_lines(marks, Compared(standings))] == list(range(1, len(marks.drafts) + 1))
        assert from_text(as_text(marks)) == marks


@pytest.mark.parametrize("case", CASES)
def test_no_word_of_the_letter_is_left_out_of_its_lines(case):
    letter = opened(case)
    for paragraph, line in zip(letter.paragraphs, source_lines(letter, letter.marks), strict=False):
        read = (
            line.text if paragraph.label or line.label in ("正文", "标题", "表格", "文本框") else line.label + line.text
        )
        assert "".join(read.split()) == "".join(paragraph.text.split())
        assert all(how != DELETED or paragraph.shown for _words, how in line.stretches)


@pytest.mark.parametrize("kind", KINDS)
def test_every_standing_has_a_mark_with_a_sentence(kind):
    letter = opened(CASES[0])
    mark = check_mark(letter.marks.drafts[0], Standing(kind, "15-06-0001"))
    assert mark.word and mark.tooltip.endswith("。")


def test_what_the_letter_leaves_out_is_named_by_its_last_digits():
    assert missing_words(Compared()) == ""
    assert missing_words(Compared({}, ("15-06-0100",))) == "清单另有 1 条未写入反馈（0100）"
    many = tuple(f"15-06-010{place}" for place in range(5))
    assert missing_words(Compared({}, many)) == "清单另有 5 条未写入反馈（0100、0101、0102 等）"


@pytest.mark.parametrize(
    ("said", "standing", "shown"),
    [
        (None, None, "制度执行"),
        (None, Standing(NEW), "制度执行"),
        (None, Standing(SAME, "15-06-0001", category="一 / 理论学习"), "一 / 理论学习"),
        ("二 / 财务资金", Standing(SAME, "15-06-0001", category="一 / 理论学习"), "二 / 财务资金"),
        ("", Standing(SAME, "15-06-0001", category="一 / 理论学习"), ""),
    ],
)
def test_a_finding_of_the_ledger_stands_under_its_own_category_unless_the_clerk_says_another(said, standing, shown):
    draft = Draft(1, "制度没有执行。", (3,), path=("主要问题", "制度执行"), category=said)
    assert category_shown(draft, standing) == shown

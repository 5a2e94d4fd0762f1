"""M24, S6: the whole check: every line has its words, its sum and a door; it changes nothing."""

import re

from db import digest
from desktop.operations.health import examining
from desktop.operations.health.line import Stands
from tests.operations.health.sound_office import a_sound_office, an_event, plant

LEADS = ("件数、人数都不小于 0", "在线索页内核对，这里不显示")
"""Checked in the room of leads alone; here it says so and bears no number (ux/pages.md §26)."""


def whole(ledger, rounds=()):
    return examining.examine(ledger.reader, rounds, ledger.today(), None, ledger.today())


def test_a_sound_ledger_agrees_in_everything_and_says_so(ledger):
    a_sound_office(ledger)
    examined = whole(ledger)

    assert [(line.words, line.result) for line in examined.lines if line.stands is not Stands.AGREES] == [LEADS]
    assert examined.sum_text().startswith("13 项 = 相符 12 + 在线索页内 1；另 8 项 = 相符 8。")


def test_an_empty_ledger_agrees_too(ledger):
    lines = whole(ledger).lines
    assert [(line.words, line.result) for line in lines if line.stands is not Stands.AGREES] == [LEADS]


def test_every_line_has_words_a_result_and_what_its_remedy_opens(ledger):
    """No figure without its rows: a line that does not agree names them and its verb; keys are told once."""
    round_id, places, ids = a_sound_office(ledger)
    plant(ledger, "finding", ids[1], owner="", category1="", amount_yuan=22, nature="long_term")
    plant(ledger, "unit", places[0], leader="")
    an_event(ledger, ids[2], "extend", "2026-06-01", due_on="2031-09-01", reason="等批复")
    an_event(ledger, ids[2], "reopen", "2026-06-03", verdict_state="in_progress")
    examined = whole(ledger, (round_id,))
    wrong = [line for line in examined.lines if line.stands in (Stands.ASKS, Stands.WRONG)]

    assert len({line.key for line in examined.lines}) == len(examined.lines) == 21
    assert {"complete", "sums", "amounts", "reviews", "approvers", "reasons", "leaders", "calendars"} <= {
        line.key for line in wrong
    }
    for line in examined.lines:
        assert line.words and line.result and bool(line.verb) == (line in wrong)
        assert not re.search("[A-Za-z]", line.words + line.result)
    for line in wrong:
        assert line.rows or line.opens.place in ("calendar", "letters"), line.key
        assert line.result in line.door.title


def test_the_sum_of_the_marks_is_all_lines(ledger):
    _round, _units, ids = a_sound_office(ledger)
    plant(ledger, "finding", ids[1], owner="")
    examined = whole(ledger)
    told = [
        int(each)
        for each in re.findall(r"(\d+) 项|\S+ (\d+)(?: \+|；|。)", examined.sum_text())
        for each in each
        if each
    ]

    assert told == [13, 11, 1, 1, 8, 8]
    assert sum(examined.count(one) for one in Stands) == len(examined.lines)


def test_looking_changes_nothing(ledger):
    a_sound_office(ledger)
    before = digest.file_digest(ledger.reader)

    whole(ledger)

    assert digest.file_digest(ledger.reader) == before


def test_check_tells_what_does_not_agree_as_a_warning(ledger):
    _round, _units, ids = a_sound_office(ledger)
    assert list(examining.problems(ledger)) == []
    plant(ledger, "finding", ids[1], owner="")

    [problem] = examining.problems(ledger)

    assert (problem.kind, problem.where) == ("warning", "反馈问题有底稿、措施、责任领导、责任人、时限")
    assert "15-" in problem.message or "缺责任人" in problem.message

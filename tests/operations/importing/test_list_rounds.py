"""RULES §11: which round each row belongs to: its own, the one that is meant, the chosen one, or the only one."""

import pytest

from desktop.errors import KnownError
from desktop.ledgers.finding_draft import FindingDraft
from desktop.operations.importing.judgement import Options
from desktop.operations.importing.list_rounds import refuse_unnamed, rounds_of, written
from tests.builders import a_round

FIVE, SIX = "十五届县委第五轮（常规）", "十五届县委第六轮（常规）"
NOTHING = Options()


def row(name=None):
    return FindingDraft(round=name)


def found(ledger, rows, options=NOTHING):
    result = rounds_of(ledger.reader, rows, options)
    return [result.id_of(one) for one in rows], result.unknown


def test_a_row_names_its_round_by_name_or_code_however_it_is_typed(ledger):
    five, six = a_round(ledger, FIVE), a_round(ledger, SIX)
    rows = [row(name) for name in (FIVE, "十五届县委第六轮 (常规)", "15-05", " 15-06 ", "第九轮")]
    assert found(ledger, rows) == ([five, six, five, six, None], ["第九轮"])
    assert written(row()) == "" and written(row(" 甲 ")) == "甲"


def test_what_a_written_round_means_is_told_once(ledger):
    five = a_round(ledger, FIVE)
    rows = [row("五"), row("九"), row("九"), row("玖")]
    assert found(ledger, rows, Options(rounds={"五": FIVE, "玖": "九"})) == ([five, None, None, None], ["九"])


def test_rows_that_name_none_are_of_the_chosen_round_or_of_the_only_one(ledger):
    assert found(ledger, [row()]) == ([None], [])
    five = a_round(ledger, FIVE)
    assert found(ledger, [row()]) == ([five], [])
    six = a_round(ledger, SIX)
    assert found(ledger, [row()]) == ([None], [])
    assert found(ledger, [row(), row(FIVE)], Options(round_name=SIX)) == ([six, five], [])
    assert found(ledger, [row()], Options(round_name="第九轮")) == ([None], ["第九轮"])


def test_the_feedback_is_that_of_the_rows_own_round(ledger):
    a_round(ledger, FIVE, "2025-03-18"), a_round(ledger, SIX)
    rows = [row(FIVE), row(SIX), row("第九轮")]
    result = rounds_of(ledger.reader, rows, NOTHING)
    assert [result.feedback_of(one) for one in rows] == ["2025-03-18", "2026-03-18", None]


def test_where_there_are_several_rounds_rows_without_one_need_a_choice(ledger):
    a_round(ledger, FIVE)
    refuse_unnamed(ledger.reader, [row()], NOTHING)
    a_round(ledger, SIX)
    with pytest.raises(KnownError, match="2 个轮次"):
        refuse_unnamed(ledger.reader, [row(FIVE), row()], NOTHING)
    refuse_unnamed(ledger.reader, [row(FIVE)], NOTHING)
    refuse_unnamed(ledger.reader, [row()], Options(round_name=FIVE))

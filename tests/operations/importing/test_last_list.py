"""X5: the base of a finding is the word of the last standing list, by the day of the list and not of its entering."""

from __future__ import annotations

from dataclasses import replace

import pytest

from db.queries import list_rows
from desktop.operations import undo
from desktop.operations.importing import files
from desktop.operations.importing.answers import Wanted
from desktop.operations.importing.judgement import Options
from desktop.operations.importing.last_list import LastList, last_list_of, plain
from tests.builders import EVERYONE, a_finding, a_round, a_unit
from tests.operations.importing.test_second_list import HEAD, JUNE, MAY, listed

FIRST = {
    "具体表现": "党费收缴不及时", "整改措施": "清退", "责任人": "李明", "整改进展": "已清退一半", "涉及金额（元）": 5000,
}  # fmt: skip
LATER = {**FIRST, "责任人": "王芳", "完成情况": "部分完成", "整改进展": "已清退八成"}


@pytest.fixture
def office(ledger):
    a_round(ledger)
    a_unit(ledger, "县民政局党组")
    return ledger


def take(ledger, folder, on, row):
    path = listed(folder, on, [row], head=HEAD)
    return files.take(ledger, EVERYONE, Wanted(path), Options(list_date=on)).entered.import_number


def test_a_finding_that_no_list_named_has_no_base(ledger):
    assert last_list_of(ledger.reader, a_finding(ledger)) == LastList()
    assert not LastList().known


def test_it_says_what_the_list_said_field_by_field(office, tmp_path):
    take(office, tmp_path, MAY, FIRST)
    base = last_list_of(office.reader, 1)

    assert (base.known, base.list_date, base.status, base.due_on) == (True, MAY, "in_progress", "2026-06-18")
    assert (base.progress, base.values["owner"], base.values["amount_yuan"]) == ("已清退一半", "李明", 5000)
    assert list(base.measures) == ["清退"]


@pytest.mark.parametrize("order", [(MAY, JUNE), (JUNE, MAY)])
def test_the_list_of_the_later_day_is_the_last_whichever_was_entered_first(office, tmp_path, order):
    for on in order:
        take(office, tmp_path, on, LATER if on == JUNE else FIRST)
    base = last_list_of(office.reader, 1)
    assert (base.list_date, base.values["owner"]) == (JUNE, "王芳")


def test_a_list_that_is_undone_gives_way_to_the_one_before(office, tmp_path):
    take(office, tmp_path, MAY, FIRST)
    number = take(office, tmp_path, JUNE, LATER)
    assert last_list_of(office.reader, 1).progress == "已清退八成"
    undo.undo_import(office, EVERYONE, number)

    assert (last_list_of(office.reader, 1).list_date, last_list_of(office.reader, 1).progress) == (MAY, "已清退一半")


def test_an_import_whose_words_were_not_kept_says_what_it_entered(office, tmp_path, monkeypatch):
    """An import of a former version: its rows hold no words, the log and its events do."""
    take(office, tmp_path, MAY, FIRST)
    kept = last_list_of(office.reader, 1)
    without_words = replace(list_rows.last_said(office.reader, 1), said="{}")
    monkeypatch.setattr(list_rows, "last_said", lambda *_said: without_words)
    base = last_list_of(office.reader, 1)

    assert (base.known, base.status, base.progress, base.due_on) == (True, kept.status, kept.progress, kept.due_on)
    assert base.values.items() <= {**kept.values, "text": "党费收缴不及时"}.items()
    assert base.values["owner"] == "李明"


@pytest.mark.parametrize("text", ["党费 收缴\n不及时", "党费收缴不及时\u3000", " 党费收缴不及时"])
def test_texts_are_compared_without_white_space(text):
    assert plain(text) == "党费收缴不及时"

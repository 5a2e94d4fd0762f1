"""One paper in the making: what was typed goes before its record, and only a date is a day that others run from."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from db.queries import rounds
from desktop.operations.papers import addressing, catalogue, making
from desktop.operations.papers.sheet import Occasion
from tests.operations.papers.conftest import asked


@pytest.fixture
def sheet(office):
    ledger, round_id, housing, _farming = office
    reader, request = ledger.writing(), asked(round_id, housing)
    [recipe] = [one for one in catalogue.recipes(reader) if one.kind == request.kind]
    [row] = [one for one in rounds.rounds(reader) if one.id == round_id]
    occasion = Occasion(reader, request, recipe, making.snapshot_of(reader, request, (round_id,)), row)
    [one] = addressing.sheets(occasion, [housing])
    return one


def test_the_days_of_a_paper_are_those_of_its_request_and_of_its_round(sheet):
    assert sheet.day("成文日期") == sheet.request.issued_on
    assert sheet.day("截止日期") == sheet.request.as_of
    assert sheet.day("反馈日期") == date(2026, 3, 10)


@pytest.mark.parametrize(("typed", "day"), [(date(2026, 9, 1), date(2026, 9, 1)), ("九月", None), (None, None)])
def test_a_typed_word_is_a_day_only_where_it_is_a_date(sheet, typed, day):
    assert replace(sheet, typed={"会议日期": typed}).day("会议日期") == day


def test_what_was_typed_goes_before_the_record(sheet):
    both = replace(sheet, typed={"谈话人": "甲"}, record={"谈话人": "乙", "事由": "丙"})
    assert (both.given("谈话人"), both.given("事由"), both.given("没有")) == ("甲", "丙", None)


def test_the_problems_of_a_paper_are_those_of_its_findings_and_the_scope_has_all_of_the_unit(sheet):
    one = replace(sheet, chosen=sheet.scope[:1])

    assert (len(one.problems), len(one.scope_problems), len(sheet.scope)) == (1, 2, 2)
    assert [row.id for problem in one.problems for row in problem.rows] == [sheet.scope[0].id]

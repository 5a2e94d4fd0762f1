"""P-15, P-9: what every finished paper is held to: words in red are waived one by one, dates obey their chain, the file says it all."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from desktop.errors import KnownError
from desktop.operations.office import set_up
from desktop.operations.papers import contracts, making
from desktop.operations.papers.numbers import DocumentNumber
from tests.builders import EVERYONE
from tests.operations.papers.conftest import asked

TODAY = "2026-10-09"


@pytest.fixture
def paper(office):
    ledger, round_id, housing, _farming = office
    [one] = making.gather(ledger.writing(), asked(round_id, housing))
    return ledger, one


def number(year):
    return DocumentNumber(f"青巡督〔{year}〕7号", "青巡督〔{年}〕{号}号", year, 7)


def optional(one):
    """Fields that are in red where they are missing and do not forbid the paper."""
    return [field.name for field in one.recipe.fields if one.words.get(field.name)]


def test_every_word_that_may_be_missing_is_in_red_until_that_word_is_waived(paper):
    ledger, one = paper
    reader = ledger.reader
    assert contracts.marked_words(reader, one) == ()
    seen = 0
    for name in optional(one):
        lacking = replace(one, words={**one.words, name: None})
        found = contracts.marked_words(reader, lacking)
        if found != (name,):
            continue
        seen += 1
        assert contracts.unwaived(reader, lacking, ()) == (name,)
        assert contracts.unwaived(reader, lacking, ("别的",)) == (name,)
        assert contracts.unwaived(reader, lacking, (name,)) == ()
        with pytest.raises(KnownError, match=name) as refused:
            contracts.refuse_unwaived(reader, [one, lacking], ())
        assert refused.value.kind == "unwaived"
        assert contracts.refuse_unwaived(reader, [one, lacking, lacking], (name,)) == f"免填：{name}"
    assert seen


def test_nothing_was_waived_where_nothing_is_missing(paper):
    ledger, one = paper

    assert contracts.refuse_unwaived(ledger.reader, [one], ()) == ""


def test_the_character_of_the_county_is_asked_of_letters_that_bear_it(paper):
    ledger, one = paper
    set_up(ledger, EVERYONE, {"number_prefix": ""})

    assert contracts.office_words(ledger.reader, one) == (contracts.COUNTY_WORD,)


@pytest.mark.parametrize(
    ("changed", "year"),
    [
        ({"issued_on": date(2026, 10, 10)}, 2026),
        ({"reply_by": date(2026, 10, 8)}, 2026),
        ({"as_of": date(2026, 10, 10)}, 2026),
        ({}, 2025),
    ],
)
def test_a_paper_whose_dates_cannot_be_is_refused_alone_and_in_a_batch(paper, changed, year):
    """P-9"""
    _ledger, one = paper
    sound, own = number(2026), number(year)
    contracts.refuse_dates(one, sound, TODAY)
    wrong = replace(one, **changed)

    with pytest.raises(KnownError) as refused:
        contracts.refuse_dates(wrong, own, TODAY)
    assert refused.value.kind == "paper_dates"
    with pytest.raises(KnownError):
        contracts.refuse_all_dates([one, wrong], [sound, own], TODAY)
    contracts.refuse_all_dates([one, one], [sound, sound], TODAY)


def test_the_contract_names_whom_it_goes_to_under_which_number_and_day(paper):
    _ledger, one = paper
    own = number(2026)
    made = contracts.contract_of(one, own)

    assert (made.form, made.addressee, made.number) == (one.recipe.form, one.addressee, own.text)
    assert (made.issued_on, made.organ) == (one.issued_on, one.words["署名"])

"""P-6, P-9: the next number of a series, ranges kept for other desks, gaps that are told, one number for one paper."""

import pytest

from desktop.errors import Forbidden, KnownError
from desktop.operations.change import change
from desktop.operations.papers import numbers, registering
from desktop.rules.permissions import Action
from tests.builders import EVERYONE

KIND, OTHER = "supervision_letter", "recommendation_letter"


def sent(ledger, seq, kind="a", word=None, year=2026, day="2026-08-01"):
    word = word or numbers.word_of(numbers.pattern_for(ledger.reader, KIND))
    paper = registering.SentPaper(
        kind, "甲", f"{word}〔{year}〕{seq}号", day.replace("2026", str(year)), "县民政局党组"
    )
    return registering.register(ledger, EVERYONE, paper)[0]


def following(ledger, count=1, kind=KIND, year=2026):
    return [one.seq for one in numbers.next_numbers(ledger.reader, kind, year, count)]


def test_numbers_follow_the_last_one_of_series_and_year_whatever_kind_bears_it_p6(office):
    """P-6"""
    ledger, *_ = office
    assert following(ledger, 2) == [1, 2]
    sent(ledger, 7)
    sent(ledger, 3)
    sent(ledger, 9, word="县委办")
    sent(ledger, 5, year=2025)
    assert (following(ledger, 3), following(ledger, year=2025), following(ledger, kind=OTHER)) == ([8, 9, 10], [6], [1])
    [one] = numbers.next_numbers(ledger.reader, KIND, 2026, 1)
    assert (one.text, one.pattern, one.year) == ("青巡督〔2026〕8号", "青巡督〔{年}〕{号}号", 2026)


def test_a_void_paper_keeps_its_number_p6(office):
    """P-6"""
    ledger, *_ = office
    made = sent(ledger, 7)
    registering.void(ledger, EVERYONE, made, "2026-08-03", "错发")
    assert following(ledger) == [8]
    assert numbers.taken_by(ledger.reader, "青巡督[2026]007号") == made
    assert numbers.taken_by(ledger.reader, "青巡督〔2026〕8号") is None


def test_ranges_that_are_kept_are_passed_over_and_never_overlap_p9(office):
    """P-9"""
    ledger, *_ = office
    sent(ledger, 2)
    numbers.reserve(ledger, EVERYONE, KIND, 2026, 4, 5, "县委办用")
    numbers.reserve(ledger, EVERYONE, KIND, 2026, 7, 7)
    assert following(ledger, 4) == [3, 6, 8, 9]
    for first, last in ((5, 6), (3, 4), (1, 9), (2, 2), (1, 2), (9, 8), (0, 0)):
        with pytest.raises(KnownError):
            numbers.reserve(ledger, EVERYONE, KIND, 2026, first, last)
    numbers.reserve(ledger, EVERYONE, KIND, 2026, 3, 3)
    numbers.reserve(ledger, EVERYONE, KIND, 2025, 4, 5)
    numbers.reserve(ledger, EVERYONE, OTHER, 2026, 4, 5)
    assert ledger.reader.value("select count(*) from number_reservation") == 5


def test_a_clerk_reserves_nothing(office, clerk):
    with pytest.raises(Forbidden):
        numbers.reserve(office[0], clerk, KIND, 2026, 4, 5)


def test_gaps_are_the_numbers_below_the_last_that_nobody_bears_or_keeps(office):
    ledger, *_ = office
    assert numbers.gaps(ledger.reader, KIND, 2026) == []
    sent(ledger, 7)
    assert numbers.gaps(ledger.reader, KIND, 2026) == [1, 2, 3, 4, 5, 6]
    sent(ledger, 3)
    numbers.reserve(ledger, EVERYONE, KIND, 2026, 4, 5)
    assert numbers.gaps(ledger.reader, KIND, 2026) == [1, 2, 6]
    assert numbers.gaps(ledger.reader, KIND, 2025) == []


def test_the_office_sets_where_a_series_begins(office):
    ledger, *_ = office
    with change(ledger, EVERYONE, Action.EDIT_OFFICE, "试") as changes:
        changes.writer.insert(
            "number_series", {"kind": KIND, "pattern": "巡督〔{年}〕{号}号", "year": 2026, "next": 20}
        )
    assert following(ledger, 2) == [20, 21]
    sent(ledger, 22)
    assert following(ledger) == [23]
    assert numbers.gaps(ledger.reader, KIND, 2026) == [20, 21]


@pytest.mark.parametrize(
    "typed, text, seq",
    [
        ("12", "青巡督〔2026〕12号", 12), ("１２", "青巡督〔2026〕12号", 12), (" 青巡督[2026]第012号 ", "青巡督〔2026〕12号", 12),
        ("县委办〔2025〕7号", "县委办〔2025〕7号", 7), ("内部3", "内部3", None),
    ],
)  # fmt: skip
def test_a_typed_number_takes_its_place_in_its_series_p6(office, typed, text, seq):
    """P-6"""
    found = numbers.typed_number(office[0].reader, KIND, typed, 2026)
    assert (found.text, found.seq) == (text, seq)


def test_a_typed_number_that_is_none_or_is_borne_is_refused_p6(office):
    """P-6"""
    ledger, *_ = office
    sent(ledger, 12)
    for typed in ("12", "青巡督〔2026〕12号", "青巡督（2026）012号"):
        with pytest.raises(KnownError) as refused:
            numbers.typed_number(ledger.reader, KIND, typed, 2026)
        assert refused.value.kind == numbers.TAKEN
    for typed in ("", "号", "青巡督"):
        with pytest.raises(KnownError):
            numbers.typed_number(ledger.reader, KIND, typed, 2026)
    assert numbers.typed_number(ledger.reader, KIND, "12").seq is None, "without a year a bare number is of no series"


def test_a_draft_has_the_number_line_without_the_number(office):
    reader = office[0].reader
    assert numbers.blank(reader, KIND, 2026) == "青巡督〔2026〕　号"
    assert numbers.fill(numbers.pattern_for(reader, KIND), 2026, 3) == "青巡督〔2026〕3号"


def test_numbers_given_twice_before_are_told_and_none_other_p6(office):
    """P-6"""
    ledger, *_ = office
    for seq in (1, 2, 3):
        sent(ledger, seq)
    assert numbers.twice_given(ledger.reader) == []
    with change(ledger, EVERYONE, Action.REGISTER_LETTER, "试") as changes:
        changes.writer.update("letter", 3, {"number": "青巡督[2026]2号"})
    assert numbers.twice_given(ledger.reader) == ["青巡督[2026]2号"]

"""A whole batch asked for twice gives each unit one paper of the day: a second run issues what is new, and nothing where nothing is."""

from dataclasses import replace
from datetime import date

import pytest

from desktop.errors import KnownError
from desktop.operations.papers import issuing, making, registering
from desktop.operations.papers.asked_twice import LeftOut, fresh, named, told
from tests.builders import EVERYONE, a_finding
from tests.operations.papers.conftest import asked


def wanted(office):
    ledger, round_id, *_units = office
    return making.gather(ledger.writing(), replace(asked(round_id), everyone=True))


def test_who_got_the_paper_today_gets_no_second_one(office, workshop, tmp_path):
    ledger, round_id, housing, farming = office
    both = wanted(office)
    assert fresh(ledger.reader, both) == (both, [])
    made = issuing.issue(ledger, EVERYONE, workshop, both, tmp_path)
    with pytest.raises(KnownError) as refused:
        fresh(ledger.reader, wanted(office))
    assert refused.value.kind == "sent_already"
    assert all(f"{one.addressee}（{one.number}）" in str(refused.value) for one in made)

    a_finding(ledger, round_id, farming, "又一个逾期问题", first_due_on="2026-09-01", due_kind="date")
    rest, omitted = fresh(ledger.reader, wanted(office))
    assert [one.unit_id for one in rest] == [farming]
    assert omitted == [LeftOut(made[0].addressee, made[0].number)]

    letter = ledger.reader.value("select id from letter where unit_id = ?", (housing,))
    registering.void(ledger, EVERYONE, letter, "2026-10-09", "发错")
    assert [one.unit_id for one in fresh(ledger.reader, wanted(office))[0]] == [housing, farming]


def test_another_day_is_another_paper(office, workshop, tmp_path):
    ledger, *_rest = office
    issuing.issue(ledger, EVERYONE, workshop, wanted(office), tmp_path)
    later = [replace(one, issued_on=date(2026, 10, 12)) for one in wanted(office)]
    assert fresh(ledger.reader, later) == (later, [])


def test_a_paper_that_was_prepared_is_never_left_out(office, workshop, tmp_path):
    ledger, *_rest = office
    issuing.issue(ledger, EVERYONE, workshop, wanted(office), tmp_path)
    waiting = [replace(one, prepared_id=number) for number, one in enumerate(wanted(office), 1)]
    assert fresh(ledger.reader, waiting) == (waiting, [])


def test_of_many_left_out_some_are_named_and_all_are_counted():
    omitted = [LeftOut(f"县第{number}局党组", f"青巡督〔2026〕{number}号") for number in range(1, 9)]
    assert named(omitted[:1]) == "县第1局党组（青巡督〔2026〕1号）今天已经签发过"
    said = named(omitted)
    assert "6号）等 8 份" in said and "7号" not in said


def test_the_window_is_told_of_any_paper_of_the_day_and_whether_it_is_the_same(office, workshop, tmp_path):
    ledger, round_id, _housing, farming = office
    assert [told(ledger.reader, one) for one in wanted(office)] == ["", ""]
    made = issuing.issue(ledger, EVERYONE, workshop, wanted(office), tmp_path)
    a_finding(ledger, round_id, farming, "又一个逾期问题", first_due_on="2026-09-01", due_kind="date")

    same, other = (told(ledger.reader, one) for one in wanted(office))
    assert same == f"今天已发同样的 {made[0].number}" and other == f"今天已发 {made[1].number}"
    assert [bool(fresh(ledger.reader, [one])[0]) for one in wanted(office)[1:]] == [True]

"""A long list of which the first rows are read at once tells what the list read whole tells, whoever looks where and whatever is written meanwhile."""

from __future__ import annotations

from threading import Event, Thread

import pytest

from db import late_rows
from db.late_rows import Ended
from db.queries import findings, late_findings
from db.records import FindingCriteria
from desktop.ledgers.finding_line import by_unit, finding_lines, rows_of
from desktop.ledgers.long_list import column_of, ids_of, late_in, picked
from desktop.operations import progress
from tests.builders import EVERYONE, a_finding, a_round, a_unit, claimed

DAY = "2026-06-05"


@pytest.fixture
def office(ledger, clock, monkeypatch):
    """Findings of two rounds and units, entered in another order than they are listed in; one was reported done, one was taken out again."""
    monkeypatch.setattr(late_findings, "FROM", 1)
    monkeypatch.setattr(late_rows, "SCREEN", 2)
    monkeypatch.setattr(findings, "BLOCK", 2)
    first, second = a_round(ledger), a_round(ledger, "第十六轮")
    late, early = a_unit(ledger, "乙局党组"), a_unit(ledger, "甲局党组")
    made = [
        a_finding(ledger, round_id, unit, amount_yuan=amount)
        for round_id in (second, first) for unit, amount in ((late, 700), (early, None), (late, 5))
    ]  # fmt: skip
    clock.set("2026-06-20T09:00:00")
    claimed(ledger, made[1], "2026-06-01")
    progress.withdraw(ledger, EVERYONE, [made[5]], "2026-06-02", "不属本单位", "主任")
    return ledger


def late(office, criteria=FindingCriteria(), as_of=DAY, known_at=None, **how):
    with office.apart() as own:
        rows = late_findings.late_findings(own, criteria, as_of, known_at, **how)
    assert rows is not None
    return rows


def whole(office, criteria=FindingCriteria(), as_of=DAY, known_at=None):
    return list(by_unit(findings.list_findings(office.reader, criteria, as_of, known_at)))


@pytest.mark.parametrize(
    "criteria", [FindingCriteria(), FindingCriteria(rounds=(1,)), FindingCriteria(rounds=(2,), units=(1,))]
)
@pytest.mark.parametrize("when", [(DAY, None), (DAY, DAY), ("2026-06-25", "2026-06-25")])
def test_it_is_the_list_read_whole(office, criteria, when):
    expected = whole(office, criteria, *when)
    rows = late(office, criteria, *when)
    assert list(rows.column("amount_yuan")) == [row.amount_yuan for row in expected]
    assert [rows[place] for place in reversed(range(len(rows)))][::-1] == expected != []
    assert not rows.is_whole
    assert list(rows) == expected == [rows[place] for place in range(-len(rows), 0)]
    assert rows.is_whole


def test_its_lines_know_their_ids_and_sums_before_they_are_read(office):
    lines = finding_lines(late(office), DAY)
    some = picked(lines, [4, 1])
    expected = whole(office)
    assert list(ids_of(some)) == [expected[4].id, expected[1].id]
    assert list(column_of(some, "amount_yuan")) == [expected[4].amount_yuan, expected[1].amount_yuan]
    assert [line.seq for line in some] == [5, 2]
    assert late_in(some) is late_in(lines) is not None
    assert list(column_of(some, "number")) == [expected[4].number, expected[1].number]
    assert late_in(lines) is None
    assert list(rows_of(lines)) == expected


def test_what_somebody_looks_at_is_read_with_the_first_screen(office, monkeypatch):
    expected = whole(office)
    asked = []
    some = late_findings._Findings.some
    monkeypatch.setattr(
        late_findings._Findings, "some", lambda source, ids: asked.append(list(ids)) or some(source, ids)
    )
    rows = late(office, seen=(expected[4].id, 999))
    assert asked == [[expected[at].id for at in (0, 1, 4)]]
    assert (rows[4], rows[0]) == (expected[4], expected[0])
    assert len(asked) == 1


def test_all_is_as_at_the_first_question(office):
    expected = whole(office)
    rows = late(office)
    a_finding(office, 1, 1)
    claimed(office, expected[3].id, "2026-06-03")
    assert rows[3] == expected[3]
    assert list(rows) == expected != whole(office)


def test_few_findings_and_the_connection_of_the_window_are_not_read_so(office, monkeypatch):
    assert late_findings.late_findings(office, FindingCriteria(), DAY) is None
    monkeypatch.setattr(late_findings, "FROM", 50)
    with office.apart() as own:
        assert late_findings.late_findings(own, FindingCriteria(), DAY) is None
        assert own.reader.value("select 1") == 1


def test_rows_that_nobody_waits_for_end_and_so_does_their_connection(office):
    rows = late(office)
    first = rows[0]
    office.end_late()
    with pytest.raises(Ended):
        list(rows)
    assert rows[0] == first
    office.end_late()


def test_another_key_waits_until_all_is_read(office):
    expected = whole(office)
    rows = late(office)
    if not office.plain:
        office.change_key(bytes(range(1, 33)))
        assert rows.is_whole
    assert list(rows) == expected


def test_a_closed_ledger_reads_nothing_more(office):
    rows = late(office)
    office.close()
    with pytest.raises(Ended):
        _ = rows[5 - len(rows)], rows[len(rows) - 1]


def test_a_look_that_is_ended_since_all_was_read_meanwhile_finds_it_there(office, monkeypatch):
    expected = whole(office)
    rows = late(office)
    all_read, looking = Event(), Event()
    packed = late_rows.Packed

    def stopped(source, ids):
        looking.set()
        assert rows._ended.wait(5)  # the other thread has all and lets go of the connection
        raise late_rows.DatabaseError("interrupted")

    class Slow(packed):
        def in_order(self, places):
            all_read.set()
            assert looking.wait(5)
            return super().in_order(places)

    monkeypatch.setattr(late_findings._Findings, "some", stopped)
    monkeypatch.setattr(late_rows, "Packed", Slow)
    other = Thread(target=rows.whole)
    other.start()
    assert all_read.wait(5)
    assert rows[4] == expected[4]
    other.join(5)
    assert rows.is_whole


def test_who_ends_the_rows_waits_for_who_hands_some_over(office):
    rows = late(office)
    ending = Thread(target=office.end_late)
    with office._late_lock:  # a set that grows while it is walked is an error
        ending.start()
        ending.join(0.02)
        assert ending.is_alive()
    ending.join(5)
    with pytest.raises(Ended):
        list(rows)

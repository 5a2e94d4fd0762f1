"""The reminder at half-time: the unit's own rate, the parts of what is open, earlier reminders (papers/08)."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

from desktop.operations.change import change
from desktop.operations.papers import making
from desktop.operations.papers.providers.half_time import counts, of_round, period
from desktop.operations.papers.registering import SentPaper, insert_sent
from desktop.rules.permissions import Action
from tests.builders import EVERYONE
from tests.finding_rows import a_row, a_sheet, a_snapshot
from tests.operations.papers.conftest import asked

PARTS = ("未完成逾期数", "未完成临期数", "未完成长期数", "未完成待核数", "其他数")


def test_the_parts_sum_to_what_is_open_and_each_problem_stands_in_the_most_pressing_one():
    rows = [
        a_row(1, due_on="2026-06-01", parent_id=9),
        a_row(2, due_on="2026-06-10", parent_id=9),
        a_row(3, due_on="2026-06-10", claim="done", claim_newer=1),
        a_row(4, due_on="2026-06-10", nature="long_term"),
        a_row(5, due_on="2026-06-01", claim="done", claim_newer=1),
        a_row(6, due_on="2026-12-01"),
        a_row(7, verdict="done", claim="done"),
        a_row(8, verdict="transferred"),
    ]
    found = counts(a_sheet(rows))

    assert [int(found[name]) for name in PARTS] == [1, 1, 1, 1, 2]
    assert int(found["未完成数"]) == 6 and int(found["未完成具体表现数"]) == 7
    assert (found["单位整改率"].value.numerator, found["单位整改率"].value.denominator) == (1, 7)
    assert int(found["自报数"]) - int(found["核实数"]) == int(found["差数"]) == 2


def test_that_all_is_recognised_is_said_only_where_both_are_the_same_problems():
    swapped = [a_row(1, claim="done"), a_row(2, verdict="done")]
    whole = [a_row(1, claim="done", verdict="done"), a_row(2, claim="done", verdict="done")]

    assert counts(a_sheet(swapped))["自报均已核实"] is None
    assert counts(a_sheet(whole))["自报均已核实"] and counts(a_sheet(whole))["单位全部销号"]


def test_what_the_basis_leaves_out_is_told_with_the_number_that_it_counts():
    rows = [a_row(1), a_row(2)]
    found = counts(a_sheet(rows, shot=a_snapshot(rows, counted={"f1"})))

    assert int(found["纳入统计数"]) == 1 and found["单位整改率"].value.denominator == 1


def test_half_of_the_period_has_passed_from_its_middle_to_its_end():
    def at(day):
        sheet = a_sheet([a_row(1)], round=SimpleNamespace(id=1, ends_on="2026-09-18", feedback_on="2026-03-18"))
        sheet.occasion.request.as_of = date.fromisoformat(day)
        return {name for name, holds in period(sheet).items() if holds}

    assert [at(day) for day in ("2026-06-17", "2026-06-18", "2026-09-18", "2026-09-19")] == [
        set(),
        {"已过半"},
        {"已过半"},
        {"已期满"},
    ]


def test_a_round_of_one_unit_has_no_rate_beside_the_units_own():
    one, two = [a_row(1)], [a_row(1), a_row(2, unit_id=2, verdict="done")]

    assert of_round(a_sheet(one)) == {}
    assert str(of_round(a_sheet(two))["全县整改率"]) == "50.0%"


def test_the_second_reminder_says_so_and_warnings_of_dates_do_not_count(office):
    ledger, round_id, housing, _farming = office
    with change(ledger, EVERYONE, Action.REGISTER_LETTER, "补登") as changes:
        for kind, day in (("reminder_letter", "2026-06-11"), ("due_warning_letter", "2026-08-21")):
            insert_sent(
                changes,
                ledger,
                SentPaper(kind, "函", f"青巡办函〔2026〕{day[5:7]}号", day, "县住建局", housing, round_id),
            )

    [one] = making.gather(ledger.writing(), asked(round_id, housing, kind="reminder_letter"))

    assert int(one.words["提醒次数"]) == 2 and one.words["上次提醒日期"] == date(2026, 6, 11)


def test_a_unit_that_closed_all_gets_its_letter_without_list_and_without_a_reply_to_wait_for(office):
    from desktop.operations import progress
    from tests.builders import no_evidence_faults

    ledger, round_id, _housing, farming = office
    progress.close_out(ledger, EVERYONE, 3, "2026-09-20", no_evidence_faults, override_reason="会议")

    [one] = making.gather(ledger.writing(), asked(round_id, farming, kind="reminder_letter"))

    assert one.words["附件清单"] == [] and one.reply_by is None and one.findings == ()
    assert one.words["单位全部销号"] and not one.recipe.missing(one.words)

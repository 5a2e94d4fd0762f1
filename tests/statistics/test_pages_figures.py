from __future__ import annotations

import pytest

from db.queries.findings import list_findings
from db.records import Basis, FindingCriteria, Scope
from desktop.operations import progress
from desktop.statistics.by_category import composition, pivot
from desktop.statistics.overdue import board, overdue_count, overdue_findings
from desktop.statistics.overview import overview
from desktop.statistics.rectification_rate import rate_table
from desktop.statistics.trend import trend
from tests.builders import EVERYONE, a_finding, a_round, a_unit, claimed

TODAY = "2026-06-05"


def an_office(ledger):
    """Two units in a round that ends on 2026-06-18: overdue, due in 2 days, waiting, handed over, long ahead."""
    round_id = a_round(ledger, ends_on="2026-06-18")
    one, two = a_unit(ledger, "县民政局党组", sort=1), a_unit(ledger, "县审计局党组", sort=2)
    late = a_finding(ledger, round_id, one, category1="一", first_due_on="2026-05-18")
    near = a_finding(ledger, round_id, one, category1="二", first_due_on="2026-06-07")
    waits = a_finding(ledger, round_id, two, category1="一", first_due_on="2026-05-18")
    claimed(ledger, waits, "2026-06-02")
    handed = a_finding(ledger, round_id, two, category1="二", first_due_on="2026-05-18")
    progress.transfer(ledger, EVERYONE, handed, "2026-06-01", "问题线索", "县纪委")
    return {"round": round_id, "one": one, "two": two, "late": late, "near": near, "waits": waits, "handed": handed}


def test_w5_the_first_page_counts_what_it_lists(ledger):
    office = an_office(ledger)

    page = overview(ledger.reader, Basis(), TODAY, scope=Scope(rounds=(office["round"],)))

    assert (page.verdict.rate.text, page.claim.rate.text) == ("0.0%", "25.0%")
    assert page.overdue == (office["late"],)
    assert page.due_before_end == (office["near"],)
    assert [(todo.key, todo.findings) for todo in page.todos] == [
        ("overdue", (office["late"],)),
        ("waiting", (office["waits"],)),
        ("within_3", (office["near"],)),
    ]
    assert page.next_due == ("2026-06-07", 1)
    assert page.nothing_due == "今天没有到期事项。下一个：6月7日 1 条。"


def test_units_stand_worst_first(ledger):
    office = an_office(ledger)

    page = overview(ledger.reader, Basis(numerator=("transferred",)), TODAY)

    assert [figure.key_id for figure in page.units_worst_first] == [office["one"], office["two"]]


def test_an_empty_ledger_has_nothing_due(ledger):
    page = overview(ledger.reader, Basis(), TODAY)

    assert (page.todos, page.nothing_due, page.verdict.rate.on_screen) == ((), "今天没有到期事项。", "—")


def test_overdue_findings_come_with_their_mark_the_longest_first(ledger):
    office = an_office(ledger)
    later = a_finding(ledger, office["round"], office["two"], first_due_on="2026-06-01")

    found = overdue_findings(ledger.reader, FindingCriteria(), TODAY)

    assert [(due.finding.id, due.deadline.text) for due in found] == [
        (office["late"], "▲逾期 18 天"),
        (later, "▲逾期 4 天"),
    ]


@pytest.mark.parametrize(
    "narrowed", [{}, {"verdict": ("not_started",)}, {"without_evidence": True}, {"waiting": True}, {"owner": "无此人"}]
)
def test_the_count_of_overdue_findings_is_that_of_their_list(ledger, narrowed):
    office = an_office(ledger)
    for day, nature in (
        ("2026-06-01", "immediate"),
        ("2026-06-05", "ordinary"),
        (None, "immediate"),
        (None, "long_term"),
    ):
        a_finding(ledger, office["round"], office["two"], first_due_on=day, nature=nature)

    for criteria in (FindingCriteria(**narrowed), FindingCriteria(**narrowed, units=(office["two"],))):
        for day in ("2026-01-01", TODAY, "2027-01-01"):
            found = overdue_findings(ledger.reader, criteria, day)
            assert overdue_count(ledger.reader, criteria, day) == len(found)
    assert len(overdue_findings(ledger.reader, FindingCriteria(), "2027-01-01")) > 2


def test_every_finding_that_owes_an_answer_stands_in_one_column_of_the_board(ledger):
    office = an_office(ledger)
    undated = a_finding(ledger, office["round"], office["two"])

    columns = board(list_findings(ledger.reader, FindingCriteria(), TODAY), TODAY)

    assert {name: [due.finding.id for due in own] for name, own in columns.items() if own} == {
        "已逾期": [office["late"]],
        "3 日内": [office["near"]],
        "延期与长期": [undated],
    }


def test_r7_a_two_way_table_agrees_with_its_totals_both_ways(ledger):
    an_office(ledger)

    table = pivot(ledger.reader, Basis(), TODAY)

    assert (table.rows, sorted(table.columns)) == (("县民政局党组", "县审计局党组"), ["一", "二"])
    assert [table.cells[("县民政局党组", column)].open_text for column in ("一", "二")] == ["1/1", "1/1"]
    for totals in (table.row_totals, table.column_totals):
        assert sum(cell.rate.denominator for cell in totals.values()) == table.total.rate.denominator == 4


def test_the_make_up_of_states_counts_every_finding_once(ledger):
    office = an_office(ledger)

    groups = {group.key: group for group in composition(ledger.reader, FindingCriteria(), TODAY)}

    assert groups["一"].findings == {"待核实": (office["waits"],), "未启动": (office["late"],)}
    assert groups["二"].findings == {"未启动": (office["near"],), "已移交": (office["handed"],)}
    assert sum(group.total for group in groups.values()) == 4


def test_a_trend_shows_both_lanes_day_by_day(ledger):
    an_office(ledger)

    points = trend(ledger.reader, Basis(), ["2026-03-01", "2026-06-01", "2026-06-02"])

    assert [(p.on, p.claim.numerator, p.verdict.numerator, p.verdict.denominator) for p in points] == [
        ("2026-03-01", 0, 0, 0),
        ("2026-06-01", 0, 0, 4),
        ("2026-06-02", 1, 0, 4),
    ]


def test_r1_a_table_says_its_basis_and_which_truth_it_tells(ledger):
    an_office(ledger)

    known, true = (rate_table(ledger.reader, Basis(), TODAY, at, by="unit") for at in (TODAY, None))

    assert "已销号÷反馈问题" in true.basis_text
    assert (known.moment_text, true.moment_text) == ("按当时所知（登记至2026-06-05）", "按当时实际")
    assert true.total.sentence == "截至2026年6月5日，整改率0.0%（0/4；口径：本次口径）。"

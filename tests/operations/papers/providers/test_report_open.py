"""What is not closed out: each problem in one class, the parts sum to the whole (P-18, papers/index rule 2)."""

from types import SimpleNamespace

import pytest

from desktop.operations.papers.providers import report_open
from desktop.operations.papers.snapshot import grouped
from tests.finding_rows import AS_OF, a_row, a_sheet, a_snapshot

CLASSES = {
    "待核实": a_row(1, claim="done", claim_newer=1, due_on="2026-05-01"), "已移交": a_row(2, verdict="transferred", due_on="2026-05-01"),
    "逾期": a_row(3, due_on="2026-06-04", verdict="basically_done"), "长期坚持": a_row(4, verdict="long_term", review_on="2026-12-01"),
    "基本完成": a_row(5, verdict="basically_done", reopened=1), "重新打开后推进中": a_row(6, reopened=1),
    "未启动": a_row(7, verdict="not_started", claim="not_started"), "推进中": a_row(8, verdict="not_started"),
}  # fmt: skip
PRESSING = ["逾期", "未启动", "推进中", "重新打开后推进中", "基本完成", "长期坚持", "待核实", "已移交"]


class Reader:
    """A register of papers in which nothing was refused."""

    @staticmethod
    def rows(*_arguments):
        return ()


def words(rows, monkeypatch, said=(), **named):
    monkeypatch.setattr(
        report_open.queries,
        "words_on",
        lambda *_a: [SimpleNamespace(finding_id=one, refused=refused, reason="") for one, refused in said],
    )
    return report_open.words(a_sheet(rows, shot=a_snapshot(rows, **named), reader=Reader()))


@pytest.mark.parametrize("name", CLASSES)
def test_a_finding_is_in_the_first_class_that_fits(name):
    assert report_open.class_of(CLASSES[name], AS_OF) == name


def test_a_problem_is_in_the_class_of_its_most_pressing_open_item():
    for place, first in enumerate(PRESSING):
        for second in PRESSING[place:]:
            problem = grouped([CLASSES[second]._replace(parent_id=7), CLASSES[first]._replace(parent_id=7)])[0]
            assert report_open.class_of_problem(problem, AS_OF) == first
    closed = a_row(9, verdict="done", parent_id=7, claim="not_started")
    assert (
        report_open.class_of_problem(grouped([closed, CLASSES["已移交"]._replace(parent_id=7)])[0], AS_OF) == "已移交"
    )


def test_the_parts_sum_to_what_is_open_p18(monkeypatch):
    """P-18"""
    rows = [*CLASSES.values(), a_row(9, verdict="done"), a_row(10)]
    found = words(rows, monkeypatch)
    assert [(part["名称"], int(part["数"])) for part in found["未销分项"]] == [
        ("待核实", 1), ("已移交", 1), ("长期坚持", 1), ("逾期", 1), ("基本完成", 1), ("重新打开后推进中", 1), ("推进中", 2), ("未启动", 1),
    ]  # fmt: skip
    assert sum(int(part["数"]) for part in found["未销分项"]) == len(rows) - 1 == len(found["未销清单"])
    assert (int(found["逾期"]), int(found["长期"]), found["没有长期问题"], found["长期已明确"]) == (1, 1, None, True)
    assert {one["编号"]: one["分项"] for one in found["未销清单"]}["15-06-0007"] == "未启动"
    assert all(one["分项"] == one["状态"] for one in found["未销清单"])


def test_long_term_work_is_settled_only_where_every_item_has_its_day_p3(monkeypatch):
    """P-3"""
    dated, bare = CLASSES["长期坚持"], CLASSES["长期坚持"]._replace(id=9, number="15-06-0009", review_on=None)
    assert words([dated], monkeypatch)["长期已明确"] is True
    assert words([dated, bare], monkeypatch)["长期已明确"] is None
    none = words([CLASSES["推进中"]], monkeypatch)
    assert (none["长期已明确"], none["没有长期问题"], int(none["长期"])) == (None, True, 0)


def test_the_list_follows_the_order_of_units_then_numbers(monkeypatch):
    rows = [a_row(1, unit_id=5), a_row(3, unit_id=2), a_row(2, unit_id=2), a_row(4, unit_id=9)]
    shot = a_snapshot(rows)
    object.__setattr__(shot, "units", (SimpleNamespace(id=2), SimpleNamespace(id=5)))
    listed = report_open._listed(a_sheet(rows, shot=shot), shot.open())
    assert [one["编号"] for one in listed] == ["15-06-0002", "15-06-0003", "15-06-0001", "15-06-0004"]


def test_returned_claims_are_counted_with_those_that_passed_afterwards(monkeypatch):
    rows = [a_row(1, verdict="done"), a_row(2), a_row(3, verdict="done")]
    found = words(rows, monkeypatch, said=[(1, 1), (1, 1), (2, 1), (3, 0)])
    assert (int(found["退回数"]), found["退回数"].rows, int(found["补证通过数"])) == (
        3,
        ("15-06-0001", "15-06-0002"),
        1,
    )
    assert "自报核实一致" not in found
    assert "补证通过数" not in words(rows, monkeypatch, said=[(2, 1)])


@pytest.mark.parametrize(
    "claims, said",
    [
        (("done", "done", "in_progress"), True),
        (("done", "done", "done"), None),
        (("done", "in_progress", "in_progress"), None),
    ],
)
def test_both_lanes_agree_where_the_same_problems_are_done_in_both_p3(monkeypatch, claims, said):
    """P-3"""
    rows = [
        a_row(n, verdict=verdict, claim=claim)
        for n, (verdict, claim) in enumerate(zip(("done", "done", "in_progress"), claims, strict=True), 1)
    ]
    assert words(rows, monkeypatch)["自报核实一致"] is said
    assert words([a_row(1)], monkeypatch)["自报核实一致"] is None, "where nothing is closed nothing agrees"

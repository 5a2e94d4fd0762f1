"""Which findings a paper is about: each condition of a kind on its bounds, orders, numbers a clerk gave, saved views."""

import json

import pytest

from desktop.documents.recipe import Rows
from desktop.errors import KnownError
from desktop.ledgers.arrangement import BLANK
from desktop.ledgers.field import Holds
from desktop.operations import own_fields, views
from desktop.operations.papers import rows as rules
from tests.builders import EVERYONE
from tests.finding_rows import AS_OF, a_row

LATE = a_row(1, due_on="2026-06-04")
TODAY = a_row(2, due_on="2026-06-05")
SOON = a_row(3, due_on="2026-06-08", nature="immediate")
FAR = a_row(4, due_on="2026-06-09", verdict="partly_done")
CLOSED = a_row(5, due_on="2026-06-04", verdict="done")
WAITING = a_row(6, due_on="2026-06-04", claim="done", claim_newer=1)
MOVED = a_row(7, verdict="transferred")
BARE = a_row(8, due_on=None)
ALL = [LATE, TODAY, SOON, FAR, CLOSED, WAITING, MOVED, BARE]


@pytest.mark.parametrize(
    "rule, expected",
    [
        (Rows(), ALL), (Rows(overdue=True), [LATE]), (Rows(open=True), [LATE, TODAY, SOON, FAR, WAITING, BARE]),
        (Rows(due_within=3), [TODAY, SOON]), (Rows(due_within=4), [TODAY, SOON, FAR]), (Rows(nature=("immediate",)), [SOON]),
        (Rows(verdict=("done", "transferred")), [CLOSED, MOVED]), (Rows(open=True, nature=("ordinary",), verdict=("partly_done",)), [FAR]),
    ],
)  # fmt: skip
def test_a_row_passes_every_condition_of_the_kind(rule, expected):
    assert rules.fitting(None, rule, ALL, AS_OF) == expected


def test_the_longest_overdue_comes_first_and_equal_ones_by_number():
    rows = [
        a_row(3, due_on="2026-06-04"),
        a_row(1, due_on="2026-05-01"),
        a_row(2, due_on="2026-06-04"),
        a_row(4, due_on="2026-04-01"),
    ]
    assert [row.id for row in rules.ordered(rows, "overdue", AS_OF)] == [4, 1, 2, 3]
    assert rules.ordered(rows, "ledger", AS_OF) == rows


def test_findings_of_a_category_stand_together_where_the_first_of_them_stood():
    rows = [
        a_row(1, category1="乙"),
        a_row(2, category1="甲"),
        a_row(3, category1="丙", category2="乙"),
        a_row(4),
        a_row(5, category1="甲"),
    ]
    assert [row.id for row in rules.ordered(rows, "category", AS_OF)] == [1, 3, 2, 5, 4]


@pytest.mark.parametrize(
    "given",
    [
        ["15-06-0002", "15-06-0001"],
        "15-06-0001、15-06-0002",
        "15-06-0001, 15-06-0002；",
        [{"编号": "15-06-0001"}, {"number": "15-06-0002"}],
        ["15-06-0001 ", "", "15-06-0002"],
    ],
)
def test_numbers_of_a_clerk_are_read_in_every_form(office, given):
    reader = office[0].reader
    numbers = ledger_numbers(reader)[:2]
    given = renamed(given, numbers)
    assert sorted(row.number for row in rules.chosen(reader, "督办函", given, "2026-10-09", None)) == sorted(numbers)


def ledger_numbers(reader):
    return list(reader.column("select number from finding order by id"))


def renamed(given, numbers):
    text = str.replace
    if isinstance(given, str):
        return text(text(given, "15-06-0001", numbers[0]), "15-06-0002", numbers[1])
    return [
        {key: renamed(one, numbers) for key, one in part.items()} if isinstance(part, dict) else renamed(part, numbers)
        for part in given
    ]


@pytest.mark.parametrize("given", [None, "", [], [" "], 5, [5], [1.5], {"编号": "x"}, ["15-06-0001", "99-99-9999"]])
def test_what_is_no_list_of_known_numbers_is_refused(office, given):
    with pytest.raises(KnownError):
        rules.chosen(office[0].reader, "督办函", given, "2026-10-09", None)


def kept(ledger, **filters):
    views.save_as(ledger, EVERYONE, "甲", {"filters": filters}, shared=True)
    return rules.view_test(ledger.reader, "甲", AS_OF)


@pytest.mark.parametrize(
    "filters, expected",
    [
        ({}, (1, 2, 3)), ({"owner": {"ticks": ["李"]}}, (1,)), ({"owner": {"without": ["李"]}}, (2, 3)), ({"owner": {"ticks": [BLANK]}}, (3,)),
        ({"owner": {"ticks": []}}, ()), ({"owner": {"without": [BLANK]}}, (1, 2)), ({"amount_yuan": {"low": "5"}}, (2,)), ({"amount_yuan": {"low": "1", "high": "1"}}, (1,)),
        ({"amount_yuan": {"high": "5"}}, (1, 2)), ({"first_due_on": {"ticks": ["2026-06"]}}, (1, 2)), ({"first_due_on": {"low": "2026-06-02"}}, (2,)), ({"first_due_on": {"high": "2026-06-01"}}, (1,)),
        ({"first_due_on": {"low": "2026-06-01", "high": "2026-06-02"}}, (1, 2)), ({"no_such_column": {}}, (1, 2, 3)), ({"owner": {"ticks": ["李", "王"]}, "amount_yuan": {"low": "5"}}, (2,)),
    ],
)  # fmt: skip
def test_a_saved_view_passes_what_its_filters_pass_w2(ledger, filters, expected):
    """W-2: ticks, exceptions, blanks, and both bounds included; money in 万元 as its column shows it."""
    rows = [
        a_row(1, owner="李", amount_yuan=10_000, first_due_on="2026-06-01"), a_row(2, owner="王", amount_yuan=50_000, first_due_on="2026-06-02"),
        a_row(3, owner="", amount_yuan=None, first_due_on=None),
    ]  # fmt: skip
    passes = kept(ledger, **filters)
    assert tuple(row.id for row in rows if passes(row)) == expected


def test_a_view_that_there_is_not_is_told(ledger, clerk):
    views.save_as(ledger, clerk, "自己的", {"filters": {}})
    for name in ("自己的", "没有"):
        with pytest.raises(KnownError):
            rules.view_test(ledger.reader, name, AS_OF)


def test_a_filter_by_a_column_that_is_gone_is_told_not_dropped_w2(ledger):
    """W-2: a paper of fewer filters would name findings that the view leaves out."""
    name, _changes = own_fields.add(ledger, EVERYONE, "包案领导", Holds.TEXT)
    views.save_as(
        ledger, EVERYONE, "甲", {"filters": {name: {"ticks": ["林"]}, "owner": {"ticks": ["李"]}}}, shared=True
    )
    rules.view_test(ledger.reader, "甲", AS_OF)
    own_fields.remove(ledger, EVERYONE, name)
    views.save_as(ledger, EVERYONE, "乙", {"filters": {"no_such_column": {"low": "1"}}}, shared=True)

    for view, column in (("甲", "包案领导"), ("乙", "no_such_column")):
        with pytest.raises(KnownError, match=f"“{view}”按“{column}”筛选") as refused:
            rules.view_test(ledger.reader, view, AS_OF)
        assert refused.value.kind == "view_column"


def test_a_saved_view_by_a_field_of_the_office_narrows_a_paper_too_w2(ledger):
    """W-2, L8: the grid and the paper of one view have the same rows."""
    name, _changes = own_fields.add(ledger, EVERYONE, "包案领导", Holds.TEXT)
    rows = [a_row(1, own=json.dumps({name: "林"})), a_row(2, own=json.dumps({name: "周"})), a_row(3)]
    passes = kept(ledger, **{name: {"ticks": ["林"]}})
    assert [row.id for row in rows if passes(row)] == [1]

"""E1, E2: what receiving would do: only what is new, only of a common past, only what no clock is behind."""

from datetime import datetime, timedelta

import pytest

from db.migrations import STEP_NAMES
from desktop.operations import findings
from desktop.operations.packages.plan import NotReceived, plan
from tests import exchanged
from tests.builders import EVERYONE


@pytest.fixture(scope="module")
def pair(tmp_path_factory):
    """Two copies; the second said something new."""
    one, two = exchanged.copies(tmp_path_factory.mktemp("pair"), 1, "甲乙", shared=0)
    findings.edit(two.ledger, EVERYONE, [1], {"owner": "乙"})
    findings.edit(two.ledger, EVERYONE, [1], {"remark": "附"})
    exchanged.agree(one, two)
    return one, two


def planned(one, content, now=datetime(2027, 1, 1)):
    return plan(one.ledger.reader, content, now)


def test_what_is_known_is_counted_and_what_is_new_is_planned(pair):
    one, two = pair
    content = two.package()
    found = planned(one, content)

    assert len(found.new) == 2 and found.same == len(content["nodes"]) - 2 > 0
    assert [node.uid for node in found.new] == [node[0] for node in content["nodes"][-2:]]
    assert found.new_conflicts == [] and found.before is not found.after
    assert found.counters == tuple((name, last) for name, last in content["counters"])
    [row] = [row for row, fields in found.after.rows.items() if row[0] == "finding" and fields.get("owner") == "乙"]
    assert found.before.rows[row].get("owner", "") != "乙"


def test_where_nothing_is_new_nothing_changes(pair):
    one, _two = pair
    content = one.package()
    found = planned(one, content)

    assert found.new == [] and found.after is found.before and found.same == len(content["nodes"])


@pytest.mark.parametrize(
    "ahead, taken", [(timedelta(minutes=5), True), (timedelta(minutes=5, microseconds=1), False), (timedelta(0), True)]
)
def test_a_package_may_be_five_minutes_ahead_of_this_clock_and_no_longer(pair, ahead, taken):
    one, two = pair
    content = two.package()
    last = datetime.fromisoformat(max(node[1] for node in content["nodes"]))
    if taken:
        assert len(planned(one, content, last - ahead).new) == 2
    else:
        with pytest.raises(NotReceived) as refused:
            planned(one, content, last - ahead)
        assert refused.value.kind == "clock" and f"{last:%H:%M}" in str(refused.value)


@pytest.mark.parametrize(
    "spoil, kind",
    [
        ({"steps": ["m0001"]}, "version"),
        ({"steps": list(STEP_NAMES[:-1])}, "version"),
        ({"steps": [*STEP_NAMES, "m9999_later"]}, "version"),
        ({"root": "x"}, "stranger"),
        ({"purges": ["x"]}, "purged"),
        ({"placeless": ["x"]}, "placeless"),
    ],
)
def test_what_cannot_be_united_is_told_by_its_kind(pair, spoil, kind):
    one, two = pair
    with pytest.raises(NotReceived) as refused:
        planned(one, two.package() | spoil)

    assert refused.value.kind == kind


def test_an_event_without_a_place_that_both_have_does_not_part_them(pair):
    one, two = pair
    shared = one.package()["nodes"][0][0]

    assert len(planned(one, two.package() | {"placeless": [shared]}).new) == 2


def test_a_conflict_is_new_once_and_again_where_another_side_is_said(tmp_path):
    one, two = exchanged.copies(tmp_path, 1, "甲乙", shared=0)
    findings.edit(one.ledger, EVERYONE, [1], {"owner": "甲"})
    exchanged.agree(two, one)
    findings.edit(two.ledger, EVERYONE, [1], {"owner": "乙"})
    exchanged.agree(one, two)
    first = two.package()

    assert [conflict.key[2] for conflict in planned(one, first).new_conflicts] == ["owner"]
    one.receive(first)
    assert planned(one, first).new_conflicts == []
    findings.edit(two.ledger, EVERYONE, [1], {"remark": "附"})
    assert planned(one, two.package()).new_conflicts == [], "it is known, and neither side of it is new"
    findings.edit(two.ledger, EVERYONE, [1], {"owner": "丁"})
    [again] = planned(one, two.package()).new_conflicts
    assert {side.value for side in again.sides} == {"甲", "丁"}

"""X5: a row names the finding of its number, else of its words in its unit, of several the one with its serial; none twice."""

from __future__ import annotations

import itertools

import pytest

from db.queries.list_rows import Candidate
from desktop.ledgers.finding_draft import FindingDraft
from desktop.operations.importing.row_matching import Pool, near_ones, number_in_list

UNIT, OTHER = 1, 2


def candidate(finding_id, text="党费收缴不及时", unit_id=UNIT, serial="", present=1):
    said = {"id": finding_id, "number": f"15-06-{finding_id:04d}", "unit_id": unit_id, "unit": "", "text": text}
    return Candidate(**{**said, "serial": serial, "present": present})


def row(place, text="党费收缴不及时", unit_id=UNIT, serial="", number="", head="编号"):
    return FindingDraft(
        text=text, row=place, sheet="表", serial=serial, other={head: number} if number else {}
    ), unit_id


def named(ledger, candidates, *rows):
    pool = Pool(ledger.reader, candidates)
    found = {place: one.id for (_sheet, place), one in pool.assign(rows).items()}
    return found, [one.id for one in pool.left()]


@pytest.mark.parametrize("head", ["编号", "问题编号", "永久编号"])
def test_a_number_is_certain_whatever_the_unit_and_the_words(ledger, head):
    told = row(1, "全新的写法", OTHER, number="15-06-0002", head=head)

    assert named(ledger, [candidate(1), candidate(2)], told) == ({1: 2}, [1])
    assert named(ledger, [candidate(1)], row(1, number="15-06-0009", head=head)) == ({1: 1}, [])


def test_words_count_without_their_blanks_and_in_their_own_unit_alone(ledger):
    assert named(ledger, [candidate(1)], row(1, "党费 收缴\n不及时")) == ({1: 1}, [])
    assert named(ledger, [candidate(1)], row(1, unit_id=OTHER)) == ({}, [1])
    assert named(ledger, [candidate(1)], row(1, "别的问题")) == ({}, [1])


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_of_several_of_one_text_the_serial_decides_whatever_the_order(ledger, order):
    rows = [row(1, serial="乙"), row(2, serial="甲"), row(3, serial="丙")]
    candidates = [candidate(1, serial="甲"), candidate(2, serial="乙"), candidate(3, serial="丙")]

    assert named(ledger, candidates, *(rows[place] for place in order)) == ({1: 2, 2: 1, 3: 3}, [])


def test_each_finding_is_named_once_and_what_is_certain_goes_first(ledger):
    worded, numbered = row(1), row(2, number="15-06-0001")

    assert named(ledger, [candidate(1)], worded, numbered) == ({2: 1}, [])
    assert named(ledger, [candidate(1), candidate(2)], row(1), row(2), row(3)) == ({1: 1, 2: 2}, [])


def test_one_in_the_counts_is_named_before_one_that_left_them_and_only_those_are_missed(ledger):
    candidates = [candidate(1, present=0), candidate(2)]

    assert named(ledger, candidates, row(1)) == ({1: 2}, [])
    assert named(ledger, candidates, row(1), row(2)) == ({1: 2, 2: 1}, [])
    assert named(ledger, candidates) == ({}, [2])


def test_almost_the_same_words_of_the_same_unit_are_near_the_likest_first():
    missing = [
        candidate(1, "党费收缴不及时，欠缴3个月"),
        candidate(2, "党费收缴不及时，欠缴5个月共9人"),
        candidate(3, "采购程序不规范"),
    ]
    wanted = row(1, "党费收缴不及时，欠缴4个月")

    assert {place: one.id for place, one in near_ones([wanted], missing).items()} == {("表", 1): 1}
    assert near_ones([row(1, "党费收缴不及时，欠缴4个月", OTHER)], missing) == {}
    assert near_ones([row(1, "会议记录不规范")], missing) == {}


def test_a_serial_tells_apart_only_where_several_have_the_text(ledger):
    """Of one alone the first row of the list takes it, whatever its serial."""
    rows = row(1), row(2, serial="甲")

    assert named(ledger, [candidate(1, serial="甲")], *rows) == ({1: 1}, [])
    assert named(ledger, [candidate(1, serial="乙"), candidate(2, serial="甲")], *rows) == ({2: 2, 1: 1}, [])
    assert named(ledger, [candidate(1, serial="乙"), candidate(2, serial="甲")], row(1, serial="丙")) == ({1: 1}, [2])
    assert named(ledger, [candidate(1, serial=""), candidate(2, serial="")], row(1)) == ({1: 1}, [2])


def test_of_equals_the_first_is_near_and_of_one_text_the_first_that_is_missing():
    missing = [
        candidate(1, "党费收缴不及时，欠缴3个月"),
        candidate(2, "党费收缴不及时，欠缴5个月"),
        candidate(3, "党费收缴不及时，欠缴3个月"),
    ]

    assert near_ones([row(1, "党费收缴不及时，欠缴4个月"), row(2, "党费收缴不及时，欠缴3个月")], missing) == {
        ("表", 1): missing[0], ("表", 2): missing[0],
    }  # fmt: skip


def test_a_row_bears_the_first_number_of_its_own_heads(ledger):
    draft = FindingDraft(text="甲", other={"永久编号": "15-06-0002", "编号": " 15-06-0001 ", "问题编号": ""})
    assert number_in_list(draft) == "15-06-0001" and number_in_list(FindingDraft(text="甲")) == ""

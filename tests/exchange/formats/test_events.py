from __future__ import annotations

import pytest

from desktop.errors import KnownError
from desktop.exchange.formats.events import read

GIVE = {
    "on": "2025-01-10",
    "type": "give",
    "findings": ["A"],
    "unit": "甲",
    "category": "一",
    "round": "三",
    "measures": ["A-1"],
}


def lanes(drafts):
    return [(event.finding, event.measure, event.claim, event.verdict, event.presence) for event in drafts.events]


def test_parts_of_a_split_follow_the_original_in_what_they_do_not_say():
    split = {
        "on": "2025-03-01",
        "type": "split",
        "finding": "A",
        "into": [{"finding": "B"}, {"finding": "C", "unit": "乙", "measures": ["C-1"]}],
    }

    drafts = read([split, GIVE])

    assert [(f.number, f.unit, f.category, f.round) for f in drafts.findings.values()] == [
        ("A", "甲", "一", "三"),
        ("B", "甲", "一", "三"),
        ("C", "乙", "一", "三"),
    ]
    assert drafts.measures == {"A-1": "A", "C-1": "C"}
    assert ("A", None, None, None, "out") in lanes(drafts)
    assert ("B", None, "not_started", "not_started", "in") in lanes(drafts)


def test_what_merges_into_a_known_finding_leaves_its_state_alone():
    give = {**GIVE, "findings": ["A", "B"], "measures": []}
    merge = {"on": "2025-04-01", "type": "merge", "findings": ["A", "B"], "into": "A"}

    drafts = read([give, merge])

    assert lanes(drafts)[-2:] == [("B", None, None, None, "out"), ("A", None, None, None, "in")]


def test_reopening_names_all_measures_or_those_listed():
    give = {**GIVE, "measures": ["A-1", "A-2"]}
    reopen = {"on": "2025-05-01", "type": "reopen", "finding": "A"}

    everything, listed = read([give, reopen]), read([give, {**reopen, "measures": ["A-2"]}])

    assert [event.measure for event in everything.events[-3:]] == [None, "A-1", "A-2"]
    assert [event.measure for event in listed.events[-2:]] == [None, "A-2"]


def test_equal_dates_keep_the_order_of_the_table():
    claims = [
        {"on": "2025-02-01", "type": "claim", "findings": ["A"], "status": state} for state in ("done", "not_done")
    ]

    assert [event.claim for event in read([*claims, GIVE]).events] == ["not_started", "not_started", "done", "not_done"]


@pytest.mark.parametrize(
    ("event", "told"),
    [
        ({"on": "2025-02-30", "type": "give"}, "第 2 条.*日期"),
        ({"on": "2025-02-01", "type": "promote", "finding": "A"}, "promote"),
        ({"on": "2025-02-01", "type": "claim", "findings": ["Z"], "status": "done"}, "Z"),
        ({"on": "2025-02-01", "type": "claim", "findings": ["A"], "status": "fine"}, "fine"),
        ({"on": "2025-02-01", "type": "claim", "measure": "Z-1", "status": "done"}, "Z-1"),
        ({"on": "2025-02-01", "type": "split", "finding": "A", "into": []}, "拆分"),
        ({"on": "2025-02-01", "type": "merge", "findings": ["A"]}, "合并"),
        ("give", "第 2 条"),
    ],
)
def test_faults_name_the_event_and_the_remedy(event, told):
    with pytest.raises(KnownError, match=told):
        read([GIVE, event])


def test_a_document_without_events_is_refused():
    with pytest.raises(KnownError, match="events"):
        read({"title": "空"})

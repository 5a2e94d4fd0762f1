"""What was typed as a book stores it, and a whole record judged by its declaration (R, W)."""

from pathlib import Path

import pytest

from desktop.errors import KnownError
from desktop.ledgers.regulations import REGULATIONS
from desktop.operations.records.values import broken_rules, judge, plain_only, read_values, refuses
from tests.own_book import VISITS

SOUND = {"seen_on": "2026-06-05", "unit": 1, "manner": "home", "people": 3, "state": "open"}


def kind_of(ask):
    with pytest.raises(KnownError) as refused:
        ask()
    return refused.value.kind


def test_each_value_is_read_by_its_field():
    found = read_values(
        VISITS,
        {"people": "3", "manner": "入户", "heard": None, "findings": ["A", "B"], "unit": "x"},
        lambda holds, word: f"{holds}:{word}",
    )
    assert found == {
        "people": 3,
        "manner": "home",
        "heard": "",
        "findings": ("findings:A", "findings:B"),
        "unit": "unit:x",
    }
    assert kind_of(lambda: read_values(VISITS, {"colour": "x"}, lambda *_a: None)) == "unknown_field"
    assert (
        read_values(REGULATIONS, {"file": "a.pdf"}, lambda *_a: None, Path("/x"))["file"] == Path("/x/a.pdf")
        and read_values(REGULATIONS, {"file": ""}, lambda *_a: None)["file"] == ""
    )


def test_what_a_deed_sets_is_not_typed():
    from desktop.ledgers.extensions import EXTENSIONS

    plain_only(VISITS, ["people", "remark"])
    assert (
        kind_of(lambda: plain_only(EXTENSIONS, ["first_due"])) == "not_plain"
        and kind_of(lambda: plain_only(VISITS, ["colour"])) == "unknown_field"
    )


@pytest.mark.parametrize(
    "changed, kind",
    [
        ({}, None),
        ({"seen_on": ""}, "empty"),
        ({"unit": None}, "empty"),
        ({"manner": ""}, "empty"),
        ({"seen_on": "2026-06-06"}, "in_future"),
        ({"people": None}, None),
        ({"people": 0}, None),
    ],
)
def test_a_needed_field_and_a_rule_that_refuses_stop_a_record_and_one_that_warns_does_not(changed, kind):
    record = {**SOUND, **changed}
    if kind is None:
        judge(VISITS, record, "2026-06-05")
    else:
        assert kind_of(lambda: judge(VISITS, record, "2026-06-05")) == kind
    if kind == "empty":
        judge(VISITS, record, "2026-06-05", proposed=True)


def test_every_broken_rule_is_told_and_a_forgotten_one_refuses():
    assert [
        fault.kind for fault in broken_rules(VISITS, {**SOUND, "seen_on": "2026-06-06", "people": None}, "2026-06-05")
    ] == ["in_future", "nobody"]
    assert (refuses(VISITS, "in_future"), refuses(VISITS, "nobody"), refuses(VISITS, "forgotten")) == (
        True,
        False,
        True,
    )

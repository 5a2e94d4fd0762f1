"""A script is read whole before the first step: whatever is unknown in it is told with its place, and nothing is played."""

import json
from datetime import datetime

import pytest

from desktop.operations.deeds.script import EXPECTED, WrongScript, load, parts_of, read

CLAIM = {"do": "finding.claim", "args": {"number": "15-06-0001", "state": "done"}}


def steps(ledger, *listed):
    return read({"steps": list(listed)}, ledger.reader)


def test_a_step_is_read_with_everything_it_says(ledger):
    [first, second] = steps(
        ledger, {**CLAIM, "user": "李", "at": "2026-05-06T09:00+08:00", "as": "$甲", "expect": "refused", "note": "说明"}, {"do": "finding.note", "args": {"number": "$甲", "text": "x"}}
    )  # fmt: skip
    assert (first.place, first.book, first.step, first.deed, first.user, first.label, first.expect) == (
        1,
        "finding",
        "claim",
        "finding.claim",
        "李",
        "甲",
        "refused",
    )
    assert first.at == datetime(2026, 5, 6, 9) and dict(first.args) == CLAIM["args"]
    assert (second.place, second.at, second.label, second.user, second.expect) == (2, None, "", "", "done")


@pytest.mark.parametrize(
    "wrong, said",
    [
        ({"do": "finding.fly"}, "fly"), ({"do": "book.claim"}, "book"), ({"do": "finding"}, "账册"), ({"args": {}}, "账册"), ({**CLAIM, "who": "李"}, "who"),
        ({"do": "finding.claim", "args": {"colour": "x"}}, "colour"), ({"do": "finding.claim", "args": [1]}, "对象"), ({**CLAIM, "expect": "maybe"}, "maybe"),
        ({**CLAIM, "at": "昨天"}, "昨天"), ({"do": "finding.claim", "args": {"number": "$乙"}}, "乙"), ("finding.claim", "对象"),
        ({"do": "finding.merge", "args": {"with": ["$乙"]}}, "乙"), ({"do": "finding.split", "args": {"into": [{"text": "$乙"}]}}, "乙"),
    ],
)  # fmt: skip
def test_what_is_unknown_is_told_with_its_place(ledger, wrong, said):
    with pytest.raises(WrongScript, match=said) as refused:
        steps(ledger, CLAIM, wrong)
    assert "第 2 步" in str(refused.value)


@pytest.mark.parametrize("content", [None, [], {}, {"steps": {}}, {"steps": None}, "x"])
def test_what_is_no_list_of_steps_is_no_script(ledger, content):
    with pytest.raises(WrongScript):
        read(content, ledger.reader)
    assert read({"steps": []}, ledger.reader) == ()


def test_a_label_is_known_only_after_the_step_that_gives_it_and_parts_have_their_own(ledger):
    split = {
        "do": "finding.split",
        "args": {"number": "x", "reason": "r", "into": [{"text": "甲", "as": "$左"}, {"text": "乙"}, "丙"]},
    }
    [step, _after] = steps(ledger, split, {"do": "finding.note", "args": {"number": "$左", "text": "x"}})
    assert parts_of(step) == ("左", "", "") and parts_of(_after) == ()
    with pytest.raises(WrongScript):
        steps(ledger, {"do": "finding.note", "args": {"number": "$左", "text": "x"}}, split)
    with pytest.raises(WrongScript):
        steps(ledger, {**CLAIM, "as": "自己", "args": {"number": "$自己", "state": "done"}})
    assert EXPECTED == ("done", "refused")


def test_a_file_that_is_no_script_is_told(ledger, tmp_path):
    path = tmp_path / "s.json"
    with pytest.raises(WrongScript):
        load(path, ledger.reader)
    path.write_text("{", "utf-8")
    with pytest.raises(WrongScript):
        load(path, ledger.reader)
    path.write_text(json.dumps({"steps": [CLAIM]}), "utf-8-sig")
    assert len(load(path, ledger.reader)) == 1

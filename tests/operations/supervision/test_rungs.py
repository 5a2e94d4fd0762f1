"""What the ladder of a unit says of a paper: when it came, by when it is to be answered, and how late that is."""

from types import SimpleNamespace

import pytest

from desktop.operations.supervision.rungs import _answer, _call_entry, _days, _letter_entry, entries

DAY = "2026-06-20"


def a_letter(replied_on=None, reply_by=None, received_on=None, seq=3, issued_on="2026-06-01"):
    return SimpleNamespace(
        replied_on=replied_on,
        reply_by=reply_by,
        received_on=received_on,
        seq=seq,
        issued_on=issued_on,
        kind="x",
        title="函",
    )


@pytest.mark.parametrize(("letter", "standing"), [
    (a_letter(), ("", False)),
    (a_letter("2026-06-18", "2026-06-10"), ("6月18日已回", False)),
    (a_letter(reply_by="2026-06-20"), ("6月20日前回", False)),
    (a_letter(reply_by="2026-06-19"), ("逾 1 天未回", True)),
])  # fmt: skip
def test_a_rung_is_late_only_where_the_day_of_reply_is_over_without_one(letter, standing):
    assert _answer(letter, DAY) == standing


def test_a_paper_is_dated_by_its_receipt_else_by_its_issue():
    assert _days(a_letter(), ["0090", "0091"]) == "0090、0091；6月1日发出"
    assert (
        _days(a_letter(received_on="2026-06-02", reply_by="2026-06-12"), ["0090"]) == "0090；6月2日签收，限6月12日回复"
    )


@pytest.mark.parametrize(("letter", "told"), [
    (a_letter(), "督办函 3 号"),
    (a_letter(seq=None), "督办函"),
    (a_letter("2026-06-12", "2026-06-10"), "督办函 3 号 · 6月12日回复，迟 2 天"),
    (a_letter("2026-06-10", "2026-06-10"), "督办函 3 号 · 6月10日回复"),
    (a_letter("2026-06-10"), "督办函 3 号 · 6月10日回复"),
    (a_letter(reply_by="2026-06-19"), "督办函 3 号 · 未回"),
    (a_letter(reply_by="2026-06-20"), "督办函 3 号 · 6月20日前回"),
])  # fmt: skip
def test_a_line_of_the_record_says_how_a_paper_was_answered(letter, told):
    assert _letter_entry(letter, "督办函", DAY) == told


def test_a_call_says_who_answered_what_and_what_was_promised_and_leaves_out_what_is_not_known():
    def call(**fields):
        stored = {"channel": fields.pop("channel", None), "promised_on": fields.pop("promised_on", None)}
        return SimpleNamespace(stored=stored, fields={"person": None, "answered": None, **fields})

    whole = call(channel="phone", promised_on="2026-06-25", person="王敏", answered="正在收集")
    assert _call_entry(whole) == "电话 · 王敏 · 正在收集 · 答应6月25日" and _call_entry(call()) == "催办"


def test_talks_that_are_still_to_come_are_not_told_and_the_latest_entry_comes_first():
    def talk(on):
        return SimpleNamespace(stored={"held_on": on, "kind": "secretary"}, state="held")

    papers = SimpleNamespace(
        letters=(a_letter(), a_letter(issued_on="2026-06-15")),
        calls=(),
        talks=(talk("2026-06-21"), talk("2026-06-10"), talk(None)),
    )
    found = entries(SimpleNamespace(as_of=DAY, titles={"x": "督办函"}), papers)
    assert [one.on for one in found] == ["2026-06-15", "2026-06-10", "2026-06-01"] and "书记约谈" in found[1].text

"""What this PC keeps of a training, and how an answer is compared."""

import pytest

from desktop.operations.first_day.training import Mark, Question, mark_of

NOW = "2026-06-05T09:00:00"
KEPT = Mark("甲", "2026-06-01T08:00:00", {"T5": ("44.4%", "10")})


def test_a_mark_comes_back_as_it_was_kept():
    assert mark_of(KEPT.as_text(), "甲", NOW) == KEPT
    assert mark_of(KEPT.answered("T10", ("无",)).as_text(), "甲", NOW).answers == {**KEPT.answers, "T10": ("无",)}


@pytest.mark.parametrize(
    "text", ["", "不是", "[]", "[1, 2]", "{}", '["甲", "", {}]', '["甲", "x", []]', KEPT.as_text()]
)
def test_without_a_mark_of_this_ledger_the_training_begins_now(text):
    assert mark_of(text, "乙", NOW) == Mark("乙", NOW)


@pytest.mark.parametrize(
    ("wanted", "said", "fits"),
    [
        (("44.4%",), "44.4", True), (("44.4%",), "４４．４％", True), (("44.4%",), "44", False), (("",), "", False),
        (("a-1", "a-2"), "a-2，a-1", True), (("a-1", "a-2"), "a-2; a-1 a-1", True), (("a-1", "a-2"), "a-1", False),
        (("a-1",), "a-1、a-2", False), (("无",), "无", True), (("10",), "100", False),
    ],
)  # fmt: skip
def test_order_signs_and_full_width_do_not_matter_and_all_else_does(wanted, said, fits):
    assert Question("问", wanted).fits(said) is fits

"""P-9: the date chain and the bounds, one function for every way in."""

import pytest

from desktop.rules.paper_dates import PaperDates, faults

SOUND = {
    "today": "2026-10-09", "issued_on": "2026-10-09", "as_of": "2026-09-30", "feedback_on": "2026-03-10",
    "reply_by": "2026-10-15", "number_year": 2026,
}  # fmt: skip


def said(**changed):
    return "；".join(faults(PaperDates(**{**SOUND, **changed})))


def test_a_sound_chain_has_no_fault_p9():
    assert said() == ""
    assert (
        faults(
            PaperDates(
                "2026-10-09", issued_on="2026-10-09", event="reply", happened_on="2026-10-09", adopted=7, advised=7
            )
        )
        == ()
    )


@pytest.mark.parametrize(
    ("changed", "word"),
    [
        ({"issued_on": "2030-01-05", "number_year": 2030, "reply_by": ""}, "之后"),
        ({"as_of": "2026-10-10"}, "截止日"),
        ({"feedback_on": "2026-11-01"}, "反馈日期"),
        ({"reply_by": "2026-10-08"}, "回复期限"),
        ({"number_year": 2025}, "年份"),
        ({"event": "reply", "happened_on": "2026-10-08"}, "早于"),
        ({"event": "receipt", "happened_on": "2030-01-01"}, "之后"),
        ({"event": "void", "happened_on": "2020-01-01"}, "早于"),
        ({"event": "void", "happened_on": "2026-10-09", "void": True}, "已经作废"),
        ({"event": "reply", "happened_on": "2026-10-09", "adopted": 99, "advised": 7}, "多于"),
        ({"event": "reply", "happened_on": "2026-10-09", "adopted": -1, "advised": 7}, "负数"),
        ({"reserved": (-3, 0)}, "从 -3 开始"),
        ({"reserved": (5, 2)}, "颠倒"),
        ({"reserved": (3, 6), "kept": ((1, 3),)}, "重叠"),
        ({"reserved": (1, 2), "number_year": 2060}, "相差太远"),
    ],
)
def test_each_link_that_does_not_hold_is_told_p9(changed, word):
    assert word in said(**changed)


@pytest.mark.parametrize(
    "changed",
    [
        {"as_of": "2026-10-09"}, {"feedback_on": "2026-10-09"}, {"reply_by": "2026-10-09"}, {"reply_by": ""},
        {"number_year": None}, {"event": "void", "happened_on": "2026-10-09"}, {"event": "reply", "happened_on": "2026-10-09", "adopted": 0, "advised": 0},
        {"reserved": (1, 1)}, {"reserved": (1, 10_000)}, {"reserved": (4, 6), "kept": ((1, 3), (7, 9))}, {"issued_on": "", "number_year": 2025, "reserved": (1, 1)},
        {"issued_on": "", "number_year": 2027, "reserved": (1, 1)}, {"issued_on": "2026-10-10", "reply_by": "", "event": "draft"},
    ],
)  # fmt: skip
def test_what_stands_exactly_on_a_bound_is_sound_p9(changed):
    assert said(**changed) == ""


@pytest.mark.parametrize(
    ("changed", "word"),
    [
        ({"issued_on": "2026-10-10", "reply_by": ""}, "之后"), ({"feedback_on": "2026-10-10"}, "反馈日期"), ({"number_year": 2027}, "年份"),
        ({"reserved": (0, 3)}, "从 0 开始"), ({"reserved": (2, 1)}, "颠倒"), ({"reserved": (1, 10_001)}, "太长"),
        ({"reserved": (3, 6), "kept": ((6, 9),)}, "重叠"), ({"reserved": (3, 6), "kept": ((1, 2), (4, 4))}, "重叠"), ({"reserved": (3, 6), "kept": ((1, 9),)}, "重叠"),
        ({"issued_on": "", "number_year": 2024, "reserved": (1, 1)}, "相差太远"), ({"issued_on": "", "number_year": 2028, "reserved": (1, 1)}, "相差太远"),
        ({"event": "reply", "happened_on": "2026-10-09", "adopted": 8, "advised": 7}, "多于"),
        *(({"event": event, "happened_on": "2026-10-10"}, word) for event, word in
          {"sent": "送出", "receipt": "签收", "reply": "回复", "void": "作废", "note": "备注"}.items()),
        *(({"event": event, "happened_on": "2026-10-08"}, word) for event, word in
          {"sent": "送出", "receipt": "签收", "reply": "回复", "void": "作废", "note": "备注"}.items()),
    ],
)  # fmt: skip
def test_one_beyond_a_bound_is_told_alone_p9(changed, word):
    [fault] = faults(PaperDates(**{**SOUND, **changed}))
    assert word in fault


def test_only_an_event_that_is_void_again_and_only_one_with_a_word_is_judged_p9():
    assert said(event="reply", happened_on="2026-10-09", void=True) == ""
    assert said(event="", happened_on="2020-01-01") == ""
    assert said(event="reply", happened_on="2026-10-09", adopted=99) == "", "no advice counted, no bound"

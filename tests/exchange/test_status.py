"""Words of progress become states in the order of RULES §6."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.exchange.normalise.status import StatusReading, most_backward, read_status, status_at_head, status_of

STATES = ["not_done", "not_started", "in_progress", "partly_done", "long_term", "basically_done", "done"]


@pytest.mark.parametrize(
    ("written", "state"),
    [
        ("已完成", "done"),
        ("【已 完 成】。", "done"),
        ("已完成（2025年3月5日）", "done"),
        ("整改到位", "done"),
        ("未启动", "not_started"),
        ("未完成", "not_done"),
        ("已完成（未提交佐证）", "done"),
        ("已移交县纪委监委", "transferred"),
        ("基本完成", "basically_done"),
        ("取得阶段性成效并长期坚持", "partly_done"),
        ("已完成并长期坚持", "long_term"),
        ("持续推进", "in_progress"),
        ("是", "done"),
        ("否（正在整改）", "not_done"),
        ("√", "done"),
        ("×", "not_done"),
        ("100%", "done"),
        ("０％", "not_started"),
        ("已完成80%", "in_progress"),
        ("见附件", None),
    ],
)
def test_a_written_status_has_one_state(written, state):
    assert status_of(written) == state


def test_an_empty_cell_has_no_state_and_no_fault_and_an_unknown_word_has_a_fault():
    assert read_status(" / ") == StatusReading()
    assert read_status("见附件") == StatusReading(None, "unknown_status")
    assert read_status(0.65, is_percent=True) == StatusReading("in_progress")
    assert read_status(0.65) == StatusReading(None, "unknown_status")


@pytest.mark.parametrize(
    ("progress", "state"),
    [
        ("已完成。退赔3.7万元", "done"),
        ("【正在整改】复核2200户", "in_progress"),
        ("长期坚持：追回补贴", "long_term"),
        ("完成了对相关人员的谈话，核减3.7万元", None),
        ("已完成土地平整300亩，铺设管网", None),
        ("正在对照检查", None),
        ("已移交县纪委监委。", "transferred"),
    ],
)
def test_progress_gives_a_state_only_where_a_mark_follows_its_first_word(progress, state):
    assert status_at_head(progress).state == state


@given(st.lists(st.sampled_from([*STATES, "transferred", None]), max_size=6))
def test_the_most_backward_state_wins_and_transferred_only_alone(states):
    known = [state for state in states if state]
    worst = most_backward(states)

    if not known:
        assert worst is None
    elif set(known) == {"transferred"}:
        assert worst == "transferred"
    else:
        assert worst in known and all(
            STATES.index(worst) <= STATES.index(state) for state in known if state != "transferred"
        )


@given(st.text(max_size=30))
def test_no_text_breaks_the_reading(text):
    reading = read_status(text)

    assert reading.state is None or reading.fault is None
    assert status_at_head(text).state in {None, "transferred", *STATES}

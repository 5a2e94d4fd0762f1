"""The self-test tries each part for real and says of each how it went; one that fails does not stop the others."""

from __future__ import annotations

import json

import pytest

from desktop.errors import KnownError
from desktop.host import children
from desktop.operations import selftest

STEPS = ["窗口", "加密账本", "录入", "导入", "打印清单", "出文书", "图表", "中文字体"]


@pytest.fixture
def quick(monkeypatch):
    """The window and the papers are tried elsewhere; both take seconds."""
    monkeypatch.setattr(selftest, "_window", lambda: "画出")
    monkeypatch.setattr(selftest, "_paper", lambda *_given: "5 个文种")


def test_every_part_is_tried_and_tells_what_it_made(quick):
    told = selftest.run()

    assert [one["step"] for one in told] == STEPS
    assert all(one["ok"] and isinstance(one["detail"], str) for one in told), told
    said = {one["step"]: one["detail"] for one in told}
    assert (said["窗口"], said["导入"], said["打印清单"], said["加密账本"]) == ("画出", "导出并读回 1 条", "1 页", "")
    assert said["录入"] and said["图表"].endswith("字节") and said["中文字体"]


@pytest.mark.parametrize("error", [KnownError("坏了"), OSError("坏了"), ValueError("坏了"), AssertionError("坏了")])
@pytest.mark.parametrize("part", ["_enter", "_list", "_chart"])
def test_a_part_that_fails_says_why_and_the_others_go_on(quick, monkeypatch, part, error):
    def fails(*_given):
        raise error

    monkeypatch.setattr(selftest, "_import", lambda *_given: "")
    monkeypatch.setattr(selftest, part, fails)
    told = selftest.run()

    assert [one["step"] for one in told] == STEPS
    [bad] = [one for one in told if not one["ok"]]
    assert "坏了" in bad["detail"] and type(error).__name__ in bad["detail"]


def test_without_a_ledger_nothing_is_entered_into_one(quick, monkeypatch):
    def fails(_folder):
        raise KnownError("坏了")

    monkeypatch.setattr(selftest, "_ledger", fails)

    assert [one["step"] for one in selftest.run()] == ["窗口", "加密账本", "图表", "中文字体"]


def test_a_window_that_cannot_be_drawn_is_told_with_its_last_words(monkeypatch):
    def answers(code, out):
        monkeypatch.setattr(children, "ask_ourselves", lambda *_given, **_how: children.Answer(code, out, ""))

    answers(0, "注意\n" + json.dumps({"detail": "画出"}))
    assert selftest._window() == "画出"
    answers(1, "没有屏幕")
    with pytest.raises(KnownError, match="没有屏幕"):
        selftest._window()

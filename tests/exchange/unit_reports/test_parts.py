"""An answer falls apart at the labels that units write, by the words that lists use for their columns."""

import pytest

from desktop.exchange.unit_reports.parts import (
    Piece,
    Role,
    bare_label,
    first_label,
    has_label,
    next_label,
    pieces,
    role_of,
    running,
    said,
)


@pytest.mark.parametrize(
    ("label", "role"),
    [
        ("反馈问题", Role.QUOTE), ("存在问题", Role.QUOTE), ("问题三", Role.QUOTE), ("第2个问题", Role.QUOTE),
        ("整改措施", Role.MEASURES), ("整改措施及成效", Role.PROGRESS), ("措施落实情况", Role.PROGRESS),
        ("整改情况", Role.PROGRESS), ("补充报告", Role.PROGRESS), ("完成情况", Role.PROGRESS), ("整改状态", Role.STATE),
        ("整改进度", Role.STATE), ("未完成原因", Role.PLAN), ("整改时限", Role.PLAN), ("下一步打算", Role.PLAN), ("佐证材料", Role.EVIDENCE),
        ("责任领导", Role.PERSON), ("原因分析", Role.ASIDE), ("会议指出", None),
    ],
)  # fmt: skip
def test_a_label_names_its_role(label, role):
    assert role_of(label) is role


def test_a_text_falls_apart_at_its_labels():
    found = pieces("状态：完成。采取措施：核对。完成情况：追回3万元。", Role.QUOTE)
    assert [(one.role, one.text) for one in found] == [
        (Role.STATE, "完成。"),
        (Role.MEASURES, "核对。"),
        (Role.PROGRESS, "追回3万元。"),
    ]


def test_a_role_goes_on_until_the_next_label_or_a_line_that_is_one():
    found = running(["整改措施", "核对。", "（二）整改成效", "追回3万元。", "谈话2人。"], Role.QUOTE)
    assert said(found, Role.MEASURES) == "核对。" and said(found, Role.PROGRESS) == "追回3万元。\n谈话2人。"


def test_labels_in_brackets_and_behind_numbers_are_labels():
    assert first_label("【整改情况】追回")[0] is Role.PROGRESS
    assert first_label("（1）整改措施：核对")[0] is Role.MEASURES
    assert first_label("会议指出：要抓紧") is None
    assert bare_label("2.整改成效") is Role.PROGRESS and bare_label("整改成效明显，群众满意") is None
    assert next_label("惠农补贴。整改情况：追回") == 5 and next_label("追回") is None
    assert has_label("。整改情况：追回") and not has_label("追回3万元")


@pytest.mark.parametrize("mark", ["【销号】", "【已销号】", "〔销号〕", "[销号]"])
def test_a_state_in_brackets_names_no_part_that_follows(mark):
    assert pieces(f"{mark}追回3万元。", Role.PROGRESS) == [Piece(Role.PROGRESS, f"{mark}追回3万元。")]
    assert pieces("【是否销号】是", Role.PROGRESS)[0].role is Role.STATE
    assert pieces("销号：是", Role.PROGRESS)[0].role is Role.STATE

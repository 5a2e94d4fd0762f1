"""Words that come with the record that a paper is made of: the paper that was not answered (`unanswered.py`), what a unit handed in,
the field of an organ."""

from __future__ import annotations

from desktop.operations.papers.of_records import told

_UNANSWERED = ("事项", "次数", "原函文号", "原函日期", "原期限", "超期天数")
_SUBMISSION = (
    "审核对象", "没有意见", "意见数", "方数", "分方", "意见表", "冲突数", "采用方", "退回", "批次", "未收方",
)  # fmt: skip
WORDS = told(*_UNANSWERED, *_SUBMISSION, "专项", "监督重点")

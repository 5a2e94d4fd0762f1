"""The one Chinese word for each code that people see; lane states and their shapes come from `desktop.rules.state_words`."""

from __future__ import annotations

from desktop.rules.permissions import RIGHT_WORDS, Right
from desktop.rules.state_words import (
    CHIPS,
    CLOSED_OUT,
    GONE,
    SHAPES,
    STATE_WORDS,
    TONES,
    WAITING,
    Chip,
    chip,
    claim_word,
    lanes_text,
    standing_chip,
    verdict_word,
)

NATURE_WORDS = {"ordinary": "限期整改", "immediate": "立行立改", "long_term": "长期坚持"}
DUE_KIND_WORDS = {
    "": "",
    "date": "",
    "month_end": "月底前",
    "year_end": "年底前",
    "long_term": "长期坚持",
    "immediate": "立行立改",
}
EVENT_WORDS = {
    "give": "反馈入账",
    "claim": "单位自报",
    "verify": "巡察办认定",
    "extend": "延期",
    "withdraw": "核减",
    "split": "拆分",
    "merge": "合并",
    "transfer": "移交",
    "reopen": "重新打开",
    "stage_done": "阶段完成、长期坚持",
    "carry_over": "结转",
    "correct": "更正",
    "note": "记事",
    "set": "变更",
}
LETTER_EVENT_WORDS = {"sent": "发出", "receipt": "签收", "reply": "回复", "void": "作废", "note": "记事"}
LEVEL_WORDS = {"problem": "问题", "finding": "具体问题", "measure": "措施"}
ROUNDING_WORDS = {"half_up": "四舍五入", "truncate": "截去尾数"}
GROUP_WORDS = {"unit": "单位", "category": "问题类别", "round": "轮次", "leader": "分管县领导"}
FLAG_WORDS = {
    "in_feedback": "写入反馈",
    "is_common": "共性问题",
    "on_organisation": "涉组涉干",
    "on_ideology": "意识形态",
    "named_by_secretary": "书记点题",
    "assigned_to_secretary": "当面交书记",
    "livelihood": "民生事项",
}

__all__ = [
    "CHIPS",
    "CLOSED_OUT",
    "DUE_KIND_WORDS",
    "EVENT_WORDS",
    "FLAG_WORDS",
    "GONE",
    "GROUP_WORDS",
    "LETTER_EVENT_WORDS",
    "LEVEL_WORDS",
    "NATURE_WORDS",
    "RIGHT_WORDS",
    "ROUNDING_WORDS",
    "SHAPES",
    "STATE_WORDS",
    "TONES",
    "WAITING",
    "Chip",
    "Right",
    "chip",
    "claim_word",
    "lanes_text",
    "standing_chip",
    "verdict_word",
]

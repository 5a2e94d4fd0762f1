"""The Chinese word of every stored field of findings and measures, for the 历史 tab, batch edits and dialogs."""

from __future__ import annotations

from typing import Any

from desktop.ledgers.column import shown
from desktop.ledgers.terms import DUE_KIND_WORDS, FLAG_WORDS, NATURE_WORDS

FIELD_WORDS = {
    "text": "问题",
    "category1": "一级分类",
    "category2": "二级分类",
    "category3": "三级分类",
    "category4": "四级分类",
    "characterisation": "定性依据",
    "requirement": "整改要求",
    "nature": "整改类型",
    "amount_yuan": "涉及金额（元）",
    "people": "涉及人员",
    "years": "发生年度",
    "responsible_leader": "责任领导",
    "responsible_department": "责任科室",
    "owner": "责任人",
    "supervising_desk": "督办股室",
    "supervising_person": "督办人",
    "department_in_charge": "主管部门",
    "county_leader": "分管县领导",
    "working_paper": "底稿编号",
    "source": "来源",
    "responsibility_level": "责任层级",
    "first_due_on": "原定时限",
    "due_kind": "时限写法",
    "review_on": "复查日",
    "remark": "备注",
    **FLAG_WORDS,
}
MEASURE_WORDS = {
    "text": "措施",
    "leader": "责任领导",
    "department": "责任科室",
    "owner": "责任人",
    "due_on": "时限",
    "due_kind": "时限写法",
    "standard": "完成标准",
}


def field_text(field: str, value: Any) -> str:
    """A stored value as people read it."""
    if field == "nature":
        return NATURE_WORDS.get(value, shown(value))
    if field == "due_kind":
        return shown(DUE_KIND_WORDS.get(value, value))
    if field in FLAG_WORDS:
        return "是" if value else "否"
    return shown(value)

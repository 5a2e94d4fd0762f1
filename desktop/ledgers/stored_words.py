"""What people call each stored column and code: for the log, which shows changes as they were written."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from db.queries.books import column_of
from db.queries.log import NOT_TOLD
from db.queries.standing import EVER_SINCE, FACTS
from desktop.ledgers import books, terms
from desktop.ledgers.column import shown
from desktop.ledgers.field import Field
from desktop.ledgers.finding_words import FIELD_WORDS, MEASURE_WORDS, field_text
from desktop.ledgers.table_words import TABLE_WORDS
from desktop.ledgers.ways_out import BY_NAME
from desktop.rules.moments import to_minute

_COLUMNS = {
    "action_id": "操作", "actor": "经手人", "addressee": "主送", "adopted": "采纳条数", "adopted_on": "印发日期",
    "alias": "别名", "amount_yuan": "涉及金额（元）", "answered": "答复", "applied_by": "申请人", "applied_at": "升级时间",
    "approver": "批准人", "as_of": "数据截至", "at": "时间", "attitude": "表态", "attribute": "所改栏目", "authorisation": "授权",
    "basis": "口径", "basis_id": "口径", "basis_text": "口径", "book": "账册", "category1": "一级分类", "category2": "二级分类",
    "category3": "三级分类", "category4": "四级分类", "changed_on": "变动日期", "channel": "方式", "characterisation": "定性",
    "choices": "可选项", "claim_state": "自报状态", "classification": "标识", "code": "编号", "contact": "联系人",
    "content": "内容", "copies": "份数", "copies_to": "抄送", "copy_number": "份号", "copy_numbers": "份号", "copy_of": "重做自",
    "counts": "各表行数", "county_leader": "分管县领导", "criteria": "范围", "day": "日期", "days": "天数", "decimals": "小数位",
    "decisions": "已作处理", "declaration": "文种说明", "definition": "视图内容", "demands": "整改要求", "department": "责任科室",
    "department_in_charge": "主管部门", "deputies": "副组长", "differences": "改定之处", "digest": "内容摘要",
    "discipline_team": "派驻纪检组", "document_number": "文号", "done_on": "完成日期", "draft_sha256": "草稿校验值",
    "due_kind": "时限类型", "due_on": "时限", "effective_on": "自何日起", "ends_on": "集中整改期满", "entries": "条数",
    "event": "事项", "event_id": "办理记录", "evidence": "佐证", "exclude": "不计入的状态", "export_id": "打印登记", "fate": "去向",
    "feedback_on": "反馈日", "field": "栏目", "fields": "填写内容", "file_name": "文件名", "finding_id": "问题",
    "findings": "所列问题", "first": "起号", "first_copy": "首份份号", "first_due": "原定时限", "first_due_on": "原定时限",
    "follow_up_due": "落实期限", "form": "格式", "formed_on": "形成日期", "former_hash": "原校验值", "from_on": "自",
    "group_": "分组", "happened_on": "日期", "hash": "校验值", "held_on": "日期", "holder": "领用人", "holds": "填什么", "home": "驻地",
    "id": "序号", "import_id": "导入", "in_feedback": "写入反馈", "include_immediate": "含立行立改", "include_villages": "含村",
    "is_common": "共性问题", "is_default": "默认", "internal": "内部", "issued_on": "签发日", "kept_on": "保存日期", "kind": "类别",
    "known_at": "所知截至", "known_on": "登记日期", "last": "末号", "last_copy": "末份份号", "leader": "负责人",
    "leader_title": "负责人职务", "leading_group_on": "领导小组听取", "left_rows": "留下行数", "letter_id": "文书",
    "letter_number": "文号", "level": "层级", "level1": "一级", "level2": "二级", "level3": "三级", "liaison": "联络员",
    "list_date": "清单日期", "made_at": "时间", "made_of": "清单内容", "mapping": "对应", "matter": "具体事由", "may_audit": "审计",
    "may_enter": "录入", "may_manage": "管理", "may_review": "审核", "meaning": "读作", "measure_id": "措施", "members": "成员",
    "merged_on": "合并日期", "mobilised_on": "动员部署", "months": "整改月数", "name": "名称", "named_by_secretary": "书记点题",
    "nature": "整改类型", "next": "下一号", "note": "备注", "number": "编号", "numerator": "计入分子的状态", "occasion": "时机",
    "old": "原值", "on_": "日期", "on_ideology": "意识形态", "on_organisation": "涉组涉干", "on_site_from": "进驻",
    "on_site_to": "进驻结束", "open_faults": "待改处", "opening": "期初", "opening_closed": "期初建账完成", "organ": "机构",
    "origin": "来处", "other": "其他栏目", "own": "自设栏目", "owner": "责任人", "pages": "页数", "paper": "凭据",
    "parent_id": "问题大项", "party_form": "党组织形式", "party_short": "党组织简称", "path": "文件", "pattern": "文号式样",
    "people": "涉及人员", "person": "对方", "phone": "电话", "place": "地点", "plan_due_on": "整改方案报备", "post": "职务",
    "presence": "是否在清单", "promised_on": "答应日期", "purpose": "用途", "reason": "理由", "recorded_at": "登记时间",
    "recorder": "记录人", "record_id": "记录", "refused": "不予认定", "register": "账册", "related": "关联", "remark": "备注",
    "reminder_on": "中期提醒", "removed_in": "移入回收站", "reply_by": "回复限期", "requirement": "整改要求",
    "resolution": "议定事项", "responsibility_level": "责任层级", "responsible_department": "责任科室",
    "responsible_leader": "责任领导", "result": "结果", "review_due_on": "回访督查", "review_on": "复查日", "round_id": "轮次",
    "round_name": "轮次", "rounding": "进位", "row": "行号", "row_id": "行", "rows": "行数", "rule": "依据", "said": "原话",
    "scheme": "分类方案", "second_person": "同办人", "secretary_meeting_on": "书记专题会", "seq": "序号", "serial": "序号",
    "approved_sha256": "送签稿校验值", "destination": "去向", "way": "途径", "sha256": "校验值", "sheet": "工作表", "short": "简称", "signature": "表头", "size": "大小", "slot": "钥匙位", "sort": "排序",
    "source": "来源", "source_row": "原表行号", "source_sheet": "原工作表", "standard": "完成标准", "state": "状态", "step": "办理",
    "successor_id": "并入单位", "summary": "小结", "superior": "上级", "supervising_desk": "督办科室",
    "supervising_leader": "分管县领导", "supervising_person": "督办人", "table_name": "账册", "talked_to": "被约谈人",
    "talker": "约谈人", "talker_post": "约谈人职务", "tells_bin": "指出所见", "tells_state": "指出状态", "team_id": "巡察组", "term_id": "届次", "text": "内容", "title": "标题",
    "to_on": "至", "token": "位置", "topic": "议题", "undo_opens": "撤销后重新列出", "undoes": "撤销的操作", "unit": "单位", "unit_id": "单位", "user_name": "用户",
    "value": "值", "verdict_state": "认定状态", "verified": "已核验", "verified_only": "按核实", "version": "版本", "warn_before": "提前提醒", "was": "原值",
    "nodes": "登记内容", "sender": "发送方", "uid": "统一编号", "row_uid": "统一编号", "author": "登记人", "machine": "电脑",
    "secret": "签名私钥", "public": "签名公钥",
    "what": "内容", "width": "列宽", "within_period": "限期内", "word": "用语", "words": "文字", "working_paper": "底稿编号",
    "year": "年份", "batch": "批次", "special_topic": "专项主题", "parent_round_id": "所回头看的轮次", "years": "涉及年度", "active": "在用", "activity": "活动", "verb": "动作", "before": "原内容", "after": "新内容",
    "before_sum": "原内容校验", "after_sum": "新内容校验", "overridden": "例外办理", "migration_set": "结构", "extracted": "摘出",
}  # fmt: skip
"""Columns by their names; one name means the same in every table, but for those that a book declares."""
_FLAGS = frozenset(
    [
        "in_feedback",
        "is_common",
        "on_organisation",
        "on_ideology",
        "named_by_secretary",
        "active",
        "may_audit",
        "may_enter",
        "may_manage",
        "may_review",
        "is_default",
        "verified_only",
        "include_immediate",
        "include_villages",
        "within_period",
        "verified",
        "refused",
        "opening",
        "opening_closed",
    ]
)
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d")
_CODE = re.compile(r"[a-z][a-z0-9_]*")
_LATIN = re.compile(r"[A-Za-z]")
_INTERNAL = frozenset({"token", "name", "signature"})
"""Columns whose codes are the program's own: places of figures, names of settings and counters."""
_OTHER_CODES = {
    "in": "在清单中", "out": "不在清单中", "withdrawn": "已核减", "merged": "已合并", "split": "已拆分", "computed": "程序算出", "typed": "手填",
    "issued": "已签发", "registered": "补登", "void": "已作废", "manual": "手动", "local": "本机", "external": "外置", "start": "打开时",
    "exit": "关闭时", "print": "打印", "export": "导出", "add": "新增", "given": "已领用", "returned": "已收回", "destroyed": "已销毁",
    "restore": "恢复", "import": "导入", "party": "党组织", "work": "工作日", "rest": "休息日", "day": "日", "workday": "工作日", "month": "月",
    "pdf": "存为文件", "entered": "已入账", "ignored": "未收", "same": "相同", "changed": "改动", "file": "文件", "paper": "纸质",
}  # fmt: skip
CODED = "（程序代码）"
"""What stands for a code that has no word of its own."""


def column_word(table: str, name: str) -> str:
    """The word of a stored column; a book's own declaration comes first."""
    declared = _declared(table, name)
    if declared is not None:
        return declared.title
    own = {"finding": FIELD_WORDS, "measure": MEASURE_WORDS}.get(table, {})
    return own.get(name) or _COLUMNS.get(name, "")


NOT_SHOWN = "（不显示）"


def value_words(table: str, name: str, value: Any, titles: Mapping[str, str] | None = None) -> str:
    """A stored value as people read it: states and flags in words, moments to the minute; `titles` are those of papers."""
    if value is None or value == "":
        return ""
    if (table, name) in NOT_TOLD:
        return NOT_SHOWN
    declared = _declared(table, name)
    if declared is not None:
        return declared.text(value)
    if table in ("finding", "measure") and name in {**FIELD_WORDS, **MEASURE_WORDS}:
        return field_text(name, value)
    if name in _FLAGS:
        return "是" if value else "否"
    text = str(value)
    if name == "attribute" or (name == "name" and table == "round_date_event"):
        return column_word("finding", text) or _COLUMNS.get(text, CODED)
    if table == "record_event" and name == "step" and text in {*FACTS["unit"], *FACTS["finding"]}:
        return column_word("finding", text)
    if name == "way" and (way := BY_NAME.get(text)) is not None:
        return way.title
    if name == "effective_on" and text == EVER_SINCE:
        return "一直"
    if titles and text in titles:
        return titles[text]
    if text[:1] in "[{" and (listed := _read(text)) is not None:
        return _listed(listed)
    if _LATIN.search(text) and name in _INTERNAL:
        return CODED
    if _MOMENT.match(text):
        return to_minute(text)
    if name == "verdict_state":
        return terms.verdict_word(text)
    if _CODE.fullmatch(text):
        return _codes(table).get(text, CODED)
    return shown(value)


def _declared(table: str, name: str) -> Field | None:
    for register in books.declared():
        if register.name == table:
            stored = (one for one in register.all_fields if column_of(one.name, one.holds) == name)
            return next(stored, None) or register.field(name)
    return None


def _codes(table: str = "") -> dict[str, str]:
    """Every code that has a word; a state that books and findings both know is read as its table means it."""
    of_findings: dict[str, str] = {}
    for words in (
        terms.STATE_WORDS, terms.NATURE_WORDS, terms.DUE_KIND_WORDS, terms.EVENT_WORDS, terms.LETTER_EVENT_WORDS,
        terms.LEVEL_WORDS, terms.ROUNDING_WORDS, terms.GROUP_WORDS,
    ):  # fmt: skip
        of_findings |= words
    of_books: dict[str, str] = {}
    for register in books.declared():
        of_books[register.name] = register.title
        of_books |= {state.code: state.word for state in register.states}
        of_books |= {step.name: step.title for step in register.steps}
    first, last = (of_findings, of_books) if table.startswith("record_") else (of_books, of_findings)
    return _OTHER_CODES | first | last


def _read(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return None


def _listed(value: Any) -> str:
    """What stands in a cell that holds several values."""
    if isinstance(value, dict):
        return "；".join(f"{_named(key)} {_listed(one)}".strip() for key, one in value.items() if one not in (None, ""))
    if isinstance(value, list):
        return "、".join(_listed(one) for one in value)
    text = str(value)
    return _codes().get(text, CODED) if _CODE.fullmatch(text) else text


def _named(key: str) -> str:
    return TABLE_WORDS.get(key) or _COLUMNS.get(key) or (key if not _CODE.fullmatch(key) else CODED)

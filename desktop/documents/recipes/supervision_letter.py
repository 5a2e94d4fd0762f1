"""督办函: names a unit's overdue findings, sets a new date and asks for a reply."""

from datetime import date
from typing import Any

from desktop.documents.recipe import Recipe
from desktop.documents.recipes import letter_words as letter
from desktop.documents.vocabulary import COUNT, DAY, FLAG, LEFT_OUT, LIST, MARKED, Field

FINDINGS = Field(
    "问题清单", "findings", LIST, source="逾期问题，逾期天数降序",
    items=(
        Field("编号", "number", source="永久编号"),
        Field("表现", "text", source="问题描述"),
        Field("原时限", "first_due_on", DAY, source="首次时限"),
        Field("现时限", "due_on", DAY, LEFT_OUT, "延期后的时限；未延期为空"),
        Field("逾期天数", "overdue_days", COUNT, source="截止日减现定（无则原定）时限", unit="日"),
        Field("自报", "claim", missing=MARKED, source="单位自报；退回的印“完成（未认定）”"),
        Field("核实", "verdict", missing=MARKED, source="办公室认定"),
        Field("领导", "leader", missing=MARKED, source="责任领导"),
    ),
)  # fmt: skip

FIELDS = (
    *letter.HEAD, letter.COPIES, letter.ANNEXES, letter.CONTACT, letter.PHONE, letter.ROUND, letter.UNIT,
    letter.UNIT_SHORT, letter.AS_OF, letter.FEEDBACK_ON, letter.REPLY_BY,
    Field("问题总数", "finding_count", COUNT, source="该单位在册问题", unit="个"),
    Field("逾期数", "overdue_count", COUNT, source="附件行数", unit="个"),
    Field("最长逾期天数", "longest_overdue_days", COUNT, source="截止日减现定（无则原定）时限", unit="日"),
    Field("延期次数", "extensions", COUNT, LEFT_OUT, "延期记录最多的一个问题的次数", "次"),
    Field("自报完成数", "claimed_count", COUNT, LEFT_OUT, "逾期问题中最后一次自报完成后被不予认定的个数", "个"),
    Field("不认定原因", "refused_reasons", LIST, MARKED, "核实意见短语", typed=True, when="自报完成数"),
    Field("督办次数", "supervision_number", COUNT, source="督办台账，本次在内", unit="次"),
    Field("往次措施", "earlier_steps", LIST, LEFT_OUT, "以往提醒、督办的日期和名称"),
    Field("新期限", "new_due_on", DAY, source="签发人定；默认成文日期加30日"),
    Field("分期", "stages", LIST, LEFT_OUT, "分批完成安排", items=(
        Field("日期", "on", DAY, source="分批完成安排"),
        Field("个数", "count", COUNT, source="之和应等于逾期数", unit="个"),
    )),
    Field("报告天数", "report_days", COUNT, source="规则，默认3", unit="日"),
    Field("不能完成", "may_extend", FLAG, LEFT_OUT, "是否容许申请延期（再次督办默认否）"),
    Field("申请期限", "apply_by", DAY, source="不能完成时填", when="不能完成"),
    Field("责任领导", "responsible_leader", missing=LEFT_OUT, source="问题的责任领导（同一人时写出）"),
    Field("是村", "is_village", FLAG, LEFT_OUT, "单位类别"),
    Field("上级党组织", "superior", source="单位的上级单位", when="是村"),
    Field("后果", "consequence", missing=LEFT_OUT, source="督办级别表"),
    FINDINGS,
)  # fmt: skip


def sample() -> dict[str, Any]:
    """Two overdue findings, one claim refused."""
    due, new = date(2026, 9, 10), date(2026, 11, 10)
    row = {"原时限": due, "逾期天数": 20, "核实": "未完成", "领导": "周柏川"}
    return {
        **letter.sample_head("青巡督〔2026〕6号", date(2026, 10, 9)),
        "抄送": ["副县长程砚秋", "县纪委监委", "县委组织部"],
        "附件清单": ["逾期问题督办清单"],
        "单位": "青岩县住房和城乡建设局党组",
        "单位简称": "县住房和城乡建设局党组",
        "截止日期": date(2026, 9, 30),
        "反馈日期": date(2026, 3, 10),
        "回复期限": date(2026, 10, 15),
        "问题总数": 12,
        "逾期数": 2,
        "最长逾期天数": 20,
        "自报完成数": 1,
        "不认定原因": ["只有会议记录，没有资金缴回凭证"],
        "督办次数": 1,
        "新期限": new,
        "分期": [{"日期": date(2026, 10, 20), "个数": 1}, {"日期": new, "个数": 1}],
        "报告天数": 3,
        "后果": "由县委巡察工作领导小组约谈主要负责人，并将有关情况向县委常委会报告",
        "问题清单": [
            {**row, "编号": "06-03-004", "表现": "老旧小区改造结余资金96.5万元未清理", "自报": "完成（未认定）"},
            {**row, "编号": "06-03-007", "表现": "施工许可事中检查记录不全", "自报": "推进"},
        ],
    }


RECIPE = Recipe("supervision_letter", "督办函", "letter", "unit", FIELDS, sample)

"""巡察建议书: common findings over several units, put to the department that answers for their field."""

from datetime import date
from typing import Any

from desktop.documents.recipe import Recipe
from desktop.documents.recipes import letter_words as letter
from desktop.documents.vocabulary import COUNT, DAY, FLAG, LEFT_OUT, LIST, MARKED, MONEY, Field

FINDINGS = Field(
    "问题清单", "findings", LIST, source="所附问题行，同类相连；行数等于问题数", when="附件清单",
    items=(
        Field("编号", "number", source="问题永久编号"),
        Field("类别", "category", source="二级分类"),
        Field("单位", "unit", source="涉及单位简称；脱名的印单位类别"),
        Field("表现", "text", source="问题描述"),
        Field("金额", "amount_yuan", MONEY, LEFT_OUT, "涉及金额，以元存，印万元", "元"),
        Field("状态", "status", missing=MARKED, source="整改状态（截止日）"),
    ),
)  # fmt: skip

FIELDS = (
    *letter.HEAD,
    Field("主送", "addressee", source="单位名册，取成文日有效的名称"),
    letter.COPIES, letter.ANNEXES, letter.CONTACT, letter.PHONE, letter.ROUND, letter.REPLY_BY,
    Field("截止日期", "as_of", DAY, LEFT_OUT, "所附清单整改状态的截止日"),
    Field("事由", "subject", source="建议书台账，动宾结构，不超过24字", typed=True),
    Field("领域", "domain", source="共性问题组名称", typed=True),
    Field("单位数", "unit_count", COUNT, source="涉及单位去重计数", unit="个"),
    Field("单位名单", "unit_names", LIST, source="涉及单位简称，按名册次序"),
    Field("问题数", "finding_count", COUNT, source="所附问题行数", unit="个"),
    Field("往轮问题数", "earlier_finding_count", COUNT, LEFT_OUT, "以往轮次同组问题", "个"),
    Field("涉及金额", "amount_yuan", MONEY, LEFT_OUT, "问题涉及金额之和", "元"),
    Field("审议日期", "deliberated_on", DAY, source="领导小组会日期", typed=True),
    Field("问题表现", "manifestations", LIST, source="共性问题分组，经办人改写", typed=True, items=(
        Field("标题", "heading", source="组内小类"),
        Field("事实", "facts", source="含数量、时间、地点"),
    )),
    Field("原因", "reasons", LIST, LEFT_OUT, "经办人填写，短语库可选", typed=True),
    Field("建议", "recommendations", LIST, source="建议条目（条数入台账，供算采纳率）", typed=True, items=(
        Field("标题", "heading", source="经办人填写"),
        Field("内容", "content", source="经办人填写"),
    )),
    Field("专项整治", "campaign", missing=LEFT_OUT, source="拟议专项整治名称", typed=True),
    Field("脱名", "anonymous", FLAG, LEFT_OUT, "签发人定；是则印单位类别"),
    Field("附回复表", "with_reply_form", FLAG, LEFT_OUT, "是否附办理情况回复表"),
    FINDINGS,
)  # fmt: skip


def sample() -> dict[str, Any]:
    """Nine findings over four units about collective money, with causes and three recommendations."""
    return {
        **letter.sample_head("青巡建〔2026〕3号", date(2026, 3, 20), letter.GROUP),
        "主送": "青岩县农业农村局党组",
        "抄送": ["副县长秦望舒", "县纪委监委", "县委组织部"],
        "附件清单": ["农村集体“三资”管理问题清单"],
        "回复期限": date(2026, 6, 20),
        "截止日期": date(2026, 3, 20),
        "事由": "加强农村集体资金资产资源管理",
        "领域": "农村集体“三资”管理",
        "单位数": 4,
        "单位名单": ["云溪镇党委", "石桥乡党委", "双河村党支部", "柳坪村党支部"],
        "问题数": 2,
        "往轮问题数": 6,
        "涉及金额": 1268000,
        "审议日期": date(2026, 2, 5),
        "问题表现": [
            {"标题": "资源发包程序不到位", "事实": "抽查2023年以来集体资源发包合同27份，有8份未经村民代表会议讨论"},
            {"标题": "集体资金收支不及时入账", "事实": "双河村、柳坪村2024年场地租金85万元分别滞后7个月、9个月入账"},
        ],
        "原因": ["主管部门对村级合同备案只收不审", "乡镇农经人员更换频繁，代理记账环节没有复核"],
        "建议": [
            {"标题": "建立合同备案审查清单", "内容": "把议事记录、评估依据、公示照片列为备案必备件，缺件不予备案"},
            {"标题": "规范代理记账时限", "内容": "明确集体收入到账后的最迟入账天数，差异逐笔说明"},
        ],
        "专项整治": "农村集体经济合同专项清理",
        "问题清单": [
            {"编号": "06-05-003", "类别": "三资管理", "单位": "云溪镇党委", "表现": "集体资源发包合同8份未经村民代表会议讨论",
             "金额": 418000, "状态": "推进中"},
            {"编号": "06-06-004", "类别": "三资管理", "单位": "石桥乡党委", "表现": "2024年场地租金85万元滞后入账",
             "金额": 850000, "状态": "已销号"},
        ],
    }  # fmt: skip


RECIPE = Recipe("recommendation_letter", "巡察建议书", "letter", "department", FIELDS, sample, own_marks=("主送",))

"""巡察建议书: common findings over several units, put to the department that answers for their field."""

from datetime import date
from typing import Any

from desktop.documents.lexicon import Use
from desktop.documents.recipe import Copies, Due, Issuer, Recipe, Rows
from desktop.documents.recipes.letter_words import GROUP, LETTER, sample_head
from desktop.documents.vocabulary import LEFT_OUT


def example() -> dict[str, Any]:
    """Nine findings over four units about collective money, with causes and three recommendations."""
    return {
        **sample_head("青巡建〔2026〕3号", date(2026, 3, 20), GROUP),
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


RECIPE = Recipe(
    kind="recommendation_letter", title="巡察建议书", form="letter", addressee="department", group="反馈移交",
    issuers=(Issuer("leading_group", "巡建〔{年}〕{号}号"),),
    per="department", rows=Rows(chosen=True, order="category"),
    no_cause="没有备好的巡察建议书",
    copies=Copies(("县纪委监委", "县委组织部")),
    reply_matter="巡察建议书办理情况",
    dues=(Due("回复期限", event="建议书回复"),),
    annexes=("{领域}问题清单",),
    uses=(
        *LETTER, "主送", "抄送", Use("截止日期", missing=LEFT_OUT), "事由", "领域", "单位数", "单位名单", "问题数", "所附具体表现数",
        "往轮问题数", "涉及金额", "审议日期", "问题表现", "原因", "建议", "专项整治", "脱名", "附回复表",
        Use("问题清单", when="附件清单", columns=("编号", "类别", "单位", "表现", "金额", "状态")),
    ),
    example=example, own_marks=("主送",),
)  # fmt: skip

"""问题清单（被巡察单位版）: a letter that hands the unit its findings, as a landscape annex with a signature line."""

from datetime import date
from typing import Any

from desktop.documents.recipe import Recipe
from desktop.documents.recipes import letter_words as letter
from desktop.documents.vocabulary import COUNT, DAY, FLAG, LEFT_OUT, LIST, Field

FINDINGS = Field(
    "问题清单", "findings", LIST, source="该单位的问题行，一行一个问题，同类相连，只取本单位",
    items=(
        Field("编号", "number", source="问题永久编号；结转的用原编号"),
        Field("类别", "category", source="二级分类"),
        Field("责任层级", "level", missing=LEFT_OUT, source="乡镇／村／乡镇和村（镇村共管的清单）"),
        Field("表现", "text", source="问题描述（事实）"),
        Field("具体表现", "instances", LIST, LEFT_OUT, "同一问题下的具体表现，各带编号", items=(
            Field("编号", "number", source="永久编号"),
            Field("表现", "text", source="问题描述"),
        )),
        Field("性质", "term_kind", source="立行立改／限期整改／长期坚持"),
        Field("要求", "requirement", missing=LEFT_OUT, source="整改要求；空则“限期整改并报结果”"),
        Field("时限", "due_on", DAY, source="整改时限；长期坚持印阶段目标日期"),
    ),
)  # fmt: skip

FIELDS = (
    *letter.HEAD, letter.ANNEXES, letter.CONTACT, letter.PHONE, letter.ROUND, letter.UNIT, letter.UNIT_SHORT,
    letter.FEEDBACK_ON, letter.REPLY_BY,
    Field("问题总数", "finding_count", COUNT, source="上级问题数（无上级的按本条计）＝清单行数", unit="个"),
    Field("具体表现数", "instance_count", COUNT, LEFT_OUT, "具体表现层级计数；与问题数相同则不印", "个"),
    Field("入反馈数", "in_feedback", COUNT, source="“写入反馈意见”为是；未标的按是", unit="个"),
    Field("清单另列数", "listed_only_count", COUNT, LEFT_OUT, "问题总数减入反馈数", "个"),
    Field("立行立改数", "immediate_count", COUNT, LEFT_OUT, "整改性质为立行立改", "个"),
    Field("结转数", "carried_over", COUNT, LEFT_OUT, "结转记录", "个"),
    Field("异议期限", "objection_by", DAY, source="期限规则（默认10个工作日）"),
    Field("镇村共管", "shared_with_villages", FLAG, LEFT_OUT, "单位类别为乡镇且有村级问题"),
    FINDINGS,
)  # fmt: skip


def sample() -> dict[str, Any]:
    """A department with four findings, one of them only on the list."""
    texts = (
        ("理论学习", "2024年以来党组会议学习上级部署14次，其中6次无落实措施"),
        ("项目建设", "高标准农田2024年任务1.2万亩，进驻时完成0.8万亩"),
        ("补贴审核", "抽查档案200户，有9户面积与承包合同不符"),
        ("公务接待", "抽查接待凭证30份，有6份无来函"),
    )
    row = {"性质": "限期整改", "要求": "查清原因，完善制度", "时限": date(2026, 9, 10)}
    return {
        **letter.sample_head("青巡办函〔2026〕12号", date(2026, 3, 11)),
        "附件清单": ["问题清单"],
        "单位": "青岩县农业农村局党组",
        "单位简称": "县农业农村局党组",
        "反馈日期": date(2026, 3, 10),
        "回复期限": date(2026, 4, 10),
        "异议期限": date(2026, 3, 24),
        "问题总数": 4,
        "入反馈数": 3,
        "清单另列数": 1,
        "问题清单": [
            {**row, "编号": f"06-01-{number:03d}", "类别": category, "表现": text}
            for number, (category, text) in enumerate(texts, 1)
        ],
    }


RECIPE = Recipe("unit_finding_list", "问题清单", "letter", "unit", FIELDS, sample)

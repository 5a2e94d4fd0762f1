"""The words that every letter of the office uses (papers 00, section 9)."""

from datetime import date
from typing import Any

from desktop.documents.vocabulary import DAY, LEFT_OUT, LIST, MARKED, Field

ISSUING_MARK = Field("发文机关标志", "issuing_mark", source="机关设置（按文种、字号代字定）")
DOCUMENT_NUMBER = Field("发文字号", "document_number", source="编号规则；草稿留“〔年份〕　号”")
CLASSIFICATION = Field("密级", "classification", missing=LEFT_OUT, source="定密责任人所定，程序只印不定")
COPY_NUMBER = Field("份号", "copy_number", source="打印登记", when="密级")
ISSUING_ORGAN = Field("署名", "issuing_organ", source="机关设置")
ISSUED_ON = Field("成文日期", "issued_on", DAY, source="签发日期")
COPIES = Field("抄送", "copies", LIST, LEFT_OUT, "文种设置＋单位的派驻机构、分管县领导")
ANNEXES = Field("附件清单", "annexes", LIST, LEFT_OUT, "本件所附各表名称")
CONTACT = Field("联系人", "contact", missing=MARKED, source="机关设置")
PHONE = Field("联系电话", "phone", missing=MARKED, source="机关设置")
ROUND = Field("轮次", "round", source="轮次名称，如“十四届县委第六轮巡察”")
UNIT = Field("单位", "unit", source="被巡察党组织全称")
UNIT_SHORT = Field("单位简称", "unit_short", source="被巡察党组织简称")
FEEDBACK_ON = Field("反馈日期", "feedback_on", DAY, source="轮次或单位的反馈日期")
REPLY_BY = Field("回复期限", "reply_by", DAY, source="期限规则计算，可改，改必留痕")
AS_OF = Field("截止日期", "as_of", DAY, source="统计截止日，由经办人选定")

HEAD = (ISSUING_MARK, DOCUMENT_NUMBER, CLASSIFICATION, COPY_NUMBER, ISSUING_ORGAN, ISSUED_ON)

OFFICE = "中共青岩县委巡察工作领导小组办公室"
GROUP = "中共青岩县委巡察工作领导小组"


def sample_head(number: str, issued_on: date, organ: str = OFFICE) -> dict[str, Any]:
    """Head, signature and contact of a preview, from the invented county of the papers."""
    return {
        "发文机关标志": organ,
        "发文字号": number,
        "署名": organ,
        "成文日期": issued_on,
        "联系人": "林知远",
        "联系电话": "0000-6123456",
        "轮次": "十四届县委第六轮巡察",
    }

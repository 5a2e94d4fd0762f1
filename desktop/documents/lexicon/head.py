"""Words of head, foot and occasion that every letter shares (papers 00, section 9)."""

from datetime import date

from desktop.documents.vocabulary import DAY, LEFT_OUT, LIST, MARKED, PICTURE, Field

OFFICE = "中共青岩县委巡察工作领导小组办公室"
GROUP = "中共青岩县委巡察工作领导小组"

HEAD = ("发文机关标志", "发文字号", "密级", "份号", "署名", "成文日期")
FRAME_WORDS = {
    "letter": (*HEAD, "联系人", "联系电话", "印章"),
    "red": (*HEAD, "联系人", "联系电话", "印章", "签发人", "紧急程度", "印发机关"),
}
"""What the shared frame of a form prints, and the seal: a kind of that form has these words without naming them."""

WORDS = (
    Field("发文机关标志", "issuing_mark", source="机关设置（按文种的发文机关）", example=OFFICE),
    Field("发文字号", "document_number", source="编号规则；草稿留“〔年份〕　号”", example="青巡督〔2026〕6号"),
    Field("签发人", "signatory", missing=LEFT_OUT, source="上行文的签发人，印在版头右侧；两人以上用顿号", typed=True, example="程砚秋"),
    Field("紧急程度", "urgency", missing=LEFT_OUT, source="特急或加急，由有权人确定", typed=True, example="加急"),
    Field("印发机关", "printing_organ", source="机关设置（领导小组办公室）", example=OFFICE),
    Field("印章", "seal", PICTURE, LEFT_OUT, "机关设置中的印章图，印在模板里替代文字写着 {{印章}} 的图片处，大小不变；没有的留空位"),
    Field("密级", "classification", missing=LEFT_OUT, source="定密责任人所定，程序只印不定", example="内部"),
    Field("份号", "copy_number", source="打印登记", when="密级", example="000012"),
    Field("署名", "issuing_organ", source="机关设置（按文种的发文机关）", example=OFFICE),
    Field("成文日期", "issued_on", DAY, source="签发日期", example=date(2026, 10, 9)),
    Field("抄送", "copies", LIST, LEFT_OUT, "文种设置＋单位的派驻机构、分管县领导", example=("县纪委监委", "县委组织部")),
    Field("附件清单", "annexes", LIST, LEFT_OUT, "本件所附各表名称", example=("问题清单",)),
    Field("联系人", "contact", missing=MARKED, source="机关设置", example="林知远"),
    Field("联系电话", "phone", missing=MARKED, source="机关设置", example="0000-6123456"),
    Field("主送", "addressee", source="收件机关、单位，取成文日有效的名称", example="青岩县农业农村局党组"),
    Field("轮次", "round", source="轮次名称，如“十四届县委第六轮巡察”", example="十四届县委第六轮巡察"),
    Field("单位", "unit", source="被巡察党组织全称", example="青岩县住房和城乡建设局党组"),
    Field("单位简称", "unit_short", source="被巡察党组织简称", example="县住房和城乡建设局党组"),
    Field("反馈日期", "feedback_on", DAY, source="轮次或单位的反馈日期", example=date(2026, 3, 10)),
    Field("截止日期", "as_of", DAY, source="统计截止日，由经办人选定", example=date(2026, 9, 30)),
    Field("回复期限", "reply_by", DAY, source="期限规则计算，可改，改必留痕", example=date(2026, 10, 15)),
    Field("异议期限", "objection_by", DAY, source="期限规则（默认10个工作日）", example=date(2026, 10, 26)),
    Field("新期限", "new_due_on", DAY, source="签发人定；默认成文日期加30日", example=date(2026, 11, 10)),
    Field("整改月数", "period_months", "整数", source="轮次", unit="个月", example=3),
    Field("期满日期", "period_ends_on", DAY, source="期限规则", example=date(2026, 9, 10)),
)  # fmt: skip

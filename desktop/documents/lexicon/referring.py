"""Words of papers that tell leaders and departments what was found in their field (papers/04, 05, 28)."""

from datetime import date

from desktop.documents.vocabulary import ASSERTION, COUNT, DAY, FLAG, LEFT_OUT, LIST, PROBLEM, Field

WORDS = (
    Field("挂牌数", "tagged_count", COUNT, LEFT_OUT, "抄报台账中标了挂牌督办的", "个", level=PROBLEM),
    Field("共性问题数", "common_count", COUNT, LEFT_OUT, "共性问题台账：本件的问题所在的组", "个"),
    Field("拟发建议书部门", "letters_to_come", LIST, LEFT_OUT, "经办人填写：拟发巡察建议书的部门", typed=True, when="共性问题数"),
    Field("重点问题", "key_findings", LIST, LEFT_OUT, "经办人选定，每人不超过5个", typed=True),
    Field("无需协调", "nothing_to_settle", FLAG, LEFT_OUT, "经办人勾选：所列问题均由被巡察党组织按期整改，暂无需要专门协调的事项", typed=True, level=ASSERTION),
    Field("列席单位", "meeting_unit", missing=LEFT_OUT, source="经办人填写：请列席哪个单位的专题民主生活会", typed=True),
    Field("列席日期", "meeting_on", DAY, LEFT_OUT, "经办人填写：会议日期", typed=True, when="列席单位"),
    Field("清单列数", "listed_count", COUNT, LEFT_OUT, "附件所列的问题；选附时小于问题总数", "个", level=PROBLEM),
    Field("往次移交", "earlier_referrals", COUNT, LEFT_OUT, "发文登记簿：此前移交同一部门同一领域的次数", "次"),
    Field("请办事项", "asked_for", LIST, source="默认各项，经办人可改", typed=True, example=("指导完善业务制度", "在日常检查中关注整改落实")),
    Field("专项", "special_check", source="选人用人／意识形态工作责任制", example="选人用人"),
    Field("检查单位数", "checked_units", COUNT, source="本轮的被巡察单位", unit="个", level="单位", example=7),
    Field("没有专项问题", "nothing_special", FLAG, LEFT_OUT, "本轮没有一个标了该专项的问题", level=ASSERTION),
    Field("全部入反馈", "all_in_feedback", FLAG, LEFT_OUT, "本件的问题个个写入反馈意见", level=ASSERTION),
    Field("关系", "relation", source="默认“主管”；也可填“进行业务指导”“履行出资人职责”", typed=True, example="主管"),
    Field("没有业务问题", "none_of_field", FLAG, LEFT_OUT, "该单位的问题没有一个以主送部门为行业主管部门", level=ASSERTION),
    Field("协调期限", "settle_by", DAY, LEFT_OUT, "成文日期后一个月；只供需要协调时用，不催报", example=date(2026, 4, 24)),
    Field("单位类别表", "categories_of_unit", LIST, source="该单位的问题按一级分类逐类计数；和等于问题总数", items=(
        Field("类别", "category", source="一级分类", example="群众身边不正之风和腐败问题方面"),
        Field("总数", "finding_count", COUNT, source="计数", unit="个", level=PROBLEM, example=2),
    )),
)  # fmt: skip

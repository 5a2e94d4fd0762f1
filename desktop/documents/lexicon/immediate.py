"""Words of the notice of what is to be put right at once: the team, the findings handed over, the days allowed (papers/07)."""

from datetime import date

from desktop.documents.lexicon.findings import COLUMNS
from desktop.documents.vocabulary import COUNT, DAY, LEFT_OUT, LIST, Field

WORDS = (
    Field("巡察组", "team", source="本轮巡察该单位的巡察组；没有登记的填", typed=True, example="县委第一巡察组"),
    Field("交办问题", "handed_over", LIST, source="同一通知书的立行立改问题", items=COLUMNS),
    Field("限期天数", "limit_days", COUNT, source="规则，默认10个工作日", unit="个", typed=True, example=10),
    Field("完成期限", "complete_by", DAY, source="成文日期后的工作日，按工作日历", example=date(2025, 11, 26)),
    Field("整改要求", "demand", missing=LEFT_OUT, source="经办人填写：做到什么", typed=True),
    Field("再次", "earlier_remark", missing=LEFT_OUT, source="口头提出的日期", typed=True),
)  # fmt: skip

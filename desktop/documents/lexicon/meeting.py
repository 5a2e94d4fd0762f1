"""Words of the list that a meeting is given, copy by copy (papers/22)."""

from datetime import date

from desktop.documents.vocabulary import COUNT, DAY, Field

WORDS = (
    Field("会议名称", "meeting", source="会议台账；还没有开的会由经办人填写", typed=True, example="县委书记专题会"),
    Field("会议日期", "meeting_on", DAY, source="会议台账；还没有开的会由经办人填写", typed=True, example=date(2026, 10, 15)),
    Field("筛选", "filter_text", source="清单的筛选条件，与所列各行相符", example="未销号"),
    Field("清单数", "listed_count", COUNT, source="清单所列的行，一行不多不少", unit="个", level="具体表现", example=3),
)  # fmt: skip

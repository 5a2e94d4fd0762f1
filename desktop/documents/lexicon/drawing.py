"""Words of the sheet that seals what was drawn for a follow-up: seed, frame, shares, result, and the steps by which anybody draws the same (papers/31)."""

from datetime import date

from desktop.documents.figures import PlainRate
from desktop.documents.vocabulary import ASSERTION, COUNT, DAY, FLAG, LEFT_OUT, LIST, PROBLEM, RATE, Field

_SUM = "9f2b0c51d7e64a3c8b1f0e2d4c6a8b9f0112233445566778899aabbccddeeff0"
_STRATUM = Field("层", "stratum", source="单位类别归入的层", example="县直部门")
_NUMBERS = Field("编号", "numbers", LIST, source="永久编号", example=("06-03-001", "06-03-004"))

WORDS = (
    Field("锁定单号", "draw_number", source="抽样登记的编号", example="抽样〔2026〕3号"),
    Field("锁定时间", "locked_at", source="系统时间，到分", example="2026年10月12日 9时40分"),
    Field("名单截至", "frame_as_of", DAY, source="抽样名单的截止日", example=date(2026, 9, 30)),
    Field("抽样用途", "draw_purpose", source="抽样登记：回访督查、中期督查、回头看", example="回访督查"),
    Field("种子", "seed", source="抽样日期和两人各报的一位数字", example="20261012-44"),
    Field("要求比例", "share_words", source="抽样登记的比例，写成文字", example="单位、问题均不低于三分之一"),
    Field("框单位", "frame_units", COUNT, source="抽样名单", unit="个", level="单位", example=7),
    Field("框问题", "frame_findings", COUNT, source="抽样名单", unit="个", level=PROBLEM, example=70),
    Field("应抽单位", "units_needed", COUNT, source="名单单位乘比例，向上取整", unit="个", level="单位", example=3),
    Field("应抽问题", "findings_needed", COUNT, source="名单问题乘比例，向上取整", unit="个", level=PROBLEM, example=24),
    Field("抽中单位数", "units_sampled", COUNT, source="抽中的单位", unit="个", level="单位", example=3),
    Field("抽中问题数", "findings_sampled", COUNT, source="抽中的问题", unit="个", level=PROBLEM, example=24),
    Field("抽中单位比例", "sampled_unit_share", RATE, source="抽中单位除以名单单位", example=PlainRate(3, 7)),
    Field("抽中问题比例", "sampled_finding_share", RATE, source="抽中问题除以名单问题", example=PlainRate(24, 70)),
    Field("框摘要", "frame_sha256", source="名单校验码：编号排序后的SHA-256", example=_SUM),
    Field("结果摘要", "result_sha256", source="结果校验码：抽中编号排序后的SHA-256", example=_SUM[::-1]),
    Field("两项达标", "both_shares_met", FLAG, LEFT_OUT, "抽中的单位、问题都不少于应抽数", level=ASSERTION),
    Field("重抽记录", "redraw", missing=LEFT_OUT, source="本轮同一用途以往抽样的编号和作废理由"),
    Field("抽中", "drawn", LIST, source="抽中的单位，逐单位", items=(
        _STRATUM,
        Field("单位", "unit_short", source="机关简称", example="县住房和城乡建设局"),
        Field("在册", "frame_findings", COUNT, source="该单位在名单中的问题", unit="个", level=PROBLEM, example=12),
        _NUMBERS,
    )),
    Field("抽样框", "frame", LIST, source="抽样名单，逐单位；第三人据此可以重抽", items=(
        _STRATUM,
        Field("单位", "unit", source="单位全称，与抽取时一致", example="青岩县住房和城乡建设局党组"),
        _NUMBERS,
    )),
    Field("抽样步骤", "steps", LIST, source="六步算法的文字", example=("名单：截至日在清单中的问题，永久编号按字符编码排序",)),
    Field("排除", "exclusions", LIST, LEFT_OUT, "抽样登记：事先排除的理由和问题"),
    Field("排除经确认", "exclusions_witnessed", FLAG, LEFT_OUT, "抽样登记：事先排除写有监督人", level=ASSERTION),
)  # fmt: skip

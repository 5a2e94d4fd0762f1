"""Words of the teams' report on a follow-up: the sample, how it was looked at, what was found, what is proposed (papers/15)."""

from datetime import date

from desktop.documents.figures import PlainRate
from desktop.documents.lexicon.feeding_back import worded
from desktop.documents.vocabulary import (
    ASSERTION,
    COUNT,
    DAY,
    FLAG,
    LEFT_OUT,
    LIST,
    MARKED,
    PICTURE,
    PROBLEM,
    RATE,
    ZERO,
    Field,
)

_UNITS = "单位"


def _typed(name: str, identifier: str, unit: str, source: str, why: str) -> Field:
    return Field(name, identifier, COUNT, LEFT_OUT, source, unit, typed=True, why=why)


def _found(name: str, identifier: str, source: str, example: int | None = None) -> Field:
    return Field(name, identifier, COUNT, ZERO, source, "个", level=PROBLEM, example=example)


def _answers(name: str, identifier: str) -> Field:
    return Field(name, identifier, COUNT, ZERO, "满意度测评台账", "份", when="测评有效")


_SAMPLE = (
    Field("督查组署名", "visiting_team", source="督查组名称", typed=True, example="巡察整改回访督查组"),
    Field("会同单位", "joint_organs", LIST, source="督查方案", typed=True, example=("县纪委监委", "县委组织部")),
    Field("组数", "team_count", COUNT, source="督查台账：不同的督查组", unit="个", typed=True, example=1, why="督查登记没有写督查组的，在这里填"),
    Field("抽样比例", "share_in_words", source="抽样台账：比例，写成几分之几", example="三分之一"),
    Field("抽样达标", "sample_is_enough", FLAG, LEFT_OUT, "核查的单位、问题都不少于应抽数", level=ASSERTION),
    Field("指定问题", "assigned_findings", COUNT, LEFT_OUT, "核查台账：抽中以外另行核查的", "个", level=PROBLEM),
    Field("分层表", "strata", LIST, source="抽样台账：按层", items=(
        Field("类别", "stratum", source="层", example="县直部门"),
        Field("框单位", "frame_units", COUNT, source="抽样名单", unit="个", level=_UNITS, example=5),
        Field("抽单位", "drawn_units", COUNT, ZERO, "有核查的", "个", level=_UNITS, example=2),
        Field("框问题", "frame_findings", COUNT, source="抽样名单", unit="个", level=PROBLEM, example=30),
        Field("抽问题", "drawn_findings", COUNT, ZERO, "核查的", "个", level=PROBLEM, example=12),
        Field("比例", "share", RATE, source="抽问题除以框问题", example=PlainRate(12, 30)),
    )),
)  # fmt: skip
_BY_TEAM = "督查组自己统计，登记督查时只记谈话和走访次数"
_WAYS = (
    Field("方式", "ways", LIST, source="核查台账：听、查、看、问、访", example=("听", "查", "看")),
    _typed("汇报次数", "hearings", "次", "督查记录", _BY_TEAM),
    _typed("查阅份数", "papers_seen", "份", "督查记录", _BY_TEAM),
    _typed("查看处数", "sites", "处", "督查记录", _BY_TEAM),
    Field("访谈人次", "interviews", COUNT, LEFT_OUT, "督查台账：谈话次数", "人次"),
    Field("入户数", "households_visited", COUNT, LEFT_OUT, "督查台账：走访次数", "户"),
    _typed("暗访次数", "unannounced", "次", "督查记录", "登记督查时不分是否事先通知"),
    _typed("回避人数", "recused", "名", "因回避调整的督查人员", "督查组组成以前的调整没有账册登记"),
)  # fmt: skip
_FOUND = (
    _found("抽查自报", "claimed_of_sample", "核查台账：核查时自报完成", 12),
    _found("此前销号", "closed_out_before", "核查台账：核查前已销号", 11),
    _found("部分", "partly_of_sample", "自报完成而部分属实"),
    _found("不实", "untrue_of_sample", "自报完成而不属实"),
    _found("抽查推进", "under_way_of_sample", "没有自报完成、核查也不属实"),
    Field("销号不实", "reopened_closed", COUNT, LEFT_OUT, "核查台账：已销号而不属实，已重开", "个", level=PROBLEM),
    Field("新问题", "new_findings", COUNT, LEFT_OUT, "核查台账：新发现", "个"),
    Field("没有新问题", "no_new_findings", FLAG, LEFT_OUT, "核查中没有登记新发现", level=ASSERTION),
    _answers("满意", "satisfied"),
    _answers("基本满意", "basically_satisfied"),
    _answers("不满意", "dissatisfied"),
    _answers("不了解", "unknown"),
    Field("结果图", "results_chart", PICTURE, LEFT_OUT, "各单位抽查结果构成"),
    Field("小单位注", "few_below", COUNT, LEFT_OUT, "有单位抽查的问题少于此数时注明", "个"),
    Field("单位评价", "unit_remarks", LIST, LEFT_OUT, "督查组撰写，逐单位；数字由台账配上", typed=True, items=(
        Field("单位", "unit_short", source="机关简称，与结果表一致", example="云溪镇"),
        Field("变化", "change", source="巡察前后对比，须有前后两个数", example="资源发包合同由巡察前口头约定改为全部书面备案"),
        Field("不足", "weakness", missing=LEFT_OUT, source="督查组撰写", example="移交手续未办结"),
    )),
    Field("分单位", "by_unit", LIST, LEFT_OUT, "单位评价配上结果表的数字", items=(
        Field("单位", "unit_short", source="机关简称", example="云溪镇"),
        Field("抽", "drawn", COUNT, source="核查的问题", unit="个", level=PROBLEM, example=8),
        Field("到位", "confirmed", COUNT, ZERO, "属实", "个", level=PROBLEM, example=8),
        Field("到位率", "rate", RATE, source="到位除以抽", example=PlainRate(8, 8)),
        Field("等次", "grade", source="回访等次", example="好"),
        Field("变化", "change", missing=MARKED, source="督查组撰写", typed=True, example="资源发包合同改为书面备案"),
        Field("不足", "weakness", missing=LEFT_OUT, source="督查组撰写", typed=True, example="移交手续未办结"),
    )),
    worded("成效", "results_good", "经办人撰写，须含数据", "制度执行开始见效", "7至10月26笔采购都有独立验收记录", LEFT_OUT),
    Field("没有成效", "nothing_to_tell", FLAG, LEFT_OUT, "经办人勾选：所抽问题尚无可供归纳的成效", typed=True, level=ASSERTION),
    Field("重开清单", "reopened_findings", LIST, LEFT_OUT, "核查台账：不属实（已重开）", items=(
        Field("单位", "unit_short", source="机关简称", example="县住房和城乡建设局"),
        Field("编号", "number", source="永久编号", example="06-03-009"),
        Field("表现", "text", source="问题描述", example="保障房腾退对象核查不实"),
        Field("自报", "claim", missing=MARKED, source="核查时的单位自报", example="已完成"),
        Field("认定", "verdict", source="核查结果", example="整改不实"),
        Field("要求", "requirement", missing=MARKED, source="整改要求", example="重新逐户核查，结果公示"),
        Field("时限", "due_on", DAY, MARKED, "督查的整改期限，没有的用问题现在的时限", example=date(2026, 12, 31)),
    )),
    Field("核查表", "checks", LIST, LEFT_OUT, "核查台账，逐条", items=(
        Field("单位", "unit_short", source="机关简称", example="云溪镇"),
        Field("编号", "number", source="永久编号", example="06-05-003"),
        Field("表现", "text", source="问题描述", example="集体资源发包合同8份缺会议记录"),
        *(Field(way, f"way_{place}", missing=LEFT_OUT, source="方式，用了的打勾", example="√") for place, way in enumerate("听查看问访", 1)),
        Field("结果", "found", source="属实、部分属实、不属实", example="属实"),
        Field("情况", "text_found", missing=LEFT_OUT, source="核查情况", example="抽查的18份合同资料齐全"),
    )),
)  # fmt: skip

WORDS = (*_SAMPLE, *_WAYS, *_FOUND)

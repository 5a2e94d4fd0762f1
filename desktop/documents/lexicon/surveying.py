"""Words of a survey: the blank ballot, and the count of what came back (papers/30); and of what a unit says of the team (papers/25c)."""

from datetime import date

from desktop.documents.figures import PlainRate
from desktop.documents.vocabulary import ASSERTION, COUNT, DAY, FLAG, LEFT_OUT, LIST, RATE, ZERO, Field


def _ballots(name: str, identifier: str, source: str, example: int, missing: str = ZERO) -> Field:
    return Field(name, identifier, COUNT, missing, source, "份", example=example)


_GRADES = (
    Field("好", "good", COUNT, ZERO, "计票", "票", example=40),
    Field("较好", "fairly", COUNT, ZERO, "计票", "票", example=12),
    Field("一般", "fair", COUNT, ZERO, "计票", "票", example=3),
    Field("差", "poor", COUNT, ZERO, "计票", "票", example=0),
    Field("不了解", "unknown", COUNT, ZERO, "计票", "票", example=1),
)
_NAMELESS = "巡察后评估逐项、分五档、不记名计票，满意度测评登记只有四档总数"
WORDS = (
    Field("类别选项", "audience_options", LIST, source="满意度测评台账的对象类别", example=("班子成员", "干部职工", "服务对象", "群众代表")),
    Field("测评问项", "questions", LIST, source="经办人可改；默认整改态度、问题解决情况、制度执行情况", typed=True,
          example=("整改态度", "问题解决情况", "制度执行情况")),
    Field("测评号", "survey_number", source="测评台账的编号；同日测几类对象的并列", example="测评〔2026〕5号"),
    Field("测评日期", "surveyed_on", DAY, source="测评台账", example=date(2026, 10, 22)),
    Field("发出", "sent", COUNT, source="测评台账", unit="份", example=60),
    Field("收回", "ballots_returned", COUNT, source="测评台账；不大于发出", unit="份", example=58),
    Field("有效", "valid", COUNT, source="测评台账；不大于收回", unit="份", example=55),
    Field("无效票", "void", COUNT, LEFT_OUT, "收回减有效；没有的不印", "份", level=ASSERTION),
    Field("测评汇总", "survey_rows", LIST, source="测评台账，逐类对象", items=(
        Field("类别", "category", source="对象类别", example="干部职工"),
        Field("有效", "valid", COUNT, source="计票", unit="份", example=31),
        _ballots("满意", "satisfied", "计票", 18),
        _ballots("基本", "fairly", "计票", 8),
        _ballots("不满", "unsatisfied", "计票", 4),
        _ballots("不了解", "no_opinion", "计票", 1),
        Field("率", "rate", RATE, source="满意、基本满意之和除以有效；写了权重的按权重", example=PlainRate(26, 31)),
    )),
    Field("满意率合计", "satisfaction_total", RATE, source="各类合并计算", example=PlainRate(46, 55)),
    Field("测评权重", "weights", missing=LEFT_OUT, source="测评台账：写了权重的印权重"),
    Field("小样本", "small_below", COUNT, LEFT_OUT, "有效票少于此数加注；不少于的不印", "份"),
    Field("测评意见", "remarks", LIST, LEFT_OUT, "经办人归纳，去识别信息", typed=True),
    Field("评估项目", "post_items", LIST, source="经办人可改；空白表逐项印勾选框", typed=True, example=("工作作风", "廉洁自律")),
    Field("评估计票", "post_counts", LIST, LEFT_OUT, "收回后由经办人填：逐项各档票数；没有填的印空白表", typed=True, why=_NAMELESS, items=(
        Field("名", "name", source="评估项目", example="廉洁自律"), *_GRADES,
    )),
    Field("评估发出", "post_sent", COUNT, source="收回后清点", unit="份", typed=True, when="评估计票", example=60, why=_NAMELESS),
    Field("评估收回", "post_returned", COUNT, source="收回后清点；不大于发出", unit="份", typed=True, when="评估计票", example=58, why=_NAMELESS),
    Field("评估有效", "post_valid", COUNT, source="收回后清点；不大于收回，等于每项各档之和", unit="份", typed=True, when="评估计票", example=56, why=_NAMELESS),
    Field("评估结果", "post_results", LIST, LEFT_OUT, "评估计票和好评率", items=(
        Field("名", "name", source="评估项目", example="廉洁自律"), *_GRADES,
        Field("率", "rate", RATE, source="好、较好之和除以有效", example=PlainRate(52, 56)),
    )),
    Field("评估意见", "post_remarks", LIST, LEFT_OUT, "经办人归纳，不录笔迹和姓名", typed=True),
    Field("没有书面意见", "no_remarks", FLAG, LEFT_OUT, "经办人核对后勾选", typed=True, level=ASSERTION),
    Field("评估转核查", "referred_to", missing=LEFT_OUT, source="反映违反巡察纪律的，转给哪个机构核查", typed=True),
)  # fmt: skip

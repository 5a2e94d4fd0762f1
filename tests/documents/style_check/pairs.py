"""Right and wrong sentences for each rule of usage: the addressee, the title and the sign-off that a rule needs stand in `around`."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.documents.style_check.writing import Line, Writing

OFFICE = "中共青岩县委巡察工作领导小组办公室"
UNIT, DEPARTMENT, VILLAGE = "青岩县民政局党组", "县委组织部", "青岩县石桥乡双河村党支部"
LEADER, ABOVE, MANY = "秦望舒同志", "县委书记专题会", "各乡镇党委，县直各单位党组（党委）"


@dataclass(frozen=True)
class Pair:
    """A sentence that a rule marks, the same as it should be, and what is proposed (None: the right sentence holds it)."""

    rule: str
    wrong: str
    right: str
    proposed: str = ""
    to: str = UNIT
    title: str = "关于整改问题的函"
    kind: str = "text"
    more: tuple[str, ...] = ()


def writing(text: str, pair: Pair) -> Writing:
    """A small paper with a sentence in it."""
    addressee = text if pair.kind == "to" else f"{pair.to}："
    lines = [("mark", OFFICE), ("title", pair.title), ("to", addressee)]
    lines += [("text", one) for one in pair.more]
    if pair.kind != "to":
        lines.append((pair.kind, text))
    lines += [("sign", OFFICE), ("date", "2026年9月1日")]
    return Writing(tuple(Line(kind, words, f"第{at}段") for at, (kind, words) in enumerate(lines, 1)))


PAIRS = (
    Pair("person.full_name", "县民政局党组：", "青岩县民政局党组：", "青岩县民政局党组", kind="to"),
    Pair("person.our_office", "请向我办提出意见。", "请向县委巡察办提出意见。", "县委巡察办", to=LEADER),
    Pair("person.our_office", "我办对各单位作了审核。", "由我办转有关单位办理。", "县委巡察办", to=ABOVE),
    Pair("person.your_unit", "请你单位予以办理。", "请你部予以办理。", "你部", to=DEPARTMENT),
    Pair("person.your_unit", "请贵单位核对。", "请你单位核对。", "你单位"),
    Pair("person.you", "请您核对。", "请你单位核对。", "你单位"),
    Pair("person.village", "双河村党组应当逐户核对。", "双河村党支部应当逐户核对。", "双河村党支部"),
    Pair("person.comrade", "县委书记秦望舒同志作了批示。", "县委书记秦望舒作了批示。", "县委书记秦望舒"),
    Pair("person.post_first", "周柏川县长作出批示。", "县长周柏川作出批示，县文旅局长到会。", "县长周柏川"),
    Pair("person.post_first", "会同欧阳明远副书记核对。", "会同副书记欧阳明远、石桥镇长核对。", "副书记欧阳明远"),
    Pair("person.post_first", "由程县长牵头。", "由县林业局长牵头，向县长报告，周柏川、县长程砚秋到会。"),
    Pair("person.post_first", "请田国强镇长到会。", "请李家沟村长、项目组长和纪检组长到会，经书记专题会研究。", "镇长田国强"),
    Pair("person.signed", "签名：周柏川　2026", "签名：　　年　月　日", "签名："),
    Pair("tone.above", "请于2026年9月10日前反馈意见。", "提请研究以下事项。", to=ABOVE, title="关于整改情况的汇报"),
    Pair("tone.leader", "务必于月底完成。", "恳请您在整改期内关注指导。", "恳请", to=LEADER),
    Pair("tone.organ", "责令核查处理。", "商请核查处理。", "商请", to=DEPARTMENT),
    Pair("tone.organ", "请你部限期整改。", "监督立行立改和限期整改进度。", to=DEPARTMENT),
    Pair("tone.unit", "恳请你单位补齐佐证。", "请你单位补齐佐证。", "请"),
    Pair("tone.village", "请召开党组会议研究。", "请召开支部委员会会议研究。", "支部委员会会议", to=VILLAGE),
    Pair("tone.office", "对有关人员给予纪律处分。", "建议按规定给予纪律处分。", "提请县委巡察工作领导小组研究"),
    Pair("number.date", "于2026.9.1印发。", "于2026年9月1日印发。", "2026年9月1日"),
    Pair("number.date", "二〇二六年以来。", "2026年以来。", "2026年"),
    Pair("number.day_zero", "2026年09月01日印发。", "2026年9月1日印发。", "9月1日"),
    Pair("number.soon", "请尽快补齐佐证。", "请尽快补齐佐证，于2026年9月10日前报送。", "于××××年×月×日前"),
    Pair("number.workdays", "请于10个工作日内函复我办。", "请于10个工作日内（2026年11月26日前）函复我办。", "10个工作日内（××××年×月×日前）"),
    Pair("number.as_of", "截止2026年9月30日，已销号3个。", "截至2026年9月30日，已销号3个。统计截止日期另定。", "截至"),
    Pair("number.thousands", "共有2,353个。", "共有2353个。", "2353"),
    Pair("number.counted", "共有二十三个问题。", "共有23个问题。一条问题对应一名责任人。"),
    Pair("number.word", "坚持4个聚焦。", "坚持四个聚焦。", "四个"),
    Pair("number.word", "做到4个不摘。", "已销号的24个问题中5个不符合标准，2个不属实。", "四个"),
    Pair("number.round", "第6轮巡察反馈。", "第六轮巡察反馈。", "第六"),
    Pair("number.range", "每单位3~5个。", "每单位3—5个，问题编号06-01-002。", "3—5"),
    Pair("number.range", "2026年3月-9月。", "2026年3月—9月，电话0000-6123456。", "3月—9"),
    Pair("number.range_rate", "抽取10—15%的问题。", "抽取10%—15%的问题。", "10%—15%"),
    Pair("number.tenths", "近九成已经销号。", "88.6%（62/70）已经销号，作成表格。"),
    Pair("number.tenths", "销号率不高，有近九成逾期。", "有经历的不足四成，参与核查的不低于已销号问题的三成。"),
    Pair("number.about", "整改260多个问题。", "整改263个问题，附近3个村。"),
    Pair("number.about", "涉及问题约30个。", "涉及问题30个，距县城约30公里，约谈3个党组织主要负责人。", ""),
    Pair("number.about", "约26个党组织没有销号。", "制约26个村发展，26个党组织没有销号。", ""),
    Pair("number.unit", "讲党课3次。", "讲党课3场，党课120人次，开会3次。", "党课3场"),
    Pair("number.unit", "开展4次党课。", "开展4场党课。", "4场党课"),
    Pair("number.points", "整改率提高13.6%。", "整改率提高13.6个百分点。", "提高13.6个百分点"),
    Pair("number.times", "问题减少一倍。", "问题由8个减少到4个。", "由A减少到B"),
    Pair("number.nought", "逾期0个。", "没有逾期的问题，另有10个待核。", "没有"),
    Pair("number.unit", "共有5条问题。", "共有5个问题，附3份问题清单。", "5个问题"),
    Pair("number.unit", "收到意见11份。", "附查借阅登记簿、认定意见11份。", "意见11条"),
    Pair("number.unit", "2项佐证不实。", "抽查8项，2项佐证为会议通知，没有结果，1项佐证日期有误。", "2份佐证"),
    Pair("number.unit", "建立制度3个。", "建立制度3项，措施8条。", "制度3项"),
    Pair("number.share", "整改率为88.0%（62/70）。", "整改率为88.6%（62/70），按截取为88.5%（62/70）。", "88.6%（62/70）"),
    Pair("number.not_whole", "整改率为100.0%（1999/2000）。", "整改率为100.0%（2000/2000）。", "99.9%（1999/2000）"),
    Pair("number.over_nought", "整改率为0.0%（0/0）。", "没有应统计的问题。", "—"),
    Pair("number.rounding", "甲类整改率为88.57%（62/70），乙类为85.7%（6/7）。", "甲类整改率为88.6%（62/70），乙类为85.7%（6/7）。"),
    Pair("number.first_rate", "目前整改率为88.6%。", "目前整改率为88.6%（62/70）。整改率为88.6%，口径同前。"),
    Pair("term.claimed_rate", "自报整改率偏高。", "自报完成率偏高。", "自报完成率"),
    Pair("term.partly_done", "基本完成的问题视为完成。", "基本完成的问题不计入已销号。"),
    Pair("term.overdue", "超期未整改的问题2个。", "逾期的问题2个，另有4名借调人员超期。", "逾期"),
    Pair("term.average", "平均整改率为80.0%（8/10）。", "合计整改率为80.0%（8/10）。", "合计整改率"),
    Pair("term.reopened", "防止问题回潮。", "防止问题反弹。", "反弹"),
    Pair("term.all_done", "全部问题已整改到位。", "县民政局的问题已全部销号。", more=("未销号8个。",)),
    Pair("term.counts", "反馈72个，合并减少2个、拆分增加1个、核减1个，现为71个。", "反馈72个，合并减少2个、拆分增加1个、核减1个，现为70个。"),
    Pair("term.elements", "本轮整改率为80.0%（8/10）。", "截至2026年9月30日，整改率为80.0%（8/10），口径为按问题核实销号统计。"),
    Pair("term.banned", "取得里程碑式成果。", "整改取得成果。"),
    Pair("term.twice", "要进一步进一步核实。", "要进一步核实3个问题。", "进一步"),
    Pair("term.vague", "部分问题进展缓慢。", "3个问题进展缓慢，部分问题中最长的逾期20天。"),
    Pair("term.careful", "整改成效显著。", "全面从严治党。整改率显著提高8.2个百分点。"),
    Pair("term.empty", "要提高认识，加强督促。", "要提高认识，于9月10日前补齐3份佐证。"),
    Pair("term.empty", "一、压实责任。班子成员分工负责。", "一、压实责任。9个问题分解到5名班子成员。", kind="h1"),
    Pair("term.lead", "有关人员涉嫌违纪。", "有关情况已按规定移交。"),
    Pair("term.lead", "见底稿12。", "共形成底稿4870份。"),
    Pair("term.leader", "由一把手负责。", "由主要负责人负责，称为“一把手”工程。", "主要负责人"),
    Pair("ending.fitting", "特此通报。", "特此函告。", "特此函告。"),
    Pair("ending.fitting", "特此函告。", "特此通报。", "特此通报。", to=MANY, title="关于整改情况的通报"),
    Pair("ending.fitting", "特此报告。", "提请研究以下事项。", to=ABOVE, title="关于整改情况的汇报"),
    Pair("ending.fitting", "此函。", "特此函复。", "此复。", title="关于协调有关事项的复函"),
    Pair("ending.once", "特此函告。", "请你单位核对。", more=("此函。",)),
    Pair("ending.after_reply_day", "特此函告。", "有关材料另行送达。", more=("请于2026年9月10日前函复我办。",)),
    Pair("ending.leader", "有关情况如下。", "现将有关情况呈上，请阅示。", "请阅示。", to=LEADER),
    Pair("ending.request", "妥否，请批示。", "有关事项另行请示。", to="市委巡察办", title="关于巡察工作的报告"),
    Pair("ending.too_early", "现予督办。", "请核对进度。", title="关于整改问题临期的提醒函"),
    Pair("mark.half_width", "整改,完成。", "整改，完成3,000元。", "，"),
    Pair("mark.meet", "整改完成。。", "整改完成。", "。"),
    Pair("mark.dots", "甲、乙...", "甲、乙……", "……"),
    Pair("mark.dash", "重点工作--巡察整改。", "重点工作——巡察整改，3—5个。", "——"),
    Pair("mark.titles", "修订《甲办法》、《乙办法》。", "修订《甲办法》《乙办法》。", "》"),
    Pair("mark.contact", "联系人：林知远", "（联系人：林知远，联系电话：0000-6123456）", "（联系人：林知远）", kind="note"),
    Pair("mark.only_first", "一是补齐佐证。", "一是补齐佐证；二是申请销号。", "补齐佐证。"),
    Pair("mark.mixed", "第一，补证。一是补齐；二是申请。", "一是补齐；二是申请。", "一是……；二是……"),
    Pair("mark.caption_number", "表2　整改成绩单", "表1　整改成绩单"),
    Pair("mark.annex_title", "附件：《问题清单》", "附件：问题清单", "附件：问题清单", kind="attach"),
    Pair("mark.annex_number", "附件：1.问题清单", "附件：问题清单", "附件：", kind="attach"),
    Pair("mark.copies", "抄送：县纪委监委、县委组织部。", "抄送：县纪委监委，县委组织部。", "县纪委监委，县委组织部", kind="cc"),
    Pair("mark.copies_order", "抄送：石桥乡党委，县委组织部。", "抄送：副县长秦望舒，县委组织部，县财政局，石桥乡党委。", "县委组织部，石桥乡党委", kind="cc"),
    Pair("person.your_unit", "请你局核对。", "请你单位党组核对，县财政局配合。", "你单位"),
    Pair("person.your_unit", "请你镇党委核对。", "请你单位核对，贵州的做法可以参照。", "你单位", to="青岩县云溪镇党委"),
    Pair("person.your_unit", "请你支部核对。", "请你单位核对。", "你单位", to=VILLAGE),
    Pair("person.your_unit", "请贵委函告。", "请你委函告。", "你委", to="县纪委监委"),
    Pair("tone.organ", "责成有关科室办理。", "请有关科室办理。", "商请", to=DEPARTMENT),
    Pair("tone.organ", "你部必须于9月10日前办结。", "请你部于9月10日前办结。", "请你部", to=DEPARTMENT),
    Pair("tone.department", "责令你单位核查。", "请你单位核查，已责令2家企业停产。", "请你单位", title="关于移交有关问题的函"),
    Pair("number.date", "请于九月十日前报送。", "请于9月10日前报送，农历八月十五前走访。", "9月10日"),
    Pair("number.date", "2026年十二月印发。", "2026年12月印发。", "12月"),
    Pair("number.as_of", "截止到本月底，销号3个。", "截至本月底，销号3个，截止日期另定。", "截至"),
    Pair("number.counted", "发现问题三十余个。", "发现问题30个，问题分三类，问题三个方面都有。"),
    Pair("number.word", "做到“2个维护”。", "做到“两个维护”。", "两个"),
    Pair("number.range", "抽查3到5个问题。", "抽查3—5个问题，由8到4个不算区间。", "3—5"),
    Pair("number.points", "整改率下降3个点。", "整改率下降3个百分点，重点抓3个点位。", "下降3个百分点"),
    Pair("number.points", "整改率同比增长8.5%。", "资金增长8.5%，整改率提高8.5个百分点。", "同比增长8.5个百分点"),
    Pair("number.nought", "清退资金0元。", "没有清退资金，另收回0.8万元、120元。", "没有"),
    Pair("number.unit", "涉及党组织5家。", "涉及党组织5个，党组织5名书记到会。", "党组织5个"),
    Pair("number.unit", "召开会议3场。", "召开会议3次，会议3个议题、2项决定均已落实。", "会议3次"),
    Pair("number.unit", "收到建议3点。", "收到建议3条，建议3名同志参加。", "建议3条"),
    Pair("term.claimed_rate", "整改到位率偏低。", "资金到位率偏低。", "自报完成率"),
    Pair("term.partly_done", "长期坚持的3个问题视为已完成。", "长期坚持的3个问题未计入已完成。"),
    Pair("term.average", "整改率平均为80.0%（8/10）。", "各单位整改率平均相差3.2个百分点。", "合计整改率"),
    Pair("term.vague", "个别干部没有到会。", "个别谈话12人次，1名干部没有到会，主要负责人个别反馈另行安排。"),
    Pair("term.vague", "不少问题没有销号。", "8个问题没有销号，群众意见不少。"),
    Pair("mark.mixed", "第一，补证。三是申请。", "第一，补证。第二，申请。", "一是……；二是……"),
    Pair("mark.copies", "抄送：县纪委监委；县委组织部。", "抄送：县纪委监委，县委组织部。", "县纪委监委，县委组织部", kind="cc"),
)  # fmt: skip

NOT_FOR_A_PROGRAM = {
    "2.1 首次全称、以后简称": "短的称呼是单位名册里的字段，纸上按名册印",
    "2.5 统计对象和责任对象": "同一事物一个名称由词汇表和同名同数的检验守住",
    "2.6 更名、合并的单位": "单位名称按日期取自名册",
    "2.8 并列单位次序": "次序由名册给出",
    "3 占比之和": "由统计的表注印出",
    "3 人与人次": "由词汇表分字段",
    "4.5 反弹的固定说法": "由各文种的模板印出",
    "4.8 排名": "名次由台账算出",
    "6.1 层次、6.2 标题标点": "版式检查已有（heading.number、heading.end）",
    "6.5 其中各项说尽": "各篇范例也有只举一项的“其中”，不作差错",
    "6.6 年份六角括号": "版式检查已有（number.brackets）",
    "6.7 附件说明句末标点": "版式检查已有（attach.end）",
    "6.9 一段五六行": "范例中有更长的段，不作差错",
    "7 政治表述、条款号": "由经办人核对",
    "8 脱名五处": "脱名件由签发前的核对守住",
}
"""What 00-style asks and no rule here says, each with its reason."""

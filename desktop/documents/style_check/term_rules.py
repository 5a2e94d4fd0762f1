"""Words: fixed terms of rectification, words never used, words that want a figure (00-style 2, 4, 7)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from desktop.documents.style_check.remark import Pattern, Remark, Rule, sentence_of
from desktop.documents.style_check.writing import TEXT, Line, Writing

_OF_ROWS = "问题|单位|党组织|乡镇|部门|村|党委|党组|支部|线索|信访件"
_PEOPLE = "同志|干部|党员|领导|班子成员|人员|人|村民|科室|环节|地方|项目|事项"
"""Of whom 个别 must be able to say how many (7); 个别谈话 and 个别反馈 are another word."""
_EMPTY = "提高认识|提高(?:政治)?站位|加强领导|强化措施|压实责任|常抓不懈|持续发力|形成长效|抓紧抓好|落到实处"
_DONE = "核实销号|整改到位|整改完成|完成整改|完成|销号"
_ALL_DONE = rf"(?:^|(?<=[，。；]))(?:本轮|全县)?(?:反馈的?)?(?:(?:全部|所有)(?:反馈)?问题(?:均|都)?已?|问题(?:已|均已)?全部)(?:{_DONE})"
_FIXED = ("全面从严治党", "全面深化", "全面建成", "全面依法", "全面领导", "全面推进乡村振兴", "全面建设")


def _without_figure(found: re.Match[str], line: Line, _writing: Writing) -> bool:
    """No figure in the sentence, nor behind a heading that runs into its text."""
    return not re.search(r"\d", _sense(found, line))


def _empty_words(found: re.Match[str], line: Line, _writing: Writing) -> bool:
    """Neither figure nor date nor the name of a paper in the sentence, nor behind a heading that runs into its text."""
    return not re.search(r"\d|《", _sense(found, line))


def _sense(found: re.Match[str], line: Line) -> str:
    """The sentence that a word stands in; a heading is read with the text that it runs into."""
    return line.text if line.kind.startswith("h") else sentence_of(line.text, found.start())


def _careful(found: re.Match[str], line: Line, writing: Writing) -> bool:
    around = line.text[max(0, found.start() - 4) : found.end() + 6]
    return not any(one in around for one in _FIXED) and _without_figure(found, line, writing)


def _quoted(found: re.Match[str], line: Line, _writing: Writing) -> bool:
    """Whether a word stands in its own quotation marks."""
    return line.text[found.start() - 1 : found.start()] not in ("“", "‘")


def all_done(writing: Writing) -> Iterator[Remark]:
    """全部完成 only where nothing is open (4)."""
    still = re.search(r"未销号[1-9]\d*个|未完成[1-9]\d*个", writing.text)
    if still is None:
        return
    for line in writing.of(TEXT):
        for found in re.finditer(_ALL_DONE, line.text):
            yield Remark("term.all_done", line.where, found[0], f"文中另有“{still[0]}”，不能说全部完成")


def counts_agree(writing: Writing) -> Iterator[Remark]:
    """反馈72个，合并减少2个、拆分增加1个，现为71个: the parts make the difference (4)."""
    for line in writing.of(TEXT):
        for found in re.finditer(r"反馈(?:问题)?(\d+)个[，,]([^。；]*?)[，,]现为(\d+)个", line.text):
            total = int(found[1])
            for step in re.finditer(r"(增加|新增|补充|减少|核减|撤销)(\d+)个", found[2]):
                total += int(step[2]) * (1 if step[1] in ("增加", "新增", "补充") else -1)
            if total != int(found[3]):
                yield Remark("term.counts", line.where, found[0], "各项增减与总变化不相等，请核对", "")


def four_elements(writing: Writing) -> Iterator[Remark]:
    """A rate of rectification stands with its date and its basis (4)."""
    rate = next(
        (
            (line, found)
            for line in writing.of(TEXT)
            if (found := re.search(r"整改率[^，。；%]{0,6}\d+(?:\.\d+)?%（\d+/\d+）", line.text))
        ),
        None,
    )
    if rate is None:
        return
    line, found = rate
    lacking = [
        word for word, known in (("截止日", r"截至|截止"), ("口径", "口径")) if not re.search(known, writing.text)
    ]
    if lacking:
        yield Remark("term.elements", line.where, found[0], f"整改率要写明{'和'.join(lacking)}，“截至……，口径：……”")


RULES: tuple[Rule, ...] = (
    Pattern(
        "term.claimed_rate",
        "自报整改率|整改(?:完成|到位)率",
        "只有核实的数可以叫整改率，单位报的叫“自报完成率”",
        "自报完成率",
    ),
    Pattern(
        "term.partly_done",
        "(?:(?:基本|阶段性)完成|长期坚持)(?:的)?(?:[^。；，不未没]{0,8})(?:视为|按|计入|算作)已?(?:完成|销号)",
        "基本完成、阶段性完成、长期坚持不写成已完成",
        "",
    ),
    Pattern(
        "term.overdue",
        r"(?:超期|超时限|过期)(?=的?(?:整改)?问题|未(?:整改|销号|完成))",
        "时限已过而未销号的叫“逾期”",
        "逾期",
    ),
    Pattern(
        "term.average",
        "平均整改率|整改率的?平均(?:值|数)?(?=为|是|达|\\d)",
        "合计率按合并计算，不用各单位率的平均",
        "合计整改率",
    ),
    Pattern("term.reopened", r"(?:问题回潮|死灰复燃)", "写“反弹”“重新打开”", "反弹"),
    all_done,
    counts_agree,
    four_elements,
    Pattern(
        "term.banned",
        "空前(?:绝后)?|史无前例|里程碑式|彻底根除|100%杜绝|全覆盖无死角|零容忍全覆盖|等等等+|据悉|笔者认为|拍板|搞定|给力|点赞|躺平|内卷",
        "不用这样的词",
        "",
    ),
    Pattern("term.twice", r"(进一步|切实|认真|全面|着力)\1+", "词语重复", lambda found, _writing: found[1]),
    Pattern(
        "term.vague",
        rf"(?:部分|若干|个别|少数|多数|一些|有的|大多数|不少|许多|很多|大量)(?:被巡察|整改|反馈)?(?:{_OF_ROWS})|个别(?:{_PEOPLE})",
        "台账有逐条记录的，写出个数",
        "",
        _without_figure,
    ),
    Pattern(
        "term.careful",
        "显著|大幅|全面|普遍|极大|明显成效|高度重视|强力推进|基本上",
        "是否有数据？没有的换成事实",
        "",
        _careful,
    ),
    Pattern("term.empty", _EMPTY, "空话：句内要有数字、日期、文件名或具体做法", "", _empty_words),
    Pattern(
        "term.lead",
        r"涉嫌|信访人|举报人|举报方式|底稿(?:编?号|第\d|\d+(?![\d份]))|谈话笔录",
        "对外件不写线索、举报、底稿和谈话出处",
        "",
    ),
    Pattern("term.leader", "一把手", "写“主要负责人”", "主要负责人", _quoted),
)

"""What the words of a line say of its place in a letter: which part a heading opens, where the findings end."""

from __future__ import annotations

import re

from desktop.exchange.feedback_letter.lines import Line

PROBLEMS, ADVICE, OTHER = "problems", "advice", "other"

_ADVICE_END = re.compile(
    r"(?:意见|建议|要求|希望|打算)$|^(?:有关|相关|几点|工作|整改|下一?步)*(?:意见|建议|要求|希望)+(?:[和与及、](?:意见|建议|要求|希望))*$"
)
_TASK = re.compile(
    r"^(?:切实|认真|抓紧|抓好|扎实|全力|全面|做好|强化|加强|从严|着力|高度重视|推动|推进|压实|落实|进一步)(?!.*(?:不|未|缺|存在)).*整改"
    r"|^(?!.*(?:上轮|上一轮|巡视|审计|不|未|存在)).*整改.{0,6}(?:时限|工作|安排|部署|落实|措施|任务)$"
    r"|^(?!.*(?:不(?!折|扣)|未|缺|存在|方面|上轮|上一轮)).*(?:抓好|抓实|抓细|做好|狠抓|推进|推动)[^，,。]{0,10}整改[^，,。]{0,6}$"
)
_RECTIFY = re.compile(
    r"^(?:针对|对照|围绕|聚焦|根据|结合)(?!.*(?:上轮|上一轮|不(?!折|扣)|未|缺)).*(?:问题|差距|不足|短板|意见).*"
    r"(?:抓[好实细]|狠抓|做[好实]|落实|推[进动]|逐[项条一]|限期|认真|切实|立即|全面|扎实|强化|加强)[^。]*(?:整改|改进|纠正)[^，,。]{0,6}$"
)
"""针对存在的差距，逐项抓好整改: what is wrong is named only as what is to be mended."""
_ADVICE = re.compile(r"时限|报送|意见|建议|要求|下一?步|抓好整改|整改措施|整改落实工作|落实整改|整改工作")
_OTHER = re.compile(
    r"评价|基本情况|总体情况|工作情况|概况|成效|成绩|肯定|做法|亮点|经验|工作开展|原因|成因|线索|移交|简介|巡察对象|统计"
)
_PROBLEMS = re.compile(r"问题|不足|差距|短板|薄弱环节")
_PROBLEMS_ALONE = re.compile(
    r"(?:本次|此次)?(?:巡察|巡视)?(?:组)?(?:发现|存在|反馈|指出)?(?:和|及)?(?:发现|存在)?的?(?:主要|突出|具体|共性)?(?:问题|不足|问题和不足|问题及不足|问题与不足|问题清单|问题及表现|问题和表现)(?:如下)?"
)
_ADVICE_ALONE = re.compile(
    r"(?:有关|相关|几点|工作|整改|巡察|处置|下一?步)*(?:意见|建议|要求|希望)(?:[和与及、]?(?:意见|建议|要求|希望))*"
)
_ASPECT = re.compile(r"(?:方面|领域|层面|情况|环节)$")
_FIELD = re.compile(r"(?P<words>[^，,。；;：:]*)(?:方面|领域|层面|环节)")
_FIELD_WITH_PROBLEMS = re.compile(
    r"(?:方面|领域|层面|环节)(?:还|仍|也)?(?:发现|存在|反馈|有)?的?(?:主要|突出|具体)?(?:问题|不足|差距|短板|薄弱环节)"
)
_SOUND = re.compile(
    r"^(?:本轮|本次|此次|巡察)*(?:暂|尚)?(?:未|没有|无)(?:发现|反馈)?[^，,。；;]{0,16}问题[。.]?$|^(?:暂)?无[。.]?$"
)
_NOTHING_FOUND = re.compile(r"(?:未|没有|无)再?(?:发现|新增|收到)[^，,。；;]{0,12}(?:问题|情况|反映|举报)[。.]?$")
_LONGEST_SOUND = 40
_WRONG = re.compile(
    r"不|未|无|没有|缺|差|弱|违|超|虚|松|乱|少|滞后|浮于|流于|走过场|形同|问题|不足|短板|漏洞|隐患|薄弱|盲区|随意|淡薄|敷衍|应付|截留|挪用|套取|侵占"
)
_CLAUSES_OF_SENTENCE = re.compile("[，,].*[。；;]$")
_ENDS_AS_HEADING = re.compile("(?:问题|不足|差距|短板|薄弱环节|意见|建议|要求|措施)(?:如下)?[。；;]$")
_FAULT = re.compile(
    r"不(?!折|扣|断|懈|忘|松劲|反弹|容(?:忽视|乐观|小视)|可忽视|贰过)|未|没有|缺(?!口)|弱|违|超|虚|乱|滞后|流于|走过场|形同|随意|敷衍|应付|截留|挪用|套取|侵占|失真|低于"
)
_COUNTED = re.compile(r"\d+[个家户名处次件份条项宗笔起]")
_ANNOUNCES = re.compile(
    r"如下|分述|以下[^，,。]{0,6}(?:问题|不足|差距|短板|方面)|[^轮]巡察(?:组|中|还|也|共)*(?:发现|指出|认为|移交|反馈了)|^巡察(?:组|中|还|也|共)*(?:发现|指出|认为|移交|反馈了)"
)
"""A sentence that says what comes: 本次巡察发现4个方面12项问题，主要表现如下。"""
_REQUIRED = re.compile(
    r"^(?:请(?!示|假|托|客|款)|望(?!远)|希望|务请|务必|特此|以上(?:反馈)?意见|(?:结合|根据|针对|围绕).{0,24}提出.{0,14}(?:意见|建议|要求)|现?(?:就|对).{0,24}提出.{0,14}(?:意见|建议|要求)"
    r"|现?提出.{0,14}(?:意见|建议|要求)|(?:你|贵)(?:单位|局|镇|乡|院|校|公司|党组|党委|支部|街道).{0,8}(?:要|应|须)|.{0,10}(?:党组|党委|党总支|党支部|党工委)(?:要|应当|应|须)(?!求))"
)
_DEMANDS = re.compile(
    r"^(?:整改|报送|上报)[^，,。；;]{0,6}(?:时限|期限|时间|截止)[^，,。；;]{0,8}(?:为|是|定为|至|不超过|[:：])|^逾期(?:[未不][^，,。；;]{0,8})?(?:的|者|将|予以)(?:[，,]|将|予以|一律|通报|追究|问责|严肃)"
    r"|^(?:县委|市委|区委|旗委|州委)?巡察(?:办|机构|工作领导小组(?:办公室)?)[^，,。；;]{0,6}将(?!其|该|上述|此)"
)
"""整改时限为2个月，逾期未报的通报。 县委巡察办将适时督查。: what is asked and what follows from it, though it says 未."""
_TO_BE_MENDED = re.compile(
    r"^(?:对|凡(?:是)?)[^，,。；;]{0,12}(?:整改|落实|报送|上报)[^，,。；;]{0,4}(?:不力|不到位|不及时|敷衍|迟缓|虚假)[^，,。；;]{0,4}[，,]?(?:将|予以|一律|要|应|须|依规|从严|严肃)"
    r"|^(?:以上|上述|这些)[^，,。；;]{0,14}(?:问题|意见|事项)[^，,。；;]{0,12}(?:将|应|须|要(?!求))"
    r"|^(?:此|本)(?:次)?(?:反馈)?意见(?!簿|箱|书)"
    r"|^(?:针对|对照|围绕)(?:以上|上述|这些|存在|反馈|指出|巡察|所提)[^，,。；;]{0,14}(?:问题|差距|不足|短板|意见)[，,]?(?:要|应|须|逐|抓|认真|切实|限期|立即|全面|扎实|深入|迅速)"
    r"|^整改(?:工作|情况|方案|报告|结果|进展|落实情况)(?!.*(?:不|未|没有|缺|无)).*(?:报送|上报|报告|报县|报市|公开|公示|通报|考核|审核)"
)
"""What ends the findings of a letter that has no heading for its demands: they speak of the findings as of what is to be mended."""
_FOLLOWS = re.compile("如下|以下|下列|提出.{0,14}(?:意见|建议|要求)")
_TERM = re.compile(
    r"(?:收到|接到|反馈|印发|自|起).{0,24}(?:\d+|[一二三四五六七八九十两]+)个?(?:工作日|日|天|月)内?.{0,40}(?:报送|上报|报告|整改|制定)"
)
_ABOUT_THEM = re.compile(
    r"^(?:针对|对于?|以上|上述|这些)[^，,。；;]{0,16}(?:问题|意见|反馈)[^。；;]{0,12}[，,]?.{0,12}(?:请|务必|应当|应|要|希望)(?!求).{0,30}(?:整改|报送|研究|落实|重视|纠正)"
)
_CAPTION = re.compile(
    r"[见如](?:下|附|后)?表|下表|附表|^(?:附)?表[\s\d一二三四五六七八九十:：]|(?:情况|统计|明细|一览|汇总|清单)表[：:。]?$"
)
_NOTE = re.compile(r"^[（(]?(?:备?注|说明|数据来源|资料来源|单位)[:：\d]")
_ANNEX = re.compile(r"^附[件表][\s\d一二三四五六七八九十]*(?:[:：]|$)|^附[:：]")
_SECRET = re.compile(
    r"^(?:内部(?:资料|材料|文件)|(?:绝密|机密|秘密)(?:[★☆]|$)|份号|阅后|(?:特急|加急|急件)$|不得外传|注意保存|此件)"
)
_DOCUMENT_NUMBER = re.compile(r"[〔［\[（(](?:19|20)\d{2}[〕］\])）](?:第)?[\dＸX×]*号?$")


def part_opened_by(line: Line, around: str) -> str:
    """The part that a heading opens, '' where it only stands within one; `around` is the part it stands in."""
    if not line.is_short:
        return ""
    said = line.bare.rstrip("。：:；;，,")
    if around == ADVICE:
        return ""
    if around == PROBLEMS:
        return ADVICE if _ADVICE_ALONE.fullmatch(said) else ""
    if _PROBLEMS_ALONE.fullmatch(said):
        return PROBLEMS
    if around:
        return ""
    if _ADVICE_END.search(said) or _TASK.search(said) or _RECTIFY.search(said):
        return ADVICE
    if _DEMANDS.search(said):
        return ADVICE
    if _tells_a_fault(line):
        return ""
    if _PROBLEMS.search(said) and not (_OTHER.search(said) or names_a_field(line)):
        return "" if _is_sentence(line) and _COUNTED.search(said) else PROBLEMS
    if _OTHER.search(said):
        return OTHER
    return ADVICE if _ADVICE.search(said) else ""


def _tells_a_fault(line: Line) -> bool:
    """A sentence that says what is wrong, and so is a finding and no heading: 统计数据失真，3家企业未核实。"""
    return _is_sentence(line) and bool(_FAULT.search(line.bare))


def _is_sentence(line: Line) -> bool:
    """Whether a line says something by itself, and neither names a part nor announces what follows."""
    said = line.bare
    return bool(_CLAUSES_OF_SENTENCE.search(said)) and not (_ENDS_AS_HEADING.search(said) or _ANNOUNCES.search(said))


def is_part_alone(line: Line) -> bool:
    """Whether a line without number is nothing but the name of a part: 存在的主要问题, 意见建议."""
    said = line.bare.rstrip("：:。")
    return line.is_short and bool(_PROBLEMS_ALONE.fullmatch(said) or _ADVICE_ALONE.fullmatch(said))


def names_an_aspect(line: Line) -> bool:
    """Whether a heading names a field of work (…方面) and says nothing wrong by itself."""
    return bool(_ASPECT.search(line.bare.rstrip("。：:")))


def names_a_field(line: Line) -> bool:
    """Whether a heading is nothing but a field of work, though it speaks of problems: 整改上轮巡察反馈问题方面, not 存在问题方面."""
    found = _FIELD.fullmatch(line.bare.rstrip("。：:"))
    return found is not None and not _PROBLEMS_ALONE.fullmatch(found["words"])


def is_field_with_problems(line: Line) -> bool:
    """政治建设方面存在的问题: a heading that opens the findings of one field alone."""
    return bool(_FIELD_WITH_PROBLEMS.search(line.bare.rstrip("。：:")))


def says_nothing_found(text: str) -> bool:
    """无, 未发现问题: no finding."""
    return bool(_SOUND.search(text)) or (len(text) <= _LONGEST_SOUND and bool(_NOTHING_FOUND.search(text)))


def says_something_wrong(text: str) -> bool:
    """Whether running text speaks of a fault at all."""
    return bool(_WRONG.search(text))


def is_requirement(line: Line) -> bool:
    """Whether a line without number asks something of the unit: there the findings end."""
    return any(one.search(line.bare) for one in (_REQUIRED, _DEMANDS, _TO_BE_MENDED, _TERM, _ABOUT_THEM))


def announces(line: Line) -> bool:
    """Whether a requirement says that more of them follow: 提出以下意见, 要求如下："""
    return line.bare.endswith(("：", ":")) or bool(_FOLLOWS.search(line.bare))


def sets_a_term(line: Line) -> bool:
    """请于收到本反馈意见后2个月内……"""
    return bool(_TERM.search(line.bare))


def is_caption(line: Line) -> bool:
    """Whether a line before a table speaks of it or is set as its title."""
    return bool(_CAPTION.search(line.bare)) or line.bare.endswith(("：", ":")) or line.paragraph.centred


def is_note(line: Line) -> bool:
    """注：… 数据来源：…"""
    return bool(_NOTE.search(line.bare))


def opens_annex(line: Line) -> bool:
    """附件：…"""
    return bool(_ANNEX.search(line.bare))


def is_secret_mark(line: Line) -> bool:
    """内部资料, 秘密★, 份号."""
    return bool(_SECRET.search(line.bare))


def is_document_number(line: Line) -> bool:
    """青巡〔2025〕1号."""
    return len(line.bare) <= 30 and bool(_DOCUMENT_NUMBER.search(line.bare))

"""The words of RULES §6 as patterns, one for each clause of the rules."""

import re

_RESULT = "完成|整改|到位|销号|办结|解决|落实|验收|通过|达标|见效|认定|属实|合格|核实"

NOT_STARTED = re.compile("未启动|未开展|尚未启动|待整改|准备着手|待启动")

REFERRED = re.compile(r"^(?:已经|已|均|全部)*(?:移交|移送)(?!的)")
NOT_YET_REFERRED = re.compile(r"(?:未|待|拟|建议)[^的]{0,4}?(?:移交|移送)(?!的)")
DONE_LATER = re.compile("整改|办结|完成")

NO_NEGATION = re.compile(
    "不断|不折不扣|不等|不合规|不规范|没收|未成年|未发现|无未(?:完成|整改|销号|办结|到位|解决|落实)|无遗留|不需|无需"
)
NEGATED = re.compile(rf"(?:没有|无法|未能|难以|不|没|未)(?P<gap>[^已]{{0,5}}?)(?:{_RESULT})")
SENT_BACK = re.compile(
    r"(?:现|已经|已被|被|已|均|予以)*退回(?:(?:原|责任|被巡察|整改)?单位)?(?:继续|重新|再次|限期|补充|重)?(?:改|整改|办理|上报|报送|报|完善|修改|核实|核查|补充|办)?(?:完善|整改)?"
)

NO_INTENTION = re.compile("(?:按照|按|根据|依据|依照)[^，,]{0,4}?(?:计划|建议|预计|要求)|接待|招待|待遇")
INTENDED = re.compile(
    rf"(?:待|拟|预计|计划|力争|争取|申请|即将|尚需|还需|建议)[^已]{{0,8}}?(?:{_RESULT})|申请.{{0,4}}延期"
)
ONLY_WAITING = re.compile("(?:待核实|待认定|销号待批|已?提交销号申请)")

BASICALLY = re.compile("基本")
PARTLY = re.compile("阶段|部分")
STANDING = re.compile("长期|持续坚持|常态")
GOING_ON = re.compile(
    "推进|正在|在办|整改中|进行中|持续整改|序时进度|办理中|延期(?!(?:后)?(?:全部|已|均|整改)*(?:完成|到位|销号|办结|解决|落实|验收|通过))"
)

_DRESS = re.compile(
    "该问题|此项|目前|已经|按计划|按要求|按建议|按期|按时|如期|提前|延期|全部|同意|准予|予以|整改|问题|事项|已|均"
)
_EXACTLY_DONE = re.compile(
    "完成|到位|销号|办结|解决|落实|落实到位|完毕|完成销号|办结销号|验收|验收通过|通过验收|验收合格|通过|属实|合格"
)
_RECTIFIED = re.compile(
    "(?:该问题|此项|目前|问题|事项|均|全部|按期|按时|如期|按计划|按要求|按建议|提前)*(?:已经|已)(?:均|全部|按期|按时|如期|按计划|按要求|按建议|提前)*整改"
)
CHECKED = re.compile(
    "^经?(?:县委巡察办|巡察办|巡察组|审核组|我办|现场|集体|实地|组织|认真)*(?:核实|审核|核查|复核|查验|研究|审查)(?:认为|后)?|^(?:资料|材料|佐证|佐证材料|手续)齐全$"
)
"""Words of the office before its verdict that neither deny nor delay it."""
PERCENT = re.compile(r"^(?:整改|完成|进度|已|为|约|达到|达|率|任务|总体|[:：])*(\d+(?:\.\d+)?)%$")
SOME_OF_ALL = re.compile(
    r"完成(?P<some>\d+)[项个条件处户份]?.{0,3}共(?P<all>\d+)|共(?P<all2>\d+).{0,6}完成(?P<some2>\d+)"
)
FRACTION = re.compile(r"^(?:已?完成)?(?P<some>\d{1,4})/(?P<all>\d{1,4})$")

HEAD_WORD = re.compile(
    "(?:目前|现|该|此项|问题|事项|已经|已|均|全部|全面|按期|按时|按计划|按要求|如期|提前|延期|基本|阶段性|阶段|部分|取得|成效|达到|序时进度|并|且|正在|正|持续|长期|常态化|常态"
    "|坚持|推进|巩固|整改|完成|完毕|到位|销号|办结|进行|中|尚未|还未|没有|无法|未能|难以|不予|不|未|启动|开展|落实|解决|有序|稳步|加快|抓紧|办理|待|拟|申请|同意|准予|予以|验收|通过|合格|达|标准)+"
)
REFERRAL_AT_HEAD = re.compile("(?:已经|已|均|全部)*(?:移交|移送)[\u4e00-\u9fff]{0,14}")


def is_exactly_done(clause: str) -> bool:
    """Rule 9: nothing remains of the clause but a word of completion; 已整改 counts as one."""
    bare, before = clause, ""
    while bare != before:
        before, bare = bare, _DRESS.sub("", bare)
    return bool(_EXACTLY_DONE.fullmatch(bare)) or bool(_RECTIFIED.fullmatch(clause))

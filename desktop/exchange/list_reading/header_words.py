"""What the words at the head of a column mean (RULES §1): by meaning after white space and remarks are gone."""

import re
from dataclasses import dataclass
from functools import lru_cache

from desktop.exchange.normalise.plain_text import squeezed, without_brackets

FIELD_TITLES = {
    "serial": "序号",
    "unit": "被巡察单位",
    "category": "问题类别",
    "parent": "上级问题",
    "text": "问题",
    "measures": "整改措施",
    "responsible_leader": "责任领导",
    "responsible_department": "责任科室",
    "owner": "责任人",
    "due_on": "整改时限",
    "first_due_on": "原定时限",
    "status": "自报状态",
    "verified_status": "认定状态",
    "progress": "整改进展",
    "completed_on": "完成日期",
    "amount_yuan": "涉及金额",
    "remark": "备注",
}
"""The fields a column can be given to, with the word for the clerk."""

LONGEST_HEADER = 30


@dataclass(frozen=True)
class Meaning:
    """What one head means; `rank` decides between several columns of one kind."""

    kind: str
    rank: int = 1


_ORGANISATION_ROLE = "配合|协助|协办|协同|督办|督导|监督|督促|包联|联系|报送|填报|指导|主管|行业|归口"
_RULES: tuple[tuple[str, Meaning | None], ...] = (
    (r"(?:数|数量|个数|条数|件数|人数|户数|次数|占比|比例|排名|得分|分值|完成率|整改率|比率)$", None),
    (r"^(?!.*(?:批示|意见|签字|小组|督办|督导|监督|验收|审核)).*领导(?:姓名|及职务|干部)?$", Meaning("responsible_leader", 2)),
    (r"^(?:分管|牵头)负责人$|^(?:第一|牵头)责任人$", Meaning("lead_person")),
    (r"延期.*(?:审批|申请|批准|次数|原因|理由|情况|说明)|(?:困难|需.*(?:协调|解决)|遗留|其他|注意|备注|有关|反弹).*(?:问题|事项)$|存在困难", None),
    (r"^(?:党政)?班子成员$", Meaning("responsible_leader", 1)),
    (r"来源|(?<!问题及)(?<!问题和)原因|依据|目标(?:要求|任务)?$|佐证|附件|证明材料|电话|联系方式|手机|底稿|批示|签字|签名|盖章|追缴|追回|退缴|收缴|清退|挽回|处理人|处分|问责|线索|轮次|届次|年度$|评分", None),
    (rf"(?:{_ORGANISATION_ROLE}).*(?:单位|科室|股室|部门|人|人员|机构|组|室)$|^(?:审核|验收|核实|复核|认定|审批|销号|核查|填表|制表|联系)人员?$", None),
    (r"^(?:单位|巡察|整改|党组织).*(?:类别|类型|分类|性质|方式)$", None),
    (r"(?:开始|启动|起始|起止|反馈|发现|巡察|填报|填表|更新|检查|进驻|移交|销号|验收|核实|认定|审核|复核|上报|报送|入账|交办|下达)(?:时间|日期)$|(?:时限|时间|期限)(?:起|开始)$", None),
    (r"^(?:总|分|问题|清单|台账|整改|顺)?序号?$|^(?:问题|清单|台账)?编号$|^项次$|^条目号?$|^顺序号$|^[Nn][Oo][.．]?$|^号$|^问题编码$", Meaning("serial")),
    (r"(?:类别|类型|分类|类目|方面|大类|小类|板块|归类|领域)(?:名称)?$", Meaning("category")),
    (r"^是否(?:已)?(?:经)?(?:认定|核实)|(?:认定|核实|核查|验收|复核|审核).*(?:状态|情况|结果|结论|意见)$|^(?:巡察办|巡察机构|办公室|县委巡察办)?(?:认定|核实|核查|验收|复核)$|(?:核实认定|审核认定|组认定|办认定)$", Meaning("verified_status")),
    (r"^是否(?:已)?销号$|^销号(?:状态|情况|结果)?$", Meaning("closing")),
    (r"^是否(?:已|按期|全部|如期)?(?:完成|整改|办结|到位|整改到位|整改完成|完成整改|完成到位)$|状态$|^完成与否$|(?:自报|自查|自评)(?:状态|情况|结果|结论)?$", Meaning("status", 2)),
    (r"^是否", None),
    (r"实际.*(?:时间|日期)|^(?:已)?办结(?:时间|日期)$", Meaning("completed_on", 2)),
    (r"(?:延期|顺延|延长|调整|变更)(?:后|至|到).*|^(?:延期|顺延|延长|调整|变更|新)的?(?:整改|完成)?(?:时限|期限|时间|日期)$|^现(?:定|行)?(?:整改|完成)?(?:时限|期限)$", Meaning("due_extended")),
    (r"^(?:原|首次|初定).*(?:时限|期限|时间|日期)$", Meaning("due_first")),
    (r"时限|期限|限期|截止|到期|时间节点|完成节点|(?:计划|拟|预计|要求|应|规定|承诺|目标|拟定).*(?:时间|日期)$|^计划完成$|(?:整改|完成|办结)时间要求$", Meaning("due_on", 2)),
    (r"^(?:整改)?(?:完成|办结)?(?:时间|日期)$|^整改完成(?:时间|日期)$", Meaning("completion_time")),
    (r"^(?:截至|截止)?(?:\d{2,4}年)?(?:\d{1,2}|[一二三四五六七八九十]{1,2})月(?:份|底|末)?$|^(?:\d{2,4}年)?(?:第?[一二三四1-4]季度|[上下]半年)(?:末|底)?$", Meaning("month")),
    (r"(?:完成|落实|办理|办结)情况$|(?:整改|办理|处理|完成|落实)(?:结果|结论)$|^结果$|进度$", Meaning("outcome")),
    (r"进展$|(?:进展|整改|推进|开展|进度)情况$|成效$|实效$|进展(?:及|和|与).*$|^最新动态$|成果(?:清单)?$|^(?:措施|整改|任务)落实$", Meaning("progress")),
    (r"整改任务|^任务(?:清单)?$|任务措施", Meaning("measures", 1)),
    (r"措施|举措|整改办法|整改对策", Meaning("measures", 2)),
    (r"被(?:巡视|审计|检查|督查|督察|考核|评估)(?:单位|党组织|对象)|受检单位|^责任党组织$", Meaning("unit", 4)),
    (r"被巡察|巡察对象|受巡|村.*(?:党组织|党支部|支部)|^(?:所属|基层|二级)?党组织(?:名称)?$|^村(?:居|名|社区|级)?$|^社区$|^被反馈单位$", Meaning("unit", 4)),
    (r"^(?:所属|反馈|整改|问题|所在)?单位(?:名称|全称|简称)?$|^涉及单位$|^整改主体$|^(?:单位[/、]部门|部门[/、]单位|镇街[/、]?部门|乡镇[/、]?部门)$", Meaning("unit", 3)),
    (r"^(?:整改)?(?:主要|牵头|主体|第一)?(?:责任|主责|牵头|承办|主办|落实)单位$|^责任主体$|^牵头责任单位$", Meaning("unit_responsible")),
    (r"^(?:所属|所在)?(?:乡镇街道|乡镇|镇街|镇办|街道|镇|乡)(?:名称)?$", Meaning("unit_town")),
    (r"(?:科室|股室|部门|处室|组室|站所|内设机构)$|^(?:责任|主责|牵头|承办|经办|主办|具体责任)(?:股|科|处|室)$", Meaning("responsible_department")),
    (r"^主要负责人$|^单位负责人$|^党(?:组|委)书记$", None),
    (r"(?:责任人|经办人|承办人|负责人|责任人员|落实人|承办人员|责任同志)(?:员)?(?:姓名|及职务)?$", Meaning("owner", 2)),
    (r"(?:涉及|问题|违规|违纪|涉案|问题涉及).*(?:金额|资金|资金额|款额|数额)$", Meaning("amount_yuan", 2)),
    (r"金额$|^资金(?:额)?$", Meaning("amount_yuan", 1)),
    (r"^备注(?:说明)?$|^备考$", Meaning("remark", 2)),
    (r"^(?:情况|其他|有关)?说明$|^附注$", Meaning("remark", 1)),
    (r"问题(?:标题|名称|要点|概要|摘要|简述|题目|归纳)$", Meaning("text", 1)),
    (r"^(?:安全|风险|主要|存在)?(?:的)?(?:问题)?隐患(?:描述|内容|情况|及问题)?$|^(?:存在|主要|工作)?(?:的)?(?:不足|短板)(?:之处)?$", Meaning("text", 2)),
    (r"具体表现|具体问题|主要表现|表现形式|问题表现|问题(?:描述|概述|详情|详述|事实|表述|具体内容)$|具体情形|具体事例|具体内容$|事实描述", Meaning("text", 3)),
    (r"(?:问题|问题内容|问题清单|问题事项|问题及表现|问题[及和]原因(?:分析)?|反馈意见|反馈意见内容|反馈内容)$", Meaning("text", 2)),
    (r"^(?:立行立改|督办|交办|转办|确定|议定|决定|反馈|整改|检视|重点|移交|待办|待整改|集中整改|长期整改|销号)事项(?:内容|名称)?$", Meaning("text", 1)),
)  # fmt: skip
_COMPILED = tuple((re.compile(pattern), meaning) for pattern, meaning in _RULES)
_LIKE_TEXT = re.compile("问题|事项|隐患|不足")
_SERIAL_HEAD = re.compile(r"[Nn][Oo]|\d{1,2}月(?:份|底|末)?|(?:\d{2,4}年)\d{1,2}月|(?:19|20)\d{2}年")
_HEAD_MORPHEMES = re.compile(
    r"(?:(?:\d{2,4}年)?\d{1,2}月(?:份|底|末)?|办理|序号|编号|编码|号|问题|事项|隐患|不足|短板|反馈|存在|发现|检视|查出|指出|审计|巡察|巡视|检查|督查|督察|督办|交办|转办|确定|议定|移交|立行立改|集中整改|长期整改|重点"
    "|整改|措施|举措|任务|办法|对策|时限|期限|限期|时间|日期|节点|要求|目标|原定|延期|延长|顺延|调整|变更|后|前|首次|计划|预计|拟|实际|完成|办结|责任|主体|单位|党组织|党委|党组|党支部|领导|负责人|班子成员"
    "|牵头|分管|包案|包联|包村|挂帅|主管|主要|直接|具体|第一|承办|经办|主办|配合|协办|落实|人员|人|员|科室|股室|部门|处室|组室|科|股|状态|情况|进展|进度|成效|实效|结果|成果|自报|自查|自评|认定|核实|核查|验收|复核|审核|销号"
    "|是否已|是否|已整改金额|未整改金额|到位|按期|结论|意见|表现|形式|描述|内容|概述|详情|表述|事实|标题|名称|要点|摘要|类别|类型|分类|方面|大类|小类|板块|领域|所属|所在|一级|二级|涉及|违规|违纪|金额|资金|款额|备注|备考|说明|附注|附件|原因|依据|来源|底稿|佐证|材料"
    "|联系|电话|方式|姓名|职务|轮次|批次|届次|年度|乡镇|街道|镇街|镇|乡|村|社区|居|被|受|对象|清单|台账|县委|巡察办|办|组|机构|领导小组|一季度|二季度|三季度|四季度|季度|上半年|下半年|月份|阶段|全称|简称|性质|项目|数|数量|个数|比例|率|措|施|下步|下一步|工作|推进|开展|处理|处分|追缴|追回|签字|签名|批示|审批|更新|填报|反馈意见|的|和|及|与|或|、|/|-|总|分|顺|项次|条目)+"
)
_COUNTED = re.compile("^(?:单位[:：])?(?:个|条|项|件|户|人|次|处|宗|%)$")
_MONEY_UNIT = re.compile("(?<=.)[/／:：,，-]?(?:单位[:：])?(?:亿|万|千)?元$")
"""涉及金额/万元, 涉案资金万元: the unit of the amounts behind the head."""
_DRESS = re.compile(r"^[*＊※#◆●]+|[*＊※：:。．.]+$")


@lru_cache(maxsize=8192)
def header_key(text: str) -> str:
    """A head without white space, remarks in brackets, stars and colons: what a remembered mapping is filed under."""
    bare = squeezed(text)
    outside, inside = without_brackets(bare)
    key = _DRESS.sub("", outside.strip("“”\"'")) or _DRESS.sub("", "".join(inside))
    return key.replace("“", "").replace("”", "")


def is_count(text: str) -> bool:
    """Whether a remark in brackets says that the column counts something: 反馈问题（个）."""
    return any(_COUNTED.match(note) for note in without_brackets(squeezed(text))[1])


@lru_cache(maxsize=8192)
def meaning_of(text: str) -> Meaning | None:
    """The meaning of one head, None where it is not known."""
    key = _MONEY_UNIT.sub("", header_key(text))
    if not key or len(key) > LONGEST_HEADER:
        return None
    for pattern, meaning in _COMPILED:
        if pattern.search(key):
            if meaning and meaning.kind == "text" and is_count(text):
                return None
            return meaning
    return Meaning("text_weak", 0) if _LIKE_TEXT.search(key) and not is_count(text) else None


@lru_cache(maxsize=8192)
def is_head_word(text: str) -> bool:
    """Whether a text is made of nothing but the words that heads are made of; 村级监督缺位的问题 is a finding, no head."""
    key = header_key(text)
    return (
        bool(key) and len(key) <= LONGEST_HEADER and bool(_HEAD_MORPHEMES.fullmatch(key) or _SERIAL_HEAD.fullmatch(key))
    )


def names_a_round(text: str) -> bool:
    """轮次, 巡察轮次, 批次: the column that says which round a row belongs to."""
    return bool(re.fullmatch("(?:所属|巡察|反馈|问题)?(?:轮次|批次)", header_key(text)))


_VERIFYING = re.compile("认定|核实|核查|验收|复核|审核")


def is_verifying(words: str) -> bool:
    """Whether a group of columns is the office's own judgement."""
    return bool(_VERIFYING.search(header_key(words)))


_SHORT_PERSON = re.compile("(?:经办|承办|具体|落实|直接)(?:人|人员|同志)?")
_PLANNING = re.compile("时限|期限|计划|拟|预计|要求")
_OTHERS = re.compile(_ORGANISATION_ROLE)


@lru_cache(maxsize=4096)
def meaning_under(groups: tuple[str, ...], leaf: str) -> Meaning | None:
    """The meaning of a head below group heads: the lowest word first, with the groups where it is not enough."""
    own = meaning_of(leaf)
    above = "".join(header_key(group) for group in groups)
    if not above:
        return own
    if own and own.kind in ("status", "outcome", "progress") and _VERIFYING.search(above):
        return Meaning("verified_status")
    if own and own.kind == "completion_time":
        return (
            Meaning("due_on", 2) if _PLANNING.search(above) else Meaning("completed_on", 2) if "实际" in above else own
        )
    if (
        own
        and own.kind in ("owner", "responsible_department", "unit_responsible", "unit", "responsible_leader")
        and _OTHERS.search(above)
    ):
        return None
    if own is None and _SHORT_PERSON.fullmatch(header_key(leaf)):
        over = meaning_of(groups[-1])
        if "责任" in above or (over and over.kind in ("owner", "responsible_leader", "responsible_department")):
            return Meaning("owner", 2)
    if own and own.kind == "text_weak" and (over := meaning_of(above + header_key(leaf))):
        return over
    if own and own.kind == "month":
        over = meaning_of(groups[-1])
        return Meaning("progress") if over and over.kind in ("progress", "outcome") else own
    return own or meaning_of(above + header_key(leaf))

"""Who is called what: addressee, the office itself, people, villages; and what may be said to whom (00-style 2, 5)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from desktop.documents.style_check.names import POST_FIRST
from desktop.documents.style_check.remark import Holds, Pattern, Remark, Rule
from desktop.documents.style_check.writing import ABOVE, LEADER, MANY, ORGAN, POSTS, TEXT, UNIT, VILLAGE, Line, Writing

_PARTY = "党委|党组|党工委|党总支|党支部"
_BODIES = "局|委|办|部|镇|乡|村|街道|社区|校|院|会|中心|公司|站|所|馆|园"
_CALLED = rf"你(?:方|支部|(?:{_BODIES})?(?:{_PARTY})|(?:{_BODIES}))|贵(?:方|支部|单位|(?:{_BODIES})?(?:{_PARTY})|(?:{_BODIES}))"
"""Whom a paper speaks to, called by its own kind (你局, 你镇党委) or with 贵 instead of 你单位."""
_OF_ORGANS = (("委$", "你委"), ("办公室$", "你办"))
"""What an organ of equal rank is called where it is no department (你部)."""


def _to(*ranks: str) -> Holds:
    """Where the paper speaks to one of these."""
    return lambda _found, _line, writing: writing.rank in ranks


def full_name(writing: Writing) -> Iterator[Remark]:
    """主送 by its full name, the county before it."""
    for line in writing.of(("to",)):
        name = line.text.rstrip("：: ")
        if re.match(rf"县[^，、]*(?:{_PARTY})$", name):
            county = re.search(r"中共([^\s委]{1,6}县)委", writing.first("mark") + writing.first("sign"))
            proposed = f"{county[1]}{name[1:]}" if county else ""
            yield Remark("person.full_name", line.where, name, "主送用全称，带县名", proposed)


def _our_office(found: re.Match[str], line: Line, writing: Writing) -> bool:
    """To those above it is 县委巡察办, where it is not said who passes something on."""
    return writing.rank in (ABOVE, LEADER) and line.text[found.end() : found.end() + 1] not in "转按办"


def _your(writing: Writing) -> str:
    if writing.rank == ORGAN:
        return next((own for known, own in _OF_ORGANS if re.search(known, writing.addressee)), "你部")
    return "您" if writing.rank == LEADER else ""


def _is_called_otherwise(found: re.Match[str], _line: Line, writing: Writing) -> bool:
    """Whether this is another word than the addressee's: a department of the committee is 你部, other organs of it 你委 and 你办."""
    return writing.rank in (UNIT, VILLAGE, ORGAN) and found[0] != _your(writing)


def _asked(found: re.Match[str], _writing: Writing) -> str:
    """How the same is asked of an organ of equal rank."""
    if found[0] in ("责令", "责成"):
        return "商请"
    called = re.search("你[部委]", found[0])
    return f"请{called[0]}" if called else ""


def _is_unit_word(_found: re.Match[str], _line: Line, writing: Writing) -> bool:
    if writing.rank == ORGAN:
        return writing.addressee.endswith("部")
    return writing.rank in (LEADER, ABOVE)


RULES: tuple[Rule, ...] = (
    full_name,
    Pattern("person.our_office", "我办", "对县委和县领导不自称“我办”", "县委巡察办", _our_office),
    Pattern("person.your_unit", "你单位|贵单位|你办|贵办", "称呼与对象不符", lambda _found, writing: _your(writing), _is_unit_word),
    Pattern("person.your_unit", _CALLED, "对下级和同级用“你单位”，对县委部门用“你部”", lambda _found, writing: _your(writing) or "你单位", _is_called_otherwise),
    Pattern("person.you", "您", "“您”只用于县领导个人", lambda _found, writing: "你部" if writing.rank == ORGAN else "你单位" if writing.rank in (UNIT, VILLAGE) else "",
            lambda _found, _line, writing: writing.rank in (UNIT, VILLAGE, ORGAN, ABOVE, MANY)),  # fmt: skip
    Pattern("person.village", r"[\u4e00-\u9fff]{1,6}村党[组委](?!织)", "村的党组织写“党支部”（党总支）", lambda found, _writing: f"{found[0][:-1]}支部",
            lambda found, _line, _writing: "乡村" not in found[0]),  # fmt: skip
    Pattern("person.comrade", rf"(?:县委|县政府|市委)?(?:{POSTS})[\u4e00-\u9fff]{{2,3}}同志", "姓名前有职务的，不再加“同志”", lambda found, _writing: found[0][:-2]),
    POST_FIRST,
    Pattern("person.signed", r"(?:签名|签字|签收人|批示|意见)：\s*[\u4e00-\u9fff]{2,4}(?=\s|$|　)", "签名、批示、意见栏一律留白", lambda found, _writing: f"{found[0][:found[0].index('：') + 1]}",
            lambda found, _line, _writing: not re.search("年|月|日", found[0]), TEXT | {"note"}),  # fmt: skip
    Pattern("tone.above", r"请于[^，。；]{2,16}前|现要求|务必|责成|特此函告|特此通报|通报如下", "对县委、领导小组和专题会只汇报、报告、建议，不提要求和期限", "", _to(ABOVE)),
    Pattern("tone.leader", r"务必|责成|抓紧|请(?:您)?于[^，。；]{2,16}前", "对县领导不设期限、不提要求", lambda found, _writing: "" if found[0].startswith("请") else "恳请", _to(LEADER)),
    Pattern("tone.organ", r"责[令成]|(?:督促|要求)你[部委]|你[部委](?:必须|务必)|限期(?!整改)|(?<=[请应须部委])限期", "对县纪委监委和县委部门用“请予办理”“商请”", _asked, _to(ORGAN)),
    Pattern("tone.department", r"责[令成]你单位|你单位(?:必须|务必|限期)", "对主管部门用“建议”“请”“函告”", "请你单位",
            lambda _found, _line, writing: writing.rank == UNIT and bool(re.search("移交|建议书$|商请", writing.title))),  # fmt: skip
    Pattern("tone.unit", r"恳请|敬请|望(?=你单位|认真|高度|抓紧|予以|切实)|希望?(?=你单位|认真|高度|抓紧|切实)", "对被巡察党组织直接写“请”“应当”", "请", _to(UNIT, VILLAGE)),
    Pattern("tone.village", r"班子成员分工|(?:明确|由|确定)牵头科室|党组会议?", "对村（社区）写具体做什么、找谁报", lambda found, _writing: "支部委员会会议" if found[0].startswith("党组") else "", _to(VILLAGE)),
    Pattern("tone.office", r"(?<!建议)(?<!提请)(?:给予[\u4e00-\u9fff]{0,4}处分|予以停职|作停职处理)", "以办公室名义只提请、建议，不写处分、停职", "提请县委巡察工作领导小组研究",
            lambda found, line, writing: "办公室" in writing.first("sign") and not re.search("提请|建议|被|已|受到", line.text[max(0, found.start() - 24) : found.start()])),  # fmt: skip
)  # fmt: skip

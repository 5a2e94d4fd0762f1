"""A person's name before the post: 周柏川县长, 程县长, where 00-style 2.7 puts the post first.

A name is told from other words by its surname, by what may stand before it, and by given names that are no words of offices
or places (文旅局长, 林业局长 and 石桥镇长 name nobody).
"""

from __future__ import annotations

import re

from desktop.documents.style_check.remark import Pattern
from desktop.documents.style_check.writing import Writing

_CLEAR = (
    "赵钱孙李周吴郑王冯陈褚蒋沈韩杨朱秦许吕施张孔曹严魏陶姜戚谢邹潘葛彭鲁韦苗俞袁鲍廉薛雷贺倪汤滕殷罗毕郝邬伍卜顾孟黄穆萧尹姚邵汪祁狄臧"
    "戴宋庞熊董梁杜阮闵贾童郭梅钟徐邱骆蔡樊胡凌霍虞柯卢莫裘丁邓郁洪崔龚邢裴陆翁荀焦侯宓甘符刘詹叶黎卓蔺屠乔阴闻翟谭姬申冉桂牛阎茹艾瞿"
    "肖岳佘佟闫萨仝尤程苏"
)
_ALSO_WORDS = (
    "何卫昌凤方花柳廉岑史唐费常乐时傅皮卞齐康元平成茅舒纪屈项祝席季江颜林万管房单杭左石吉钮程曾沙养鞠关查后红游权盖"
    "温庄晏柴习容古易文龙师巩白申水章范余喻云高夏田胡金路安宁毛包广国农覃牟苑宫付涂边连"
)
"""Surnames that begin other words as well (石油, 高级, 关于): only a given name of two characters tells them."""
_DOUBLE = "欧阳|司马|上官|诸葛|皇甫|司徒|令狐|夏侯|慕容|尉迟|宇文"
_OF_OFFICES = "局委办部镇乡村街道室院会中心公司站所馆园党组处科股队校区县市省业务融旅健管产支总全面于副原任兼各位名的是在和与由及对为该本此两三家"
_OF_PLACES = "山河溪桥坡沟坪湾庄岭林屯坝塘江湖港关口湖泉土"
_BEFORE = "由经向报请与和及对据给随受照取邀同知送按呈让为是被"
_HEAD = "(?:县委|县政府|县人大|县政协|市委|市政府|局党组|党组|党委)?"
_HIGH = rf"{_HEAD}(?:常务)?副?(?:书记|主任|主席|常委|检察长|[县局部院校处科股组]长)"
_LOCAL = "副?[镇乡村站所]长"
_NO_POST = "(?![室会办处助理们负制信热接级职])"


def _given(also: str = "") -> str:
    return rf"[^\W\d_a-zA-Z{_OF_OFFICES}{also}]"


def _names(also: str = "") -> str:
    one = _given(also)
    return rf"(?:{_DOUBLE}){one}{{0,2}}|[{_CLEAR}]{one}{{0,2}}|[{_ALSO_WORDS}]{one}{{2}}"


_WRONG = (
    rf"(?:^|(?<=[^\u4e00-\u9fff])|(?<=[{_BEFORE}]))"
    rf"(?:(?P<name>{_names()})(?P<post>{_HIGH})|(?P<local>{_names(_OF_PLACES)})(?P<head>{_LOCAL})){_NO_POST}"
)


def _post_first(found: re.Match[str], _writing: Writing) -> str:
    """The post before the name; of a bare surname only a person knows the rest."""
    name, post = found["name"] or found["local"], found["post"] or found["head"]
    return f"{post}{name}" if len(name) > 1 and name not in _DOUBLE.split("|") else ""


POST_FIRST = Pattern("person.post_first", _WRONG, "职务写在姓名前，写全姓名", _post_first)

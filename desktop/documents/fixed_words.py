"""Words that a template may not fix, because they belong to one paper: dates, counts, rates, numbers, rounds; and strange marks.

A template serves every unit, round and date; what changes from paper to paper must be a tag. The article of a law is the same on
every paper, so a citation may stand. What the end of a paragraph cuts in two is read as one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_TITLE = re.compile(r"《[^》]*》")
_NUMBER = r"[^\s〔\[（(【]{1,12}[〔\[（(【]\s*\d{4}\s*[〕\]）)】]\s*第?\s*\d{1,5}\s*号"
NUMBER_LINE = re.compile(rf"^\s*{_NUMBER}\s*$")
NUMBER_CELL = re.compile(r"\s*\d+(?:\.\d+)?\s*")
_CHINESE = "〇○零一二三四五六七八九十"
_ORDINAL = r"(?:\d+|[一二三四五六七八九十百零〇]+)"
_OF_PAPER = r"(?!\s*(?:问题|措施|意见|建议|任务|整改|线索))"
_ARTICLE = rf"{_ORDINAL}\s*[条款项目章节编](?:之[一二三四五六七八九十]+)?"
_CITED = re.compile(
    rf"第\s*{_ORDINAL}\s*[条章节编](?:之[一二三四五六七八九十]+)?{_OF_PAPER}"
    rf"(?:(?:[、，,和及或至—～~－-]|以及)?\s*第?\s*{_ARTICLE})*"
)
_LISTED = re.compile(rf"第\s*{_ORDINAL}\s*(?:[、，,和及或至—～~－-]\s*第?\s*{_ORDINAL}\s*)+(?=[条章节编]{_OF_PAPER})")
_FIXED: tuple[tuple[re.Pattern[str], str, str], ...] = (
    (
        re.compile(rf"\d{{4}}\s*年\s*\d{{1,2}}\s*月(?:\s*\d{{1,2}}\s*[日号])?+(?!修[订正])|[二〇○零一]{{1,2}}[{_CHINESE}]{{2,3}}年[{_CHINESE}]{{1,3}}月"
                   r"|\d{4}\s*[-./－．／]\s*\d{1,2}\s*[-./－．／]\s*\d{1,2}|(?<!\d)\d{1,2}\s*月\s*(?:\d{1,2}\s*[日号]|底|末|[上中下]旬)(?!修[订正])"
                   rf"|(?<![{_CHINESE}])[一二三四五六七八九十]{{1,2}}月(?:[一二三四五六七八九十]{{1,3}}[日号]|底|末|[上中下]旬)"
                   r"|(?<!\d)(?:19|20)\d{2}\s*年(?!\s*(?:(?:\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?)?\s*修[订正]|修改|公布|施行|印发|版))|[一二][〇○零九][〇○零一二三四五六七八九]{2}年(?!修[订正])"
                   r"|[本下上当]月\s*(?:底|末|初|[上中下]旬|\d{1,2}\s*[日号])|[今去明本]年(?:底|末|初|[上下]半年|\d{1,2}月)"),
        "是写死的日期",
        "改成日期字段，如 {{成文日期}}",
    ),
    (
        re.compile(r"\d+(?:\.\d+)?\s*[%％]|百分之[一二三四五六七八九十百点〇零]+"
                   r"|(?<=[达率近超到占])[一二三四五六七八九]成"),
        "是写死的比率",
        "改成比率字段，如 {{整改率}}",
    ),
    (
        re.compile(r"\d+(?:\.\d+)?\s*(?:个(?!工作日|月)|条|件|项|份|人次|人|次|处|户|家|笔|宗|起|例|天(?!内)|场|名|万(?!元)|亿(?!元)|万元|亿元|元)"
                   r"|(?:[一二三四五六七八九]?[十百]|[一二三四五六七八九]百零?)[一二三四五六七八九十]*(?:个(?!工作日|月)|条|件|项|份|人次|名|户|处|天(?!内))"
                   r"|[二两三四五六七八九十百]+个(?=问题|单位|党组织|部门)"
                   r"|(?<![第式十百其成分])[两三四五六七八九](?:户|家|名|份|处|人次|笔|宗|起|例)(?!以上|以内|以下)"
                   r"|(?<![第式十百其成分])[两三四五六七八九][条项](?=问题|措施|任务|整改|建议|意见|制度(?!化))"
                   r"|(?<=[办醒谈报函查议])[两三四五六七八九]次"),
        "是写死的数",
        "改成对应的字段，如 {{问题总数}}",
    ),
    (
        re.compile(r"(?<![第\d.])\d+(?:\.\d+)?\s*(?:页|分(?![之钟别管工层类组析配时]))"),
        "是写死的数",
        "改成对应的字段，如 {{总分}}",
    ),
    (
        re.compile(r"(?<=[率数为共达占计分])\s*\d+(?:\.\d+)?(?!\d|\.\d|个工作日|日内|天内)"),
        "是写死的数",
        "改成对应的字段，如 {{整改率}}",
    ),
    (re.compile(r"(?<![0-9A-Za-z-])\d{2}-(?:[A-Z]?\d{2,3}-)+\d{3,4}(?![0-9A-Za-z-])|(?<![0-9A-Za-z-])\d{2}-\d{2}-\d{3,4}(?![0-9A-Za-z-])"),
     "是写死的问题编号", "改成编号字段，如 {{问题编号}}"),
    (re.compile(r"第\s*[一二三四五六七八九十\d]+\s*轮"), "是写死的轮次", "改成 {{轮次}}"),
)  # fmt: skip
_REACH = 12  # characters on each side of the end of a paragraph
_ENDS = ("，", "。", "；", "：", "、", "！", "？", "\x00")
_STRANGE: tuple[tuple[re.Pattern[str], str, str], ...] = (
    (re.compile(r"｛｛?[^｛｝]*｝?｝?|｝｝?"), "用了全角的｛｝", "把全角｛｝改成半角{}，写成 {{字段}}"),
    (re.compile(r"\{[^{}]*\}"), "只有一层花括号，会原样印出", "写成 {{字段}}，两头各两个"),
    (re.compile(r"\{|\}"), "标记不成对", "标记写成 {{字段}} 或 {% 语句 %}，两头都要有"),
    (re.compile(r"〔缺[^〕]*〕?"), "是草稿的缺项标记", "改成对应的字段"),
    (re.compile(r"(?<![A-Za-z])(?:None|nan|NaN|undefined|Undefined)(?![A-Za-z])"), "不是公文用语", "改成对应的字段"),
)


def fixed_words(text: str) -> Iterator[tuple[str, str, str]]:
    """What is fixed in a paragraph of a template whose tags were taken out: the words, what is wrong, what is meant."""
    if NUMBER_LINE.match(text.replace("\x00", "")) and "\x00" not in text:
        yield text.strip(), "是写死的发文字号", "改成 {{发文字号}}"
        return
    bare = _CITED.sub("", _LISTED.sub("第一", _TITLE.sub("", text)))
    for pattern, wrong, meant in _FIXED:
        for found in pattern.finditer(bare):
            yield found.group(), wrong, meant
        bare = pattern.sub("", bare)


def cut_words(before: str, after: str) -> Iterator[tuple[str, str, str]]:
    """What begins in one paragraph and ends in the next, which neither of them says by itself."""
    head, tail = before.rstrip()[-_REACH:], after.lstrip()[:_REACH]
    if head.endswith(_ENDS):
        return
    apart = [words for part in (head, tail) for words, _wrong, _meant in fixed_words(part)]
    for words, wrong, meant in fixed_words(head + tail):
        if words not in apart and words not in head and words not in tail:
            yield words, wrong, meant


def strange_marks(text: str) -> Iterator[tuple[str, str, str]]:
    """Braces and words that no finished paper may hold."""
    for pattern, wrong, meant in _STRANGE:
        for found in pattern.finditer(text):
            yield found.group(), wrong, meant
        text = pattern.sub("", text)

"""Rows that are no findings, known by their words: totals, signatures, notes, page numbers, section titles."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from desktop.exchange.normalise.plain_text import half_width, is_blank_word, squeezed

LONGEST_SECTION = 60
_TOTAL_TAIL = r"[:：]?(?:[（(]?共?\d+(?:\.\d+)?(?:个|条|项|件)?(?:问题)?[)）]?)?"
_SUBTOTAL = re.compile(rf"(?:.{{0,30}})?小计{_TOTAL_TAIL}$")
_TOTAL = re.compile(rf"(?:本页|全县|全部|各单位|总体)?(?:合计|总计|共计|累计|总数){_TOTAL_TAIL}$|合\s*计")
_UNIT_TOTAL = re.compile(rf".{{2,30}}(?:合计|总计|共计){_TOTAL_TAIL}$")
_TOTAL_SENTENCE = re.compile(r"(小计|合计|总计|累计)[:：，,]")
_FOOTER = re.compile(
    r"^(?:填表|制表|填报|报送|审核|复核|审批|审签|签发|经办|承办|核对|记录|整理|联系|主要负责|单位负责|分管负责|部门负责|责任|负责|汇报)(?:人|领导|同志|单位)?(?:[（(]?(?:签字|签名|签章|盖章)[)）]?)?[:：]"
    r"|^(?:联系电话|电话|填表时间|填表日期|填报时间|填报日期|制表时间|制表日期|日期|时间|签字|签名|盖章|主要领导|党组书记|党委书记|主要负责同志)(?:[（(].{0,6}[)）])?[:：]"
    r"|^[（(]?(?:公章|盖章|签字|签章|签名)[)）]?$|.{2,30}[（(](?:公章|盖章)[)）]$"
)
_SIGNATURE_WORD = re.compile(
    r"^(?:填表|制表|填报|审核|复核|审批|联系|经办|记录|核对)人(?:员)?(?:签字|签名)?$|^(?:单位|主要|分管)负责人(?:签字|签名|[（(]签[字名][)）])?$|^(?:联系)?电话$|^(?:填表|填报|制表)(?:日期|时间)$"
)
_SIGNATURE_HEAD = re.compile(r"^(?:填表|制表|填报|编制)人")
_PAGE = re.compile(
    r"^[—\-–_·\s]*第?(?:\d+|[一二三四五六七八九十]+)页?(?:[,，/]?共?(?:\d+|[一二三四五六七八九十]+)页)?[—\-–_·\s]*$"
)
_PAGE_SIGN = re.compile(r"页|^[—\-–]+\d+[—\-–]+$|^\d+/\d+$")
_DATE_LINE = re.compile(
    r"^(?:(?:19|20)\d{2}|[〇零○一二三四五六七八九]{4})年(?:\d{1,2}|[一二三四五六七八九十]{1,2})月(?:(?:\d{1,2}|[一二三四五六七八九十]{1,3})日)?$"
)
_NOTE = re.compile(
    r"^[（(]?(?:备?注|说明|填表说明|填报说明|填写说明|附注|注释|编制说明|特别说明|温馨提示|提示|要求|填报要求)\d{0,2}[:：.、]|^(?:填表说明|填报说明|备注说明|填写说明)|^[※*＊]|^(?:注意|附)[:：]|^注\d"
)
_FILL_IN = re.compile(
    r"^(?:填报|报送|上报|呈报|被巡察|责任|整改|制表|编制|所属|党组织|被巡察党组织)?(?:单位|党组织|部门)(?:名称)?(?:[（(](?:盖章|公章|签章|章|全称)[)）])?[:：]"
)
_FILL_IN_OTHER = re.compile(
    r"^(?:填报|报送|上报|截至|截止|统计|更新|反馈|巡察)(?:时间|日期)?[:：]|^金额单位[:：]|^[（(]?(?:截至|截止).{4,20}[)）]?$|^密级[:：]|^(?:编号|轮次|巡察轮次|巡察组)[:：]"
)
_TITLE = re.compile(
    r"(?:表|台账|清单|一览|汇总|统计|明细|销号册|名册|名单|目录|任务书|情况)(?:[（(].{0,20}[)）])?$|^附(?:件|表)\d*[:：]?|^续表$|^[（(]续[)）]$"
)
_NUMBERING = re.compile(
    r"^(?:(?P<first>[一二三四五六七八九十]{1,3})、|[（(](?P<second>[一二三四五六七八九十]{1,3})[)）]、?|第(?P<part>[一二三四五六七八九十]{1,3})(?:部分|类|方面)[:：、]?|(?P<third>\d{1,2})(?:[.．](?!\d)|、)|[（(](?P<fourth>\d{1,2})[)）])"
)
_COUNT_BEHIND = re.compile(
    r"[（(](?:共|计|合计|共计)?\d+(?:个|条|项|件|类|处|家)?(?:问题|具体问题|方面|单位)?[)）]$|[:：]?(?:共|计)\d+(?:个|条|项|件)(?:问题)?$"
)
_SERIAL = re.compile(r"^(?:[A-Za-z]{1,6}[-—_]?)?\d{1,6}(?:[-—_.．]\d{1,6}){0,3}[.、．]?$|^[（(]\d{1,4}[)）]$|^[①-⑳]$|^[一二三四五六七八九十百]{1,4}、?$|^[（(][一二三四五六七八九十]{1,3}[)）]$|^第(?:\d{1,4}|[一二三四五六七八九十]{1,3})[条项个号]?$")  # fmt: skip
_BARE_COUNT = re.compile(r"^[（(]?(?:共|计)?\d+(?:\.\d+)?(?:个|条|项|件|类|处|%|万元|元)?(?:问题)?[)）]?$")


_NO_FINDING = re.compile(
    r"[（(【\[]?(?:本轮|本次|本年度|该单位|此次|经查|经核查|巡察|反馈|目前|暂|均|[,，])*(?:无|未发现|没有|暂无|未反馈)(?:此类|该类|相关|其他|反馈|存在|巡察|具体)*问题[）)】\]]?[。.]?"
)
_LABEL = re.compile(r"^[（(]?[\u4e00-\u9fff（）()、/·]{2,20}[:：]")
_TAIL = re.compile(
    "^(?:本|此|该)(?:表|清单|台账|页|册)|一式[一二三四五六七八九十两0-9]+份|^[（(【]?(?:以下空白|以下无正文|此页无正文|本页无正文|空白)|签字|签章|盖章|签名|审签|^(?:填表|填报|制表|审核|审批|联系|经办|报送|抄送|分送|印发)"
    "|^(?:备注|说明|注|附注|填表说明|填报说明|(?:.{0,8}(?:审核|审批|审查|核查)|领导|单位|党组|党委|巡察办|部门|办公室)意见|主要领导|分管领导|主要负责人|分管负责人|党组书记|党委书记|填报人|审核人|联系人|联系电话)$"
)
_STATISTICS = re.compile(
    "(?:问题)?(?:总数|合计|共计|累计|总计|完成率|整改率|销号率)|^(?:截至|截止|其中|以上)|共(?:有|反馈|计)?[0-9]+(?:个|条|项)"
)


@dataclass(frozen=True)
class Section:
    """A section title without its dress: its level (1 一、 2 （一） 3 1. 4 (1), 0 none) and its words."""

    level: int
    words: str


def total_reason(text: str) -> str | None:
    """`subtotal` or `total` where a cell opens such a row."""
    bare = half_width(squeezed(text))
    if _SUBTOTAL.fullmatch(bare):
        return "subtotal"
    if _TOTAL.fullmatch(bare):
        return "total"
    if found := _TOTAL_SENTENCE.match(bare):
        return "subtotal" if found[1] == "小计" else "total"
    return "subtotal" if _UNIT_TOTAL.fullmatch(bare) else None


def says_no_finding(text: str) -> bool:
    """（本轮无问题）, 未发现问题, 无, /: the problem cell of a unit without findings (RULES §2)."""
    bare = squeezed(text)
    return is_blank_word(bare.strip("（）()【】[]")) or bool(_NO_FINDING.fullmatch(bare))


def is_label(text: str) -> bool:
    """党组书记：, 审核人：林知远: a place to sign, or what is written there."""
    return bool(_LABEL.match(squeezed(text)))


def tail_reason(texts: Sequence[str], alone: bool | None = None) -> str | None:
    """Why a row behind the last finding is none, by its words: `total`, `footer` or `note`; None where they say nothing.

    `alone` tells whether the texts are all of the row, where one does not.
    """
    bare = [squeezed(text) for text in texts]
    if any(total_reason(text) for text in bare) or any(_STATISTICS.search(half_width(text)) for text in bare):
        return "total"
    if any(is_label(text) or is_footer(text, len(bare) == 1 if alone is None else alone) for text in bare):
        return "footer"
    return "note" if any(_TAIL.search(text) or is_note(text) for text in bare) else None


def ends_a_table(texts: Sequence[str]) -> bool:
    """Totals, signatures and notes: behind them a new table may begin."""
    return bool(texts) and (any(total_reason(text) or is_note(text) for text in texts) or is_footer(texts[0]))


def is_total_alone(text: str) -> bool:
    """Whether a problem cell says nothing but 合计 or 小计."""
    return bool(re.fullmatch(rf"(?:小计|合计|总计|共计|累计){_TOTAL_TAIL}", half_width(squeezed(text))))


def is_footer(text: str, alone: bool = True) -> bool:
    """Signatures, telephone, page number; a date only where it stands alone in its row."""
    bare = squeezed(text)
    if _FOOTER.search(bare) or _SIGNATURE_WORD.fullmatch(bare) or (alone and _SIGNATURE_HEAD.search(bare)):
        return True
    plain = half_width(bare)
    if _PAGE.fullmatch(plain) and _PAGE_SIGN.search(plain):
        return alone or "页" in plain
    return alone and bool(_DATE_LINE.fullmatch(plain))


def is_note(text: str) -> bool:
    """注：…, 填表说明：… and the like."""
    return bool(_NOTE.search(squeezed(text)))


def is_fill_in(text: str) -> bool:
    """填报单位：…, 截至…, 密级：…"""
    bare = squeezed(text)
    return bool(_FILL_IN.search(bare) or _FILL_IN_OTHER.search(bare))


def names_the_unit(text: str) -> bool:
    """Whether a fill-in line is the one that says whose list it is."""
    return bool(_FILL_IN.search(squeezed(text)))


def is_title(text: str) -> bool:
    """Whether the words end as titles of tables do."""
    return bool(_TITLE.search(squeezed(text)))


def is_kind_of_finding(text: str) -> bool:
    """Whether an unnumbered line over a table says which findings follow: 长期整改事项."""
    return bool(re.search("(?:事项|问题|类|方面|部分)$", squeezed(text)))


def is_serial(text: str) -> bool:
    """3, JT-01, 1.2, （3）, ③, 一."""
    return bool(_SERIAL.match(half_width(squeezed(text))) or _SERIAL.match(squeezed(text)))


def is_bare_count(text: str) -> bool:
    """A number that only counts: 4, 共4个, （4个问题）."""
    return bool(_BARE_COUNT.match(half_width(squeezed(text))))


def section_of(text: str) -> Section:
    """A section title without number and without the count behind it (RULES §1)."""
    bare = text.strip()
    found = _NUMBERING.match(squeezed(bare))
    level, words = 0, bare
    if found:
        level = 1 if found["first"] or found["part"] else 2 if found["second"] else 3 if found["third"] else 4
        words = _without_head(bare, len(found[0]))
    return Section(level, _without_count(words))


def numbered_title(number: str, words: str) -> str | None:
    """A section title put together from its number (一, （一）) and its words in the next cell; None where it is no title."""
    bare, said = squeezed(number).rstrip("、"), squeezed(words)
    title = f"{bare}{words}" if bare[:1] in ("（", "(") else f"{bare}、{words}"
    is_title_like = 0 < len(said) <= LONGEST_SECTION and not said.endswith(("。", "；", ";"))
    return title if is_title_like and section_of(title).level in (1, 2) else None


def category_words(text: str) -> str:
    """A category from its column: 一、 and （一） in front and （4个） behind are dress."""
    section = section_of(text)
    return section.words if section.level in (1, 2) else _without_count(text.strip())


def _without_head(text: str, count: int) -> str:
    """The text after its first `count` characters that are not white space."""
    seen = 0
    for index, character in enumerate(text):
        if seen == count:
            return text[index:].strip()
        seen += bool(squeezed(character))
    return ""


def _without_count(text: str) -> str:
    bare = text.strip()
    shortened = _COUNT_BEHIND.sub("", half_width_tail(bare))
    return bare[: len(shortened)].strip().rstrip("：:")


def half_width_tail(text: str) -> str:
    """The text with full-width digits made half-width: same length, so that positions agree."""
    return "".join(half_width(character) if "０" <= character <= "９" else character for character in text)

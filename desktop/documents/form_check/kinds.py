"""What each paragraph is and of which form the paper is: by style name, by wording, by look; what is unsure stays without a name."""

from __future__ import annotations

import re

from desktop.documents.form_check.values import CHINESE, NUMERALS
from desktop.documents.form_check.view import Paper, Para

LETTER, RED, INTERNAL, TABLE, SHEET = "letter", "red", "internal", "table", "sheet"
DATED = rf"[\d〇○Ｏ零一二三四五六七八九十]{{2,4}}\s*[年.．/\-]\s*[\d{NUMERALS}]{{1,3}}\s*[月.．/\-]\s*[\d{NUMERALS}]{{1,3}}\s*[日号]?"
NUMBERED = r"[〔\[（(【［]\s*\d{2,4}\s*[〕\]）)】］]\s*第?\s*\d*\s*号"
ODD_NUMBERED = rf"[{CHINESE}]{{1,12}}\s*(?:[〔\[［(（【]\s*(?:19|20)\d\d\s*年?\s*[〕\]）)】］]\s*第?\s*\d{{1,4}}\s*号?|(?:19|20)\d\d\s*[-—－]\s*第?\s*\d{{1,4}}\s*号)"
"""A number of a paper that is written in no known form."""
ROMAN = rf"(?:[Ⅰ-Ⅻ]|I{{1,3}}|IV|VI{{0,3}}|IX|XI{{0,2}})\s*[.．、](?=[{CHINESE}])(?!\S*[、和与]\s*[Ⅰ-ⅫIVX])"
"""How a level begins that is numbered as no Chinese paper is."""
_AND = r"(?!\s*[、,，和与及至到~～—-]?\s*"
ODD_LEVEL = rf"\d{{1,2}}\s*[。，：:](?!\d)|[①-⒛]{_AND}[①-⒛])|\d{{1,2}}\s*[)）]{_AND}\d{{1,2}}\s*[)）])|[A-Za-z]\s*[.．、)）](?!\S*[A-Za-z]{{2}}){_AND}[A-Za-z](?![A-Za-z]))"
"""How a level begins that the standard does not know; what names several (A、B两家, ①②两项) begins none."""
HEADINGS = {
    "h1": rf"[{NUMERALS}]{{1,3}}\s*[、.．，]",
    "h2": rf"[（(][{NUMERALS}]{{1,3}}[）)][、.．]?",
    "h3": r"\d{1,2}\s*[.．、](?!\d)",
    "h4": r"[（(]\d{1,2}[）)][、.．]?",
}
"""How a heading of each level begins, rightly or not."""
_WORDS = (
    r"(?:函|通知|通知书|通报|报告|汇报|请示|批复|意见|决定|决议|公告|通告|纪要|方案|办法|建议书|总结|说明|规定|细则)"
)
_TITLE = re.compile(rf"^关于.{{2,}}|.{{2,}}{_WORDS}$")
_LARGE, _MARK, _HEAD_MARK = 18.0, 26.0, 20.0
NO_TEXT = r"[（(]?\s*(?:此|本)页无正文\s*[）)]?。?"
"""What is written on a page that bears the seal alone."""
_SHORT, _LINE = 40, 60
_ENDS = "。；！？"
_ASIDE = re.compile(r"(?:注|备注|说明|资料来源|单位|图|表)\s*\d*\s*[：:\s]")
_LISTED = re.compile(r"(?:\t|…{2,}|\.{4,})\s*\d+$")
"""What stands under tables and pictures, and the lines of a contents page, have a type of their own."""
_SEAT = re.compile(
    "(?:委|办|局|组|府|会|部|院|校|司|镇|乡|街道|支部|单位|中心|处|科|室|站|所|们|同志|团|社|队|厅|署|行|庭|集团|总支|机关|部门|领导)[：:]$"
)


def recognise(paper: Paper) -> None:
    """Give every paragraph of the body its kind, then the paper its form."""
    at = _head(paper.paras)
    at = _title(paper.paras, at)
    _rest(paper.paras, at)
    paper.form = _form(paper)


def _head(paras: tuple[Para, ...]) -> int:
    """What stands above the title; returns where it ends."""
    for at, one in enumerate(paras):
        if not (kind := _head_kind(one)):
            later = [_head_kind(other) for other in paras[at + 1 : at + 6]]
            if one.size >= _MARK and len(one.words) <= _SHORT and "docno" in later and not one.words.startswith("关于"):
                kind = "mark"  # black, or it would be known by its colour
            else:
                return at
        one.kind = kind
    return len(paras)


def _head_kind(one: Para) -> str:
    text = one.words.replace("\u3000", "").strip()
    if one.red and one.size >= 20:
        return "mark"
    patterns = {
        "copyno": r"\d{6}",
        "secret": rf"(?:绝密|机密|秘密)(?:\s*★.{{0,6}}|\s*[☆✩*＊]?\s*[\d{NUMERALS}]{{1,3}}\s*(?:年|个?月|天))?",
        "urgent": "特急|加急|平急|特提",
        "signer": "签发人[：:].{0,20}",
        "docno": rf"(?:(?:绝密|机密|秘密)\S{{0,8}}\s+)?[^，。；：《》]{{1,30}}{NUMBERED}(?:\s*签发人[：:].{{0,20}})?|{ODD_NUMBERED}",
    }
    return next((kind for kind, pattern in patterns.items() if re.fullmatch(pattern, text)), "")


def _title(paras: tuple[Para, ...], at: int) -> int:
    """The lines of the title: one after another of the same look."""
    if at >= len(paras) or not _may_be_title(paras[at]):
        return at
    first = paras[at]
    while at < len(paras):
        one = paras[at]
        same = (one.align, one.size, one.family) == (first.align, first.size, first.family)
        if not (same and _may_be_title_line(one)) or (one is not first and _complete(first, paras[at - 1])):
            break
        one.kind = "title"
        at += 1
    return at


def _complete(first: Para, last: Para) -> bool:
    """Whether a title that says 关于 … has come to its last word."""
    return first.words.startswith("关于") and re.search(rf"{_WORDS}(?:（.+）)?$", last.words) is not None


def _may_be_title(one: Para) -> bool:
    named = re.search(r"标题$|^Title$|^title$", one.style) is not None
    worded = _TITLE.match(re.sub(r"\s", "", one.words)) is not None
    return _may_be_title_line(one) and (named or one.size >= _LARGE or one.align == "center" or worded)


def _may_be_title_line(one: Para) -> bool:
    wrong = (
        one.inside
        or len(one.words) > _LINE
        or re.search("[：:；]$" if one.size >= _LARGE else "[。：:；]$", one.words)
        or one.words.startswith(("附件", "（"))
    )
    return not wrong and not any(re.match(pattern, one.words) for pattern in HEADINGS.values())


def _rest(paras: tuple[Para, ...], start: int) -> None:
    last_date = max((at for at, one in enumerate(paras) if at >= start and _is_date(one)), default=-1)
    begun, titled = False, any(one.kind == "title" for one in paras[:start])
    for at in range(start, len(paras)):
        one = paras[at]
        before = paras[at - 1].kind if at else ""
        if one.kind:
            continue
        if at == last_date and begun:
            one.kind = "date"
        elif at + 1 == last_date and begun and _is_sign(one):
            one.kind = "sign"
        elif not begun and titled and (_is_addressee(one) or (before == "title" and _lacks_colon(one))):
            one.kind, begun = "to", True
        else:
            one.kind = _kind(one, before, behind_date=-1 < last_date < at, titled=start > 0)
            begun = begun or one.kind in ("body", "h1", "h2", "h3", "h4", "attach")


def _kind(one: Para, before: str, *, behind_date: bool, titled: bool) -> str:
    text = one.words
    if re.match(r"(?:抄送|抄报|分送|主送)\s*[：:]|抄送[\s\u3000]+\S", text):
        return "cc"
    if re.search(r"\d\s*日\s*印[发制刷][。\s]*$", text) and len(text) < _LINE:
        return "printed"
    if one.inside and before == "cc" and re.search(rf"^[{CHINESE}].*\s{DATED}$", text):
        return "printed"
    if one.inside:
        return "cell"
    if re.fullmatch(rf"附件\s*(?:\d{{0,2}}|[{NUMERALS}]{{1,2}})" + (r"\s*[：:]?" if behind_date else ""), text):
        return "annex"
    if re.match(r"附\s*件\s*[：:]", text) or (not behind_date and re.match(r"附(?:件\s*\d{1,2})?\s*[：:]\S", text)):
        return "attach"
    if re.fullmatch(NO_TEXT, text):
        return ""
    if before in ("annex", "annex_title") and one.align == "center":
        return "annex_title"
    if behind_date and re.fullmatch(r"[（(].*[）)]", text) and one.align in ("left", "both"):
        return "note"
    if before == "attach" and re.match(HEADINGS["h3"], text):
        return "attach"
    if _ASIDE.match(text) or _LISTED.search(text) or re.match("toc|目录", one.style, re.IGNORECASE):
        return ""
    if one.listed or one.align not in ("left", "both"):
        return ""
    return _heading(text) or ("body" if titled and _is_prose(text) else "")


def _heading(text: str) -> str:
    return next((level for level, pattern in HEADINGS.items() if re.match(pattern, text)), "")


def _is_prose(text: str) -> bool:
    return len(text) >= 20 and re.search(f"[{CHINESE}]", text) is not None or text.endswith(tuple(_ENDS))


def _is_date(one: Para) -> bool:
    ends = rf"{DATED}|\d{{4}}\s*年\s*\d{{1,2}}\s*月" if one.align == "right" else DATED
    return not one.inside and re.fullmatch(ends, one.words) is not None


def _is_sign(one: Para) -> bool:
    named = one.words.startswith("附件")
    return not (one.inside or named) and len(one.words) <= _SHORT and not re.search(r"[。；：！？）]$", one.words)


def _lacks_colon(one: Para) -> bool:
    """An addressee right under the title whose colon was forgotten, or is another mark."""
    flush = one.align in ("left", "both") and one.first < 100 and not one.blanks and not one.inside
    seat = re.sub("[。，；,.;]$", "", one.words)
    return flush and len(one.words) <= _SHORT and _SEAT.search(f"{seat}：") is not None


def _is_addressee(one: Para) -> bool:
    """One line of seats with a colon; indented it must end with the word of a seat."""
    if one.inside or not re.search("[：:]$", one.words) or "。" in one.words or re.search("如下[：:]$", one.words):
        return False
    flush = one.first < 100 and not one.blanks
    return _SEAT.search(one.words) is not None or (flush and not _heading(one.words) and len(one.words) < _LINE)


def _is_mark(one: Para) -> bool:
    """The name of an organ in a page head, in letters that no running head has."""
    return one.size >= _HEAD_MARK and len(one.words) <= _SHORT and bool(one.chinese)


def _form(paper: Paper) -> str:
    if paper.sections and paper.sections[0].landscape:
        return TABLE
    numbers = paper.of("docno")
    heads = [one for one in paper.head if _is_mark(one)] if numbers else []
    for one in heads:
        one.kind = "mark"
    marks = [*heads, *paper.of("mark")]
    title = "".join(one.words for one in paper.of("title"))
    if any(re.search(r"文\s*件$", one.words) for one in marks):
        return RED
    if heads:
        return LETTER
    if marks and numbers and title.endswith("函") and all(one.align == "right" for one in numbers):
        return LETTER
    if marks and numbers and all(one.align == "center" for one in numbers):
        return RED
    if not (marks or numbers) and _is_sheet(paper):
        return SHEET
    tagged = any(
        "{{" in one.text or "{%" in one.text for one in paper.paras
    )  # a template: what it will have is not there yet
    return "" if marks or numbers or tagged else INTERNAL


def _is_sheet(paper: Paper) -> bool:
    """A title with tables under it; text may stand between two of them (封存页), not above the first or under the last."""
    held = [one.inside for one in paper.paras if (one.inside and one.words) or one.kind == "body"]
    tables = bool(held) and held[0] and held[-1]
    return bool(paper.of("title")) and tables and not paper.of("to", "h1", "h2", "sign", "date", "attach")

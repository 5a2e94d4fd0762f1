"""How the parts of a paper are written out: 密级, 文号, 附件, 版记, levels, and numbers and pairs of marks in its text.

By GB/T 9704 (clauses in brackets), and by GB/T 15834, 15835 through its clause 9. Where more than one right form may be meant, it is told only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from desktop.documents.form_check.edits import Edit, made, pattern_rule, spelled
from desktop.documents.form_check.kinds import NUMBERED, ODD_LEVEL, ROMAN
from desktop.documents.form_check.rules import Found, Rule, told_once
from desktop.documents.form_check.values import CHINESE, NUMERALS, counted
from desktop.documents.form_check.view import Paper, Para

TEXT = ("body", "h1", "h2", "h3", "h4")
_NUMBER = re.compile(r"[〔\[［(（【]?\s*(\d{4})\s*年?\s*[〕\]］)）】]?\s*[-—－]?\s*第?\s*0*(\d+)\s*号?")
_TERM = re.compile(rf"(?<=[绝机秘]密)\s*[★☆✩*＊]?\s*(\d{{1,2}}|[{NUMERALS}]{{1,3}})\s*(?=年|个?月|天)")
_ANNEX = re.compile(rf"附件\s*0*(\d{{1,2}}|[{NUMERALS}]{{1,2}})?\s*[：:]?")
_MEASURES = "年月日个条项人次户亩吨件份％%"
_LAST_MARK = re.compile(r"[。，；、.,;](?=\s*$)")
_POINTS = re.compile(
    r"(?<![\d.\-/〔])((?:19|20)\d\d)[.．/-](0?[1-9]|1[0-2])[.．/-](0?[1-9]|[12]\d|3[01])(?![\d.\-/])日?"
)
_AMOUNT = r"(?:0|[1-9]\d{0,3})(?:\.\d+)?"
_SPAN = re.compile(
    rf"(?<![\d\-－.〔A-Za-z）)])({_AMOUNT}[%％]?)[-－](?=({_AMOUNT})([{_MEASURES}]|万?元)(?!(?<=人)[工民员]|(?<=户)[籍口]|(?<=条)[例款]|(?<=项)目|(?<=次)[日月年]))"
)
_CALLED = re.compile(r"(?:电话|手机|传真|热线|号码|编号|账号|邮编|分机|拨打|文号)[^，。；、]*$")
"""What goes before a number that counts nothing."""
_QUOTES, _BRACKETS, _TITLES = "“”", "（）", "《》"


def secret(paper: Paper) -> Iterator[Found]:
    """★ between the degree and the term, the term in digits (7.2.2)."""
    return made(
        "secret.form",
        paper.of("secret"),
        lambda one: [
            edit
            for edit in spelled(one, _TERM, _term)
            if re.sub(r"\s", "", one.text[edit.start : edit.end]) != edit.new
        ],
        "密级和保密期限应写成“秘密★1年”，请改",
    )


def _term(found: re.Match[str]) -> str:
    return f"★{found[1] if found[1].isdigit() else counted(found[1])}"


def number(paper: Paper) -> Iterator[Found]:
    """发文机关代字, the year in 〔〕, the serial and 号 (7.2.5)."""
    off = [one for one in paper.of("docno") if not re.search(NUMBERED, one.words)]
    message = "发文字号应写成“代字〔2026〕1号”，请改"
    return made("number.form", off, lambda one: spelled(one, _NUMBER, lambda f: f"〔{f[1]}〕{f[2]}号")[:1], message)


signer = pattern_rule(
    "signer.colon",
    re.compile(r"(?<=签发人)\s*:"),
    lambda _found: "：",
    "“签发人”后应用全角冒号，请改",
    kinds=("docno", "signer"),
)
"""A full-width colon (7.2.6)."""


def title_end(paper: Paper) -> Iterator[Found]:
    """A title ends without a mark (7.3.1)."""
    return made(
        "title.end",
        paper.of("title")[-1:],
        lambda one: spelled(one, _LAST_MARK, lambda _found: ""),
        "标题末尾不加标点，请删去",
    )


def attach(paper: Paper) -> Iterator[Found]:
    """附件 and a colon before the names, 1. only where there are several (7.3.4)."""
    lines = paper.of("attach")
    wrong = re.compile(r"^(\s*)(?:附(?:件\s*\d{1,2})?|附\s+件)\s*[：:]")
    off = [one for one in lines if wrong.match(one.text)]
    message = "附件说明应以“附件：”开头，请改"
    if len(off) > 1:
        yield from told_once("attach.form", off, message)
        return
    yield from made("attach.form", off, lambda one: spelled(one, wrong, lambda found: f"{found[1]}附件："), message)
    if len(lines) == 1 and not off:
        # a second one may stand in the same paragraph, on a line of its own
        alone = re.compile(r"(?<=[：:])\s*1\s*[.．](?!\d)(?![\s\S]*(?<!\d)2\s*[.．、])")
        message = "只有一个附件，不编顺序号，请删去“1.”"
        yield from made("attach.single", lines, lambda one: spelled(one, alone, lambda _found: ""), message)


def attach_level(paper: Paper) -> Iterator[Found]:
    """1. 2. and no ① or （1） before the names (7.3.4)."""
    off = [one for one in paper.of("attach") if re.match(r"(?:附件\s*[：:])?\s*(?:[①-⒛]|[（(]\d{1,2}[）)])", one.words)]
    yield from told_once("attach.level", off, "附件顺序号应写成“1.”，请改序号")


def annex(paper: Paper) -> Iterator[Found]:
    """附件 and its serial in digits, without a mark (7.3.7)."""
    return made(
        "annex.form", paper.of("annex"), _annex_named, "附件首页左上角应写“附件”或者“附件1”，后面不加标点，请改"
    )


def _annex_named(one: Para) -> list[Edit]:
    edits = spelled(one, _ANNEX, lambda found: f"附件{_serial(found[1] or '')}")
    return [edit for edit in edits if one.text[edit.start : edit.end].replace(" ", "") != edit.new]


def _serial(said: str) -> str:
    return said if said.isdigit() or not said else str(counted(said))


copies = pattern_rule(
    "cc.colon",
    re.compile(r"^(\s*抄送)[\s\u3000]+(?=\S)(?![：:])"),
    lambda found: f"{found[1]}：",
    "“抄送”后应用全角冒号，请补上",
    kinds=("cc",),
)
"""A full-width colon (7.4.2)."""


def printed(paper: Paper) -> Iterator[Found]:
    """印发 behind the date of the print (7.4.3)."""
    bare = [one for one in paper.of("printed") if not one.words.endswith(("印发", "印发。"))]
    other = any(re.search("印[制刷]。?$", one.words) for one in bare)
    message = "印发日期后应写“印发”，请改" if other else "印发日期后应加“印发”二字，请补上"
    ends = re.compile(r"日\s*(?:印[制刷])?(?=。?\s*$)")
    return made("printed.word", bare, lambda one: spelled(one, ends, lambda _f: "日印发"), message)


def level(paper: Paper) -> Iterator[Found]:
    """No ①, 1) or A. in the place of the four levels (7.3.3); which level is meant a person says."""
    off = [one for one in paper.of("body", "") if not one.inside and re.match(ROMAN, one.words)]
    off += [one for one in paper.of("body") if one not in off and re.match(ODD_LEVEL, one.words)]
    yield from told_once("heading.form", off, "层次序数只用“一、”“（一）”“1.”“（1）”，请改序号")


def third_level(paper: Paper) -> Iterator[Found]:
    """1. 2. 3. one after another; they may begin anew, or go on under the next heading."""
    wrong, before = [], 0
    for one in paper.of("h3", "annex", "annex_title"):
        if one.kind != "h3":
            before = 0
            continue
        if one.listed:
            continue
        now = int(re.sub(r"\D.*", "", one.words))
        if now not in (1, before + 1) and before:
            wrong.append(one)
        before = now
    yield from told_once("heading.third", wrong, "“1.”“2.”等序号不连续，请核对有没有漏写或错号")


day = pattern_rule(
    "date.word",
    re.compile(r"(?<=\d月)(\d{1,2})号(?![楼院门机线文馆库地厅])"),
    lambda found: f"{found[1]}日",
    "日期应写“日”，不写“号”，请改",
    kinds=TEXT,
)
"""A date in writing."""


def points(paper: Paper) -> Iterator[Found]:
    """With 年 月 日; in a table the short form may stand, and a title keeps its own."""
    message = "正文里的日期应写成 2026年9月1日，请改"
    return made(
        "date.points", paper.of(*TEXT), lambda one: _outside_titles(one, spelled(one, _POINTS, _dated)), message
    )


apart = pattern_rule(
    "date.blanks",
    re.compile(
        r"(?<!\d)((?:19|20)\d\d)(?=\s*年\s*\d{1,2}\s*月)(?=\s+年|\s*年\s+\d|\s*年\s*\d{1,2}\s+月|\s*年\s*\d{1,2}\s*月\s+\d{1,2}\s*日|\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s+日)\s*年\s*(\d{1,2})\s*月(?:\s*(\d{1,2})\s*日)?"
    ),
    lambda found: f"{found[1]}年{found[2]}月" + (f"{found[3]}日" if found[3] else ""),
    "日期中间不空格，请删去空格",
    kinds=TEXT,
)
"""A date is one word; blanks stand where a day is still to be written in, and there is no figure yet."""


def _dated(found: re.Match[str]) -> str:
    return f"{found[1]}年{int(found[2])}月{int(found[3])}日"


def span(paper: Paper) -> Iterator[Found]:
    """One dash from a number to a number, no hyphen; what may be the number of a telephone or of a paper is none."""
    return made("text.hyphen", paper.of(*TEXT), _spans, "数字区间应用“—”，请改")


def _spans(one: Para) -> list[Edit]:
    edits = spelled(one, _SPAN, lambda found: f"{found[1]}—" if _is_span(found) else found[0])
    return _outside_titles(one, [edit for edit in edits if edit.new != one.text[edit.start : edit.end]])


def _is_span(found: re.Match[str]) -> bool:
    """From the lesser number to the greater; months and days may go on in the next year or month."""
    first, last, unit = Decimal(found[1].rstrip("%％")), Decimal(found[2]), found[3]
    return (first < last or (unit in "月日" and first <= 31)) and not _CALLED.search(found.string[: found.start()])


def _outside_titles(one: Para, edits: list[Edit]) -> list[Edit]:
    titles = [found.span() for found in re.finditer(r"《[^》]*》", one.text)]
    return [edit for edit in edits if not any(start < edit.start < end for start, end in titles)]


def short_year(paper: Paper) -> Iterator[Found]:
    """The year in full; which century is meant a person says."""
    wrong = [one for one in paper.of(*TEXT) if re.search(r"(?<![\d〔])\d{2}年\d{1,2}月\d{1,2}日", one.text)]
    yield from told_once("date.year", wrong, "年份应写全 4 位，请补全")


def thousands(paper: Paper) -> Iterator[Found]:
    """No commas within a number; whether several numbers are meant a person says."""
    wrong = [one for one in paper.of(*TEXT) if re.search(r"(?<![\d,])\d{1,3}(?:,\d{3})+(?![\d,])", one.text)]
    yield from told_once("text.thousands", wrong, "数字中间不用逗号分节，请去掉")


def pairs(paper: Paper) -> Iterator[Found]:
    """A bracket or a mark of a title has its fellow behind it in the same paragraph, a quotation mark there or where the quotation ends."""
    quoted = _badly_quoted(paper.of(*TEXT))
    wrong = [
        one
        for one in paper.of("body")
        if not one.listed
        and (one.number in quoted or any(_left_open(one.text, *pair) for pair in (_BRACKETS, _TITLES)))
    ]
    yield from told_once("text.pairs", wrong, "引号、括号、书名号应前后成对，请核对")


def _badly_quoted(paras: Iterable[Para]) -> set[int]:
    """The paragraphs whose quotation marks do not pair; a quotation may go on in the next ones, each of which may begin with the mark (GB/T 15834)."""
    wrong: set[int] = set()
    opened: Para | None = None
    for one in paras:
        text = one.text
        if opened is not None:
            text = _QUOTES[0] + text.lstrip().removeprefix(_QUOTES[0])
        left = _left_open(text, *_QUOTES)
        if left == 1:
            opened = opened or one
            continue
        if left:
            wrong.add(one.number)
        opened = None
    return wrong | ({opened.number} if opened is not None else set())


def _left_open(text: str, opening: str, closing: str) -> int:
    """How many marks are not closed; -1 where one closes that none opened."""
    text = re.sub(r"(?:^|(?<=[。；：，]))\s*\d{1,2}）", "", text)  # 1） numbers, and opens nothing
    depth = 0
    for sign in text:
        depth += (sign == opening) - (sign == closing)
        if depth < 0:
            return -1
    return depth if re.search(f"[{CHINESE}]", text) else 0


RULES: tuple[Rule, ...] = (
    secret, number, signer, title_end, attach, attach_level, annex, copies, printed, level, third_level, day, points, apart, span, short_year, thousands,
    pairs,
)  # fmt: skip

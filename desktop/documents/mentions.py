"""What is a mention of a table, a chart or a part (见表2), and what only looks like one (统计表2份, 群众代表1名).

In a template the captions and the mentions that its author wrote are marked when it is compiled. What is printed into it bears no
mark, so that nothing of the ledger and nothing that a person typed is ever renumbered; the marks are settled last, by what is printed.

The rule by which no number of a template ever comes to name another thing: a sure mention goes with its thing, and has its name where that
is not printed (见表“分类情况”); tables, or charts, are numbered anew only where whatever else of the author's words may name one of them
(由表3可见) still names it afterwards, else they keep the numbers that the author gave them. A caption counts where a number stands in it.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping

from desktop.documents.empty_sections import HEADINGS, Block, blocks_of, said
from desktop.documents.words import chinese_number

CAPTIONS = ("公文表题", "公文图题")
PART = "第[一二三四五六七八九十]+部分"
ITEM = rf"(?:[表图]\d+|附件\d*|{PART}(?:（[一二三四五六七八九十]+）)?)"
_NOT_SEE = "意看听常可预偏主罕少再会接遇碰召拜引政己短远定成创高浅拙瞧望撞约求起鲜多习眼所何"
_LEAD = rf"(?:(?<![{_NOT_SEE}])见|如|(?<![合共会协随连相陪不])同|按|照|[列记填]入)"
_JOINT = "(?:[、，]?(?:以及|[和及与至])|、)"
_BEHIND = r"(?![-－—～~至、]\s*\d)(?=$|\W|所[列示述附载指]|中所|列[明出示]|填[写报]|办理|执行|格式|要求|的)"
MENTION = re.compile(rf"{_LEAD}{ITEM}(?:{_JOINT}{ITEM})*{_BEHIND}")
"""A mention: a word that leads to it, one or several things, and behind them the end of a clause or a word that goes with them."""
_S = r"[ \t\u3000\xa0]*"
_MEASURE = (
    r"(?:[份张条件次户家例宗起种幅套页册批台辆元吨米亩斤天月年日号万亿千百十余几轮期级位篇%％‰]|个(?!别)|名(?![单称])|人(?!员)|类(?![别型])"
    r"|项(?!目)|组(?!织)|多(?!数)|本(?![级县])|处(?![理置分])|支(?!出)|部(?!分)|[.．]\d)"
)
_PEOPLE = "学生|群众|人|党员|干部|家长|教师|职工|代表|居民|村民|农户|企业"
_N = "(?:[一二三四五六七八九十]++|\\d++)"
ALIKE = re.compile(
    rf"(?:(?P<kind>(?<!代)表|(?<![企意试])图|附件){_S}"
    rf"(?P<numbers>\d++(?:{_S}(?:[、至到~～—–-]{_S}\d++|[和及与]{_S}\d++(?!{_S}{_MEASURE})))*+)(?!{_S}{_MEASURE})"
    rf"|第{_S}(?P<parts>{_N}(?:{_S}[、和及与至到~～—–-]{_S}第?{_S}{_N})*+){_S}部分(?P<under>（[一二三四五六七八九十]+）)?(?!{_PEOPLE})"
    rf"|(?<=[见如同按照入在于])附件(?!{_S}\d))"
)
"""What may be meant as one, in any form, also several at a time (第二、三部分); a number with a measure word behind it is none."""
_CITED = re.compile(rf"(?:》{_S}(?:[（(][^（）()]*[）)])?|〕{_S}\d+{_S}号(?:文件|文)?){_S}[中里内]?的?{_S}")
"""Another document, named or by its number, up to the part of it that is meant."""
_AND = re.compile(rf"{_S}{_JOINT}{_S}")
LABEL = re.compile(ITEM)

_TABLE, _CHART, _SEE_TABLE, _SEE_CHART, _SEE_PART, _END = "\x01", "\x02", "\x03", "\x04", "\x05", "\x06"
_MAY_TABLE, _MAY_CHART, _MAY_PART = "\x07", "\x08", "\x0e"
_OWN = {"表": _TABLE, "图": _CHART}
_SEEN = {"表": _SEE_TABLE, "图": _SEE_CHART, "第": _SEE_PART}
_MAY = {"表": _MAY_TABLE, "图": _MAY_CHART, "第": _MAY_PART}
_KIND = {mark: kind for marks in (_OWN, _SEEN, _MAY) for kind, mark in marks.items()}
_PLACE = ' w:rsidRDefault="0F0F{:04X}"'
_PLACE_BEGINS = _PLACE[: _PLACE.index("{")]
_PLACED = re.compile(r' w:rsidRDefault="0F0F([0-9A-F]{4})"')
_CAPTION = re.compile(f"([{_TABLE}{_CHART}])([^{_END}]*){_END}")
_LISTED = re.compile(f"([{_SEE_TABLE}{_SEE_CHART}])([^{_END}]*){_END}")
_PARTS = re.compile(f"(?:第((?:<[^>]*>)*))?{_SEE_PART}([^{_END}]*){_END}")
_MAYBE = re.compile(f"([{_MAY_TABLE}{_MAY_CHART}{_MAY_PART}])([^{_END}]*){_END}")
_HEAD = re.compile(
    rf"\s*([表图])(\d++(?!{_MEASURE}|[-－—–]\d)|\{{\{{\s*loop\.index\s*\}}\}}|\{{\{{[^{{}}]*\}}\}}(?=[\s:：.．、]|$))"
)
_FIRST = re.compile("\\s*([一二三四五六七八九十]+)、")
_STEP = re.compile(r"\{%[-+]?\s*(?:tr |tc |p |r )?\s*(if|for|elif|else|endif|endfor)\b")
_AS_OF = re.compile(r"（截至[^）]*）")
_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
_LETTERS = re.compile(r"(<w:t(?: [^>]*)?>)((?:\{\{.*?\}\}|\{%.*?%\}|[^<])*)", re.DOTALL)
_MARKUP = re.compile(r"<[^>]*>")
_COUNTED = re.compile("[一二三四五六七八九十]+")
_NUMBER = re.compile(f"\\d+|{_COUNTED.pattern}")
_CHINESE = {chinese_number(number): number for number in range(1, 100)}
_LEAD_OF_TITLE = re.compile(rf"\s*(?:\{{\{{\s*一级\s*\}}\}}\s*|{_COUNTED.pattern}、)?")


def marked(xml: str, styles: Mapping[str, str]) -> str:
    """A template whose captions and own mentions of tables, charts and parts are marked; `styles` are ids by names."""
    names = {style: name for name, style in styles.items()}
    pieces: list[str] = []
    at = 0
    count = _Count()
    for block in blocks_of(xml, names):
        count.goes_past(xml[at : block.start])
        own = count.place(block)
        count.goes_past(block.text)
        before: dict[int, str] = {}
        after: dict[int, str] = {}
        for mark, start, end in _found(block) if block.style not in HEADINGS else ():
            before[start], after[end - 1] = mark, _END
        text = _spliced(block.text, before, after) if before else block.text
        pieces += (xml[at : block.start], text.replace("<w:p", f"<w:p{_PLACE.format(own)}", 1) if own else text)
        at = block.end
    return "".join(pieces) + xml[at:]


def marked_words(text: str) -> str:
    """Words of the program itself, such as the description of a chart, with their mentions marked."""
    pieces: list[str] = []
    at = 0
    for mark, start, end in _mentions(text):
        pieces += (text[at:start], mark, text[start:end], _END)
        at = end
    return "".join(pieces) + text[at:]


def settled(xml: str, parts: Mapping[str, str] | None = None, called: Mapping[str, str] | None = None) -> str:
    """A printed body without marks: captions are numbered in turn, mentions name what they named.

    `parts` are new numbers by old ones for parts that have no place in the template; `called` are the titles of its things.
    """
    if not _has(xml, *_KIND):
        return plain(xml)
    numbers, titles = _turns(xml), called or {}
    placed = {
        place: number[1] for place, text in _placed(xml) if (number := _FIRST.match(without_markup(text))) is not None
    }

    def own(found: re.Match[str]) -> str:
        return (
            _renumbered(found[2], next(numbers.captions), r"\d+") if without_markup(found[2]).isdecimal() else found[2]
        )

    def seen(found: re.Match[str]) -> str:
        kind, number = _KIND[found[1]], without_markup(found[2])
        new = numbers.by_old.get((kind, number))
        if new is None:
            is_lost = kind + number in titles or (kind, number) in numbers.taken
            new = in_quotes(kind + number, titles.get(kind + number, "")) if is_lost else number
        return _renumbered(found[2], new, r"\d+")

    def part(found: re.Match[str]) -> str:
        number = without_markup(found[2])
        label, lead = f"第{number}部分", "" if found[1] is None else f"第{found[1]}"
        if number not in placed and label in titles:
            return (found[1] or "") + _renumbered(found[2], in_quotes(label, titles[label]), _COUNTED.pattern)
        new = placed.get(number) or (parts or {}).get(number, number)
        return lead + _renumbered(found[2], new, _COUNTED.pattern)

    for marks, pattern, put in (
        (_TABLE + _CHART, _CAPTION, own), (_SEE_TABLE + _SEE_CHART, _LISTED, seen), (_SEE_PART, _PARTS, part),
    ):  # fmt: skip
        if _has(xml, *marks):
            xml = pattern.sub(put, xml)
    return plain(xml)


def _has(text: str, *marks: str) -> bool:
    """Whether any of the marks stands in a text: most bodies have few, and a plain search costs a hundredth of an expression."""
    return any(mark in text for mark in marks)


def in_quotes(label: str, title: str) -> str:
    """The name of a thing, to stand in the place of its number: “分类情况”; “原表2” where it has no title that is always the same."""
    return f"“{title or f'原{label}'}”"


def called(xml: str) -> dict[str, str]:
    """The titles of the tables, charts and parts of a marked template by 表1, 第二部分; '' where a word of the ledger stands in one."""
    found: dict[str, str] = {}
    for caption in re.finditer(f"{_CAPTION.pattern}(.*?)</w:p>", xml, re.DOTALL):
        number = without_markup(caption[2])
        if number.isdecimal():
            found.setdefault(_KIND[caption[1]] + number, _title(caption[3]))
    for place, text in _placed(xml):
        found.setdefault(f"第{place}部分", _title(text))
    return found


def misleading(xml: str, called: Mapping[str, str]) -> dict[str, str]:
    """Passages of the author that may name a part by a number that is no longer its own, in a form that is not rewritten, with that part.

    `xml` is a printed body with its marks, `called` as of its template: the part has another number, or is not printed.
    """
    if _MAY_PART not in xml:
        return {}
    numbers = {f"第{place}部分": _FIRST.match(without_markup(text)) for place, text in _placed(xml)}
    kept = {label for label, number in numbers.items() if number is None or label == f"第{number[1]}部分"}
    found: dict[str, str] = {}
    for block in blocks_of(xml, {}):
        text = html.unescape(said(block.text))
        for one in _MAYBE.finditer(text):
            label = _label(_KIND[one[1]], without_markup(one[2]))
            if one[1] == _MAY_PART and label in called and label not in kept:
                found[plain(text[max(one.start() - 8, 0) : one.end() + 8])] = label
    return found


def names_parts(xml: str) -> bool:
    """Whether a marked template mentions a part by its number."""
    return _SEE_PART in xml


def plain(text: str) -> str:
    """A text without marks."""
    for mark in (*_KIND, _END):
        if mark in text:
            text = text.replace(mark, "")
    return _PLACED.sub("", text) if _PLACE_BEGINS in text else text


def place_of(text: str) -> str:
    """How a marked heading of a template is called in it: 第二部分; '' where that differs from paper to paper."""
    found = _PLACED.search(text)
    return f"第{chinese_number(int(found[1], 16))}部分" if found is not None else ""


def captions(text: str) -> frozenset[str]:
    """The tables and charts whose caption a marked paragraph is, by their numbers in the template."""
    return frozenset(_KIND[found[1]] + without_markup(found[2]) for found in _CAPTION.finditer(text))


def listed(text: str) -> frozenset[str]:
    """What a marked paragraph mentions, or may: tables, charts and parts, by their numbers in the template."""
    things = frozenset(_KIND[found[1]] + without_markup(found[2]) for found in _LISTED.finditer(text))
    return things | unsure(text) | {f"第{without_markup(found[2])}部分" for found in _PARTS.finditer(text)}


def unsure(text: str) -> frozenset[str]:
    """What a marked paragraph may mention, in a form that is not rewritten."""
    return frozenset(_label(_KIND[found[1]], without_markup(found[2])) for found in _MAYBE.finditer(text))


def alike(text: str) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """What may be a mention, with the labels that it may mean."""
    for found in _alike(text):
        things = tuple(label for label, _start, _end in _things(found))
        yield *found.span(), things or ("附件",)


def _alike(text: str) -> Iterator[re.Match[str]]:
    """What may be a mention; parts and annexes of another document, that is named before them, are none (《办法》（云办发〔2026〕3号）附件2和附件3)."""
    cited = -1
    for found in ALIKE.finditer(text):
        at, citable = found.start(), found["parts"] or found["kind"] == "附件"
        ends = [end for mark in "》〕" if (end := text.rfind(mark, 0, at)) >= 0]
        follows = cited >= 0 and _AND.fullmatch(text, cited, at)
        if citable and (follows or any(_CITED.fullmatch(text, end, at) for end in ends)):
            cited = found.end()
        else:
            yield found


def lasting(title: str) -> str:
    """A title without the day on which its figures stand, by which a thing is known again."""
    return _AS_OF.sub("", title).strip()


def without_markup(text: str) -> str:
    """Letters without markup."""
    return _MARKUP.sub("", text)


def _found(block: Block) -> Iterator[tuple[str, int, int]]:
    """The marks of a paragraph of a template with the stretch of its letters that is the number."""
    letters = "".join(found[2] for found in _LETTERS.finditer(block.text))
    head = _HEAD.match(letters) if block.style in CAPTIONS else None
    if head is not None:
        yield _OWN[head[1]], *head.span(2)
    bare = _TAG.sub(lambda tag: "{" * len(tag[0]), letters)
    rest = MENTION.sub(lambda mention: "{" * len(mention[0]), bare)
    maybe = (
        (_MAY[label[0]], start, end)
        for found in _alike(rest)
        for label, start, end in _things(found)
        if label[0] in _MAY
    )
    for mark, start, end in (*_mentions(bare), *maybe):
        if head is None or start >= head.end():
            yield mark, start, end


def _mentions(text: str) -> Iterator[tuple[str, int, int]]:
    for mention in MENTION.finditer(text):
        for item in LABEL.finditer(text, *mention.span()):
            mark = _SEEN.get(item[0][0])
            if mark is not None:
                number = (_COUNTED if mark == _SEE_PART else re.compile(r"\d+")).search(text, *item.span())
                assert number is not None  # an item has one
                yield mark, *number.span()


def _things(found: re.Match[str]) -> Iterator[tuple[str, int, int]]:
    """The labels of the things that a likeness may mean, each with the stretch that is its number."""
    group = "numbers" if found["kind"] else "parts"
    for number in _NUMBER.finditer(found.string, *found.span(group)) if found[group] else ():
        yield _label(found["kind"] or "第", number[0]) + (found["under"] or ""), *number.span()


def _label(kind: str, number: str) -> str:
    if kind != "第":
        return f"{kind}{int(number)}"
    return f"第{chinese_number(int(number)) if number.isdecimal() else number}部分"


class _Turns:
    """The numbers that the printed captions get: each in turn (`captions`), and by the old ones; `taken` are all of the new ones."""

    def __init__(self, olds: list[tuple[str, str]], fixed: frozenset[str]) -> None:
        turn: dict[str, int] = {}
        new: list[str] = []
        self.by_old: dict[tuple[str, str], str] = {}
        for kind, old in olds:
            turn[kind] = turn.get(kind, 0) + 1
            new.append(old if kind in fixed else str(turn[kind]))
            self.by_old.setdefault((kind, old), new[-1])
        self.captions = iter(new)
        self.taken = {(kind, number) for (kind, _old), number in zip(olds, new, strict=True)}


def _turns(xml: str) -> _Turns:
    """Captions in turn, but for kinds one of which the author's words may name by a number that would then name another."""
    if not _has(xml, *_OWN.values(), *_MAY.values()):
        return _Turns([], frozenset())
    found = ((_KIND[one[1]], without_markup(one[2])) for one in _CAPTION.finditer(xml))
    olds = [(kind, number) for kind, number in found if number.isdecimal()]
    turns = _Turns(olds, frozenset())
    maybe = {(label[0], label[1:]) for label in unsure(xml) if label[0] in _OWN}
    fixed = {
        kind for kind, number in maybe
        if (turns.by_old[kind, number] != number if (kind, number) in turns.by_old else (kind, number) in turns.taken)
    }  # fmt: skip
    return _Turns(olds, frozenset(fixed))


class _Count:
    """Which part of the paper a heading of a template opens, as its author counts: alternatives are one, what a loop prints is not known."""

    def __init__(self) -> None:
        self._at = 0
        self._open: list[list[int]] = []
        self._loops: list[bool] = []
        self._is_known = True
        self._in_annex = False

    def goes_past(self, xml: str) -> None:
        """Take the conditions and loops of a stretch of the template."""
        for step in _STEP.findall(xml):
            if step in ("if", "for"):
                self._open.append([self._at, self._at])
                self._loops.append(step == "for")
            elif self._open:
                start, most = self._open[-1]
                most = max(most, self._at)
                if step in ("endif", "endfor"):
                    self._open.pop()
                    self._loops.pop()
                    self._at = most
                else:
                    self._open[-1][1], self._at = most, start

    def place(self, block: Block) -> int:
        """The number of a heading of the first level; 0 for anything else and where it differs from paper to paper."""
        self._in_annex = self._in_annex or block.style == "公文附件号"
        if self._in_annex or HEADINGS.get(block.style) != 1:
            return 0
        written = _FIRST.match("".join(found[2] for found in _LETTERS.finditer(block.text)))
        if any(self._loops):
            self._is_known = False
            return 0
        if written is not None:
            self._at, self._is_known = _CHINESE.get(written[1], 0), True
            return self._at
        self._at += 1
        return self._at if self._is_known else 0


def _placed(xml: str) -> Iterator[tuple[str, str]]:
    """The headings of the first level by their numbers in the template."""
    for found in _PLACED.finditer(xml) if _PLACE_BEGINS in xml else ():
        start = xml.index(">", found.end()) + 1
        yield chinese_number(int(found[1], 16)), xml[start : xml.index("</w:p>", start)]


def _title(text: str) -> str:
    """The title of a thing that is always the same, as it may stand in the body; '' where a tag stands in it."""
    title = _LEAD_OF_TITLE.sub("", lasting(plain(without_markup(text))), count=1).strip()
    return "" if _TAG.search(title) else html.escape(html.unescape(title))


def _spliced(text: str, before: Mapping[int, str], after: Mapping[int, str]) -> str:
    """A paragraph with marks put before and behind some of its letters, also where an editor split them over runs."""
    seen = 0

    def put(found: re.Match[str]) -> str:
        nonlocal seen
        at, seen = seen, seen + len(found[2])
        return found[1] + "".join(
            before.get(place, "") + letter + after.get(place, "") for place, letter in enumerate(found[2], at)
        )

    return _LETTERS.sub(put, text)


def _renumbered(text: str, number: str, pattern: str) -> str:
    """A stretch of the body with another number in the place of its own; markup inside stays."""
    if without_markup(text) == number:
        return text
    pieces = re.split(r"(<[^>]*>)", text)
    first = next((at for at, piece in enumerate(pieces) if re.search(pattern, piece) and piece[0] != "<"), None)
    return "".join(piece if piece.startswith("<") else number if at == first else "" for at, piece in enumerate(pieces))

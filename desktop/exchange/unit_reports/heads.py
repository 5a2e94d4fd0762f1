"""How an answer begins: 针对“……”问题, 反馈问题：……, 关于……的问题; where in a paragraph it begins, and what it quotes."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from itertools import islice

from desktop.exchange.unit_reports.numbered import numbered
from desktop.exchange.unit_reports.parts import Role, first_label
from desktop.exchange.unit_reports.wording import Wording

_ABOUT = "(?:针对|关于|对于|对照|围绕|就|对|(?:巡察(?:组)?)?(?:反馈(?:意见)?)?(?:指出|反馈|提出)(?:的)?[：:，,]?)"
_OPENS = '“‘「『"'
_CLOSES = '”’」』"'
_BEHIND = "(?:等|这)?(?:[一二两三四五六七八九十\\d]+[个条项])?的?(?:反馈)?(?:问题|一事|事项|方面|情况|意见|该项|这一)"
_QUOTED = re.compile(
    rf"(?:{_ABOUT}[^{_OPENS}。；;，,：:]{{0,16}})?[{_OPENS}](?P<quote>[^。；;\n]{{2,400}}?。?)[{_CLOSES}]{_BEHIND}?(?:的?整改(?:情况|工作)?)?(?=[。；;：:，,\s]|$)"
)
_QUOTED_WITH_WORD = re.compile(
    rf"(?:{_ABOUT}[^{_OPENS}。；;，,：:]{{0,16}})?[{_OPENS}](?P<quote>[^。\n]{{2,400}}?。?)[{_CLOSES}]{_BEHIND}"
)
_UNQUOTED = re.compile(
    rf"{_ABOUT}(?:巡察|反馈|指出|的|问题清单|中)*(?P<quote>[^。；;\n：:]{{4,300}}?)的?(?:反馈)?(?:问题|一事)(?:的?整改(?:落实|进展)?(?:情况|工作)?)?(?=[。；;：:，,（(【\s]|$)"
)
_NAMED = re.compile(
    "(?P<quote>[^。；;\\n：:，,“”‘’]{4,80}?)的?(?:反馈)?问题(?:[（(【][^）)】]{0,24}[）)】])?(?:的?整改(?:落实|进展)?(?:情况|工作)?)?(?P<end>[：:，,])"
)
"""低保动态管理滞后问题：核查120户: words of a finding as the head of a paragraph, without 关于 before them."""
_ANY_REPORT = re.compile(
    "针对|对照|关于|巡察组?|巡视|反馈|意见|指出|提出|发现|存在|整改|落实|具体|主要|突出|有关|其他|其它|上述|以下|需要|说明|单位|方面|清单|所列|逐[条项]|[的及和与等共各中号]|第?[一二三四五六七八九十\\d]+[个条项类]?"
)
_FEWEST_OWN = 3
_NUMBER = re.compile(r"[A-Za-z\d]+[-—－]\d")
_BEGIN = re.compile(r"(?:^|(?<=[。；;！\n]))\s*")
_BETWEEN = re.compile(rf"[{_CLOSES}](?:{_BEHIND})?(?:[、，,和与及]|以及)*(?:{_ABOUT})?[{_OPENS}]")
_NEXT = re.compile(
    rf"(?:[、，,和与及]|以及)+(?:{_ABOUT})?[{_OPENS}](?P<quote>[^。\n]{{2,400}}?。?)[{_CLOSES}]{_BEHIND}"
)
_STATE_FIRST = re.compile(
    r"[（(【\[〔][^）)】\]〕\n]{0,12}(?:完成|推进|坚持|整改中|启动|移交|到位)[^）)】\]〕\n]{0,12}[）)】\]〕]\s*"
)
_FARTHEST, _OWN_WORDS = 5000, 5.0
_MOST_STOPS = 20
_SENTENCE = re.compile("[。；;！!\n]")


@dataclass(frozen=True)
class Head:
    """The begin of an answer in a paragraph: from where, to where, the words it quotes, whether it names them as a finding.

    `quotes` has several where they are quoted side by side; a head that is not `firm` is one only where its words are known, or
    where others like it stand beside it. `labelled`: 反馈问题：; `quoted`: in quotation marks.
    """

    start: int
    end: int
    quotes: tuple[str, ...]
    firm: bool
    labelled: bool = False
    quoted: bool = False


def heads(text: str, expected: Collection[int] = ()) -> list[Head]:
    """Every begin of an answer in a paragraph, in order; further ones only where a sentence begins. `expected`: the plain numbers that may come next."""
    found: list[Head] = []
    text = text[:_FARTHEST]
    for begin in _BEGIN.finditer(text):
        if found and begin.end() < found[-1].end:
            continue
        first = not found and not text[: begin.end()].strip()
        one = _head_at(text, begin.end(), expected if first else (), first=first)
        if one is not None:
            found.append(one)
    return found


def opening_words(text: str, expected: Collection[int] = ()) -> str:
    """The first sentence of a paragraph, without its number: what a numbered answer may be about."""
    return _SENTENCE.split(numbered(text, expected=expected).rest)[0]


def _head_at(text: str, start: int, expected: Collection[int], *, first: bool) -> Head | None:
    mark = numbered(text[start:], expected=expected)
    begin = len(text.rstrip()) - len(mark.rest)
    if state := _STATE_FIRST.match(text, begin):
        begin = state.end()
    label = first_label(text[begin:])
    named = _NAMED.match(text, begin) if first else None
    by_name = named is not None and _of_its_own(named["quote"])
    if label and label[0] is Role.QUOTE and not by_name:
        return _labelled(text, start, begin + label[1])
    if label and not by_name:
        return None
    for pattern in (_QUOTED_WITH_WORD, _QUOTED) if first else (_QUOTED_WITH_WORD,):
        if found := pattern.match(text, begin):
            return _quoting(text, start, found)
    if found := _UNQUOTED.match(text, begin):
        return Head(start, found.end(), (found["quote"],), False)
    own = named and (_of_its_own(named["quote"]) or _NUMBER.search(named["quote"]))
    if named and own and (mark.depth or named["end"] in "：:"):
        return Head(start, named.end(), (named["quote"],), False)
    return None


def _of_its_own(quote: str) -> bool:
    """Whether words before 问题 are a finding's own, and not those that any report has: 巡察反馈的第二个问题, 存在的主要问题."""
    return len(re.sub("[^\u4e00-\u9fff]", "", _ANY_REPORT.sub("", quote))) >= _FEWEST_OWN


def _labelled(text: str, start: int, behind: int) -> Head | None:
    """反馈问题：……, to the end of the sentence, or of the paragraph where no other label follows in it."""
    if len(text[behind:].strip()) < 4:
        return None
    cut = re.compile("\n").search(text, behind)
    end = cut.start() if cut else len(text)
    for stop in islice(re.finditer("[。；;]", text[behind:end]), _MOST_STOPS):
        if first_label(text[behind + stop.end() : end]):
            end = behind + stop.end()
            break
    return Head(start, end, (text[behind:end].strip(),), True, labelled=True)


def _quoting(text: str, start: int, found: re.Match[str]) -> Head:
    """A head with its quote, and with those that follow it; quotation marks inside a quote do not part it by themselves."""
    quotes = list(_side_by_side(found["quote"]))
    end = found.end()
    while further := _NEXT.match(text, end):
        quotes += _side_by_side(further["quote"])
        end = further.end()
    behind = text[end:].lstrip("。；;，,：: \u3000")
    firm = Wording("，".join(quotes)).weight >= _OWN_WORDS or first_label(behind) is not None
    return Head(start, end, tuple(quotes), firm, quoted=True)


def _side_by_side(quote: str) -> tuple[str, ...]:
    return tuple(piece for piece in _BETWEEN.split(quote) if piece) or (quote,)

"""Clauses that assert (均 已 没有 未发现 逐条 逐项 全部 无 一致): each must hang on a word that the ledger proves or the clerk ticked (P-3).

The same holds of 都 皆 一概 一律 and of what is said to be done in full or in time (全面完成 按期办结). A word cut by the end of a
paragraph is one word. A clause with 已 or 尚无 may instead hang on the figure that proves it, or print it; a sentence that asks or orders (请…逐条明确) asserts nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from desktop.documents.vocabulary import ASSERTION, Field

_DONE = "(?:落实|整改|推进|改正)?(?:完成|办结|销号|达标|到位|完毕|收官|清零|见底)"
_EVERY = rf"一律(?=[^，。；、]*{_DONE})"
STRONG = re.compile(
    "均|没有|未发现|未出现|未见|从未|不存在|逐条|逐项|逐一|逐个|全部|全都|全数|悉数|尽数|统统|一概|一致|(?<!尚)无(?!关)"
    "|(?<![首古旧成故国帝陪])都(?![市督城会府护匀昌])|皆|"
    + _EVERY
    + rf"|(?:全面|圆满|顺利|彻底){_DONE}|(?<!未)(?<!未能)(?<!不能)(?<!没能)(?<!是否)(?:如期|按期|按时){_DONE}(?![^，。；]*的[，；])"
)
WEAK = re.compile("已|尚无|尚未|至今")
_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
_ASKS = re.compile(
    f"(?<!申)请(?!示)|应当|应于|应在|应逐|应一律|不得|(?!{_EVERY})一律|须|拟|可以|逐条(?:说明|写明|申请)|逐条整改，一条问题对应|你单位应"
)
_ENDS = ("，", "。", "；", "：", "、", "！", "？")
_REACH = 8  # characters on each side of the end of a paragraph
_LABEL = 3  # a shorter paragraph is a serial or a label: 一 and 概况 do not say 一概
_NAME = re.compile(r"[\w]+")


@dataclass
class _Clause:
    text: str = ""
    prints: set[str] = field(default_factory=set)
    found: list[tuple[str, set[str], bool]] = field(default_factory=list)


def unproven(lines: Iterable[str], fields: Iterable[Field]) -> list[tuple[int, str]]:
    """Paragraphs (from 1) and clauses that assert something no word proves."""
    known = {one.name: one for one in fields}
    proofs = {name for name, one in known.items() if one.level == ASSERTION or one.typed}
    open_conditions: list[set[str]] = []
    faults = []
    before = ""
    for place, line in enumerate(lines, 1):
        said = _TAG.sub("\x00", line).strip()
        if said and not (set().union(*open_conditions) & proofs):
            faults += [(place, f"{word}：{before[-_REACH:]}{said[:_REACH]}") for word in cut_words(before, said)]
        before = said if said.strip("\x00") else before
        sentences = list(_sentences(line, open_conditions, known))
        for asks, clause in sentences:
            for word, names, strong in clause.found:
                proven = names & proofs or (not strong and (clause.prints or names))
                if not asks and not proven:
                    faults.append((place, f"{word}：{_TAG.sub('', clause.text)}"))
    return faults


def cut_words(before: str, after: str) -> Iterator[str]:
    """Asserting words that begin in one paragraph and end in the next."""
    head, tail = before[-_REACH:], after[:_REACH]
    if len(head) >= _LABEL and not head.endswith(_ENDS):
        yield from (hit[0] for hit in STRONG.finditer(head + tail) if hit.start() < len(head) < hit.end())


def _sentences(line: str, conditions: list[set[str]], known: dict[str, Field]) -> Iterator[tuple[bool, _Clause]]:
    clauses, clause, sentence = [], _Clause(), ""
    for piece in _pieces(line):
        if piece.startswith("{"):
            _follow(piece, conditions, known)
            if piece.startswith("{{"):
                clause.prints |= _names(piece, known)
            continue
        for part in re.split(r"(?<=[，。；])", piece):
            names = set().union(*conditions) if conditions else set()
            clause.text += part
            clause.found += [(hit[0], names, True) for hit in STRONG.finditer(part)]
            clause.found += [(hit[0], names, False) for hit in WEAK.finditer(part)]
            sentence += part
            if part.endswith(("，", "。", "；")):
                clauses.append(clause)
                clause = _Clause()
            if part.endswith("。"):
                yield from ((bool(_ASKS.search(sentence)), one) for one in clauses)
                clauses, sentence = [], ""
    yield from ((bool(_ASKS.search(sentence)), one) for one in (*clauses, clause))


def _pieces(line: str) -> Iterator[str]:
    at = 0
    for tag in _TAG.finditer(line):
        if tag.start() > at:
            yield line[at : tag.start()]
        yield tag.group()
        at = tag.end()
    if at < len(line):
        yield line[at:]


def _follow(tag: str, conditions: list[set[str]], known: dict[str, Field]) -> None:
    """What must hold from this tag on; an else holds by the same words as its if."""
    found = re.match(r"\{%[-+]?\s*(?:tr |tc |p |r )?\s*(\w+)", tag)
    word = found[1] if found else ""
    if word in ("if", "for"):
        conditions.append(_names(tag, known))
    elif word == "elif" and conditions:
        conditions[-1] = conditions[-1] | _names(tag, known)
    elif word in ("endif", "endfor") and conditions:
        conditions.pop()


def _names(tag: str, known: dict[str, Field]) -> set[str]:
    return {name for name in _NAME.findall(tag) if name in known}

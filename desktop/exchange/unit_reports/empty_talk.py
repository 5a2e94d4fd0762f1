"""空话: an answer whose progress names no figure and no document (RULES §10); a mark for the clerk, never a verdict."""

from __future__ import annotations

import re

from desktop.exchange.normalise.plain_text import half_width, squeezed

_ENUMERATION = re.compile(
    r"(?:^|(?<=[。；;！!，,：:\n]))(?:[(]?\d{1,2}[)、]|\d{1,2}[.](?!\d)|第[一二三四五六七八九十\d]{1,3}[，,、])"
)
_QUOTED = re.compile("(?:针对|关于|对照|围绕)[^，,。；;\n]{2,60}问题|“[^”\n]{6,200}”(?:的?问题)?")
_TO_COME = re.compile("预计|计划[于在]|拟[于在]|力争|争取|将[于在]|确保于|时限|期限")
_DEADLINE = re.compile(
    r"(?:\d{2,4}年)?(?:\d{1,2}月)?(?:\d{1,2}日)?(?:年?底|月?底|月?末|[上中下]旬)?(?:之前|以前|前)(?:全部|基本|全面)?(?:完成|整改|到位|办结|销号|见效|达到)"
)
_SENTENCES, _CLAUSES = re.compile("[。；;！!\n]+"), re.compile("[，,]")
_FIGURE = re.compile(r"\d")
_COUNTED = re.compile(
    "[二两三四五六七八九十][一二两三四五六七八九十百千万]*(?:余|多)?"
    "(?:名|人(?!翁)|户|次(?!性)|份|件|家|期|处|万元|元|公里|亩|台|宗|笔|场|例|起|册|卷|辆|吨|篇)"
)
_DOCUMENT = re.compile("《[^》]+》")


def is_empty_talk(progress: str) -> bool:
    """Whether a progress says nothing that could be checked; a date that is still to come is no figure of what was done."""
    bare = "\n".join(half_width(squeezed(line)) for line in progress.split("\n"))
    bare = _QUOTED.sub("", _ENUMERATION.sub("", bare))
    done = "。".join(_done_in(sentence) for sentence in _SENTENCES.split(bare))
    return not (_FIGURE.search(done) or _COUNTED.search(done) or _DOCUMENT.search(done))


def _done_in(sentence: str) -> str:
    """A sentence up to the clause that speaks of what is to come, without deadlines."""
    kept: list[str] = []
    for clause in _CLAUSES.split(sentence):
        if _TO_COME.search(clause):
            break
        kept.append(_DEADLINE.sub("", clause))
    return "，".join(kept)

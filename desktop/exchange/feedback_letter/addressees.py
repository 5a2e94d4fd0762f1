"""To whom a letter is written, and of which round it tells."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from desktop.exchange.normalise.plain_text import squeezed
from desktop.exchange.normalise.unit_names import looks_like_a_unit

_LONGEST_TITLE = 300
_AROUND = re.compile(
    '(关于|巡察|巡视|反馈|开展|进行|实施|常规|专项|机动|提级|交叉|直接|延伸|回头看|情况|意见|整改|检查|党组织|通知|[的了函“”《》（）()"])'
)
_BEFORE_NAME = re.compile(r"^(?:第?[一二三四五六七八九十\d]{1,3}(?=组))?组?(?:对|向)(?=.{3})")
_OBJECT_BEHIND = ("巡察", "巡视")
_BETWEEN = re.compile("([、，,；;和与及])")
_ISSUER = re.compile("(?:县委|市委|区委|旗委|州委)$")
_ROUND = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}|第[一二三四五六七八九十\d]{1,3})届[\u4e00-\u9fff]{1,6}?(?:县|市|区|旗|州)?委?第[一二三四五六七八九十\d]{1,3}轮"
)
_DRESS = re.compile(
    r"^(?:中共)?(?:[\u4e00-\u9fff]{0,3}?(?:县|市|区|旗)(?=.{2}))?|(?:党组|党委|党总支|党支部|委员会|党工委|工委)$"
)


def units_of(title: str, salutation: str) -> list[str]:
    """The units of a letter as it writes them, by its title, else by its addressee; by the longer list of the two."""
    addressed = _named(squeezed(salutation).rstrip("：:"))
    said = squeezed(title[:_LONGEST_TITLE])
    behind = said.rpartition("关于")[2]
    for words in (behind, said):
        named = [names for piece in _pieces(words, addressed) if not _ISSUER.search(piece) and (names := _named(piece))]
        if named:
            found = named[0] if words is behind and "关于" in said else named[-1]
            return addressed if len(addressed) > len(found) else found
    return addressed


def _pieces(words: str, addressed: Collection[str]) -> Iterator[str]:
    """What stands between the words around a name, without round and 三组向 before it; 巡察向阳镇党委 names 向阳镇党委."""
    parts = _AROUND.split(words)
    for before, piece in zip(("", *parts[1::2]), parts[::2], strict=True):
        bare = _BEFORE_NAME.sub("", _ROUND.sub("", piece))
        own = piece in addressed or (piece.startswith("向") and before in _OBJECT_BEHIND and bare not in addressed)
        yield piece if own else bare


def kernel(name: str) -> str:
    """The name without county and Party body: 青岩县财政局党组 → 财政局."""
    return _DRESS.sub("", squeezed(name)) or squeezed(name)


def round_named(text: str) -> str:
    """十四届县委第三轮, where the text names a round."""
    found = _ROUND.search(squeezed(text))
    return found[0] if found else ""


def _named(words: str) -> list[str]:
    """The names that are strung together; 住房和城乡建设局 is one, as no organisation ends before its 和."""
    parts, name = [], ""
    for piece in _BETWEEN.split(squeezed(words)):
        if _BETWEEN.fullmatch(piece) and looks_like_a_unit(name):
            parts.append(name)
            name = ""
        else:
            name += piece
    if looks_like_a_unit(name):
        parts.append(name)
    elif name and parts:
        parts = []
    return parts

"""How much of one wording stands in another: pairs of neighbouring characters, in any order, common words counting little.

A report quotes a part of a finding, changes a word and turns clauses round; what stays are its own words and its figures.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property

from desktop.exchange.normalise.plain_text import half_width, squeezed

_TOKEN = re.compile(r"\d+(?:\.\d+)?|[A-Za-z]+|[\u3400-\u9fff\U00020000-\U0003ffff]")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3})")
_CLAUSE = re.compile("[，,。；;：:！!？?\n]+")
_COMMON = re.compile(
    "(?:不|欠|不够|不太|不甚)(?:规范|到位|严格|严|足|力|实|扎实|精准|及时|完善|健全|强|高|深入|深|细|够|准|清|明确|彻底|充分|紧|落实)"
    "|滞后|偏慢|缓慢|较慢|迟缓|缺失|薄弱|弱化|淡化|虚化|缺位|乏力|有差距|有瑕疵|有偏差|走过场|流于形式|存在|仍然|依然|有待"
    "|管理|落实|执行|工作|责任|制度|监管|监督|问题|方面|情况|开展|推进|建设|把关|整改|部分|个别|有的|未能|没有|单位|干部|人员|履行|机制|措施|要求"
    "|(?:中共)?(?:党委|党组|党支部|党总支|党工委)|\\d{4}年(?:以来|度)?|截至.{0,6}(?:时|底|末)|巡察(?:进驻)?|反馈|关于|针对|对于|以及"
)
_LIGHT, _FIGURE = 0.2, 1.5


class Wording:
    """A text as its words count: tokens (a figure is one), what each weighs, and which stand beside each other."""

    def __init__(self, text: str) -> None:
        bare = _THOUSANDS.sub("", half_width(squeezed(text)))
        light = {place for found in _COMMON.finditer(bare) for place in range(*found.span())}
        found = list(_TOKEN.finditer(bare))
        self.tokens = [_token(one[0]) for one in found]
        self.weights = [_weight(one, light) for one in found]

    @cached_property
    def weight(self) -> float:
        """What all of it weighs; common words alone weigh next to nothing."""
        return sum(self.weights)

    @cached_property
    def pairs(self) -> frozenset[tuple[str, str]]:
        """Tokens that stand beside each other."""
        return frozenset(self._in_order)

    @cached_property
    def figures(self) -> frozenset[tuple[str, str]]:
        """Its figures, years too, each with what stands behind it: 26项 is not 26户."""
        behind = [*self.tokens[1:], ""]
        return frozenset((one, after) for one, after in zip(self.tokens, behind, strict=True) if one[0].isdigit())

    def contradicts(self, other: Wording) -> bool:
        """Whether it counts what the other counts, and no figure of it (years aside) is the other's."""
        own = {figure for figure in self.figures if figure[1] != "年"}
        counted = {after for _figure, after in other.figures}
        return bool(own) and not own & other.figures and any(after in counted for _figure, after in own)

    @cached_property
    def _in_order(self) -> list[tuple[str, str]]:
        return list(zip(self.tokens, self.tokens[1:], strict=False))

    def places_in(self, other: Wording) -> frozenset[int]:
        """The tokens that stand in the other too, beside the same neighbour."""
        found: set[int] = set()
        for place, pair in enumerate(self._in_order):
            if pair in other.pairs:
                found |= {place, place + 1}
        return frozenset(found)

    def weight_of(self, places: Iterable[int]) -> float:
        """What some of its tokens weigh."""
        return sum(self.weights[place] for place in places)

    def share_in(self, other: Wording) -> float:
        """How much of it, by weight from 0 to 1, stands in the other."""
        return self.weight_of(self.places_in(other)) / self.weight if self.weight else 0.0


def clauses(text: str) -> list[str]:
    """A text at its stops."""
    return [piece for part in _CLAUSE.split(text) if (piece := part.strip())]


def _token(text: str) -> str:
    return re.sub(r"\.0+$", "", text)


def _weight(found: re.Match[str], light: set[int]) -> float:
    if found.start() in light:
        return _LIGHT
    return _FIGURE if found[0][0].isdigit() else 1.0

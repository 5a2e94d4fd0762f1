"""What no finished paper may hold: tags, braces, gaps of a draft, and words of the machine that come of a value printed raw."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_LEFT = re.compile(
    r"[〔［【\[]\s*缺\s*[:：][^〕］】\]]*[〕］】\]]?|〔缺[^〕]*〕?|\{\{[^{}]*\}\}|\{%[^%]*%\}|\{#[^#]*#\}|[{｛][^{}｛｝]{0,20}[}｝]|[{}｛｝]"
    r"|(?<![A-Za-z])(?:None|NaN|nan|True|False|Undefined|undefined|null|none|false|Ｎｏｎｅ|Infinity|TODO)(?![A-Za-z])"
    r"|\ufffd|&(?:lt|gt|amp|quot|#\d+);|#(?:REF|VALUE|NAME|DIV/0)[!?]|错误[!！]\s*(?:未|引用|书签)[^。；]{0,8}|Error! [A-Z][a-z ]+"
    r"|\[['\"(][^\]]{0,20}|<[\w.]+ object[^>]*>|(?<![A-Za-z])(?:Decimal|datetime\.\w+|Figure|Typed|Lacking|Picture)\(?(?=[('.]|$)"
)
_SHOWN = 12


def leftovers(texts: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Each thing left over as a sentence: the part, the paragraph, the words round it, and what is left."""
    for place, text in texts:
        at = 0
        for line in text.split("\n"):
            if not line.strip():
                continue
            at += 1
            for found in _LEFT.finditer(line):
                yield f"{place}第{at}段“{_round(line, found.start(), found.end())}”里还有“{found[0]}”，补齐或删去后再签发"


def _round(line: str, start: int, end: int) -> str:
    """The words before and after, so that the place is found without counting."""
    before, after = line[max(0, start - _SHOWN) : start], line[end : end + _SHOWN]
    return f"{'…' if start > _SHOWN else ''}{before}{line[start:end][:_SHOWN]}{after}{'…' if len(line) > end + _SHOWN else ''}"

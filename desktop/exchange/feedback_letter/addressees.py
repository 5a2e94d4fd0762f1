"""To whom a letter is written, and of which round it tells."""

from __future__ import annotations

import re

from desktop.exchange.normalise.plain_text import squeezed
from desktop.exchange.normalise.unit_names import looks_like_a_unit

_TITLES = (
    re.compile(
        r"关于(?:对|向)?(?:巡察|巡视)?(?P<unit>.{2,60}?)(?:党组织)?(?:进行|开展|实施)?(?:了)?(?:[^，。]{0,8}(?:巡察|巡视)[^，。]{0,6})?的?(?:反馈意见|反馈|意见|情况)"
    ),
    re.compile(r"向(?P<unit>.{2,60}?)(?:党组织)?反馈"),
    re.compile(r"^(?:中共)?(?P<unit>.{2,60}?)(?:党组织)?(?:的)?(?:巡察|巡视)?(?:情况)?的?反馈意见"),
)
_GAPS = ("[、，,；;]", "[和与及]", "[、，,；;和与及]")
_ROUND = re.compile(r"(?:[一二三四五六七八九十]{1,3}|第[一二三四五六七八九十\d]{1,3})届[\u4e00-\u9fff]{1,6}?(?:县|市|区|旗|州)?委?第[一二三四五六七八九十\d]{1,3}轮")
_DRESS = re.compile(r"^(?:中共)?(?:[\u4e00-\u9fff]{2,3}?(?:县|市|区|旗)(?=.{2}))?|(?:党组|党委|党总支|党支部|委员会|党工委|工委)$")


def units_of(title: str, salutation: str) -> list[str]:
    """The units of a letter as it writes them, by its title, else by its addressee."""
    for pattern in _TITLES:
        found = pattern.search(squeezed(title))
        if found and (names := _named(found["unit"])):
            addressed = _named(_addressee(salutation))
            return addressed if len(addressed) > 1 and len(names) < len(addressed) else names
    return _named(_addressee(salutation))


def kernel(name: str) -> str:
    """The name without county and Party body: 青岩县财政局党组 → 财政局."""
    return _DRESS.sub("", squeezed(name)) or squeezed(name)


def round_named(text: str) -> str:
    """十四届县委第三轮, where the text names a round."""
    found = _ROUND.search(squeezed(text))
    return found[0] if found else ""


def _addressee(salutation: str) -> str:
    return squeezed(salutation).rstrip("：:")


def _named(words: str) -> list[str]:
    bare = squeezed(words).strip("“”\"《》")
    for gap in _GAPS:
        parts = [part for part in re.split(gap, bare) if part]
        if len(parts) > 1 and all(looks_like_a_unit(part) for part in parts):
            return parts
    return [bare] if looks_like_a_unit(bare) else []

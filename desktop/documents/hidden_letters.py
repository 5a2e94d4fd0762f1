"""Letters that stand in a file and not on its paper, or there in another order: what is read in it is then not what is sent."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from lxml import etree

from desktop.documents.package import W

TURNING = "\u061c\u200f\u202a-\u202e\u2066-\u2069"
"""The characters without a shape that turn the order of those beside them (Unicode, UAX #9 §2), for a class of a pattern."""
_TURNING = re.compile(f"[{TURNING}]")
_OFF = ("0", "false", "off")
_SHOWN = 20


def hiding_styles(styles: etree._Element) -> frozenset[str]:
    """The ids of the styles whose words are hidden, by their own mark or by that of the style they are based on."""
    found = {style.get(f"{W}styleId", ""): style for style in styles.iter(f"{W}style")}
    return frozenset(name for name in found if _hides(name, found))


def hidden_runs(paragraph: etree._Element, hiding: Collection[str] = ()) -> Iterator[str]:
    """The words of a paragraph that are marked as hidden (隐藏文字), run by run; `hiding` are the ids of styles that hide."""
    for run in paragraph.iter(f"{W}r"):
        words = "".join(node.text or "" for node in run.iterchildren(f"{W}t")).strip()
        if words and _is_hidden(run, hiding):
            yield words


def unprinted(place: str, tree: etree._Element, hiding: Collection[str] = ()) -> Iterator[str]:
    """Each paragraph of a part with hidden words or with characters that turn its order, as a Chinese sentence with remedy."""
    for paragraph in tree.iter(f"{W}p"):
        for words in hidden_runs(paragraph, hiding):
            yield f"{place}里的“{words[:_SHOWN]}”是隐藏文字，印不出来，取消“隐藏文字”或删去后再签发"
        text = "".join(node.text or "" for node in paragraph.iter(f"{W}t"))
        if _TURNING.search(text):
            seen = _TURNING.sub("", text).strip()
            yield f"{place}里“{seen[:_SHOWN]}”一段有改变文字方向的字符，印出来与读到的次序不同，重新录入这一段后再签发"


def _is_hidden(run: etree._Element, hiding: Collection[str]) -> bool:
    own = _marked(run)
    if own is not None:
        return own
    paragraph = next(run.iterancestors(f"{W}p"), run)
    named = (run.find(f"{W}rPr/{W}rStyle"), paragraph.find(f"{W}pPr/{W}pStyle"))
    return any(one is not None and one.get(f"{W}val") in hiding for one in named)


def _hides(name: str, styles: Mapping[str, etree._Element]) -> bool:
    seen: set[str] = set()
    while name in styles and name not in seen:
        seen.add(name)
        own = _marked(styles[name])
        if own is not None:
            return own
        base = styles[name].find(f"{W}basedOn")
        name = "" if base is None else base.get(f"{W}val", "")
    return False


def _marked(element: etree._Element) -> bool | None:
    """What the element's own mark says; None where it has none."""
    mark = element.find(f"{W}rPr/{W}vanish")
    return None if mark is None else mark.get(f"{W}val", "1") not in _OFF

"""Letters that stand in a file and not on its paper, or there in another order: what is read in it is then not what is sent."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from desktop.documents.package import W

_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_OFF = ("0", "false", "off")
_SHOWN = 20


def hidden_runs(paragraph: etree._Element) -> Iterator[str]:
    """The words of a paragraph that are marked as hidden (隐藏文字), run by run."""
    for run in paragraph.iter(f"{W}r"):
        words = "".join(node.text or "" for node in run.iterchildren(f"{W}t")).strip()
        mark = run.find(f"{W}rPr/{W}vanish")
        if words and mark is not None and mark.get(f"{W}val", "1") not in _OFF:
            yield words


def unprinted(place: str, tree: etree._Element) -> Iterator[str]:
    """Each paragraph of a part with hidden words or with characters that turn its order, as a Chinese sentence with remedy."""
    for paragraph in tree.iter(f"{W}p"):
        for words in hidden_runs(paragraph):
            yield f"{place}里的“{words[:_SHOWN]}”是隐藏文字，印不出来，取消“隐藏文字”或删去后再签发"
        text = "".join(node.text or "" for node in paragraph.iter(f"{W}t"))
        if _TURNING.search(text):
            seen = _TURNING.sub("", text).strip()
            yield f"{place}里“{seen[:_SHOWN]}”一段有改变文字方向的字符，印出来与读到的次序不同，重新录入这一段后再签发"

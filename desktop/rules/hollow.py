"""空话: what a unit reports without saying anything that could be checked (S7): no figure, no date, no document, no example."""

from __future__ import annotations

import re

LEAST_REPEATED = 3
"""Findings on which one and the same sentence stands before it is told as copied."""
_SUBSTANCE = re.compile(
    r"[0-9０-９]"
    r"|《[^》]+》|〔[^〕]*〕|“[^”]{4,}”"
    r"|[一二三四五六七八九十百千万两几]+(?:次|份|人|户|件|条|项|个|笔|名|家|起|期|场|处|元|万|亩|台|套|天|年|月|日)"
    r"|[附见](?:件|表|单|图|后)?[：:]|例如|比如|譬如|其中[：:，]"
)


def is_hollow(text: str) -> bool:
    """Whether a report of completion has nothing that could be checked; one without any words says nothing either way."""
    return bool(text.strip()) and not _SUBSTANCE.search(text)


def same_words(text: str) -> str:
    """A sentence without spaces and the marks at its end, for comparing word by word."""
    return re.sub(r"[\s。.；;！!]+", "", text)

"""What the list of a paper says as facts of the ledger: which findings stand in it, under which numbers, and their dates.

A hand may change the wording of a paper; it adds no row and takes none out, renumbers none and moves no date of the ledger:
what the text counts is what the list holds.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator
from datetime import date

from desktop.documents.contract import pairs_of, parsed_day, plain, read_at
from desktop.documents.readback import Reading
from desktop.documents.written_days import other_day

_FIGURE = re.compile(r"\d+(?:\.\d+)?")
_NEAR, _LEAST = 6, 4
_NUMBER = re.compile(r"[0-9A-Za-z]+(?:-[0-9A-Za-z]+)+")


def changed_rows(
    known: Collection[str],
    texts: Collection[str],
    days: Collection[date],
    draft: Reading,
    edited: Reading,
    organ: str = "",
) -> Iterator[str]:
    """Each such fact that reads otherwise in an edited file, as a Chinese sentence.

    `known` are the permanent numbers of the ledger, `texts` those of the findings of this paper, `days` the dates that the rows of this paper's lists hold; the line under
    `organ` is the date of the paper and no fact.
    """
    pairs = pairs_of(draft, edited)
    yield from _rows(known, draft, edited)
    yield from _numbers(known, draft, edited, pairs)
    yield from _quoted(tuple(plain(text) for text in texts), draft, edited, pairs)
    for at, now in pairs.items():
        day, shown = _day_alone(draft.paragraphs[at]), edited.paragraphs[now]
        signed = at > 0 and organ and plain(draft.paragraphs[at - 1]) == plain(organ)
        if day in days and not signed and day is not None and other_day(shown, day):
            yield f"附表里的“{draft.paragraphs[at]}”现为“{shown}”"


def _rows(known: Collection[str], draft: Reading, edited: Reading) -> Iterator[str]:
    before, after = (Counter(one for one in map(plain, read.paragraphs) if one in known) for read in (draft, edited))
    yield from (f"附表里多了“{number}”一行，正文没有数它" for number in after - before)
    yield from (f"附表里少了“{number}”一行，正文还数着它" for number in before - after)


def _numbers(known: Collection[str], draft: Reading, edited: Reading, pairs: dict[int, int]) -> Iterator[str]:
    """Numbers named inside a sentence."""
    for at, now in pairs.items():
        text, other = draft.paragraphs[at], edited.paragraphs[now]
        if text == other or plain(text) in known:
            continue
        for found in _NUMBER.finditer(text):
            if found[0] in known:
                reads = read_at(text, found.start(), found.end(), other)
                if reads is not None and plain(reads) != found[0] and _NUMBER.fullmatch(plain(reads)):
                    yield f"编号“{found[0]}”现为“{reads}”"


def _quoted(texts: Collection[str], draft: Reading, edited: Reading, pairs: dict[int, int]) -> Iterator[str]:
    """Figures inside the words of a finding: shortened they may be, another figure is another finding."""
    for at, now in pairs.items():
        text, other = draft.paragraphs[at], edited.paragraphs[now]
        if text == other:
            continue
        for found in _FIGURE.finditer(text):
            least = len(found[0]) + _LEAST
            before = plain(text[max(0, found.start() - _NEAR) : found.end()])
            behind = plain(text[found.start() : found.end() + _NEAR])
            if any(len(near) >= least and near in one for near in (before, behind) for one in texts):
                reads = read_at(text, found.start(), found.end(), other)
                if reads is not None and plain(reads) != found[0] and _FIGURE.search(plain(reads)):
                    yield f"问题原文里的“{found[0]}”现为“{reads}”"


def _day_alone(text: str) -> date | None:
    """The date of a cell that holds a date and nothing else."""
    squeezed = plain(text)
    day = parsed_day(squeezed)
    return day if day is not None and re.fullmatch(r"\d{4}年\d{1,2}月\d{1,2}日", squeezed) else None

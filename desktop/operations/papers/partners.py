"""Which figure of a paper as it comes out now is the one that was printed: by its name and by the findings that it is about."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import partial
from itertools import compress, pairwise

from desktop.documents.figures import Entry
from desktop.documents.words import money, ten_thousands

_RATE = re.compile(r"(\d+)/(\d+)")
_WITH_PARTS = re.compile(r"（\d+/\d+）$")


def partners(printed: Sequence[Entry], again: Sequence[Entry]) -> list[Entry | None]:
    """For each printed figure the recomputed one, in the same dress; of several of one name each takes the printed one with most of its rows."""
    left, found = list(range(len(again))), []
    times = Counter(one.name for one in printed)
    told = [one for one in again if one.token]
    mine, others = (
        _about(printed),
        [*_about(told), *_about(again[len(told) :])],
    )  # what is told comes before what is not
    for at, one in enumerate(printed):
        named = [
            place
            for place in left
            if again[place].name == one.name and (times[one.name] == 1 or _may_be(mine[at], others[place]))
        ]
        partner = max((again[place] for place in named), key=partial(_nearness, one), default=None)
        if partner is not None and partner.token:
            left.remove(next(place for place in named if again[place] is partner))
        found.append(partner and replace(partner, value_text=_dressed(one.value_text, partner)))
    return found


def _dressed(printed: str, other: Entry) -> str:
    """A recomputed figure as the printed one is written: 0.0%（0/6） and 0.0% are one rate, 41.8万元 and 418000 one sum.

    A paper tells a rate in its table and with its parts in a sentence; where the sentence is left out now, the figure of the table stands for it.
    """
    text, raw = other.value_text, other.value_raw
    if (rate := _RATE.fullmatch(raw)) and int(rate[2]):
        bare = _WITH_PARTS.sub("", text)
        return f"{bare}（{raw}）" if _WITH_PARTS.search(printed) else bare
    if raw.isdecimal():
        yuan = Decimal(raw)
        if printed.endswith("元"):
            return str(money(yuan))
        return printed if printed in (raw, str(ten_thousands(yuan))) else text
    return text


def _about(entries: Sequence[Entry]) -> list[frozenset[str]]:
    """The findings that each figure is about: of one in a line of a list those of the line, of any other those that it counts.

    What a unit has closed out may be other findings today, or none: the line is known by a column beside it that holds them.
    """
    rows = [frozenset(one.rows) for one in entries]
    of_name: dict[str, list[frozenset[str]]] = {}
    for one, own in zip(entries, rows, strict=True):
        if own:
            of_name.setdefault(one.name, []).append(own)
    columns = {name for name, own in of_name.items() if any(a.isdisjoint(b) for a, b in pairwise(own))}
    lines = [
        _line_of(entries, rows, columns, at, range(at - 1, -1, -1))
        or _line_of(entries, rows, columns, at, range(at + 1, len(entries)))
        for at in range(len(entries))
    ]
    times, held = (Counter(one.name for one in some) for some in (entries, compress(entries, lines)))
    return [
        line
        if line and 2 * held[one.name] > times[one.name]
        else own  # the first of a list may stand behind another list
        for one, own, line in zip(entries, rows, lines, strict=True)
    ]


def _line_of(
    entries: Sequence[Entry], rows: Sequence[frozenset[str]], columns: Collection[str], at: int, beside: Iterable[int]
) -> frozenset[str]:
    """The findings of the nearest column that holds those of a figure; none where a name comes again first, or a figure of no list."""
    passed = {entries[at].name}
    for place in beside:
        name = entries[place].name
        if name in passed or (rows[place] and name not in columns):
            break
        if rows[place] and rows[place] >= rows[at]:
            return rows[place]
        passed.add(name)
    return frozenset()


def _may_be(mine: frozenset[str], other: frozenset[str]) -> bool:
    """Of several of one name, such as those of the lines of a list, one about other findings is another."""
    return not mine or not other or bool(mine & other)


def _nearness(one: Entry, other: Entry) -> tuple[int, bool]:
    rows, others = set(one.rows), set(other.rows)
    return len(rows & others) - len(rows ^ others), bool(other.token)

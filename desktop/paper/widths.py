"""Column widths that fill the sheet: wished widths first, then what codes and numbers need to stay whole."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from desktop.paper.faces import Face
from desktop.paper.table import UNIT, Column

PADDING = 1.5 * UNIT
_WORD = re.compile(r"[0-9A-Za-zÀ-ɏ０-９Ａ-Ｚａ-ｚ.,:/_+&@#=~*%‰℃．－／％-]+[万亿]?元?[，。；、）》”]?")
_TORN_FROM = 24
_LEAST_FOR_TEXT = 30.0 * UNIT


class Fit(NamedTuple):
    """Widths in layout units, and by how many mm the columns are too wide to keep their words whole."""

    widths: tuple[float, ...]
    over_mm: float


def need(texts: Iterable[str], face: Face) -> float:
    """The least width of a column: its longest number or code and two ideographs, with the padding of the cell."""
    words = {word for word in _WORD.findall("\n".join(texts)) if len(word) <= _TORN_FROM}
    most = max(map(len, words), default=0)
    # Digits are not equally wide in every face: of words about as long, the widest must fit (2025-12-20, 2025-12-12).
    longest = max((face.width(word) for word in words if len(word) >= most - 1), default=0.0)
    return max(longest, 2 * face.em) + 2 * PADDING


def fit(columns: Sequence[Column], needs: Sequence[float], available: float) -> Fit:
    """Widths that add up to `available`; columns give way in proportion to what they can spare."""
    wished = [
        max(column.width * UNIT, least, _LEAST_FOR_TEXT if column.weight and not column.width else 0.0)
        for column, least in zip(columns, needs, strict=True)
    ]
    spare = available - sum(wished)
    if spare >= 0:
        shares = [column.weight for column in columns] if any(column.weight for column in columns) else wished
        return Fit(tuple(w + spare * (share / sum(shares)) for w, share in zip(wished, shares, strict=True)), 0.0)
    slack = [w - least for w, least in zip(wished, needs, strict=True)]
    if sum(slack) >= -spare:
        return Fit(tuple(w + spare * (s / sum(slack)) for w, s in zip(wished, slack, strict=True)), 0.0)
    return Fit(tuple(least * available / sum(needs) for least in needs), round((sum(needs) - available) / UNIT, 1))

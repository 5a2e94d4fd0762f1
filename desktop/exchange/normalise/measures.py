"""One cell → its measures (RULES §4): by its outermost numbers where there are numbers, else by line."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from desktop.exchange.normalise.plain_text import chinese_number, half_width, is_blank_word, squeezed, trimmed

_GAP = "[ \\t\u3000\u00a0\u200b]*"
_CHINESE = "[一二三四五六七八九十]{1,3}"
_FAMILIES: tuple[tuple[str, str, bool], ...] = (
    ("pair", r"(?P<n>\d{1,2}[.．]\d{1,2})(?![\d.．])(?:[、.．]|(?=[^\d万亿元%％]))", False),
    ("figure", r"(?P<n>\d{1,2})(?:[.．]|、|[)）])", False),
    ("bracket", r"[（(](?P<n>\d{1,2})[)）]", False),
    ("circle", r"(?P<n>[\u2460-\u2473])", True),
    ("round", r"(?P<n>[\u2474-\u2487])", True),
    ("stop", r"(?P<n>[\u2488-\u249b])", True),
    ("first", rf"(?P<n>{_CHINESE})[是要](?![否求点])", True),
    ("named", rf"(?:整改)?措施(?P<n>\d{{1,2}}|{_CHINESE})[:：]", True),
    ("chinese", rf"(?P<n>{_CHINESE})、", False),
    ("chinese_bracket", rf"[（(](?P<n>{_CHINESE})[)）]", False),
)
"""Name, sign, and whether the sign is a number wherever it stands; all others open a cell, a line or a sentence."""
_COMPILED = tuple((name, re.compile(sign), anywhere) for name, sign, anywhere in _FAMILIES)
_BEFORE = re.compile(f"(?:\\A|[\\n\\r；;。]){_GAP}$")
_WIDEST_GAP = 40
_RUN_ON = re.compile("[，,、\\s\u3000]+$")
_AMOUNT = re.compile(r"\d+(?:[.．]\d+)?(?:万|亿|元|%|％|公里|亩|米|吨)")
_LINE_ENDS = ("。", "；", ";", "！", "!")


@dataclass(frozen=True)
class _Sign:
    """A number in front of a measure: where it begins and ends, what it counts, and what speaks for it."""

    family: str
    start: int
    end: int
    number: int
    opens: bool
    """At the beginning of the cell, a line or a sentence."""
    before_digit: bool
    decimal: bool = False


def read_measures(text: str) -> tuple[str, ...]:
    """The measures of a cell without their numbers and closing marks."""
    if is_blank_word(text):
        return ()
    body = trimmed(text.replace("\r\n", "\n").replace("\r", "\n"))
    outer = _outermost(body)
    pieces = _by_number(body, outer) if outer else _by_line(body)
    return tuple(piece for piece in (_without_marks(piece) for piece in pieces) if squeezed(piece))


def _without_marks(piece: str) -> str:
    """One measure without ； 。 at its end."""
    return trimmed(re.sub("[；;。\\s\u3000]+$", "", trimmed(piece)))


def _outermost(body: str) -> list[_Sign]:
    """The signs of the outer level: those of the family that counts first in the cell."""
    rows = [row for name, sign, anywhere in _COMPILED if (row := _counting(_signs(name, sign, anywhere, body)))]
    return min(rows, key=lambda row: (row[0].start, -len(row)), default=[])


def _signs(name: str, sign: re.Pattern[str], anywhere: bool, body: str) -> list[_Sign]:
    found = []
    for match in sign.finditer(body):
        opens = bool(_BEFORE.search(body, max(0, match.start() - _WIDEST_GAP), match.start()))
        if not opens and not anywhere:
            continue
        number = _number(name, match["n"])
        behind = body[match.end() : match.end() + 1]
        digit = name == "figure" and half_width(behind).isdecimal() and body[match.end() - 1] in ".．"
        decimal = digit and bool(_AMOUNT.match(body, match.end()))
        found.append(_Sign(name, match.start(), match.end(), number, opens, digit, decimal))
    return found


def _number(name: str, written: str) -> int:
    if name in ("circle", "round", "stop"):
        return ord(written) - {"circle": 0x245F, "round": 0x2473, "stop": 0x2487}[name]
    if name == "pair":
        group, _, place = half_width(written).partition(".")
        return int(group) * 100 + int(place)
    return chinese_number(half_width(written)) or 0


def _counting(signs: Sequence[_Sign]) -> list[_Sign]:
    """Those that really count: at a beginning and not before a digit, or one of 1, 2, 3 … (RULES §4)."""
    kept: list[_Sign] = []
    certain = any(not sign.before_digit for sign in signs)
    last = {sign.number: place for place, sign in enumerate(signs)}
    for place, sign in enumerate(signs):
        follows = bool(kept) and sign.number in _next_numbers(kept[-1])
        leads = _is_first(sign) and any(last.get(number, -1) > place for number in _next_numbers(sign))
        in_row = (follows or leads) and (certain or not sign.decimal)
        if sign.family == "pair":
            alone = False
        else:
            alone = sign.opens and not sign.before_digit
        if in_row or alone:
            kept.append(sign)
    return kept if len(kept) > 1 or (kept and kept[0].opens and kept[0].family != "pair") else []


def _is_first(sign: _Sign) -> bool:
    return sign.number % 100 == 1 if sign.family == "pair" else sign.number == 1


def _next_numbers(sign: _Sign) -> tuple[int, ...]:
    if sign.family == "pair":
        return sign.number + 1, (sign.number // 100 + 1) * 100 + 1
    return (sign.number + 1,)


def _by_number(body: str, signs: list[_Sign]) -> list[str]:
    lead = [body[: signs[0].start]] if signs[0].start else []
    ends = [sign.start for sign in signs[1:]] + [len(body)]
    pieces = [body[sign.end : end] for sign, end in zip(signs, ends, strict=True)]
    return lead + [_RUN_ON.sub("", piece) for piece in pieces[:-1]] + pieces[-1:]


def _by_line(body: str) -> list[str]:
    pieces, held = [], ""
    for line in body.split("\n"):
        held += trimmed(line)
        if held.endswith(_LINE_ENDS):
            pieces.append(held)
            held = ""
    return [*pieces, held] if held else pieces

"""The contract of every finished file, from a template or edited: what it says is what the register will say, or it does not go.

Addressee, number, date and signature stand in their lines; every figure that the ledger computed with rows reads as it was
computed; nothing is left over. Dates that belong to the facts (截至, 反馈) may not be changed by hand; the date by which a
reply is asked may, and is then the register's.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from desktop.documents.figures import COMPUTED, Entry
from desktop.documents.fixed_words import NUMBER_LINE
from desktop.documents.leftovers import leftovers
from desktop.documents.readback import Reading
from desktop.documents.vocabulary import chinese_date
from desktop.documents.written_days import other_day

LETTERS = ("letter", "red")
_DATE = re.compile(r"(\d{2,4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*[日号]")
_LAST_DATE = re.compile(r"^[（(]?\s*(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日\s*[)）]?$")
_FIGURE = re.compile(r"[\d.%％/]")
_QUANTITY = re.compile("个?(?:半?月|季度?|年|周|星期|小时|百分点)|[十百千万亿多余]|[⁰-₟\u00b2\u00b3\u00b9¼-¾⅐-↋‰]")
_ALIKE = 0.3
_LOOK_ON = 60  # paragraphs


@dataclass(frozen=True)
class Contract:
    """What a file must say. `form` decides which lines it has: a letter all of them, other forms those that are given."""

    form: str
    addressee: str
    number: str
    issued_on: date
    organ: str = ""


def broken(contract: Contract, texts: Sequence[tuple[str, str]], given: Collection[str] = ()) -> list[str]:
    """Every way in which a file breaks the contract by its lines, each with its place, as Chinese sentences.

    `given` are the texts that the ledger and the clerk gave to the paper, which may say what they will.
    """
    lines = [line.strip() for place, text in texts if place == "正文" for line in text.split("\n") if line.strip()]
    found = list(leftovers(texts, given))
    if contract.form not in LETTERS:
        return found
    said = {_plain_line(line) for line in lines}
    found += _line_of(said, f"{contract.addressee}：", "主送", contract.addressee)
    numbers = [line for line in lines if NUMBER_LINE.match(line)]
    if plain(contract.number) not in {plain(line) for line in numbers}:
        found.append(f"发文字号行是“{'、'.join(numbers) or '空的'}”，应为“{contract.number}”")
    found += [
        f"正文里另有一行文号“{line}”，应只有“{contract.number}”"
        for line in numbers
        if plain(line) != plain(contract.number)
    ]
    day = chinese_date(contract.issued_on)
    if not any(_squeezed(line) == day for line in lines if "日" in line):
        dates = [line for line in lines if _LAST_DATE.match(line)]
        found.append(f"成文日期行是“{'、'.join(dates) or '空的'}”，应为“{day}”")
    if contract.organ:
        found += _line_of(said, contract.organ, "署名", contract.organ)
    return found


def _line_of(said: Collection[str], wanted: str, what: str, shown: str) -> Iterator[str]:
    if plain(wanted) not in said:
        yield f"{what}行没有“{shown}”"


def dated(reading: Reading) -> date | None:
    """The date of a file: its 成文日期 line, or the one in brackets under the title; ValueError where no such day is.

    Where neither bears its style any more, the last line that is a date and nothing else; a cell of an annex may be such a line.
    """
    named, under = (reading.styled.get(style, ()) for style in ("公文成文日期", "公文副题"))
    bracketed = [line for line in reading.paragraphs if line.strip().startswith(("（", "("))]
    lines = [
        line
        for line in (*named[-1:], *under, *bracketed, *reversed(reading.paragraphs))
        if _LAST_DATE.match(line.strip())
    ]
    if not lines:
        return None
    found = _LAST_DATE.match(lines[0].strip())
    assert found is not None
    return date(int(found[1]), int(found[2]), int(found[3]))


def impossible_dates(paragraphs: Iterable[str]) -> Iterator[str]:
    """Dates that no calendar has, with leading noughts, or with a year of two digits."""
    for at, text in enumerate(paragraphs, 1):
        for found in _DATE.finditer(text):
            year, month, day = found.groups()
            if len(year) != 4 or not _exists(int(year), int(month), int(day)):
                yield f"正文第{at}段的“{found[0]}”不是实有的日期"


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def changed_counts(entries: Iterable[Entry], draft: Reading, edited: Reading) -> list[tuple[Entry, str]]:
    """Figures with rows that read otherwise in the edited file, with what they read now; taken out with their sentence they do not count."""
    found = []
    pairs = pairs_of(draft, edited)
    for entry in entries:
        if entry.origin != COMPUTED or not entry.rows:
            continue
        now = now_reads(entry.token, draft, edited, pairs)
        if now is not None and plain(now) != plain(entry.value_text):
            found.append((entry, now))
        elif grown := _grown_behind(entry.token, draft, edited):
            found.append((entry, grown))
    return found


def _grown_behind(token: str, draft: Reading, edited: Reading) -> str:
    """The figure with what makes another quantity of it behind it (18个月 of 18天); empty where nothing does."""
    if token not in draft.spots or token not in edited.spots:
        return ""
    was, now = (_behind(reading, token) for reading in (draft, edited))
    found = _QUANTITY.match(now)
    if found is None or was.startswith(found[0]):
        return ""
    return edited.figures[token] + found[0]


def _behind(reading: Reading, token: str) -> str:
    at, _start, end = reading.spots[token]
    return reading.paragraphs[at][end:].lstrip()


def now_reads(token: str, draft: Reading, edited: Reading, pairs: Mapping[int, int]) -> str | None:
    """What stands in the place of a figure; None where its sentence is gone. Digits put beside it belong to it."""
    before = draft.spots.get(token)
    if before is None:
        return None
    at, start, end = before
    text = draft.paragraphs[at]
    after = edited.spots.get(token)
    if after is not None:
        return _widened(edited.paragraphs[after[0]], after[1], after[2], _grown(text, start, end))
    return read_at(text, start, end, edited.paragraphs[pairs[at]]) if at in pairs else None


def read_at(text: str, start: int, end: int, other: str) -> str | None:
    """What an edited paragraph has in the place that a stretch had in the draft; None where what stood round it is gone too."""
    left = 0 if start == 0 else None
    right = len(other) if end == len(text) else None
    for tag, a, b, c, _d in difflib.SequenceMatcher(None, text, other, autojunk=False).get_opcodes():
        if tag != "equal":
            continue
        if a <= start and b >= start - 1:
            left = c + min(start, b) - a
        if b >= end and a <= end + 1 and (right is None or end < len(text)):
            right = c + max(end, a) - a
            break
    if left is None or right is None or left > right:
        return None
    return _widened(other, left, right, _grown(text, start, end)) or None


def _grown(text: str, start: int, end: int) -> tuple[bool, bool]:
    """Whether digits stood beside a figure in the draft already: then they are not part of it."""
    return bool(start and _FIGURE.match(text[start - 1])), bool(text[end : end + 1] and _FIGURE.match(text[end]))


def _widened(text: str, start: int, end: int, beside: tuple[bool, bool]) -> str:
    while not beside[0] and start and _FIGURE.match(text[start - 1]):
        start -= 1
    while not beside[1] and end < len(text) and _FIGURE.match(text[end]):
        end += 1
    return text[start:end]


def moved_dates(fixed: Mapping[str, date], draft: Reading, edited: Reading) -> dict[str, tuple[date, str]]:
    """Dates of the facts that a hand changed: by name the date and what stands there now.

    Names that share a day are told apart by their order, where each stands once: as they are given, so the draft prints them.
    """
    pairs, found = pairs_of(draft, edited), {}
    for day in dict.fromkeys(fixed.values()):
        names, shown = [name for name, own in fixed.items() if own == day], chinese_date(day)
        spots = [(at, hit.start()) for at, text in enumerate(draft.paragraphs) for hit in re.finditer(shown, text)]
        in_order = len(spots) == len(names)
        for place, (at, start) in enumerate(spots):
            before, after = draft.paragraphs[at], edited.paragraphs[pairs[at]] if at in pairs else ""
            now = read_at(before, start, start + len(shown), after) if after and after != before else None
            if now is not None and plain(now) != shown and other_day(_around(after, now), day):
                meant = names[place : place + 1] if in_order else names
                found.update(dict.fromkeys(meant, (day, _around(after, now))))
    return found


def _around(text: str, piece: str) -> str:
    """The whole date of which a changed piece is a part."""
    at = text.find(piece)
    for found in _DATE.finditer(text):
        if found.start() <= at + len(piece) and at <= found.end():
            return found[0]
    return piece


def parsed_day(text: str) -> date | None:
    """A Chinese date, or None where it is none."""
    found = _DATE.search(text)
    if found is None or not _exists(int(found[1]), int(found[2]), int(found[3])):
        return None
    return date(int(found[1]), int(found[2]), int(found[3]))


def pairs_of(draft: Reading, edited: Reading) -> dict[int, int]:
    """Each paragraph of the draft with the one that it has become, by their places; those that are gone are left out."""
    return pairs_of_lines(draft.paragraphs, edited.paragraphs)


def pairs_of_lines(before: Sequence[str], after: Sequence[str]) -> dict[int, int]:
    """The same for any two texts by paragraphs; what is paired comes in the same order on both sides."""
    pairs: dict[int, int] = {}
    for tag, a, b, c, d in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal" or tag == "replace" and b - a == d - c:
            pairs.update(zip(range(a, b), range(c, d), strict=True))
        elif tag == "replace":
            pairs.update(_likest(before, range(a, b), after, range(c, d)))
    return pairs


def _likest(before: Sequence[str], olds: range, after: Sequence[str], news: range) -> Iterator[tuple[int, int]]:
    """Paragraphs among which some were added or taken out: each goes to the likest that comes after the one before it."""
    least = news.start
    for old in olds:
        scored = [
            (difflib.SequenceMatcher(None, before[old], after[new], autojunk=False).ratio(), -new)
            for new in range(least, min(news.stop, least + _LOOK_ON))
        ]
        best = max(scored, default=(0.0, 0))
        if best[0] >= _ALIKE:
            yield old, -best[1]
            least = -best[1] + 1
        elif _lone(before[old]) and least < news.stop and _lone(after[least]):
            yield old, least
            least += 1


def _lone(text: str) -> bool:
    """A cell that is a figure and nothing else."""
    return bool(text) and all(_FIGURE.match(mark) for mark in plain(text))


def plain(text: str) -> str:
    """NFKC without spaces: how lines of a file and of the register are compared."""
    return _squeezed(unicodedata.normalize("NFKC", text))


_plain_line = lru_cache(maxsize=2048)(plain)  # most lines of a letter are those of the one before it


def _squeezed(text: str) -> str:
    return "".join(text.split())

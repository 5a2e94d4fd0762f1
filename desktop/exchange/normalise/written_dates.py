"""Finds dates that stand inside other words (status cells, stages beside a standing duty)."""

import re
from collections.abc import Iterator

_DAY = (
    r"(?:(?:19|20)\d{2}|(?<!\d)\d{2})年\d{1,2}月\d{1,2}日?"
    r"|(?:19|20)\d{2}[./-]\d{1,2}[./-]\d{1,2}(?!\d)日?"
    r"|(?<!\d)\d{2}\.\d{1,2}\.\d{1,2}(?![\d.])日?"
    r"|(?<!\d)(?:19|20)\d{2}[01]\d[0-3]\d(?!\d)"
    r"|(?<!\d)\d{1,2}月\d{1,2}日?(?!\d)"
)
_PERIOD = (
    r"(?:(?:(?:19|20)\d{2}|(?<!\d)\d{2})年度?|今年|本年|当年)?"
    r"(?:(?<!\d)\d{1,2}月份?(?:[上中下]旬|底|末)?|[上下]半年|第?[1-4]季度(?:末|底)?)(?!\d)"
    r"|(?:19|20)\d{2}[./-]\d{1,2}月?(?![\d./-])(?:底|末)?"
)
_YEAR = r"(?:(?:(?:19|20)\d{2}年|今年|本年|当年)年?|(?<![\d每往上明去])年)(?:底|末)|(?:(?:19|20)\d{2}年|今年|本年)之?内"
_DUE = r"(?:之前|以前|前)?"
DATE_INSIDE = re.compile(f"(?:{_DAY}|{_PERIOD}|{_YEAR}){_DUE}")
_SPAN = re.compile(
    rf"(?P<first>(?:{_DAY}|{_PERIOD}|{_YEAR}))(?:至|到|—+|-|~|～)(?P<last>(?:{_DAY}|{_PERIOD}|{_YEAR}|\d{{1,2}}日){_DUE})"
)


def dates_inside(text: str) -> list[str]:
    """The dates written in a text of half-width characters without white space; a span counts as one."""
    return [found for found, _start, _end in _places(text)]


def without_dates(text: str, mark: str = "") -> tuple[str, list[str]]:
    """The text with each date replaced by a mark, and the dates."""
    pieces, kept, place = [], [], 0
    for found, start, end in _places(text):
        pieces += [text[place:start], mark]
        kept.append(found)
        place = end
    return "".join([*pieces, text[place:]]), kept


def _places(text: str) -> Iterator[tuple[str, int, int]]:
    place = 0
    while found := DATE_INSIDE.search(text, place):
        span = _SPAN.match(text, found.start())
        end = span.end() if span else found.end()
        yield text[found.start() : end], found.start(), end
        place = end

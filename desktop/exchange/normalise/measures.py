"""One cell → its measures (RULES §4): by number where there are numbers, else by line."""

import re

from desktop.exchange.normalise.plain_text import is_blank_word, squeezed, trimmed

_GAP = "[ \\t\u3000\u00a0\u200b]*"
_MARKER = (
    r"(?:\d{1,2}[.．](?!\d)|\d{1,2}、|\d{1,2}[)）]|[（(]\d{1,2}[)）]|[\u2460-\u2473\u2474-\u2487]"
    r"|[一二三四五六七八九十]{1,3}是|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[)）])"
)
_START = re.compile(f"(?:\\A|(?<=[\\n\\r；;。])){_GAP}{_MARKER}{_GAP}")
_LINE_ENDS = ("。", "；", ";", "！", "!")


def read_measures(text: str) -> tuple[str, ...]:
    """The measures of a cell without their numbers and closing marks."""
    if is_blank_word(text):
        return ()
    body = trimmed(text.replace("\r\n", "\n").replace("\r", "\n"))
    pieces = _by_number(body) if _START.search(body) else _by_line(body)
    return tuple(piece for piece in (without_marks(piece) for piece in pieces) if squeezed(piece))


def without_marks(piece: str) -> str:
    """One measure without its own number and without ； 。 at its end."""
    text = trimmed(piece)
    text = _START.sub("", text, count=1) if _START.match(text) else text
    return trimmed(re.sub("[；;。\\s\u3000]+$", "", text))


def _by_number(body: str) -> list[str]:
    starts = [found.start() for found in _START.finditer(body)]
    lead = [body[: starts[0]]] if starts[0] else []
    return lead + [body[start:end] for start, end in zip(starts, [*starts[1:], len(body)], strict=True)]


def _by_line(body: str) -> list[str]:
    pieces, held = [], ""
    for line in body.split("\n"):
        held += trimmed(line)
        if held.endswith(_LINE_ENDS):
            pieces.append(held)
            held = ""
    return [*pieces, held] if held else pieces

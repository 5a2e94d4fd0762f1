"""Text as it may stand in a workbook's or a paper's XML."""

import re
from collections.abc import Iterable

_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_LOOKS_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
BETWEEN = "\x01"
"""Joins texts while they are made ready in one go: no text that may stand in XML has it."""


def legal(text: str) -> str:
    """The text without signs that XML cannot hold; halves of a character are joined, lone ones left out (RULES §0); line ends of one kind."""
    try:
        text.encode()
    except UnicodeEncodeError:
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _ILLEGAL.sub("", text)


def escaped(text: str) -> str:
    """A legal text between tags or inside quotes."""
    return _entities(text).replace('"', "&quot;")


def joined(texts: Iterable[str]) -> str:
    """Legal cell texts as they stand between tags, joined by `BETWEEN`; what looks like an escape of Excel's (_x0041_) stays as it is read."""
    text = _entities(BETWEEN.join(texts))
    return _LOOKS_ESCAPED.sub("_x005F_", text) if "_x" in text else text


def is_plain(text: str) -> bool:
    """Whether `legal` would leave the text as it is."""
    return text.isprintable() or legal(text) == text


def _entities(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")

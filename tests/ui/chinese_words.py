"""What a shown text may not hold: words of another language, codes, ISO times, empty quotes (W-4)."""

from __future__ import annotations

import re

NAMES_OF_THINGS = (
    "Ctrl", "Alt", "Shift", "Enter", "Esc", "Tab", "Space", "Del", "Home", "End", "PgUp", "PgDn", "Menu",
    "Word", "WPS", "LibreOffice", "fcitx", "ibus", "Excel", "PDF", "A4", "A3", "A", "U", "Linux", "Windows", "GB", "MB", "KB", "SHA", "SM", "AES", "ID", "CSV", "mm", "ETC", "APP",
)  # fmt: skip
"""Keys, programs, papers, units of size and methods that have no other name."""
PERMITTED = (
    r"[\w（）()〔〕《》“”、·-]*\.(xlsx|xlsm|xls|csv|docx|doc|pdf|ledger|bak|json|png|jpg|db|txt|log|html|xcpkg)",
    r"ledger\.keys(\.2)?", r"Noto (Serif|Sans)( CJK)? SC", r"Fandol\w+",
    r"(/[^\s，。；：（）]+)+", r"[A-Z]:\\[^\s]*",
    r"\b[0-9a-f]{8,64}\b", r"<[^<>]+>", r"&\w+;",
    r"(Ctrl\+|Alt\+|Shift\+)+[A-Z0-9](?![a-z])", r"\bF\d+\b", r"\b[A-Z]\b(?= 列|列)",
    r"乐 y", r"\b\d\d-L\d\d\b", r"\b[0-9A-F]{4}(-[0-9A-F]{4}){3}\b",
)  # fmt: skip
"""File names, paths, sums, marks of rich text, keys with their letter, columns of a sheet, the pattern of a reading, numbers of rounds
that are none of a term's row, sums as they are read out."""
ISO_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d")
EMPTY_QUOTES = "“”"
CODE = re.compile(r"(?<![\d-])\d\d-\d\d(?![\d-])")
"""The code of a round, which is no name of it."""


def wrong_words(text):
    """The words of Latin letters that are neither a name of a thing nor part of a file name."""
    if ISO_TIME.search(text):
        return [ISO_TIME.search(text).group()]
    if CODE.search(text):
        return [CODE.search(text).group()]
    for pattern in PERMITTED:
        text = re.sub(pattern, " ", text)
    return [word for word in re.findall(r"[A-Za-z][A-Za-z_]*", text) if word not in NAMES_OF_THINGS] + (
        [EMPTY_QUOTES] if EMPTY_QUOTES in text else []
    )

"""Damaged and hostile variants of a workbook's XML: the same file, kind and seed always give the same variant."""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Callable

_TAG = re.compile(r"<[^>]*>")
_CELL = re.compile(r"<c [^>]*>")
_ROW = re.compile(r"<row [^>]*>")
_WHOLE_ROW = re.compile(r"<row [^>]*>.*?</row>", re.DOTALL)
_VALUE = re.compile(r"<v>[^<]*</v>")
_ODD_VALUES = (
    "",
    " ",
    "-1",
    "1e999",
    "nan",
    "0x1",
    "1_0",
    "99999999",
    " 5 ",
    "&#52;",
    "&amp;",
    "３",
    "1.5.2",
    "<!-- -->7",
    "<![CDATA[7]]>",
)
_ODD_CELLS = (
    "<c/>",
    "<c><v>7</v></c>",
    '<c r="B2"><v>1</v></c>',
    '<c r="A1" t="e"><v>#N/A</v></c>',
    '<c r="ZZ9"><f>1+1</f></c>',
)
_ODD_TEXTS = (
    "&#0;",
    "\x01",
    "]]>",
    "_xD83D_",
    "_x000D_",
    "\r\n",
    "\ufffe",
    "&unknown;",
    "&#20013;",
    "<b/>",
    "𠮷",
    "=IMAGE(1)",
    "\u3000",
)
_ODD_ATTRIBUTES = (
    ' hidden="1"',
    ' ht="0"',
    ' r="3"',
    ' s="9999"',
    ' t="b"',
    ' t="d"',
    " x",
    ' y="&lt;"',
    ' t="str"',
    "  ",
)


def mutant(data: bytes, kind: str, seed: int) -> bytes:
    """The variant of a kind."""
    chance = random.Random(f"{kind} {seed}")
    return _flipped(data, chance) if kind == "flipped" else _rewritten(data, lambda text: KINDS[kind](text, chance))


def _flipped(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _one in range(chance.randint(1, 8)):
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def _rewritten(data: bytes, change: Callable[[str], str]) -> bytes:
    """Sheets and shared texts as `change` has them."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name.startswith("xl/worksheets/sheet") or name == "xl/sharedStrings.xml":
                content = change(content.decode("utf-8", "surrogateescape")).encode("utf-8", "surrogateescape")
            new.writestr(name, content)
    return written.getvalue()


def _at(pattern: re.Pattern[str], text: str, chance: random.Random, change: Callable[[str], str]) -> str:
    """One or a few places of the pattern changed."""
    for _one in range(chance.randint(1, 3)):
        found = list(pattern.finditer(text))
        if found:
            one = chance.choice(found)
            text = text[: one.start()] + change(one[0]) + text[one.end() :]
    return text


def _moved_row(text: str, chance: random.Random) -> str:
    rows = [one[0] for one in _WHOLE_ROW.finditer(text)]
    if len(rows) < 2:
        return text
    return text.replace(one := chance.choice(rows), "", 1).replace("</sheetData>", one + "</sheetData>", 1)


def _wider(tag: str, more: str) -> str:
    return tag[:-2] + more + "/>" if tag.endswith("/>") else tag[:-1] + more + ">"


KINDS: dict[str, Callable[[str, random.Random], str]] = {
    "flipped": lambda text, _chance: text,
    "tag gone": lambda text, chance: _at(_TAG, text, chance, lambda _tag: ""),
    "tag twice": lambda text, chance: _at(_TAG, text, chance, lambda tag: tag * 2),
    "cut": lambda text, chance: text[: chance.randrange(len(text) + 1)],
    "odd value": lambda text, chance: _at(_VALUE, text, chance, lambda _value: f"<v>{chance.choice(_ODD_VALUES)}</v>"),
    "odd cell": lambda text, chance: _at(_CELL, text, chance, lambda cell: chance.choice(_ODD_CELLS) + cell),
    "odd text": lambda text, chance: _at(_TAG, text, chance, lambda tag: tag + chance.choice(_ODD_TEXTS)),
    "odd attribute of a cell": lambda text, chance: _at(_CELL, text, chance, lambda tag: _wider(tag, chance.choice(_ODD_ATTRIBUTES))),
    "odd attribute of a row": lambda text, chance: _at(_ROW, text, chance, lambda tag: _wider(tag, chance.choice(_ODD_ATTRIBUTES))),
    "place gone": lambda text, chance: _at(_CELL, text, chance, lambda tag: re.sub(r' r="[^"]*"', "", tag)),
    "row twice": lambda text, chance: _at(_WHOLE_ROW, text, chance, lambda row: row * 2),
    "row moved": _moved_row,
    "spaced": lambda text, chance: _at(_TAG, text, chance, lambda tag: "\n  " + tag),
    "prefixed": lambda text, chance: _at(_TAG, text, chance, lambda tag: tag.replace("<", "<x:", 1)),
    "character changed": lambda text, chance: (place := chance.randrange(len(text) + 1), text[:place] + chance.choice("<>&\"/ =A1\x00\u3000") + text[place + 1 :])[1],
}  # fmt: skip

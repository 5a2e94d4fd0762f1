"""Rare characters beyond the basic plane in the text layer of the PDF that Qt writes.

Qt draws 𬭎 but gives it no name, so a search for a person's rare name finds nothing. A font's glyphs are numbered in the order
in which they are first drawn; that order is known here, so the font's table of names is written anew and appended to the file
as an update. A table whose other names do not agree with the order is left as it is.
"""

import re
from collections.abc import Iterable, Sequence

from desktop.paper.faces import Face
from desktop.paper.page import Placed
from desktop.paper.pdf_update import appended

_POINTER = re.compile(rb"/ToUnicode (\d+) 0 R")
_RANGE = re.compile(rb"<([0-9A-F]{4})> <([0-9A-F]{4})> (?:<([0-9A-F]{4})>|\[([^\]]*)\])")
_CODE = re.compile(rb"<([0-9A-F]{4})>")
_TABLE = re.compile(rb"begincmap.*?endcmap", re.DOTALL)
_MOST_IN_BLOCK = 100


def name_rare_characters(data: bytes, drawn: Iterable[tuple[Face, Sequence[Placed]]]) -> bytes:
    """The PDF with names for the characters that Qt left nameless; unchanged where there are none."""
    orders = [order for order in _orders(drawn) if any(ord(char) > 0xFFFF for char in order)]
    if not orders:
        return data
    updates: dict[int, bytes] = {}
    for pointer in _POINTER.finditer(data):
        number = int(pointer[1])
        start = data.find(b"\n%d 0 obj" % number)
        table = _TABLE.search(data, start)
        if start < 0 or table is None:
            continue
        names = _names(table[0])
        order = next((order for order in orders if _agrees(names, order)), None)
        if order is not None:
            updates[number] = _table(order)
    streams = {n: b"<< /Length %d >>\nstream\n%sendstream" % (len(one), one) for n, one in updates.items()}
    return appended(data, streams) if streams else data


def _orders(drawn: Iterable[tuple[Face, Sequence[Placed]]]) -> list[str]:
    """For each font file the characters in the order in which their glyphs were first drawn."""
    orders: dict[tuple[str, str], dict[int, str]] = {}
    for face, texts in drawn:
        keys = [(raw.familyName(), raw.styleName()) for raw in face.raw]
        for placed in texts:
            for char in placed.text:
                font, index, advance = face.glyphs[char]
                if advance and index:
                    orders.setdefault(keys[font], {}).setdefault(index, char)
    return ["".join(order.values()) for order in orders.values()]


def _names(table: bytes) -> dict[int, int]:
    names: dict[int, int] = {}
    for first, last, start, listed in _RANGE.findall(table):
        low = int(first, 16)
        codes = [int(code, 16) for code in _CODE.findall(listed)]
        if start:
            codes = [int(start, 16) + step for step in range(int(last, 16) - low + 1)]
        names.update({low + step: code for step, code in enumerate(codes)})
    names.pop(0, None)
    return names


def _agrees(names: dict[int, int], order: str) -> bool:
    """Whether the named glyphs stand where the order has them, and only rare characters are nameless."""
    if max(names, default=0) > len(order):
        return False
    return all(_is(names.get(place, 0), char) for place, char in enumerate(order, start=1))


def _is(code: int, char: str) -> bool:
    if not code:
        return ord(char) > 0xFFFF
    return code == ord(char) or (chr(code).isspace() and char.isspace())


def _table(order: str) -> bytes:
    lines = [f"<{place:04X}> <{char.encode('utf-16-be').hex().upper()}>" for place, char in enumerate(order, start=1)]
    blocks = [lines[start : start + _MOST_IN_BLOCK] for start in range(0, len(lines), _MOST_IN_BLOCK)]
    body = "".join(f"{len(block)} beginbfchar\n{chr(10).join(block)}\nendbfchar\n" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        f"1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n{body}"
        "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    ).encode()

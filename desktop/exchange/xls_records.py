"""The records of an old .xls stream (BIFF5 and BIFF8): cut apart, texts put together over their continuations."""

import struct
from collections.abc import Iterator

BOF, EOF, CONTINUE = 0x0809, 0x000A, 0x003C
BIFF8 = 0x0600
_MOST_RECORDS = 20_000_000

Record = tuple[int, list[bytes]]
"""Kind, and its content with the content of the CONTINUE records behind it."""


def records(stream: bytes, place: int) -> Iterator[Record]:
    """The records of one substream from its BOF to its EOF; charts inside a sheet are stepped over."""
    depth = 0
    held: Record | None = None
    while place + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, place)
        content = stream[place + 4 : place + 4 + length]
        if len(content) < length:
            raise ValueError("record beyond the end")
        place += 4 + length
        if kind == CONTINUE:
            if held is not None:
                held[1].append(content)
            continue
        if held is not None:
            yield held
            held = None
        if kind == BOF:
            depth += 1
        elif kind == EOF:
            depth -= 1
        if depth <= 0:
            return
        if depth == 1:
            held = (kind, [content])
    raise ValueError("no end of the substream")


class Chunks:
    """Reads across the parts of a continued record; characters that go on in a new part begin there with a new width."""

    def __init__(self, parts: list[bytes], start: int = 0) -> None:
        self._parts, self._index, self._place = parts, 0, start

    def take(self, count: int) -> bytes:
        """Plain bytes, wherever the parts divide them."""
        pieces = []
        while count:
            self._step()
            piece = self._parts[self._index][self._place : self._place + count]
            self._place += len(piece)
            count -= len(piece)
            pieces.append(piece)
        return b"".join(pieces)

    def number(self, form: str) -> int:
        """One number in the form of `struct`."""
        return int(struct.unpack("<" + form, self.take(struct.calcsize("<" + form)))[0])

    def characters(self, count: int, wide: bool) -> str:
        """So many characters, of two bytes or one."""
        pieces = []
        while count:
            if self._place >= len(self._parts[self._index]):
                self._step()
                wide = bool(self._parts[self._index][self._place] & 1)
                self._place += 1
            width = 2 if wide else 1
            piece = self._parts[self._index][self._place : self._place + width * count]
            if len(piece) < width:
                raise ValueError("text cut")
            piece = piece[: len(piece) // width * width]
            self._place += len(piece)
            count -= len(piece) // width
            pieces.append(piece.decode("utf-16-le" if wide else "latin-1", "surrogatepass"))
        return "".join(pieces).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")

    def rich_text(self) -> str:
        """A counted text of BIFF8; its runs and phonetic guides are left out."""
        count, flags = self.number("H"), self.number("B")
        runs = self.number("H") if flags & 8 else 0
        guides = self.number("I") if flags & 4 else 0
        text = self.characters(count, bool(flags & 1))
        self.take(4 * runs + guides)
        return text

    def _step(self) -> None:
        while self._place >= len(self._parts[self._index]):
            self._index, self._place = self._index + 1, 0
            if self._index >= len(self._parts):
                raise ValueError("text cut")


def rk_number(raw: int) -> float:
    """A number in the short form of MS Excel: 30 bits, perhaps of a whole number, perhaps in hundredths."""
    if raw & 2:
        number = float(raw >> 2 if raw < 0x80000000 else (raw >> 2) - (1 << 30))
    else:
        number = struct.unpack("<d", struct.pack("<Q", (raw & 0xFFFFFFFC) << 32))[0]
    return number / 100 if raw & 1 else number

"""The old container of Office files (OLE2): one stream taken out by name, every chain bounded."""

import struct

_END_OF_CHAIN = 0xFFFFFFFA


class CompoundFile:
    """A container held in memory; any contradiction in it raises ValueError."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._size = 1 << self._short(30)
        if self._size not in (512, 4096):
            raise ValueError("sector size")
        self._fat = self._table(self._fat_sectors())

    def stream(self, names: tuple[str, ...]) -> bytes:
        """The content of the first stream with one of the names."""
        directory = self._chain(self._long(48))
        entries = [directory[place : place + 128] for place in range(0, len(directory) - 127, 128)]
        root = entries[0]
        for name in names:
            for entry in entries:
                length = struct.unpack_from("<H", entry, 64)[0]
                if entry[: max(0, length - 2)].decode("utf-16-le", "replace") == name:
                    return self._content(entry, root)
        raise ValueError("no such stream")

    def _content(self, entry: bytes, root: bytes) -> bytes:
        first, size = struct.unpack_from("<II", entry, 116)
        if size >= self._long(56):
            return self._chain(first)[:size]
        small_fat = struct.unpack(f"<{len(table) // 4}I", table) if (table := self._chain(self._long(60))) else ()
        container, step = self._chain(struct.unpack_from("<I", root, 116)[0]), 1 << self._short(32)
        pieces: list[bytes] = []
        sector = first
        while sector < _END_OF_CHAIN and len(pieces) <= len(small_fat):
            pieces.append(container[sector * step : (sector + 1) * step])
            if sector >= len(small_fat):
                raise ValueError("small chain")
            sector = small_fat[sector]
        return b"".join(pieces)[:size]

    def _fat_sectors(self) -> list[int]:
        sectors = list(struct.unpack_from("<109I", self._data, 76))
        extra, count = self._long(68), 0
        while extra < _END_OF_CHAIN and count <= len(self._data) // self._size:
            block = self._sector(extra)
            numbers = struct.unpack(f"<{self._size // 4}I", block)
            sectors.extend(numbers[:-1])
            extra, count = numbers[-1], count + 1
        return [sector for sector in sectors if sector < _END_OF_CHAIN]

    def _table(self, sectors: list[int]) -> tuple[int, ...]:
        joined = b"".join(self._sector(sector) for sector in sectors)
        return struct.unpack(f"<{len(joined) // 4}I", joined)

    def _chain(self, sector: int) -> bytes:
        pieces: list[bytes] = []
        while sector < _END_OF_CHAIN:
            if sector >= len(self._fat) or len(pieces) > len(self._fat):
                raise ValueError("chain")
            pieces.append(self._sector(sector))
            sector = self._fat[sector]
        return b"".join(pieces)

    def _sector(self, number: int) -> bytes:
        place = 512 if self._size == 512 else self._size
        block = self._data[place + number * self._size : place + (number + 1) * self._size]
        return block.ljust(self._size, b"\0") if block else self._missing()

    @staticmethod
    def _missing() -> bytes:
        raise ValueError("sector beyond the end")

    def _short(self, place: int) -> int:
        return int(struct.unpack_from("<H", self._data, place)[0])

    def _long(self, place: int) -> int:
        return int(struct.unpack_from("<I", self._data, place)[0])

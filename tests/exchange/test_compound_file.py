"""The old container of Office files: a stream comes out whole by its name, and any contradiction ends in ValueError."""

import struct

import pytest

from desktop.exchange.compound_file import CompoundFile

FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def entry(name, first=END, size=0):
    raw = name.encode("utf-16-le") + b"\0\0"
    return (
        raw.ljust(64, b"\0")
        + struct.pack("<H", len(raw)).ljust(52, b"\0")
        + struct.pack("<II", first, size)
        + b"\0" * 4
    )


def container(streams, *, size=512, small=None, cut=0, fat_change=None, extra=False):
    """A container of big streams (name → bytes) and of small ones in the container of the root."""
    sectors, fat = [], []

    def put(data):
        """The first sector of a chain that holds the data."""
        first = len(sectors)
        parts = [data[at : at + size].ljust(size, b"\0") for at in range(0, len(data), size)]
        for place, part in enumerate(parts):
            sectors.append(part)
            fat.append(first + place + 1 if place + 1 < len(parts) else END)
        return first

    table = put(b"\0" * size)
    fat[table] = FAT
    small_data, small_fat, entries = b"", [], []
    for name, data in (small or {}).items():
        steps = [data[at : at + 64].ljust(64, b"\0") for at in range(0, len(data), 64)]
        first = len(small_fat)
        small_fat += [*range(first + 1, first + len(steps)), END]
        small_data += b"".join(steps)
        entries.append(entry(name, first, len(data)))
    for name, data in streams.items():
        entries.append(entry(name, put(data), len(data)))
    root = entry("Root Entry", put(small_data) if small_data else END, len(small_data))
    directory = put(root + b"".join(entries))
    mini = put(struct.pack(f"<{len(small_fat)}I", *small_fat).ljust(size, b"\xff")) if small_fat else END
    if fat_change:
        fat[fat_change[0]] = fat_change[1]
    sectors[table] = struct.pack(f"<{size // 4}I", *fat, *[FREE] * (size // 4 - len(fat)))
    head = bytearray(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(512, b"\0"))
    struct.pack_into("<HH", head, 30, {512: 9, 4096: 12}.get(size, 10), 6)
    struct.pack_into("<I", head, 48, directory)
    struct.pack_into("<III", head, 56, 4096, mini, 1)
    struct.pack_into("<I", head, 68, END)
    struct.pack_into("<109I", head, 76, *([table] if not extra else [FREE]), *[FREE] * 108)
    if extra:
        struct.pack_into("<I", head, 68, len(sectors))
        sectors.append(struct.pack(f"<{size // 4}I", table, *[FREE] * (size // 4 - 2), END))
    whole = bytes(head).ljust(512 if size == 512 else size, b"\0") + b"".join(sectors)
    return whole[: len(whole) - cut]


BIG = bytes(range(256)) * 20
LITTLE = b"0123456789" * 30


@pytest.mark.parametrize("size", [512, 4096])
def test_a_stream_comes_out_whole_by_its_name(size):
    made = CompoundFile(container({"别的": b"x" * 5000, "Workbook": BIG}, size=size))
    assert made.stream(("Workbook", "Book")) == BIG and made.stream(("别的",)) == b"x" * 5000


def test_the_first_name_that_is_there_counts():
    made = CompoundFile(container({"Book": BIG, "Workbook": BIG[::-1]}))
    assert made.stream(("Workbook", "Book")) == BIG[::-1] and made.stream(("没有", "Book")) == BIG


@pytest.mark.parametrize("length", [1, 64, 65, 300])
def test_a_small_stream_comes_out_of_the_roots_container(length):
    made = CompoundFile(container({"Workbook": BIG}, small={"先": b"z" * 100, "Book": LITTLE[:length]}))
    assert made.stream(("Book",)) == LITTLE[:length] and made.stream(("先",)) == b"z" * 100


@pytest.mark.parametrize(("length", "place"), [(4095, "small"), (4096, "big")])
def test_a_stream_of_four_thousand_bytes_lies_in_sectors_of_its_own(length, place):
    data = BIG[:length]
    made = CompoundFile(container({"Book": data}) if place == "big" else container({"甲": BIG}, small={"Book": data}))
    assert made.stream(("Book",)) == data


def test_a_table_of_sectors_that_goes_on_elsewhere_is_followed():
    assert CompoundFile(container({"Workbook": BIG}, extra=True)).stream(("Workbook",)) == BIG


def test_a_last_sector_that_was_cut_short_is_read_as_far_as_it_goes():
    """Some programs leave out the noughts at the end of the file."""
    whole = container({"Workbook": BIG})
    assert CompoundFile(whole).stream(("Workbook",)) == BIG
    short = container({"Workbook": BIG}, cut=100)
    assert CompoundFile(short).stream(("Workbook",)) == BIG


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (container({"Workbook": BIG}, size=1024), "sector size"), (container({"甲": BIG}), "no such stream"),
        (container({"Workbook": BIG}, fat_change=(5, 1)), "chain"), (container({"Workbook": BIG}, fat_change=(3, 9999)), "chain"),
        (container({"Workbook": BIG}, fat_change=(3, 127)), "chain|beyond"),
    ],
)  # fmt: skip
def test_a_container_that_contradicts_itself_is_an_error_and_never_a_hang_s8(made, said):
    """S-8: circles and chains that lead out of the file."""
    with pytest.raises(ValueError, match=said):
        CompoundFile(made).stream(("Workbook",))


def test_a_circle_of_small_sectors_ends_s8():
    """S-8"""
    made = bytearray(container({"甲": BIG}, small={"Book": LITTLE[:200]}))
    at = made.rindex(struct.pack("<4I", 1, 2, 3, END))
    struct.pack_into("<I", made, at + 8, 0)
    assert len(CompoundFile(bytes(made)).stream(("Book",))) == 200
    struct.pack_into("<I", made, at + 8, 5000)
    with pytest.raises(ValueError, match="small chain"):
        CompoundFile(bytes(made)).stream(("Book",))

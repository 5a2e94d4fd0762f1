"""The records of an old .xls stream: cut apart, texts put together over their continuations, cuts refused."""

import struct

import pytest

from desktop.exchange.xls_records import BOF, CONTINUE, EOF, Chunks, records, rk_number


def stream(*parts):
    return b"".join(struct.pack("<HH", kind, len(content)) + content for kind, content in parts)


def test_records_come_with_their_continuations_and_charts_are_stepped_over():
    whole = stream(
        (BOF, b"b"),
        (1, b"x"),
        (CONTINUE, b"y"),
        (CONTINUE, b"z"),
        (BOF, b"chart"),
        (2, b"no"),
        (EOF, b""),
        (3, b"w"),
        (EOF, b""),
        (4, b"beyond"),
    )
    assert [kind for kind, _parts in records(whole, 0)] == [BOF, 1, EOF, 3]
    assert [parts for kind, parts in records(whole, 0) if kind in (1, 3)] == [[b"x", b"y", b"z"], [b"w"]]


@pytest.mark.parametrize(
    "broken", [stream((BOF, b"")), stream((BOF, b""), (1, b"xy"))[:-1], b"", stream((BOF, b""), (1, b"x"))]
)
def test_a_stream_without_an_end_is_refused(broken):
    with pytest.raises(ValueError):
        list(records(broken, 0))


def test_bytes_and_numbers_are_taken_across_parts():
    chunks = Chunks([b"ab", b"", b"cdef"], 1)
    assert chunks.take(3) == b"bcd" and chunks.number("H") == 0x6665
    with pytest.raises(ValueError):
        chunks.take(1)


def test_a_text_goes_on_in_a_new_part_with_a_new_width():
    narrow_then_wide = [struct.pack("<HB", 4, 0) + b"ab", b"\x01" + "甲乙".encode("utf-16-le")]
    assert Chunks(narrow_then_wide).rich_text() == "ab甲乙"
    rich = [struct.pack("<HBHI", 2, 1 | 8 | 4, 1, 3) + "甲乙".encode("utf-16-le") + b"\0" * 7 + b"Z"]
    chunks = Chunks(rich)
    assert chunks.rich_text() == "甲乙" and chunks.take(1) == b"Z", "runs and guides are left out"
    with pytest.raises(ValueError):
        Chunks([struct.pack("<HB", 4, 1) + b"a"]).rich_text()


@pytest.mark.parametrize(
    "raw, number",
    [
        ((123 << 2) | 2, 123.0),
        ((123 << 2) | 3, 1.23),
        ((((1 << 30) - 5) << 2 | 2) & 0xFFFFFFFF, -5.0),
        (0x3FF00000, 1.0),
        (0x40590001, 1.0),
    ],
)
def test_short_numbers_are_whole_or_in_hundredths(raw, number):
    assert rk_number(raw) == pytest.approx(number)


@pytest.mark.parametrize(
    ("parts", "count", "wide", "text"),
    [
        ([b"A"], 1, False, "A"), ([b"A\0"], 1, True, "A"), (["甲乙".encode("utf-16-le")], 2, True, "甲乙"), ([b"AB", b"\1" + "甲".encode("utf-16-le")], 3, False, "AB甲"),
        (["甲".encode("utf-16-le"), b"\0BC"], 3, True, "甲BC"), ([b"", b"\0A"], 1, True, "A"),
    ],
)  # fmt: skip
def test_a_text_goes_on_in_the_next_part_in_the_width_that_stands_there(parts, count, wide, text):
    assert Chunks(parts, 0).characters(count, wide) == text


def test_a_character_that_was_cut_in_two_is_refused():
    with pytest.raises(ValueError):
        Chunks([b"A\0B"], 0).characters(2, True)

"""Objects of a PDF replaced by an update that is appended to the file (ISO 32000-1 7.5.6), so that its offsets stay right."""

import re
from collections.abc import Mapping

_INFO = re.compile(rb"/Info (\d+) 0 R")
_ROOT = re.compile(rb"/Root (\d+) 0 R")
_PREVIOUS = re.compile(rb"/Prev \d+\s*")


def appended(data: bytes, bodies: Mapping[int, bytes]) -> bytes:
    """The file with new bodies for these objects, their places, and a trailer that points to the old one."""
    trailer = data[data.rindex(b"trailer") :]
    dictionary, tail = trailer[: trailer.rindex(b">>")], trailer[trailer.rindex(b"startxref") :]
    previous = int(tail.split()[1])
    result = bytearray(data if data.endswith(b"\n") else data + b"\n")
    places = []
    for number, body in sorted(bodies.items()):
        places.append((number, len(result)))
        result += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    begin = len(result)
    result += b"xref\n" + b"".join(b"%d 1\n%010d 00000 n \n" % place for place in places)
    result += _PREVIOUS.sub(b"", dictionary) + b"/Prev %d\n>>\nstartxref\n%d\n%%%%EOF\n" % (previous, begin)
    return bytes(result)


def with_author(data: bytes, author: str) -> bytes:
    """The file with an author among its facts; Qt has no word for it. Unchanged where there is none to say."""
    if not author:
        return data
    coded = ("\ufeff" + author).encode("utf-16-be").hex().upper().encode()
    return _with_entry(data, _INFO, b"/Author <%s>" % coded)


def with_both_sides(data: bytes) -> bytes:
    """The file that asks a printer for both sides, turned like the leaves of a book: what a print dialog proposes then."""
    return _with_entry(data, _ROOT, b"/ViewerPreferences << /Duplex /DuplexFlipShortEdge >>")


def _with_entry(data: bytes, which: re.Pattern[bytes], entry: bytes) -> bytes:
    """The file with one more entry in a dictionary that its trailer names; unchanged where there is none."""
    found = which.search(data, data.rindex(b"trailer"))
    if found is None:
        return data
    number = int(found[1])
    begin = data.rindex(b"\n%d 0 obj" % number)
    body = data[data.index(b"<<", begin) + 2 : data.index(b"endobj", begin)]
    return appended(data, {number: b"<<\n%s%s" % (entry, body.rstrip())})

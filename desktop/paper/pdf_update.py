"""Objects of a PDF replaced by an update that is appended to the file (ISO 32000-1 7.5.6), so that its offsets stay right."""

import re
from collections.abc import Mapping

_INFO = re.compile(rb"/Info (\d+) 0 R")
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
    found = _INFO.search(data, data.rindex(b"trailer"))
    if not author or found is None:
        return data
    number = int(found[1])
    begin = data.rindex(b"\n%d 0 obj" % number)
    body = data[data.index(b"<<", begin) + 2 : data.index(b"endobj", begin)]
    coded = ("\ufeff" + author).encode("utf-16-be").hex().upper().encode()
    return appended(data, {number: b"<<\n/Author <%s>%s" % (coded, body.rstrip())})

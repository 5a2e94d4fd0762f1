"""PDFs as pictures, from memory."""

import pytest

from desktop.errors import KnownError
from desktop.exchange.pdf_pages import MOST_PIXELS, PdfPages


def a_pdf(pages=2, size=(595, 842)) -> bytes:
    """The smallest PDF of empty pages."""
    kids = " ".join(f"{n} 0 R" for n in range(3, 3 + pages))
    bodies = [b"<</Type/Catalog/Pages 2 0 R>>", f"<</Type/Pages/Kids[{kids}]/Count {pages}>>".encode()]
    bodies += [f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {size[0]} {size[1]}]>>".encode()] * pages
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(bodies, 1):
        places.append(len(out))
        out += f"{number} 0 obj".encode() + body + b"endobj\n"
    start = len(out)
    out += f"xref\n0 {len(bodies) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010d} 00000 n \n".encode() for place in places)
    return out + f"trailer<</Size {len(bodies) + 1}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF".encode()


def test_every_page_is_drawn_as_wide_as_asked():
    pages = PdfPages(a_pdf(3))

    picture = pages.picture(2, 600)

    assert pages.count == 3
    assert (picture.width, picture.height) == (600, 850) and len(picture.pixels) == picture.stride * picture.height
    assert picture.stride >= 4 * picture.width and set(picture.pixels[:3]) == {255}, (
        "four bytes a pixel, an empty page white"
    )


def test_a_page_of_absurd_size_stays_within_the_memory():
    picture = PdfPages(a_pdf(1, (14_000, 14_000))).picture(0, 100_000)

    assert MOST_PIXELS * 0.99 <= picture.width * picture.height <= MOST_PIXELS * 1.01


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7 cut", b"PK\x03\x04 no pdf"])
def test_what_is_no_pdf_is_a_sentence(data):
    with pytest.raises(KnownError, match="PDF"):
        PdfPages(data)

"""A6: a PDF names the office as its author; what else it says stays as it was."""

import pypdfium2

from desktop.paper.pdf import pdf_bytes
from desktop.paper.pdf_update import appended, with_author
from tests.paper.test_pdf import a_layout


def facts(data):
    return pypdfium2.PdfDocument(data).get_metadata_dict()


def texts(data):
    return [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(data)]


def test_the_author_is_added_and_every_other_fact_and_page_stays():
    """A6"""
    before, _count = pdf_bytes(a_layout())
    after = with_author(before, "县委巡察办")

    assert facts(after) == {**facts(before), "Author": "县委巡察办"} and texts(after) == texts(before)
    assert with_author(before, "县委巡察办") == after and with_author(before, "") == before


def test_a_second_update_stands_on_the_first():
    data, _count = pdf_bytes(a_layout())
    again = with_author(with_author(data, "甲办"), "乙办")

    assert texts(again) == texts(data) and appended(again, {}).count(b"/Prev") == 3
    assert again[again.rindex(b"trailer") :].count(b"/Prev") == 1

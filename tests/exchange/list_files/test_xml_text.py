"""X8: what may stand in XML and what is left out."""

from xml.sax.saxutils import unescape

import pytest
from hypothesis import given

from desktop.exchange.list_files.xml_text import BETWEEN, escaped, joined, legal
from desktop.exchange.xlsx_source import unescaped
from tests.exchange.list_files.nasty_texts import ANY


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("a\x00\x07\x1bb\x7f", "ab\x7f"),
        ("一\r\n二\r三\n四\t五", "一\n二\n三\n四\t五"),
        ("\ud842\udfb7半\ud842个\udfb7", "𠮷半个"),
        ("\ufffe\uffff\ufeff", "\ufeff"),
    ],
)
def test_signs_that_xml_cannot_hold_are_left_out_and_halves_joined(text, kept):
    assert legal(text) == kept


@given(ANY, ANY)
def test_joined_texts_are_read_back_as_they_were(one, other):
    texts = [legal(one), legal(other)]

    assert [unescaped(unescape(part)) for part in joined(texts).split(BETWEEN)] == texts


def test_a_text_inside_quotes_ends_no_quote():
    assert escaped('"<&>') == "&quot;&lt;&amp;&gt;"

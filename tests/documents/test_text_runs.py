"""A part's markup is parted at its runs of text, and nothing of it is lost."""

from __future__ import annotations

import html

import pytest

from desktop.documents.package import BODY
from desktop.documents.readback import _RUN, _plain_xml, texts_in
from desktop.documents.text_runs import parted
from desktop.documents.unseen_text import unseen

BODIES = (
    "",
    "<w:p/>",
    "<w:p><w:r><w:t>甲</w:t></w:r></w:p>",
    '<w:p><w:r><w:t xml:space="preserve"> 甲 > 乙 </w:t></w:r></w:p><w:p><w:r><w:t></w:t></w:r></w:p>',
    '<w:p w:x="6-1"><w:r><w:t>他说"县局"</w:t><w:delText>丙</w:delText><w:t>&amp;lt;</w:t></w:r></w:p><m:t>丁</m:t><w:x>戊</w:x>',
    '<w:p><w:t>己</w:t> "庚"<w:t>辛</w:t></w:p>',
    "<w:p><w:t>县<!-- 注 -->民</w:t><w:instrText>EQ 局</w:instrText></w:p>",
    "</w:t>甲</w:t>",
)


@pytest.mark.parametrize("xml", BODIES)
def test_the_pieces_put_together_are_the_part(xml):
    assert "</w:t>".join(markup + text for markup, text in parted(xml)) == xml


@pytest.mark.parametrize("xml", BODIES[:-1])
def test_the_text_of_a_part_is_what_its_whole_markup_says(xml):
    whole = "\n".join("".join(_RUN.findall(paragraph)) for paragraph in _plain_xml(xml).split("</w:p>"))
    assert texts_in({BODY: xml.encode()}, "") == (("正文", html.unescape(whole)),)


def test_what_stands_in_quotes_in_a_text_is_told_each_time():
    for word in ("县局", "县委"):
        parts = {BODY: f'<w:p><w:r><w:t>他说"{word}"</w:t></w:r></w:p>'.encode()}
        assert [words for _place, words in unseen(parts)] == [word]


def test_what_is_told_of_one_body_is_not_told_of_the_next():
    first = '<w:p><w:bookmarkStart w:name="县局"/><w:t>甲</w:t></w:p>'
    second = first.replace("县局", "县委")
    assert [unseen({BODY: xml.encode()})[0][1] for xml in (first, second, first)] == ["县局", "县委", "县局"]

"""P-12: another unit is found wherever a file can hold words, also where no reader of the page sees them."""

from __future__ import annotations

import pytest

from desktop.documents.file_words import FileWords
from desktop.documents.guard import MarkRegister, UnitMarks, guard
from desktop.documents.package import BODY, open_parts
from desktop.documents.recipes import recipe_of
from desktop.documents.stamp import packed
from desktop.documents.unseen_text import unseen
from tests.documents.papers import press

NAME = "县民政局"
REGISTER = MarkRegister([UnitMarks("住建局", ("青岩县住房和城乡建设局党组",)), UnitMarks("民政局", (NAME,))])
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_VML = "urn:schemas-microsoft-com:vml"


@pytest.fixture(scope="module")
def letter():
    return press("talk_notice").render(recipe_of("talk_notice").sample()).data


def _runs(inside):
    return "".join(f"<w:r>{inside.format(mark)}</w:r>" for mark in NAME)


def _drawn(attribute):
    return f'<w:r><w:drawing><wp:inline xmlns:wp="{_DRAWING}"><wp:docPr id="1" {attribute}="{NAME}"/></wp:inline></w:drawing></w:r>'


def _box(inside):
    return f'<w:r><w:pict><v:shape xmlns:v="{_VML}">{inside}</v:shape></w:pict></w:r>'


_TEXT_BOX = _box("<v:textbox><w:txbxContent><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:txbxContent></v:textbox>")

IN_BODY = {
    "one run each": _runs("<w:t>{}</w:t>"),
    "tabs between": _runs("<w:t>{}</w:t><w:tab/>"),
    "a text box": _TEXT_BOX.format(NAME),
    "a text box between": f"<w:r><w:t>县</w:t></w:r>{_TEXT_BOX.format('注')}<w:r><w:t>民政局</w:t></w:r>",
    "word art": _box(f'<v:textpath string="{NAME}"/>'),
    "alternative text": _drawn("descr"),
    "title of a picture": _drawn("title"),
    "name of a picture": _drawn("name"),
    "name of a control": f'<w:sdt><w:sdtPr><w:alias w:val="{NAME}"/></w:sdtPr><w:sdtContent/></w:sdt>',
    "a choice": f'<w:sdt><w:sdtPr><w:dropDownList><w:listItem w:displayText="{NAME}"/></w:dropDownList></w:sdtPr></w:sdt>',
    "a bookmark": f'<w:bookmarkStart w:id="9999" w:name="{NAME}"/><w:bookmarkEnd w:id="9999"/>',
    "a field": f"<w:r><w:instrText>EQ {NAME}</w:instrText></w:r>",
    "a deletion": f'<w:del w:id="1"><w:r><w:delText>{NAME}</w:delText></w:r></w:del>',
    "an author": f'<w:ins w:id="1" w:author="{NAME}"><w:r><w:t>注</w:t></w:r></w:ins>',
    "hidden type": f"<w:r><w:rPr><w:vanish/></w:rPr><w:t>{NAME}</w:t></w:r>",
    "pinyin above": _runs(
        "<w:ruby><w:rt><w:r><w:t>x</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>{}</w:t></w:r></w:rubyBase></w:ruby>"
    ),
    "symbols": "".join(f'<w:r><w:sym w:font="宋体" w:char="{ord(mark):04X}"/></w:r>' for mark in NAME),
    "entities": "<w:r><w:t>" + "".join(f"&#{ord(mark)};" for mark in NAME) + "</w:t></w:r>",
    "raw text": f"<w:r><w:t><![CDATA[{NAME}]]></w:t></w:r>",
    "a remark between": "<w:r><w:t>县<!-- 注 -->民政局</w:t></w:r>",
    "a remark": f"<!-- {NAME} -->",
    "a formula": f'<m:oMath xmlns:m="urn:m"><m:r><m:t>{NAME}</m:t></m:r></m:oMath>',
}
IN_PARTS = {
    "word/numbering.xml": f'<w:numbering xmlns:w="{_WORD}"><w:lvlText w:val="{NAME}"/></w:numbering>',
    "word/settings.xml": f'<w:settings xmlns:w="{_WORD}"><w:docVar w:name="x" w:val="{NAME}"/></w:settings>',
    "word/people.xml": f'<x:people xmlns:x="urn:x"><x:person x:author="{NAME}"/></x:people>',
    "word/header9.xml": f'<w:hdr xmlns:w="{_WORD}"><w:p><w:r><w:t>{NAME}</w:t></w:r></w:p></w:hdr>',
    "word/footnotes.xml": f'<w:footnotes xmlns:w="{_WORD}"><w:p><w:r><w:t>{NAME}</w:t></w:r></w:p></w:footnotes>',
    "customXml/item1.xml": f"<a>{NAME}</a>",
    "customXml/item2.xml": f'<a b="{NAME}"/>',
    "docProps/custom.xml": f'<Properties xmlns="urn:p"><property name="{NAME}"/></Properties>',
    f"word/media/{NAME}.png": "",
}  # fmt: skip


@pytest.mark.parametrize("place", IN_BODY)
def test_another_unit_in_the_body_is_found_p12(place, letter):
    parts = open_parts(letter, "函.docx")
    body = parts["word/document.xml"].decode()
    at = body.index("</w:p>", body.index("<w:body>"))
    parts["word/document.xml"] = (body[:at] + IN_BODY[place] + body[at:]).encode()

    assert guard(FileWords("函.docx", packed(parts)), REGISTER, ["住建局"])


@pytest.mark.parametrize("part", IN_PARTS)
def test_another_unit_in_any_part_is_found_p12(part, letter):
    parts = open_parts(letter, "函.docx") | {part: IN_PARTS[part].encode()}

    assert guard(FileWords("函.docx", packed(parts)), REGISTER, ["住建局"])


def test_a_paper_as_it_is_made_holds_no_unseen_word_of_another_p12(letter):
    assert guard(FileWords("函.docx", letter), REGISTER, ["住建局"]) == []


TELLING = {
    '<w:p><w:r><w:t>他说"县局"</w:t></w:r></w:p>': "县局",
    '<w:p><w:r><w:t>甲 > 乙"县局"</w:t></w:r></w:p>': "县局",
    '<w:p><w:bookmarkStart w:name="县局"/><w:r><w:t>甲</w:t></w:r></w:p>': "县局",
    "<w:p><w:r><w:t>甲</w:t>县局</w:r></w:p>": "县局",
    "<w:p><w:r><w:t>甲</w:t></w:r>县局</w:p><w:p><w:t>乙</w:t></w:p>": "县局",
    '<w:p><w:r><w:t>甲</w:t></w:r><w:r w:x="06-12"><w:t>乙</w:t></w:r></w:p>': "06-12",
}
"""A body and what it tells beside the texts of its runs."""


@pytest.mark.parametrize("xml", TELLING)
def test_what_stands_between_the_texts_is_told_of_each_body_anew(xml):
    said = TELLING[xml]
    other = xml.replace(said, "省委7-8")
    told = [unseen({BODY: one.encode()})[0][1] for one in (xml, other, xml)]
    assert told == [said, "省委7-8", said]

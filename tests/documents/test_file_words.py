"""P-12: a finished file is opened once, whoever judges it, and all its words are told."""

from desktop.documents import file_words
from desktop.documents.file_words import FileWords
from desktop.documents.package import WORD
from desktop.documents.stamp import packed

BODY = (
    f'<w:document xmlns:w="{WORD}"><w:body><w:p><w:r><w:t>读得到</w:t></w:r></w:p>'
    '<w:docPr descr="看不见"/></w:body></w:document>'
)


def test_what_is_read_and_what_is_not_come_of_one_opening_p12(monkeypatch):
    """P-12"""
    opened = []
    monkeypatch.setattr(
        file_words, "open_parts", lambda *told, real=file_words.open_parts: opened.append(1) or real(*told)
    )
    words = FileWords("函.docx", packed({"[Content_Types].xml": b"<Types/>", "word/document.xml": BODY.encode()}))

    assert [words.read, words.read] == [(("正文", "读得到\n"),)] * 2
    assert words.unseen == (("看不见的文字（word/document.xml）", "看不见"),)
    assert opened == [1]

"""The .docx container: opened within its bounds, every other file refused with its reason, written the same each time."""

import io
import re
import zipfile

import pytest

from desktop.documents import package
from desktop.documents.package import BODY, Archive, open_parts, parse
from desktop.errors import KnownError

WHOLE = {"[Content_Types].xml": b"<t/>", BODY: b"<d/>", "word/styles.xml": b"<s/>"}


def packed(parts=WHOLE):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return data.getvalue()


def refused(parts=WHOLE, why="", data=None):
    with pytest.raises(KnownError, match=why) as error:
        open_parts(packed(parts) if data is None else data, "甲.docx")
    assert str(error.value).startswith("甲.docx：")


def test_all_parts_come_out_or_those_that_are_wanted():
    assert open_parts(packed({**WHOLE, "word/": b""}), "甲") == WHOLE
    assert open_parts(packed(), "甲", re.compile("word/s")) == {"word/styles.xml": b"<s/>"}


def test_what_is_no_sound_document_is_refused_with_its_reason():
    refused(data=b"PK\x03\x04", why="打不开")
    refused(data=packed()[:-30], why="打不开")
    for missing in (BODY, "[Content_Types].xml"):
        refused({name: content for name, content in WHOLE.items() if name != missing}, "不是 Word 文档")
    refused({**WHOLE, "word/vbaProject.bin": b"x"}, "带有宏")
    refused({**WHOLE, "WORD/styles.xml": b"x"}, "同名")
    for name in ("../a.xml", "/a.xml", "word/../../a"):
        refused({**WHOLE, name: b"x"}, "路径")


def test_what_unpacks_into_too_much_is_refused_and_the_bound_itself_is_not(monkeypatch):
    monkeypatch.setattr(package, "_MOST_PARTS", len(WHOLE))
    assert open_parts(packed(), "甲")
    refused({**WHOLE, "a": b""}, "过大")
    monkeypatch.undo()
    whole = sum(map(len, WHOLE.values()))
    monkeypatch.setattr(package, "_MOST_BYTES", whole)
    assert open_parts(packed(), "甲")
    refused({**WHOLE, "a": b"x"}, "过大")
    monkeypatch.undo()
    small, large = {**WHOLE, "a": bytes(1_900_000)}, {**WHOLE, "a": bytes(2_100_000)}
    assert open_parts(packed(small), "甲"), "a small file may be as dense as it likes"
    refused(large, "过大")


def test_xml_is_read_without_entities():
    assert parse(b"<a>x</a>", "甲").text == "x"
    for bad in (b"<!DOCTYPE a><a/>", b"<!ENTITY b 'c'><a/>", b"<a>", b""):
        with pytest.raises(KnownError):
            parse(bad, "甲")


def test_a_paper_is_written_the_same_each_time_and_opens_with_every_part():
    lasting, own = (("word/header1.xml", b"<h/>"),), ((BODY, "<d>正文</d>".encode() * 50),)
    archive = Archive({"word/styles.xml": b"<s/>", "[Content_Types].xml": b"<t/>"})
    data = archive.complete(own, lasting)
    assert (
        data
        == archive.complete(own, lasting)
        == Archive({"word/styles.xml": b"<s/>", "[Content_Types].xml": b"<t/>"}).complete(own, lasting)
    )
    with zipfile.ZipFile(io.BytesIO(data)) as written:
        assert written.testzip() is None
        assert written.namelist() == ["[Content_Types].xml", "word/styles.xml", "word/header1.xml", BODY]
        assert {one.date_time for one in written.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {one.flag_bits for one in written.infolist()} == {0x800} and written.read(BODY) == own[0][1]
    assert dict(open_parts(data, "甲"))[BODY] == own[0][1]


def test_so_many_lasting_parts_as_come_are_written():
    archive = Archive(WHOLE)
    for number in range(140):
        data = archive.complete((), [(f"word/{number % 70}.xml", b"x%d" % number)])
        assert open_parts(data, "甲")[f"word/{number % 70}.xml"] == b"x%d" % number


def test_a_file_of_our_own_is_read_as_zipfile_reads_it_and_a_changed_byte_is_seen():
    parts = {"[Content_Types].xml": b"<Types/>", BODY: "<文>甲</文>".encode(), "word/图.xml": b"<a/>" * 500}
    data = Archive(parts).complete([("word/header1.xml", b"<h/>")])

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert open_parts(data, "甲.docx") == {name: archive.read(name) for name in archive.namelist()}
    at = data.index(b"PK\x03\x04", 10) + 40 + len("word/document.xml")
    for place in range(at - 12, at + 6):
        changed = bytearray(data)
        changed[place] ^= 0x41
        try:
            read = open_parts(bytes(changed), "甲.docx")
        except KnownError:
            continue
        assert read[BODY] == parts[BODY]


def test_a_directory_of_our_own_says_what_zipfile_reads_of_it_and_one_changed_anywhere_no_more(monkeypatch):
    """Each byte behind the first head is changed in turn: the quick reader finds the very parts that zipfile finds, or leaves it to that one."""
    data = Archive(
        {"[Content_Types].xml": b"<a/>", "word/document.xml": b"<b>" + "甲".encode() * 9 + b"</b>"}
    ).complete([])

    def read(changed):
        try:
            return open_parts(changed, "甲.docx")
        except KnownError as error:
            return type(error)

    every = [data, *(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :] for at in range(0, len(data), 3))]
    quick = [read(one) for one in every]
    assert package._own_lines(data) and package._own_lines(data + b"\0") is None
    monkeypatch.setattr(package, "_own_lines", lambda _data: None)
    whole = [read(one) for one in every]
    assert [one for one in zip(quick, whole, strict=True) if one[0] != one[1] and one[0] is not KnownError] == []
    assert quick[0] == whole[0] and len(quick[0]) == 2


def test_a_name_that_zipfile_reads_otherwise_is_left_to_it_and_large_parts_are_not_kept(monkeypatch):
    for odd in ("word/a\\b.xml", "word/a\0b.xml", "word/PK\x06\x07.xml"):
        assert package._own_lines(Archive({**WHOLE, odd: b"x"}).complete([])) is None
    package._unpacked_once.cache_clear()
    monkeypatch.setattr(package, "_KEPT", 10)
    assert open_parts(Archive({**WHOLE, "word/a.xml": bytes(11)}).complete([]), "甲")["word/a.xml"] == bytes(11)
    assert package._unpacked_once.cache_info().currsize == len(WHOLE)

"""D16: a right paper of any program has no fault; one deviation is named once; a mended copy is right and says the same."""

import re
from functools import cache
from random import Random

import pytest
from docx.shared import Mm

from desktop.documents.form_check.checking import RULES, check, mend
from desktop.documents.package import BODY, W, open_parts, parse
from desktop.documents.stamp import packed
from desktop.errors import KnownError
from tests.documents.form_check.deviations import DEVIATIONS, small_text_with_its_indent
from tests.documents.form_check.written import ALIGN, RIGHT, line, saved, say
from tests.documents.papers import KINDS, cases, press
from tests.tools.gbt9704 import judging

SIGNS = re.compile(r"[“”\"\s\d〇一二三四五六七八九０-９十年月日第，。；：、,.:;()（）\[\]〔〕…—\-#页]")
"""What a mender may write otherwise; every other letter stays."""

WRITTEN = {
    "secret.form": "★☆",
    "number.form": "号",
    "date.word": "号",
    "date.form": "号",
    "attach.form": "件",
    "printed.word": "印发制",
}
"""What a mender of one rule may write besides."""


@cache
def right(name):
    return saved(RIGHT[name]())


def deviating(at):
    build, spoil, _rule, _mendable = DEVIATIONS[at]
    document = build()
    spoil(document)
    return saved(document)


def edited(parts):
    """A right paper with other parts."""
    return packed({**open_parts(right("plain"), ""), **parts})


@pytest.mark.parametrize("seed", range(6))
def test_a_damaged_form_is_checked_or_refused_and_never_breaks_the_program(seed):
    """D16, untrusted: values that are no numbers, elements and parts that are gone."""
    chance = Random(seed)
    parts = dict(open_parts(right(chance.choice(list(RIGHT))), ""))
    for part in [part for part in parts if part.startswith("word/") and part.endswith((".xml", ".rels"))]:
        xml = parts[part].decode()
        wild = r'(?<=w:val)="[^"]*"|(?<=w:line)="[^"]*"|(?<=w:top)="[^"]*"|(?<=w:left)="[^"]*"'
        xml = re.sub(wild, lambda _f: chance.choice(['="-5"', '=""', '="1e400"', '="nan"', '="中"']), xml)
        parts[part] = re.sub(r"<w:\w+[^<>]*/>", lambda found: found[0] if chance.random() < 0.8 else "", xml).encode()
    try:
        mend(packed(parts), "文书.docx")
    except KnownError as error:
        assert "请" in str(error)


def letters_of(data, rule):
    tree = parse(open_parts(data, "")[BODY], "")
    said = SIGNS.sub("", "".join(one.text or "" for one in tree.iter(f"{W}t")))
    return said.translate({ord(sign): None for sign in WRITTEN.get(rule, "")})


def failures(data, tmp_path, base):
    path = tmp_path / "paper.docx"
    path.write_bytes(data)
    form = "table" if base == "wide" else "auto"
    return {item.rule for item in judging.check(path, form, None, False, False, ())[1] if item.status == "FAIL"}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("number", [0, 1, 2])
def test_no_paper_of_this_office_has_a_fault(kind, number):
    """D16"""
    assert check(press(kind).render(cases(kind)[number]).data, "文书.docx") == ()


@pytest.mark.parametrize("name", RIGHT)
def test_no_right_paper_of_another_program_has_a_fault(name):
    """D16: by direct form, by styles of other names, by spaces, with 28 points, in a box, on its side."""
    assert check(right(name), "文书.docx") == ()


@pytest.mark.parametrize("at", range(len(DEVIATIONS)), ids=[f"{one[2]}-{at}" for at, one in enumerate(DEVIATIONS)])
def test_one_deviation_is_named_once_with_its_place(at):
    """D16"""
    found = check(deviating(at), "文书.docx")

    assert [(one.rule, one.mendable) for one in found] == [DEVIATIONS[at][2:]]
    assert found[0].where and re.search("请|后再用|应", found[0].message)


@pytest.mark.parametrize(
    "at",
    [at for at, one in enumerate(DEVIATIONS) if one[3]],
    ids=[f"{one[2]}-{at}" for at, one in enumerate(DEVIATIONS) if one[3]],
)
def test_a_mended_copy_is_right_and_says_the_same(at, tmp_path):
    """D16: no fault is left, the checker that measures finds none that the right paper has not, and no word is lost."""
    data = deviating(at)
    mended = mend(data, "文书.docx")

    assert [one.rule for one in mended.mended] == [DEVIATIONS[at][2]] and mended.left == ()
    assert letters_of(mended.data, DEVIATIONS[at][2]) == letters_of(data, DEVIATIONS[at][2])
    base = next(name for name, build in RIGHT.items() if build is DEVIATIONS[at][0])
    assert failures(mended.data, tmp_path, base) <= failures(right(base), tmp_path, base)


def test_what_stands_beside_the_text_has_a_type_of_its_own():
    """D16: notes under tables, a contents page, a list that the program numbers, a line in the middle."""
    document = RIGHT["plain"]()
    for words in ("注：清单由办公室汇总，截至九月底。", "表 1 水利系统问题分布情况", "一、总体情况…………3"):
        line(document, words, "宋体", 12)
    line(document, "（2026年9月1日县委常委会会议通过）", "楷体", 16, ALIGN.CENTER)

    assert check(saved(document), "文书.docx") == ()


def test_the_same_fault_of_several_sections_is_one():
    """D16"""
    document = RIGHT["plain"]()
    document.add_section()
    for section in document.sections:
        section.left_margin = Mm(20)
    data = saved(document)

    assert [(one.rule, one.where) for one in check(data, "文书.docx")] == [("page.margins", "页面设置")]
    assert mend(data, "文书.docx").left == ()


def test_two_characters_of_a_wrong_type_are_one_fault():
    """D16: the indent follows when the type is mended."""
    document = RIGHT["plain"]()
    small_text_with_its_indent(document)

    assert [one.rule for one in check(saved(document), "文书.docx")] == ["type.text"]
    assert mend(saved(document), "文书.docx").left == ()


def test_a_second_annex_on_a_line_of_its_own_keeps_the_number_of_the_first():
    for second in ("\n　　　2.整改要求一览表", "2.整改要求一览表", " 2、整改要求一览表"):
        document = RIGHT["plain"]()
        say(document, "附件：水利系统问题清单", f"附件：1.水利系统问题清单{second}")
        assert "attach.single" not in {fault.rule for fault in check(saved(document), "甲")}


def test_every_rule_can_be_named():
    """D16: the rules that the deviations prove, against those that there are."""
    assert len({one[2] for one in DEVIATIONS}) >= 35 and len(RULES) >= 35


def test_a_right_paper_is_mended_into_itself():
    """D16"""
    mended = mend(right("red"), "文书.docx")

    assert mended.mended == () and open_parts(mended.data, "") == open_parts(right("red"), "")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "不是完好"),
        (b"%PDF-1.4 something", "不是完好"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600, "去掉密码"),
        (edited({"word/vbaProject.bin": b"x"}), "带有宏"),
        (edited({BODY: b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///c:/a">]><a>&b;</a>'}), "外部实体"),
        (edited({BODY: b"<w:document"}), "已损坏"),
        (edited({BODY: b'<document xmlns="http://purl.oclc.org/ooxml/wordprocessingml/main"/>'}), "严格"),
        (edited({"word/theme/theme1.xml": b"\0" * 30_000_000}), "过大"),
        (edited({"../../up.xml": b"x"}), "路径不正常"),
    ],
    ids=["empty", "pdf", "doc", "macro", "entity", "broken", "strict", "bomb", "path"],
)
def test_a_file_that_is_no_paper_is_one_sentence(data, words):
    """D16, untrusted: empty, PDF, old .doc or encrypted."""
    with pytest.raises(KnownError, match=words):
        check(data, "文书.docx")

"""Templates made to break the reader are refused in a sentence."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from desktop.documents.recipes import recipe_of
from desktop.documents.template import check_template, tag_names
from desktop.errors import KnownError

SHIPPED = Path(__file__).parents[2] / "templates_docx" / "supervision_letter.docx"
FIELDS = recipe_of("supervision_letter").fields


def changed(change) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(SHIPPED) as old, zipfile.ZipFile(made, "w") as new:
        for part in old.namelist():
            content = old.read(part)
            new.writestr(part, change(content.decode()) if part == "word/document.xml" else content)
    return made.getvalue()


def in_utf16(xml: str) -> bytes:
    return xml.replace("UTF-8", "UTF-16").replace("utf-8", "utf-16").encode("utf-16")


def too_deep(xml: str) -> str:
    return xml.replace("{{单位}}", "{{ " + "(" * 900 + "1" + ")" * 900 + " }}", 1)


@pytest.mark.parametrize(("change", "said"), [(in_utf16, "UTF-8"), (too_deep, "套得太深")])
def test_a_template_that_breaks_the_reader_is_refused_in_a_sentence_d5(change, said):
    with pytest.raises(KnownError, match=said):
        check_template(changed(change), "督办函.docx", FIELDS)


def test_the_words_of_the_tags_tell_the_kind():
    assert {"单位", "逾期数", "问题清单"} <= set(tag_names(SHIPPED.read_bytes(), "x.docx"))


def _with_paragraphs(*texts: str) -> bytes:
    added = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in texts)
    return changed(lambda xml: xml.replace("<w:sectPr", f"{added}<w:sectPr", 1))


@pytest.mark.parametrize(
    ("texts", "word"),
    [
        (("截至2026年9", "月10日"), "2026年9月10日"),
        (("截至2026年9", "{%p if 逾期数 %}", "月10日", "{%p endif %}"), "2026年9月10日"),
        (("共3", "个问题"), "3个"),
    ],
)
def test_a_fixed_word_cut_by_the_end_of_a_paragraph_is_told_p5(texts, word):
    """P-5"""
    faults = check_template(_with_paragraphs(*texts), "督办函.docx", FIELDS)

    assert word in [fault.tag for fault in faults]


def test_the_article_of_a_law_may_stand_in_a_template_p5():
    """P-5"""
    lines = ("根据《中国共产党巡视工作条例》第三十九条、第四十条第二款，", "依照党章第四十六条规定")
    assert check_template(_with_paragraphs(*lines), "督办函.docx", FIELDS) == []


@pytest.mark.parametrize(("mark", "wrong"), [("<w:vanish/>", True), ('<w:vanish w:val="0"/>', False)])
def test_hidden_letters_are_told_because_they_print_nothing_p5(mark, wrong):
    """P-5"""
    hidden = changed(lambda xml: xml.replace("<w:r><w:t", f"<w:r><w:rPr>{mark}</w:rPr><w:t", 1))

    assert any("隐藏文字" in str(fault) for fault in check_template(hidden, "督办函.docx", FIELDS)) is wrong


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("{{3 if 逾期数 else 2}}", 2),
        ("{{延期次数 or '3个'}}", 1),
        ("{{'，' if 逾期数 else '。'}}", 0),
    ],
)
def test_no_constant_number_is_printed_in_the_place_of_a_field_p5(text, wrong):
    """P-5"""
    faults = check_template(_with_paragraphs(text), "督办函.docx", FIELDS)

    assert len([fault for fault in faults if "写死的" in fault.message]) == wrong

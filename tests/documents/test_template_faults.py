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

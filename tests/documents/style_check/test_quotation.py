"""What a paper only quotes is no fault of the paper; what its template says is, in every kind."""

from __future__ import annotations

import shutil
import zipfile
from typing import Any

import pytest

from desktop.documents.fonts import choose_fonts
from desktop.documents.recipes import recipe_of
from desktop.documents.render import Presses
from desktop.documents.style_check.checking import remarks
from desktop.documents.style_check.quotation import between_marks, taken_over
from desktop.documents.style_check.writing import Line, Writing
from desktop.operations.style_checking import of_draft
from tests.documents.papers import KINDS, TEMPLATES, press

SAID = "据悉已于近期搞定"
"""A word never used, a day that is not said."""
FAULT = f"{SAID}5,027元"
"""And a number with a comma, which no template may bear."""


def planted(value: Any) -> Any:
    """The words of a paper with the fault behind each text of the ledger."""
    if isinstance(value, str):
        return value + FAULT
    if isinstance(value, dict):
        return {name: planted(one) for name, one in value.items()}
    return [planted(one) for one in value] if isinstance(value, list) else value


@pytest.mark.parametrize("kind", KINDS)
def test_a_fault_in_a_text_of_the_ledger_is_never_told_of_the_paper(kind):
    recipe = recipe_of(kind)
    typed = {item.name for item in recipe.fields if item.typed}
    said = {name: value if name in typed else planted(value) for name, value in recipe.sample().items()}
    paper = press(kind).render(said)

    told = of_draft(paper.data, kind, paper.quoted)

    assert [one.sentence for one in told if one.found in FAULT] == []
    assert any(FAULT in one for one in paper.quoted)


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_words_in_a_template_are_told(kind, tmp_path):
    source, changed = TEMPLATES / f"{kind}.docx", tmp_path / f"{kind}.docx"
    shutil.copytree(TEMPLATES / "frames", tmp_path / "frames")
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "word/document.xml":
                words = f"<w:p><w:r><w:t>{SAID}。</w:t></w:r></w:p>".encode()
                at = data.index(b"</w:p>", data.index(b"<w:body>")) + len(b"</w:p>")
                data = data[:at] + words + data[at:]
            new.writestr(name, data)

    paper = Presses([tmp_path], choose_fonts([])).press(recipe_of(kind)).render(recipe_of(kind).sample())

    told = {one.rule for one in of_draft(paper.data, kind, paper.quoted)}
    assert {"term.banned", "number.soon"} <= told


def test_a_quoted_word_does_not_hide_the_same_word_of_the_paper_itself():
    line = Line("text", "问题：尽快补证。请你单位尽快补证。", "第1段")

    told = remarks(Writing((line,)), taken_over(["问题：尽快补证"]))

    assert [(one.rule, one.at) for one in told] == [("number.soon", line.text.rindex("尽快"))]


def test_words_of_the_paper_that_run_into_a_quotation_are_told():
    line = Line("text", "清理3条问题。", "第1段")

    assert [one.rule for one in remarks(Writing((line,)), taken_over(["清理3"]))] == ["number.unit"]


def test_a_quotation_is_found_as_it_was_printed():
    line = Line("text", "县水利局<甲>，点赞，结余（未清）。", "第1段")

    assert remarks(Writing((line,)), taken_over(["县水利局<甲>,点赞,\n结余(未清)。"])) == ()


def test_of_a_file_from_elsewhere_what_stands_between_quotation_marks_is_passed_over():
    lines = (Line("text", "干部反映“尽快搞定”的要求多。", "第1段"), Line("text", "尽快“整改”。", "第2段"))

    assert [one.where for one in remarks(Writing(lines), between_marks)] == ["第2段"]

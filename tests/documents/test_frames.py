"""Head, signature, colophon and page set-up are shared frames, put round a kind's own file when it is compiled."""

import re
from pathlib import Path

import pytest

from desktop.documents import frames
from desktop.documents.fonts import choose_fonts
from desktop.documents.package import BODY, open_parts
from desktop.documents.recipes import RECIPES, recipe_of
from desktop.documents.render import Presses
from desktop.documents.template import check_template
from desktop.errors import KnownError
from tests.documents.papers import TEMPLATES, lines_of
from tests.documents.test_merged_cells import repacked

FORMER = Path(__file__).parents[1] / "samples" / "templates_0.1.0"
former = pytest.mark.parametrize("kind", [path.stem for path in sorted(FORMER.glob("*.docx"))])


def parts_of(kind):
    return open_parts((TEMPLATES / f"{kind}.docx").read_bytes(), kind)


@pytest.mark.parametrize("recipe", RECIPES, ids=lambda recipe: recipe.kind)
def test_a_kinds_own_file_holds_neither_head_nor_signature_p17(recipe):
    plain = re.sub(r"<[^>]+>", "", parts_of(recipe.kind)[BODY].decode("utf-8"))

    assert not frames.is_whole(parts_of(recipe.kind))
    assert not any(tag in plain for tag in ("{{发文字号}}", "{{署名}}", "{{联系人}}", "{{抄送"))


def test_a_margin_is_changed_in_one_place(tmp_path, monkeypatch):
    """The frame's page set-up is that of every kind of its form; what stands in the kind's file does not count."""
    for path in frames.FOLDER.glob("*.docx"):
        changed = open_parts(path.read_bytes(), "")[BODY].replace(b'w:top="2098"', b'w:top="2222"')
        (tmp_path / path.name).write_bytes(repacked(path.read_bytes(), {BODY: changed}))
    monkeypatch.setattr(frames, "FOLDER", tmp_path)
    frames._frame.cache_clear()
    try:
        for recipe in RECIPES:
            xml = frames.assembled(parts_of(recipe.kind), recipe.kind, recipe.form)[BODY]
            assert b'w:top="2222"' in xml and b'w:top="2098"' not in xml, recipe.kind
    finally:
        frames._frame.cache_clear()


def test_a_landscape_annex_stays_landscape():
    xml = frames.assembled(parts_of("unit_finding_list"), "", "letter")[BODY].decode("utf-8")

    assert [found == "landscape" for found in re.findall(r'<w:pgSz [^>]*?(landscape|w:h="16838")', xml)] == [
        False,
        True,
        False,
    ]


def test_styles_are_matched_by_name_and_a_style_of_ones_own_comes_along():
    parts = parts_of("supervision_letter")
    renumbered = parts["word/styles.xml"].replace(b'"GWBody"', b'"a7"').replace(b"</w:styles>", OWN_STYLE)
    body = parts[BODY].replace(b'"GWBody"', b'"a7"').replace(b'"GWTo"', b'"mine"', 1)

    made = frames.assembled({**parts, "word/styles.xml": renumbered, BODY: body}, "", "letter")

    assert b'w:val="GWBody"' in made[BODY] and b'"a7"' not in made[BODY]
    assert b'w:val="Kmine"' in made[BODY] and b'w:styleId="Kmine"' in made["word/styles.xml"]


OWN_STYLE = b'<w:style w:type="paragraph" w:customStyle="1" w:styleId="mine"><w:name w:val="\xe6\x9c\xac\xe5\x8a\x9e"/></w:style></w:styles>'


def test_a_form_without_a_frame_is_one_sentence():
    with pytest.raises(KnownError, match="版式框架"):
        frames.assembled(parts_of("supervision_letter"), "", "telegram")


@former
def test_a_whole_template_of_the_first_release_still_makes_its_paper(kind, tmp_path):
    data = (FORMER / f"{kind}.docx").read_bytes()
    recipe = recipe_of(kind)
    assert frames.is_whole(open_parts(data, kind))
    assert check_template(data, kind, recipe.fields, recipe.form) == []

    (tmp_path / f"{kind}.docx").write_bytes(data)
    paper = Presses([tmp_path], choose_fonts([])).press(recipe).render(recipe.sample(), draft=False)

    shipped = Presses([TEMPLATES], choose_fonts([])).press(recipe).render(recipe.sample(), draft=False)
    assert lines_of(paper.data)[:3] == lines_of(shipped.data)[:3]
    assert not any("〔缺" in line for line in lines_of(paper.data))

"""Templates that clerks edit: all faults at once (D1, D5), a sandbox, and words that survive."""

import io
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.documents.fonts import choose_fonts
from desktop.documents.frames import assembled
from desktop.documents.package import open_parts
from desktop.documents.readback import read
from desktop.documents.recipes import RECIPES, recipe_of
from desktop.documents.render import Presses
from desktop.documents.template import check_template
from desktop.errors import KnownError
from tests.documents.papers import TEMPLATES, awkward, lines_of, press

KIND = "supervision_letter"
FIELDS = recipe_of(KIND).fields


def _edited(find: str, put: str, part: str = "word/document.xml") -> bytes:
    """The shipped template with one change, as an editor would save it."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(TEMPLATES / f"{KIND}.docx") as source, zipfile.ZipFile(buffer, "w") as target:
        for name in source.namelist():
            content = source.read(name).decode()
            if name == part:
                assert find in content
                content = content.replace(find, put, 1)
            target.writestr(name, content)
    return buffer.getvalue()


def _render(data: bytes, folder: Path) -> list[str]:
    (folder / f"{KIND}.docx").write_bytes(data)
    paper = Presses([folder], choose_fonts([])).press(recipe_of(KIND)).render(recipe_of(KIND).sample())
    return lines_of(paper.data)


@pytest.mark.parametrize("recipe", RECIPES, ids=lambda recipe: recipe.kind)
def test_the_shipped_templates_use_only_words_of_their_vocabulary(recipe) -> None:
    assert check_template((TEMPLATES / f"{recipe.kind}.docx").read_bytes(), recipe.title, recipe.fields) == []


def test_every_template_has_a_recipe() -> None:
    assert {path.stem for path in TEMPLATES.glob("*.docx")} == {recipe.kind for recipe in RECIPES}


def test_an_unknown_word_is_named_with_its_paragraph_and_the_nearest_one() -> None:
    [fault] = check_template(_edited("有{{逾期数}}个", "有{{逾其数}}个"), "督办函", FIELDS)

    assert fault.tag == "{{逾其数}}"
    assert "逾期数" in fault.suggestion
    assert fault.paragraph > 1
    assert set(fault.as_json()) == {"template", "paragraph", "tag", "message", "suggestion"}


def test_a_word_that_a_row_does_not_have_is_found() -> None:
    [fault] = check_template(_edited("{{问.编号}}，原定", "{{问.编好}}，原定"), "督办函", FIELDS)

    assert "编号" in fault.suggestion


def test_all_faults_are_told_at_once() -> None:
    data = _edited("{{反馈日期}}", "{{反溃日期}}{% for x in 问题清单 %}{{ 单位|顿好 }}")

    faults = check_template(data, "督办函", FIELDS)

    assert [fault.tag for fault in faults] == ["{{反溃日期}}", "{{ 单位|顿好 }}", "{% for x in 问题清单 %}"] or len(
        faults
    ) == 3


@pytest.mark.parametrize(
    "tag",
    [
        "{{ 单位 * 1000000000 }}",
        "{{ '%s' % 单位 }}",
        "{{ 单位.__class__ }}",
        "{{ 单位.upper() }}",
        "{{ 单位 ~ 单位 }}",
        "{% set x = 1 %}",
        "{% include 'x' %}",
        "{{ range(9) }}",
        "{{ 单位",
        "{% if 单位 %}",
        "{% endfor %}",
        "｛｛单位｝｝",
        "{% for a in 问题清单 if a %}{% endfor %}",
        "{{ }}",
        "{{ 单位|center(99999999) }}",
    ],
)
def test_what_a_template_may_not_do_is_a_fault(tag: str) -> None:
    assert check_template(_edited("现予督办。", tag), "督办函", FIELDS)


def test_a_template_with_faults_makes_no_paper(tmp_path: Path) -> None:
    (tmp_path / f"{KIND}.docx").write_bytes(_edited("{{反馈日期}}", "{{反溃日期}}"))

    with pytest.raises(KnownError, match="有1处要改"):
        Presses([tmp_path], choose_fonts([])).press(recipe_of(KIND))


def test_faults_in_a_header_say_where() -> None:
    [fault] = check_template(_edited("{{发文机关标志}}", "{{发文机关}}", "word/header1.xml"), "督办函", FIELDS)

    assert "页眉" in fault.message
    assert "发文机关标志" in fault.suggestion


def test_a_tag_split_over_runs_by_the_editor_is_one_tag(tmp_path: Path) -> None:
    split = '{{单</w:t></w:r><w:proofErr w:type="spellStart"/><w:r><w:t>位}}：'

    assert "青岩县住房和城乡建设局党组：" in _render(_edited("{{单位}}：", split), tmp_path)


def test_the_office_template_comes_before_the_shipped_one_and_an_edit_is_seen(tmp_path: Path) -> None:
    presses = Presses([tmp_path, TEMPLATES], choose_fonts([]))
    first = presses.press(recipe_of(KIND))

    (tmp_path / f"{KIND}.docx").write_bytes(_edited("现予督办", "现予以督办"))

    assert presses.press(recipe_of(KIND)) is not first
    assert any(
        "现予以督办" in line for line in lines_of(presses.press(recipe_of(KIND)).render(first.recipe.sample()).data)
    )


def test_a_loop_without_end_is_stopped(tmp_path: Path) -> None:
    loops = (
        "{% for a in 问题清单 %}{% for b in 问题清单 %}{% for c in 问题清单 %}啊{% endfor %}{% endfor %}{% endfor %}"
    )
    (tmp_path / f"{KIND}.docx").write_bytes(_edited("现予督办。", loops))
    words = recipe_of(KIND).sample()
    words["问题清单"] = words["问题清单"] * 100

    with pytest.raises(KnownError, match="循环"):
        Presses([tmp_path], choose_fonts([])).press(recipe_of(KIND)).render(words)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "打不开"),
        (b"PK\x03\x04junk", "打不开"),
        (_edited("<w:body>", "<w:body><w:p>"), "损坏"),
    ],
)
def test_a_file_that_is_no_template_is_one_sentence(data: bytes, words: str) -> None:
    with pytest.raises(KnownError, match=words):
        check_template(data, "坏.docx", FIELDS)


def test_an_entity_bomb_and_a_zip_bomb_are_refused() -> None:
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "x")
        archive.writestr("word/document.xml", b"0" * 60_000_000)

    with pytest.raises(KnownError, match="过大"):
        open_parts(bomb.getvalue(), "炸弹.docx")
    with pytest.raises(KnownError, match="外部实体"):
        check_template(_edited("<w:document", '<!DOCTYPE a [<!ENTITY b "c">]><w:document'), "实体.docx", FIELDS)


@given(st.text(max_size=60))
def test_any_text_of_the_ledger_makes_a_sound_file(text: str) -> None:
    words = awkward(KIND)
    words["问题清单"][0]["表现"] = "事实" + text

    lines = lines_of(press(KIND).render(words, draft=False).data)

    kept = re.sub(r"\s", "", text)
    rare = [mark for mark in kept if "\u4e00" <= mark <= "\u9fff"]
    assert all(any(mark in line for line in lines) for mark in rare)


def test_rare_characters_ampersands_and_new_lines_survive() -> None:
    words = awkward(KIND)
    words["问题清单"] = [{**words["问题清单"][0], "表现": "第一行𠮷㛃䶮 & <b>\n第二行\x00\x0b"}]
    words["附件清单"] = ["逾期问题督办清单"]

    paper = press(KIND).render(words, draft=False)

    lines = lines_of(paper.data)
    assert any("第一行𠮷㛃䶮 & <b>第二行" in line for line in lines), "the list keeps the clerk's lines"
    assert any("第一行𠮷㛃䶮 & <b>，第二行" in line for line in lines), "P-16: a sentence has no line break"
    assert b"<w:br/>" in open_parts(paper.data, "")["word/document.xml"]


def test_quotes_that_an_editor_saved_as_entities_are_still_quotes(tmp_path: Path) -> None:
    data = _edited('{{ "，" if not loop.last }}', "{{ &quot;，&quot; if not loop.last }}")

    assert any("前完成1个，11月10日前完成1个" in line for line in _render(data, tmp_path))


@pytest.mark.rendering
@pytest.mark.timeout(120)
def test_a_template_saved_by_libreoffice_still_makes_the_same_letter(tmp_path: Path) -> None:
    if not shutil.which("soffice"):
        pytest.skip("没有 LibreOffice")
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/p", "--headless", "--convert-to", "docx"]
    source = TEMPLATES / f"{KIND}.docx"
    subprocess.run([*command, "--outdir", str(tmp_path), str(source)], check=True, capture_output=True, timeout=110)
    words = recipe_of(KIND).sample()

    paper = Presses([tmp_path], choose_fonts([])).press(recipe_of(KIND)).render(words, draft=False)

    shipped = press(KIND).render(words, draft=False)
    assert read(paper.data, "a").paragraphs == read(shipped.data, "a").paragraphs
    assert (paper.pages, len(paper.entries)) == (shipped.pages, len(shipped.entries))


@pytest.mark.parametrize("recipe", RECIPES, ids=lambda recipe: recipe.kind)
def test_every_word_of_a_vocabulary_has_its_place_in_the_template(recipe) -> None:
    parts = assembled(open_parts((TEMPLATES / f"{recipe.kind}.docx").read_bytes(), ""), "", recipe.form)
    text = "".join(re.sub(r"<[^>]+>", "", content.decode()) for name, content in parts.items() if name.endswith(".xml"))
    tags = " ".join(re.findall(r"\{[{%].*?[%}]\}", text))

    elsewhere = {
        "上轮同期率",
        "印章",
    }  # only templates of the first release, and those that have a place for a seal, name it
    assert [item.name for item in recipe.fields if item.name not in tags and item.name not in elsewhere] == []

"""The presses of the office: its own template before the shipped one, compiled anew only where it changed, refused while faulty."""

import hashlib
from io import BytesIO
from zipfile import ZipFile

import pytest

from desktop.documents.recipes import RECIPES, recipe_of
from desktop.documents.trials import trials
from desktop.errors import KnownError
from desktop.operations.papers import workshop as presses
from desktop.operations.papers.workshop import (
    TEMPLATES,
    Workshop,
    check_file,
    form_words,
    install,
    template_bytes,
    unproven_clauses,
)
from tests.builders import EVERYONE

KIND = "supervision_letter"
SHIPPED = TEMPLATES / f"{KIND}.docx"


def edited(folder, name, before="", after="", shipped=SHIPPED):
    """A copy of the shipped template with some words changed."""
    out = BytesIO()
    with ZipFile(shipped) as source, ZipFile(out, "w") as target:
        for part in source.namelist():
            data = source.read(part)
            target.writestr(
                part, data.replace(before.encode(), after.encode()) if before and part == "word/document.xml" else data
            )
    path = folder / name
    path.write_bytes(out.getvalue())
    return path


# -- which template ------------------------------------------------------------------------------------


def test_the_offices_own_template_is_used_before_the_shipped_one(office, workshop, tmp_path):
    ledger = office[0]
    assert template_bytes(ledger, KIND) == SHIPPED.read_bytes()
    path = edited(tmp_path, "督办函.docx", "现予督办", "特此督办")
    install(ledger, EVERYONE, path, KIND)
    assert template_bytes(ledger, KIND) == path.read_bytes()


def test_a_press_is_compiled_once_and_anew_where_its_template_changed(office, workshop, tmp_path):
    first = workshop.press(KIND)
    assert workshop.press(KIND) is first and workshop.press(recipe_of(KIND).title) is first
    install(office[0], EVERYONE, edited(tmp_path, "督办函.docx", "现予督办", "特此督办"), KIND)
    second = workshop.press(KIND)
    assert second is not first and workshop.press(KIND) is second
    assert workshop.press("recommendation_letter") is not second


def test_over_another_connection_the_presses_are_the_same_and_one_that_was_compiled_there_is_kept(office, workshop):
    with office[0].apart() as own:
        there = workshop.over(own)
        first = there.press(KIND)
    assert workshop.press(KIND) is first


def test_a_file_that_is_tried_out_does_not_come_into_force(office, workshop, tmp_path):
    data = edited(tmp_path, "督办函.docx", "现予督办", "特此督办").read_bytes()
    tried = workshop.try_out(recipe_of(KIND), data, "督办函.docx")
    assert tried is workshop.try_out(recipe_of(KIND), data, "督办函.docx") and workshop.press(KIND) is not tried
    assert template_bytes(office[0], KIND) == SHIPPED.read_bytes()


def test_versions_are_counted_and_the_log_says_which_file_came_into_force(office, tmp_path):
    ledger = office[0]
    for words in ("特此督办", "现督办"):
        install(ledger, EVERYONE, edited(tmp_path, "督办函.docx", "现予督办", words), KIND)
    rows = ledger.reader.tuples("select version, file_name, sha256 from template_file order by id")
    assert [tuple(row)[:2] for row in rows] == [(1, "督办函.docx"), (2, "督办函.docx")]
    assert rows[1][2] == hashlib.sha256((tmp_path / "督办函.docx").read_bytes()).hexdigest()
    assert (
        ledger.reader.value("select title from action order by id desc limit 1")
        == f"启用{recipe_of(KIND).title}模板 督办函.docx"
    )


def test_a_kind_without_a_template_says_what_to_do(office):
    with pytest.raises(KnownError, match="还没有启用模板"):
        presses._shipped_file("没有这种")


def test_the_words_of_the_form_are_those_that_every_paper_of_it_has():
    words = form_words(recipe_of(KIND))
    assert any("督办" in word for word in words) and min(map(len, words)) >= 4 and len(set(words)) == len(words)
    assert not any("{" in word for word in words)


# -- the check -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("recipe", RECIPES, ids=lambda one: one.kind)
def test_every_shipped_template_has_no_fault(recipe):
    assert check_file(TEMPLATES / f"{recipe.kind}.docx", recipe.kind) == []


def test_a_wrong_word_is_told_and_keeps_the_template_out_of_force(office, tmp_path):
    path = edited(tmp_path, "督办函.docx", "{{逾期数}}", "{{逾其数}}")
    faults = check_file(path, KIND)
    assert any("逾其数" in str(fault) for fault in faults)
    with pytest.raises(KnownError, match=f"模板“督办函.docx”有 {len(faults)} 处要改，未启用：") as refused:
        install(office[0], EVERYONE, path, KIND)
    assert str(refused.value).endswith("。") and office[0].reader.value("select count(*) from template_file") == 0


def test_a_letter_without_its_addressee_is_told_with_the_line_that_is_missing(tmp_path):
    faults = check_file(edited(tmp_path, "督办函.docx", "{{单位}}：", "各单位"), KIND)
    assert any("没有主送行“{{单位}}：”" in str(fault) for fault in faults)


def test_a_file_that_cannot_be_read_is_told_with_its_place(tmp_path):
    with pytest.raises(KnownError, match="没有.docx 读不出来.*核对路径"):
        check_file(tmp_path / "没有.docx", KIND)


def test_a_shipped_template_asserts_nothing_that_no_word_proves_and_a_clerks_clause_is_told_with_its_place_p3(tmp_path):
    """P-3"""
    before = unproven_clauses(SHIPPED, KIND)
    after = unproven_clauses(edited(tmp_path, "督办函.docx", "现予督办", "经领导小组会议研究同意，现予督办"), KIND)
    assert len(after) >= len(before) and all(line.startswith("第") and "段：" in line for line in after)


# -- of which kind -------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", [f"{recipe_of(KIND).title}（改）.docx", f"{KIND}_v2.docx"])
def test_a_file_is_of_the_kind_that_its_name_says(tmp_path, name):
    _data, recipe = presses._read(edited(tmp_path, name), "", None)
    assert recipe.kind == KIND


def test_without_a_kind_in_its_name_it_is_of_the_one_whose_words_it_uses_most(tmp_path):
    _data, recipe = presses._read(edited(tmp_path, "模板.docx"), "", None)
    assert recipe.kind == KIND


def test_the_kind_that_is_named_counts_whatever_the_name_says(tmp_path):
    _data, recipe = presses._read(edited(tmp_path, "巡察建议书.docx"), KIND, None)
    assert recipe.kind == KIND


def test_a_file_that_could_be_of_any_kind_is_asked_for_its_name(tmp_path):
    out = BytesIO()
    with ZipFile(SHIPPED) as source, ZipFile(out, "w") as target:
        for part in source.namelist():
            data = source.read(part)
            if part == "word/document.xml":
                at = data.index(b"<w:body>") + len(b"<w:body>")
                data = data[:at] + "<w:p><w:r><w:t>没有标记</w:t></w:r></w:p></w:body></w:document>".encode()
            target.writestr(part, data)
    path = tmp_path / "模板.docx"
    path.write_bytes(out.getvalue())
    with pytest.raises(KnownError, match=f"看不出模板 模板.docx 是哪个文种的.*{KIND}（{recipe_of(KIND).title}）"):
        presses._read(path, "", None)


def test_the_workshop_tells_the_day_of_the_ledgers_clock(office, clock):
    assert Workshop(office[0]).today == "2026-10-09"
    clock.set("2026-10-10T09:00:00")
    assert Workshop(office[0]).today == "2026-10-10"


def test_of_many_faults_five_are_told_where_it_is_refused_and_all_in_the_check(office, tmp_path):
    path = edited(tmp_path, "督办函.docx", "{{", "{{没有")
    faults = [str(fault) for fault in check_file(path, KIND)]
    with pytest.raises(KnownError) as refused:
        install(office[0], EVERYONE, path, KIND)
    assert (
        len(faults) > 5
        and "；".join(faults[:5]) in str(refused.value)
        and "；".join(faults[:6]) not in str(refused.value)
    )


def test_words_that_would_name_another_part_where_one_is_empty_print_nothing_and_are_told_with_their_place(
    workshop, tmp_path
):
    before, recipe = "现将有关情况通报如下", recipe_of("rectification_bulletin")
    path = edited(tmp_path, "通报.docx", before, f"任务由第五部分可见，{before}", TEMPLATES / f"{recipe.kind}.docx")
    press = workshop.try_out(recipe, path.read_bytes(), path.name)

    with pytest.raises(KnownError, match="任务由第五部分可见.*可能指本件的第五部分.*改写成“见第几部分”"):
        press.render(trials(recipe)["最空"])
    assert press.render(trials(recipe)["最长"]).pages

"""Papers as files: identical when printed again (D11), never over another (D8), silent about nothing (D6)."""

import zipfile
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest

from desktop.documents import colophon
from desktop.documents.fonts import choose_fonts
from desktop.documents.package import open_parts
from desktop.documents.recipe import file_name
from desktop.documents.recipes import RECIPES, kinds, recipe_of
from desktop.documents.render import Press, Presses, save
from desktop.errors import KnownError
from tests.documents.papers import KINDS, TEMPLATES, awkward, cases, lines_of, picture, press


@pytest.mark.parametrize("kind", KINDS)
def test_printing_again_gives_the_same_bytes(kind: str) -> None:
    words = recipe_of(kind).sample()

    again = Presses([TEMPLATES], choose_fonts([])).press(recipe_of(kind)).render(words, draft=False)

    assert again.data == press(kind).render(words, draft=False).data
    assert again.sha256 == press(kind).render(words, draft=False).sha256


@pytest.mark.parametrize("kind", KINDS)
def test_what_a_press_keeps_from_paper_to_paper_changes_no_byte(kind: str) -> None:
    """A batch on one press, each beside one that has printed nothing before."""
    used = press(kind)
    first, other = cases(kind)[0], recipe_of(kind).sample()

    for words in (first, other, first):
        colophon._moved.cache_clear()
        assert used.render(words).data == Press(used.recipe, used.template).render(words).data


@pytest.mark.parametrize("kind", KINDS)
def test_every_part_of_a_paper_is_sound(kind: str) -> None:
    with zipfile.ZipFile(BytesIO(press(kind).render(awkward(kind)).data)) as archive:
        assert archive.testzip() is None
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_name_that_is_taken_gets_a_number(tmp_path: Path) -> None:
    first = save(b"1", tmp_path, "甲.docx")
    second = save(b"2", tmp_path, "甲.docx")

    assert (first.name, second.name) == ("甲.docx", "甲(2).docx")
    assert (first.read_bytes(), second.read_bytes()) == (b"1", b"2")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["甲(2).docx", "甲.docx"]


def test_a_folder_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")

    with pytest.raises(KnownError, match="写不进"):
        save(b"1", tmp_path / "file", "甲.docx")


def test_file_names_keep_to_their_rule_and_to_windows() -> None:
    name = file_name(3, 'A<县>:局/党"组' + "长" * 200, "督办函", date(2026, 10, 9))

    assert name.startswith("003_A县局党组")
    assert name.endswith("_督办函_2026年10月9日.docx")
    assert len(name) < 120


def test_a_draft_shows_what_is_missing_in_red_and_an_issue_is_refused() -> None:
    words = recipe_of("supervision_letter").sample()
    words.update({"回复期限": None, "联系人": None})

    draft = press("supervision_letter").render(words, draft=True)

    assert any("于〔缺:回复期限〕前" in line for line in lines_of(draft.data))
    assert "〔缺:回复期限〕" in open_parts(draft.data, "")["word/document.xml"].decode()
    assert "FF0000" in open_parts(draft.data, "")["word/document.xml"].decode()
    assert {(item.name, item.blocks) for item in draft.missing} == {("回复期限", True), ("联系人", False)}
    with pytest.raises(KnownError, match="缺：回复期限"):
        press("supervision_letter").render(words, draft=False)


def test_a_missing_word_of_a_row_is_named_with_its_row() -> None:
    words = recipe_of("supervision_letter").sample()
    words["问题清单"] = [words["问题清单"][0], {**words["问题清单"][1], "编号": ""}]

    [missing] = recipe_of("supervision_letter").missing(words)

    assert str(missing) == "问题清单.编号（第2行）"
    assert missing.blocks


def test_what_may_be_waived_leaves_no_trace_on_an_issued_letter() -> None:
    words = recipe_of("supervision_letter").sample()
    words.update({"联系人": None, "联系电话": None})

    lines = lines_of(press("supervision_letter").render(words, draft=False).data)

    assert not any("缺" in line or "联系" in line for line in lines)


def test_a_copy_number_is_needed_only_where_the_paper_is_classified() -> None:
    words = recipe_of("unit_finding_list").sample()

    assert not recipe_of("unit_finding_list").missing(words)
    assert [str(item) for item in recipe_of("unit_finding_list").missing({**words, "密级": "秘密★1年"})] == ["份号"]


def test_a_report_without_open_findings_needs_no_parts_of_them() -> None:
    words = cases("rectification_summary_report")[0]

    assert not [item for item in recipe_of("rectification_summary_report").missing(words) if item.blocks]


def test_classification_and_copy_number_stand_on_the_paper_when_given() -> None:
    words = {**recipe_of("unit_finding_list").sample(), "密级": "秘密★1年", "份号": "000012"}

    lines = lines_of(press("unit_finding_list").render(words, draft=False).data)

    assert lines[:3] == ["000012", "青巡办函〔2026〕12号", "秘密★1年"]


def test_passages_without_a_ledger_leave_with_their_heading_d3() -> None:
    words = cases("rectification_summary_report")[1]
    fields = recipe_of("rectification_summary_report").fields
    declared = [field.name for field in fields]
    of_books = declared[declared.index("会议次数") : declared.index("存在问题")]  # what was done, as the books have it
    for name in {field.name for field in fields if field.typed} - {"下步"} | set(of_books):
        words.pop(name, None)

    lines = lines_of(press("rectification_summary_report").render(words, draft=False).data)

    assert not any("主要成效" in line or "存在的主要问题" in line for line in lines)
    assert "二、下一步工作" in lines


def test_nothing_is_denied_that_the_clerk_did_not_tick() -> None:
    words = cases("rectification_summary_report")[2]
    words.update({"制度数": None, "线索件数": None, "测评有效": None, "存在问题": []})

    text = "".join(lines_of(press("rectification_summary_report").render(words, draft=False).data))

    for denial in (
        "未移交问题线索",
        "尚未形成新的制度成果",
        "测评拟在",
        "已全部销号，整改任务",
        "没有发现自报与核实不符",
    ):
        assert denial not in text


def test_two_charts_stand_in_the_report_with_their_words() -> None:
    words = {**cases("rectification_summary_report")[1], "图1": picture(), "图2": picture()}

    parts = open_parts(press("rectification_summary_report").render(words, draft=False).data, "")

    assert {"word/media/figure1.png", "word/media/figure2.png"} <= set(parts)
    assert parts["word/_rels/document.xml.rels"].count(b"media/figure") == 2
    assert 'cx="5616000" cy="2520000"' in parts["word/document.xml"].decode()
    assert 'descr="各单位整改率条形图"' in parts["word/document.xml"].decode()


def test_the_catalogue_has_the_shape_of_the_command_line() -> None:
    catalogue = kinds()

    assert [set(kind) for kind in catalogue] == [{"kind", "title", "form", "addressee", "fields"}] * len(RECIPES)
    assert {kind["kind"]: (kind["form"], kind["addressee"]) for kind in catalogue} == {
        "recommendation_letter": ("letter", "department"),
        "due_warning_letter": ("letter", "unit"),
        "reminder_letter": ("letter", "unit"),
        "reply_reminder_letter": ("letter", "unit"),
        "immediate_rectification_notice": ("letter", "unit"),
        "unit_finding_list": ("letter", "unit"),
        "supervision_letter": ("letter", "unit"),
        "rectification_summary_report": ("internal", "committee"),
        "talk_notice": ("letter", "unit"),
        "leader_copy_report": ("letter", "leader"),
        "referral_letter": ("letter", "department"),
        "department_briefing": ("letter", "department"),
        "special_check_referral": ("letter", "organ"),
        "rectification_notice": ("red", "unit"),
        "supervision_handbook": ("letter", "organ"),
        "monthly_rectification_report": ("letter", "committee"),
        "organization_responsibility_list": ("table", "own"),
        "rectification_bulletin": ("red", "committee"),
        "follow_up_bulletin": ("red", "committee"),
        "joint_review_letter": ("letter", "unit"),
        "close_out_approval": ("sheet", "own"),
        "rectification_assessment": ("sheet", "committee"),
        "sample_lock": ("sheet", "own"),
        "reminder_talk_record": ("sheet", "own"),
        "satisfaction_survey": ("sheet", "own"),
        "post_inspection_assessment": ("sheet", "unit"),
        "feedback": ("internal", "unit"),
        "public_rectification_report": ("internal", "unit"),
        "follow_up_report": ("internal", "committee"),
        "follow_up_notice": ("letter", "unit"),
        "follow_up_plan": ("internal", "own"),
        "inspection_progress_report": ("internal", "committee"),
        "inspection_progress_upward_report": ("red", "organ"),
        "meeting_finding_list": ("table", "committee"),
        "ledger_seal_page": ("sheet", "own"),
        "archive_handover_list": ("table", "own"),
        "export_register": ("table", "own"),
        "restore_drill_record": ("sheet", "own"),
        "correction_letter": ("letter", "unit"),
        "rectification_report": ("internal", "own"),
    }


@pytest.mark.parametrize("recipe", RECIPES, ids=lambda recipe: recipe.kind)
def test_the_sample_words_of_a_kind_are_complete(recipe) -> None:
    assert [item for item in recipe.missing(recipe.sample()) if item.blocks] == []


def test_typed_values_are_read_by_the_type_of_their_field() -> None:
    read = recipe_of("supervision_letter").enter(
        {
            "新期限": "2026-11-10",
            "报告天数": "3",
            "不能完成": "否",
            "抄送": "县纪委监委；县委组织部",
            "reply_by": "2026年10月15日",
        }
    )

    assert read["新期限"] == date(2026, 11, 10)
    assert read["回复期限"] == date(2026, 10, 15)
    assert read["报告天数"] == 3
    assert read["不能完成"] is False
    assert [str(part) for part in read["抄送"]] == ["县纪委监委", "县委组织部"]


def test_a_rate_is_typed_as_its_two_numbers() -> None:
    read = recipe_of("rectification_summary_report").enter({"满意率": "372/396"})

    assert str(read["满意率"]) == "93.9%"
    with pytest.raises(KnownError, match="372/396"):
        recipe_of("rectification_summary_report").enter({"满意率": "93.9%"})


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("新期线", "2026-11-10", "新期限"),
        ("新期限", "2026-02-30", "不是日期"),
        ("报告天数", "三", "应是数字"),
        ("不能完成", "也许", "“是”或“否”"),
        ("问题清单", [{"编好": "1"}], "编号"),
        ("问题清单", 3, "列表"),
    ],
)
def test_a_typed_value_that_does_not_fit_is_explained(name: str, value: object, words: str) -> None:
    with pytest.raises(KnownError, match=words):
        recipe_of("supervision_letter").enter({name: value})


def test_an_unknown_kind_is_answered_with_those_there_are() -> None:
    with pytest.raises(KnownError, match="督办函"):
        recipe_of("督办")


def test_a_folder_that_is_not_there_is_made_with_those_above_it(tmp_path: Path) -> None:
    folder = tmp_path / "第六轮" / "督办函"

    assert save(b"1", folder, "甲.docx").read_bytes() == b"1" and save(b"2", folder, "乙.docx").parent == folder
    assert {path.name for path in folder.iterdir()} == {"甲.docx", "乙.docx"}, "nothing temporary stays"

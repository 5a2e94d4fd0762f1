"""P-5, P-7, P-8: what a finished file must say, the mark of a draft, and changes that are still tracked."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from desktop.documents.contract import (
    Contract,
    broken,
    changed_counts,
    dated,
    impossible_dates,
    moved_dates,
    pairs_of,
    parsed_day,
    read_at,
)
from desktop.documents.figures import COMPUTED, Entry
from desktop.documents.identity import Identity, identity_of, marked, unmarked
from desktop.documents.leftovers import leftovers
from desktop.documents.readback import Reading, read, texts_of
from desktop.documents.recipes import recipe_of
from tests.documents.papers import press

RECIPE = recipe_of("supervision_letter")


def letter():
    return press("supervision_letter").render(RECIPE.sample(), draft=False)


def contract() -> Contract:
    words = RECIPE.sample()
    return Contract("letter", words["单位"], words["发文字号"], words["成文日期"], words["署名"])


def test_a_right_letter_keeps_its_contract_p5():
    assert broken(contract(), texts_of(letter().data, "a")) == []


@pytest.mark.parametrize(
    ("changed", "word"),
    [
        ({"addressee": "青岩县民政局党组"}, "主送"),
        ({"number": "青巡督〔2026〕7号"}, "发文字号"),
        ({"issued_on": date(2026, 10, 10)}, "成文日期"),
        ({"organ": "中共青岩县委"}, "署名"),
    ],
)
def test_each_line_that_says_otherwise_is_told_p5(changed, word):
    assert any(word in sentence for sentence in broken(replace(contract(), **changed), texts_of(letter().data, "a")))


@pytest.mark.parametrize(
    "left",
    ["{单位}", "｛单位｝", "{{单位}}", "{% if %}", "}", "〔缺:联系人〕", "〔缺", "为None个", "共nan个", "True", "[{'编号': 1}]", "['甲', '乙']",
     "<builtin object at 0x1>"],
)  # fmt: skip
def test_nothing_of_draft_template_or_machine_is_left_p5(left):
    [said, *_more] = leftovers([("正文", f"第一段\n现予督办{left}。")])
    assert said.startswith("正文第2段")


def test_words_that_only_look_like_the_machine_stand():
    assert (
        list(
            leftovers(
                [
                    (
                        "正文",
                        "与Nancy公司签订〔2026〕1号合同，R&D中心（None­such除外）".replace("None\u00adsuch", "Nonesuch"),
                    )
                ]
            )
        )
        == []
    )


def test_dates_that_no_calendar_has_are_told_p9():
    assert len(list(impossible_dates(["于2026年2月30日", "26年1月1日", "2026年13月1日", "2026年2月28日"]))) == 3


@pytest.mark.parametrize(
    ("before", "after", "now"),
    [
        ("共12个问题", "共15个问题", "15"),
        ("共12个问题", "共120个问题", "120"),
        ("共12个问题", "现有12个问题", "12"),
        ("12", "１５", "１５"),
    ],
)
def test_what_stands_in_the_place_of_a_figure_is_found_p5(before, after, now):
    at = before.index("12")
    assert read_at(before, at, at + 2, after) == now


def identity_for(paper) -> Identity:
    reading = read(paper.data, "a")
    return Identity(
        "L", "supervision_letter", "甲", "2026-09-30", "", "2026-10-09", 1, 2, None, "", (1, 2), paper.entries, paper.sha256,
        paper.pages, paper.title, reading.paragraphs, dict(reading.spots),
    )  # fmt: skip


def test_a_draft_bears_its_identity_and_the_issued_file_does_not_p7():
    paper = letter()
    data = marked(paper.data, identity_for(paper))

    assert identity_of(data, "a") == identity_for(paper)
    assert identity_of(unmarked(data, "a"), "a") is None
    assert read(unmarked(data, "a"), "a").paragraphs == read(paper.data, "a").paragraphs
    assert unmarked(paper.data, "a") == paper.data


@pytest.mark.rendering
@pytest.mark.timeout(120)
def test_the_mark_survives_a_save_by_libreoffice_p7(tmp_path: Path):
    import shutil

    if not shutil.which("soffice"):
        pytest.skip("没有 LibreOffice")
    paper = letter()
    source = tmp_path / "草稿.docx"
    source.write_bytes(marked(paper.data, identity_for(paper)))
    command = [
        "soffice",
        f"-env:UserInstallation=file://{tmp_path}/p",
        "--headless",
        "--convert-to",
        "docx:MS Word 2007 XML",
    ]
    subprocess.run(
        [*command, "--outdir", str(tmp_path / "out"), str(source)], check=True, capture_output=True, timeout=110
    )

    saved = (tmp_path / "out" / "草稿.docx").read_bytes()

    assert identity_of(saved, "a") == identity_for(paper)
    assert set(read(saved, "a").figures) == {entry.token for entry in paper.entries}


def test_a_report_bears_the_date_under_its_title_not_the_last_cell_of_its_annex_p9():
    """P-9"""
    lines = ("关于整改综合情况的汇报", "（2026年10月9日）", "县委书记专题会：", "2026年9月30日", "2026年6月1日")

    assert dated(Reading("", "", "", lines, {}, ())) == date(2026, 10, 9)
    styled = {"公文副题": ("某办公室", "（2026年10月9日）")}
    assert dated(Reading("", "", "", lines[2:], {}, (), styled=styled)) == date(2026, 10, 9)


def _reading(*paragraphs):
    return Reading("甲", "", "", paragraphs, {}, ())


@pytest.mark.parametrize(
    ("before", "after", "pairs"),
    [
        (("甲", "乙"), ("甲", "乙"), {0: 0, 1: 1}), (("甲件事项未完成", "甲件事项未完成吗"), ("甲件事项未完成呀", "另写一段", "又写一段"), {0: 0}),
        (("首段在此处的话", "中段在此处的话", "末段在此处的话"), ("首段在此处的话。", "末段在此处的话。"), {0: 0, 1: 1}), (("甲", "乙", "丙"), ("甲", "丙"), {0: 0, 2: 1}),
    ],
)  # fmt: skip
def test_each_paragraph_becomes_one_that_comes_after_that_of_the_one_before_it(before, after, pairs):
    """Two paragraphs of the draft are never the same one of the file."""
    assert pairs_of(_reading(*before), _reading(*after)) == pairs


ASKED = date(2026, 9, 30)


@pytest.mark.parametrize(
    ("before", "after", "moved"),
    [
        ("请于2026年9月30日前回复。", "请于2026年9月30日前回复。", {}),
        ("请于2026年9月30日前回复。", "请于2026年10月15日前回复。", {"期限": "2026年10月15日"}),
        ("请于2026年9月30日前回复。", "请贵局于2026年9月30日前回复。", {}),
        ("请于2026年9月30日前回复。", "请于2026年9月30号前回复。", {}),
        ("请于2026年9月30日前回复。", "另有安排。", {}),
        ("请及时回复。", "请于2026年10月15日前回复。", {}),
    ],
)
def test_a_date_of_the_facts_that_a_hand_changed_is_told_with_what_stands_there_p9(before, after, moved):
    """P-9"""
    found = moved_dates({"期限": ASKED}, _reading("开头。", before), _reading("开头。", after))
    assert found == {name: (ASKED, now) for name, now in moved.items()}


def test_names_that_share_a_day_are_told_apart_by_their_order_p9():
    """P-9"""
    fixed = {"截至": ASKED, "期限": ASKED, "反馈": date(2026, 6, 1)}
    draft = _reading("截至2026年9月30日的情况。", "请于2026年9月30日前回复。", "2026年6月1日反馈。")
    later = _reading("截至2026年9月30日的情况。", "请于2026年10月8日前回复。", "2026年6月1日反馈。")
    assert moved_dates(fixed, draft, later) == {"期限": (ASKED, "2026年10月8日")}
    once = _reading("截至2026年9月30日的情况。")
    assert moved_dates(fixed, once, _reading("截至2026年8月31日的情况。")) == {
        name: (ASKED, "2026年8月31日") for name in ("截至", "期限")
    }, "where the draft prints the day once, each of its names may be meant"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("请于2026年 9 月30日前", ASKED),
        ("2026年9月30号", ASKED),
        ("2026年9月31日", None),
        ("9月30日", None),
        ("", None),
    ],
)
def test_a_chinese_date_is_read_where_such_a_day_is(text, day):
    assert parsed_day(text) == day


def test_the_paragraph_of_an_impossible_date_is_told_p9():
    """P-9"""
    assert list(impossible_dates(["好", "于2026年2月30日"])) == ["正文第2段的“2026年2月30日”不是实有的日期"]


@pytest.mark.parametrize(
    ("before", "after", "now"),
    [
        ("12", "", None),
        ("共12个", "全部", None),
        ("12个", "15个", "15"),
        ("共12", "共15", "15"),
        ("共12个，3个", "共12个，4个", "12"),
        ("第3共12个", "第3共7个", "7"),
        ("1812个", "1815个", "15"),
        ("1295个", "1395个", "13"),
        ("共12个", "共 15 个", "15 "),
    ],
)
def test_a_figure_is_read_in_its_place_with_digits_put_beside_it_and_not_those_that_stood_there(before, after, now):
    at = before.index("12")
    assert read_at(before, at, at + 2, after) == now


FIGURE = Entry("_fig1", "问题总数", "12", "12", "自报", "2026-09-30", "", ("a", "b"), COMPUTED)


def _printed(text, start, end, token="_fig1"):
    return Reading("甲", "", "", ("题目", text), {token: text[start:end]}, (), {token: (1, start, end)})


@pytest.mark.parametrize(
    ("edited", "now"),
    [
        (_printed("共有12个问题", 2, 4), None),
        (_printed("共有15个问题", 2, 4), "15"),
        (_printed("共有120个问题", 2, 4), "120"),
        (_printed("共有12个月的问题", 2, 4), "12个月"),
        (_printed("共有12万个问题", 2, 4), "12万"),
        (_reading("题目", "共有18个问题"), "18"),
        (_reading("题目"), None),
    ],
)
def test_a_figure_with_rows_that_reads_otherwise_is_told_p5(edited, now):
    """P-5: taken out with its sentence it does not count."""
    draft = _printed("共有12个问题", 2, 4)
    assert changed_counts([FIGURE], draft, edited) == ([(FIGURE, now)] if now else [])
    assert changed_counts([replace(FIGURE, rows=())], draft, edited) == []


def test_a_figure_that_the_draft_does_not_print_is_not_judged():
    assert (
        changed_counts([replace(FIGURE, token="_fig9")], _printed("共有12个问题", 2, 4), _reading("题目", "共有")) == []
    )


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (["青巡督〔2026〕6号"], []),
        (["青巡督〔2026〕9号"], ["发文字号行是“青巡督〔2026〕9号”，应为“青巡督〔2026〕6号”", "正文里另有一行文号“青巡督〔2026〕9号”，应只有“青巡督〔2026〕6号”"]),
        (["青巡督〔2026〕6号", "青巡督〔2026〕9号"], ["正文里另有一行文号“青巡督〔2026〕9号”，应只有“青巡督〔2026〕6号”"]),
        ([], ["发文字号行是“空的”，应为“青巡督〔2026〕6号”"]),
    ],
)  # fmt: skip
def test_the_number_stands_in_its_line_and_no_other_does_p5(lines, told):
    """P-5"""
    body = "\n".join([*lines, "县民政局党组：", "正文。", "2026年10月9日"])
    wanted = Contract("letter", "县民政局党组", "青巡督〔2026〕6号", date(2026, 10, 9))
    assert broken(wanted, [("正文", body)]) == told
    assert broken(replace(wanted, form="report"), [("正文", body)]) == []
    [late] = broken(
        replace(wanted, issued_on=date(2026, 10, 8)),
        [("正文", "青巡督〔2026〕6号\n" + "\n".join(body.split("\n")[-3:]))],
    )
    assert late == "成文日期行是“2026年10月9日”，应为“2026年10月8日”"


@pytest.mark.parametrize(
    ("lines", "day"),
    [((), None), (("2026年10月9日",), (2026, 10, 9)), (("2026年10月8日", "2026年10月9日"), (2026, 10, 9)), (("于2026年10月9日",), None)],
)  # fmt: skip
def test_the_last_line_that_is_a_date_and_nothing_else_dates_a_file_p9(lines, day):
    """P-9"""
    assert dated(_reading("题目", *lines)) == (date(*day) if day else None)
    styled = {"公文成文日期": ("2026年1月1日", "2026年1月2日")}
    assert dated(Reading("", "", "", lines, {}, (), styled=styled)) == date(2026, 1, 2), (
        "the line of its own style first"
    )

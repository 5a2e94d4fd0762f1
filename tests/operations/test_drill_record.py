"""B4: the printed record of a restore drill says what papers/33 asks for."""

from dataclasses import replace

import pytest

from desktop.operations.drill_record import record_html, record_of, record_text
from desktop.operations.restoring import DrillAnswer
from tests.documents.papers import golden

GOOD = DrillAnswer(
    file="台账-20261020.bak",
    backed_up_at="2026-10-20T17:30:00",
    on="2026-10-21",
    restored_to="演练目录",
    seconds=220,
    sha256="9f2c61d0",
    digest_equal=True,
    counts=(("轮次", 6, 6), ("问题", 2353, 2353)),
    spot_checks=20,
    spots_equal=20,
)


def test_a_good_drill_reads_as_the_paper_asks():
    text = record_text(GOOD, 2)
    assert text.startswith("2026年台账备份恢复演练记录\n")
    for part in (
        "演练号：演练〔2026〕2号　　演练日期：2026年10月21日",
        "备份时间：2026年10月20日 17时30分",
        "用时：3分40秒",
        "问题：2353，2353，一致",
        "抽查记录20条，内容与备份前全部一致。结论：合格。",
        "演练过程未发现异常，恢复目录已按规定清除。",
        "演练人：＿＿＿＿＿",
    ):
        assert part in text


def test_a_drill_that_failed_names_the_difference_and_is_never_called_good():
    bad = replace(
        GOOD,
        counts=(("佐证文件", 6110, 6109),),
        spots_equal=19,
        faults=("缺少或损坏佐证文件 1 个", "恢复后的内容与备份时的摘要不一致"),
        digest_equal=False,
    )
    text = record_text(bad)
    for part in (
        "演练〔2026〕＿＿号",
        "摘要核对：不一致",
        "佐证文件：6110，6109，不一致，差-1",
        "一致19条、不一致1条。结论：不合格。",
        "一是缺少或损坏佐证文件 1 个；二是恢复后的内容与备份时的摘要不一致。",
    ):
        assert part in text


@pytest.mark.parametrize(
    ("looked", "alike", "said"),
    [(0, 0, "尚无可抽查的记录。结论：合格。"), (20, 0, "抽查记录20条，内容与备份前不一致20条。结论：不合格。")],
)
def test_nought_is_said_in_words_and_nothing_is_asserted_of_it(looked, alike, said):
    assert record_of(replace(GOOD, spot_checks=looked, spots_equal=alike)).paragraphs[0] == said


@pytest.mark.parametrize(
    "seconds, words",
    [
        (0, "1秒"),
        (0.4, "1秒"),
        (1.6, "2秒"),
        (59.4, "59秒"),
        (59.6, "1分0秒"),
        (60, "1分0秒"),
        (61, "1分1秒"),
        (3600, "60分0秒"),
    ],
)
def test_how_long_it_took_is_told_in_minutes_and_seconds_and_is_never_nothing(seconds, words):
    assert f"用时：{words}\n" in record_text(replace(GOOD, seconds=seconds))


@pytest.mark.parametrize(
    "faults, told",
    [(("甲",), "发现的问题和处理：甲。"), (("甲", "乙", "丙"), "发现的问题和处理：一是甲；二是乙；三是丙。")],
)
def test_one_fault_is_told_alone_and_several_are_counted(faults, told):
    lines = record_text(replace(GOOD, faults=faults)).split("\n")
    assert lines[-4:] == [told, "", "演练人：＿＿＿＿＿　复核人：＿＿＿＿＿　负责人：＿＿＿＿＿　　年　月　日", ""]


def test_the_minute_of_a_backup_has_two_digits_and_a_count_that_grew_says_by_how_much():
    text = record_text(replace(GOOD, backed_up_at="2026-01-02T03:04:05", counts=(("问题", 3, 5),)))
    assert "备份时间：2026年1月2日 3时04分" in text and "问题：3，5，不一致，差2" in text and "摘要核对：一致" in text


NOTES = ("缺少佐证文件1个，已从外置备份补回并重新备份", "改为备份后立即核对文件数")
SEVEN = (("轮次", 6), ("单位", 326), ("问题", 2353), ("措施", 8120), ("佐证文件", 6104), ("操作日志", 41277))
DRILLS = (
    (1, replace(GOOD, counts=(("问题", 2353, 2353), ("发文", 486, 486)), seconds=130, spot_checks=5, spots_equal=5)),
    (2, replace(GOOD, counts=tuple((name, count, count) for name, count in SEVEN))),
    (3, replace(GOOD, file="台账-20261031.bak", backed_up_at="2026-10-31T17:30:00", on="2026-11-02", seconds=245,
                counts=(("问题", 2353, 2353), ("佐证文件", 6110, 6109)), spots_equal=19, faults=NOTES)),
)  # fmt: skip


@pytest.mark.parametrize(("number", "answer"), DRILLS)
def test_the_record_reads_as_the_examples_of_its_paper_on_the_sheet_and_in_the_file(number, answer):
    """papers/33, word for word: title, head, two tables, sentences, who signs."""
    answer = replace(answer, restored_to="本机D盘演练目录", sha256="9f2c61d0……")
    record = record_of(answer, number)
    tables = [[*record.facts], [record.count_heads, *record.counts]]
    facts, counts = ([f"| {' | '.join(row)} |" for row in rows] for rows in tables)
    lines = [record.title, record.head, *facts, record.caption, *counts, *record.paragraphs, record.signed]

    assert lines == golden("restore_drill_record", number)
    text = record_text(answer, number)
    assert all(cell in text for row in (*record.facts, *record.counts) for cell in row)


def test_the_sheet_has_both_tables_ruled_and_what_is_written_cannot_spoil_it():
    html = record_html(record_of(replace(GOOD, file="<台账>&.bak", sha256="ab" * 32), 2))

    assert html.count("<table") == 2 and html.count("<tr>") == 3 + 1 + 2 and "&lt;台账&gt;&amp;.bak" in html
    assert "\u200b" in html and html.replace("\u200b", "").count("ab" * 32) == 1

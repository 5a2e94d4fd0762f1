"""B4: the printed record of a restore drill says what papers/33 asks for."""

from dataclasses import replace

from desktop.operations.drill_record import record_text
from desktop.operations.restoring import DrillAnswer

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

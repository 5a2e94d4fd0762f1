"""S7: empty talk is a progress without a figure and without a document; what is still to come does not count."""

import pytest

from desktop.exchange.unit_reports.empty_talk import is_empty_talk


@pytest.mark.parametrize(
    "progress",
    [
        "", "高度重视，压实责任，有序推进。", "尚未启动。", "（1）高度重视。（2）压实责任。", "1.统一思想\n2.强化措施", "第一，提高站位；第二，狠抓落实。",
        "预计2025年9月底前完成。", "抓紧办理，力争12月底前全部到位。", "2025年底前完成整改。", "针对21家自建房未建档问题，狠抓落实。", "推行一户一策，千家万户受益。", "落实“第一议题”和“三会一课”。",
    ],
)  # fmt: skip
def test_it_is_empty_talk(progress):
    assert is_empty_talk(progress)


@pytest.mark.parametrize(
    "progress",
    [
        "追回3.0万元。",
        "印发《核对办法》。",
        "5月8日专题研判。",
        "谈话提醒三人。",
        "退缴两万元，预计年底前完成。",
        "１２户已复核",
    ],
)
def test_it_is_not(progress):
    assert not is_empty_talk(progress)

"""S7: what can be checked in a report, and what cannot."""

import pytest

from desktop.rules.hollow import is_hollow, same_words


@pytest.mark.parametrize(
    "text",
    [
        "高度重视，多次召开会议研究部署，压实工作责任，整改工作取得了明显成效。",
        "按照要求逐项对照，加强督促检查，进一步完善制度，干部思想认识得到较大提高。",
        "已责成相关股室认真整改，相关工作正在按计划稳步开展。",
    ],
)
def test_words_without_figure_date_document_or_example_are_hollow(text):
    assert is_hollow(text)


@pytest.mark.parametrize(
    "text",
    [
        "已清退违规补贴14.28万元",
        "已召开专题会三次",
        "已修订《差旅费管理办法》",
        "已印发云民〔2026〕号文件",
        "谈话提醒两人",
        "已逐户核查，其中：城关街道已公示",
        "已落实“出差审批与公车派车单关联核对”",
        "",
        "  ",
    ],
)
def test_whatever_can_be_checked_is_not_and_silence_says_nothing(text):
    assert not is_hollow(text)


def test_a_sentence_is_the_same_whatever_its_spaces_and_end():
    assert same_words("已 整改到位。") == same_words("已整改到位") != same_words("未整改到位")

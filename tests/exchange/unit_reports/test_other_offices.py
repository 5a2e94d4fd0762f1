"""Own variants, held back from the rules' making: reports as other offices write them (RULES §10; D15, S7)."""

import pytest

from tests.exchange.unit_reports.papers import FRONT, cells, read, told

DONE, GOING = "done", "in_progress"


@pytest.mark.parametrize(
    ("parts", "wanted"),
    [
        pytest.param(
            ("一、整改情况", "（一）关于“学习传达走形式”问题", "整改情况：改为研讨式，已开展6次。已完成整改。",
             "（二）关于“惠农补贴发放把关不严”的问题", "已追回3.0万元。整改状态：已完成。"),
            [("QY-01", DONE, (4, 5)), ("QY-02", DONE, (6, 7))],
            id="headings that quote, a line that names the state",
        ),
        pytest.param(
            ("1.反馈问题：学习传达走形式，2024年中心组学习有9次只读文件。", "整改措施：修订学习制度。", "整改成效：已开展研讨6次，基本完成。",
             "2.反馈问题：公务接待管理不规范，抽查凭证25份，有2份无公函。", "整改措施：重申规定。", "整改进展：正在推进，预计9月底前完成。"),
            [("QY-01", "basically_done", (3, 4, 5)), ("QY-03", GOING, (6, 7, 8))],
            id="labelled parts, one of two alike",
        ),
        pytest.param(
            (*cells(["序号", "问题", "整改情况", "完成状态"], ["1", "学习传达走形式，2024年中心组学习有9次只读文件。", "开展研讨6次", "已完成"],
                    ["2", "“三会一课”制度落实不严格，6个支部记录补写。", "检查6个支部", "正在整改"]),),
            [("QY-01", DONE, (7, 8, 9, 10)), ("QY-06", GOING, (11, 12, 13, 14))],
            id="a table with a column of states",
        ),
        pytest.param(
            ("一、已完成整改的问题", "1.学习传达走形式问题。开展研讨6次。", "二、正在整改的问题", "1.集体“三资”底数不清问题。已登记10处。",
             "三、未完成的问题", "1.惠农补贴发放把关不严问题。已追回2.0万元，尚有1.0万元未追回。"),
            [("QY-01", DONE, (4,)), ("QY-05", GOING, (6,)), ("QY-02", "not_done", (8,))],
            id="sorted by state, the heading says it",
        ),
        pytest.param(
            ("（一）学习传达走形式方面。一是制定计划1份；二是开展研讨6次。该问题已整改完毕。", "（二）“三会一课”制度落实不严格方面。持续推进。"),
            [("QY-01", DONE, (3,)), ("QY-06", GOING, (4,))],
            id="fields instead of problems, points inside",
        ),
        pytest.param(
            ("问题1：学习传达走形式（已完成）", "研讨6次。", "问题2：集体“三资”底数不清（长期坚持）", "已登记15处，长期坚持。"),
            [("QY-01", DONE, (3, 4)), ("QY-05", "long_term", (5, 6))],
            id="states in brackets behind the quote",
        ),
        pytest.param(
            ("QY-05号问题：已登记15处资产，已完成。", "QY-06号问题：正在整改，已整理6个支部记录。"),
            [("QY-05", DONE, (3,)), ("QY-06", GOING, (4,))],
            id="a number and the answer",
        ),
        pytest.param(
            ("QY-05号问题：集体“三资”底数不清，15处村级资产未登记。整改情况：已登记15处。已完成。",
             "QY-03反馈问题：公务接待管理不规范，抽查凭证25份，有2份无公函。", "整改进展：正在推进。"),
            [("QY-05", DONE, (3,)), ("QY-03", GOING, (4, 5))],
            id="a number, the words of the finding, the answer",
        ),
        pytest.param(
            ("针对学习传达走形式和“三会一课”制度落实不严格问题，开展研讨6次，检查6个支部，均已完成。",),
            [("QY-01", DONE, (3,)), ("QY-06", DONE, (3,))],
            id="two findings answered in one paragraph",
        ),
    ],
)  # fmt: skip
def test_a_report_of_another_office_is_read_whole(parts, wanted):
    assert [(finding, state, tuple(paras)) for finding, state, paras in told(read(*FRONT, *parts))] == wanted

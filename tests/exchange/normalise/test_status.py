"""K3: words of progress become states by the nine rules of RULES §6, in their order, each clause with its exceptions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.exchange.normalise.office_words import OfficeWords
from desktop.exchange.normalise.status import StatusReading, most_backward, read_status, status_at_head, status_of

STATES = ["not_done", "not_started", "in_progress", "partly_done", "long_term", "basically_done", "done"]
RULES = {
    "1 not begun": {
        "not_started": "未启动 未开展 尚未启动 待整改 准备着手解决 待启动",
    },
    "2 referred": {
        "transferred": "已移交县纪委监委 均已移交 移送司法机关处理 已移交县纪委，未反馈",
        "in_progress": "未移交 待移交 拟移交县纪委 建议移送司法机关",
        "done": "已移交，已办结",
        None: "移交的线索已核实 上级移交问题已完成",
    },
    "3 denied": {
        "not_done": "整改不到位 没有完成 不予销号 不予认定 未达销号标准 未按期完成 无法完成 未能落实 难以解决 未通过验收 不属实 暂不销号，整改不到位 未整改 尚未完成",
        "done": "未按期完成，已于7月10日完成 已完成，未发现反弹 已完成（无未完成事项） 没收违法所得，已完成 已完成，不需整改",
        None: "未公开事项已整改 不良贷款已整改到位 未成年人保护已落实 不断加强学习 已退回款物3万元 退回材料",
    },
    "3 sent back": {"not_done": "退回 已退回 退回重改 整改材料不全，已退回重改 退回单位重新整改"},
    "4 intended": {
        "in_progress": "待销号 拟销号 预计6月底完成 预计2024年12月31日前完成 建议继续整改，完成后销号 申请延期 申请延期整改 尚需整改 亟待解决 即将完成 待核实 待认定 销号待批 已提交销号申请",
        "done": "已完成，申请销号 按计划完成 已按要求完成整改 已按建议整改 按整改计划完成",
        None: "招待费问题已规范 接待超标已清退",
    },
    "5, 6, 7 halfway": {
        "basically_done": "基本完成 基本整改到位",
        "partly_done": "阶段性完成 部分整改 取得阶段性成效并长期坚持",
        "long_term": "长期坚持 已完成并长期坚持 已完成，长期坚持 常态化整改 持续坚持",
    },
    "8 going on": {
        "in_progress": "正在推进 正在解决 整改中 进行中 持续整改 达到序时进度 办理中 同意延期 延期整改 在办",
        "done": "已完成，持续推进 已完成，正在巩固 延期完成",
    },
    "9 done": {
        "done": "已完成 【已_完_成】。 完成 到位 整改到位 销号 已办结 已经解决 落实 落实到位 整改完毕 完成销号 办结销号 验收 验收通过 通过验收 验收合格 通过 属实 合格 已整改 均已整改 该问题已整改到位 此项目前已全部完成 按期完成 提前完成 同意销号 准予销号 已整改销号 2024年5月20日已完成",
        "in_progress": "完成80% 已完成80% 整改率65%",
        "partly_done": "完成3项，共5项 共5项，已完成3项 2/3",
        None: "初步完成 接近完成 通过自查补齐3份 责任已落实到人 解决措施已制定 见附件 全面铺开",
    },
    "marks and shares": {
        "done": "是 √ √（2024年3月5日） 100% ☑",
        "not_done": "否 × 否（正在整改）",
        "not_started": "０％",
    },
}


@pytest.mark.parametrize(
    ("rule", "written", "state"),
    [
        (rule, word.replace("_", " "), state)
        for rule, states in RULES.items()
        for state, words in states.items()
        for word in words.split(" ")
    ],
)
def test_a_written_status_has_the_state_of_its_rule(rule, written, state):
    assert status_of(written) == state


def test_a_deadline_is_no_completion():
    """K3: 6月底前完成 says when, not that; with 已 it says that."""
    assert status_of("6月底前完成") is None
    assert status_of("已于6月底前完成") == "done"


@pytest.mark.parametrize(
    ("written", "state"),
    [
        ("同意销号", "done"),
        ("整改完成，同意销号", "done"),
        ("是", "done"),
        ("不予销号", "not_done"),
        ("暂不销号，整改不到位", "not_done"),
        ("建议继续整改，完成后销号", "in_progress"),
        ("已完成，申请销号", "in_progress"),
        ("已完成，持续推进", "in_progress"),
        ("待核实", "in_progress"),
        ("基本属实", "basically_done"),
        ("原则同意销号", None),
        ("补齐资料后同意销号", None),
        ("同意销号（待补资料）", None),
        ("经核实，已整改到位，同意销号", "done"),
        ("经县委巡察办核实已整改到位", "done"),
        ("资料齐全，同意销号", "done"),
        ("未经核实，同意销号", "not_done"),
        ("材料缺失，同意销号", None),
    ],
)
def test_a_verdict_closes_only_where_the_whole_cell_affirms(written, state):
    """K3: the verdict column, opening balances included."""
    assert read_status(written, verdict=True).state == state


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2024年5月20日已完成", "2024年5月20日"),
        ("已完成 2025.5.6", "2025.5.6"),
        ("已完成（5月20日）", "5月20日"),
        ("已完成。2024年5月20日", "2024年5月20日"),
        ("已于7月10日完成", "7月10日"),
        ("已完成（材料见附件，2024年5月20日）", None),
        ("是（2024年5月20日）", None),
        ("正在推进2024年5月20日", None),
    ],
)
def test_the_date_beside_a_word_of_completion_is_kept(written, day):
    """K16."""
    assert read_status(written).completed == day


def test_an_empty_cell_has_no_state_and_no_fault_and_an_unknown_word_has_a_fault():
    assert read_status(" / ") == StatusReading()
    assert read_status("见附件") == StatusReading(None, "unknown_status")
    assert read_status(0.65, is_percent=True) == StatusReading("in_progress")
    assert read_status(0.65) == StatusReading(None, "unknown_status")


def test_a_word_that_the_office_taught_is_asked_no_more():
    """K17: read “见附件” as long_term."""
    office = OfficeWords(states={"见 附件": "long_term", "已销案": "done"})

    assert read_status("见附件", office=office) == StatusReading("long_term")
    assert read_status("已销案。", office=office).state == "done"
    assert read_status("【已销案】", office=office).state == "done"
    assert status_at_head("已销案。补齐3份", office).state == "done"


@pytest.mark.parametrize(
    ("progress", "state"),
    [
        ("已完成。退赔3.7万元", "done"),
        ("【正在整改】复核2200户", "in_progress"),
        ("长期坚持：追回补贴", "long_term"),
        ("没有完成。原因是资金未到位。", "not_done"),
        ("已经完成，长期坚持。建立台账。", "long_term"),
        ("已完成，长期坚持", "long_term"),
        ("整改不到位，已退回重改。", "not_done"),
        ("达到序时进度。已建成1家。", "in_progress"),
        ("2024年5月20日已完成。", "done"),
        ("完成了对相关人员的谈话，核减3.7万元", None),
        ("初步完成。还需验收。", None),
        ("完成：修订办法1个；未完成：清退2万元。", None),
        ("已完成土地平整300亩，铺设管网", None),
        ("已建立包片制度，长期坚持。", None),
        ("正在对照检查", None),
        ("已移交县纪委监委。", "transferred"),
    ],
)
def test_progress_gives_a_state_only_where_a_mark_follows_its_first_word(progress, state):
    assert status_at_head(progress).state == state


@given(
    st.sampled_from(["不", "没有", "未", "无法", "未能", "难以"]),
    st.sampled_from(["完成", "整改", "到位", "销号", "办结", "解决"]),
    st.booleans(),
)
def test_no_denied_word_is_ever_done_in_either_column(denial, word, verdict):
    """K3: whatever the pair, a denial before a word of completion never counts as done."""
    assert read_status(f"{denial}{word}", verdict=verdict).state == "not_done"


@given(
    st.sampled_from(["待", "拟", "预计", "计划", "力争", "争取", "申请", "即将", "尚需", "还需", "建议"]),
    st.sampled_from(["完成", "到位", "销号", "办结", "解决", "验收"]),
)
def test_no_intended_word_is_ever_done(intention, word):
    """K3."""
    assert read_status(f"{intention}{word}").state == "in_progress"
    assert read_status(f"{intention}近期{word}", verdict=True).state == "in_progress"


@given(st.lists(st.sampled_from([*STATES, "transferred", None]), max_size=6))
def test_the_most_backward_state_wins_and_transferred_only_alone(states):
    known = [state for state in states if state]
    worst = most_backward(states)

    if not known:
        assert worst is None
    elif set(known) == {"transferred"}:
        assert worst == "transferred"
    else:
        assert worst in known and all(
            STATES.index(worst) <= STATES.index(state) for state in known if state != "transferred"
        )


@given(st.text(max_size=30))
def test_no_text_breaks_the_reading(text):
    reading = read_status(text)

    assert reading.state is None or reading.fault is None
    assert status_at_head(text).state in {None, "transferred", *STATES}

"""Reports composed from the rules come out whole; what no rule foresaw is still accounted for, in bounded time (RULES §10)."""

import random
import time

import pytest

from desktop.exchange.unit_reports.reading import read_report
from desktop.exchange.word_reading.paragraphs import Paragraph, TablePlace
from tests.exchange.composed_reports import compose
from tests.exchange.unit_reports.papers import FRONT, LISTED, bold, cells, read, told


@pytest.mark.parametrize("seed", range(160))
def test_a_composed_report_comes_out_whole(seed):
    """D15, S7: order shuffled, wording drifted, answers left out, doubled, foreign, two to a paragraph, in every shape."""
    made = compose(seed)
    reading = read_report(made.paragraphs, made.listed)
    found = sorted((item.paras, item.finding or "", item.claimed_status, item.empty_talk) for item in reading.items)
    assert found == sorted((tuple(one.paras), one.finding or "", one.state, one.empty) for one in made.answers)
    answered = {one.finding for one in made.answers}
    assert reading.unanswered() == [number for number, _text in made.listed if number not in answered]


def disturbed(rng, paragraphs):
    """The paragraphs with letters shuffled, cut, put into tables and boxes, or numbered anew."""
    made = []
    for one in paragraphs:
        text, place, label, level, box = one.text, one.place, one.label, one.level, one.box
        fate = rng.randrange(12)
        if fate == 0:
            text = "".join(rng.sample(list(text), len(text)))
        elif fate == 1:
            text = rng.choice(["针对“", "反馈问题：", "（一）", "【已完成】", "问题QY-01。", "\n", "整改情况："]) + text
        elif fate == 2:
            place = TablePlace(rng.randint(0, 2), rng.randint(0, 9), rng.randint(0, 5))
        elif fate == 3:
            label, level, box = rng.choice(["", "一、", "1."]), rng.randint(0, 3), rng.random() < 0.5
        made.append(Paragraph(one.numbers, text, label, level, place=place, box=box))
    return made


@pytest.mark.parametrize("seed", range(120))
def test_every_paragraph_is_in_an_answer_or_in_the_context_and_never_in_both(seed):
    made = compose(seed)
    paragraphs = disturbed(random.Random(seed), made.paragraphs)
    reading = read_report(paragraphs, made.listed)
    answered = {para for item in reading.items for para in item.paras}
    context = [para for para, _reason in reading.context]
    assert answered | set(context) == {number for one in paragraphs for number in one.numbers}
    assert not answered & set(context) and len(context) == len(set(context))


@pytest.mark.parametrize(
    "piece", ["整改", "针对“", "问题：", "已完成，", "（一）", "预计", "“", "。", "【整改情况】", "2025年7月1日"]
)
def test_long_hostile_paragraphs_are_read_in_bounded_time(piece):
    long = piece * (30_000 // len(piece))
    start = time.process_time()
    read("标题", "一、整改情况", f"针对“惠农补贴发放把关不严”问题，{long}", long)
    assert time.process_time() - start < 2


def test_an_empty_paper_answers_nothing():
    assert read().unanswered() == [number for number, _text in LISTED]


def test_two_answers_of_different_states_are_a_conflict_for_a_person():
    reading = read(
        *FRONT,
        "一、整改情况",
        "（一）针对“集体‘三资’底数不清”问题，登记15处。该问题已完成整改。",
        "二、其他情况",
        "关于“15处村级资产未登记”一事，补充报告：尚有3处。该问题正在推进。",
    )
    assert reading.answered_twice() == ["QY-05"]
    assert reading.claims_of("QY-05") == ["done", "in_progress"]
    assert reading.matches() == {"QY-05": [1, 2]}


def test_a_category_is_a_heading_though_a_finding_has_its_words():
    reading = read(
        *FRONT,
        "二、问题整改落实情况",
        bold("（一）惠农补贴发放把关不严方面"),
        bold("1.关于“惠农补贴发放把关不严”的问题"),
        "整改情况：追回3万元。",
        "整改进度：已完成。",
        bold("2.关于办公楼漏雨的问题"),
        "（1）维修屋面。",
        "正在推进。",
        "三、下一步打算",
        "1.防止公务接待管理不规范问题反弹。",
    )
    assert told(reading) == [("QY-02", "done", (5, 6, 7)), (None, "in_progress", (8, 9, 10))]


def test_steps_of_an_answer_that_are_numbered_like_the_answers_stay_with_it():
    reading = read(
        *FRONT,
        "一、整改情况",
        "1.惠农补贴发放把关不严",
        "整改措施：",
        "1.比对数据。",
        "2.公示名单。",
        "整改成效：追回3万元。",
        "2.集体“三资”底数不清",
        "整改成效：登记15处。",
    )
    assert told(reading) == [("QY-02", None, (4, 5, 6, 7, 8)), ("QY-05", None, (9, 10))]


def test_a_coarser_finding_above_finer_answers_is_a_heading():
    reading = read(
        *FRONT,
        "一、整改情况",
        bold("（一）学习传达走形式"),
        "1.关于“惠农补贴发放把关不严”的问题。追回3万元，已完成。",
    )
    assert told(reading) == [("QY-02", "done", (5,))]


def test_the_closing_words_of_the_paper_are_not_those_of_its_last_answer():
    answers = ["（一）针对“惠农补贴发放把关不严”问题，追回3万元。", "（二）针对“集体‘三资’底数不清”问题，登记15处。"]
    closing = "下一步，我镇将继续抓好整改。"
    alone = read(*FRONT, "一、整改情况", *answers, closing)
    assert (6, "closing") in alone.context
    each = read(*FRONT, "一、整改情况", answers[0], closing, answers[1], closing)
    assert [item.paras for item in each.items] == [(4, 5), (6, 7)]


def test_what_stands_in_text_boxes_answers_nothing():
    reading = read(*FRONT, Paragraph((0,), "惠农补贴发放把关不严", box=True))
    assert reading.items == [] and reading.context[-1] == (3, "text_box")


def test_a_table_behind_a_heading_of_a_state_takes_that_state():
    rows = cells(("序号", "反馈问题", "整改情况"), ("1", "惠农补贴发放把关不严", "追回3万元"))
    reading = read(*FRONT, "一、已完成整改的问题", *rows)
    assert told(reading) == [("QY-02", "done", (7, 8, 9))]


def test_a_page_number_inside_an_answer_is_none_of_its_figures():
    reading = read(*FRONT, "一、整改情况", "（一）针对“惠农补贴发放把关不严”问题，高度重视。", "— 2 —", "正在推进。")
    assert told(reading) == [("QY-02", "in_progress", (4, 6))]
    assert reading.items[0].empty_talk and (5, "page_number") in reading.context


def test_a_quotation_broken_by_the_scanner_names_its_finding():
    reading = read(*FRONT, "一、整改情况", "（一）针对“惠农补贴发放把", "关不严”问题，追回3万元。", "已完成整改。")
    assert told(reading) == [("QY-02", "done", (4, 5, 6))]

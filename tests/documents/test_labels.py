"""What a person typed follows what it names: sections, tables, charts, annexes that move, go and come back, or it is told as lost."""

from __future__ import annotations

import random
import re

import pytest

from desktop.documents import labels
from desktop.documents.labels import followed
from tests.documents.test_mentions import NAMES, WORDS, line

CHINESE = "一二三四五六七八九"
TITLES = ("总体情况", "分类情况", "存在问题", "典型做法", "下步安排")


def parts(*titles):
    return {f"第{CHINESE[at]}部分": title for at, title in enumerate(titles)}


def annexes(*titles):
    return {f"附件{at + 1 if len(titles) > 1 else ''}": title for at, title in enumerate(titles)}


def test_a_paper_tells_how_its_things_are_called():
    xml = "".join((
        line("一、总体情况", "H1"), line("表1　完成情况（截至2026年6月30日）", "T"), line("二、分类情况", "H1"), line("（一）按类别", "H2"), line("图1　各类别", "F"),
        line("附件1", "A"), line("问题清单&amp;台账（截至2026年6月30日）", "B"), line("一、样表", "H1"), line("附件2", "A"), line("回复表", "B"),
    ))  # fmt: skip
    assert labels.of_body(xml, NAMES) == {
        "第一部分": "总体情况", "表1": "完成情况", "第二部分": "分类情况", "第二部分（一）": "分类情况—按类别", "图1": "各类别",
        "附件1": "问题清单&台账", "附件2": "回复表",
    }  # fmt: skip


def test_a_mention_follows_and_is_told():
    found = followed(
        {"存在问题": [{"事实": "详见第三部分。"}], "提请": ["见第九部分", "群众代表3名"]},
        parts(*"甲乙丙"),
        parts(*"丙甲乙"),
    )
    assert found.typed == {"存在问题": [{"事实": "详见第一部分。"}], "提请": ["见第九部分", "群众代表3名"]}
    assert found.says == "您写的“见第三部分”改为“见第一部分”，随编号改了。"


def test_one_whose_section_is_not_printed_is_told_by_name_and_never_names_another():
    gone = followed("见第三部分", parts(*"甲乙丙丁"), parts(*"甲乙丁"))
    assert gone.typed == "见“丙”部分" and gone.lost == ("“见第三部分”",) and "已换成名称" in gone.says
    moved = followed(gone.typed, parts(*"甲乙丁"), parts(*"丁乙甲"))
    assert (moved.typed, moved.says) == ("见“丙”部分", "")
    back = followed(moved.typed, parts(*"丁乙甲"), parts(*"丁丙乙甲"))
    assert back.typed == "见第二部分" and back.says == "您写的“丙”部分改为“第二部分”，随编号改了。"


@pytest.mark.parametrize(("before", "now", "text", "reads"), [
    (annexes("清单", "回复表"), annexes("回复表"), "见附件2。", "见附件。"),
    (annexes("回复表"), annexes("清单", "回复表"), "请见附件，", "请见附件2，"),
    (annexes("清单", "样表", "提纲"), annexes("清单", "提纲"), "见附件2、附件3", "见附件“样表”、附件2"),
    (annexes("清单", "样表", "提纲"), annexes("清单", "提纲"), "附件3份，见附件3份", "附件3份，见附件3份"),
    ({"表1": "甲5个", "表2": "乙"}, {"表1": "乙", "表2": "甲6个"}, "见表1", "见表2"),
    ({"第一部分": "甲", "第一部分（二）": "甲—子"}, {"第二部分": "甲", "第二部分（一）": "甲—子"}, "见第一部分（二）", "见第二部分（一）"),
    ({"第一部分": "甲"}, {"第二部分": "甲"}, "见第一部分（三）", "见第二部分（三）"),
])  # fmt: skip
def test_annexes_tables_and_parts_of_parts_follow_alike(before, now, text, reads):
    assert followed(text, before, now).typed == reads


def test_what_only_may_be_a_mention_is_told_and_left_alone():
    found = followed("列入附件1、2，在附件1中；代表1名", annexes("甲", "乙"), annexes("乙", "甲"))
    assert (
        found.typed == "列入附件1、2，在附件1中；代表1名" and len(found.unsure) == 2 and "没有改。请核对" in found.says
    )


def test_several_of_one_name_are_told_apart_by_their_turn():
    assert followed("见附件3", annexes("表", "单", "表"), annexes("单", "表", "表")).typed == "见附件3"
    assert followed("见附件1", annexes("表", "单", "表"), annexes("单", "表", "表")).typed == "见附件2"


def test_a_paper_with_the_same_labels_changes_nothing():
    typed = {"甲": ["见第三部分", "见附件“样表”"]}
    assert followed(typed, parts(*"甲乙"), parts(*"甲乙")).typed is typed and not labels.speaks(["代表1名", 3])
    assert labels.speaks(typed)


@pytest.mark.parametrize("seed", range(40))
def test_unticking_ticking_and_moving_in_any_order_a_mention_names_the_same_section_or_is_told_as_lost(seed):
    chance = random.Random(seed)
    every = list(TITLES)
    at = chance.randrange(len(every))
    title, noise = every[at], "，".join(chance.choices(WORDS, k=4))
    before = parts(*every)
    text = f"{noise}；详见第{CHINESE[at]}部分"
    out: set[str] = set()
    for _step in range(12):
        if chance.random() < 0.5:
            chance.shuffle(every)
        else:
            out ^= {chance.choice(TITLES)}
        now = parts(*(one for one in every if one not in out))
        found = followed(text, before, now)
        was_printed = title in before.values()
        text, before = found.typed, now
        assert text.startswith(noise + "；详见"), "no other digit or number changes"
        number = re.search("详见第(.)部分$", text)
        if title in out:
            assert text.endswith(f"见“{title}”部分") and (not was_printed or found.lost)
        else:
            assert number is not None and now[f"第{number[1]}部分"] == title

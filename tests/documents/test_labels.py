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
    moved = followed(gone.typed, parts(*"甲乙丁"), parts(*"丁乙甲"), gone.put)
    assert (moved.typed, moved.says) == ("见“丙”部分", "")
    back = followed(moved.typed, parts(*"丁乙甲"), parts(*"丁丙乙甲"), moved.put)
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


@pytest.mark.parametrize("text", [
    "由表3可见", "进度较慢（表3）", "表3显示", "数据以表3为准", "见 表 3", "表1、3显示", "第三部分已说明", "见第二、三部分", "第二至三部分", "第二部分和第3部分指出", "附件 3已报",
    "表3部分数据", "表3项目较多", "表2和表3",
])  # fmt: skip
def test_a_mention_in_any_other_form_is_told_and_left_alone(text):
    before = {**parts(*"甲乙丙"), "表1": "甲", "表2": "乙", "表3": "丙", **annexes(*"甲乙丙")}
    now = {**parts(*"甲丙"), "表1": "甲", "表2": "丙", **annexes(*"甲丙")}
    found = followed(text, before, now)
    assert found.typed == text and found.unsure and "没有改。请核对" in found.says and labels.speaks(text)
    assert not followed(text.translate(str.maketrans("23二三", "11一一")), before, now).says, "表1 is 表1 as before"


@pytest.mark.parametrize("text", [
    "报送统计表3份", "统计表 3 份", "附件3份", "附件2、3份", "地图3张", "企图3个", "人大代表3名", "党代表3", "第三部分群众", "第三部分学生", "图3.5万", "表30", "报表3项",
])  # fmt: skip
def test_a_count_is_never_told(text):
    before = {**parts(*"甲乙丙"), "表3": "丙", "图3": "丙", **annexes(*"甲乙丙")}
    assert followed(text, before, {**parts(*"丙乙甲"), "表1": "丙", "图1": "丙", **annexes(*"丙乙甲")}).says == ""


def test_a_name_that_a_person_wrote_stays_when_its_section_is_printed():
    found = followed("“乙”部分另报，见第一部分", parts(*"甲丙"), parts(*"甲乙丙"))
    assert (found.typed, found.says) == ("“乙”部分另报，见第一部分", "")
    nested = followed("见第二部分", parts("甲", "“三重一大”问题"), parts("甲"))
    assert followed(nested.typed, parts("甲"), parts("“三重一大”问题", "甲"), nested.put).typed == "见第一部分"


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
    put: tuple[str, ...] = ()
    for _step in range(12):
        if chance.random() < 0.5:
            chance.shuffle(every)
        else:
            out ^= {chance.choice(TITLES)}
        now = parts(*(one for one in every if one not in out))
        found = followed(text, before, now, put)
        put = found.put
        was_printed = title in before.values()
        text, before = found.typed, now
        assert text.startswith(noise + "；详见"), "no other digit or number changes"
        number = re.search("详见第(.)部分$", text)
        if title in out:
            assert text.endswith(f"见“{title}”部分") and (not was_printed or found.lost)
        else:
            assert number is not None and now[f"第{number[1]}部分"] == title


@pytest.mark.parametrize(
    "text",
    [
        "《办法》（云办发〔2026〕3号）第三部分",
        "《办法》中的第三部分",
        "《办法》第二部分和第三部分",
        "云办发〔2026〕3号第三部分",
        "《办法》附件2",
        "《办法》（云办发〔2026〕3号）的附件2",
        "《办法》附件1和附件2",
        "云办发〔2026〕3号文附件2",
    ],
)
def test_a_part_or_an_annex_of_another_document_is_no_mention(text):
    before, now = (
        {"第二部分": "甲", "第三部分": "乙", "附件1": "丙", "附件2": "丁"},
        {"第二部分": "乙", "第三部分": "甲", "附件1": "丁", "附件2": "丙"},
    )
    found = labels.followed(text, before, now)
    assert (found.typed, found.unsure, found.changed, labels.speaks(text)) == (text, (), (), False)


@pytest.mark.parametrize(
    "text", ["《办法》印发后，附件2另发", "《办法》附件1和本函附件2", "青巡办函〔2026〕3号印发，附件2另发"]
)
def test_an_annex_that_only_stands_behind_another_document_is_still_asked_about(text):
    before, now = {"附件1": "丙", "附件2": "丁"}, {"附件1": "丁", "附件2": "丙"}
    assert labels.followed(text, before, now).unsure

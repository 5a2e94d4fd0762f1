"""Only captions and the mentions of a template's author are renumbered: no figure of the ledger and no word that a person typed ever is."""

from __future__ import annotations

import random
import re

import pytest

from desktop.documents import labels, mentions
from desktop.documents.empty_sections import said
from desktop.documents.section_order import arranged

STYLES = {
    "公文一级标题": "H1",
    "公文二级标题": "H2",
    "公文表题": "T",
    "公文图题": "F",
    "公文附件号": "A",
    "公文附件题": "B",
}
NAMES = {style: name for name, style in STYLES.items()}
WORDS = (
    "群众代表1名", "报送统计表2份", "代表2人", "意图3处", "企图1个", "地图2张", "第二部分学生", "意见第二部分", "合同表1", "第一部分群众", "一览表3张",
    "图1", "表2", "报表12份", "附件2张", "人大代表10名", "（二）", "党代表1", "见表2份", "见图1名", "表1个", "附件3份", "示意图2幅",
)  # fmt: skip


def line(text, style="P"):
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>'


def lines(xml):
    return re.findall("<w:t>([^<]*)</w:t>", xml)


@pytest.mark.parametrize("text", [
    "见表2。", "（见表2）", "数值同表2", "如表2所示", "详见表2、图1", "请见附件2", "各单位情况见附件1和附件2", "见第二部分", "见第一部分（二）。", "按附件2填报",
    "见附件",
])  # fmt: skip
def test_a_mention_is_led_to_and_ends_with_its_clause(text):
    assert mentions.MENTION.search(text) is not None


@pytest.mark.parametrize("text", [
    *WORDS, "听取意见第二部分学生", "看见第二部分的学生", "意见表2", "合同表1，", "见附件1、2", "见附件1-3", "见表2名", "见第二部分学生", "如图2名", "常见表2。",
])  # fmt: skip
def test_what_only_looks_like_one_is_none(text):
    assert mentions.MENTION.search(text) is None


def test_a_number_that_an_editor_split_over_runs_is_one():
    split = '<w:p><w:pPr><w:pStyle w:val="P"/></w:pPr><w:r><w:t>见</w:t></w:r><w:r><w:t>表</w:t></w:r><w:r><w:t>1</w:t></w:r><w:r><w:t>2。</w:t></w:r></w:p>'
    xml = mentions.marked(line("表3　甲", "T") + line("表12　乙", "T") + split, STYLES)
    assert said(mentions.settled(xml)).endswith("见表2。")


def test_a_caption_whose_number_is_a_tag_is_numbered_in_turn_and_one_that_is_not_printed_leaves_no_gap():
    xml = mentions.marked(
        line("表{{loop.index}}　{{组.名}}统计表2份", "T") + line("见表1 {% if 数 < 3 %}（见表1）{% endif %}"), STYLES
    )
    printed = xml.replace("{{loop.index}}", "7").replace("{{组.名}}", "甲")
    assert lines(mentions.settled(printed))[0] == "表1　甲统计表2份"
    both = mentions.marked(line("图1　甲", "F") + line("图2　乙", "F") + line("同图2"), STYLES)
    assert lines(mentions.settled(both[both.index("</w:p>") + 6 :])) == ["图1　乙", "同图1"]


def test_the_description_of_a_chart_follows_its_table():
    drawing = f'<w:drawing descr="{mentions.marked_words("数值见表1，表1个")}"/>'
    first, second = (mentions.marked(line(one, "T"), STYLES) for one in ("表1　甲", "表2　乙"))
    assert 'descr="数值见表1，表1个"' in mentions.settled(first + drawing + second)
    assert 'descr="数值见表2，表1个"' in mentions.settled(second + first + drawing)


def test_a_part_that_the_template_mentions_keeps_its_mention():
    xml = mentions.marked(line("一、甲", "H1") + line("见第二部分。") + line("二、乙", "H1") + line("文"), STYLES)
    assert mentions.names_parts(xml) and mentions.listed(xml) == {"第二部分"}
    now = arranged(xml, STYLES, ["乙", "甲"])
    numbers = labels.renumbered_parts(labels.of_body(xml, NAMES), labels.of_body(now, NAMES))
    assert lines(mentions.settled(now, numbers)) == ["一、乙", "文", "二、甲", "见第一部分。"]


@pytest.mark.parametrize(
    "form", ["由表3可见", "进度较慢（表3）", "表3显示", "数据以表3为准", "见 表 3。", "表1、3显示"]
)
def test_tables_keep_their_numbers_where_the_author_may_name_one_of_them_otherwise(form):
    tables = [line(f"表{at}　{title}", "T") for at, title in enumerate("甲乙丙", 1)]
    xml = mentions.marked("".join(tables) + line(form) + line("见表3。"), STYLES)
    gone = xml.replace(mentions.marked(tables[1], STYLES), "")
    assert lines(mentions.settled(gone)) == ["表1　甲", "表3　丙", form, "见表3。"]
    assert lines(mentions.settled(xml)) == ["表1　甲", "表2　乙", "表3　丙", form, "见表3。"]


def test_a_count_in_the_template_or_an_occurrence_in_what_was_printed_into_it_keeps_no_number():
    second = mentions.marked(line("表2　乙", "T") + line("统计表2份，党代表2名，图2显示"), STYLES)
    assert lines(mentions.settled(second + line("由表2可见"))) == [
        "表1　乙",
        "统计表2份，党代表2名，图2显示",
        "由表2可见",
    ]


@pytest.mark.parametrize("caption", ["表县教育局整改情况", "表2乡镇", "表一　甲", "表2-1　甲", "表12个单位的情况"])
def test_a_caption_without_a_number_of_its_own_keeps_its_words_and_does_not_count(caption):
    written = re.sub("^表(县教育局|2乡镇|一)", "表{{单位}}", caption)
    xml = mentions.marked(line(written, "T") + line("表1　乙", "T"), STYLES)
    printed = xml.replace("{{单位}}", re.sub("^表(县教育局|2乡镇|一)?.*", r"\1", caption))
    assert lines(mentions.settled(printed)) == [caption, "表1　乙"]
    assert lines(mentions.settled(mentions.marked(line("图{{图题}}", "F"), STYLES).replace("{{图题}}", "整改率"))) == [
        "图整改率"
    ]


def test_a_table_that_is_not_printed_is_mentioned_by_its_name_and_never_by_that_of_another():
    captions = [
        line("表1　甲", "T"),
        line("表2　乙&lt;（截至{{日}}）", "T"),
        line("表3　{{单位}}情况", "T"),
        line("表4　丁", "T"),
    ]
    xml = mentions.marked("".join(captions) + line("情况见表2、表4，并见表3。见表9。"), STYLES)
    called = mentions.called(xml)
    assert called == {"表1": "甲", "表2": "乙&lt;", "表3": "", "表4": "丁"}
    first, rest = mentions.marked(captions[0], STYLES), xml[xml.index(mentions.marked(captions[3], STYLES)) :]
    assert lines(mentions.settled(first + rest, called=called))[-1] == "情况见表“乙&lt;”、表2，并见表“原表3”。见表9。"


HEADS = "{% if 数 %}" + line("{{一级}}甲", "H1") + "{% else %}" + line("{{一级}}另甲", "H1") + "{% endif %}{% if 乙 %}"


def test_a_part_of_the_template_goes_by_the_number_that_its_author_counts():
    xml = HEADS + line("{{一级}}乙", "H1") + "{% endif %}" + line("{{一级}}丙", "H1") + line("见第三部分、第二部分。")
    xml = mentions.marked(xml, STYLES)
    heads = re.findall("<w:p[^>]*>(?:(?!</w:p>).)*H1.*?</w:p>", xml)
    assert [mentions.place_of(one) for one in heads] == ["第一部分", "第一部分", "第二部分", "第三部分"]
    called, said_last = mentions.called(xml), xml[xml.rindex("<w:p>") :]
    printed = heads[1].replace("{{一级}}", "一、") + heads[3].replace("{{一级}}", "二、") + said_last
    assert lines(mentions.settled(printed, called=called)) == ["一、另甲", "二、丙", "见第二部分、“乙”部分。"]
    assert "rsidRDefault" not in mentions.settled(printed, called=called) + mentions.plain(printed)


@pytest.mark.parametrize(("form", "is_told"), [
    ("由第三部分可见。", True), ("第二、三部分显示，", True), ("由第一部分可见。", False), ("落实《工作方案》第三部分，", False),
    ("按照《办法》（云办发〔2026〕3号）第三部分，", False), ("《办法》中的第三部分，", False), ("《办法》第二部分和第三部分，", False),
    ("《办法》第二部分和本件第三部分，", True), ("依照《办法》，第三部分，", True), ("见第三部分。", False),
    ("第三部分群众", False), ("由第四部分可见。", False),
])  # fmt: skip
def test_an_authors_words_that_may_name_a_part_whose_number_changed_are_told_with_their_place(form, is_told):
    xml = mentions.marked(
        HEADS + line("{{一级}}乙", "H1") + "{% endif %}" + line("{{一级}}丙", "H1") + line(f"前文{form}"), STYLES
    )
    first, _other, second, third = re.findall("<w:p[^>]*>(?:(?!</w:p>).)*H1.*?</w:p>", xml)
    rest, called = xml[xml.rindex("<w:p>") :], mentions.called(xml)
    whole = [one.replace("{{一级}}", f"{turn}、") for one, turn in zip((first, second, third), "一二三", strict=True)]
    assert mentions.misleading("".join(whole) + rest, called) == {}
    without = whole[0] + third.replace("{{一级}}", "二、") + rest
    told = mentions.misleading(without, called)
    assert bool(told) == is_told and all(passage in f"前文{form}" for passage in told)
    assert not is_told or "第三部分" in told.values()


def test_behind_a_loop_of_parts_only_written_numbers_count():
    loop = "{% for 组 in 各组 %}" + line("{{一级}}{{组}}", "H1") + "{% endfor %}"
    xml = mentions.marked(loop + line("{{一级}}乙", "H1") + line("五、丙", "H1") + line("{{一级}}丁", "H1"), STYLES)
    assert mentions.called(xml) == {"第五部分": "丙", "第六部分": "丁"}


def a_paper(chance):
    """A printed body: sections with a table or a picture each, mentions by the author, and what was printed into it; marks as a template gives them."""
    titles = [f"{one}" for one in "甲乙丙丁戊"[: chance.randint(2, 5)]]
    count = {"表": 0, "图": 0}
    bodies, things = [], []
    for title in titles:
        kind = chance.choice("表图")
        count[kind] += 1
        things.append(f"{kind}{count[kind]}")
        bodies.append((title, things[-1]))
    pieces = []
    for place, (title, thing) in enumerate(bodies):
        typed = "、".join(chance.choices(WORDS, k=3))
        pieces += [
            mentions.marked(line(f"{'一二三四五'[place]}、{title}", "H1"), STYLES),
            mentions.marked(line(f"「见{chance.choice(things)}」"), STYLES),
            line(f"文{typed}{chance.randint(1, 99)}人，见{chance.choice(things)}"),  # printed into it: no mark
            mentions.marked(line(f"{thing}　{title}统计表2", "T" if thing[0] == "表" else "F"), STYLES),
        ]
    return titles, "".join(pieces) + "<w:sectPr/>"


@pytest.mark.parametrize("seed", range(40))
def test_any_move_and_its_reverse_give_the_same_text_and_nothing_but_mentions_changes(seed):
    chance = random.Random(seed)
    titles, xml = a_paper(chance)
    order = chance.sample(titles, len(titles))

    there = arranged(xml, STYLES, order)
    back = arranged(there, STYLES, titles)

    assert mentions.settled(back) == mentions.settled(xml) == mentions.plain(xml)
    now, was = lines(mentions.settled(there)), lines(mentions.plain(xml))
    typed, typed_now = ([one for one in every if one.startswith("文")] for every in (was, now))
    assert sorted(typed) == sorted(typed_now), "what was printed into it is letter for letter as it was"
    assert [one[2:] for one in now if re.match("[一二三四五]、", one)] == order
    named = {one.split("　")[0]: one.split("　")[1] for one in was if re.match("[表图]\\d", one)}
    named_now = {one.split("　")[0]: one.split("　")[1] for one in now if re.match("[表图]\\d", one)}
    of = {title: named[was[was.index(f"{'一二三四五'[at]}、{title}") + 1][2:-1]] for at, title in enumerate(titles)}
    for at, title in enumerate(order):
        mention = now[now.index(f"{'一二三四五'[at]}、{title}") + 1]
        assert named_now[mention[2:-1]] == of[title], "each mention names the same table or chart"

"""P-5: what a clerk's template lost against the shipped one: an 否则, and the deciding words."""

import pytest
from lxml import etree

from desktop.documents.package import BODY, W
from desktop.documents.template_reference import HEAD, printed_words, reference_faults
from desktop.documents.vocabulary import COUNT, LEFT_OUT, RATE, TEXT, Field

NAMESPACE = W.strip("{}")
FIELDS = (
    Field("总数", "n", COUNT),
    Field("率", "r", RATE),
    Field("可略数", "o", COUNT, missing=LEFT_OUT),
    Field("随数", "w", COUNT, when="总数"),
    Field("话", "t", TEXT),
)


def trees(*paragraphs, **more):
    def tree(texts):
        runs = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in texts)
        return etree.fromstring(f'<w:document xmlns:w="{NAMESPACE}"><w:body>{runs}</w:body></w:document>')

    return {BODY: tree(paragraphs), **{name.replace("__", "/"): tree(texts) for name, texts in more.items()}}


def faults(own, shipped):
    return [fault for fault in reference_faults("甲.docx", own, shipped, FIELDS)]


WHOLE = [
    "{{发文字号}}",
    "共{{总数}}个，整改率{{率|带数}}",
    "{{可略数}}{{随数}}{{话}}",
    "{{署名}}{{成文日期}}{{发文机关标志}}",
]


def test_nothing_is_lost_where_everything_is_printed():
    assert faults(trees(*WHOLE), trees(*WHOLE)) == []


@pytest.mark.parametrize("name", [*HEAD, "总数", "率"])
def test_a_deciding_word_that_is_no_more_printed_is_told_p5(name):
    """P-5"""
    own = [text.replace("{{" + name, "{{别的") for text in WHOLE]
    [fault] = faults(trees(*own), trees(*WHOLE))
    assert name in str(fault)
    assert faults(trees(*own), trees(*own)) == [], "what the shipped one does not print either is not lost"


@pytest.mark.parametrize("name", ["可略数", "随数", "话"])
def test_what_may_be_left_out_or_decides_nothing_may_go(name):
    assert faults(trees(*[text.replace("{{" + name + "}}", "") for text in WHOLE]), trees(*WHOLE)) == []


def test_a_number_typed_for_a_word_that_may_be_left_out_is_told_with_its_paragraph_p5():
    shipped = trees(*WHOLE, "请在时限前{{可略数}}日申请；30日后不再受理")
    [fault] = faults(
        trees(*WHOLE[:2], WHOLE[2].replace("{{可略数}}", ""), WHOLE[3], "请在时限前55日申请；30日后不再受理"), shipped
    )
    assert "可略数" in str(fault) and fault.paragraph == 5
    assert (
        faults(trees(*WHOLE[:2], WHOLE[2].replace("{{可略数}}", ""), WHOLE[3], "请及时申请；30日后不再受理"), shipped)
        == []
    )


def test_words_are_counted_where_they_are_printed_not_where_they_are_quoted_or_in_properties():
    found = printed_words(trees("{{甲.乙|带数}}{% if 丙 %}{{ '丁' }}{{“戊”}}", **{"docProps__core.xml": ["{{己}}"]}))
    assert found == {"甲", "带数"}


BOTH = ["{% if 甲 %}已经全部完成整改任务{% else %}还有问题没有完成整改{% endif %}"]


@pytest.mark.parametrize("own, lost", [
    (BOTH, 0), (["{% if 甲 %}已经全部完成整改任务还有问题没有完成整改{% endif %}"], 1), (["{% if 甲 %}已经全部完成整改任务{% endif %}"], 0), (["{% if 乙 %}已经全部完成整改任务还有问题没有完成整改{% endif %}"], 0), (["{% if  甲%}", "已经全部完成整改任务", "还有问题没有完成整改", "{% endif %}"], 1),
    (["{% if 甲 %}完全是另外一段别的话{% endif %}"], 0),
])  # fmt: skip
def test_a_lost_else_is_told_at_its_tag_p5(own, lost):
    """P-5"""
    found = faults(trees(*own), trees(*BOTH))
    assert len(found) == lost and all("否则" in str(fault) for fault in found)


def test_an_if_inside_a_loop_or_an_if_keeps_its_own_branches():
    nested = [
        "{% for 行 in 清单 %}{% if 甲 %}第一种情形的说法在这里{% else %}第二种情形的说法在这里{% endif %}{% endfor %}"
    ]
    lost = [nested[0].replace("{% else %}", "")]
    assert len(faults(trees(*lost), trees(*nested))) == 1 and faults(trees(*nested), trees(*nested)) == []
    outer = [
        "{% if 乙 %}外面的话说在这里{% if 甲 %}里一{% else %}里二{% endif %}{% else %}外面另外一种情形的话{% endif %}"
    ]
    assert faults(trees(*outer), trees(*outer)) == []


def test_a_loss_is_told_at_the_tag_of_its_if_and_once_p5():
    """P-5"""
    twice = [*BOTH, "话。", *BOTH]
    lost = ["开头。", "{% if 甲 %}已经全部完成整改任务还有问题没有完成整改{% endif %}"]
    [fault] = faults(trees(*lost), trees(*twice))
    assert (fault.paragraph, fault.tag) == (2, "{% if 甲 %}")


@pytest.mark.parametrize("own, lost", [
    ("{% if 甲 %}第一种情形的说法在这里{% elif 乙 %}第二种情形的说法在那里{% endif %}", 0), ("{% if 甲 %}第一种情形的说法在这里{% else %}第二种情形的说法在那里{% else %}第三种说法{% endif %}", 0),
    ("{% if 甲 %}第一种情形的说法在这里第二种情形的说法在那里{% endif %}", 1), ("{% if 甲 %}第一种情形的说法在这里{% endif %}第二种情形的说法在那里", 0),
    ("{% endif %}{% endfor %}{% else %}甲", 0),
])  # fmt: skip
def test_only_both_texts_in_one_branch_are_a_lost_else_p5(own, lost):
    """P-5"""
    shipped = trees("{% if 甲 %}第一种情形的说法在这里{% else %}第二种情形的说法在那里{% endif %}")
    assert len(faults(trees(own), shipped)) == lost
    assert faults(trees(own), trees(own)) == []


def test_a_long_choice_without_its_else_is_told_though_its_characters_come_often_p5():
    """P-5: beyond 200 characters the comparison of the library would take the frequent ones for noise."""
    yes, no = "党费收缴不及时" * 20, "台账登记不完整" * 20
    shipped = trees("{% if 总数 %}", yes, "{% else %}", no, "{% endif %}", *WHOLE)
    own = trees("{% if 总数 %}", yes, no, "{% endif %}", *WHOLE)

    [fault] = faults(own, shipped)
    assert "否则" in str(fault) and faults(shipped, shipped) == []
    assert faults(trees("{% if 总数 %}", yes, "{% endif %}", *WHOLE), shipped) == [], (
        "who left the second case out lost nothing"
    )

"""M8, S4: findings of several units that say the same are grouped by matter and by likeness, alike for the same ledger."""

import json
import random
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.operations.defaults import FOLDER, rows_of
from desktop.operations.matters import shipped_matters
from desktop.rules.common_findings import LEAST_UNITS, LIKENESSES, Alike, Group, Matters, Told, common, pairs_of, plain

SAMPLES = Path(__file__).parents[1] / "samples" / "G_common"
FEES = "党费收缴不规范，2022年有21名党员逾期9个月未交。"
MATTERS = Matters({"党费": ["党费"], "接待": ["接待+公函", "公务接待"], "财务": ["报销", "财务"]})


def told(*texts):
    return [Told(f"15-01-{place:04}", f"第{place}单位", text) for place, text in enumerate(texts, 1)]


def pairs(groups):
    return {pair for group in groups for pair in combinations(sorted(group), 2)}


def f1(folder):
    rows = json.loads((folder / "findings.json").read_text("utf-8"))
    right = pairs(json.loads((folder / "expected.json").read_text("utf-8"))["groups"])
    found = pairs(
        group.findings
        for group in common([Told(row["number"], row["unit"], row["text"]) for row in rows], shipped_matters())
    )
    return 2 * len(right & found) / (len(right) + len(found))


@pytest.mark.parametrize("folder", sorted(SAMPLES.iterdir()), ids=lambda folder: folder.name)
def test_the_samples_are_grouped_as_expected(folder):
    assert f1(folder) >= 0.85


def matter(text):
    return MATTERS.best(MATTERS.points(text))


def test_a_matter_is_told_by_the_words_that_say_most():
    """The longer word and the first clause decide; a joined word needs all its parts; the first of equals wins."""
    assert matter("公务接待不规范，3笔报销没有清单") == "接待"
    assert matter("财务报销不严，公务接待3次") == "接待"
    assert matter("财务管理不严，接待3次缺公函") == "接待"
    assert matter("财务管理混乱，欠缴党费") == "财务"
    assert matter("欠缴党费和财务混乱") == "党费"
    assert matter("3次接待") == matter("") == ""


def test_a_word_weighs_by_the_square_of_its_length_twice_in_the_first_clause_and_once_however_often_it_is_said():
    assert MATTERS.points("公务接待公务接待，党费") == {"接待": 32, "党费": 4}
    assert MATTERS.points("党费，接待无公函") == {"党费": 8, "接待": 16}
    assert MATTERS.words("报销财务报销", "财务") == ("报销", "财务")
    assert MATTERS.words("报销财务报销", "接待") == ()
    assert MATTERS.words("接待3次无公函", "接待") == ("接待", "公函")


def test_of_several_matters_the_one_of_more_units_is_told():
    rows = told("欠缴党费", "党费未交", "党费漏交", "党费收据缺失，报销3笔财务账目")
    (group,) = common(rows, MATTERS)
    assert matter(rows[3].text) == "党费" and len(group.findings) == 4
    odd = told("欠缴党费", "党费未交", "党费漏交", "党费错交", "报销3笔，欠党费")
    assert matter(odd[4].text) == "财务" and len(common(odd, MATTERS)[0].findings) == 5
    far = told("欠缴党费", "党费未交", "党费漏交", "公务接待缺公函，欠党费")
    assert len(common(far, MATTERS)[0].findings) == 3


def test_a_word_of_one_character_is_refused():
    with pytest.raises(ValueError, match="党"):
        Matters({"党": ["党"]})
    with pytest.raises(ValueError, match="12"):
        Matters({"数": ["12345"]})


def test_only_groups_of_enough_units_are_told_and_a_unit_counts_once():
    rows = [Told("1", "甲", FEES), Told("2", "甲", "党费未交"), Told("3", "乙", "欠缴党费")]
    assert common(rows, MATTERS) == [] and LEAST_UNITS == 3
    (group,) = common(rows, MATTERS, least_units=2)
    assert group == Group("党费", ("1", "2", "3"), 2, ("党费",))


def test_the_widest_group_comes_first():
    rows = told("党费欠缴", "党费少缴", "党费漏缴", "公务接待超标", "公务接待无函", "公务接待超人数", "公务接待陪餐")
    assert [group.name for group in common(rows, MATTERS)] == ["接待", "党费"]


def test_texts_without_a_matter_are_grouped_by_likeness_and_named_by_what_they_share():
    rows = told("河道采砂船证照不全3艘", "河道采砂船证照不全12艘", "河道内采砂船证照不全", "学校操场开裂")
    assert common(rows, Matters({})) == [], "one word put in makes a short text less alike than is asked for by itself"
    (group,) = common(rows, Matters({}), LIKENESSES["低"])
    assert (group.findings, group.units) == (("15-01-0001", "15-01-0002", "15-01-0003"), 3)
    assert group.name == "采砂船证照不全" and group.shared == (group.name,)


def test_a_text_without_a_matter_joins_the_matter_of_the_one_that_is_most_like_it():
    rows = told("党费收缴台账漏登党员缴纳记录", "收缴台账漏登党员缴纳记录", "欠缴党费", "欠缴党费3人")
    (group,) = common(rows, MATTERS)
    assert group.name == "党费" and len(group.findings) == 4


def test_texts_that_differ_in_marks_only_are_weighed_alike_in_any_order():
    rows = told("党费，报销财务", "党费报销财务")
    assert common(rows, MATTERS, least_units=1) == common(rows[::-1], MATTERS, least_units=1)


def test_empty_texts_say_nothing_of_each_other():
    assert common(told("", "2024", "。", "12"), MATTERS, least_units=1) == []


def test_likeness_is_the_share_of_common_pairs():
    alike = Alike(["甲乙丙", "甲乙丁", "子丑寅"])
    assert alike.near("甲乙丙", 1 / 3) == [("甲乙丁", 1 / 3)]
    assert alike.near("甲乙丙", 0.34) == []
    assert alike.near("子丑寅卯", 0.6) == [("子丑寅", 2 / 3)]
    assert alike.near("", 0.1) == []
    assert pairs_of("甲乙丙") == {"甲乙", "乙丙"}


@pytest.mark.parametrize("asked", [3, 30])
def test_those_asked_for_find_the_same_among_few_and_many_others(asked):
    chosen = random.Random(asked)
    texts = list(dict.fromkeys("".join(chosen.choices("甲乙丙丁戊己", k=chosen.randint(2, 9))) for _ in range(40)))
    index = Alike(texts, {text: pairs_of(text) for text in texts[:asked]}, least=0.4)
    whole = Alike(texts)
    assert [index.near(text, 0.4) for text in texts[:asked]] == [whole.near(text, 0.4) for text in texts[:asked]]
    assert any(index.near(text, 0.4) for text in texts[:asked])


def test_a_pair_that_very_many_share_is_not_looked_up():
    texts = [f"公共{chr(0x4E00 + place)}{chr(0x5000 + place)}" for place in range(51)]
    assert Alike(texts).near("公共", 0.1) == []
    assert len(Alike(texts[:50]).near("公共", 0.1)) == 50


def test_numbers_marks_and_widths_are_no_words():
    assert plain("ＡＢ级、12.5万元（2024年）！") == "ab级万元年"
    assert plain("3\u212am、Ab 甲") == "kmab甲"


@given(st.permutations(range(8)), st.integers(0, 99))
def test_the_order_of_the_findings_does_not_matter(order, seed):
    chosen = random.Random(seed)
    texts = [FEES, "公务接待无公函3次", "河道采砂船证照不全", "河道采砂船证照不齐", "报销3笔"]
    rows = [Told(f"{place}", f"单位{place % 5}", chosen.choice(texts)) for place in range(8)]
    assert common([rows[place] for place in order], MATTERS, least_units=2) == common(rows, MATTERS, least_units=2)


def test_every_shipped_matter_is_told_by_words_of_its_own():
    matters, rows = shipped_matters(), rows_of(FOLDER / "matters.toml")
    assert len(rows) >= 90 and len({row["name"] for row in rows}) == len(rows)
    for row in rows:
        assert len(set(row["words"])) == len(row["words"]), row["name"]
        assert any(matters.best(matters.points(word.replace("+", ""))) == row["name"] for word in row["words"]), row[
            "name"
        ]

"""P-5: a template of a clerk reckons with figures and goes through lists; it calls nothing and eats no memory."""

from decimal import Decimal
from types import SimpleNamespace

import pytest
from jinja2.exceptions import SecurityError, TemplateRuntimeError, TemplateSyntaxError

from desktop.documents import bench
from desktop.documents.bench import PEN, ROUND, Bench
from desktop.documents.figures import Figure
from desktop.documents.words import Lacking


def rendered(text, **words):
    pen = SimpleNamespace(rounds=0, write=lambda value, label, look: f"[{value}]")
    return Bench().from_string(text).render(**words, **{PEN: pen})


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{{ 甲 + 乙 }}", "5"),
        ("{{ 甲 - 乙 }}", "1"),
        ("{{ 乙 - 甲 }}", "-1"),
        ("{{ 丙 + 甲 }}", "4.5"),
        ("{{ 丁 - 乙 }}", "5"),
    ],
)
def test_figures_are_added_and_taken_away(text, said):
    assert rendered(text, 甲=3, 乙=2, 丙=Decimal("1.5"), 丁=Figure("数", 7)) == said


@pytest.mark.parametrize(
    "text",
    [
        "{{ 甲 * 2 }}",
        "{{ 甲 / 2 }}",
        "{{ 甲 // 2 }}",
        "{{ 甲 % 2 }}",
        "{{ 甲 ** 9 }}",
        "{{ 话 + 甲 }}",
        "{{ 甲 + 话 }}",
        "{{ 甲 - 话 }}",
        "{{ 话 * 1000 }}",
    ],
)
def test_nothing_else_is_reckoned_p5(text):
    """P-5: 'x' * 10**9 is how a template eats a PC."""
    with pytest.raises(SecurityError, match="模板里不能用"):
        rendered(text, 甲=3, 话="话")


@pytest.mark.parametrize("text", ["{{ 话.upper() }}", "{{ range(3) }}", "{{ 行.keys() }}", "{{ ''.join(名) }}"])
def test_nothing_is_called_p5(text):
    """P-5"""
    with pytest.raises(Exception, match="模板里不能调用函数|没有|不能"):
        rendered(text, 话="x", 行={"甲": 1}, 名=["甲"])


def test_a_word_of_a_row_is_read_and_one_that_is_not_there_is_empty():
    assert rendered("{{ 行.甲 }}{{ '空' if not 行.乙 else '有' }}", 行={"甲": 1}) == "1空"
    assert rendered("{{ '空' if not 行.keys else '有' }}", 行={"甲": 1}) == "空", (
        "the row's words alone, none of the dict's"
    )


@pytest.mark.parametrize("word", ["__class__", "_x", "__init__"])
def test_nothing_that_begins_with_a_line_comes_out_p5(word):
    """P-5"""
    assert rendered("{{ '空' if not 物." + word + " else '有' }}", 物=SimpleNamespace(_x="暗", x="明")) == "空"
    assert rendered("{{ 物.x }}", 物=SimpleNamespace(_x="暗", x="明")) == "明"


def test_a_loop_beyond_every_paper_is_stopped_also_where_it_is_within_another(monkeypatch):
    """P-5: rounds of all loops count together."""
    monkeypatch.setattr(bench, "MOST_ROUNDS", 6)
    text = "{% for 行 in 名|" + ROUND + " %}{{ 行 }}{% endfor %}"
    assert rendered(text, 名=["甲"] * 6) == "甲" * 6
    with pytest.raises(SecurityError, match="循环超过6次"):
        rendered(text, 名=["甲"] * 7)
    with pytest.raises(SecurityError, match="循环超过6次"):
        rendered(text * 2, 名=["甲"] * 4)


@pytest.mark.parametrize("text", ["{{ 甲|upper }}", "{% if 甲 is callable %}{% endif %}", "{{ 甲|attr('x') }}"])
def test_only_the_filters_and_tests_of_papers_are_there_p5(text):
    """P-5"""
    with pytest.raises((TemplateSyntaxError, TemplateRuntimeError)):
        rendered(text, 甲="x")
    assert rendered("{{ '空' if not lipsum else '有' }}") == "空"


def test_a_word_that_a_row_lacks_is_lacking_and_nothing_of_its_inside_is_reached():
    row = {"单位": "甲"}
    lacking = Bench().getattr(row, "没有")

    assert Bench().getattr(row, "单位") == "甲" and isinstance(lacking, Lacking) and "keys" not in str(type(lacking))
    assert isinstance(Bench().getattr(row, "keys"), Lacking) and isinstance(Bench().getattr(row, "_x"), Lacking)

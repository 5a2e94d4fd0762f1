"""The chart of rounds: every round has its bar, its number and its rate, in order."""

from fractions import Fraction

from desktop.statistics.round_chart import RoundBar, rounds

BARS = [RoundBar(f"第{n}轮", 10 * n, Fraction(n, 8), f"{100 * n / 8:.1f}%") for n in range(1, 7)]


def test_each_round_has_an_area_and_its_words():
    chart = rounds(BARS, title="各轮", source="口径")
    assert [one.key for one in chart.areas] == [one.name for one in BARS]
    said = {text.get_text() for text in chart.figure.texts}
    assert {one.name for one in BARS} | {one.printed for one in BARS} | {str(one.findings) for one in BARS} <= said


def test_a_round_without_findings_stands_beside_the_others():
    chart = rounds(
        [RoundBar("甲", 0, Fraction(0), "—"), RoundBar("乙", 3, Fraction(1), "100.0%")], title="各轮", source=""
    )
    assert len(chart.areas) == 2

"""Words of a finding's own weigh, words of every finding hardly; a figure is one word (RULES §10)."""

from desktop.exchange.unit_reports.wording import Wording, clauses


def test_what_stands_in_another_text_is_measured_whatever_the_order():
    said, whole = Wording("无公函2份，抽查凭证"), Wording("抽查凭证25份，有2份无公函")
    assert said.share_in(whole) > 0.6
    assert Wording("合同管理不规范").share_in(Wording("公章管理不规范")) < 0.4
    assert Wording("").share_in(whole) == 0


def test_figures_are_whole_and_written_alike():
    assert "30000" in Wording("30,000元").tokens and Wording("３.0万元").tokens[0] == "3"
    assert ("25", "份") in Wording("25份").figures
    assert Wording("24项未研究").contradicts(Wording("25项未研究"))
    assert not Wording("2023年未研究").contradicts(Wording("2024年未研究"))


def test_a_text_falls_apart_at_its_stops():
    assert clauses("甲，乙；丙。") == ["甲", "乙", "丙"]

"""K17: the office's own words are compared without white space, by kind, and never invented."""

from desktop.exchange.normalise.office_words import WORD_KINDS, OfficeWords

WORDS = OfficeWords(states={"弄 完了": "done"}, deadlines={"年底见": "2025-12-31"}, amounts={"金额\n合计": "万元"})


def test_each_kind_has_its_own_words():
    assert (WORDS.state("弄完 了"), WORDS.deadline(" 年底见 "), WORDS.amount_unit("金额合计")) == (
        "done",
        "2025-12-31",
        "万元",
    )
    assert (WORDS.state("年底见"), WORDS.deadline("弄完了"), WORDS.amount_unit("弄完了"), WORDS.state("弄完")) == (
        None,
    ) * 4
    assert OfficeWords().state("弄完了") is None and len(set(WORD_KINDS)) == 5

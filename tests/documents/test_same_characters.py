"""Traditional characters and radicals of a PDF are compared as the characters that a reader sees."""

import pytest

from desktop.documents.same_characters import _RADICALS, _TRADITIONAL, SAME, _closed


@pytest.mark.parametrize(
    ("written", "compared"),
    [("縣紀委監委", "县纪委监委"), ("⺠⻅⻛⻰", "民见风龙"), ("台帳", "台帐"), ("整改台账2026", "整改台账2026")],
)
def test_what_reads_the_same_is_the_same(written, compared):
    assert written.translate(SAME) == compared.translate(SAME)


def test_every_pair_of_the_tables_leads_to_one_character():
    """None leads to one that itself leads on: 甲 as 乙 and 乙 as 丙 would make 甲 and 丙 different."""
    for table in (_TRADITIONAL, _RADICALS):
        assert len(table) % 2 == 0
        for first, second in zip(table[::2], table[1::2], strict=True):
            assert first.translate(SAME) == second.translate(SAME), first + second
    assert all(target.translate(SAME) == target for target in SAME.values())


def test_chains_end_and_characters_that_stand_for_each_other_are_one_of_them():
    a, b, c = map(ord, "甲乙丙")
    assert _closed({a: "乙", b: "丙"}) == {a: "丙", b: "丙"}
    circle = _closed({a: "乙", b: "甲"})
    assert circle[a] == circle[b] == min("甲乙")
    three = _closed({b: "丙", c: "乙", a: "丙"})
    assert three[a] == three[b] == three[c] == min("乙丙"), "what only leads into a circle is not of it"
    into = _closed({a: "乙", b: "丙", c: "乙"})
    assert into[a] == into[b] == into[c] == min("乙丙")

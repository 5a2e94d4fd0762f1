"""S1: the index narrows and changes no answer: for every word the findings are those of the plain search."""

import random

import pytest

from db.search_index import SearchIndex
from desktop.ledgers.finding_draft import MeasureDraft
from desktop.ledgers.findings import SEARCHED
from desktop.operations import findings, measures, progress, undo
from desktop.operations.search import find, new_index
from tests.builders import EVERYONE, a_finding, a_round, a_unit

LETTERS = "党费收缴财政，。 aB%_!\"'*-()（）1２é𠮷㛃\u3000\ue020"


def words_of(dice, texts, count=40):
    """Pieces of the texts and mixtures of their characters, one to eight characters long."""
    for _ in range(count):
        length, text = dice.randint(1, 8), dice.choice(texts)
        begin = dice.randrange(len(text))
        yield text[begin : begin + length]
        yield "".join(dice.choices(LETTERS, k=length))


@pytest.fixture
def texts(ledger):
    """A ledger with texts in every place that is searched; returns them."""
    dice, round_id, unit = random.Random(9), a_round(ledger), a_unit(ledger, "县财政局党组")
    made = ["".join(dice.choices(LETTERS, k=dice.randint(4, 30))) + "款" for _ in range(40)]
    for text in made[:30]:
        finding = a_finding(ledger, round_id, unit, text, owner=dice.choice(made))
        if dice.random() < 0.3:
            measures.add(ledger, EVERYONE, finding, [MeasureDraft(dice.choice(made))], "2026-03-20")
        if dice.random() < 0.3:
            progress.note(ledger, EVERYONE, finding, "2026-05-01", dice.choice(made))
    return made


def same(ledger, index, words):
    for word in words:
        assert find(ledger.reader, word, index=index) == find(ledger.reader, word), word


def test_every_word_finds_the_same_with_and_without_it(ledger, texts):
    index, dice = new_index(), random.Random(4)
    index.bring_up(ledger.reader)
    same(
        ledger,
        index,
        [*words_of(dice, texts), "财政", "县财政局", "A", "AB", "aB", "款", "党费 收缴", "财政 款", "czj"],
    )


def test_what_is_written_after_it_was_built_is_found_and_what_is_gone_is_not(ledger, texts):
    index, dice = new_index(), random.Random(5)
    index.bring_up(ledger.reader)
    findings.edit(ledger, EVERYONE, [1, 2, 3], {"text": "违规发放补贴"})
    findings.edit(ledger, EVERYONE, [4], {"owner": "欧阳某某"})
    progress.note(ledger, EVERYONE, 5, "2026-05-02", "已责成退还")
    measures.add(ledger, EVERYONE, 6, [MeasureDraft("修订制度")], "2026-03-20")
    findings.remove(ledger, EVERYONE, [7], "录错")
    assert find(ledger.reader, "发放补贴", index=index) == (1, 2, 3)
    assert find(ledger.reader, "责成退还", index=index) == (5,) and find(ledger.reader, "修订", index=index) == (6,)
    same(ledger, index, words_of(dice, texts, 15))
    for _ in range(5):
        undo.undo(ledger, EVERYONE)
    assert find(ledger.reader, "发放补贴", index=index) == () == find(ledger.reader, "欧阳", index=index)
    same(ledger, index, words_of(dice, texts, 15))


def test_the_first_so_many_are_the_first_of_all(ledger, texts):
    index = new_index()
    index.bring_up(ledger.reader)
    for word in ("款", "财政", "党", "收缴"):
        every = find(ledger.reader, word)
        for most in (1, 3, 100):
            assert find(ledger.reader, word, index=index, most=most) == every[:most]


def test_a_word_of_one_character_is_not_narrowed_and_nothing_is_before_it_is_built(ledger, texts):
    index = new_index()
    assert not index.built and index.candidates("财政") is None
    index.bring_up(ledger.reader)
    assert index.built and index.candidates("款") is None and index.candidates("没有") == set()


def test_a_build_that_is_stopped_leaves_nothing(ledger, texts):
    index = SearchIndex(SEARCHED)
    index.bring_up(ledger.reader, stop=lambda: True)
    assert not index.built
    index.bring_up(ledger.reader)
    assert index.built and index.candidates("款") is None
    index.close()

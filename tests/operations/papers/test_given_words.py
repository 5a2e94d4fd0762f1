"""P-8: what the ledger or the clerk gave to a paper is known by their words; a value printed raw is nobody's word."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop.documents.figures import Typed
from desktop.operations import findings
from desktop.operations.papers import making
from desktop.operations.papers.given_words import given_words
from tests.builders import EVERYONE
from tests.operations.papers.conftest import asked


@pytest.fixture
def paper(office):
    ledger, round_id, housing, _farming = office
    [one] = making.gather(ledger.writing(), asked(round_id, housing))
    return ledger, one


def test_ordinary_words_are_no_pardon(paper):
    ledger, one = paper
    assert given_words(ledger.reader, one) == ()


def test_words_are_found_however_deep_they_lie_p8(paper):
    """P-8"""
    ledger, one = paper
    inner = [{"内容": Typed("表中为none")}, ("摘要写作{甲}", 3)]
    assert set(given_words(ledger.reader, replace(one, words={**one.words, "列": inner}))) == {
        "表中为none",
        "摘要写作{甲}",
    }


def test_a_bare_word_of_the_machine_must_have_been_said_p8(paper):
    """P-8"""
    ledger, one = paper
    raw = replace(one, words={**one.words, "算出": "None"})
    assert given_words(ledger.reader, raw) == ()

    findings.edit(ledger, EVERYONE, one.findings[:1], {"text": "None"}, reason="照原件录入")
    assert given_words(ledger.reader, raw) == ("None",)


def test_what_the_clerk_typed_was_said_p8(paper):
    """P-8"""
    ledger, one = paper
    typed = next(field.name for field in one.recipe.fields if field.typed)
    assert given_words(ledger.reader, replace(one, words={**one.words, typed: "True"})) == ("True",)

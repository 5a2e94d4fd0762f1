"""D10: a finished file names its own unit and rows, all of them, and nothing of any other unit."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop.documents.figures import Typed
from desktop.documents.file_words import FileWords
from desktop.operations import units
from desktop.operations.papers import guarding, making
from desktop.operations.papers.guarding import Guard, WrongRecipient
from desktop.operations.papers.workshop import form_words
from tests.builders import EVERYONE, claimed
from tests.documents.papers import press
from tests.operations.papers.conftest import asked


def gathered(office):
    ledger, round_id, housing, farming = office
    return making.gather(ledger.writing(), asked(round_id, housing, farming))


def check(office, one, printed=None):
    data = press(one.kind).render((printed or one).words).data
    Guard(office[0].writing()).check(one, FileWords("督办函.docx", data), form_words(one.recipe))


def test_every_paper_of_a_batch_is_its_own_units_and_of_no_other(office):
    papers = gathered(office)
    assert len(papers) == 2
    for one in papers:
        check(office, one)
        for other in papers:
            if other is not one:
                with pytest.raises(WrongRecipient, match=one.addressee):
                    check(office, one, other)


def test_the_unit_of_its_findings_is_its_own_too(office):
    for one in gathered(office):
        check(office, replace(one, unit_id=None, findings=one.findings), one)


def test_a_finding_that_the_register_would_count_must_stand_in_it(office):
    ledger, _round, housing, _farming = office
    claimed(ledger, 2, on="2026-09-01")
    one = next(paper for paper in gathered(office) if paper.unit_id == housing)
    number = ledger.reader.value("select number from finding where id = 2")

    assert one.findings == (1,)
    check(office, one)
    with pytest.raises(WrongRecipient, match=number):
        check(office, replace(one, findings=(1, 2)))


def test_an_addressee_that_does_not_stand_in_it_is_refused(office):
    for one in gathered(office):
        with pytest.raises(WrongRecipient, match="没有的单位"):
            check(office, replace(one, addressee="青岩县没有的单位"))


@pytest.mark.parametrize("field", ["leader", "contact"])
def test_a_person_of_another_unit_may_stand_in_it_only_where_it_is_addressed_so(office, field):
    ledger, _round, housing, farming = office
    units.edit(ledger, EVERYONE, farming, {field: "慕容千山"})
    own = next(one for one in gathered(office) if one.unit_id == housing)
    signed = replace(own, words={**own.words, "联系人": "慕容千山"})

    check(office, signed)  # the office's own contact, whatever name he bears
    foreign = replace(own, words={**own.words, "回复要求": "慕容千山"})
    assert "慕容千山" not in guarding.Guard(ledger.writing())._allowed(foreign)


def test_what_a_clerk_typed_may_be_said_in_a_composed_paper_alone(office):
    for one in gathered(office):
        typed = replace(one, words={**one.words, "x": [Typed("手写的话"), {"y": (Typed("另一句"),)}, "算出的"]})
        guard = Guard(office[0].writing())
        free = replace(typed, declared=replace(one.recipe, guarded=False))

        assert not {"手写的话", "另一句"} & set(guard._allowed(typed))
        assert {"手写的话", "另一句"} <= set(guard._allowed(free)) and "算出的" not in guard._allowed(free)

"""The ladder is data of the office and of a round (W6)."""

import pytest

from desktop.errors import Forbidden, KnownError
from desktop.operations.supervision.ladder import choices, has_own, ladder_of, put_ladder
from desktop.rules.chasing import DEFAULT_LADDER
from tests.builders import CLAIMANT, EVERYONE, a_round

SUPERVISION, TALK = "supervision_letter", "talk_notice"


def test_without_a_word_of_the_office_the_usual_rungs_hold(ledger):
    assert ladder_of(ledger.reader) == DEFAULT_LADDER == ladder_of(ledger.reader, a_round(ledger))
    kinds = [one.kind for one in DEFAULT_LADDER]
    put_ladder(ledger, EVERYONE, kinds)
    assert ladder_of(ledger.reader) == DEFAULT_LADDER


def test_a_round_goes_its_own_way_and_back(ledger):
    mine, other = a_round(ledger), a_round(ledger, "十五届县委第七轮")
    put_ladder(ledger, EVERYONE, [SUPERVISION, ""])
    put_ladder(ledger, EVERYONE, [TALK], mine)
    assert [one.title for one in ladder_of(ledger.reader, mine)] == ["约谈"]
    assert [one.title for one in ladder_of(ledger.reader, other)] == ["督办函", "报领导小组"]
    assert has_own(ledger.reader, mine) and not has_own(ledger.reader, other)
    put_ladder(ledger, EVERYONE, [], mine)
    assert ladder_of(ledger.reader, mine) == ladder_of(ledger.reader, other)


def test_only_papers_that_chase_may_stand_on_a_rung(ledger):
    offered = {one.kind for one in choices(ledger.reader)}
    assert {"due_warning_letter", SUPERVISION, TALK, ""} <= offered
    assert not offered & {"unit_finding_list", "recommendation_letter", "reminder_letter"}


@pytest.mark.parametrize(
    ("kinds", "kind"),
    [([], "no_rung"), (["unit_finding_list"], "strange_rung"), (["", SUPERVISION], "not_last"), ([SUPERVISION] * 9, "too_many_rungs")],
)  # fmt: skip
def test_what_is_no_ladder_is_refused(ledger, kinds, kind):
    with pytest.raises(KnownError) as refused:
        put_ladder(ledger, EVERYONE, kinds)
    assert refused.value.kind == kind


def test_the_ladder_belongs_to_who_may_review(ledger):
    with pytest.raises(Forbidden):
        put_ladder(ledger, CLAIMANT, [SUPERVISION])

"""papers/31, M10: the sheet of a locked draw says everything by which a third person draws the same."""

from __future__ import annotations

from fractions import Fraction

import pytest

from desktop.errors import KnownError
from desktop.operations.papers import making
from desktop.operations.papers.providers.drawing import share_words
from desktop.rules.draws import Eligible, draw
from tests.operations.papers.conftest import asked
from tests.operations.papers.handed_in import enter, step
from tests.operations.papers.recorded import locked_draw
from tests.operations.papers.visited import ON, SPOKEN


def sheets(office):
    return making.gather(office[0].writing(), asked(office[1], office[2], kind="sample_lock"))


def test_from_the_words_of_the_sheet_the_same_is_drawn(office):
    locked_draw(office[0], office[1], office[2])
    [one] = sheets(office)
    words = one.words
    frame = [Eligible(number, row["单位"], row["层"]) for row in words["抽样框"] for number in row["编号"]]
    drawn = draw(frame, words["种子"], Fraction(1, 3))

    assert sorted(number for row in words["抽中"] for number in row["编号"]) == list(drawn.findings)
    assert (words["框摘要"], words["结果摘要"]) == (drawn.frame_sha256, drawn.result_sha256)
    assert (int(words["框单位"]), int(words["框问题"]), words["两项达标"]) == (2, 3, True)
    assert words["锁定时间"] == "2026年10月9日 9时0分" and words["抽样用途"] == "回访督查" and "重抽记录" not in words
    assert one.unit_id is None and one.addressee == "抽样锁定单" and len(one.findings) == 3


def test_an_unlocked_draw_stays_sealed_and_a_former_one_is_told_with_its_reason(office):
    ledger, round_id, *_units = office
    first = enter(
        ledger,
        "draw",
        on=ON,
        round=round_id,
        seed_date=ON,
        as_of=ON,
        excluded=(2,),
        excluded_reason="整改期未满",
        supervisor="林晓",
        **SPOKEN,
    )
    with pytest.raises(KnownError, match="没有锁定的抽样"):
        sheets(office)
    step(ledger, "draw", first, "lock", on=ON)
    [one] = sheets(office)
    assert one.words["排除"] == ["整改期未满（14-06-0002）"] and one.words["排除经确认"]

    from desktop.ledgers import books
    from desktop.operations.records import verbs
    from tests.builders import EVERYONE

    draws = books.as_declared("draw")
    verbs.take(ledger, EVERYONE, draws, first, draws.step("replace"), {}, on=ON, reason="报数人都是本办的")
    locked_draw(ledger, round_id, 0)
    [again] = sheets(office)
    assert "报数人都是本办的" in again.words["重抽记录"] and one.words["锁定单号"] in again.words["重抽记录"]


@pytest.mark.parametrize(
    ("share", "told"),
    [("1/3", "单位、问题均不低于三分之一"), ("2/5", "单位、问题均不低于五分之二"), ("1", "单位、问题全部抽取")],
)
def test_a_share_in_words(share, told):
    assert share_words(Fraction(share)) == told
